"""Procedures read back from the rows of the tables that hold them; `catalogue.row_values` is the way there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlmodel import Session, col

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

PART_TABLES = (StepRow, ChannelRow, FeeRow, DossierRow, PaperRow, ResultRow, LegalBasisRow)


def load_procedures(session: Session, procedure_ids: Sequence[int]) -> dict[int, Procedure]:
    """Return whole procedures by their row ids, with eight queries however many are asked for."""
    return read_procedures(session.connection(), procedure_ids)


def read_procedures(connection: Connection, procedure_ids: Sequence[int]) -> dict[int, Procedure]:
    """Return whole procedures by their row ids, read through a connection that may be in a transaction."""
    wanted = list(dict.fromkeys(procedure_ids))
    rows = connection.execute(select(_table(ProcedureRow)).where(col(ProcedureRow.id).in_(wanted))).all()
    parts = {table: _grouped(connection, table, wanted) for table in PART_TABLES}
    return {row.id: _procedure(row, row.id, parts) for row in rows}


def _grouped(connection: Connection, table: type[Any], wanted: list[int]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    order = list(_table(table).primary_key.columns)
    for row in connection.execute(select(_table(table)).where(col(table.procedure_id).in_(wanted)).order_by(*order)):
        grouped[row.procedure_id].append(row)
    return grouped


def _table(model: type[Any]) -> Table:
    """The table behind a model: its plain rows have the same names, and reading them takes a fraction of the time."""
    table: Table = model.__table__
    return table


def _procedure(row: Any, row_id: int, parts: dict[type[Any], dict[int, list[Any]]]) -> Procedure:
    steps, channels, fees, dossiers, papers, results, bases = (parts[table].get(row_id, []) for table in PART_TABLES)
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
        steps=tuple(Step(step.name, step.text) for step in steps),
        channels=tuple(_channel(channel, fees) for channel in channels),
        dossiers=tuple(
            Dossier(dossier.name, tuple(_paper(paper) for paper in papers if paper.dossier == dossier.position))
            for dossier in dossiers
        ),
        dossier_sets=row.dossier_sets,
        results=tuple(Result(result.code, result.name) for result in results),
        conditions=row.conditions,
        legal_bases=tuple(LegalBasis(basis.number, basis.title, basis.day, basis.issuer) for basis in bases),
        related=tuple(row.related),
        keywords=tuple(row.keywords),
        extra=tuple((pointer, text) for pointer, text in row.extra),
    )


def _channel(row: Any, fees: list[Any]) -> Channel:
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


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
