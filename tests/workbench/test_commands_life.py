"""The life of a procedure and the catalogue's trends from the command line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.carried_records import RECORDS, changed
from tests.workbench.conftest import CommandLine
from workbench.rendering.sparklines import sparkline


@pytest.fixture
def three_years(dated_edition: Callable[..., CommandLine]) -> CommandLine:
    """Three editions: the time falls, a paper goes, and the last one has another code."""
    dated_edition("2024", RECORDS)
    records = changed()
    records[0]["channels"][0]["processing_time"]["quantity"] = 10
    dated_edition("2025", records)
    records[0]["code"] = "3.000111"
    del records[0]["dossiers"][0]["papers"][1]
    return dated_edition("2026", records)


def test_a_life_is_found_by_any_of_its_codes(three_years: CommandLine) -> None:
    value = three_years.json("life", "3.000111")
    assert [(one["edition"], one["procedure"], one["days"], one["papers"]) for one in value["stages"]] == [
        ("2024", "1.000894", 15, 3),
        ("2025", "1.000894", 10, 3),
        ("2026", "3.000111", 10, 2),
    ]
    assert three_years.json("life", "1.000894") == value == three_years.json("life", "1.000894", "--edition", "2024")
    assert "9.999999" in three_years.refused("life", "9.999999")


def test_a_life_is_shown_as_a_table_with_bars(three_years: CommandLine) -> None:
    lines = three_years.done("life", "3.000111").splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["2024", "2025", "2026"]
    assert "15 ngày làm việc" in lines[1]
    assert "█▆▆" in lines[4]


def test_what_a_person_says_of_a_pair_holds_for_its_life(three_years: CommandLine) -> None:
    three_years.done("pair", "2025", "2026", "1.000894", "3.000111", "--different")
    value = three_years.json("life", "3.000111")
    assert "2025" not in [one["edition"] for one in value["stages"]]


def test_trends_are_shown_by_field_and_as_json(three_years: CommandLine) -> None:
    (whole,) = three_years.json("trends")
    assert [(point["edition"], point["procedures"], point["days"]) for point in whole["points"]] == [
        ("2024", 3, 10.0),
        ("2025", 3, 10.0),
        ("2026", 3, 10.0),
    ]
    assert "Hộ tịch" in three_years.done("trends", "--by", "field")
    assert "Văn phòng đăng ký đất đai" in three_years.done("trends", "--by", "agency")
    assert "███" in three_years.done("trends")


def test_trends_draft_what_doing_a_procedure_once_costs_unless_told_not_to(three_years: CommandLine) -> None:
    (whole,) = three_years.json("trends")
    assert all(point["cost"] > 0 for point in whole["points"])
    (without,) = three_years.json("trends", "--no-cost")
    assert {point["cost"] for point in without["points"]} == {None}


@given(st.lists(st.none() | st.integers(0, 10**9) | st.fractions(0, 1000), max_size=30))
def test_a_sparkline_has_a_character_a_number(numbers: list[int | None]) -> None:
    line = sparkline(numbers)
    assert len(line) == len(numbers)
    assert [sign == "·" for sign in line] == [number is None for number in numbers]
    known = [number for number in numbers if number is not None]
    if any(known):
        assert line[numbers.index(max(known))] == "█"
