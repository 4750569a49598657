"""What one procedure asks of the person who goes through it: visits, offices, time and money, as published.

What the words do not say is never 0: it is counted as not said, and a sum that lacks something says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from catalogue.measures.amounts import PERCENT, AmountStatus, read_fee
from catalogue.measures.times import TimeLimit, TimeReading, TimeStatus, minutes, read_channel_time
from catalogue.named_bodies import named_bodies
from catalogue.records import Channel, Procedure
from catalogue.visits import procedure_visits

_WORKING_DAY = 8 * 60
_DAY = 24 * 60
# Only to tell which of two is longer: five working days of a week of seven.
_CALENDAR_OF_WORKING = Fraction(7, 5)

_CHANNEL_ORDER = {"direct": 0, "postal": 1, "online": 2}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time on two clocks that cannot be added: minutes of working time and of calendar time."""

    working: int = 0
    calendar: int = 0

    def __add__(self, other: Duration) -> Duration:
        return Duration(self.working + other.working, self.calendar + other.calendar)

    @property
    def working_days(self) -> Fraction:
        """The working time in days of 8 hours."""
        return Fraction(self.working, _WORKING_DAY)

    @property
    def calendar_days(self) -> Fraction:
        """The calendar time in days of 24 hours."""
        return Fraction(self.calendar, _DAY)

    @property
    def length(self) -> Fraction:
        """How long it roughly lasts in calendar days: for comparing only, never to be shown as a sum."""
        return self.working_days * _CALENDAR_OF_WORKING + self.calendar_days


@dataclass(frozen=True, slots=True)
class Money:
    """An amount from `low` to `high` (None: no upper bound is set) in the smallest unit of a currency."""

    currency: str
    low: int
    high: int | None

    def __add__(self, other: Money) -> Money:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Money(self.currency, self.low + other.low, high)


@dataclass(frozen=True, slots=True)
class Fees:
    """What is charged: sums by currency, whether all is free, and the statuses of what could not be summed up.

    `unsummed` names one status for each levy that is set elsewhere, not told, unreadable, or a share of something.
    """

    sums: tuple[Money, ...] = ()
    free: bool = False
    unsummed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effort:
    """One procedure's visits in person, its offices, its time from the shortest to the longest case, and its fees.

    `shortest` and `longest` are None where no time limit could be read; `time_status` says why. `unread_steps` counts
    the steps that name nobody who acts, so that the visits may be more; where no steps are published, `visits` is None.
    """

    visits: int | None
    visits_if_supplemented: int
    unread_steps: int
    agencies: tuple[str, ...]
    shortest: Duration | None
    longest: Duration | None
    time_status: str
    fees: Fees


def effort(procedure: Procedure) -> Effort:
    """Return what a procedure asks of whoever goes through it, on the channel nearest to dealing in person."""
    channel = _channel(procedure.channels)
    visits = procedure_visits(procedure)
    comings = dict(visits.in_person)
    reading = read_channel_time(channel) if channel else TimeReading(TimeStatus.NO_INFORMATION)
    shortest, longest = _durations(reading)
    return Effort(
        visits=comings.get(channel.kind if channel else "direct", comings["direct"]) if procedure.steps else None,
        visits_if_supplemented=visits.if_supplemented,
        unread_steps=visits.unread,
        agencies=named_bodies(procedure.agencies.implementing or procedure.agencies.competent),
        shortest=shortest,
        longest=longest,
        time_status=reading.status.value,
        fees=_fees(channel),
    )


def _channel(channels: Sequence[Channel]) -> Channel | None:
    """The first channel of the kind nearest to dealing in person; among several, one whose time limit can be read."""
    ranked = sorted(channels, key=lambda channel: _CHANNEL_ORDER.get(channel.kind, len(_CHANNEL_ORDER)))
    same = [channel for channel in ranked if channel.kind == ranked[0].kind]
    read = (one for one in same if read_channel_time(one).status in (TimeStatus.READ, TimeStatus.AT_ONCE))
    return next(read, same[0] if same else None)


def _durations(reading: TimeReading) -> tuple[Duration | None, Duration | None]:
    if reading.status is TimeStatus.AT_ONCE:
        return Duration(), Duration()
    lengths = sorted((_duration(limit) for limit in reading.limits), key=lambda one: one.length)
    if lengths:
        return lengths[0], lengths[-1]
    if reading.stages:
        total = sum_durations(_duration(stage) for stage in reading.stages)
        return total, total
    return None, None


def _duration(limit: TimeLimit) -> Duration:
    clock, length = minutes(limit)
    return Duration(working=length) if clock == "working" else Duration(calendar=length)


def sum_durations(durations: Iterable[Duration]) -> Duration:
    """Return the sum of some durations, each clock for itself."""
    total = Duration()
    for duration in durations:
        total = total + duration
    return total


def _fees(channel: Channel | None) -> Fees:
    """Add up the kinds of levy of a channel; several entries of one kind are the cases of one levy."""
    if channel is None or not channel.fees:
        return Fees(unsummed=(AmountStatus.NO_INFORMATION.value,))
    by_kind: dict[tuple[str, str], list[Money]] = {}
    unsummed: list[str] = []
    for fee in dict.fromkeys(channel.fees):
        reading = read_fee(fee)
        if reading.status not in (AmountStatus.READ, AmountStatus.FREE):
            unsummed.append(reading.status.value)
        for amount in reading.amounts if reading.status is AmountStatus.READ else ():
            if amount.currency == PERCENT:
                unsummed.append("share")
            else:
                money = Money(amount.currency, amount.low, amount.high)
                by_kind.setdefault((amount.kind, amount.currency), []).append(money)
    sums = sum_money(_cases(moneys) for moneys in by_kind.values())
    return Fees(sums, free=not sums and not unsummed, unsummed=tuple(unsummed))


def _cases(moneys: Sequence[Money]) -> Money:
    """The range that covers the cases of one levy."""
    highs = [money.high for money in moneys]
    high = None if None in highs else max(high for high in highs if high is not None)
    return Money(moneys[0].currency, min(money.low for money in moneys), high)


def sum_money(moneys: Iterable[Money]) -> tuple[Money, ...]:
    """Return the sums of some amounts, one a currency, in alphabetical order."""
    sums: dict[str, Money] = {}
    for money in moneys:
        sums[money.currency] = sums[money.currency] + money if money.currency in sums else money
    return tuple(sums[currency] for currency in sorted(sums))
