"""Places the nodes of a directed graph in layers, from left to right, so that nothing lies over anything else.

The classic four stages: take out circles, give every node a layer, order the layers so that few edges cross, give
coordinates. An edge over several layers gets a lane of its own in each layer that it passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each node lies, the points through which each edge runs, and the size of the whole."""

    boxes: Mapping[str, Box]
    paths: Mapping[tuple[str, str], tuple[tuple[float, float], ...]]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances: between layers, between nodes of a layer, and the height of an edge's lane."""

    layers: float = 70
    nodes: float = 14
    lane: float = 8


def lay_out(
    sizes: Mapping[str, tuple[float, float]],
    edges: Iterable[tuple[str, str]],
    columns: Sequence[Sequence[str]] = (),
    spacing: Spacing = Spacing(),
) -> Layout:
    """Return a layout of nodes with given sizes (width, height).

    `columns` are lists of nodes that stand below each other, in that order, in a layer after what leads to the first.
    """
    wanted = [(one, other) for one, other in dict.fromkeys(edges) if one != other]
    held = {node: column[0] for column in columns for node in column}
    layers = _layers(sizes, wanted, held)
    chains = {edge: _lanes(edge, layers) for edge in wanted}
    for chain in chains.values():
        for node in chain[1:-1]:
            layers[node] = _lane_layer(node)
    order = _ordered(layers, chains.values(), held)
    boxes, width, height = _placed(order, sizes, spacing)
    paths = {edge: _path(chain, boxes) for edge, chain in chains.items()}
    return Layout({node: box for node, box in boxes.items() if node in sizes}, paths, width, height)


def _layers(sizes: Mapping[str, object], edges: Sequence[tuple[str, str]], held: Mapping[str, str]) -> dict[str, int]:
    """The layer of every node: one more than the last of those that lead to it, circles left out of account."""
    ahead: dict[str, list[str]] = {held.get(node, node): [] for node in sizes}
    for one, other in edges:
        first, second = held.get(one, one), held.get(other, other)
        if first != second:
            ahead[first].append(second)
    finished = _finished(ahead)
    place = {node: at for at, node in enumerate(reversed(finished))}
    layers = dict.fromkeys(place, 0)
    for node in place:
        for other in ahead[node]:
            if place[other] > place[node]:
                layers[other] = max(layers[other], layers[node] + 1)
    # What leads on stands right before the first that it leads to, not at the far left.
    for node in finished:
        after = [layers[other] for other in ahead[node] if place[other] > place[node]]
        if after:
            layers[node] = min(after) - 1
    lowest = min(layers.values(), default=0)
    return {node: layers[held.get(node, node)] - lowest for node in sizes}


def _finished(ahead: Mapping[str, Sequence[str]]) -> list[str]:
    """The nodes in the order in which a depth-first walk leaves them."""
    done: dict[str, None] = {}
    seen: set[str] = set()
    for start in ahead:
        path = [(start, iter(ahead[start]))] if start not in seen else []
        seen.add(start)
        while path:
            node, others = path[-1]
            following = next((other for other in others if other not in seen), None)
            if following is None:
                done[node] = None
                path.pop()
            else:
                seen.add(following)
                path.append((following, iter(ahead[following])))
    return list(done)


def _lanes(edge: tuple[str, str], layers: Mapping[str, int]) -> tuple[str, ...]:
    """The nodes that an edge runs through: its ends, and one made up for every layer between them."""
    one, other = edge
    step = 1 if layers[other] >= layers[one] else -1
    between = range(layers[one] + step, layers[other], step)
    return (one, *(f"\x00{layer}\x00{one}\x00{other}" for layer in between), other)


def _lane_layer(lane: str) -> int:
    return int(lane.split("\x00")[1])


def _ordered(layers: Mapping[str, int], chains: Iterable[Sequence[str]], held: Mapping[str, str]) -> list[list[str]]:
    """The nodes of every layer from above to below, near to what they are tied to."""
    tied: dict[str, list[str]] = {node: [] for node in layers}
    for chain in chains:
        for one, other in pairwise(chain):
            tied[one].append(other)
            tied[other].append(one)
    rows: list[list[str]] = [[] for _ in range(max(layers.values(), default=-1) + 1)]
    for node, layer in layers.items():
        rows[layer].append(node)
    columns = {node: at for at, node in enumerate(held)}
    place = {node: at for row in rows for at, node in enumerate(row)}
    for sweep in range(_SWEEPS):
        step = 1 if sweep % 2 == 0 else -1
        for layer in range(len(rows))[::step]:
            wanted = {}
            for node in rows[layer]:
                stands_for = held.get(node, node)
                near = [place[other] for other in tied[stands_for] if layers[other] == layer - step]
                middle = sum(near) / len(near) if near else place[stands_for]
                wanted[node] = (middle, columns.get(node, -1))
            rows[layer].sort(key=wanted.__getitem__)
            place |= {node: at for at, node in enumerate(rows[layer])}
    return rows


def _placed(
    rows: Sequence[Sequence[str]], sizes: Mapping[str, tuple[float, float]], spacing: Spacing
) -> tuple[dict[str, Box], float, float]:
    heights = [sum(sizes.get(node, (0, spacing.lane))[1] + spacing.nodes for node in row) for row in rows]
    tallest = max(heights, default=0.0)
    boxes: dict[str, Box] = {}
    x = spacing.layers / 2
    for row, height in zip(rows, heights, strict=True):
        width = max((sizes[node][0] for node in row if node in sizes), default=0.0)
        y = (tallest - height) / 2 + spacing.nodes
        for node in row:
            own_width, own_height = sizes.get(node, (width, spacing.lane))
            boxes[node] = Box(x, y, own_width, own_height)
            y += own_height + spacing.nodes
        x += width + spacing.layers
    return boxes, x - spacing.layers / 2, tallest + spacing.nodes


def _path(chain: Sequence[str], boxes: Mapping[str, Box]) -> tuple[tuple[float, float], ...]:
    """The points of an edge: out of its first box, through its lanes, into its last one."""
    first, last = boxes[chain[0]], boxes[chain[-1]]
    if first.x == last.x:
        # Within one layer an edge runs down the left side.
        return ((first.x, first.y + first.height / 2), (last.x, last.y + last.height / 2))
    forward = last.x > first.x
    points = [(first.x + first.width if forward else first.x, first.y + first.height / 2)]
    for lane in chain[1:-1]:
        box = boxes[lane]
        ends = [(box.x, box.y + box.height / 2), (box.x + box.width, box.y + box.height / 2)]
        points.extend(ends if forward else reversed(ends))
    points.append((last.x if forward else last.x + last.width, last.y + last.height / 2))
    return tuple(points)
