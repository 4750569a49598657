"""Rows of numbers as small bars, one character a number."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

_BARS = "▁▂▃▄▅▆▇█"
_NOTHING = "·"


def sparkline(numbers: Sequence[float | int | Fraction | None]) -> str:
    """Return numbers of 0 or more as bars from nought to the highest; `·` where there is no number."""
    known = [float(number) for number in numbers if number is not None]
    highest = max(known, default=0.0)
    return "".join(_NOTHING if number is None else _bar(float(number), highest) for number in numbers)


def _bar(number: float, highest: float) -> str:
    if highest <= 0:
        return _BARS[0]
    return _BARS[min(round(number / highest * (len(_BARS) - 1)), len(_BARS) - 1)]
