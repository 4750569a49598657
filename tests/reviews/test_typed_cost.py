"""Typed cases: published figures come out to the đồng without a record, and a bad cell is refused where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.problems import Problem, ProblemKind
from reviews.cost_words import percent
from reviews.costs import Activity
from reviews.income import income_of
from reviews.typed_cost import TypedCost, read_typed_cost, typed_income

WORKED = """\
income = 48248
name = "Ví dụ"

[before]
subjects = 1000
line = [
  {work = "Chuẩn bị hồ sơ", label = "Tờ khai", hours = 1},
  {work = "Chuẩn bị hồ sơ", label = "Bản sao", hours = "0,5", out_of_pocket = 10000, quantity = 1, share = 100},
  {work = "Nộp hồ sơ", label = "Đi nộp", minutes = 120, out_of_pocket = "60.000"},
  {work = "Nộp lệ phí", fee = "100 nghìn đồng"},
  {work = "Nhận kết quả", hours = 1},
]

[after]
line = [
  {work = "Chuẩn bị hồ sơ", label = "Tờ khai", hours = 1.0},
  {work = "Nộp hồ sơ", label = "Trực tuyến", hours = 0.25},
  {work = "Nộp lệ phí", fee = 100000},
]
"""


def read(folder: Path, text: str, name: str = "bảng.csv") -> TypedCost:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_typed_cost(path, income_of(2023))


def test_a_published_case_of_a_sheet_comes_out_to_the_dong(tmp_path: Path) -> None:
    case = read(
        tmp_path,
        "Khối;Công việc;Chi phí;Số lần/năm;Số đối tượng/năm\n"
        "hiện tại;Báo cáo thuế hằng tháng;250.000;12;325.000\n"
        "sau đơn giản hóa;Báo cáo thuế hằng quý;250.000;4;325.000\n",
    )
    both = case.comparison
    assert (both.before.cost_year, both.after.cost_year) == (975_000_000_000, 325_000_000_000)
    assert (case.has_after, case.refusals, percent(both.percent)) == (True, (), "66,67 %")
    assert not both.is_provisional


def test_a_case_of_which_only_the_totals_are_published_needs_no_lines(tmp_path: Path) -> None:
    text = '[before]\ncost = "2.306 tỷ"\nsubjects = 1\n[after]\ncost = "654 tỷ"\n'
    both = read(tmp_path, text, "Hà Nội.toml").comparison
    assert both.saving_year is not None
    assert (both.saving_year.total, percent(both.percent)) == (1_652_000_000_000, "71,64 %")


def test_the_worked_example_can_be_typed(tmp_path: Path) -> None:
    case = read(tmp_path, WORKED, "ví dụ.toml")
    both = case.comparison
    assert (case.name, both.before.cost_once, both.after.cost_once) == ("Ví dụ", 387_116, 160_310)
    assert (both.before.cost_year, both.after.cost_year) == (387_116_000, 160_310_000)
    assert percent(both.percent) == "58,59 %"
    assert [line.activity for line in both.before.lines][2:] == [Activity.SUBMIT, Activity.PAY, Activity.RECEIVE]


def test_what_the_block_after_leaves_out_stays_as_today(tmp_path: Path) -> None:
    text = "[before]\ntimes = 12\nsubjects = 1000\nline = [{work = 'Khác', fee = 60000}]\n[after]\ntimes = 4\n"
    both = read(tmp_path, text, "a.toml").comparison
    assert (both.before.cost_year, both.after.cost_year) == (720_000_000, 240_000_000)


def test_ranges_count_with_the_midpoint_of_each_input(tmp_path: Path) -> None:
    text = "Công việc;Giờ;TNBQ/người/giờ;Số đối tượng\nChuẩn bị;1–3;100;1.000–3.000\n"
    assert read(tmp_path, text).comparison.before.cost_year == 400_000


def test_the_number_of_copies_multiplies_a_row(tmp_path: Path) -> None:
    text = "Công việc;Phút;Chi phí khác;Số lượng\nSao chụp;10;2.000;3\n"
    line = read(tmp_path, text).comparison.before.lines[0]
    assert (line.minutes.value, line.out_of_pocket.value) == (30, 6_000)


@pytest.mark.parametrize(
    ("row", "kind", "place"),
    [
        ("hiện tại;Nộp;-1;;;", ProblemKind.NUMBER_NEGATIVE, "C3"),
        ("hiện tại;Nộp;999999;;;", ProblemKind.NUMBER_ABSURD, "C3"),
        ("hiện tại;Nộp;hai buổi;;;", ProblemKind.NUMBER_UNREADABLE, "C3"),
        ("hiện tại;Nộp;;10 USD;;", ProblemKind.CURRENCY_WITHOUT_RATE, "D3"),
        ("hiện tại;Nộp;1;;101;", ProblemKind.PERCENT_OVER_100, "E3"),
        ("năm sau nữa;Nộp;1;;;", ProblemKind.COST_BLOCK_UNKNOWN, "A3"),
        ("hiện tại;Nộp;1;;;200", ProblemKind.COST_NUMBER_TWICE, "F3"),
        ("hiện tại;Nộp;3–1;;;", ProblemKind.RANGE_DISORDERED, "C3"),
    ],
)
def test_a_bad_cell_is_refused_where_it_stands_and_the_rest_kept(
    tmp_path: Path, row: str, kind: ProblemKind, place: str
) -> None:
    head = "Khối;Công việc;Giờ;Phí;Tỷ lệ;Số đối tượng\nhiện tại;Chuẩn bị;1;;;100\n"
    case = read(tmp_path, head + row + "\n")
    assert [(one.kind, one.facts["place"]) for one in case.refusals] == [(kind, f"bảng.csv, {place}")]
    table = case.comparison.before
    assert len(table.lines) == 1 and table.subjects is not None and table.subjects.value == 100
    assert case.comparison.is_provisional


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.csv", "Tên;Giờ\nNộp;1\n", ProblemKind.COST_HEADINGS_MISSING),
        ("a.csv", "Công việc;Giờ\nNộp;x\n", ProblemKind.NUMBER_UNREADABLE),
        ("a.toml", "before = [\n", ProblemKind.TOML_UNREADABLE),
        ("a.toml", f"a={'[' * 5_000}{']' * 5_000}", ProblemKind.TOML_UNREADABLE),
        ("a.toml", "[after]\ncost = 5\n", ProblemKind.TABLE_KEY_MISSING),
        ("a.csv", "Khối;Công việc;Giờ\nsau;Nộp;1\n", ProblemKind.TABLE_KEY_MISSING),
        ("a.toml", "[before]\nline = 3\n", ProblemKind.TABLE_UNREADABLE),
        ("a.toml", "[before]\nline = [{work = 'Nộp', hour = 1}]\n", ProblemKind.TABLE_KEY_UNKNOWN),
        ("a.toml", "name = 'không có gì'\n", ProblemKind.TABLE_KEY_MISSING),
    ],
)
def test_a_file_without_a_case_is_refused(tmp_path: Path, name: str, text: str, kind: ProblemKind) -> None:
    with pytest.raises(Problem) as refused:
        read(tmp_path, text, name)
    assert refused.value.kind is kind


def test_an_income_can_be_typed_but_not_nought() -> None:
    assert typed_income("48.248 đồng", "--income").dong_per_hour == 48_248
    with pytest.raises(Problem):
        typed_income("0", "--income")
