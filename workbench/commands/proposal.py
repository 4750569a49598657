"""`workbench proposal`: writes the official proposal for marked procedures as documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.command_line import PATH, Day, argument, edition_option, json_option, listed, new_command, option
from workbench.commands.show import CODE_HELP
from workbench.language import N_
from workbench.output import print_json
from workbench.problem_sentences import printable
from workbench.session import WorkSession

if TYPE_CHECKING:
    from reviews.documents.content import Proposal

# Named here as well, so that wrong usage is told before anything heavy is loaded.
_FORMATS = ("docx", "html", "md")


@new_command(
    "proposal",
    N_(
        "Write the proposal (phương án đơn giản hóa) for marked procedures.\n\n"
        "Without codes it covers every procedure of the edition that carries marks. Particulars of the office come "
        "from “workbench office”; what is not known is left as dots to fill by hand."
    ),
)
@argument("codes", nargs=-1, metavar=N_("[CODE]..."), help=CODE_HELP)
@option(
    "--format",
    "formats",
    default="docx",
    show_default=True,
    metavar=N_("FORMATS"),
    help=N_("docx, html and md, separated by commas."),
)
@option("--out", "folder", required=True, type=PATH, metavar=N_("FOLDER"), help=N_("Where to write; made if missing."))
@option("--date", "day", type=Day(), metavar=N_("YYYY-MM-DD"), help=N_("The day of the document; dots if not given."))
@option("--force", is_flag=True, help=N_("Replace documents of the same name."))
@edition_option
@json_option
@click.pass_obj
def command(
    session: WorkSession,
    codes: tuple[str, ...],
    formats: str,
    folder: Path,
    day: date | None,
    force: bool,
    edition: str | None,
    as_json: bool,
) -> None:
    """Build the proposal, write its documents and print their paths."""
    from catalogue.editions import find_edition
    from reviews.documents.writing import write_documents
    from reviews.offices import read_office
    from reviews.proposals import build_proposal

    wanted = listed(formats, _FORMATS, "--format")
    with session.store() as store:
        proposal = build_proposal(store, find_edition(store, edition), codes, read_office(store), day)
    paths = write_documents(proposal, folder.expanduser(), wanted, force=force)
    if as_json:
        print_json(_values(proposal, paths))
    else:
        for path in paths:
            click.echo(printable(str(path)))


def _values(proposal: Proposal, paths: list[Path]) -> dict[str, object]:
    return {
        "edition": proposal.edition,
        "procedures": [
            {"code": block.code, "name": block.name, "items": len(block.items)} for block in proposal.blocks
        ],
        "files": [str(path) for path in paths],
    }
