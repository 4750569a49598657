"""The grid of papers and results above the lanes' rows, and the ways between them and the steps.

Each column of the grid has a gutter at its left, in which lines run down to one of two buses under the grid: papers
to theirs, results to theirs. No shape stands in a gutter or on a bus.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalogue.flow import Flow, FlowPaper
from catalogue.flow_shapes import Box, Edge, EdgeKind, Point, Shape, ShapeKind, text_height, wrapped

GUTTER = 24
CELL = 150
PITCH = GUTTER + CELL
FEWEST_COLUMNS = 4
BUSES = 40
_ICON = Box(0, 0, 36, 50)
_LABEL = 134
_BETWEEN = 16
_NOTE_GAP = 10


@dataclass(frozen=True, slots=True)
class PaperGrid:
    """Where papers, results and the notes about them stand; `height` counts from the top of the grid to the rows."""

    shapes: tuple[Shape, ...]
    edges: tuple[Edge, ...]
    gutters: Mapping[str, int]
    height: int
    paper_bus: int
    result_bus: int

    def way_in(self, paper: Shape, target: Shape) -> tuple[Point, ...]:
        """Return the way of a paper to a step: out to the left, down the gutter, along the bus, down into the step."""
        start = paper.box.left_middle
        gutter, entry = self.gutters[paper.id] + GUTTER // 4, target.box.x + target.box.width // 4
        bus = self.paper_bus
        return _bent(start, Point(gutter, start.y), Point(gutter, bus), Point(entry, bus), Point(entry, target.box.y))

    def way_out(self, source: Shape, gap: int, result: Shape) -> tuple[Point, ...]:
        """Return the way of a result out of a step: to the gap, up to the bus, along it, up the gutter."""
        end = result.box.left_middle
        start = Point(source.box.right, source.box.y + source.box.height * 3 // 4)
        gutter, bus = self.gutters[result.id] + GUTTER * 3 // 4, self.result_bus
        return _bent(start, Point(gap, start.y), Point(gap, bus), Point(gutter, bus), Point(gutter, end.y), end)


def _bent(*points: Point) -> tuple[Point, ...]:
    """The points without those said twice."""
    return tuple(point for at, point in enumerate(points) if at == 0 or point != points[at - 1])


def place_papers(flow: Flow, left: int, top: int, columns: int, notes: Mapping[str, str]) -> PaperGrid:
    """Return the grid of a flow's papers and results; `notes` are texts by the address of a paper or result."""
    shapes: list[Shape] = []
    edges: list[Edge] = []
    gutters: dict[str, int] = {}
    y = top
    for row in _rows(flow, columns):
        height = 0
        for column, item in enumerate(row):
            if item is None:
                continue
            gutter = left + column * PITCH
            placed = _heading(item, gutter + GUTTER, y) if isinstance(item, str) else _cell(item, gutter + GUTTER, y)
            if isinstance(item, FlowPaper):
                gutters[item.id] = gutter
                if text := notes.get(item.address):
                    note, edge = _note(placed, text)
                    shapes.append(note)
                    edges.append(edge)
                    height = max(height, note.box.bottom - y)
            shapes.append(placed)
            height = max(height, (placed.label or placed.box).bottom - y)
        y += height + _BETWEEN
    height = y - top + (BUSES if shapes else 0)
    return PaperGrid(tuple(shapes), tuple(edges), gutters, height, y + BUSES // 4, y + BUSES // 2)


def _rows(flow: Flow, columns: int) -> Iterator[list[FlowPaper | str | None]]:
    """The rows of the grid: each case begins one of its own, with its name first where there are several."""
    for case in sorted({paper.case for paper in flow.papers}):
        named = flow.cases[case - 1] if flow.cases else ""
        heads: list[FlowPaper | str | None] = [named or f"Trường hợp {case}"] if flow.cases else []
        # The next rows of a case leave the column under its name free.
        indent: list[FlowPaper | str | None] = [None] if flow.cases else []
        papers = [paper for paper in flow.papers if paper.case == case]
        room = columns - len(heads)
        for start in range(0, len(papers), room):
            yield [*(heads if start == 0 else indent), *papers[start : start + room]]
    for start in range(0, len(flow.results), columns):
        yield list(flow.results[start : start + columns])


def _heading(name: str, x: int, y: int) -> Shape:
    lines = wrapped(name, CELL)
    box = Box(x, y, CELL, text_height(lines))
    return Shape(f"case_{x}_{y}", ShapeKind.NOTE, box, name, lines)


def _cell(paper: FlowPaper, x: int, y: int) -> Shape:
    lines = wrapped(paper.name, _LABEL)
    icon = Box(x + (_LABEL - _ICON.width) // 2, y, _ICON.width, _ICON.height)
    label = Box(x, icon.bottom + 2, _LABEL, text_height(lines))
    kind = ShapeKind.PAPER if paper.case else ShapeKind.RESULT
    return Shape(paper.id, kind, icon, paper.name, lines, label, paper.text, paper.address)


def _note(paper: Shape, text: str) -> tuple[Shape, Edge]:
    """The note about a paper, under its label, and the line to it along the right side of the cell."""
    below = paper.label or paper.box
    lines = wrapped(text, _LABEL)
    box = Box(below.x, below.bottom + _NOTE_GAP, _LABEL, text_height(lines))
    shape = Shape(f"note_{paper.id}", ShapeKind.NOTE, box, text, lines, text=text, address=paper.address)
    start, end, margin = paper.box.right_middle, box.right_middle, below.right + (CELL - _LABEL) // 2
    points = (start, Point(margin, start.y), Point(margin, end.y), end)
    return shape, Edge(f"about_{paper.id}", EdgeKind.NOTE, paper.id, shape.id, points)
