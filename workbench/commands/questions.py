"""`workbench questions`: what is asked of a whole edition's graph, from circles to results that nobody asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.command_line import argument, edition_option, limit_option, list_options, new_command
from workbench.graph_reading import read_graph
from workbench.language import N_, ngettext, translate
from workbench.output import print_table, print_values, say
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.graph import DependencyGraph
    from catalogue.graph_answers import Answer, Question

# As `catalogue.graph_answers.Question`, which is not imported before a question is asked.
QUESTIONS = {
    "needs": N_("which procedures this one needs in the end, for the papers that it asks for (with CODE)"),
    "feeds": N_("which procedures need the results of this one in the end (with CODE)"),
    "cycles": N_("which procedures need each other's results, in a circle"),
    "asked-back": N_("which papers are asked for by the very office that issues them"),
    "implied": N_("which papers were already seen when another paper of the same dossier was issued"),
    "unasked": N_("which results nobody asks for"),
    "gates": N_("which procedures every way passes through"),
    "clones": N_("which procedures of several provinces are the same, and how the versions differ"),
}


@new_command(
    "questions",
    N_(
        "Ask a question of the graph of a whole edition, or of one procedure in it.\n\n"
        "needs, feeds: what a procedure needs, and what needs its results, in the end (with CODE). cycles: procedures "
        "that need each other's results. asked-back: papers asked for by the very office that issues them. implied: "
        "papers that were already seen when another paper of the same dossier was issued. unasked: results that "
        "nobody asks for. gates: procedures that every way passes through. clones: the same procedure of several "
        "provinces, and how the versions differ."
    ),
)
@argument(
    "question",
    required=False,
    type=click.Choice(list(QUESTIONS)),
    metavar=N_("[QUESTION]"),
    help=N_("Which question to ask; without it they are listed."),
)
@argument(
    "code",
    required=False,
    metavar=N_("[CODE]"),
    help=N_("The procedure that the answers must concern; all procedures without it."),
)
@edition_option
@limit_option(50, N_("How many to show at most."))
@list_options
@click.pass_obj
def command(
    session: WorkSession, question: str | None, code: str | None, edition: str | None, limit: int, form: str | None
) -> None:
    """Print the answers, and on standard error how many there are in all."""
    if question is None:
        _print_questions(form)
        return
    from catalogue.editions import find_edition, find_entry
    from catalogue.graph_answers import OF_ONE_PROCEDURE, Question, answers
    from reviews.judged_issuers import judged_links
    from workbench.rendering.answer_lines import answer_values

    asked = Question(question)
    if asked in OF_ONE_PROCEDURE and code is None:
        raise click.UsageError(translate(N_("Name the procedure that the question is about.")))
    with session.store() as store:
        looked_at = find_edition(store, edition)
        entry = find_entry(store, looked_at, code) if code else None
        graph = read_graph(store, looked_at, judged_links(store))
    found = answers(graph, asked, entry.id if entry else None)
    if form:
        print_values([answer_values(graph, asked, answer) for answer in found[:limit]], form)
    else:
        _print(graph, asked, found[:limit])
    say(_counted(len(found), min(limit, len(found)), looked_at.name))


def _print_questions(form: str | None) -> None:
    """List what can be asked."""
    if form:
        print_values([{"question": name, "asks": translate(asks)} for name, asks in QUESTIONS.items()], form)
        return
    header = [translate(word) for word in (N_("Question"), N_("What it asks"))]
    print_table(header, [(name, translate(asks)) for name, asks in QUESTIONS.items()])


def _print(graph: DependencyGraph, question: Question, found: tuple[Answer, ...]) -> None:
    from workbench.rendering.answer_lines import answer_lines
    from workbench.rendering.journey_lines import UNWRAPPED
    from workbench.rendering.lines import plain_text

    for answer in found:
        click.echo(plain_text(list(answer_lines(graph, question, answer, UNWRAPPED))), nl=False)


def _counted(total: int, shown: int, edition: str) -> str:
    said = ngettext("{count} answer", "{count} answers", total)
    if shown < total:
        said += translate(N_(", the first {shown} shown (--limit)")).format(shown=shown)
    return said + translate(N_(" in edition “{edition}”.")).format(edition=edition)
