"""Importing, listing, searching and showing from the command line."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from tests.workbench.conftest import REVIEWER, SMALL, CommandLine
from workbench.text_table import cell_width


def test_an_import_says_what_it_stored_and_which_keys_it_did_not_know(workbench: CommandLine) -> None:
    result = workbench("import", str(SMALL), "--edition", "2026-06")
    assert result.exit_code == 0
    assert result.stdout == (
        "Đã lưu kỳ danh mục “2026-06”: 8 thủ tục, trong đó 8 nội dung mới và 0 nội dung đã có.\n"
        "  cột hoặc mục không có trong cấu trúc chuẩn, vẫn được giữ cùng bản ghi: /agencies/giám sát (1)\n"
        "    dòng 8\n"
        "  cột hoặc mục không có trong cấu trúc chuẩn, vẫn được giữ cùng bản ghi: /so_lan_sua (1)\n"
        "    dòng 8\n"
    )
    assert str(workbench.workspace) in result.stderr


def test_places_of_notes_are_told_once_and_files_where_there_are_several(
    workbench: CommandLine, tmp_path: Path
) -> None:
    files = [tmp_path / f"{name}.jsonl" for name in ("một", "hai", "ba")]
    for number, file in enumerate(files):
        steps = [{"text": "Nộp hồ sơ", "số": at} for at in range(5)]
        file.write_text(
            json.dumps({"code": f"1.00000{number}", "name": f"x{number}", "steps": steps}), encoding="utf-8"
        )
    told = "cột hoặc mục không có trong cấu trúc chuẩn, vẫn được giữ cùng bản ghi: /steps/*/số"
    assert workbench.done("import", str(files[0]), "--edition", "a").splitlines()[1:] == [
        f"  {told} (5)",
        "    dòng 1 (× 5)",
    ]
    assert workbench.done("import", *map(str, files[1:]), "--edition", "b").splitlines()[1:] == [
        f"  {told} (10)",
        *(f"    {file}, dòng 1 (× 5)" for file in files[1:]),
    ]


def test_the_report_of_an_import_as_json_counts_contents_that_were_known_already(workbench: CommandLine) -> None:
    first = workbench.json("import", str(SMALL), "--edition", "2026-06")
    report = workbench.json("import", str(SMALL), "--edition", "2026-07")
    assert (first["new_contents"], first["shared_contents"]) == (8, 0)
    # What is to be noted of a file is said again, though its records are known.
    assert report == {**first, "edition": "2026-07", "new_contents": 0, "shared_contents": 8}
    assert [note["key"] for note in report["notes"]] == ["/agencies/giám sát", "/so_lan_sua"]


def test_several_files_make_one_edition(workbench: CommandLine, tmp_path: Path) -> None:
    lines = SMALL.read_text(encoding="utf-8").splitlines(keepends=True)
    parts = [tmp_path / "một.jsonl", tmp_path / "hai.jsonl"]
    parts[0].write_text("".join(lines[:3]), encoding="utf-8")
    parts[1].write_text("".join(lines[3:]), encoding="utf-8")
    workbench.done("import", *map(str, parts), "--edition", "2026-06")
    (edition,) = workbench.json("editions")
    assert (edition["procedures"], edition["file"]) == (8, "một.jsonl, hai.jsonl")
    # Without another source the list names the files, as the list on the screen does.
    assert "một.jsonl, hai.jsonl" in workbench.done("editions")


def test_editions_stand_from_the_newest_day_to_the_oldest_with_who_imported_them(workbench: CommandLine) -> None:
    workbench.with_small()
    words = ("--title", "Trích danh mục", "--source", "Cổng Dịch vụ công quốc gia")
    workbench.done("import", str(SMALL), "--edition", "2021-08", "--date", "2021-08-23", *words)
    editions = workbench.json("editions")
    assert [(edition["name"], edition["day"]) for edition in editions] == [
        ("2026-06", "2026-06-10"),
        ("2021-08", "2021-08-23"),
    ]
    assert editions[1]["title"] == "Trích danh mục"
    assert {edition["imported_by"] for edition in editions} == {REVIEWER}
    lines = [json.loads(line) for line in workbench.done("editions", "--jsonl").splitlines()]
    assert lines == editions


def test_a_workspace_without_editions_lists_none(workbench: CommandLine) -> None:
    workbench.with_small()
    empty = workbench.workspace.with_name("trống.db")
    from reviews.workspace import open_workspace

    open_workspace(empty, create=True).close()
    result = workbench("--workspace", str(empty), "editions")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "chưa có kỳ danh mục nào" in result.stderr
    assert workbench.json("--workspace", str(empty), "editions") == []


def test_columns_are_aligned_by_terminal_cells(workbench: CommandLine) -> None:
    workbench.with_small()
    workbench.done("import", str(SMALL), "--edition", "漢字 2021")
    header, undated, dated = workbench.done("editions").splitlines()
    before_day = {cell_width(header.partition("Ngày")[0]), cell_width(dated.partition("10/06/2026")[0])}
    assert before_day == {cell_width(undated.partition("–")[0])}
    assert undated.startswith("漢字 2021") and cell_width("漢字") == 4
    assert cell_width(unicodedata.normalize("NFD", "Hộ tịch")) == len("Hộ tịch")


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        (("khai", "sinh"), {"2.001023", ""}),
        (("KHAI SINH",), {"2.001023", ""}),
        (("khai", "sính"), set()),
        (("3.0003",), {"3.000352", "3.000334", "3.000377"}),
        (("giấy", "phép", "lái"), {"3.000352", "9.000361"}),
    ],
)
def test_search_finds_words_with_and_without_diacritics_and_codes(
    workbench: CommandLine, typed: tuple[str, ...], codes: set[str]
) -> None:
    workbench.with_small()
    found = workbench.json("search", *typed)
    assert {entry["code"] for entry in found} == codes


def test_search_counts_all_on_standard_error_and_shows_no_more_than_asked(workbench: CommandLine) -> None:
    workbench.with_small()
    result = workbench("search", "cấp", "--limit", "2", "--jsonl")
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == "Tìm thấy 6 thủ tục, hiện 2 mục đầu (--limit) trong kỳ danh mục “2026-06”.\n"


def test_a_procedure_without_a_code_is_found_and_shown_by_its_number(workbench: CommandLine) -> None:
    workbench.with_small()
    (entry,) = [entry for entry in workbench.json("search", "khai sinh") if not entry["code"]]
    assert entry["address"] == "#5"
    assert workbench.json("show", "#5")["name"] == "Thủ tục đăng ký khai sinh kết hợp nhận cha, mẹ, con"


def test_show_prints_every_element_after_its_address(workbench: CommandLine) -> None:
    workbench.with_small()
    value = workbench.json("show", "3.000377")
    text = workbench.done("show", "3.000377")
    for element in value["elements"]:
        if element["part"] != "procedure":
            first = element["text"].split("\n")[0]
            assert any(
                line.split()
                and line.split()[0] == element["address"]
                and (element["part"] == "channel" or first in line)
                for line in text.splitlines()
            ), element
    assert {"paper:1.4", "paper:2.2", "time:3"} <= {element["address"] for element in value["elements"]}


def test_show_as_json_is_the_native_record_with_edition_elements_and_marks(workbench: CommandLine) -> None:
    workbench.with_small()
    value = workbench.json("show", "3.000352")
    assert (value["name"], value["edition"], value["marks"]) == ("Thu hồi giấy phép lái xe", "2026-06", [])
    source = json.loads(SMALL.read_text(encoding="utf-8").splitlines()[1])
    assert value["code"] == source["code"]
    assert value["dossiers"][0]["papers"][0]["originals"] == 1
    assert set(source) <= set(value)


def test_the_national_part_of_a_code_is_enough(workbench: CommandLine) -> None:
    workbench.with_small()
    assert workbench.json("show", "1.004605")["code"] == "1.004605.000.00.00.H17"


def test_show_source_prints_the_record_as_it_came(workbench: CommandLine) -> None:
    workbench.with_small()
    for line in SMALL.read_text(encoding="utf-8").splitlines():
        code = json.loads(line)["code"] or "#5"
        assert workbench.done("show", code, "--source") == line + "\n"


def test_hostile_text_shows_its_letters_and_reaches_nothing_else(workbench: CommandLine) -> None:
    workbench.with_small()
    text = workbench.done("show", "9.000361")
    assert text.startswith(
        "9.000361  [b]Cấp giấy phép[/b] cho trung tâm sát hạch lái xe loại 3 [31m[bold red]đỏ[/][0m\n"
    )
    assert "[link=x]bị đình chỉ[/link]" in text
    assert max(len(line) for line in text.splitlines()) > 4_900
    printed = text + workbench.done("show", "9.000361", "--json") + workbench.done("search", "sát hạch")
    assert [letter for letter in printed if unicodedata.category(letter) in ("Cc", "Cf") and letter != "\n"] == []


def test_json_keeps_invisible_characters_of_unknown_keys_as_escapes(workbench: CommandLine) -> None:
    workbench.with_small()
    assert workbench.json("show", "9.000361")["agencies"]["giám sát"] == "Bộ\u009b Công an"
    assert "\\u009b" in workbench.done("show", "9.000361", "--json")


def test_the_schema_describes_every_key_that_an_export_writes(workbench: CommandLine) -> None:
    workbench.with_small()
    schema = json.loads(workbench.done("schema"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["name"]
    parts = {
        "steps": "step",
        "channels": "channel",
        "dossiers": "dossier",
        "results": "result",
        "legal_bases": "legal_basis",
    }
    for line in workbench.done("export").splitlines():
        record = json.loads(line)
        if record["code"] == "9.000361":
            continue
        assert set(record) == set(schema["properties"])
        for key, part in parts.items():
            for member in record[key]:
                assert set(member) == set(schema["$defs"][part]["properties"])
        for paper in (paper for dossier in record["dossiers"] for paper in dossier["papers"]):
            assert set(paper) <= set(schema["$defs"]["paper"]["properties"])
