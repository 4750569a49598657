"""The dependency graph of an edition: an edge from the procedure that issues a paper to each one that asks for it.

Nodes are the ids of entries; an edge's `papers` are the addresses of the papers in the asking procedure. A procedure
that asks for its own result keeps that paper up to date; such edges carry `maintains`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
from sqlalchemy import select
from sqlmodel import col

from catalogue.editions import Edition, EntrySummary, entry_ids, entry_summaries
from catalogue.issuers import IssuedResult, IssuerIndex
from catalogue.row_roles import PAPER, row_role
from catalogue.store import Store
from catalogue.tables import EntryRow, PaperRow, ResultRow


@dataclass(frozen=True, slots=True)
class PaperNeed:
    """One paper that a procedure asks for, with the entries whose result supplies it."""

    address: str
    text: str
    suppliers: tuple[int, ...]


class DependencyGraph:
    """Who needs whose results within one edition."""

    def __init__(
        self, summaries: Sequence[EntrySummary], papers: dict[int, list[tuple[str, str]]], results: dict[int, list[str]]
    ) -> None:
        """Take the entries, and by entry id the papers (address, text) asked for and the names of the results."""
        self.summaries = {summary.id: summary for summary in summaries}
        self._results = results
        index = IssuerIndex(
            IssuedResult(entry, self.summaries[entry].name, name) for entry, names in results.items() for name in names
        )
        self._needs: dict[int, tuple[PaperNeed, ...]] = {}
        self.graph: nx.DiGraph[Any] = nx.DiGraph()
        self.graph.add_nodes_from(self.summaries)
        for entry, asked in papers.items():
            needs = []
            for address, text in asked:
                suppliers = [supply.procedure for supply in index.suppliers(text, self.summaries[entry].name)]
                needs.append(PaperNeed(address, text, tuple(sorted(suppliers))))
                for supplier in suppliers:
                    self._connect(supplier, entry, address)
            self._needs[entry] = tuple(needs)

    def _connect(self, supplier: int, entry: int, address: str) -> None:
        if self.graph.has_edge(supplier, entry):
            self.graph.edges[supplier, entry]["papers"].append(address)
        else:
            self.graph.add_edge(supplier, entry, papers=[address], maintains=supplier == entry)

    def needs(self, entry: int) -> tuple[PaperNeed, ...]:
        """Return the papers that a procedure asks for, in order."""
        return self._needs.get(entry, ())

    def results(self, entry: int) -> tuple[str, ...]:
        """Return the names of what a procedure issues, in order."""
        return tuple(self._results.get(entry, ()))

    def askers(self, entry: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Return the procedures that ask for this one's results, each with the addresses of those papers."""
        found: Any = self.graph.out_edges(entry, data="papers")
        return tuple((asker, tuple(papers)) for _, asker, papers in found if asker != entry)

    def suppliers(self, entry: int) -> tuple[int, ...]:
        """Return the procedures whose results this one asks for, itself left out."""
        return tuple(supplier for supplier in self.graph.predecessors(entry) if supplier != entry)

    def closure(self, entry: int, depth: int) -> dict[int, int]:
        """Return the procedures behind a procedure's papers, each with its distance, up to a depth."""
        reversed_view = self.graph.reverse(copy=False)
        distances: dict[int, int] = nx.single_source_shortest_path_length(reversed_view, entry, cutoff=depth)
        return {node: distance for node, distance in distances.items() if node != entry}

    def cycles_through(self, entry: int) -> frozenset[int]:
        """Return the other procedures that need this one's result and whose results it needs, in the end."""
        return frozenset(nx.ancestors(self.graph, entry) & nx.descendants(self.graph, entry)) - {entry}


def build_graph(store: Store, edition: Edition) -> DependencyGraph:
    """Read an edition's papers and results and connect them."""
    summaries = entry_summaries_of(store, edition)
    papers: dict[int, list[tuple[str, str]]] = defaultdict(list)
    results: dict[int, list[str]] = defaultdict(list)
    with store.reading() as connection:
        asked = (
            select(col(EntryRow.id), col(PaperRow.dossier), col(PaperRow.position), col(PaperRow.text))
            .join(PaperRow, col(PaperRow.procedure_id) == col(EntryRow.procedure_id))
            .where(col(EntryRow.edition_id) == edition.id)
            .order_by(col(EntryRow.id), col(PaperRow.dossier), col(PaperRow.position))
        )
        for entry, dossier, position, text in connection.execute(asked):
            if row_role(text) == PAPER:
                papers[int(entry or 0)].append((f"paper:{dossier}.{position}", text))
        issued = (
            select(col(EntryRow.id), col(ResultRow.name))
            .join(ResultRow, col(ResultRow.procedure_id) == col(EntryRow.procedure_id))
            .where(col(EntryRow.edition_id) == edition.id)
            .order_by(col(EntryRow.id), col(ResultRow.position))
        )
        for entry, name in connection.execute(issued):
            results[int(entry or 0)].append(name)
    return DependencyGraph(summaries, papers, results)


_BATCH = 500


def entry_summaries_of(store: Store, edition: Edition) -> list[EntrySummary]:
    """Return the list lines of a whole edition."""
    ids = entry_ids(store, edition)
    return [summary for batch in _batches(ids) for summary in entry_summaries(store, batch)]


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]
