"""Which instruments to amend: all that a mark names, the fewest that reach the target, split by who may amend them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.records import Channel, Dossier, LegalBasis, Paper, Procedure
from reviews.cost_after import table_after
from reviews.cost_draft import draft_table
from reviews.cost_words import rounded
from reviews.costs import Figure, FigureSource
from reviews.income import income_of
from reviews.instruments_to_amend import (
    MarkSaving,
    authority_of,
    instruments_named,
    mark_savings,
    plan_amendments,
    titled_acts,
)
from reviews.marks import Mark
from reviews.scenario import CostedProcedure
from reviews.smallest_sets import smallest_set

MarkOf = Callable[..., Mark]


@pytest.mark.parametrize(
    ("number", "authority"),
    [
        ("60/2014/QH13", "Quốc hội"),
        ("123/2015/NĐ-CP", "Chính phủ"),
        ("04/2020/TT-BTP", "Bộ Tư pháp"),
        ("10/2024/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("02/2022/UBTVQH15", "Ủy ban Thường vụ Quốc hội"),
        ("12/2020/NQ-HĐND", "Hội đồng nhân dân"),
    ],
)
def test_an_instrument_is_amended_by_who_issued_it(number: str, authority: str) -> None:
    assert authority_of(number) == authority


def test_the_words_of_a_mark_name_instruments_by_number_or_by_title() -> None:
    bases = (LegalBasis("60/2014/QH13", "Luật Hộ tịch"), LegalBasis("31/2024/QH15", "Luật Đất đai"))
    assert instruments_named("khoản 1 Điều 10 Nghị định số 123/2015/NĐ-CP; Điều 2 Thông tư 04/2020/TT-BTP", bases) == (
        "123/2015/NĐ-CP",
        "04/2020/TT-BTP",
    )
    assert instruments_named("khoản 1 Điều 18 Luật Hộ tịch", bases) == ("60/2014/QH13",)
    assert instruments_named("khoản 1 Điều 18", bases) == ()
    assert instruments_named("Luật Hộ tịchx", bases) == ()


def test_an_act_that_the_procedure_cites_by_number_alone_is_named_by_its_title_elsewhere(mark_of: MarkOf) -> None:
    elsewhere = [LegalBasis("Luật 60/2014/QH13", "Luật Hộ tịch"), LegalBasis("31/2024/QH15", "Luật Đất đai")]
    acts = titled_acts([*elsewhere, LegalBasis("Luật số 60/2014/QH13", "Luật hộ tịch.")])
    one = costed()
    plain = replace(one, procedure=replace(one.procedure, legal_bases=(LegalBasis("60/2014/QH13", "Luật 60/2014"),)))
    marks = {"1.000894": [mark_of(article="khoản 1 Điều 18 Luật Hộ tịch")]}
    assert [saving.instruments for saving in mark_savings([plain], marks)] == [frozenset()]
    assert [saving.instruments for saving in mark_savings([plain], marks, acts=acts)] == [frozenset({"60/2014/QH13"})]
    # Two laws of one title name neither.
    assert titled_acts([LegalBasis("45/2013/QH13", "Luật Đất đai"), elsewhere[1]]) == ()


def costed(subjects: int = 1_000) -> CostedProcedure:
    """The registration of marriage with three papers and its drafted table."""
    procedure = Procedure(
        "Đăng ký kết hôn",
        channels=(Channel("direct"),),
        dossiers=(Dossier("", tuple(Paper(f"Giấy tờ {at}", originals=1, copies=1) for at in range(3))),),
        legal_bases=(LegalBasis("60/2014/QH13", "Luật Hộ tịch"),),
    )
    many = Figure(subjects, FigureSource.SURVEY, True)
    return CostedProcedure("1.000894", procedure, draft_table(procedure, income_of(2025), subjects=many))


def test_the_savings_of_marks_add_up_to_what_they_save_together(mark_of: MarkOf) -> None:
    one = costed()
    marks = [
        mark_of(id=1, part="procedure", element="procedure", action="remove", article="Luật Hộ tịch"),
        mark_of(id=2, element="paper:1.1", article="Điều 10 Nghị định 123/2015/NĐ-CP"),
        mark_of(id=3, element="paper:1.2"),
    ]
    found = mark_savings([one], {"1.000894": marks})
    together = table_after(one.table, one.procedure, marks).cost_year
    assert one.table.cost_year is not None and together is not None
    assert sum(saving.saving for saving in found) == rounded(one.table.cost_year) - rounded(together)
    assert {saving.mark: saving.instruments for saving in found} == {
        1: frozenset({"60/2014/QH13"}),
        2: frozenset({"123/2015/NĐ-CP"}),
        3: frozenset(),
    }


@pytest.mark.parametrize("subjects", [1, 7, 333, 4_999])
@pytest.mark.parametrize("gdp", [102_300_000, 87_654_321])
def test_marks_save_the_difference_of_the_amounts_that_documents_print(
    subjects: int, gdp: int, mark_of: MarkOf
) -> None:
    one = costed(subjects)
    one = replace(one, table=replace(one.table, income=replace(one.table.income, gdp_per_head=gdp)))
    marks = [mark_of(id=at, element=f"paper:1.{at}", article="Điều 10 Nghị định 123/2015/NĐ-CP") for at in (1, 2)]
    after = table_after(one.table, one.procedure, marks).cost_year
    assert one.table.cost_year is not None and after is not None
    printed = rounded(one.table.cost_year) - rounded(after)
    found = mark_savings([one], {"1.000894": marks})
    assert sum(saving.saving for saving in found) == printed
    assert plan_amendments(found, rounded(one.table.cost_year), 1).found.gain == printed


def saves(mark: int, saving: int, *instruments: str) -> MarkSaving:
    """What one mark saves."""
    return MarkSaving(mark, "1.000894", saving, frozenset(instruments))


LAW, DECREE, CIRCULAR, OTHER = "60/2014/QH13", "123/2015/NĐ-CP", "04/2020/TT-BTP", "01/2022/TT-BTP"


def test_a_mark_is_possible_only_when_all_its_instruments_are_amended() -> None:
    savings = [saves(1, 30, LAW, DECREE), saves(2, 20, CIRCULAR), saves(3, 9, OTHER), saves(4, 50)]
    plan = plan_amendments(savings, 100, 30)
    assert set(plan.found.parts) == {LAW, DECREE}
    assert plan.found.exact and plan.found.reached and plan.enabled == (1,)
    assert plan.percent == 30
    assert [one.mark for one in plan.unnamed] == [4]
    assert plan.possible == 59


def test_a_plan_says_who_may_amend_what_and_what_each_saves_alone() -> None:
    savings = [saves(1, 10, DECREE), saves(2, 5, DECREE, CIRCULAR), saves(3, 15, CIRCULAR)]
    plan = plan_amendments(savings, 100, 30)
    assert {one.authority: (one.instruments, one.alone) for one in plan.authorities} == {
        "Chính phủ": ((DECREE,), 10),
        "Bộ Tư pháp": ((CIRCULAR,), 15),
    }
    assert {one.number: one.marks for one in plan.instruments} == {DECREE: (1, 2), CIRCULAR: (2, 3)}


def test_a_target_that_all_marks_together_miss_is_said_to_be_missed() -> None:
    plan = plan_amendments([saves(1, 10, DECREE)], 100, 30)
    assert not plan.found.reached
    assert plan.found.parts == (DECREE,) and plan.percent == 10


parts = st.sets(st.sampled_from("abcdefg"), min_size=1, max_size=3).map(frozenset)
gains = st.lists(st.tuples(parts, st.integers(1, 20) | st.fractions(0, 9, max_denominator=7)), max_size=14)


def brute_force(bundles: list[tuple[frozenset[str], Fraction]], goal: Fraction) -> int | None:
    """The size of the smallest set that reaches a goal, found by trying all."""
    names = sorted(frozenset[str]().union(*(needed for needed, _ in bundles)))
    for size in range(len(names) + 1):
        for some in combinations(names, size):
            if sum(gain for needed, gain in bundles if needed <= set(some)) >= goal:
                return size
    return None


@given(gains, st.integers(0, 110))
def test_the_smallest_set_is_as_small_as_trying_all_of_them_finds(
    bundles: list[tuple[frozenset[str], Fraction]], percent: int
) -> None:
    goal = Fraction(sum(gain for _, gain in bundles)) * percent / 100
    found = smallest_set(bundles, goal)
    best = brute_force(bundles, goal)
    if best is None:
        assert not found.reached
    else:
        assert found.reached and found.exact and len(found.parts) == best == found.at_least
        assert found.gain == sum(gain for needed, gain in bundles if needed <= set(found.parts)) >= goal


@given(gains, st.integers(1, 100))
def test_a_search_that_is_cut_short_gives_a_set_that_reaches_the_goal_and_an_honest_bound(
    bundles: list[tuple[frozenset[str], Fraction]], percent: int
) -> None:
    goal = Fraction(sum(gain for _, gain in bundles)) * percent / 100
    found, best = smallest_set(bundles, goal, most_steps=1), brute_force(bundles, goal)
    assert best is not None and found.reached
    assert found.at_least <= best <= len(found.parts)
    assert found.gain >= goal
    if found.exact:
        assert len(found.parts) == best
