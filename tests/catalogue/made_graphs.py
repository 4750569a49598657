"""Graphs made by hand: who asks for which papers and issues which results, named in a few letters."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.graph import DependencyGraph
from catalogue.graph_nodes import Link, Output, PaperNeed, ProcedureNode


class ByIdentity:
    """Links a paper to the results that are the very same paper."""

    def __init__(self, nodes: Iterable[ProcedureNode]) -> None:
        self._issuers: dict[str, list[Link]] = {}
        for node in nodes:
            for output in node.outputs:
                self._issuers.setdefault(output.identity, []).append(Link(node.entry, output.identity))

    def suppliers(self, need: PaperNeed, asker: ProcedureNode) -> tuple[Link, ...]:
        return tuple(self._issuers.get(need.identity, ()))

    def touches(self, need: PaperNeed, asker: ProcedureNode) -> bool:
        return need.identity in self._issuers

    def offered(self) -> Iterable[str]:
        return self._issuers

    def sought(self, need: PaperNeed, asker: ProcedureNode) -> Iterable[str]:
        return (need.identity,)

    def judged(self, node: ProcedureNode) -> bool:
        return False


def need(identity: str, place: int = 1, **more: object) -> PaperNeed:
    """A row that asks for a paper."""
    settings = {"address": f"paper:1.{place}", "text": f"Giấy {identity}", "identity": identity}
    return PaperNeed(**(settings | more))  # type: ignore[arg-type]


def node(entry: int, asks: str | Iterable[PaperNeed] = "", gives: str = "", **more: object) -> ProcedureNode:
    """A procedure; papers asked for and results are words, or whole rows."""
    needs = [need(word, at) for at, word in enumerate(asks.split(), 1)] if isinstance(asks, str) else asks
    outputs = [Output(f"result:{at}", f"Giấy {word}", word) for at, word in enumerate(gives.split(), 1)]
    settings = {"name": f"Thủ tục {entry}", "needs": tuple(needs), "outputs": tuple(outputs)}
    return ProcedureNode(entry=entry, address=f"1.{entry:06}", **(settings | more))  # type: ignore[arg-type]


def graph_of(*nodes: ProcedureNode) -> DependencyGraph:
    """The graph of some procedures."""
    return DependencyGraph(nodes, ByIdentity)
