"""Procedures read back from the rows of the tables that hold them; `catalogue.row_values` is the way there."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, Text, select, type_coerce
from sqlmodel import Session

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
from catalogue.tables import (
    ChannelRow,
    DossierRow,
    FeeRow,
    LegalBasisRow,
    PaperRow,
    ProcedureRow,
    ResultRow,
    StepRow,
)

# Texts and lists of texts in the order in which `_procedure` takes them.
_TEXTS = (
    *("id", "name", "field", "type", "decision_number", "decision_date", "publisher", "dossier_sets", "conditions"),
)
_LISTS = (
    *("level", "implementing", "competent", "authorised", "coordinating", "receiving_addresses", "subjects"),
    *("related", "keywords", "extra"),
)
PART_TABLES = (StepRow, ChannelRow, FeeRow, DossierRow, PaperRow, ResultRow, LegalBasisRow)


def load_procedures(session: Session, procedure_ids: Sequence[int]) -> dict[int, Procedure]:
    """Return whole procedures by their row ids, with eight queries however many are asked for."""
    return read_procedures(session.connection(), procedure_ids)


def read_procedures(connection: Connection, procedure_ids: Sequence[int]) -> dict[int, Procedure]:
    """Return whole procedures by their row ids, read through a connection that may be in a transaction.

    Rows are taken as plain tuples, and a list that was read before is not read again: a whole edition is read at once
    by whatever counts or compares.
    """
    wanted = list(dict.fromkeys(procedure_ids))
    table = _table(ProcedureRow).columns
    columns = [table[name] for name in _TEXTS] + [type_coerce(table[name], Text) for name in _LISTS]
    rows = connection.execute(select(*columns).where(table["id"].in_(wanted))).all()
    parts = [_grouped(connection, part, wanted) for part in PART_TABLES]
    return {row[0]: _procedure(row, [grouped.get(row[0], ()) for grouped in parts]) for row in rows}


def _grouped(connection: Connection, model: type[Any], wanted: list[int]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    table = _table(model)
    statement = select(table).where(table.columns["procedure_id"].in_(wanted)).order_by(*table.primary_key.columns)
    for row in connection.execute(statement).all():
        grouped[row[0]].append(row)
    return grouped


def _table(model: type[Any]) -> Table:
    """The table behind a model: its plain rows have the same values, and reading them takes a fraction of the time."""
    table: Table = model.__table__
    return table


def _procedure(row: Any, parts: Sequence[Sequence[Any]]) -> Procedure:
    _, name, field, kind, decision, decision_date, publisher, dossier_sets, conditions, *lists = row
    level, implementing, competent, authorised, coordinating, addresses, subjects, related, keywords = map(
        _texts, lists[:-1]
    )
    steps, channels, fees, dossiers, papers, results, bases = parts
    return Procedure(
        name=name,
        field=field,
        level=level,
        type=kind,
        decision=Decision(decision, decision_date),
        publisher=publisher,
        agencies=Agencies(implementing, competent, authorised, coordinating),
        receiving_addresses=addresses,
        subjects=subjects,
        steps=tuple([Step(title, text) for _, _, title, text in steps]),
        channels=tuple([_channel(channel, fees) for channel in channels]),
        dossiers=tuple([_dossier(dossier, papers) for dossier in dossiers]),
        dossier_sets=dossier_sets,
        results=tuple([Result(code, title) for _, _, code, title in results]),
        conditions=conditions,
        legal_bases=tuple([LegalBasis(number, title, day, issuer) for _, _, number, title, day, issuer, _ in bases]),
        related=related,
        keywords=keywords,
        extra=_pairs(lists[-1]),
    )


@lru_cache(maxsize=10_000)
def _texts(listed: str) -> tuple[str, ...]:
    return tuple(json.loads(listed))


@lru_cache(maxsize=1_000)
def _pairs(listed: str) -> tuple[tuple[str, str], ...]:
    return tuple((pointer, text) for pointer, text in json.loads(listed))


def _channel(row: Any, fees: Sequence[Any]) -> Channel:
    _, position, kind, quantity, unit, time_text, text = row
    own = tuple([_fee(fee) for fee in fees if fee[1] == position])
    return Channel(kind, ProcessingTime(_decimal(quantity), unit, time_text), own, text)


def _fee(row: Any) -> Fee:
    _, _, _, kind, amount, currency, text = row
    return Fee(kind, _decimal(amount), currency, text)


def _dossier(row: Any, papers: Sequence[Any]) -> Dossier:
    _, position, name = row
    return Dossier(name, tuple([Paper(*paper) for _, at, _, *paper in papers if at == position]))


@lru_cache(maxsize=10_000)
def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
