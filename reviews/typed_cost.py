"""A cost table that somebody typed into a sheet or a TOML file, without any record of a catalogue behind it.

Rows belong to one of two blocks, today and after simplification. A sheet (XLSX, ODS, CSV) has the headings of the
official table; a TOML file has `[before]` and `[after]` with `times`, `subjects` and a list `line` of the same parts.
Every number may be a range ("1–3 giờ"), of which the midpoint counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from catalogue.measures.numbers import read_figure
from catalogue.problems import Problem, ProblemKind, together
from catalogue.readers.cell_values import figure_text
from catalogue.text import one_line
from reviews.cost_entry import MOST_MINUTES, read_count, read_minutes, read_money, read_percent, read_times
from reviews.costs import (
    NOTHING,
    Comparison,
    CostLine,
    CostTable,
    Exact,
    Figure,
    FigureSource,
    Gap,
    in_range,
)
from reviews.headed_rows import HeadedRow, Headings, headed_rows
from reviews.income import Income
from reviews.official_form import PlacedRow, placed_rows
from reviews.toml_files import needed, read_toml, refuse_unknown

_HEADINGS = {
    "number": "stt|tt|so tt",
    "block": "khoi|phuong an|giai doan|block|side",
    "work": "cac cong viec khi thuc hien tthc|cac cong viec khi thuc hien thu tuc hanh chinh|cac cong viec"
    "|cong viec|work|activity",
    "label": "cac hoat dong cach thuc thuc hien cu the|cac hoat dong cach thuc cu the|cac hoat dong cach thuc thuc hien"
    "|cac hoat dong|hoat dong|cach thuc|cach thuc thuc hien|noi dung|dien giai|label",
    "hours": "thoi gian thuc hien gio|thoi gian thuc hien|thoi gian gio|thoi gian|so gio|gio|hours",
    "minutes": "thoi gian thuc hien phut|thoi gian phut|so phut|phut|minutes",
    "hired": "chi phi thue tu van dich vu|thue tu van dich vu|thue tu van|thue dich vu|hired",
    "out_of_pocket": "chi phi khac|chi ngoai|out of pocket|expenses",
    "fee": "muc phi le phi chi phi khac|phi le phi chi phi khac|phi le phi va chi phi khac|muc phi le phi|phi le phi"
    "|phi|le phi|fee|fees",
    "cost": "chi phi thuc hien tthc|chi phi thuc hien thu tuc hanh chinh|chi phi thuc hien|chi phi|cost",
    "quantity": "so luong|so ban|so bo|quantity|copies",
    "share": "ty le doi tuong thuc hien|ty le doi tuong|ty le|share",
    "income": "muc tnbq nguoi gio lam viec|muc tnbq nguoi gio|muc tnbq|tnbq nguoi gio|muc thu nhap binh quan nguoi gio"
    "|thu nhap binh quan nguoi gio|thu nhap binh quan|thu nhap gio|income",
    "times": "so lan thuc hien trong nam|so lan thuc hien nam|so lan trong nam|so lan nam|so lan|tan suat|times",
    "subjects": "so luong doi tuong tuan thu trong nam|so luong doi tuong tuan thu nam|so luong doi tuong tuan thu"
    "|so luong doi tuong|so doi tuong tuan thu nam|so doi tuong tuan thu|so doi tuong nam|so doi tuong|so ho so"
    "|subjects|cases",
}
_SHEET = Headings(_HEADINGS, ("work",), ProblemKind.COST_HEADINGS_MISSING, ("share",))
_RANGE = re.compile(r"(?P<low>\d[\d.,]*)\s*(?P<unit>\D*?)\s*(?:[-–—]|đến)\s*(?P<high>\d.*)")
_HOURS = re.compile(r"(?P<figure>\d+(?:[.,]\d+)*)\s*(?:giờ|h)?", re.IGNORECASE)
_NUMBERS = ("hours", "minutes", "hired", "out_of_pocket", "fee")

_ONCE = Figure(1, FigureSource.REVIEWER, True)

Read = Callable[[str, str], Exact]


@dataclass(frozen=True, slots=True)
class TypedCost:
    """A typed case: its name, the comparison (without an after block both sides are equal), and the refused cells."""

    name: str
    comparison: Comparison
    has_after: bool
    refusals: tuple[Problem, ...] = ()


def read_typed_cost(path: Path, income: Income, rates: Mapping[str, Fraction] | None = None) -> TypedCost:
    """Return the case that a sheet or a TOML file (by its ending) holds, at an income unless the file gives its own.

    A row with a cell that cannot be is left out and told; the others count, and the total is provisional. Raises
    `Problem` where the file cannot be read, has no good row, or gives two incomes, frequencies or numbers of subjects
    for one block.
    """
    if path.suffix.lower() == ".toml":
        name, rows = _toml_rows(path)
    else:
        name, rows = path.stem, list(headed_rows(path, _SHEET))
    return _case(name, path, rows, income, dict(rates or {}))


def typed_income(typed: str, place: str) -> Income:
    """Return an income per hour that somebody typed in đồng; raises `Problem` where it is none."""
    amount = read_money(typed, place)
    if not amount:
        raise Problem(ProblemKind.NUMBER_NOT_POSITIVE, place=place, value=typed)
    return Income(0, amount, 1, "người rà soát nhập", True, "", True)


def _case(name: str, path: Path, rows: list[HeadedRow], income: Income, rates: Mapping[str, Fraction]) -> TypedCost:
    lines: dict[str, list[_TypedLine]] = defaultdict(list)
    whole: dict[str, _Said] = {part: _Said() for part in ("income", "times before", "times after")}
    whole |= {part: _Said() for part in ("subjects before", "subjects after")}
    refusals: list[Problem] = []
    gaps: dict[str, list[Gap]] = defaultdict(list)
    for at, placed in enumerate(placed_rows(rows), 1):
        row, block = placed.row, placed.block
        try:
            if placed.problem is not None:
                raise placed.problem
            line = None if placed.is_sum else _line(placed, at, rates)
            whole["income"].take(row, "income", typed_income)
            often, many = _frequency(row)
            if line is not None and placed.by_line:
                lines[block].append(_TypedLine(line, often, many))
                continue
            whole[f"times {block}"].keep(row, "times", often)
            whole[f"subjects {block}"].keep(row, "subjects", many)
        except Problem as problem:
            refusals.append(problem)
            gaps[block].append(Gap("row-refused", row.places["work"], row.cells["label"] or row.cells["work"]))
            continue
        if line is not None:
            lines[block].append(_TypedLine(line))
    if not lines:
        raise together(refusals) if refusals else Problem(ProblemKind.COST_HEADINGS_MISSING, path=str(path))
    if "before" not in lines and "before" not in gaps:
        raise Problem(ProblemKind.TABLE_KEY_MISSING, path=path.name, key="hiện tại")
    used = whole["income"].value or income
    before = _table(lines["before"], used, whole, "before", gaps["before"])
    has_after = bool(lines["after"] or whole["times after"].value or whole["subjects after"].value)
    after = _after(before, lines["after"], whole, gaps["after"]) if has_after else before
    return TypedCost(name, Comparison(before, after), has_after, tuple(refusals))


@dataclass(frozen=True, slots=True)
class _TypedLine:
    """A line, with how often a year and by how many it is done where the official form says so of each line."""

    line: CostLine
    times: Figure | None = None
    subjects: Figure | None = None

    def cases(self, times: Figure) -> Exact:
        """Return how often the line is done a year in all, at the usual frequency where it says none."""
        return 0 if self.subjects is None else self.subjects.value * (self.times or times).value


def _frequency(row: HeadedRow) -> tuple[Figure | None, Figure | None]:
    times, subjects = row.cells["times"], row.cells["subjects"]
    return (
        _figure(read_times, times, row.places["times"]) if times else None,
        _figure(read_count, subjects, row.places["subjects"]) if subjects else None,
    )


def _after(before: CostTable, lines: list[_TypedLine], whole: Mapping[str, _Said], gaps: list[Gap]) -> CostTable:
    """The block after; what it leaves out (lines, frequency, subjects) stays as today."""
    table = _table(lines, before.income, whole, "after", gaps, before.times)
    return replace(table, lines=table.lines or before.lines, subjects=table.subjects or before.subjects)


def _table(
    lines: list[_TypedLine],
    income: Income,
    whole: Mapping[str, _Said],
    block: str,
    gaps: list[Gap],
    usual: Figure = _ONCE,
) -> CostTable:
    times, subjects = whole[f"times {block}"].value, whole[f"subjects {block}"].value
    times = times or next((one.times for one in lines if one.times is not None), usual)
    most = max((one for one in lines if one.subjects is not None), key=lambda one: one.cases(times), default=None)
    if most is not None:
        # Who does a line less often than the line done most often is the part of them whom it burdens.
        lines = [replace(one, line=_weighted(one, most, times)) for one in lines]
        times, subjects = most.times or times, most.subjects
    return CostTable(tuple(one.line for one in lines), income, times, subjects, (), True, tuple(gaps))


def _weighted(one: _TypedLine, most: _TypedLine, times: Figure) -> CostLine:
    cases, whole = one.cases(times), most.cases(times)
    if one.subjects is None or not whole or cases == whole:
        return one.line
    share = Fraction(cases) / Fraction(whole)
    return replace(one.line, burdened=replace(one.line.burdened, value=_plain(one.line.burdened.value * share)))


class _Said:
    """A number that holds for a whole block and may be said on any of its rows, always the same."""

    def __init__(self) -> None:
        self.value: Any = None
        self._where = ""

    def take(self, row: HeadedRow, part: str, read: Callable[[str, str], Any]) -> None:
        """Read the number of a row where it has one."""
        typed = row.cells[part]
        self.keep(row, part, read(typed, row.places[part]) if typed else None)

    def keep(self, row: HeadedRow, part: str, value: Any) -> None:
        """Keep what a row says; raises `Problem` where another row said otherwise."""
        if value is None:
            return
        place = row.places[part]
        if self.value is not None and self.value != value:
            raise Problem(ProblemKind.COST_NUMBER_TWICE, place=place, value=row.cells[part], first=self._where)
        self.value, self._where = value, place


def _line(placed: PlacedRow, at: int, rates: Mapping[str, Fraction]) -> CostLine | None:
    """The line of a row; None for a row without a number of its own (a heading, or only times and subjects)."""
    row = placed.row
    count = _figure(read_count, row.cells["quantity"], row.places["quantity"]) if row.cells["quantity"] else None
    readers: dict[str, Read] = {
        "hours": _read_hours,
        "minutes": read_minutes,
        "hired": lambda typed, place: read_money(typed, place, rates),
        "out_of_pocket": lambda typed, place: read_money(typed, place, rates),
        "fee": lambda typed, place: read_money(typed, place, rates),
    }
    found = {
        part: _times(_figure(readers[part], row.cells[part], row.places[part]), count)
        for part in _NUMBERS
        if row.cells[part]
    }
    if not found and row.cells["cost"]:
        # A published case often says no more than what one time costs.
        found["out_of_pocket"] = _times(_figure(readers["fee"], row.cells["cost"], row.places["cost"]), count)
    if not found:
        return None
    if "hours" in found and "minutes" in found and found["hours"].value != found["minutes"].value:
        raise Problem(
            ProblemKind.COST_NUMBER_TWICE,
            place=row.places["minutes"],
            value=row.cells["minutes"],
            first=row.places["hours"],
        )
    line = CostLine(
        placed.activity,
        placed.words or "Chi phí thực hiện TTHC",
        f"row:{at}",
        "",
        found.get("hours", found.get("minutes", NOTHING)),
        found.get("hired"),
        found.get("out_of_pocket", NOTHING),
        found.get("fee", NOTHING),
    )
    if not row.cells["share"]:
        return line
    share = _figure(lambda typed, place: read_percent(typed, place) / 100, row.cells["share"], row.places["share"])
    return replace(line, burdened=share)


def _read_hours(typed: str, place: str) -> Exact:
    """Hours as they are published, in exact minutes: 0,33 giờ is 19,8 minutes, since the form counts in hours."""
    hours = _HOURS.fullmatch(one_line(typed))
    value = read_figure(hours["figure"]) if hours else None
    if value is None:
        return read_minutes(f"{typed} giờ" if re.fullmatch(r"[-−–]?\s*[\d.,]+", typed) else typed, place)
    if value * 60 > MOST_MINUTES:
        raise Problem(ProblemKind.NUMBER_ABSURD, place=place, value=typed, most=MOST_MINUTES)
    return _plain(Fraction(value) * 60)


def _figure(read: Read, typed: str, place: str) -> Figure:
    """The number typed into a cell, or the range with its midpoint."""
    bounds = _RANGE.fullmatch(typed)
    if bounds is None:
        return Figure(_plain(read(typed, place)), FigureSource.REVIEWER, True)
    unit = bounds["unit"] or re.sub(r"^[\d.,]+", "", bounds["high"])
    low, high = read(f"{bounds['low']}{unit}", place), read(bounds["high"], place)
    if low > high:
        raise Problem(ProblemKind.RANGE_DISORDERED, place=place, low=str(low), middle=typed, high=str(high))
    return replace(in_range(_plain(low), _plain(high), FigureSource.REVIEWER), confirmed=True)


def _times(figure: Figure, count: Figure | None) -> Figure:
    if count is None:
        return figure

    def of(value: Exact | None, many: Exact | None) -> Exact:
        return (figure.value if value is None else value) * (count.value if many is None else many)

    whole = replace(figure, value=_plain(figure.value * count.value))
    if not (figure.is_range or count.is_range):
        return whole
    return replace(whole, low=_plain(of(figure.low, count.low)), high=_plain(of(figure.high, count.high)))


def _plain(value: Exact) -> Exact:
    return int(value) if Fraction(value).denominator == 1 else value


def _toml_rows(path: Path) -> tuple[str, list[HeadedRow]]:
    """The case's name, and the rows of a TOML file as a sheet would hold them, each cell placed by its key."""
    data = read_toml(path)
    rows = list(_rows_of(data, path.name))
    if not rows:
        raise Problem(ProblemKind.TABLE_KEY_MISSING, path=path.name, key="[before]")
    return one_line(str(data.get("name", path.stem))), rows


def _rows_of(data: Mapping[str, Any], name: str) -> Iterator[HeadedRow]:
    refuse_unknown(data, ("name", "income", "before", "after"), name)
    needed(data, "before", name)
    if "income" in data:
        yield _toml_row({"income": data["income"]}, name)
    for block in ("before", "after"):
        told = data.get(block, {})
        lines = told.get("line", []) if isinstance(told, dict) else None
        if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
            raise Problem(ProblemKind.TABLE_UNREADABLE, path=name, reason=f"[{block}]")
        refuse_unknown(told, {"times", "subjects", "line", "cost"}, f"{name}, {block}")
        whole = {part: told[part] for part in ("times", "subjects", "cost") if part in told}
        if whole:
            yield _toml_row(whole | {"block": block}, f"{name}, {block}")
        for at, line in enumerate(lines, 1):
            place = f"{name}, {block}.line {at}"
            refuse_unknown(line, _HEADINGS.keys() - {"block", "income", "times", "subjects"}, place)
            yield _toml_row(line | {"block": block}, place)


def _toml_row(values: Mapping[str, Any], place: str) -> HeadedRow:
    cells = {part: _cell(values.get(part, "")) for part in _HEADINGS}
    return HeadedRow(cells, {part: f"{place}, {part}" for part in _HEADINGS})


def _cell(value: Any) -> str:
    """What stands for a value in a cell; a day is written as people write it, and never taken for a range."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return figure_text(value)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else one_line(str(value))
