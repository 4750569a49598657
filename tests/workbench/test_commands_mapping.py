"""Proposing a mapping from the command line."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.workbench.conftest import CommandLine


def test_a_proposal_is_a_mapping_file_and_what_is_left_to_do_is_said_beside_it(
    workbench: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "danh sách.csv"
    path.write_text("STT;Mã TTHC;Tên thủ tục;Màu\n1;1.000894;Đăng ký kết hôn;đỏ\n", encoding="utf-8")
    result = workbench("mapping", str(path))
    assert result.exit_code == 0
    assert tomllib.loads(result.stdout) == {
        "source": {"ignore": ["STT"]},
        "fields": {"code": "Mã TTHC", "name": "Tên thủ tục"},
    }
    heading, last = result.stdout.splitlines()[-2:]
    assert heading.startswith("# Chưa nhận ra") and last == '# "Màu": đỏ'
    assert "1 cột" in result.stderr


def test_a_proposal_without_a_name_says_that_one_is_needed(workbench: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "danh sách.csv"
    path.write_text("Mã TTHC;Màu\n1.000894;đỏ\n", encoding="utf-8")
    result = workbench("mapping", str(path))
    assert (result.exit_code, tomllib.loads(result.stdout)["fields"]) == (0, {"code": "Mã TTHC"})
    assert "tên thủ tục" in result.stderr


def test_a_hostile_heading_reaches_the_terminal_as_letters_only(workbench: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"name": "Kết hôn", "\\u001b[31mđỏ\\u0085": "\\u001b]0;x"}]', encoding="utf-8")
    shown = workbench.done("mapping", str(path))
    assert "\x1b" not in shown and "\x85" not in shown
    assert tomllib.loads(shown)["fields"] == {"name": "name"}


def test_files_are_imported_through_a_mapping_whose_faults_are_told_with_line_and_key(
    workbench: CommandLine, tmp_path: Path
) -> None:
    source, mapping = tmp_path / "a.csv", tmp_path / "map.toml"
    source.write_text("Mã TTHC;Tên thủ tục\n1.000894;Đăng ký kết hôn\n", encoding="utf-8")
    mapping.write_text(workbench.done("mapping", str(source)), encoding="utf-8")
    words = ("import", str(source), "--mapping", str(mapping), "--edition", "2026-07")
    workbench.done(*words)
    assert workbench.json("show", "1.000894")["name"] == "Đăng ký kết hôn"
    assert "--layout" in workbench.misused(*words, "--layout", "native")
    mapping.write_text('[fields]\nname = "Tên thủ tục"\nnmae = "x"\n', encoding="utf-8")
    said = workbench.refused("import", str(source), "--mapping", str(mapping), "--edition", "2026-08")
    assert "dòng 3" in said and "fields.nmae" in said


def test_a_file_that_is_not_there_or_holds_nothing_is_refused(workbench: CommandLine, tmp_path: Path) -> None:
    assert "không có tệp" in workbench.refused("mapping", str(tmp_path / "thiếu.csv")).lower()
    (tmp_path / "trống.csv").write_text("", encoding="utf-8")
    assert "trống.csv" in workbench.refused("mapping", str(tmp_path / "trống.csv"))
