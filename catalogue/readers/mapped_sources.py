"""Foreign sources taken apart into records: JSON lists, lines and objects with a list inside, sheets and CSV files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from catalogue.native_layout import json_number
from catalogue.problems import Problem, ProblemKind
from catalogue.readers.csv_rows import rows_as_they_come, rows_of_csv
from catalogue.readers.json_values import array_members, parse_json
from catalogue.readers.sheets import SheetRow, is_workbook, rows_of
from catalogue.readers.text_files import form_of, head_text, lines_of, opened, pieces_of
from catalogue.records import Note
from catalogue.text import fold, one_line

_HEAD_BYTES = 1 << 16
_LONGEST_JSON = 256 << 20
_DELIMITERS = ",;\t|"
_HEADER_WITHIN = 60
_DEEPEST_LIST = 4


@dataclass(frozen=True, slots=True)
class SourceMember:
    """One record of a source: its line or row, where it stands, its values (cells are texts by heading), and notes.

    Noted is what was seen of its row, and with the first row of a sheet what was seen above it.
    """

    line: int
    place: str
    values: Any
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """One sheet, or the only table of a CSV file: its name, its headings with their row, and its rows below them."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[SourceMember, ...]


def has_sheets(path: Path) -> bool:
    """Tell whether a source is a workbook or a CSV file rather than JSON; raises `Problem` where it cannot be read."""
    with opened(path) as source:
        head = source.read(_HEAD_BYTES)
    if not head:
        raise Problem(ProblemKind.FILE_EMPTY, path=str(path))
    return is_workbook(head) or not head_text(head).startswith(("{", "["))


def notes_of_text(path: Path) -> tuple[Note, ...]:
    """Return what is to be noted of how a source's text is written, nothing where it is a workbook."""
    with opened(path) as source:
        in_sheets = is_workbook(source.read(8))
    return () if in_sheets else form_of(path).notes


def json_members(path: Path, records: str, is_record: Callable[[Any], bool]) -> Iterator[SourceMember]:
    """Yield the records of a JSON source: the members of a list, the lines, or the list at a path inside an object.

    Without a path an object is itself the record where `is_record` says so, else the largest list of objects inside it
    holds the records. Raises `Problem` like `parse_json`, FILE_EMPTY, and
    MAPPED_LIST_MISSING where there is no list at the path.
    """
    form = form_of(path)
    with opened(path) as source:
        begins_list = head_text(source.read(_HEAD_BYTES)).startswith("[")
    if begins_list and not records:
        members = array_members(pieces_of(path, form), path)
        yield from (SourceMember(line, f"line {line}", parse_json(text, path, line)) for line, text in members)
        return
    lines = ((line.number, line.text) for line in lines_of(path, form) if line.text.strip())
    first = list(islice(lines, 2))
    if len(first) == 2 and not records and all(_is_object(text) for _, text in first):
        for number, text in chain(first, lines):
            yield SourceMember(number, f"line {number}", parse_json(text, path, number))
        return
    yield from _members_inside(path, "".join(pieces_of(path, form)), records, is_record)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _members_inside(path: Path, text: str, records: str, is_record: Callable[[Any], bool]) -> Iterator[SourceMember]:
    if len(text) > _LONGEST_JSON:
        raise Problem(ProblemKind.SOURCE_TOO_HEAVY, path=str(path))
    found = parse_json(text, path, 1)
    held = value_at(found, records) if records else None if is_record(found) else _largest_list(found, _DEEPEST_LIST)
    if held is None and not records:
        held = [found]
    if isinstance(held, dict):
        held = list(held.values())
    if not isinstance(held, list):
        raise Problem(ProblemKind.MAPPED_LIST_MISSING, path=str(path), key=records)
    for number, member in enumerate(held, start=1):
        yield SourceMember(number, f"record {number}", member)


def _largest_list(found: Any, deep: int) -> list[Any] | None:
    """The longest list of objects inside, the outer one where two are as long."""
    if isinstance(found, list) and found and all(isinstance(member, dict) for member in found):
        return found
    if not isinstance(found, dict) or deep == 0:
        return None
    inner = [held for value in found.values() if (held := _largest_list(value, deep - 1)) is not None]
    return max(inner, key=len, default=None)


def sheets_in(path: Path, header: int = 0) -> Iterator[SourceSheet]:
    """Yield the sheets of a workbook, or the one table of a CSV file, that have a row of headings and rows below it.

    `header` is the number of that row; 0 takes the first row with as many texts as most rows have.
    """
    with opened(path) as source:
        in_sheets = is_workbook(source.read(8))
    rows = rows_of(path) if in_sheets else csv_rows(path)
    by_sheet: dict[str, list[SheetRow]] = {}
    for row in rows:
        if any(cell.strip() for cell in row.cells):
            by_sheet.setdefault(row.sheet, []).append(row)
    for name, found in by_sheet.items():
        at = _header_at(found, header)
        if at is not None:
            headings = _headings(found[at].cells)
            above = tuple(note for row in found[: at + 1] for note in row.notes if note.kind != "merged-cells")
            members = tuple(_member(row, headings) for row in found[at + 1 :])
            yield SourceSheet(name, headings, _with_notes(members, above))


def _header_at(rows: list[SheetRow], header: int) -> int | None:
    if header:
        return next((at for at, row in enumerate(rows) if row.row == header), None)
    filled = [sum(1 for cell in row.cells if cell.strip()) for row in rows[:_HEADER_WITHIN]]
    usual = sorted(filled)[len(filled) // 2]
    return next((at for at, count in enumerate(filled) if count >= max(1, usual)), None)


def _headings(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The headings, those without a text or used before told by their column."""
    headings: list[str] = []
    for column, cell in enumerate(cells, start=1):
        heading = one_line(cell)
        headings.append(heading if heading and heading not in headings else f"{heading} [{column}]".strip())
    return tuple(headings)


def _with_notes(members: tuple[SourceMember, ...], above: tuple[Note, ...]) -> tuple[SourceMember, ...]:
    """The members of a sheet, the first with what was noted above it."""
    return (replace(members[0], notes=above + members[0].notes), *members[1:]) if members and above else members


def _member(row: SheetRow, headings: tuple[str, ...]) -> SourceMember:
    named = {
        headings[at] if at < len(headings) else f"[{at + 1}]": text for at, text in enumerate(row.cells) if text.strip()
    }
    return SourceMember(row.row, row.place if row.sheet else f"line {row.row}", named, row.notes)


def csv_rows(path: Path) -> Iterator[SheetRow]:
    """Yield the rows of a CSV file, whichever sign parts its cells; the row number is that of its first line."""
    lines = (f"{line.text}\n" for line in lines_of(path, form_of(path)))
    first = list(islice(lines, _HEADER_WITHIN))
    for number, cells in rows_of_csv(chain(first, lines), _delimiter(first), path):
        yield SheetRow("", number, cells)


def _delimiter(lines: Iterable[str]) -> str:
    """The sign that parts most cells in most rows."""
    sample = list(lines)

    def cells(delimiter: str) -> int:
        counts = sorted(len(row) for row in rows_as_they_come(sample, delimiter) if row)
        return counts[len(counts) // 2] if counts else 0

    return max(_DELIMITERS, key=cells)


def value_at(value: Any, path: str) -> Any:
    """Return what stands at a path: a key or heading, or several with points between them; "." is the value itself.

    A key that holds points is found as it is; keys are also found without regard to case and diacritics.
    """
    if path == ".":
        return value
    if isinstance(value, dict):
        for known in (path, _same_key(value, path)):
            if known is not None and known in value:
                return value[known]
    first, _, rest = path.partition(".")
    if isinstance(value, list) and first.isdecimal():
        inner = value[int(first)] if int(first) < len(value) else None
    elif isinstance(value, dict) and rest:
        inner = value.get(first if first in value else _same_key(value, first) or "")
    else:
        return None
    return value_at(inner, rest) if rest else inner


def _same_key(value: dict[str, Any], key: str) -> str | None:
    folded = fold(one_line(key))
    return next((other for other in value if fold(one_line(other)) == folded), None)


def plain(value: Any) -> str:
    """Return a record's values as JSON text."""
    return json.dumps(value, ensure_ascii=False, default=json_number)
