"""The reader of foreign sources through a mapping: any JSON, sheet or CSV file whose columns a TOML file names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping as Map
from pathlib import Path
from typing import Any

from catalogue.problems import Problem, ProblemKind
from catalogue.readers import native
from catalogue.readers.mapped_sources import (
    SourceMember,
    SourceSheet,
    has_sheets,
    json_members,
    notes_of_text,
    plain,
    sheets_in,
    value_at,
)
from catalogue.readers.mapping_file import COLUMNS, Mapping, Part, Value
from catalogue.readers.workbook_record import plain_number
from catalogue.records import Note, RawRecord, ReadRecord
from catalogue.text import fold, one_line
from catalogue.workbook_sheets import Column, Holds


class MappedLayout:
    """The layout that a mapping describes.

    Its name holds the beginning of the mapping's digest, so that a reading is used again only where the same mapping
    made it.
    """

    READING_VERSION = 2

    def __init__(self, mapping: Mapping) -> None:
        self.LAYOUT = f"mapped {mapping.digest[:12]}"
        self._mapping = mapping

    def recognises(self, path: Path, head: bytes) -> bool:
        """Tell that the file is to be read so: whoever gives a mapping says it of every file."""
        return path.is_file() and bool(head)

    def raw_records(self, path: Path) -> Iterator[RawRecord]:
        """Yield the records of a source as JSON, rows of joined sheets with them.

        Raises `Problem`: what opening the source raises, MAPPED_SHEET_MISSING, MAPPED_LIST_MISSING, and
        MAPPED_COLUMN_MISSING for a column that no heading gives.
        """
        members = self._sheet_members(path) if has_sheets(path) else self._json_members(path)
        written = notes_of_text(path)
        found = False
        for member in members:
            notes = member.notes if found else (*written, *member.notes)
            yield RawRecord(member.line, plain(member.values), member.place, notes)
            found = True
        if not found:
            raise Problem(ProblemKind.FILE_EMPTY, path=str(path))

    def _json_members(self, path: Path) -> Iterator[SourceMember]:
        name = self._mapping.fields["name"].columns
        return json_members(
            path, self._mapping.records, lambda found: any(value_at(found, column) is not None for column in name)
        )

    def _sheet_members(self, path: Path) -> Iterator[SourceMember]:
        sheets = {fold(sheet.name): sheet for sheet in sheets_in(path, self._mapping.header)}
        if not sheets and self._mapping.header:
            raise Problem(ProblemKind.MAPPED_HEADER_MISSING, path=str(path), row=self._mapping.header)
        if not sheets:
            raise Problem(ProblemKind.FILE_EMPTY, path=str(path))
        main = self._sheet(sheets, self._mapping.sheet, path) if self._mapping.sheet else next(iter(sheets.values()))
        self._check_columns(main, self._mapping.fields, self._mapping.parts)
        joined = [(part, self._sheet(sheets, part.sheet, path)) for part in self._joined]
        rows = {}
        for part, sheet in joined:
            self._check_columns(main, {"on": Value((part.on[0],))}, {})
            self._check_columns(sheet, {"on": Value((part.on[1],)), **part.fields}, part.parts)
            rows[sheet.name] = _rows_by(sheet, part.on[1])
        for member in main.rows:
            values = dict(member.values)
            for part, sheet in joined:
                key = one_line(str(value_at(member.values, part.on[0]) or ""))
                values[_joined_key(part)] = rows[sheet.name].get(key, []) if key else []
            yield SourceMember(member.line, member.place, values, member.notes)

    @property
    def _joined(self) -> list[Part]:
        """The parts, at any depth, whose members are rows of another sheet."""
        outer = self._mapping.parts.values()
        return [part for part in (*outer, *(inner for part in outer for inner in part.parts.values())) if part.sheet]

    def _sheet(self, sheets: dict[str, SourceSheet], name: str, path: Path) -> SourceSheet:
        found = sheets.get(fold(name))
        if found is None:
            known = ", ".join(sheet.name for sheet in sheets.values())
            raise Problem(ProblemKind.MAPPED_SHEET_MISSING, path=str(path), sheet=name, known=known)
        return found

    def _check_columns(self, sheet: SourceSheet, fields: Map[str, Value], parts: Map[str, Part]) -> None:
        """Refuse a mapping that names a column which the sheet does not have."""
        row = dict.fromkeys(sheet.headings, "")
        for key, column in _columns_named(fields, parts):
            if column != "." and value_at(row, column) is None:
                facts = {"path": str(self._mapping.path), "key": key, "column": column}
                raise Problem(ProblemKind.MAPPED_COLUMN_MISSING, **facts, known=", ".join(sheet.headings))

    def interpret(self, raw: RawRecord, path: Path) -> ReadRecord:
        """Return what one record says through the mapping, or raise a `Problem` with `path` and `line`."""
        found = json.loads(raw.text)
        if not isinstance(found, dict):
            raise Problem(ProblemKind.NOT_AN_OBJECT, path=str(path), line=raw.line)
        record = _fields(found, self._mapping.fields, "")
        for name, part in self._mapping.parts.items():
            record[name] = _members(found, part, name)
        for key, value in self._unmapped(found).items():
            record[key if key not in _NATIVE_KEYS else f"{key} [+]"] = value
        read = native.interpret(RawRecord(raw.line, plain(record), raw.place), path)
        notes = (Note(note.kind, note.key, note.value, raw.place) for note in read.notes)
        return ReadRecord(read.code, read.procedure, read.origin, (*raw.notes, *notes))

    def _unmapped(self, found: dict[str, Any]) -> dict[str, Any]:
        """The values of a record that the mapping neither names nor leaves out: they are kept and reported."""
        named = [column for _, column in _columns_named(self._mapping.fields, self._mapping.parts)]
        used = {fold(column) for column in (*self._mapping.ignore, *named)}
        joined = {_joined_key(part) for part in self._joined}
        return {
            key: value
            for key, value in found.items()
            if key not in joined and not _is_used(fold(key), used) and value not in (None, "", [], {})
        }


_NATIVE_KEYS = {key.partition(".")[0] for key in COLUMNS[""]} | {part.partition(".")[0] for part in COLUMNS if part}


def _is_used(key: str, used: set[str]) -> bool:
    return key in used or any(column.startswith(f"{key}.") for column in used)


def _columns_named(fields: Map[str, Value], parts: Map[str, Part]) -> Iterator[tuple[str, str]]:
    """Yield the columns of a record that fields and lists name, each with the key that it is named for."""
    for key, value in fields.items():
        yield from ((key, column) for column in value.columns)
    for name, part in parts.items():
        if part.each:
            yield name, part.each
        elif not part.sheet:
            yield from _columns_named(part.fields, part.parts)
        else:
            yield name, part.on[0]


def _joined_key(part: Part) -> str:
    """Under which key the rows of a joined sheet come with a record."""
    return f"[{part.sheet}]"


def _rows_by(sheet: SourceSheet, column: str) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = {}
    for member in sheet.rows:
        rows.setdefault(one_line(str(value_at(member.values, column) or "")), []).append(member.values)
    return rows


def _members(found: Any, part: Part, name: str) -> list[dict[str, Any]]:
    """The members of one list; without a list of its own a part has one member, if that says anything."""
    members = []
    for member in _each(found, part):
        native_member = _fields(member, part.fields, name)
        for key, inner in part.parts.items():
            native_member[key] = _members(member, inner, f"{name}.{key}")
        if any(value not in ("", None, [], {}) for value in native_member.values()):
            members.append(native_member)
    return members


def _each(found: Any, part: Part) -> list[Any]:
    if part.sheet:
        return list(found.get(_joined_key(part), []))
    held = value_at(found, part.each) if part.each else found
    if isinstance(held, str) and part.split:
        return [piece for text in held.split(part.split) if (piece := text.strip())]
    if isinstance(held, list):
        return held
    return [] if held in (None, "") else [held]


def _fields(found: Any, fields: Map[str, Value], part: str) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key, value in fields.items():
        outer, _, inner = key.partition(".")
        told = _told(found, value, COLUMNS[part][key])
        if told is not None:
            (record.setdefault(outer, {}) if inner else record)[inner or outer] = told
    return record


def _told(found: Any, value: Value, column: Column) -> Any:
    """What a key's columns say, in the form that the key takes."""
    if value.constant is not None:
        return value.constant
    told = [held for path in value.columns if (held := value_at(found, path)) not in (None, "")]
    if not told:
        return None
    if column.holds is Holds.LINES:
        texts = [text for held in told for text in _texts(held, value.split or "\n")]
        return [value.words.get(text, text) for text in texts]
    held = told[0] if len(told) == 1 else value.join.join(_text(one) for one in told)
    if column.holds is Holds.NUMBER:
        number = plain_number(one_line(held)) if isinstance(held, str) else held
        return held if number is None else number
    if column.holds is Holds.WORD:
        return _word(_text(held), value, column)
    text = _text(held)
    return value.words.get(text, text) if not isinstance(held, dict) else held


def _word(text: str, value: Value, column: Column) -> str:
    known = {fold(shown): word for word, shown in column.words} | {
        fold(seen): word for seen, word in value.words.items()
    }
    return known.get(fold(one_line(text)), text)


def _texts(held: Any, separator: str) -> list[str]:
    if isinstance(held, list):
        return [text for one in held for text in _texts(one, separator)]
    return [piece for text in _text(held).split(separator) if (piece := text.strip())]


def _text(held: Any) -> str:
    if isinstance(held, list):
        return "\n".join(_text(one) for one in held)
    return held if isinstance(held, str) else plain(held)
