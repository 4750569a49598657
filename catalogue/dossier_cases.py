"""How the dossiers of one procedure and the rows of one dossier go together: all of them, or one of them.

Dossiers exclude each other, one a case, unless their headings say that they add up ("Giấy tờ phải nộp", "Giấy tờ phải
xuất trình", no heading at all). Rows under "một trong các giấy tờ sau:" that have a mark of their own, another than the
row above them, are alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from catalogue.text import canonical_spelling

_ADDS_UP = re.compile(
    r"phải (?:nộp|xuất trình|có thêm|bổ sung)|xuất trình|thành phần hồ sơ|hồ sơ (?:bao )?gồm|^\W*bao gồm|^\W*nhóm \d"
    r"|giấy tờ (?:khác|kèm theo)|lưu ý|ghi chú"
)
_CASE = re.compile(r"trường hợp|đối với|^\W*nếu\b")
_ONE_OF = re.compile(r"một trong (?:các|những|số|hai|ba|bốn)\b")
_MARK = re.compile(r"\s*([-–+•*]|\(?[a-zđ0-9]{1,2}[).])\s*(?=\S)")
_KINDS_OF_MARK = {"–": "-", "•": "*"}


def dossier_cases(headings: Sequence[str]) -> tuple[int, ...]:
    """Return for each dossier, by its heading, 0 where everybody needs it, else its own number, from 1."""
    numbers = [0 if _adds_up(canonical_spelling(heading)) else at for at, heading in enumerate(headings, 1)]
    # A single case excludes nothing, unless the heading itself says that it does not hold for everybody.
    cases = [at for at in numbers if at]
    if len(cases) == 1 and not _CASE.search(canonical_spelling(headings[cases[0] - 1])):
        return (0,) * len(headings)
    return tuple(numbers)


def _adds_up(heading: str) -> bool:
    return not heading.strip(" \n*-:.") or bool(_ADDS_UP.search(heading) and not _CASE.match(heading.strip(" *-+")))


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
