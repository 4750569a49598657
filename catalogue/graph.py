"""The dependency graph of an edition: an edge from the procedure that issues a paper to each one that asks for it.

Nodes are the ids of entries. An edge's `papers` are the addresses of the papers in the asking procedure; it `maintains`
where the asking procedure renews or changes those very papers, and then counts for no cycle and no journey's order.
The suppliers of one paper are alternatives (OR), the papers of one case stand together (AND), and cases exclude each
other (OR).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from catalogue.graph_linking import Linker
from catalogue.graph_nodes import PaperNeed, ProcedureNode
from catalogue.result_layers import ChangeIndex, MakeIndex
from catalogue.uncollected import uncollected

if TYPE_CHECKING:
    import networkx as nx


class Asking(NamedTuple):
    """What one procedure asks of another: the addresses of the papers, and whether all of them are maintained."""

    papers: tuple[str, ...]
    maintains: bool


class DependencyGraph:
    """Who needs whose results within one edition; never changed, `updated` gives the graph after a change."""

    def __init__(self, nodes: Iterable[ProcedureNode], make_index: MakeIndex) -> None:
        """Take the recognised procedures, not yet linked, and how to index their results."""
        with uncollected():
            given = {node.entry: node for node in nodes}
            linker = Linker(given, make_index)
            self._take({entry: linker.linked(node) for entry, node in given.items()}, lambda: linker)

    @classmethod
    def of_linked(cls, nodes: Iterable[ProcedureNode], make_index: MakeIndex) -> DependencyGraph:
        """Return the graph of procedures that were linked before; their results are indexed when something changes."""
        graph = cls.__new__(cls)
        with uncollected():
            linked = {node.entry: node for node in nodes}
            graph._take(linked, lambda: Linker(linked, make_index))
        return graph

    def _take(self, nodes: dict[int, ProcedureNode], make_linker: Callable[[], Linker]) -> None:
        self._make_linker = make_linker
        self.nodes = nodes
        self._askers: dict[int, dict[int, Asking]] = {}
        for node in nodes.values():
            for supplier, asking in _asked_of(node).items():
                self._askers.setdefault(supplier, {})[node.entry] = asking

    @cached_property
    def _linker(self) -> Linker:
        return self._make_linker()

    @cached_property
    def graph(self) -> nx.DiGraph[Any]:
        """The edges as a graph of networkx, from supplier to asker."""
        import networkx as nx

        graph: nx.DiGraph[Any] = nx.DiGraph()
        graph.add_nodes_from(self.nodes)
        graph.add_edges_from(
            (supplier, asker, {"papers": asking.papers, "maintains": asking.maintains})
            for supplier, askers in self._askers.items()
            for asker, asking in askers.items()
        )
        return graph

    @cached_property
    def supplying(self) -> nx.DiGraph[Any]:
        """What must be had before something else: without papers that are maintained, and those a citizen holds."""
        import networkx as nx

        graph: nx.DiGraph[Any] = nx.DiGraph()
        graph.add_nodes_from(self.nodes)
        graph.add_edges_from(
            (supplier, node.entry, {"papers": asking.papers})
            for node in self.nodes.values()
            for supplier, asking in _asked_of(node, lambda paper: not paper.maintains and not paper.held()).items()
        )
        return graph

    def needs(self, entry: int) -> tuple[PaperNeed, ...]:
        """Return the papers that a procedure asks for, in order."""
        return self.nodes[entry].needs if entry in self.nodes else ()

    def results(self, entry: int) -> tuple[str, ...]:
        """Return the names of what a procedure issues, in order."""
        return tuple(output.name for output in self.nodes[entry].outputs) if entry in self.nodes else ()

    def askers(self, entry: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Return the procedures that ask for this one's results, each with the addresses of those papers."""
        found = sorted(self._askers.get(entry, {}).items())
        return tuple((asker, asking.papers) for asker, asking in found if asker != entry)

    def asking(self, supplier: int, asker: int) -> Asking | None:
        """Return what one procedure asks of another, None where it asks nothing."""
        return self._askers.get(supplier, {}).get(asker)

    def suppliers(self, entry: int) -> tuple[int, ...]:
        """Return the procedures whose results this one asks for, itself left out."""
        found = {supplier for need in self.needs(entry) for supplier in need.suppliers}
        return tuple(sorted(found - {entry}))

    def closure(self, entry: int, depth: int | None = None) -> dict[int, int]:
        """Return the procedures behind a procedure's papers, each with its distance, up to a depth (None: all)."""
        return _spread(entry, depth, self.suppliers)

    def fed(self, entry: int, depth: int | None = None) -> dict[int, int]:
        """Return the procedures that need a procedure's results in the end, each with its distance, up to a depth."""
        return _spread(entry, depth, lambda one: tuple(asker for asker, _papers in self.askers(one)))

    def cycles_through(self, entry: int) -> frozenset[int]:
        """Return the other procedures that need this one's result and whose results it needs, in the end."""
        import networkx as nx

        if entry not in self.supplying:
            return frozenset()
        return frozenset(nx.ancestors(self.supplying, entry) & nx.descendants(self.supplying, entry)) - {entry}

    def updated(self, entry: int, node: ProcedureNode | None) -> DependencyGraph:
        """Return the graph after one procedure changed, came (an entry not known yet) or went (None).

        Only the papers that this procedure supplied before or could supply now are linked anew, and only their edges
        change; the result equals a graph built from the start.
        """
        old = self.nodes.get(entry)
        nodes = dict(self.nodes)
        nodes.pop(entry, None)
        if node is not None:
            nodes[entry] = node
        linker, sources = self._linker.changed(nodes, entry, old)
        touched = {asker for source in sources for asker in self._askers.get(source, {})}
        moved = [found[source] for found in (self.nodes, nodes) for source in sources if source in found]
        if moved:
            touched |= linker.touched_by(moved, nodes, self._linker)
        return self._with(linker, nodes, touched | {entry})

    def relinked(
        self, make_index: MakeIndex, changed: ChangeIndex, concerned: Callable[[PaperNeed, ProcedureNode], bool]
    ) -> DependencyGraph:
        """Return the graph after the indexes of results changed, the papers that this concerns linked anew."""
        linker = self._linker.reindexed(make_index, changed)
        touched = {
            entry
            for entry, node in self.nodes.items()
            if any(concerned(paper, node) for need in node.needs for paper in need.each)
        }
        return self._with(linker, dict(self.nodes), touched)

    def _with(self, linker: Linker, nodes: dict[int, ProcedureNode], touched: Iterable[int]) -> DependencyGraph:
        after = DependencyGraph.__new__(DependencyGraph)
        after._make_linker, after.nodes, after._askers = (lambda: linker), nodes, dict(self._askers)
        for asker in touched:
            before = _asked_of(self.nodes[asker]) if asker in self.nodes else {}
            now: Mapping[int, Asking] = {}
            if asker in nodes:
                nodes[asker] = linker.linked(nodes[asker])
                now = _asked_of(nodes[asker])
            for supplier in before.keys() | now.keys():
                if before.get(supplier) != now.get(supplier):
                    askers = dict(after._askers.get(supplier, {}))
                    askers.pop(asker, None)
                    if supplier in now:
                        askers[asker] = now[supplier]
                    after._askers[supplier] = askers
        return after


def _any(_paper: PaperNeed) -> bool:
    return True


def _asked_of(node: ProcedureNode, counts: Callable[[PaperNeed], bool] = _any) -> dict[int, Asking]:
    """What a procedure asks of each of its suppliers, of the papers that count."""
    papers: dict[int, list[PaperNeed]] = {}
    for need in node.needs:
        for paper in need.each:
            for supplier in paper.suppliers if counts(paper) else ():
                papers.setdefault(supplier, []).append(paper)
    return {
        supplier: Asking(tuple(dict.fromkeys(one.address for one in asked)), all(one.maintains for one in asked))
        for supplier, asked in papers.items()
    }


def _spread(start: int, depth: int | None, neighbours: Any) -> dict[int, int]:
    """Every node reached from a start, with its distance in steps; the start left out."""
    distances = {start: 0}
    front = [start]
    step = 0
    while front and (depth is None or step < depth):
        step += 1
        front = list(_new(front, distances, neighbours))
        distances |= dict.fromkeys(front, step)
    del distances[start]
    return distances


def _new(front: Iterable[int], known: Mapping[int, int], neighbours: Any) -> Iterator[int]:
    seen: set[int] = set()
    for node in front:
        for other in neighbours(node):
            if other not in known and other not in seen:
                seen.add(other)
                yield other
