"""What the commands that write documents share: their options, gathering, writing, and what they print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from workbench.command_line import (
    PATH,
    Command,
    Day,
    argument,
    edition_option,
    json_option,
    listed,
    new_command,
    option,
)
from workbench.commands.show import CODE_HELP
from workbench.language import N_, ngettext, translate
from workbench.output import print_json, print_table, say
from workbench.problem_sentences import printable
from workbench.rendering.fault_words import fault_line
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.store import Store
    from reviews.documents.checks import Fault
    from reviews.documents.document import Document
    from reviews.documents.gathering import Request

# Named here as well, so that wrong usage is told before anything heavy is loaded.
FORMATS = ("docx", "html", "md", "pdf", "xlsx")
WHOLE_SET = "set"
DEFAULT_FOLDER = "van-ban"
# So many faults are told at once while writing; more are left to --check.
_TOLD_AT_ONCE = 5


def document_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every command for documents takes."""
    for decorate in (
        json_option,
        edition_option,
        option(
            "--check",
            is_flag=True,
            help=N_(
                "Only look the document over: figures, gaps, law not verified. Status 1 where something is broken."
            ),
        ),
        option("--force", is_flag=True, help=N_("Replace documents of the same name.")),
        option("--against", metavar=N_("NAME"), help=N_("The older edition, for documents that compare two of them.")),
        option(
            "--templates",
            type=PATH,
            metavar=N_("FOLDER"),
            help=N_("A folder whose templates come before the program's own; by default the office's."),
        ),
        option(
            "--date",
            "day",
            type=Day(),
            metavar=N_("YYYY-MM-DD"),
            help=N_("The day of the document; dots if not given."),
        ),
        option(
            "--out",
            type=PATH,
            default=DEFAULT_FOLDER,
            show_default=True,
            metavar=N_("PATH"),
            help=N_("A folder, made if missing; or one file, whose ending tells the format, as in plan.html."),
        ),
        option(
            "--format",
            "formats",
            metavar=N_("FORMATS"),
            help=N_("docx (by default), html, md and pdf, separated by commas; xlsx for costs and the whole set."),
        ),
    ):
        function = decorate(function)
    return function


def kind_command(kind: str, help: str) -> Command:
    """Declare the command that writes one kind of document under a name of its own."""

    @new_command(kind, help)
    @argument("codes", nargs=-1, metavar=N_("[CODE]..."), help=CODE_HELP)
    @document_options
    @click.pass_context
    def command(ctx: click.Context, /, **options: Any) -> None:
        write_document(ctx, kind, **options)

    return command


def list_kinds(as_json: bool) -> None:
    """Print every kind of document."""
    from reviews.documents.registry import KINDS

    if as_json:
        print_json([{"kind": kind.name, "title": kind.title} for kind in KINDS.values()])
    else:
        rows = [[kind.name, kind.title] for kind in KINDS.values()]
        print_table([translate(N_("Kind")), translate(N_("Document"))], rows)


def write_document(
    ctx: click.Context,
    kind: str,
    codes: tuple[str, ...],
    formats: str | None,
    out: Path,
    day: date | None,
    templates: Path | None,
    against: str | None,
    force: bool,
    check: bool,
    edition: str | None,
    as_json: bool,
) -> None:
    """Gather one kind of document, or the whole set, write the files and print their paths; or only check it."""
    session: WorkSession = ctx.obj
    place = out.expanduser()
    wanted = _formats_wanted(formats, place, kind)
    with session.store() as store:
        request = request_of(store, codes, day, edition, against)
        documents = gathered(kind, request)
        if kind != WHOLE_SET:
            _see_workbook(documents[0], wanted)
        own = templates or office_templates(request)
        faults = faults_of(documents, request, own)
        if check:
            tell_check(ctx, faults, as_json)
            return
        paths = _write(documents, place, wanted, force, own, store)
    if as_json:
        print_json(_values(documents[0], paths) | {"faults": [fault_values(fault) for fault in faults]})
        return
    for path in paths:
        click.echo(printable(str(path)))
    if ctx.get_parameter_source("out") is ParameterSource.DEFAULT:
        say(
            translate(N_("Written to the folder {path}; --out names another.")).format(
                path=printable(str(place.absolute()))
            )
        )
    _tell_broken(faults)


def _formats_wanted(formats: str | None, place: Path, kind: str) -> tuple[str, ...]:
    """Return the formats to write, where the path of a file tells its own; what contradicts is wrong usage."""
    from reviews.documents.writing import format_named

    named = format_named(place)
    given = None if formats is None else listed(formats, FORMATS, "--format")
    if named is None:
        return given or ("docx",)
    if kind == WHOLE_SET:
        said = translate(N_("The whole set is several files: name a folder with --out, not the file {path}."))
        raise click.UsageError(said.format(path=printable(str(place))))
    if given not in (None, (named,)):
        said = translate(N_("The file {path} cannot hold the formats {formats}: name a folder, or leave --format out."))
        raise click.UsageError(said.format(path=printable(str(place)), formats=", ".join(given or ())))
    return (named,)


def _see_workbook(document: Document, wanted: Sequence[str]) -> None:
    """See that a workbook is asked of a kind that has one; else that is wrong usage."""
    if "xlsx" in wanted and document.workbook is None:
        said = translate(N_("This document has no xlsx; its formats are {known}."))
        raise click.UsageError(said.format(known=", ".join(name for name in FORMATS if name != "xlsx")))


def _write(
    documents: Sequence[Document], place: Path, wanted: Sequence[str], force: bool, templates: Path | None, store: Store
) -> list[Path]:
    from reviews.documents.writing import format_named, write_document_file, write_documents
    from reviews.written_files import WrittenFiles

    written = WrittenFiles(store)
    if format_named(place) is not None:
        return [write_document_file(documents[0], place, force=force, templates=templates, written=written)]
    paths: list[Path] = []
    for document in documents:
        able = [name for name in wanted if name != "xlsx" or document.workbook]
        paths += write_documents(document, place, able, force=force, templates=templates, written=written)
    return paths


def _tell_broken(faults: Sequence[Fault]) -> None:
    """Tell what is broken in the documents just written, by its lines where it is little."""
    broken = [fault for fault in faults if fault.broken]
    if len(broken) <= _TOLD_AT_ONCE:
        for fault in broken:
            say(printable(fault_line(fault)))
    else:
        said = ngettext(
            "{count} thing is broken; --check lists it.", "{count} things are broken; --check lists them.", len(broken)
        )
        say(said.format(count=len(broken)))


def faults_of(documents: Sequence[Document], request: Request, templates: Path | None) -> tuple[Fault, ...]:
    """Look documents over; what is wrong with several is told once."""
    from reviews.documents.checks import check_document
    from reviews.marks import list_marks

    marks = {mark.id: mark for mark in list_marks(request.store, request.edition.name)}
    found = [fault for document in documents for fault in check_document(document, marks, templates)]
    return tuple(sorted(dict.fromkeys(found), key=lambda fault: not fault.broken))


def tell_check(ctx: click.Context, faults: Sequence[Fault], as_json: bool) -> None:
    """Print what a check found, and end with status 1 where something is broken."""
    broken = sum(fault.broken for fault in faults)
    if as_json:
        print_json({"broken": broken, "faults": [fault_values(fault) for fault in faults]})
    else:
        for fault in faults:
            click.echo(printable(fault_line(fault)))
        if not broken:
            say(translate(N_("Nothing is broken.")))
    if broken:
        ctx.exit(1)


def fault_values(fault: Fault) -> dict[str, object]:
    """Return what was found as plain values for JSON."""
    return {"kind": fault.kind.value, "broken": fault.broken, "place": fault.place, "detail": fault.detail}


def request_of(
    store: Store, codes: Sequence[str], day: date | None, edition: str | None, against: str | None = None
) -> Request:
    """Return what is wanted of a workspace, with the particulars of its office."""
    from catalogue.editions import find_edition
    from reviews.documents.gathering import Request
    from reviews.offices import read_office

    older = find_edition(store, against) if against else None
    return Request(store, find_edition(store, edition), codes, read_office(store), day, older)


def gathered(kind: str, request: Request) -> list[Document]:
    """Gather a kind of document, or each of the set."""
    from reviews.documents.registry import KINDS, gather

    names = [one.name for one in KINDS.values() if one.in_set] if kind == WHOLE_SET else [kind]
    return [gather(name, request) for name in names]


def office_templates(request: Request) -> Path | None:
    """Return the folder of the office's own templates, None where it has none."""
    return Path(request.office.templates).expanduser() if request.office.templates else None


def _values(document: Document, paths: list[Path]) -> dict[str, object]:
    from reviews.documents.content import Proposal

    values: dict[str, object] = {"document": document.kind, "edition": document.edition}
    proposal = document.values.get("proposal")
    if isinstance(proposal, Proposal):
        values["procedures"] = [
            {"code": block.code, "name": block.name, "items": len(block.items)} for block in proposal.blocks
        ]
    return values | {"files": [str(path) for path in paths]}
