"""`workbench show`: one procedure with all its parts, the addresses of its elements and the marks on them."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import argument, edition_option, json_option, new_command, option
from workbench.language import N_, translate
from workbench.output import escape_json, print_json
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.editions import Entry
    from reviews.marks import Mark

CODE_HELP = N_("The procedure's code or the national part of it, or #12 for the twelfth of the edition.")


@new_command(
    "show",
    N_(
        "Show one procedure with all its parts.\n\n"
        "Before every element stands its address, as in paper:1.2, which “workbench mark” takes."
    ),
)
@argument("code", metavar=N_("CODE"), help=CODE_HELP)
@edition_option
@json_option
@option("--source", "as_source", is_flag=True, help=N_("Print the source record as it came instead."))
@click.pass_obj
def command(session: WorkSession, code: str, edition: str | None, as_json: bool, as_source: bool) -> None:
    """Print one procedure as text, as JSON, or as its source."""
    from catalogue.editions import find_edition, find_entry, source_text
    from reviews.marks import list_marks

    if as_json and as_source:
        raise click.UsageError(translate(N_("Give either --json or --source, not both.")))
    with session.store() as store:
        entry = find_entry(store, find_edition(store, edition), code)
        marks = list_marks(store, entry.edition.name, [entry.address])
        source = source_text(store, entry.id) if as_source else ""
    if as_source:
        # The same JSON value without raw control characters is what a terminal can be trusted with.
        click.echo(escape_json(source) if sys.stdout.isatty() else source)
    elif as_json:
        print_json(_values(entry, marks))
    else:
        from workbench.rendering.procedure_text import procedure_text

        click.echo(procedure_text(entry, marks), nl=False)


def _values(entry: Entry, marks: list[Mark]) -> dict[str, Any]:
    from catalogue.codes import read_code
    from catalogue.dossier_cases import dossier_groups, paper_count, ways_to_apply
    from catalogue.elements import Part, elements
    from catalogue.row_roles import paper_role

    procedure = entry.procedure
    roles = {
        f"{Part.PAPER}:{at}.{position}": paper_role(dossier, paper)
        for at, dossier in enumerate(procedure.dossiers, 1)
        for position, paper in enumerate(dossier.papers, 1)
    }
    return entry.to_native() | {
        "edition": entry.edition.name,
        "address": entry.address,
        "digest": entry.digest,
        "elements": [
            {"address": element.address, "part": element.part.value, "text": element.text, "digest": element.digest}
            | ({"role": roles[element.address]} if element.part is Part.PAPER else {})
            for element in elements(procedure)
        ],
        "code_parts": asdict(read_code(entry.code)),
        "papers": paper_count(procedure),
        "dossier_groups": [asdict(group) for group in dossier_groups(procedure)],
        "ways_to_apply": ways_to_apply(procedure),
        "marks": [asdict(mark) for mark in marks],
    }
