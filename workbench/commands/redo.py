"""`workbench redo`: does again what the reviewer undid last."""

from __future__ import annotations

from dataclasses import asdict

import click

from workbench.command_line import json_option, new_command
from workbench.language import N_, translate
from workbench.output import print_json
from workbench.session import WorkSession


@new_command("redo", N_("Do again what you undid last."))
@json_option
@click.pass_obj
def command(session: WorkSession, as_json: bool) -> None:
    """Redo one change and print the journal entry of the undoing that it takes back."""
    from reviews.mark_book import MarkBook
    from reviews.marks import Mark
    from workbench.rendering.mark_text import change_words, mark_lines

    with session.store() as store:
        entry = MarkBook(store, session.who).redo()
    if as_json:
        print_json(asdict(entry))
    else:
        if entry.topic:
            click.echo(translate(N_("Done again: {mark}")).format(mark=change_words(entry)))
            return
        first, *others = mark_lines(Mark(**entry.mark))
        click.echo("\n".join([translate(N_("Done again: {mark}")).format(mark=first), *others]))
