"""Procedure codes as publishers write them, and the national part in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.codes import clean_code, national_code


@pytest.mark.parametrize(
    ("published", "national"),
    [
        ("1.000894", "1.000894"),
        ("2.000205.000.00.00.H17", "2.000205"),
        ("2,000205", "2.000205"),
        ("1.012812.01", "1.012812"),
        ("1.004415-Xoa", "1.004415"),
        # Too many or too few digits name no national procedure.
        ("1.0008941", "1.0008941"),
        ("1.01417", "1.01417"),
        ("QLKTN003", "QLKTN003"),
        ("11.000894", "11.000894"),
        ("", ""),
    ],
)
def test_the_national_part_is_a_digit_and_six_digits(published: str, national: str) -> None:
    assert national_code(published) == national


def test_a_code_keeps_everything_but_spaces_and_invisible_characters() -> None:
    assert clean_code(" 1.000894\u200b\u00a0") == "1.000894"
    assert clean_code("2.000205. 000.00.00.H17\n") == "2.000205.000.00.00.H17"


@given(st.text(st.sampled_from("0123456789.,-H aXo")))
def test_the_national_part_of_a_national_code_is_itself(code: str) -> None:
    assert national_code(national_code(code)) == national_code(code)
