"""`workbench document`: writes any kind of official document for marked procedures."""

from __future__ import annotations

from typing import Any

import click

from workbench.command_line import argument, new_command
from workbench.commands.show import CODE_HELP
from workbench.document_command import document_options, list_kinds, write_document
from workbench.language import N_


@new_command(
    "document",
    N_(
        "Write a kind of document for marked procedures; without a kind, list the kinds.\n\n"
        "Without codes it covers every procedure of the edition that carries marks. Particulars of the office come "
        "from “workbench office”; what is not known is left as dots to fill by hand."
    ),
)
@argument("kind", required=False, metavar=N_("[KIND]"), help=N_("The kind of document, or “set” for the whole set."))
@argument("codes", nargs=-1, metavar=N_("[CODE]..."), help=CODE_HELP)
@document_options
@click.pass_context
def command(ctx: click.Context, /, kind: str | None, as_json: bool, **options: Any) -> None:
    """Write a document, or list what can be written."""
    if kind is None:
        list_kinds(as_json)
    else:
        write_document(ctx, kind, as_json=as_json, **options)
