"""The tables of documents: pages laid out in rows of label and text, lists with a procedure a row, and other tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from catalogue.readers.document_headings import heading_of, same_length_fold
from catalogue.readers.document_lines import Grid, Item, Line, text_of
from catalogue.text import one_line

_LONGEST_LABEL = 160
_HEADER_WITHIN = 3
_NAME_HEADER = re.compile(r"(?:ten )?(?:cac )?(?:thu tuc hanh chinh|thu tuc|tthc)(?: ?\([^()]*\))?")
_CODE_HEADER = re.compile(r"(?:ma|so)(?: so)?(?: ho so)?(?: tthc| thu tuc(?: hanh chinh)?)?")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row of a list of procedures: the number of its first paragraph, its texts by part, and the line above it.

    Texts of columns that are no part stand under their headings. `above` is the last row that spans the whole list, as
    in "I. Lĩnh vực hộ tịch".
    """

    number: int
    cells: tuple[tuple[str, str], ...]
    above: str = ""

    def text(self, part: str) -> str:
        """Return the row's text for a part, empty where it has none."""
        return dict(self.cells).get(part, "")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of procedures, a row each."""

    number: int
    rows: tuple[ListedRow, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell: the first column that it takes, how many, whether it goes on from above, and what stands in it."""

    column: int
    columns: int
    continues: bool
    items: tuple[Item, ...]

    @property
    def text(self) -> str:
        return text_of(self.items)


_Row = tuple[_Cell, ...]


def flattened(blocks: Iterable[list[Any]]) -> Iterator[Item | Listing]:
    """Yield the lines, tables and lists of procedures that a document's blocks make, in reading order."""
    for block in blocks:
        if block[0] == "p":
            _, number, text, bold, listed = block
            yield Line(number, text, bold, listed)
        elif block[0] == "t":
            yield from _table(block[1], [_row(cells) for cells in block[2]])


def _row(cells: list[Any]) -> _Row:
    row = []
    column = 0
    for columns, continues, blocks in cells:
        items = [_inner(item) for item in flattened(blocks)]
        row.append(_Cell(column, columns, continues, tuple(items)))
        column += columns
    return tuple(row)


def _inner(item: Item | Listing) -> Item:
    """Lists of procedures stand in no cell; what looks like one is a table like any other."""
    if isinstance(item, Listing):
        return Grid(item.number, tuple(tuple(text for _, text in row.cells) for row in item.rows))
    return item


def _table(number: int, rows: list[_Row]) -> Iterator[Item | Listing]:
    rows = [row for row in rows if row]
    header = _list_header(rows)
    if header is not None:
        yield _listing(number, rows, *header)
    elif all(len(row) == 1 for row in rows) or _is_page(rows):
        for row in rows:
            yield from _page_row(row)
    else:
        yield Grid(number, tuple(_texts(row) for row in rows))


def _texts(row: _Row) -> tuple[str, ...]:
    """A row's texts, one for each column."""
    return tuple(cell.text if at == 0 else "" for cell in row for at in range(cell.columns))


def label_part(text: str) -> str:
    """Return the part that a cell names if a heading is all that stands in it, else the empty string."""
    if len(text) > _LONGEST_LABEL:
        return ""
    line = Line(0, one_line(text), label=True)
    heading = heading_of(line)
    return heading.part if heading is not None and heading.end >= len(line.text) else ""


def _is_page(rows: list[_Row]) -> bool:
    """Tell whether rows are laid out as label and text: two labels, or a label in every row."""
    labelled = [row for row in rows if _label_at(row) is not None]
    return len(labelled) >= 2 or (len(labelled) == len(rows) == 1)


def _label_at(row: _Row) -> int | None:
    """The cell that names a part, with another one behind it; numbers may stand before it."""
    for at, cell in enumerate(row[:-1]):
        if label_part(cell.text):
            return at
        if len(cell.text) > 8:
            return None
    return None


def _page_row(row: _Row) -> Iterator[Item]:
    at = _label_at(row)
    if at is None:
        for cell in row:
            yield from cell.items
        return
    lines = [item for item in row[at].items if isinstance(item, Line)]
    label = one_line(" ".join(line.text for line in lines))
    yield Line(lines[0].number, f"{label.rstrip(' :')}:", label=True)
    for cell in row[at + 1 :]:
        yield from cell.items


def _list_header(rows: list[_Row]) -> tuple[int, dict[int, str]] | None:
    """The row of headings of a list of procedures, and what each of its columns holds; None where it is no list."""
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        found = {cell.column: _column_part(cell.text) for cell in row}
        parts = [part for part in found.values() if part in _LIST_PARTS]
        if "name" in parts and len(set(parts)) >= 3:
            return at, found
    return None


_LIST_PARTS = frozenset(
    {"name", "code", "field", "level", "time", "fees", "laws", "implementing", "addresses", "channels", "decision"}
    | {"competent", "results", "steps", "dossier", "subjects", "conditions", "forms"}
)


def _column_part(text: str) -> str:
    folded = same_length_fold(one_line(text)).rstrip(" :.")
    if _NAME_HEADER.fullmatch(folded):
        return "name"
    if _CODE_HEADER.fullmatch(folded):
        return "code"
    return label_part(text) or one_line(text)


def _listing(number: int, rows: list[_Row], header: int, parts: dict[int, str]) -> Listing:
    listed = []
    above = ""
    before: dict[int, str] = {}
    width = max(cell.column + cell.columns for cell in rows[header])
    for row in rows[header + 1 :]:
        texts = {cell.column: before.get(cell.column, "") if cell.continues else cell.text for cell in row}
        if _spans(row, width):
            above = one_line(" ".join(texts.values()))
            continue
        before = texts
        cells = tuple((parts[at], text) for at, text in texts.items() if text and parts.get(at))
        if dict(cells).get("name"):
            listed.append(ListedRow(_first_number(row, number), cells, above))
    return Listing(number, tuple(listed))


def _spans(row: _Row, width: int) -> bool:
    """Tell whether a row is a heading inside the list: one cell over most columns, perhaps after a number."""
    filled = [cell for cell in row if cell.text]
    widest = max(row, key=lambda cell: cell.columns)
    return len(filled) <= 2 and widest.columns >= max(2, width - 2)


def _first_number(row: _Row, otherwise: int) -> int:
    return min((item.number for cell in row for item in cell.items), default=otherwise)
