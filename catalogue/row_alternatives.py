"""Which rows of one dossier stand for each other.

Rows under "một trong các giấy tờ sau:" that have a mark of their own, another than the row above them, are
alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from catalogue.text import canonical_spelling

_ONE_OF = re.compile(r"một trong (?:các|những|số|hai|ba|bốn)\b")
_MARK = re.compile(r"\s*([-–+•*]|\(?[a-zđ0-9]{1,2}[).])\s*(?=\S)")
_KINDS_OF_MARK = {"–": "-", "•": "*"}


def row_groups(texts: Sequence[str]) -> tuple[int, ...]:
    """Return for each row of a dossier 0, or a number that it shares with the rows that will do in its place.

    The number is that of the row which announces the alternatives, from 1; that row itself has 0.
    """
    groups = [0] * len(texts)
    for at, text in enumerate(texts):
        if groups[at] or not text.rstrip().endswith(":") or not _ONE_OF.search(canonical_spelling(text)):
            continue
        own = _mark(text)
        listed = _mark(texts[at + 1]) if at + 1 < len(texts) else ""
        if not listed or listed == own:
            continue
        for below in range(at + 1, len(texts)):
            if _mark(texts[below]) != listed:
                break
            groups[below] = at + 1
    return tuple(groups)


def _mark(text: str) -> str:
    """The kind of mark that begins a row: a sign, "a" for letters, "1" for numbers, empty for none."""
    found = _MARK.match(text)
    if not found:
        return ""
    mark = found[1].strip("().")
    return _KINDS_OF_MARK.get(mark, mark) if not mark.isalnum() else "1" if mark.isdigit() else "a"
