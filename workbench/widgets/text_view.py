"""A view of ready lines: help pages, document previews."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.rendering.lines import Line, plain_text
from workbench.widgets.line_view import LineView


class TextView(LineView):
    """Shows lines made for its width; the cursor is the line that is read."""

    DEFAULT_CSS = """
    TextView .line-view--cursor { background: $surface; color: $foreground; text-style: none; }
    TextView .line-view--cursor-blurred { background: $background; text-style: none; }
    """

    def __init__(self, draw: Callable[[int], Sequence[Line]], id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._lines: Sequence[Line] = ()
        self._drawn_width = 0

    def text(self) -> str:
        """Return what is shown as plain text."""
        return plain_text(self._lines)

    def draw_again(self) -> None:
        """Draw anew after what is shown changed."""
        self._drawn_width = 0
        self.content_changed()

    def content_changed(self) -> None:
        """Draw at the present width, if that changed."""
        width = self.scrollable_content_region.width
        if width and width != self._drawn_width:
            self._lines = self._draw(width)
            self._drawn_width = width
        super().content_changed()

    def item_count(self) -> int:
        """Return the number of lines."""
        return len(self._lines)

    def line_count(self) -> int:
        """Return the number of lines."""
        return len(self._lines)

    def line_at(self, number: int) -> Line:
        """Return one line."""
        return Line(self._lines[number].pieces, number)

    def item_drawn(self, number: int) -> int | None:
        """Return the item that was drawn into a line, such as the entry that it is about, None for none."""
        return self._lines[number].item if 0 <= number < len(self._lines) else None

    def lines_of(self, item: int) -> range:
        """Return the one line of an item."""
        return range(item, item + 1)
