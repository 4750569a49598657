"""The workbook template, written: procedures as an XLSX file that offices edit and `readers.workbook` reads back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

from catalogue.native_layout import to_native
from catalogue.records import ReadRecord
from catalogue.workbook_sheets import (
    CODE,
    CONTINUED,
    GUIDE,
    GUIDE_SHEET,
    MOST_CELL_BREAKS,
    MOST_CELL_UNITS,
    OTHER_KEYS,
    PARTS,
    PROCEDURES,
    SHEETS,
    Column,
    Holds,
    Sheet,
    joining_headings,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
_JOINING_WIDTH = 14
_LONGEST_JOINING_CODE = 255
_LONGEST_WORD = 200
# A sheet would take such a code for a number and drop its last zeros; reading mends that with whole_code.
_NUMBER_LIKE_CODE = re.compile(r"\d[.,]\d{1,5}")
_NO_CHANGE = "\u200b"
# Without the time of writing, so that equal content gives equal files.
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)

Cell = str | int | float | None


def write_workbook(file: IO[bytes], records: Iterable[ReadRecord]) -> int:
    """Write records into a file as the workbook template, a record at a time in memory; return how many there were.

    The file is opened for writing bytes and can be positioned. Every text stands as a typed string, never as a formula.
    Raises OSError where the disk is full or the file cannot be written.
    """
    with TemporaryDirectory(prefix="workbook-", ignore_cleanup_errors=True) as folder:
        return _write(file, records, folder)


def _write(file: IO[bytes], records: Iterable[ReadRecord], folder: str) -> int:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    # Rows wait in files of the folder until the workbook is closed.
    options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
    package = _Package(file)
    workbook = Workbook(package, options)
    workbook.set_properties({"created": _ANY_TIME})
    written = 0
    formats = _Formats(workbook)
    _write_guide(workbook, formats)
    sheets = {sheet.name: _SheetWriter(workbook, sheet, formats) for sheet in SHEETS}
    sheets[PROCEDURES.name].activate()
    for written, record in enumerate(records, start=1):
        for sheet, cells in _rows(record, written):
            sheets[sheet.name].write(cells)
    try:
        workbook.close()
    except FileCreateError as error:
        package.abandon()
        raise (error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error))) from error
    return written


class _Package:
    """The file that a package is written into; once it is given up, what is still done to it does nothing.

    The writer of packages ends the package when it is forgotten, although the file was closed long ago.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._abandoned = False
        self._position = 0

    def abandon(self) -> None:
        """Give the package up."""
        with suppress(OSError, ValueError):
            self._position = self._file.tell()
        self._abandoned = True

    def write(self, data: bytes) -> int:
        """Write bytes at the position."""
        if not self._abandoned:
            return self._file.write(data)
        self._position += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a position."""
        if not self._abandoned:
            return self._file.seek(offset, whence)
        self._position = offset
        return offset

    def tell(self) -> int:
        """Return the position."""
        return self._position if self._abandoned else self._file.tell()

    def flush(self) -> None:
        """Hand what was written to the system."""
        if not self._abandoned:
            self._file.flush()


class _Formats:
    """The few formats of the template."""

    def __init__(self, workbook: Workbook) -> None:
        self.heading: Format = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#D9E2F3", "border": 1}
        )
        # As text, so that what somebody types in the column stays as it was typed: codes, days, dashes.
        self.text: Format = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.number: Format = workbook.add_format({"valign": "top"})


class _SheetWriter:
    """Writes the rows of one sheet, and goes on in a second sheet of the name where the first is full."""

    def __init__(self, workbook: Workbook, sheet: Sheet, formats: _Formats) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._formats = formats
        self._sheets = 0
        self._row = 0
        self._headings = (*joining_headings(sheet), *(column.heading for column in sheet.columns), CONTINUED)
        self._worksheet = self._new()

    def activate(self) -> None:
        """Make this the sheet that shows when the file is opened."""
        self._worksheet.activate()

    def write(self, cells: list[Cell]) -> None:
        """Write one row."""
        if self._row + 1 >= MOST_ROWS:
            self._worksheet = self._new()
        self._row += 1
        for at, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                self._worksheet.write_string(self._row, at, cell, self._formats.text)
            else:
                self._worksheet.write_number(self._row, at, cell, self._formats.number)

    def _new(self) -> Worksheet:
        self._sheets += 1
        self._row = 0
        name = self._sheet.name if self._sheets == 1 else f"{self._sheet.name} ({self._sheets})"
        worksheet = self._workbook.add_worksheet(name)
        worksheet.freeze_panes(1, len(joining_headings(self._sheet)))
        self._set_columns(worksheet)
        for at, heading in enumerate(self._headings):
            worksheet.write_string(0, at, heading, self._formats.heading)
        return worksheet

    def _set_columns(self, worksheet: Worksheet) -> None:
        joining = joining_headings(self._sheet)
        for at, heading in enumerate(joining):
            worksheet.set_column(
                at, at, _JOINING_WIDTH, self._formats.text if heading == CODE else self._formats.number
            )
        for at, column in enumerate(self._sheet.columns, start=len(joining)):
            is_number = column.holds is Holds.NUMBER
            worksheet.set_column(at, at, column.width, self._formats.number if is_number else self._formats.text)
            if column.holds is Holds.WORD:
                words = [shown for _, shown in column.words]
                worksheet.data_validation(1, at, MOST_ROWS - 1, at, {"validate": "list", "source": words})
        worksheet.set_column(len(self._headings) - 1, len(self._headings) - 1, 10, self._formats.number)


def _write_guide(workbook: Workbook, formats: _Formats) -> None:
    worksheet = workbook.add_worksheet(GUIDE_SHEET)
    worksheet.set_column(0, 0, 120, formats.text)
    for row, text in enumerate(GUIDE):
        worksheet.write_string(row, 0, text, formats.text)


def _rows(record: ReadRecord, number: int) -> Iterator[tuple[Sheet, list[Cell]]]:
    """Yield the rows of one record, sheet after sheet."""
    native = to_native(replace(record.procedure, extra=()), record.code, record.origin)
    code = _joining_code(record.code)
    own: list[Cell] = [_kept_code(record.code), number]
    yield from _split(PROCEDURES, own, _cells(PROCEDURES, native))
    for sheet in PARTS:
        for order, member in _members(native, sheet.part):
            yield from _split(sheet, [code, number, *order], _cells(sheet, member))
    for at, (pointer, text) in enumerate(record.procedure.extra, start=1):
        yield from _split(OTHER_KEYS, [code, number, at], [_pointer_cell(pointer), _plain_json(text)])


def _joining_code(code: str) -> str:
    """The code that a part's rows carry; rows of a record without a usable one are joined by its number."""
    return _kept_code(code) if len(code) <= _LONGEST_JOINING_CODE else ""


def _kept_code(code: str) -> str:
    """The code as a cell holds it: one that looks like a number gets an invisible letter, which reading takes out."""
    return code + _NO_CHANGE if _NUMBER_LIKE_CODE.fullmatch(code) else code


def _members(native: dict[str, Any], part: str) -> Iterator[tuple[list[Cell], dict[str, Any]]]:
    """Yield the members of a list, each with its number from 1; of a list inside a list with both numbers."""
    outer, _, inner = part.partition(".")
    for at, member in enumerate(native[outer], start=1):
        if not inner:
            yield [at], member
            continue
        for within, nested in enumerate(member[inner], start=1):
            yield [at, within], nested


def _cells(sheet: Sheet, member: dict[str, Any]) -> list[Cell]:
    return [_cell(column, _at(member, column.key)) for column in sheet.columns]


def _at(member: dict[str, Any], key: str) -> Any:
    outer, _, inner = key.partition(".")
    return member[outer][inner] if inner else member.get(outer)


def _cell(column: Column, value: Any) -> Cell:
    match column.holds:
        case Holds.NUMBER:
            number: Cell = value
            return number
        case Holds.LINES:
            return "\n".join(value)
        case Holds.WORD:
            return dict(column.words)[value]
        case Holds.TEXT:
            return value or ""


def _split(sheet: Sheet, joining: list[Cell], cells: list[Cell]) -> Iterator[tuple[Sheet, list[Cell]]]:
    """Yield one row, and rows that continue it where a text is longer than a cell can be."""
    parts = [pieces(cell) if isinstance(cell, str) else [] for cell in cells]
    codes = pieces(str(joining[0])) if sheet is PROCEDURES else []
    for at in range(max(1, len(codes), *(len(part) for part in parts))):
        row = [_part(cell, part, at) for cell, part in zip(cells, parts, strict=True)]
        code = _part("", codes, at) if sheet is PROCEDURES else joining[0]
        yield sheet, [code, *joining[1:], *row, at or None]


def _part(cell: Cell, part: list[str], at: int) -> Cell:
    """What a cell gives to the row of its number: a piece of a text; a number stands in the first row only."""
    if isinstance(cell, str):
        return part[at] if at < len(part) else ""
    return cell if at == 0 else None


def pieces(text: str) -> list[str]:
    """Return a text in pieces that each fit in a cell and together are the text, parted inside words if possible."""
    found = []
    start = 0
    while start < len(text):
        end = _piece_end(text, start)
        found.append(text[start:end])
        start = end
    return found or [""]


def _piece_end(text: str, start: int) -> int:
    end = min(len(text), start + MOST_CELL_UNITS)
    while (excess := len(text[start:end].encode("utf-16-le")) // 2 - MOST_CELL_UNITS) > 0:
        end -= (excess + 1) // 2
    for _ in range(text.count("\n", start, end) - MOST_CELL_BREAKS):
        end = text.rindex("\n", start, end)
    # People do not see a space at the end of a cell, and may lose it.
    inside = (at for at in range(end, max(start, end - _LONGEST_WORD), -1) if not _beside_space(text, at))
    return end if end == len(text) else next(inside, end)


def _beside_space(text: str, at: int) -> bool:
    return text[at].isspace() or text[at - 1].isspace()


_LOSABLE = re.compile(r"(?<= ) |^ | $|[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")


def _plain_json(text: str) -> str:
    """The same JSON with escapes for what a sheet could lose: runs of spaces and invisible characters in its texts."""
    return _LOSABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _pointer_cell(pointer: str) -> str:
    """The pointer as it is, or as a JSON text where it holds what a sheet could lose."""
    quoted = _plain_json(json.dumps(pointer, ensure_ascii=False))
    return pointer if quoted == f'"{pointer}"' else quoted
