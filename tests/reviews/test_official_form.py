"""The official table as offices fill it in comes out to the đồng, with its blocks, activities and sums told apart."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from catalogue.problems import Problem, ProblemKind
from reviews.cost_words import percent
from reviews.costs import Activity
from reviews.documents.cost_sheet import cost_workbook
from reviews.income import income_of
from reviews.norms import suggested_norms
from reviews.typed_cost import TypedCost, read_typed_cost
from reviews.volume_sheet import read_volumes

HEAD = (
    "STT;Các công việc khi thực hiện TTHC;Các hoạt động/cách thức thực hiện cụ thể;Thời gian thực hiện (giờ);"
    "Mức TNBQ/01 người/01 giờ làm việc (đồng);Chi phí thuê tư vấn, dịch vụ (bao gồm: in ấn, photo);"
    "Mức phí, lệ phí, chi phí khác (đồng);Số lần thực hiện/01 năm;Số lượng đối tượng tuân thủ/01 năm;"
    "Chi phí thực hiện TTHC (đồng);Tổng chi phí thực hiện TTHC/01 năm (đồng);Ghi chú\n"
)
# The synthetic vector of DOMAIN.md §2.5, no. 5, laid out as the form has it.
FORM = f"""BIỂU TÍNH CHI PHÍ TUÂN THỦ THỦ TỤC HÀNH CHÍNH;;;;;;;;;;;
{HEAD}I;CHI PHÍ THỰC HIỆN TTHC HIỆN TẠI;;;;;;;;;;
1;Chuẩn bị hồ sơ;;1,5;;;20.000;1;1.000;;;
1.1;Đơn đề nghị;Điền đơn theo mẫu;1;48.248;;;1;1.000;48.248;48.248.000;
1.2;Bản sao giấy tờ;Sao chụp, chứng thực;0,5;48.248;;20.000;1;1.000;44.124;44.124.000;
2;Nộp hồ sơ;Trực tiếp;2;48.248;;50.000;1;1.000;146.496;146.496.000;
3;Nộp phí, lệ phí, chi phí khác;Phí thẩm định;;;;100.000;1;1.000;100.000;100.000.000;
4;Chuẩn bị, phục vụ việc kiểm tra, đánh giá thực tế (nếu có);;;;;;;;;;
5;Công việc khác (nếu có);;;;;;;;;;
6;Nhận kết quả;Trực tiếp;1;48.248;;;1;1.000;48.248;48.248.000;
;TỔNG CỘNG;;4,5;;;170.000;;;387.116;387.116.000;
II;CHI PHÍ THỰC HIỆN TTHC SAU ĐƠN GIẢN HÓA;;;;;;;;;;
1;Chuẩn bị hồ sơ;;;;;;;;;;
1.1;Đơn đề nghị;Điền đơn theo mẫu;1;48.248;;;1;1.000;48.248;48.248.000;
2;Nộp hồ sơ;Trực tuyến;0,25;48.248;;;1;1.000;12.062;12.062.000;
3;Nộp phí, lệ phí, chi phí khác;Phí thẩm định;;;;100.000;1;1.000;100.000;100.000.000;
6;Nhận kết quả;Trực tuyến;0;48.248;;;1;1.000;0;0;
;TỔNG CỘNG;;1,25;;;100.000;;;160.310;160.310.000;
III;SO SÁNH CHI PHÍ;;;;;;;;;;
;Lợi ích;;;;;;;;226.806;226.806.000;58,59 %
"""


def read(folder: Path, text: str, name: str = "biểu.csv") -> TypedCost:
    """The case of a file with this text, at the income of 2025 unless it gives its own."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_typed_cost(path, income_of(2025))


def test_the_official_form_comes_out_to_the_dong(tmp_path: Path) -> None:
    case = read(tmp_path, FORM)
    both = case.comparison
    assert case.refusals == () and case.has_after
    assert (both.before.cost_once, both.after.cost_once) == (387_116, 160_310)
    assert (both.before.cost_year, both.after.cost_year) == (387_116_000, 160_310_000)
    assert both.saving_year is not None and both.saving_year.total == 226_806_000
    assert percent(both.percent) == "58,59 %"
    # The row of the activity repeats what its lines add up to, and the income is the sheet's own.
    assert both.before.income.dong_per_hour == 48_248 and not both.is_provisional


def test_lines_stand_under_the_activity_they_are_numbered_by(tmp_path: Path) -> None:
    lines = read(tmp_path, FORM).comparison.before.lines
    assert [line.activity for line in lines] == [
        *(Activity.PREPARE, Activity.PREPARE, Activity.SUBMIT, Activity.PAY, Activity.RECEIVE)
    ]
    assert lines[0].label == "Đơn đề nghị: Điền đơn theo mẫu" and lines[2].label == "Trực tiếp"


def test_a_line_without_its_work_belongs_to_the_one_above(tmp_path: Path) -> None:
    text = HEAD + "2;Nộp hồ sơ;;;;;;;;;;\n;;Trực tiếp;2;48.248;;;1;100;;;\n;;Bưu chính;0,5;48.248;;30.000;1;100;;;\n"
    lines = read(tmp_path, text).comparison.before.lines
    assert {line.activity for line in lines} == {Activity.SUBMIT} and len(lines) == 2


def test_lines_that_fewer_do_weigh_by_their_own_numbers(tmp_path: Path) -> None:
    """Of 1,000 who hand in, 700 come and 300 deal online; half of all have a paper to get every other year."""
    text = HEAD + (
        "1;Chuẩn bị hồ sơ;;;;;;;;;;\n1.1;Tờ khai;;1;48.000;;;1;1.000;;48.000.000;\n"
        "1.2;Giấy xác nhận;;2;48.000;;;0,5;500;;24.000.000;\n"
        "2;Nộp hồ sơ;Trực tiếp;2;48.000;;50.000;1;700;;102.200.000;\n;;Trực tuyến;0,25;48.000;;;1;300;;3.600.000;\n"
    )
    table = read(tmp_path, text).comparison.before
    assert table.cost_year == 48_000_000 + 24_000_000 + 102_200_000 + 3_600_000
    assert table.subjects is not None and (table.subjects.value, table.times.value) == (1_000, 1)
    assert [line.burdened.value for line in table.lines] == [1, Fraction(1, 4), Fraction(7, 10), Fraction(3, 10)]


def test_hours_are_exact_as_they_are_published(tmp_path: Path) -> None:
    text = "Công việc;Giờ;TNBQ/người/giờ;Số đối tượng\nChuẩn bị hồ sơ;0,33;50.000;1.000\n"
    table = read(tmp_path, text).comparison.before
    assert (table.cost_once, table.cost_year) == (16_500, 16_500_000)


@pytest.mark.parametrize(
    ("text", "before", "after", "ratio"),
    [
        # NQ 68: 18 triệu ngày công at 350.000 đồng a day are 6.300 tỷ (DOMAIN.md §2.3).
        ("hiện tại;Tuân thủ;8;43.750;;18.000.000\n", 6_300_000_000_000, None, ""),
        # NQ 66.16: the fee of a C/O from 60.000 to 30.000 đồng (C20).
        ("hiện tại;Nộp phí;;;60.000;1\nsau;Nộp phí;;;30.000;1\n", 60_000, 30_000, "50,00 %"),
        # Bộ Xây dựng, 137 thủ tục (C04): printed as 48,8 %, which is 48,91 % cut off.
        ("hiện tại;Tất cả;;;393,4 tỷ;1\nsau;Tất cả;;;201 tỷ;1\n", 393_400_000_000, 201_000_000_000, "48,91 %"),
        # Hà Nội, earlier tranche (C03).
        ("hiện tại;Tất cả;;;671 tỷ;1\nsau;Tất cả;;;263 tỷ;1\n", 671_000_000_000, 263_000_000_000, "60,80 %"),
    ],
)
def test_published_cases_can_be_typed(tmp_path: Path, text: str, before: int, after: int | None, ratio: str) -> None:
    case = read(tmp_path, f"Khối;Công việc;Giờ;Mức TNBQ/người/giờ;Phí, lệ phí;Số đối tượng/năm\n{text}")
    both = case.comparison
    assert both.before.cost_year == before and case.refusals == ()
    assert case.has_after is (after is not None)
    if after is not None:
        assert (both.after.cost_year, percent(both.percent)) == (after, ratio)


def test_the_workbook_that_the_program_writes_can_be_read_again(tmp_path: Path) -> None:
    case = read(tmp_path, FORM)
    path = tmp_path / "bảng.xlsx"
    path.write_bytes(cost_workbook(case.name, "", case.comparison, suggested_norms()))
    again = read_typed_cost(path, income_of(2025))
    assert again.refusals == ()
    for first, second in zip(
        (case.comparison.before, case.comparison.after),
        (again.comparison.before, again.comparison.after),
        strict=True,
    ):
        assert (first.cost_once, first.cost_year) == (second.cost_once, second.cost_year)
        assert [line.activity for line in first.lines] == [line.activity for line in second.lines]


def workbook(path: Path, rows: list[list[str | float]]) -> Path:
    """A workbook in which numbers are numbers."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Chi phí")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return path


def test_the_numbers_of_a_sheet_program_are_what_they_are_there(tmp_path: Path) -> None:
    """1.125 hours are no thousand hours, and a cell that shows 25 % holds a quarter."""
    path = workbook(
        tmp_path / "số.xlsx",
        [
            ["Công việc", "Giờ", "TNBQ/người/giờ", "Tỷ lệ", "Số đối tượng", "Phí"],
            ["Chuẩn bị hồ sơ", 1.125, 48_000, 0.25, 1_000, "1.125"],
        ],
    )
    table = read_typed_cost(path, income_of(2025)).comparison.before
    (line,) = table.lines
    assert (line.minutes.value, line.burdened.value, line.fee.value) == (Fraction(135, 2), Fraction(1, 4), 1_125)


def test_shares_of_a_volume_sheet_are_percentages_too(tmp_path: Path) -> None:
    head: list[str | float] = ["Mã TTHC", "Năm", "Số hồ sơ", "Trực tuyến"]
    path = workbook(tmp_path / "lượng.xlsx", [head, ["1.000894", 2025, 1_200, 0.4], [2.00064, 2025, 10, "40 %"]])
    found = read_volumes(path, ["1.000894", "2.000640"])
    assert found.refusals == () and [volume.online for volume in found.volumes] == [Fraction(2, 5)] * 2


def test_a_sheet_without_any_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        read(tmp_path, "Công việc;Thời lượng\nChuẩn bị hồ sơ;2\n")
    assert refused.value.kind is ProblemKind.COST_HEADINGS_MISSING


def test_a_bad_cell_of_the_form_is_refused_where_it_stands(tmp_path: Path) -> None:
    case = read(tmp_path, FORM.replace("Trực tiếp;2;48.248;;50.000", "Trực tiếp;hai;48.248;;50.000", 1))
    assert [(one.kind, one.facts["place"]) for one in case.refusals] == [
        (ProblemKind.NUMBER_UNREADABLE, "biểu.csv, D7")
    ]
    assert len(case.comparison.before.lines) == 4 and case.comparison.is_provisional


def test_decimals_of_toml_are_what_they_are_there(tmp_path: Path) -> None:
    text = 'income = 48000\n[before]\nsubjects = 100\nline = [{work = "Chuẩn bị hồ sơ", hours = 1.125}]\n'
    assert read(tmp_path, text, "số.toml").comparison.before.cost_once == 54_000
