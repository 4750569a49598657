"""Numbers in figures and in Vietnamese words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.measures.numbers import read_figure, read_number_words

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def written(number: int) -> str:
    """Write a number below a thousand thousand million as a Vietnamese office does."""
    groups = [(10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")]
    said: list[str] = []
    for scale, name in groups:
        group, number = divmod(number, scale)
        if group:
            said.append(f"{written_group(group, full=bool(said))} {name}".strip())
    return " ".join(said) or DIGITS[0]


def written_group(group: int, full: bool) -> str:
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    said = [f"{DIGITS[hundreds]} trăm"] if hundreds or full else []
    if tens == 0 and ones and said:
        said.append(f"linh {DIGITS[ones]}")
    elif tens == 0 and ones:
        said.append(DIGITS[ones])
    elif tens == 1:
        said.append("mười" + (f" {'lăm' if ones == 5 else DIGITS[ones]}" if ones else ""))
    elif tens:
        last = {0: "", 1: " mốt", 5: " lăm"}.get(ones, f" {DIGITS[ones]}")
        said.append(f"{DIGITS[tens]} mươi{last}")
    return " ".join(said)


@given(st.integers(0, 10**12 - 1))
def test_a_number_written_in_words_is_read_back(number: int) -> None:
    assert read_number_words(written(number)) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("bốn triệu năm trăm nghìn", 4_500_000),
        ("ba mươi lăm triệu", 35_000_000),
        ("Một triệu rưỡi".lower(), 1_500_000),
        ("hai trăm lẻ năm ngàn", 205_000),
        ("hai nghìn tỷ", 2_000_000_000_000),
    ],
)
def test_words_of_offices_are_read(words: str, number: int) -> None:
    assert read_number_words(words) == number


@pytest.mark.parametrize("words", ["", "nghìn", "trăm", "hai ba", "mươi", "linh", "rưỡi", "hồ sơ", "một hồ sơ"])
def test_words_that_are_no_number_give_none(words: str) -> None:
    assert read_number_words(words) is None


@pytest.mark.parametrize(
    ("figure", "number"),
    [
        ("2.000", "2000"),
        ("2,000", "2000"),
        ("1.250.000", "1250000"),
        ("3,5", "3.5"),
        ("0,019", "0.019"),
        ("12.5", "12.5"),
        ("5000", "5000"),
        ("100.000,50", "100000.50"),
    ],
)
def test_points_and_commas_part_thousands_or_decimals(figure: str, number: str) -> None:
    assert read_figure(figure) == Decimal(number)


@pytest.mark.parametrize("figure", ["0.000", "10.00.0", "1.2.3", "1.000.00", ""])
def test_malformed_figures_are_no_numbers(figure: str) -> None:
    assert read_figure(figure) is None


@given(st.text(max_size=60))
def test_any_text_is_tried_without_an_error(text: str) -> None:
    figure, words = read_figure(text), read_number_words(text)
    assert figure is None or figure >= 0
    assert words is None or words >= 0
