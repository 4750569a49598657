"""The questions about the open edition's graph, one at a time, with all their answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from catalogue.graph_answers import OF_ONE_PROCEDURE, Answer, Question, answers
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import ngettext
from workbench.language import translate as _
from workbench.rendering.answer_lines import QUESTION_NAMES, answer_lines
from workbench.rendering.lines import Line, Piece, wrapped_lines
from workbench.screens.browse_navigation import Navigator
from workbench.screens.reading_screen import ReadingScreen

# Questions of one procedure are answered by its graph.
_ASKED = tuple(question for question in Question if question not in OF_ONE_PROCEDURE)


class QuestionsScreen(ReadingScreen[tuple[Answer, ...]]):
    """Shows the answers to one question; every procedure that they name can be opened."""

    BINDINGS = bindings(Context.QUESTIONS)
    contexts = (Context.QUESTIONS, Context.EVERYWHERE)

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._question = _ASKED[0]

    def search(self) -> Callable[[], tuple[Answer, ...]]:
        """Answer the question."""
        question = self._question
        return lambda: answers(self.desk.graph(), question)

    def lines(self, found: tuple[Answer, ...], width: int) -> Sequence[Line]:
        """Return the answers as lines."""
        if not found:
            return wrapped_lines((Piece("  "),), _("Nothing in this edition."), width, "muted")
        graph = self.desk.graph()
        lines: list[Line] = []
        for answer in found:
            lines += (*answer_lines(graph, self._question, answer, width), Line())
        return lines

    def title_text(self) -> str:
        """Return the question, which of them it is, and how many answers it has."""
        name = _(QUESTION_NAMES[self._question])
        title = _("Question {number} of {all} · {name}").format(
            number=_ASKED.index(self._question) + 1, all=len(_ASKED), name=name
        )
        if self.found is None:
            return title
        counted = ngettext("{count} answer", "{count} answers", len(self.found))
        return f"{title} ({counted})"

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
        self.found = None
        self.refresh_title()
        self.find()
