"""Exporting an edition as a workbook from the command line."""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalogue.editions import entry_ids, find_edition, load_entries
from catalogue.native_layout import content_digest
from catalogue.readers import workbook as layout
from catalogue.records import Origin, Procedure, ReadRecord
from catalogue.workbook_layout import write_workbook
from reviews.workspace import open_workspace
from tests.workbench.conftest import CommandLine

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def test_an_edition_written_as_a_workbook_holds_every_procedure_unchanged(
    workbench: CommandLine, tmp_path: Path
) -> None:
    workbench.with_small()
    path = tmp_path / "danh mục.xlsx"
    report = workbench.json("export", "--format", "workbook", "--out", str(path))
    assert (report["format"], report["procedures"], report["file"]) == ("workbook", 8, str(path))
    read = [layout.interpret(raw, path) for raw in layout.raw_records(path)]
    store = open_workspace(workbench.workspace)
    try:
        edition = find_edition(store)
        entries = load_entries(store, entry_ids(store, edition))
    finally:
        store.close()
    assert [(record.code, record.origin) for record in read] == [(entry.code, entry.origin) for entry in entries]
    assert [content_digest(record.procedure) for record in read] == [entry.digest for entry in entries]


def test_a_workbook_is_written_to_a_file_and_never_over_another_one(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    assert "--out" in workbench.misused("export", "--format", "workbook")
    path = tmp_path / "danh mục.xlsx"
    path.write_text("của tôi", encoding="utf-8")
    assert "--force" in workbench.refused("export", "--format", "workbook", "--out", str(path))
    assert path.read_text(encoding="utf-8") == "của tôi"
    workbench.done("export", "--format", "workbook", "--out", str(path), "--force")
    assert path.read_bytes().startswith(b"PK")


def test_a_folder_that_takes_no_file_is_named_and_nothing_is_left_there(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    assert "tệp" in workbench.refused("export", "--format", "workbook", "--out", str(tmp_path / "tệp" / "a.xlsx"))
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".tmp", ".xlsx")] == []


class _FullDisk(io.BytesIO):
    """A file on a disk with room for so many bytes."""

    room = 1_000

    def write(self, data: ReadableBuffer) -> int:
        self.room -= len(memoryview(data))
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data)


def test_a_disk_that_is_full_is_told_once_and_what_was_begun_is_forgotten_in_silence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", said.append)
    read = ReadRecord("1.000894", Procedure(name="Thủ tục đăng ký kết hôn"), Origin("", ""))
    for room in (0, 1_000, 4_000):
        with _FullDisk() as file, pytest.raises(OSError, match="space") as refused:
            file.room = room
            write_workbook(file, [read])
        assert refused.value.errno == errno.ENOSPC
        del refused
        gc.collect()
    assert said == []
