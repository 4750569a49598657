"""How far a reduction was reached: by the numbers, on one clock, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from catalogue.elements import Element, Part
from catalogue.records import Fee, Paper, ProcessingTime
from reviews.marks import Mark
from reviews.reductions import Reach, reach


def time(text: str, quantity: int | None = None, unit: str = "other") -> Element:
    """A time limit in words, or as a number of a unit."""
    limit = ProcessingTime(None if quantity is None else Decimal(quantity), unit, text)
    return Element(Part.TIME, "time:1", text, limit)


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (time("", 5, "working_day"), Reach.REACHED),
        (time("Trong 05 ngày làm việc kể từ ngày nhận đủ hồ sơ"), Reach.REACHED),
        (time("", 7, "working_day"), Reach.PARTLY),
        (time("", 15, "working_day"), Reach.UNCHANGED),
        (time("", 16, "working_day"), Reach.HIGHER),
        (time("", 6, "day"), Reach.UNKNOWN),
        (time("Theo quy định của pháp luật"), Reach.UNKNOWN),
    ],
)
def test_a_time_limit(now: Element, found: Reach, mark_of: Callable[..., Mark]) -> None:
    mark = mark_of(part="time", element="time:1", action="reduce", target="5 ngày làm việc")
    assert reach(mark, time("", 15, "working_day"), now) is found


@pytest.mark.parametrize(
    ("amount", "text", "found"),
    [
        (30000, "", Reach.REACHED),
        (None, "Lệ phí: 40.000 đồng/hồ sơ", Reach.PARTLY),
        (50000, "", Reach.UNCHANGED),
        (None, "Lệ phí: 60.000 đồng", Reach.HIGHER),
        (None, "Do Hội đồng nhân dân cấp tỉnh quy định", Reach.UNKNOWN),
    ],
)
def test_a_charge(amount: int | None, text: str, found: Reach, mark_of: Callable[..., Mark]) -> None:
    before = Element(Part.FEE, "fee:1.1", "", Fee("charge", Decimal(50000)))
    now = Element(Part.FEE, "fee:1.1", "", Fee("charge", None if amount is None else Decimal(amount), "VND", text))
    mark = mark_of(part="fee", element="fee:1.1", action="reduce", target="30.000 đồng")
    assert reach(mark, before, now) is found


@pytest.mark.parametrize(
    ("originals", "copies", "found"),
    [
        (1, 0, Reach.REACHED),
        (0, 0, Reach.REACHED),
        (1, 1, Reach.PARTLY),
        (1, 2, Reach.PARTLY),
        (2, 2, Reach.UNCHANGED),
        (3, 0, Reach.HIGHER),
        (None, None, Reach.UNKNOWN),
    ],
)
def test_copies(originals: int | None, copies: int | None, found: Reach, mark_of: Callable[..., Mark]) -> None:
    before = Element(Part.PAPER, "paper:1.1", "", Paper("Tờ khai", 2, 2))
    now = Element(Part.PAPER, "paper:1.1", "", Paper("Tờ khai", originals, copies))
    mark = mark_of(action="reduce", target="01 bản chính, 00 bản sao")
    assert reach(mark, before, now) is found


def test_an_aim_in_words_is_not_judged_by_numbers(mark_of: Callable[..., Mark]) -> None:
    step = Element(Part.STEP, "step:1", "Nộp hồ sơ trực tiếp")
    assert reach(mark_of(part="step", action="reduce", target="Nộp trực tuyến"), step, step) is Reach.UNKNOWN
    mark = mark_of(part="time", action="reduce", target="nhanh hơn")
    assert reach(mark, time("", 15, "day"), time("", 5, "day")) is Reach.UNKNOWN
