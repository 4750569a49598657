"""How alike two procedures are: the share of their features that agree, weighed by how rare each feature is.

The likeness of a part is Dice's coefficient over inverse document frequencies; a pair's score is the mean over the
parts that both sides have, with a weight a part. What only one side says (a list has no papers) neither helps nor
harms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from catalogue.pair_features import PARTS, Features

# Names are what people match by and what reforms change; papers and the body are what a procedure is. Bases are shared
# by whole fields of law, offices by whole agencies.
_WEIGHTS = dict(zip(PARTS, (0.34, 0.24, 0.26, 0.08, 0.02, 0.06), strict=True))
_CONTENT = tuple(PARTS.index(part) for part in ("papers", "body", "results"))
_CONTENT_WEIGHTS = tuple(_WEIGHTS[PARTS[part]] for part in _CONTENT)
# What the same code is worth against the sum 1 of all parts.
_SAME_CODE = 0.5
# In a short list, what two procedures share would otherwise count as common to all.
_FEWEST = 1000


class PartLikeness(NamedTuple):
    """How alike one part is on both sides, and how much of each side stands in the other, from 0 to 1."""

    alike: float
    old_in_new: float
    new_in_old: float


class Likeness(NamedTuple):
    """How alike an old and a new procedure are; a part is None where one side lacks it.

    `score` weighs all parts and the code; `content` only papers, body and results, None where none of them is shared.
    """

    score: float
    content: float | None
    parts: tuple[PartLikeness | None, ...]
    same_code: bool = False

    def part(self, name: str) -> PartLikeness | None:
        """Return the likeness of one of `PARTS`."""
        return self.parts[PARTS.index(name)]


@dataclass(frozen=True, slots=True)
class Weighed:
    """One procedure's features with the weight of each part."""

    features: Features
    weights: tuple[float, ...]


class Rarity:
    """How rare each feature is among the procedures of two editions, and the likeness of procedures by it."""

    def __init__(self, old: Iterable[Features], new: Iterable[Features]) -> None:
        self.in_old, procedures = _counted(old)
        self.in_new, others = _counted(new)
        counts = dict(self.in_new)
        for feature, count in self.in_old.items():
            counts[feature] = counts.get(feature, 0) + count
        all_procedures = max(_FEWEST, procedures + others) + 1
        known = {count: max(log(all_procedures / count), 0.01) for count in set(counts.values())}
        self._weights = {feature: known[count] for feature, count in counts.items()}

    def weight(self, feature: int) -> float:
        """Return the weight of a feature that one of the procedures has."""
        return self._weights[feature]

    def weighed(self, features: Features) -> Weighed:
        """Return features with the weights of their parts."""
        weight = self._weights.__getitem__
        return Weighed(features, tuple(sum(map(weight, part)) for part in features.parts))

    def likeness(self, old: Weighed, new: Weighed, new_parts: tuple[frozenset[int], ...], same_code: bool) -> Likeness:
        """Return how alike two procedures are; `new_parts` are the new one's parts as sets."""
        weight = self._weights.__getitem__
        parts: list[PartLikeness | None] = []
        score = total = 0.0
        for part, found, old_weight, new_weight, importance in zip(
            old.features.parts, new_parts, old.weights, new.weights, _WEIGHTS.values(), strict=True
        ):
            if not old_weight or not new_weight:
                parts.append(None)
                continue
            common = sum(map(weight, found.intersection(part)))
            alike = 2 * common / (old_weight + new_weight)
            parts.append(PartLikeness(alike, common / old_weight, common / new_weight))
            score += importance * alike
            total += importance
        if same_code:
            score += _SAME_CODE
            total += _SAME_CODE
        return Likeness(score / total if total else 0.0, _content(parts), tuple(parts), same_code)


def _content(parts: list[PartLikeness | None]) -> float | None:
    shared = [
        (found.alike, importance)
        for at, importance in zip(_CONTENT, _CONTENT_WEIGHTS, strict=True)
        if (found := parts[at]) is not None
    ]
    total = sum(importance for _, importance in shared)
    return sum(alike * importance for alike, importance in shared) / total if total else None


def _counted(procedures: Iterable[Features]) -> tuple[Counter[int], int]:
    counts: Counter[int] = Counter()
    number = 0
    for features in procedures:
        number += 1
        for part in features.parts:
            counts.update(part)
    return counts, number
