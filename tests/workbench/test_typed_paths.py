"""A file is found under its name whichever way the letters of the name are put together."""

from __future__ import annotations

import shutil
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.workbench.conftest import SMALL, CommandLine
from workbench.typed_paths import as_it_lies

FOLDER, FILE = "Thủ tục hành chính", "tháng bảy.jsonl"


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_a_file_is_imported_under_its_name_in_either_form(
    workbench: CommandLine, tmp_path: Path, stored: str, typed: str
) -> None:
    folder = tmp_path / normalize(stored, FOLDER)  # type: ignore[arg-type]
    folder.mkdir()
    shutil.copy(SMALL, folder / normalize(stored, FILE))  # type: ignore[arg-type]
    given = tmp_path / normalize(typed, FOLDER) / normalize(typed, FILE)  # type: ignore[arg-type]
    assert "8" in workbench.done("import", str(given))
    assert workbench.json("editions")[0]["name"] == "tháng bảy"


def test_what_is_not_there_stays_as_it_was_typed_within_the_folders_that_are(tmp_path: Path) -> None:
    folder = tmp_path / normalize("NFD", FOLDER)
    folder.mkdir()
    assert as_it_lies(tmp_path / FOLDER / "mới" / "báo cáo.docx") == folder / "mới" / "báo cáo.docx"
    assert as_it_lies(tmp_path / "không có" / ".." / "tệp") == tmp_path / "không có" / ".." / "tệp"
    assert as_it_lies(Path("không có.jsonl")) == Path("không có.jsonl")
    assert as_it_lies(Path("-")) == Path("-")
    assert as_it_lies(Path("a\0b/ệ")) == Path("a\0b/ệ")


def test_of_two_files_that_look_alike_the_one_that_was_typed_is_taken(tmp_path: Path) -> None:
    for form in (FILE, normalize("NFD", FILE)):
        (tmp_path / form).touch()
    assert as_it_lies(tmp_path / FILE).name == FILE
    assert as_it_lies(tmp_path / normalize("NFD", FILE)).name == normalize("NFD", FILE)


def test_the_folder_of_the_user_may_be_told_by_its_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert as_it_lies(Path("~/Tài liệu/a.xlsx")) == tmp_path / "Tài liệu" / "a.xlsx"
    assert as_it_lies(Path("~không ai/a.xlsx")) == Path("~không ai/a.xlsx")
