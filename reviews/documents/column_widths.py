"""How a table's width is shared among its columns, so that words stay whole and the rows stay low."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reviews.documents import layout

# A heading may stand in so many lines: it wraps before the texts under it do.
_HEADING_LINES: Final = 3
# A row is as high as its highest cell; this power of the heights stands for the highest.
_POWER: Final = 4
_ROUNDS: Final = 6
_HALVINGS: Final = 24
# A font that lacks Vietnamese letters borrows them from a wider one, and a word must not break for that.
_WIDER_FONT: Final = 1.08
# What stands together: a number and its percent sign are one word; a hyphen ends a line.
_WORD: Final = re.compile(r"[^\s-]*-|[^\s-]+(?: %(?!\S))?")


@dataclass(frozen=True, slots=True)
class TableType:
    """How the words of a table are set: their size in points, and what a cell keeps free at both sides, in mm."""

    size: float
    sides: float

    def length(self, text: str) -> float:
        """Return how long a text is in one line, in mm."""
        return layout.text_width(text, self.size)


# Word leaves 1.9 mm free on both sides of a cell; the rest makes up for the guess of widths.
USUAL: Final = TableType(layout.TABLE_SIZE, 4.2)
# A table of many columns is set smaller and closer, or its words would break.
WIDE: Final = TableType(layout.WIDE_TABLE_SIZE, 2.4)
_MANY_COLUMNS: Final = 8


def table_type(columns: int) -> TableType:
    """Return how a table of so many columns is set."""
    return WIDE if columns >= _MANY_COLUMNS else USUAL


def column_widths(rows: Sequence[Sequence[str]], available: float) -> list[float]:
    """Share a width (mm) among the columns of a table whose first row is its heading.

    No word is broken where there is room, no heading stands in more than a few lines, and no column is wider than its
    texts in one line. Between these, the rows together are as low as they can be.
    """
    columns = list(zip(*rows, strict=True))
    kind = table_type(len(columns))
    words = [max(_widest_word(text, kind) for text in column) + kind.sides for column in columns]
    headings = [kind.length(column[0]) / _HEADING_LINES + kind.sides for column in columns]
    least = list(map(max, words, headings))
    if sum(least) >= available:
        least = words
    if sum(least) >= available:
        return [available * width / sum(least) for width in least]
    lengths = [[kind.length(text) * _WIDER_FONT for text in column[1:]] or [0.0] for column in columns]
    most = [max(max(of_column) + kind.sides, low) for of_column, low in zip(lengths, least, strict=True)]
    if sum(most) <= available:
        return [width * available / sum(most) for width in most]
    return lowest_widths(lengths, least, most, available)


def lowest_widths(
    lengths: Sequence[Sequence[float]], least: Sequence[float], most: Sequence[float], available: float
) -> list[float]:
    """Return widths between bounds, for which the sum of the rows' heights is least.

    `lengths` are those of each column's texts in one line; the bounds `least` add up to no more than is available. A
    row's height is taken as (sum over its cells of (length / width) ** p) ** (1 / p). Where its sum over the rows is
    least, each width is in proportion to the (p + 1)-th root of the sum of length ** p * height ** (1 - p); heights
    and widths are found in turn.
    """
    rows = [row for row in zip(*lengths, strict=True) if any(row)]
    widths = _shared([sum(of_column) + 1 for of_column in lengths], least, most, available)
    for _ in range(_ROUNDS):
        sums = [0.0] * len(widths)
        for row in rows:
            powers = [length**_POWER for length in row]
            height = sum(power / width**_POWER for power, width in zip(powers, widths, strict=True)) ** (1 / _POWER)
            share = height ** (1 - _POWER)
            for at, power in enumerate(powers):
                sums[at] += power * share
        widths = _shared([one ** (1 / (_POWER + 1)) for one in sums], least, most, available)
    return widths


def _shared(weights: Sequence[float], least: Sequence[float], most: Sequence[float], available: float) -> list[float]:
    """Widths in proportion to weights, held between bounds, that add up to what is available."""

    def at(scale: float) -> list[float]:
        return [min(max(scale * weight, low), high) for weight, low, high in zip(weights, least, most, strict=True)]

    low, high = 0.0, max(top / weight for top, weight in zip(most, weights, strict=True) if weight)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(at(middle)) < available else (low, middle)
    return at(low)


def _widest_word(text: str, kind: TableType) -> float:
    return max(map(kind.length, _WORD.findall(text)), default=0.0) * _WIDER_FONT
