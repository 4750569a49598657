"""`workbench laws`: lists the legal instruments that an edition cites, or the procedures that cite one."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import argument, edition_option, list_options, new_command
from workbench.language import N_, ngettext, translate
from workbench.output import print_table, print_values, say
from workbench.rendering.labels import INSTRUMENT_LABELS
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.editions import EntrySummary
    from catalogue.laws import CitedInstrument


@new_command(
    "laws",
    N_(
        "List the legal instruments that the procedures cite, or who cites one.\n\n"
        "Without a number the instruments are listed, those that most procedures cite first. With a number, or its "
        "beginning, the procedures that cite it are listed; “19/2011/ND-CP” finds the same as “19/2011/nd-cp19”."
    ),
)
@argument("number", nargs=-1, metavar=N_("[NUMBER]"), help=N_("The number of an instrument, or its beginning."))
@edition_option
@list_options
@click.pass_obj
def command(session: WorkSession, number: tuple[str, ...], edition: str | None, form: str | None) -> None:
    """Print instruments by how often they are cited, or the procedures that cite some."""
    from catalogue.editions import find_edition
    from catalogue.laws import entries_citing, find_instruments, instruments_of

    asked = " ".join(number)
    with session.store() as store:
        looked_at = find_edition(store, edition)
        found = find_instruments(store, looked_at, asked) if asked else instruments_of(store, looked_at)
        entries = entries_citing(store, looked_at, [cited.id for cited in found]) if asked else []
    if asked:
        _show_citing(found, entries, form)
    else:
        _show_cited(found, form)


def _show_cited(found: list[CitedInstrument], form: str | None) -> None:
    if form:
        print_values([_values(cited) for cited in found], form)
    elif found:
        header = [translate(word) for word in (N_("Number"), N_("Kind"), N_("Procedures"), N_("Issuer"), N_("Title"))]
        print_table(header, [_row(cited) for cited in found], right=(2,))
    say(ngettext("{count} instrument.", "{count} instruments.", len(found)))


def _show_citing(found: list[CitedInstrument], entries: list[EntrySummary], form: str | None) -> None:
    if form:
        print_values([_entry_values(entry) for entry in entries], form)
    else:
        for cited in found:
            click.echo("  ".join(_row(cited)))
        header = [translate(word) for word in (N_("Code"), N_("Field"), N_("Name"))]
        print_table(header, [(entry.address, entry.field or "–", entry.name) for entry in entries])
    say(ngettext("{count} procedure cites this.", "{count} procedures cite this.", len(entries)))


def _values(cited: CitedInstrument) -> dict[str, Any]:
    return asdict(cited.instrument) | {"procedures": cited.procedures}


def _entry_values(entry: EntrySummary) -> dict[str, Any]:
    values = asdict(entry)
    del values["id"], values["procedure_id"]
    return {"address": entry.address} | values


def _row(cited: CitedInstrument) -> tuple[str, ...]:
    instrument = cited.instrument
    number = instrument.number if instrument.whole else f"{instrument.number}…"
    issuer = " ".join(part for part in (instrument.issuer, instrument.place) if part)
    kind = translate(INSTRUMENT_LABELS[instrument.kind])
    return number, kind, str(cited.procedures), issuer or "–", instrument.title or "–"
