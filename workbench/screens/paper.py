"""A paper's page: who issues it, in how many words it is asked for, and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.worker import get_current_worker

from catalogue.papers import CataloguePaper, paper_at
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import translate as _
from workbench.rendering.lines import Line, Piece, wrapped_lines
from workbench.rendering.paper_lines import issuer_lines, paper_lines
from workbench.screens.browse_navigation import Navigator
from workbench.screens.linking import LinkingScreen, SayLink
from workbench.screens.work_screen import WorkScreen
from workbench.widgets.line_view import LineView
from workbench.widgets.text_view import TextView


class PaperScreen(LinkingScreen):
    """Shows one paper over the whole edition; every procedure named can be opened."""

    BINDINGS = bindings(Context.PAPER)
    contexts = (Context.PAPER, Context.EVERYWHERE)

    def __init__(
        self, desk: Desk, entry: int, element: str, navigator: Navigator, below: WorkScreen | None = None
    ) -> None:
        """Take a row that asks for the paper; `below` is a screen that closes too when a procedure is opened."""
        super().__init__(desk)
        self._place = (entry, element)
        self._navigator = navigator
        self._below = below
        self._paper: CataloguePaper | None = None
        self._read = False
        # The lines that name who issues the paper come first; those behind them name who asks for it.
        self._issuer_lines = 0

    def content(self) -> ComposeResult:
        """Lay out the page."""
        yield TextView(self._draw, id="document")

    @property
    def view(self) -> TextView:
        """The page."""
        return self.query_one(TextView)

    def on_mount(self) -> None:
        """Read the papers of the edition beside the screen."""
        super().on_mount()
        self.view.focus()
        self.view.loading = True
        self._read_papers()

    @work(thread=True, exclusive=True, group="papers")
    def _read_papers(self) -> None:
        found = paper_at(self.desk.papers(), *self._place)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _show(self, found: CataloguePaper | None) -> None:
        self._paper, self._read = found, True
        self.view.loading = False
        self.view.draw_again()
        self.refresh_title()
        self.view.focus()

    def _draw(self, width: int) -> Sequence[Line]:
        if self._paper is None:
            said = _("This row is a heading or a remark, or names no paper that has to be handed in.")
            return wrapped_lines((Piece("  "),), said if self._read else " ", width, "muted")
        nodes = self.desk.graph().nodes
        self._issuer_lines = len(list(issuer_lines(self._paper, nodes, width)))
        return paper_lines(self._paper, nodes, width)

    def marks_changed(self) -> None:
        """Read the page anew, for a link may have been judged."""
        self._read_papers()

    def link_under_cursor(self) -> SayLink | None:
        """Return what judges the issuer under the cursor."""
        from reviews.issuer_links import say_papers

        paper, at = self._paper, self.view.cursor
        found = self.view.item_drawn(at) if at < self._issuer_lines else None
        issuer = self.desk.entry(found) if found is not None else None
        if paper is None or issuer is None:
            return None
        return lambda holds: say_papers(self.desk.judgements, (paper.identity,), paper.name, issuer, holds)

    def title_text(self) -> str:
        """Return what the paper is called."""
        return _("Paper · {name}").format(name=self._paper.name) if self._paper else _("Paper")

    def text_to_save(self) -> tuple[str, str]:
        """Return the page as text."""
        return (self._paper.name[:60], self.view.text()) if self._paper else ("", "")

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
