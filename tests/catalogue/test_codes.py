"""Procedure codes as publishers write them, and the national part in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.codes import CodeParts, clean_code, is_nearly_national, national_code, read_code


@pytest.mark.parametrize(
    ("published", "national"),
    [
        ("1.000894", "1.000894"),
        ("2.000205.000.00.00.H17", "2.000205"),
        ("2,000205", "2.000205"),
        ("1.012812.01", "1.012812"),
        ("1.004415-Xoa", "1.004415"),
        # A spreadsheet that took "1,000894" for a number leaves seven digits.
        ("1000894", "1.000894"),
        # Too many or too few digits name no national procedure.
        ("1.0008941", "1.0008941"),
        ("1.01417", "1.01417"),
        ("QLKTN003", "QLKTN003"),
        # A sheet that shows the thousands of such a number, and a keyboard set to full width.
        ("1.000.894", "1.000894"),
        ("１.０００８９４", "1.000894"),
        ("1.OOO894", "1.OOO894"),
        ("11.000894", "11.000894"),
        ("", ""),
    ],
)
def test_the_national_part_is_a_digit_and_six_digits(published: str, national: str) -> None:
    assert national_code(published) == national


def test_a_code_keeps_everything_but_spaces_and_invisible_characters() -> None:
    assert clean_code(" 1.000894\u200b\u00a0") == "1.000894"
    assert clean_code("2.000205. 000.00.00.H17\n") == "2.000205.000.00.00.H17"
    assert clean_code("1.000894\n1.000895 1,001193") == "1.000894,1.000895,1,001193"


@pytest.mark.parametrize("code", ["1.OOO894", "I.000894", "l.000894", "1.00894", "1.0008940", "1‚000894", "1·000894"])
def test_a_code_that_only_looks_like_a_national_one_is_known_to(code: str) -> None:
    assert is_nearly_national(code)
    assert national_code(code) == code


@pytest.mark.parametrize("code", ["1.000894", "1,000894", "1.000.894", "QLKTN003", "", "IOOOOO", "BTP-0001", "12345"])
def test_a_code_of_another_count_is_taken_for_no_misspelling(code: str) -> None:
    assert not is_nearly_national(code)


@given(st.text(st.sampled_from("0123456789.,-H aXo")))
def test_the_national_part_of_a_national_code_is_itself(code: str) -> None:
    assert national_code(national_code(code)) == national_code(code)


@pytest.mark.parametrize(
    ("published", "parts"),
    [
        # The portal's list exports and its own answers.
        ("3.000165", CodeParts("3.000165", text="3.000165")),
        ("3.000536.02", CodeParts("3.000536", variant=2, text="3.000536.02")),
        (" 1.000894", CodeParts("1.000894", text="1.000894")),
        ("1.014955-Xoa", CodeParts("1.014955", deleted=True, text="1.014955-Xoa")),
        ("1.014955-Đãxóa", CodeParts("1.014955", deleted=True, text="1.014955-Đãxóa")),
        ("1.014955 - Xóa", CodeParts("1.014955", deleted=True, text="1.014955 - Xóa")),
        ("1,000894", CodeParts("1.000894", respelled=True, text="1,000894")),
        ("1000894", CodeParts("1.000894", respelled=True, text="1000894")),
        # A city's own catalogue.
        (
            "1.011441.000.00.00.H17",
            CodeParts("1.011441", local="000.00.00", locality="H17", text="1.011441.000.00.00.H17"),
        ),
        ("1.013229.H17", CodeParts("1.013229", locality="H17", text="1.013229.H17")),
        (
            "1.001432.000.00.00.H17 (Số quyết định 1995/QĐ-UBND)",
            CodeParts(
                "1.001432",
                local="000.00.00",
                locality="H17",
                rest="(Số quyết định 1995/QĐ-UBND)",
                text="1.001432.000.00.00.H17 (Số quyết định 1995/QĐ-UBND)",
            ),
        ),
        (
            "1.013274.H17Sốquyếtđịnh",
            CodeParts("1.013274", locality="H17", rest="Sốquyếtđịnh", text="1.013274.H17Sốquyếtđịnh"),
        ),
        ("QLKTN003", CodeParts("", rest="QLKTN003", text="QLKTN003")),
        ("1.0008941", CodeParts("", rest="1.0008941", text="1.0008941")),
    ],
)
def test_what_was_added_to_a_code_is_read_as_what_it_says(published: str, parts: CodeParts) -> None:
    assert read_code(published) == parts


def test_only_a_national_code_or_one_without_a_national_part_says_nothing_more() -> None:
    assert read_code(" 1.000894").is_plain
    assert read_code("QLKTN003").is_plain
    assert not read_code("1,000894").is_plain
    assert not read_code("1.000894.01").is_plain


@given(st.text(max_size=60))
def test_any_code_is_read_and_its_national_part_is_the_one_that_editions_know(text: str) -> None:
    parts = read_code(text)
    assert parts.text == " ".join(parts.text.split())
    if parts.national:
        assert national_code(parts.text) == parts.national
