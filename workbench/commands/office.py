"""`workbench office`: shows or sets the particulars of the office that signs the documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import click

from workbench.command_line import json_option, new_command, option
from workbench.language import N_, translate
from workbench.output import print_json
from workbench.session import WorkSession
from workbench.text_table import cell_width, padded

# Every particular: its label, the option's help, and whether it is a list.
_PARTICULARS = {
    "agency": (N_("Agency"), N_("The agency that sends the documents."), False),
    "parent_agency": (N_("Parent agency"), N_("The agency above it, printed over its name."), False),
    "area": (N_("Area"), N_("What the agency answers for, as in thành phố Đà Nẵng."), False),
    "place": (N_("Place"), N_("The place before the date, as in Đà Nẵng."), False),
    "number": (N_("Number and symbol"), N_("Number and symbol of the proposal, as in 12/PA-STP."), False),
    "submission_number": (
        N_("Number of the submission"),
        N_("Number and symbol of the submission, as in 12/TTr-STP."),
        False,
    ),
    "report_number": (N_("Number of the report"), N_("Number and symbol of the report, as in 12/BC-STP."), False),
    "addressee": (N_("Addressee"), N_("To whom submission and report are addressed (Kính gửi)."), False),
    "signing_for": (N_("Signing for"), N_("For whom is signed, as in KT. GIÁM ĐỐC or TM. ỦY BAN NHÂN DÂN."), False),
    "signer_title": (N_("Signer's title"), N_("The title of who signs, as in GIÁM ĐỐC."), False),
    "signer_name": (N_("Signer's name"), N_("The name of who signs."), False),
    "recipients": (N_("Recipients"), N_("A recipient; give it once for each."), True),
    "plan": (N_("Plan"), N_("The plan under which was reviewed, with number and date."), False),
    "proposer": (N_("Proposer"), N_("At whose request is decided, as in Giám đốc Sở Tư pháp."), False),
    "decider": (N_("Deciding body"), N_("The body that decides; the parent agency if it is not given."), False),
    "decision_number": (N_("Number of the decision"), N_("Number and symbol of the decision."), False),
    "decider_signing_for": (
        N_("Decision signed for"),
        N_("For whom the decision is signed, as in TM. ỦY BAN NHÂN DÂN."),
        False,
    ),
    "decider_title": (N_("Title of who decides"), N_("The title of who signs the decision."), False),
    "decider_name": (N_("Name of who decides"), N_("The name of who signs the decision."), False),
    "decision_recipients": (
        N_("Recipients of the decision"),
        N_("A recipient of the decision; give it once for each."),
        True,
    ),
    "basis": (N_("Grounds"), N_("A ground (căn cứ) of the decision; give it once for each."), True),
    "drafter": (N_("Who carries out"), N_("The agency that drafts what the decision asks for."), False),
    "supervisor": (N_("Who supervises"), N_("The agency that watches over the decision's execution."), False),
    "templates": (N_("Templates"), N_("A folder of the office's own templates."), False),
}
_OPTION_NAMES = {"recipients": "recipient", "decision_recipients": "decision-recipient"}


def _particular_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for name, (_, help, is_list) in reversed(_PARTICULARS.items()):
        flag = f"--{_OPTION_NAMES.get(name, name).replace('_', '-')}"
        function = option(flag, name, multiple=is_list, metavar=N_("TEXT"), help=help)(function)
    return function


@new_command(
    "office",
    N_(
        "Show or set the office that signs the documents.\n\n"
        "Without options it shows what is kept; every option given replaces one particular, an empty text clears it."
    ),
)
@_particular_options
@json_option
@click.pass_obj
def command(session: WorkSession, /, as_json: bool, **given: Any) -> None:
    """Keep the particulars that were given, then print all of them."""
    from catalogue.text import one_line
    from reviews.offices import read_office, write_office

    changes: dict[str, Any] = {}
    for name, (_, _, is_list) in _PARTICULARS.items():
        said = given[name]
        if is_list and said:
            changes[name] = tuple(line for text in said if (line := one_line(text)))
        elif not is_list and said is not None:
            changes[name] = one_line(said)
    with session.store() as store:
        office = replace(read_office(store), **changes)
        if changes:
            write_office(store, office)
    if as_json:
        print_json(asdict(office))
    else:
        _print(asdict(office))


def _print(values: dict[str, Any]) -> None:
    labels = {name: translate(label) for name, (label, _, _) in _PARTICULARS.items()}
    width = max(cell_width(label) for label in labels.values()) + 2
    for name, label in labels.items():
        value = "; ".join(values[name]) if isinstance(values[name], tuple) else values[name]
        click.echo(f"{padded(label, width)}{value or '–'}")
