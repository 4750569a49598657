"""A procedure as the values of the rows that hold it, without the library behind the tables.

`catalogue.rows` reads procedures back from such rows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from catalogue.records import Procedure, ProcessingTime
from catalogue.text import sort_key

RowValues = tuple[Any, ...]

# The columns of a procedure that hold a list as JSON.
LIST_COLUMNS = (
    "level",
    "implementing",
    "competent",
    "authorised",
    "coordinating",
    "receiving_addresses",
    "subjects",
    "related",
    "keywords",
    "extra",
)
# The columns of the tables in the order in which the functions below give their values.
PROCEDURE_COLUMNS = [
    "id",
    "digest",
    "name",
    "sort_key",
    "field",
    "type",
    "publisher",
    "decision_number",
    "decision_date",
    "dossier_sets",
    "conditions",
    *LIST_COLUMNS,
    "field_key",
]
SOURCE_COLUMNS = ["id", "digest", "reading", "body", "code", "national_code", "url", "retrieved", "procedure_id"]
ENTRY_COLUMNS = ["edition_id", "position", "code", "source_id", "procedure_id"]
PART_COLUMNS: tuple[Sequence[str], ...] = (
    ("procedure_id", "position", "name", "text"),
    ("procedure_id", "position", "kind", "time_quantity", "time_unit", "time_text", "text"),
    ("procedure_id", "channel", "position", "kind", "amount", "currency", "text"),
    ("procedure_id", "position", "name"),
    (
        *("procedure_id", "dossier", "position", "text", "originals", "copies", "form", "component_code"),
        "quantity_text",
    ),
    ("procedure_id", "position", "code", "name"),
    ("procedure_id", "position", "number", "title", "day", "issuer", "instrument_id"),
)


def procedure_values(procedure: Procedure, digest: str) -> RowValues:
    """Return the values of the procedure's row but its id, as in `PROCEDURE_COLUMNS`, lists as JSON texts."""
    agencies, decision = procedure.agencies, procedure.decision
    lists = (
        procedure.level,
        agencies.implementing,
        agencies.competent,
        agencies.authorised,
        agencies.coordinating,
        procedure.receiving_addresses,
        procedure.subjects,
        procedure.related,
        procedure.keywords,
        procedure.extra,
    )
    return (
        digest,
        procedure.name,
        sort_key(procedure.name),
        procedure.field,
        procedure.type,
        procedure.publisher,
        decision.number,
        decision.date,
        procedure.dossier_sets,
        procedure.conditions,
        *map(_json_list, lists),
        _field_key(procedure.field),
    )


def part_values(procedure: Procedure) -> tuple[list[RowValues], ...]:
    """Return the values of the rows of the procedure's parts, a list for each of `PART_COLUMNS`.

    The procedure's id is left out, and the instrument that a legal basis cites.
    """
    channels = list(enumerate(procedure.channels, 1))
    dossiers = list(enumerate(procedure.dossiers, 1))
    return (
        [(at, step.name, step.text) for at, step in enumerate(procedure.steps, 1)],
        [(at, channel.kind, *_time_values(channel.processing_time), channel.text) for at, channel in channels],
        [
            (channel_at, at, fee.kind, _decimal_text(fee.amount), fee.currency, fee.text)
            for channel_at, channel in channels
            for at, fee in enumerate(channel.fees, 1)
        ],
        [(at, dossier.name) for at, dossier in dossiers],
        [
            (dossier_at, at, p.text, p.originals, p.copies, p.form, p.component_code, p.quantity_text)
            for dossier_at, dossier in dossiers
            for at, p in enumerate(dossier.papers, 1)
        ],
        [(at, result.code, result.name) for at, result in enumerate(procedure.results, 1)],
        [(at, b.number, b.title, b.date, b.issuer) for at, b in enumerate(procedure.legal_bases, 1)],
    )


def _time_values(time: ProcessingTime) -> RowValues:
    return _decimal_text(time.quantity), time.unit, time.text


def _json_list(members: Sequence[Any]) -> str:
    return _LISTED.encode(members) if members else "[]"


_LISTED = json.JSONEncoder(ensure_ascii=False)


@lru_cache(maxsize=4096)
def _field_key(field: str) -> str:
    return sort_key(field)


def _decimal_text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"
