"""Reads an edition out of the store and recognises what the graph stands on: papers, results, provinces, suppliers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from catalogue.applicants import applicants
from catalogue.codes import national_code
from catalogue.demand import NO
from catalogue.dossier_cases import ADDITION, CASE, NOTE, dossier_groups
from catalogue.editions import Edition
from catalogue.graph import DependencyGraph
from catalogue.graph_nodes import OWN_KINDS, Link, Output, PaperNeed, ProcedureNode
from catalogue.issuer_names import result_names
from catalogue.issuers import IssuedResult, IssuerIndex, sought
from catalogue.issuing_bodies import province_in
from catalogue.judged_links import JudgedLinks
from catalogue.kinds import PAPER, Recognition, recognise
from catalogue.paper_conjunctions import papers_together
from catalogue.paper_identity import paper_identities, paper_identity
from catalogue.recognition_runs import recognise_many
from catalogue.records import Dossier, Paper, Procedure
from catalogue.row_alternatives import row_groups
from catalogue.row_roles import paper_role
from catalogue.store import Store

_MOST_ROWS = 10_000
_MOST_KNOWN = 300_000


def build_graph(store: Store, edition: Edition, judged: JudgedLinks | None = None) -> DependencyGraph:
    """Return the dependency graph of an edition; what reviewers said of links outranks what the names say."""
    return DependencyGraph(read_nodes(store, edition), lambda nodes: index_results(nodes, judged))


def index_results(nodes: Iterable[ProcedureNode], judged: JudgedLinks | None = None) -> IssuedResults:
    """Return the results of some procedures as they are looked for, under what reviewers judged."""
    return IssuedResults(nodes, judged)


def judged_graph(graph: DependencyGraph, before: JudgedLinks, after: JudgedLinks) -> DependencyGraph:
    """Return an edition's graph after reviewers judged otherwise; only the papers judged anew are linked anew."""
    papers = frozenset(identity for (identity, _code), _holds in before.items() ^ after.items())
    return graph.relinked(
        lambda nodes: IssuedResults(nodes, after),
        lambda index: index.judging(after) if isinstance(index, IssuedResults) else index,
        lambda need, asker: not papers.isdisjoint(paper_identities(need.text, asker.name)),
    )


class IssuedResults:
    """The results of some procedures as `catalogue.issuers` judges them."""

    def __init__(self, nodes: Iterable[ProcedureNode], judged: JudgedLinks | None = None) -> None:
        """Index the results of some procedures."""
        results = [
            IssuedResult(
                node.entry, node.name, output.name, output.code, node.agency, address=national_code(node.address)
            )
            for node in nodes
            for output in node.outputs
        ]
        self._index = IssuerIndex(results, judged)
        self._codes = frozenset(one.code for one in results) - {""}
        self._addresses = frozenset(one.address for one in results)
        self._judge(judged or {})

    def _judge(self, judged: JudgedLinks) -> None:
        self._about = frozenset(address for _identity, address in judged)
        about = [(identity, holds) for (identity, address), holds in judged.items() if address in self._addresses]
        self._judged = frozenset(identity for identity, _holds in about)
        self._confirmed = frozenset(identity for identity, holds in about if holds)
        self._links: dict[tuple[str, str, str], tuple[Link, ...]] = {}

    def judging(self, judged: JudgedLinks) -> IssuedResults:
        """Return the same results under other judgements."""
        after = copy(self)
        after._index = self._index.judging(judged)
        after._judge(judged)
        return after

    def suppliers(self, need: PaperNeed, asker: ProcedureNode) -> tuple[Link, ...]:
        """Return the procedures whose results supply a paper; what the applicant writes only if a reviewer says so."""
        if need.kinds and OWN_KINDS.issuperset(need.kinds) and not self._says(self._confirmed, need, asker):
            return ()
        asked = (need.text, asker.name, need.component_code)
        links = self._links.get(asked)
        if links is None:
            if len(self._links) >= _MOST_KNOWN:
                self._links.clear()
            links = self._links[asked] = tuple(
                Link(found.procedure, found.result, found.stage, found.confidence, found.reasons)
                for found in self._index.suppliers(*asked)
            )
        return links

    def _says(self, papers: frozenset[str], need: PaperNeed, asker: ProcedureNode) -> bool:
        """Tell whether a row asks for one of some papers that were judged."""
        return bool(papers) and not papers.isdisjoint(paper_identities(need.text, asker.name))

    def touches(self, need: PaperNeed, asker: ProcedureNode) -> bool:
        """Tell whether a paper is supplied by these results, or could be by what it is looked for."""
        if need.component_code in self._codes or self._says(self._judged, need, asker):
            return True
        return self._index.reached_by(need.text, asker.name)

    def offered(self) -> Iterator[Hashable]:
        """Return the marks by which these results are found: names, descriptions, codes, and papers judged."""
        yield from self._index.offered()
        yield from (("code", code) for code in self._codes)
        yield from (("judged", identity) for identity in self._judged)

    def sought(self, need: PaperNeed, asker: ProcedureNode) -> tuple[Hashable, ...]:
        """Return the marks by which the suppliers of a paper are looked for."""
        return _marks(need.text, asker.name, need.component_code)

    def judged(self, node: ProcedureNode) -> bool:
        """Tell whether reviewers said what a procedure of this address supplies, or confirmed any of these results."""
        # Where a paper of the applicant's own was confirmed, all results are looked through for it.
        return national_code(node.address) in self._about or bool(self._confirmed)


@lru_cache(maxsize=_MOST_KNOWN)
def _marks(text: str, procedure: str, code: str) -> tuple[Hashable, ...]:
    judged = (("judged", identity) for identity in paper_identities(text, procedure))
    return tuple(dict.fromkeys((*sought(text, procedure), *((("code", code),) if code else ()), *judged)))


_ENTRIES = (
    "SELECT e.id, e.code, e.position, e.procedure_id, p.name, p.publisher, p.implementing, p.subjects "
    "FROM entry e JOIN procedure p ON p.id = e.procedure_id WHERE e.edition_id = :edition ORDER BY e.position"
)
# A part belongs to a procedure's content, which several entries of an edition may share.
_OF_EDITION = "IN (SELECT e.procedure_id FROM entry e WHERE e.edition_id = :edition)"
_PARTS = {
    "dossier": "SELECT t.procedure_id, t.position, t.name FROM dossier t WHERE t.procedure_id {of} ORDER BY 1, 2",
    "paper": "SELECT t.procedure_id, t.dossier, t.position, t.text, t.originals, t.copies, t.form, t.component_code "
    "FROM paper t WHERE t.procedure_id {of} ORDER BY 1, 2, 3",
    "result": "SELECT t.procedure_id, t.position, t.name, t.code FROM result t WHERE t.procedure_id {of} ORDER BY 1, 2",
}


def read_nodes(store: Store, edition: Edition) -> list[ProcedureNode]:
    """Return the procedures of an edition, recognised but not yet linked, in published order."""
    values = {"edition": edition.id}
    listed = {name: store.rows(statement.format(of=_OF_EDITION), values) for name, statement in _PARTS.items()}
    parts = {name: _by_procedure(rows) for name, rows in listed.items()}
    rows = store.rows(_ENTRIES, values)
    read = _recognised({row[3]: row[4] for row in rows}, parts["dossier"], parts["paper"])
    needs: dict[int, tuple[PaperNeed, ...]] = {}
    outputs: dict[int, tuple[Output, ...]] = {}
    nodes = []
    for entry_id, code, position, procedure, name, publisher, implementing, subjects in rows:
        if procedure not in needs:
            dossiers, papers = parts["dossier"].get(procedure, ()), parts["paper"].get(procedure, ())
            needs[procedure] = tuple(_needs(name, dossiers, papers, read))
            outputs[procedure] = tuple(_outputs(name, parts["result"].get(procedure, ())))
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
                open_to=tuple(sorted(applicants(json.loads(subjects)))),
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


Recognised = Mapping[tuple[str, str, str], Recognition]


def _recognised(names: Mapping[int, str], dossiers: Mapping[int, Any], papers: Mapping[int, Any]) -> Recognised:
    """What every row asks for, by its text, the procedure's name and the dossier's heading."""
    rows: dict[tuple[str, str, str], None] = {}
    for procedure, listed in papers.items():
        headings = dict(dossiers.get(procedure, ()))
        rows |= dict.fromkeys(
            (text, names[procedure], headings.get(dossier, "")) for dossier, _at, text, *_more in listed
        )
    return dict(zip(rows, recognise_many(rows), strict=True))


def _needs(
    procedure: str, headings: Sequence[Any], papers: Sequence[Any], recognised: Recognised
) -> Iterator[PaperNeed]:
    dossiers = _dossiers(headings, papers)
    places = list(dossiers)
    kinds: dict[int, tuple[str, int]] = {}
    for group in dossier_groups(Procedure(procedure, dossiers=tuple(dossiers.values()))):
        # Dossiers of one case share the number of the first of them.
        kinds |= dict.fromkeys((places[at - 1] for at in group.dossiers), (group.kind, places[group.dossiers[0] - 1]))
    for place, rows in groupby(papers, key=lambda row: row[0]):
        dossier, (kind, case) = dossiers[place], kinds[place]
        alternatives = row_groups([paper.text for paper in dossier.papers])
        for row, paper, alternative in zip(rows, dossier.papers, alternatives, strict=True):
            read = recognised[paper.text, procedure, dossier.name]
            remark = paper_role(dossier, paper) != PAPER
            asked = read.role == PAPER and read.demand != NO and kind != NOTE and not remark
            need = PaperNeed(
                address=f"paper:{place}.{row[1]}",
                text=paper.text,
                identity=paper_identity(paper.text, procedure) if asked else "",
                kinds=read.kinds,
                demand=read.demand if asked else NO,
                case=case if kind == CASE else 0,
                # Rows of one dossier only stand for each other.
                group=place * _MOST_ROWS + alternative if alternative else 0,
                component_code=paper.component_code,
                addition=kind == ADDITION,
                remark=remark,
            )
            parts = _parts(need, procedure, dossier.name) if asked and not need.either and not alternative else ()
            yield replace(need, parts=parts) if parts else need


def _dossiers(headings: Sequence[Any], papers: Sequence[Any]) -> dict[int, Dossier]:
    """The dossiers of a procedure by position, with what tells their kinds and the roles of their rows."""
    names = dict(headings)
    rows: dict[int, list[Paper]] = {place: [] for place in names}
    for place, _position, *paper in papers:
        rows.setdefault(place, []).append(Paper(*paper))
    return {place: Dossier(names.get(place, ""), tuple(listed)) for place, listed in sorted(rows.items())}


def _parts(need: PaperNeed, procedure: str, heading: str) -> tuple[PaperNeed, ...]:
    """The papers that a row asks for together, none where it asks for one."""
    found: dict[str, PaperNeed] = {}
    for words in papers_together(need.text):
        read = recognise(words, procedure, heading)
        identity = paper_identity(words, procedure)
        if read.role == PAPER and identity not in found:
            found[identity] = replace(need, text=words, identity=identity, kinds=read.kinds, part=len(found) + 1)
    return tuple(found.values()) if len(found) > 1 else ()


def _outputs(procedure: str, results: Sequence[Any]) -> Iterator[Output]:
    for position, name, code in results:
        # What refuses or tells something only is no paper that anybody could ask for.
        identity = paper_identity(name, procedure) if result_names(name, procedure) else ""
        yield Output(f"result:{position}", name, identity, code)
