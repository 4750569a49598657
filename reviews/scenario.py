"""What-if: the catalogue with a set of marks applied, its costs, and several such scenarios side by side.

A scenario's costs follow from its marks (and, where it says so, from other shares of the channels) alone. Sums keep
time, hired service, out-of-pocket spending and fees apart; what has no volume counts once and is counted apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from catalogue.records import Procedure
from catalogue.text import fold
from reviews.cost_after import table_after
from reviews.cost_draft import DraftRules, channel_kinds, with_shares
from reviews.costs import CostSum, CostTable, Exact, cost_sum, reduction_percent
from reviews.marks import Mark

UNKNOWN_GROUP = ""


@dataclass(frozen=True, slots=True)
class CostedProcedure:
    """One procedure of an edition with the table of what it costs today."""

    address: str
    procedure: Procedure
    table: CostTable


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of marks by the address of their procedure, and shares of the channels where it changes them.

    `shares` holds for every procedure, as far as it offers the channels; empty leaves everybody dealing as today.
    """

    name: str
    marks: Mapping[str, Sequence[Mark]] = field(default_factory=dict)
    shares: Mapping[str, Exact] = field(default_factory=dict)


def scenario_table(costed: CostedProcedure, scenario: Scenario, rules: DraftRules | None = None) -> CostTable:
    """Return a procedure's table in a scenario: today's where no mark of it stands on the procedure."""
    table = table_after(costed.table, costed.procedure, scenario.marks.get(costed.address, ()), rules)
    return with_shares(table, scenario.shares, channel_kinds(costed.procedure)) if scenario.shares else table


@dataclass(frozen=True, slots=True)
class ChannelShares:
    """How cases spread over the ways of dealing, each from 0 to 1: online, in person, and any other."""

    online: Exact = 0
    direct: Exact = 0
    other: Exact = 0


@dataclass(frozen=True, slots=True)
class ScenarioCost:
    """What a group of procedures costs in one scenario.

    `once` is the sum of doing each procedure once, `year` that of a year of those whose volume is known; `channels` is
    weighed by cases where volumes are known, else by procedures.
    """

    once: CostSum
    year: CostSum
    channels: ChannelShares
    provisional: bool


@dataclass(frozen=True, slots=True)
class GroupComparison:
    """One group in several scenarios: its procedures, how many have no volume, today's cost, and each scenario's."""

    group: str
    procedures: int
    without_volume: int
    today: ScenarioCost
    scenarios: tuple[ScenarioCost, ...]

    def percent(self, at: int) -> Fraction | None:
        """Return the reduction of a scenario (from 0) in percent: of a year where volumes are known, else of once."""
        after = self.scenarios[at]
        if self.without_volume < self.procedures:
            return reduction_percent(self.today.year.total, after.year.total)
        return reduction_percent(self.today.once.total, after.once.total)


Grouping = Callable[[CostedProcedure], str]


def by_procedure(costed: CostedProcedure) -> str:
    """Group each procedure by itself."""
    return costed.address


def by_field(costed: CostedProcedure) -> str:
    """Group by the field (lĩnh vực)."""
    return costed.procedure.field


def by_agency(costed: CostedProcedure) -> str:
    """Group by the first agency that handles the procedure, so that every procedure counts in one group."""
    return agency_of(costed.procedure)


def agency_of(procedure: Procedure) -> str:
    """Return the first agency that handles a procedure, empty where it names none."""
    agencies = procedure.agencies
    named = agencies.implementing or agencies.competent
    return named[0] if named else UNKNOWN_GROUP


_BUSINESS = ("doanh nghiep", "hop tac xa", "htx", "ho kinh doanh")
_ORGANISATION = ("to chuc", "co quan", "don vi")
_PERSON = ("cong dan", "ca nhan", "nguoi", "can bo", "dang vien", "ho gia dinh")


def by_target_group(costed: CostedProcedure) -> str:
    """Group by whom the procedure is for: persons, organisations, businesses, or several of them joined by " + ".

    Each procedure counts in one group, so that the groups add up to the whole.
    """
    return target_group_of(costed.procedure)


def target_group_of(procedure: Procedure) -> str:
    """Return whom a procedure is for, several joined by " + "; empty where it does not say."""
    words = [fold(subject) for subject in procedure.subjects]
    business = any(name in word for word in words for name in _BUSINESS if not word.startswith("to chuc (khong"))
    organisation = any(name in word for word in words for name in _ORGANISATION)
    person = any(name in word for word in words for name in _PERSON)
    names = [("person", person), ("organisation", organisation), ("business", business)]
    return " + ".join(name for name, there in names if there) or UNKNOWN_GROUP


GROUPINGS: dict[str, Grouping] = {
    "procedure": by_procedure,
    "field": by_field,
    "agency": by_agency,
    "target-group": by_target_group,
}


@dataclass(frozen=True, slots=True)
class TableCost:
    """What one table costs, counted once for every sum that it belongs to."""

    once: CostSum
    cases: Exact | None
    shares: tuple[tuple[str, Exact], ...]
    provisional: bool


@dataclass(frozen=True, slots=True)
class CountedProcedure:
    """One procedure with what it costs today and in each of some scenarios."""

    costed: CostedProcedure
    today: TableCost
    scenarios: tuple[TableCost, ...]


def count_scenarios(
    costed: Iterable[CostedProcedure], scenarios: Sequence[Scenario], rules: DraftRules | None = None
) -> list[CountedProcedure]:
    """Return what each procedure costs today and in every scenario, ready to be grouped in one way or several."""
    return [_counted(one, scenarios, rules) for one in costed]


def _counted(one: CostedProcedure, scenarios: Sequence[Scenario], rules: DraftRules | None) -> CountedProcedure:
    today = table_cost(one.table)
    tables = [scenario_table(one, scenario, rules) for scenario in scenarios]
    return CountedProcedure(one, today, tuple([today if table is one.table else table_cost(table) for table in tables]))


def compare_scenarios(
    costed: Iterable[CostedProcedure],
    scenarios: Sequence[Scenario],
    grouping: Grouping = by_procedure,
    rules: DraftRules | None = None,
) -> tuple[GroupComparison, ...]:
    """Return what each group costs today and in every scenario, groups in the order in which they first appear."""
    return compare_counted(count_scenarios(costed, scenarios, rules), grouping)


def compare_counted(
    counted: Iterable[CountedProcedure], grouping: Grouping = by_procedure
) -> tuple[GroupComparison, ...]:
    """Return counted procedures by groups, in the order in which the groups first appear."""
    groups: dict[str, list[CountedProcedure]] = {}
    for one in counted:
        groups.setdefault(grouping(one.costed), []).append(one)
    return tuple(_compared(group, members) for group, members in groups.items())


def _compared(group: str, members: Sequence[CountedProcedure]) -> GroupComparison:
    today = _together([one.today for one in members])
    after = [_together(costs) for costs in zip(*(one.scenarios for one in members), strict=True)]
    unknown = sum(one.today.cases is None for one in members)
    return GroupComparison(group, len(members), unknown, today, tuple(after))


def table_cost(table: CostTable) -> TableCost:
    """Return what a table costs; a procedure that is abolished is done through no channel at all."""
    return TableCost(table.once, table.cases_a_year, table.shares if table.lines else (), table.is_provisional)


def _together(costs: Sequence[TableCost]) -> ScenarioCost:
    once = cost_sum(one.once for one in costs)
    year = cost_sum(one.once.times(one.cases) for one in costs if one.cases is not None)
    return ScenarioCost(once, year, channel_spread(costs), any(one.provisional for one in costs))


def channel_spread(costs: Sequence[TableCost]) -> ChannelShares:
    """Return how cases spread over the channels: by volume where any is known, else each procedure alike."""
    by_volume = any(one.cases for one in costs)
    weights: dict[str, Exact] = {"online": 0, "direct": 0, "other": 0}
    whole: Exact = 0
    for one in costs:
        if not one.shares:
            continue
        cases: Exact = (one.cases or 0) if by_volume else 1
        whole += cases
        for kind, share in one.shares:
            weights[kind if kind in weights else "other"] += share * cases
    if not whole:
        return ChannelShares()
    online, direct, other = (Fraction(weights[kind]) / whole for kind in ("online", "direct", "other"))
    return ChannelShares(online, direct, other)
