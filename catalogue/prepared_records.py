"""A source record made ready for the tables: understood, digested, compressed and folded, as plain tuples.

All of it follows from the record alone, so that other processes can do it (`catalogue.record_workers`) while this one
writes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from catalogue.native_layout import content_digest
from catalogue.problems import Problem
from catalogue.readers.layout import Layout
from catalogue.records import LegalBasis, Note, Procedure, RawRecord, RefusedReading
from catalogue.row_values import RowValues, part_values, procedure_values
from catalogue.search_index import indexed_values

# How much of what a note is about is quoted.
_QUOTED = 200
# Three times as many characters as the longest text of the national portal has.
_LONG = 50_000
_SHOWN = 40


class PreparedNote(NamedTuple):
    """A note as it is counted, its key without the positions in lists, and with what and where it was."""

    kind: str
    key: str
    value: str
    place: str


class PreparedRecord(NamedTuple):
    """What the tables need of one record, without the numbers that rows get when they are written.

    `procedure` and each row of `parts` lack the procedure's id; the rows of legal bases lack the instrument.
    """

    code: str
    content: str
    body: bytes
    url: str
    retrieved: str
    notes: tuple[PreparedNote, ...]
    procedure: RowValues
    parts: tuple[list[RowValues], ...]
    bases: tuple[LegalBasis, ...]
    publisher: str
    indexed: RowValues


def data_digest(data: bytes) -> str:
    """Return the hexadecimal SHA-256 by which a source record, given as bytes, is known again."""
    return hashlib.sha256(data).hexdigest()


def prepare(raw: RawRecord, path: Path, layout: Layout) -> PreparedRecord | RefusedReading:
    """Understand one record and make it ready."""
    try:
        read = layout.interpret(raw, path)
    except Problem as problem:
        return RefusedReading(problem.kind, problem.facts)
    procedure = read.procedure
    content = content_digest(procedure)
    return PreparedRecord(
        code=read.code,
        content=content,
        body=zlib.compress(raw.data, 1),
        url=read.origin.url,
        retrieved=read.origin.retrieved,
        notes=tuple(map(prepared_note, (*read.notes, *_long_texts(raw, procedure)))),
        procedure=procedure_values(procedure, content),
        parts=part_values(procedure),
        bases=procedure.legal_bases,
        publisher=procedure.publisher,
        indexed=indexed_values(procedure),
    )


def _long_texts(raw: RawRecord, procedure: Procedure) -> Iterator[Note]:
    """Note the texts of a record that are far longer than any that is published."""
    if len(raw.data) >= _LONG:
        for key, text in _texts(asdict(procedure), ""):
            if len(text) >= _LONG:
                yield Note("long-text", key, f"{text[:_SHOWN]}… ({len(text)})", raw.place)


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, f"{key}/{name}")
    elif isinstance(value, tuple):
        for at, inner in enumerate(value):
            yield from _texts(inner, f"{key}/{at}")


def prepared_note(note: Note) -> PreparedNote:
    """Return a note as it is counted and shown."""
    key = "/".join("*" if part.isdigit() else part for part in note.key.split("/"))
    return PreparedNote(note.kind, key, note.value[:_QUOTED], note.place)
