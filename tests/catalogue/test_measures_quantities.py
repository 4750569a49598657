"""How many sets, originals and copies are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.measures.quantities import QuantityStatus, read_paper_quantity, read_quantity
from catalogue.records import Paper


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("02 bộ", 2),
        ("03 (ba) bộ", 3),
        ("1 bộ hồ sơ gốc", 1),
        ("Một (01) bộ hồ sơ gốc và bản mềm phục vụ số hóa.", 1),
        ("• 01 bộ.", 1),
        ("Một bộ", 1),
        ("Nộp trực tiếp: 02 bộ, kèm đĩa CD; nộp trực tuyến: 01 bộ", 2),
    ],
)
def test_sets_are_counted(text: str, sets: int) -> None:
    assert read_quantity(text).sets == sets


def test_originals_and_copies_are_counted_apart() -> None:
    reading = read_quantity("01 bản chính và 02 bản sao có chứng thực")
    assert (reading.originals, reading.copies, reading.certified) == (1, 2, 2)
    portal = read_quantity("Bản chính: 1 Bản sao: 0")
    assert (portal.originals, portal.copies) == (1, 0)
    plain = read_quantity("hai bản sao và 01 bản sao chứng thực")
    assert (plain.copies, plain.certified) == (3, 1)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", QuantityStatus.NO_INFORMATION),
        ("Không quy định", QuantityStatus.NO_INFORMATION),
        ("01 bản", QuantityStatus.UNREADABLE),
        ("theo hướng dẫn", QuantityStatus.UNREADABLE),
    ],
)
def test_what_states_no_quantity_is_said_to(text: str, status: QuantityStatus) -> None:
    reading = read_quantity(text)
    assert reading.status is status
    assert (reading.sets, reading.originals, reading.copies) == (None, None, None)


def test_a_paper_has_its_words_before_its_numbers_and_no_zero_out_of_nothing() -> None:
    assert read_paper_quantity(Paper("Đơn", 1, 0)).originals == 1
    assert read_paper_quantity(Paper("Đơn", 1, 0, quantity_text="02 bản sao")).copies == 2
    assert read_paper_quantity(Paper("Giấy tờ phải nộp:", 0, 0)).status is QuantityStatus.NO_INFORMATION


@given(st.text(max_size=120))
def test_any_text_is_read_without_an_error(text: str) -> None:
    reading = read_quantity(text)
    counts = [reading.sets, reading.originals, reading.copies, reading.certified]
    assert all(count is None or count >= 0 for count in counts)
    assert any(count is not None for count in counts) == (reading.status is QuantityStatus.READ)
