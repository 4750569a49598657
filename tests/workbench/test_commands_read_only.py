"""A workspace on a medium or in a folder that nobody can write to is read as it lies there, and nothing more."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.workbench.conftest import ROOT, SMALL, CommandLine

OLD = ROOT / "tests" / "data" / "workspaces" / "v2.db"


def closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the right to write from a folder and its files; administrators are told so, since nothing stops them."""
    for path in (*folder.iterdir(), folder):
        path.chmod(path.stat().st_mode & ~0o222)

    def access(path: str | Path, mode: int) -> bool:
        return not (mode & os.W_OK and (Path(path) == folder or folder in Path(path).parents))

    monkeypatch.setattr("catalogue.store.os.access", access)


@pytest.fixture
def medium(workbench: CommandLine, monkeypatch: pytest.MonkeyPatch) -> Iterator[CommandLine]:
    """A marked workspace on a medium that can only be read."""
    workbench.with_small().done("mark", "2.001023", "paper:1.1", "remove", "--reason", "Đã có dữ liệu")
    closed(workbench.workspace.parent, monkeypatch)
    yield workbench
    workbench.workspace.parent.chmod(0o700)


def test_reading_commands_work_and_leave_nothing_behind(medium: CommandLine, tmp_path: Path) -> None:
    before = medium.workspace.read_bytes()
    assert [found["name"] for found in medium.json("editions")] == ["2026-06"]
    assert medium.json("search", "khai sinh") and medium.json("marks") and medium.json("history")
    assert medium.json("show", "2.001023")["code"] == "2.001023"
    assert all(not check["faults"] for check in medium.json("check")["checks"])
    for words in (("cost", "2.001023"), ("graph", "2.001023"), ("laws",), ("papers",)):
        medium.done(*words)
    medium.done("export", "--out", str(tmp_path / "ra.jsonl"))
    medium.done("proposal", "2.001023", "--format", "md", "--out", str(tmp_path / "văn bản"))
    medium.done("backup", str(tmp_path / "sao.db"))
    assert [path.name for path in medium.workspace.parent.iterdir()] == [medium.workspace.name]
    assert medium.workspace.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("undo",),
        ("mark", "2.001023", "step:1", "keep"),
        ("import", str(SMALL), "--edition", "2026-07"),
        ("office", "--agency", "Sở Tư pháp"),
        ("restore", str(OLD)),
    ],
)
def test_writing_commands_say_in_one_sentence_what_to_do(medium: CommandLine, words: tuple[str, ...]) -> None:
    said = medium.refused(*words)
    assert str(medium.workspace) in said and "chỉ đọc được" in said and "--workspace" in said


def test_an_older_workspace_there_cannot_be_brought_up_to_date_and_says_so(
    workbench: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbench.workspace.parent.mkdir(parents=True)
    shutil.copy(OLD, workbench.workspace)
    closed(workbench.workspace.parent, monkeypatch)
    try:
        assert "chỉ đọc được" in workbench.refused("editions")
        assert workbench.workspace.read_bytes() == OLD.read_bytes()
    finally:
        workbench.workspace.parent.chmod(0o700)


def test_changes_that_stand_in_a_log_only_are_not_left_out_in_silence(
    workbench: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    workbench.with_small()
    log = Path(f"{workbench.workspace}-wal")
    copy = tmp_path / "chép" / workbench.workspace.name
    copy.parent.mkdir()
    with closing(sqlite3.connect(workbench.workspace)) as connection:
        connection.execute("INSERT INTO setting (key, value) VALUES ('x', 'y')")
        connection.commit()
        for path in (workbench.workspace, log):
            shutil.copy(path, copy.parent)
    closed(copy.parent, monkeypatch)
    try:
        assert "chỉ đọc được" in workbench.refused("--workspace", str(copy), "editions")
    finally:
        copy.parent.chmod(0o700)
