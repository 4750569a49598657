"""`workbench issuers`: which procedures supply the papers that come in as JSON Lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from catalogue.problems import Problem, ProblemKind
from workbench.command_line import edition_option, new_command, option
from workbench.language import N_
from workbench.output import json_text
from workbench.session import WorkSession
from workbench.typed_paths import STANDARD_INPUT, input_name

if TYPE_CHECKING:
    from catalogue.issuers import IssuerIndex


@new_command(
    "issuers",
    N_(
        "Tell which procedures' results supply papers, one JSON object a line in and out.\n\n"
        "In: id, text, and either candidates, a list of {code, procedure, result}, or none to ask the workspace; "
        "procedure, the name of the procedure that asks, may be given too. Out: id and issuers, a list of "
        "{code, confidence} with the surest first and only those that supply the paper. It prints once "
        "every line was read and understood."
    ),
)
@option(
    "--input",
    "source",
    type=click.File("rb"),
    default=STANDARD_INPUT,
    metavar=N_("FILE"),
    help=N_("The file to read; standard input if it is not given."),
)
@edition_option
@click.pass_obj
def command(session: WorkSession, source: IO[bytes], edition: str | None) -> None:
    """Answer every line; one that cannot be read ends the run with its number, and nothing is printed."""
    workspace: list[Asked] = []

    def edition_index() -> Asked:
        if not workspace:
            workspace.append(_asked_edition(session, edition))
        return workspace[0]

    answers = [
        _answer(_Place(_name(source), number), line, edition_index)
        for number, line in enumerate(source, 1)
        if line.strip()
    ]
    for answer in answers:
        click.echo(json_text(answer))


# An index of results and the codes of its procedures by their numbers.
Asked = tuple["IssuerIndex", dict[int, str]]


def _name(source: IO[bytes]) -> str:
    name = getattr(source, "name", STANDARD_INPUT)
    # A stream that stands for standard input may be named by a number.
    named = input_name(name if isinstance(name, str) else STANDARD_INPUT)
    return named if named == input_name(STANDARD_INPUT) else Path(named).name


class _Place:
    """Where a line stands, for what is refused about it."""

    def __init__(self, path: str, line: int) -> None:
        self.path, self.line = path, line

    def text(self, value: Any, key: str, needed: bool = False) -> str:
        """Return a text or a number as text; anything else is refused."""
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            return str(value)
        if value is None and not needed:
            return ""
        raise self.refusal(key, value)

    def refusal(self, key: str, value: Any) -> Problem:
        """Return the problem of a key that holds what it must not."""
        found = {dict: "object", list: "list", bool: "boolean", str: "text", type(None): "null"}.get(
            type(value), "number"
        )
        return Problem(ProblemKind.LINE_KEY_WRONG, path=self.path, line=self.line, key=key, found=found)


def _answer(place: _Place, line: bytes, edition_index: Callable[[], Asked]) -> dict[str, Any]:
    row = _row(place, line)
    if isinstance(row.get("id"), dict | list) or row.get("id") is None:
        raise place.refusal("id", row.get("id"))
    text = place.text(row.get("text"), "text", needed=True)
    candidates = row.get("candidates")
    index, codes = edition_index() if candidates is None else _asked_candidates(place, candidates)
    supplies = index.suppliers(text, place.text(row.get("procedure"), "procedure"))
    return {
        "id": float(row["id"]) if isinstance(row["id"], Decimal) else row["id"],
        "issuers": [{"code": codes[supply.procedure], "confidence": supply.confidence} for supply in supplies],
    }


def _row(place: _Place, line: bytes) -> dict[str, Any]:
    from catalogue.readers.json_values import parse_json

    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise Problem(ProblemKind.NOT_UTF8, path=place.path, line=place.line) from error
    row = parse_json(text, Path(place.path), place.line)
    if not isinstance(row, dict):
        raise Problem(ProblemKind.NOT_AN_OBJECT, path=place.path, line=place.line)
    return row


def _asked_candidates(place: _Place, candidates: Any) -> Asked:
    from catalogue.issuers import IssuedResult, IssuerIndex

    if not isinstance(candidates, list):
        raise place.refusal("candidates", candidates)
    results: list[IssuedResult] = []
    codes: dict[int, str] = {}
    for number, candidate in enumerate(candidates):
        if not isinstance(candidate, dict):
            raise place.refusal(f"candidates/{number}", candidate)
        said = {key: place.text(candidate.get(key), f"candidates/{number}/{key}") for key in ("procedure", "result")}
        codes[number] = place.text(candidate.get("code"), f"candidates/{number}/code", needed=True)
        results.append(IssuedResult(number, said["procedure"], said["result"]))
    return IssuerIndex(results), codes


def _asked_edition(session: WorkSession, edition: str | None) -> Asked:
    from catalogue.codes import national_code
    from catalogue.editions import find_edition
    from catalogue.issued_results import issued_results
    from catalogue.issuers import IssuerIndex
    from reviews.judged_issuers import judged_links

    with session.store() as store:
        results = tuple(issued_results(store, find_edition(store, edition)))
        judged = judged_links(store)
    # Judgements name procedures by their national codes.
    named = (replace(result, address=national_code(result.address)) for result in results)
    return IssuerIndex(named, judged), {result.procedure: result.address for result in results}
