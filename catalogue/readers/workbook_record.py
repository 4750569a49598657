"""The rows of one procedure in the workbook template, put together as one record of the native layout."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from catalogue.native_layout import json_number, put_at
from catalogue.readers.cell_values import day_of_serial, whole_code
from catalogue.readers.record_fields import MOST_DIGITS
from catalogue.records import Note
from catalogue.text import fold, one_line
from catalogue.workbook_sheets import (
    CODE,
    CONTINUED,
    NUMBER,
    ORDER,
    OTHER_KEYS,
    PARTS,
    POINTER,
    PROCEDURES,
    VALUE,
    Column,
    Holds,
    Sheet,
)

_WHOLE = re.compile(r"\d{1,9}")
# Points or commas between groups of three digits, in a form that no sheet gives to a number of its own.
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}\.\d{2}0|\d{1,3}(?:,\d{3})+")
_NUMBER = re.compile(r"[+-]?\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?")
_ESCAPED = re.compile(r"_x(fff[ef])_", re.IGNORECASE)


@dataclass(slots=True)
class WorkbookRecord:
    """One procedure on its way from rows to the native layout: the record, where its parts stand, what was odd."""

    native: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """One row with its continuations: its place, its texts by heading, its numbers in its list and the outer one."""

    place: str
    cells: dict[str, str]
    order: int | None = None
    parent: int | None = None
    continued: int = 0


def native_record(found: dict[str, Any], sheets: dict[str, Sheet]) -> WorkbookRecord:
    """Return the native record that a procedure's rows make, with a note for every row that could not be placed.

    `found` is the JSON of the source record, `sheets` says which sheet of the template each of its names means.
    """
    record = WorkbookRecord()
    rows = [_row(record, PROCEDURES, found["sheet"], given) for given in found["rows"]]
    first = _with_continuations(sorted(rows, key=lambda row: row.continued))[0]
    record.places[""] = first.place
    record.native["code"] = whole_code(first.cells.pop(CODE, ""))
    _fill(record, PROCEDURES, first, record.native, "")
    numbered: dict[str, dict[int, int]] = {}
    for sheet in PARTS:
        if "." not in sheet.part:
            record.native[sheet.part] = []
        for row in _part_rows(record, found, sheets, sheet):
            _add_member(record, sheet, row, numbered)
    for row in _part_rows(record, found, sheets, OTHER_KEYS):
        _put_back(record, row)
    return record


def _part_rows(record: WorkbookRecord, found: dict[str, Any], sheets: dict[str, Sheet], sheet: Sheet) -> list[_Row]:
    """Give a part's rows in order: by their numbers where all of them have one, else as they stand."""
    named = [name for name in found["parts"] if sheets.get(name) is sheet]
    rows = [_row(record, sheet, name, given) for name in named for given in found["parts"][name]]
    if all(row.order is not None for row in rows):
        rows.sort(key=lambda row: (row.parent or 0, row.order or 0, row.continued))
    return _with_continuations(rows)


def _row(record: WorkbookRecord, sheet: Sheet, name: str, given: list[Any]) -> _Row:
    number, cells, *odd = given
    place = f"sheet {name}, row {number}"
    record.notes.extend(Note(kind, key, value, place) for kind, key, value in (odd[0] if odd else []))
    texts = {heading: _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for heading, text in cells.items()}
    row = _Row(place, texts)
    row.continued = _whole(record, row, CONTINUED) or 0
    texts.pop(NUMBER, None)
    if sheet is not PROCEDURES:
        texts.pop(CODE, None)
        row.order = _whole(record, row, ORDER)
        row.parent = _whole(record, row, sheet.parent) if sheet.parent else None
    return row


def _whole(record: WorkbookRecord, row: _Row, heading: str) -> int | None:
    """Take the whole number out of a row's cell; a text in its place is noted."""
    text = one_line(row.cells.pop(heading, ""))
    if _WHOLE.fullmatch(text):
        return int(text)
    if text:
        record.notes.append(Note("not-a-number", heading, text, row.place))
    return None


def _with_continuations(rows: list[_Row]) -> list[_Row]:
    """The rows with the texts of those that continue them; rows without anything of their own are left out."""
    whole: list[_Row] = []
    for row in rows:
        if row.continued and whole:
            for heading, text in row.cells.items():
                whole[-1].cells[heading] = whole[-1].cells.get(heading, "") + text
        elif row.cells or row.order is not None or not whole:
            whole.append(row)
    return whole


def _add_member(record: WorkbookRecord, sheet: Sheet, row: _Row, numbered: dict[str, dict[int, int]]) -> None:
    """Add one row to the list of the native record that its sheet stands for."""
    outer, _, inner = sheet.part.partition(".")
    members = record.native[outer]
    pointer = f"/{outer}"
    if inner:
        at = _parent(record, sheet, row, members, numbered.setdefault(outer, {}))
        members = members[at].setdefault(inner, [])
        pointer = f"/{outer}/{at}/{inner}"
    else:
        numbered.setdefault(outer, {}).setdefault(row.order or len(members) + 1, len(members))
    pointer = f"{pointer}/{len(members)}"
    member: dict[str, Any] = {}
    members.append(member)
    record.places[pointer] = row.place
    _fill(record, sheet, row, member, pointer)


def _parent(record: WorkbookRecord, sheet: Sheet, row: _Row, members: list[Any], numbered: dict[int, int]) -> int:
    """Return the place in the outer list of the member that a row belongs to; one that is missing is made and noted."""
    if row.parent is None and len(members) == 1:
        return 0
    number = row.parent or 1
    if number not in numbered:
        numbered[number] = len(members)
        members.append({})
        if row.parent is not None:
            record.notes.append(Note("row-without-parent", f"{sheet.name}: {sheet.parent}", str(number), row.place))
    elif row.parent is None:
        record.notes.append(Note("row-without-parent", f"{sheet.name}: {sheet.parent}", "", row.place))
    return numbered[number]


def _fill(record: WorkbookRecord, sheet: Sheet, row: _Row, target: dict[str, Any], pointer: str) -> None:
    """Set the native keys that a row's cells give; cells of other columns are kept under their headings."""
    for column in sheet.columns:
        text = row.cells.pop(column.heading, "")
        if text:
            outer, _, inner = column.key.partition(".")
            holder = target.setdefault(outer, {}) if inner else target
            key = f"{pointer}/{column.key.replace('.', '/')}"
            holder[inner or outer] = _value(record, column, text, key, row.place)
    for heading, text in row.cells.items():
        target[heading if heading not in target else f"{heading} [+]"] = text


def _value(record: WorkbookRecord, column: Column, text: str, key: str, place: str) -> Any:
    match column.holds:
        case Holds.LINES:
            return [line for line in text.split("\n") if line.strip()]
        case Holds.WORD:
            known = {fold(shown): word for word, shown in column.words} | {word: word for word, _ in column.words}
            return known.get(fold(one_line(text)), text)
        case Holds.NUMBER:
            return _number(record, text, key, place)
        case Holds.TEXT:
            day = day_of_serial(text) if column.key.endswith(("date", "retrieved")) else ""
            if day:
                record.notes.append(Note("day-as-number", key, text, place))
            return day or text


def plain_number(text: str) -> int | float | None:
    """Return the number that a text of one line is, None where it is words or longer than any amount.

    Groups of three digits are told from decimals where no sheet writes a number of its own so: `300.000` is three
    hundred thousand, `1.234` is not.
    """
    if _GROUPED.fullmatch(text):
        return json_number(Decimal(re.sub(r"[.,]", "", text)))
    if _NUMBER.fullmatch(text):
        number = Decimal(text)
        if len(number.as_tuple().digits) <= MOST_DIGITS and abs(number.adjusted()) <= MOST_DIGITS:
            return json_number(number)
    return None


def _number(record: WorkbookRecord, text: str, key: str, place: str) -> int | float | str:
    """The number that a cell holds; words in its place stay words, and are noted."""
    written = one_line(text)
    number = plain_number(written)
    if number is None:
        record.notes.append(Note("not-a-number", key, written, place))
        return text
    if _GROUPED.fullmatch(written):
        record.notes.append(Note("text-for-number", key, written, place))
    return number


def _put_back(record: WorkbookRecord, row: _Row) -> None:
    """Set a value of the sheet of other keys where its pointer says, or at the record's end where there is no place."""
    pointer, text = row.cells.get(POINTER, ""), row.cells.get(VALUE, "")
    if pointer.startswith('"'):
        pointer = str(_json(pointer))
    try:
        put_at(record.native, pointer, _json(text))
    except (IndexError, KeyError, TypeError, ValueError):
        record.native[pointer] = text
        record.notes.append(Note("key-without-place", pointer, "", row.place))
        pointer = f"/{pointer.replace('~', '~0').replace('/', '~1')}"
    record.places[pointer] = row.place


def _json(text: str) -> Any:
    """The value that a cell's JSON means; a text that is no JSON is taken as the text itself."""
    try:
        value = json.loads(text)
        json.dumps(value, allow_nan=False)
    except (ValueError, RecursionError):
        return text
    return value
