"""`workbench undo`: takes back the reviewer's last change that still stands."""

from __future__ import annotations

from dataclasses import asdict

import click

from workbench.command_line import json_option, new_command
from workbench.language import N_, translate
from workbench.output import print_json
from workbench.session import WorkSession


@new_command("undo", N_("Take back your last change of a mark that still stands."))
@json_option
@click.pass_obj
def command(session: WorkSession, as_json: bool) -> None:
    """Undo one change and print the journal entry that it takes back."""
    from reviews.mark_book import MarkBook
    from workbench.rendering.mark_text import change_words

    with session.store() as store:
        entry = MarkBook(store, session.who).undo()
    if as_json:
        print_json(asdict(entry))
    else:
        click.echo(translate(N_("Undone: {change}")).format(change=change_words(entry)))
