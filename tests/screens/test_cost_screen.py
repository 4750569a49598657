"""The cost table edited in place: cells, refusals, undo, live totals, and the views beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

import pytest
from textual.pilot import Pilot

from catalogue.editions import find_entry
from catalogue.elements import find_element
from reviews.actions import MarkAction
from reviews.cost_edits import kept_edits
from reviews.cost_words import dong
from reviews.costs import CostSum
from reviews.live_totals import LiveTotals, ProcedureCost
from reviews.mark_book import MarkBook
from reviews.marks import Judgement
from reviews.scenario import ChannelShares, GroupComparison, ScenarioCost
from workbench.desk import Desk
from workbench.language import translate
from workbench.rendering.cost_lines import money_lines, scenario_lines
from workbench.rendering.lines import Line
from workbench.screens.application import WorkbenchApp
from workbench.screens.cost import CostScreen

Play = Callable[..., None]
Settle = Callable[[Pilot[None]], Awaitable[None]]
ScreenText = Callable[[WorkbenchApp], str]

BIRTH = "1.001193"


def cost_screen(app: WorkbenchApp) -> CostScreen:
    """The cost screen that is open."""
    assert isinstance(app.screen, CostScreen)
    return app.screen


def entered(desk: Desk) -> list[tuple[str, str, object]]:
    """What is entered for the registration of birth: line, column, value."""
    return [(cell.key, cell.column.value, edit.value) for cell, edit in kept_edits(desk.store).get(BIRTH, {}).items()]


def test_a_number_typed_into_a_cell_is_kept_and_the_totals_follow(
    play: Play, settle: Settle, screen_text: ScreenText, desk: Desk
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("enter", "c")
        await settle(pilot)
        before = cost_screen(app)._comparison.before.cost_once
        await pilot.press("enter", *"1,5 gio", "enter")
        await settle(pilot)
        assert entered(desk) == [("prepare|paper:1.1|", "minutes", 90)]
        after = cost_screen(app)._comparison.before.cost_once
        assert after - before == 59_422
        assert dong(after) in screen_text(app) and dong(before) not in screen_text(app)
        await pilot.press("u")
        await settle(pilot)
        assert entered(desk) == []
        assert cost_screen(app)._comparison.before.cost_once == before

    play(scene, (80, 24))


def test_the_cursor_goes_from_cell_to_cell_and_nothing_typed_brings_the_draft_back(
    play: Play, settle: Settle, desk: Desk
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("enter", "c")
        await settle(pilot)
        await pilot.press("right", "right", "j", "f2", *"5.000", "enter")
        await settle(pilot)
        assert entered(desk) == [("prepare|paper:1.2|", "out_of_pocket", 5_000)]
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert entered(desk) == []

    play(scene)


def test_an_absurd_number_is_refused_at_its_cell_and_typing_goes_on(
    play: Play, settle: Settle, screen_text: ScreenText, desk: Desk
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("enter", "c")
        await settle(pilot)
        await pilot.press("enter", *"-5", "enter")
        await settle(pilot)
        assert "-5" in screen_text(app) and cost_screen(app).typing.display
        assert entered(desk) == []
        await pilot.press("escape")
        await settle(pilot)
        assert not cost_screen(app).typing.display
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, CostScreen)

    play(scene)


@pytest.mark.parametrize(
    ("way", "typed", "said"),
    [
        ((), "999999", "126.720"),
        ((), "hai buổi", "không phải là thời gian"),
        (("right", "right"), "10 USD", "tỷ giá"),
        (("right", "right", "right", "right"), "101", "100 phần trăm"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_nothing_is_kept(
    play: Play, settle: Settle, screen_text: ScreenText, desk: Desk, way: tuple[str, ...], typed: str, said: str
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("enter", "c")
        await settle(pilot)
        await pilot.press(*way, "enter", *typed, "enter")
        await settle(pilot)
        assert said in screen_text(app) and cost_screen(app).typing.display
        assert entered(desk) == []
        # The refusal goes as soon as something else is entered.
        await pilot.press("ctrl+u", "5", "enter")
        await settle(pilot)
        assert said not in screen_text(app) and [value for _key, _column, value in entered(desk)] != []

    play(scene)


def test_subjects_are_entered_below_the_lines_and_give_the_cost_of_a_year(
    play: Play, settle: Settle, desk: Desk
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("enter", "c")
        await settle(pilot)
        await pilot.press("G", "k", "enter", *"1.000", "enter")
        await settle(pilot)
        table = cost_screen(app)._comparison.before
        assert table.cost_year == 1_000 * table.cost_once
        assert entered(desk) == [("", "subjects", 1_000)]

    play(scene)


def test_the_totals_of_the_marked_procedures_follow_a_cell_and_scenarios_stand_beside_them(
    play: Play, settle: Settle, screen_text: ScreenText, desk: Desk
) -> None:
    edition = desk.edition or desk.open_edition()
    book = MarkBook(desk.store, "an")
    entry = find_entry(desk.store, edition, BIRTH)
    book.propose(
        entry, find_element(entry.procedure, "paper:1.1"), Judgement(MarkAction.REMOVE, reason="Đã có dữ liệu")
    )

    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("enter", "c")
        await settle(pilot)
        screen = cost_screen(app)
        assert screen._totals is not None
        before = screen._totals.before
        await pilot.press("j", "enter", *"70", "enter")
        await settle(pilot)
        assert screen._totals.before - before == 59_422
        await pilot.press("tab")
        await settle(pilot)
        assert BIRTH in screen_text(app) and "100,00 %" in screen_text(app)
        await pilot.press("tab")
        await settle(pilot)
        assert "Hộ tịch" in screen_text(app)
        await pilot.press("tab")
        await settle(pilot)
        assert screen.grid.has_focus

    play(scene)


def test_procedures_that_count_nothing_are_told_beside_the_totals() -> None:
    totals = LiveTotals()
    totals.put(ProcedureCost("1.000656", "Đăng ký khai tử", 394_634, 54_470, 1_617_999_400, 223_327_000))
    totals.put(ProcedureCost("1.000894", "Đăng ký kết hôn", 320_356, 317_880))
    uncounted = translate("{count} procedures have no volume and count nothing.").format(count=1)
    assert uncounted in _text(money_lines(totals, 100))
    year = CostSum(out_of_pocket=1_617_999_400)
    cost = ScenarioCost(CostSum(out_of_pocket=714_990), year, ChannelShares(direct=1), provisional=False)
    assert uncounted in _text(scenario_lines(["A"], [GroupComparison("Hộ tịch", 2, 1, cost, (cost,))], 100))
    assert uncounted not in _text(scenario_lines(["A"], [GroupComparison("Hộ tịch", 1, 0, cost, (cost,))], 100))


def _text(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)
