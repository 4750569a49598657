"""Bringing an edition into the workspace: each source record read once, each content stored once, all or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlmodel import col

from catalogue.codes import is_kept_under_other_code, national_code
from catalogue.counted_orders import order_entries
from catalogue.equal_contents import codes_of_equal_contents
from catalogue.gathered_notes import GatheredNotes
from catalogue.import_report import ImportReport, NotedPlace, RefusedRecord
from catalogue.known_readings import known_readings, mark_clean, reading_name
from catalogue.laws import InstrumentShelf
from catalogue.placed_records import PlacedRecord
from catalogue.prepared_records import PreparedNote, PreparedRecord, data_digest, prepared_note
from catalogue.problems import Problem, ProblemKind, together
from catalogue.readers.detection import layout_named, layout_of
from catalogue.readers.layout import Layout
from catalogue.readers.plain_files import unchanged_file
from catalogue.record_workers import MOST_AHEAD, Prepared, record_workers
from catalogue.records import RawRecord, RefusedReading
from catalogue.row_values import ENTRY_COLUMNS, PART_COLUMNS, PROCEDURE_COLUMNS, SOURCE_COLUMNS, RowValues
from catalogue.rows import PART_TABLES
from catalogue.search_index import Indexing
from catalogue.store import Store, let_pages_go, write_rows
from catalogue.tables import EditionRow, EntryRow, ProcedureRow, SourceRow
from catalogue.text import one_line
from catalogue.used_codes import UsedCodes

_BATCH = 250
# National codes have 22 characters; offices also write the codes of all cases into one cell.
_LONGEST_CODE = 2000

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class EditionDetails:
    """What an importer says about an edition beside its records; the day is ISO text or empty."""

    name: str
    day: str = ""
    title: str = ""
    source: str = ""


@dataclass(slots=True)
class _Run:
    """The changing state of one import."""

    connection: Connection
    edition_id: int
    next_procedure: int
    next_source: int
    shelf: InstrumentShelf
    indexing: Indexing
    position: int = 0
    new_contents: int = 0
    reader: str = ""
    keep_good: bool = False
    refused: list[RefusedRecord] = field(default_factory=list)
    codes: UsedCodes = field(default_factory=UsedCodes)
    notes: GatheredNotes = field(default_factory=GatheredNotes)
    written: dict[str, int] = field(default_factory=dict)
    digest: Any = field(default_factory=hashlib.sha256)


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
    `keep_good` a record or file that is refused is reported and left out, and the others are stored; where nothing is
    good, the first refusal is raised.

    `progress` is called with the number of records stored so far. Raises `Problem` for bad input, with the file and
    line; nothing is stored then.
    """
    files = list(paths)
    given = layout_named(layout) if isinstance(layout, str) and layout else layout
    refused: list[RefusedRecord] = []
    layouts = {}
    for path in files:
        with _file_kept_apart(path, keep_good, refused):
            layouts[path] = given if not isinstance(given, str) else layout_of(path)
    details = replace(details, name=one_line(details.name))
    with record_workers(files) as workers, store.writing(durable=False) as connection:
        run = _start(connection, files, list(layouts.values()), details, who)
        run.keep_good = keep_good
        run.refused = refused
        for path in files:
            if (found := layouts.get(path)) is None:
                continue
            run.reader = f"{found.LAYOUT} {found.READING_VERSION}"
            batches = (_placed(run, path, batch) for batch in _batches(_raw_records(run, path, found)))
            for batch, prepared in workers.prepared(batches, _unread, path, found):
                _store_batch(run, batch, prepared)
                if progress is not None:
                    progress(run.position)
        if run.refused and not run.position:
            raise together([row.problem for row in run.refused])
        run.indexing.finish()
        run.shelf.settle()
        let_pages_go(connection)
        order_entries(connection, run.edition_id)
        _note_equal_contents(run)
        connection.execute(
            update(EditionRow)
            .where(col(EditionRow.id) == run.edition_id)
            .values(procedures=run.position, digest=run.digest.hexdigest())
        )
    shared = run.position - run.new_contents
    return ImportReport(
        *(details.name, run.position, run.new_contents, shared),
        *(dict(run.notes.counts), tuple(run.refused), run.notes.places),
    )


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
        "file": ", ".join(path.name for path in files).encode(errors="replace").decode(),
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
        indexing=Indexing(connection),
    )


def _highest(connection: Connection, column: Any) -> int:
    return connection.execute(select(func.max(column))).scalar_one_or_none() or 0


def _batches(records: Iterator[RawRecord]) -> Iterator[list[RawRecord]]:
    while batch := list(islice(records, _BATCH)):
        yield batch


def _raw_records(run: _Run, path: Path, layout: Layout) -> Iterator[RawRecord]:
    with _file_kept_apart(path, run.keep_good, run.refused), unchanged_file(path):
        yield from layout.raw_records(path)


@contextmanager
def _file_kept_apart(path: Path, keep_good: bool, refused: list[RefusedRecord]) -> Iterator[None]:
    """Where the good records are to be kept, note why a file ends here instead of ending the import."""
    try:
        yield
    except Problem as problem:
        if not keep_good:
            raise
        line = problem.facts.get("line", 0)
        refused.append(RefusedRecord(str(path), line if isinstance(line, int) else 0, "", problem))


def _placed(run: _Run, path: Path, batch: list[RawRecord]) -> list[PlacedRecord]:
    in_folder = path.is_dir()
    placed = [PlacedRecord(path, raw, data_digest(raw.data), in_folder) for raw in batch]
    _use_known_readings(run, placed)
    return placed


def _unread(placed: list[PlacedRecord]) -> list[RawRecord]:
    return [record.raw for record in placed if not record.known]


def _store_batch(run: _Run, placed: list[PlacedRecord], prepared: list[Prepared]) -> None:
    read: list[tuple[PlacedRecord, PreparedRecord]] = []
    for record, made in zip((record for record in placed if not record.known), prepared, strict=True):
        with _refusal_kept(run, record):
            if isinstance(made, RefusedReading):
                raise Problem(made.kind, **made.facts)
            record.code = made.code
            read.append((record, made))
    for record in placed:
        if record.known and record.raw.notes:
            # What was noted of its file is to be said of this file too, though the record was read before.
            run.notes.keep(record, map(prepared_note, record.raw.notes))
        if record.alone and not record.refused:
            _note_other_name(run, record)
        if record.code and not record.refused:
            with _refusal_kept(run, record):
                _refuse_second_use(run, record)
    _store_readings(run, [(record, made) for record, made in read if not record.refused])
    _store_entries(run, [record for record in placed if not record.refused])


def _note_other_name(run: _Run, record: PlacedRecord) -> None:
    """Note a file that is named after another procedure than the one that it holds."""
    named = Path(record.raw.place).stem
    if is_kept_under_other_code(named, record.code):
        run.notes.keep(record, [PreparedNote("other-procedure", "/code", named, record.raw.place)])


@contextmanager
def _refusal_kept(run: _Run, record: PlacedRecord) -> Iterator[None]:
    """Where the good records are to be kept, note why this one is refused instead of ending the import."""
    try:
        yield
    except Problem as problem:
        told = record.told(problem)
        if not run.keep_good:
            raise told from None
        record.refused = True
        run.refused.append(RefusedRecord(record.file, record.line, record.place, told))


def _use_known_readings(run: _Run, placed: list[PlacedRecord]) -> None:
    """Point records whose very text was read before, by the same reader, at what was read then."""
    known = known_readings(run.connection, run.reader, [record.digest for record in placed])
    if known:
        for record in placed:
            if found := known.get(record.digest):
                record.use(found)


def _store_readings(run: _Run, read: list[tuple[PlacedRecord, PreparedRecord]]) -> None:
    ids = _content_ids(run, {made.content for _, made in read})
    new: dict[int, PreparedRecord] = {}
    sources: list[RowValues] = []
    clean: list[int] = []
    for record, made in read:
        if made.content not in ids:
            ids[made.content] = run.next_procedure
            new[run.next_procedure] = made
            run.next_procedure += 1
        run.notes.keep(record, made.notes)
        record.procedure_id, record.content = ids[made.content], made.content
        if record.source_id:
            # It was read once more only to learn what is to be noted of it.
            clean += () if made.notes else (record.source_id,)
            continue
        # Records are read ahead, so that the same one may have been written since it was looked up.
        if record.digest not in run.written:
            run.written[record.digest] = run.next_source
            sources.append(_source_values(run, record, made))
        record.source_id = run.written[record.digest]
    _store_contents(run, new)
    write_rows(run.connection, SourceRow, SOURCE_COLUMNS, sources)
    mark_clean(run.connection, run.reader, clean)
    _forget_old(run.written)


def _forget_old(written: dict[str, int]) -> None:
    """Forget the records that were written before any that is under way now was looked up."""
    for digest in list(islice(written, max(0, len(written) - _BATCH * (MOST_AHEAD + 1)))):
        del written[digest]


def _note_equal_contents(run: _Run) -> None:
    for code, first in codes_of_equal_contents(run.connection, run.edition_id):
        if (where := run.codes.where(code)) is not None:
            run.notes.add(PreparedNote("same-content", "/code", first, ""), NotedPlace(*where, first))


def _content_ids(run: _Run, digests: set[str]) -> dict[str, int]:
    columns = (col(ProcedureRow.digest), col(ProcedureRow.id))
    rows = run.connection.execute(select(*columns).where(col(ProcedureRow.digest).in_(digests)))
    return {digest: procedure_id for digest, procedure_id in rows if procedure_id is not None}


def _source_values(run: _Run, record: PlacedRecord, made: PreparedRecord) -> RowValues:
    run.next_source += 1
    return (
        *(run.next_source - 1, record.digest, reading_name(run.reader, bool(made.notes)), made.body),
        *(made.code, national_code(made.code)),
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
    run.indexing.add((procedure_id, made.indexed) for procedure_id, made in new.items())


def _refuse_second_use(run: _Run, record: PlacedRecord) -> None:
    if len(record.code) > _LONGEST_CODE:
        raise record.told(Problem(ProblemKind.CODE_TOO_LONG, path=record.file, line=record.line, most=_LONGEST_CODE))
    first = run.codes.where(record.code)
    if first is None:
        run.codes.use(record.code, record)
        return
    file, line, place = first
    raise record.told(
        Problem(
            ProblemKind.DUPLICATE_CODE,
            path=record.file,
            line=record.line,
            code=record.code,
            first=f"{file}:{line}",
            **({"first_file": file, "first_place": place} if place else {}),
        )
    )


def _store_entries(run: _Run, placed: list[PlacedRecord]) -> None:
    entries = []
    for record in placed:
        run.position += 1
        run.digest.update(f"{record.code}\t{record.content}\n".encode())
        entries.append((run.edition_id, run.position, record.code, record.source_id, record.procedure_id))
    write_rows(run.connection, EntryRow, ENTRY_COLUMNS, entries)
