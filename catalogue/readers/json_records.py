"""Records that stand as JSON objects: parsed, refused with file, line and key, or read, whatever their layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.json_values import parse_json
from catalogue.readers.record_fields import WrongType
from catalogue.readers.text_files import TextForm, object_lines_of
from catalogue.records import RawRecord, ReadRecord


def line_records(path: Path, form: TextForm) -> Iterator[RawRecord]:
    """Yield the non-empty lines of a file, each with its line number from 1, undecoded where that can wait.

    A line that is not in the file's encoding is given as refused, or refused by `read_record`. Raises `Problem` where
    the file cannot be read on.
    """
    for number, line in enumerate(object_lines_of(path, form), start=1):
        if isinstance(line, bytes):
            yield RawRecord(number, line)
        elif (text := line.text.strip()) or line.refused:
            yield RawRecord(number, text, refused=line.refused)


def read_record(
    raw: RawRecord,
    path: Path,
    read: Callable[[dict[str, Any]], ReadRecord],
    unwrap: Callable[[Any], tuple[str, Any]] = lambda found: ("", found),
    file: str = "",
) -> tuple[str, ReadRecord]:
    """Return the code under which a record was kept, and what the record says with what was noticed on the way.

    `unwrap` takes the envelope off the parsed value and gives the code written on it (empty where there is none);
    `read` reads the object inside, or raises `WrongType`. `file` names the file of a folder in which the record stands
    alone, from its first line on. Raises `Problem` with file and line (and key) for text that
    is no JSON, no object, nested too deeply, holds a value of the wrong type, or has no name.
    """
    if raw.refused is not None:
        raise Problem(raw.refused.kind, **raw.refused.facts)
    line = 1 if file else raw.line
    where: dict[str, str | int] = {"path": str(path / file if file else path), "line": line}
    code, found = unwrap(parse_json(_text(raw, where), path, line, file))
    if not isinstance(found, dict):
        raise Problem(ProblemKind.NOT_AN_OBJECT, **where)
    try:
        record = read(found)
    except WrongType as error:
        raise Problem(ProblemKind.WRONG_TYPE, **where, key=error.key, found=error.found) from None
    except RecursionError:
        raise Problem(ProblemKind.TOO_DEEP, **where) from None
    if not record.procedure.name:
        raise Problem(ProblemKind.RECORD_WITHOUT_NAME, **where)
    return code, replace(record, notes=raw.notes + record.notes) if raw.notes else record


def _text(raw: RawRecord, where: dict[str, str | int]) -> str:
    try:
        return raw.text
    except UnicodeDecodeError:
        raise Problem(ProblemKind.NOT_UTF8, **where) from None
