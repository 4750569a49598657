"""Totals over many procedures that follow a change of one of them at once, and the procedures ranked by cost.

Sums and ranking are kept: a change of one procedure adds its difference and moves it in the ranking, however many
procedures there are.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reviews.costs import Comparison, Exact


@dataclass(frozen=True, slots=True)
class ProcedureCost:
    """What one procedure costs, in đồng: of a year where its volume is known, else None; and of doing it once."""

    address: str
    name: str
    once_before: Exact
    once_after: Exact
    year_before: Exact | None = None
    year_after: Exact | None = None
    provisional: bool = False


def procedure_cost(address: str, name: str, comparison: Comparison) -> ProcedureCost:
    """Return what a procedure costs before and after its marks."""
    before, after = comparison.before, comparison.after
    return ProcedureCost(
        address,
        name,
        before.cost_once,
        after.cost_once,
        before.cost_year,
        after.cost_year,
        comparison.is_provisional,
    )


@dataclass(frozen=True, slots=True)
class Rank:
    """One procedure in the ranking: its cost before and after, its share of the whole, and that of all up to it."""

    cost: ProcedureCost
    before: Exact
    after: Exact
    percent: Fraction
    together: Fraction


class LiveTotals:
    """What some procedures cost together; `by_year` where any of their volumes is known, else doing each once."""

    def __init__(self) -> None:
        self._known: dict[str, ProcedureCost] = {}
        self._sums: dict[bool, list[Exact]] = {True: [0, 0], False: [0, 0]}
        self._ranked: dict[bool, list[tuple[Exact, str]]] = {True: [], False: []}
        self._provisional = 0

    def __len__(self) -> int:
        """Return how many procedures there are."""
        return len(self._known)

    def __contains__(self, address: object) -> bool:
        """Tell whether a procedure is among them."""
        return address in self._known

    def put(self, cost: ProcedureCost) -> None:
        """Put a procedure in place of what was known of it."""
        self._count(self._known.get(cost.address), -1)
        self._known[cost.address] = cost
        self._count(cost, 1)

    def _count(self, cost: ProcedureCost | None, sign: int) -> None:
        if cost is None:
            return
        self._provisional += sign * cost.provisional
        for year in (True, False):
            before, after = _both(cost, year)
            if before is None or after is None:
                continue
            sums, ranked, entry = self._sums[year], self._ranked[year], (-before, cost.address)
            sums[0] += sign * before
            sums[1] += sign * after
            if sign > 0:
                insort(ranked, entry)
            else:
                del ranked[bisect_left(ranked, entry)]

    @property
    def by_year(self) -> bool:
        """Whether the totals are those of a year."""
        return bool(self._ranked[True])

    @property
    def counted(self) -> int:
        """How many procedures count in the totals: those whose volume is known, or all where none is."""
        return len(self._ranked[self.by_year])

    @property
    def before(self) -> Exact:
        """What everything costs today, in đồng."""
        return self._sums[self.by_year][0]

    @property
    def after(self) -> Exact:
        """What everything costs after the marks, in đồng."""
        return self._sums[self.by_year][1]

    @property
    def is_provisional(self) -> bool:
        """Tell whether any of the procedures rests on a number that nobody confirmed."""
        return self._provisional > 0

    def ranking(self, most: int | None = None) -> Iterator[Rank]:
        """Give the procedures that cost most, each with its share of the whole (a Pareto chart)."""
        year, whole = self.by_year, self.before
        together: Exact = 0
        for _, address in self._ranked[year][:most]:
            cost = self._known[address]
            before, after = _both(cost, year)
            if before is None or after is None:
                continue
            together += before
            percent = Fraction(100 * before) / whole if whole else Fraction(0)
            yield Rank(cost, before, after, percent, Fraction(100 * together) / whole if whole else Fraction(0))


def _both(cost: ProcedureCost, year: bool) -> tuple[Exact | None, Exact | None]:
    return (cost.year_before, cost.year_after) if year else (cost.once_before, cost.once_after)
