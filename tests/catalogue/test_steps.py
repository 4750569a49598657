"""One published text taken apart into its steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.records import Step
from catalogue.steps import split_steps, split_text

LINES = st.lists(
    st.tuples(
        st.sampled_from(
            ["", "Bước 1: ", "- Bước 2. ", "B3 ", "I. ", "1. ", "2) ", "a) ", "đ) ", "- ", "-", "+ ", "• ", "  "]
        ),
        st.sampled_from(["", "Nộp hồ sơ", "Thẩm định 5 ngày", "1.000.000 đồng", "12", ")", "trả kết quả."]),
    ).map("".join)
)


@given(LINES)
def test_every_line_stands_in_exactly_one_part_in_order(lines: list[str]) -> None:
    parts = split_text("\n".join(lines))
    assert "\n".join(parts).split("\n") == ([line for line in lines if line.strip()] or [""])
    assert all(part.strip() for part in parts)


@given(st.text())
def test_no_character_is_lost_but_empty_lines(text: str) -> None:
    kept = [line for line in text.split("\n") if line.strip()]
    assert [line for part in split_text(text) for line in part.split("\n")] == kept


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Bước 1: Nộp hồ sơ tại UBND cấp xã.\nKèm bản chính để đối chiếu.\nBước 2: Thẩm định.\nBước 3: Trả kết quả.",
            (
                "Bước 1: Nộp hồ sơ tại UBND cấp xã.\nKèm bản chính để đối chiếu.",
                "Bước 2: Thẩm định.",
                "Bước 3: Trả kết quả.",
            ),
        ),
        (
            "Trình tự như sau:\n- Bước 1. Chuẩn bị\n- Bước 2. Nộp\n+ tại bộ phận một cửa\n+ qua bưu chính",
            (
                "Trình tự như sau:",
                "- Bước 1. Chuẩn bị",
                "- Bước 2. Nộp\n+ tại bộ phận một cửa\n+ qua bưu chính",
            ),
        ),
        (
            "a) Người nộp hồ sơ\nb) Cơ quan tiếp nhận\nđ) Trả kết quả",
            ("a) Người nộp hồ sơ", "b) Cơ quan tiếp nhận", "đ) Trả kết quả"),
        ),
        ("1. Nộp lệ phí\n50.000 đồng\n2. Nhận phiếu hẹn", ("1. Nộp lệ phí\n50.000 đồng", "2. Nhận phiếu hẹn")),
        ("- Nộp hồ sơ\n- Nhận kết quả", ("- Nộp hồ sơ", "- Nhận kết quả")),
        (
            "I. Tại cấp xã\n1. Nộp\n2. Nhận\nII. Tại cấp tỉnh\n1. Nộp",
            ("I. Tại cấp xã\n1. Nộp\n2. Nhận", "II. Tại cấp tỉnh\n1. Nộp"),
        ),
        ("Bước 1: Nộp hồ sơ.\nNhận kết quả.", ("Bước 1: Nộp hồ sơ.\nNhận kết quả.",)),
        ("Người yêu cầu nộp hồ sơ.", ("Người yêu cầu nộp hồ sơ.",)),
        ("\n \n", ()),
        ("", ()),
    ],
)
def test_the_strongest_marker_that_begins_two_lines_parts_a_text(text: str, parts: tuple[str, ...]) -> None:
    assert split_text(text) == parts


def test_an_amount_at_the_beginning_of_a_line_is_no_number_of_a_step() -> None:
    assert len(split_text("1.000.000 đồng\n2.000.000 đồng")) == 1


def test_a_published_name_stands_on_the_first_part_of_its_step() -> None:
    steps = (Step("Cấp xã", "Bước 1: Nộp\nBước 2: Nhận"), Step("Cấp tỉnh", ""), Step("", ""))
    assert split_steps(steps) == (Step("Cấp xã", "Bước 1: Nộp"), Step("", "Bước 2: Nhận"), Step("Cấp tỉnh", ""))
