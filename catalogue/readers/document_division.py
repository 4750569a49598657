"""A document divided into its procedures: where each begins, what its title is, what stands before and between."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as made

from catalogue.readers.document_headings import (
    HEAD_PARTS,
    heading_styles,
    marker_class,
    marker_of,
    opens,
    same_length_fold,
    without_marker,
)
from catalogue.readers.document_lines import Item, Line
from catalogue.readers.document_tables import ListedRow, Listing

LONGEST_TITLE = 1_500
_MOST_TITLE_LINES = 3
CODE = re.compile(r"(?<![\d.,/])\d[.,]\d{6}(?:\.\d{2,3}(?:\.\d{2}\.\d{2}\.[A-Z]\d{2})?)?(?:-\w+)?(?![\d/])")
_INSTRUMENT = re.compile(
    r"(?:bo luat|luat|nghi dinh|thong tu|quyet dinh|phap lenh|nghi quyet|cong van|hien phap|van ban hop nhat|chi thi)\b"
)
_TITLE_WORDS = re.compile(r"(?:ten )?(?:thu tuc|tthc)\b")
_FIELD = re.compile(r"(?:thu tuc hanh chinh )?(?:thuoc )?linh vuc\s*:?\s*(?=\S)")
_LEVEL = re.compile(r"(?:danh muc )?(?:cac )?(?:thu tuc hanh chinh|tthc)\b.*\bcap (?:trung uong|tinh|huyen|xa)\b")
_DIVIDER = re.compile(
    r"(?:phan|muc|chuong) (?:thu )?(?:[ivx]+|\d+|nhat|hai|ba|[ab])\b|noi dung cu the (?:cua )?tung thu tuc"
)
_ANNEX = re.compile(r"cong hoa xa hoi chu nghia viet nam\b|noi nhan\s*:|phu luc(?: (?:so )?[\divx]+)?[.:]?$")
_FORM = re.compile(r"(?:mau(?: don| to khai)?|bieu mau)(?: so)?\s*:?\s*[\da-z./-]{1,12}\b")


# The parts that come first in a procedure.
_BEGINNINGS = HEAD_PARTS | {"steps"}


@dataclass(slots=True)
class Division:
    """One procedure of a document: its title, its lines and tables, what stands after it that is none of its parts.

    `field` and `level` are the headings over a group of procedures that it stands under, as they are written.
    """

    title: list[Line]
    items: list[Item]
    field: str = ""
    level: str = ""
    after: list[Item] = made(default_factory=list)


@dataclass(slots=True)
class Divided:
    """A document divided: what stands before the first procedure, the procedures, and the rows of lists of them."""

    styles: frozenset[str]
    cover: list[Item] = made(default_factory=list)
    procedures: list[Division] = made(default_factory=list)
    listed: list[ListedRow] = made(default_factory=list)


def divided(items: Iterable[Item | Listing]) -> Divided:
    """Divide the lines and tables of a document into procedures."""
    found = list(items)
    styles = heading_styles(item for item in found if isinstance(item, Line))
    divider = _Divider(Divided(styles))
    for item in found:
        divider.take(item)
    divider.finish()
    return divider.divided


class _Divider:
    """Reads a document item by item and decides what each belongs to.

    `between` holds what came after the last procedure ended: among it may be the next one's title.
    """

    def __init__(self, result: Divided) -> None:
        self.divided = result
        self._current: Division | None = None
        self._part = ""
        self._heading: Line | None = None
        self._seen: set[str] = set()
        self._between: list[Item] = []
        self._field = ""
        self._level = ""

    def take(self, item: Item | Listing) -> None:
        """Take in the next item."""
        if isinstance(item, Listing):
            self.divided.listed.extend(item.rows)
            self._end_procedure()
        elif isinstance(item, Line):
            self._take_line(item)
        else:
            self._keep(item)

    def finish(self) -> None:
        """Give what is left over to the last procedure."""
        self._leave_between()

    def _take_line(self, line: Line) -> None:
        heading = opens(line, self._part, self._seen, self.divided.styles)
        if heading is None:
            if self._is_group_heading(line) or self._is_annex(line):
                self._end_procedure()
            self._keep(line)
            return
        if self._current is None and heading.weak:
            self._keep(line)
        elif self._current is None and self._goes_on(heading.part):
            self._resume()
            self._open(line, heading.part)
        elif self._current is None:
            self._start(line, heading.part, self._pop_title(self._between, sure=False))
        elif self._begins_anew(heading.part):
            title = self._pop_title(self._current.items, sure=True)
            if not title and heading.part not in ("code", "name"):
                self._keep(line)
                return
            self._end_procedure()
            self._start(line, heading.part, title)
        else:
            self._open(line, heading.part)

    def _goes_on(self, part: str) -> bool:
        """Tell whether a heading belongs to the procedure that seemed to have ended: no other begins with it."""
        return bool(self._seen) and part not in self._seen and part not in _BEGINNINGS

    def _resume(self) -> None:
        self._current = self.divided.procedures[-1]
        self._current.items.extend(self._between)
        self._between = []

    def _begins_anew(self, part: str) -> bool:
        """Tell whether a heading can only be that of another procedure: its part was seen, or a head follows parts."""
        in_head = self._seen <= HEAD_PARTS
        if part in ("code", "name"):
            return part in self._seen if in_head else True
        return part in self._seen and part not in ("dossier", "sets", "fees") and part not in HEAD_PARTS

    def _start(self, line: Line, part: str, title: list[Line]) -> None:
        self._leave_between()
        self._current = Division(title, [], self._field, self._level)
        self.divided.procedures.append(self._current)
        self._seen = set()
        self._open(line, part)

    def _open(self, line: Line, part: str) -> None:
        self._part = part
        self._heading = line
        self._seen.add(part)
        self._keep(line)

    def _keep(self, item: Item) -> None:
        (self._between if self._current is None else self._current.items).append(item)

    def _end_procedure(self) -> None:
        self._current = None
        self._part = ""

    def _leave_between(self) -> None:
        last = self.divided.procedures[-1].after if self.divided.procedures else self.divided.cover
        last.extend(self._between)
        self._between = []

    def _is_group_heading(self, line: Line) -> bool:
        """Tell whether a line stands over a group of procedures, and remember what it says."""
        text = without_marker(line.text)
        folded = same_length_fold(text)
        if len(text) > 200 or text.endswith((";", ",")):
            return False
        set_apart = text.isupper() or line.is_bold or marker_class(line.text) in ("I.", "A.", "I", "A")
        if not set_apart:
            return False
        field_words = _FIELD.match(folded)
        if field_words:
            self._field = text[field_words.end() :]
        elif _LEVEL.match(folded):
            self._level = text
        return bool(field_words or _LEVEL.match(folded) or _DIVIDER.match(same_length_fold(line.text)))

    def _is_annex(self, line: Line) -> bool:
        """Tell whether a form or an annex begins, which is no part of the procedure before it."""
        folded = same_length_fold(without_marker(line.text))
        if _ANNEX.match(folded):
            return len(line.text) < 120
        return self._part == "laws" and not marker_of(line.text) and bool(_FORM.match(folded))

    def _pop_title(self, items: list[Item], sure: bool) -> list[Line]:
        """Take the title of the next procedure off the end of what came before its first heading."""
        title: list[Line] = []
        while items and len(title) < _MOST_TITLE_LINES:
            line = items[-1]
            if not isinstance(line, Line) or len(line.text) > LONGEST_TITLE or line is self._heading or line.label:
                break
            if title and not _continues(line, title[0]):
                break
            if not title and not (_is_title(line) if sure else _may_be_title(line)):
                break
            title.insert(0, line)
            items.pop()
            if _begins_title(line):
                break
        return title


def _folded_title(line: Line) -> str:
    return same_length_fold(without_marker(line.text))


def _may_be_title(line: Line) -> bool:
    return not _INSTRUMENT.match(_folded_title(line)) and not line.text.endswith((";", ":"))


def _is_title(line: Line) -> bool:
    """Tell whether a line looks like a title: it says so, is bold, holds a code, or is numbered as lists are not."""
    if not _may_be_title(line) and not line.is_bold:
        return False
    says_so = bool(_TITLE_WORDS.match(_folded_title(line)))
    numbered = marker_class(line.text) in ("1.", "1", "I.", "A.", "1.1", "1)", "(1)", "1/")
    return says_so or line.is_bold or bool(CODE.search(line.text)) or (numbered and not line.text.endswith("."))


def _begins_title(line: Line) -> bool:
    return bool(marker_of(line.text)) or bool(_TITLE_WORDS.match(_folded_title(line)))


def _continues(line: Line, below: Line) -> bool:
    """Tell whether a title that goes on `below` may begin with this line: both are bold."""
    return line.is_bold and below.is_bold and not line.text.endswith((".", ";", ":"))
