"""What holds of every scenario over real records, whatever is marked: nothing out of nothing, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from catalogue.elements import elements
from catalogue.readers import native
from reviews.actions import MARKABLE, MarkAction, allows
from reviews.cost_draft import draft_table
from reviews.costs import CostSum, Exact, Figure, FigureSource
from reviews.income import income_of
from reviews.marks import Mark
from reviews.scenario import CostedProcedure, Scenario, compare_scenarios

RECORDS = Path(__file__).parent.parent / "data" / "records.jsonl"
# What takes away, and says no figure of its own that could make anything dearer.
TAKING = (MarkAction.REMOVE, MarkAction.REPLACE, MarkAction.MERGE)


@cache
def catalogue() -> tuple[CostedProcedure, ...]:
    """Six real procedures with their drafted tables and volumes."""
    income = income_of(2025)
    read = [native.interpret(raw, RECORDS) for raw in native.raw_records(RECORDS)]
    return tuple(
        CostedProcedure(
            one.code or f"#{at}",
            one.procedure,
            draft_table(one.procedure, income, subjects=Figure(1_000 * at, FigureSource.SURVEY, True)),
        )
        for at, one in enumerate(read, 1)
    )


@cache
def possible_marks() -> tuple[Mark, ...]:
    """Every mark that takes an element of them away, in every way that is allowed."""
    empty = dict.fromkeys(Mark.__dataclass_fields__, "")
    found: list[Mark] = []
    for one in catalogue():
        for element in elements(one.procedure):
            for action in TAKING:
                if element.part in MARKABLE and allows(action, element.part):
                    values: dict[str, object] = {"address": one.address, "part": element.part.value}
                    values |= {"element": element.address, "action": action.value, "id": len(found) + 1, "version": 1}
                    found.append(Mark(**(empty | values)))  # type: ignore[arg-type]
    return tuple(found)


def scenario(marks: list[Mark]) -> Scenario:
    """The scenario of some marks."""
    by_address: dict[str, list[Mark]] = {}
    for mark in marks:
        by_address.setdefault(mark.address, []).append(mark)
    return Scenario("thử", by_address)


def saved(marks: list[Mark]) -> CostSum:
    """What marks save a year in all."""
    (whole,) = compare_scenarios(catalogue(), [scenario(marks)], lambda _: "")
    return whole.today.year - whole.scenarios[0].year


some_marks = st.builds(
    lambda chosen: [possible_marks()[at % len(possible_marks())] for at in chosen],
    st.lists(st.integers(0, 10_000), max_size=12, unique=True),
)


def test_there_are_marks_of_every_part_to_draw_from() -> None:
    assert {mark.part for mark in possible_marks()} >= {"procedure", "step", "paper", "fee", "condition"}


@given(some_marks)
def test_no_mark_that_takes_away_makes_anything_dearer(marks: list[Mark]) -> None:
    for group in compare_scenarios(catalogue(), [scenario(marks)]):
        before, after = group.today.once, group.scenarios[0].once
        parts: list[tuple[Exact, Exact]] = [
            (before.minutes, after.minutes),
            (before.time, after.time),
            (before.out_of_pocket, after.out_of_pocket),
            (before.fees, after.fees),
        ]
        assert all(0 <= later <= today for today, later in parts)


@given(some_marks)
def test_savings_on_different_procedures_add_up(marks: list[Mark]) -> None:
    one_by_one = CostSum()
    for address in {mark.address for mark in marks}:
        one_by_one += saved([mark for mark in marks if mark.address == address])
    assert saved(marks) == one_by_one


@given(some_marks)
def test_a_mark_that_keeps_changes_nothing(marks: list[Mark]) -> None:
    assert saved([replace(mark, action=MarkAction.KEEP.value) for mark in marks]) == CostSum()


@given(some_marks, some_marks)
def test_more_marks_never_save_less(few: list[Mark], more: list[Mark]) -> None:
    # Of several marks on one element the newest counts, so that only further elements are marked.
    places = {(mark.address, mark.element) for mark in few}
    further = [mark for mark in more if (mark.address, mark.element) not in places]
    assert saved(few).total <= saved(few + further).total
