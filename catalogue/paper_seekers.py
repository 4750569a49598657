"""Who asks for which papers, found by the marks that results are offered by, so that a change looks at few askers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping

from catalogue.graph_nodes import PaperNeed, ProcedureNode

Sought = Callable[[PaperNeed, ProcedureNode], Iterable[Hashable]]


class PaperSeekers:
    """The procedures of an edition by the marks by which their papers are looked for.

    One is shared by a graph and all that come of it by changes: it forgets nobody, so that what it finds may no
    longer, or not yet, ask for such a paper.
    """

    def __init__(self, sought: Sought) -> None:
        """Take what returns the marks of a paper; the procedures are read when they are first asked for."""
        self._sought = sought
        self._by_mark: dict[Hashable, list[int]] | None = None
        self._noted: list[ProcedureNode] = []

    def note(self, *nodes: ProcedureNode | None) -> None:
        """Take procedures that some of the graphs have."""
        known = [node for node in nodes if node is not None]
        if self._by_mark is None:
            self._noted += known
        else:
            self._take(self._by_mark, known)

    def of(self, marks: Iterable[Hashable], nodes: Mapping[int, ProcedureNode]) -> set[int]:
        """Return the entries that may ask for a paper by one of some marks; `nodes` are those of one of the graphs."""
        if self._by_mark is None:
            by_mark: dict[Hashable, list[int]] = defaultdict(list)
            self._take(by_mark, nodes.values())
            self._take(by_mark, self._noted)
            self._by_mark, self._noted = by_mark, []
        return {entry for mark in marks for entry in self._by_mark.get(mark, ())}

    def _take(self, by_mark: dict[Hashable, list[int]], nodes: Iterable[ProcedureNode]) -> None:
        for node in nodes:
            marks: set[Hashable] = set()
            for need in node.needs:
                for paper in need.each:
                    marks.update(self._sought(paper, node))
            for mark in marks:
                by_mark[mark].append(node.entry)
