"""A scrolling view of styled lines with a cursor that goes from item to item, drawn line by line.

A key redraws the lines of two items, never the whole view: over SSH that is some hundred bytes instead of many
thousand.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.actions import Context, bindings
from workbench.rendering.lines import Line, shown

STYLES = (
    *("muted", "heading", "code", "mark", "mark-other", "good", "bad", "strong", "title"),
    *("removed", "added", "removed-sign", "added-sign", "changed"),
)


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Base of the virtual lists; subclasses say how many lines there are and what each one holds."""

    BINDINGS = bindings(Context.LISTS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line-view--{name}" for name in (*STYLES, "cursor", "cursor-blurred")}
    DEFAULT_CSS = """
    LineView { overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    LineView .line-view--muted { color: $text-muted; }
    LineView .line-view--heading { color: $text-accent; text-style: bold; }
    LineView .line-view--title { color: $foreground; text-style: bold; }
    LineView .line-view--strong { text-style: bold; }
    LineView .line-view--code { color: $text-secondary; }
    LineView .line-view--mark { color: $text-warning; text-style: bold; }
    LineView .line-view--mark-other { color: $text-primary; text-style: bold; }
    LineView .line-view--good { color: $text-success; }
    LineView .line-view--bad { color: $text-error; }
    LineView .line-view--removed { color: $text-error; text-style: strike; }
    LineView .line-view--added { color: $text-success; text-style: bold underline; }
    LineView .line-view--removed-sign { color: $text-error; text-style: bold; }
    LineView .line-view--added-sign { color: $text-success; text-style: bold; }
    LineView .line-view--changed { color: $text-warning; text-style: italic; }
    LineView .line-view--cursor { background: $primary; color: $background; text-style: bold; }
    LineView .line-view--cursor-blurred { background: $surface; text-style: underline; }
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor stands on another item."""

        def __init__(self, view: LineView, item: int) -> None:
            super().__init__()
            self.view = view
            self.item = item

        @property
        def control(self) -> LineView:
            """The view whose cursor moved."""
            return self.view

    class Chosen(Message):
        """The item under the cursor was clicked twice or chosen with Enter where no action takes that key."""

        def __init__(self, view: LineView, item: int) -> None:
            super().__init__()
            self.view = view
            self.item = item

        @property
        def control(self) -> LineView:
            """The view in which it was chosen."""
            return self.view

    def item_count(self) -> int:
        """Return how many items the cursor can stand on."""
        raise NotImplementedError

    def line_count(self) -> int:
        """Return how many lines there are in all."""
        raise NotImplementedError

    def line_at(self, number: int) -> Line:
        """Return one line, numbered from 0."""
        raise NotImplementedError

    def lines_of(self, item: int) -> range:
        """Return the numbers of an item's lines."""
        raise NotImplementedError

    def item_of(self, number: int) -> int | None:
        """Return the item that a line belongs to."""
        return self.line_at(number).item

    def content_changed(self) -> None:
        """Measure and draw anew after the content changed; the cursor stays within it."""
        self.virtual_size = Size(self.scrollable_content_region.width or self.size.width, self.line_count())
        self.set_reactive(LineView.cursor, self.validate_cursor(self.cursor))
        self.refresh()

    def validate_cursor(self, item: int) -> int:
        """Keep the cursor on an item that exists."""
        return max(0, min(item, self.item_count() - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw the two items concerned and bring the new one into sight."""
        if not self.item_count():
            return
        for item in (old, new):
            if 0 <= item < self.item_count():
                lines = self.lines_of(item)
                self.refresh_lines(lines.start, len(lines))
        self.show_item(new)
        self.post_message(self.Moved(self, new))

    def show_item(self, item: int) -> None:
        """Scroll just so far that an item is in sight, its beginning first."""
        lines = self.lines_of(item)
        height = self.scrollable_content_region.height
        top = int(self.scroll_offset.y)
        if lines.start < top or len(lines) >= height:
            self.scroll_to(y=lines.start, animate=False, immediate=True)
        elif lines.stop > top + height:
            self.scroll_to(y=lines.stop - height, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        width = self.size.width
        number = y + int(self.scroll_offset.y)
        base = self.rich_style
        if number >= self.line_count():
            return Strip.blank(width, base)
        line = self.line_at(number)
        over = self._cursor_style() if line.item is not None and line.item == self.cursor else None
        segments = [Segment(shown(piece.text), self._style(piece.style, base, over)) for piece in line.pieces]
        return Strip(segments).adjust_cell_length(width, base + over if over else base)

    def _style(self, name: str, base: Style, over: Style | None) -> Style:
        if over is not None and self.has_focus:
            return base + over
        style = base + self.get_component_rich_style(f"line-view--{name}", partial=True) if name else base
        return style + over if over else style

    def _cursor_style(self) -> Style:
        name = "cursor" if self.has_focus else "cursor-blurred"
        return self.get_component_rich_style(f"line-view--{name}", partial=True)

    def on_focus(self) -> None:
        """Show the cursor as active."""
        self._refresh_cursor()

    def on_blur(self) -> None:
        """Show the cursor as resting."""
        self._refresh_cursor()

    def _refresh_cursor(self) -> None:
        if self.item_count():
            lines = self.lines_of(self.validate_cursor(self.cursor))
            self.refresh_lines(lines.start, len(lines))

    def on_resize(self, _event: events.Resize) -> None:
        """Measure anew: subclasses that wrap their text override `content_changed`."""
        self.content_changed()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse clicked; a second click chooses."""
        number = event.y + int(self.scroll_offset.y)
        item = self.item_of(number) if number < self.line_count() else None
        if item is None:
            return
        if item == self.cursor and event.chain > 1:
            self.post_message(self.Chosen(self, item))
        self.cursor = item

    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height - 1)

    def action_cursor_down(self) -> None:
        """Move the cursor one item down; a long item is first scrolled through."""
        if not self._scroll_within(1):
            self.cursor += 1

    def action_cursor_up(self) -> None:
        """Move the cursor one item up; a long item is first scrolled through."""
        if not self._scroll_within(-1):
            self.cursor -= 1

    def _scroll_within(self, step: int) -> bool:
        """Scroll by some lines inside an item that is higher than the view; False where its end is in sight."""
        if not self.item_count():
            return False
        lines = self.lines_of(self.cursor)
        height = self.scrollable_content_region.height
        top = int(self.scroll_offset.y)
        hidden = lines.stop - (top + height) if step > 0 else top - lines.start
        if len(lines) <= height or hidden <= 0:
            return False
        self.scroll_to(y=top + step * min(hidden, self._page()), animate=False, immediate=True)
        return True

    def action_page_down(self) -> None:
        """Move the cursor a page of lines down."""
        self._move_by_lines(self._page())

    def action_page_up(self) -> None:
        """Move the cursor a page of lines up."""
        self._move_by_lines(-self._page())

    def _move_by_lines(self, count: int) -> None:
        if not self.item_count() or self._scroll_within(1 if count > 0 else -1):
            return
        lines = self.lines_of(self.cursor)
        number = max(0, min((lines.stop - 1 if count > 0 else lines.start) + count, self.line_count() - 1))
        item = self.item_of(number)
        while item is None and 0 < number < self.line_count() - 1:
            number += 1 if count > 0 else -1
            item = self.item_of(number)
        self.cursor = item if item is not None else (self.item_count() - 1 if count > 0 else 0)

    def action_first(self) -> None:
        """Move the cursor to the first item and show the very top."""
        self.cursor = 0
        self.scroll_to(y=0, animate=False, immediate=True)

    def action_last(self) -> None:
        """Move the cursor to the last item."""
        self.cursor = self.item_count() - 1
