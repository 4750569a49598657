"""`workbench mark`: proposes what to do with an element of a procedure, and why."""

from __future__ import annotations

from dataclasses import asdict

import click

from reviews.actions import MarkAction
from workbench.action_words import ActionWord
from workbench.command_line import argument, edition_option, json_option, new_command, option
from workbench.commands.show import CODE_HELP
from workbench.language import N_, translate
from workbench.output import print_json, say
from workbench.problem_sentences import printable
from workbench.session import WorkSession


@new_command(
    "mark",
    N_(
        "Propose what to do with an element of a procedure.\n\n"
        "Your own mark that already stands on the element is changed. A reason is needed except for “keep”; "
        "“replace”, “reduce” and “merge” also say with --to towards what."
    ),
)
@argument("code", metavar=N_("CODE"), help=CODE_HELP)
@argument(
    "element",
    metavar=N_("ELEMENT"),
    help=N_("The element's address as “workbench show” prints it: paper:1.2, step:3, time:1, fee:1.1, procedure."),
)
@argument(
    "action",
    type=ActionWord(),
    metavar=N_("ACTION"),
    help=N_("What to propose: remove, replace, reduce, merge or keep."),
)
@option(
    "--to",
    "target",
    default="",
    metavar=N_("TARGET"),
    help=N_("The database (its name, or its code from “workbench reasons”), the lower number, or what to merge with."),
)
@option("--reason", default="", metavar=N_("TEXT"), help=N_("Why, in your own words."))
@option(
    "--reason-code",
    default="",
    metavar=N_("CODE"),
    help=N_("Why, as one of the common reasons of “workbench reasons”."),
)
@option("--article", default="", metavar=N_("TEXT"), help=N_("The article and instrument to amend."))
@edition_option
@json_option
@click.pass_obj
def command(
    session: WorkSession,
    code: str,
    element: str,
    action: str,
    target: str,
    reason: str,
    reason_code: str,
    article: str,
    edition: str | None,
    as_json: bool,
) -> None:
    """Put a mark on an element and print it."""
    from catalogue.editions import find_edition, find_entry
    from catalogue.elements import find_element
    from reviews.mark_book import MarkBook
    from reviews.marks import Judgement
    from reviews.merge_targets import is_bare_address
    from workbench.rendering.mark_text import mark_lines

    judgement = Judgement(
        MarkAction(action),
        _database_name(target) if action == MarkAction.REPLACE else target,
        reason_code,
        _reason(reason, reason_code),
        article,
    )
    with session.store() as store:
        entry = find_entry(store, find_edition(store, edition), code)
        place = find_element(entry.procedure, element, entry.address)
        mark = MarkBook(store, session.who).propose(entry, place, judgement)
        unknown = mark.action == MarkAction.MERGE and is_bare_address(mark.target)
    if as_json:
        print_json(asdict(mark))
    else:
        click.echo("\n".join(mark_lines(mark)))
    if unknown:
        said = translate(
            N_("“{target}” is no element or procedure of this edition; the mark keeps it as it was typed.")
        )
        say(said.format(target=printable(mark.target)))


def _reason(reason: str, reason_code: str) -> str:
    """The reason's words: those given, or those of the common reason whose code was given."""
    if not reason_code:
        return reason
    if reason:
        raise click.UsageError(translate(N_("Give either --reason or --reason-code, not both.")))
    from reviews.law import common_reasons

    for common in common_reasons():
        if common.code == reason_code:
            return common.text
    said = translate(N_("There is no common reason “{code}”; “workbench reasons” lists them."))
    raise click.BadParameter(said.format(code=reason_code), param_hint="'--reason-code'")


def _database_name(target: str) -> str:
    from reviews.law import databases

    return next((database.name for database in databases() if database.code == target.strip()), target)
