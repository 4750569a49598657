"""`workbench mapping`: proposes a first mapping for a file of any layout, for `import --mapping`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.command_line import PATH, argument, new_command
from workbench.language import N_, ngettext, translate
from workbench.output import say
from workbench.problem_sentences import printable

if TYPE_CHECKING:
    from catalogue.readers.mapping_proposal import ProposedMapping

_UNKNOWN = N_(
    "Not recognised, each with an example. Write those that you need above, and the others into ignore under [source]:"
)


@new_command(
    "mapping",
    N_(
        "Propose a mapping for a file of another layout.\n\n"
        "The file is any JSON, workbook or CSV file. What is printed is a mapping in TOML: which column or path gives "
        "which key of the native layout, as far as the names tell. Complete it and give it to “workbench import "
        "--mapping”."
    ),
)
@argument("path", type=PATH, metavar=N_("FILE"), help=N_("The file to look at."))
def command(path: Path) -> None:
    """Print the proposal, and say what is left to do."""
    from catalogue.readers.mapping_proposal import propose_mapping

    proposal = propose_mapping(path)
    for line in proposal.text.rstrip("\n").split("\n"):
        click.echo(printable(line))
    _print_unknown(proposal)
    if not proposal.named:
        say(translate(N_('No column was recognised as the procedure\'s name; give one under [fields]: name = "…".')))


def _print_unknown(proposal: ProposedMapping) -> None:
    """Print the columns without a place as comments of the mapping, and say how many they are."""
    if not proposal.unknown:
        return
    click.echo()
    click.echo(f"# {translate(_UNKNOWN)}")
    for column, example in proposal.unknown:
        told = f": {example}" if example else ""
        click.echo(printable(f"# {json.dumps(column, ensure_ascii=False)}{told}"))
    say(
        ngettext(
            "{count} column was not recognised; it stands at the end of the mapping.",
            "{count} columns were not recognised; they stand at the end of the mapping.",
            len(proposal.unknown),
        )
    )
