"""The changes of one procedure, one by one under the cursor, drawn side by side where there is room."""

from __future__ import annotations

from workbench.actions import Context, bindings
from workbench.comparison_rows import ComparedRow
from workbench.rendering.comparison_lines import ComparisonLayout, comparison_layout
from workbench.rendering.lines import Line, Piece, plain_text
from workbench.widgets.line_view import LineView

_ROOM_FOR_TWO = 110


class ChangeView(LineView):
    """Shows a row of the comparison; the first item is its heading, the others are its changes."""

    BINDINGS = bindings(Context.LISTS)

    DEFAULT_CSS = """
    ChangeView .line-view--cursor { background: $surface; color: $foreground; text-style: none; }
    ChangeView .line-view--cursor-blurred { background: $background; text-style: none; }
    """

    def __init__(self, empty: str, id: str | None = None) -> None:
        super().__init__(id=id)
        self.row: ComparedRow | None = None
        self._empty = empty
        self._layout = ComparisonLayout()
        self._drawn_width = 0

    def show_row(self, row: ComparedRow | None, last: bool = False) -> None:
        """Show another row from its heading, or from its last change; the same row keeps the cursor."""
        same = self.row is not None and row is not None and self.row.key == row.key
        self.row = row
        self._drawn_width = 0
        if not same:
            self.set_reactive(LineView.cursor, 0)
            self.scroll_to(y=0, animate=False, immediate=True)
        self.content_changed()
        if last and not same:
            self.cursor = self.item_count() - 1

    def text(self) -> str:
        """Return what is shown as plain text."""
        return plain_text(self._layout.lines)

    def content_changed(self) -> None:
        """Draw at the present width, if that or the content changed."""
        width = max(self.scrollable_content_region.width - 1, 20)
        if self.row is None:
            self._layout = ComparisonLayout()
        elif width != self._drawn_width:
            self._layout = comparison_layout(self.row, width, side_by_side=width >= _ROOM_FOR_TWO)
            self._drawn_width = width
        super().content_changed()

    def item_count(self) -> int:
        """Return the number of items: the heading and the changes."""
        return len(self._layout.item_lines)

    def line_count(self) -> int:
        """Return the number of drawn lines."""
        return len(self._layout.lines) or 1

    def line_at(self, number: int) -> Line:
        """Return one drawn line."""
        if not self._layout.lines:
            return Line((Piece(" " + self._empty, "muted"),))
        line = self._layout.lines[number]
        sign = "▌" if line.item is not None and line.item == self.cursor else " "
        return Line((Piece(sign, "mark"), *line.pieces), line.item)

    def lines_of(self, item: int) -> range:
        """Return the lines of an item."""
        return self._layout.item_lines[item]

    def step(self, by: int) -> bool:
        """Move the cursor by one item; False where there is none that way."""
        to = self.cursor + by
        if not 0 <= to < self.item_count():
            return False
        self.cursor = to
        return True
