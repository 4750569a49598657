"""The shapes of a drawn flow, and the room that words take: what BPMN and figures are both written from.

Lengths are pixels; x grows to the right, y downward. Words are set in 12 pixels; the width of a letter is taken
generously, since every viewer has its own fonts.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from enum import StrEnum

LINE_HEIGHT = 15
_LETTER_WIDTH = 6.8
_PADDING = 5


class ShapeKind(StrEnum):
    """What a shape stands for."""

    START = "start"
    TASK = "task"
    DECISION = "decision"
    END = "end"
    PAPER = "paper"
    RESULT = "result"
    NOTE = "note"


class EdgeKind(StrEnum):
    """What a line stands for: the next step, a paper on its way, or which shape a note speaks of."""

    FLOW = "flow"
    DATA_IN = "data-in"
    DATA_OUT = "data-out"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the drawing."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Where it ends on the right."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Where it ends below."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """Its centre."""
        return Point(self.x + self.width // 2, self.y + self.height // 2)

    @property
    def top_middle(self) -> Point:
        """The middle of its upper side."""
        return Point(self.middle.x, self.y)

    @property
    def bottom_middle(self) -> Point:
        """The middle of its lower side."""
        return Point(self.middle.x, self.bottom)

    @property
    def left_middle(self) -> Point:
        """The middle of its left side."""
        return Point(self.x, self.middle.y)

    @property
    def right_middle(self) -> Point:
        """The middle of its right side."""
        return Point(self.right, self.middle.y)

    def overlaps(self, other: Box) -> bool:
        """Tell whether the two share any area; touching sides do not count."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: words stand inside it (`lines`), or beside it in the box `label`.

    `name` is what it is called, `text` all that is said of it; `of` is the shape that a note speaks of, or empty.
    """

    id: str
    kind: ShapeKind
    box: Box
    name: str
    lines: tuple[str, ...] = ()
    label: Box | None = None
    text: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One line from the border of a shape to the border of another; its few words stand in the box `label`."""

    id: str
    kind: EdgeKind
    source: str
    target: str
    points: tuple[Point, ...]
    name: str = ""
    label: Box | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane with the nodes in it; its title stands upright at its left end."""

    id: str
    title: str
    box: Box
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowLayout:
    """A whole drawing: a pool with its lanes, shapes and lines, none of which crosses a shape that it does not join."""

    code: str
    name: str
    width: int
    height: int
    pool: Box
    lanes: tuple[Lane, ...]
    shapes: tuple[Shape, ...]
    edges: tuple[Edge, ...]


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Return a text in lines that fit into a width."""
    letters = max(int((width - 2 * _PADDING) / _LETTER_WIDTH), 4)
    return tuple(line for part in text.split("\n") for line in textwrap.wrap(part, letters))


def text_height(lines: tuple[str, ...]) -> int:
    """Return the height that lines of text take with a margin around them."""
    return len(lines) * LINE_HEIGHT + 2 * _PADDING
