"""The official formulas: published cases to the đồng, exact sums, parts kept apart, and one rounding at display."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.problems import Problem, ProblemKind
from reviews.cost_conventions import burden, delay, net_change, occurrences, unit_saving
from reviews.cost_words import dong, hours, number, percent, rounded
from reviews.costs import (
    Activity,
    Comparison,
    CostLine,
    CostTable,
    Figure,
    FigureSource,
    annual_cost,
    in_range,
    reduction_percent,
)
from reviews.income import Income, income_of, incomes, read_incomes
from reviews.norms import NORM_CODES, read_norms, suggested_norms
from reviews.sensitivity import cost_range, swings

INCOME_2023 = income_of(2023)
TY = 1_000_000_000


def line(
    activity: Activity, label: str, minutes: int = 0, spent: int = 0, fee: int = 0, hired: int | None = None
) -> CostLine:
    """A line with figures that a reviewer confirmed."""
    return CostLine(
        activity,
        label,
        minutes=confirmed(minutes),
        hired=None if hired is None else confirmed(hired),
        out_of_pocket=confirmed(spent),
        fee=confirmed(fee),
    )


def confirmed(value: int | Fraction) -> Figure:
    """A number that a reviewer confirmed."""
    return Figure(value, FigureSource.REVIEWER, True)


def table(*lines: CostLine, subjects: int | None = 1_000, times: int | Fraction = 1) -> CostTable:
    """A table at the income of 2023."""
    many = None if subjects is None else confirmed(subjects)
    return CostTable(lines, INCOME_2023, confirmed(times), many)


# The worked example of docs/costs.md.
BEFORE = table(
    line(Activity.PREPARE, "Điền tờ khai", 60),
    line(Activity.PREPARE, "Sao chụp giấy tờ", 30, spent=20_000),
    line(Activity.SUBMIT, "Đi nộp hồ sơ", 120, spent=50_000),
    line(Activity.PAY, "Phí thẩm định", fee=100_000),
    line(Activity.RECEIVE, "Đi nhận kết quả", 60),
)
AFTER = table(
    line(Activity.PREPARE, "Điền tờ khai", 60),
    line(Activity.SUBMIT, "Nộp trực tuyến", 15),
    line(Activity.PAY, "Phí thẩm định", fee=100_000),
)


def test_monthly_tax_reports_made_quarterly_save_650_billion() -> None:
    before, after = annual_cost(250_000, 12, 325_000), annual_cost(250_000, 4, 325_000)
    assert (before, after, before - after) == (975 * TY, 325 * TY, 650 * TY)
    assert percent(reduction_percent(before, after)) == "66,67 %"


def test_the_same_case_stands_as_a_table() -> None:
    report = line(Activity.OTHER, "Báo cáo thuế", hired=250_000)
    monthly, quarterly = (table(report, subjects=325_000, times=times) for times in (12, 4))
    comparison = Comparison(monthly, quarterly)
    assert comparison.saving_year is not None
    assert dong(comparison.saving_year.total) == "650.000.000.000"
    assert percent(comparison.percent) == "66,67 %"


@pytest.mark.parametrize(
    ("before", "after", "saved", "ratio"),
    [
        (2_306 * TY, 654 * TY, 1_652 * TY, "71,64 %"),
        (671 * TY, 263 * TY, 408 * TY, "60,80 %"),
        (60_000, 30_000, 30_000, "50,00 %"),
        (30_000, 15_000, 15_000, "50,00 %"),
        (5, 3, 2, "40,00 %"),
    ],
)
def test_published_reductions_reproduce(before: int, after: int, saved: int, ratio: str) -> None:
    assert before - after == saved
    assert percent(reduction_percent(before, after)) == ratio


def test_published_savings_add_up_to_the_dong() -> None:
    assert dong(3_539_460_031 + 47_089_200) == "3.586.549.231"


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(81, 235, "34,47 %"), (311, 1763, "17,64 %"), (407, 461, "88,29 %"), (58, 235, "24,68 %")],
)
def test_published_shares_are_told_with_two_decimals(part: int, whole: int, said: str) -> None:
    assert percent(Fraction(100 * part, whole)) == said


def test_the_worked_example_comes_out_to_the_dong() -> None:
    assert (hours(BEFORE.once.minutes), dong(BEFORE.cost_once)) == ("4,5", "387.116")
    once = BEFORE.once
    assert (once.time, once.hired, once.out_of_pocket, once.fees) == (217_116, 0, 70_000, 100_000)
    assert (BEFORE.cost_year, AFTER.cost_once, AFTER.cost_year) == (387_116_000, 160_310, 160_310_000)
    comparison = Comparison(BEFORE, AFTER)
    assert comparison.saving_year is not None and comparison.saving_year.total == 226_806_000
    assert percent(comparison.percent) == "58,59 %"


def test_hired_service_stands_in_place_of_the_own_hours() -> None:
    own = table(line(Activity.PREPARE, "Lập báo cáo", 480))
    hired = table(line(Activity.PREPARE, "Lập báo cáo", 480, hired=2_000_000))
    assert own.once.time == 8 * 48_248 and own.once.hired == 0
    assert (hired.once.time, hired.once.minutes, hired.once.hired) == (0, 0, 2_000_000)


def test_a_line_of_one_channel_burdens_those_who_use_it() -> None:
    lines = (
        CostLine(Activity.SUBMIT, "Đi nộp", channel="direct", minutes=confirmed(120), out_of_pocket=confirmed(50_000)),
        CostLine(Activity.SUBMIT, "Nộp trực tuyến", channel="online", minutes=confirmed(15)),
    )
    mixed = CostTable(lines, INCOME_2023, shares=(("direct", Fraction(1, 4)), ("online", Fraction(3, 4))))
    assert mixed.once.minutes == Fraction(120, 4) + Fraction(45, 4)
    assert mixed.once.out_of_pocket == 12_500


def test_without_subjects_there_is_no_cost_a_year() -> None:
    assert table(line(Activity.PREPARE, "Tờ khai", 30), subjects=None).cost_year is None


def test_both_sides_of_a_comparison_need_the_same_income() -> None:
    other = CostTable(BEFORE.lines, income_of(2025), BEFORE.times, BEFORE.subjects)
    with pytest.raises(ValueError, match="same income"):
        Comparison(BEFORE, other)


def test_one_unconfirmed_number_makes_a_total_provisional() -> None:
    sure = Income(2023, 101_900_000, 2112, "Tổng cục Thống kê", True, "Thông tư", True)
    known = CostTable(BEFORE.lines, sure, BEFORE.times, BEFORE.subjects)
    assert not known.is_provisional
    guess = CostLine(Activity.OTHER, "Sao chụp", minutes=Figure(5, FigureSource.NORM, False, "copy"))
    assert CostTable((*BEFORE.lines, guess), sure, BEFORE.times, BEFORE.subjects).is_provisional
    # The income is not verified to the last: the working hours of a year are recalled.
    assert BEFORE.is_provisional


@pytest.mark.parametrize(("year", "per_hour"), [(2022, 45_265), (2023, 48_248), (2024, 53_977), (2025, 59_422)])
def test_income_per_hour_is_gdp_per_head_over_2112_hours(year: int, per_hour: int) -> None:
    assert income_of(year).dong_per_hour == per_hour


def test_what_was_not_verified_is_marked_and_every_value_names_its_source() -> None:
    assert {income.year for income in incomes() if not income.verified} == {2024}
    assert all(income.source and income.hours_source and not income.confirmed for income in incomes())


def test_an_unknown_income_year_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        income_of(2019)
    assert refused.value.kind is ProblemKind.INCOME_YEAR_UNKNOWN
    assert refused.value.facts == {"year": 2019, "known": "2022, 2023, 2024, 2025"}


def test_an_office_can_give_incomes_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "thu-nhap.toml"
    path.write_text("[hours]\nper_year = 2112\n[[income]]\nyear = 2021\ngdp_per_head = 86_000_000\n", encoding="utf-8")
    assert income_of(None, read_incomes(path)).dong_per_hour == 40_720
    path.write_text("[hours]\nper_year = 0\n[[income]]\nyear = 2021\ngdp_per_head = 86_000_000\n", encoding="utf-8")
    with pytest.raises(Problem) as refused:
        read_incomes(path)
    assert refused.value.kind is ProblemKind.TABLE_UNREADABLE


def test_no_norm_is_law_and_each_names_its_source() -> None:
    norms = suggested_norms()
    assert [norm.code for norm in norms.rows] == list(NORM_CODES)
    assert all(norm.source and not norm.verified for norm in norms.rows)


def test_a_file_of_norms_that_lacks_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dinh-muc.toml"
    path.write_text(
        '[[norm]]\ncode = "form"\nactivity = "prepare"\nlabel = "Điền đơn"\nminutes = 20\nout_of_pocket = 0\n'
        'source = "Khảo sát 2026"\nverified = true\n',
        encoding="utf-8",
    )
    with pytest.raises(Problem) as refused:
        read_norms(path)
    assert refused.value.kind is ProblemKind.TABLE_UNREADABLE and "held" in str(refused.value.facts["reason"])


@pytest.mark.parametrize(
    ("value", "said"),
    [(Fraction(1, 2), 1), (Fraction(-1, 2), -1), (Fraction(5, 2), 3), (Fraction(249, 100), 2), (7, 7)],
)
def test_halves_are_rounded_away_from_zero(value: Fraction | int, said: int) -> None:
    assert rounded(value) == said


def test_numbers_are_written_the_vietnamese_way() -> None:
    assert (dong(975 * TY), hours(90), hours(75), hours(60), number(Fraction(1, 3))) == (
        "975.000.000.000",
        "1,5",
        "1,25",
        "1",
        "0,33",
    )


def test_the_middle_of_a_range_is_made_of_inputs_not_of_results() -> None:
    """1–3 hours of 1,000–3,000 people at 100 an hour are 400,000; the middle of the results would be 500,000."""
    income = Income(2026, 100, 1)
    work = CostLine(Activity.OTHER, "Khai báo", minutes=in_range(60, 180, FigureSource.SURVEY))
    people = in_range(1_000, 3_000, FigureSource.SURVEY)
    ranged = CostTable((work,), income, subjects=people)
    found = cost_range(ranged)
    assert (found.low, found.middle, found.high) == (100_000, 400_000, 900_000)
    assert [(swing.field, swing.low, swing.high) for swing in swings(ranged)] == [
        ("subjects", 200_000, 600_000),
        ("minutes", 200_000, 600_000),
    ]


def test_the_input_that_moves_the_total_most_comes_first() -> None:
    work = CostLine(
        Activity.OTHER,
        "Khai báo",
        minutes=in_range(50, 70, FigureSource.SURVEY),
        fee=in_range(0, 1_000_000, FigureSource.RECORD),
    )
    assert [swing.field for swing in swings(CostTable((work,), INCOME_2023))] == ["fee", "minutes"]


def test_conventions_of_the_standard_cost_model() -> None:
    assert (occurrences(3, 10), occurrences(3, 10, first=4), occurrences(3, 10, first=11)) == (4, 3, 0)
    assert (delay(0, 6, 4), delay(0, 6, 8)) == (2, 0)
    assert net_change(2_000_000, 10_000_000) == -8_000_000
    assert burden(16, 4) - burden(2, 4) == 12
    # Spain: an application in person (80) becomes one online (5), with two papers (5) before and none after.
    assert unit_saving([(80, 1), (5, 2)], [(5, 1)], 1, 1_000) == 85_000


minutes = st.integers(0, 10_000)
amounts = st.integers(0, 10**9)
lines = st.lists(
    st.builds(line, st.sampled_from(Activity), st.just("việc"), minutes, amounts, amounts, st.none() | amounts),
    max_size=8,
)


@given(lines, st.integers(0, 10**6), st.integers(0, 365))
def test_the_total_is_the_sum_of_its_lines_and_of_its_parts(drawn: list[CostLine], subjects: int, times: int) -> None:
    whole = table(*drawn, subjects=subjects, times=times)
    assert sum(whole.line_cost(one).total for one in drawn) == whole.cost_once
    year = whole.year
    assert year is not None
    assert year.time + year.hired + year.out_of_pocket + year.fees == whole.cost_year
    assert whole.cost_year == whole.cost_once * subjects * times


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_what_is_saved_and_what_is_left_are_the_whole(before: int, after: int) -> None:
    ratio = reduction_percent(before, after)
    assert (ratio is None) == (before == 0)
    assert ratio is None or ratio * before / 100 + after == before
