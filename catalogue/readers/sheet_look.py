"""What the XML of a workbook's sheets spans and holds, looked at piece by piece before a parser gives it memory.

The span is taken from the cells themselves: what a sheet declares as its dimension is often wrong, and parsers make
room for the cells that they meet.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.archives import ArchiveEntry, look_at_xml
from catalogue.readers.cell_values import column_number

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
# Room that a parser makes for one sheet, empty cells included: 32 bytes each.
MOST_CELLS = 20_000_000

_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,9})$")
_RANGE = re.compile(r"[A-Za-z]{1,3}[0-9]{1,10}(?::[A-Za-z]{1,3}[0-9]{1,10})?")
_CONTENT = frozenset({"v", "is", "f"})


@dataclass(slots=True)
class SheetLook:
    """What a look at one sheet found: the cells with content that it spans, formulas and error cells by row.

    Rows are counted from 1 and columns from 0; a sheet without content spans 0 rows and 0 columns. `claimed` is the
    dimension that the sheet declares, where that is more than a sheet can have,
    and `unreadable` the one that is no range at all.
    """

    claimed: str = ""
    unreadable: str = ""
    first_row: int = 0
    last_row: int = 0
    first_column: int = 0
    last_column: int = -1
    formulas: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def rows(self) -> int:
        """How many rows lie between the first and the last cell with content."""
        return self.last_row - self.first_row + 1 if self.last_row else 0

    @property
    def columns(self) -> int:
        """How many columns lie between the leftmost and the rightmost cell with content."""
        return self.last_column - self.first_column + 1

    @property
    def is_too_large(self) -> bool:
        """Tell whether the sheet spans more than a sheet can hold or a parser should make room for."""
        beyond = self.last_row > MOST_ROWS or self.last_column >= MOST_COLUMNS
        return beyond or self.rows * self.columns > MOST_CELLS

    def notes_of(self, row: int) -> list[tuple[str, int]]:
        """Return what is to be noted of one row: the kind and the column counted from 0."""
        found = [("formula", column) for column in self.formulas.get(row, ())]
        return found + [("error-cell", column) for column in self.errors.get(row, ())]


class _SheetElements:
    """Follows the elements of one sheet; cells without an address stand right of the one before."""

    def __init__(self) -> None:
        self.look = SheetLook()
        self.is_sheet = False
        self._row = 0
        self._column = -1
        self._counted = True

    def start(self, name: str, attributes: dict[str, str]) -> bool | None:
        """Take in one element; False for the root of what is no sheet."""
        tag = name.rpartition(":")[2] if ":" in name else name
        if tag == "c":
            self._start_cell(attributes)
        elif tag in _CONTENT:
            if not self._counted:
                self._count()
            if tag == "f":
                self.look.formulas[self._row].append(self._column)
        elif tag == "row":
            given = attributes.get("r", "")
            self._row = int(given) if given.isdecimal() else self._row + 1
            self._column = -1
        elif tag == "dimension":
            self._claim(attributes.get("ref", ""))
        elif tag == "worksheet":
            self.is_sheet = True
        return self.is_sheet

    def _claim(self, dimension: str) -> None:
        if not _RANGE.fullmatch(dimension):
            self.look.unreadable = dimension
        corner = _CELL.match(dimension.rpartition(":")[2])
        if corner is not None and (int(corner[2]) > MOST_ROWS or column_number(corner[1].upper()) >= MOST_COLUMNS):
            self.look.claimed = dimension

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._counted = False
        address = _CELL.match(attributes.get("r", ""))
        if address is None:
            self._column += 1
        else:
            letters, row = address.groups()
            self._column = column_number(letters.upper())
            self._row = int(row)
        if attributes.get("t") == "e":
            self.look.errors[self._row].append(self._column)

    def _count(self) -> None:
        self._counted = True
        look, row, column = self.look, self._row, self._column
        if not look.last_row:
            look.first_row = look.last_row = row
            look.first_column = look.last_column = column
            return
        if row > look.last_row:
            look.last_row = row
        elif row < look.first_row:
            look.first_row = row
        if column > look.last_column:
            look.last_column = column
        elif column < look.first_column:
            look.first_column = column


def look_at_sheets(path: Path, entries: tuple[ArchiveEntry, ...]) -> dict[str, SheetLook]:
    """Return the look of each sheet by its name, none where the archive is no workbook of the XLSX kind.

    Every XML entry is looked at. Raises `Problem`: XML_UNSAFE, ARCHIVE_DAMAGED, SHEET_TOO_LARGE.
    """
    names = _sheet_names(path, {entry.name for entry in entries})
    looks = {}
    for entry in entries:
        if not entry.is_xml:
            continue
        elements = _SheetElements()
        look_at_xml(path, entry.name, elements.start)
        if not elements.is_sheet:
            continue
        look = elements.look
        name = names.get(entry.name, entry.name)
        if look.is_too_large:
            raise Problem(ProblemKind.SHEET_TOO_LARGE, path=str(path), sheet=name, rows=look.rows, columns=look.columns)
        looks[name] = look
    return looks


def _sheet_names(path: Path, entries: set[str]) -> dict[str, str]:
    """The names of the sheets by the entries that hold them, as the workbook's own list says."""
    listed: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "sheet":
            key = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            listed[key] = attributes.get("name", "")

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")

    if "xl/workbook.xml" in entries and "xl/_rels/workbook.xml.rels" in entries:
        look_at_xml(path, "xl/workbook.xml", sheet)
        look_at_xml(path, "xl/_rels/workbook.xml.rels", relation)
    return {targets[key]: name for key, name in listed.items() if key in targets}
