"""Every mark of the open edition in one list."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from catalogue.elements import Part
from catalogue.text import one_line
from reviews.actions import MarkAction
from reviews.marks import Mark
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import translate as _
from workbench.rendering.labels import ACTION_LABELS, ACTION_SIGNS, PART_LABELS
from workbench.rendering.lines import Piece
from workbench.screens.browse_navigation import Navigator
from workbench.screens.marking import MarkingScreen
from workbench.widgets.line_view import LineView
from workbench.widgets.record_list import RecordList


class MarkRows:
    """The rows of the list of marks."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks

    def __len__(self) -> int:
        """Return how many marks there are."""
        return len(self.marks)

    def rows(self, start: int, stop: int) -> list[Sequence[Piece]]:
        """Return one piece per column."""
        return [self._row(mark) for mark in self.marks[start:stop]]

    def _row(self, mark: Mark) -> Sequence[Piece]:
        action = MarkAction(mark.action)
        target = f" → {mark.target}" if mark.target else ""
        return (
            Piece(mark.address, "code"),
            Piece(mark.procedure_name),
            Piece(f"{ACTION_SIGNS[action]} {_(ACTION_LABELS[action])}{target}", "mark"),
            Piece(f"{_(PART_LABELS[Part(mark.part)])}: {one_line(mark.element_text)}"),
            Piece(mark.reason, "muted"),
            Piece(mark.article, "muted"),
            Piece(mark.author, "muted"),
        )


class MarksScreen(MarkingScreen):
    """Lists marks; each can be opened where it stands, changed or taken away."""

    BINDINGS = bindings(Context.MARKS)
    contexts = (Context.MARKS, Context.EVERYWHERE)

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk)
        self._navigator = navigator

    def content(self) -> ComposeResult:
        """Lay out the list."""
        yield RecordList(
            (10, 0, 26, 0, 0, 0, 0), _("No marks yet: open a procedure and press 1 to 5 on an element."), "marks"
        )

    @property
    def list(self) -> RecordList:
        """The list of marks."""
        return self.query_one("#marks", RecordList)

    def on_mount(self) -> None:
        """Fill the list."""
        super().on_mount()
        self.marks_changed()
        self.list.focus()

    def on_resize(self) -> None:
        """Show as many columns as there is room for."""
        width = self.app.size.width
        if width < 100:
            self.list.set_columns((10, -1, 18, 0, -1, -1, -1))
        elif width < 160:
            self.list.set_columns((10, 20, 18, 0, -1, 26, 8))
        else:
            self.list.set_columns((10, 30, 30, 0, 36, 34, 10))

    def title_text(self) -> str:
        """Return the edition and how many marks it carries."""
        edition = self.desk.edition
        count = sum(self.desk.counts.values())
        return _("Marks · edition {name} · {count}").format(name=edition.name if edition else "", count=count)

    def marks_changed(self) -> None:
        """Read the marks anew."""
        self.refresh_title()
        self.list.show_rows(MarkRows(self.desk.marks()), self.list.cursor)

    def marks_under_cursor(self) -> Sequence[Mark]:
        """Return the mark under the cursor."""
        source = self.list.source
        return source.marks[self.list.cursor : self.list.cursor + 1] if isinstance(source, MarkRows) else ()

    def text_to_save(self) -> tuple[str, str]:
        """Return the list of marks as text, a line a mark."""
        source = self.list.source
        rows = source.rows(0, len(source)) if isinstance(source, MarkRows) else []
        return _("marks"), "".join("\t".join(piece.text for piece in row) + "\n" for row in rows)

    @on(LineView.Chosen)
    def action_go_to_mark(self) -> None:
        """Open the procedure at the marked element."""
        for mark in self.marks_under_cursor():
            self.dismiss()
            self._navigator.go_to(self.desk.entry_at(mark.address).id, mark.element)

    def action_show_whole_proposal(self) -> None:
        """Preview the proposal made of these marks."""
        from workbench.screens.proposal import ProposalScreen

        self.app.push_screen(ProposalScreen(self.desk, ()))

    def action_close(self) -> None:
        """Back to the list."""
        self.dismiss()
