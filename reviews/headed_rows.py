"""Sheets (XLSX, ODS, CSV) with a row of headings: their rows one by one, each cell found by what its heading says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.csv_rows import rows_as_they_come, rows_of_csv
from catalogue.readers.plain_files import refuse_devices
from catalogue.readers.sheets import SheetRow, figures_of, is_workbook
from catalogue.readers.text_files import form_of, lines_of
from catalogue.text import fold, one_line

_SIGNS = re.compile(r"[^a-z0-9]+")
_REMARK = re.compile(r"\([^()]*\)")
# Words that say in which unit, not what.
_UNITS = frozenset({"dong", "vnd", "01", "1"})
_PART_OF_ONE = re.compile(r"0(?:,\d+)?|1")
_LAST_HEADER_ROW = 40
_DELIMITERS = ",;\t"


class Headings:
    """What a sheet's columns may be called: words parted by "|", folded and without signs, by what the column holds.

    A row is the row of headings when it has all of `needed`; a sheet without one is refused as `missing`. Units,
    "01" before a unit, and remarks in brackets may stand beside the words. `shares` are the columns of percentages,
    which sheet programs keep as parts of one.
    """

    def __init__(
        self, words: Mapping[str, str], needed: Sequence[str], missing: ProblemKind, shares: Sequence[str] = ()
    ) -> None:
        self.parts = tuple(words)
        self.shares = frozenset(shares)
        self.missing = missing
        self._needed = frozenset(needed)
        self._by_word = {word: part for part, several in words.items() for word in several.split("|")}

    def read(self, row: SheetRow) -> dict[str, int] | None:
        """Return the column of each part where a row is one of headings, else None."""
        columns: dict[str, int] = {}
        for at, cell in enumerate(row.cells):
            part = self._part(cell)
            if part is not None:
                columns.setdefault(part, at)
        return columns if self._needed <= columns.keys() else None

    def _part(self, cell: str) -> str | None:
        for words in (cell, _REMARK.sub(" ", cell)):
            plain = _SIGNS.sub(" ", fold(words)).strip()
            short = " ".join(word for word in plain.split() if word not in _UNITS)
            part = self._by_word.get(plain) or self._by_word.get(short)
            if part is not None:
                return part
        return None


@dataclass(frozen=True, slots=True)
class HeadedRow:
    """One row below the headings: its cells in one line each, and where each of them stands ("a.xlsx, Sheet1!C4")."""

    cells: Mapping[str, str]
    places: Mapping[str, str]


def headed_rows(path: Path, headings: Headings) -> Iterator[HeadedRow]:
    """Give the rows below the headings that are not empty, of every sheet that has a row of headings.

    Every part has a cell, empty where there is no such column. Raises `Problem` where the file cannot be read, or no
    sheet has a row of headings among its first 40 rows.
    """
    found = False
    for _, rows in groupby(_rows(path, headings), key=lambda row: row.sheet):
        columns: dict[str, int] | None = None
        for at, row in enumerate(rows):
            # The blocks of one sheet may each have their own row of headings.
            again = headings.read(row) if at < _LAST_HEADER_ROW or columns is not None else None
            if columns is None or again is not None:
                columns = again or columns
                found = found or columns is not None
                continue
            headed = _headed(row, columns, headings, path)
            if any(headed.cells.values()):
                yield headed
    if not found:
        raise Problem(headings.missing, path=str(path))


def _headed(row: SheetRow, columns: Mapping[str, int], headings: Headings, path: Path) -> HeadedRow:
    sheet = f"{row.sheet}!" if row.sheet else ""
    cells, places = {}, {}
    for part in headings.parts:
        at = columns.get(part)
        cell = one_line(row.cells[at]) if at is not None and at < len(row.cells) else ""
        in_workbook = part in headings.shares and row.sheet and _PART_OF_ONE.fullmatch(cell)
        cells[part] = f"{_hundredfold(cell)} %" if in_workbook else cell
        places[part] = f"{path.name}, {sheet}{_letters(at or 0)}{row.row}"
    return HeadedRow(cells, places)


def _hundredfold(figure: str) -> str:
    """A part of one as a percentage, both with a comma before the decimals."""
    return f"{Decimal(figure.replace(',', '.')) * 100:f}".replace(".", ",")


def _rows(path: Path, headings: Headings) -> Iterator[SheetRow]:
    refuse_devices(path)
    try:
        with path.open("rb") as source:
            head = source.read(8)
    except FileNotFoundError:
        raise Problem(ProblemKind.FILE_MISSING, path=str(path)) from None
    except OSError as error:
        raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)) from None
    return figures_of(path) if is_workbook(head) else _csv_rows(path, headings)


def _csv_rows(path: Path, headings: Headings) -> Iterator[SheetRow]:
    lines = [f"{line.text}\n" for line in lines_of(path, form_of(path))]
    delimiter = _delimiter(lines[:_LAST_HEADER_ROW], headings)
    if delimiter is None:
        raise Problem(headings.missing, path=str(path))
    for number, cells in rows_of_csv(lines, delimiter, path):
        if any(cell.strip() for cell in cells):
            yield SheetRow("", number, cells)


def _delimiter(lines: Sequence[str], headings: Headings) -> str | None:
    """The sign that parts the cells: the one with which a row of headings is found."""
    for delimiter in _DELIMITERS:
        if any(headings.read(SheetRow("", 1, cells)) for cells in rows_as_they_come(lines, delimiter)):
            return delimiter
    return None


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
