"""How far a reduction that a mark aims at was reached: copies, a time limit or a fee, then, aimed at, and now."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from catalogue.elements import Element
from catalogue.measures.amounts import MINOR_UNITS, read_fee
from catalogue.measures.times import TimeLimit, minutes, read_processing_time
from catalogue.problems import Problem
from catalogue.records import Fee, Paper, ProcessingTime
from reviews.marks import Mark
from reviews.published_fees import currency_of
from reviews.targets import read_amount, read_copies, read_time_limit


class Reach(StrEnum):
    """What became of a number that was to be lowered."""

    REACHED = "reached"
    PARTLY = "partly"
    UNCHANGED = "unchanged"
    HIGHER = "higher"
    UNKNOWN = "unknown"


def reach(mark: Mark, old: Element, new: Element) -> Reach:
    """Return how far the element of a later edition is what a mark on the earlier one aims at.

    Lengths on different clocks, several cases and words without a number are not compared: `Reach.UNKNOWN`.
    """
    try:
        match old.record, new.record:
            case Paper() as before, Paper() as after:
                return _copies(mark.target, before, after)
            case ProcessingTime() as before, ProcessingTime() as after:
                return _time(mark.target, before, after)
            case Fee() as before, Fee() as after:
                return _fee(mark.target, before, after)
    except Problem:
        # A target of words: what it asks for can only be judged by reading.
        return Reach.UNKNOWN
    return Reach.UNKNOWN


def _copies(target: str, before: Paper, after: Paper) -> Reach:
    wanted = read_copies(target, before)
    rows = [
        (aim, old, new)
        for aim, old, new in (
            (wanted.originals, before.originals, after.originals),
            (wanted.copies, before.copies, after.copies),
        )
        if aim is not None and new is not None
    ]
    if not rows:
        return Reach.UNKNOWN
    return _together(
        [_number(Decimal(aim), None if old is None else Decimal(old), Decimal(new)) for aim, old, new in rows]
    )


def _time(target: str, before: ProcessingTime, after: ProcessingTime) -> Reach:
    wanted = read_time_limit(target)
    aim = _length(wanted)
    old, new = _length(before), _length(after)
    if aim is None or new is None or aim[0] != new[0]:
        return Reach.UNKNOWN
    return _number(aim[1], old[1] if old is not None and old[0] == new[0] else None, new[1])


def _length(time: ProcessingTime) -> tuple[str, Decimal] | None:
    """A limit's clock and length; None where there is not exactly one."""
    if time.quantity is not None and time.unit != "other":
        clock, length = minutes(TimeLimit(time.quantity, time.unit))
        return clock, Decimal(length)
    limits = read_processing_time(time).limits
    if len(limits) != 1:
        return None
    clock, length = minutes(limits[0])
    return clock, Decimal(length)


def _fee(target: str, before: Fee, after: Fee) -> Reach:
    currency = currency_of(before)
    if currency != currency_of(after):
        return Reach.UNKNOWN
    aim = read_amount(target, currency)
    new = _amount(after)
    return Reach.UNKNOWN if new is None else _number(aim, _amount(before), new)


def _amount(fee: Fee) -> Decimal | None:
    """What a fee costs in whole units of its currency; None where there is not exactly one amount."""
    amounts, currency = read_fee(fee).amounts, currency_of(fee)
    if len(amounts) != 1 or amounts[0].low != amounts[0].high or amounts[0].currency != currency:
        return Decimal(0) if fee.amount == 0 and not fee.text else None
    return Decimal(amounts[0].low) / MINOR_UNITS.get(currency, 1)


def _number(aim: Decimal, old: Decimal | None, new: Decimal) -> Reach:
    if new <= aim:
        return Reach.REACHED
    if old is None:
        return Reach.UNKNOWN
    if new > old:
        return Reach.HIGHER
    return Reach.PARTLY if new < old else Reach.UNCHANGED


def _together(found: Sequence[Reach]) -> Reach:
    """Of originals and copies, any that rose is a step back; both must be as low as was aimed at."""
    kinds = set(found)
    if len(kinds) == 1:
        return found[0]
    if Reach.HIGHER in kinds:
        return Reach.HIGHER
    return Reach.PARTLY if kinds & {Reach.REACHED, Reach.PARTLY} else Reach.UNKNOWN
