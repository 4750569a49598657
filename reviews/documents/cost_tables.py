"""The compliance cost of procedures as the tables of a document (biểu tính chi phí tuân thủ), numbers in words.

Structure: DOMAIN.md section 2.2, blocks A (hiện tại), B (sau đơn giản hóa) and C (so sánh). The same figures with live
formulas are in `cost_sheet`.
"""

from __future__ import annotations

from dataclasses import dataclass

from reviews.cost_table import TableRow, table_notes, table_rows
from reviews.cost_words import dong, hours, number
from reviews.costs import CostTable, Exact
from reviews.documents.content import ProcedureBlock
from reviews.norms import Norms
from reviews.procedure_blocks import Case


@dataclass(frozen=True, slots=True)
class CostRow:
    """One row of a block: the texts of its cells; `strong` for an activity or the total."""

    number: str
    words: str
    hours: str = ""
    hired: str = ""
    others: str = ""
    fees: str = ""
    once: str = ""
    year: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class CostBlock:
    """One block of a procedure's table: its title, how often and how many subjects, and its rows."""

    title: str
    times: str
    subjects: str
    rows: tuple[CostRow, ...]


@dataclass(frozen=True, slots=True)
class ProcedureCosts:
    """The table of one procedure with what stands under it: its block in the proposal, the income, and notes."""

    block: ProcedureBlock
    income: str
    blocks: tuple[CostBlock, ...]
    notes: tuple[str, ...]


def procedure_costs(case: Case, block: ProcedureBlock, norms: Norms) -> ProcedureCosts | None:
    """Return the table of a case; None where nothing was costed."""
    comparison = case.comparison
    if comparison is None:
        return None
    tables = (
        ("A. Chi phí hiện tại", comparison.before),
        ("B. Chi phí sau khi đơn giản hóa", comparison.after),
    )
    notes = dict.fromkeys(note for _, table in tables for note in table_notes(table, norms, codes=False))
    income = dong(comparison.before.income.dong_per_hour)
    return ProcedureCosts(block, income, tuple(_block(title, table) for title, table in tables), tuple(notes))


def _row(table: CostTable, row: TableRow) -> CostRow:
    line, cost = row.line, row.cost
    if line is None or cost is None:
        return CostRow(row.number, row.words, strong=True)
    return CostRow(
        row.number,
        row.words if row.share == 1 else f"{row.words} ({number(100 * row.share)} % số đối tượng)",
        hours(line.minutes.value),
        "" if line.hired is None else dong(line.hired.value),
        _money(line.out_of_pocket.value),
        _money(line.fee.value),
        dong(cost.total),
        "" if table.cases_a_year is None else dong(cost.total * table.cases_a_year),
    )


def _money(value: Exact) -> str:
    return dong(value) if value else ""


def _block(title: str, table: CostTable) -> CostBlock:
    rows = [_row(table, row) for row in table_rows(table)]
    once = table.once
    total = CostRow(
        "",
        "Tổng cộng",
        hours(once.minutes),
        _money(once.hired),
        _money(once.out_of_pocket),
        _money(once.fees),
        dong(once.total),
        "" if table.cost_year is None else dong(table.cost_year),
        strong=True,
    )
    subjects = "" if table.subjects is None else number(table.subjects.value)
    return CostBlock(title, number(table.times.value), subjects, (*rows, total))
