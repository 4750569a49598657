"""Lists of procedures read row by row, wherever their headings stand and however they were saved."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.problems import Problem, ProblemKind
from catalogue.readers import portal_list
from catalogue.readers.list_headings import find_header
from catalogue.records import Note, ReadRecord
from tests.catalogue.readers.made_workbooks import merged, saved, text_cell, text_rows, workbook_bytes
from tests.catalogue.readers.old_encodings import in_tcvn3, in_vni, in_windows_1258

DATA = Path(__file__).resolve().parents[2] / "data" / "portal"
HEADINGS = ("Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực")
BIRTH = ("1.001193", "Thủ tục đăng ký khai sinh", "Bộ Tư pháp", "Ủy ban nhân dân cấp xã", "Hộ tịch")
MARRIAGE = ("1.000894", "Thủ tục đăng ký kết hôn", "Bộ Tư pháp", "Ủy ban nhân dân cấp xã", "Hộ tịch")
RESIDENCE = ("1.004222", "Đăng ký thường trú", "Bộ Công an", "Công an cấp xã", "Đăng ký, quản lý cư trú")


def read(path: Path) -> list[ReadRecord]:
    assert portal_list.recognises(path, path.read_bytes()[: 1 << 16])
    return [portal_list.interpret(raw, path) for raw in portal_list.raw_records(path)]


def said(record: ReadRecord) -> tuple[str, ...]:
    procedure = record.procedure
    return (
        record.code,
        procedure.name,
        procedure.publisher,
        "; ".join(procedure.agencies.implementing),
        procedure.field,
    )


def as_csv(*rows: tuple[str, ...], parted: str = ",") -> str:
    quoted = (parted.join(f'"{cell}"' if parted in cell else cell for cell in row) for row in rows)
    return "\r\n".join(quoted) + "\r\n"


def kinds(record: ReadRecord) -> list[str]:
    return [note.kind for note in record.notes]


def test_the_portals_workbook_reads_below_its_titles() -> None:
    records = read(DATA / "list.xlsx")
    assert [record.code for record in records] == ["3.000164", "3.000163", "3.000165"]
    assert records[1].procedure.agencies.implementing[-1] == "Tòa án nhân dân khu vực"
    assert {record.procedure.publisher for record in records} == {"Tòa án nhân dân"}
    assert {record.procedure.field for record in records} == {"Tòa án"}


def test_the_portals_csv_reads_with_its_own_headings() -> None:
    records = read(DATA / "list.csv")
    assert len(records) == 15
    assert said(records[1]) == (
        "1.000094",
        "Thủ tục đăng ký kết hôn có yếu tố nước ngoài tại khu vực biên giới",
        "Bộ Tư pháp",
        "Ủy ban nhân dân cấp xã",
        "Hộ tịch",
    )
    assert records[0].procedure.subjects == ("Công dân Việt Nam", "Người nước ngoài")
    assert dict(records[0].procedure.extra) == {"/loai": '"STANDARD"', "/trang_thai": '"UPDATED"'}


@pytest.mark.parametrize("parted", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_file_reads_alike_however_it_was_saved(parted: str, encoding: str, tmp_path: Path) -> None:
    text = as_csv(HEADINGS, BIRTH, RESIDENCE, parted=parted)
    records = read(saved(tmp_path, text.encode(encoding), "danh-sach.csv"))
    assert [said(record) for record in records] == [BIRTH, RESIDENCE]


@pytest.mark.parametrize(
    ("write", "encoding"),
    [
        (in_windows_1258, "Windows-1258"),
        (lambda text: in_tcvn3(text).encode("latin-1"), "TCVN3"),
        (lambda text: in_vni(text).encode("latin-1"), "VNI"),
        (lambda text: in_vni(text).encode("utf-8"), "VNI"),
    ],
    ids=["Windows-1258", "TCVN3", "VNI", "VNI letters in UTF-8"],
)
def test_a_csv_file_in_an_old_encoding_is_converted_and_noted(
    write: Callable[[str], bytes], encoding: str, tmp_path: Path
) -> None:
    records = read(saved(tmp_path, write(as_csv(HEADINGS, BIRTH, RESIDENCE)), "danh-sach.csv"))
    assert [record.procedure.name for record in records] == [BIRTH[1], RESIDENCE[1]]
    assert Note("encoding-converted", "", encoding) in records[0].notes


def test_a_sheet_typed_in_an_old_font_is_converted_row_by_row(tmp_path: Path) -> None:
    rows = [HEADINGS, tuple(in_vni(cell) for cell in BIRTH), RESIDENCE]
    records = read(saved(tmp_path, workbook_bytes(text_rows(*rows))))
    assert [said(record) for record in records] == [BIRTH, RESIDENCE]
    assert [kinds(record) for record in records] == [["encoding-converted"], []]


@pytest.mark.parametrize("written", [in_tcvn3, in_vni])
def test_a_sheet_whose_headings_are_typed_in_an_old_font_is_known_for_a_list(
    written: Callable[[str], str], tmp_path: Path
) -> None:
    headings = ("Mã số", "Tên thủ tục", "Cơ quan thực hiện", "Lĩnh vực")
    row = ("1.000894", "Thủ tục đăng ký kết hôn có yếu tố nước ngoài", "Ủy ban nhân dân cấp xã", "Hộ tịch")
    content = workbook_bytes(text_rows(*(tuple(map(written, cells)) for cells in (headings, row))))
    path = saved(tmp_path, content)
    assert portal_list.recognises(path, content)
    [record] = [portal_list.interpret(raw, path) for raw in portal_list.raw_records(path)]
    assert (record.procedure.name.lower(), record.procedure.field.lower()) == (row[1].lower(), row[3].lower())
    assert "encoding-converted" in [note.kind for note in record.notes]


def test_cells_over_several_lines_and_mixed_line_ends_stay_whole(tmp_path: Path) -> None:
    text = 'Mã số,Tên,Cơ quan thực hiện\r\n1.001193,"Đăng ký\nkhai sinh","Sở Tư pháp\r\nỦy ban nhân dân cấp xã"\n'
    text += "1.000894,Đăng ký kết hôn,Sở Tư pháp\r1.004222,Đăng ký thường trú,Công an cấp xã\n"
    records = read(saved(tmp_path, text.encode(), "danh-sach.csv"))
    assert [record.procedure.name for record in records] == [
        "Đăng ký khai sinh",
        "Đăng ký kết hôn",
        "Đăng ký thường trú",
    ]
    assert records[0].procedure.agencies.implementing == ("Sở Tư pháp", "Ủy ban nhân dân cấp xã")


def test_each_row_knows_its_line(tmp_path: Path) -> None:
    path = saved(tmp_path, as_csv(("Danh sách",), (), HEADINGS, BIRTH, (), MARRIAGE).encode(), "danh-sach.csv")
    assert [raw.line for raw in portal_list.raw_records(path)] == [4, 6]


def test_headings_that_are_shifted_down_and_right_are_found(tmp_path: Path) -> None:
    shifted = [
        ("", "", "", *row) for row in (("UBND TỈNH LAI CHÂU",), (), ("DANH MỤC THỦ TỤC HÀNH CHÍNH",), (), HEADINGS)
    ]
    rows = [*shifted, ("", "", "1", *BIRTH), ("", "", "2", *MARRIAGE)]
    records = read(saved(tmp_path, workbook_bytes(text_rows(*rows))))
    assert [said(record) for record in records] == [BIRTH, MARRIAGE]


def test_headings_in_two_rows_with_merged_cells_are_read_together(tmp_path: Path) -> None:
    rows = text_rows(
        ("STT", "Mã số TTHC", "Tên thủ tục hành chính", "Cơ quan", "", "Lĩnh vực"),
        ("", "", "", "ban hành", "thực hiện", ""),
        ("1", *BIRTH),
        ("2", *MARRIAGE),
    )
    content = workbook_bytes(rows, merged("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"))
    assert [said(record) for record in read(saved(tmp_path, content))] == [BIRTH, MARRIAGE]


def test_sections_numbered_columns_and_sums_are_left_out_and_noted(tmp_path: Path) -> None:
    rows = text_rows(
        ("STT", "Mã số", "Tên thủ tục", "Cơ quan thực hiện"),
        ("(1)", "(2)", "(3)", "(4)"),
        ("I", "", "Lĩnh vực hộ tịch"),
        ("1", BIRTH[0], BIRTH[1], BIRTH[3]),
        ("II. Lĩnh vực: Cư trú",),
        ("STT", "Mã số", "Tên thủ tục", "Cơ quan thực hiện"),
        ("1", RESIDENCE[0], RESIDENCE[1], RESIDENCE[3]),
        ("Tổng số: 02 thủ tục",),
    )
    records = read(saved(tmp_path, workbook_bytes(rows)))
    assert [(record.code, record.procedure.field) for record in records] == [
        (BIRTH[0], "hộ tịch"),
        (RESIDENCE[0], "Cư trú"),
    ]
    left_out = [note.place for record in records for note in record.notes if note.kind == "row-left-out"]
    assert left_out == [f"sheet S, row {row}" for row in (2, 3, 5, 6, 8)]


def test_a_field_merged_over_its_procedures_goes_to_each(tmp_path: Path) -> None:
    rows = text_rows(HEADINGS, BIRTH, (*MARRIAGE[:4], ""))
    records = read(saved(tmp_path, workbook_bytes(rows, merged("E2:E3"))))
    assert [record.procedure.field for record in records] == ["Hộ tịch", "Hộ tịch"]


def test_codes_kept_as_numbers_get_their_zeros_back_and_a_note(tmp_path: Path) -> None:
    rows = text_rows(HEADINGS) + (
        '<row r="2"><c r="A2"><v>1.00008</v></c><c r="B2" t="inlineStr"><is><t>Nhận cha, mẹ, con</t></is></c></row>'
    )
    [record] = read(saved(tmp_path, workbook_bytes(rows)))
    assert record.code == "1.000080"
    assert Note("code-mended", "/code", "1.00008", "sheet S, row 2") in record.notes


def test_a_day_kept_as_a_serial_number_is_a_day(tmp_path: Path) -> None:
    headings = ("Mã số", "Tên", "Lĩnh vực", "Số quyết định", "Ngày ban hành")
    rows = text_rows(headings, ("1.001193", "Đăng ký khai sinh", "Hộ tịch", "163/QĐ-BTP")) + ""
    rows = rows.replace("</row>", "</row>", 1)[:-6] + '<c r="E2"><v>46038</v></c></row>'
    [record] = read(saved(tmp_path, workbook_bytes(rows)))
    assert record.procedure.decision.date == "2026-01-16"
    assert record.procedure.decision.number == "163/QĐ-BTP"


def test_macros_of_a_list_are_noted_though_its_first_row_is_a_title(tmp_path: Path) -> None:
    rows = text_rows(("DANH SÁCH THỦ TỤC HÀNH CHÍNH",), HEADINGS, BIRTH, MARRIAGE)
    content = workbook_bytes(rows, more={"xl/vbaProject.bin": b"\x00"})
    records = read(saved(tmp_path, content, "danh-sach.xlsm"))
    assert [sorted(kinds(record)) for record in records] == [["headings-moved", "macros"], []]


def test_a_column_without_a_place_is_kept_under_its_heading(tmp_path: Path) -> None:
    content = workbook_bytes(text_rows((*HEADINGS, "Ghi chú"), (*BIRTH, "Toàn trình")))
    [record] = read(saved(tmp_path, content))
    assert record.procedure.extra == (("/Ghi chú", '"Toàn trình"'),)
    assert Note("unknown-column", "/Ghi chú", place="sheet S, row 2") in record.notes


def test_no_cell_is_lost_from_the_source_record(tmp_path: Path) -> None:
    rows = [("Mã số", "Tên", "Tên", "", "Lĩnh vực"), ("1.001193", "Khai sinh", "Birth", "lạ", "Hộ tịch", "ngoài")]
    [raw] = portal_list.raw_records(saved(tmp_path, workbook_bytes(text_rows(*rows))))
    assert sorted(json.loads(raw.text).values()) == sorted(rows[1])


def test_a_cell_of_two_hundred_thousand_letters_stays_whole(tmp_path: Path) -> None:
    name = ("Đăng ký khai sinh " * 12_000).strip()
    [record] = read(saved(tmp_path, as_csv(HEADINGS, ("1.001193", name, "", "", "Hộ tịch")).encode(), "danh-sach.csv"))
    assert record.procedure.name == name


def test_a_row_with_a_code_and_no_name_is_refused_with_its_line(tmp_path: Path) -> None:
    path = saved(tmp_path, as_csv(HEADINGS, BIRTH, ("1.000894", "", "Bộ Tư pháp", "", "Hộ tịch")).encode(), "a.csv")
    with pytest.raises(Problem) as refused:
        read(path)
    assert (refused.value.kind, refused.value.facts["line"]) == (ProblemKind.RECORD_WITHOUT_NAME, 3)


@pytest.mark.parametrize(
    "text",
    ["Họ và tên,Năm sinh\nNguyễn Văn An,1990\n", "Thủ tục đăng ký khai sinh\n", "a;b;c\n1;2;3\n", "Tên,Ghi chú\nA,B\n"],
)
def test_other_tables_and_texts_are_no_lists(text: str, tmp_path: Path) -> None:
    path = saved(tmp_path, text.encode(), "khac.csv")
    assert not portal_list.recognises(path, text.encode())
    with pytest.raises(Problem) as refused:
        list(portal_list.raw_records(path))
    assert refused.value.kind is ProblemKind.HEADER_MISSING


def test_headings_are_found_however_they_are_written() -> None:
    rows = [("MÃ SỐ\nTTHC", "TÊN THỦ TỤC HÀNH CHÍNH:", "Lĩnh  vực"), ("ma_so", "ten_tthc", "linh_vuc")]
    for row in rows:
        found = find_header([row])
        assert found is not None
        assert found[1].parts == ("code", "name", "field")


def test_headings_with_no_row_below_them_are_said_to_be_there(tmp_path: Path) -> None:
    path = tmp_path / "danh sách.csv"
    path.write_text("Mã TTHC,Tên thủ tục\n", encoding="utf-8")
    with pytest.raises(Problem) as refused:
        read(path)
    assert refused.value.kind is ProblemKind.ROWS_MISSING


@pytest.mark.parametrize(
    "cell",
    ['<c r="B2" t="e"><v>#REF!</v></c>', '<c r="B2"><f>A2</f></c>'],
    ids=["an error", "a formula never computed"],
)
def test_a_name_that_excel_did_not_compute_is_said_to_be_so(tmp_path: Path, cell: str) -> None:
    headings = f'<row r="1">{text_cell("A1", "Mã số")}{text_cell("B1", "Tên")}</row>'
    sheet = f'{headings}<row r="2">{text_cell("A2", "1.001193")}{cell}{text_cell("C2", "Hộ tịch")}</row>'
    with pytest.raises(Problem) as refused:
        read(saved(tmp_path, workbook_bytes(sheet), "danh sách.xlsx"))
    assert refused.value.kind is ProblemKind.NAME_NOT_COMPUTED


def test_the_time_limit_the_fee_and_the_level_of_a_list_are_read(tmp_path: Path) -> None:
    rows = as_csv(
        ("Mã thủ tục", "Tên TTHC", "Cấp", "Thời hạn giải quyết", "Phí, lệ phí", "Số QĐ", "Ngày QĐ"),
        ("1.001193", "Thủ tục đăng ký khai sinh", "Cấp xã", "05 ngày làm việc", "Không", "163/QĐ-BTP", "16/01/2026"),
        ("1.004222", "Đăng ký thường trú", "Cấp xã", "", "20.000 đồng", "", ""),
        ("1.000894", "Thủ tục đăng ký kết hôn", "Cấp xã", "", "", "", ""),
        parted=";",
    )
    birth, residence, marriage = (record.procedure for record in read(saved(tmp_path, rows.encode(), "danh mục.csv")))
    assert (birth.level, birth.decision.number, birth.decision.date) == (("Cấp xã",), "163/QĐ-BTP", "16/01/2026")
    [channel] = birth.channels
    assert channel.processing_time.text == "05 ngày làm việc"
    assert [fee.text for fee in channel.fees] == ["Không"]
    assert [fee.text for fee in residence.channels[0].fees] == ["20.000 đồng"]
    assert marriage.channels == ()
