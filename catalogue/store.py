"""The workspace: one database file, opened safely, read through the driver and written in transactions.

SQLite in WAL mode with foreign keys on. A writing transaction takes the write lock at its start (BEGIN IMMEDIATE), so
that two processes queue instead of failing half-way. Judgements are written with synchronous FULL and survive a power
cut; imports, which can be run again, with NORMAL. A workspace on a medium or in a folder that cannot be written is
read as it lies there.

Lists are read with plain portable SQL through the driver (`Store.rows`); SQLAlchemy, whose loading takes longer than
showing a first list, is loaded when single records are read or anything is written.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue.full_disks import full_place
from catalogue.placing import aside_of, put_in_place
from catalogue.problems import Problem, ProblemKind

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

# "PSRW": marks a SQLite file as a workspace of this program (PRAGMA application_id).
APPLICATION_ID = 0x50535257
# A higher version comes with a revision of its own in `catalogue.migrations`.
SCHEMA_VERSION = 4

_BUSY_MILLISECONDS = 10_000
_CACHE_KILOBYTES = 16_000
# An import goes back to pages all over its indexes.
_IMPORT_CACHE_KILOBYTES = 48_000
# What the driver says, without a code, of a text whose bytes are none.
_NO_TEXT = "Could not decode to UTF-8"
# In this order SQLite looks for a folder in which it writes what it sorts.
_SORTS_IN = ("SQLITE_TMPDIR", "TMPDIR"), ("/var/tmp", "/usr/tmp", "/tmp")
_HEADER = b"SQLite format 3\x00"

# The texts in them are those of `catalogue.search_index`; the folding is ours, so that every database finds the same.
_OTHER_TABLES = (
    "CREATE VIRTUAL TABLE procedure_search USING fts5(name, field, agency, level, "
    "content='', columnsize=0, tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE VIRTUAL TABLE paper_search USING fts5(body, "
    "content='', columnsize=0, tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE TABLE alembic_version "
    "(version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))",
    f"INSERT INTO alembic_version (version_num) VALUES ('{SCHEMA_VERSION:04}')",
)


class Store:
    """An open workspace; safe to read from several threads at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._drivers: list[sqlite3.Connection] = []
        self._drivers_lock = threading.Lock()
        self._engine_used = False
        self.read_only = _can_only_be_read(path)
        """Whether the workspace lies where nothing can be written."""
        self.kept_copy: Path | None = None
        """The copy of the workspace as it was, where opening it brought an older version up to date."""

    def rows(self, statement: str, values: Mapping[str, Any] | None = None) -> list[Any]:
        """Return the rows of a reading statement in portable SQL, with named parameters written `:name`."""
        with self._reported():
            return self._driver().execute(statement, dict(values or {})).fetchall()

    def version(self) -> int:
        """Return a number that changes when another connection has changed the workspace."""
        with self._reported():
            return int(self._driver().execute("PRAGMA data_version").fetchone()[0])

    def _driver(self) -> sqlite3.Connection:
        """This thread's own driver connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = _connect(self.path, self.read_only)
            self._local.connection = connection
            with self._drivers_lock:
                self._drivers.append(connection)
        return connection

    @cached_property
    def _engine(self) -> Engine:
        from sqlalchemy import URL, create_engine, event

        self._engine_used = True
        # A URL written as text would give another meaning to "?", "#" and "%" in the path.
        url = URL.create("sqlite", database=str(self.path))
        engine = create_engine(url, creator=lambda: _connect(self.path, self.read_only))
        event.listen(engine, "begin", _begin)
        return engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one consistent state and writes nothing."""
        with self._reported(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, durable: bool = True) -> Iterator[Connection]:
        """Give a connection in a write transaction: committed at the end, rolled back on any exception.

        `durable` waits until the commit is on the disk; imports pass False. Raises `Problem` WORKSPACE_READ_ONLY.
        """
        self._refuse_where_read_only()
        with self._reported(), self._engine.connect() as connection:
            level, cache = ("FULL", _CACHE_KILOBYTES) if durable else ("NORMAL", _IMPORT_CACHE_KILOBYTES)
            driver: sqlite3.Connection = connection.connection.dbapi_connection  # type: ignore[assignment]
            driver.execute(f"PRAGMA synchronous={level}")
            driver.execute(f"PRAGMA cache_size=-{cache}")
            with connection.execution_options(begin_immediately=True).begin():
                yield connection

    def _refuse_where_read_only(self) -> None:
        if self.read_only:
            raise Problem(ProblemKind.WORKSPACE_READ_ONLY, path=str(self.path))

    def refuse_strangers(self) -> None:
        """Raise `Problem` where the file is no workspace of this program, or one of a newer release."""
        if _is_new(self.path) or _version(self) == 0:
            raise Problem(ProblemKind.NOT_A_WORKSPACE, path=str(self.path))

    def is_database(self) -> bool:
        """Tell whether the file still begins like a database, of this program or of another one."""
        with files_reported(self.path), self.path.open("rb") as file:
            return file.read(len(_HEADER)) == _HEADER

    def structure_faults(self) -> list[str]:
        """Return what the database itself finds wrong with its pages, indexes and rows, in its own words."""
        return [row[0] for row in self.rows("PRAGMA integrity_check(20)") if row[0] != "ok"]

    def reference_faults(self) -> list[tuple[str, int, str]]:
        """Return the rows that point at nothing: table, number of the row, and the table that it points at."""
        return [(row[0], row[1], row[2]) for row in self.rows("PRAGMA foreign_key_check")]

    def copy_to(self, path: Path) -> None:
        """Write a copy of the workspace as it is at one moment, into one file; others may go on writing meanwhile.

        The copy is looked over before it gets its name, and replaces what stands there.
        """
        aside = aside_of(path)
        with self._reported(), files_reported(path):
            try:
                source = _connect(self.path, self.read_only)
                with closing(source), closing(sqlite3.connect(aside)) as copy:
                    source.backup(copy)
                    # The copy is to be one file, without a log beside it.
                    copy.execute("PRAGMA journal_mode=DELETE")
                    found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
                if found != "ok":
                    raise Problem(ProblemKind.WORKSPACE_DAMAGED, path=str(self.path), reason=found)
                put_in_place(aside, path)
            finally:
                # A disk that filled up leaves logs beside the file.
                for ending in ("", "-wal", "-shm", "-journal"):
                    with suppress(OSError):
                        Path(f"{aside}{ending}").unlink()

    def replace_by(self, copy: Path, keep: Path) -> None:
        """Replace everything by what a copy holds, having kept at `keep` what was there until this very moment.

        It is one transaction: others who have the workspace open see all of it or nothing, and a crash undoes it.
        """
        self._refuse_where_read_only()
        deadline = time.monotonic() + _BUSY_MILLISECONDS / 1000

        def keep_first(status: int, _remaining: int, _total: int) -> None:
            if status == sqlite3.SQLITE_OK and not keep.exists():
                # The first page is written, so that nobody else can write until all of them are.
                self.copy_to(keep)
            elif status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
                raise Problem(ProblemKind.WORKSPACE_BUSY, path=str(self.path))

        with self._reported(), closing(sqlite3.connect(copy)) as source, closing(_connect(self.path)) as target:
            target.execute("PRAGMA synchronous=FULL")
            source.backup(target, pages=1, progress=keep_first)

    def close(self) -> None:
        """Close every connection; the workspace file is whole at any time, closed or not."""
        if self._engine_used:
            self._engine.dispose()
        with self._drivers_lock:
            for connection in self._drivers:
                connection.close()
            self._drivers.clear()
        self._local = threading.local()

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Turn the database's own errors into problems that a user can act on."""
        try:
            yield
        except Exception as error:
            # SQLAlchemy wraps the driver's error in one of its own.
            problem = _problem_behind(getattr(error, "orig", error), self.path)
            if problem is None:
                raise
            raise problem from None


@contextmanager
def files_reported(path: Path) -> Iterator[None]:
    """Turn what the system says against writing a file into problems that a user can act on."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Problem(ProblemKind.DISK_FULL, path=str(path)) from None
        reason = error.strerror or str(error)
        raise Problem(ProblemKind.FOLDER_UNWRITABLE, path=str(path), reason=reason) from None


def _problem_behind(error: BaseException | None, path: Path) -> Problem | None:
    if not isinstance(error, sqlite3.Error):
        return None
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Problem(ProblemKind.WORKSPACE_BUSY, path=str(path))
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or str(error).startswith(_NO_TEXT):
        return Problem(ProblemKind.WORKSPACE_DAMAGED, path=str(path), reason=str(error))
    # Even a reader grows the shared memory file beside the workspace, which a full disk refuses.
    if code == sqlite3.SQLITE_FULL or extended == sqlite3.SQLITE_IOERR_SHMSIZE:
        return Problem(ProblemKind.DISK_FULL, path=str(full_place(path, *_SORTS_IN)))
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM):
        return Problem(ProblemKind.FOLDER_UNWRITABLE, path=str(path), reason=str(error))
    return None


def open_store(location: str | Path, create: bool = False) -> Store:
    """Open a workspace file, making a new one where `create` is set and nothing stands there.

    A workspace of an older version is brought up to date, with a copy kept beside it (`Store.kept_copy`). Raises
    `Problem` where the file is missing, is no workspace, is damaged, comes from a newer program, or where its folder
    cannot be written.
    """
    if "://" in str(location):
        raise Problem(ProblemKind.WORKSPACE_NOT_SUPPORTED, path=str(location))
    path = Path(location).expanduser()
    new = _is_new(path)
    if new and not create:
        raise Problem(ProblemKind.WORKSPACE_MISSING, path=str(path))
    if new:
        _make_folder(path.parent)
    store = Store(path)
    try:
        version = _version(store)
        # Only once the file is known to be a workspace: the mode is written into it, and would change a stranger's.
        if not store.read_only:
            _use_write_ahead_log(store)
        if version == 0:
            _create_schema(store)
        elif version < SCHEMA_VERSION:
            _migrate(store)
    except BaseException:
        store.close()
        raise
    return store


def _is_new(path: Path) -> bool:
    try:
        if path.is_dir():
            raise Problem(ProblemKind.NOT_A_WORKSPACE, path=str(path))
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason="not a regular file")
        if found.st_size == 0:
            return True
        with path.open("rb") as file:
            if file.read(len(_HEADER)) != _HEADER:
                raise Problem(ProblemKind.NOT_A_WORKSPACE, path=str(path))
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError as error:
        raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)) from None
    return False


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(ProblemKind.FOLDER_UNWRITABLE, path=str(folder), reason=reason) from None


def _version(store: Store) -> int:
    """The workspace's schema version, 0 for a file that holds nothing yet."""
    application = store.rows("PRAGMA application_id")[0][0]
    version = int(store.rows("PRAGMA user_version")[0][0])
    tables = store.rows("SELECT count(*) FROM sqlite_master")[0][0]
    if application != APPLICATION_ID and tables:
        raise Problem(ProblemKind.NOT_A_WORKSPACE, path=str(store.path))
    if version > SCHEMA_VERSION:
        raise Problem(ProblemKind.WORKSPACE_NEWER, path=str(store.path), version=version)
    return version if tables else 0


def _use_write_ahead_log(store: Store) -> None:
    """Switch the file to WAL for good; SQLite does not wait for a lock here, so several programs take turns."""
    deadline = time.monotonic() + _BUSY_MILLISECONDS / 1000
    while store.rows("PRAGMA journal_mode")[0][0] != "wal":
        try:
            store.rows("PRAGMA journal_mode=WAL")
        except Problem as problem:
            if problem.kind is not ProblemKind.WORKSPACE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _can_only_be_read(path: Path) -> bool:
    """Tell whether a file is there, but neither it nor a log beside it can be written."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _connect(path: Path, read_only: bool = False) -> sqlite3.Connection:
    location = _as_it_lies(path) if read_only else path
    # Threads share no connection, but the one that opened the workspace closes them all.
    connection = sqlite3.connect(location, timeout=_BUSY_MILLISECONDS / 1000, check_same_thread=False, uri=read_only)
    # The driver's own transaction handling would start transactions late and deferred.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KILOBYTES}")
    return connection


def _as_it_lies(path: Path) -> str:
    """How to open a file beside which nothing can be written: alone, or with the log of a program that has it open."""
    log, shared = (path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
    if shared.exists():
        return f"{path.absolute().as_uri()}?mode=ro"
    if log.exists() and log.stat().st_size:
        # The last changes are in the log only, which cannot be read without writing.
        raise Problem(ProblemKind.WORKSPACE_READ_ONLY, path=str(path))
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def _begin(connection: Connection) -> None:
    immediately = connection.get_execution_options().get("begin_immediately", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediately else "BEGIN")


def _create_schema(store: Store) -> None:
    from sqlmodel import SQLModel

    import catalogue.tables  # noqa: F401  (registers the tables)

    with store.writing() as connection:
        # Another process may have made the workspace while this one waited for the lock.
        if _version(store) != 0:
            return
        SQLModel.metadata.create_all(connection)
        for statement in _OTHER_TABLES:
            connection.exec_driver_sql(statement)
        for table in SQLModel.metadata.sorted_tables:
            if table.info.get("append_only"):
                _forbid_changes(connection, table.name)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")


def _migrate(store: Store) -> None:
    """Bring an older workspace up to date in one transaction, after a copy of it was made."""
    # Only an old workspace needs the library behind this.
    from catalogue.migrations import migrate

    with store.writing() as connection:
        version = _version(store)
        if version == SCHEMA_VERSION:
            # Another process has done it while this one waited for the lock.
            return
        now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        copy = store.path.with_name(f"{store.path.name}.version-{version}-{now}")
        store.copy_to(copy)
        try:
            migrate(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
        except BaseException:
            # The workspace stays as it is, so that its copy is of no use.
            copy.unlink(missing_ok=True)
            raise
    store.kept_copy = copy


def write_rows(connection: Connection, table: Any, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Write many rows of a table, given as tuples in the order of the columns, at the speed of the driver.

    The table is a model or the name of a table without one. Lists for JSON columns come as JSON texts.
    """
    if rows:
        name = table if isinstance(table, str) else table.__tablename__
        names, places = ", ".join(columns), ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {name} ({names}) VALUES ({places})", list(rows))


def rows_among(connection: Connection, statement: str, values: Sequence[Any]) -> list[Any]:
    """Return the rows of a reading statement in portable SQL, at the speed of the driver.

    It holds one `{values}`, which stands for the list of some hundred values.
    """
    if not values:
        return []
    placed = statement.format(values=f"({', '.join('?' * len(values))})")
    return list(connection.exec_driver_sql(placed, tuple(values)).cursor.fetchall())


def let_pages_go(connection: Connection) -> None:
    """Give back most of the memory in which an import holds pages; every sorting would take as much once more."""
    connection.exec_driver_sql(f"PRAGMA cache_size=-{_CACHE_KILOBYTES}")


def _forbid_changes(connection: Connection, table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    # INSERT OR REPLACE takes the old row away without waking the trigger on DELETE.
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid) "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
