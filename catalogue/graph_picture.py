"""The part of the graph around one procedure, spelled out: procedures, papers, choices, cases and steps, and edges.

Edges point the way things go: from the procedure that issues a paper to the paper, from the paper to what asks for it,
from one step to the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from catalogue.graph import DependencyGraph
from catalogue.graph_nodes import Link, PaperNeed, ProcedureNode
from catalogue.text import one_line


class Shape(StrEnum):
    """What a node of the picture stands for."""

    PROCEDURE = "procedure"
    PAPER = "paper"
    CHOICE = "choice"
    CASE = "case"
    STEP = "step"


class Tie(StrEnum):
    """What an edge of the picture says."""

    SUPPLIES = "supplies"
    MAINTAINS = "maintains"
    ASKED = "asked"
    ONE_OF = "one_of"
    CASE = "case"
    FIRST = "first"
    THEN = "then"
    FEEDS = "feeds"


@dataclass(frozen=True, slots=True)
class PictureNode:
    """One node: a key of its own, its shape, what it says, and where it stands in the catalogue.

    `code` is the address of the procedure that it is or belongs to, `element` its address within that procedure.
    """

    key: str
    shape: Shape
    label: str
    code: str
    element: str = ""


@dataclass(frozen=True, slots=True)
class PictureEdge:
    """One edge between two nodes by their keys: what it says, and in plain words what speaks for it."""

    source: str
    target: str
    tie: Tie
    evidence: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A procedure with what lies behind it and whom it feeds; `root` is the key of its node."""

    root: str
    nodes: tuple[PictureNode, ...]
    edges: tuple[PictureEdge, ...]


class Wording(Protocol):
    """What a picture says in words of its own."""

    def demand(self, need: PaperNeed) -> str:
        """Return how a paper is asked for."""

    def link(self, link: Link) -> str:
        """Return what speaks for a link."""

    def papers(self, addresses: Sequence[str]) -> str:
        """Return by which papers one procedure feeds another."""

    def choice(self) -> str:
        """Return what stands where one of several papers will do."""

    def case(self, address: str, number: int) -> str:
        """Return what stands for a case of a procedure."""


class Codes:
    """The codes that programs read, in the place of words."""

    def demand(self, need: PaperNeed) -> str:
        """Return the demand's code."""
        return need.demand

    def link(self, link: Link) -> str:
        """Return the result's name and the codes of stage and reasons."""
        return "; ".join(part for part in (link.result, link.stage, *link.reasons) if part)

    def papers(self, addresses: Sequence[str]) -> str:
        """Return the papers' addresses."""
        return ", ".join(addresses)

    def choice(self) -> str:
        """Return a sign that one of several will do."""
        return "1 / n"

    def case(self, address: str, number: int) -> str:
        """Return the procedure's address and the case's number."""
        return f"{address} · {number}"


def picture(
    graph: DependencyGraph,
    entry: int,
    depth: int = 3,
    steps: Mapping[int, Sequence[str]] | None = None,
    wording: Wording | None = None,
) -> Picture:
    """Return the picture of a procedure: what lies behind it up to a depth, its steps, and who asks for its result.

    `steps` are the texts of the steps of the procedures for which they are to be shown. Without a `wording` the codes
    of demands, stages and reasons stand in the place of words.
    """
    draft = _Draft(graph, wording or Codes())
    distances = {entry: 0} | graph.closure(entry, depth)
    for one, distance in distances.items():
        draft.add_procedure(graph.nodes[one])
        if distance < depth:
            draft.add_papers(graph.nodes[one])
        draft.add_steps(graph.nodes[one], (steps or {}).get(one, ()))
    for asker, papers in graph.askers(entry):
        draft.add_procedure(graph.nodes[asker])
        if asker not in distances:
            draft.tie(_key(graph.nodes[entry]), _key(graph.nodes[asker]), Tie.FEEDS, draft.wording.papers(papers))
    return Picture(_key(graph.nodes[entry]), tuple(draft.nodes.values()), tuple(draft.edges))


def _key(node: ProcedureNode, element: str = "") -> str:
    return f"{node.entry}/{element}" if element else str(node.entry)


def _unlisted(text: str) -> str:
    """A text without the dash or plus of the list that it stood in; nothing else of it is left out."""
    return text.lstrip(" \t\n-–+*•") or text


class _Draft:
    """A picture under construction."""

    def __init__(self, graph: DependencyGraph, wording: Wording) -> None:
        self._graph = graph
        self.wording = wording
        self.nodes: dict[str, PictureNode] = {}
        self.edges: list[PictureEdge] = []

    def _add(self, key: str, shape: Shape, label: str, code: str, element: str = "") -> str:
        self.nodes.setdefault(key, PictureNode(key, shape, one_line(label), code, element))
        return key

    def tie(self, source: str, target: str, tie: Tie, evidence: str = "", confidence: float | None = None) -> None:
        """Add an edge."""
        self.edges.append(PictureEdge(source, target, tie, evidence, confidence))

    def add_procedure(self, node: ProcedureNode) -> str:
        """Add a procedure by itself."""
        return self._add(_key(node), Shape.PROCEDURE, f"{node.address} {node.name}", node.address)

    def add_papers(self, node: ProcedureNode) -> None:
        """Add the papers that a procedure asks for, with their alternatives, cases and suppliers."""
        for need in node.needs:
            if need.demand == "no":
                continue
            paper = self._add(_key(node, need.address), Shape.PAPER, _unlisted(need.text), node.address, need.address)
            tie = Tie.ONE_OF if need.group else Tie.ASKED
            self.tie(paper, self._asking(node, need), tie, self.wording.demand(need))
            for link in need.links:
                self._supply(link, paper, need)

    def _asking(self, node: ProcedureNode, need: PaperNeed) -> str:
        """What a paper is asked for by: the procedure, one of its cases, or a choice between papers."""
        asking = _key(node)
        if need.case:
            asking = _key(node, f"case:{need.case}")
            if asking not in self.nodes:
                label = self.wording.case(node.address, need.case)
                self._add(asking, Shape.CASE, label, node.address, f"case:{need.case}")
                self.tie(asking, _key(node), Tie.CASE)
        if need.group:
            choice = _key(node, f"choice:{need.group}")
            if choice not in self.nodes:
                self._add(choice, Shape.CHOICE, self.wording.choice(), node.address, f"choice:{need.group}")
                self.tie(choice, asking, Tie.ASKED)
            asking = choice
        return asking

    def _supply(self, link: Link, paper: str, need: PaperNeed) -> None:
        supplier = self.add_procedure(self._graph.nodes[link.entry])
        tie = Tie.MAINTAINS if need.maintains else Tie.SUPPLIES
        self.tie(supplier, paper, tie, self.wording.link(link), link.confidence)

    def add_steps(self, node: ProcedureNode, steps: Sequence[str]) -> None:
        """Add the steps of a procedure, each after the one before it."""
        before, tie = _key(node), Tie.FIRST
        for at, text in enumerate(steps, 1):
            step = self._add(
                _key(node, f"step:{at}"), Shape.STEP, f"{at}. {_unlisted(text)}", node.address, f"step:{at}"
            )
            self.tie(before, step, tie)
            before, tie = step, Tie.THEN
