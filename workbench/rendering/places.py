"""Where in a file something stands, in the words of the language: a line, a row of a sheet, paragraphs, a record."""

from __future__ import annotations

import re

from workbench.language import N_, translate

# How readers write places, and how people read them.
_PLACES = (
    (re.compile(r"sheet (?P<sheet>.*), row (?P<row>\d+)", re.DOTALL), N_("sheet {sheet}, row {row}")),
    (re.compile(r"sheet (?P<sheet>.*)", re.DOTALL), N_("sheet {sheet}")),
    (re.compile(r"paragraphs (?P<first>\d+)-(?P<last>\d+)"), N_("paragraphs {first} to {last}")),
    (re.compile(r"paragraph (?P<number>\d+)"), N_("paragraph {number}")),
    (re.compile(r"record (?P<number>\d+)"), N_("record {number}")),
    (re.compile(r"line (?P<number>\d+)"), N_("line {number}")),
)


def place_words(place: str, line: int = 0) -> str:
    """Return a place as people say it, not yet safe to print: the line where there is no place, else nothing."""
    if not place:
        return translate(N_("line {number}")).format(number=line) if line else ""
    for written, said in _PLACES:
        if found := written.fullmatch(place):
            return translate(said).format(**found.groupdict())
    return place


def in_file(path: str, place: str, line: int = 0) -> str:
    """Return a file and where in it, as in "danh mục.xlsx, sheet Thủ tục, row 12"."""
    return ", ".join(filter(None, (path, place_words(place, line))))
