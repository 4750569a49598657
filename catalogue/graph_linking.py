"""Which procedures supply which papers, with the provinces kept apart.

A paper that a province's procedure asks for is supplied by the same province's procedures or by national ones. What
a national procedure asks for is supplied by national ones; where only provinces issue it, one procedure stands for
all that provinces publish under the same name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace

from catalogue.clones import clone_key, level_key
from catalogue.graph_nodes import Link, PaperNeed, ProcedureNode
from catalogue.paper_seekers import PaperSeekers
from catalogue.result_layers import ChangeIndex, MakeIndex, ResultLayer

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
            province: ResultLayer(make_index(nodes[entry] for entry in sorted(entries)))
            for province, entries in self._layers.items()
        }
        # The first of each group of provinces' procedures of one name, with how many it stands for.
        self._standing = {min(group): len(group) for group in self._groups.values()}
        outside = make_index(nodes[entry] for entry in sorted(self._standing))
        self._outside = ResultLayer(outside)
        self._seekers = PaperSeekers(outside.sought)

    def _place(self, entry: int, node: ProcedureNode) -> None:
        self._layers[node.province].add(entry)
        if node.province:
            self._groups[clone_key(node)].add(entry)

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
        self._seekers.note(old, new)
        if old and new and _supplies_the_same(old, new):
            return self, ()
        after = copy(self)
        after._names = self._names | ({entry: new.name} if new else {})
        after._layers = defaultdict(set, self._layers)
        after._groups = defaultdict(set, self._groups)
        for province in {node.province for node in (old, new) if node}:
            after._layers[province] = self._layers.get(province, set()) - {entry}
        groups = {clone_key(node) for node in (old, new) if node and node.province}
        for key in groups:
            after._groups[key] = self._groups.get(key, set()) - {entry}
        if new:
            after._place(entry, new)
        after._indexes = self._indexes | dict(self._layers_after(after, nodes, old, new))
        stood = after._stand_anew(self, groups, nodes, {entry: old} if old else {})
        return after, {entry, *stood}

    def _layers_after(
        self, after: Linker, nodes: Mapping[int, ProcedureNode], old: ProcedureNode | None, new: ProcedureNode | None
    ) -> Iterator[tuple[str, ResultLayer]]:
        """Give the provinces whose results changed, each with its layer."""
        for province in {node.province for node in (old, new) if node}:
            members = (nodes[member] for member in sorted(after._layers[province]))
            if province not in self._indexes:
                yield province, ResultLayer(self._make_index(members))
                continue
            before, now = ([node] if node and node.province == province else [] for node in (old, new))
            yield province, self._indexes[province].changed(before, now, self._make_index, members)

    def _stand_anew(
        self,
        before: Linker,
        groups: Iterable[str],
        nodes: Mapping[int, ProcedureNode],
        was: Mapping[int, ProcedureNode],
    ) -> frozenset[int]:
        """Let the first of each of some groups stand for it; return those that no longer stand as they did.

        `was` are the procedures that are no longer what they were.
        """
        stood = {min(group): len(group) for key in groups if (group := before._groups.get(key))}
        stands = {min(group): len(group) for key in groups if (group := self._groups.get(key))}
        self._standing = {entry: count for entry, count in before._standing.items() if entry not in stood} | stands
        out = [was.get(entry) or nodes[entry] for entry in stood if entry not in stands or entry in was]
        in_ = [nodes[entry] for entry in stands if entry not in stood or entry in was]
        if out or in_:
            members = (nodes[member] for member in sorted(self._standing))
            self._outside = before._outside.changed(out, in_, self._make_index, members)
        return frozenset(entry for entry, _count in stood.items() ^ stands.items())

    def touched_by(
        self, suppliers: Collection[ProcedureNode], askers: Mapping[int, ProcedureNode], before: Linker
    ) -> frozenset[int]:
        """Return the entries that ask for a paper to whose suppliers some procedures can make a difference.

        `before` is the linker before the change that made that difference.
        """
        index = self._make_index(suppliers)
        provinces = {node.province for node in suppliers}
        if any(node.entry in linker._standing for node in suppliers for linker in (before, self)):
            provinces.add(_NATIONAL)
        reached = (askers[entry] for entry in self._seekers.of(index.offered(), askers) if entry in askers)
        nation = any(node.province == _NATIONAL for node in suppliers)
        return frozenset(
            asker.entry
            for asker in reached
            if (nation or asker.province in provinces)
            and any(index.touches(paper, asker) for need in asker.needs for paper in need.each)
        )

    def reindexed(self, make_index: MakeIndex, changed: ChangeIndex) -> Linker:
        """Return the linker of the same procedures with every index changed, and others made as given."""
        after = copy(self)
        after._make_index = make_index
        after._indexes = {province: layer.reindexed(changed) for province, layer in self._indexes.items()}
        after._outside = self._outside.reindexed(changed)
        return after


def _supplies_the_same(old: ProcedureNode, new: ProcedureNode) -> bool:
    return (old.outputs, old.name, old.province) == (new.outputs, new.name, new.province)
