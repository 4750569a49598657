"""Why a cost changed between two years or editions: rule, volume, wage, method, and correction of data.

The parts add up exactly. Each is the Shapley average: what changing this one input alone does to the cost, averaged
over all orders in which the five could have been changed; so no part depends on an order that somebody chose, and
nothing is left over. Whole đồng come by largest remainder, so that the rounded parts add up to the rounded difference.
The split into real change (rule) and re-estimate (method, data) is that of the United States' paperwork accounts
(PEERS.md §A8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache
from math import factorial, floor
from typing import Any

from catalogue.records import Procedure
from reviews.cost_draft import DraftRules, draft_table
from reviews.cost_words import rounded
from reviews.costs import CostLine, Exact, Figure
from reviews.income import Income


class Cause(StrEnum):
    """Why a cost can differ between two states of a procedure."""

    RULE = "rule"
    VOLUME = "volume"
    WAGE = "wage"
    METHOD = "method"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class LineFigures:
    """What a reviewer put in place of drafted numbers of a line; None leaves the drafted one."""

    minutes: Figure | None = None
    hired: Figure | None = None
    out_of_pocket: Figure | None = None
    fee: Figure | None = None
    burdened: Figure | None = None


@dataclass(frozen=True, slots=True)
class CostState:
    """All that the cost of a procedure in a year follows from, one field a cause.

    `rule` is the record (None where the procedure does not exist), `cases` how often it is done a year, `method` the
    norms and rates, `corrections` the numbers put right by line (`CostLine.key`).
    """

    rule: Procedure | None
    cases: Exact
    wage: Income
    method: DraftRules
    correction: Mapping[str, LineFigures] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A change of cost in whole đồng, and the part of each cause; the parts add up to the change."""

    before: int
    after: int
    parts: Mapping[Cause, int]

    @property
    def change(self) -> int:
        """The cost after less the cost before."""
        return self.after - self.before


def state_cost(state: CostState) -> Exact:
    """Return the cost of a year in a state, exact (Thông tư 02/2017/TT-VPCP Điều 27 khoản 3 điểm b)."""
    if state.rule is None:
        return 0
    table = draft_table(state.rule, state.wage, state.method)
    lines = tuple(corrected(line, state.correction.get(line.key)) for line in table.lines)
    return replace(table, lines=lines).cost_once * state.cases


def corrected(line: CostLine, figures: LineFigures | None) -> CostLine:
    """Return a line with the numbers that a reviewer put in place of the drafted ones."""
    if figures is None:
        return line
    changed = {name.name: value for name in fields(LineFigures) if (value := getattr(figures, name.name)) is not None}
    return replace(line, **changed)


def exact_parts(before: CostState, after: CostState) -> dict[Cause, Fraction]:
    """Return the exact part of each cause in the change from one state to another (Shapley average over all orders)."""
    causes = tuple(Cause)
    differing = tuple(cause for cause in causes if _value(before, cause) != _value(after, cause))
    worth: dict[frozenset[Cause], Exact] = {}

    def cost(changed: frozenset[Cause]) -> Exact:
        if changed not in worth:
            values: dict[str, Any] = {_FIELD[cause]: _value(after, cause) for cause in changed}
            worth[changed] = state_cost(replace(before, **values))
        return worth[changed]

    parts = dict.fromkeys(causes, Fraction(0))
    count = len(differing)
    for cause in differing:
        others = tuple(other for other in differing if other is not cause)
        for chosen in _subsets(others):
            weight = Fraction(factorial(len(chosen)) * factorial(count - len(chosen) - 1), factorial(count))
            parts[cause] += weight * Fraction(cost(chosen | {cause}) - cost(chosen))
    return parts


_FIELD = {
    Cause.RULE: "rule",
    Cause.VOLUME: "cases",
    Cause.WAGE: "wage",
    Cause.METHOD: "method",
    Cause.CORRECTION: "correction",
}


def _value(state: CostState, cause: Cause) -> Any:
    return getattr(state, _FIELD[cause])


@cache
def _subsets(members: tuple[Cause, ...]) -> tuple[frozenset[Cause], ...]:
    found = [frozenset[Cause]()]
    for member in members:
        found += [subset | {member} for subset in found]
    return tuple(found)


def decompose(pairs: Iterable[tuple[CostState, CostState]]) -> Decomposition:
    """Return why the cost of procedures together changed, each given as its state before and after.

    A procedure that is new or gone is a state without a rule: its whole cost is a change of rule.
    """
    before: Fraction = Fraction(0)
    after: Fraction = Fraction(0)
    parts = dict.fromkeys(Cause, Fraction(0))
    for old, new in pairs:
        before += state_cost(old)
        after += state_cost(new)
        for cause, part in exact_parts(*_with_like(old, new)).items():
            parts[cause] += part
    start, end = rounded(before), rounded(after)
    return Decomposition(start, end, largest_remainder(parts, end - start))


def _with_like(old: CostState, new: CostState) -> tuple[CostState, CostState]:
    """The two states, a missing one with everything but the rule as in the other."""
    if old.rule is None:
        return replace(new, rule=None), new
    return (old, replace(old, rule=None)) if new.rule is None else (old, new)


def largest_remainder(parts: Mapping[Cause, Fraction], whole: int) -> dict[Cause, int]:
    """Return whole numbers near the parts that add up to a whole: rounded down, then the largest remainders up.

    `whole` lies within one đồng a part of the parts' sum, being the difference of two rounded numbers.
    """
    low = {cause: floor(part) for cause, part in parts.items()}
    missing = whole - sum(low.values())
    order = sorted(parts, key=lambda cause: (low[cause] - parts[cause], tuple(Cause).index(cause)))
    # A negative number of missing đồng is taken off the smallest remainders.
    for at in range(abs(missing)):
        cause = order[at % len(order)] if missing > 0 else order[-1 - at % len(order)]
        low[cause] += 1 if missing > 0 else -1
    return low
