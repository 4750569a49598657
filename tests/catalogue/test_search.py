"""Finding procedures by what somebody types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue import search_index
from catalogue.editions import Edition, entry_ids, entry_summaries
from catalogue.search_index import not_indexed
from catalogue.store import Store


def record(
    code: str, name: str, field: str = "", agency: str = "", level: str = "Cấp Xã", **more: Any
) -> dict[str, Any]:
    """A procedure with what is searched."""
    return {
        "code": code,
        "name": name,
        "field": field,
        "level": [level],
        "publisher": more.pop("publisher", "Bộ Tư pháp"),
        "agencies": {"implementing": [agency] if agency else []},
        "dossiers": [{"papers": [{"text": text} for text in more.pop("papers", ())]}],
        "results": [{"name": text} for text in more.pop("results", ())],
        "legal_bases": [{"number": number, "title": title} for number, title in more.pop("laws", ())],
        **more,
    }


BIRTH = record(
    "1.001193",
    "Thủ tục đăng ký khai sinh",
    "Hộ tịch",
    "Ủy ban nhân dân xã",
    papers=["Giấy chứng sinh", "Tờ khai đăng ký khai sinh"],
    results=["Giấy khai sinh"],
    laws=[("60/2014/QH1360", "Luật Hộ tịch"), ("123/2015/NĐ-CP", "Nghị định về hộ tịch")],
)
REBIRTH = record(
    "1.004884",
    "Thủ tục đăng ký lại khai sinh",
    "Hộ tịch",
    "Ủy ban nhân dân xã",
    papers=["Bản sao giấy tờ tùy thân"],
    laws=[("Luật 60/2014/QH13", "")],
)
MOBILE = record("1.003583", "Thủ tục đăng ký khai sinh lưu động", "Hộ tịch", "Công chức tư pháp - hộ tịch")
LAND = record(
    "1.012753",
    "Đăng ký đất đai lần đầu",
    "Đất đai",
    "Văn phòng đăng ký đất đai",
    "Cấp Tỉnh",
    publisher="UBND tỉnh Lào Cai",
    conditions="Có giấy chứng sinh thì không cần",
)
TOWER = record("2.000205.000.00.00.H17", "Cấp giấy phép hoà giải viên, người đạt chuẩn", "Hoà giải", "Toà án nhân dân")


@pytest.fixture
def find(store: Store, bring_in: Callable[..., Edition]) -> Callable[..., list[str]]:
    """The codes of what is found among five procedures, in the order of the edition."""
    edition = bring_in(BIRTH, REBIRTH, MOBILE, LAND, TOWER)

    def found(typed: str, order: str = "published", limit: int = -1) -> list[str]:
        return [entry.code for entry in entry_summaries(store, entry_ids(store, edition, typed, order, limit))]

    return found


Find = Callable[..., list[str]]
ALL = ["1.001193", "1.004884", "1.003583", "1.012753", "2.000205.000.00.00.H17"]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("", ALL),
        ("khai sinh", ["1.001193", "1.004884", "1.003583"]),
        ("KHAI SI", ["1.001193", "1.004884", "1.003583"]),
        ("dat", ["1.012753", "2.000205.000.00.00.H17"]),
        ("đất", ["1.012753"]),
        ("đạt", ["2.000205.000.00.00.H17"]),
        ("hòa giải", ["2.000205.000.00.00.H17"]),
        ("toà", ["2.000205.000.00.00.H17"]),
        ("đăn* sinh", ["1.001193", "1.004884", "1.003583"]),
        ('"đăng ký khai sinh"', ["1.001193", "1.003583"]),
        ('"dang ky khai sinh"', ["1.001193", "1.003583"]),
        ('"ký khai" động', ["1.003583"]),
        ('"sinh khai"', []),
        ('"đang ký khai sinh"', []),
        ("khai sinh -lưu", ["1.001193", "1.004884"]),
        ('-"khai sinh"', ["1.012753", "2.000205.000.00.00.H17"]),
        ("1.00", ["1.001193", "1.004884", "1.003583"]),
        ("1,001193", ["1.001193"]),
        ("2.000205.000", ["2.000205.000.00.00.H17"]),
        ("-1.0", ["2.000205.000.00.00.H17"]),
        ("ma:2.", ["2.000205.000.00.00.H17"]),
        ("Lào Cai", ["1.012753"]),
    ],
)
def test_words_beginnings_phrases_codes_and_exclusions_are_found(find: Find, typed: str, codes: list[str]) -> None:
    assert find(typed) == codes


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("field:đất", ["1.012753"]),
        ("lĩnh vực:dat", ["1.012753"]),
        ('linhvuc:"hộ tịch" -lại', ["1.001193", "1.003583"]),
        ("-field:hộ", ["1.012753", "2.000205.000.00.00.H17"]),
        ('coquan:"văn phòng"', ["1.012753"]),
        ("agency:lao", ["1.012753"]),
        ("cap:tinh", ["1.012753"]),
        ("level:xã khai", ["1.001193", "1.004884", "1.003583"]),
        ("law:60/2014/QH13", ["1.001193", "1.004884"]),
        ("luật:60/2014", ["1.001193", "1.004884"]),
        ('luat:"luật hộ tịch" -lại', ["1.001193"]),
        ('law:"nghi dinh ve ho tich"', ["1.001193"]),
        ("law:99/2099/NĐ-CP", []),
        ("-law:60/2014/QH13", ["1.003583", "1.012753", "2.000205.000.00.00.H17"]),
        ('paper:"giấy chứng sinh"', ["1.001193", "1.012753"]),
        ('giayto:"giay khai sinh"', ["1.001193"]),
        ("giấy tờ:tùy", ["1.004884"]),
        ("khai -paper:chứng", ["1.004884", "1.003583"]),
        ("paper:chứ*", ["1.001193", "1.012753"]),
        ("xã field:đất", []),
    ],
)
def test_filters_look_in_one_place_only(find: Find, typed: str, codes: list[str]) -> None:
    assert find(typed) == codes


def test_words_of_papers_and_levels_are_found_by_their_filters_only(find: Find) -> None:
    assert find("chứng") == []
    assert find("tỉnh") == ["1.012753"]
    assert find("tùy thân") == []


def test_a_phrase_does_not_reach_from_one_text_into_the_next(find: Find) -> None:
    assert find('paper:"chứng sinh tờ khai"') == []
    assert find('agency:"pháp ủy ban"') == []


def test_names_and_fields_stand_in_the_order_of_vietnamese_dictionaries(
    store: Store, bring_in: Callable[..., Edition]
) -> None:
    names = ["Ân xá", "An táng", "Ăn uống", "Đất", "Dân", "Ở", "Ơ", "O", "Ô", "Bà", "Ba", "Bá", "Bạ"]
    edition = bring_in(*(record(f"1.{at}", name, name) for at, name in enumerate(names)))
    ordered = ["An táng", "Ăn uống", "Ân xá", "Ba", "Bà", "Bá", "Bạ", "Dân", "Đất", "O", "Ô", "Ơ", "Ở"]
    for order in ("name", "field"):
        assert [entry.name for entry in entry_summaries(store, entry_ids(store, edition, "", order))] == ordered


def test_an_edition_finds_only_its_own_entries(store: Store, bring_in: Callable[..., Edition]) -> None:
    first = bring_in(BIRTH, LAND)
    second = bring_in(BIRTH | {"code": "9.000001"}, MOBILE, edition="2026-07")
    assert len(entry_ids(store, first, "khai sinh")) == 1
    assert len(entry_ids(store, second, "khai sinh")) == 2


def test_the_index_knows_every_procedure(store: Store, bring_in: Callable[..., Edition]) -> None:
    bring_in(BIRTH, LAND, {"name": "…"})
    assert not_indexed(store) == 0
    with store.writing() as connection:
        search_index.clear_index(connection)
    # Three procedures are missing in each of the two tables, and in the sets.
    assert not_indexed(store) == 9


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=150)
@given(
    typed=st.text(max_size=40)
    | st.lists(
        st.sampled_from(
            [
                '"',
                "-",
                "*",
                ":",
                " ",
                "field:",
                "law:",
                "giấy tờ:",
                "paper:",
                "đất",
                "khai sinh",
                "1.0",
                "\ue000",
                "\x00",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_nothing_that_can_be_typed_breaks_the_search(find: Find, typed: str) -> None:
    found = find(typed)
    assert set(found) <= set(ALL)
    assert find(typed, "name", 2) == find(typed, "name")[:2]
