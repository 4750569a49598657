"""Which old procedures a new one might be: those that share its rarest features, a bounded number of them.

Every procedure asks with few of its features, and a feature that too many have is not asked, so that the work grows
with the number of procedures and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from catalogue.pair_features import Features
from catalogue.pair_scoring import Likeness, Rarity

# How many of the rarest features of name, papers, body and results are asked.
_ASKED = (8, 5, 8, 2, 0, 0)
_MOST_WITH_FEATURE = 120
_WHOLE_WEIGHT = 30.0
_MOST_CANDIDATES = 8
_SHARE_OF_BEST = 0.25


class Match(NamedTuple):
    """An old and a new entry, by id, that might be the same procedure."""

    old: int
    new: int
    likeness: Likeness


class Candidates:
    """The old procedures of one comparison, asked for those that resemble a new one."""

    def __init__(self, old: Sequence[Features], new: Sequence[Features], codes: Mapping[int, str]) -> None:
        """Take the features of both sides, and the national code of each old entry that has one."""
        self._rarity = Rarity(old, new)
        self._old = [self._rarity.weighed(features) for features in old]
        self._by_feature: dict[int, list[int]] = defaultdict(list)
        self._by_whole: dict[int, list[int]] = defaultdict(list)
        self._by_code: dict[str, list[int]] = defaultdict(list)
        in_old, in_new = self._rarity.in_old, self._rarity.in_new
        for at, features in enumerate(old):
            for asked, part in zip(_ASKED, features.parts, strict=True):
                if asked:
                    for feature in part:
                        if in_old[feature] <= _MOST_WITH_FEATURE and feature in in_new:
                            self._by_feature[feature].append(at)
            for whole in features.wholes:
                self._by_whole[whole].append(at)
            if code := codes.get(features.entry_id):
                self._by_code[code].append(at)
        self._having = {feature: len(having) for feature, having in self._by_feature.items()}

    def of(self, features: Features, code: str) -> Iterator[Match]:
        """Yield the best matches of a new procedure, scored, in no order; `code` is its national code, or empty."""
        found: dict[int, float] = defaultdict(float)
        for whole in features.wholes:
            having = self._by_whole.get(whole, ())
            if len(having) <= _MOST_WITH_FEATURE:
                for at in having:
                    found[at] += _WHOLE_WEIGHT
        for asked, part in zip(_ASKED, features.parts, strict=True):
            if asked:
                self._ask(part, asked, found)
        with_code = self._by_code.get(code, [])[:_MOST_CANDIDATES] if code else []
        new = self._rarity.weighed(features)
        new_parts = tuple(map(frozenset, features.parts))
        least = _SHARE_OF_BEST * max(found.values(), default=0.0)
        best = sorted((-weight, at) for at, weight in found.items() if weight >= least)[:_MOST_CANDIDATES]
        for at in dict.fromkeys([*with_code, *(at for _, at in best)]):
            old = self._old[at]
            likeness = self._rarity.likeness(old, new, new_parts, at in with_code)
            yield Match(old.features.entry_id, features.entry_id, likeness)

    def _ask(self, part: Sequence[int], asked: int, found: dict[int, float]) -> None:
        """Add what the rarest features of one part say of the old procedures."""
        by_feature = self._by_feature
        # The features of a part are in order, so that those that equally many have are asked in the same order.
        known = sorted(filter(by_feature.__contains__, part), key=self._having.__getitem__)
        for feature in known[:asked]:
            weight = self._rarity.weight(feature)
            for at in by_feature[feature]:
                found[at] += weight
