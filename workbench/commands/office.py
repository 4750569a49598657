"""`workbench office`: shows or sets the particulars of the office that signs the documents."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import click

from workbench.command_line import json_option, new_command, option
from workbench.language import N_, translate
from workbench.output import cell_width, padded, print_json
from workbench.session import WorkSession

_LABELS = {
    "parent_agency": N_("Parent agency"),
    "agency": N_("Agency"),
    "place": N_("Place"),
    "number": N_("Number and symbol"),
    "signer_title": N_("Signer's title"),
    "signer_name": N_("Signer's name"),
    "recipients": N_("Recipients"),
}


@new_command(
    "office",
    N_(
        "Show or set the office that signs the documents.\n\n"
        "Without options it shows what is kept; every option given replaces one particular, an empty text clears it."
    ),
)
@option("--agency", metavar=N_("TEXT"), help=N_("The agency that sends the documents."))
@option("--parent-agency", metavar=N_("TEXT"), help=N_("The agency above it, printed over its name."))
@option("--place", metavar=N_("TEXT"), help=N_("The place before the date, as in Đà Nẵng."))
@option("--number", metavar=N_("TEXT"), help=N_("Number and symbol of the document, as in 12/TTr-STP."))
@option("--signer-title", metavar=N_("TEXT"), help=N_("The title of who signs, as in GIÁM ĐỐC."))
@option("--signer-name", metavar=N_("TEXT"), help=N_("The name of who signs."))
@option("--recipient", "recipients", multiple=True, metavar=N_("TEXT"), help=N_("A recipient; give it once for each."))
@json_option
@click.pass_obj
def command(session: WorkSession, /, as_json: bool, **given: Any) -> None:
    """Keep the particulars that were given, then print all of them."""
    from catalogue.text import one_line
    from reviews.offices import read_office, write_office

    recipients = given.pop("recipients")
    changes: dict[str, Any] = {name: one_line(text) for name, text in given.items() if text is not None}
    if recipients:
        changes["recipients"] = tuple(name for text in recipients if (name := one_line(text)))
    with session.store() as store:
        office = replace(read_office(store), **changes)
        if changes:
            write_office(store, office)
    if as_json:
        print_json(asdict(office))
    else:
        _print(asdict(office))


def _print(values: dict[str, Any]) -> None:
    labels = {name: translate(label) for name, label in _LABELS.items()}
    width = max(cell_width(label) for label in labels.values()) + 2
    for name, label in labels.items():
        value = "; ".join(values[name]) if name == "recipients" else values[name]
        click.echo(f"{padded(label, width)}{value or '–'}")
