"""Instruments in the workspace: one row each, shared by all procedures that cite them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from catalogue.editions import Edition
from catalogue.instruments import InstrumentKind
from catalogue.laws import entries_citing, find_instruments, instruments_of
from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store


def record(code: str, *numbers: str, publisher: str = "Bộ Tư pháp", **titles: str) -> dict[str, Any]:
    """A procedure that cites some instruments, by number or as `title` with a number."""
    bases = [{"number": number, "title": titles.get(f"t{at}", "")} for at, number in enumerate(numbers)]
    return {"code": code, "name": f"Thủ tục {code}", "publisher": publisher, "legal_bases": bases}


BIRTH = record("1.001193", "60/2014/QH1360", "Nghị định số 123/2015/NĐ-CP", "04/2020/TT-BTP")
MARRIAGE = record("1.000894", "Luật 60/2014/QH13", "123/2015/nd-cp", t0="Luật Hộ tịch", t1="Nghị định 123/2015/NĐ-CP")


def test_instruments_are_shared_by_all_that_cite_them_in_any_writing(
    store: Store, bring_in: Callable[..., Edition]
) -> None:
    edition = bring_in(BIRTH, MARRIAGE)
    found = {cited.instrument.number: cited for cited in instruments_of(store, edition)}
    assert {number: cited.procedures for number, cited in found.items()} == {
        "123/2015/NĐ-CP": 2,
        "60/2014/QH13": 2,
        "04/2020/TT-BTP": 1,
    }
    law = found["60/2014/QH13"].instrument
    assert (law.kind, law.title, law.issuer, law.year) == (InstrumentKind.LAW, "Luật Hộ tịch", "Quốc hội", 2014)
    assert store.rows("SELECT count(*) FROM instrument") == [(3,)]


def test_the_most_cited_come_first(store: Store, bring_in: Callable[..., Edition]) -> None:
    edition = bring_in(BIRTH, MARRIAGE)
    assert [cited.procedures for cited in instruments_of(store, edition)] == [2, 2, 1]


def test_a_later_edition_uses_the_instruments_that_are_there(store: Store, bring_in: Callable[..., Edition]) -> None:
    bring_in(BIRTH)
    later = bring_in(MARRIAGE, edition="2026-07")
    assert store.rows("SELECT number, kind FROM instrument ORDER BY number") == [
        ("04/2020/TT-BTP", "circular"),
        ("123/2015/NĐ-CP", "decree"),
        # Only the later edition says what the act is.
        ("60/2014/QH13", "law"),
    ]
    assert [cited.instrument.number for cited in instruments_of(store, later)] == ["123/2015/NĐ-CP", "60/2014/QH13"]


def test_a_title_elsewhere_tells_what_an_act_is(store: Store, bring_in: Callable[..., Edition]) -> None:
    title = "Quy định chi tiết một số điều của Nghị quyết số 254/2025/QH15 ngày 11 tháng 12 năm 2025"
    edition = bring_in(record("1.1", "254/2025/QH15", "50/2026/NĐ-CP", t1=title))
    assert {c.instrument.number: c.instrument.kind for c in instruments_of(store, edition)} == {
        "254/2025/QH15": InstrumentKind.RESOLUTION,
        "50/2026/NĐ-CP": InstrumentKind.DECREE,
    }


def test_the_procedures_that_cite_an_instrument_are_found_in_the_editions_order(
    store: Store, bring_in: Callable[..., Edition]
) -> None:
    edition = bring_in(BIRTH, record("2.000635", "28/2020/TT-BTP"), MARRIAGE)
    found = find_instruments(store, edition, "Luật số 60/2014/QH13")
    assert [entry.code for entry in entries_citing(store, edition, [cited.id for cited in found])] == [
        "1.001193",
        "1.000894",
    ]
    assert [cited.instrument.number for cited in find_instruments(store, edition, "28/2020")] == ["28/2020/TT-BTP"]


def test_one_number_of_two_provinces_is_found_as_two(store: Store, bring_in: Callable[..., Edition]) -> None:
    edition = bring_in(
        record("1.1", "28/2026/QĐ-UBND", publisher="UBND tỉnh Lạng Sơn"),
        record("1.2", "28/2026/QĐ-UBND", publisher="UBND tỉnh Lai Châu"),
    )
    assert [cited.instrument.place for cited in find_instruments(store, edition, "28/2026/QĐ-UBND")] == [
        "Lai Châu",
        "Lạng Sơn",
    ]


def test_an_instrument_that_nothing_cites_is_refused_by_its_number(
    store: Store, bring_in: Callable[..., Edition]
) -> None:
    with pytest.raises(Problem) as refused:
        find_instruments(store, bring_in(BIRTH), "99/2099/NĐ-CP")
    assert refused.value.kind is ProblemKind.INSTRUMENT_UNKNOWN
    assert refused.value.facts == {"number": "99/2099/NĐ-CP", "edition": "2026-06"}
