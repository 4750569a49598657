"""The drawings of documents as values: boxes with text, and lines, placed in millimetres; x to the right, y downward.

A drawing is laid out once, with every line of text already broken to its width (`type_widths`), and then written as
SVG, as the native shapes of a Word file, or told in a table or in block characters. Shades are few and far apart, so
that a print in black and white shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, Literal, TypeAlias

from reviews.documents.type_widths import BREAK, POINT, broken, shortened, width_of

LINE: Final = 1.2
# What a box keeps free around its text.
PADDING: Final = 0.8

Alignment: TypeAlias = Literal["left", "center", "right"]


class Outline(StrEnum):
    """The form of a box; `NONE` is text without a box."""

    NONE = "none"
    RECTANGLE = "rectangle"
    ROUNDED = "rounded"
    CAPSULE = "capsule"
    DIAMOND = "diamond"


class Shade(StrEnum):
    """What a box is filled with, as six hexadecimal digits; `CLEAR` lets show what is behind."""

    CLEAR = ""
    WHITE = "FFFFFF"
    PALE = "E6E6E6"
    LIGHT = "BFBFBF"
    DARK = "595959"


@dataclass(frozen=True, slots=True)
class Area:
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    def overlaps(self, other: Area) -> bool:
        """Tell whether two areas share more than a touching side."""
        apart = 1e-6
        across = self.x < other.right - apart and other.x < self.right - apart
        return across and self.y < other.bottom - apart and other.y < self.bottom - apart

    def holds(self, other: Area) -> bool:
        """Tell whether another area lies within this one."""
        apart = 1e-6
        across = other.x >= self.x - apart and other.right <= self.right + apart
        return across and other.y >= self.y - apart and other.bottom <= self.bottom + apart


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set: size in points and look."""

    size: float = 9
    bold: bool = False
    italic: bool = False
    struck: bool = False
    alignment: Alignment = "center"

    @property
    def line(self) -> float:
        """The height of a line in millimetres."""
        return self.size * POINT * LINE

    def broken(self, text: str, width: float, most: int = 0) -> tuple[str, ...]:
        """Break a text to a width; with `most`, into at most so many lines, the last of which says that more was."""
        lines = broken(text, self.size, width, bold=self.bold)
        return shortened(lines, most, self.size, width, bold=self.bold) if most else lines

    def width(self, lines: Iterable[str]) -> float:
        """Return the width of the longest of some lines."""
        return max((width_of(line, self.size, bold=self.bold) for line in lines), default=0)

    def height(self, lines: Sequence[str]) -> float:
        """Return the height of some lines."""
        return len(lines) * self.line


@dataclass(frozen=True, slots=True)
class Box:
    """A box, and the lines of text in the middle of its height; `dashed` is its border."""

    area: Area
    outline: Outline = Outline.RECTANGLE
    shade: Shade = Shade.WHITE
    lines: tuple[str, ...] = ()
    type: Type = field(default_factory=Type)
    border: float = 0.5
    dashed: bool = False

    @property
    def text_area(self) -> Area:
        """Where the text stands; of a diamond its middle half."""
        width, height = self.type.width(self.lines), self.type.height(self.lines)
        start = {"left": self.area.x, "center": self.area.x + (self.area.width - width) / 2}
        x = start.get(self.type.alignment, self.area.right - width)
        return Area(x, self.area.y + (self.area.height - height) / 2, width, height)


@dataclass(frozen=True, slots=True)
class Line:
    """A line along points, with an arrow at its end where it leads somewhere; `weight` is in points."""

    points: tuple[tuple[float, float], ...]
    arrow: bool = False
    dashed: bool = False
    weight: float = 0.75

    @property
    def area(self) -> Area:
        """The smallest rectangle around it."""
        xs, ys = zip(*self.points, strict=True)
        return Area(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


Element: TypeAlias = Box | Line


@dataclass(frozen=True, slots=True)
class Told:
    """What a drawing says as a table: a header and rows of as many cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def lines(self) -> tuple[str, ...]:
        """Return each row as a line of text."""
        return tuple(" – ".join(cell for cell in row if cell) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing: its size, its title for those who cannot see it, what stands on it, and what it says in tables.

    Later elements lie over earlier ones. `blocks` are lines of block characters for the terminal.
    """

    width: float
    height: float
    title: str
    elements: tuple[Element, ...]
    tables: tuple[Told, ...] = ()
    blocks: tuple[str, ...] = ()

    def svg(self) -> str:
        """Return it as one `<svg>` element; see `drawing_svg`."""
        from reviews.documents.drawing_svg import picture_svg

        return picture_svg(self)

    def word_run(self, identifier: int) -> str:
        """Return it as one `<w:r>` element of native shapes; see `drawing_word`."""
        from reviews.documents.drawing_word import picture_run

        return picture_run(self, identifier)

    def words(self) -> tuple[str, ...]:
        """Return it in lines for the terminal: the block characters where it has any, else the lines of its table."""
        return self.blocks or tuple(line for table in self.tables for line in table.lines())


def joined(lines: Sequence[str]) -> str:
    """Return lines as the text that they were broken from."""
    return " ".join(lines).replace(f"{BREAK} ", "")


def beside(left: Picture, right: Picture, title: str, gap: float) -> Picture:
    """Put two drawings side by side in one."""
    return _together(left, right, title, left.width + gap, 0)


def above(upper: Picture, lower: Picture, title: str, gap: float) -> Picture:
    """Put one drawing over another in one."""
    return _together(upper, lower, title, 0, upper.height + gap)


def _together(one: Picture, other: Picture, title: str, across: float, down: float) -> Picture:
    moved = (_moved(element, across, down) for element in other.elements)
    return Picture(
        max(one.width, across + other.width),
        max(one.height, down + other.height),
        title,
        (*one.elements, *moved),
        blocks=(*one.words(), "", *other.words()),
        tables=(*one.tables, *other.tables),
    )


def _moved(element: Element, across: float, down: float) -> Element:
    if isinstance(element, Box):
        return replace(element, area=replace(element.area, x=element.area.x + across, y=element.area.y + down))
    return replace(element, points=tuple((x + across, y + down) for x, y in element.points))
