"""`workbench import`: reads files, checks them and stores them as one edition."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import PATH, Day, argument, json_option, new_command, option
from workbench.interruptions import stopped_by_signals
from workbench.language import N_, ngettext, program_name, translate
from workbench.output import Progress, print_json, say
from workbench.problem_sentences import printable, problem_sentence
from workbench.rendering.import_notes import note_lines
from workbench.session import WorkSession, default_workspace

if TYPE_CHECKING:
    from catalogue.import_report import ImportReport
    from catalogue.readers.layout import Layout
    from catalogue.store import Store

_LONGEST_NAME = 200
_UNDATED = N_(
    "No --date was given, so the edition counts as of today; among editions without a day the one imported last is "
    "the newest."
)


def _edition_name(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    from catalogue.text import one_line

    if value is None:
        return None
    if not (name := one_line(value)):
        raise click.BadParameter(translate(N_("an edition needs a name")))
    if len(name) > _LONGEST_NAME:
        said = translate(N_("an edition's name has at most {most} characters"))
        raise click.BadParameter(said.format(most=_LONGEST_NAME))
    return name


@new_command(
    "import",
    N_(
        "Store files of records as a new edition.\n\n"
        "Files in the native layout (one JSON object a line, .jsonl or .jsonl.gz; “workbench schema” prints it), "
        "answers of the national portal (JSON, also a folder of files), the portal's list exports (XLSX, CSV), the "
        "workbooks that “workbench export --format workbook” writes, decisions that publish procedures (DOCX) and "
        "CPSV-AP (Turtle, JSON-LD) are told apart by their content. Either the whole edition is stored or, where "
        "anything is wrong, nothing."
    ),
)
@argument("paths", nargs=-1, required=True, type=PATH, metavar=N_("FILE..."), help=N_("The files to read."))
@option(
    "--edition",
    callback=_edition_name,
    metavar=N_("NAME"),
    help=N_("What the edition is to be called; the first file's name if it is not given."),
)
@option("--date", "day", type=Day(), metavar=N_("YYYY-MM-DD"), help=N_("The day that the edition stands for."))
@option("--title", default="", metavar=N_("TEXT"), help=N_("What the edition holds; documents name it."))
@option("--source", default="", metavar=N_("TEXT"), help=N_("Who published the records; documents name it."))
@option(
    "--layout",
    type=click.Choice(("auto", "native", "portal-api", "portal-list", "workbook", "document", "cpsv-ap")),
    default="auto",
    show_default=True,
    help=N_("How the files are laid out; told by their content if it is not given."),
)
@option(
    "--mapping",
    type=PATH,
    metavar=N_("MAP.toml"),
    help=N_("Read files of any other layout through this mapping; “workbench mapping” proposes one."),
)
@option("--keep-good", is_flag=True, help=N_("Store the good records and report the others, instead of refusing all."))
@json_option
@click.pass_obj
def command(
    session: WorkSession,
    paths: tuple[Path, ...],
    edition: str | None,
    day: date | None,
    title: str,
    source: str,
    layout: str,
    mapping: Path | None,
    keep_good: bool,
    as_json: bool,
) -> None:
    """Import one edition and report what was read."""
    from catalogue.importing import EditionDetails, import_edition
    from catalogue.text import one_line

    if mapping is not None and layout != "auto":
        raise click.UsageError(translate(N_("--mapping says how the files are laid out; leave --layout away.")))
    named = paths[0].name.encode(errors="replace").decode()
    name = edition or one_line(named.partition(".")[0]) or named
    details = EditionDetails(name, day.isoformat() if day else "", one_line(title), one_line(source))
    progress = Progress()
    with stopped_by_signals(), new_workspace_or_none(session) as store:
        try:
            report = import_edition(
                store,
                paths,
                details,
                session.who,
                lambda count: progress.show(_procedures_read(count)),
                layout=_mapped(mapping) if mapping else "" if layout == "auto" else layout,
                keep_good=keep_good,
            )
        finally:
            progress.clear()
    if as_json:
        print_json(_report_values(report))
    else:
        _print_report(report)
        if mapping is None:
            _point_to_mapping(report)
        if day is None:
            say(translate(_UNDATED))
        say(translate(N_("Workspace: {path}")).format(path=printable(str(session.workspace))))
        say(translate(N_("Open it with: {program}")).format(program=_way_in(session)))


def _point_to_mapping(report: ImportReport) -> None:
    """Say what reads the columns of a list that were kept and not read."""
    files = [place.path for (kind, _), places in report.places.items() if kind == "unknown-column" for place in places]
    if files:
        said = translate(
            N_(
                "Columns that were not read can be: “workbench mapping {file}” proposes how, and --mapping reads them "
                "so."
            )
        )
        say(said.format(file=printable(shlex.quote(files[0]))))


def _mapped(mapping: Path) -> Layout:
    from catalogue.readers.mapped import MappedLayout
    from catalogue.readers.mapping_file import read_mapping

    return MappedLayout(read_mapping(mapping))


def _way_in(session: WorkSession) -> str:
    """What opens the screens on this workspace."""
    if session.workspace == default_workspace():
        return program_name()
    return f"{program_name()} --workspace {printable(shlex.quote(str(session.workspace)))}"


@contextmanager
def new_workspace_or_none(session: WorkSession) -> Iterator[Store]:
    """Open the workspace, making it where it is missing; one made in vain is taken away again."""
    made = not session.workspace.exists()
    try:
        with session.store(create=True) as store:
            yield store
    except BaseException:
        if made:
            _take_away_if_unused(session)
        raise


def _take_away_if_unused(session: WorkSession) -> None:
    """Delete the workspace that this run made, unless somebody else has put something into it meanwhile."""
    from catalogue.editions import list_editions
    from reviews.journal import history

    if not session.workspace.is_file():
        return
    with session.store() as store:
        used = bool(list_editions(store) or history(store, limit=1))
    if not used:
        for suffix in ("", "-wal", "-shm"):
            session.workspace.with_name(session.workspace.name + suffix).unlink(missing_ok=True)


def _procedures_read(count: int) -> str:
    return ngettext("{count} procedure read…", "{count} procedures read…", count)


def _report_values(report: ImportReport) -> dict[str, Any]:
    return {
        "edition": report.edition,
        "procedures": report.procedures,
        "new_contents": report.new_contents,
        "shared_contents": report.shared_contents,
        "refused": [
            {"path": row.path, "line": row.line, "place": row.place, "reason": problem_sentence(row.problem)}
            for row in report.refused
        ],
        "notes": [
            {
                "kind": kind,
                "key": key,
                "count": count,
                "places": [
                    {"path": row.path, "line": row.line, "place": row.place, "value": row.value}
                    for row in report.places[kind, key]
                ],
            }
            for (kind, key), count in report.notes.items()
        ],
    }


def _print_report(report: ImportReport) -> None:
    said = translate(
        N_("Edition “{edition}” stored: {procedures} procedures, of which {new} are new and {shared} known already.")
    )
    click.echo(
        said.format(
            edition=report.edition,
            procedures=report.procedures,
            new=report.new_contents,
            shared=report.shared_contents,
        )
    )
    for row in report.refused:
        click.echo("  " + translate(N_("left out: {reason}")).format(reason=problem_sentence(row.problem)))
    for line in note_lines(report):
        click.echo(f"  {line}")
