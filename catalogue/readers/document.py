"""The reader of word-processor documents that publish procedures under the standard headings, such as decisions.

A decision's own text, its annexes and the forms behind a procedure are no parts of procedures; they are reported and
kept with the source record. A list with a procedure a row is read where the document tells no procedure at length;
where it does, the list only gives what the long text leaves out.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from catalogue.instruments import numbers_in
from catalogue.problems import Problem, ProblemKind
from catalogue.readers import native
from catalogue.readers.archives import ARCHIVE_BEGINNING
from catalogue.readers.document_cover import field_of, publisher_of
from catalogue.readers.document_division import CODE, Divided, Division, divided
from catalogue.readers.document_headings import same_length_fold
from catalogue.readers.document_lines import Item, Line, from_values, place_of, text_of, to_values
from catalogue.readers.document_parts import DocumentRecord, day_in, record_of, record_of_row
from catalogue.readers.document_tables import ListedRow, flattened
from catalogue.readers.sheets import answers_of_child
from catalogue.records import Note, RawRecord, ReadRecord
from catalogue.text import one_line, spelling_key

LAYOUT = "document"

# A change in what `interpret` makes of a procedure's lines raises this number, so that stored readings are made anew.
READING_VERSION = 3

_COVER_CHARACTERS = 4_000
_OWN_NUMBER = re.compile(r"\bSố\s*:\s*(\d[^\s|]*)|kèm theo Quyết định số:?\s*(\d\S*)", re.IGNORECASE)
_LEVEL = re.compile(r"\bcap (trung uong|tinh|huyen|xa)\b")
_NAME_BEGINNINGS = (spelling_key("thủ tục"), spelling_key("hành chính"))
_HEAD_ITEMS = 8
_ABOLISHED = re.compile(r"\bbai bo\b|\bhuy bo\b")


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a file is a word-processor document (DOCX or DOCM)."""
    if not head.startswith(ARCHIVE_BEGINNING) or not path.is_file():
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return any(name.startswith("word/") and name.endswith(".xml") for name in names)


def raw_records(path: Path) -> Iterator[RawRecord]:
    """Yield the procedures of a document, each with its title, lines and tables as JSON.

    What stands before the first procedure comes with that one, what stands after a procedure with it. Raises `Problem`
    like `sheets.rows_of`, and NO_PROCEDURES where no part of a procedure is found.
    """
    with answers_of_child(path, "blocks", "catalogue.readers.document_child") as answers:
        blocks = [answer for answer in answers if answer[0] != "end"]
    found = divided(flattened(blocks))
    records = list(_records(found))
    if not records:
        raise Problem(ProblemKind.NO_PROCEDURES, path=str(path))
    cover = text_of(found.cover)[:_COVER_CHARACTERS]
    shared: dict[str, Any] = {
        "decision": _decision(found.cover),
        "publisher": publisher_of(cover),
        "field_of_all": field_of(cover),
    }
    records[0] |= {"cover": to_values(found.cover)} if found.cover else {}
    records[0] |= {"macros": True} if any(block[0] == "macros" for block in blocks) else {}
    for record in records:
        numbers = record["numbers"]
        place = f"paragraphs {numbers[0]}-{numbers[1]}"
        yield RawRecord(numbers[0], json.dumps(record | shared, ensure_ascii=False), place)


def _records(found: Divided) -> Iterator[dict[str, Any]]:
    if not found.procedures:
        yield from (_listed_record(row) for row in found.listed if not _is_abolished(row))
        return
    rows = list(found.listed)
    records = []
    for procedure in found.procedures:
        record = _told_record(procedure, found.styles)
        row = _row_of(procedure, rows, found.styles)
        if row is not None:
            rows.remove(row)
            record["listed"] = _row_values(row)
        records.append(record)
    if rows:
        records[-1]["only_listed"] = [_row_values(row) for row in rows]
    yield from records


def _told_record(procedure: Division, styles: frozenset[str]) -> dict[str, Any]:
    numbers = [item.number for item in (*procedure.title, *procedure.items)]
    return {
        "numbers": [min(numbers), max(numbers)],
        "title": to_values(procedure.title),
        "items": to_values(procedure.items),
        "after": to_values(procedure.after),
        "styles": sorted(styles),
        "field": procedure.field,
        "level": procedure.level,
    }


def _listed_record(row: ListedRow) -> dict[str, Any]:
    return {"numbers": [row.number, row.number], "listed": _row_values(row)}


def _row_values(row: ListedRow) -> dict[str, Any]:
    return {"number": row.number, "above": row.above, "cells": [list(cell) for cell in row.cells]}


def _is_abolished(row: ListedRow) -> bool:
    return bool(_ABOLISHED.search(same_length_fold(row.above)))


def _row_of(procedure: Division, rows: list[ListedRow], styles: frozenset[str]) -> ListedRow | None:
    """The row that lists a procedure told at length: by its code, else by its name."""
    told = record_of(procedure.title, procedure.items[:_HEAD_ITEMS], styles).native
    code, name = told["code"].replace(",", "."), _name_key(told["name"])
    by_code = [row for row in rows if code and row.text("code").strip().replace(",", ".") == code]
    by_name = [row for row in rows if name and _name_key(row.text("name")) == name]
    return next(iter(by_code or by_name), None)


def _name_key(name: str) -> str:
    key = spelling_key(CODE.sub("", name))
    for beginning in _NAME_BEGINNINGS:
        key = key.removeprefix(f"{beginning} ")
    return key


def _decision(cover: Iterable[Item]) -> list[str]:
    """Number and day of the decision that a document is, or comes with, both possibly empty."""
    text = text_of(cover)[:_COVER_CHARACTERS]
    found = _OWN_NUMBER.search(text)
    if found is None:
        return ["", ""]
    written = (found[1] or found[2]).rstrip(",.;")
    number = next((told.number for _, _, told in numbers_in(written)), written)
    return [number, day_in(text[found.end() :]) or day_in(text)]


def interpret(raw: RawRecord, path: Path) -> ReadRecord:
    """Return what the lines of one procedure say, or raise a `Problem` with its first paragraph as the line."""
    found = json.loads(raw.text)
    record = _record(found)
    _add_context(record.native, found)
    text = json.dumps(record.native, ensure_ascii=False)
    read = native.interpret(RawRecord(raw.line, text, raw.place), path)
    placed = (Note(note.kind, note.key, note.value, raw.place) for note in read.notes)
    notes = (*raw.notes, *record.notes, *placed, *_left_notes(found))
    return ReadRecord(read.code, read.procedure, read.origin, notes)


def _record(found: dict[str, Any]) -> DocumentRecord:
    listed: dict[str, Any] = found.get("listed", {})
    if "items" not in found:
        return record_of_row(listed["number"], listed["cells"])
    title = [item for item in from_values(found["title"]) if isinstance(item, Line)]
    record = record_of(title, list(from_values(found["items"])), frozenset(found["styles"]))
    if listed:
        row = record_of_row(listed["number"], listed["cells"]).native
        for key, value in row.items():
            if value and not record.native.get(key):
                record.native[key] = value
    return record


def _add_context(native_record: dict[str, Any], found: dict[str, Any]) -> None:
    """Add what a procedure stands under: the field, level, publisher and decision, where it says nothing of its own."""
    above: str = found.get("listed", {}).get("above", "")
    field = found.get("field") or _field_above(above) or found.get("field_of_all", "")
    if field and not native_record.get("field"):
        native_record["field"] = field.capitalize() if field.isupper() else field
    level = _LEVEL.search(same_length_fold(found.get("level") or above))
    if level and not native_record.get("level"):
        said = (found.get("level") or above)[level.start() : level.end()]
        native_record["level"] = [said.capitalize()]
    if found.get("publisher") and not native_record.get("publisher"):
        native_record["publisher"] = found["publisher"]
    number, day = found["decision"]
    if (number or day) and not native_record.get("decision"):
        native_record["decision"] = {"number": number, "date": day}


def _field_above(above: str) -> str:
    found = re.search(r"\blinh vuc:?\s+(?=\S)", same_length_fold(above))
    return above[found.end() :].strip(" .:") if found else ""


def _left_notes(found: dict[str, Any]) -> Iterator[Note]:
    """Say what was kept with the source record and is no part of any procedure."""
    for key, kind in (("cover", "text-before"), ("after", "text-after")):
        items = list(from_values(found.get(key, [])))
        if items:
            yield Note(kind, "", one_line(text_of(items))[:100], place_of(items))
    for row in found.get("only_listed", []):
        yield Note("listed-only", "", dict(row["cells"]).get("name", ""), f"paragraph {row['number']}")
    if found.get("macros"):
        yield Note("macros", "")
