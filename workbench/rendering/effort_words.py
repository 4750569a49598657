"""Visits, offices, time and money in words; what could not be read is said and never shown as 0."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from catalogue.effort import Duration, Money
from catalogue.elements import money_words, number_words
from catalogue.journey import Totals
from catalogue.measures.money import MINOR_UNITS
from workbench.language import translate as _


def days(number: Fraction) -> str:
    """Return a number of days the Vietnamese way, rounded to a tenth."""
    tenths = Decimal(round(number * 10)) / 10
    return number_words(tenths.to_integral_value() if tenths == tenths.to_integral_value() else tenths)


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"


def time_range(shortest: Duration, longest: Duration) -> str:
    """Return a time from the shortest to the longest, working and calendar days each for itself."""
    parts = []
    if longest.working or shortest.working:
        said = _range(*sorted_days(shortest.working_days, longest.working_days))
        parts.append(_("{days} working days").format(days=said))
    if longest.calendar or shortest.calendar:
        said = _range(*sorted_days(shortest.calendar_days, longest.calendar_days))
        parts.append(_("{days} days").format(days=said))
    return " + ".join(parts) or _("at once")


def sorted_days(one: Fraction, other: Fraction) -> tuple[str, str]:
    """Return two numbers of days in words, the smaller one first."""
    return days(min(one, other)), days(max(one, other))


def visits_said(totals: Totals) -> str:
    """Return how often the applicant comes in person, with for how many procedures that is not known."""
    if totals.unvisited and totals.unvisited == totals.procedures:
        return _("not known")
    if not totals.unvisited:
        return str(totals.visits)
    return f"{totals.visits} " + _("and {count} procedures not known").format(count=totals.unvisited)


def agencies_said(totals: Totals) -> str:
    """Return how many offices are gone to, with for how many procedures that is not known."""
    if totals.unplaced and totals.unplaced == totals.procedures:
        return _("not known")
    if not totals.unplaced:
        return str(len(totals.agencies))
    return f"{len(totals.agencies)} " + _("and {count} procedures not known").format(count=totals.unplaced)


def time_said(totals: Totals) -> str:
    """Return the sum of the times of some procedures, with how many of them have none that could be read."""
    if totals.procedures == totals.untimed:
        return "–" if not totals.procedures else _("not known")
    said = time_range(totals.shortest, totals.longest)
    if totals.untimed:
        said += " " + _("and {count} procedures not known").format(count=totals.untimed)
    return said


def fees_said(totals: Totals) -> str:
    """Return the fees of some procedures, with how many of them charge something that is not known."""
    if not totals.procedures:
        return "–"
    said = " + ".join(_money(money) for money in totals.fees.sums)
    if totals.fee_gaps == totals.procedures and not said:
        return _("not known")
    if not said:
        said = _("free of charge")
    if totals.fee_gaps:
        said += " " + _("and {count} procedures not known").format(count=totals.fee_gaps)
    return said


def _money(money: Money) -> str:
    scale = MINOR_UNITS.get(money.currency, 1)
    low = Decimal(money.low) / scale
    if money.high is None:
        return _("from {amount}").format(amount=money_words(low, money.currency))
    if money.high == money.low:
        return money_words(low, money.currency)
    return f"{number_words(low)}–{money_words(Decimal(money.high) / scale, money.currency)}"
