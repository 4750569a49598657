"""`workbench history`: prints the journal of marks, who changed what and when."""

from __future__ import annotations

from dataclasses import asdict

import click

from workbench.command_line import limit_option, list_options, new_command
from workbench.language import N_, ngettext
from workbench.output import print_values, say
from workbench.session import WorkSession


@new_command("history", N_("Show who changed which mark and when, the newest change first."))
@limit_option(None, N_("How many changes to show at most; all if it is not given."))
@list_options
@click.pass_obj
def command(session: WorkSession, limit: int | None, form: str | None) -> None:
    """Print the newest entries of the journal."""
    from reviews import journal
    from workbench.rendering.mark_text import change_line

    with session.store() as store:
        entries = journal.history(store, limit)
    if form:
        print_values([asdict(entry) for entry in entries], form)
        return
    for entry in entries:
        click.echo(change_line(entry))
    say(ngettext("{count} change.", "{count} changes.", len(entries)))
