"""The results of one layer of an edition: of one province, of the nation, or of those that stand for many provinces.

What is looked up are indexes of results, and where provinces are kept apart every layer has one. When a procedure
changes, its layer is not indexed anew: the procedure's old results are left out, the new ones stand in a small index
beside the large one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Protocol

from catalogue.graph_nodes import Link, PaperNeed, ProcedureNode


class SupplierIndex(Protocol):
    """The results of some procedures, asked which of them supply a paper.

    Every procedure's results are found for themselves: those of two indexes supply what one index of both supplies,
    but where reviewers judged.
    """

    def suppliers(self, need: PaperNeed, asker: ProcedureNode) -> tuple[Link, ...]:
        """Return the procedures whose results supply a paper that another procedure asks for."""

    def touches(self, need: PaperNeed, asker: ProcedureNode) -> bool:
        """Tell whether these results can make a difference to who supplies a paper; True is always safe."""

    def offered(self) -> Iterable[Hashable]:
        """Return the marks by which these results are found."""

    def sought(self, need: PaperNeed, asker: ProcedureNode) -> Iterable[Hashable]:
        """Return the marks by which any index looks for a paper; one that offers none of them does not touch it."""

    def judged(self, node: ProcedureNode) -> bool:
        """Tell whether reviewers' judgements join what a procedure supplies to what the others do."""


MakeIndex = Callable[[Iterable[ProcedureNode]], SupplierIndex]
ChangeIndex = Callable[[SupplierIndex], SupplierIndex]

# With more procedures than these beside the large index, everything is indexed anew.
_MOST_LATER = 100


class ResultLayer:
    """The results of the procedures of one layer; never changed, `changed` gives the layer after a change."""

    __slots__ = ("_beside", "_gone", "_index", "_later")

    def __init__(
        self,
        index: SupplierIndex,
        gone: frozenset[int] = frozenset(),
        later: Mapping[int, ProcedureNode] | None = None,
        beside: SupplierIndex | None = None,
    ) -> None:
        """Take the index of all, the entries in it that no longer count, and who came later, with their own index."""
        self._index, self._gone, self._later, self._beside = index, gone, later or {}, beside

    def suppliers(self, need: PaperNeed, asker: ProcedureNode) -> tuple[Link, ...]:
        """Return the procedures of the layer whose results supply a paper."""
        found = self._index.suppliers(need, asker)
        if self._gone:
            found = tuple(link for link in found if link.entry not in self._gone)
        return (*found, *self._beside.suppliers(need, asker)) if self._beside else found

    def changed(
        self,
        before: Iterable[ProcedureNode],
        after: Iterable[ProcedureNode],
        make_index: MakeIndex,
        members: Iterable[ProcedureNode],
    ) -> ResultLayer:
        """Return the layer with some procedures instead of others; `members` are all that it has then."""
        out, in_ = tuple(before), tuple(after)
        left = {node.entry for node in out}
        later = {entry: node for entry, node in self._later.items() if entry not in left}
        later |= {node.entry: node for node in in_}
        if len(later) > _MOST_LATER or any(map(self._index.judged, (*out, *in_))):
            return ResultLayer(make_index(members))
        return ResultLayer(self._index, self._gone | left, later, make_index(later.values()) if later else None)

    def reindexed(self, changed: ChangeIndex) -> ResultLayer:
        """Return the layer with its indexes changed."""
        beside = changed(self._beside) if self._beside else None
        return ResultLayer(changed(self._index), self._gone, self._later, beside)
