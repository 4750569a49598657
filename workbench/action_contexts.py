"""What an action is, and the contexts in which actions can be started."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.language import N_


class Context(StrEnum):
    """Where an action can be started."""

    EVERYWHERE = "everywhere"
    BROWSE = "browse"
    PROCEDURE = "procedure"
    MARKS = "marks"
    GRAPH = "graph"
    JOURNEY = "journey"
    PAPER = "paper"
    QUESTIONS = "questions"
    PROPOSAL = "proposal"
    COST = "cost"
    COMPARISON = "comparison"
    EDITIONS = "editions"
    LISTS = "lists"
    DIALOG = "dialog"
    CHOICES = "choices"
    FIELDS = "fields"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its method's name, where it works, its keys, its name for the footer and its sentence of help.

    `by_screen` says that the screen carries it out though a widget has the focus. `shown` puts it into the footer.
    `moves_focus` makes its keys work at once, before keys typed ahead reach the
    widget that had the focus. `sequence` is two characters that start it too, struck one after the other.
    """

    id: str
    context: Context
    keys: tuple[str, ...]
    title: str
    help: str
    shown: bool = False
    moves_focus: bool = False
    by_screen: bool = False
    sequence: str = ""


CONTEXT_TITLES = {
    Context.EVERYWHERE: N_("Everywhere"),
    Context.BROWSE: N_("List of procedures"),
    Context.PROCEDURE: N_("Open procedure"),
    Context.MARKS: N_("Marks"),
    Context.GRAPH: N_("Graph"),
    Context.JOURNEY: N_("Journey"),
    Context.PAPER: N_("Page of a paper"),
    Context.QUESTIONS: N_("Questions about the graph"),
    Context.PROPOSAL: N_("Proposal"),
    Context.COST: N_("Compliance cost"),
    Context.COMPARISON: N_("Comparison of editions"),
    Context.EDITIONS: N_("List of editions"),
    Context.LISTS: N_("In every list"),
    Context.DIALOG: N_("In every dialog"),
    Context.CHOICES: N_("In a dialog's list"),
    Context.FIELDS: N_("In a dialog's field"),
    Context.HELP: N_("Help"),
}
