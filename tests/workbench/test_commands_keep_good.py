"""What an import tells of bad input: a row with its place for each thing noted or left out, and the good rest kept."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.catalogue.readers.made_workbooks import merged, text_cell, text_rows, workbook_bytes
from tests.catalogue.readers.old_encodings import in_tcvn3
from tests.workbench.conftest import ROOT, SMALL, CommandLine

RECORDS = [json.loads(line) for line in SMALL.read_text(encoding="utf-8").splitlines() if line]
ANSWERS = [
    json.loads(line)
    for line in (ROOT / "tests" / "data" / "portal" / "answers.jsonl").read_text(encoding="utf-8").splitlines()
]
HEADINGS = ("Mã thủ tục", "Tên thủ tục", "Cơ quan ban hành", "Lĩnh vực")
MARRIAGE = ("1.000894", "Thủ tục đăng ký kết hôn", "Bộ Tư pháp", "Hộ tịch")
BIRTH = ("1.001193", "Thủ tục đăng ký khai sinh", "Bộ Tư pháp", "Hộ tịch")


def lines(*records: object) -> bytes:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()


def saved(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def report(workbench: CommandLine, *files: Path) -> dict[str, Any]:
    names = [str(file) for file in files]
    value = workbench.json("import", *names, "--edition", "2026-07", "--keep-good")
    assert workbench.json("check")["whole"] is True
    assert isinstance(value, dict)
    return value


def noted(told: dict[str, Any], kind: str) -> list[tuple[str, int, str, str]]:
    rows = [row for note in told["notes"] if note["kind"] == kind for row in note["places"]]
    return [(Path(row["path"]).name, row["line"], row["place"], row["value"]) for row in rows]


def test_a_line_in_another_encoding_is_left_out_and_the_lines_around_it_are_kept(
    workbench: CommandLine, tmp_path: Path
) -> None:
    bad = '{"name": "Thủ tục đăng ký kết hôn"}'.encode("utf-16-le")
    for name, rows in (("gốc.jsonl", RECORDS), ("trả lời.jsonl", ANSWERS)):
        file = saved(tmp_path, name, lines(rows[0]) + b"\n" + bad + b"\n" + lines(rows[1]))
        assert "dòng 2" in workbench.refused("import", str(file), "--edition", name)
        told = workbench.json("import", str(file), "--edition", name, "--keep-good")
        assert told["procedures"] == 2
        assert [(row["path"], row["line"]) for row in told["refused"]] == [(str(file), 2)]


def test_the_lines_before_the_end_of_a_cut_file_are_kept(workbench: CommandLine, tmp_path: Path) -> None:
    whole = gzip.compress(SMALL.read_bytes())
    told = report(workbench, saved(tmp_path, "cụt.jsonl.gz", whole[:-2000]))
    [broken] = told["refused"]
    assert 0 < told["procedures"] == broken["line"] - 1 < len(RECORDS)


def test_one_bad_file_of_several_and_of_a_folder_is_left_out_and_named(workbench: CommandLine, tmp_path: Path) -> None:
    locked = saved(tmp_path, "khóa.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    folder = tmp_path / "trả lời"
    folder.mkdir()
    for name, content in (("a.json", lines(ANSWERS[0])), ("b.json", b"["), ("c.json", lines(ANSWERS[1]))):
        saved(folder, name, content)
    files = [locked, SMALL, folder]
    assert str(locked) in workbench.refused("import", *map(str, files), "--edition", "2026-07")
    told = report(workbench, *files)
    assert told["procedures"] == len(RECORDS) + 2
    assert [(row["path"], row["line"]) for row in told["refused"]] == [(str(locked), 0), (str(folder / "b.json"), 1)]


def test_what_else_lies_in_a_folder_of_answers_is_told(workbench: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "trả lời"
    (folder / "cũ").mkdir(parents=True)
    for name, content in (("a.json", b"["), ("b.JSON", lines(ANSWERS[0])), ("c.json", lines(ANSWERS[1]))):
        saved(folder, name, content)
    for name in ("danh mục.xlsx", "c.json.bak", ".DS_Store"):
        saved(folder, name, b"x")
    told = report(workbench, folder)
    assert told["procedures"] == 2
    left = [("c.json.bak", 0, "", "c.json.bak"), ("cũ", 0, "", "cũ"), ("danh mục.xlsx", 0, "", "danh mục.xlsx")]
    assert noted(told, "file-left-out") == left
    again = workbench.json("import", str(folder), "--edition", "lần sau", "--keep-good")
    assert again["notes"] == told["notes"]
    shown = workbench("import", str(folder), "--edition", "lần nữa", "--keep-good").stdout
    assert str(folder / "danh mục.xlsx") in shown


def test_an_edition_of_which_nothing_is_good_is_refused(workbench: CommandLine, tmp_path: Path) -> None:
    file = saved(tmp_path, "hỏng.jsonl", b'{"code": "1.000894"}\n{"code": "1.001193"}')
    told = workbench("import", str(file), "--edition", "2026-07", "--keep-good")
    assert told.exit_code == 1
    assert [("dòng 1" in line, "dòng 2" in line) for line in told.stderr.splitlines()] == [(True, False), (False, True)]
    assert not workbench.workspace.exists()
    file = saved(tmp_path, "hỏng.jsonl", b'{"code": "1.000894"}\n' * 1000)
    told = workbench("import", str(file), "--edition", "2026-07", "--keep-good")
    lines_told = told.stderr.splitlines()
    assert len(lines_told) == 21 and "dòng 20" in lines_told[19] and "980" in lines_told[20]


def test_a_refused_row_of_a_sheet_is_told_by_its_sheet_and_row(workbench: CommandLine, tmp_path: Path) -> None:
    other = ("1.000894", "Thủ tục đăng ký khai tử", "Bộ Tư pháp", "Hộ tịch")
    file = saved(tmp_path, "trùng.xlsx", workbook_bytes(text_rows(HEADINGS, MARRIAGE, other, BIRTH), name="Hộ tịch"))
    told = report(workbench, file)
    [row] = told["refused"]
    assert (told["procedures"], row["place"]) == (2, "sheet Hộ tịch, row 3")
    result = workbench("--lang", "en", "import", str(file), "--edition", "x")
    assert result.exit_code == 1
    assert f"{file}, sheet Hộ tịch, row 3: the code 1.000894 was already used at {file}, sheet Hộ tịch, row 2;" in (
        result.stderr
    )


def _claimed(rows: str) -> bytes:
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{rows}</worksheet>'
    claimed = sheet.replace("<sheetData>", '<dimension ref="A1:D5000000"/><sheetData>')
    return workbook_bytes("", more={"xl/worksheets/sheet1.xml": claimed})


def _with_formula() -> bytes:
    cell = '<c r="A2" t="str"><f>CONCAT("1.","000894")</f><v>1.000894</v></c>'
    return workbook_bytes(text_rows(HEADINGS) + f'<row r="2">{cell}{text_cell("B2", MARRIAGE[1])}</row>')


def _with_serial_day() -> bytes:
    cells = text_cell("A2", MARRIAGE[0]) + text_cell("B2", MARRIAGE[1]) + '<c r="D2"><v>45658</v></c>'
    return workbook_bytes(text_rows((*HEADINGS[:3], "Ngày quyết định")) + f'<row r="2">{cells}</row>')


def _with_merged_headings() -> bytes:
    over = ("Thủ tục", "", "Bộ Tư pháp", "")
    rows = text_rows(over, ("Mã", "Tên", "Cơ quan ban hành", "Lĩnh vực"), MARRIAGE)
    return workbook_bytes(rows, after=merged("A1:B1", "C1:D1"))


@pytest.mark.parametrize(
    ("name", "made", "kind", "where"),
    [
        ("số dòng.xlsx", lambda: _claimed(f"<sheetData>{text_rows(HEADINGS, MARRIAGE)}</sheetData>"),
         "dimension-wrong", (0, "sheet S, row 1", "A1:D5000000")),
        ("công thức.xlsx", _with_formula, "formula", (2, "sheet S, row 2", "1.000894")),
        ("macro.xlsm", lambda: workbook_bytes(text_rows(HEADINGS, MARRIAGE), more={"xl/vbaProject.bin": b"x"}),
         "macros", (0, "sheet S, row 1", "")),
        ("ngày.xlsx", _with_serial_day, "day-as-number", (2, "sheet S, row 2", "2025-01-01")),
        ("tiêu đề.xlsx", _with_merged_headings, "headings-moved",
         (0, "sheet S, row 2", "Mã, Tên, Cơ quan ban hành, Lĩnh vực")),
        ("lệch.csv", lambda: ("DANH MỤC;;;\n;Mã thủ tục;Tên thủ tục;Lĩnh vực\n;" + ";".join(BIRTH[:2])).encode(),
         "headings-moved", (0, "line 2", "Mã thủ tục, Tên thủ tục, Lĩnh vực")),
        ("tcvn3.jsonl", lambda: in_tcvn3(lines(*RECORDS[:3]).decode()).encode("latin-1", "replace"),
         "encoding-converted", (1, "", "TCVN3")),
        ("xuống dòng.jsonl", lambda: b"\r\n".join([lines(RECORDS[0]), lines(RECORDS[1]) + b"\r" + lines(RECORDS[2])]),
         "line-ends-mixed", (1, "", "")),
        ("số.jsonl", lambda: lines({"name": 123}), "number-for-text", (1, "", "123")),
        ("dài.jsonl", lambda: lines(RECORDS[0], {"name": "Cấp phép", "conditions": "điều " * 20_000}),
         "long-text", (2, "", f"{('điều ' * 8)}… (99999)")),
        ("trang khác.jsonl", lambda: lines({"code": "1.000894", "data": ANSWERS[0]}, ANSWERS[1]),
         "other-procedure", (1, "", "1.000894")),
        ("địa chỉ.jsonl",
         lambda: lines(RECORDS[0] | {"source": {"url": "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/1.000894"}}),
         "other-procedure", (1, "", "1.000894")),
        ("cùng nội dung.jsonl", lambda: lines(RECORDS[0], RECORDS[0] | {"code": "1.000894"}),
         "same-content", (2, "", "2.001023")),
    ],
)  # fmt: skip
def test_what_is_odd_in_a_source_is_noted_with_its_place(
    workbench: CommandLine, tmp_path: Path, name: str, made: Callable[[], bytes], kind: str, where: tuple[int, str, str]
) -> None:
    file = saved(tmp_path, name, made())
    told = report(workbench, file)
    assert told["refused"] == []
    assert noted(told, kind) == [(name, *where)]
    again = workbench.json("import", str(file), "--edition", "lần sau", "--keep-good")
    assert (again["notes"], again["new_contents"]) == (told["notes"], 0)


def test_of_many_kinds_of_notes_the_first_are_shown_and_all_are_counted(workbench: CommandLine, tmp_path: Path) -> None:
    file = saved(
        tmp_path, "lạ.jsonl", lines({"name": "Cấp thẻ"} | {f"mục {'dài ' * 50}{at}": at for at in range(5_000)})
    )
    told = workbench.done("import", str(file), "--edition", "2026-07").splitlines()
    assert len(told) < 250 and max(map(len, told)) < 250
    assert any("4900" in line for line in told)
    assert len(workbench.json("import", str(file), "--edition", "2026-08")["notes"]) == 5_000


def test_a_record_of_its_own_page_and_a_local_code_are_not_called_another_procedures(
    workbench: CommandLine, tmp_path: Path
) -> None:
    told = report(workbench, saved(tmp_path, "thật.jsonl", lines(*RECORDS)))
    assert noted(told, "other-procedure") == noted(told, "same-content") == []


def test_files_put_together_with_their_marks_are_read_line_by_line(workbench: CommandLine, tmp_path: Path) -> None:
    mark = b"\xef\xbb\xbf"
    file = saved(tmp_path, "ghép.jsonl", mark + lines(ANSWERS[0]) + b"\n" + mark + lines(ANSWERS[1]))
    told = report(workbench, file)
    assert (told["procedures"], told["refused"]) == (2, [])
    assert noted(told, "unknown-key") == []


def test_what_stands_behind_an_array_is_refused(workbench: CommandLine, tmp_path: Path) -> None:
    file = saved(tmp_path, "thừa.json", b"[" + lines(ANSWERS[0]) + b"]\n" + lines(ANSWERS[1]))
    assert f"{file}, dòng 2" in workbench.refused("import", str(file), "--edition", "2026-07")
    told = report(workbench, file)
    assert (told["procedures"], [row["line"] for row in told["refused"]]) == (1, [2])


def test_a_text_in_doubtful_letters_is_told_from_an_unknown_layout(workbench: CommandLine, tmp_path: Path) -> None:
    text = ",".join(HEADINGS) + "\n" + ",".join(MARRIAGE)
    assert "bảng mã" in workbench.refused("import", str(saved(tmp_path, "rộng.csv", text.encode("utf-32"))))
    broken = saved(tmp_path, "lẫn.csv", text.encode() + b"\n1.001193,\xff\xfe\xfa\n")
    assert f"{broken}, dòng 3: chữ không theo mã UTF-8" in workbench.refused("import", str(broken))


@pytest.mark.parametrize("layout", ["auto", "native", "portal-api", "portal-list", "workbook", "document"])
def test_a_pipe_is_refused_and_not_waited_for(workbench: CommandLine, tmp_path: Path, layout: str) -> None:
    pipe = tmp_path / "ống.jsonl"
    os.mkfifo(pipe)
    assert str(pipe) in workbench.refused("import", str(pipe), "--layout", layout)
    assert str(pipe) in workbench.refused("import", str(SMALL), "--mapping", str(pipe))


def test_no_file_takes_the_place_of_a_pipe_or_device(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    pipe = tmp_path / "ống"
    os.mkfifo(pipe)
    for words in (("backup", str(pipe)), ("export", "--out", str(pipe))):
        assert str(pipe) in workbench.refused(*words, "--force")
        assert pipe.is_fifo()


def test_a_link_that_leads_back_to_itself_is_no_fault_of_the_program(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    loop = tmp_path / "vòng.jsonl"
    loop.symlink_to(loop)
    for words in (("import",), ("restore",)):
        assert str(loop) in workbench.refused(*words, str(loop))


def test_a_file_whose_name_is_no_text_is_imported(workbench: CommandLine, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.jsonl"))
    odd.write_bytes(SMALL.read_bytes())
    assert workbench.json("import", str(odd))["edition"] == "??"
    assert workbench.json("editions")[0]["procedures"] == len(RECORDS)
