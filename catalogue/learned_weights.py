"""Weights learned from labelled rows: how much every feature of a row speaks for each answer to a question about it.

They are learned by `benchmarks/learn_weights.py` and read once in a process. The weights of one feature are kept as one
whole number with a lane of bits for each answer, so that adding up two hundred features for forty answers is two
hundred additions; sums are exact, and the same on every machine.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from math import sqrt
from pathlib import Path

WEIGHTS = Path(__file__).with_name("learned_weights.gz")
# Weights and intercepts are hundredths of a logit.
SCALE = 100
# Wide enough for the sum of 1,300 weights of 64 logits, which none shipped exceeds; most rows have some 200 features.
_LANE_BYTES = 3
_LANE = 8 * _LANE_BYTES
_MASK, _SIGN = (1 << _LANE) - 1, 1 << (_LANE - 1)


@dataclass(frozen=True, slots=True)
class Weights:
    """For each question its answers with their intercepts, and for each feature its weights, packed.

    The lanes are in the order of the questions and of their answers.
    """

    questions: Mapping[str, Mapping[str, int]]
    features: Mapping[str, int]


@cache
def shipped_weights() -> Weights:
    """Return the weights that ship with the program."""
    return read_weights(WEIGHTS)


def read_weights(file: Path) -> Weights:
    """Return the weights of a file as `packed_file` makes it."""
    with gzip.open(file, "rb") as stream:
        content = stream.read()
    head, _, rest = content.partition(b"\n\n")
    questions: dict[str, dict[str, int]] = {}
    for line in head.decode().split("\n"):
        question, *answers = line.split()
        pairs = (answer.rsplit(":", 1) for answer in answers)
        questions[question] = {name: int(intercept) for name, intercept in pairs}
    names, _, numbers = rest.partition(b"\n\n")
    width = _LANE_BYTES * sum(map(len, questions.values()))
    features = {
        name: int.from_bytes(numbers[at : at + width], "little", signed=True)
        for name, at in zip(names.decode().split("\n"), range(0, len(numbers), width), strict=True)
    }
    return Weights(questions, features)


def packed_file(weights: Weights) -> bytes:
    """Return weights as a file: what is asked, the names of features, their packed weights; equal ones are equal."""
    lines = [
        " ".join((question, *(f"{answer}:{intercept}" for answer, intercept in answers.items())))
        for question, answers in weights.questions.items()
    ]
    width = _LANE_BYTES * sum(map(len, weights.questions.values()))
    numbers = b"".join(number.to_bytes(width, "little", signed=True) for number in weights.features.values())
    text = "\n".join(lines) + "\n\n" + "\n".join(weights.features) + "\n\n"
    return gzip.compress(text.encode() + numbers, mtime=0)


def packed(values: Sequence[int]) -> int:
    """Return the weights of one feature as one number."""
    return sum(value << (_LANE * place) for place, value in enumerate(values))


def summed(features: Collection[str], weights: Weights) -> int:
    """Return the packed sum of the weights of some features."""
    return sum(map(weights.features.get, features, repeat(0)))


def scores(question: str, total: int, count: int, weights: Weights) -> dict[str, float]:
    """Return how much a packed sum over `count` features speaks for each answer, in hundredths of a logit.

    A row of many words has many features; each of them counts the less.
    """
    share = 1 / sqrt(max(1, count))
    answers = weights.questions[question]
    sums = _lanes(total, _first_lane(question, weights), len(answers))
    return {answer: intercept + share * value for (answer, intercept), value in zip(answers.items(), sums, strict=True)}


def speaking_for(question: str, answer: str, features: Collection[str], weights: Weights) -> int:
    """Return how much some features speak for one answer, whatever else a row holds."""
    place = _first_lane(question, weights) + list(weights.questions[question]).index(answer)
    return _lanes(summed(features, weights), place, 1)[0]


def _first_lane(question: str, weights: Weights) -> int:
    questions = list(weights.questions)
    return sum(len(weights.questions[before]) for before in questions[: questions.index(question)])


def _lanes(total: int, first: int, count: int) -> list[int]:
    """Return the numbers in some lanes; what a lane before is below naught was borrowed from the next one."""
    rest = total >> (_LANE * first)
    if first and total >> (_LANE * first - 1) & 1:
        rest += 1
    lanes = []
    for _ in range(count):
        lane = rest & _MASK
        lane = lane - (1 << _LANE) if lane & _SIGN else lane
        lanes.append(lane)
        rest = (rest - lane) >> _LANE
    return lanes
