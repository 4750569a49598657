"""`workbench check`: looks the workspace over, the database as well as every digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import json_option, new_command, option
from workbench.language import N_, ngettext, translate
from workbench.output import Progress, print_json, print_table, say
from workbench.problem_sentences import printable
from workbench.rendering.labels import CHECK_LABELS
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.integrity import Outcome

# So many faults of one check are listed; the rest is counted.
_MOST_LISTED = 20


@new_command(
    "check",
    N_(
        "Look the workspace over: database, contents, editions, journal and marks.\n\n"
        "Every text is compared with the digest under which it was stored, and every mark with the history of "
        "changes. Nothing is changed without --rebuild. The command ends with status 1 where something is broken."
    ),
)
@option(
    "--rebuild",
    is_flag=True,
    help=N_("First make the search index and the orders of lists anew from the stored procedures."),
)
@json_option
@click.pass_context
def command(ctx: click.Context, rebuild: bool, as_json: bool) -> None:
    """Print what each check found, and end with status 1 where one found a fault."""
    from catalogue.derived import rebuild as rebuild_index
    from reviews.integrity import check_workspace

    session: WorkSession = ctx.obj
    progress = Progress()
    with session.store() as store:
        if rebuild:
            rebuild_index(store)
        try:
            outcomes = list(check_workspace(store, lambda count: progress.show(_looked_at(count))))
        finally:
            progress.clear()
    broken = [outcome.check for outcome in outcomes if outcome.faults]
    if as_json:
        print_json(_values(session, outcomes))
    else:
        _print(outcomes)
        say(_summary(broken))
    if broken:
        ctx.exit(1)


def _looked_at(count: int) -> str:
    return ngettext("{count} procedure looked at…", "{count} procedures looked at…", count)


def _values(session: WorkSession, outcomes: list[Outcome]) -> dict[str, Any]:
    return {
        "workspace": str(session.workspace),
        "whole": not any(outcome.faults for outcome in outcomes),
        "checks": [
            {"check": outcome.check, "examined": outcome.examined, "faults": list(outcome.faults)}
            for outcome in outcomes
        ],
    }


def _print(outcomes: list[Outcome]) -> None:
    header = [translate(word) for word in (N_("Check"), N_("Looked at"), N_("Result"))]
    rows = [
        (translate(CHECK_LABELS[outcome.check]), str(outcome.examined), _result(len(outcome.faults)))
        for outcome in outcomes
    ]
    print_table(header, rows, right=(1,))
    for outcome in outcomes:
        for fault in outcome.faults[:_MOST_LISTED]:
            click.echo(f"  {translate(CHECK_LABELS[outcome.check])}: {printable(fault)}")
        if len(outcome.faults) > _MOST_LISTED:
            left = len(outcome.faults) - _MOST_LISTED
            click.echo("  " + ngettext("… and {count} more", "… and {count} more", left))


def _result(faults: int) -> str:
    return ngettext("{count} fault", "{count} faults", faults) if faults else translate(N_("whole"))


def _summary(broken: list[str]) -> str:
    if not broken:
        return translate(N_("The workspace is whole."))
    if broken == ["search"]:
        return translate(
            N_("Only the search index is damaged; “workbench check --rebuild” makes it anew, and nothing is lost.")
        )
    return translate(
        N_("The workspace is damaged; “workbench restore” puts a copy in its place, which keeps this one.")
    )
