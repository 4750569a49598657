"""The reader of the native record layout: one JSON object a line, `.jsonl` or gzipped `.jsonl.gz`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from catalogue.codes import national_code, read_code
from catalogue.paper_forms import part_form
from catalogue.problems import Problem, ProblemKind
from catalogue.readers.json_records import line_records, read_record
from catalogue.readers.portal_sources import begins_like_answers
from catalogue.readers.record_fields import MOST_MONEY, MOST_TIME, RecordFields
from catalogue.readers.text_files import form_of, head_text
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
READING_VERSION = 3

_NATIVE_KEY = re.compile(
    r'"(code|field|level|publisher|agencies|receiving_addresses|subjects|steps|channels|dossiers|results|conditions'
    r'|legal_bases|related|keywords|source)"\s*:'
)
# The address of a page of the national portal names the procedure that the page is about.
_CODE_IN_ADDRESS = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")
_NAME_KEY = re.compile(r'"name"\s*:')


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a file begins with an object that has a name, and other keys of the layout or nothing else."""
    if path.is_dir() or begins_like_answers(path, head):
        return False
    text = head_text(head)
    if not text.startswith("{") or not _NAME_KEY.search(text):
        return False
    return _NATIVE_KEY.search(text) is not None or _is_object_with_name(text.split("\n", 1)[0])


def _is_object_with_name(line: str) -> bool:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and isinstance(found.get("name"), str)


def raw_records(path: Path) -> Iterator[RawRecord]:
    """Yield the non-empty lines of a file, each with its line number from 1.

    A line that is not in the file's encoding is given as refused. Raises `Problem` for a file that is missing,
    unreadable, empty, cut off, or in an encoding that is doubtful.
    """
    form = form_of(path)
    records = line_records(path, form)
    first = next(records, None)
    if first is None:
        raise Problem(ProblemKind.FILE_EMPTY, path=str(path))
    yield replace(first, notes=form.notes)
    yield from records


def interpret(raw: RawRecord, path: Path) -> ReadRecord:
    """Return what one line says, or raise a `Problem` that names file, line and key."""
    return read_record(raw, path, read_object)[1]


def read_object(found: dict[str, Any]) -> ReadRecord:
    """Return the record that a parsed JSON object holds; raises `WrongType` with the key's JSON pointer."""
    record = RecordFields.root(found)
    decision = record.child("decision")
    agencies = record.child("agencies")
    source = record.child("source")
    code = record.code("code")
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
    told = _CODE_IN_ADDRESS.search(origin.url)
    if told and read_code(code).national and told.group() != national_code(code):
        record.note("other-procedure", "source/url", told.group())
    for known in (decision, agencies, source):
        known.keep_unknown()
    record.keep_unknown()
    return ReadRecord(code, record.with_extra(procedure), origin, record.notes())


def _channel(channel: RecordFields) -> Channel:
    time = channel.child("processing_time")
    quantity, spoken = time.number("quantity", MOST_TIME)
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
    amount, spoken = fee.number("amount", MOST_MONEY)
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
