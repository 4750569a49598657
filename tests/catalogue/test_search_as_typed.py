"""Looking procedures up as they are typed, with and without diacritics."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.editions import Edition, entry_ids, entry_summaries
from catalogue.entry_orders import ORDERS
from catalogue.store import Store

RECORDS = [
    {"code": "1.001193", "name": "Thủ tục đăng ký khai sinh", "field": "Hộ tịch", "publisher": "Bộ Tư pháp"},
    {"code": "1.000656", "name": "Thủ tục đăng ký khai tử", "field": "Hộ tịch", "publisher": "Bộ Tư pháp"},
    {"code": "1.000894", "name": "Thủ tục đăng ký kết hôn", "field": "Hộ tịch", "publisher": "Bộ Tư pháp"},
    {
        "code": "2.000205.000.00.00.H17",
        "name": "Công nhận hoà giải viên ở cơ sở",
        "agencies": {"implementing": ["UBND cấp xã"], "competent": ["Sở Tư pháp"]},
    },
    {"code": "", "name": "Đăng ký biến động đất đai", "field": "Đất đai"},
    {"code": "3.000350", "name": "Đạt chuẩn hoàn thành kỹ thuật “NEAR”", "field": "Đường bộ"},
]

TYPED = st.text(max_size=40) | st.lists(
    st.sampled_from(
        [
            '"',
            "'",
            "*",
            "NEAR(",
            "AND",
            "OR",
            "NOT",
            "-",
            ":",
            "^",
            "(",
            ")",
            "{",
            "folded",
            "exact",
            "1.",
            "khai",
            "đất",
            "%",
        ]
    )
).map(" ".join)


@pytest.fixture
def edition(bring_in: Callable[..., Edition]) -> Edition:
    return bring_in(*RECORDS)


@pytest.fixture
def names(store: Store, edition: Edition) -> Callable[[str], list[str]]:
    """The names found for what was typed, in published order."""
    return lambda typed: [found.name for found in entry_summaries(store, entry_ids(store, edition, typed))]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("khai sinh", ["Thủ tục đăng ký khai sinh"]),
        ("khai sính", []),
        ("khai sinh thủ tục", ["Thủ tục đăng ký khai sinh"]),
        ("KHAI SINH", ["Thủ tục đăng ký khai sinh"]),
        ("khai tu thu tuc", ["Thủ tục đăng ký khai sinh", "Thủ tục đăng ký khai tử"]),
        ("khai tử thu tuc", ["Thủ tục đăng ký khai tử"]),
        ("đăng ký khai tử", ["Thủ tục đăng ký khai tử"]),
        ("dat", ["Đăng ký biến động đất đai", "Đạt chuẩn hoàn thành kỹ thuật “NEAR”"]),
        ("đất", ["Đăng ký biến động đất đai"]),
        ("đạt", ["Đạt chuẩn hoàn thành kỹ thuật “NEAR”"]),
        ("hoà giải", ["Công nhận hoà giải viên ở cơ sở"]),
        ("hòa giải", ["Công nhận hoà giải viên ở cơ sở"]),
        ("hoa giai", ["Công nhận hoà giải viên ở cơ sở"]),
        ("cap xa", ["Công nhận hoà giải viên ở cơ sở"]),
        ("sở tư pháp", ["Công nhận hoà giải viên ở cơ sở"]),
        ("duong bo", ["Đạt chuẩn hoàn thành kỹ thuật “NEAR”"]),
        ("không có gì như thế", []),
    ],
)
def test_words_are_found_with_and_without_diacritics(
    names: Callable[[str], list[str]], typed: str, found: list[str]
) -> None:
    assert names(typed) == found
    assert names(unicodedata.normalize("NFD", typed)) == found


@pytest.mark.parametrize("whole", ["khai sinh", "đăng ký khai sinh", "dang ky khai sinh"])
def test_a_procedure_is_found_at_every_letter_of_its_name(names: Callable[[str], list[str]], whole: str) -> None:
    for length in range(1, len(whole) + 1):
        assert "Thủ tục đăng ký khai sinh" in names(whole[:length])


def test_a_word_that_is_still_being_typed_is_found_whatever_its_tone_will_stand_on(
    names: Callable[[str], list[str]],
) -> None:
    # "hoà" is on the way to "hoàn" and is hòa as well.
    assert names("hoà") == ["Công nhận hoà giải viên ở cơ sở", "Đạt chuẩn hoàn thành kỹ thuật “NEAR”"]
    assert names("hoàn") == ["Đạt chuẩn hoàn thành kỹ thuật “NEAR”"]
    assert names("hoà giải") == ["Công nhận hoà giải viên ở cơ sở"]


def test_only_the_last_word_may_be_a_beginning(names: Callable[[str], list[str]]) -> None:
    assert names("kha sinh") == []
    assert names("sinh kha") == ["Thủ tục đăng ký khai sinh"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1.000894", ["Thủ tục đăng ký kết hôn"]),
        ("1.000", ["Thủ tục đăng ký khai tử", "Thủ tục đăng ký kết hôn"]),
        ("1.", ["Thủ tục đăng ký khai sinh", "Thủ tục đăng ký khai tử", "Thủ tục đăng ký kết hôn"]),
        ("1.000 khai", ["Thủ tục đăng ký khai tử"]),
        ("2.000205.000.00.00.H17", ["Công nhận hoà giải viên ở cơ sở"]),
        ("9.999999", []),
    ],
)
def test_a_code_or_its_beginning_is_looked_up_among_codes(
    names: Callable[[str], list[str]], typed: str, found: list[str]
) -> None:
    assert names(typed) == found


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", '"', "***", "- : ( ) ^", "“”"])
def test_nothing_that_is_a_word_finds_everything(names: Callable[[str], list[str]], typed: str) -> None:
    assert len(names(typed)) == len(RECORDS)


@pytest.mark.parametrize(
    "typed", ['"khai" "sinh"', "khai* sinh*", "khai - sinh", "khai:sinh", "^khai AND(sinh", "(khai"]
)
def test_signs_of_the_query_language_part_words_and_mean_nothing(names: Callable[[str], list[str]], typed: str) -> None:
    expected = [] if "AND" in typed else ["Thủ tục đăng ký khai sinh"]
    assert names(typed)[: len(expected)] == expected


def test_words_of_the_query_language_are_words(names: Callable[[str], list[str]]) -> None:
    assert names("NEAR(kỹ thuật)") == ["Đạt chuẩn hoàn thành kỹ thuật “NEAR”"]
    assert names("khai OR đất") == []


@pytest.mark.parametrize("typed", ["k" * 10_000, "khai " * 2_000, "1. " * 3_334, '"' * 10_000, "đ ơ " * 2_500])
def test_ten_thousand_characters_are_looked_up_like_any_others(names: Callable[[str], list[str]], typed: str) -> None:
    assert len(names(typed)) <= len(RECORDS)


@given(typed=TYPED)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_typed_is_answered(store: Store, edition: Edition, typed: str) -> None:
    assert set(entry_ids(store, edition, typed)) <= set(entry_ids(store, edition))


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("published", "Thủ tục đăng ký khai sinh", "Đạt chuẩn hoàn thành kỹ thuật “NEAR”"),
        ("name", "Công nhận hoà giải viên ở cơ sở", "Thủ tục đăng ký khai tử"),
        ("code", "Đăng ký biến động đất đai", "Đạt chuẩn hoàn thành kỹ thuật “NEAR”"),
    ],
)
def test_entries_come_in_the_order_asked_for(store: Store, edition: Edition, order: str, first: str, last: str) -> None:
    found = [summary.name for summary in entry_summaries(store, entry_ids(store, edition, "", order))]
    assert (found[0], found[-1]) == (first, last)


def test_every_order_lists_every_entry_once_and_a_limit_the_first_of_them(store: Store, edition: Edition) -> None:
    for order in ORDERS:
        found = entry_ids(store, edition, "", order)
        assert sorted(found) == sorted(entry_ids(store, edition))
        assert entry_ids(store, edition, "", order, limit=2) == found[:2]


def test_only_the_asked_edition_is_searched(store: Store, edition: Edition, bring_in: Callable[..., Edition]) -> None:
    other = bring_in(RECORDS[0], edition="2026-07")
    assert len(entry_ids(store, other)) == 1
    assert len(entry_ids(store, edition, "khai sinh")) == 1


def test_summaries_come_in_the_order_asked_for_and_leave_out_what_is_gone(store: Store, edition: Edition) -> None:
    ids = entry_ids(store, edition)
    found = entry_summaries(store, [ids[2], 10_000, ids[0]])
    assert [summary.id for summary in found] == [ids[2], ids[0]]
    assert [summary.address for summary in entry_summaries(store, ids)][4] == "#5"
