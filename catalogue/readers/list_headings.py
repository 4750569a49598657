"""The row of headings of a list of procedures, found wherever it stands and however it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.text import fold, one_line

# What a heading says, folded and without signs, by the part of a record that its column holds.
_HEADINGS = {
    "code": "ma so|ma|ma tthc|ma thu tuc|ma so tthc|ma thu tuc hanh chinh|ma so thu tuc hanh chinh|code",
    "name": "ten|ten tthc|ten thu tuc|ten thu tuc hanh chinh|thu tuc hanh chinh|ten thu tuc hanh chinh noi bo|name",
    "publisher": "co quan ban hanh|co quan cong bo|bo nganh|don vi ban hanh|publisher",
    "implementing": "co quan thuc hien|don vi thuc hien|co quan giai quyet|co quan thuc hien tthc|agency",
    "competent": "co quan co tham quyen|co quan co tham quyen quyet dinh",
    "coordinating": "co quan phoi hop",
    "field": "linh vuc|linh vuc tthc|ten linh vuc|nganh linh vuc|field",
    "level": "cap|cap thuc hien|cap giai quyet|cap thuc hien tthc|level",
    "subjects": "doi tuong|doi tuong thuc hien",
    "type": "loai tthc|loai thu tuc|loai thu tuc hanh chinh",
    "decision": "so quyet dinh|so qd|quyet dinh cong bo|so quyet dinh cong bo",
    "decision_day": "ngay quyet dinh|ngay qd|ngay ban hanh|ngay cong bo|ngay ky",
    "time": "thoi han giai quyet|thoi gian giai quyet|thoi han|thoi gian thuc hien|thoi han thuc hien",
    "fee": "phi le phi|le phi|phi|phi va le phi|le phi phi|phi le phi neu co|muc phi le phi|muc thu phi le phi",
    "rank": "stt|tt|so tt|so thu tu|no",
}
_PARTS = {heading: part for part, headings in _HEADINGS.items() for heading in headings.split("|")}
_SIGNS = re.compile(r"[^a-z0-9]+")
# Beside code and name, so many headings must be known that nothing but a list of procedures has them.
_OTHER_COLUMNS = frozenset({"publisher", "implementing", "competent", "field", "level", "subjects", "decision"})
LAST_HEADER_ROW = 60


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a list: for each column the part of a record that it holds ("" if unknown), and its heading."""

    parts: tuple[str, ...]
    headings: tuple[str, ...]

    def texts(self, cells: tuple[str, ...]) -> dict[str, str]:
        """Return the non-empty cells of a row by heading, cells beyond the headings by their column's number."""
        named = {}
        for column, text in enumerate(cells):
            heading = self.headings[column] if column < len(self.headings) else ""
            if text.strip():
                named[heading if heading and heading not in named else f"{heading} ({column + 1})".strip()] = text
        return named

    @property
    def column_of(self) -> dict[str, int]:
        """The first column of each part that is there."""
        return {part: column for column, part in reversed(list(enumerate(self.parts))) if part}


def find_header(rows: Sequence[tuple[str, ...]]) -> tuple[int, Header] | None:
    """Return the first header among rows and the index of its last row, or None.

    A header of two rows, the upper one's cells merged over several columns, counts where the two together say more.
    """
    for at, cells in enumerate(rows):
        alone = header_of(cells)
        both = header_of(rows[at + 1], cells) if at + 1 < len(rows) else None
        if both is not None and (alone is None or len(both.column_of) > len(alone.column_of)):
            return at + 1, both
        if alone is not None:
            return at, alone
    return None


def header_of(cells: tuple[str, ...], above: tuple[str, ...] = ()) -> Header | None:
    """Return the header that a row of cells is, with the headings merged above it where they make it say more.

    A header has a column of names, and a column of codes or at least two others that only lists of procedures have.
    """
    found = _header(tuple(one_line(cell) for cell in cells))
    joined = _header(_joined(cells, above)) if above else None
    if found is None or (joined is not None and len(joined.column_of) > len(found.column_of)):
        return joined
    return found


def _header(headings: tuple[str, ...]) -> Header | None:
    parts = tuple(part_of(heading) for heading in headings)
    others = _OTHER_COLUMNS.intersection(parts)
    is_header = "name" in parts and ("code" in parts or len(others) > 1) and (others or "" not in parts)
    return Header(parts, headings) if is_header else None


def _joined(cells: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    """The headings of each column, those that stand over several columns before each of theirs."""
    headings = []
    over = ""
    for column in range(max(len(cells), len(above))):
        own = one_line(cells[column]) if column < len(cells) else ""
        over = (one_line(above[column]) if column < len(above) else "") or over
        headings.append(own if part_of(own) or own == over else f"{over} {own}".strip())
    return tuple(headings)


def part_of(heading: str) -> str:
    """Return the part of a record that a heading names, or the empty text."""
    return _PARTS.get(_SIGNS.sub(" ", fold(heading)).strip(), "")
