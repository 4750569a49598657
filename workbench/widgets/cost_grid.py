"""The cost table as a grid of cells with a cursor that goes from cell to cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.message import Message

from workbench.rendering.lines import Line, Piece, fit
from workbench.widgets.line_view import STYLES, LineView

_FEWEST_WORDS = 12


class GridRow:
    """One row: its number and words, the texts of its cells, a style for each, and its last text, which is computed."""

    __slots__ = ("cells", "last", "number", "styles", "words")

    def __init__(
        self, number: str, words: str, cells: Sequence[str] = (), styles: Sequence[str] = (), last: str = ""
    ) -> None:
        self.number = number
        self.words = words
        self.cells = tuple(cells)
        self.styles = tuple(styles)
        self.last = last


class CostGrid(LineView):
    """Rows of cells under headings; a heading of an activity has no cells."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-view--{name}" for name in (*STYLES, "cursor", "cursor-blurred", "cell")
    }
    DEFAULT_CSS = """
    CostGrid .line-view--cursor { background: $surface; color: $foreground; text-style: none; }
    CostGrid .line-view--cursor-blurred { background: $surface; text-style: none; }
    CostGrid .line-view--cell { background: $primary; color: $background; text-style: bold; }
    """

    class CellMoved(Message):
        """The cursor stands on another cell."""

    def __init__(self, headings: Sequence[str], id: str | None = None) -> None:
        super().__init__(id=id)
        self._headings = tuple(headings)
        self._rows: Sequence[GridRow] = ()
        self._widths: list[int] = []
        self.column = 0

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Show other rows; the cursor stays where it is, as far as there is such a cell."""
        self._rows = rows
        columns = range(len(self._headings))
        texts = [[(*row.cells, row.last)[at] for row in rows if row.cells] for at in columns]
        texts = [[name, *column] for name, column in zip(self._headings, texts, strict=True)]
        self._widths = [max(cell_len(text) for text in column) for column in texts]
        self.content_changed()

    @property
    def row(self) -> GridRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def heading_line(self, width: int) -> Line:
        """Return the line of headings for a width."""
        names = [f"{name:>{size}}" for name, size in zip(self._headings, self._widths, strict=True)]
        return Line((Piece(" " * (self._words(width) + 7), "muted"), Piece(" ".join(names), "muted")))

    def cell_region(self) -> tuple[int, int, int]:
        """Return where the cell under the cursor stands in the view: column and row in cells, and its width."""
        width = self.scrollable_content_region.width
        left = self._words(width) + 7 + sum(size + 1 for size in self._widths[: self.column])
        return left, self.cursor - int(self.scroll_offset.y), self._widths[self.column]

    def _words(self, width: int) -> int:
        return max(width - 7 - sum(size + 1 for size in self._widths), _FEWEST_WORDS)

    def item_count(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def line_count(self) -> int:
        """Return the number of rows, one line each."""
        return len(self._rows)

    def lines_of(self, item: int) -> range:
        """Return the one line of a row."""
        return range(item, item + 1)

    def line_at(self, number: int) -> Line:
        """Return a row as a line, with the cell under the cursor told apart."""
        row = self._rows[number]
        words = self._words(self.scrollable_content_region.width or self.size.width)
        if not row.cells:
            return Line((Piece(f" {fit(row.number, 4)} ", "heading"), Piece(fit(row.words, words), "heading")), number)
        pieces = [Piece(f" {fit(row.number, 4)} ", "muted"), Piece(f"{fit(row.words, words)} ")]
        for at, (text, width) in enumerate(zip((*row.cells, row.last), self._widths, strict=True)):
            style = "strong" if at == len(row.cells) else row.styles[at]
            here = number == self.cursor and at == self.column and self.has_focus
            pieces += [Piece(f"{text:>{width}}", "cell" if here else style), Piece(" ")]
        return Line(tuple(pieces), number)

    def _style(self, name: str, base: Style, over: Style | None) -> Style:
        style = base + self.get_component_rich_style(f"line-view--{name}", partial=True) if name else base
        return style + over if over is not None and name != "cell" else style

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw both rows and tell that another cell is meant."""
        super().watch_cursor(old, new)
        self.post_message(self.CellMoved())

    def move_column(self, step: int) -> None:
        """Move the cursor to another cell of its row."""
        column = max(0, min(self.column + step, len(self._headings) - 2))
        if column != self.column:
            self.column = column
            self.refresh_lines(self.cursor, 1)
            self.post_message(self.CellMoved())
