"""What `workbench show` says about a procedure's code, its dossiers and the rows that are no papers."""

from __future__ import annotations

import json
from pathlib import Path

from tests.workbench.conftest import CommandLine

RECORD = {
    "code": "1.000593",
    "name": "Thủ tục đăng ký kết hôn lưu động",
    "dossiers": [
        {
            "name": "Đối với cá nhân:",
            "papers": [
                {"text": "Hồ sơ bao gồm:", "originals": 0, "copies": 0},
                {"text": "Tờ khai đăng ký kết hôn theo mẫu", "originals": 1, "copies": 0},
                {"text": "Lưu ý: hai bên nam, nữ có thể khai chung vào một Tờ khai.", "originals": 0, "copies": 0},
            ],
        },
        {"name": "Đối với tổ chức:", "papers": [{"text": "Văn bản đề nghị"}, {"text": "Giấy giới thiệu"}]},
    ],
}


def imported(workbench: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "danh-muc.jsonl"
    file.write_text(json.dumps(RECORD, ensure_ascii=False), encoding="utf-8")
    workbench.done("import", str(file), "--edition", "2026-06")


def test_headings_and_notes_are_said_to_be_and_count_as_no_papers(workbench: CommandLine, tmp_path: Path) -> None:
    imported(workbench, tmp_path)
    shown = workbench.done("--lang", "en", "show", "1.000593")
    assert "DOSSIER: 3 papers, 1 to 2 of them in each of 2 ways to apply" in shown
    assert "Đối với cá nhân: [one of the cases]" in shown
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    heading = lines.index("paper:1.1 Hồ sơ bao gồm:")
    assert lines[heading + 1 : heading + 3] == ["[heading]", "paper:1.2 Tờ khai đăng ký kết hôn theo mẫu"]
    assert "[note]" in lines


def test_as_json_every_row_has_its_role_and_the_ways_to_apply_are_given(workbench: CommandLine, tmp_path: Path) -> None:
    imported(workbench, tmp_path)
    shown = workbench.json("show", "1.000593")
    roles = {element["address"]: element["role"] for element in shown["elements"] if element["part"] == "paper"}
    assert list(roles.values()) == ["heading", "paper", "note", "paper", "paper"]
    assert shown["ways_to_apply"] == [[1], [2]]
    assert [group["kind"] for group in shown["dossier_groups"]] == ["case", "case"]


def test_a_heading_keeps_its_address_and_can_be_marked(workbench: CommandLine, tmp_path: Path) -> None:
    imported(workbench, tmp_path)
    workbench.done("mark", "1.000593", "paper:1.3", "remove", "--reason", "Ghi chú không phải là giấy tờ")
    (mark,) = workbench.json("marks")
    assert mark["element"] == "paper:1.3"


def test_what_was_added_to_a_code_is_said(workbench: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "danh-muc.jsonl"
    file.write_text('{"code": "1.014955.000.00.00.H17-Xoa", "name": "Thủ tục"}', encoding="utf-8")
    workbench.done("import", str(file), "--edition", "2026-06")
    shown = workbench.done("--lang", "en", "show", "1.014955")
    assert "The code says: national code 1.014955; published by locality H17; deleted on the portal" in shown
    parts = workbench.json("show", "1.014955")["code_parts"]
    assert (parts["national"], parts["locality"], parts["deleted"]) == ("1.014955", "H17", True)
