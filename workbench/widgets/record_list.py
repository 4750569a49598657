"""The virtual list of records: any number of rows, read in pages as they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from rich.cells import cell_len

from workbench.rendering.lines import Line, Piece, fit
from workbench.widgets.line_view import LineView

PAGE_ROWS = 64
_PAGES_KEPT = 32


class RowSource(Protocol):
    """What a list shows: how many rows there are, and the cells of some of them."""

    def __len__(self) -> int:
        """Return how many rows there are."""
        ...

    def rows(self, start: int, stop: int) -> Sequence[Sequence[Piece]]:
        """Return the rows from `start` up to `stop`, each with one piece per column."""
        ...


class NoRows:
    """The source of an empty list."""

    def __len__(self) -> int:
        """Return 0."""
        return 0

    def rows(self, start: int, stop: int) -> Sequence[Sequence[Piece]]:
        """Return nothing."""
        return ()


class RecordList(LineView):
    """A list of rows in columns; a width of 0 takes what the other columns leave."""

    def __init__(self, columns: Sequence[int], empty: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._empty = empty
        self.source: RowSource = NoRows()
        self._pages: OrderedDict[int, Sequence[Sequence[Piece]]] = OrderedDict()

    def show_rows(self, source: RowSource, cursor: int = 0, empty: str | None = None) -> None:
        """Show another source, with the cursor on a row of it; `empty` is the sentence for a list without rows."""
        self.source = source
        if empty is not None:
            self._empty = empty
        self.set_reactive(LineView.cursor, cursor)
        self.rows_changed()
        if len(source):
            self.show_item(self.cursor)
            self.post_message(self.Moved(self, self.cursor))

    def rows_changed(self) -> None:
        """Read the rows in sight anew: their content changed, not their number."""
        self._pages.clear()
        self.content_changed()

    def set_columns(self, columns: Sequence[int]) -> None:
        """Lay the columns out anew."""
        self._columns = tuple(columns)
        self.refresh()

    def item_count(self) -> int:
        """Return the number of rows."""
        return len(self.source)

    def line_count(self) -> int:
        """Return the number of rows, one line each, or one line to say that there is none."""
        return len(self.source) or (1 if self._empty else 0)

    def lines_of(self, item: int) -> range:
        """Return the row's one line."""
        return range(item, item + 1)

    def item_of(self, number: int) -> int | None:
        """Return the row on a line."""
        return number if number < len(self.source) else None

    def line_at(self, number: int) -> Line:
        """Return a row as a line, its columns cut to their widths."""
        if number >= len(self.source):
            return Line((Piece(" " + self._empty, "muted"),))
        cells = self._row(number)
        pieces: list[Piece] = []
        for cell, width in zip(cells, self._widths(), strict=True):
            if width:
                pieces += [Piece(fit(cell.text, width), cell.style), Piece(" ")]
        return Line(tuple(pieces), number)

    def _widths(self) -> list[int]:
        total = self.scrollable_content_region.width or self.size.width
        fixed = sum(width + 1 for width in self._columns if width > 0)
        free = max(total - fixed - 1, 10)
        return [free if width == 0 else max(width, 0) for width in self._columns]

    def _row(self, number: int) -> Sequence[Piece]:
        page = number // PAGE_ROWS
        if page not in self._pages:
            start = page * PAGE_ROWS
            self._pages[page] = self.source.rows(start, min(start + PAGE_ROWS, len(self.source)))
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        rows = self._pages[page]
        at = number % PAGE_ROWS
        # A row can be gone when another process removed it after the list was read.
        return rows[at] if at < len(rows) else [Piece("") for _ in self._columns]


def widest(texts: Sequence[str], at_least: int, at_most: int) -> int:
    """Return the width of a column that holds some texts, within bounds."""
    return max(at_least, min(max((cell_len(text) for text in texts), default=0), at_most))
