"""The questions about the open edition's graph, one at a time, with all their answers."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.worker import get_current_worker

from catalogue.graph_answers import OF_ONE_PROCEDURE, Answer, Question, answers
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import ngettext
from workbench.language import translate as _
from workbench.rendering.answer_lines import QUESTION_NAMES, answer_lines
from workbench.rendering.lines import Line, Piece, wrapped_lines
from workbench.screens.browse_navigation import Navigator
from workbench.screens.work_screen import WorkScreen
from workbench.widgets.line_view import LineView
from workbench.widgets.text_view import TextView

# Questions of one procedure are answered by its graph.
_ASKED = tuple(question for question in Question if question not in OF_ONE_PROCEDURE)


class QuestionsScreen(WorkScreen):
    """Shows the answers to one question; every procedure that they name can be opened."""

    BINDINGS = bindings(Context.QUESTIONS)
    contexts = (Context.QUESTIONS, Context.EVERYWHERE)

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk)
        self._navigator = navigator
        self._question = _ASKED[0]
        self._answers: tuple[Answer, ...] | None = None

    def content(self) -> ComposeResult:
        """Lay out the list."""
        yield TextView(self._draw, id="document")

    @property
    def view(self) -> TextView:
        """The list."""
        return self.query_one(TextView)

    def on_mount(self) -> None:
        """Ask the first question beside the screen."""
        super().on_mount()
        self.view.focus()
        self._ask()

    def _ask(self) -> None:
        self._answers = None
        self.view.loading = True
        self.refresh_title()
        self._find(self._question)

    @work(thread=True, exclusive=True, group="questions")
    def _find(self, question: Question) -> None:
        found = answers(self.desk.graph(), question)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _show(self, found: tuple[Answer, ...]) -> None:
        self._answers = found
        self.view.loading = False
        self.view.draw_again()
        self.refresh_title()
        self.view.focus()

    def marks_changed(self) -> None:
        """Ask anew, for a link may have been judged."""
        self._ask()

    def _draw(self, width: int) -> Sequence[Line]:
        if self._answers is None:
            return [Line((Piece(" "),))]
        if not self._answers:
            return wrapped_lines((Piece("  "),), _("Nothing in this edition."), width, "muted")
        graph = self.desk.graph()
        lines: list[Line] = []
        for answer in self._answers:
            lines += answer_lines(graph, self._question, answer, width)
        return lines

    def title_text(self) -> str:
        """Return the question, which of them it is, and how many answers it has."""
        name = _(QUESTION_NAMES[self._question])
        title = _("Question {number} of {all} · {name}").format(
            number=_ASKED.index(self._question) + 1, all=len(_ASKED), name=name
        )
        if self._answers is None:
            return title
        found = ngettext("{count} answer", "{count} answers", len(self._answers))
        return f"{title} ({found})"

    def text_to_save(self) -> tuple[str, str]:
        """Return the answers as text."""
        return _(QUESTION_NAMES[self._question]), self.view.text()

    def action_next_question(self) -> None:
        """Ask the next question."""
        self._turn(1)

    def action_previous_question(self) -> None:
        """Ask the question before this one."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self._question = _ASKED[(_ASKED.index(self._question) + step) % len(_ASKED)]
        self._ask()

    @on(LineView.Chosen)
    def action_go_to_procedure(self) -> None:
        """Open the procedure under the cursor in the first screen."""
        entry = self.view.item_drawn(self.view.cursor)
        if entry is None:
            return
        self.dismiss()
        self._navigator.go_to(entry)

    def action_close(self) -> None:
        """Back to the list."""
        self.dismiss()
