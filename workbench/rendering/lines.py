"""Styled lines of a given width in terminal cells: the common form of everything that is drawn.

A piece is a text and the name of a style; names are turned into colours by the widget that shows the line. Control
and escape characters are taken out once more here, so that no text of a catalogue reaches the terminal raw.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

_BULLET = re.compile(r"\A[-–+•*]\s+(?=\S)")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Piece(NamedTuple):
    """A run of text in one style; the empty style name is the plain one."""

    text: str
    style: str = ""


class Line(NamedTuple):
    """One line of the screen: its pieces, and the number of the item that it belongs to (None for none)."""

    pieces: tuple[Piece, ...] = ()
    item: int | None = None

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(piece.text for piece in self.pieces)


def shown(text: str) -> str:
    """Return a text without any character that a terminal would act upon."""
    return _CONTROL.sub("", text)


def unbulleted(text: str) -> str:
    """Return a text without the bullet that a source put before it, for where it has a number of its own."""
    return _BULLET.sub("", text, count=1)


def fit(text: str, width: int) -> str:
    """Return a one-line text cut or padded to a width in cells, `…` where it was cut."""
    text = shown(text.replace("\n", " "))
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    if width <= 0:
        return ""
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def wrap(text: str, width: int, first: int | None = None) -> list[str]:
    """Return the lines of a text broken between words at a width in cells; a longer word is broken inside.

    The very first line may have a width of its own.
    """
    width = max(width, 1)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        room = width if first is None or lines else max(first, 1)
        lines.extend(_wrap_paragraph(shown(paragraph), width, room))
    return lines


def _wrap_paragraph(text: str, width: int, room: int) -> list[str]:
    """The lines of one paragraph, the first of them as wide as there is room."""
    lines: list[str] = []
    current = ""
    taken = 0
    for word in text.split():
        length = cell_len(word)
        if current and taken + 1 + length <= room:
            current, taken = f"{current} {word}", taken + 1 + length
            continue
        if current:
            lines.append(current)
            room = width
        while length > room:
            head = _head(word, room)
            lines.append(head)
            room = width
            word = word[len(head) :]
            length = cell_len(word)
        current, taken = word, length
    return [*lines, current] if current or not lines else lines


def _head(word: str, width: int) -> str:
    """The longest beginning of a word that fits, one character at least."""
    taken = 0
    for at, character in enumerate(word):
        taken += cell_len(character)
        if taken > width:
            return word[: max(at, 1)]
    return word


def wrapped_lines(
    first: Sequence[Piece], text: str, width: int, style: str = "", item: int | None = None, hang: int | None = None
) -> list[Line]:
    """Return lines that begin with some pieces and go on with a wrapped text, hanging under its beginning."""
    lead = sum(cell_len(piece.text) for piece in first)
    indent = lead if hang is None else hang
    parts = wrap(text, max(width - indent, 10), max(width - max(lead, indent), 10))
    lines = [Line((*first, Piece(parts[0] if parts else "", style)), item)]
    lines.extend(Line((Piece(" " * indent), Piece(part, style)), item) for part in parts[1:])
    return lines


def plain_text(lines: Iterable[Line]) -> str:
    """Return lines without styles, each ended by a line break."""
    return "".join(f"{line.text.rstrip()}\n" for line in lines)
