"""Volumes out of sheets: each bad cell refused where it stands, the rest kept; numbers as they are typed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from reviews.cost_entry import read_count, read_minutes, read_money, read_percent, read_rate, read_times
from reviews.judgements import JudgementBook
from reviews.mark_book import MarkBook
from reviews.volume_book import keep_volumes, kept_volumes
from reviews.volume_sheet import VolumeSheet, read_volumes, typed_volume
from reviews.volumes import Volume, volume_from, volume_of, volume_values

CODES = ["1.000894", "2.000635", "2.001023", "3.000352.000.00.00.H17"]


def sheet(folder: Path, text: str) -> VolumeSheet:
    """Read a CSV file with these lines."""
    path = folder / "khoi-luong.csv"
    path.write_text(text, encoding="utf-8")
    return read_volumes(path, CODES)


def test_code_year_and_cases_are_read_under_their_headings(tmp_path: Path) -> None:
    found = sheet(
        tmp_path,
        "Báo cáo số lượng hồ sơ\n\nSTT;Mã TTHC;Năm;Số hồ sơ;Trực tuyến;Nguồn\n"
        "1;1.000894;2025;12.345;40 %;Báo cáo 158/BC\n2;2.000635;năm 2024;7;;\n",
    )
    assert found.refusals == ()
    assert found.volumes == (
        Volume("1.000894", 2025, 12_345, 12_345, 12_345, 1, Fraction(2, 5), "Báo cáo 158/BC"),
        Volume("2.000635", 2024, 7, 7, 7, 1, None, "khoi-luong.csv"),
    )


def test_a_range_without_a_middle_has_its_midpoint(tmp_path: Path) -> None:
    found = sheet(tmp_path, "code,year,cases,low,high,times\n1.000894,2025,,1000,3000,3 năm một lần\n")
    assert found.volumes == (Volume("1.000894", 2025, 2_000, 1_000, 3_000, Fraction(1, 3), None, "khoi-luong.csv"),)
    figure = found.volumes[0].subjects_figure
    assert (figure.low, figure.high, figure.confirmed) == (1_000, 3_000, False)


@pytest.mark.parametrize(
    ("row", "kind", "cell"),
    [
        ("9.999999,2025,10,,,", ProblemKind.VOLUME_CODE_UNKNOWN, "A3"),
        (",2025,10,,,", ProblemKind.VOLUME_CODE_UNKNOWN, "A3"),
        ("1.000894,2025,11,,,", ProblemKind.VOLUME_TWICE, "A3"),
        ("2.000635,2025,nhiều,,,", ProblemKind.NUMBER_UNREADABLE, "C3"),
        ("2.000635,2025,,,,", ProblemKind.NUMBER_UNREADABLE, "C3"),
        ("2.000635,2025,-3,,,", ProblemKind.NUMBER_NEGATIVE, "C3"),
        ("2.000635,2025,12 USD,,,", ProblemKind.NUMBER_UNREADABLE, "C3"),
        ("2.000635,2025,99999999999,,,", ProblemKind.NUMBER_ABSURD, "C3"),
        ('2.000635,2025,"10,5",,,', ProblemKind.NUMBER_NOT_WHOLE, "C3"),
        ("2.000635,25,10,,,", ProblemKind.YEAR_UNREADABLE, "B3"),
        ("2.000635,2025,10,20,30,", ProblemKind.RANGE_DISORDERED, "C3"),
        ("2.000635,2025,10,,,120", ProblemKind.PERCENT_OVER_100, "F3"),
    ],
)
def test_a_bad_row_is_refused_at_its_cell_and_the_others_are_kept(
    tmp_path: Path, row: str, kind: ProblemKind, cell: str
) -> None:
    text = f"code,year,cases,low,high,online\n1.000894,2025,10,,,\n{row}\n2.001023,2025,5,,,\n"
    found = sheet(tmp_path, text)
    assert [volume.code for volume in found.volumes] == ["1.000894", "2.001023"]
    assert [problem.kind for problem in found.refusals] == [kind]
    assert found.refusals[0].facts["place"] == f"khoi-luong.csv, {cell}"


def test_of_two_volumes_for_one_year_the_first_is_kept_and_named(tmp_path: Path) -> None:
    found = sheet(tmp_path, "code,year,cases\n1.000894,2025,10\n1.000894,2024,8\n1.000894,2025,12\n")
    assert [volume.subjects for volume in found.volumes] == [10, 8]
    assert found.refusals[0].facts["first"] == "khoi-luong.csv, A2"


def test_the_national_part_names_a_code_with_a_suffix(tmp_path: Path) -> None:
    found = sheet(tmp_path, "code,year,cases\n3.000352,2025,10\n")
    assert found.volumes[0].code == "3.000352.000.00.00.H17"


def test_a_sheet_without_headings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        sheet(tmp_path, "1.000894,2025,10\n")
    assert refused.value.kind is ProblemKind.VOLUME_HEADINGS_MISSING


def test_a_workbook_is_read_too_and_a_code_that_became_a_number_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "khoi-luong.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Năm 2025")
        for at, row in enumerate([["Mã", "Năm", "Số lượng"], [2.00064, 2025, 1500], ["1.000894", 2025, "abc"]]):
            page.write_row(at, 0, row)
    found = read_volumes(path, ["2.000640", "1.000894"])
    assert [(volume.code, volume.subjects) for volume in found.volumes] == [("2.000640", 1_500)]
    assert found.refusals[0].facts["place"] == "khoi-luong.xlsx, Năm 2025!C3"


def test_a_typed_volume_names_the_option_that_is_wrong() -> None:
    assert typed_volume({"code": "1.000894", "year": "2025", "cases": "1.200"}).subjects == 1_200
    with pytest.raises(Problem) as refused:
        typed_volume({"code": "1.000894", "year": "2025", "cases": "x"})
    assert refused.value.facts["place"] == "--cases"


def test_volumes_are_kept_and_undone_as_one_change(store: Store) -> None:
    marriages = Volume("1.000894", 2025, 10, 5, 20, Fraction(1, 3), Fraction(2, 5), "Báo cáo")
    volumes = [marriages, Volume("2.000635", 2025, 7, 7, 7)]
    book = JudgementBook(store, "An")
    assert keep_volumes(book, volumes) == 2
    assert kept_volumes(store) == tuple(volumes)
    assert keep_volumes(book, volumes) == 0
    MarkBook(store, "An").undo()
    assert kept_volumes(store) == ()


def test_the_newest_year_counts_where_none_is_named() -> None:
    volumes = [Volume("1.000894", year, year, year, year) for year in (2024, 2025, 2023)]
    newest, named = volume_of(volumes, "1.000894"), volume_of(volumes, "1.000894", 2023)
    assert newest is not None and named is not None
    assert (newest.year, named.year, volume_of(volumes, "2.000635")) == (2025, 2023, None)


@given(
    st.integers(0, 10**9),
    st.fractions(0, 400, max_denominator=12),
    st.none() | st.fractions(0, 1, max_denominator=100),
)
def test_a_volume_comes_back_from_its_plain_values(subjects: int, times: Fraction, online: Fraction | None) -> None:
    volume = Volume("1.000894", 2025, subjects, subjects, subjects + 5, times, online, "Báo cáo")
    assert volume_from(volume.key, volume_values(volume)) == volume


@pytest.mark.parametrize(
    ("typed", "minutes"), [("90", 90), ("90 phút", 90), ("1,5 giờ", 90), ("1 giờ 30 phút", 90), ("0,25h", 15), ("0", 0)]
)
def test_times_are_read_in_whole_minutes(typed: str, minutes: int) -> None:
    assert read_minutes(typed, "thời gian") == minutes


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("-1", ProblemKind.NUMBER_NEGATIVE),
        ("lâu", ProblemKind.NUMBER_UNREADABLE),
        ("3 ngày", ProblemKind.NUMBER_UNREADABLE),
        ("0,33 giờ", ProblemKind.NUMBER_NOT_WHOLE),
        ("99999 giờ", ProblemKind.NUMBER_ABSURD),
    ],
)
def test_absurd_times_are_refused(typed: str, kind: ProblemKind) -> None:
    with pytest.raises(Problem) as refused:
        read_minutes(typed, "thời gian")
    assert refused.value.kind is kind


def test_money_is_read_in_whole_dong() -> None:
    rates = dict([read_rate("USD=25.400", "--rate")])
    assert [read_money(typed, "phí", rates) for typed in ("20.000", "20.000 đồng", "1,5 triệu đồng", "10 USD")] == [
        20_000,
        20_000,
        1_500_000,
        254_000,
    ]
    with pytest.raises(Problem) as refused:
        read_money("10 EUR", "phí", rates)
    assert (refused.value.kind, refused.value.facts["currency"]) == (ProblemKind.CURRENCY_WITHOUT_RATE, "EUR")


def test_frequencies_percentages_and_counts() -> None:
    assert [read_times(typed, "") for typed in ("12", "1/3", "0,5", "2 năm một lần")] == [
        12,
        Fraction(1, 3),
        Fraction(1, 2),
        Fraction(1, 2),
    ]
    assert read_percent("71,64 %", "") == Fraction(7164, 100)
    assert read_count("1.000.000", "") == 1_000_000
    with pytest.raises(Problem):
        read_times("1/0", "")
