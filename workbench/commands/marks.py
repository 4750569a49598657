"""`workbench marks`: lists the marks that stand."""

from __future__ import annotations

from dataclasses import asdict

import click

from workbench.command_line import argument, list_options, new_command, option
from workbench.commands.show import CODE_HELP
from workbench.language import N_, ngettext
from workbench.output import print_values, say
from workbench.session import WorkSession


@new_command("marks", N_("List the marks that stand, of every edition unless one is named."))
@argument("codes", nargs=-1, metavar=N_("[CODE]..."), help=CODE_HELP)
@option(
    "--edition",
    metavar=N_("NAME"),
    help=N_("Only marks of this edition; codes without it are looked up in the newest one."),
)
@list_options
@click.pass_obj
def command(session: WorkSession, codes: tuple[str, ...], edition: str | None, form: str | None) -> None:
    """Print the marks of an edition, of some procedures, or all."""
    from catalogue.editions import find_edition, find_entry
    from reviews.marks import list_marks
    from workbench.rendering.mark_text import mark_lines

    with session.store() as store:
        looked_at = find_edition(store, edition) if edition or codes else None
        addresses = [find_entry(store, looked_at, code).address for code in codes] if looked_at else []
        marks = list_marks(store, looked_at.name if looked_at else None, addresses or None)
    if form:
        print_values([asdict(mark) for mark in marks], form)
        return
    last = ""
    for mark in marks:
        if mark.edition != last and looked_at is None:
            click.echo(f"== {mark.edition}")
            last = mark.edition
        click.echo("\n".join(mark_lines(mark)))
    say(ngettext("{count} mark.", "{count} marks.", len(marks)))
