"""Marks made, changed, undone and exported on the screens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from catalogue.elements import Element, Part
from catalogue.records import Fee
from reviews.marks import list_marks
from workbench.desk import Desk
from workbench.screens.application import WorkbenchApp
from workbench.screens.browse import BrowseScreen
from workbench.screens.export_dialog import ExportDialog
from workbench.widgets.entry import Entry

Play = Callable[..., None]
Settle = Callable[[Pilot[None]], Awaitable[None]]
ScreenText = Callable[[WorkbenchApp], str]


async def open_first_paper(pilot: Pilot[None], settle: Settle) -> None:
    await pilot.press("enter", "n", "n")
    await settle(pilot)


async def remove_with_first_reason(pilot: Pilot[None], settle: Settle, article: str = "") -> None:
    await pilot.press("1")
    await settle(pilot)
    # Without an article, Enter asks once whether that is meant.
    await pilot.press("enter", *article, "enter", *(() if article else ("enter",)))
    await settle(pilot)


def test_one_key_a_reason_and_an_article_make_a_mark(play: Play, settle: Settle, screen_text: ScreenText) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        await remove_with_first_reason(pilot, settle, "khoan 1")
        (mark,) = app.desk.marks()
        assert (mark.element, mark.action, mark.article, mark.author) == ("paper:1.1", "remove", "khoan 1", "an")
        assert mark.reason_code == "da-co-du-lieu" and "cơ sở dữ liệu" in mark.reason
        assert "●1" in screen_text(app)
        assert "× BỎ" in screen_text(app).upper()

    play(scene)


def test_undo_takes_the_last_mark_back_and_redo_brings_it_again(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        await remove_with_first_reason(pilot, settle)
        await pilot.press("j")
        await remove_with_first_reason(pilot, settle)
        assert [mark.element for mark in app.desk.marks()] == ["paper:1.1", "paper:1.2"]
        await pilot.press("u")
        await settle(pilot)
        assert [mark.element for mark in app.desk.marks()] == ["paper:1.1"]
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert [mark.element for mark in app.desk.marks()] == ["paper:1.1", "paper:1.2"]

    play(scene)


def test_marks_stand_when_the_program_is_started_again(play: Play, settle: Settle, screen_text: ScreenText) -> None:
    async def first(pilot: Pilot[None], _app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        await remove_with_first_reason(pilot, settle)

    async def second(_pilot: Pilot[None], app: WorkbenchApp) -> None:
        assert "●1" in screen_text(app)

    play(first)
    play(second)


def test_a_reduction_without_a_lower_number_is_refused_in_the_dialog(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        await pilot.press("j", "j", "3")
        await settle(pilot)
        target = app.screen.query_one("#target", Entry)
        assert target.text == "00 bản chính, 02 bản sao"
        app.screen.query_one("#reason", Entry).value = "Một bản là đủ"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.desk.marks() == []
        target.value = "1 bản sao"
        await pilot.press("ctrl+s")
        await settle(pilot)
        (mark,) = app.desk.marks()
        assert mark.target == "01 bản sao"

    play(scene)


def test_replacing_by_data_takes_the_database_from_the_list(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        await pilot.press("j", "j", "f6")
        await settle(pilot)
        await pilot.press("down", "enter", "enter", "enter", "enter")
        await settle(pilot)
        (mark,) = app.desk.marks()
        assert (mark.action, mark.target) == ("replace", "Cơ sở dữ liệu hộ tịch điện tử")

    play(scene)


def test_an_action_that_a_part_cannot_take_is_explained(play: Play, settle: Settle, screen_text: ScreenText) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("enter", "n", "2")
        await settle(pilot)
        assert isinstance(app.screen, BrowseScreen)
        assert "Thay" in screen_text(app)
        assert app.desk.marks() == []

    play(scene)


def test_a_fee_that_nobody_charges_is_not_offered_to_be_taken_away(
    play: Play, settle: Settle, screen_text: ScreenText, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = Element(Part.FEE, "fee:1.1", "Miễn phí", Fee(text="Miễn phí"))

    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        place = screen.place_under_cursor()
        assert place is not None
        monkeypatch.setattr(screen, "place_under_cursor", lambda: (place[0], free))
        await pilot.press("1")
        await settle(pilot)
        assert app.screen is screen and "không thu phí, lệ phí" in screen_text(app)
        assert app.desk.marks() == []

    play(scene)


def test_escape_leaves_the_dialog_without_a_mark(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        await pilot.press("1")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.desk.marks() == []
        assert isinstance(app.screen, BrowseScreen)

    play(scene)


def test_a_mark_is_changed_and_taken_away_from_the_list_of_marks(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        await remove_with_first_reason(pilot, settle)
        await pilot.press("m")
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        app.screen.query_one("#reason", Entry).value = "Giấy tờ đã được số hóa"
        await pilot.press("ctrl+s")
        await settle(pilot)
        (mark,) = app.desk.marks()
        assert (mark.reason, mark.reason_code, mark.version) == ("Giấy tờ đã được số hóa", "", 2)
        await pilot.press("x")
        await settle(pilot)
        assert app.desk.marks() == []
        await pilot.press("u")
        await settle(pilot)
        assert len(app.desk.marks()) == 1

    play(scene)


def test_from_the_list_of_marks_one_goes_to_the_marked_element(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        await pilot.press("j")
        await remove_with_first_reason(pilot, settle)
        await pilot.press("escape", "end", "m")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        assert screen.view.entry is not None and screen.view.entry.code == "1.001193"
        assert screen.view.element is not None and screen.view.element.address == "paper:1.2"
        assert screen.list.cursor == 0

    play(scene)


def test_the_preview_shows_the_proposal_and_writes_it(
    play: Play, settle: Settle, screen_text: ScreenText, tmp_path: Path
) -> None:
    folder = tmp_path / "ra"

    async def write(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("w")
        await settle(pilot)
        app.screen.query_one("#folder", Entry).value = str(folder)
        app.screen.query_one("#formats", Entry).value = "docx, md"
        await pilot.press("ctrl+s")
        await settle(pilot)

    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        await remove_with_first_reason(pilot, settle)
        await pilot.press("v")
        await settle(pilot)
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in screen_text(app)
        assert "Bỏ thành phần hồ sơ “Tờ khai đăng ký khai sinh theo mẫu”" in screen_text(app)
        await write(pilot, app)
        written = sorted(path.name for path in folder.iterdir())
        assert written == [
            "phuong-an-1.001193-thu-tuc-dang-ky-khai-sinh.docx",
            "phuong-an-1.001193-thu-tuc-dang-ky-khai-sinh.md",
        ]
        (folder / written[1]).write_text("đã sửa bằng tay", encoding="utf-8")
        await write(pilot, app)
        assert isinstance(app.screen, ExportDialog)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert not isinstance(app.screen, ExportDialog)

    play(scene)


def test_the_preview_without_marks_says_what_to_do(play: Play, settle: Settle, screen_text: ScreenText) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("v")
        await settle(pilot)
        assert "1.001193" in screen_text(app)
        await pilot.press("w")
        await settle(pilot)
        assert not isinstance(app.screen, ExportDialog)

    play(scene)


def test_another_reviewers_mark_is_shown_and_cannot_be_taken_away(
    play: Play, settle: Settle, desk: Desk, screen_text: ScreenText
) -> None:
    from catalogue.elements import find_element
    from reviews.actions import MarkAction
    from reviews.mark_book import MarkBook
    from reviews.marks import Judgement

    entry = desk.entry_at("1.001193")
    element = find_element(entry.procedure, "paper:1.1")
    MarkBook(desk.store, "bình").propose(entry, element, Judgement(MarkAction.REMOVE, reason="Trùng"))

    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        assert "bình" in screen_text(app)
        await pilot.press("x", "u")
        await settle(pilot)
        assert [mark.author for mark in list_marks(desk.store)] == ["bình"]

    play(scene)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=str)
@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5"])
def test_keys_and_refusals_of_the_dialog_are_always_in_sight(
    play: Play, settle: Settle, size: tuple[int, int], key: str
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        await pilot.press(key)
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        if key == "5":
            assert len(app.desk.marks()) == 1
            return
        inside = app.screen.query_one(".dialog").region
        for selector in (".error", "KeyBar"):
            region = app.screen.query_one(selector).region
            assert region.height >= 1
            assert inside.contains_region(region)

    play(scene, size)


def test_what_is_typed_in_a_list_goes_into_its_field(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        await pilot.press("1")
        await settle(pilot)
        await pilot.press(*"jik", "enter")
        await settle(pilot)
        assert app.screen.query_one("#reason", Entry).text == "jik"
        await pilot.press(*"Điều 9", "tab", "enter", *" a")
        await settle(pilot)
        assert app.screen.query_one("#article", Entry).text == "Điều 9 Nghị định số 123/2015/NĐ-CP a"

    play(scene)


def test_enter_without_an_article_asks_once(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        await pilot.press("1")
        await settle(pilot)
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert app.desk.marks() == []
        await pilot.press("enter")
        await settle(pilot)
        assert [mark.article for mark in app.desk.marks()] == [""]

    play(scene)


def test_marks_made_at_another_terminal_appear_by_themselves(play: Play, settle: Settle, desk: Desk) -> None:
    from catalogue.elements import find_element
    from reviews.actions import MarkAction
    from reviews.mark_book import MarkBook
    from reviews.marks import Judgement
    from reviews.workspace import open_workspace

    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        elsewhere = open_workspace(desk.store.path)
        entry = desk.entry_at("1.001193")
        element = find_element(entry.procedure, "paper:1.1")
        MarkBook(elsewhere, "bình").propose(entry, element, Judgement(MarkAction.REMOVE, reason="Trùng"))
        elsewhere.close()
        screen.look_for_changes()
        await settle(pilot)
        assert desk.counts == {"1.001193": 1}
        assert "bình" in screen.view.text()

    play(scene)


def test_a_common_reason_too_long_for_its_row_stands_in_full_below(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_first_paper(pilot, settle)
        await pilot.press("1")
        await settle(pilot)
        assert "quyết có thể khai thác, sử dụng" in screen_text(app)
        await pilot.press("tab")
        await settle(pilot)
        assert "quyết có thể khai thác, sử dụng" not in screen_text(app)

    play(scene, size=(80, 24))


def test_no_list_is_promised_where_no_common_reason_is_known(
    play: Play, settle: Settle, screen_text: ScreenText, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.screens.mark_dialog.reasons_for", lambda action, part: ())

    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("enter", "n", "n", "n")
        await settle(pilot)
        await pilot.press("1")
        await settle(pilot)
        assert not app.screen.query("#reasons")
        text = screen_text(app)
        assert "Lý do:" in text and "chọn lý do thường dùng" not in text

    play(scene)


def test_an_element_that_does_not_fit_ends_in_an_ellipsis(play: Play, settle: Settle, screen_text: ScreenText) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        # The second paper of the third procedure holds more than four thousand letters.
        await pilot.press("j", "j", "enter", "n", "n", "j", "1")
        await settle(pilot)
        element = app.screen.query_one(".element")
        shown = screen_text(app).splitlines()[element.region.y : element.region.bottom]
        assert shown[0].count("rất dài") >= 1 and "…" in "".join(shown)

    play(scene, size=(80, 24))


def test_no_number_is_offered_for_reducing_a_paper_without_numbers(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("j", "j", "enter", "n", "n", "3")
        await settle(pilot)
        assert app.screen.query_one("#target", Entry).text == ""

    play(scene)
