"""Which procedures supply which papers, with the provinces kept apart.

A paper that a province's procedure asks for is supplied by the same province's procedures or by national ones. What
a national procedure asks for is supplied by national ones; where only provinces issue it, one procedure stands for
all that provinces publish under the same name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from copy import copy
from dataclasses import replace
from typing import Protocol

from catalogue.clones import clone_key, level_key
from catalogue.graph_nodes import Link, PaperNeed, ProcedureNode


class SupplierIndex(Protocol):
    """The results of some procedures, asked which of them supply a paper."""

    def suppliers(self, need: PaperNeed, asker: ProcedureNode) -> tuple[Link, ...]:
        """Return the procedures whose results supply a paper that another procedure asks for."""

    def touches(self, need: PaperNeed, asker: ProcedureNode) -> bool:
        """Tell whether these results can make a difference to who supplies a paper; True is always safe."""


MakeIndex = Callable[[Iterable[ProcedureNode]], SupplierIndex]
ChangeIndex = Callable[[SupplierIndex], SupplierIndex]

_NATIONAL = ""


class Linker:
    """Finds the suppliers of papers among the procedures of one edition."""

    def __init__(self, nodes: Mapping[int, ProcedureNode], make_index: MakeIndex) -> None:
        """Take the procedures by entry, and how to index the results of some of them."""
        self._make_index = make_index
        self._layers: dict[str, set[int]] = defaultdict(set)
        self._groups: dict[str, set[int]] = defaultdict(set)
        self._names = {entry: node.name for entry, node in nodes.items()}
        for entry, node in nodes.items():
            self._place(entry, node)
        self._indexes = {
            province: make_index(nodes[entry] for entry in sorted(entries))
            for province, entries in self._layers.items()
        }
        self._standing = self._stand_ins()
        self._outside = make_index(nodes[entry] for entry in sorted(self._standing))

    def _place(self, entry: int, node: ProcedureNode) -> None:
        self._layers[node.province].add(entry)
        if node.province:
            self._groups[clone_key(node)].add(entry)

    def _stand_ins(self) -> dict[int, int]:
        """The first of each group of provinces' procedures of one name, with how many it stands for."""
        return {min(group): len(group) for group in self._groups.values() if group}

    def linked(self, node: ProcedureNode) -> ProcedureNode:
        """Return a procedure with the suppliers of its papers."""
        return replace(node, needs=tuple(self._with_links(need, node) for need in node.needs))

    def _with_links(self, need: PaperNeed, node: ProcedureNode) -> PaperNeed:
        if need.parts:
            parts = tuple(self._with_links(part, node) for part in need.parts)
            found = {(link.entry, link.result): link for part in reversed(parts) for link in part.links}
            union = tuple(found[key] for key in sorted(found))
            maintained = bool(union) and all(part.maintains for part in parts if part.links)
            return replace(need, parts=parts, links=union, maintains=maintained)
        links = self._links(need, node) if need.demand != "no" else ()
        if not links and not need.links:
            return need
        maintains = bool(links) and ("own_licence" in need.kinds or self._is_own(links, node))
        return replace(need, links=links, maintains=maintains)

    def _is_own(self, links: Iterable[Link], node: ProcedureNode) -> bool:
        """Tell whether one of the suppliers is the asking procedure itself, at this or another level of its body."""
        own = level_key(node.name)
        return any(link.entry == node.entry or level_key(self._names[link.entry]) == own for link in links)

    def _links(self, need: PaperNeed, node: ProcedureNode) -> tuple[Link, ...]:
        found = self._ask(_NATIONAL, need, node)
        if node.province:
            found = (*found, *self._ask(node.province, need, node))
        elif not found:
            found = tuple(
                replace(link, clones=self._standing[link.entry]) for link in self._outside.suppliers(need, node)
            )
        return tuple(sorted(found, key=lambda link: (link.entry, link.result)))

    def _ask(self, province: str, need: PaperNeed, node: ProcedureNode) -> tuple[Link, ...]:
        index = self._indexes.get(province)
        return index.suppliers(need, node) if index else ()

    def changed(
        self, nodes: Mapping[int, ProcedureNode], entry: int, old: ProcedureNode | None
    ) -> tuple[Linker, Collection[int]]:
        """Return the linker after one procedure changed, and the procedures whose results are no longer the same.

        `nodes` are the procedures as they are now; `old` is what stood there before, None where there was nothing.
        """
        new = nodes.get(entry)
        if old and new and _supplies_the_same(old, new):
            return self, ()
        after = Linker.__new__(Linker)
        after._make_index = self._make_index
        after._names = {one: other.name for one, other in nodes.items()}
        after._layers = defaultdict(set, self._layers)
        after._groups = defaultdict(set, self._groups)
        provinces = {node.province for node in (old, new) if node}
        for province in provinces:
            after._layers[province] = self._layers.get(province, set()) - {entry}
        for key in {clone_key(node) for node in (old, new) if node and node.province}:
            after._groups[key] = self._groups.get(key, set()) - {entry}
        if new:
            after._place(entry, new)
        after._indexes = self._indexes | {
            province: self._make_index(nodes[member] for member in sorted(after._layers[province]))
            for province in provinces
        }
        after._standing = after._stand_ins()
        stood = self._standing.items() ^ after._standing.items()
        after._outside = self._outside
        if stood or entry in after._standing:
            after._outside = self._make_index(nodes[member] for member in sorted(after._standing))
        return after, {entry, *(member for member, _count in stood)}

    def touched_by(self, suppliers: Iterable[ProcedureNode], askers: Iterable[ProcedureNode]) -> frozenset[int]:
        """Return the entries that ask for a paper to whose suppliers some procedures can make a difference."""
        index = self._make_index(suppliers)
        return frozenset(
            asker.entry
            for asker in askers
            if any(index.touches(paper, asker) for need in asker.needs for paper in need.each)
        )

    def reindexed(self, make_index: MakeIndex, changed: ChangeIndex) -> Linker:
        """Return the linker of the same procedures with every index changed, and others made as given."""
        after = copy(self)
        after._make_index = make_index
        after._indexes = {province: changed(index) for province, index in self._indexes.items()}
        after._outside = changed(self._outside)
        return after


def _supplies_the_same(old: ProcedureNode, new: ProcedureNode) -> bool:
    return (old.outputs, old.name, old.province) == (new.outputs, new.name, new.province)
