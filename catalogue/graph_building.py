"""Reads an edition out of the store and recognises what the graph stands on: papers, results, provinces, suppliers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from catalogue.dossier_cases import dossier_cases, is_note, row_groups
from catalogue.editions import Edition
from catalogue.graph import DependencyGraph
from catalogue.graph_nodes import Link, Output, PaperNeed, ProcedureNode
from catalogue.issuers import ResultIndex, can_be_supplied, paper_key
from catalogue.issuing_bodies import province_in
from catalogue.store import Store


def build_graph(store: Store, edition: Edition) -> DependencyGraph:
    """Return the dependency graph of an edition."""
    return DependencyGraph(read_nodes(store, edition), ResultNames)


def updated_graph(graph: DependencyGraph, store: Store, edition: Edition, entry: int) -> DependencyGraph:
    """Return an edition's graph after one of its entries was changed, added or removed in the store."""
    found = read_nodes(store, edition, entry)
    return graph.updated(entry, found[0] if found else None)


class ResultNames:
    """Results by their names: a paper is supplied by the results with whose name it begins."""

    def __init__(self, nodes: Iterable[ProcedureNode]) -> None:
        """Index the results of some procedures."""
        self._index = ResultIndex((node.entry, output.name) for node in nodes for output in node.outputs)

    def suppliers(self, need: PaperNeed, asker: ProcedureNode) -> tuple[Link, ...]:
        """Return the procedures whose results supply a paper."""
        key, found = self._index.suppliers(need.text)
        return tuple(Link(entry, key) for entry in sorted(found))


_ENTRIES = (
    "SELECT e.id, e.code, e.position, e.procedure_id, p.name, p.publisher, p.implementing "
    "FROM entry e JOIN procedure p ON p.id = e.procedure_id WHERE e.edition_id = :edition"
)
# A part belongs to a procedure's content, which several entries of an edition may share.
_OF_EDITION = "IN (SELECT e.procedure_id FROM entry e WHERE e.edition_id = :edition{one})"
_PARTS = {
    "dossier": "SELECT t.procedure_id, t.position, t.name FROM dossier t WHERE t.procedure_id {of} ORDER BY 1, 2",
    "paper": "SELECT t.procedure_id, t.dossier, t.position, t.text, t.component_code FROM paper t "
    "WHERE t.procedure_id {of} ORDER BY 1, 2, 3",
    "result": "SELECT t.procedure_id, t.position, t.name FROM result t WHERE t.procedure_id {of} ORDER BY 1, 2",
}


def read_nodes(store: Store, edition: Edition, entry: int | None = None) -> list[ProcedureNode]:
    """Return the procedures of an edition, or one of them, recognised but not yet linked, in published order."""
    values = {"edition": edition.id} | ({"entry": entry} if entry is not None else {})
    one = " AND e.id = :entry" if entry is not None else ""
    of = _OF_EDITION.format(one=one)
    parts = {name: _by_procedure(store.rows(statement.format(of=of), values)) for name, statement in _PARTS.items()}
    rows = store.rows(f"{_ENTRIES}{one} ORDER BY e.position", values)
    needs: dict[int, tuple[PaperNeed, ...]] = {}
    outputs: dict[int, tuple[Output, ...]] = {}
    nodes = []
    for entry_id, code, position, procedure, name, publisher, implementing in rows:
        if procedure not in needs:
            needs[procedure] = tuple(_needs(parts["dossier"].get(procedure, ()), parts["paper"].get(procedure, ())))
            outputs[procedure] = tuple(_outputs(parts["result"].get(procedure, ())))
        agencies = json.loads(implementing)
        nodes.append(
            ProcedureNode(
                entry=entry_id,
                address=code or f"#{position}",
                name=name,
                needs=needs[procedure],
                outputs=outputs[procedure],
                province=_province(publisher),
                agency=agencies[0] if agencies else "",
            )
        )
    return nodes


def _by_procedure(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row[1:])
    return grouped


@lru_cache(maxsize=1_000)
def _province(publisher: str) -> str:
    """The province that publishes a procedure, empty for ministries."""
    return province_in(publisher)


def _needs(dossiers: Sequence[Any], papers: Sequence[Any]) -> Iterator[PaperNeed]:
    headings = {position: name for position, name in dossiers}
    cases = dict(zip(headings, dossier_cases(list(headings.values())), strict=True))
    for dossier, group in groupby(papers, key=lambda row: row[0]):
        rows = list(group)
        note = is_note(headings.get(dossier, ""))
        for (_dossier, position, text, component), alternatives in zip(
            rows, row_groups([row[2] for row in rows]), strict=True
        ):
            yield PaperNeed(
                address=f"paper:{dossier}.{position}",
                text=text,
                identity=paper_identity(text),
                demand="no" if note else "yes",
                case=cases.get(dossier, 0),
                group=dossier * 1000 + alternatives if alternatives else 0,
                component_code=component,
            )


def _outputs(results: Sequence[Any]) -> Iterator[Output]:
    for position, name in results:
        yield Output(f"result:{position}", name, paper_identity(name))


@lru_cache(maxsize=200_000)
def paper_identity(text: str) -> str:
    """Return what is equal for the same paper in other words, empty where a text names none."""
    key = paper_key(text)
    return key if can_be_supplied(key) else ""
