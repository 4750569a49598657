"""Time limits compared: longer or shorter on one clock, and said to be incomparable where the clocks do not allow it.

Working days and calendar days are compared only where every week settles it: 16 working days last 22 to 24 days, which
is less than 30; 5 working days last 5 to 7, which is neither more nor less than 6. Public holidays are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from catalogue.changes.channels import channel_description
from catalogue.changes.values import Burden, Change, ChangedPart, ChangeKind, Reason, judged
from catalogue.changes.wording import meaning_key, same_wording
from catalogue.elements import time_words
from catalogue.measures.times import TimeLimit, TimeReading, TimeStatus, minutes, read_channel_time
from catalogue.records import Channel
from catalogue.text import one_line

_DAY = 24 * 60
_WORKING_DAY = 8 * 60
_WORKING_WEEK = 5


@dataclass(frozen=True, slots=True)
class _Stated:
    address: str
    words: str
    reading: TimeReading


def time_changes(old: Sequence[Channel], new: Sequence[Channel], pairs: Sequence[tuple[int, int]]) -> Iterator[Change]:
    """Give the changes of time limits over the matched channels, each different change once."""
    told: set[tuple[object, ...]] = set()
    for before_at, after_at in pairs:
        if _entered_alike(old[before_at], new[after_at]):
            continue
        before, after = _stated(old[before_at], before_at), _stated(new[after_at], after_at)
        change = _change(before, after)
        if change is None:
            continue
        key = (_figures(before.reading), _figures(after.reading), change.reasons, change.wording_only)
        if key not in told:
            told.add(key)
            yield change


def _entered_alike(old: Channel, new: Channel) -> bool:
    """Tell whether both sides enter the same limit and describe the channel alike, or only one describes it."""
    one, other = old.processing_time, new.processing_time
    if one.quantity is None or one.unit == "other" or (one.quantity, one.unit) != (other.quantity, other.unit):
        return False
    described = channel_description(old), channel_description(new)
    return not all(described) or same_wording(*described)


def _stated(channel: Channel, at: int) -> _Stated:
    reading = read_channel_time(channel)
    time = channel.processing_time
    if reading.status is TimeStatus.READ and (time.quantity is None or time.unit == "other") and not time.text:
        words = "; ".join(filter(None, (one_line(words) for words in reading.evidence)))
    else:
        words = one_line(time_words(time))
    return _Stated(f"time:{at + 1}", words, reading)


def _figures(reading: TimeReading) -> tuple[tuple[str, int], ...]:
    """The limits as lengths on their clocks, each once, in order of length; the stages where there is nothing else."""
    limits = reading.limits or reading.stages
    return tuple(sorted({minutes(limit) for limit in limits}))


def _change(before: _Stated, after: _Stated) -> Change | None:
    old, new = before.reading, after.reading
    if _says_nothing(old) and _says_nothing(new):
        return None
    if old.status is new.status and _same(old, new):
        if meaning_key(before.words) == meaning_key(after.words) or not _figures(old):
            return None
        return _told(before, after, (Reason.WORDING,), wording_only=True)
    if meaning_key(before.words) and meaning_key(before.words) == meaning_key(after.words):
        return _told(before, after, (Reason.WORDING,), wording_only=True)
    return _told(before, after, (_compared(old, new),))


def _says_nothing(reading: TimeReading) -> bool:
    return reading.status not in (TimeStatus.READ, TimeStatus.AT_ONCE)


def _same(old: TimeReading, new: TimeReading) -> bool:
    if old.status is TimeStatus.AT_ONCE:
        return True
    if old.limits and new.limits:
        return _figures(old) == _figures(new) or _entered(old, new)
    return _figures(old) == _figures(new)


def _entered(old: TimeReading, new: TimeReading) -> bool:
    """Tell whether one side only gives the longest limit of the other, which the other parts into cases."""
    one, other = set(_figures(old)), set(_figures(new))
    clocks = {clock for clock, _ in one | other}
    if len(clocks) != 1 or max(one) != max(other):
        return False
    return (one < other and _whole(old)) or (other < one and _whole(new))


def _whole(reading: TimeReading) -> bool:
    return len(reading.limits) == 1 and not reading.limits[0].condition


def _compared(old: TimeReading, new: TimeReading) -> Reason:
    if _says_nothing(old) or _says_nothing(new):
        return Reason.TIME_NOT_STATED
    if old.status is TimeStatus.AT_ONCE:
        return Reason.TIME_LONGER
    if new.status is TimeStatus.AT_ONCE:
        return Reason.TIME_SHORTER
    if bool(old.limits) != bool(new.limits):
        return Reason.CASES_NOT_COMPARABLE
    by_case = _by_case(old.limits, new.limits)
    if by_case is not None:
        return _together([_longer(one, other) for one, other in by_case])
    ranges = _range(old), _range(new)
    if len({clock for clock, _, _ in ranges}) > 1 or ranges[0][0] == "":
        return _across_clocks(old, new)
    (_, low, high), (_, new_low, new_high) = ranges
    return _together([_sign(low, new_low), _sign(high, new_high)])


def _by_case(old: Sequence[TimeLimit], new: Sequence[TimeLimit]) -> list[tuple[TimeLimit, TimeLimit]] | None:
    """The limits of both sides case by case, None where their cases are not the same ones."""
    one = {meaning_key(limit.condition): limit for limit in old}
    other = {meaning_key(limit.condition): limit for limit in new}
    if len(one) != len(old) or len(other) != len(new) or set(one) != set(other):
        return None
    return [(limit, other[case]) for case, limit in one.items()]


def _sign(before: int, after: int) -> int:
    return (after > before) - (after < before)


def _longer(old: TimeLimit, new: TimeLimit) -> int | None:
    """1 where the new limit is longer, -1 where it is shorter, 0 where both are equal, None where nobody can tell."""
    (clock, before), (new_clock, after) = minutes(old), minutes(new)
    if clock == new_clock:
        return _sign(before, after)
    (low, high), (new_low, new_high) = _in_calendar(clock, before), _in_calendar(new_clock, after)
    if new_low > high:
        return 1
    return -1 if new_high < low else None


def _in_calendar(clock: str, length: int) -> tuple[int, int]:
    """The shortest and the longest a limit can last in calendar minutes, over the days it can begin on."""
    if clock == "calendar":
        return length, length
    days = ceil(length / _WORKING_DAY)
    weekends = (days - 1) // _WORKING_WEEK
    longest = days + 2 * ceil(days / _WORKING_WEEK)
    if length < _WORKING_DAY:
        return length, 3 * _DAY
    return (days + 2 * weekends) * _DAY, longest * _DAY


def _together(signs: Sequence[int | None]) -> Reason:
    known = {sign for sign in signs if sign is not None}
    if None in signs:
        return Reason.CLOCKS_NOT_COMPARABLE
    if {1, -1} <= known:
        return Reason.CASES_NOT_COMPARABLE
    if 1 in known:
        return Reason.TIME_LONGER
    return Reason.TIME_SHORTER if -1 in known else Reason.CASES_NOT_COMPARABLE


def _range(reading: TimeReading) -> tuple[str, int, int]:
    """The clock of some limits and the shortest and longest of them; an empty clock where they run on both."""
    figures = _figures(reading)
    clocks = {clock for clock, _ in figures}
    lengths = [length for _, length in figures]
    if not reading.limits:
        lengths = [sum(minutes(stage)[1] for stage in reading.stages)]
    return (clocks.pop() if len(clocks) == 1 else ""), min(lengths), max(lengths)


def _across_clocks(old: TimeReading, new: TimeReading) -> Reason:
    """Whether every limit of one side is longer than every limit of the other."""
    signs = {_longer(one, other) for one in old.limits or old.stages for other in new.limits or new.stages}
    if signs == {1}:
        return Reason.TIME_LONGER
    return Reason.TIME_SHORTER if signs == {-1} else Reason.CLOCKS_NOT_COMPARABLE


def _told(before: _Stated, after: _Stated, reasons: tuple[Reason, ...], wording_only: bool = False) -> Change:
    clocks = [{clock for clock, _ in _figures(stated.reading)} for stated in (before, after)]
    if judged(reasons) is not Burden.NEUTRAL and all(clocks) and clocks[0] != clocks[1]:
        reasons = (*reasons, Reason.CLOCKS_DIFFER)
    return Change(
        ChangedPart.TIME,
        ChangeKind.CHANGED,
        before.words,
        after.words,
        judged(reasons),
        wording_only,
        before.address,
        after.address,
        reasons,
    )
