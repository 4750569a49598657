"""Workspaces of released versions open with everything in them; the schema is the same as of one made today."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from catalogue import migrations
from catalogue.editions import entry_ids, entry_summaries, find_edition, find_entry, list_editions
from catalogue.entry_orders import ORDERS
from catalogue.laws import instruments_of
from catalogue.migrations import newest_revision
from catalogue.migrations.versions.v1_baseline import TABLES
from catalogue.problems import Problem, ProblemKind
from catalogue.store import SCHEMA_VERSION, Store, open_store
from reviews import journal
from reviews.integrity import check_workspace
from reviews.mark_book import MarkBook
from reviews.marks import list_marks
from reviews.workspace import open_workspace

ROOT = Path(__file__).parents[2]
WORKSPACES = ROOT / "tests" / "data" / "workspaces"
VERSION_1 = WORKSPACES / "v1.db"
OLDER = range(1, SCHEMA_VERSION)
DERIVED_TABLES = ("alembic_version", "instrument", "entry_order", "entry_stretch", "word_set")
# Columns that hold what follows from the records, which is made anew.
DERIVED = {
    "procedure": {"sort_key", "field_key"},
    "entry": {"name_rank", "field_rank", "code_rank"},
    "legal_basis": {"instrument_id"},
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A workspace as release 0.1.0 wrote it, with two editions, four marks and eleven changes."""
    return Path(shutil.copy(VERSION_1, tmp_path / "rà soát.db"))


@pytest.fixture(params=OLDER)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workspace of every older version of the schema, one after the other."""
    return Path(shutil.copy(WORKSPACES / f"v{request.param}.db", tmp_path / f"v{request.param}.db"))


def kept_rows(path: Path, like: Path) -> dict[str, list[Any]]:
    """The rows of a workspace that are not derived, in the tables and columns which another one has."""
    with closing(sqlite3.connect(path)) as found, closing(sqlite3.connect(like)) as asked:
        tables = asked.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        rows = {}
        for (table,) in tables:
            if table in DERIVED_TABLES or "search" in table:
                continue
            columns = [row[1] for row in asked.execute(f"PRAGMA table_info('{table}')")]
            named = ", ".join(column for column in columns if column not in DERIVED.get(table, ()))
            rows[table] = sorted(found.execute(f"SELECT {named} FROM {table}").fetchall(), key=repr)
        return rows


def schema(path: Path) -> dict[str, Any]:
    """Everything that a database knows about its tables, however it was said."""
    with closing(sqlite3.connect(path)) as connection:

        def rows(statement: str) -> list[Any]:
            return sorted(connection.execute(statement).fetchall(), key=repr)

        named = rows("SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_autoindex%'")
        said = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        said |= dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'"))
        found: dict[str, Any] = {"named": named, "said": {name: spaced(sql) for name, sql in said.items()}}
        for kind, table, _ in named:
            if kind == "table" and not table.startswith(("procedure_search", "paper_search")):
                indexes = rows(f"PRAGMA index_list('{table}')")
                found[table] = {
                    "columns": sorted(row[1:] for row in rows(f"PRAGMA table_info('{table}')")),
                    "references": sorted(row[2:] for row in rows(f"PRAGMA foreign_key_list('{table}')")),
                    "indexes": sorted(
                        (row[2], row[3], row[4], [at[2] for at in connection.execute(f"PRAGMA index_info('{row[1]}')")])
                        for row in indexes
                    ),
                }
        found["version"] = rows("PRAGMA user_version") + rows("PRAGMA application_id")
        if "alembic_version" in found:
            found["revision"] = rows("SELECT * FROM alembic_version")
        return found


def spaced(statement: str) -> str:
    """A statement without the spaces that mean nothing."""
    return "".join(statement.split())


def test_a_workspace_of_version_1_opens_with_everything_in_it(old: Path) -> None:
    with closing(open_workspace(old)) as store:
        assert [(edition.name, edition.procedures, edition.day) for edition in list_editions(store)] == [
            ("2026-07", 8, "2026-07-18"),
            ("2026-06", 6, "2026-06-10"),
        ]
        edition = find_edition(store, "2026-06")
        assert edition.digest == "63c500535d4e0b95190cbb2599617fe7f8bf8c428700da1a2427557c6bab3479"
        entry = find_entry(store, edition, "1.003583")
        assert entry.procedure.name == "Thủ tục đăng ký khai sinh lưu động"
        assert "60/2014/QH1360" in [basis.number for basis in entry.procedure.legal_bases]
        assert [(mark.id, mark.address, mark.action, mark.author) for mark in list_marks(store)] == [
            (1, "1.003583", "remove", "Lan"),
            (3, "1.003583", "keep", "Minh"),
            (5, "2.000473", "merge", "Lan"),
            (4, "3.000352", "remove", "Minh"),
        ]
        changes = journal.history(store)
        assert len(changes) == 11
        assert changes[0].chain == "b573f8a54d46a58f81fa56b296cacfbde8f48231265895609f3349827c48d176"
        assert journal.broken_at(store) is None


def test_every_row_that_anybody_wrote_is_there_after_an_upgrade(released: Path) -> None:
    before = WORKSPACES / released.name
    expected = kept_rows(before, before)
    assert all(
        expected[table] for table in ("edition", "procedure", "paper", "source_record", "entry", "journal", "mark")
    )
    with closing(open_workspace(released)) as store:
        assert store.kept_copy is not None
        assert [outcome for outcome in check_workspace(store) if outcome.faults] == []
    found = kept_rows(released, before)
    # The end of the journal's chain is kept among the settings since version 2.
    found["setting"] = [row for row in found["setting"] if row in expected["setting"] or row[0] != "journal.head"]
    assert found == expected


def test_a_workspace_of_version_2_opens_with_its_judgements(tmp_path: Path) -> None:
    path = Path(shutil.copy(WORKSPACES / "v2.db", tmp_path / "v2.db"))
    with closing(open_workspace(path)) as store:
        assert [(mark.id, mark.address, mark.action, mark.state) for mark in list_marks(store)] == [
            (1, "1.003583", "remove", "proposed"),
            (2, "1.004055", "keep", "proposed"),
            (3, "2.000473", "remove", "agreed"),
            (5, "3.000352", "reduce", "proposed"),
        ]
        assert len(journal.history(store)) == 15 and journal.broken_at(store) is None
        topics = [row[0] for row in store.rows("SELECT topic FROM judgement ORDER BY topic")]
        assert topics == ["baseline", "cost", "issuer-link", "pair", "promise", "scenario", "volume"]
        edition = find_edition(store, "2026-06")
        for order in ("name", "code", "field"):
            assert len(entry_ids(store, edition, "", order)) == 6
        MarkBook(store, "Lan").undo()
        assert "pair" not in [row[0] for row in store.rows("SELECT topic FROM judgement")]
        assert [outcome for outcome in check_workspace(store) if outcome.faults] == []


def test_a_workspace_of_version_3_opens_with_its_judgements(tmp_path: Path) -> None:
    path = Path(shutil.copy(WORKSPACES / "v3.db", tmp_path / "v3.db"))
    with closing(open_workspace(path)) as store:
        assert [(mark.id, mark.address, mark.action, mark.state) for mark in list_marks(store)] == [
            (1, "1.003583", "remove", "proposed"),
            (3, "2.000473", "remove", "agreed"),
            (4, "3.000352", "reduce", "proposed"),
        ]
        assert len(journal.history(store)) == 11 and journal.broken_at(store) is None
        topics = [row[0] for row in store.rows("SELECT topic FROM judgement ORDER BY topic")]
        assert topics == ["cost", "issuer-link", "pair", "promise", "scenario", "volume"]
        edition = find_edition(store, "2026-06")
        found = {order: entry_summaries(store, entry_ids(store, edition, 'giay -"cấp xã"', order)) for order in ORDERS}
        assert {order: len(entries) for order, entries in found.items()} == dict.fromkeys(ORDERS, 1)
        assert [outcome for outcome in check_workspace(store) if outcome.faults] == []


def test_what_is_new_is_there_for_old_data_too(old: Path) -> None:
    with closing(open_workspace(old)) as store:
        edition = find_edition(store, "2026-06")
        shared = {cited.instrument.number: cited.procedures for cited in instruments_of(store, edition)}
        assert (shared["12/2025/TT-BCA"], shared["60/2014/QH13"], len(shared)) == (2, 1, 33)
        found = entry_summaries(
            store, entry_ids(store, edition, 'lĩnh vực:"hộ tịch" giayto:"giấy chứng sinh"', "field")
        )
        assert [entry.code for entry in found] == ["1.003583"]
        assert [outcome for outcome in check_workspace(store) if outcome.faults] == []


def test_work_goes_on_after_an_upgrade(old: Path) -> None:
    with closing(open_workspace(old)) as store:
        undone = MarkBook(store, "Lan").undo()
        assert (undone.kind, undone.mark_id) == ("withdrawn", 2)
        assert [mark.id for mark in list_marks(store, "2026-06")] == [1, 3, 2, 5]
        assert [outcome for outcome in check_workspace(store) if outcome.faults] == []


def test_the_workspace_as_it_was_is_kept_beside_it(old: Path) -> None:
    with closing(open_workspace(old)) as store:
        copy = store.kept_copy
    assert copy is not None and copy.parent == old.parent
    assert copy.name.startswith("rà soát.db.version-1-")
    assert schema(copy) == schema(VERSION_1)
    with closing(sqlite3.connect(copy)) as connection, closing(sqlite3.connect(VERSION_1)) as released:
        for table in ("edition", "procedure", "journal", "mark", "entry"):
            every = f"SELECT * FROM {table}"
            assert connection.execute(every).fetchall() == released.execute(every).fetchall()


def test_opening_it_again_changes_nothing_more(old: Path) -> None:
    open_workspace(old).close()
    files = sorted(path.name for path in old.parent.iterdir())
    content = hashlib.sha256(old.read_bytes()).digest()
    with closing(open_workspace(old)) as store:
        assert store.kept_copy is None
    assert sorted(path.name for path in old.parent.iterdir()) == files
    assert hashlib.sha256(old.read_bytes()).digest() == content


def test_a_migrated_workspace_has_the_schema_of_one_made_today(released: Path, tmp_path: Path) -> None:
    open_workspace(released).close()
    open_workspace(tmp_path / "new.db", create=True).close()
    assert schema(released) == schema(tmp_path / "new.db")


def test_the_revisions_alone_make_the_schema_of_today(tmp_path: Path) -> None:
    empty = tmp_path / "revisions.db"
    with closing(sqlite3.connect(empty)) as connection:
        for statement in TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id={0x50535257}")
        connection.execute("PRAGMA user_version=1")
        connection.commit()
    assert schema(empty) == schema(VERSION_1)
    open_workspace(empty).close()
    open_workspace(tmp_path / "new.db", create=True).close()
    assert schema(empty) == schema(tmp_path / "new.db")


def test_a_workspace_of_every_older_version_is_kept() -> None:
    versions = []
    for version in OLDER:
        with closing(sqlite3.connect(WORKSPACES / f"v{version}.db")) as connection:
            versions += connection.execute("PRAGMA user_version").fetchone()
    assert versions == list(OLDER)


def test_the_newest_revision_is_the_version_of_the_schema() -> None:
    assert newest_revision() == f"{SCHEMA_VERSION:04}"


def test_a_migration_that_fails_leaves_the_workspace_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_connection: object) -> None:
        raise RuntimeError("the power is gone")

    # The last thing that a migration does.
    monkeypatch.setattr(migrations, "derive_again", fail)
    with pytest.raises(RuntimeError):
        open_workspace(old)
    assert schema(old) == schema(VERSION_1)
    assert [path.name for path in old.parent.iterdir()] == ["rà soát.db"]
    monkeypatch.undo()
    with closing(open_workspace(old)) as store:
        assert len(list_marks(store)) == 4


def test_a_disk_that_fills_up_at_the_very_end_leaves_no_copy_behind(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing = Store.writing

    @contextmanager
    def full(store: Store, durable: bool = True) -> Iterator[Connection]:
        with writing(store, durable) as connection:
            yield connection
            # Where the changes are made to last.
            raise Problem(ProblemKind.DISK_FULL, path=str(store.path))

    monkeypatch.setattr(Store, "writing", full)
    with pytest.raises(Problem) as refused:
        open_workspace(old)
    assert refused.value.kind is ProblemKind.DISK_FULL
    assert schema(old) == schema(VERSION_1)
    assert [path.name for path in old.parent.iterdir()] == ["rà soát.db"]


def test_two_processes_that_open_it_at_once_upgrade_it_once(old: Path) -> None:
    script = (
        "import sys\n"
        "from reviews.workspace import open_workspace\n"
        "from reviews.marks import list_marks\n"
        "sys.stdin.readline()\n"
        "store = open_workspace(sys.argv[1])\n"
        "print(len(list_marks(store)), store.kept_copy is not None)\n"
        "store.close()\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", script, str(old)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate() for process in started]
    assert [stderr for _, stderr in answers] == ["", "", ""]
    assert sorted(stdout.strip() for stdout, _ in answers) == ["4 False", "4 False", "4 True"]
    assert len(list(old.parent.glob("*.version-1-*"))) == 1


def test_opening_a_workspace_of_today_loads_no_library_for_migrations(tmp_path: Path) -> None:
    open_store(tmp_path / "new.db", create=True).close()
    script = (
        "import sys\n"
        "from catalogue.store import open_store\n"
        "open_store(sys.argv[1]).close()\n"
        "print('alembic' in sys.modules, 'sqlalchemy' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "new.db")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False False"


def test_a_copy_of_the_search_index_of_old_data_finds_what_a_new_import_finds(
    old: Path, tmp_path: Path, bring_in: Callable[..., Any], store: Any, real_records_file: Path
) -> None:
    fresh = bring_in(*real_records_file.read_text(encoding="utf-8").splitlines())
    with closing(open_workspace(old)) as migrated:
        edition = find_edition(migrated, "2026-06")
        for typed in (
            "khai sinh",
            "dang ky",
            '"cư trú"',
            "coquan:công",
            "paper:giấy",
            "law:120/2025",
            "-đăng",
            "cap:xa",
        ):
            here = [entry.code for entry in entry_summaries(migrated, entry_ids(migrated, edition, typed, "name"))]
            there = [entry.code for entry in entry_summaries(store, entry_ids(store, fresh, typed, "name"))]
            assert here == there, typed
