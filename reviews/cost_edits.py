"""Cells of a cost table that somebody entered in place of the draft: read, kept as judgements, and put into a table.

A cell is kept under the subject "1.000894|prepare|paper:1.1||minutes" of the topic "cost": code, key of the line,
column. The empty line key stands for the table's own cells: subjects and times a year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from catalogue.text import one_line
from reviews.cost_entry import read_count, read_minutes, read_money, read_percent, read_times
from reviews.cost_table import plain, table_rows
from reviews.costs import CostLine, CostTable, Exact, Figure, FigureSource
from reviews.judgements import JudgementBook, judged

TOPIC = "cost"
WHOLE_TABLE = ""


class Column(StrEnum):
    """The columns of a line that can be entered, and the two cells of the table as a whole."""

    MINUTES = "minutes"
    HIRED = "hired"
    OUT_OF_POCKET = "out_of_pocket"
    FEE = "fee"
    BURDENED = "burdened"
    SUBJECTS = "subjects"
    TIMES = "times"


LINE_COLUMNS = (Column.MINUTES, Column.HIRED, Column.OUT_OF_POCKET, Column.FEE, Column.BURDENED)
TABLE_COLUMNS = (Column.SUBJECTS, Column.TIMES)

_READ: dict[Column, Callable[[str, str], Exact]] = {
    Column.MINUTES: read_minutes,
    Column.HIRED: read_money,
    Column.OUT_OF_POCKET: read_money,
    Column.FEE: read_money,
    Column.BURDENED: lambda typed, place: read_percent(typed, place) / 100,
    Column.SUBJECTS: read_count,
    Column.TIMES: read_times,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the key of its line (WHOLE_TABLE for the table's own cells) and its column."""

    key: str
    column: Column


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What somebody entered in a cell, and who: money and minutes whole, parts and frequencies exact."""

    value: Exact
    who: str = ""

    @property
    def figure(self) -> Figure:
        """The number as the cost table holds it: a reviewer entered it, and so it is confirmed."""
        return Figure(self.value, FigureSource.REVIEWER, True, self.who)


Edits = Mapping[Cell, CellEdit]


def read_cell(cell: Cell, typed: str, place: str) -> Exact:
    """Return what was typed into a cell; raises `Problem` for text, negative, absurd and broken numbers."""
    return _READ[cell.column](typed, place)


def typed_cell(table: CostTable, code: str, typed: str) -> tuple[Cell, Exact | None]:
    """Return what "1.2:minutes=90" or "subjects=1.000" enters, None where nothing stands after the equals sign.

    Rows are numbered as `cost_table.table_rows` numbers them. Raises `Problem` for a cell that the table does not have.
    """
    place, _, value = typed.partition("=")
    number, _, name = one_line(place).rpartition(":")
    lines = {row.number: row.line for row in table_rows(table) if row.line is not None}
    columns = LINE_COLUMNS if number else TABLE_COLUMNS
    column = next((column for column in columns if column.value == name.strip().lower()), None)
    if column is None or (number and number not in lines):
        raise Problem(ProblemKind.COST_CELL_UNKNOWN, cell=one_line(place), code=code)
    cell = Cell(lines[number].key if number else WHOLE_TABLE, column)
    return cell, read_cell(cell, value, one_line(place)) if value.strip() else None


def edited(table: CostTable, edits: Edits) -> CostTable:
    """Return a table with the cells that somebody entered; cells of lines that it no longer has change nothing."""
    if not edits:
        return table
    by_line: dict[str, dict[Column, CellEdit]] = defaultdict(dict)
    for cell, edit in edits.items():
        by_line[cell.key][cell.column] = edit
    whole = by_line.pop(WHOLE_TABLE, {})
    # Two levies read out of one element share a key; the first of them is the one that is entered.
    lines = tuple(_with(line, by_line.pop(line.key)) if line.key in by_line else line for line in table.lines)
    subjects, times = whole.get(Column.SUBJECTS), whole.get(Column.TIMES)
    # Whoever enters the subjects without a frequency counts cases.
    often = table.times if subjects is None or times is not None else replace(table.times, confirmed=True)
    return replace(
        table,
        lines=lines,
        subjects=table.subjects if subjects is None else subjects.figure,
        times=often if times is None else times.figure,
    )


def _with(line: CostLine, entered: Mapping[Column, CellEdit]) -> CostLine:
    changes: dict[str, Any] = {column.value: edit.figure for column, edit in entered.items()}
    return replace(line, **changes)


def edit_subject(code: str, cell: Cell) -> str:
    """Return the subject under which a cell of a procedure's table is kept."""
    return f"{code}|{cell.key}|{cell.column.value}"


def kept_edits(store: Store) -> dict[str, dict[Cell, CellEdit]]:
    """Return every cell that somebody entered, by the code of its procedure."""
    found: dict[str, dict[Cell, CellEdit]] = defaultdict(dict)
    for subject, said in judged(store, TOPIC).items():
        code, _, rest = subject.partition("|")
        key, _, column = rest.rpartition("|")
        value = Fraction(said.value["value"])
        exact: Exact = int(value) if value.denominator == 1 else value
        found[code][Cell(key, Column(column))] = CellEdit(exact, said.who)
    return dict(found)


def keep_edits(book: JudgementBook, code: str, values: Mapping[Cell, Exact | None], reason: str = "") -> int:
    """Keep what was entered in cells of one procedure's table, None for the draft again; return how many differ."""
    kept = {
        edit_subject(code, cell): None if value is None else {"value": plain(value)} for cell, value in values.items()
    }
    return book.say(TOPIC, kept, reason)


def cells_of(line: CostLine) -> Iterable[Cell]:
    """Return the cells of a line in the order of the columns."""
    return tuple(Cell(line.key, column) for column in LINE_COLUMNS)
