"""`workbench schema`: prints the JSON Schema of one record in the native layout."""

from __future__ import annotations

import click

from workbench.command_line import new_command
from workbench.language import N_


@new_command("schema", N_("Print the JSON Schema of one record in the native layout."))
def command() -> None:
    """Print the schema as it comes with the program."""
    from catalogue.native_layout import native_schema

    click.echo(native_schema().rstrip("\n"))
