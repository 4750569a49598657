"""`workbench reasons`: lists the common reasons and the databases whose data replaces papers."""

from __future__ import annotations

from dataclasses import asdict

import click

from reviews.actions import MarkAction
from workbench.command_line import json_option, new_command
from workbench.language import N_, translate
from workbench.output import print_json
from workbench.rendering.labels import ACTION_LABELS
from workbench.session import WorkSession


@new_command("reasons", N_("List the common reasons and the databases whose data replaces papers, with their grounds."))
@json_option
@click.pass_obj
def command(_session: WorkSession, as_json: bool) -> None:
    """Print reasons and databases with their codes."""
    from reviews.law import common_reasons, databases

    if as_json:
        print_json(
            {
                "reasons": [asdict(reason) for reason in common_reasons()],
                "databases": [asdict(database) for database in databases()],
            }
        )
        return
    click.echo(translate(N_("REASONS (mark … --reason-code CODE)")))
    for reason in common_reasons():
        actions = ", ".join(translate(ACTION_LABELS[MarkAction(action)]) for action in reason.actions)
        _print_item(reason.code, reason.text, f"[{actions}]", reason.ground, reason.verified)
    click.echo("\n" + translate(N_("DATABASES (mark … replace --to CODE)")))
    for database in databases():
        name = f"{database.name} – {database.owner}"
        _print_item(database.code, name, database.papers, database.ground, database.verified)


def _print_item(code: str, text: str, remark: str, ground: str, verified: bool) -> None:
    click.echo(f"  {code}\n      {text}\n      {remark}")
    if ground:
        unverified = "" if verified else translate(N_(" (not verified)"))
        click.echo("      " + translate(N_("Ground: {ground}")).format(ground=ground) + unverified)
