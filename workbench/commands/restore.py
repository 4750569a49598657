"""`workbench restore`: puts a copy in the place of the workspace, and keeps the replaced one beside it."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.command_line import PATH, argument, json_option, new_command
from workbench.language import N_, translate
from workbench.output import print_json
from workbench.problem_sentences import printable
from workbench.session import WorkSession


@new_command(
    "restore",
    N_(
        "Put a copy made by “workbench backup” in the place of the workspace.\n\n"
        "The copy is looked over entirely first. The workspace that it replaces is kept beside it, under a name that "
        "tells the time."
    ),
)
@argument("path", type=PATH, metavar=N_("FILE"), help=N_("The copy to put back."))
@json_option
@click.pass_obj
def command(session: WorkSession, path: Path, as_json: bool) -> None:
    """Put the copy back and say where the replaced workspace is kept."""
    from reviews.backups import restore

    kept = restore(path.expanduser(), session.workspace)
    if as_json:
        print_json({"workspace": str(session.workspace), "kept": str(kept) if kept else None})
        return
    click.echo(translate(N_("The workspace is restored from {path}.")).format(path=printable(str(path))))
    if kept:
        click.echo(translate(N_("What was there before is kept at {path}.")).format(path=printable(str(kept))))
