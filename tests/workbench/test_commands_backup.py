"""Copies of the workspace: made while it is in use, refused where they are not whole, put back without a loss."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from reviews import backups
from reviews.backups import back_up, restore
from reviews.marks import list_marks
from reviews.workspace import open_workspace
from tests.workbench.conftest import ROOT, CommandLine, Process

VERSION_1 = ROOT / "tests" / "data" / "workspaces" / "v1.db"


@pytest.fixture
def marked(workbench: CommandLine) -> CommandLine:
    """A workspace with an edition and one mark."""
    workbench.with_small()
    workbench.done("mark", "3.000352", "paper:1.2", "remove", "--reason", "Cơ quan cấp phép đã có giấy này")
    return workbench


def files(folder: Path) -> list[str]:
    """The names of the files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def changed_copy(workbench: CommandLine, place: Path, *statements: str) -> Path:
    """A copy of the workspace, changed behind the program's back."""
    workbench.done("backup", str(place), "--force")
    with closing(sqlite3.connect(place)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return place


def test_a_copy_is_one_file_with_everything_in_it(marked: CommandLine, tmp_path: Path) -> None:
    copy = tmp_path / "sao lưu" / "2026-07-18.db"
    made = marked.json("backup", str(copy))
    assert {name: made[name] for name in ("path", "editions", "procedures", "marks", "changes")} == {
        "path": str(copy),
        "editions": 1,
        "procedures": 8,
        "marks": 1,
        "changes": 1,
    }
    assert files(copy.parent) == ["2026-07-18.db"]
    assert made["size"] == copy.stat().st_size
    with closing(open_workspace(copy)) as there, closing(open_workspace(marked.workspace)) as here:
        assert list_marks(there) == list_marks(here)


def test_a_file_that_is_there_is_replaced_only_when_asked(marked: CommandLine, tmp_path: Path) -> None:
    copy = tmp_path / "sao.db"
    copy.write_text("của người khác", encoding="utf-8")
    assert str(copy) in marked.refused("backup", str(copy))
    assert copy.read_text(encoding="utf-8") == "của người khác"
    marked.done("backup", str(copy), "--force")
    with closing(open_workspace(copy)) as there:
        assert len(list_marks(there)) == 1


def test_the_workspace_is_never_its_own_copy(marked: CommandLine, tmp_path: Path) -> None:
    link = tmp_path / "liên kết.db"
    link.symlink_to(marked.workspace)
    before = marked.workspace.read_bytes()
    for place in (marked.workspace, link, Path(f"{marked.workspace}-wal")):
        assert "chính là" in marked.refused("backup", str(place), "--force")
    assert "chính là" in marked.refused("restore", str(marked.workspace))
    assert marked.workspace.read_bytes() == before


def test_a_copy_that_cannot_be_written_leaves_nothing(marked: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("không phải thư mục", encoding="utf-8")
    marked.refused("backup", str(tmp_path / "tệp" / "sao.db"))
    folder = tmp_path / "thư mục"
    folder.mkdir()
    marked.refused("backup", str(folder), "--force")
    assert files(folder) == []
    assert not [name for name in files(tmp_path) if name.endswith(".part")]


@pytest.mark.parametrize("left_by_the_database", [True, False])
def test_a_disk_that_fills_up_is_that_of_the_copy_and_keeps_no_remains(
    marked: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left_by_the_database: bool
) -> None:
    def fills_up(aside: Path, path: Path) -> None:
        for ending in ("-wal", "-shm"):
            Path(f"{aside}{ending}").touch()
        if left_by_the_database:
            raise OSError(errno.EIO, "disk I/O error")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("catalogue.store.put_in_place", fills_up)
    monkeypatch.setattr("reviews.backups.disk_usage", lambda _folder: SimpleNamespace(free=0))
    folder = tmp_path / "đĩa"
    folder.mkdir()
    copy = folder / "sao.db"
    assert f"{copy} đã đầy" in marked.refused("backup", str(copy))
    assert list(folder.iterdir()) == []


def test_a_disk_that_is_only_read_is_named(
    marked: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_read(*_found: object, **_more: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("catalogue.store.put_in_place", only_read)
    monkeypatch.setattr(Path, "unlink", only_read)
    copy = tmp_path / "sao.db"
    assert f"Không ghi được vào {copy} (ổ đĩa chỉ cho đọc)" in marked.refused("backup", str(copy))


def test_a_copy_that_is_not_whole_does_not_get_its_name(
    marked: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "shortfalls", lambda _copy: ["journal"])
    with closing(open_workspace(marked.workspace)) as store, pytest.raises(Problem) as refused:
        back_up(store, tmp_path / "sao.db")
    assert refused.value.kind is ProblemKind.BACKUP_DAMAGED
    assert [name for name in files(tmp_path) if "sao" in name] == []


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (("DELETE FROM entry WHERE position = 8",), "kỳ danh mục"),
        (("DROP TRIGGER journal_no_delete", "DELETE FROM journal"), "lịch sử thay đổi"),
        (("DELETE FROM setting",), "lịch sử thay đổi"),
        (("PRAGMA foreign_keys=OFF", "DELETE FROM procedure WHERE id = 8"), "nội dung thủ tục"),
    ],
)
def test_a_workspace_that_lacks_something_makes_no_copy(
    marked: CommandLine, tmp_path: Path, change: tuple[str, ...], check: str
) -> None:
    with closing(sqlite3.connect(marked.workspace)) as connection:
        for statement in change:
            connection.execute(statement)
        connection.commit()
    assert check in marked.refused("backup", str(tmp_path / "sao.db"))


def test_a_copy_is_taken_while_another_process_writes(marked: CommandLine, process: Process, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from catalogue.editions import find_edition, find_entry\n"
        "from catalogue.elements import find_element\n"
        "from reviews.actions import MarkAction\n"
        "from reviews.mark_book import MarkBook\n"
        "from reviews.marks import Judgement\n"
        "from reviews.workspace import open_workspace\n"
        "store = open_workspace(sys.argv[1])\n"
        "entry = find_entry(store, find_edition(store), '3.000352')\n"
        "element = find_element(entry.procedure, 'step:1')\n"
        "for at in range(150):\n"
        "    MarkBook(store, f'Người {at}').propose(entry, element, Judgement(MarkAction.KEEP))\n"
        "    print(at, flush=True)\n"
    )
    writing = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", script, str(marked.workspace)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writing.stdout is not None
    writing.stdout.readline()
    held = []
    with closing(open_workspace(marked.workspace)) as store:
        for at in range(5):
            made = back_up(store, tmp_path / f"sao {at}.db")
            assert made.marks == made.changes
            held.append(made.marks)
    assert len(writing.stdout.readlines()) == 149
    assert writing.wait() == 0
    assert held == sorted(held) and held[0] >= 2
    for at in range(5):
        assert process(["-m", "workbench", "--workspace", str(tmp_path / f"sao {at}.db"), "check"]).returncode == 0


def test_what_was_copied_comes_back_and_what_it_replaces_is_kept(marked: CommandLine, tmp_path: Path) -> None:
    copy = tmp_path / "sao.db"
    marked.done("backup", str(copy))
    marked.done("mark", "3.000352", "step:1", "keep")
    kept = Path(marked.json("restore", str(copy))["kept"])
    assert kept.parent == marked.workspace.parent
    assert kept.name.startswith("rà soát.db.before-restore-")
    assert [mark["element"] for mark in marked.json("marks")] == ["paper:1.2"]
    assert [mark["element"] for mark in marked.json("--workspace", str(kept), "marks")] == ["paper:1.2", "step:1"]
    assert files(marked.workspace.parent) == ["rà soát.db", kept.name]
    assert marked.json("check")["whole"] is True
    marked.done("restore", str(kept))
    assert [mark["element"] for mark in marked.json("marks")] == ["paper:1.2", "step:1"]


def test_two_restorations_within_one_second_keep_both(marked: CommandLine, tmp_path: Path) -> None:
    copy = tmp_path / "sao.db"
    marked.done("backup", str(copy))
    kept = {marked.json("restore", str(copy))["kept"] for _ in range(3)}
    assert len(kept) == 3 and all(Path(path).exists() for path in kept)


def test_a_copy_is_put_where_no_workspace_was(marked: CommandLine, tmp_path: Path) -> None:
    copy, place = tmp_path / "sao.db", tmp_path / "máy mới" / "workspace.db"
    marked.done("backup", str(copy))
    assert marked.json("--workspace", str(place), "restore", str(copy))["kept"] is None
    assert len(marked.json("--workspace", str(place), "marks")) == 1
    assert files(place.parent) == ["workspace.db"]


def test_a_copy_of_an_older_release_is_brought_up_to_date(marked: CommandLine, tmp_path: Path) -> None:
    copy = Path(shutil.copy(VERSION_1, tmp_path / "cũ.db"))
    marked.done("restore", str(copy))
    assert [edition["name"] for edition in marked.json("editions")] == ["2026-07", "2026-06"]
    assert len(marked.json("marks", "--edition", "2026-06")) == 3
    assert copy.read_bytes() == VERSION_1.read_bytes()
    assert len(files(marked.workspace.parent)) == 2


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (("UPDATE paper SET text = 'Giấy khác' WHERE procedure_id = 3",), "nội dung thủ tục"),
        (("UPDATE source_record SET body = x'00' WHERE id = 1",), "bản ghi gốc"),
        (("DROP TRIGGER journal_no_update", "UPDATE journal SET who = 'Ai đó'"), "lịch sử thay đổi"),
        (("UPDATE mark SET reason = 'Khác'",), "đánh dấu"),
    ],
)
def test_a_damaged_copy_is_refused_and_nothing_is_changed(
    marked: CommandLine, tmp_path: Path, change: tuple[str, ...], check: str
) -> None:
    copy = changed_copy(marked, tmp_path / "sao.db", *change)
    before = marked.json("marks"), files(marked.workspace.parent)
    assert check in marked.refused("restore", str(copy))
    assert (marked.json("marks"), files(marked.workspace.parent)) == before


def test_what_is_no_copy_of_a_workspace_is_refused(marked: CommandLine, tmp_path: Path) -> None:
    text, other = tmp_path / "văn bản.txt", tmp_path / "khác.db"
    text.write_text("không phải bản sao", encoding="utf-8")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE khac (id INTEGER)")
    cut = tmp_path / "cụt.db"
    marked.done("backup", str(cut))
    cut.write_bytes(cut.read_bytes()[:40_000])
    (tmp_path / "rỗng.db").touch()
    before = files(marked.workspace.parent)
    for copy in (text, other, cut, tmp_path / "rỗng.db", tmp_path / "không có.db"):
        assert str(copy) in marked.refused("restore", str(copy))
    assert files(marked.workspace.parent) == before
    assert len(marked.json("marks")) == 1


@pytest.mark.parametrize("where", [0, 4096 * 3])
def test_a_broken_workspace_is_replaced_and_kept_as_it_is(marked: CommandLine, tmp_path: Path, where: int) -> None:
    copy = tmp_path / "sao.db"
    marked.done("backup", str(copy))
    broken = bytearray(marked.workspace.read_bytes())
    broken[where : where + 6000] = b"\xa5" * 6000
    marked.workspace.write_bytes(broken)
    kept = Path(marked.json("restore", str(copy))["kept"])
    assert kept.read_bytes() == broken
    assert marked.json("check")["whole"] is True
    assert len(marked.json("marks")) == 1


def test_the_file_of_another_program_is_not_replaced(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    copy, other = tmp_path / "sao.db", tmp_path / "khác.db"
    workbench.done("backup", str(copy))
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE khac (id INTEGER)")
        connection.commit()
    before = other.read_bytes()
    workbench.refused("--workspace", str(other), "restore", str(copy))
    assert other.read_bytes() == before


def test_others_who_have_the_workspace_open_see_the_restored_one(marked: CommandLine, tmp_path: Path) -> None:
    copy = tmp_path / "sao.db"
    marked.done("backup", str(copy))
    with closing(open_workspace(marked.workspace)) as other:
        marked.done("mark", "3.000352", "step:1", "keep")
        assert len(list_marks(other)) == 2
        marked.done("restore", str(copy))
        assert len(list_marks(other)) == 1


def test_a_mark_made_while_a_copy_is_put_back_is_kept_or_stands(
    marked: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "sao.db"
    marked.done("backup", str(copy))
    real: Any = Store.copy_to

    def mark_at_the_last_moment(store: Store, path: Path) -> None:
        # What is kept is copied once nobody else can write any more.
        if "before-restore" in path.name:
            with (
                closing(sqlite3.connect(marked.workspace, timeout=0)) as connection,
                pytest.raises(sqlite3.OperationalError, match="locked"),
            ):
                connection.execute("UPDATE mark SET reason = 'Muộn rồi'")
        real(store, path)

    monkeypatch.setattr(Store, "copy_to", mark_at_the_last_moment)
    kept = restore(copy, marked.workspace)
    assert kept is not None and kept.exists()
