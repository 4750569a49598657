"""The reader of our own workbook template: procedures whose parts stand in sheets of their own.

The template is described by `catalogue.workbook_sheets` and `docs/workbook-layout.md`. The rows of one procedure are
gathered from all sheets; what they say is read as one record of the native layout.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from catalogue.codes import clean_code
from catalogue.problems import Problem, ProblemKind
from catalogue.readers import native
from catalogue.readers.cell_values import whole_code
from catalogue.readers.sheets import SheetRow, is_workbook, rows_of, sheet_names
from catalogue.readers.workbook_record import native_record
from catalogue.records import Note, RawRecord, ReadRecord
from catalogue.text import fold, one_line
from catalogue.workbook_sheets import CODE, CONTINUED, NUMBER, PROCEDURES, SHEETS, Sheet, joining_headings

LAYOUT = "workbook"

# A change in what `interpret` makes of a procedure's rows raises this number, so that stored readings are made anew.
READING_VERSION = 2

_SHEETS = {fold(sheet.name): sheet for sheet in SHEETS}


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a file is a workbook with our sheet of procedures and at least one of the sheets beside it."""
    if not is_workbook(head) or not path.is_file():
        return False
    try:
        names = sheet_names(path)
    except Problem:
        return False
    ours = {sheet.name for name in names if (sheet := _sheet_named(name)) is not None}
    return PROCEDURES.name in ours and len(ours) > 1


def _sheet_named(name: str) -> Sheet | None:
    """The sheet of the template that a sheet's name means; full sheets go on in "Giấy tờ (2)"."""
    base, _, number = fold(one_line(name)).partition(" (")
    return _SHEETS.get(base) if not number or number.rstrip(")").isdecimal() else None


Row = list[Any]
"""A row as the source record keeps it: its number, its texts by heading, and what was odd in its cells."""


@dataclass(slots=True)
class _Gathered:
    """The rows of a workbook while they are gathered: procedures in order, rows of the parts by what they join on.

    `notes` are of rows that hold no part of any procedure: headings, guidance, and other sheets.
    """

    procedures: list[tuple[str, str, str, list[Row]]] = field(default_factory=list)
    by_number: dict[str, int] = field(default_factory=dict)
    parts: dict[tuple[str, str], dict[str, list[Row]]] = field(default_factory=dict)
    has_header: bool = False
    notes: list[Note] = field(default_factory=list)

    def add(self, sheet: Sheet, row: SheetRow, cells: dict[str, str]) -> None:
        """Take in one row below a header."""
        code, number = _code(cells), one_line(cells.get(NUMBER, ""))
        kept: Row = [
            row.row,
            cells,
            *([[[note.kind, note.key, note.value] for note in row.notes]] if row.notes else []),
        ]
        if sheet is PROCEDURES:
            self._add_procedure(code, number, row.sheet, kept)
        else:
            joined_on = ("code", code) if code else ("number", number)
            self.parts.setdefault(joined_on, {}).setdefault(row.sheet, []).append(kept)

    def _add_procedure(self, code: str, number: str, sheet: str, kept: Row) -> None:
        if one_line(kept[1].get(CONTINUED, "")) and self.procedures:
            at = self.by_number.get(number, len(self.procedures) - 1)
            self.procedures[at][3].append(kept)
            return
        self.by_number.setdefault(number, len(self.procedures))
        self.procedures.append((code, number, sheet, [kept]))

    def parts_of(self, code: str, number: str) -> dict[str, list[Row]]:
        """Give the rows of one procedure's parts, each of them once."""
        found: dict[str, list[Row]] = {}
        for joined_on in (("code", code), ("number", number)):
            if joined_on[1]:
                for sheet, rows in self.parts.pop(joined_on, {}).items():
                    found.setdefault(sheet, []).extend(rows)
        return found


def _code(cells: dict[str, str]) -> str:
    return clean_code(whole_code(cells.get(CODE, "")))


def raw_records(path: Path) -> Iterator[RawRecord]:
    """Yield the procedures of a workbook, each with its rows from all sheets as JSON.

    Rows of parts whose procedure is nowhere come with the last procedure, so that they are kept and reported. Raises
    `Problem` like `sheets.rows_of`; HEADER_MISSING where no row of headings is found on the sheet of procedures, and
    FILE_EMPTY where nothing stands below it.
    """
    gathered = _Gathered()
    headings: dict[str, list[str]] = {}
    for row in rows_of(path):
        sheet = _sheet_named(row.sheet)
        if sheet is None or row.sheet not in headings:
            gathered.notes.extend(note for note in row.notes if note.kind != "merged-cells")
        if sheet is None:
            continue
        if row.sheet not in headings:
            if found := _headings(sheet, row):
                headings[row.sheet] = found
                gathered.has_header |= sheet is PROCEDURES
            continue
        if cells := _cells_of(row, headings[row.sheet]):
            gathered.add(sheet, row, cells)
    if not gathered.has_header:
        raise Problem(ProblemKind.HEADER_MISSING, path=str(path))
    if not gathered.procedures:
        raise Problem(ProblemKind.FILE_EMPTY, path=str(path))
    yield from _records(gathered)


def _headings(sheet: Sheet, row: SheetRow) -> list[str]:
    """The headings that a row gives to its columns, none where it is no header: two of the template's must be there."""
    known = {fold(heading): heading for heading in _known_headings(sheet)}
    found = [known.get(fold(one_line(cell)), one_line(cell)) for cell in row.cells]
    return found if len({heading for heading in found if heading in known.values()}) >= 2 else []


def _known_headings(sheet: Sheet) -> tuple[str, ...]:
    return (*joining_headings(sheet), *(column.heading for column in sheet.columns), CONTINUED)


def _cells_of(row: SheetRow, headings: list[str]) -> dict[str, str]:
    """The row's texts by heading; a column without a heading is named by its place, a second one of a name too."""
    cells: dict[str, str] = {}
    for at, text in enumerate(row.cells):
        if text.strip():
            heading = headings[at] if at < len(headings) else ""
            if not heading or heading in cells:
                heading = f"{heading} [{at + 1}]".strip()
            cells[heading] = text
    return cells


def _records(gathered: _Gathered) -> Iterator[RawRecord]:
    last = len(gathered.procedures) - 1
    for at, (code, number, sheet, rows) in enumerate(gathered.procedures):
        found: dict[str, Any] = {"sheet": sheet, "rows": rows, "parts": gathered.parts_of(code, number)}
        if at == last and gathered.parts:
            found["strays"] = _strays(gathered.parts)
        text = json.dumps(found, ensure_ascii=False)
        notes = tuple(gathered.notes) if at == 0 else ()
        yield RawRecord(rows[0][0], text, f"sheet {sheet}, row {rows[0][0]}", notes)


def _strays(parts: dict[tuple[str, str], dict[str, list[Row]]]) -> dict[str, list[Row]]:
    strays: dict[str, list[Row]] = {}
    for sheets in parts.values():
        for sheet, rows in sheets.items():
            strays.setdefault(sheet, []).extend(rows)
    return strays


def interpret(raw: RawRecord, path: Path) -> ReadRecord:
    """Return what the rows of one procedure say, or raise a `Problem` with the row of the procedure as its line."""
    found = json.loads(raw.text)
    sheets = {name: sheet for name in found["parts"] if (sheet := _sheet_named(name)) is not None}
    record = native_record(found, sheets)
    text = json.dumps(record.native, ensure_ascii=False)
    read = native.interpret(RawRecord(raw.line, text, raw.place), path)
    notes = (*raw.notes, *record.notes, *(_placed(note, record.places) for note in read.notes), *_stray_notes(found))
    return ReadRecord(read.code, read.procedure, read.origin, notes)


def _placed(note: Note, places: dict[str, str]) -> Note:
    """The note with the place of the row that its key was read from: the longest known beginning of the key."""
    key = note.key
    while key and key not in places:
        key = key.rpartition("/")[0]
    return Note(note.kind, note.key, note.value, places.get(key, ""))


def _stray_notes(found: dict[str, Any]) -> Iterator[Note]:
    for sheet, rows in found.get("strays", {}).items():
        for number, cells, *_ in rows:
            joined_on = one_line(cells.get(CODE) or cells.get(NUMBER, ""))
            yield Note("row-without-procedure", sheet, joined_on, f"sheet {sheet}, row {number}")
