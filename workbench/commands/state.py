"""`workbench state`: how far a mark has come: agreed, decided, enacted, seen, or rejected or withdrawn."""

from __future__ import annotations

from datetime import date

import click

from workbench.command_line import Day, WholeNumber, argument, json_option, new_command, option
from workbench.language import N_, day_words, translate
from workbench.output import print_json
from workbench.problem_sentences import printable
from workbench.rendering.comparison_labels import STATE_LABELS
from workbench.session import WorkSession

STATES = ("proposed", "agreed", "decided", "enacted", "seen", "rejected", "withdrawn")


@new_command(
    "state",
    N_(
        "Say how far a mark has come.\n\n"
        "A proposal is agreed, decided, enacted, and seen in a later edition; or it is rejected or withdrawn. "
        "“workbench promises” follows those that were decided."
    ),
)
@argument(
    "number",
    type=WholeNumber(),
    metavar=N_("NUMBER"),
    help=N_("The mark's number as “workbench marks” prints it."),
)
@argument(
    "state",
    type=click.Choice(STATES),
    metavar=N_("STATE"),
    help=N_("The state that it has reached: proposed, agreed, decided, enacted, seen, rejected or withdrawn."),
)
@option("--reason", default="", metavar=N_("TEXT"), help=N_("Why, or by which decision."))
@option("--date", "day", type=Day(), metavar=N_("YYYY-MM-DD"), help=N_("Since which day; today if it is not given."))
@option("--edition", metavar=N_("NAME"), help=N_("In which edition it is seen."))
@json_option
@click.pass_obj
def command(
    session: WorkSession, number: int, state: str, reason: str, day: date | None, edition: str | None, as_json: bool
) -> None:
    """Add a step to a mark's life and print it."""
    from catalogue.editions import find_edition
    from reviews.mark_states import MarkState, SetBy, Step, set_states, today
    from reviews.marks import get_mark
    from workbench.rendering.mark_text import mark_lines

    if edition and state != "seen":
        raise click.UsageError(translate(N_("--edition goes with the state “seen” only.")))
    with session.store() as store:
        mark = get_mark(store, number)
        seen_in = find_edition(store, edition).name if edition else ""
        step = Step(
            MarkState(state), day.isoformat() if day else today(), session.who, SetBy.PERSON, seen_in, reason.strip()
        )
        set_states(store, session.who, [mark], step)
    if as_json:
        print_json(
            {
                "mark": number,
                "state": step.state.value,
                "day": step.day,
                "who": step.who,
                "by": step.by.value,
                "edition": step.edition,
                "reason": step.reason,
            }
        )
        return
    first, *others = mark_lines(mark)
    said = translate(N_("{mark} is {state} since {day}."))
    click.echo(said.format(mark=first, state=translate(STATE_LABELS[state]), day=day_words(step.day)))
    for line in (*others, *([f"    {printable(reason)}"] if reason else [])):
        click.echo(line)
