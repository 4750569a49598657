"""`workbench volumes`: how many subjects go through a procedure in a year, read from a sheet, typed, or listed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.command_line import PATH, argument, edition_option, json_option, new_command, option
from workbench.commands.show import CODE_HELP
from workbench.language import N_, ngettext, translate
from workbench.output import print_json, print_table, say
from workbench.problem_sentences import problem_sentence, refusal_values
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.editions import Edition
    from catalogue.store import Store
    from reviews.volumes import Volume


@new_command(
    "volumes",
    N_(
        "Keep how many subjects go through each procedure in a year.\n\n"
        "FILE is a workbook or CSV file with a row of headings: code, year and cases; times a year, low, high, online "
        "share and source may stand beside them, all in Vietnamese or English. Rows that cannot be read are reported "
        "and left out with status 1, the others kept. Without FILE and without --code it lists what is kept."
    ),
)
@argument("path", required=False, type=PATH, metavar=N_("[FILE]"))
@option("--code", metavar=N_("CODE"), help=CODE_HELP)
@option("--year", metavar=N_("YEAR"), help=N_("The year of a typed volume."))
@option("--cases", metavar=N_("NUMBER"), help=N_("How many cases, or subjects, there are in that year."))
@option("--times", metavar=N_("NUMBER"), help=N_("How often a year each subject does it; 1/3 is once in three years."))
@option("--low", metavar=N_("NUMBER"), help=N_("The lowest number of cases there may be."))
@option("--high", metavar=N_("NUMBER"), help=N_("The highest number of cases there may be."))
@edition_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    path: Path | None,
    code: str | None,
    year: str | None,
    cases: str | None,
    times: str | None,
    low: str | None,
    high: str | None,
    edition: str | None,
    as_json: bool,
) -> None:
    """Read or take volumes and keep them, or list those that are kept."""
    from catalogue.editions import find_edition

    session: WorkSession = ctx.obj
    if path is not None and code is not None:
        raise click.UsageError(translate(N_("Give either a file or --code, not both.")))
    if code is None and any(typed is not None for typed in (year, cases, times, low, high)):
        raise click.UsageError(translate(N_("A typed volume needs --code, --year and --cases.")))
    if code is not None and (year is None or cases is None):
        raise click.UsageError(translate(N_("A typed volume needs --code, --year and --cases.")))
    with session.store() as store:
        looked_at = find_edition(store, edition)
        if path is not None:
            if not _keep_sheet(session, store, looked_at, path.expanduser(), as_json):
                ctx.exit(1)
        elif code is not None:
            typed = {"code": code, "year": year, "cases": cases, "times": times, "low": low, "high": high}
            _keep_typed(session, store, looked_at, typed)
            _list(store, as_json)
        else:
            _list(store, as_json)


def _keep_sheet(session: WorkSession, store: Store, edition: Edition, path: Path, as_json: bool) -> bool:
    """Keep the good rows of a sheet and tell each bad one; return whether all rows are good."""
    from catalogue.editions import entry_ids, entry_summaries
    from reviews.judgements import JudgementBook
    from reviews.volume_book import keep_volumes
    from reviews.volume_sheet import read_volumes

    codes = [summary.code for summary in entry_summaries(store, entry_ids(store, edition)) if summary.code]
    sheet = read_volumes(path, codes)
    if len(sheet.refusals) == 1 and not sheet.volumes:
        raise sheet.refusals[0]
    changed = keep_volumes(JudgementBook(store, session.who), sheet.volumes, path.name)
    if as_json:
        print_json(
            {
                "kept": len(sheet.volumes),
                "changed": changed,
                "refused": [refusal_values(problem) for problem in sheet.refusals],
            }
        )
        return not sheet.refusals
    say(ngettext("{count} volume kept.", "{count} volumes kept.", len(sheet.volumes)))
    for problem in sheet.refusals:
        say("  " + translate(N_("left out: {reason}")).format(reason=problem_sentence(problem)))
    return not sheet.refusals


def _keep_typed(session: WorkSession, store: Store, edition: Edition, typed: dict[str, str | None]) -> None:
    from catalogue.editions import find_entry
    from reviews.judgements import JudgementBook
    from reviews.volume_book import keep_volumes
    from reviews.volume_sheet import typed_volume

    entry = find_entry(store, edition, typed["code"] or "")
    volume = typed_volume({name: words for name, words in typed.items() if words} | {"code": entry.address})
    keep_volumes(JudgementBook(store, session.who), [volume])


def _list(store: Store, as_json: bool) -> None:
    from reviews.volume_book import kept_volumes
    from reviews.volumes import volume_values

    volumes = kept_volumes(store)
    if as_json:
        print_json([{"code": volume.code, "year": volume.year} | volume_values(volume) for volume in volumes])
        return
    header = [
        translate(message) for message in (N_("Code"), N_("Year"), N_("Subjects"), N_("Times a year"), N_("Source"))
    ]
    print_table(header, [_row(volume) for volume in volumes], right=(1, 2, 3))


def _row(volume: Volume) -> tuple[str, ...]:
    from reviews.cost_words import number

    subjects = number(volume.subjects)
    if volume.low != volume.high:
        subjects = f"{subjects} ({number(volume.low)}–{number(volume.high)})"
    return volume.code, str(volume.year), subjects, number(volume.times), volume.source
