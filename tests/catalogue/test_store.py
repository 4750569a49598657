"""The workspace file: what may be opened, what its tables refuse, and how two users of it get along."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

import catalogue.store
from catalogue.problems import Problem, ProblemKind
from catalogue.store import APPLICATION_ID, SCHEMA_VERSION, Store, open_store
from catalogue.tables import EntryRow, SettingRow

ROOT = Path(__file__).parents[2]

OPEN_AT_ONCE = """
import sys
from catalogue.store import open_store
sys.stdin.readline()
open_store(sys.argv[1], create=True).close()
"""


def refusal(path: Path | str, create: bool = False) -> Problem:
    with pytest.raises(Problem) as refused:
        open_store(path, create)
    return refused.value


def pragma(store: Store, name: str) -> object:
    with store.reading() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def put(store: Store, key: str) -> None:
    with store.writing() as connection:
        connection.execute(insert(SettingRow), {"key": key, "value": "1"})


def keys(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(select(col(SettingRow.key)).order_by(col(SettingRow.key))).scalars())


def test_a_new_workspace_is_marked_and_set_up_for_safety(store: Store) -> None:
    assert pragma(store, "journal_mode") == "wal"
    assert pragma(store, "foreign_keys") == 1
    assert pragma(store, "application_id") == APPLICATION_ID
    assert pragma(store, "user_version") == SCHEMA_VERSION
    assert pragma(store, "integrity_check") == "ok"


def test_a_workspace_opened_again_is_the_same(store: Store) -> None:
    put(store, "a")
    again = open_store(store.path)
    assert keys(again) == ["a"]
    assert (pragma(again, "journal_mode"), pragma(again, "foreign_keys")) == ("wal", 1)
    again.close()


def test_a_missing_workspace_is_made_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "mới" / "sâu" / "w.db"
    assert refusal(path).kind is ProblemKind.WORKSPACE_MISSING
    assert not path.parent.exists()
    open_store(path, create=True).close()
    open_store(path).close()


def test_an_empty_file_counts_as_missing(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    path.touch()
    assert refusal(path).kind is ProblemKind.WORKSPACE_MISSING
    open_store(path, create=True).close()


@pytest.mark.parametrize("name", ["hồ sơ 100%41.db", "a?mode=memory.db", "a#b.db", "a b&c;d'e\".db", "file:a.db"])
def test_any_file_name_is_that_file(tmp_path: Path, name: str) -> None:
    store = open_store(tmp_path / name, create=True)
    put(store, "a")
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    again = open_store(tmp_path / name)
    assert keys(again) == ["a"]
    again.close()


def test_a_folder_is_no_workspace(tmp_path: Path) -> None:
    for create in (False, True):
        problem = refusal(tmp_path, create)
        assert problem.kind is ProblemKind.NOT_A_WORKSPACE
        assert problem.facts == {"path": str(tmp_path)}


def test_a_path_below_a_regular_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    assert refusal(tmp_path / "a" / "w.db").kind is ProblemKind.WORKSPACE_MISSING
    assert refusal(tmp_path / "a" / "b" / "w.db", create=True).kind is ProblemKind.FOLDER_UNWRITABLE
    assert (tmp_path / "a").read_text(encoding="utf-8") == "x"


def test_a_server_address_is_not_taken_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusal("postgresql://localhost/tthc", create=True).kind is ProblemKind.WORKSPACE_NOT_SUPPORTED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"x", b"SQLite format 3", '{"name": "Đất đai"}'.encode(), b"\x1f\x8b\x08\x00" * 400]
)
def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "danh-muc.jsonl"
    path.write_bytes(content)
    for create in (False, True):
        assert refusal(path, create).kind is ProblemKind.NOT_A_WORKSPACE
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmark(address)")
    connection.close()
    before = path.read_bytes()
    for create in (False, True):
        assert refusal(path, create).kind is ProblemKind.NOT_A_WORKSPACE
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_workspace_of_a_newer_program_is_refused_with_its_version(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    open_store(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    connection.close()
    problem = refusal(path)
    assert problem.kind is ProblemKind.WORKSPACE_NEWER
    assert problem.facts == {"path": str(path), "version": SCHEMA_VERSION + 1}


def test_a_damaged_workspace_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    open_store(path, create=True).close()
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    problem = refusal(path)
    assert problem.kind is ProblemKind.WORKSPACE_DAMAGED
    assert problem.facts["path"] == str(path)
    assert problem.facts["reason"]


def test_a_header_with_nothing_behind_it_is_refused_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    path.write_bytes(b"SQLite format 3\x00" + b"x" * 200)
    assert refusal(path, create=True).kind is ProblemKind.WORKSPACE_DAMAGED


def test_an_entry_without_its_procedure_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(
            insert(EntryRow), {"edition_id": 1, "position": 1, "code": "", "source_id": 1, "procedure_id": 1}
        )


def test_an_exception_takes_back_everything_of_its_transaction(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing() as connection:
        connection.execute(insert(SettingRow), {"key": "a", "value": "1"})
        raise RuntimeError
    assert keys(store) == []


def test_a_reader_sees_the_state_before_a_transaction_until_it_ends(store: Store) -> None:
    other = open_store(store.path)
    with store.writing() as connection:
        connection.execute(insert(SettingRow), {"key": "a", "value": "1"})
        assert keys(other) == []
    assert keys(other) == ["a"]
    other.close()


def test_a_reading_sees_one_state_however_long_it_lasts(store: Store) -> None:
    statement = select(col(SettingRow.key))
    with store.reading() as connection:
        assert connection.execute(statement).all() == []
        put(store, "a")
        assert connection.execute(statement).all() == []
    assert keys(store) == ["a"]


def test_a_writer_that_waited_in_vain_is_told_the_workspace_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue.store, "_BUSY_MILLISECONDS", 1)
    first, second = (open_store(tmp_path / "w.db", create=True) for _ in range(2))
    with first.writing(), pytest.raises(Problem) as refused:
        put(second, "b")
    assert refused.value.kind is ProblemKind.WORKSPACE_BUSY
    put(second, "b")
    assert keys(first) == ["b"]
    first.close()
    second.close()


def test_programs_that_make_the_same_workspace_at_once_all_get_it(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    command = [sys.executable, "-c", OPEN_AT_ONCE, str(path)]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.communicate()[1] for process in started] == [""] * 3
    assert [process.returncode for process in started] == [0] * 3
    store = open_store(path)
    put(store, "a")
    assert (keys(store), pragma(store, "integrity_check")) == (["a"], "ok")
    store.close()


def test_a_disk_too_full_to_read_on_is_told_as_full(tmp_path: Path) -> None:
    store = open_store(tmp_path / "w.db", create=True)
    # What the database says where the shared memory file beside a workspace cannot grow.
    said = sqlite3.OperationalError("disk I/O error")
    said.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    with pytest.raises(Problem) as refused, store.reading():
        raise said
    assert refused.value.kind is ProblemKind.DISK_FULL
    store.close()


@pytest.mark.parametrize(
    ("free", "temporary", "full"),
    [(0, 1 << 30, "workspace.db"), (1 << 30, 0, "tạm"), (0, 0, "workspace.db"), (1 << 30, 1 << 30, "workspace.db")],
)
def test_of_two_disks_the_one_that_is_full_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, temporary: int, full: str
) -> None:
    folder, path = tmp_path / "tạm", tmp_path / "workspace.db"
    usage = {tmp_path: free, folder: temporary}
    folder.mkdir()
    monkeypatch.setenv("SQLITE_TMPDIR", str(folder))
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=usage[Path(place)]))
    store = open_store(path, create=True)
    with pytest.raises(Problem) as refused, store.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")
        connection.exec_driver_sql("CREATE TABLE đầy AS SELECT randomblob(1000000) AS x")
    store.close()
    assert refused.value.kind is ProblemKind.DISK_FULL
    assert Path(str(refused.value.facts["path"])).name == full


def test_a_text_whose_bytes_are_none_is_told_as_damage(tmp_path: Path) -> None:
    store = open_store(tmp_path / "w.db", create=True)
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO setting (key, value) VALUES ('tên', CAST(x'C3' AS TEXT))")
    reading = "SELECT value FROM setting"
    with pytest.raises(Problem) as refused:
        store.rows(reading)
    assert refused.value.kind is ProblemKind.WORKSPACE_DAMAGED
    with pytest.raises(Problem) as refused, store.reading() as connection:
        connection.execute(text(reading)).all()
    assert refused.value.kind is ProblemKind.WORKSPACE_DAMAGED
    store.close()
