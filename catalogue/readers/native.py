"""The reader of the native record layout: one JSON object a line, `.jsonl` or gzipped `.jsonl.gz`."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from decimal import Decimal
from json import JSONDecodeError
from pathlib import Path
from typing import IO, Any, cast

from catalogue.codes import clean_code
from catalogue.paper_forms import part_form
from catalogue.problems import Problem, ProblemKind
from catalogue.readers.record_fields import MOST_DIGITS, RecordFields, WrongType
from catalogue.records import (
    CHANNEL_KINDS,
    FEE_KINDS,
    TIME_UNITS,
    Agencies,
    Channel,
    Decision,
    Dossier,
    Fee,
    LegalBasis,
    Origin,
    Paper,
    Procedure,
    ProcessingTime,
    RawRecord,
    ReadRecord,
    Result,
    Step,
)

LAYOUT = "native"

# A change in what `interpret` makes of a line raises this number, so that stored readings are made anew.
READING_VERSION = 1

_MAXIMUM_LINE_BYTES = 64 * 1024 * 1024
_LONGEST_NUMBER = 40
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def raw_records(path: Path) -> Iterator[RawRecord]:
    """Yield the non-empty lines of a file, each with its line number from 1.

    Raises `Problem` for a file that is missing, unreadable, empty, cut off, or not UTF-8.
    """
    try:
        with _open(path) as source:
            yield from _lines(source, path)
    except FileNotFoundError:
        raise Problem(ProblemKind.FILE_MISSING, path=str(path)) from None
    except OSError as error:
        raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)) from None


def _open(path: Path) -> IO[bytes]:
    source = path.open("rb")
    if source.read(2) == b"\x1f\x8b":
        source.close()
        return cast(IO[bytes], gzip.open(path, "rb"))
    source.seek(0)
    return source


def _lines(source: IO[bytes], path: Path) -> Iterator[RawRecord]:
    number = 0
    seen = False
    while True:
        try:
            line = source.readline(_MAXIMUM_LINE_BYTES)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise Problem(ProblemKind.FILE_TRUNCATED, path=str(path), line=number + 1) from None
        if not line:
            break
        number += 1
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError:
            raise Problem(ProblemKind.NOT_UTF8, path=str(path), line=number) from None
        if text:
            seen = True
            yield RawRecord(number, text)
    if not seen:
        raise Problem(ProblemKind.FILE_EMPTY, path=str(path))


def interpret(raw: RawRecord, path: Path) -> ReadRecord:
    """Return what one line says, or raise a `Problem` that names file, line and key."""
    where: dict[str, str | int] = {"path": str(path), "line": raw.line}
    try:
        found = json.loads(raw.text, parse_float=_number, parse_int=_number, parse_constant=_no_constant)
        if _SURROGATE.search(raw.text):
            found = _without_lone_surrogates(found)
    except JSONDecodeError as error:
        raise Problem(ProblemKind.NOT_JSON, **where, column=error.colno) from None
    except (ValueError, RecursionError):
        raise Problem(ProblemKind.NOT_JSON, **where, column=1) from None
    if not isinstance(found, dict):
        raise Problem(ProblemKind.NOT_AN_OBJECT, **where)
    try:
        record = read_object(found)
    except WrongType as error:
        raise Problem(ProblemKind.WRONG_TYPE, **where, key=error.key, found=error.found) from None
    except RecursionError:
        raise Problem(ProblemKind.NOT_JSON, **where, column=1) from None
    if not record.procedure.name:
        raise Problem(ProblemKind.RECORD_WITHOUT_NAME, **where)
    return record


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _number(text: str) -> Decimal | int | str:
    """A JSON number, or its text where it has more digits than any amount and could not be stored exactly."""
    if len(text) > _LONGEST_NUMBER:
        return text
    number = Decimal(text)
    if len(number.as_tuple().digits) > MOST_DIGITS or abs(number.adjusted()) > MOST_DIGITS:
        return text
    return int(text) if text.lstrip("-").isdigit() else number


def _without_lone_surrogates(found: Any) -> Any:
    """The same values with `�` for every half of a character pair, which no UTF-8 text can hold."""
    if isinstance(found, str):
        return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(found, list):
        return [_without_lone_surrogates(member) for member in found]
    if isinstance(found, dict):
        return {_without_lone_surrogates(key): _without_lone_surrogates(value) for key, value in found.items()}
    return found


def read_object(found: dict[str, Any]) -> ReadRecord:
    """Return the record that a parsed JSON object holds; raises `WrongType` with the key's JSON pointer."""
    record = RecordFields.root(found)
    decision = record.child("decision")
    agencies = record.child("agencies")
    source = record.child("source")
    code = clean_code(record.text("code"))
    procedure = Procedure(
        name=record.line("name"),
        field=record.value_line("field"),
        level=record.lines("level"),
        type=record.value_line("type"),
        decision=Decision(decision.value_line("number"), decision.line("date")),
        publisher=record.value_line("publisher"),
        agencies=Agencies(
            agencies.lines("implementing"),
            agencies.lines("competent"),
            agencies.lines("authorised"),
            agencies.lines("coordinating"),
        ),
        receiving_addresses=record.lines("receiving_addresses"),
        subjects=record.lines("subjects"),
        steps=tuple(Step(step.line("name"), step.text("text")) for step in record.children("steps")),
        channels=tuple(_channel(channel) for channel in record.children("channels")),
        dossiers=tuple(_dossier(dossier) for dossier in record.children("dossiers")),
        dossier_sets=record.value_line("dossier_sets"),
        results=tuple(Result(result.line("code"), result.line("name")) for result in record.children("results")),
        conditions=record.value("conditions"),
        legal_bases=tuple(_legal_basis(basis) for basis in record.children("legal_bases")),
        related=record.lines("related"),
        keywords=record.lines("keywords"),
        extra=(),
    )
    origin = Origin(source.line("url"), source.line("retrieved"))
    for known in (decision, agencies, source):
        known.keep_unknown()
    record.keep_unknown()
    return ReadRecord(code, record.with_extra(procedure), origin, record.notes())


def _channel(channel: RecordFields) -> Channel:
    time = channel.child("processing_time")
    quantity, spoken = time.number("quantity")
    read = Channel(
        kind=channel.choice("kind", CHANNEL_KINDS, "other"),
        processing_time=ProcessingTime(
            quantity, time.choice("unit", TIME_UNITS, "other"), _joined(spoken, time.text("text"))
        ),
        fees=tuple(_fee(fee) for fee in channel.children("fees")),
        text=channel.text("text"),
    )
    time.keep_unknown()
    return read


def _fee(fee: RecordFields) -> Fee:
    amount, spoken = fee.number("amount")
    return Fee(
        kind=fee.choice("kind", FEE_KINDS, "unknown"),
        amount=amount,
        currency=fee.line("currency") or "VND",
        text=_joined(spoken, fee.text("text")),
    )


def _joined(spoken: str, text: str) -> str:
    """Words that stood in place of a number, together with the text beside it."""
    return "\n".join(part for part in (spoken, text) if part)


def _dossier(dossier: RecordFields) -> Dossier:
    return Dossier(dossier.line("name"), tuple(_paper(paper) for paper in dossier.children("papers")))


def _paper(paper: RecordFields) -> Paper:
    text, form = part_form(paper.text("text"), paper.line("form"))
    return Paper(
        text=text,
        originals=paper.count("originals"),
        copies=paper.count("copies"),
        form=form,
        component_code=paper.line("component_code"),
        quantity_text=paper.line("quantity_text"),
    )


def _legal_basis(basis: RecordFields) -> LegalBasis:
    return LegalBasis(basis.line("number"), basis.line("title"), basis.line("date"), basis.line("issuer"))
