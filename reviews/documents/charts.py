"""Charts for those who decide: bars before and after, savings from the largest on, and progress towards targets.

Bars lie, so that long Vietnamese names are read without turning the page. Before is pale and after dark, which a print
in black and white shows. Amounts are integer đồng; what is printed of them is short ("1,25 tỷ").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from catalogue.elements import number_words
from reviews.cost_words import decimal_of
from reviews.documents.drawing import Area, Box, Element, Line, Outline, Picture, Shade, Told, Type

_TEXT: Final = Type(9, alignment="left")
_HEADING: Final = Type(10, bold=True, alignment="left")
_VALUE: Final = Type(8, alignment="left")
_BAR: Final = 3.4
_ROW_GAP: Final = 1.6
_TOP: Final = 6.0
_LABEL_SHARE: Final = 0.36
_WIDE_LABEL_SHARE: Final = 0.5
_GAP: Final = 1.5
_MOST_LINES: Final = 2
# How many block characters the longest bar of a terminal has.
_BLOCKS: Final = 20
_LABEL_LETTERS: Final = 26
# The share of all savings that the bars set off as the few that matter.
VITAL: Final = 80


@dataclass(frozen=True, slots=True)
class Cost:
    """What a line of a chart costs a year before and after, in đồng."""

    label: str
    before: int
    after: int

    @property
    def saved(self) -> int:
        """What is saved a year."""
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class Reached:
    """How far one measure was cut, in percent; None where nothing was there to cut."""

    label: str
    percent: Fraction | None


def short_dong(amount: int) -> str:
    """Return an amount of đồng in few letters, always with two decimals: "1,25 tỷ", "12,40 triệu", "950.000"."""
    for unit, zeros in (("tỷ", 9), ("triệu", 6)):
        if abs(amount) >= 10**zeros:
            return f"{number_words(decimal_of(Fraction(amount, 10**zeros), 2))} {unit}"
    return number_words(decimal_of(amount, 0))


def short_percent(share: Fraction | None) -> str:
    """Return a percentage with one decimal, a dash where there is none."""
    return "–" if share is None else f"{number_words(decimal_of(share, 1))} %"


def leading(costs: Sequence[Cost], most: int, rest: str = "Các mục còn lại") -> tuple[Cost, ...]:
    """Return the lines that save most, from the largest on; what is over is added up in a last one."""
    ranked = sorted(costs, key=lambda cost: (-cost.saved, cost.label))
    if len(ranked) <= most:
        return tuple(ranked)
    shown, others = ranked[: most - 1], ranked[most - 1 :]
    over = Cost(f"{rest} ({len(others)})", sum(one.before for one in others), sum(one.after for one in others))
    return (*shown, over)


def before_after_chart(costs: Sequence[Cost], width: float, title: str) -> Picture:
    """Draw two bars for each line: what it costs a year before, and what after."""
    grid = _Grid(width, title)
    elements = [*grid.head(), *_legend(grid)]
    y = grid.top + _BAR + _ROW_GAP
    longest = max((max(cost.before, cost.after) for cost in costs), default=0)
    values = [short_dong(amount) for cost in costs for amount in (cost.before, cost.after)]
    room = grid.room(values)
    for cost in costs:
        lines = grid.label(cost.label)
        height = max(2 * _BAR, _TEXT.height(lines))
        elements.append(grid.label_box(lines, y, height))
        first = y + (height - 2 * _BAR) / 2
        for at, (amount, shade) in enumerate(((cost.before, Shade.LIGHT), (cost.after, Shade.DARK))):
            elements += grid.bar(amount, longest, room, first + at * _BAR, shade, short_dong(amount))
        y += height + _ROW_GAP
    blocks = [line for cost in costs for line in _two_blocks(cost, longest)]
    rows = [(one.label, *map(_dong, (one.before, one.after, one.saved))) for one in costs]
    header = ("Nội dung", "Trước (đồng/năm)", "Sau (đồng/năm)", "Tiết kiệm (đồng/năm)")
    return Picture(width, y, title, tuple(elements), (Told(header, tuple(rows)),), (title, *blocks))


def pareto_chart(costs: Sequence[Cost], whole: int, width: float, title: str) -> Picture:
    """Draw what is saved by each line, from the first on, with the share of the whole that is reached with it.

    Lines that together bring the first four fifths are dark. `whole` is all that is saved, in đồng.
    """
    grid = _Grid(width, title, _WIDE_LABEL_SHARE)
    elements: list[Element] = list(grid.head())
    y = grid.top
    longest = max((cost.saved for cost in costs), default=0)
    told, rows, blocks = _cumulated(costs, whole)
    room = grid.room([words for words, _ in told])
    for cost, (words, is_vital) in zip(costs, told, strict=True):
        lines = grid.label(cost.label)
        height = max(_BAR + 0.6, _TEXT.height(lines))
        elements.append(grid.label_box(lines, y, height))
        shade = Shade.DARK if is_vital else Shade.LIGHT
        elements += grid.bar(cost.saved, longest, room, y + (height - _BAR) / 2, shade, words)
        y += height + _ROW_GAP
    header = ("Nội dung", "Tiết kiệm (đồng/năm)", "Tỷ trọng lũy kế")
    return Picture(width, y, title, tuple(elements), (Told(header, rows),), (title, *blocks))


def _cumulated(
    costs: Sequence[Cost], whole: int
) -> tuple[list[tuple[str, bool]], tuple[tuple[str, ...], ...], list[str]]:
    """What stands behind each bar and whether it is one of the vital few; the table; the blocks."""
    told: list[tuple[str, bool]] = []
    rows: list[tuple[str, ...]] = []
    blocks: list[str] = []
    longest = max((cost.saved for cost in costs), default=0)
    saved = 0
    for cost in costs:
        vital = whole > 0 and cost.saved > 0 and saved * 100 < whole * VITAL
        saved += cost.saved
        share = short_percent(Fraction(100 * saved, whole)) if whole > 0 else "–"
        words = f"{short_dong(cost.saved)} ({share})"
        told.append((words, vital))
        rows.append((cost.label, _dong(cost.saved), share))
        blocks.append(f"{_named(cost.label)} {_block_bar(cost.saved, longest)} {words}")
    return told, tuple(rows), blocks


def progress_chart(reached: Sequence[Reached], goals: Sequence[int], width: float, title: str) -> Picture:
    """Draw how far each measure was cut, against dashed lines at the goals (percent)."""
    grid = _Grid(width, title)
    elements: list[Element] = list(grid.head())
    whole = max([*goals, *(min(int(one.percent) + 1, 100) for one in reached if one.percent is not None), 60])
    room = grid.room([short_percent(one.percent) for one in reached])
    y = grid.top + _BAR + _ROW_GAP
    top = y - _ROW_GAP / 2
    bars: list[Element] = []
    for one in reached:
        lines = grid.label(one.label)
        height = max(_BAR + 0.6, _TEXT.height(lines))
        elements.append(grid.label_box(lines, y, height))
        cut = min(max(one.percent or Fraction(0), Fraction(0)), Fraction(whole))
        bars += grid.bar(cut, whole, room, y + (height - _BAR) / 2, Shade.DARK, short_percent(one.percent))
        y += height + _ROW_GAP
    small = Type(7, italic=True)
    for goal in goals:
        x = grid.left + float(Fraction(goal, whole)) * (grid.right - room - grid.left)
        elements.append(Line(((x, top), (x, y - _ROW_GAP / 2)), dashed=True, weight=0.5))
        words = (f"−{goal} %",)
        label = Area(x - small.width(words) / 2, top - small.line, small.width(words), small.line)
        elements.append(Box(label, Outline.NONE, Shade.CLEAR, words, small))
    rows = [(one.label, short_percent(one.percent), *(_met(one, goal) for goal in goals)) for one in reached]
    header = ("Chỉ tiêu", "Tỷ lệ cắt giảm", *(f"Mục tiêu {goal} %" for goal in goals))
    blocks = [
        f"{_named(one.label)} {_block_bar(max(one.percent or 0, 0), whole)} {short_percent(one.percent)}"
        for one in reached
    ]
    return Picture(width, y, title, (*elements, *bars), (Told(header, tuple(rows)),), (title, *blocks))


def _met(one: Reached, goal: int) -> str:
    if one.percent is None:
        return "–"
    return "đạt" if one.percent >= goal else "chưa đạt"


def _dong(amount: int) -> str:
    return number_words(decimal_of(amount, 0))


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of a chart: names, bars, and what stands behind the bars."""

    width: float
    title: str
    label_share: float = _LABEL_SHARE

    @property
    def top(self) -> float:
        """Where the first row begins."""
        return _TOP

    @property
    def left(self) -> float:
        """Where the bars begin."""
        return self.width * self.label_share

    @property
    def right(self) -> float:
        """Where the words behind the bars end."""
        return self.width

    def head(self) -> Iterator[Element]:
        """Give the heading."""
        lines = _HEADING.broken(self.title, self.width, 1)
        yield Box(Area(0, 0, self.width, _TOP - 1), Outline.NONE, Shade.CLEAR, lines, _HEADING)

    def label(self, text: str) -> tuple[str, ...]:
        """Return a name in the lines that its column has room for."""
        return _TEXT.broken(text, self.left - _GAP, _MOST_LINES)

    def label_box(self, lines: tuple[str, ...], y: float, height: float) -> Element:
        """Return a name in its column."""
        return Box(Area(0, y, self.left - _GAP, height), Outline.NONE, Shade.CLEAR, lines, _TEXT)

    def room(self, values: Sequence[str]) -> float:
        """Return the width that the longest words behind a bar need."""
        return _VALUE.width(values) + 2 * _GAP

    def bar(
        self, value: int | Fraction, longest: int | Fraction, room: float, y: float, shade: Shade, words: str
    ) -> Iterator[Element]:
        """Give a bar as long as its value, and the words behind it."""
        share = float(Fraction(value) / Fraction(longest)) if longest > 0 and value > 0 else 0.0
        length = share * (self.right - room - self.left)
        # A bar too short to be seen is drawn as a thin line.
        yield Box(Area(self.left, y, max(length, 0.2), _BAR), Outline.RECTANGLE, shade, border=0.5)
        middle = y + (_BAR - _VALUE.line) / 2
        # White behind the words, since the line of a goal may pass there.
        text = Area(self.left + length + _GAP, middle, _VALUE.width((words,)), _VALUE.line)
        yield Box(text, Outline.NONE, Shade.WHITE, (words,), _VALUE)


def _legend(grid: _Grid) -> Iterator[Element]:
    x = grid.left
    for words, shade in (("Trước", Shade.LIGHT), ("Sau", Shade.DARK)):
        yield Box(Area(x, grid.top, 4, _BAR), Outline.RECTANGLE, shade)
        width = _TEXT.width((words,))
        text = Area(x + 4 + _GAP, grid.top + (_BAR - _TEXT.line) / 2, width, _TEXT.line)
        yield Box(text, Outline.NONE, Shade.CLEAR, (words,), _TEXT)
        x += 4 + width + 4 * _GAP


def _named(label: str) -> str:
    short = label if len(label) <= _LABEL_LETTERS else f"{label[: _LABEL_LETTERS - 1].rstrip()}…"
    return short.ljust(_LABEL_LETTERS)


def _two_blocks(cost: Cost, longest: int) -> Iterator[str]:
    yield f"{_named(cost.label)} {_block_bar(cost.before, longest, '░')} {short_dong(cost.before)}"
    yield f"{' ' * _LABEL_LETTERS} {_block_bar(cost.after, longest)} {short_dong(cost.after)}"


def _block_bar(value: int | Fraction, longest: int | Fraction, sign: str = "█") -> str:
    if longest <= 0 or value <= 0:
        return "▏"
    return sign * max(1, round(_BLOCKS * Fraction(value) / Fraction(longest)))
