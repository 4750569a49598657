"""The flow of a procedure as a drawing for an upright page: a column for each who acts, the steps from top to bottom.

The way of the lines is that of `catalogue.flow_layout`, which no line and shape share: its drawing is turned, so that
lanes become columns, and stretched piece by piece, so that each row is as high as its words need. Since the order of
all places stays as it was, what did not touch there does not touch here. A flow too long for a page is cut between
rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Final

from catalogue.flow import LANE_TITLES, Flow, FlowNode, NodeKind
from catalogue.flow_layout import COLUMN, GAP, ROW, lay_out
from catalogue.flow_shapes import Edge, FlowLayout, Shape
from reviews.documents.drawing import PADDING, Area, Box, Element, Line, Outline, Picture, Shade, Told, Type

_PITCH: Final = COLUMN + GAP
_HALF_TASK: Final = 53
_HALF_DECISION: Final = 25
_MANY_LANES: Final = 5
_SIZES: Final = (9.0, 8.0, 7.5)
_SMALL_SIZES: Final = (7.5, 7.0)
_WIDEST_TASK: Final = 58.0
_WIDEST_DECISION: Final = 28.0
_LOWEST_TASK: Final = 8.0
_LOWEST_DECISION: Final = 11.0
_ARROW: Final = 4.0
_LABEL_GAP: Final = 1.2
_FREE_SIDE: Final = 1.6
_LEFT_TRACKS: Final = 5.6
_RIGHT_TRACK: Final = 3.4
_HEAD: Final = Type(9, bold=True)
_FOOT: Final = Type(9, alignment="left")


class StepLook(StrEnum):
    """How a step is set apart: it goes, or it is worded anew."""

    GONE = "gone"
    CHANGED = "changed"


_LOOK_WORDS: Final = {StepLook.GONE: "bỏ", StepLook.CHANGED: "sửa đổi"}


@dataclass(frozen=True, slots=True)
class FootLine:
    """A line under a flow, such as its time limit; what goes is struck, what is new is bold."""

    text: str
    gone: bool = False
    new: bool = False


def flow_pictures(
    flow: Flow, looks: Mapping[str, StepLook], foot: Sequence[FootLine], width: float, highest: float, title: str
) -> tuple[Picture, ...]:
    """Draw a flow in pictures of a width that are at most so high, as long as no single row is higher.

    `looks` are by the address of a step, `foot` stands under the last row. Words are set as large as the fewest pages
    allow.
    """
    layout = lay_out(flow)
    sizes = _SMALL_SIZES if len(layout.lanes) >= _MANY_LANES else _SIZES
    tries = (_Sheet(flow, layout, looks, tuple(foot), width, title, size) for size in sizes)
    fewest: _Sheet | None = None
    for sheet in tries:
        if fewest is None or sheet.count(highest) < fewest.count(highest):
            fewest = sheet
        if fewest.count(highest) == 1:
            break
    return fewest.pictures(highest) if fewest else ()


@dataclass(slots=True)
class _Map:
    """A way from one axis to another that keeps the order: straight between pairs of places."""

    knots: list[tuple[float, float]] = field(default_factory=list)

    def __call__(self, place: float) -> float:
        at = min(max(bisect_right(self.knots, (place, float("inf"))), 1), len(self.knots) - 1)
        (low, first), (high, last) = self.knots[at - 1], self.knots[at]
        return last if high == low else first + (last - first) * (place - low) / (high - low)


@dataclass(frozen=True)
class _Sheet:
    """One flow on its way onto paper."""

    flow: Flow
    layout: FlowLayout
    looks: Mapping[str, StepLook]
    foot: tuple[FootLine, ...]
    width: float
    title: str
    size: float

    @cached_property
    def _type(self) -> Type:
        return Type(self.size)

    @cached_property
    def _small(self) -> Type:
        return Type(self._type.size - 1, italic=True, alignment="left")

    @cached_property
    def _shapes(self) -> dict[str, Shape]:
        return {shape.id: shape for shape in self.layout.shapes}

    @cached_property
    def _first_column(self) -> int:
        """Where the gap before the first node begins on the layout."""
        first = self._shapes[self.flow.nodes[0].id].box
        return first.middle.x - COLUMN // 2 - GAP

    @cached_property
    def _lane_width(self) -> float:
        return self.width / len(self.layout.lanes)

    @cached_property
    def _sides(self) -> tuple[float, float]:
        """What lanes keep free at their left and right for lines that run along the boxes."""
        offsets = [point.y - self._lane_middle(point.y) for edge in self.layout.edges for point in edge.points]
        left = _LEFT_TRACKS if any(offset < -_HALF_TASK for offset in offsets) else _FREE_SIDE
        right = _RIGHT_TRACK if any(offset > _HALF_TASK for offset in offsets) else _FREE_SIDE
        return left, right

    def _lane_middle(self, y: int) -> int:
        lane = next((lane for lane in self.layout.lanes if y < lane.box.bottom), self.layout.lanes[-1])
        return lane.box.bottom - ROW // 2

    @cached_property
    def _task_width(self) -> float:
        return min(self._lane_width - sum(self._sides), _WIDEST_TASK)

    @cached_property
    def _decision_width(self) -> float:
        return min(self._task_width, _WIDEST_DECISION)

    @cached_property
    def _across(self) -> _Map:
        """From a height on the layout to x on paper."""
        left, right = self._sides
        made = _Map()
        for at, lane in enumerate(self.layout.lanes):
            middle, start = lane.box.bottom - ROW // 2, at * self._lane_width
            centre = start + left + (self._lane_width - left - right) / 2
            half, quarter = self._task_width / 2, self._decision_width / 2
            tracks = [
                (middle + offset, start + left * share) for offset, share in ((-94, 0.25), (-83, 0.5), (-72, 0.75))
            ]
            boxes = [(-_HALF_TASK, -half), (-_HALF_DECISION, -quarter), (_HALF_DECISION, quarter), (_HALF_TASK, half)]
            made.knots += [(middle - ROW // 2, start), *tracks]
            made.knots += [(middle + offset, centre + aside) for offset, aside in boxes]
            made.knots += [(middle + 74, start + self._lane_width - right / 2)]
        made.knots.append((self.layout.lanes[-1].box.bottom, self.width))
        return made

    @cached_property
    def _rows(self) -> list[float]:
        """The height of each node's row."""
        return [self._row_height(node) for node in self.flow.nodes]

    def _node_lines(self, node: FlowNode) -> tuple[str, ...]:
        if node.kind is NodeKind.DECISION:
            return self._type.broken(node.name, self._decision_width / 2)
        return self._kind(node).broken(node.name, self._task_width - 2 * PADDING - 1)

    def _kind(self, node: FlowNode) -> Type:
        look = self.looks.get(node.address)
        return Type(self._type.size, bold=look is StepLook.CHANGED, struck=look is StepLook.GONE)

    def _row_height(self, node: FlowNode) -> float:
        height = self._type.height(self._node_lines(node))
        if node.kind is NodeKind.DECISION:
            return max(2 * height + PADDING, _LOWEST_DECISION)
        return max(height + 2 * PADDING, _LOWEST_TASK if node.kind is NodeKind.TASK else self._type.line + 2 * PADDING)

    @cached_property
    def _labels(self) -> dict[str, tuple[str, ...]]:
        """The words of the line that arrives at a node, by the node."""
        room = self._label_room
        return {edge.target: self._small.broken(edge.name, room) for edge in self.layout.edges if edge.name}

    @cached_property
    def _gaps(self) -> list[tuple[float, float]]:
        """Of the gap before each row: where lines run across in it, and its height."""
        bent = {self._column(point.x) for edge in self.layout.edges for point in edge.points if self._in_gap(point.x)}
        gaps = []
        for at, node in enumerate(self.flow.nodes):
            crossed = 3.0 if at in bent else 0.0
            words = self._small.height(self._labels.get(node.id, ()))
            gaps.append((crossed, crossed + max(_ARROW, words + PADDING)))
        return gaps

    @cached_property
    def _label_room(self) -> float:
        """From the arriving line to where lines run along the lane's right side."""
        return (self._lane_width - sum(self._sides)) / 2 - _LABEL_GAP

    def _column(self, x: int) -> int:
        return (x - self._first_column) // _PITCH

    def _in_gap(self, x: int) -> bool:
        return (x - self._first_column) % _PITCH < GAP

    @cached_property
    def _tops(self) -> list[float]:
        """Where the gap before each row begins, and where the last row ends."""
        tops = [0.0]
        for (_, gap), row in zip(self._gaps, self._rows, strict=True):
            tops.append(tops[-1] + gap + row)
        return tops

    @cached_property
    def _down(self) -> _Map:
        """From x on the layout to y on paper, without the heading."""
        made = _Map()
        for at, node in enumerate(self.flow.nodes):
            x, y = self._first_column + at * _PITCH, self._tops[at]
            crossed, gap = self._gaps[at]
            box = self._shapes[node.id].box
            made.knots += [(x, y), (x + 32, y + crossed / 2), (x + 40, y + crossed)]
            made.knots += [(box.x, y + gap), (box.right, self._tops[at + 1])]
        made.knots.append((made.knots[-1][0] + GAP, self._tops[-1]))
        return made

    def pictures(self, highest: float) -> tuple[Picture, ...]:
        """Cut the flow into pages and draw each."""
        pages = self._pages(highest)
        return tuple(self._page(at, pages, self._heads, self._head) for at in range(len(pages)))

    def count(self, highest: float) -> int:
        """Return into how many pages the flow is cut."""
        return len(self._pages(highest))

    def _pages(self, highest: float) -> list[tuple[int, int]]:
        foot = sum(_FOOT.height(lines) for _, lines in self._foot_lines) + (3 if self.foot else 0)
        return list(pairwise(self._cuts(highest - self._head - 2, foot)))

    @cached_property
    def _heads(self) -> list[tuple[str, ...]]:
        return [_HEAD.broken(lane.title, self._lane_width - 2) for lane in self.layout.lanes]

    @cached_property
    def _head(self) -> float:
        return max(_HEAD.height(lines) for lines in self._heads) + 2

    @cached_property
    def _foot_lines(self) -> list[tuple[FootLine, tuple[str, ...]]]:
        return [(line, _FOOT.broken(line.text, self.width - 3)) for line in self.foot]

    def _cuts(self, room: float, foot: float) -> list[int]:
        """The rows with which pages begin, and the number of rows at the end."""
        cuts = [0]
        last = len(self._rows)
        for at in range(1, last + 1):
            extra = foot if at == last else 0
            if self._tops[at] - self._tops[cuts[-1]] + extra > room and at - 1 > cuts[-1]:
                cuts.append(at - 1)
        return [*cuts, last]

    def _page(self, at: int, pages: Sequence[tuple[int, int]], heads: list[tuple[str, ...]], head: float) -> Picture:
        first, end = pages[at]
        top, bottom = self._tops[first], self._tops[end]
        height = head + bottom - top + 2
        elements: list[Element] = list(self._lanes(heads, head, height))
        for edge in self.layout.edges:
            elements += self._edge(edge, top, bottom, head)
        for node in self.flow.nodes[first:end]:
            elements += self._node(node, head - top)
        if at == len(pages) - 1 and self.foot:
            under = list(self._under(height))
            elements += under
            height = under[0].area.bottom
        part = f" (phần {at + 1}/{len(pages)})" if len(pages) > 1 else ""
        rows = tuple(self._told(first, end))
        told = [f"{number}. {who}: {what}{f' [{note}]' if note else ''}" for number, who, what, note in rows]
        if at == len(pages) - 1:
            told += [line.text for line in self.foot]
        header = ("STT", "Thực hiện", "Công việc", "Ghi chú")
        return Picture(self.width, height, self.title + part, tuple(elements), (Told(header, rows),), tuple(told))

    def _told(self, first: int, end: int) -> Iterator[tuple[str, str, str, str]]:
        for number, node in enumerate(self.flow.nodes[first:end], first + 1):
            look = self.looks.get(node.address)
            yield str(number), LANE_TITLES[node.actor], node.name, _LOOK_WORDS[look] if look else ""

    def _lanes(self, heads: list[tuple[str, ...]], head: float, height: float) -> Iterator[Element]:
        for at, lines in enumerate(heads):
            x = at * self._lane_width
            yield Box(Area(x, head, self._lane_width, height - head), border=0.5)
            yield Box(Area(x, 0, self._lane_width, head), shade=Shade.PALE, lines=lines, type=_HEAD)

    def _node(self, node: FlowNode, shift: float) -> Iterator[Element]:
        shape = self._shapes[node.id].box
        x, y = self._across(shape.middle.y), self._down(shape.x) + shift
        height = self._down(shape.right) + shift - y
        lines = self._node_lines(node)
        look = self.looks.get(node.address)
        kind = self._kind(node)
        width, outline = self._task_width, Outline.RECTANGLE
        if node.kind is NodeKind.DECISION:
            width, outline = self._decision_width, Outline.DIAMOND
        elif node.kind is not NodeKind.TASK:
            width, outline = min(width, kind.width(lines) + 8), Outline.CAPSULE
        shade = Shade.PALE if look is StepLook.GONE else Shade.WHITE
        border = 1.75 if look is StepLook.CHANGED else 0.75
        area = Area(x - width / 2, y, width, height)
        yield Box(area, outline, shade, lines, kind, border, look is StepLook.GONE)
        if words := self._labels.get(node.id):
            high = self._small.height(words)
            yield Box(
                Area(x + _LABEL_GAP, y - high - PADDING / 2, self._label_room, high),
                Outline.NONE,
                Shade.CLEAR,
                words,
                self._small,
            )

    def _edge(self, edge: Edge, top: float, bottom: float, head: float) -> Iterator[Element]:
        """Give the pieces of a line that lie on a page."""
        points = [(self._across(point.y), self._down(point.x)) for point in edge.points]
        points = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
        piece: list[tuple[float, float]] = []
        ends_here = top - 1e-6 <= points[-1][1] <= bottom + 1e-6
        pieces = []
        for start, end in pairwise(points):
            clipped = _clipped(start, end, top, bottom)
            if clipped is None:
                continue
            if piece and piece[-1] == clipped[0]:
                piece.append(clipped[1])
            else:
                piece = list(clipped)
                pieces.append(piece)
        for at, one in enumerate(pieces):
            arrow = ends_here and at == len(pieces) - 1
            yield Line(tuple((x, y - top + head) for x, y in one), arrow)

    def _under(self, y: float) -> Iterator[Box]:
        lines = self._foot_lines
        height = sum(_FOOT.height(words) for _, words in lines) + 2
        yield Box(Area(0, y, self.width, height), border=0.5)
        y += 1
        for line, words in lines:
            kind = Type(_FOOT.size, bold=line.new, struck=line.gone, alignment="left")
            high = _FOOT.height(words)
            yield Box(Area(1.5, y, self.width - 3, high), Outline.NONE, Shade.CLEAR, words, kind)
            y += high


def _clipped(
    start: tuple[float, float], end: tuple[float, float], top: float, bottom: float
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The part of an upright or level stretch that lies between two heights, None where none does."""
    (x, y), (to_x, to_y) = start, end
    if max(y, to_y) < top or min(y, to_y) > bottom or (y == to_y and y in (top, bottom)):
        return None
    first, last = (min(max(place, top), bottom) for place in (y, to_y))
    if first == last and y != to_y:
        return None
    return (x, first), (to_x, last)
