"""`workbench unmark`: takes a mark away; the journal keeps it and undo brings it back."""

from __future__ import annotations

from dataclasses import asdict

import click

from workbench.command_line import WholeNumber, argument, json_option, new_command
from workbench.language import N_, translate
from workbench.output import print_json
from workbench.session import WorkSession


@new_command("unmark", N_("Take a mark away; “workbench undo” brings it back."))
@argument(
    "number",
    type=WholeNumber(),
    metavar=N_("NUMBER"),
    help=N_("The mark's number as “workbench marks” prints it."),
)
@json_option
@click.pass_obj
def command(session: WorkSession, number: int, as_json: bool) -> None:
    """Withdraw one mark and print what it said."""
    from reviews.mark_book import MarkBook
    from reviews.marks import get_mark
    from workbench.rendering.mark_text import mark_lines

    with session.store() as store:
        mark = get_mark(store, number)
        MarkBook(store, session.who).withdraw(mark)
    if as_json:
        print_json(asdict(mark))
        return
    first, *others = mark_lines(mark)
    click.echo("\n".join([translate(N_("Taken away: {mark}")).format(mark=first), *others]))
