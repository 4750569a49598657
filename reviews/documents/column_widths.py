"""How a table's width is shared among its columns, so that words stay whole and the rows stay low."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reviews.documents import layout

# Word leaves 1.9 mm free on both sides of a cell.
CELL_MARGINS: Final = 4.2
# A heading may stand in so many lines: it wraps before the texts under it do.
_HEADING_LINES: Final = 3
# A row is as high as its longest text, so that long texts count for more than their share of all words.
_POWER: Final = 3
_HALVINGS: Final = 50
# What stands together: a number and its percent sign are one word.
_WORD: Final = re.compile(r"\S+(?: %(?!\S))?")


def column_widths(rows: Sequence[Sequence[str]], available: float) -> list[float]:
    """Share a width (mm) among the columns of a table whose first row is its heading.

    No word is broken where there is room, and no column is wider than its texts in one line. Between the two, widths
    w make the sum of all (length of text / w) to the third power, which stands for the height of the rows, as small as
    it can be: each is proportional to the fourth root of the sum of its column's lengths to the third power.
    """
    columns = list(zip(*rows, strict=True))
    least = [max(map(_widest_word, column)) + CELL_MARGINS for column in columns]
    if sum(least) >= available:
        return [available * width / sum(least) for width in least]
    lengths = [_lengths(column) for column in columns]
    most = [max(max(of_column) + CELL_MARGINS, low) for of_column, low in zip(lengths, least, strict=True)]
    if sum(most) <= available:
        return [width * available / sum(most) for width in most]
    weights = [sum(length**_POWER for length in of_column) ** (1 / (_POWER + 1)) for of_column in lengths]
    return _shared(weights, least, most, available)


def _shared(weights: Sequence[float], least: Sequence[float], most: Sequence[float], available: float) -> list[float]:
    """Widths in proportion to weights, held between bounds, that add up to what is available."""

    def at(scale: float) -> list[float]:
        return [min(max(scale * weight, low), high) for weight, low, high in zip(weights, least, most, strict=True)]

    low, high = 0.0, max(top / weight for top, weight in zip(most, weights, strict=True) if weight)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(at(middle)) < available else (low, middle)
    return at(low)


def _lengths(column: Sequence[str]) -> list[float]:
    """How long (mm) the texts of a column are in one line, its heading in three."""
    heading, *texts = (layout.text_width(text, layout.TABLE_SIZE) for text in column)
    return [heading / _HEADING_LINES, *texts]


def _widest_word(text: str) -> float:
    return max((layout.text_width(word, layout.TABLE_SIZE) for word in _WORD.findall(text)), default=0.0)
