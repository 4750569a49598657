"""A flow placed on a drawing: lanes one above the other, a column for each node, lines that cross no shape.

Every node has a column of its own, so that a vertical line in its column or in the gap beside it meets nothing; where
a horizontal line would, it runs along a track above or below the row. Papers and results stand in a grid above the
rows, notes about steps below the lanes, those about the procedure as a whole under its start.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.flow import CHOICE, LANE_TITLES, Flow, FlowLine, FlowNode, NodeKind
from catalogue.flow_papers import FEWEST_COLUMNS, GUTTER, PITCH, PaperGrid, place_papers
from catalogue.flow_shapes import Box, Edge, EdgeKind, FlowLayout, Lane, Point, Shape, ShapeKind, text_height, wrapped
from catalogue.step_branches import BranchKind
from catalogue.step_words import Actor

COLUMN = 150
GAP = 60
ROW = 200
HEADER = 30
_MARGIN = 20
_TASK_HEIGHT = 106
_EVENT = 36
_DECISION = 50
_TOP_TRACK, _RETURN_TRACK, _CHOICE_TRACK, _BOTTOM_TRACK = -72, -83, -94, 74
# Where lines run in the gap between two columns: behind the left one, before the right one.
_LEAVING, _DATA_LEAVING, _ENTERING = 32, 20, 20
_SIDE_LABEL = 86


def lay_out(flow: Flow) -> FlowLayout:
    """Return a flow placed on a drawing."""
    return _Layout(flow).result()


class _Layout:
    """Places one flow."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        actors = {node.actor for node in flow.nodes} | ({Actor.APPLICANT} if flow.papers or flow.results else set())
        self._actors = [actor for actor in LANE_TITLES if actor in actors]
        self._column = {node.id: at for at, node in enumerate(flow.nodes)}
        self._nodes = {node.id: node for node in flow.nodes}
        self._left = _MARGIN + 2 * HEADER
        across = GAP + len(flow.nodes) * (COLUMN + GAP)
        self._columns = max(FEWEST_COLUMNS, (across - GUTTER) // PITCH) if flow.papers or flow.results else 0
        self._across = max(across, self._columns * PITCH + GUTTER)
        drawn = {node.address for node in flow.nodes} | {one.address for one in (*flow.papers, *flow.results)}
        self._notes = {address: text for address, text in flow.notes if address in drawn}
        self._general = "\n".join(text for address, text in flow.notes if address not in drawn)
        top = _MARGIN + (GUTTER if self._columns else 0)
        self._grid = place_papers(flow, self._left, top, max(self._columns, 1), self._notes)
        self._first_row = top + self._grid.height if self._columns else _MARGIN

    def result(self) -> FlowLayout:
        lanes = tuple(self._lanes())
        pool = Box(_MARGIN, _MARGIN, 2 * HEADER + self._across, lanes[-1].box.bottom - _MARGIN)
        nodes = {node.id: self._node(node) for node in self._flow.nodes}
        below = list(self._notes_below(nodes, pool.bottom + GAP))
        shapes = (*nodes.values(), *self._grid.shapes, *(shape for shape, _ in below))
        edges = (
            *(self._line(at, line, nodes) for at, line in enumerate(self._flow.lines, 1)),
            *self._ways_of_papers(nodes, self._grid),
            *self._grid.edges,
            *(edge for _, edge in below),
        )
        bottom = max([pool.bottom, *(shape.box.bottom for shape in shapes)])
        return FlowLayout(
            self._flow.code, self._flow.name, pool.right + _MARGIN, bottom + _MARGIN, pool, lanes, shapes, edges
        )

    def _lanes(self) -> Iterator[Lane]:
        top = _MARGIN
        for at, actor in enumerate(self._actors):
            bottom = self._first_row + (at + 1) * ROW
            box = Box(_MARGIN + HEADER, top, HEADER + self._across, bottom - top)
            nodes = tuple(node.id for node in self._flow.nodes if node.actor is actor)
            yield Lane(f"lane_{actor.value}", LANE_TITLES[actor], box, nodes)
            top = bottom

    def _middle(self, actor: Actor) -> int:
        """The height at which the nodes of a lane stand."""
        return self._first_row + self._actors.index(actor) * ROW + ROW // 2

    def _x(self, node: str) -> int:
        return self._left + GAP + self._column[node] * (COLUMN + GAP)

    def _node(self, node: FlowNode) -> Shape:
        x, middle = self._x(node.id), self._middle(node.actor)
        if node.kind is NodeKind.TASK:
            box = Box(x, middle - _TASK_HEIGHT // 2, COLUMN, _TASK_HEIGHT)
            lines = wrapped(node.name, COLUMN)
            return Shape(node.id, ShapeKind.TASK, box, node.name, lines, None, node.text, node.address)
        size = _DECISION if node.kind is NodeKind.DECISION else _EVENT
        box = Box(x + (COLUMN - size) // 2, middle - size // 2, size, size)
        lines = wrapped(node.name, _SIDE_LABEL if node.kind is NodeKind.DECISION else COLUMN)
        height = text_height(lines)
        if node.kind is NodeKind.START:
            label = Box(x, box.y - 2 - height, COLUMN, height)
        elif node.kind is NodeKind.END:
            label = Box(x, box.bottom + 2, COLUMN, height)
        else:
            label = Box(box.middle.x - 4 - _SIDE_LABEL, box.bottom, _SIDE_LABEL, height)
        return Shape(node.id, ShapeKind(node.kind.value), box, node.name, lines, label, node.text)

    def _notes_below(self, nodes: dict[str, Shape], top: int) -> Iterator[tuple[Shape, Edge]]:
        for node in self._flow.nodes:
            text = self._general if node.kind is NodeKind.START else self._notes.get(node.address, "")
            if not text:
                continue
            lines = wrapped(text, COLUMN)
            box = Box(self._x(node.id), top, COLUMN, text_height(lines))
            note = Shape(f"note_{node.id}", ShapeKind.NOTE, box, text, lines, text=text, address=node.address)
            points = (nodes[node.id].box.bottom_middle, box.top_middle)
            yield note, Edge(f"about_{node.id}", EdgeKind.NOTE, node.id, note.id, points)

    def _ways_of_papers(self, nodes: dict[str, Shape], grid: PaperGrid) -> Iterator[Edge]:
        for shape in grid.shapes:
            if shape.kind is ShapeKind.PAPER and (target := nodes.get(self._flow.taken_in_by)):
                points = grid.way_in(shape, target)
                yield Edge(f"in_{shape.id}", EdgeKind.DATA_IN, shape.id, target.id, points)
            if shape.kind is ShapeKind.RESULT and (source := nodes.get(self._flow.issued_by)):
                points = grid.way_out(source, source.box.right + _DATA_LEAVING, shape)
                yield Edge(f"out_{shape.id}", EdgeKind.DATA_OUT, source.id, shape.id, points)

    def _line(self, at: int, line: FlowLine, nodes: dict[str, Shape]) -> Edge:
        source, target = nodes[line.source].box, nodes[line.target].box
        side = self._side(line)
        label = self._line_label(line, source, target, side) if line.name else None
        points = self._way(line, source, target, side)
        return Edge(f"flow_{at}", EdgeKind.FLOW, line.source, line.target, points, line.name, label, line.text)

    def _side(self, line: FlowLine) -> str:
        """On which side a line leaves its source; the ways on from a decision leave it on different ones."""
        start, end = self._nodes[line.source], self._nodes[line.target]
        if self._column[end.id] < self._column[start.id]:
            return "back"
        if line.branch is BranchKind.REFUSED:
            return "bottom"
        if line.branch is BranchKind.INCOMPLETE:
            return "right" if end.actor is start.actor else "top"
        return "track" if self._is_completed_beside(start) else "right"

    def _is_completed_beside(self, decision: FlowNode) -> bool:
        """Tell whether an incomplete dossier goes on in the row of the decision, where the way on would be."""
        return any(
            line.source == decision.id
            and line.branch is BranchKind.INCOMPLETE
            and self._nodes[line.target].actor is decision.actor
            for line in self._flow.lines
        )

    def _way(self, line: FlowLine, source: Box, target: Box, side: str) -> tuple[Point, ...]:
        start, end = self._nodes[line.source], self._nodes[line.target]
        middle = source.middle.y
        enters = self._x(end.id) - _ENTERING
        into = (Point(enters, target.middle.y), target.left_middle)
        if side == "back":
            back = middle + _RETURN_TRACK
            return source.top_middle, Point(source.middle.x, back), Point(target.middle.x, back), target.top_middle
        if side == "top":
            return source.top_middle, Point(source.middle.x, target.middle.y), target.left_middle
        if side in ("bottom", "track"):
            leaves = source.bottom_middle if side == "bottom" else source.top_middle
            track = middle + (_BOTTOM_TRACK if side == "bottom" else _TOP_TRACK)
            return leaves, Point(leaves.x, track), Point(enters, track), *into
        if self._is_free(start, end):
            if middle == target.middle.y:
                return source.right_middle, target.left_middle
            return source.right_middle, Point(enters, middle), *into
        gap = self._x(start.id) + COLUMN + _LEAVING
        track = middle + (_CHOICE_TRACK if start.id == CHOICE else _TOP_TRACK)
        return source.right_middle, Point(gap, middle), Point(gap, track), Point(enters, track), *into

    def _is_free(self, start: FlowNode, end: FlowNode) -> bool:
        """Tell whether nothing stands in the row of a node up to another's column."""
        between = self._flow.nodes[self._column[start.id] + 1 : self._column[end.id]]
        return all(node.actor is not start.actor for node in between)

    def _line_label(self, line: FlowLine, source: Box, target: Box, side: str) -> Box:
        if line.source == CHOICE:
            # Any number of ways leave a choice, so each is named where it arrives.
            width = COLUMN // 2 - 4
            return Box(self._x(line.target), target.bottom + 2, width, text_height(wrapped(line.name, width)))
        height = text_height(wrapped(line.name, _SIDE_LABEL))
        centre = source.middle
        if side in ("top", "track"):
            return Box(centre.x - 4 - _SIDE_LABEL, source.y - height, _SIDE_LABEL, height)
        if side == "bottom":
            return Box(centre.x + 4, source.bottom, _SIDE_LABEL, height)
        width = _SIDE_LABEL - source.width // 2
        height = text_height(wrapped(line.name, width))
        return Box(source.right + 2, centre.y - 2 - height, width, height)
