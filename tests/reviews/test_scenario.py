"""Scenarios side by side, decomposition without a rest, and progress towards targets against a frozen baseline."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.records import Agencies, Channel, Dossier, Fee, Paper, Procedure, ProcessingTime
from reviews.cost_draft import DraftRules, draft_table
from reviews.cost_targets import (
    Measured,
    Measures,
    baseline_from,
    cut_targets,
    freeze,
    grouped_measures,
    handling_minutes,
    measures_of,
    progress,
)
from reviews.costs import Figure, FigureSource
from reviews.decomposition import Cause, CostState, LineFigures, decompose, exact_parts, largest_remainder, state_cost
from reviews.income import Income, income_of
from reviews.marked_procedure import procedure_after
from reviews.marks import Mark
from reviews.norms import Norms, suggested_norms
from reviews.scenario import (
    GROUPINGS,
    CostedProcedure,
    Scenario,
    by_target_group,
    compare_scenarios,
    scenario_table,
)

INCOME = income_of(2025)
FIVE_DAYS = ProcessingTime(Decimal(5), "working_day")


def procedure(field: str = "Hộ tịch", papers: int = 3, fee: int = 50_000) -> Procedure:
    """A procedure with some papers, handed in directly or online."""
    fees = (Fee("charge", Decimal(fee)),)
    return Procedure(
        "Đăng ký",
        field=field,
        agencies=Agencies(implementing=("Ủy ban nhân dân cấp xã",)),
        subjects=("Công dân Việt Nam", "Doanh nghiệp"),
        channels=(Channel("direct", FIVE_DAYS, fees), Channel("online", FIVE_DAYS, fees)),
        dossiers=(Dossier("", tuple(Paper(f"Giấy tờ {at}", originals=1, copies=1) for at in range(papers))),),
        conditions="- Đủ 18 tuổi;\n- Có trụ sở;",
    )


def costed(address: str, what: Procedure, subjects: int | None = 100) -> CostedProcedure:
    """A procedure with its drafted table."""
    many = None if subjects is None else Figure(subjects, FigureSource.SURVEY, True)
    return CostedProcedure(address, what, draft_table(what, INCOME, subjects=many))


CATALOGUE = [
    costed("1.000001", procedure()),
    costed("1.000002", procedure("Đất đai", papers=5), 20),
    costed("1.000003", procedure("Đất đai", papers=1), None),
]
MarkOf = Callable[..., Mark]


def test_a_scenario_without_marks_costs_what_today_costs() -> None:
    for grouping in GROUPINGS.values():
        for group in compare_scenarios(CATALOGUE, [Scenario("không đổi")], grouping):
            assert group.scenarios[0] == group.today


def test_groups_add_up_to_the_whole_whatever_they_are_grouped_by(mark_of: MarkOf) -> None:
    fewer = Scenario("bỏ giấy tờ", {"1.000002": [mark_of(element="paper:1.1"), mark_of(element="paper:1.2")]})
    totals = set()
    for grouping in GROUPINGS.values():
        groups = compare_scenarios(CATALOGUE, [fewer], grouping)
        assert sum(group.procedures for group in groups) == 3
        assert sum(group.without_volume for group in groups) == 1
        totals.add(sum(group.scenarios[0].year.total for group in groups))
    assert len(totals) == 1


def test_named_scenarios_stand_side_by_side_with_their_reduction(mark_of: MarkOf) -> None:
    few = Scenario("ít", {"1.000001": [mark_of(element="paper:1.1")]})
    many = Scenario("nhiều", {"1.000001": [mark_of(element=f"paper:1.{at}") for at in (1, 2, 3)]})
    (group,) = (one for one in compare_scenarios(CATALOGUE, [few, many]) if one.group == "1.000001")
    one_paper = group.today.year.total - group.scenarios[0].year.total
    assert group.today.year.total - group.scenarios[1].year.total == 3 * one_paper
    low, high = group.percent(0), group.percent(1)
    assert low is not None and high == 3 * low > 0


def test_a_scenario_may_change_how_applicants_deal() -> None:
    online = Scenario("trực tuyến", shares={"online": Fraction(4, 5), "direct": Fraction(1, 5)})
    (field,) = (one for one in compare_scenarios(CATALOGUE, [online], GROUPINGS["field"]) if one.group == "Hộ tịch")
    assert (field.today.channels.direct, field.scenarios[0].channels.online) == (1, Fraction(4, 5))
    assert field.scenarios[0].year.total < field.today.year.total


def test_each_procedure_is_in_one_target_group() -> None:
    assert by_target_group(CATALOGUE[0]) == "person + business"
    plain = replace(procedure(), subjects=("Tổ chức (không bao gồm doanh nghiệp, HTX)",))
    assert by_target_group(costed("1", plain)) == "organisation"


states = st.builds(
    CostState,
    st.none() | st.builds(procedure, papers=st.integers(0, 4), fee=st.integers(1, 900).map(lambda fee: 1_000 * fee)),
    st.integers(0, 10_000) | st.fractions(0, 100, max_denominator=9),
    st.builds(Income, st.integers(2020, 2030), st.integers(10**7, 10**8), st.just(2112)),
    st.sampled_from([DraftRules(), DraftRules(shares={"online": Fraction(1, 3), "direct": Fraction(2, 3)})]),
    st.sampled_from([{}, {"prepare|paper:1.1|": LineFigures(minutes=Figure(7))}]),
)


@given(st.lists(st.tuples(states, states), min_size=1, max_size=3))
def test_the_parts_of_a_change_add_up_exactly(pairs: list[tuple[CostState, CostState]]) -> None:
    found = decompose(pairs)
    assert sum(found.parts.values()) == found.change
    for before, after in pairs:
        assert sum(exact_parts(before, after).values()) == Fraction(state_cost(after)) - Fraction(state_cost(before))


def test_what_alone_changed_is_the_whole_change() -> None:
    base = CostState(procedure(), 1_000, income_of(2023), DraftRules())
    norm = suggested_norms()
    rows = (
        replace(one, minutes=replace(one.minutes, value=one.minutes.value * 2)) if one.code == "held" else one
        for one in norm.rows
    )
    slower = Norms(rows, norm.share)
    changes = {
        Cause.RULE: replace(base, rule=procedure(papers=1)),
        Cause.VOLUME: replace(base, cases=900),
        Cause.WAGE: replace(base, wage=income_of(2025)),
        Cause.METHOD: replace(base, method=DraftRules(slower)),
        Cause.CORRECTION: replace(base, correction={"pay|fee:1.1|direct": LineFigures(fee=Figure(70_000))}),
    }
    for cause, changed in changes.items():
        found = decompose([(base, changed)])
        assert found.change and found.parts[cause] == found.change


def test_a_new_and_an_abolished_procedure_are_changes_of_rule() -> None:
    there = CostState(procedure(), 1_000, income_of(2023), DraftRules())
    nothing = CostState(None, 0, income_of(2025), DraftRules())
    new, gone = decompose([(nothing, there)]), decompose([(there, nothing)])
    assert new.parts[Cause.RULE] == new.change > 0
    assert gone.parts[Cause.RULE] == gone.change < 0


def test_rounded_parts_add_up_by_largest_remainder() -> None:
    thirds = dict.fromkeys(Cause, Fraction(0)) | {
        Cause.RULE: Fraction(10, 3),
        Cause.VOLUME: Fraction(10, 3),
        Cause.WAGE: Fraction(10, 3),
    }
    assert sorted(largest_remainder(thirds, 10).values()) == [0, 0, 3, 3, 4]


def test_targets_name_their_baseline_and_source() -> None:
    this, later = cut_targets()
    assert this.baseline_year == later.baseline_year == 2024
    assert this.cut == dict.fromkeys((Measured.TIME, Measured.COST, Measured.CONDITIONS), 30)
    assert later.cut == dict.fromkeys((Measured.TIME, Measured.COST), 50)
    assert all(target.source for target in cut_targets())


def test_measures_count_time_cost_conditions_papers_and_procedures() -> None:
    one = CATALOGUE[0]
    assert measures_of(one.procedure, one.table) == Measures(5 * 480, one.table.cost_year or 0, 2, 3, 1)
    week = replace(procedure(), channels=(Channel("direct", ProcessingTime(Decimal(7), "day")),))
    assert handling_minutes(week) == 5 * 480


def test_progress_is_measured_against_a_baseline_that_nothing_changes(mark_of: MarkOf) -> None:
    baseline = freeze(2024, CATALOGUE)
    kept = baseline_from(json.loads(json.dumps(baseline.values())))
    assert kept == baseline
    marks = {"1.000001": [mark_of(element="paper:1.1"), mark_of(part="condition", element="condition:1")]}
    scenario = Scenario("bỏ", marks)
    later = [
        CostedProcedure(one.address, after, scenario_table(one, scenario))
        for one in CATALOGUE
        if (after := procedure_after(one.procedure, marks.get(one.address, []))) is not None
    ]
    rows = {(row.group, row.measured): row for row in progress(kept, grouped_measures(later), cut_targets()[0])}
    civil = ("Hộ tịch", "Ủy ban nhân dân cấp xã")
    assert rows[civil, Measured.CONDITIONS].percent == 50 and rows[civil, Measured.CONDITIONS].is_reached
    assert rows[civil, Measured.PAPERS].percent == Fraction(100, 3)
    assert rows[civil, Measured.PAPERS].is_reached is None
    assert rows[None, Measured.CONDITIONS].percent == Fraction(100, 6)
    assert rows[None, Measured.CONDITIONS].is_reached is False
    assert rows[None, Measured.TIME].percent == 0


@pytest.mark.parametrize("measured", Measured)
def test_an_abolished_procedure_counts_in_every_measure(measured: Measured) -> None:
    baseline = freeze(2024, CATALOGUE)
    rows = progress(baseline, grouped_measures(CATALOGUE[1:]), cut_targets()[1])
    gone = next(row for row in rows if row.measured is measured and row.group == ("Hộ tịch", "Ủy ban nhân dân cấp xã"))
    assert gone.percent == 100
