"""What a reviewer types as the lower number of copies, time or money."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.elements import Element, Part
from catalogue.problems import Problem, ProblemKind
from catalogue.records import Fee, Paper, ProcessingTime
from reviews.targets import Copies, copies_words, read_copies, read_target


def paper(originals: int | None, copies: int | None) -> Element:
    return Element(Part.PAPER, "paper:1.1", "Tờ khai", Paper("Tờ khai", originals, copies))


def time(quantity: str | None, unit: str = "working_day") -> Element:
    limit = ProcessingTime(None if quantity is None else Decimal(quantity), unit, "trong ngày")
    return Element(Part.TIME, "time:1", "trong ngày", limit)


def fee(amount: int | None, currency: str = "VND") -> Element:
    return Element(Part.FEE, "fee:1.1", "Lệ phí", Fee("charge", None if amount is None else Decimal(amount), currency))


def _unknown(element: Element) -> Paper | Fee | ProcessingTime:
    """The element's record without its numbers, below which anything readable may go."""
    return type(element.record)()  # type: ignore[misc]


STEP = Element(Part.STEP, "step:1", "Bước 1")


@pytest.mark.parametrize(
    ("element", "typed", "kept"),
    [
        (paper(2, 1), "1 bản chính", "01 bản chính"),
        (paper(2, 1), "1 bản chính, 0 bản sao", "01 bản chính, 00 bản sao"),
        (paper(2, 1), "02 ban chinh va 0 ban sao", "02 bản chính, 00 bản sao"),
        (paper(1, 3), "2", "02 bản sao"),
        (paper(1, 3), " 02 bản ", "02 bản sao"),
        (paper(None, None), "1 bản sao", "01 bản sao"),
        (paper(2, 0), "1 original", "01 bản chính"),
        (paper(0, 2), "1 copy", "01 bản sao"),
        (time("5"), "3 ngày làm việc", "3 ngày làm việc"),
        (time("5"), "3 NGAY LAM VIEC", "3 ngày làm việc"),
        (time("5"), "0,5 ngày làm việc", "0,5 ngày làm việc"),
        (time("30", "day"), "20 ngày", "20 ngày"),
        (time("30", "day"), "20 days", "20 ngày"),
        (time("8", "working_hour"), "4 working hours", "4 giờ làm việc"),
        (time("2", "year"), "1 year", "1 năm"),
        (time(None), "2 giờ", "2 giờ"),
        (time("1", "other"), "30 phút", "30 phút"),
        (fee(50000), "30.000", "30.000 đồng"),
        (fee(50000), "30000 đ", "30.000 đồng"),
        (fee(50000), "0", "0 đồng"),
        (fee(1500000), "1.250.000 VNĐ", "1.250.000 đồng"),
        (fee(None), "8.000 đồng", "8.000 đồng"),
        (fee(0), "8.000 đồng", "8.000 đồng"),
        (fee(10, "USD"), "5 USD", "5 USD"),
        (fee(10, "USD"), "5", "5 USD"),
        (time("5"), "6 ngày", "6 ngày"),
        (STEP, "nộp một lần tại bộ phận một cửa", "nộp một lần tại bộ phận một cửa"),
    ],
)
def test_a_lower_number_is_kept_in_vietnamese_words(element: Element, typed: str, kept: str) -> None:
    assert read_target(element, typed) == kept


@pytest.mark.parametrize(
    ("element", "typed", "current"),
    [
        (paper(2, 1), "2 bản chính", "02 bản chính, 01 bản sao"),
        (paper(2, 1), "1 bản chính, 2 bản sao", "02 bản chính, 01 bản sao"),
        (paper(1, 0), "1", "01 bản chính, 00 bản sao"),
        (paper(1, None), "1 bản chính", "01 bản chính"),
        (time("5"), "5 ngày làm việc", "5 ngày làm việc"),
        (time("5"), "6 ngày làm việc", "5 ngày làm việc"),
        (time("1.5", "day"), "1,5 ngày", "1,5 ngày"),
        (time("5"), "2 tháng", "5 ngày làm việc"),
        (fee(10, "USD"), "12 USD", "10 USD"),
        (fee(50000), "50.000", "50.000 đồng"),
        (fee(50000), "1.000.000", "50.000 đồng"),
    ],
)
def test_what_is_not_lower_is_refused_with_todays_value(element: Element, typed: str, current: str) -> None:
    with pytest.raises(Problem) as refused:
        read_target(element, typed)
    assert refused.value.kind is ProblemKind.TARGET_NOT_LOWER
    assert refused.value.facts == {"target": typed, "current": current}


@pytest.mark.parametrize(
    ("element", "typed"),
    [
        (paper(2, 1), "ít hơn"),
        (paper(2, 1), "một bản"),
        (paper(2, 1), "-1"),
        (paper(2, 1), "1,5"),
        (paper(2, 1), "9" * 5000),
        (paper(2, 1), "9" * 5000 + " bản sao"),
        (time("5"), "3"),
        (time("5"), "ngày"),
        (time("5"), "-3 ngày làm việc"),
        (time("5"), "1.5 ngày"),
        (time("5"), "3 ngày hoặc 4 ngày"),
        (fee(50000), "năm mươi nghìn"),
        (fee(50000), "30,000.5"),
        (fee(50000), "3.0000"),
        (fee(50000), "-5"),
        (fee(50000), "5 USD"),
    ],
)
def test_what_cannot_be_read_is_refused(element: Element, typed: str) -> None:
    with pytest.raises(Problem) as refused:
        read_target(element, typed)
    assert refused.value.kind is ProblemKind.TARGET_UNREADABLE
    assert refused.value.facts["target"] == typed
    assert refused.value.facts["part"] == element.part.value
    assert read_target(replace(element, record=_unknown(element)), str(refused.value.facts["example"]))


@given(
    st.text() | st.text(st.sampled_from("0123456789., ngàydồbảnchíso-")),
    st.sampled_from([paper(2, 1), time("5"), fee(5)]),
)
def test_whatever_is_typed_is_read_or_refused(typed: str, element: Element) -> None:
    try:
        kept = read_target(element, typed)
    except Problem as problem:
        assert problem.kind in (ProblemKind.TARGET_UNREADABLE, ProblemKind.TARGET_NOT_LOWER)
    else:
        assert read_target(element, kept) == kept


@given(st.integers(0, 99) | st.none(), st.integers(0, 99) | st.none())
def test_numbers_of_copies_in_words_read_back_the_same(originals: int | None, copies: int | None) -> None:
    if originals is None and copies is None:
        assert copies_words(Copies()) == ""
    else:
        assert read_copies(copies_words(Copies(originals, copies))) == Copies(originals, copies)


# As the national portal publishes them: the amount stands in the words only.
RESIDENCE = "20,000 Việt Nam Đồng(Trường hợp công dân thuộc diện được miễn phí thì phải xuất trình giấy tờ chứng minh)"


def published(text: str) -> Element:
    return Element(Part.FEE, "fee:1.1", text, Fee(text=text))


@pytest.mark.parametrize(
    ("text", "typed", "kept"),
    [
        (RESIDENCE, "10000", "10.000 đồng"),
        ("10 USD(/lần)", "5 USD", "5 USD"),
        ("Theo quy định của Hội đồng nhân dân", "10.000", "10.000 đồng"),
    ],
)
def test_an_amount_that_stands_in_words_can_be_lowered_in_its_currency(text: str, typed: str, kept: str) -> None:
    assert read_target(published(text), typed) == kept


@pytest.mark.parametrize(
    ("text", "typed"),
    [(RESIDENCE, "20.000"), (RESIDENCE, "30.000 đồng"), ("10 USD(/lần)", "10 USD"), ("10 USD(/lần)", "12 USD")],
)
def test_an_amount_is_not_lowered_to_more_than_its_words_charge(text: str, typed: str) -> None:
    with pytest.raises(Problem) as refused:
        read_target(published(text), typed)
    assert refused.value.kind is ProblemKind.TARGET_NOT_LOWER


def test_a_time_limit_that_stands_in_words_is_not_lowered_to_a_longer_one() -> None:
    limit = Element(Part.TIME, "time:1", "05 ngày làm việc", ProcessingTime(None, "other", "05 ngày làm việc"))
    assert read_target(limit, "3 ngày làm việc") == "3 ngày làm việc"
    with pytest.raises(Problem) as refused:
        read_target(limit, "7 ngày làm việc")
    assert refused.value.kind is ProblemKind.TARGET_NOT_LOWER
