"""What the screens share that show something to read about the graph: found beside the screen, opened by its lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.worker import get_current_worker

from workbench.desk import Desk
from workbench.rendering.lines import Line, Piece
from workbench.screens.browse_navigation import Navigator
from workbench.screens.work_screen import WorkScreen
from workbench.widgets.line_view import LineView
from workbench.widgets.text_view import TextView

Found = TypeVar("Found")

# On wider screens the eye would lose the line that it reads.
_WIDEST = 140


class ReadingScreen(WorkScreen, Generic[Found]):
    """A text over the whole screen; every procedure that a line names can be opened."""

    def __init__(self, desk: Desk, navigator: Navigator, below: WorkScreen | None = None) -> None:
        """Take where procedures are opened; `below` is a screen that closes too when one is."""
        super().__init__(desk)
        self._navigator = navigator
        self._below = below
        # What was found last; None until then.
        self.found: Found | None = None
        self._unread = True

    def search(self) -> Callable[[], Found]:
        """Return what finds the thing to read; it runs beside the screen and must not look at it."""
        raise NotImplementedError

    def lines(self, found: Found, width: int) -> Sequence[Line]:
        """Return what was found as lines."""
        raise NotImplementedError

    def content(self) -> ComposeResult:
        """Lay out the text."""
        yield TextView(self._draw, id="document")

    @property
    def view(self) -> TextView:
        """The text."""
        return self.query_one(TextView)

    def on_mount(self) -> None:
        """Find the thing to read."""
        super().on_mount()
        self.view.focus()
        self.find()

    def find(self) -> None:
        """Find it, and show it in the place of what was shown."""
        self.view.loading = True
        self._find(self.search())

    @work(thread=True, exclusive=True, group="reading")
    def _find(self, search: Callable[[], Found]) -> None:
        found = search()
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, found)

    def first_line(self) -> int:
        """Return the line on which the cursor stands when the thing is first shown."""
        return 0

    def _show(self, found: Found) -> None:
        self.found = found
        self.view.loading = False
        self.view.draw_again()
        self.refresh_title()
        self.view.focus()

    def _draw(self, width: int) -> Sequence[Line]:
        if self.found is None:
            return [Line((Piece(" "),))]
        if self._unread:
            self._unread = False
            self.call_later(self._begin)
        return self.lines(self.found, min(width, _WIDEST))

    def _begin(self) -> None:
        self.view.cursor = self.first_line()

    def marks_changed(self) -> None:
        """Find it anew, for a link may have been judged."""
        self.find()

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
