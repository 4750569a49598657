"""Looking the catalogue's part of a workspace over: the database itself, and every digest that we keep of contents.

A database notices torn pages, but hardly a changed bit inside a text; the digests notice that. Nothing is changed.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel, col

from catalogue.counted_orders import orders_stand
from catalogue.native_layout import content_digest
from catalogue.problems import Problem, ProblemKind
from catalogue.rows import read_procedures
from catalogue.search_index import INDEX_TABLES, not_as_indexed, not_indexed
from catalogue.store import Store
from catalogue.tables import EntryRow, ProcedureRow, SourceRow

_BATCH = 500

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found: how many things it looked at, and where something is wrong.

    Checks are named by lower-case words; `faults` holds the database's own words, or what is wrong by its name: codes
    with their edition, editions, numbers of journal entries and marks.
    """

    check: str
    examined: int
    faults: tuple[str, ...]


def check_catalogue(store: Store, progress: Progress | None = None) -> Iterator[Outcome]:
    """Give the outcome of each check of the catalogue, as soon as it is known.

    `progress` is called with the number of contents looked at so far. Where tables or columns are missing, nothing
    else can be looked at, and the first outcome, named "tables", is the only one.
    """
    tables = guarded("tables", lambda: _tables(store))
    if tables.faults:
        yield tables
        return
    yield guarded("structure", lambda: (1, store.structure_faults()))
    yield guarded("references", lambda: _references(store))
    yield (contents := guarded("contents", lambda: _contents(store, progress)))
    yield guarded("sources", lambda: _sources(store))
    yield (editions := guarded("editions", lambda: _editions(store)))
    yield check_search(store, not contents.faults, editions.faults)


def guarded(check: str, look: Callable[[], tuple[int, list[str]]]) -> Outcome:
    """Run one check; where the database breaks off under it, that is a fault and not the end of the checking."""
    try:
        examined, faults = look()
    except Problem as problem:
        if problem.kind is not ProblemKind.WORKSPACE_DAMAGED:
            raise
        examined, faults = 0, [str(problem.facts["reason"])]
    except (ValueError, LookupError, TypeError, ArithmeticError, MemoryError) as error:
        # A value that cannot be read back is as broken as one that reads back differently.
        examined, faults = 0, [f"{type(error).__name__}: {error}"]
    return Outcome(check, examined, tuple(faults))


def _tables(store: Store) -> tuple[int, list[str]]:
    """The tables and columns that a workspace must have and this one lacks."""
    with store.reading() as connection:
        inspector = inspect(connection)
        there = set(inspector.get_table_names())
        wanted = SQLModel.metadata.tables
        faults = [name for name in (*wanted, *INDEX_TABLES) if name not in there]
        for name in wanted.keys() & there:
            columns = {column["name"] for column in inspector.get_columns(name)}
            faults += [f"{name}.{column.name}" for column in wanted[name].columns if column.name not in columns]
    return len(wanted), faults


def _references(store: Store) -> tuple[int, list[str]]:
    faults = [f"{table} {row} → {parent}" for table, row, parent in store.reference_faults()]
    return 1, faults


def _contents(store: Store, progress: Progress | None) -> tuple[int, list[str]]:
    examined, broken, last = 0, [], 0
    with store.reading() as connection:
        while digests := _digests_after(connection, last):
            broken += _changed_contents(connection, digests)
            examined += len(digests)
            last = max(digests)
            if progress is not None:
                progress(examined)
    return examined, [_listed_as(store, "procedure_id", procedure_id) for procedure_id in broken]


def _digests_after(connection: Connection, last: int) -> dict[int, str]:
    columns = (col(ProcedureRow.id), col(ProcedureRow.digest))
    rows = connection.execute(select(*columns).where(columns[0] > last).order_by(columns[0]).limit(_BATCH))
    return {procedure_id: digest for procedure_id, digest in rows if procedure_id is not None}


def _changed_contents(connection: Connection, digests: dict[int, str]) -> list[int]:
    """The procedures whose content is not what its digest says, or cannot be read back at all."""
    try:
        procedures = read_procedures(connection, list(digests))
    except (ValueError, TypeError, ArithmeticError, DBAPIError):
        if len(digests) == 1:
            return list(digests)
        return [broken for one in digests.items() for broken in _changed_contents(connection, dict([one]))]
    return [row_id for row_id, digest in digests.items() if content_digest(procedures[row_id]) != digest]


def _sources(store: Store) -> tuple[int, list[str]]:
    examined, faults, last = 0, [], 0
    statement = "SELECT s.id, s.digest, s.body FROM source_record s WHERE s.id > :last ORDER BY s.id LIMIT :batch"
    while rows := store.rows(statement, {"last": last, "batch": _BATCH}):
        faults += [_listed_as(store, "source_id", row[0]) for row in rows if _text_digest(row[2]) != row[1]]
        examined += len(rows)
        last = rows[-1][0]
    return examined, faults


def _text_digest(body: Any) -> str:
    try:
        return hashlib.sha256(zlib.decompress(body)).hexdigest()
    except (zlib.error, TypeError):
        return ""


def _listed_as(store: Store, column: str, row_id: int) -> str:
    """Where the editions list a content or a source record: address and edition of the first entry."""
    rows = store.rows(
        "SELECT e.code, e.position, d.name FROM entry e JOIN edition d ON d.id = e.edition_id "
        f"WHERE e.{column} = :id ORDER BY e.id LIMIT 1",
        {"id": row_id},
    )
    return f"{rows[0][0] or '#' + str(rows[0][1])} ({rows[0][2]})" if rows else f"{column} {row_id}"


def _editions(store: Store) -> tuple[int, list[str]]:
    editions = store.rows("SELECT d.id, d.name, d.procedures, d.digest FROM edition d ORDER BY d.id")
    with store.reading() as connection:
        faults = [name for row_id, name, count, digest in editions if _listed(connection, row_id) != (count, digest)]
    return len(editions), faults


def _listed(connection: Connection, edition_id: int) -> tuple[int, str]:
    """How many entries an edition really has, and the digest of its codes and contents in their order."""
    digest, count = hashlib.sha256(), 0
    entries = (
        select(col(EntryRow.position), col(EntryRow.code), col(ProcedureRow.digest))
        .join(ProcedureRow, col(ProcedureRow.id) == col(EntryRow.procedure_id))
        .join(SourceRow, col(SourceRow.id) == col(EntryRow.source_id))
        .where(col(EntryRow.edition_id) == edition_id)
        .order_by(col(EntryRow.position))
    )
    for position, code, content in connection.execute(entries):
        count += 1
        digest.update(f"{code}\t{content}\n".encode())
        if position != count:
            return -1, ""
    return count, digest.hexdigest()


def check_search(store: Store, contents_whole: bool = True, broken_editions: Collection[str] = ()) -> Outcome:
    """Give the outcome of the check of what is kept for searching and for orders.

    It follows from contents and editions, and is held only against such as are whole.
    """
    return guarded("search", lambda: _search(store, contents_whole, broken_editions))


def _search(store: Store, contents_whole: bool, broken_editions: Collection[str]) -> tuple[int, list[str]]:
    """How many procedures and sets of words are not there as they should be, and the editions with changed orders."""
    different = not_indexed(store) + (not_as_indexed(store) if contents_whole else 0)
    editions = store.rows("SELECT d.id, d.name FROM edition d ORDER BY d.id")
    whole = [(row_id, name) for row_id, name in editions if name not in broken_editions] if contents_whole else []
    with store.reading() as connection:
        faults = [name for row_id, name in whole if not orders_stand(connection, row_id)]
    faults += [str(different)] if different else []
    return store.rows("SELECT count(*) FROM procedure")[0][0], faults
