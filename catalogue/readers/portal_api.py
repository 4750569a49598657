"""The reader of the national portal's answers about procedures, as its interface gives them in JSON.

A source is a file with one answer a line (also gzipped), a JSON array of answers, one answer, the portal's envelope
around answers, or a folder of such `.json` files. Identifiers and times of storing have no place in a record and are
passed over; every other key that the layout has no place for is kept as an unknown key. What differs between an
answer and the native layout: days are milliseconds since 1970 in Vietnam's time, agencies are objects, levels are
flags, and kinds are words of the portal's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from catalogue.codes import clean_code, is_kept_under_other_code
from catalogue.native_layout import json_number
from catalogue.paper_forms import part_form
from catalogue.readers.json_records import read_record
from catalogue.readers.portal_sources import answers_in, begins_like_answers, unwrapped
from catalogue.readers.record_fields import MOST_MONEY, MOST_TIME, RecordFields
from catalogue.records import (
    Agencies,
    Channel,
    Decision,
    Dossier,
    Fee,
    LegalBasis,
    Note,
    Paper,
    Procedure,
    ProcessingTime,
    RawRecord,
    ReadRecord,
    Result,
    Step,
)
from catalogue.text import clean, fold, one_line, words

LAYOUT = "portal_api"

# A change in what `interpret` makes of an answer raises this number, so that stored readings are made anew.
READING_VERSION = 3

_LEVELS = (
    ("isMinistry", "Cấp bộ"),
    ("isProvince", "Cấp tỉnh"),
    ("isDistrict", "Cấp huyện"),
    ("isWard", "Cấp xã"),
    ("isOtherAgency", "Cơ quan khác"),
)
_TYPES = {
    "ASSIGNED_REGULATION": "TTHC được giao luật quy định chi tiết",
    "NOT_ASSIGNED_REGULATION": "TTHC không được luật giao cho địa phương quy định",
    "OTHER": "Loại khác",
}
_CHANNELS = {"DIRECT": "direct", "ONLINE": "online", "POSTAL": "postal", "OTHER": "other"}
_UNITS = {
    unit.upper(): unit for unit in ("working_day", "day", "working_hour", "hour", "minute", "month", "year", "other")
}
_FEES = {"FEE": "fee", "SERVICE_FEE": "charge", "PRICE_LEVEL": "price"}
_CURRENCIES = {"": "VND", "viet nam dong": "VND", "dong": "VND", "vnd": "VND", "usd": "USD", "do la my": "USD"}

# Identifiers, times of storing and states of the portal's own work, and names that stand elsewhere in the answer.
_NO_PLACE = (
    "id createdAt updatedAt state type categoryIds departmentPromulgateId departmentPromulgateCode "
    "departmentExecutingIds departmentAuthorityIds departmentAuthorizedIds departmentCoordinatingIds "
    "unitGroupExecutingIds unitGroupAuthorityIds unitGroupAuthorizedIds unitGroupCoordinatingIds legalBasisIds "
    "resultIds serviceGroupIds subjectTypeIds isInternal isNonTerritorial isOfflineOnly isSharedService "
    "isUndetermined isVertical"
)
# No answer of 2026 holds anything in these; what a later one may hold is kept as unknown.
_EMPTY_SO_FAR = (
    "departmentDetails fees formalityTargetType procedureRelatedGroup profileComponents targetObjects decisionNo"
)
_NATIVE_LISTS = {
    "executionMethods": "channels",
    "executionCases": "dossiers",
    "profileComponents": "papers",
    "executionSteps": "steps",
    "resultsDetails": "results",
    "legalBasisesDetails": "legal_bases",
    "fees": "fees",
}
_VIETNAM = timedelta(hours=7)
_FIRST_DAY, _LAST_DAY = -2_000_000_000_000, 7_000_000_000_000


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a file begins with the portal's answers, or whether the first `.json` file of a folder does."""
    return begins_like_answers(path, head)


def raw_records(path: Path) -> Iterator[RawRecord]:
    """Yield the answers of a file or folder as they stand, each with its line (in a folder, its rank and file name).

    Raises `Problem` for what is missing, unreadable, empty, cut off, in a doubtful encoding, or not JSON.
    """
    return answers_in(path)


def interpret(raw: RawRecord, path: Path) -> ReadRecord:
    """Return what one answer says; raises `Problem` with file and line (and key) for what is no answer."""
    outer_code, record = read_record(raw, path, read_answer, unwrapped, raw.place)
    if not is_kept_under_other_code(outer_code, record.code):
        return record
    return replace(record, notes=(*record.notes, Note("other-procedure", "/code", outer_code, raw.place)))


def read_answer(found: dict[str, Any]) -> ReadRecord:
    """Return the record that one answer holds; raises `WrongType` with the key's JSON pointer."""
    record = RecordFields.root(found)
    code = record.code("code")
    name = record.line("name")
    procedure = Procedure(
        name=name,
        field=_field(record),
        level=tuple(level for key, level in _LEVELS if record.flag(key)),
        type=_type(record),
        decision=_decision(record),
        publisher=record.value_line("departmentPromulgateName"),
        agencies=Agencies(
            _agencies(record, "Executing", "executingAgencies"),
            _agencies(record, "Authority", "delegatedAgencies"),
            _agencies(record, "Authorized", "authorizedAgencies"),
            _agencies(record, "Coordinating", "coordinatingAgencies"),
        ),
        receiving_addresses=_addresses(record),
        subjects=_names(record, "subjectTypesDetails"),
        steps=tuple(Step(step.line("name"), step.text("description")) for step in record.children("executionSteps")),
        channels=tuple(_channel(channel) for channel in record.children("executionMethods")),
        dossiers=tuple(_dossier(dossier) for dossier in record.children("executionCases")),
        results=tuple(_result(result) for result in record.children("resultsDetails")),
        conditions=_conditions(record),
        legal_bases=tuple(_legal_basis(basis) for basis in record.children("legalBasisesDetails")),
        keywords=_keywords(record),
    )
    kept = [*_kept_beside(record)]
    _note_other_procedure(record, found, code, name)
    record.pass_over(*_NO_PLACE.split(), *(key for key in _EMPTY_SO_FAR.split() if record.is_empty(key)))
    record.keep_unknown()
    extra = sorted(kept + [(native_pointer(pointer), text) for pointer, text in record.unknown()])
    return ReadRecord(code, replace(procedure, extra=tuple(extra)), notes=record.notes())


def native_pointer(pointer: str) -> str:
    """Return where the native layout keeps an unknown key of an answer.

    A key inside a list that both layouts have stays inside its member; any other becomes one key that is named after
    its whole way, so that an export puts back exactly one key for it.
    """
    parts = pointer.split("/")[1:]
    way = ""
    while len(parts) > 2 and parts[0] in _NATIVE_LISTS and parts[1].isdigit():
        way += f"/{_NATIVE_LISTS[parts[0]]}/{parts[1]}"
        parts = parts[2:]
    return f"{way}/{'~1'.join(parts)}"


def _field(record: RecordFields) -> str:
    """The field's name; where the answer leaves `category` out, the names of all its categories."""
    category = record.child("category")
    category.pass_over("id", "code")
    name = category.value_line("name")
    category.keep_unknown()
    categories = _names(record, "categoriesDetails")
    return name or "; ".join(categories)


def _names(record: RecordFields, key: str) -> tuple[str, ...]:
    """The names of the objects in a list."""
    names = []
    for member in record.children(key):
        member.pass_over("id", "code", "type")
        names.append(member.value_line("name"))
    return tuple(name for name in names if name)


def _type(record: RecordFields) -> str:
    word = record.line("formalityType")
    return _TYPES.get(word, word)


def _decision(record: RecordFields) -> Decision:
    proposal = record.child("procedureProposal")
    proposal.pass_over("id", "publicationDate", "issuingAgency", "proposalType")
    number = proposal.value_line("proposalNumber") or proposal.value_line("decisionNumber")
    decision = Decision(number, _day(proposal, "decisionDate"))
    proposal.pass_over("decisionNumber")
    proposal.keep_unknown()
    return decision


def _day(record: RecordFields, key: str) -> str:
    """A day: milliseconds since 1970 as Vietnam's calendar has it, any text as it stands."""
    number, spoken = record.number(key)
    if number is None:
        return one_line(spoken)
    if not _FIRST_DAY < number < _LAST_DAY:
        return str(number)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=float(number)) + _VIETNAM
    return moment.date().isoformat()


def _agencies(record: RecordFields, kind: str, text_key: str) -> tuple[str, ...]:
    """The agencies of one kind and the groups of agencies of it; their joined text only where neither is given."""
    text = record.value_line(text_key)
    names = _names(record, f"departments{kind}") + _names(record, f"unitGroups{kind}")
    return names or ((text,) if text else ())


def _addresses(record: RecordFields) -> tuple[str, ...]:
    """Where applications are received; some publishers put quotation marks around it all."""
    text = record.value_line("dossierReceivingAddresses")
    if text.startswith('"') and text.count('"') <= 2:
        text = text.strip('" ')
    return (text,) if text else ()


def _keywords(record: RecordFields) -> tuple[str, ...]:
    """Keywords parted by semicolons; a comma stands inside a keyword, which most often is a procedure's name."""
    parts = (one_line(part) for part in record.value("keywords").split(";"))
    return tuple(part for part in parts if part)


def _channel(channel: RecordFields) -> Channel:
    quantity, spoken = channel.number("processingTime", MOST_TIME)
    unit = _word(channel, "processingTimeUnit", _UNITS, "other")
    return Channel(
        kind=_word(channel, "submissionMethod", _CHANNELS, "other"),
        processing_time=ProcessingTime(quantity, unit, spoken),
        fees=tuple(_fee(fee) for fee in channel.children("fees")),
        text=channel.text("description"),
    )


def _word(fields: RecordFields, key: str, known: dict[str, str], otherwise: str) -> str:
    """One of the portal's own words in ours; a word that is not known is kept as an unknown key."""
    return known.get(fields.choice(key, tuple(known), ""), otherwise)


def _fee(fee: RecordFields) -> Fee:
    amount, spoken = fee.number("value", MOST_MONEY)
    currency = fee.line("currencyName")
    fee.pass_over("id", "currencyId", *(["attachment"] if fee.is_empty("attachment") else []))
    return Fee(
        kind=_word(fee, "type", _FEES, "unknown"),
        amount=amount,
        currency=_CURRENCIES.get(fold(currency), currency),
        text="\n".join(part for part in (spoken, fee.text("description")) if part),
    )


def _dossier(dossier: RecordFields) -> Dossier:
    dossier.pass_over("id")
    return Dossier(dossier.line("name"), tuple(_paper(paper) for paper in dossier.children("profileComponents")))


def _paper(paper: RecordFields) -> Paper:
    forms = []
    for attachment in paper.children("attachments"):
        attachment.pass_over("id", "bucketName", "filePath", "fileId")
        forms.append(attachment.line("fileName"))
    text, form = part_form(paper.text("name"), ", ".join(filter(None, forms)))
    # What these say where they are true is worth keeping, and no layout has a place for it.
    paper.pass_over("profileComponentId", "hasElectronicForm")
    paper.pass_over(*(key for key in ("required", "isProcessingResult", "source") if paper.is_empty(key)))
    return Paper(
        text=text,
        originals=paper.count("originalQty"),
        copies=paper.count("copyQty"),
        form=form,
        component_code=paper.line("code"),
    )


def _result(result: RecordFields) -> Result:
    result.pass_over("id")
    return Result(result.line("code"), result.line("name"))


def _legal_basis(basis: RecordFields) -> LegalBasis:
    basis.pass_over("id")
    return LegalBasis(basis.line("code"), basis.line("name"), _day(basis, "date"), basis.line("issuer"))


def _conditions(record: RecordFields) -> str:
    """The conditions, which answers give under two keys; a text of its own under the second is kept beside them."""
    conditions = record.value("requirementsAndConditions")
    second = record.value("description")
    if not conditions or not second or second == conditions:
        return conditions or second
    return f"{conditions}\n\n{second}"


def _kept_beside(record: RecordFields) -> Iterator[tuple[str, str]]:
    """What is of interest in an answer and has no place in the layout, as unknown keys of the native layout."""
    if note := record.value("note"):
        yield "/note", _json(note)
    if record.flag("isFullProcess"):
        yield "/isFullProcess", "true"
    ways = [(way.line("type"), way.lines("value")) for way in record.children("returningMethods")]
    if ways:
        yield "/returningMethods", _json([{"type": kind, "value": list(values)} for kind, values in ways])
    if groups := _names(record, "serviceGroupsDetails"):
        yield "/serviceGroups", _json(list(groups))
    if cases := [_case(case) for case in record.children("cases")]:
        yield "/cases", _json(cases)


def _case(case: RecordFields) -> dict[str, Any]:
    """One case of the procedure with its own code and time limit."""
    time = case.child("processingDay")
    quantity, spoken = time.number("qty", MOST_TIME)
    limit = {"qty": spoken if quantity is None else quantity, "type": time.line("type")}
    time.keep_unknown()
    case.pass_over("id", *(["profileComponents"] if case.is_empty("profileComponents") else []))
    return {"code": case.line("code"), "name": case.line("name"), "processingDay": limit}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=json_number)


def _note_other_procedure(record: RecordFields, found: dict[str, Any], code: str, name: str) -> None:
    """Note where parts of an answer belong to another procedure than its code and name say."""
    second = clean_code(record.text("codeNotation"))
    if is_kept_under_other_code(second, code):
        record.note("other-procedure", "codeNotation", second)
    for at, case in enumerate(found.get("cases") or []):
        case_code, case_name = (one_line(str(case.get(key) or "")) for key in ("code", "name"))
        if is_kept_under_other_code(case_code, code):
            record.note("other-procedure", f"cases/{at}/code", case_code)
        elif case_name and name and _have_nothing_in_common(case_name, name):
            record.note("other-procedure", f"cases/{at}/name", case_name)


def _have_nothing_in_common(first: str, second: str) -> bool:
    """Tell whether two names of procedures share less than a third of the shorter one's words."""
    one, other = ({fold(word) for word in words(clean(name))} for name in (first, second))
    return len(one & other) * 3 < min(len(one), len(other))
