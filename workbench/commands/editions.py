"""`workbench editions`: lists the editions of the workspace."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from workbench.command_line import list_options, new_command
from workbench.language import N_, day_words, translate
from workbench.output import print_table, print_values, say
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.editions import Edition


@new_command("editions", N_("List the editions, the newest first."))
@list_options
@click.pass_obj
def command(session: WorkSession, form: str | None) -> None:
    """Print every edition with its day, size and origin."""
    from catalogue.editions import list_editions

    with session.store() as store:
        editions = list_editions(store)
    if form:
        print_values([asdict(edition) for edition in editions], form)
    elif editions:
        _print(editions)
    else:
        say(translate(N_("The workspace holds no edition yet; “workbench import” brings one in.")))


def _print(editions: list[Edition]) -> None:
    header = [N_("Edition"), N_("Day"), N_("Procedures"), N_("Title"), N_("Source")]
    rows = [
        (
            edition.name,
            day_words(edition.day) or "–",
            str(edition.procedures),
            edition.title or "–",
            edition.source or edition.file or "–",
        )
        for edition in editions
    ]
    print_table([translate(word) for word in header], rows, right=(2,))
