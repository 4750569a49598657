"""Whole procedures put together out of the rows of the tables that hold them, and read so through the driver.

Reading through the driver spares a command the library of models, which takes longer to load than most commands run.
"""

from __future__ import annotations

import json
from collections import defaultdict, namedtuple
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from catalogue.records import (
    Agencies,
    Channel,
    Decision,
    Dossier,
    Fee,
    LegalBasis,
    Paper,
    Procedure,
    ProcessingTime,
    Result,
    Step,
)
from catalogue.row_values import LIST_COLUMNS, PART_COLUMNS
from catalogue.store import Store

_PROCEDURE = (
    "id",
    "name",
    "field",
    "type",
    "publisher",
    "decision_number",
    "decision_date",
    "dossier_sets",
    "conditions",
)
# The tables of the parts with their columns.
_PARTS = tuple(zip(("step", "channel", "fee", "dossier", "paper", "result", "legal_basis"), PART_COLUMNS, strict=True))
_MOST_IDS = 500
Parts = Mapping[str, Sequence[Any]]


@cache
def _row_type(name: str, columns: tuple[str, ...]) -> Any:
    return namedtuple(name, columns)


def whole_procedures(store: Store, procedure_ids: Sequence[int]) -> dict[int, Procedure]:
    """Return whole procedures by their row ids; ids that are gone are left out."""
    wanted = list(dict.fromkeys(procedure_ids))
    found: dict[int, Procedure] = {}
    for start in range(0, len(wanted), _MOST_IDS):
        found |= _read(store, wanted[start : start + _MOST_IDS])
    return found


def _read(store: Store, wanted: Sequence[int]) -> dict[int, Procedure]:
    values = {f"id{at}": row_id for at, row_id in enumerate(wanted)}
    places = ", ".join(f":{name}" for name in values)
    columns = (*_PROCEDURE, *LIST_COLUMNS)
    make = _row_type("procedure", columns)
    rows = [
        make(*row[: len(_PROCEDURE)], *map(_listed, row[len(_PROCEDURE) :]))
        for row in store.rows(f"SELECT {', '.join(columns)} FROM procedure WHERE id IN ({places})", values)
    ]
    parts: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for table, part_columns in _PARTS:
        part = _row_type(table, tuple(part_columns))
        # The columns up to the position are the key, in the order in which a record has its parts.
        order = ", ".join(part_columns[: part_columns.index("position") + 1])
        statement = f"SELECT {', '.join(part_columns)} FROM {table} WHERE procedure_id IN ({places}) ORDER BY {order}"
        for values_of_row in store.rows(statement, values):
            parts[values_of_row[0]][table].append(part(*values_of_row))
    return {row.id: assembled(row, parts[row.id]) for row in rows}


@lru_cache(maxsize=10_000)
def _listed(text: str) -> tuple[Any, ...]:
    # Levels, subjects and agencies are the same in most procedures of an edition.
    return tuple(json.loads(text))


def assembled(row: Any, parts: Parts) -> Procedure:
    """Return a procedure out of its row and the rows of its parts by their tables, which have the columns' names."""
    channels, fees, papers = parts.get("channel", ()), parts.get("fee", ()), parts.get("paper", ())
    return Procedure(
        name=row.name,
        field=row.field,
        level=tuple(row.level),
        type=row.type,
        decision=Decision(row.decision_number, row.decision_date),
        publisher=row.publisher,
        agencies=Agencies(
            tuple(row.implementing), tuple(row.competent), tuple(row.authorised), tuple(row.coordinating)
        ),
        receiving_addresses=tuple(row.receiving_addresses),
        subjects=tuple(row.subjects),
        steps=tuple(Step(step.name, step.text) for step in parts.get("step", ())),
        channels=tuple(_channel(channel, fees) for channel in channels),
        dossiers=tuple(
            Dossier(dossier.name, tuple(_paper(paper) for paper in papers if paper.dossier == dossier.position))
            for dossier in parts.get("dossier", ())
        ),
        dossier_sets=row.dossier_sets,
        results=tuple(Result(result.code, result.name) for result in parts.get("result", ())),
        conditions=row.conditions,
        legal_bases=tuple(
            LegalBasis(basis.number, basis.title, basis.day, basis.issuer) for basis in parts.get("legal_basis", ())
        ),
        related=tuple(row.related),
        keywords=tuple(row.keywords),
        extra=tuple((pointer, text) for pointer, text in row.extra),
    )


def _channel(row: Any, fees: Sequence[Any]) -> Channel:
    return Channel(
        kind=row.kind,
        processing_time=ProcessingTime(_decimal(row.time_quantity), row.time_unit, row.time_text),
        fees=tuple(
            Fee(fee.kind, _decimal(fee.amount), fee.currency, fee.text) for fee in fees if fee.channel == row.position
        ),
        text=row.text,
    )


def _paper(row: Any) -> Paper:
    return Paper(row.text, row.originals, row.copies, row.form, row.component_code, row.quantity_text)


@lru_cache(maxsize=10_000)
def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
