"""Finding and opening procedures on the first screen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from textual.pilot import Pilot
from textual.widgets import Static

from reviews.judged_issuers import issuer_links
from workbench.desk import Desk
from workbench.screens.application import WorkbenchApp
from workbench.screens.browse import BrowseScreen
from workbench.widgets.text_view import TextView

Play = Callable[..., None]
Settle = Callable[[Pilot[None]], Awaitable[None]]
Burst = Callable[..., None]
ScreenText = Callable[[WorkbenchApp], str]


def browse(app: WorkbenchApp) -> BrowseScreen:
    screen = app.screen_stack[1]
    assert isinstance(screen, BrowseScreen)
    return screen


async def open_second_graph(pilot: Pilot[None], settle: Settle) -> None:
    """Open the graph of the second procedure on the list."""
    for key in ("j", "t"):
        await pilot.press(key)
        await settle(pilot)


def test_the_first_screen_lists_the_newest_edition_and_opens_its_first_procedure(
    play: Play, screen_text: ScreenText
) -> None:
    async def scene(_pilot: Pilot[None], app: WorkbenchApp) -> None:
        text = screen_text(app)
        assert "Danh mục tháng 6/2026" in text
        assert "1.001193" in text and "1.000894" in text
        assert "Bước 2: Cán bộ tiếp nhận" in text

    play(scene)


def test_the_filter_finds_names_typed_without_diacritics(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("slash", *"khai sinh")
        await settle(pilot)
        assert [row.address for row in app.desk.summaries(browse(app).list.source.ids)] == ["1.001193"]  # type: ignore[attr-defined]
        entry = browse(app).view.entry
        assert entry is not None and entry.code == "1.001193"

    play(scene)


def test_a_filter_with_diacritics_finds_only_words_with_those_diacritics(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("slash", *"đất")
        await settle(pilot)
        assert len(browse(app).list.source) == 1
        browse(app).filter.value = "dạt"
        await settle(pilot)
        assert len(browse(app).list.source) == 0

    play(scene)


def test_what_an_input_method_types_in_one_burst_arrives_in_order(play: Play, settle: Settle, burst: Burst) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("slash")
        for keys, expected in (
            (("t", "o", "backspace", "ô", "i"), "tôi"),
            ((*"duong", *(["backspace"] * 5), *"đường"), "đường"),
            (("h", "a", "backspace", *"ành", "space", *"chi", "backspace", *"ính"), "hành chính"),
            (("t", "o", "ctrl+h", "ô"), "tô"),
        ):
            browse(app).filter.value = ""
            burst(app, *(" " if key == "space" else key for key in keys))
            await settle(pilot)
            assert browse(app).filter.text == expected

    play(scene)


def test_decomposed_letters_from_a_terminal_are_composed(play: Play, settle: Settle, burst: Burst) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("slash")
        burst(app, "e", "\u0302", "\u0323")
        await settle(pilot)
        assert browse(app).filter.text == "ệ"

    play(scene)


def test_keys_typed_ahead_of_the_filter_go_into_it_and_mark_nothing(play: Play, settle: Settle, burst: Burst) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("enter")
        burst(app, "slash", "1", "2", "x", "q")
        await settle(pilot)
        assert browse(app).filter.text == "12xq"
        assert app.desk.marks() == []
        assert app.is_running

    play(scene)


def test_escape_clears_the_filter_and_keeps_the_procedure(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("slash", *"ket hon", "enter", "escape")
        await settle(pilot)
        assert len(browse(app).list.source) == 4
        assert browse(app).list.cursor == 1

    play(scene)


def test_a_narrow_terminal_shows_the_list_or_the_procedure(play: Play, settle: Settle, screen_text: ScreenText) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        assert "Bước 2" not in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "Bước 2" in screen_text(app) and "1.000894" not in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        assert "1.000894" in screen_text(app)

    play(scene, (80, 24))


def test_text_that_looks_like_markup_or_escape_codes_is_shown_as_it_is(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("j", "j")
        await settle(pilot)
        text = screen_text(app)
        assert "Đơn [mẫu số 01] đề nghị [/b] [@click=app.quit]thoát[/] [31mđỏ[0m" in text
        assert "[red]đặc biệt[/red]" in text
        await pilot.press("t")
        await settle(pilot)
        assert "[/b] [@click=app.quit]thoát" in screen_text(app)

    play(scene, (200, 50))


def test_a_paper_of_five_thousand_characters_can_be_read_to_its_end(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("j", "j", "enter")
        await settle(pilot)
        await pilot.press("end")
        await settle(pilot)
        view = browse(app).view
        assert view.element is not None
        for _ in range(40):
            await pilot.press("down")
        assert "rất dài" in screen_text(app)
        assert view.cursor == view.item_count() - 1

    play(scene, (80, 24))


def test_the_palette_opens_a_procedure_by_part_of_its_name(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("ctrl+p", *"thuong tru")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        entry = browse(app).view.entry
        assert entry is not None and entry.code == "1.004222"
        assert app.screen is browse(app) and app.focused is browse(app).view

    play(scene)


def test_the_palette_starts_an_action_by_its_name(play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("ctrl+p", *"liet ke moi dau")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert type(app.screen).__name__ == "MarksScreen"

    play(scene)


def test_the_graph_shows_who_issues_a_paper_and_who_asks_for_the_result(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_second_graph(pilot, settle)
        text = screen_text(app)
        assert "1.1 ← 1 · Giấy khai sinh của hai bên nam, nữ" in text
        assert "1.001193 (Giấy tờ 1.3) Thủ tục đăng ký khai sinh" in text

    play(scene)


def test_the_only_issuer_of_a_paper_is_confirmed_from_the_paper_s_own_row(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_second_graph(pilot, settle)
        await pilot.press("down", "down", "down", "plus")
        await settle(pilot)
        assert [(link.code, link.holds) for link in issuer_links(app.desk.store)] == [("1.001193", True)]

    play(scene)


def test_below_the_graph_stands_the_whole_row_and_what_speaks_for_a_link(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_second_graph(pilot, settle)
        await pilot.press("down", "down", "down")
        await settle(pilot)
        assert "Giấy tờ 1.1 (phải nộp): Giấy khai sinh của hai bên nam, nữ" in screen_text(app)
        await pilot.press("right", "right")
        await settle(pilot)
        text = screen_text(app)
        assert "1.001193 Thủ tục đăng ký khai sinh · " in text
        assert "cấp lần đầu; trùng tên; độ tin cậy 97 %; Giấy khai sinh" in text

    play(scene)


def test_the_journey_opens_the_procedure_under_the_cursor(play: Play, settle: Settle, screen_text: ScreenText) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("j")
        await settle(pilot)
        await pilot.press("r")
        await settle(pilot)
        text = screen_text(app)
        assert "1.000894 Thủ tục đăng ký kết hôn" in text and "1.001193 Thủ tục đăng ký khai sinh" in text
        view = app.screen.query_one(TextView)
        view.cursor = next(at for at in range(view.line_count()) if "1. 1.001193" in view.line_at(at).text)
        await pilot.press("enter")
        await settle(pilot)
        entry = browse(app).view.entry
        assert app.screen is browse(app) and entry is not None and entry.code == "1.001193"

    play(scene)


def test_the_questions_are_turned_over_one_by_one(play: Play, settle: Settle, screen_text: ScreenText) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        seen = []
        for key in ("a", "n", "n", "n", "n", "n", "n", "p"):
            await pilot.press(key)
            await settle(pilot)
            seen.append(next(f"{number}/6" for number in range(1, 7) if f"{number}/6" in screen_text(app)))
        assert seen == ["1/6", "2/6", "3/6", "4/6", "5/6", "6/6", "1/6", "6/6"]
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is browse(app)

    play(scene)


def test_the_page_of_a_paper_names_who_issues_it_and_who_asks_for_it(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("j", "enter")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert app.screen is browse(app)
        browse(app).view.go_to_element("paper:1.1")
        await pilot.press("y")
        await settle(pilot)
        text = screen_text(app)
        assert "1.001193 Thủ tục đăng ký khai sinh" in text and "1× Giấy khai sinh của hai bên nam, nữ" in text
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is browse(app)

    play(scene)


def test_who_needs_a_result_in_the_end_unfolds_in_the_graph(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_second_graph(pilot, settle)
        await pilot.press("end", "right")
        await settle(pilot)
        assert "↺ 1.000894 (Giấy tờ 1.1) Thủ tục đăng ký kết hôn" in screen_text(app)

    play(scene)


def test_branches_of_the_graph_unfold_and_fold_with_the_arrows(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_second_graph(pilot, settle)
        assert "1.001193 (Giấy tờ 1.3) Thủ tục đăng ký khai sinh" in screen_text(app)
        await pilot.press("down", "down", "down", "right")
        await settle(pilot)
        assert "└─ ▶ 1.001193 Thủ tục đăng ký khai sinh" in screen_text(app)
        await pilot.press("right", "right")
        await settle(pilot)
        assert "Giấy chứng sinh" in screen_text(app)
        await pilot.press("left", "left")
        await settle(pilot)
        assert "Giấy chứng sinh" not in screen_text(app)

    play(scene)


def test_control_c_says_how_to_leave_and_leaves_nothing_undone(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("ctrl+c")
        await settle(pilot)
        assert app.is_running
        assert "Nhấn q" in screen_text(app)

    play(scene)


def test_one_key_denies_the_link_under_the_cursor_and_undo_brings_it_back(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await open_second_graph(pilot, settle)
        await pilot.press("minus")
        await settle(pilot)
        assert issuer_links(app.desk.store) == ()
        await pilot.press("down", "down", "down", "right", "right", "minus")
        await settle(pilot)
        (link,) = issuer_links(app.desk.store)
        assert (link.code, link.holds, link.who) == ("1.001193", False, "an")
        assert "Giấy khai sinh của hai bên nam, nữ" in screen_text(app) and "← 1" not in screen_text(app)
        await pilot.press("u")
        await settle(pilot)
        assert "1.1 ← 1 · Giấy khai sinh của hai bên nam, nữ" in screen_text(app)
        assert issuer_links(app.desk.store) == ()

    play(scene)


def test_an_issuer_is_denied_and_confirmed_on_the_page_of_the_paper(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("j", "enter")
        await settle(pilot)
        browse(app).view.go_to_element("paper:1.1")
        await pilot.press("y")
        await settle(pilot)
        await pilot.press("plus")
        await settle(pilot)
        assert [(link.code, link.holds) for link in issuer_links(app.desk.store)] == [("1.001193", True)]
        await pilot.press("f6")
        await settle(pilot)
        assert [(link.code, link.holds) for link in issuer_links(app.desk.store)] == [("1.001193", False)]
        assert "1.001193 Thủ tục đăng ký khai sinh" not in screen_text(app)
        await pilot.press("u")
        await settle(pilot)
        assert "1.001193 Thủ tục đăng ký khai sinh" in screen_text(app)

    play(scene)


def test_keys_typed_ahead_of_leaving_the_filter_open_what_it_found(play: Play, settle: Settle, burst: Burst) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("slash", *"ket hon")
        await settle(pilot)
        burst(app, "enter", "enter")
        await settle(pilot)
        assert app.focused is browse(app).view
        entry = browse(app).view.entry
        assert entry is not None and entry.procedure.name == "Thủ tục đăng ký kết hôn"
        assert browse(app).filter.text == "ket hon"

    play(scene)


def test_a_title_too_long_for_the_terminal_ends_in_an_ellipsis(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        browse(app).query_one("#title", Static).update("kỳ danh mục " + "2026-07 " * 20)
        await settle(pilot)
        assert screen_text(app).splitlines()[0].endswith("…")

    play(scene, size=(40, 12))


def test_the_palette_names_the_key_that_takes_what_is_under_the_cursor(
    play: Play, settle: Settle, screen_text: ScreenText
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("ctrl+p")
        await settle(pilot)
        assert " Enter  Chọn  Esc  Hủy" in screen_text(app)
        assert "Lưu  Esc" not in screen_text(app)

    play(scene)


def test_keys_typed_while_the_program_starts_do_what_they_do_later(desk: Desk, settle: Settle, burst: Burst) -> None:
    async def run() -> None:
        app = WorkbenchApp(desk)
        # As a terminal hands them over that did not yet know that the program reads single keys.
        burst(app, "slash", *"ket hon", "ctrl+j")
        async with app.run_test(size=(80, 24)) as pilot:
            # Each letter cancels the search for those before it, which the wait for all workers would report.
            while len(browse(app).list.source) != 1:
                await pilot.pause(0.01)
            assert browse(app).filter.text == "ket hon"
            assert app.focused is browse(app).list
            assert len(browse(app).list.source) == 1
            await pilot.press("enter")
            await settle(pilot)
            entry = browse(app).view.entry
            assert entry is not None and entry.procedure.name == "Thủ tục đăng ký kết hôn"

    asyncio.run(run())
