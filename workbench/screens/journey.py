"""The whole way to a procedure's result as a readable list with its totals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from catalogue.journey import Journey, Terms
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import translate as _
from workbench.rendering.journey_lines import journey_lines
from workbench.rendering.lines import Line
from workbench.screens.browse_navigation import Navigator
from workbench.screens.reading_screen import ReadingScreen
from workbench.screens.work_screen import WorkScreen


class JourneyScreen(ReadingScreen[Journey]):
    """Shows a journey; every procedure of it can be opened."""

    BINDINGS = bindings(Context.JOURNEY)
    contexts = (Context.JOURNEY, Context.EVERYWHERE)

    def __init__(self, desk: Desk, entry: int, navigator: Navigator, below: WorkScreen | None = None) -> None:
        """Take the entry to reach; `below` is a screen that closes too when a procedure is opened."""
        super().__init__(desk, navigator, below)
        self._entry = entry
        self._terms = Terms()

    def search(self) -> Callable[[], Journey]:
        """Find the way on the terms as they are."""
        terms = self._terms
        return lambda: self.desk.journeys(terms).to(self._entry)

    def lines(self, found: Journey, width: int) -> Sequence[Line]:
        """Return the journey as lines."""
        return journey_lines(found, self.desk.graph().nodes, width)

    def title_text(self) -> str:
        """Return the procedure's code and name, and on which terms the way is shown."""
        if self.found is None:
            return _("Journey")
        node = self.found.stops[-1].node
        title = _("Journey · {address} {name}").format(address=node.address, name=node.name)
        marks = [_("longest")] if self._terms.longest else []
        marks += [_("with conditional papers")] if self._terms.conditional else []
        return f"{title} ({', '.join(marks)})" if marks else title

    def text_to_save(self) -> tuple[str, str]:
        """Return the journey as text."""
        if self.found is None:
            return "", ""
        name = _("journey")
        return f"{self.found.stops[-1].node.address} {name}", self.view.text()

    def action_switch_length(self) -> None:
        """Show the longest way, or the shortest again."""
        self._terms = replace(self._terms, longest=not self._terms.longest)
        self.find()

    def action_switch_conditional(self) -> None:
        """Count papers asked for in some cases only, or leave them out again."""
        self._terms = replace(self._terms, conditional=not self._terms.conditional)
        self.find()
