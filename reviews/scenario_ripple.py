"""The ripple of a scenario: what its marks save at the procedures that issue the papers they drop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from catalogue.elements import Part
from reviews.actions import MarkAction
from reviews.cost_draft import DraftRules
from reviews.costs import Exact
from reviews.marked_procedure import changes_of, takes_away
from reviews.marks import Mark
from reviews.ripple import Demand, Issuing, Ripple, ripple
from reviews.scenario import CostedProcedure, Scenario, scenario_table


def dropped_papers(marks: Mapping[str, Sequence[Mark]]) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Return which papers marks drop at which procedure, and the procedures that they abolish.

    A paper that data replaces, or that is handed in within another one, is dropped; one of which fewer copies are asked
    for still has to be got. Who has to do a procedure with another one still needs its papers.
    """
    dropped: dict[str, frozenset[str]] = {}
    abolished: set[str] = set()
    for address, standing in marks.items():
        changes = changes_of(standing)
        whole = changes.get(Part.PROCEDURE.value)
        if whole is not None and whole.action == MarkAction.REMOVE:
            abolished.add(address)
        papers = frozenset(element for element, mark in changes.items() if _drops(mark))
        if papers:
            dropped[address] = papers
    return dropped, frozenset(abolished)


def _drops(mark: Mark) -> bool:
    return mark.part == Part.PAPER and takes_away(mark)


def scenario_ripple(
    costed: Iterable[CostedProcedure],
    scenario: Scenario,
    demands: Sequence[Demand],
    rules: DraftRules | None = None,
    office_minutes: Exact = 0,
) -> Ripple:
    """Return what a scenario saves beyond the procedures it marks, at what they cost after their own marks."""
    dropped, abolished = dropped_papers(scenario.marks)
    if not dropped and not abolished:
        return Ripple()
    involved = {demand.issuer for demand in demands} | {demand.asker for demand in demands}
    procedures = {}
    for one in costed:
        if one.address in involved:
            after = scenario_table(one, scenario, rules)
            procedures[one.address] = Issuing(one.table.cases_a_year, after.once, office_minutes)
    return ripple(demands, procedures, dropped, abolished)


def involved(demands: Sequence[Demand], scenarios: Iterable[Scenario]) -> frozenset[str]:
    """Return the addresses that the ripple of scenarios involves: the issuers reached, and all who ask them."""
    by_asker: dict[str, set[str]] = {}
    by_issuer: dict[str, set[str]] = {}
    for demand in demands:
        by_asker.setdefault(demand.asker, set()).add(demand.issuer)
        by_issuer.setdefault(demand.issuer, set()).add(demand.asker)
    starts = {address for one in scenarios for found in dropped_papers(one.marks) for address in found}
    reached: set[str] = set()
    front = starts
    while front:
        reached |= front
        front = {issuer for asker in front for issuer in by_asker.get(asker, ())} - reached
    return frozenset(reached.union(*(by_issuer.get(issuer, ()) for issuer in reached)))
