"""The virtual list: as quick with 130,000 rows as with ten, because it reads only what is in sight."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual.app import App, ComposeResult

from workbench.rendering.lines import Piece
from workbench.widgets.record_list import PAGE_ROWS, RecordList

ROWS = 130_000


class CountingSource:
    """A source of numbered rows that notes what was read."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self.read: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return self._rows

    def rows(self, start: int, stop: int) -> Sequence[Sequence[Piece]]:
        self.read.append((start, stop))
        return [(Piece(str(number)), Piece(f"Thủ tục số {number}")) for number in range(start, stop)]


class ListApp(App[None]):
    """Nothing but a list."""

    def compose(self) -> ComposeResult:
        yield RecordList((8, 0), "Không có gì", "list")


def with_list(rows: int, *keys: str) -> tuple[RecordList, CountingSource]:
    """Show rows, press keys, and return the list and its source."""
    source = CountingSource(rows)
    app = ListApp()

    async def run() -> RecordList:
        async with app.run_test(size=(80, 24)) as pilot:
            found = app.query_one(RecordList)
            found.show_rows(source)
            found.focus()
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
            return found

    return asyncio.run(run()), source


def test_a_long_list_reads_one_page_to_begin_with() -> None:
    _, source = with_list(ROWS)
    assert source.read == [(0, PAGE_ROWS)]


def test_going_to_the_end_reads_the_last_page_only() -> None:
    found, source = with_list(ROWS, "end")
    assert found.cursor == ROWS - 1
    assert len(source.read) <= 3
    assert all(start == 0 or start >= ROWS - 2 * PAGE_ROWS for start, _ in source.read)


def test_the_cursor_stays_within_the_list() -> None:
    assert with_list(3, "up", "down", "down", "down", "down")[0].cursor == 2
    assert with_list(3, "pagedown")[0].cursor == 2
    assert with_list(3, "end", "home", "k")[0].cursor == 0


def test_an_empty_list_says_so_and_takes_every_key() -> None:
    found, _ = with_list(0, "down", "end", "pagedown", "home", "up")
    assert found.line_at(0).text.strip() == "Không có gì"
    assert found.item_count() == 0


def test_moving_the_cursor_redraws_two_lines() -> None:
    app = ListApp()
    redrawn: list[tuple[int, int]] = []

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            found = app.query_one(RecordList)
            found.show_rows(CountingSource(ROWS), cursor=3)
            found.focus()
            await pilot.pause()
            found.refresh_lines = lambda y_start, line_count=1: redrawn.append((y_start, line_count))  # type: ignore[method-assign]
            await pilot.press("down")
            assert redrawn == [(3, 1), (4, 1)]

    asyncio.run(run())
