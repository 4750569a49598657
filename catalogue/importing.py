"""Bringing an edition into the workspace: each source record read once, each content stored once, all or nothing."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlmodel import col

from catalogue.codes import national_code
from catalogue.laws import InstrumentShelf
from catalogue.native_layout import content_digest
from catalogue.problems import Problem, ProblemKind
from catalogue.ranking import rank_entries
from catalogue.readers.detection import layout_named, layout_of
from catalogue.readers.layout import Layout
from catalogue.records import Note, Origin, Procedure, RawRecord, ReadRecord
from catalogue.rows import PART_TABLES, part_values, procedure_values
from catalogue.search import index_procedures
from catalogue.store import Store
from catalogue.tables import EditionRow, EntryRow, ProcedureRow, SourceRow
from catalogue.text import one_line

_BATCH = 500

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class EditionDetails:
    """What an importer says about an edition beside its records; the day is ISO text or empty."""

    name: str
    day: str = ""
    title: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A record that was left out: its file, line and place there, and why."""

    path: str
    line: int
    place: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: records stored, contents stored anew, contents shared, notes, and records left out."""

    edition: str
    procedures: int
    new_contents: int
    shared_contents: int
    notes: dict[tuple[str, str], int]
    refused: tuple[RefusedRecord, ...] = ()


@dataclass(slots=True)
class _Run:
    """The changing state of one import."""

    connection: Connection
    edition_id: int
    next_procedure: int
    next_source: int
    shelf: InstrumentShelf
    position: int = 0
    new_contents: int = 0
    reading: str = ""
    keep_good: bool = False
    refused: list[RefusedRecord] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)
    digest: Any = field(default_factory=hashlib.sha256)


@dataclass(slots=True)
class _Placed:
    """One record on its way into the tables."""

    where: str
    raw: RawRecord
    digest: str
    refused: bool = False
    source_id: int = 0
    procedure_id: int = 0
    code: str = ""
    content: str = ""


def import_edition(
    store: Store,
    paths: Iterable[Path],
    details: EditionDetails,
    who: str = "",
    progress: Progress | None = None,
    layout: str | Layout = "",
    keep_good: bool = False,
) -> ImportReport:
    """Read files and store them as one edition, in one transaction.

    `layout` is the layout of every file, or its name; where it is empty, each file's is told by its content. With
    `keep_good` a record that is refused is reported and left out, and the others are stored.

    `progress` is called with the number of records stored so far. Raises `Problem` for bad input, with the file and
    line; nothing is stored then.
    """
    files = list(paths)
    given = layout_named(layout) if isinstance(layout, str) and layout else layout
    layouts = [given if not isinstance(given, str) else layout_of(path) for path in files]
    details = replace(details, name=one_line(details.name))
    with store.writing(durable=False) as connection:
        run = _start(connection, files, layouts, details, who)
        run.keep_good = keep_good
        for path, found in zip(files, layouts, strict=True):
            run.reading = f"{found.LAYOUT} {found.READING_VERSION}"
            for batch in _batches(found.raw_records(path)):
                _store_batch(run, path, found, batch)
                if progress is not None:
                    progress(run.position)
        run.shelf.settle()
        rank_entries(connection, run.edition_id)
        connection.execute(
            update(EditionRow)
            .where(col(EditionRow.id) == run.edition_id)
            .values(procedures=run.position, digest=run.digest.hexdigest())
        )
    shared = run.position - run.new_contents
    return ImportReport(details.name, run.position, run.new_contents, shared, dict(run.notes), tuple(run.refused))


def _start(connection: Connection, files: list[Path], layouts: list[Layout], details: EditionDetails, who: str) -> _Run:
    taken = connection.execute(select(col(EditionRow.id)).where(col(EditionRow.name) == details.name)).first()
    if taken is not None:
        raise Problem(ProblemKind.EDITION_EXISTS, edition=details.name)
    edition = {
        "name": details.name,
        "day": details.day,
        "title": details.title,
        "source": details.source,
        "layout": ", ".join(dict.fromkeys(layout.LAYOUT for layout in layouts)),
        "file": ", ".join(path.name for path in files),
        "imported_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "imported_by": who,
        "procedures": 0,
        "digest": "",
    }
    connection.execute(insert(EditionRow), edition)
    edition_id = _highest(connection, EditionRow.id)
    return _Run(
        connection,
        edition_id,
        next_procedure=_highest(connection, ProcedureRow.id) + 1,
        next_source=_highest(connection, SourceRow.id) + 1,
        shelf=InstrumentShelf(connection),
    )


def _highest(connection: Connection, column: Any) -> int:
    return connection.execute(select(func.max(column))).scalar_one_or_none() or 0


def _batches(records: Iterator[RawRecord]) -> Iterator[list[RawRecord]]:
    while batch := list(islice(records, _BATCH)):
        yield batch


def _store_batch(run: _Run, path: Path, layout: Layout, batch: list[RawRecord]) -> None:
    placed = [_Placed(str(path), raw, _text_digest(raw.text)) for raw in batch]
    _use_known_readings(run, placed)
    unread: list[tuple[_Placed, ReadRecord]] = []
    for record in placed:
        if not record.source_id:
            with _refusal_kept(run, record):
                read = layout.interpret(record.raw, path)
                record.code = read.code
                unread.append((record, read))
    for record in placed:
        if not record.refused:
            with _refusal_kept(run, record):
                _refuse_second_use(run, record, path)
    _store_readings(run, [(record, read) for record, read in unread if not record.refused])
    _store_entries(run, [record for record in placed if not record.refused])


@contextmanager
def _refusal_kept(run: _Run, record: _Placed) -> Iterator[None]:
    """Where the good records are to be kept, note why this one is refused instead of ending the import."""
    try:
        yield
    except Problem as problem:
        if not run.keep_good:
            raise
        record.refused = True
        run.refused.append(RefusedRecord(record.where, record.raw.line, record.raw.place, problem))


def _text_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _use_known_readings(run: _Run, placed: list[_Placed]) -> None:
    """Point records whose very text was read before, by the same reader, at what was read then."""
    found = run.connection.execute(
        select(
            col(SourceRow.digest),
            col(SourceRow.id),
            col(SourceRow.procedure_id),
            col(SourceRow.code),
            col(ProcedureRow.digest),
        )
        .join(ProcedureRow, col(ProcedureRow.id) == col(SourceRow.procedure_id))
        .where(col(SourceRow.digest).in_([record.digest for record in placed]), col(SourceRow.reading) == run.reading)
    )
    known = {row[0]: row for row in found}
    for record in placed:
        if record.digest in known:
            _, source_id, record.procedure_id, record.code, record.content = known[record.digest]
            record.source_id = source_id or 0


def _store_readings(run: _Run, unread: list[tuple[_Placed, ReadRecord]]) -> None:
    digests = {record.digest: content_digest(read.procedure) for record, read in unread}
    ids = _content_ids(run, set(digests.values()))
    new: dict[int, tuple[str, Procedure]] = {}
    sources: dict[str, dict[str, Any]] = {}
    for record, read in unread:
        digest = digests[record.digest]
        if digest not in ids:
            ids[digest] = run.next_procedure
            new[run.next_procedure] = (digest, read.procedure)
            run.next_procedure += 1
        run.notes.update(_note_key(note) for note in read.notes)
        record.procedure_id, record.code, record.content = ids[digest], read.code, digest
        if record.digest not in sources:
            sources[record.digest] = _source_values(run, record, read.origin)
        record.source_id = sources[record.digest]["id"]
    _store_contents(run, new)
    if sources:
        run.connection.execute(insert(SourceRow), list(sources.values()))


def _content_ids(run: _Run, digests: set[str]) -> dict[str, int]:
    columns = (col(ProcedureRow.digest), col(ProcedureRow.id))
    rows = run.connection.execute(select(*columns).where(col(ProcedureRow.digest).in_(digests)))
    return {digest: procedure_id for digest, procedure_id in rows if procedure_id is not None}


def _note_key(note: Note) -> tuple[str, str]:
    """What a note is counted under: its kind and its key with the positions in lists left out."""
    return note.kind, "/".join("*" if part.isdigit() else part for part in note.key.split("/"))


def _source_values(run: _Run, record: _Placed, origin: Origin) -> dict[str, Any]:
    run.next_source += 1
    return {
        "id": run.next_source - 1,
        "digest": record.digest,
        "reading": run.reading,
        "body": zlib.compress(record.raw.text.encode(), 1),
        "code": record.code,
        "national_code": national_code(record.code),
        "url": origin.url,
        "retrieved": origin.retrieved,
        "procedure_id": record.procedure_id,
    }


def _store_contents(run: _Run, new: dict[int, tuple[str, Procedure]]) -> None:
    if not new:
        return
    run.new_contents += len(new)
    run.connection.execute(
        insert(ProcedureRow),
        [procedure_values(procedure, procedure_id, digest) for procedure_id, (digest, procedure) in new.items()],
    )
    parts = [
        part_values(procedure, procedure_id, run.shelf.place(procedure)) for procedure_id, (_, procedure) in new.items()
    ]
    run.shelf.write()
    for at, table in enumerate(PART_TABLES):
        if rows := [row for procedure_parts in parts for row in procedure_parts[at]]:
            run.connection.execute(insert(table), rows)
    index_procedures(run.connection, ((procedure_id, procedure) for procedure_id, (_, procedure) in new.items()))


def _refuse_second_use(run: _Run, record: _Placed, path: Path) -> None:
    if not record.code:
        return
    first = run.codes.get(record.code)
    if first is not None:
        raise Problem(ProblemKind.DUPLICATE_CODE, path=str(path), line=record.raw.line, code=record.code, first=first)
    run.codes[record.code] = f"{record.where}:{record.raw.line}"


def _store_entries(run: _Run, placed: list[_Placed]) -> None:
    entries = []
    for record in placed:
        run.position += 1
        run.digest.update(f"{record.code}\t{record.content}\n".encode())
        entries.append(
            {
                "edition_id": run.edition_id,
                "position": run.position,
                "code": record.code,
                "source_id": record.source_id,
                "procedure_id": record.procedure_id,
            }
        )
    run.connection.execute(insert(EntryRow), entries)
