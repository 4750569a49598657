"""Circles in the dependency graph: procedures that need each other's results, directly or over others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx

from catalogue.graph import DependencyGraph
from catalogue.terrain import Terrain

# In a larger tangle the shortest circle is looked for from its first procedures only.
_MOST_STARTS = 200


@dataclass(frozen=True, slots=True)
class Cycle:
    """One circle: each procedure supplies the next, the last one the first.

    `papers` are, for each procedure, the addresses of the papers that it asks of the one before it. `avoidable` says
    that every procedure of the circle can also be reached from outside, by another issuer or another case.
    """

    entries: tuple[int, ...]
    papers: tuple[tuple[str, ...], ...]
    avoidable: bool


def cycles(graph: DependencyGraph, terrain: Terrain) -> tuple[Cycle, ...]:
    """Return the circles of a graph: every pair that needs each other, and one shortest circle of every other tangle.

    Papers that are maintained make no circle, nor do those in whose place a citizen's identity papers do. The circles
    that cannot be avoided come first.
    """
    found = [_cycle(graph, terrain, ring) for ring in _rings(graph.supplying)]
    return tuple(sorted(found, key=lambda cycle: (cycle.avoidable, len(cycle.entries), cycle.entries)))


def _rings(graph: nx.DiGraph[Any]) -> Iterator[tuple[int, ...]]:
    for members in nx.strongly_connected_components(graph):
        if len(members) < 2:
            continue
        pairs = [(one, other) for one in sorted(members) for other in graph.successors(one) if one < other]
        mutual = [pair for pair in pairs if graph.has_edge(pair[1], pair[0])]
        if mutual:
            yield from mutual
        else:
            yield _shortest(graph, members)


def _shortest(graph: nx.DiGraph[Any], members: Collection[int]) -> tuple[int, ...]:
    """The shortest circle within a strongly connected component, its least member first."""
    inside = graph.subgraph(members)
    best: tuple[int, ...] = ()
    for start in sorted(members)[:_MOST_STARTS]:
        back = nx.single_target_shortest_path(inside, start)
        for after in inside.successors(start):
            ring = (start, *back[after][:-1])
            if not best or len(ring) < len(best):
                best = ring
    least = best.index(min(best))
    return best[least:] + best[:least]


def _cycle(graph: DependencyGraph, terrain: Terrain, ring: tuple[int, ...]) -> Cycle:
    edges = graph.supplying.edges
    papers = tuple(edges[supplier, asker]["papers"] for supplier, asker in pairwise((ring[-1], *ring)))
    return Cycle(ring, papers, all(terrain.reaches(entry) for entry in ring))
