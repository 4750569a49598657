"""How wide words are in Times New Roman, so that text of a drawing can be broken and placed before anyone draws it.

Advance widths in thousandths of the size, of the letters under their diacritics; every font that stands in for
Times New Roman has the same ones. Lengths are millimetres, sizes of type are points.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

POINT: Final = 25.4 / 72
# Stands where a word goes on in the next line; it takes no room.
BREAK: Final = "\u200b"

_REGULAR: Final = {
    **dict.fromkeys("'", 180),
    **dict.fromkeys("|", 200),
    **dict.fromkeys(" ,.·", 250),
    **dict.fromkeys("/:;\\ijlt", 278),
    **dict.fromkeys("!()-I[]`fr‘’", 333),
    **dict.fromkeys("Js", 389),
    **dict.fromkeys("?acez“”", 444),
    **dict.fromkeys("FPS", 556),
    **dict.fromkeys("+<=>×−~≥≤", 564),
    **dict.fromkeys("ELTZ", 611),
    **dict.fromkeys("BCR", 667),
    **dict.fromkeys("ADGHKNOQUVXYwĐ", 722),
    **dict.fromkeys("&m", 778),
    **dict.fromkeys("%M@", 900),
    **dict.fromkeys("W—…→←‰", 1000),
}
_BOLD: Final = {
    **dict.fromkeys("|", 220),
    **dict.fromkeys(" ,.·", 250),
    **dict.fromkeys("'/\\il", 278),
    **dict.fromkeys("!()-:;[]`fjt‘’", 333),
    **dict.fromkeys("Is", 389),
    **dict.fromkeys("cerz", 444),
    **dict.fromkeys("Sbdhknpquđ+<=>×−~≥≤", 570),
    **dict.fromkeys("FP", 611),
    **dict.fromkeys("BELTZ", 667),
    **dict.fromkeys("ACDNRUVXYwĐ", 722),
    **dict.fromkeys("GHKOQ", 778),
    **dict.fromkeys("&m", 833),
    **dict.fromkeys("@M", 944),
    **dict.fromkeys("W—…→←%‰", 1000),
}
# Figures and most small letters, which the tables therefore leave out.
_USUAL: Final = 500
_FAR_EASTERN: Final = 1000
# The hook of ơ and ư stands to the right of the letter and widens it.
_HORN: Final = "\u031b"
_HORN_WIDTH: Final = 60
# Fonts that stand in for missing letters are wider, and viewers round.
_ROOM: Final = 1.12


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is in millimetres, a little generously."""
    return _thousandths(text, bold) / 1000 * size * POINT * _ROOM


@lru_cache(maxsize=1 << 14)
def _thousandths(text: str, bold: bool) -> int:
    table = _BOLD if bold else _REGULAR
    thousandths = 0
    for character in unicodedata.normalize("NFD", text):
        if character == _HORN:
            thousandths += _HORN_WIDTH
        elif not unicodedata.combining(character) and character != BREAK:
            wide = unicodedata.east_asian_width(character) in "WF"
            thousandths += _FAR_EASTERN if wide else table.get(character, _USUAL)
    return thousandths


def broken(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines that are at most so wide; a word that is wider than a line is broken inside."""
    lines: list[str] = []
    space = width_of(" ", size, bold=bold)
    for part in text.splitlines():
        line, used = "", 0.0
        for word in part.split():
            wide = width_of(word, size, bold=bold)
            if line and used + space + wide <= width:
                line, used = f"{line} {word}", used + space + wide
                continue
            if line:
                lines.append(line)
            *whole, line = [word] if wide <= width else _pieces(word, size, width, bold)
            lines += [f"{piece}{BREAK}" for piece in whole]
            used = width_of(line, size, bold=bold)
        if line:
            lines.append(line)
    return tuple(lines)


def _pieces(word: str, size: float, width: float, bold: bool) -> list[str]:
    """A word in pieces of at most a width, each at least one letter with its diacritics."""
    pieces = [""]
    for character in word:
        fits = width_of(pieces[-1] + character, size, bold=bold) <= width
        if fits or not pieces[-1] or unicodedata.combining(character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def shortened(lines: tuple[str, ...], most: int, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Keep so many lines; where more were there, the last one kept ends in "…"."""
    if len(lines) <= most:
        return lines
    kept, last = lines[: most - 1], lines[most - 1]
    while last and width_of(f"{last}…", size, bold=bold) > width:
        last = last[:-1]
    return (*kept, f"{last.rstrip(' ,;:.')}…")
