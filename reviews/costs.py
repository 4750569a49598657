"""The compliance cost of one procedure (chi phí tuân thủ thủ tục hành chính): its official table, exact.

The formulas are those of Thông tư 02/2017/TT-VPCP Điều 27 as `docs/costs.md` quotes them. Money is đồng and time is
minutes; what is entered is whole, what is computed is exact (an integer or a `Fraction`), and nothing here rounds:
`reviews.cost_words` does, once, where a number is shown. Time, hired service, out-of-pocket spending and fees are never
mixed: a `CostSum` keeps them apart and only its `total` adds them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from reviews.income import Income

Exact = int | Fraction


class FigureSource(StrEnum):
    """Where a number of the table comes from."""

    RECORD = "record"
    NORM = "norm"
    SURVEY = "survey"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the table: its value, where it comes from, and whether somebody confirmed it.

    Minutes, đồng and subjects are integers; only how often a year may be a fraction (once in three years). `note`
    names the norm, survey or article. `low` and `high` bound a number that is not known better, both or neither.
    """

    value: Exact
    source: FigureSource = FigureSource.REVIEWER
    confirmed: bool = False
    note: str = ""
    low: Exact | None = None
    high: Exact | None = None

    @property
    def is_range(self) -> bool:
        """Tell whether the number is known only within bounds."""
        return self.low is not None and self.high is not None and self.low != self.high


NOTHING = Figure(0, FigureSource.RECORD, True)
EVERYBODY = Figure(1, FigureSource.RECORD, True)
ONCE_A_YEAR = Figure(1, FigureSource.NORM, False, "mỗi hồ sơ tính một lần")


def in_range(low: Exact, high: Exact, source: FigureSource, note: str = "", middle: Exact | None = None) -> Figure:
    """Return a number known within bounds; where no middle is given it is the midpoint of the two.

    The midpoint is taken of each input and then multiplied, never of the results: 1–3 hours of 1,000–3,000 people at
    100 are 400,000, not 500,000 (PEERS.md §6.2, after the Regulatory Burden Measure of Australia).
    """
    return Figure(Fraction(low + high, 2) if middle is None else middle, source, False, note, low, high)


class Activity(StrEnum):
    """The six activities of the official table, in its order."""

    PREPARE = "prepare"
    SUBMIT = "submit"
    PAY = "pay"
    INSPECTION = "inspection"
    OTHER = "other"
    RECEIVE = "receive"


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the table: what is done, for which element, through which channel, and what it takes.

    `address` is the element that the line follows from ("paper:1.2", "fee:1.1", "step:3"), `channel` one of
    CHANNEL_KINDS where the line only burdens those who deal that way; both may be empty. Hired service, where it is
    given, stands in place of the person's own time (Thông tư 02/2017/TT-VPCP Điều 27). `burdened` is the part of the
    applicants, from 0 to 1, who have to do it at all (a paper that only some must hand in).
    """

    activity: Activity
    label: str
    address: str = ""
    channel: str = ""
    minutes: Figure = NOTHING
    hired: Figure | None = None
    out_of_pocket: Figure = NOTHING
    fee: Figure = NOTHING
    burdened: Figure = EVERYBODY

    @property
    def key(self) -> str:
        """What names the line within its table, the same from one draft to the next."""
        return "|".join((self.activity.value, self.address or self.label, self.channel))

    @property
    def own_minutes(self) -> Exact:
        """The person's own time in minutes: none where a service is hired."""
        return self.minutes.value if self.hired is None else 0

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers that count in the line's cost."""
        first = self.minutes if self.hired is None else self.hired
        return first, self.out_of_pocket, self.fee, self.burdened


@dataclass(frozen=True, slots=True)
class CostSum:
    """A cost with its parts apart: minutes, and in đồng their worth, hired service, out-of-pocket spending and fees."""

    minutes: Exact = 0
    time: Exact = 0
    hired: Exact = 0
    out_of_pocket: Exact = 0
    fees: Exact = 0

    @property
    def total(self) -> Exact:
        """The whole cost in đồng.

        Thông tư 02/2017/TT-VPCP Điều 27 khoản 3 điểm a: the cost of the work, and fees, charges and other costs.
        """
        return self.time + self.hired + self.out_of_pocket + self.fees

    def __add__(self, other: CostSum) -> CostSum:
        return CostSum(
            self.minutes + other.minutes,
            self.time + other.time,
            self.hired + other.hired,
            self.out_of_pocket + other.out_of_pocket,
            self.fees + other.fees,
        )

    def __sub__(self, other: CostSum) -> CostSum:
        return self + other.times(-1)

    def times(self, factor: Exact) -> CostSum:
        """Return the cost of doing it so many times."""
        return CostSum(
            self.minutes * factor,
            self.time * factor,
            self.hired * factor,
            self.out_of_pocket * factor,
            self.fees * factor,
        )


NO_COST = CostSum()


def cost_sum(parts: Iterable[CostSum]) -> CostSum:
    """Return the sum of costs, each part with its like."""
    listed = list(parts)
    return CostSum(
        _exact_sum([one.minutes for one in listed]),
        _exact_sum([one.time for one in listed]),
        _exact_sum([one.hired for one in listed]),
        _exact_sum([one.out_of_pocket for one in listed]),
        _exact_sum([one.fees for one in listed]),
    )


def _exact_sum(numbers: Iterable[Exact]) -> Exact:
    """The sum of numbers: those of one denominator are added as integers, which is far quicker than as fractions."""
    by_denominator: dict[int, int] = {}
    for number in numbers:
        denominator = number.denominator
        by_denominator[denominator] = by_denominator.get(denominator, 0) + number.numerator
    whole = by_denominator.pop(1, 0)
    return sum((Fraction(found, denominator) for denominator, found in by_denominator.items()), start=whole)


@dataclass(frozen=True, slots=True)
class Gap:
    """A cost that the table should hold and that could not be told: its kind, the element, and the words found there.

    Kinds: "fee-unreadable", "fee-set-elsewhere", "currency-without-rate".
    """

    kind: str
    address: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class CostTable:
    """The table of one procedure: its lines, how often and by how many it is done, and the income per hour.

    `shares` says which part of the applicants deals through which channel; it adds up to 1 and weighs the lines that
    name a channel. `subjects` is None where nobody said how many there are: then there is no cost a year.
    """

    lines: tuple[CostLine, ...]
    income: Income
    times: Figure = ONCE_A_YEAR
    subjects: Figure | None = None
    shares: tuple[tuple[str, Exact], ...] = ()
    shares_confirmed: bool = False
    gaps: tuple[Gap, ...] = ()

    def share(self, line: CostLine) -> Exact:
        """Return the part of the applicants that a line burdens: those of its channel who have to do it."""
        return _share(dict(self.shares), line)

    def line_cost(self, line: CostLine) -> CostSum:
        """Return what a line costs once: hours × income per hour, or the hired service, with spending and fees.

        Thông tư 02/2017/TT-VPCP Điều 27 khoản 4; the share of the applicants whom the line burdens weighs it.
        """
        minutes = line.own_minutes
        whole = CostSum(
            minutes,
            worth(minutes, self.income),
            line.hired.value if line.hired is not None else 0,
            line.out_of_pocket.value,
            line.fee.value,
        )
        return whole.times(self.share(line))

    @property
    def once(self) -> CostSum:
        """The cost of doing the procedure once, its parts apart.

        Thông tư 02/2017/TT-VPCP Điều 27 khoản 3 điểm a: the sum over the activities.
        """
        # What is entered is whole: summed up by share first, hardly a fraction is left to be multiplied.
        alike: dict[tuple[str, Exact], list[Exact]] = {}
        for line in self.lines:
            burdened = line.burdened.value
            sums = alike.get((line.channel, burdened))
            if sums is None:
                sums = alike[line.channel, burdened] = [0, 0, 0, 0]
            if line.hired is None:
                sums[0] += line.minutes.value
            else:
                sums[1] += line.hired.value
            sums[2] += line.out_of_pocket.value
            sums[3] += line.fee.value
        whole: list[Exact] = [0, 0, 0, 0]
        shares = dict(self.shares)
        for (channel, burdened), sums in alike.items():
            share = burdened * (shares.get(channel, 0) if channel else 1)
            if share:
                whole = [known + share * more for known, more in zip(whole, sums, strict=True)]
        minutes, hired, spent, fees = whole
        return CostSum(minutes, worth(minutes, self.income), hired, spent, fees)

    @property
    def cases_a_year(self) -> Exact | None:
        """How often the procedure is done a year by all subjects; None where that is not known."""
        return None if self.subjects is None else self.times.value * self.subjects.value

    @property
    def year(self) -> CostSum | None:
        """The cost of a year, its parts apart; None where it is not known how many subjects there are.

        Thông tư 02/2017/TT-VPCP Điều 27 khoản 3 điểm b: the cost once × times a year × subjects a year.
        """
        cases = self.cases_a_year
        return None if cases is None else self.once.times(cases)

    @property
    def cost_once(self) -> Exact:
        """The whole cost of doing the procedure once, in đồng."""
        return self.once.total

    @property
    def cost_year(self) -> Exact | None:
        """The whole cost of a year in đồng; None where it is not known how many subjects there are."""
        year = self.year
        return None if year is None else year.total

    @property
    def is_provisional(self) -> bool:
        """Tell whether a total of this table is to be stamped "tạm tính": some number behind it is not confirmed."""
        shares = dict(self.shares)
        lines = [line for line in self.lines if not line.channel or shares.get(line.channel)]
        if self.gaps or (not self.income.confirmed and any(line.own_minutes for line in lines)):
            return True
        if not self.shares_confirmed and any(line.channel for line in self.lines):
            return True
        if self.subjects is not None and not (self.subjects.confirmed and self.times.confirmed):
            return True
        return any(not figure.confirmed for line in lines for figure in line.figures)


def _share(shares: dict[str, Exact], line: CostLine) -> Exact:
    return line.burdened.value * (shares.get(line.channel, 0) if line.channel else 1)


def worth(minutes: Exact, income: Income) -> Exact:
    """Return what time is worth in đồng: hours × income per hour (Thông tư 02/2017/TT-VPCP Điều 27 khoản 4)."""
    return Fraction(minutes * income.dong_per_hour, 60)


def annual_cost(cost_once: Exact, times: Exact, subjects: Exact) -> Exact:
    """Return the cost of a year (Thông tư 02/2017/TT-VPCP Điều 27 khoản 3 điểm b)."""
    return cost_once * times * subjects


def reduction_percent(before: Exact, after: Exact) -> Fraction | None:
    """Return the share of the cost that is saved, in percent; None where there was no cost to save.

    Thông tư 02/2017/TT-VPCP Điều 27 khoản 1: the benefit is today's cost less the cost after, here ÷ today's × 100.
    """
    return Fraction(before - after) * 100 / before if before else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Today's table beside the one after simplification (blocks hiện tại, sau đơn giản hóa, so sánh).

    Both sides count an hour at the same income, so that no part of a saving is a change of wage; making one of two
    incomes raises ValueError.
    """

    before: CostTable
    after: CostTable

    def __post_init__(self) -> None:
        if self.before.income != self.after.income:
            raise ValueError("a comparison needs the same income per hour on both sides")

    @property
    def saving_once(self) -> CostSum:
        """What doing the procedure once costs less, its parts apart (Điều 27 khoản 1); negative where it costs more."""
        return self.before.once - self.after.once

    @property
    def saving_year(self) -> CostSum | None:
        """What a year costs less, its parts apart (Điều 27 khoản 1); None where the subjects are not known."""
        before, after = self.before.year, self.after.year
        return None if before is None or after is None else before - after

    @property
    def percent(self) -> Fraction | None:
        """The reduction in percent: of a year where the subjects are known, else of doing it once."""
        before, after = self.before.cost_year, self.after.cost_year
        if before is None or after is None:
            before, after = self.before.cost_once, self.after.cost_once
        return reduction_percent(before, after)

    @property
    def is_provisional(self) -> bool:
        """Tell whether the comparison rests on a number that is not confirmed."""
        return self.before.is_provisional or self.after.is_provisional
