"""Exact numbers as documents show them: rounded here, once, and written the Vietnamese way.

Halves are rounded away from zero (ROUND_HALF_UP); `.` stands between thousands and `,` before decimals (71,64 %).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from catalogue.elements import number_words

Exact = int | Fraction


def rounded(value: Exact) -> int:
    """Return the nearest integer, halves away from zero."""
    if isinstance(value, int):
        return value
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return whole if value >= 0 else -whole


def decimal_of(value: Exact, places: int) -> Decimal:
    """Return a number with so many decimals, halves away from zero."""
    return Decimal(rounded(Fraction(value) * 10**places)).scaleb(-places)


def dong(value: Exact) -> str:
    """Return an amount of đồng as a table shows it: "387.116"."""
    return number_words(Decimal(rounded(value)))


def percent(value: Exact | None) -> str:
    """Return a percentage with two decimals, "71,64 %", or a dash where there is none."""
    return "–" if value is None else f"{number_words(decimal_of(value, 2))} %"


def hours(minutes: Exact) -> str:
    """Return minutes as hours with at most two decimals, none where they are whole: "4,5"."""
    words = number_words(decimal_of(Fraction(minutes) / 60, 2))
    return words.rstrip("0").rstrip(",") if "," in words else words


def number(value: Exact) -> str:
    """Return how often or how many, with at most two decimals: "12", "0,33"."""
    if isinstance(value, int) or value.denominator == 1:
        return number_words(Decimal(int(value)))
    return number_words(decimal_of(value, 2)).rstrip("0").rstrip(",")
