"""The comparison of two editions on the screen: list, facets, words that changed, pairs confirmed and marks settled."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from catalogue.editions import find_edition, find_entry
from catalogue.elements import find_element
from catalogue.importing import EditionDetails, import_edition
from catalogue.word_diff import word_diff
from reviews import journal
from reviews.actions import MarkAction
from reviews.judgements import JudgementBook
from reviews.mark_book import MarkBook
from reviews.marks import Judgement, list_marks
from reviews.pair_book import verdicts
from reviews.volume_book import keep_volumes, kept_volumes
from reviews.volumes import Volume
from tests.screens.conftest import RECORDS
from workbench.desk import Desk
from workbench.rendering.comparison_lines import wrap_spans
from workbench.screens.application import WorkbenchApp
from workbench.screens.comparison import ComparisonScreen
from workbench.widgets.choice_list import ChoiceList
from workbench.widgets.key_bar import KeyBar

SNAPSHOTS = Path(__file__).parent / "snapshots"
Play = Callable[..., None]
Settle = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture
def two_editions(desk: Desk, tmp_path: Path) -> Desk:
    """The desk with an older edition: longer times, other papers, one procedure more, one less; and three marks."""
    records: list[dict[str, Any]] = copy.deepcopy(RECORDS[:3])
    records[0]["channels"][0]["processing_time"]["quantity"] = 3
    records[0]["channels"][0]["fees"][0]["amount"] = 5000
    papers = records[0]["dossiers"][0]["papers"]
    papers[2] = {"text": "Giấy chứng nhận kết hôn của cha, mẹ (bản sao có chứng thực)", "originals": 0, "copies": 1}
    papers.append({"text": "Sổ hộ khẩu của gia đình", "originals": 1, "copies": 0})
    records.append({"code": "1.099999", "name": "Cấp lại sổ hộ khẩu", "field": "Đăng ký, quản lý cư trú"})
    source = tmp_path / "2025-06.jsonl"
    source.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
    import_edition(desk.store, [source], EditionDetails("2025-06", "2025-06-01", "Danh mục tháng 6/2025"))
    entry = find_entry(desk.store, find_edition(desk.store, "2025-06"), "1.001193")
    for address, action, target in (
        ("paper:1.2", MarkAction.REMOVE, ""),
        ("paper:1.4", MarkAction.REMOVE, ""),
        ("time:1", MarkAction.REDUCE, "2 ngày làm việc"),
    ):
        judgement = Judgement(action, target, reason="Đã có trong cơ sở dữ liệu")
        MarkBook(desk.store, "an").propose(entry, find_element(entry.procedure, address), judgement)
    desk.open_edition("2026-06")
    return desk


async def opened(pilot: Pilot[None], app: WorkbenchApp, settle: Settle) -> ComparisonScreen:
    """Open the comparison from the first screen."""
    await pilot.press("d")
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)
    await settle(pilot)
    assert isinstance(app.screen, ComparisonScreen)
    return app.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_comparison_looks_as_it_should(
    size: tuple[int, int],
    two_editions: Desk,
    play: Play,
    settle: Settle,
    screen_text: Callable[[WorkbenchApp], str],
) -> None:
    seen: list[str] = []

    async def look(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await opened(pilot, app, settle)
        seen.append(screen_text(app))

    play(look, size)
    file = SNAPSHOTS / f"comparison-{size[0]}x{size[1]}.txt"
    if os.environ.get("WORKBENCH_UPDATE_SNAPSHOTS"):
        file.write_text(seen[0], encoding="utf-8")
    assert seen[0] == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("forward", "back"),
    [
        (("right_square_bracket", "c"), ("left_square_bracket", "c")),
        (("n",), ("p",)),
        (("f8",), ("f7",)),
        (("ư", "c"), ("ơ", "c")),
    ],
    ids=["]c", "n", "f8", "ưc"],
)
def test_keys_go_from_change_to_change_and_from_procedure_to_procedure(
    forward: tuple[str, ...], back: tuple[str, ...], two_editions: Desk, play: Play, settle: Settle
) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        screen = await opened(pilot, app, settle)
        first = screen.view.row
        changes = screen.view.item_count() - 1
        assert first is not None and changes > 3
        for at in range(1, changes + 1):
            await pilot.press(*forward)
            await settle(pilot)
            assert (screen.view.row, screen.view.cursor) == (first, at)
        await pilot.press(*forward)
        await settle(pilot)
        assert screen.list.cursor == 1 and screen.view.cursor == 0
        await pilot.press(*back)
        await settle(pilot)
        assert screen.view.row == first and screen.view.cursor == changes

    play(scene)


def test_an_edition_is_not_offered_for_comparison_with_itself(two_editions: Desk, play: Play, settle: Settle) -> None:
    here = two_editions.edition

    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("d")
        await settle(pilot)
        offered = app.screen.query_one(ChoiceList)
        texts = [offered.line_at(at).text for at in range(offered.line_count())]
        assert here is not None and not any(here.name in text for text in texts)
        assert len([text for text in texts if text.strip()]) == len(two_editions.editions()) - 1

    play(scene, (80, 24))


def test_volumes_follow_a_procedure_to_its_new_code_with_the_key_that_carries(
    desk: Desk, play: Play, settle: Settle, tmp_path: Path
) -> None:
    records: list[dict[str, Any]] = copy.deepcopy(RECORDS[:3])
    old = records[0]["code"]
    newer = [{**records[0], "code": "1.015555"}, *records[1:]]
    for name, listed in (("2024-06", records), ("2024-07", newer)):
        source = tmp_path / f"{name}.jsonl"
        source.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in listed), encoding="utf-8")
        import_edition(desk.store, [source], EditionDetails(name, f"{name}-01"))
    keep_volumes(JudgementBook(desk.store, "an"), [Volume(old, 2024, 900, 900, 900)])
    desk.open_edition("2024-07")

    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        screen = await opened(pilot, app, settle)
        assert (screen.old.name, screen.new.name) == ("2024-06", "2024-07")
        await pilot.press("w")
        await settle(pilot)
        assert [(one.code, one.subjects) for one in kept_volumes(desk.store)] == [(old, 900), ("1.015555", 900)]

    play(scene)


def test_a_list_of_editions_names_no_key_to_save(two_editions: Desk, play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        for key in ("d", "o"):
            await pilot.press(key)
            await settle(pilot)
            keys = str(app.screen.query_one(KeyBar).render())
            assert "Enter" in keys and "Esc" in keys and "^S" not in keys
            await pilot.press("escape")
            await settle(pilot)

    play(scene, (200, 50))


def test_a_bracket_alone_does_nothing(two_editions: Desk, play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        screen = await opened(pilot, app, settle)
        await pilot.press("right_square_bracket", "z", "c")
        await settle(pilot)
        assert screen.view.cursor == 0 and app.screen is screen

    play(scene)


def test_facets_and_typed_words_choose_what_is_listed(two_editions: Desk, play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        screen = await opened(pilot, app, settle)
        whole = screen.list.item_count()
        await pilot.press("f")
        await settle(pilot)
        await pilot.press("enter", "ctrl+s")
        await settle(pilot)
        assert 0 < screen.list.item_count() < whole
        await pilot.press("escape")
        await settle(pilot)
        assert screen.list.item_count() == whole
        await pilot.press("slash", *"ho khau", "enter")
        await settle(pilot)
        row = screen.row_under_cursor()
        assert row is not None and row.kind == "removed" and screen.list.item_count() == 1
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert app.screen is not screen

    play(scene)


def test_a_person_denies_a_pair_and_takes_it_back(two_editions: Desk, play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        screen = await opened(pilot, app, settle)
        await pilot.press("d")
        await settle(pilot)
        await settle(pilot)
        assert list(verdicts(two_editions.store).values()) == [False]
        assert not any(row.pair is not None and row.shown.address == "1.001193" for row in screen._rows)
        await pilot.press("u")
        await settle(pilot)
        await settle(pilot)
        assert not verdicts(two_editions.store)
        assert any(row.pair is not None and row.shown.address == "1.001193" for row in screen._rows)

    play(scene)


def test_marks_are_settled_one_after_the_other(two_editions: Desk, play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        screen = await opened(pilot, app, settle)
        row = screen.row_under_cursor()
        assert row is not None and row.waiting == 3
        await pilot.press("w")
        await settle(pilot)
        await settle(pilot)
        row = screen.row_under_cursor()
        assert row is not None and row.waiting == 1
        (new,) = list_marks(two_editions.store, "2026-06")
        assert (new.element, new.action) == ("paper:1.2", "remove")
        await pilot.press("m")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await settle(pilot)
        row = screen.row_under_cursor()
        assert row is not None and row.waiting == 0
        before = len(journal.history(two_editions.store))
        await pilot.press("m")
        await settle(pilot)
        assert len(journal.history(two_editions.store)) == before

    play(scene)


def test_the_procedure_is_opened_where_it_stands(two_editions: Desk, play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await opened(pilot, app, settle)
        await pilot.press("slash", *"so ho khau", "enter", "o")
        await settle(pilot)
        assert not isinstance(app.screen, ComparisonScreen)
        assert two_editions.edition is not None and two_editions.edition.name == "2025-06"

    play(scene)


def test_closing_stops_the_comparison(two_editions: Desk, play: Play, settle: Settle) -> None:
    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert not isinstance(app.screen, ComparisonScreen)
        assert app.fault is None

    play(scene)


def test_an_edition_deleted_meanwhile_is_told(
    two_editions: Desk, play: Play, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    from catalogue.problems import Problem, ProblemKind

    def gone(*_words: Any, **_more: Any) -> None:
        raise Problem(ProblemKind.EDITION_GONE, edition="2025-06")

    monkeypatch.setattr("reviews.pair_book.compare_editions", gone)

    async def scene(pilot: Pilot[None], app: WorkbenchApp) -> None:
        screen = await opened(pilot, app, settle)
        assert screen.list.item_count() == 0
        assert screen.query_one("#message").display

    play(scene)


def test_words_that_changed_are_wrapped_with_their_styles() -> None:
    spans = word_diff("Bản sao Giấy chứng nhận kết hôn", "Bản sao có chứng thực Giấy chứng nhận kết hôn")
    lines = wrap_spans(spans, 20)
    assert all(len("".join(piece.text for piece in line)) <= 20 for line in lines)
    said = " ".join("".join(piece.text for piece in line).strip() for line in lines)
    assert said == "Bản sao có chứng thực Giấy chứng nhận kết hôn"
    added = "".join(piece.text for line in lines for piece in line if piece.style == "added")
    assert added.split() == ["có", "chứng", "thực"] or added.split() == ["thực", "có", "chứng"]
