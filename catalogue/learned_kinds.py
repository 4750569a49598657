"""The kinds that a row asks for by weights learned from labelled rows, where they are surer than the rules.

Rules know the wordings that somebody thought of. What "báo cáo … của chủ đầu tư" or "biên bản … của tổ chức kiểm định"
is in a field that nobody thought of follows from many labelled rows of other fields. For every kind the weights hold
one number for each feature of a row (`catalogue.row_features`), what the rules say among them, so that they also know
when the rules are to be trusted. They are learned by `benchmarks/learn_kinds.py` and kept as whole numbers, which every
machine adds up alike.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

from catalogue.kind_words import NONE
from catalogue.row_features import SeenRow, paper_features, row_features

WEIGHTS = Path(__file__).with_name("learned_kinds.txt.gz")
# Weights and intercepts are kept as hundredths of a logit.
SCALE = 100
# From how many hundredths on a kind is asked for, and how many the rules add for or against each kind of a row in which
# they find several: chosen in cross-validation over the labelled rows.
ENOUGH = -20
_RULES_OF_MANY = 100


@dataclass(frozen=True, slots=True)
class Weights:
    """The kinds in order with their intercepts, and for each feature the places of kinds and how much it speaks for."""

    kinds: tuple[str, ...]
    intercepts: tuple[int, ...]
    features: Mapping[str, Sequence[tuple[int, int]]]


def read_weights(file: Path) -> Weights:
    """Return the weights of a file: its first line names each kind with its intercept, each other one a feature."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        first = [entry.split(":") for entry in lines.readline().split()]
        kinds, intercepts = tuple(kind for kind, _ in first), tuple(int(value) for _, value in first)
        cells = (line.rstrip("\n").split("\t") for line in lines)
        return Weights(kinds, intercepts, {feature: _pairs(numbers) for feature, numbers in cells})


def _pairs(numbers: str) -> tuple[tuple[int, int], ...]:
    pairs = (entry.split(":") for entry in numbers.split())
    return tuple((int(kind), int(weight)) for kind, weight in pairs)


@cache
def shipped_weights() -> Weights:
    """Return the weights that ship with the program."""
    return read_weights(WEIGHTS)


def learned_kinds(seen: SeenRow, weights: Weights) -> tuple[str, ...]:
    """Return the kinds that a row asks for by the weights; () where it asks for none."""
    scores = kind_scores(row_features(seen), weights)
    if len(seen.kinds) > 1:
        scores = [
            score + (_RULES_OF_MANY if kind in seen.kinds else -_RULES_OF_MANY)
            for kind, score in zip(weights.kinds, scores, strict=True)
        ]
    asked = {kind: score for kind, score in zip(weights.kinds, scores, strict=True) if score > ENOUGH}
    none = asked.pop(NONE, None)
    if none is not None and none >= max(asked.values(), default=none):
        return ()
    if not asked:
        likeliest = weights.kinds[max(range(len(scores)), key=scores.__getitem__)]
        return () if likeliest == NONE else (likeliest,)
    return tuple(asked)


def kind_scores(features: Collection[str], weights: Weights) -> list[float]:
    """Return for each kind how much the features speak for it, in hundredths of a logit.

    A row of many words has many features; each of them counts the less.
    """
    sums = [0] * len(weights.kinds)
    weighed = weights.features
    for feature in features:
        for at, weight in weighed.get(feature, ()):
            sums[at] += weight
    share = 1 / sqrt(max(1, len(features)))
    return [intercept + share * total for intercept, total in zip(weights.intercepts, sums, strict=True)]


def speaking_for(kind: str, name: str, procedure: str, weights: Weights) -> int:
    """Return how much the words of a paper's name speak for a kind."""
    at = weights.kinds.index(kind)
    return sum(
        weight
        for feature in paper_features(name, procedure)
        for of, weight in weights.features.get(feature, ())
        if of == at
    )
