"""A paper's page: who issues it, in how many words it is asked for, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from catalogue.papers import CataloguePaper, paper_at
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import translate as _
from workbench.rendering.lines import Line, Piece, wrapped_lines
from workbench.rendering.paper_lines import issuer_lines, paper_lines
from workbench.screens.browse_navigation import Navigator
from workbench.screens.linking import LinkingScreen, SayLink
from workbench.screens.reading_screen import ReadingScreen
from workbench.screens.work_screen import WorkScreen


@dataclass(frozen=True, slots=True)
class Page:
    """What a row asks for, None where it asks for no paper."""

    paper: CataloguePaper | None


class PaperScreen(ReadingScreen[Page], LinkingScreen):
    """Shows one paper over the whole edition; every procedure named can be opened."""

    BINDINGS = bindings(Context.PAPER)
    contexts = (Context.PAPER, Context.EVERYWHERE)

    def __init__(
        self, desk: Desk, entry: int, element: str, navigator: Navigator, below: WorkScreen | None = None
    ) -> None:
        """Take a row that asks for the paper; `below` is a screen that closes too when a procedure is opened."""
        super().__init__(desk, navigator, below)
        self._place = (entry, element)
        # The lines that name who issues the paper come first; those behind them name who asks for it.
        self._issuer_lines = 0

    @property
    def _paper(self) -> CataloguePaper | None:
        return self.found.paper if self.found else None

    def search(self) -> Callable[[], Page]:
        """Look the paper up among those of the edition."""
        return lambda: Page(paper_at(self.desk.papers(), *self._place))

    def lines(self, found: Page, width: int) -> Sequence[Line]:
        """Return the page as lines."""
        if found.paper is None:
            said = _("This row is a heading or a remark, or names no paper that has to be handed in.")
            return wrapped_lines((Piece("  "),), said, width, "muted")
        nodes = self.desk.graph().nodes
        self._issuer_lines = len(list(issuer_lines(found.paper, nodes, width)))
        return paper_lines(found.paper, nodes, width)

    def first_line(self) -> int:
        """Return the line of the first procedure that issues the paper, so that one key judges it."""
        return next((at for at in range(self._issuer_lines) if self.view.item_drawn(at) is not None), 0)

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
