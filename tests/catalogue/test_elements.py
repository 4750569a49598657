"""The elements of a procedure, their addresses, and the Vietnamese words for numbers, times and fees."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from decimal import Decimal

import pytest

from catalogue.elements import Element, Part, elements, fee_words, find_element, number_words, time_words
from catalogue.problems import Problem, ProblemKind
from catalogue.records import Channel, Dossier, Fee, LegalBasis, Paper, Procedure, ProcessingTime, Result, Step

MARRIAGE = Procedure(
    name="Thủ tục đăng ký kết hôn",
    steps=(Step("", "Bước 1: Nộp hồ sơ.\nBước 2: Trả kết quả."),),
    channels=(
        Channel("direct", ProcessingTime(Decimal(5), "working_day"), (Fee("charge", Decimal(50000), "VND", ""),)),
        Channel("online", ProcessingTime(None, "other", "Ngay trong ngày"), (), "Nộp tại Cổng dịch vụ công"),
    ),
    dossiers=(
        Dossier("Giấy tờ phải nộp", (Paper("Tờ khai đăng ký kết hôn", 1, 0), Paper("Giấy ủy quyền", 1, 1))),
        Dossier("Giấy tờ phải xuất trình", (Paper("Hộ chiếu"),)),
    ),
    results=(Result("KQ.G15.000021", "Giấy chứng nhận kết hôn"),),
    conditions="- Nam từ đủ 20 tuổi\n- Nữ từ đủ 18 tuổi",
    legal_bases=(LegalBasis("60/2014/QH13", "Luật Hộ tịch"), LegalBasis("", "Nghị định 123/2015/NĐ-CP")),
)


def test_every_element_has_an_address_in_the_order_in_which_it_is_shown() -> None:
    assert [(element.address, element.text) for element in elements(MARRIAGE)] == [
        ("procedure", "Thủ tục đăng ký kết hôn"),
        ("step:1", "Bước 1: Nộp hồ sơ."),
        ("step:2", "Bước 2: Trả kết quả."),
        ("paper:1.1", "Tờ khai đăng ký kết hôn"),
        ("paper:1.2", "Giấy ủy quyền"),
        ("paper:2.1", "Hộ chiếu"),
        ("channel:1", "direct"),
        ("time:1", "5 ngày làm việc"),
        ("fee:1.1", "Lệ phí: 50.000 đồng"),
        ("channel:2", "online\nNộp tại Cổng dịch vụ công"),
        ("time:2", "Ngay trong ngày"),
        ("result:1", "Giấy chứng nhận kết hôn"),
        ("condition:1", "- Nam từ đủ 20 tuổi"),
        ("condition:2", "- Nữ từ đủ 18 tuổi"),
        ("law:1", "60/2014/QH13 Luật Hộ tịch"),
        ("law:2", "Nghị định 123/2015/NĐ-CP"),
    ]


def test_every_element_is_found_again_by_its_own_address() -> None:
    for element in elements(MARRIAGE):
        assert find_element(MARRIAGE, element.address) == element
        assert find_element(MARRIAGE, f" {element.address.upper()} ") == element


@pytest.mark.parametrize(
    ("short", "whole"),
    [("paper:1", "paper:1.1"), ("fee:1", "fee:1.1"), ("time", "time:1"), ("condition", "condition:1")],
)
def test_a_short_address_stands_for_the_only_case_channel_or_the_first_of_a_kind(short: str, whole: str) -> None:
    single = replace(MARRIAGE, dossiers=MARRIAGE.dossiers[:1], channels=MARRIAGE.channels[:1])
    assert find_element(single, short).address == whole


@pytest.mark.parametrize("short", ["paper:2", "fee:1"])
def test_a_short_address_names_nothing_where_there_are_several_cases_or_channels(short: str) -> None:
    with pytest.raises(Problem) as refused:
        find_element(MARRIAGE, short, "1.000894")
    assert refused.value.kind is ProblemKind.ELEMENT_UNKNOWN


@pytest.mark.parametrize(
    "address",
    ["", "paper", "paper:9.1", "paper:1.0", "step:3", "step:²", "paper:²", "giấy:1", "procedure:1", "time:1.1"],
)
def test_an_address_that_names_nothing_is_refused_with_the_code(address: str) -> None:
    with pytest.raises(Problem) as refused:
        find_element(MARRIAGE, address, "1.000894")
    assert refused.value.kind is ProblemKind.ELEMENT_UNKNOWN
    assert refused.value.facts == {"element": address, "code": "1.000894"}


def test_a_digest_follows_the_words_and_not_their_spelling() -> None:
    paper = Element(Part.PAPER, "paper:1.1", "Giấy khai sinh hoà giải")
    respelled = Element(Part.PAPER, "paper:2.7", unicodedata.normalize("NFD", "- giấy  khai sinh HÒA giải;"))
    assert paper.digest == respelled.digest
    assert paper.digest != Element(Part.PAPER, "paper:1.1", "Giấy khai tử").digest
    assert paper.digest != Element(Part.STEP, "step:1", "Giấy khai sinh hoà giải").digest


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Decimal(0), "0"),
        (Decimal(50000), "50.000"),
        (Decimal("1E+6"), "1.000.000"),
        (Decimal("1.5"), "1,5"),
        (Decimal("1234567.25"), "1.234.567,25"),
        (None, ""),
    ],
)
def test_numbers_are_written_the_vietnamese_way(number: Decimal | None, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (ProcessingTime(Decimal(5), "working_day", "Kể từ ngày nhận đủ hồ sơ"), "5 ngày làm việc"),
        (ProcessingTime(Decimal("0.5"), "day"), "0,5 ngày"),
        (ProcessingTime(Decimal(8), "working_hour"), "8 giờ làm việc"),
        (ProcessingTime(Decimal(2), "month"), "2 tháng"),
        (ProcessingTime(None, "day", "Ngay khi nhận hồ sơ"), "Ngay khi nhận hồ sơ"),
        (ProcessingTime(Decimal(1), "other", "Trong ngày"), "Trong ngày"),
        (ProcessingTime(Decimal(1), "other", "1"), "chưa nêu rõ thời hạn"),
        (ProcessingTime(), "chưa nêu rõ thời hạn"),
    ],
)
def test_time_limits_are_said_in_vietnamese(time: ProcessingTime, words: str) -> None:
    assert time_words(time) == words


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (Fee("fee", Decimal(8000), "VND", ""), "Phí: 8.000 đồng"),
        (Fee("charge", Decimal(50000), "VND", "mỗi lần"), "Lệ phí: 50.000 đồng (mỗi lần)"),
        (Fee("price", Decimal(10), "USD", ""), "Giá dịch vụ: 10 USD"),
        (Fee("charge", Decimal(0), "VND", "theo quy định của HĐND"), "Lệ phí: theo quy định của HĐND"),
        (Fee("charge", Decimal(0), "VND", ""), "Lệ phí: 0 đồng"),
        (Fee("unknown", None, "VND", "2,000 Việt Nam Đồng(/trang)"), "2,000 Việt Nam Đồng(/trang)"),
        (Fee("fee", None, "VND", ""), "Phí"),
    ],
)
def test_fees_are_said_in_vietnamese(fee: Fee, words: str) -> None:
    assert fee_words(fee) == words
