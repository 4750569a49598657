"""The reader of the portal's list exports: a workbook or a CSV file with codes, names, publishers, agencies, fields.

Offices keep such lists too, so the row of headings is searched for below titles and in any column, headings may stand
in two rows, and a CSV file may be parted by commas, semicolons, tabs or bars and be in any of the encodings of
`text_files`. A column that no record has a place for is kept as an unknown key under its heading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, groupby, islice
from pathlib import Path

from catalogue.codes import clean_code
from catalogue.problems import Problem, ProblemKind
from catalogue.readers.cell_values import day_of_serial, whole_code
from catalogue.readers.csv_rows import rows_as_they_come, rows_of_csv
from catalogue.readers.json_values import parse_json
from catalogue.readers.legacy_encodings import Encoding, from_letters, legacy_letters
from catalogue.readers.list_headings import LAST_HEADER_ROW, Header, find_header, header_of, part_of
from catalogue.readers.plain_files import refuse_devices
from catalogue.readers.sheets import SheetRow, beginnings_of, is_workbook, rows_of
from catalogue.readers.syllables import likeness
from catalogue.readers.text_files import form_of, head_text, lines_of
from catalogue.records import (
    Agencies,
    Channel,
    Decision,
    Fee,
    Note,
    Procedure,
    ProcessingTime,
    RawRecord,
    ReadRecord,
)
from catalogue.text import clean, fold, is_no_value, one_line

LAYOUT = "portal_list"

# A change in what `interpret` makes of a row raises this number, so that stored readings are made anew.
READING_VERSION = 3

_DELIMITERS = ",;\t|"
_HEAD_BYTES = 1 << 16
_SECTION_FIELD = re.compile(r"(?:[IVXLC\d]+\s*[.)\-/:]*\s*)?lĩnh vực\s*:?\s*(.+)", re.IGNORECASE)
_FIELD_HEADING = "Lĩnh vực"
# How much of a row that was left out is quoted.
_NOTED = 100
_PARTING = re.compile(r"[\n;]")


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a workbook or text file has a row of headings with codes and names of procedures."""
    if path.is_dir():
        return False
    if is_workbook(head):
        try:
            sheets = groupby(beginnings_of(path), key=lambda row: row.sheet)
            return any(_headed(_in_letters(list(rows))[0]) is not None for _, rows in sheets)
        except Problem:
            return False
    text = head_text(head)
    return not text.startswith(("{", "[")) and _delimiter(text.splitlines(keepends=True)) is not None


def raw_records(path: Path) -> Iterator[RawRecord]:
    """Yield the rows below the headings, each as JSON of its texts by heading, with its row or line number.

    Rows that only head a section, repeat the headings or sum up are left out and noted on the row before. Raises
    `Problem`: HEADER_MISSING, ROWS_MISSING, or what opening a workbook or text file raises.
    """
    in_sheets = is_workbook(_head(path))
    rows, notes = (rows_of(path), ()) if in_sheets else (_csv_rows(path), form_of(path).notes)
    found = False
    for record in _with_notes_of_left_out(_records(rows)):
        yield record if found else replace(record, notes=notes + record.notes)
        found = True
    if not found:
        headed = recognises(path, _head(path, _HEAD_BYTES))
        raise Problem(ProblemKind.ROWS_MISSING if headed else ProblemKind.HEADER_MISSING, path=str(path))


def _head(path: Path, length: int = 8) -> bytes:
    refuse_devices(path)
    try:
        with path.open("rb") as source:
            return source.read(length)
    except FileNotFoundError:
        raise Problem(ProblemKind.FILE_MISSING, path=str(path)) from None
    except OSError as error:
        raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)) from None


def _csv_rows(path: Path) -> Iterator[SheetRow]:
    form = form_of(path)
    lines = (f"{line.text}\n" for line in lines_of(path, form))
    first = list(islice(lines, LAST_HEADER_ROW))
    delimiter = _delimiter(first)
    if delimiter is None:
        raise Problem(ProblemKind.HEADER_MISSING, path=str(path))
    for number, cells in rows_of_csv(chain(first, lines), delimiter, path):
        if any(cell.strip() for cell in cells):
            yield SheetRow("", number, cells)


def _delimiter(lines: list[str]) -> str | None:
    """The sign that parts the cells of a CSV file: the one with which a row of headings is found."""
    found = []
    for delimiter in _DELIMITERS:
        header = find_header(list(rows_as_they_come(lines[:LAST_HEADER_ROW], delimiter)))
        if header is not None:
            found.append((len(header[1].column_of), delimiter))
    return max(found)[1] if found else None


@dataclass(frozen=True, slots=True)
class _LeftOut:
    """A row or sheet that holds no procedure, as a note of where it stands."""

    note: Note


def _records(rows: Iterable[SheetRow]) -> Iterator[RawRecord | _LeftOut]:
    for sheet, sheet_rows in groupby(rows, key=lambda row: row.sheet):
        iterator = iter(sheet_rows)
        first = list(islice(iterator, LAST_HEADER_ROW))
        first, letters = _in_letters(first)
        found = _headed(first)
        if found is None:
            yield _LeftOut(Note("sheet-left-out", sheet, place=f"sheet {sheet}"))
            continue
        row_of_headings = first[found[0]]
        if row_of_headings.row > 1 or not row_of_headings.cells[0]:
            yield _LeftOut(_heading_note(found[1], row_of_headings))
        above = chain.from_iterable(row.notes for row in first[: found[0] + 1])
        yield from (_LeftOut(note) for note in above if note.kind != "merged-cells")
        below = chain(first[found[0] + 1 :], (_in_unicode(row, letters) for row in iterator))
        yield from _records_below(found[1], below)


def _in_letters(first: list[SheetRow]) -> tuple[list[SheetRow], Encoding | None]:
    """The first rows of a sheet in Unicode, and the old font that they were typed in, if any."""
    letters = legacy_letters("\n".join(" ".join(row.cells) for row in first))
    return [_in_unicode(row, letters) for row in first], letters


def _headed(rows: list[SheetRow]) -> tuple[int, Header] | None:
    return find_header([row.cells for row in rows])


def _heading_note(header: Header, row: SheetRow) -> Note:
    """Say where headings were found that do not begin in the first cell, and which they are."""
    headings = ", ".join(heading for heading in header.headings if heading)
    return Note("headings-moved", "", headings[:_NOTED], row.place if row.sheet else f"line {row.row}")


def _records_below(header: Header, rows: Iterable[SheetRow]) -> Iterator[RawRecord | _LeftOut]:
    field = ""
    for row in rows:
        if _holds_procedure(header, row.cells):
            texts = header.texts(row.cells)
            if field and "field" not in header.column_of:
                texts[_FIELD_HEADING] = field
            yield RawRecord(row.row, json.dumps(texts, ensure_ascii=False), row.place if row.sheet else "", row.notes)
            continue
        text = one_line(" ".join(row.cells))
        section = _SECTION_FIELD.fullmatch(text)
        field = section[1] if section else field
        yield _LeftOut(Note("row-left-out", "", text[:_NOTED], row.place if row.sheet else f"line {row.row}"))
        yield from (_LeftOut(note) for note in row.notes if note.kind != "merged-cells")


def _holds_procedure(header: Header, cells: tuple[str, ...]) -> bool:
    """Tell whether a row holds a procedure, and is no title, section, sum, repeated or numbered heading."""
    columns = header.column_of
    filled = {column for column, cell in enumerate(cells) if not is_no_value(cell)} - {columns.get("rank")}
    if len(filled) < 2 or _numbers_columns(cells) or header_of(cells) is not None:
        # A list without any code may say no more of a procedure than its name.
        return filled == {columns["name"]} and "code" not in columns
    return columns["name"] in filled or any(letter.isdigit() for letter in cells[min(filled)])


def _numbers_columns(cells: tuple[str, ...]) -> bool:
    """Tell whether a row only numbers the columns, as in (1) (2) (3)."""
    numbers = [cell.strip().strip("()") for cell in cells if cell.strip()]
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _with_notes_of_left_out(found: Iterable[RawRecord | _LeftOut]) -> Iterator[RawRecord]:
    """The raw records, each with the notes of what was left out after it; the first also of what was before it."""
    waiting: RawRecord | None = None
    notes: list[Note] = []
    for member in found:
        if isinstance(member, _LeftOut):
            notes.append(member.note)
            continue
        if waiting is not None:
            yield replace(waiting, notes=(*waiting.notes, *notes))
            notes = []
        waiting = member
    if waiting is not None:
        yield replace(waiting, notes=(*waiting.notes, *notes))


def _in_unicode(row: SheetRow, letters: Encoding | None) -> SheetRow:
    """The row with letters of TCVN3 and VNI fonts converted, where it shows such itself or goes with its sheet."""
    text = " ".join(row.cells)
    own = legacy_letters(text)
    if own is None and letters is not None and likeness(from_letters(text, letters))[0] > likeness(text)[0]:
        own = letters
    if own is None:
        return row
    note = Note("encoding-converted", "", str(own), row.place)
    return replace(row, cells=tuple(from_letters(cell, own) for cell in row.cells), notes=(*row.notes, note))


def interpret(raw: RawRecord, path: Path) -> ReadRecord:
    """Return what one row says; raises `Problem` for a row without a name."""
    texts: dict[str, str] = parse_json(raw.text, path, raw.line)
    parts = {part: text for heading, text in reversed(texts.items()) if (part := part_of(heading))}
    if is_no_value(parts.get("name", "")):
        lost = any(note.kind == "error-cell" or (note.kind == "formula" and not note.value) for note in raw.notes)
        kind = ProblemKind.NAME_NOT_COMPUTED if lost else ProblemKind.RECORD_WITHOUT_NAME
        raise Problem(kind, path=str(path), line=raw.line)
    if day := day_of_serial(one_line(parts.get("decision_day", ""))):
        notes_of_day = [Note("day-as-number", "/decision/date", day, raw.place)]
    else:
        notes_of_day = []
    unknown = {_pointer(heading): text for heading, text in texts.items() if not part_of(heading)}
    notes = [*notes_of_day, *(Note("unknown-column", pointer, place=raw.place) for pointer in unknown)]
    published = clean_code(parts.get("code", ""))
    code = whole_code(published)
    if code != published:
        notes.append(Note("code-mended", "/code", published, raw.place))
    extra = sorted((pointer, json.dumps(clean(text), ensure_ascii=False)) for pointer, text in unknown.items())
    return ReadRecord(code, _procedure(parts, tuple(extra)), notes=(*raw.notes, *notes))


def _procedure(parts: dict[str, str], extra: tuple[tuple[str, str], ...]) -> Procedure:
    day = one_line(parts.get("decision_day", ""))
    return Procedure(
        name=_value(parts, "name"),
        field=_value(parts, "field"),
        level=_listed(parts, "level"),
        type=_value(parts, "type"),
        decision=Decision(_value(parts, "decision"), day_of_serial(day) or day),
        publisher=_value(parts, "publisher"),
        agencies=Agencies(
            implementing=_listed(parts, "implementing"),
            competent=_listed(parts, "competent"),
            coordinating=_listed(parts, "coordinating"),
        ),
        subjects=_listed(parts, "subjects"),
        channels=_channels(parts),
        extra=extra,
    )


def _channels(parts: dict[str, str]) -> tuple[Channel, ...]:
    """The one way of submitting that a list tells of: its time limit and its fee, in the words of the cells."""
    time, fee = _value(parts, "time"), one_line(parts.get("fee", ""))
    if not time and not fee:
        return ()
    # "Không" in a column of fees says that there is none, and is no missing value.
    return (Channel(processing_time=ProcessingTime(text=time), fees=(Fee(text=fee),) if fee else ()),)


def _pointer(heading: str) -> str:
    return "/" + one_line(heading).replace("~", "~0").replace("/", "~1")


def _value(parts: dict[str, str], part: str) -> str:
    text = one_line(parts.get(part, ""))
    return "" if is_no_value(text) else text


def _listed(parts: dict[str, str], part: str) -> tuple[str, ...]:
    """The names in a cell, one a line or parted by semicolons; a name that stands twice counts once."""
    names = (one_line(name) for name in _PARTING.split(clean(parts.get(part, ""))))
    return tuple({fold(name): name for name in names if not is_no_value(name)}.values())
