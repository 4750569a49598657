"""`workbench mapping`: proposes a first mapping for a file of any layout, for `import --mapping`."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.command_line import PATH, argument, new_command
from workbench.language import N_, ngettext
from workbench.output import say
from workbench.problem_sentences import printable


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
    for line in proposal.rstrip("\n").split("\n"):
        click.echo(printable(line))
    left = proposal.rpartition("\n# ?\n")[2].count("\n") if "\n# ?\n" in proposal else 0
    if left:
        say(
            ngettext(
                "{count} column was not recognised; it stands at the end of the mapping.",
                "{count} columns were not recognised; they stand at the end of the mapping.",
                left,
            )
        )
