"""Tables of plain text: aligned columns that wrap their texts where the terminal is narrower than they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

GAP = "  "

# No column is made narrower than this many cells for the sake of another.
_LEAST = 10


def cell_width(text: str) -> int:
    """Return how many terminal cells a one-line text takes."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def padded(text: str, width: int, right: bool = False) -> str:
    """Return a text filled with spaces to a width in cells; a longer text stays whole."""
    space = " " * (width - cell_width(text))
    return space + text if right else text + space


def table_lines(lines: Sequence[Sequence[str]], right: Sequence[int] = (), width: int | None = None) -> Iterator[str]:
    """Yield the rows of a table, the header first, in aligned columns.

    Columns named in `right` are set to the right. With a `width` in cells the widest columns give way until the table
    fits, and their texts go on below; where even that does not fit, and without a width, every row is one line.
    """
    widths = [max(cell_width(line[at]) for line in lines) for at in range(len(lines[0]))]
    fitting = widths if width is None else _fitting(widths, width)
    for line in lines:
        cells = [wrapped(text, fitting[at]) for at, text in enumerate(line)]
        for row in range(max(len(cell) for cell in cells)):
            shown = [cell[row] if row < len(cell) else "" for cell in cells]
            yield GAP.join(padded(text, fitting[at], at in right) for at, text in enumerate(shown)).rstrip()


def _fitting(widths: Sequence[int], width: int) -> list[int]:
    """Take cells from the widest columns until all fit; the widths as they are where that cannot be."""
    room = width - len(GAP) * (len(widths) - 1)
    if sum(widths) <= room or sum(min(one, _LEAST) for one in widths) > room:
        return list(widths)
    # The widest common limit at which the columns fit, found from below: the columns under it stay as they are.
    limit = next(limit for limit in range(room, 0, -1) if sum(min(one, limit) for one in widths) <= room)
    fitted = [min(one, limit) for one in widths]
    spare = room - sum(fitted)
    for at, one in enumerate(widths):
        if one > fitted[at] and spare:
            fitted[at] += 1
            spare -= 1
    return fitted


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of at most `width` cells, broken between words, or inside a word that is longer."""
    if cell_width(text) <= width:
        return [text]
    lines, line = [], ""
    for word in text.split(" "):
        if line and cell_width(f"{line} {word}") > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
        while cell_width(line) > width:
            head = _head(line, width)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line] if line or not lines else lines


def _head(text: str, width: int) -> str:
    """Return the longest beginning of at most `width` cells, with the marks that belong to its last letter."""
    taken = 0
    for at, character in enumerate(text):
        taken += _cells(character)
        if taken > width and at:
            return text[:at]
    return text
