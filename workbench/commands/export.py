"""`workbench export`: writes an edition to a file that can be imported again, or its procedures as diagrams."""

from __future__ import annotations

import gzip
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOSPC
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click

from catalogue.placing import refuse_replacing
from catalogue.problems import Problem, ProblemKind
from workbench.command_line import PATH, argument, edition_option, json_option, new_command, option
from workbench.language import N_, ngettext, translate
from workbench.output import Progress, escape_json, print_json, say
from workbench.problem_sentences import printable
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.editions import Edition, Entry
    from catalogue.store import Store

_BATCH = 200


@new_command(
    "export",
    N_(
        "Write an edition in an open format.\n\n"
        "The native format is one JSON object a line; a file name that ends in .gz is compressed. The workbook format "
        "is an XLSX file with a sheet for each part, to be edited in Excel or LibreOffice. cpsv-ap is linked data in "
        "the European vocabulary of public services, as Turtle or JSON-LD. Importing any of them again gives the same "
        "content. bpmn draws procedures as BPMN 2.0 diagrams, a file each, with lanes, papers and the marks on them."
    ),
)
@argument("codes", nargs=-1, metavar=N_("[CODE]..."), help=N_("The procedures to draw with bpmn; all without any."))
@option(
    "--format",
    "layout",
    type=click.Choice(["native", "workbook", "cpsv-ap", "bpmn"]),
    default="native",
    show_default=True,
    help=N_("The format to write."),
)
@option(
    "--syntax",
    type=click.Choice(["turtle", "json-ld"]),
    default="turtle",
    show_default=True,
    help=N_("How cpsv-ap is written; JSON-LD is imported faster and without further packages."),
)
@edition_option
@option(
    "--out",
    type=PATH,
    default="-",
    show_default=True,
    metavar=N_("FILE"),
    help=N_("Where to write, - for standard output; bpmn wants a folder."),
)
@option("--force", is_flag=True, help=N_("Replace the file if it exists."))
@json_option
@click.pass_obj
def command(
    session: WorkSession,
    codes: tuple[str, ...],
    layout: str,
    syntax: str,
    edition: str | None,
    out: Path,
    force: bool,
    as_json: bool,
) -> None:
    """Write the entries of an edition, and say how many there were."""
    from catalogue.editions import find_edition

    to_output = str(out) == "-"
    if codes and layout != "bpmn":
        raise click.UsageError(translate(N_("Only bpmn writes single procedures; the other formats hold an edition.")))
    if to_output and layout == "bpmn":
        raise click.UsageError(translate(N_("Diagrams are written to a folder; name it with --out.")))
    if to_output and as_json:
        raise click.UsageError(translate(N_("--json reports on a file; name it with --out.")))
    if to_output and layout == "workbook":
        raise click.UsageError(translate(N_("A workbook is written to a file; name it with --out.")))
    with session.store() as store:
        exported = find_edition(store, edition)
        if layout == "bpmn":
            from workbench.diagram_files import write_diagrams

            paths = write_diagrams(store, exported, codes, out.expanduser(), force)
            _report_diagrams(exported, out.expanduser(), paths, as_json)
            return
        if to_output:
            for line in _lines(store, exported, layout, syntax):
                sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
        else:
            _write_file(store, exported, layout, syntax, out.expanduser(), force)
    _report(exported, layout, None if to_output else out.expanduser(), as_json)


def _entries(store: Store, edition: Edition) -> Iterator[Entry]:
    """Yield the entries of an edition in its order, a batch at a time in memory."""
    from catalogue.editions import entry_ids, load_entries

    ids = entry_ids(store, edition)
    progress = Progress()
    try:
        for start in range(0, len(ids), _BATCH):
            yield from load_entries(store, ids[start : start + _BATCH])
            written = min(start + _BATCH, len(ids))
            progress.show(ngettext("{count} procedure written…", "{count} procedures written…", written))
    finally:
        progress.clear()


def _lines(store: Store, edition: Edition, layout: str, syntax: str) -> Iterator[bytes]:
    from catalogue.native_layout import native_line

    if layout == "cpsv-ap":
        from catalogue.cpsv_ap_edition import edition_lines

        for line in edition_lines(store, edition, _entries(store, edition), syntax):
            yield f"{line}\n".encode()
        return
    for entry in _entries(store, edition):
        line = native_line(entry.procedure, entry.code, entry.origin)
        yield f"{escape_json(line)}\n".encode()


def _write_workbook(file: IO[bytes], store: Store, edition: Edition) -> None:
    from catalogue.records import ReadRecord
    from catalogue.workbook_layout import write_workbook

    entries = _entries(store, edition)
    write_workbook(file, (ReadRecord(entry.code, entry.procedure, entry.origin) for entry in entries))


def _write_file(store: Store, edition: Edition, layout: str, syntax: str, path: Path, force: bool) -> None:
    if os.path.lexists(path) and not force:
        raise Problem(ProblemKind.FILE_EXISTS, path=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        packed = layout != "workbook" and path.suffix == ".gz"
        with _written_aside(path, packed) as file:
            if layout == "workbook":
                _write_workbook(file, store, edition)
            else:
                file.writelines(_lines(store, edition, layout, syntax))
    except OSError as error:
        if error.errno == ENOSPC:
            raise Problem(ProblemKind.DISK_FULL, path=str(path)) from error
        reason = error.strerror or str(error)
        raise Problem(ProblemKind.FOLDER_UNWRITABLE, path=str(path), reason=reason) from error


@contextmanager
def _written_aside(path: Path, packed: bool) -> Iterator[IO[bytes]]:
    """Give a file beside the path that takes its place when it is whole, and is taken away if it never is."""
    aside = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with aside.open("xb") as raw:
            if packed:
                # Without name and time of writing, so that equal content gives equal files.
                with gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as compressed:
                    yield cast(IO[bytes], compressed)
            else:
                yield raw
            raw.flush()
            os.fsync(raw.fileno())
        refuse_replacing(path)
        os.replace(aside, path)
    except BaseException:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def _report(edition: Edition, layout: str, path: Path | None, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "edition": edition.name,
                "file": str(path),
                "format": layout,
                "procedures": edition.procedures,
                "digest": edition.digest,
            }
        )
        return
    said = ngettext("{count} procedure written", "{count} procedures written", edition.procedures)
    say(f"{said}." if path is None else f"{said}: {printable(str(path))}")


def _report_diagrams(edition: Edition, folder: Path, paths: list[Path], as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "edition": edition.name,
                "folder": str(folder),
                "format": "bpmn",
                "procedures": len(paths),
                "files": [str(path) for path in paths],
            }
        )
        return
    said = ngettext("{count} procedure written", "{count} procedures written", len(paths))
    say(f"{said}: {printable(str(folder))}")
