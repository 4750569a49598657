"""The open procedure: all its parts in one scrolling view, its elements one by one under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from catalogue.editions import Entry
from catalogue.elements import Element
from reviews.marks import Mark
from workbench.actions import Context, bindings
from workbench.rendering.lines import Line, Piece, plain_text
from workbench.rendering.procedure_lines import ProcedureLayout, procedure_layout
from workbench.widgets.line_view import LineView

_HEADING_LINES = 2
_NOTHING = ProcedureLayout((), (), (), ())


class ProcedureView(LineView):
    """Shows one entry with its marks; the screen carries out what its keys ask for."""

    BINDINGS = bindings(Context.PROCEDURE)

    def __init__(self, empty: str, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entry: Entry | None = None
        self._empty = empty
        self._marks: Mapping[str, Sequence[Mark]] = {}
        self._layout = _NOTHING
        self._drawn_width = 0

    def show_entry(self, entry: Entry | None, marks: Mapping[str, Sequence[Mark]]) -> None:
        """Show a procedure; the cursor stays where it was if it is the same one, with other marks."""
        same = self.entry is not None and entry is not None and self.entry.id == entry.id
        self.entry, self._marks = entry, marks
        self._drawn_width = 0
        if not same:
            self.set_reactive(LineView.cursor, 0)
            self.scroll_to(y=0, animate=False, immediate=True)
        self.content_changed()
        if same:
            self.show_item(self.cursor)

    @property
    def element(self) -> Element | None:
        """The element under the cursor."""
        return self._layout.items[self.cursor] if self._layout.items else None

    @property
    def marks_here(self) -> Sequence[Mark]:
        """The marks on the element under the cursor."""
        return self._marks.get(self.element.address, ()) if self.element else ()

    def go_to_element(self, address: str) -> None:
        """Put the cursor on the element at an address, if the procedure has it."""
        for item, element in enumerate(self._layout.items):
            if element.address == address:
                self.cursor = item
                self.show_item(item)
                return

    def text(self) -> str:
        """Return the whole drawn procedure as plain text."""
        return plain_text(self._layout.lines)

    def content_changed(self) -> None:
        """Draw the procedure at the present width, if that or the content changed."""
        width = max(self.scrollable_content_region.width - 1, 20)
        if self.entry is None:
            self._layout = _NOTHING
        elif width != self._drawn_width:
            self._layout = procedure_layout(self.entry, self._marks, width)
            self._drawn_width = width
        super().content_changed()

    def item_count(self) -> int:
        """Return the number of elements."""
        return len(self._layout.items)

    def line_count(self) -> int:
        """Return the number of drawn lines."""
        return len(self._layout.lines) or 1

    def line_at(self, number: int) -> Line:
        """Return one drawn line."""
        if not self._layout.lines:
            return Line((Piece(" " + self._empty, "muted"),))
        return self._layout.lines[number]

    def lines_of(self, item: int) -> range:
        """Return the lines of an element."""
        return self._layout.item_lines[item]

    def action_next_part(self) -> None:
        """Move to the first element of the next part."""
        self._go_to_part(start for start in self._layout.part_starts if start > self.cursor)

    def action_previous_part(self) -> None:
        """Move to the first element of this part, or of the part before."""
        self._go_to_part(start for start in reversed(self._layout.part_starts) if start < self.cursor)

    def action_next_mark(self) -> None:
        """Move to the next element that carries a mark."""
        self._go_to_first(item for item in self._marked_items() if item > self.cursor)

    def action_previous_mark(self) -> None:
        """Move to the marked element before."""
        self._go_to_first(item for item in reversed(self._marked_items()) if item < self.cursor)

    def _go_to_part(self, starts: Iterable[int]) -> None:
        for start in starts:
            self.cursor = start
            # The part's heading stands right above its first element.
            self.scroll_to(y=max(self.lines_of(start).start - _HEADING_LINES, 0), animate=False, immediate=True)
            return

    def _marked_items(self) -> list[int]:
        return [item for item, element in enumerate(self._layout.items) if self._marks.get(element.address)]

    def _go_to_first(self, items: Iterable[int]) -> None:
        for item in items:
            self.cursor = item
            return
