"""The procedures of an edition with their cost tables: drafted, with the volumes and cells that the workspace keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from catalogue.editions import Edition, Entry, entry_ids, entry_ids_at, load_entries
from catalogue.records import Procedure
from catalogue.store import Store
from reviews.cost_after import table_after
from reviews.cost_draft import DraftRules, draft_table
from reviews.cost_edits import Cell, CellEdit, edited, kept_edits
from reviews.costs import ONCE_A_YEAR, Comparison, CostTable, Figure
from reviews.income import Income, income_of
from reviews.marks import Mark
from reviews.scenario import CostedProcedure
from reviews.volume_book import kept_volumes
from reviews.volumes import Volume

_BATCH = 500


@dataclass(frozen=True, slots=True)
class CostBasis:
    """What tables are made with beside the records: income, rules, and what the workspace keeps by code.

    `volumes` holds of each procedure that of the income's year, else its newest.
    """

    income: Income
    rules: DraftRules = field(default_factory=DraftRules)
    volumes: Mapping[str, Volume] = field(default_factory=dict)
    edits: Mapping[str, Mapping[Cell, CellEdit]] = field(default_factory=dict)

    def rules_for(self, address: str) -> DraftRules:
        """Return the rules for a procedure: with the online share of its volume where nobody gave shares for all."""
        volume = self.volumes.get(address)
        if volume is None or volume.online is None or self.rules.shares:
            return self.rules
        return replace(self.rules, shares={"online": volume.online, "direct": 1 - volume.online})

    def table(self, address: str, procedure: Procedure) -> CostTable:
        """Return the table of a procedure as it costs today."""
        volume = self.volumes.get(address)
        often, many = _frequency(volume)
        table = draft_table(procedure, self.income, self.rules_for(address), often, many)
        return edited(table, self.edits.get(address, {}))

    def costed(self, entry: Entry) -> CostedProcedure:
        """Return an entry with its table."""
        return CostedProcedure(entry.address, entry.procedure, self.table(entry.address, entry.procedure))


def _frequency(volume: Volume | None) -> tuple[Figure, Figure | None]:
    return (ONCE_A_YEAR, None) if volume is None else (volume.times_figure, volume.subjects_figure)


def read_basis(store: Store, income: Income | None = None, rules: DraftRules | None = None) -> CostBasis:
    """Return what the workspace keeps for tables, with the newest known income where none is given."""
    used = income or income_of()
    volumes: dict[str, Volume] = {}
    for volume in kept_volumes(store):
        # Volumes come in the order of their years; the income's own year outranks newer ones.
        if volumes.get(volume.code) is None or volumes[volume.code].year != used.year:
            volumes[volume.code] = volume
    return CostBasis(used, rules or DraftRules(), volumes, kept_edits(store))


def compared(basis: CostBasis, address: str, procedure: Procedure, marks: Iterable[Mark]) -> Comparison:
    """Return what a procedure costs today beside what it costs after marks."""
    before = basis.table(address, procedure)
    return Comparison(before, table_after(before, procedure, marks, basis.rules_for(address)))


def cost_once(basis: CostBasis, entry: Entry) -> Fraction | None:
    """Return what doing a procedure once costs today, in đồng; None where the edition only lists it."""
    said = entry.procedure
    if not (said.steps or said.channels or said.dossiers):
        return None
    return Fraction(basis.table(entry.address, said).cost_once)


def costed_procedures(
    store: Store, edition: Edition, basis: CostBasis, addresses: Collection[str] | None = None
) -> Iterator[CostedProcedure]:
    """Give an edition's procedures (those at some addresses) with their tables, reading a bounded number at a time."""
    ids: Sequence[int] = entry_ids(store, edition) if addresses is None else entry_ids_at(store, edition, addresses)
    for start in range(0, len(ids), _BATCH):
        for entry in load_entries(store, ids[start : start + _BATCH]):
            yield basis.costed(entry)
