"""Kept scenarios compared over an edition: its procedures with their costs, and what reaches other procedures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from catalogue.editions import Edition
from catalogue.store import Store
from reviews.costed_edition import costed_procedures, read_basis
from reviews.demands import counted_demands, counted_in, demands_of, office_minutes
from reviews.income import income_of
from reviews.judged_issuers import judged_links
from reviews.marks import list_marks
from reviews.ripple import Demand, Ripple
from reviews.scenario import GROUPINGS, CostedProcedure, GroupComparison, compare_counted, count_scenarios
from reviews.scenario_book import NamedScenario
from reviews.scenario_ripple import dropped_papers, involved, scenario_ripple
from workbench.graph_reading import read_graph


class ComparedScenarios:
    """The scenarios that are compared, with the costed procedures and each one's ripple."""

    def __init__(
        self,
        store: Store,
        edition: Edition,
        named: Sequence[NamedScenario],
        scope: str,
        income_year: int | None,
        with_ripple: bool,
    ) -> None:
        self.edition = edition
        self.basis = read_basis(store, income_of(income_year))
        marks = list_marks(store, edition.name)
        addresses = None if scope == "edition" else {mark.address for mark in marks}
        self.costed = list(costed_procedures(store, edition, self.basis, addresses))
        procedures = {one.address: one.procedure for one in self.costed}
        self.scenarios = [one.applied(marks, procedures) for one in named]
        self.counted = count_scenarios(self.costed, self.scenarios, self.basis.rules)
        self.ripples: list[Ripple] = []
        self.issuers: dict[str, CostedProcedure] = {}
        if with_ripple:
            self._spread(store)

    def _demands(self, store: Store) -> list[Demand]:
        """What every procedure asks of the others; nothing is read where no scenario drops anything."""
        if not any(any(dropped_papers(one.marks)) for one in self.scenarios):
            return []
        return list(demands_of(read_graph(store, self.edition, judged_links(store))))

    def _spread(self, store: Store) -> None:
        own = {one.address: one for one in self.costed}
        demands = self._demands(store)
        wanted = involved(demands, self.scenarios)
        missing = wanted - own.keys()
        more = costed_procedures(store, self.edition, self.basis, missing) if missing else ()
        self.issuers = {address: own[address] for address in wanted & own.keys()} | {one.address: one for one in more}
        relevant = list(
            counted_demands(
                (one for one in demands if one.asker in wanted and one.issuer in wanted),
                counted_in({address: one.table for address, one in own.items()}.get),
                {address: one.table for address, one in self.issuers.items()}.get,
            )
        )
        minutes = office_minutes().value
        self.ripples = [
            scenario_ripple(self.issuers.values(), scenario, relevant, self.basis.rules, minutes)
            for scenario in self.scenarios
        ]

    def groups(self, by: str) -> tuple[GroupComparison, ...]:
        """Return the comparison by groups."""
        return compare_counted(self.counted, GROUPINGS[by])

    def whole(self) -> GroupComparison | None:
        """Return the comparison of everything together, None where nothing is compared."""
        return next(iter(compare_counted(self.counted, lambda _: "")), None)

    def ripple_by(self, by: str, at: int) -> dict[str, Any]:
        """Return what the ripple of a scenario saves a year in each group, in đồng."""
        saved: dict[str, Any] = {}
        for reached in self.ripples[at].issuers if self.ripples else ():
            if reached.saving is not None:
                group = GROUPINGS[by](self.issuers[reached.issuer])
                saved[group] = saved.get(group, 0) + reached.saving.total
        return saved
