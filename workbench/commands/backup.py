"""`workbench backup`: copies the workspace into one file, also while it is in use."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.command_line import PATH, argument, json_option, new_command, option
from workbench.language import N_, decimal, translate
from workbench.output import print_json
from workbench.problem_sentences import printable
from workbench.session import WorkSession


@new_command(
    "backup",
    N_(
        "Copy the workspace into one file.\n\n"
        "Others may go on working meanwhile; the copy is the workspace of one moment. It is looked over before it "
        "gets its name, so that it is whole or not there."
    ),
)
@argument("path", type=PATH, metavar=N_("FILE"), help=N_("Where the copy is to be."))
@option("--force", is_flag=True, help=N_("Replace a file that is there already."))
@json_option
@click.pass_obj
def command(session: WorkSession, path: Path, force: bool, as_json: bool) -> None:
    """Copy the workspace and say what the copy holds."""
    from reviews.backups import back_up

    with session.store() as store:
        made = back_up(store, path.expanduser(), force)
    if as_json:
        print_json(
            {
                "path": str(made.path),
                "size": made.size,
                "editions": made.editions,
                "procedures": made.procedures,
                "marks": made.marks,
                "changes": made.changes,
            }
        )
        return
    said = translate(N_("Copied to {path}: {editions} editions, {procedures} procedures, {marks} marks ({size} MB)."))
    click.echo(
        said.format(
            path=printable(str(made.path)),
            editions=made.editions,
            procedures=made.procedures,
            marks=made.marks,
            size=decimal(made.size / 1_000_000, 1),
        )
    )
