"""The whole way to a procedure's result as a readable list with its totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.worker import get_current_worker

from catalogue.journey import Journey, Terms
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import translate as _
from workbench.rendering.journey_lines import journey_lines
from workbench.rendering.lines import Line, Piece
from workbench.screens.browse_navigation import Navigator
from workbench.screens.work_screen import WorkScreen
from workbench.widgets.line_view import LineView
from workbench.widgets.text_view import TextView


class JourneyScreen(WorkScreen):
    """Shows a journey; every procedure of it can be opened."""

    BINDINGS = bindings(Context.JOURNEY)
    contexts = (Context.JOURNEY, Context.EVERYWHERE)

    def __init__(self, desk: Desk, entry: int, navigator: Navigator, below: WorkScreen | None = None) -> None:
        """Take the entry to reach; `below` is a screen that closes too when a procedure is opened."""
        super().__init__(desk)
        self._entry = entry
        self._navigator = navigator
        self._below = below
        self._terms = Terms()
        self._journey: Journey | None = None

    def content(self) -> ComposeResult:
        """Lay out the list."""
        yield TextView(self._draw, id="document")

    @property
    def view(self) -> TextView:
        """The list."""
        return self.query_one(TextView)

    def on_mount(self) -> None:
        """Find the way beside the screen."""
        super().on_mount()
        self.view.focus()
        self._find()

    def _find(self) -> None:
        self.view.loading = True
        self._find_way(self._terms)

    @work(thread=True, exclusive=True, group="journey")
    def _find_way(self, terms: Terms) -> None:
        found = self.desk.journeys(terms).to(self._entry)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _show(self, found: Journey) -> None:
        self._journey = found
        self.view.loading = False
        self.view.draw_again()
        self.refresh_title()
        self.view.focus()

    def _draw(self, width: int) -> Sequence[Line]:
        if self._journey is None:
            return [Line((Piece(" "),))]
        return journey_lines(self._journey, self.desk.graph().nodes, width)

    def title_text(self) -> str:
        """Return the procedure's code and name, and on which terms the way is shown."""
        if self._journey is None:
            return _("Journey")
        node = self._journey.stops[-1].node
        title = _("Journey · {address} {name}").format(address=node.address, name=node.name)
        marks = [_("longest")] if self._terms.longest else []
        marks += [_("with conditional papers")] if self._terms.conditional else []
        return f"{title} ({', '.join(marks)})" if marks else title

    def text_to_save(self) -> tuple[str, str]:
        """Return the journey as text."""
        if self._journey is None:
            return "", ""
        name = _("journey")
        return f"{self._journey.stops[-1].node.address} {name}", self.view.text()

    def action_switch_length(self) -> None:
        """Show the longest way, or the shortest again."""
        self._terms = replace(self._terms, longest=not self._terms.longest)
        self._find()

    def action_switch_conditional(self) -> None:
        """Count papers asked for in some cases only, or leave them out again."""
        self._terms = replace(self._terms, conditional=not self._terms.conditional)
        self._find()

    @on(LineView.Chosen)
    def action_go_to_procedure(self) -> None:
        """Open the procedure under the cursor in the first screen."""
        entry = self.view.item_drawn(self.view.cursor)
        if entry is None:
            return
        self.dismiss()
        if self._below is not None:
            self._below.dismiss()
        self._navigator.go_to(entry)

    def action_close(self) -> None:
        """Back to where it was opened."""
        self.dismiss()
