"""The preview of documents: another kind, other words, a check, files, and a screen that lives while it is made."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from catalogue.elements import find_element
from reviews.actions import MarkAction
from reviews.documents import registry
from reviews.documents.traced import Trace
from reviews.documents.tree import Cell, Paragraph, Run, Table
from reviews.mark_book import MarkBook
from reviews.marks import Judgement
from workbench.desk import Desk
from workbench.rendering.document_lines import document_lines
from workbench.screens import proposal
from workbench.screens.application import WorkbenchApp
from workbench.screens.document_dialogs import ListDialog
from workbench.screens.export_dialog import ExportDialog
from workbench.screens.proposal import ProposalScreen
from workbench.widgets.entry import Entry
from workbench.widgets.line_view import LineView

Play = Callable[..., None]
Settle = Callable[[Pilot[None]], Awaitable[None]]
ScreenText = Callable[[WorkbenchApp], str]
SIZES = ((80, 24), (120, 40), (200, 50))


@pytest.fixture
def marked(desk: Desk) -> Desk:
    """The desk with one mark of its reviewer: the form for registering a birth goes."""
    entry = desk.entry_at("1.001193")
    judgement = Judgement(MarkAction.REMOVE, reason="Đã có dữ liệu", article="Điều 16 Nghị định 123/2015/NĐ-CP")
    MarkBook(desk.store, "an").propose(entry, find_element(entry.procedure, "paper:1.1"), judgement)
    desk.refresh_counts()
    return desk


async def _preview(pilot: Pilot[None], settle: Settle) -> None:
    await pilot.press("v")
    await settle(pilot)


@pytest.mark.parametrize("size", SIZES)
def test_another_kind_of_document_is_chosen_from_a_list(
    play: Play, settle: Settle, screen_text: ScreenText, marked: Desk, size: tuple[int, int]
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await _preview(pilot, settle)
        await pilot.press("o")
        await settle(pilot)
        assert isinstance(app.screen, ListDialog)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "Quyết định thông qua phương án · 1 thủ tục" in screen_text(app)
        await pilot.press("end")
        await settle(pilot)
        assert "1.3. Lợi ích phương án đơn giản hóa" in screen_text(app)

    play(scene, size)


def test_a_document_that_cannot_be_made_says_why_and_writes_nothing(
    play: Play, settle: Settle, screen_text: ScreenText, marked: Desk
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await _preview(pilot, settle)
        await pilot.press("o", "end", "enter")
        await settle(pilot)
        assert "2026-06" in screen_text(app)
        for key in ("w", "c", "enter"):
            await pilot.press(key)
            await settle(pilot)
            assert isinstance(app.screen, ProposalScreen)
        await pilot.press("o", "home", "enter")
        await settle(pilot)
        assert "Bỏ thành phần hồ sơ" in screen_text(app)

    play(scene)


@pytest.mark.parametrize("size", SIZES)
def test_a_sentence_in_the_offices_words_is_shown_and_taken_back(
    play: Play, settle: Settle, screen_text: ScreenText, marked: Desk, size: tuple[int, int]
) -> None:
    words = "Không yêu cầu người dân nộp tờ khai khi đăng ký trực tuyến."

    async def say(pilot: Pilot[None], app: WorkbenchApp, typed: str) -> None:
        await pilot.press("enter", "home", "enter")
        await settle(pilot)
        app.screen.query_one("#words", Entry).value = typed
        await pilot.press("ctrl+s")
        await settle(pilot)

    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await _preview(pilot, settle)
        await say(pilot, app, words)
        view = app.screen.query_one(LineView)
        shown = [view.line_at(number) for number in range(view.line_count())]
        told = [piece.style for line in shown for piece in line.pieces if "Không yêu cầu" in piece.text]
        assert told == ["changed"]
        await pilot.press("enter")
        await settle(pilot)
        assert "* nội dung [1]: Không yêu cầu" in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        await say(pilot, app, "")
        assert "Bỏ thành phần hồ sơ" in "\n".join(view.line_at(at).text for at in range(view.line_count()))

    play(scene, size)


def test_a_check_is_shown_in_place_of_the_document_and_goes_again(
    play: Play, settle: Settle, screen_text: ScreenText, marked: Desk
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await _preview(pilot, settle)
        await pilot.press("c")
        await settle(pilot)
        assert "Kiểm tra" in screen_text(app).splitlines()[0]
        assert "để trống cho điền tay – Thời gian, lộ trình thực hiện" in screen_text(app)
        await pilot.press("c")
        await settle(pilot)
        assert "PHƯƠNG ÁN ĐƠN GIẢN HÓA" in screen_text(app)

    play(scene)


def test_a_format_that_is_none_is_refused_and_the_next_try_writes(
    play: Play, settle: Settle, screen_text: ScreenText, marked: Desk, tmp_path: Path
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await _preview(pilot, settle)
        await pilot.press("w")
        await settle(pilot)
        app.screen.query_one("#folder", Entry).value = str(tmp_path / "văn bản")
        app.screen.query_one("#formats", Entry).value = "docx, xlsx"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, ExportDialog) and "xlsx" in screen_text(app)
        assert not (tmp_path / "văn bản").exists()
        app.screen.query_one("#formats", Entry).value = "html"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert [path.suffix for path in (tmp_path / "văn bản").iterdir()] == [".html"]

    play(scene)


def test_the_screen_lives_while_a_document_is_made(
    play: Play, settle: Settle, screen_text: ScreenText, marked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slowly(*asked: Any) -> Any:
        go_on.wait(20)
        return registry.gather(*asked)

    monkeypatch.setattr(proposal, "gather", slowly)

    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("v", "w")
        await pilot.pause()
        assert "Văn bản đang được tạo" in screen_text(app)
        go_on.set()
        await settle(pilot)
        assert "PHƯƠNG ÁN ĐƠN GIẢN HÓA" in screen_text(app)

    play(scene)


def _table(*rows: tuple[str, ...]) -> Table:
    header, *others = (tuple(Cell((Run(text),)) for text in row) for row in rows)
    return Table(header, tuple(others))


def test_a_table_too_wide_for_the_terminal_becomes_records() -> None:
    table = _table(("Thủ tục hành chính", "Chi phí trước", "Ghi chú"), ("Đăng ký khai sinh", "353.675.599", ""))
    wide = [line.text.strip() for line in document_lines([table], 60)]
    assert wide[0].split(" │ ")[0].startswith("Thủ tục hành chính")
    narrow = [line.text.strip() for line in document_lines([table], 22)]
    assert "Chi phí trước:" in " ".join(narrow) and "│" not in "".join(narrow)
    assert not any(line.startswith("Ghi chú") for line in narrow)


def test_no_word_of_a_table_is_broken_that_fits() -> None:
    long = "Bỏ thành phần hồ sơ “Văn bản thỏa thuận của cha, mẹ về việc lựa chọn quốc tịch cho con”."
    table = _table(("STT", "Nội dung đơn giản hóa", "Tiết kiệm"), ("1", long, "19.948.948"))
    lines = [line.text for line in document_lines([table], 50)]
    assert any("19.948.948" in line for line in lines)
    assert set(long.split()) <= set(" ".join(lines).replace("│", " ").split())


def test_every_style_of_a_document_is_one_that_views_know() -> None:
    runs = (Run("Bỏ", trace=Trace((1,), edited=True)), Run("đậm", bold=True))
    lines = document_lines([Paragraph(runs[:1]), Paragraph(runs[1:])], 60)
    styles = {piece.style for line in lines for piece in line.pieces if piece.style}
    assert styles == {"changed", "strong"}
    assert {f"line-view--{style}" for style in styles} <= LineView.COMPONENT_CLASSES
