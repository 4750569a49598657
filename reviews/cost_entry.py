"""Numbers of the cost table as somebody types them or a sheet holds them, read or refused in one sentence.

Figures are written the Vietnamese way (`.` between thousands, `,` before decimals); what comes out is whole đồng, whole
minutes, whole subjects, or an exact fraction where parts make sense (how often a year, percent).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from catalogue.measures.numbers import FIGURE, read_figure
from catalogue.problems import Problem, ProblemKind
from catalogue.text import fold, one_line
from reviews.costs import Exact

# Beyond these a number is a slip of the pen: a year's working time, every hour of a year, every person many times over.
MOST_MINUTES = 2112 * 60
MOST_TIMES = 8784
MOST_SUBJECTS = 10_000_000_000
MOST_DONG = 10**14

_SIGNED = re.compile(rf"(?P<sign>[-−–]?)\s*(?P<figure>{FIGURE})\s*(?P<unit>.*)", re.DOTALL)
_RATIO = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})")
_EVERY = re.compile(r"(?:(\d{1,3}) lan\s*/\s*)?(\d{1,3}) nam(?: (?:mot|1|01) lan)?")
_HOURS_AND_MINUTES = re.compile(r"(\d{1,4})\s*(?:gio|h)\s*(\d{1,2})\s*(?:phut|p|')?")
_MINUTES_IN = {"": 1, "phut": 1, "p": 1, "minutes": 1, "minute": 1, "gio": 60, "h": 60, "hours": 60, "hour": 60}
_MONEY_SCALES = {"": 1, "nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_DONG = frozenset({"", "dong", "d", "vnd", "đ"})
_MONEY_UNIT = re.compile(r"(?P<scale>nghin|ngan|trieu|ty|ti)?\s*(?P<currency>.*)")


def read_count(typed: str, place: str, most: int = MOST_SUBJECTS) -> int:
    """Return a whole number that is not negative, as of subjects or cases; raises `Problem` for anything else."""
    number, unit = _number(typed, place, "count")
    if unit:
        raise Problem(ProblemKind.NUMBER_UNREADABLE, place=place, value=typed, wanted="count")
    return _whole(_not_absurd(number, typed, place, most), typed, place)


def read_times(typed: str, place: str) -> Exact:
    """Return how often a year: "12", "0,5", "1/3", or "3 năm một lần" for once in three years."""
    folded = fold(one_line(typed))
    ratio, every = _RATIO.fullmatch(folded), _EVERY.fullmatch(folded)
    if ratio or every:
        top = int(ratio[1]) if ratio else int(every[1] or 1) if every else 0
        bottom = int(ratio[2]) if ratio else int(every[2]) if every else 0
        if not bottom:
            raise Problem(ProblemKind.NUMBER_UNREADABLE, place=place, value=typed, wanted="times")
        return _not_absurd(Fraction(top, bottom), typed, place, MOST_TIMES)
    number, unit = _number(typed, place, "times")
    if unit not in ("", "lan", "lan/nam", "lan / nam"):
        raise Problem(ProblemKind.NUMBER_UNREADABLE, place=place, value=typed, wanted="times")
    return _not_absurd(number, typed, place, MOST_TIMES)


def read_minutes(typed: str, place: str) -> int:
    """Return a time in whole minutes: "90", "90 phút", "1,5 giờ", "1 giờ 30 phút".

    Raises `Problem` for text, negative or absurd times, and hours that come to no whole number of minutes.
    """
    both = _HOURS_AND_MINUTES.fullmatch(fold(one_line(typed)))
    if both:
        return _whole(_not_absurd(Fraction(60 * int(both[1]) + int(both[2])), typed, place, MOST_MINUTES), typed, place)
    number, unit = _number(typed, place, "minutes")
    if unit not in _MINUTES_IN:
        raise Problem(ProblemKind.NUMBER_UNREADABLE, place=place, value=typed, wanted="minutes")
    return _whole(_not_absurd(number * _MINUTES_IN[unit], typed, place, MOST_MINUTES), typed, place)


def read_money(typed: str, place: str, rates: Mapping[str, Fraction] | None = None) -> int:
    """Return an amount in whole đồng: "20.000", "1,5 triệu đồng", or "10 USD" where `rates` has the đồng for one."""
    number, unit = _number(typed, place, "money")
    parts = _MONEY_UNIT.fullmatch(unit)
    scale, currency = (parts["scale"] or "", parts["currency"].strip(" .")) if parts else ("", unit)
    amount = number * _MONEY_SCALES[scale]
    if currency not in _DONG:
        known = {fold(name): rate for name, rate in (rates or {}).items()}
        if not re.fullmatch(r"[a-z]{2,4}|[$€]", currency):
            raise Problem(ProblemKind.NUMBER_UNREADABLE, place=place, value=typed, wanted="money")
        if currency not in known:
            name = currency.upper()
            raise Problem(ProblemKind.CURRENCY_WITHOUT_RATE, place=place, value=typed, currency=name)
        amount *= known[currency]
    return _whole(_not_absurd(amount, typed, place, MOST_DONG), typed, place)


def read_percent(typed: str, place: str) -> Fraction:
    """Return a percentage from 0 to 100, with or without its sign."""
    number, unit = _number(typed, place, "percent")
    if unit not in ("", "%"):
        raise Problem(ProblemKind.NUMBER_UNREADABLE, place=place, value=typed, wanted="percent")
    if number < 0:
        raise Problem(ProblemKind.NUMBER_NEGATIVE, place=place, value=typed)
    if number > 100:
        raise Problem(ProblemKind.PERCENT_OVER_100, place=place, value=typed)
    return number


def read_rate(typed: str, place: str) -> tuple[str, Fraction]:
    """Return a rate written as "USD=25400": the currency, and the đồng for one of it."""
    name, _, amount = one_line(typed).partition("=")
    currency = name.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", currency) or not amount.strip():
        raise Problem(ProblemKind.NUMBER_UNREADABLE, place=place, value=typed, wanted="rate")
    number, unit = _number(amount, place, "rate")
    if unit not in _DONG:
        raise Problem(ProblemKind.NUMBER_UNREADABLE, place=place, value=typed, wanted="rate")
    if not number:
        raise Problem(ProblemKind.NUMBER_NOT_POSITIVE, place=place, value=typed)
    return currency, Fraction(_not_absurd(number, typed, place, 10**9))


def _number(typed: str, place: str, wanted: str) -> tuple[Fraction, str]:
    """The number with which a text begins and the folded words behind it."""
    found = _SIGNED.fullmatch(one_line(typed))
    value: Decimal | None = read_figure(found["figure"]) if found else None
    if found is None or value is None:
        raise Problem(ProblemKind.NUMBER_UNREADABLE, place=place, value=typed, wanted=wanted)
    number = Fraction(value)
    if found["sign"] and number:
        raise Problem(ProblemKind.NUMBER_NEGATIVE, place=place, value=typed)
    return number, fold(found["unit"]).strip()


def _not_absurd(number: Fraction, typed: str, place: str, most: int) -> Fraction:
    if number > most:
        raise Problem(ProblemKind.NUMBER_ABSURD, place=place, value=typed, most=most)
    return number


def _whole(number: Fraction, typed: str, place: str) -> int:
    if number.denominator != 1:
        raise Problem(ProblemKind.NUMBER_NOT_WHOLE, place=place, value=typed)
    return number.numerator
