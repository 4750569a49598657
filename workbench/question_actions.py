"""The actions of the questions about a whole edition's graph."""

from __future__ import annotations

from workbench.action_contexts import Action, Context
from workbench.language import N_

QUESTION_ACTIONS = (
    Action(
        "show_questions",
        Context.BROWSE,
        ("a",),
        N_("Questions"),
        N_("Show circles, papers asked back or implied, unasked results, and versions of several provinces."),
    ),
    Action(
        "go_to_procedure",
        Context.QUESTIONS,
        ("enter", "right"),
        N_("Go to"),
        N_("Open the procedure under the cursor."),
        shown=True,
    ),
    Action(
        "next_question",
        Context.QUESTIONS,
        ("n", "tab"),
        N_("Next question"),
        N_("Show the answers to the next question."),
        shown=True,
    ),
    Action(
        "previous_question",
        Context.QUESTIONS,
        ("p", "shift+tab"),
        N_("Previous question"),
        N_("Show the answers to the previous question."),
        shown=True,
    ),
    Action("close", Context.QUESTIONS, ("escape", "left"), N_("Back"), N_("Back to the list."), shown=True),
)
