"""Workbooks are read as texts, and what would harm a reader is refused before it can."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.problems import Problem, ProblemKind
from catalogue.readers import sheet_child
from catalogue.readers.archives import looked_at
from catalogue.readers.cell_values import cell_text, column_letters, column_number, day_of_serial, whole_code
from catalogue.readers.sheets import SheetRow, beginnings_of, rows_of, sheet_names
from catalogue.records import Note
from tests.catalogue.readers.made_workbooks import archive_bytes, merged, saved, text_cell, text_rows, workbook_bytes

DATA = Path(__file__).resolve().parents[2] / "data" / "portal"
CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = (
    '<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def refusal(path: Path) -> Problem:
    with pytest.raises(Problem) as refused:
        list(rows_of(path))
    assert refused.value.facts["path"] == str(path.resolve()) or refused.value.facts["path"] == str(path)
    return refused.value


def test_a_real_list_reads_row_by_row() -> None:
    rows = list(rows_of(DATA / "list.xlsx"))
    assert sheet_names(DATA / "list.xlsx") == ("Danh sách TTHC",)
    assert [row.row for row in rows] == [1, 2, 3, 4, 5]
    assert rows[1].cells == ("Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực")
    assert rows[2].cells[0] == "3.000164"
    assert rows[2].place == "sheet Danh sách TTHC, row 3"


def test_numbers_days_and_truths_read_as_texts(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>12</v></c><c r="B1"><v>0.1</v></c><c r="C1" s="1"><v>46221</v></c>'
        '<c r="D1" s="2"><v>46221.25</v></c><c r="E1" t="b"><v>1</v></c><c r="F1"><v>1.00008</v></c></row>'
    )
    [row] = rows_of(saved(tmp_path, workbook_bytes(rows)))
    assert row.cells == ("12", "0.1", "2026-07-18", "2026-07-18 06:00:00", "TRUE", "1.00008")


def test_a_formula_reads_as_its_stored_value_and_is_noted(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="B2" t="str"><f>"Hộ"&amp;" tịch"</f><v>Hộ tịch</v></c><c r="C2"><v>5</v></c></row>'
    [row] = rows_of(saved(tmp_path, workbook_bytes(rows)))
    assert row == SheetRow("S", 2, ("", "Hộ tịch", "5"), (Note("formula", "B", "Hộ tịch", "sheet S, row 2"),))


def test_an_error_cell_reads_as_nothing_and_is_noted(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "Đăng ký")}<c r="B1" t="e"><v>#REF!</v></c></row>'
    [row] = rows_of(saved(tmp_path, workbook_bytes(rows)))
    assert row.cells == ("Đăng ký",)
    assert [(note.kind, note.key) for note in row.notes] == [("error-cell", "B")]


def test_a_sheet_that_starts_far_from_the_corner_keeps_its_addresses(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook_bytes(f'<row r="4">{text_cell("D4", "Hộ tịch")}</row>'))
    assert list(rows_of(path)) == [SheetRow("S", 4, ("", "", "", "Hộ tịch"))]


def test_a_cell_merged_over_rows_speaks_for_each_of_them(tmp_path: Path) -> None:
    rows = text_rows(("Hộ tịch", "Khai sinh"), ("", "Kết hôn"), ("", "Khai tử"), ("", "Ngoài"))
    found = list(rows_of(saved(tmp_path, workbook_bytes(rows, merged("A1:A3", "B4:C4")))))
    assert [row.cells[0] for row in found] == ["Hộ tịch", "Hộ tịch", "Hộ tịch", ""]
    assert [note.kind for note in found[1].notes] == ["merged-cells"]


def test_macros_are_noted_once_and_never_run(tmp_path: Path) -> None:
    content = workbook_bytes(text_rows(("a",), ("b",)), more={"xl/vbaProject.bin": b"\x00macro"})
    rows = list(rows_of(saved(tmp_path, content, "danh-sach.xlsm")))
    assert [[note.kind for note in row.notes] for row in rows] == [["macros"], []]


def test_a_text_of_a_hundred_thousand_letters_is_read_whole(tmp_path: Path) -> None:
    text = "Bước một. " * 10_000
    [row] = rows_of(saved(tmp_path, workbook_bytes(text_rows((text,)))))
    assert row.cells == (text,)


def test_only_the_beginning_of_a_long_sheet_is_given_for_telling_what_it_is(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook_bytes(text_rows(*[("Tên",)] * 500)))
    assert len(list(beginnings_of(path))) < 100 < len(list(rows_of(path)))


def test_two_cells_at_the_corners_of_the_largest_sheet_are_refused(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "a")}</row><row r="1048576">{text_cell("XFD1048576", "b")}</row>'
    content = workbook_bytes(rows, more={"xl/styles.xml": "<styleSheet/>"})
    assert len(content) < 2_500
    problem = refusal(saved(tmp_path, content))
    assert problem.kind is ProblemKind.SHEET_TOO_LARGE
    assert (problem.facts["sheet"], problem.facts["rows"], problem.facts["columns"]) == ("S", 1_048_576, 16_384)


def test_a_row_beyond_the_last_is_refused(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "a")}</row><row r="5000000">{text_cell("A5000000", "b")}</row>'
    assert refusal(saved(tmp_path, workbook_bytes(rows))).kind is ProblemKind.SHEET_TOO_LARGE


def test_a_wrong_dimension_and_blank_cells_at_the_corner_do_no_harm(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("A1", "Hộ tịch")}</row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    content = workbook_bytes(rows).replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    assert [row.cells for row in rows_of(saved(tmp_path, content))] == [("Hộ tịch",)]


def test_shared_strings_packed_to_a_thousandth_are_refused(tmp_path: Path) -> None:
    bomb = "<sst>" + "<si><t>a</t></si>" * 6_000_000 + "</sst>"
    content = workbook_bytes(text_rows(("a",)), more={"xl/sharedStrings.xml": bomb})
    assert len(content) < 500_000
    problem = refusal(saved(tmp_path, content))
    assert (problem.kind, problem.facts["entry"]) == (ProblemKind.ARCHIVE_TOO_LARGE, "xl/sharedStrings.xml")


def test_a_workbook_of_too_many_entries_is_refused(tmp_path: Path) -> None:
    content = archive_bytes({f"xl/{number}.xml": "<a/>" for number in range(10_001)})
    assert refusal(saved(tmp_path, content)).kind is ProblemKind.ARCHIVE_TOO_LARGE


def test_one_long_text_in_a_million_cells_is_refused(tmp_path: Path) -> None:
    words = random.Random(1)
    text = "".join(words.choice("abcdefghij ") for _ in range(30_000))
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 30_001))
    content = workbook_bytes(cells, more={"xl/sharedStrings.xml": f"<sst><si><t>{text}</t></si></sst>"})
    assert refusal(saved(tmp_path, content)).kind is ProblemKind.SOURCE_TOO_HEAVY


@pytest.mark.parametrize(
    ("entry", "content"),
    [
        ("xl/sharedStrings.xml", f"{LAUGHS}<sst><si><t>&c;</t></si></sst>"),
        ("xl/styles.xml", '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/hostname">]><styleSheet>&x;</styleSheet>'),
        ("docProps/app.xml", '<!DOCTYPE Properties SYSTEM "http://example.org/a.dtd"><Properties/>'),
    ],
    ids=["entities of entities", "a file of this machine", "an address"],
)
def test_entities_of_any_kind_are_refused(entry: str, content: str, tmp_path: Path) -> None:
    problem = refusal(saved(tmp_path, workbook_bytes(text_rows(("a",)), more={entry: content})))
    assert (problem.kind, problem.facts["entry"]) == (ProblemKind.XML_UNSAFE, entry)


def test_an_encrypted_workbook_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    encrypted = CONTAINER + bytes(504) + "EncryptionInfo".encode("utf-16-le") + bytes(100)
    encrypted += "EncryptedPackage".encode("utf-16-le") + bytes(1_000)
    assert refusal(saved(tmp_path, encrypted)).kind is ProblemKind.FILE_ENCRYPTED
    assert refusal(saved(tmp_path, CONTAINER + bytes(2_000))).kind is ProblemKind.ARCHIVE_DAMAGED


def test_a_mark_of_encryption_across_two_pieces_is_seen(tmp_path: Path) -> None:
    encrypted = CONTAINER + bytes((1 << 20) - 8 - 9) + "EncryptedPackage".encode("utf-16-le")
    assert refusal(saved(tmp_path, encrypted)).kind is ProblemKind.FILE_ENCRYPTED


def test_an_archive_with_a_password_is_refused_as_encrypted(tmp_path: Path) -> None:
    content = bytearray(workbook_bytes(text_rows(("a",))))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        start = archive.start_dir
    content[start + 8] |= 1
    assert refusal(saved(tmp_path, bytes(content))).kind is ProblemKind.FILE_ENCRYPTED


@pytest.mark.parametrize("kept", [4, 30, 200, 700])
def test_a_workbook_cut_off_anywhere_is_refused(kept: int, tmp_path: Path) -> None:
    content = workbook_bytes(text_rows(("Hộ tịch",)))
    assert refusal(saved(tmp_path, content[:kept])).kind is ProblemKind.ARCHIVE_DAMAGED


def test_entries_that_lie_on_each_other_are_refused(tmp_path: Path) -> None:
    content = bytearray(archive_bytes({"xl/a.xml": bytes(random.Random(2).randbytes(9_000)), "xl/b.xml": b"<b/>"}))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        start = archive.start_dir
        name = len("xl/a.xml")
    first = content[start : start + 46 + name]
    second = start + 46 + name
    # The second entry of the directory points at the first one's data.
    content[second + 16 : second + 28] = first[16:28]
    content[second + 42 : second + 46] = first[42:46]
    with pytest.raises(Problem) as refused:
        looked_at(saved(tmp_path, bytes(content)))
    assert refused.value.kind is ProblemKind.ARCHIVE_DAMAGED


def test_xml_that_is_not_well_formed_is_refused(tmp_path: Path) -> None:
    content = workbook_bytes('<row r="1"><c r="A1"></row>')
    assert refusal(saved(tmp_path, content)).kind is ProblemKind.ARCHIVE_DAMAGED


def test_a_missing_and_an_empty_file_are_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "khong-co.xlsx").kind is ProblemKind.FILE_MISSING
    assert refusal(saved(tmp_path, b"")).kind is ProblemKind.FILE_EMPTY


def test_no_module_of_the_users_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    path = saved(tmp_path, workbook_bytes(text_rows(("Hộ tịch",))))
    assert [row.cells for row in rows_of(Path(path.name))] == [("Hộ tịch",)]


def test_a_child_that_is_stopped_or_dies_gives_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path, workbook_bytes(text_rows(("Hộ tịch",))))

    def stopped(command: list[str], *, stdout: IO[bytes], **_options: object) -> None:
        stdout.write(b'["sheet", "S"]\n["row", 1, ["H')
        raise subprocess.TimeoutExpired(command, 1)

    def died(command: list[str], *, stdout: IO[bytes], **_options: object) -> subprocess.CompletedProcess[bytes]:
        stdout.write(b'["sheet", "S"]\n["row", 1, ["H\\u1ed9"], []]\n')
        return subprocess.CompletedProcess(command, -6)

    for run in (stopped, died):
        monkeypatch.setattr(subprocess, "run", run)
        assert refusal(path).kind is ProblemKind.SOURCE_TOO_HEAVY


def test_where_the_system_has_no_limits_a_workbook_is_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    sheet_child.limit_this_process()
    path = saved(tmp_path, workbook_bytes(text_rows(("Hộ tịch",))))
    assert list(sheet_child.answers(path, 10)) == [["sheet", "S"], ["row", 1, ["Hộ tịch"], []]]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("46221", "2026-07-18"),
        ("46221.25", "2026-07-18"),
        ("18/7/2026", ""),
        ("5", ""),
        ("1.000894", ""),
        ("99999", ""),
    ],
)
def test_a_serial_number_is_a_day_only_in_the_years_of_laws(text: str, day: str) -> None:
    assert day_of_serial(text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [("1.00008", "1.000080"), ("1,0003", "1.000300"), ("2.000205", "2.000205"), ("2.000205.01", "2.000205.01")],
)
def test_zeros_that_a_sheet_dropped_from_a_code_come_back(text: str, code: str) -> None:
    assert whole_code(text) == code


@given(st.integers(0, 16_383))
def test_columns_have_letters(column: int) -> None:
    assert column_number(column_letters(column)) == column


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_written_out_is_the_same_number(number: float) -> None:
    assert float(cell_text(number)) == number
    assert not cell_text(number).endswith(".0") or abs(number) >= 1e15


def test_a_dimension_that_is_no_range_is_named_where_it_keeps_a_sheet_from_being_read(tmp_path: Path) -> None:
    content = workbook_bytes(text_rows(("Mã số", "Tên", "Lĩnh vực")))
    named = content_with(content, b"<sheetData>", b'<dimension ref="ZZZ"/><sheetData>')
    problem = refusal(saved(tmp_path, named))
    assert problem.kind is ProblemKind.DIMENSION_UNREADABLE
    assert (problem.facts["sheet"], problem.facts["dimension"]) == ("S", "ZZZ")


def content_with(content: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook with something else in its sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["xl/worksheets/sheet1.xml"] = entries["xl/worksheets/sheet1.xml"].replace(old, new)
    return archive_bytes(entries)
