"""The native record layout, written: a procedure as plain JSON values, and the digest of its content.

The layout is documented in `docs/native-layout.md` and by the JSON Schema in `native-layout.schema.json`.
"""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from importlib.resources import files
from typing import Any

from catalogue.records import Channel, Fee, Origin, Paper, Procedure, ProcessingTime


def to_native(procedure: Procedure, code: str = "", origin: Origin | None = None) -> dict[str, Any]:
    """Return the procedure in the native layout, every key present, unknown keys put back where they stood."""
    record = {"code": code} | _content(procedure)
    if origin is not None:
        record["source"] = {"url": origin.url, "retrieved": origin.retrieved or None}
    for pointer, text in procedure.extra:
        put_at(record, pointer, json.loads(text))
    return record


def native_line(procedure: Procedure, code: str = "", origin: Origin | None = None) -> str:
    """Return the procedure as one line of a `.jsonl` file, without the line break."""
    return json.dumps(to_native(procedure, code, origin), ensure_ascii=False)


def content_digest(procedure: Procedure) -> str:
    """Return the hexadecimal SHA-256 of the procedure's content.

    Code, address and day of retrieval do not count: two editions that publish the same text under other codes share
    the content.
    """
    content = _content(procedure) | {"extra": procedure.extra}
    return hashlib.sha256(_DIGESTED.encode(content).encode()).hexdigest()


_DIGESTED = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def native_schema() -> str:
    """Return the JSON Schema of one native record, as JSON text."""
    return (files("catalogue") / "native-layout.schema.json").read_text(encoding="utf-8")


def _content(procedure: Procedure) -> dict[str, Any]:
    agencies = procedure.agencies
    return {
        "name": procedure.name,
        "field": procedure.field,
        "level": list(procedure.level),
        "type": procedure.type,
        "decision": {"number": procedure.decision.number, "date": procedure.decision.date or None},
        "publisher": procedure.publisher,
        "agencies": {
            "implementing": list(agencies.implementing),
            "competent": list(agencies.competent),
            "authorised": list(agencies.authorised),
            "coordinating": list(agencies.coordinating),
        },
        "receiving_addresses": list(procedure.receiving_addresses),
        "subjects": list(procedure.subjects),
        "steps": [{"name": step.name, "text": step.text} for step in procedure.steps],
        "channels": [_channel(channel) for channel in procedure.channels],
        "dossiers": [
            {"name": dossier.name, "papers": [_paper(paper) for paper in dossier.papers]}
            for dossier in procedure.dossiers
        ],
        "dossier_sets": procedure.dossier_sets,
        "results": [{"code": result.code, "name": result.name} for result in procedure.results],
        "conditions": procedure.conditions,
        "legal_bases": [
            {"number": basis.number, "title": basis.title, "date": basis.date or None, "issuer": basis.issuer}
            for basis in procedure.legal_bases
        ],
        "related": list(procedure.related),
        "keywords": list(procedure.keywords),
    }


def _channel(channel: Channel) -> dict[str, Any]:
    return {
        "kind": channel.kind,
        "processing_time": _time(channel.processing_time),
        "fees": [_fee(fee) for fee in channel.fees],
        "text": channel.text,
    }


def _time(time: ProcessingTime) -> dict[str, Any]:
    return {"quantity": json_number(time.quantity), "unit": time.unit, "text": time.text}


def _fee(fee: Fee) -> dict[str, Any]:
    return {"kind": fee.kind, "amount": json_number(fee.amount), "currency": fee.currency, "text": fee.text}


def _paper(paper: Paper) -> dict[str, Any]:
    native = {
        "text": paper.text,
        "originals": paper.originals,
        "copies": paper.copies,
        "form": paper.form,
        "component_code": paper.component_code,
    }
    return native | ({"quantity_text": paper.quantity_text} if paper.quantity_text else {})


def json_number(number: Decimal | None) -> int | float | None:
    """Return an exact decimal as the JSON number that reads back to the same decimal."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def put_at(record: Any, pointer: str, value: Any) -> None:
    """Set a value at a JSON pointer of a record; a missing object on the way is made.

    Raises IndexError, KeyError, TypeError or ValueError where the pointer leads through a list's missing member or
    through what is no object.
    """
    *parents, last = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
    for part in parents:
        record = record[int(part)] if isinstance(record, list) else record.setdefault(part, {})
    record[last] = value
