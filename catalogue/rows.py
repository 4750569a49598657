"""Procedures read back within a transaction from the tables that hold them; `catalogue.row_values` is the way there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlmodel import col

from catalogue.records import Procedure
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
from catalogue.whole_procedures import assembled

PART_TABLES = (StepRow, ChannelRow, FeeRow, DossierRow, PaperRow, ResultRow, LegalBasisRow)


def read_procedures(connection: Connection, procedure_ids: Sequence[int]) -> dict[int, Procedure]:
    """Return whole procedures by their row ids, with eight queries however many are asked for."""
    wanted = list(dict.fromkeys(procedure_ids))
    rows = connection.execute(select(_table(ProcedureRow)).where(col(ProcedureRow.id).in_(wanted))).all()
    parts = {str(table.__tablename__): _grouped(connection, table, wanted) for table in PART_TABLES}
    return {row.id: assembled(row, {name: part.get(row.id, []) for name, part in parts.items()}) for row in rows}


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
