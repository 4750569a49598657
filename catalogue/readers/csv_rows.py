"""The rows of a CSV file, with a refusal where a quotation mark that is not closed would swallow the rows below it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from catalogue.problems import Problem, ProblemKind

_LONGEST_CELL = 64 << 20
# A last line that no file holds: it comes out as a row of its own only where every quotation mark is closed.
_END = "\0end"


def rows_as_they_come(lines: Iterable[str], delimiter: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows that some lines make, however their quotation marks stand; used to find out what parts cells."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        yield from map(tuple, csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        # A cell longer than any is the last that is looked at.
        return


def rows_of_csv(lines: Iterable[str], delimiter: str, path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows of a file's lines, each with the number of the line on which it begins, from 1.

    A row on one line is read as it is meant, wherever its quotation marks stand; one over several lines must be whole.
    Raises `Problem` QUOTE_OPEN with the line on which the row begins.
    """
    csv.field_size_limit(_LONGEST_CELL)
    taken: list[str] = []
    reader = csv.reader(_noted(chain(lines, [_END]), taken), delimiter=delimiter)
    number = 1
    while True:
        try:
            cells = next(reader)
        except (csv.Error, StopIteration):
            raise Problem(ProblemKind.QUOTE_OPEN, path=str(path), line=number) from None
        if cells == [_END]:
            return
        if len(taken) > 1 and not _is_whole(taken, delimiter):
            raise Problem(ProblemKind.QUOTE_OPEN, path=str(path), line=number)
        yield number, tuple(cells)
        number += len(taken)
        taken.clear()


def _noted(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _is_whole(lines: list[str], delimiter: str) -> bool:
    """Tell whether lines make exactly one row, every cell of which ends where its quotation mark is closed."""
    try:
        return _END not in lines and len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False
