"""Bringing an edition into the workspace: each source record read once, each content stored once, all or nothing."""

from __future__ import annotations

import hashlib
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
from catalogue.prepared_records import PreparedRecord, RefusedReading, text_digest
from catalogue.problems import Problem, ProblemKind
from catalogue.ranking import rank_entries
from catalogue.readers.detection import layout_named, layout_of
from catalogue.readers.layout import Layout
from catalogue.record_workers import Prepared, record_workers
from catalogue.records import RawRecord
from catalogue.row_values import ENTRY_COLUMNS, PART_COLUMNS, PROCEDURE_COLUMNS, SOURCE_COLUMNS, RowValues
from catalogue.rows import PART_TABLES
from catalogue.search import index_procedures
from catalogue.store import Store, write_rows
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
    written: dict[str, int] = field(default_factory=dict)
    digest: Any = field(default_factory=hashlib.sha256)


@dataclass(slots=True)
class _Placed:
    """One record on its way into the tables."""

    where: str
    raw: RawRecord
    digest: str
    known: bool = False
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
    with record_workers(files) as workers, store.writing(durable=False) as connection:
        run = _start(connection, files, layouts, details, who)
        run.keep_good = keep_good
        for path, found in zip(files, layouts, strict=True):
            run.reading = f"{found.LAYOUT} {found.READING_VERSION}"
            batches = (_placed(run, path, batch) for batch in _batches(found.raw_records(path)))
            for batch, prepared in workers.prepared(batches, _unread, path, found):
                _store_batch(run, path, batch, prepared)
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


def _placed(run: _Run, path: Path, batch: list[RawRecord]) -> list[_Placed]:
    placed = [_Placed(str(path), raw, text_digest(raw.text)) for raw in batch]
    _use_known_readings(run, placed)
    return placed


def _unread(placed: list[_Placed]) -> list[RawRecord]:
    return [record.raw for record in placed if not record.known]


def _store_batch(run: _Run, path: Path, placed: list[_Placed], prepared: list[Prepared]) -> None:
    read: list[tuple[_Placed, PreparedRecord]] = []
    for record, made in zip((record for record in placed if not record.known), prepared, strict=True):
        with _refusal_kept(run, record):
            if isinstance(made, RefusedReading):
                raise Problem(made.kind, **made.facts)
            record.code = made.code
            read.append((record, made))
    for record in placed:
        if not record.refused:
            with _refusal_kept(run, record):
                _refuse_second_use(run, record, path)
    _store_readings(run, [(record, made) for record, made in read if not record.refused])
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
            record.source_id, record.known = source_id or 0, True


def _store_readings(run: _Run, read: list[tuple[_Placed, PreparedRecord]]) -> None:
    ids = _content_ids(run, {made.content for _, made in read})
    new: dict[int, PreparedRecord] = {}
    sources: list[RowValues] = []
    for record, made in read:
        if made.content not in ids:
            ids[made.content] = run.next_procedure
            new[run.next_procedure] = made
            run.next_procedure += 1
        run.notes.update(made.notes)
        record.procedure_id, record.content = ids[made.content], made.content
        # Records are read ahead, so that the same one may have been written since it was looked up.
        if record.digest not in run.written:
            run.written[record.digest] = run.next_source
            sources.append(_source_values(run, record, made))
        record.source_id = run.written[record.digest]
    _store_contents(run, new)
    write_rows(run.connection, SourceRow, SOURCE_COLUMNS, sources)


def _content_ids(run: _Run, digests: set[str]) -> dict[str, int]:
    columns = (col(ProcedureRow.digest), col(ProcedureRow.id))
    rows = run.connection.execute(select(*columns).where(col(ProcedureRow.digest).in_(digests)))
    return {digest: procedure_id for digest, procedure_id in rows if procedure_id is not None}


def _source_values(run: _Run, record: _Placed, made: PreparedRecord) -> RowValues:
    run.next_source += 1
    return (
        *(run.next_source - 1, record.digest, run.reading, made.body, made.code, national_code(made.code)),
        *(made.url, made.retrieved, record.procedure_id),
    )


def _store_contents(run: _Run, new: dict[int, PreparedRecord]) -> None:
    run.new_contents += len(new)
    owned = [(procedure_id, *made.procedure) for procedure_id, made in new.items()]
    write_rows(run.connection, ProcedureRow, PROCEDURE_COLUMNS, owned)
    cited = {procedure_id: run.shelf.place(made.bases, made.publisher) for procedure_id, made in new.items()}
    run.shelf.write()
    *others, bases = range(len(PART_TABLES))
    for at in others:
        rows = [(procedure_id, *row) for procedure_id, made in new.items() for row in made.parts[at]]
        write_rows(run.connection, PART_TABLES[at], PART_COLUMNS[at], rows)
    citing = [
        (procedure_id, *row, instrument)
        for procedure_id, made in new.items()
        for row, instrument in zip(made.parts[bases], cited[procedure_id], strict=True)
    ]
    write_rows(run.connection, PART_TABLES[bases], PART_COLUMNS[bases], citing)
    index_procedures(run.connection, ((procedure_id, made.indexed) for procedure_id, made in new.items()))


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
        entries.append((run.edition_id, run.position, record.code, record.source_id, record.procedure_id, 0, 0))
    write_rows(run.connection, EntryRow, ENTRY_COLUMNS, entries)
