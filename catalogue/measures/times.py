"""Time limits (thời hạn giải quyết) read out of the words in which they are published.

Stages are never added to the limit that contains them, working days never mixed with calendar days, and what cannot
be read is said to be unreadable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from catalogue.measures import published
from catalogue.measures.clauses import LONGEST_TEXT
from catalogue.measures.time_clauses import exclusions, read_parts
from catalogue.measures.time_roles import Part, Role, settled
from catalogue.measures.time_words import points_elsewhere, says_nothing, says_unprescribed, set_elsewhere
from catalogue.records import Channel, ProcessingTime
from catalogue.text import clean

__all__ = [
    "TimeLimit",
    "TimeReading",
    "TimeStatus",
    "minutes",
    "read_channel_time",
    "read_processing_time",
    "read_time",
    "stage_sums",
]


class TimeStatus(StrEnum):
    """What a text says about a time limit."""

    READ = "read"
    AT_ONCE = "at_once"
    SET_ELSEWHERE = "set_elsewhere"
    NO_INFORMATION = "no_information"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A quantity of a unit of TIME_UNITS (never "other") and, in the words of the source, what it holds for."""

    quantity: Decimal
    unit: str
    condition: str = ""


@dataclass(frozen=True, slots=True)
class TimeReading:
    """What was read: the limits for the whole procedure (alternatives, one a case), and what belongs to them.

    `stages` follow one another inside the limit; where no limit for the whole is stated there are stages alone.
    `extensions` come on top in their cases ("được tăng thêm không quá 10 ngày"); the next working day, for what comes
    in late, is one more working day. `exclusions` are the sentences that say what is not counted. AT_ONCE says that
    the matter is settled on the spot.
    """

    status: TimeStatus
    limits: tuple[TimeLimit, ...] = ()
    stages: tuple[TimeLimit, ...] = ()
    extensions: tuple[TimeLimit, ...] = ()
    exclusions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def read_time(text: str) -> TimeReading:
    """Return what a text about a time limit says."""
    return read_processing_time(ProcessingTime(text=text))


@lru_cache(maxsize=100_000)
def read_processing_time(time: ProcessingTime, description: str = "") -> TimeReading:
    """Return what a published time limit says: its quantity and unit, its words, and the description beside it.

    A quantity in a known unit is the limit; where the words give it again, they say in which case. A quantity in the
    unit "other" says nothing by itself, since publishers enter it for "in the day, see the text".
    Of a longer text the first LONGEST_TEXT characters are read.
    """
    text, description = clean(time.text[:LONGEST_TEXT]), clean(description[:LONGEST_TEXT])
    known = time.quantity is not None and time.quantity > 0 and time.unit != "other"
    entered = TimeLimit(time.quantity, time.unit) if known and time.quantity is not None else None
    parts, at_once = read_parts(text)
    told, told_at_once = read_parts(description)
    if entered is None and told and len(parts) == 1 and parts[0].role is Role.LIMIT and not parts[0].condition:
        # A limit alone in its field is what was entered; the description says what it is for.
        entered, parts = TimeLimit(parts[0].quantity, parts[0].unit), []
    elif entered is not None and len(parts) == 1 and _only_repeats(parts[0], entered):
        parts = []
    parts = settled([*parts, *told], (entered.quantity, entered.unit) if entered else None)
    limits = _limits(parts, entered)
    stages = _stages([_limit(part) for part in parts if part.role is Role.STAGE], limits)
    extensions = _distinct([_limit(part) for part in parts if part.role is Role.EXTENSION])
    excluded = exclusions(f"{text}\n{description}")
    evidence = tuple(dict.fromkeys(part.evidence for part in parts))
    if limits or stages:
        return TimeReading(TimeStatus.READ, limits, stages, extensions, excluded, evidence)
    if at_once or told_at_once:
        return TimeReading(TimeStatus.AT_ONCE, (), (), extensions, excluded, (at_once or told_at_once,))
    status = _status(time, text, description)
    return TimeReading(status, (), (), extensions, excluded, (text[:80],) if text else ())


def read_channel_time(channel: Channel) -> TimeReading:
    """Return what a channel says about its time limit, wherever the publisher put it.

    Where neither the time limit nor the description of the channel says it, it is looked for in the description that
    the national portal glues to the fees.
    """
    reading = read_processing_time(channel.processing_time, channel.text)
    if reading.status in (TimeStatus.READ, TimeStatus.AT_ONCE):
        return reading
    descriptions = [published.part(fee, clean(fee.text))[2] for fee in channel.fees if fee.amount is None]
    for description in dict.fromkeys(filter(None, descriptions)):
        glued = read_processing_time(channel.processing_time, f"{channel.text}\n{description}")
        if glued.status in (TimeStatus.READ, TimeStatus.AT_ONCE):
            return glued
    return reading


_WORKING_MINUTES = {"working_day": 8 * 60, "working_hour": 60}
_CALENDAR_MINUTES = {
    "minute": 1,
    "hour": 60,
    "day": 24 * 60,
    "month": 30 * 24 * 60,
    "year": 365 * 24 * 60,
}


def minutes(limit: TimeLimit) -> tuple[str, int]:
    """Return the clock a limit runs on ("working" or "calendar") and its length in whole minutes of that clock.

    A working day has 8 working hours; a calendar day has 24 hours, a month 30 days and a year 365. Minutes of the two
    clocks cannot be compared or added.
    """
    if limit.unit in _WORKING_MINUTES:
        return "working", round(limit.quantity * _WORKING_MINUTES[limit.unit])
    return "calendar", round(limit.quantity * _CALENDAR_MINUTES[limit.unit])


def stage_sums(reading: TimeReading) -> dict[str, Decimal]:
    """Return the sum of the stages for each unit, in the order the units come; units are never turned into another."""
    sums: dict[str, Decimal] = {}
    for stage in reading.stages:
        sums[stage.unit] = sums.get(stage.unit, Decimal(0)) + stage.quantity
    return sums


def _limits(parts: Sequence[Part], entered: TimeLimit | None) -> tuple[TimeLimit, ...]:
    """The limits that the words state, and the entered one where they do not state it again."""
    stated = [part for part in parts if part.role is Role.LIMIT]
    if entered is None:
        return _distinct([_limit(part) for part in stated])
    again = any(part.quantity == entered.quantity and _same_clock(part.unit, entered.unit) for part in stated)
    limits = [_limit(part, entered) for part in stated]
    stages = [part for part in parts if part.role is Role.STAGE and part.unit == entered.unit]
    one_stage = any(part.quantity == entered.quantity for part in stages)
    if not stated and one_stage and sum(part.quantity for part in stages) > entered.quantity:
        return ()
    if not again:
        pending = "; ".join(dict.fromkeys(part.condition for part in parts if part.role is Role.CASE))
        limits.insert(0, TimeLimit(entered.quantity, entered.unit, pending))
    return _distinct(limits)


def _only_repeats(part: Part, entered: TimeLimit) -> bool:
    """Tell whether the words of a time limit do nothing but say the entered one again."""
    alone = part.role is Role.LIMIT and not part.condition and not part.label
    return alone and (part.quantity, part.unit) == (entered.quantity, entered.unit)


def _stages(stages: Sequence[TimeLimit], limits: Sequence[TimeLimit]) -> tuple[TimeLimit, ...]:
    """The stages, each once; where two of the same length are needed to make up the limit, both."""
    total = sum(stage.quantity for stage in stages)
    made_up = (
        any(total == limit.quantity and _same_clock(stages[0].unit, limit.unit) for limit in limits[:1])
        if stages
        else False
    )
    return tuple(stages) if made_up else _distinct(stages)


def _same_clock(unit: str, entered: str) -> bool:
    """Tell whether two units can mean the same: descriptions often leave "làm việc" out."""
    return unit == entered or {unit, entered} in ({"day", "working_day"}, {"hour", "working_hour"})


def _limit(part: Part, entered: TimeLimit | None = None) -> TimeLimit:
    unit = part.unit
    if entered is not None and part.quantity == entered.quantity and _same_clock(unit, entered.unit):
        # Where entry and words differ in "làm việc", the one that says it has looked closer.
        unit = unit if unit.startswith("working") else entered.unit
    return TimeLimit(part.quantity, unit, part.condition)


def _distinct(limits: Sequence[TimeLimit]) -> tuple[TimeLimit, ...]:
    return tuple(dict.fromkeys(limits))


def _status(time: ProcessingTime, text: str, description: str) -> TimeStatus:
    if set_elsewhere(text) or (says_nothing(text) and points_elsewhere(description)):
        return TimeStatus.SET_ELSEWHERE
    if time.quantity is None and (says_nothing(text) or (text.isdecimal() and says_unprescribed(description))):
        return TimeStatus.NO_INFORMATION
    return TimeStatus.UNREADABLE
