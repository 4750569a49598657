"""`workbench recognise`: what paper rows ask for, from JSON Lines to JSON Lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import PATH, argument, new_command, option
from workbench.language import N_
from workbench.output import json_text
from workbench.typed_paths import STANDARD_INPUT, input_name

if TYPE_CHECKING:
    from catalogue.kinds import Recognition
    from catalogue.paper_requests import PaperRequest


@new_command(
    "recognise",
    N_(
        "Tell what paper rows ask for: the kinds of paper, how strictly, and in which form.\n\n"
        "Reads JSON Lines from files, or from standard input where none is given: one object a line with the keys id, "
        "procedure, case and text. Prints one object a line with id, kinds, demand and forms, once every line was "
        "read and understood."
    ),
)
@argument("files", nargs=-1, type=PATH, metavar=N_("[FILE]..."), help=N_("Files with rows; “-” is standard input."))
@option("--evidence", "with_evidence", is_flag=True, help=N_("Also print the role and the words that decided."))
def command(files: tuple[Path, ...], with_evidence: bool) -> None:
    """Recognise every row and print one JSON object for each."""
    from catalogue.recognition_runs import recognise_many

    requests = [request for file in files or (Path(STANDARD_INPUT),) for request in _requests(file)]
    rows = ((request.text, request.procedure, request.case) for request in requests)
    for request, found in zip(requests, recognise_many(rows), strict=True):
        click.echo(json_text(_values(request, found, with_evidence)))


def _requests(file: Path) -> list[PaperRequest]:
    from catalogue.paper_requests import read_requests
    from catalogue.problems import Problem, ProblemKind

    name = str(file)
    if name == STANDARD_INPUT:
        return list(read_requests(sys.stdin.buffer, input_name(name)))
    try:
        with file.open("rb") as stream:
            return list(read_requests(stream, name))
    except FileNotFoundError:
        raise Problem(ProblemKind.FILE_MISSING, path=name) from None
    except OSError as error:
        raise Problem(ProblemKind.FILE_UNREADABLE, path=name, reason=error.strerror or "") from None


def _values(request: PaperRequest, found: Recognition, with_evidence: bool) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": request.id,
        "kinds": list(found.kinds),
        "demand": found.demand,
        "forms": list(found.forms),
    }
    if with_evidence:
        values["role"] = found.role
        values["evidence"] = [{"about": evidence.about, "words": evidence.words} for evidence in found.evidence]
    return values
