"""Texts about fees and time limits taken apart into clauses: sentences and list rows, with the headings above them.

Sources write lists with line breaks or in one line ("a) … - … + …"), and wrap lines in the middle of a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# What is longer than the longest published fee a few times over is no fee, and would only cost time.
LONGEST_TEXT = 20_000

_LETTERS = [chr(point) for point in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
UPPER = "".join(letter for letter in _LETTERS if letter.isupper())
LOWER = "".join(letter for letter in _LETTERS if letter.islower())

_SENTENCE_BEGINS = r"(?:Đối|Trường|Thời|Trong|Theo|Không|Phí|Lệ|Mức|Tối|Nộp|Tại|Miễn|Các|Riêng|Nếu|Kể|Hồ|Cơ)\b"
# The patterns begin with a look at one character, which most places fail: that makes them several times faster.
_WRAPPED = re.compile(
    rf"(?=\s)(?:\s*\n\s*(?=[{LOWER}](?![.)]|\s))|(?<=:)\s*\n\s*(?=\d)|(?<=\d)\s*\n\s*(?=[{LOWER}])"
    # A number is never parted from its words in brackets: "15\n(mười lăm) ngày".
    r"|(?<=số)\s*\n\s*(?=\d)|(?<=\d)\s*\n\s*(?=\()"
    # A line this long that ends without a mark was cut by the width of a page.
    rf"|(?=\n)(?<=[^\n]{{70}})(?<![.;:])\n(?!{_SENTENCE_BEGINS})(?=[{UPPER}]))"
)
# The dash inside a ministry's or a department's name opens no row: "Lao động - Thương binh và Xã hội".
_NO_NAME = r"(?<![Ll]ao động )(?<![Vv]ăn hóa )(?<![Vv]ăn hoá )(?<![Tt]ài nguyên )(?<![Kk]ế hoạch )"
# Nor does the one between two sums: "10 triệu - 50 triệu đồng".
_NO_RANGE = r"(?!(?:(?<=triệu )|(?<=nghìn )|(?<=ngàn )|(?<=đồng )|(?<=tỷ ))[-–]\s*\d)"
_OPENING = rf"[“\"(]?[{UPPER}\d]"
_ROW = re.compile(
    r"\n+"
    rf"|(?=[-–•*▪+])(?:(?<=[\s.;:(),])|(?<=[{LOWER}])|\A)(?<!\d\s){_NO_NAME}{_NO_RANGE}"
    rf"(?=[-–•*▪+]\s+{_OPENING}|[*▪•+]{_OPENING})"
    rf"|(?:(?<=[\s.;:()]))(?=(?:[a-eđ]|[1-9]|\([1-9]\))[.)]\s+[{UPPER}])"
)
_SENTENCE = re.compile(
    rf"(?=\s)(?:(?<=[^\s\d.][.!?])\s+(?=[\"“(]?[{UPPER}])|(?<=\d[.])\s+(?=[\"“(]?[{UPPER}])|(?<=\)\.)\s+"
    # Where the full stop was left out, the capital of a word that opens a case says it.
    rf"|(?<=[{LOWER})])\s+(?=(?:Đối với|Trường hợp)\s+[{LOWER}]))"
    rf"|(?<=[.])(?<=[{LOWER}][{LOWER}][.])(?=[{UPPER}][{LOWER}])"
)
_MARKER = re.compile(
    rf"\s*(?:(?P<number>(?:[a-zđ]|\d{{1,2}}|\([1-9]\))[.)]\s)|(?P<dash>[-–•*])|(?P<plus>[+▪]|o\s(?=[{UPPER}\d])))\s*"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence or list row: its words without the list mark, its level, and the headings it stands under.

    Levels: 1 for numbered rows, 2 for dashes, 3 for crosses and inner points; a sentence that follows in the same
    row has the row's level. A heading is a row of a higher level that ends with a colon.
    """

    text: str
    level: int
    headings: tuple[str, ...] = ()


_FARTHEST_LEAD = 60


def without_lead(words: str, lead: re.Pattern[str]) -> str:
    """Return the words without those at their end that only lead on to a number, as a pattern ending in \\Z names."""
    while True:
        words = words.rstrip(" \n:;=(,–-")
        start = max(0, len(words) - _FARTHEST_LEAD)
        match = lead.search(words, start)
        if not match:
            return words
        words = words[: match.start()]


def unwrapped(text: str) -> str:
    """Return the text with the lines joined that were only wrapped, not ended."""
    return _WRAPPED.sub(" ", text) if "\n" in text else text


def clauses(text: str) -> list[Clause]:
    """Return the clauses of a text in order; together they hold all its words but the list marks."""
    found: list[Clause] = []
    headings: list[tuple[int, str]] = []
    for row in _ROW.split(unwrapped(text)):
        marker = _MARKER.match(row)
        level = _level(marker)
        body = row[marker.end() :] if marker else row
        if not body.strip():
            continue
        headings = [heading for heading in headings if heading[0] < level]
        above = tuple(heading[1] for heading in headings)
        found += [Clause(part.strip(), level, above) for part in _SENTENCE.split(body) if part.strip()]
        if found and found[-1].text.endswith(":"):
            headings.append((level, found[-1].text.rstrip(": ")))
    return found


def _level(marker: re.Match[str] | None) -> int:
    if marker is None or not marker.group().strip():
        return 0
    if marker["number"]:
        return 1
    return 2 if marker["dash"] else 3
