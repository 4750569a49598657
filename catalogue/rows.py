"""A procedure as the rows of the tables that hold it, and back again."""

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
from catalogue.text import sort_key

PART_TABLES = (StepRow, ChannelRow, FeeRow, DossierRow, PaperRow, ResultRow, LegalBasisRow)


RowValues = dict[str, Any]


def procedure_values(procedure: Procedure, procedure_id: int, digest: str) -> dict[str, Any]:
    """Return the column values of the procedure's own row."""
    agencies = procedure.agencies
    return {
        "id": procedure_id,
        "digest": digest,
        "name": procedure.name,
        "sort_key": sort_key(procedure.name),
        "field": procedure.field,
        "type": procedure.type,
        "publisher": procedure.publisher,
        "decision_number": procedure.decision.number,
        "decision_date": procedure.decision.date,
        "dossier_sets": procedure.dossier_sets,
        "conditions": procedure.conditions,
        "level": list(procedure.level),
        "implementing": list(agencies.implementing),
        "competent": list(agencies.competent),
        "authorised": list(agencies.authorised),
        "coordinating": list(agencies.coordinating),
        "receiving_addresses": list(procedure.receiving_addresses),
        "subjects": list(procedure.subjects),
        "related": list(procedure.related),
        "keywords": list(procedure.keywords),
        "extra": [list(pair) for pair in procedure.extra],
        "field_key": sort_key(procedure.field),
    }


def part_values(procedure: Procedure, procedure_id: int, instruments: Sequence[int | None]) -> list[list[RowValues]]:
    """Return the column values of the rows of the procedure's parts, a list for each of `PART_TABLES`.

    `instruments` holds the row id of the instrument that each legal basis cites, None where it names none.
    """
    owner: RowValues = {"procedure_id": procedure_id}
    steps = [owner | {"position": at, "name": s.name, "text": s.text} for at, s in enumerate(procedure.steps, 1)]
    channels = [
        owner
        | {
            "position": at,
            "kind": channel.kind,
            "time_quantity": _decimal_text(channel.processing_time.quantity),
            "time_unit": channel.processing_time.unit,
            "time_text": channel.processing_time.text,
            "text": channel.text,
        }
        for at, channel in enumerate(procedure.channels, 1)
    ]
    fees = [
        owner | {"channel": channel_at, "position": at} | _fee_values(fee)
        for channel_at, channel in enumerate(procedure.channels, 1)
        for at, fee in enumerate(channel.fees, 1)
    ]
    dossiers = [owner | {"position": at, "name": d.name} for at, d in enumerate(procedure.dossiers, 1)]
    papers = [
        owner | {"dossier": dossier_at, "position": at} | _paper_values(paper)
        for dossier_at, dossier in enumerate(procedure.dossiers, 1)
        for at, paper in enumerate(dossier.papers, 1)
    ]
    results = [
        owner | {"position": at, "code": result.code, "name": result.name}
        for at, result in enumerate(procedure.results, 1)
    ]
    bases = [
        owner
        | {"position": at, "number": b.number, "title": b.title, "day": b.date, "issuer": b.issuer}
        | {"instrument_id": instrument_id}
        for at, (b, instrument_id) in enumerate(zip(procedure.legal_bases, instruments, strict=True), 1)
    ]
    return [steps, channels, fees, dossiers, papers, results, bases]


def _fee_values(fee: Fee) -> dict[str, Any]:
    return {"kind": fee.kind, "amount": _decimal_text(fee.amount), "currency": fee.currency, "text": fee.text}


def _paper_values(paper: Paper) -> dict[str, Any]:
    return {
        "text": paper.text,
        "originals": paper.originals,
        "copies": paper.copies,
        "form": paper.form,
        "component_code": paper.component_code,
        "quantity_text": paper.quantity_text,
    }


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


def _decimal_text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
