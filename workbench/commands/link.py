"""`workbench link`: confirms or denies that a procedure issues the paper that a row of another one asks for."""

from __future__ import annotations

from dataclasses import asdict

import click

from workbench.command_line import argument, edition_option, json_option, new_command, option
from workbench.commands.show import CODE_HELP
from workbench.language import N_, translate
from workbench.output import print_json
from workbench.problem_sentences import printable
from workbench.session import WorkSession


@new_command(
    "link",
    N_(
        "Confirm or deny that a procedure issues the paper that a row of another one asks for.\n\n"
        "It holds for every row of the catalogue that asks for the same paper, in later editions too, and outranks "
        "what the program has found by itself. “workbench undo” takes it back."
    ),
)
@argument("code", metavar=N_("CODE"), help=CODE_HELP)
@argument(
    "paper", metavar=N_("PAPER"), help=N_("The paper's address as “workbench show” prints it, such as paper:1.2.")
)
@argument("issuer", metavar=N_("ISSUER"), help=N_("The code of the procedure that issues the paper, or does not."))
@option("--yes", "said", flag_value="yes", help=N_("The procedure issues the paper."))
@option("--no", "said", flag_value="no", help=N_("The procedure does not issue the paper."))
@option("--clear", "said", flag_value="clear", help=N_("Take away what was said, and leave it to the program again."))
@option("--reason", default="", metavar=N_("TEXT"), help=N_("Why, in your own words."))
@edition_option
@json_option
@click.pass_obj
def command(
    session: WorkSession,
    code: str,
    paper: str,
    issuer: str,
    said: str | None,
    reason: str,
    edition: str | None,
    as_json: bool,
) -> None:
    """Keep what is said of the link and print it."""
    from catalogue.editions import find_edition, find_entry
    from catalogue.elements import find_element
    from reviews.issuer_links import say_link
    from reviews.judgements import JudgementBook
    from workbench.rendering.link_words import said_words

    if said is None:
        raise click.UsageError(translate(N_("Say --yes, --no or --clear.")))
    holds = {"yes": True, "no": False, "clear": None}[said]
    with session.store() as store:
        looked_at = find_edition(store, edition)
        asker, supplier = find_entry(store, looked_at, code), find_entry(store, looked_at, issuer)
        row = find_element(asker.procedure, paper, asker.address)
        link = say_link(JudgementBook(store, session.who), asker, row, supplier, holds, reason)
    if as_json:
        print_json(asdict(link) | {"holds": holds})
    else:
        click.echo(printable(said_words(link, holds)))
