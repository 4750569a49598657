"""Importing the layouts that offices have, told apart by their content, and keeping the good records of a bad file."""

from __future__ import annotations

import json
from pathlib import Path

from catalogue.readers.native import raw_records
from tests.workbench.conftest import ROOT, CommandLine

PORTAL = ROOT / "tests" / "data" / "portal"


def test_answers_of_the_portal_are_an_edition(workbench: CommandLine, tmp_path: Path) -> None:
    assert workbench.json("import", str(PORTAL / "answers.jsonl"), "--edition", "api")["procedures"] == 6
    answers = [json.loads(raw.text) for raw in raw_records(PORTAL / "answers.jsonl")]
    folder = tmp_path / "trả lời"
    folder.mkdir()
    for number, answer in enumerate(answers):
        (folder / f"{number}.json").write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    whole = tmp_path / "tất cả.json"
    whole.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    for source in (folder, whole):
        report = workbench.json("import", str(source), "--edition", source.name)
        assert (report["procedures"], report["new_contents"]) == (6, 0)


def test_list_exports_of_the_portal_are_an_edition(workbench: CommandLine) -> None:
    lists = [str(PORTAL / name) for name in ("list.xlsx", "list.csv")]
    report = workbench.json("import", *lists, "--edition", "danh sách")
    assert report["procedures"] == report["new_contents"] + report["shared_contents"] > 15
    assert workbench.json("editions")[0]["procedures"] == report["procedures"]


def test_a_file_read_in_another_layout_than_its_own_is_refused(workbench: CommandLine) -> None:
    sentence = workbench.refused("import", str(PORTAL / "list.csv"), "--edition", "x", "--layout", "native")
    assert str(PORTAL / "list.csv") in sentence and "dòng 1" in sentence


def test_a_file_of_no_known_layout_is_refused(workbench: CommandLine, tmp_path: Path) -> None:
    letter = tmp_path / "thư.txt"
    letter.write_text("Kính gửi: Sở Tư pháp", encoding="utf-8")
    assert f"Không nhận ra cấu trúc của tệp {letter}" in workbench.refused("import", str(letter))


def test_the_good_records_are_kept_and_the_others_reported_with_their_lines(
    workbench: CommandLine, tmp_path: Path
) -> None:
    good = [{"code": f"1.00000{number}", "name": f"Cấp giấy phép số {number}"} for number in range(3)]
    lines = [json.dumps(record, ensure_ascii=False) for record in good]
    mixed = tmp_path / "lẫn.jsonl"
    mixed.write_text("\n".join([*lines, "không phải JSON", '{"code": "9"}', lines[0]]), encoding="utf-8")
    workbench.refused("import", str(mixed), "--edition", "lẫn")
    report = workbench.json("import", str(mixed), "--edition", "lẫn", "--keep-good")
    assert report["procedures"] == 3
    assert [row["line"] for row in report["refused"]] == [4, 5, 6]
    assert all(row["path"] == str(mixed) and row["reason"].endswith(".") for row in report["refused"])
    said = workbench.done("import", str(mixed), "--edition", "lẫn lần hai", "--keep-good")
    assert said.count("bỏ qua: ") == 3


def test_an_edition_is_named_after_its_file_where_no_name_is_given(workbench: CommandLine) -> None:
    assert workbench.json("import", str(PORTAL / "list.csv"))["edition"] == "list"


def test_columns_that_a_list_does_not_have_lead_to_a_mapping(workbench: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "danh mục xã.csv"
    path.write_text(
        "Mã TTHC,Tên thủ tục,Lĩnh vực,Ghi chú\n1.001193,Đăng ký khai sinh,Hộ tịch,Toàn trình\n", encoding="utf-8"
    )
    result = workbench("import", str(path), "--edition", "2026-07")
    assert result.exit_code == 0 and "/Ghi chú (1)" in result.stdout
    assert f"“workbench mapping '{path}'”" in result.stderr
