"""Questions asked of a whole edition's graph: papers asked back, papers implied by others, results nobody asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.graph import DependencyGraph
from catalogue.graph_nodes import OWN_KINDS, Link, Output, PaperNeed, ProcedureNode
from catalogue.text import spelling_key

# Names that so many offices share that they tell of no one office.
_COMMON_OFFICES = frozenset({"", spelling_key("cơ quan có thẩm quyền"), spelling_key("không có thông tin cụ thể")})

# What a mission abroad issues is not what an office at home issues under the same name.
_BY_MISSION = re.compile(r"\b(?:do|của)\s+(?:các\s+)?cơ\s+quan\s+đại\s+diện\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AskedBack:
    """A paper asked for by the very office that issues it, with the procedures by which it does so."""

    entry: int
    paper: str
    agency: str
    suppliers: tuple[int, ...]


def asked_back(graph: DependencyGraph) -> tuple[AskedBack, ...]:
    """Return the papers that every known issuer of theirs asks back; papers being renewed or changed are left out."""
    offices = {entry: spelling_key(node.agency) for entry, node in graph.nodes.items()}
    found = []
    for entry, node in graph.nodes.items():
        own = offices[entry]
        for need in (paper for row in node.needs for paper in row.each):
            if own in _COMMON_OFFICES or need.maintains or not need.links or _BY_MISSION.search(need.text):
                continue
            if all(offices[supplier] == own for supplier in need.suppliers):
                found.append(AskedBack(entry, need.address, node.agency, need.suppliers))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ImpliedPaper:
    """A paper that was seen when another paper of the same dossier was issued.

    `by` is that other paper; each of `chain` is a procedure with the address of the paper that it asks for, from the
    issuer of `by` down to where the implied paper itself is asked for.
    """

    entry: int
    paper: str
    by: str
    chain: tuple[tuple[int, str], ...]


def implied_papers(graph: DependencyGraph, most_links: int = 3) -> tuple[ImpliedPaper, ...]:
    """Return the papers of each dossier that every issuer of another paper of it has already asked for.

    A paper counts where all procedures that could issue the other one ask for it of everybody, themselves or, up to a
    number of links, through a paper that all of *its* issuers ask it for.
    """
    seen = _Seen(graph, most_links)
    found = []
    for entry, node in graph.nodes.items():
        for case in node.cases:
            needs = [need for row in node.needs_in(case) for need in row.each if _tells(need)]
            for by in needs:
                if not by.links or by.maintains:
                    continue
                implied = seen.behind(by, entry)
                for need in needs:
                    chain = implied.get(need.identity)
                    if chain is not None and need.identity != by.identity and need.address != by.address:
                        found.append(ImpliedPaper(entry, need.address, by.address, chain))
    return tuple(dict.fromkeys(found))


def _tells(need: PaperNeed) -> bool:
    """Tell whether a row names a paper that means the same in every dossier, asked for by itself."""
    return bool(need.identity) and need.certain and not need.group and not OWN_KINDS & set(need.kinds)


Chain = tuple[tuple[int, str], ...]


class _Seen:
    """What the issuers of papers have seen for certain, worked out once for each procedure."""

    def __init__(self, graph: DependencyGraph, most_links: int) -> None:
        self._graph = graph
        self._most = most_links
        self._known: dict[tuple[int, int], Mapping[str, Chain]] = {}

    def behind(self, need: PaperNeed, asker: int, links: int = 1) -> Mapping[str, Chain]:
        """What every issuer of a paper has seen, each with the chain through the first of them."""
        common: dict[str, Chain] | None = None
        for supplier in need.suppliers:
            if supplier == asker:
                continue
            asked = self._asked(supplier, links)
            common = dict(asked) if common is None else {key: chain for key, chain in common.items() if key in asked}
        return common or {}

    def _asked(self, entry: int, links: int) -> Mapping[str, Chain]:
        """What a procedure asks of everybody, itself or through the papers that it asks for."""
        if (entry, links) in self._known:
            return self._known[entry, links]
        # A circle adds nothing to what is known already.
        self._known[entry, links] = {}
        node = self._graph.nodes[entry]
        rows = [row for row in node.needs if row.case == 0 and row.demand == "yes"]
        sure = [need for row in rows for need in row.each if _tells(need)]
        found: dict[str, Chain] = {need.identity: ((entry, need.address),) for need in reversed(sure)}
        if links < self._most:
            for need in sure:
                for key, chain in self.behind(need, entry, links + 1).items():
                    found.setdefault(key, ((entry, need.address), *chain))
        self._known[entry, links] = found
        return found


def unasked_results(graph: DependencyGraph) -> tuple[tuple[int, Output], ...]:
    """Return the results that no procedure of the edition asks for, besides those that maintain them.

    A result that hands over no paper, such as a refusal or an entry in a register, is left out.
    """
    used: dict[int, set[str]] = {}
    for node in graph.nodes.values():
        for need in node.needs:
            for link in need.links:
                if link.entry != node.entry:
                    used.setdefault(link.entry, set()).add(link.result)
    return tuple(
        (node.entry, output)
        for node in graph.nodes.values()
        for output in node.outputs
        if output.identity and not _is_used(output, node, used.get(node.entry, set()))
    )


def _is_used(output: Output, node: ProcedureNode, used: set[str]) -> bool:
    """Tell whether a link names a result; the only result of a procedure is meant whatever name the link gives."""
    return bool(used) and (len(node.outputs) == 1 or output.identity in used or output.name in used)


def evidence(graph: DependencyGraph, supplier: int, asker: int) -> tuple[tuple[PaperNeed, Link], ...]:
    """Return the papers for which one procedure relies on another, each with what speaks for it."""
    return tuple((need, link) for need in graph.needs(asker) for link in need.links if link.entry == supplier)
