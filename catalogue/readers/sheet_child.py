"""The child process that looks at a workbook and parses it within limits of memory and time.

`python -m catalogue.readers.sheet_child rows|beginnings|names PATH` writes JSON lines on standard output:
`["sheet", name]`, `["row", number, [text, …], [[kind, column, value], …]]`, and at last `["end"]` or
`["problem", kind, facts]`. A child that dies says nothing at last, and its parent knows.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.archives import CONTAINER_BEGINNING, is_encrypted_container, looked_at
from catalogue.readers.cell_values import cell_text, column_letters, figure_text
from catalogue.readers.sheet_look import MOST_CELLS, MOST_ROWS, SheetLook, look_at_sheets

# How many rows of each sheet are given: all of them, or as many as show what the sheet is.
_ROWS_A_SHEET = {"rows": MOST_ROWS, "figures": MOST_ROWS, "beginnings": 80}
_MOST_MEMORY = 2 << 30
_MOST_SECONDS = 240
# One long text that many cells share would be written out for each of them.
_MOST_CHARACTERS = 1 << 29
# How much of a cell's value a note quotes.
_NOTED = 100

Answer = list[Any]


def main(arguments: list[str]) -> int:
    """Answer about one workbook on standard output; the status is 0 also where the answer is a problem."""
    what, path = arguments[0], Path(arguments[1])
    limit_this_process()
    output = sys.stdout.buffer
    try:
        for answer in answers(path, _ROWS_A_SHEET.get(what, 0), what == "figures"):
            _write(output, answer)
        _write(output, ["end"])
    except Problem as problem:
        _write(output, ["problem", problem.kind.value, problem.facts])
    except MemoryError:
        _write(output, ["problem", ProblemKind.SOURCE_TOO_HEAVY.value, {"path": str(path)}])
    output.flush()
    return 0


def _write(output: IO[bytes], answer: Answer) -> None:
    output.write(json.dumps(answer).encode("ascii") + b"\n")


def limit_this_process() -> None:
    """Bound this process's memory and processor time where the system can; the parent's time-out holds everywhere."""
    try:
        import resource
    except ImportError:
        return
    for name, limit in (("RLIMIT_AS", _MOST_MEMORY), ("RLIMIT_CPU", _MOST_SECONDS), ("RLIMIT_CORE", 0)):
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        _, hard = resource.getrlimit(kind)
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        try:
            resource.setrlimit(kind, (allowed, hard))
        except (ValueError, OSError):
            # Some systems know the limit and do not let it be set; the other limits hold there.
            continue


def answers(path: Path, rows: int, figures: bool = False) -> Iterator[Answer]:
    """Yield the sheets of a workbook, and up to so many rows of each; raises `Problem`.

    With `figures`, decimals are written with a comma, as people here read them.
    """
    looks, macros = _looked_at(path)
    budget = _Budget(path)
    workbook = _opened(path)
    for name in _named(workbook):
        yield ["sheet", name]
        if not rows:
            continue
        look = looks.get(name, SheetLook())
        claimed = look.claimed
        for answer in islice(_rows(workbook, name, look, path, budget, figures), rows):
            if claimed:
                answer[3].append(["dimension-wrong", "", claimed])
                claimed = ""
            if macros:
                answer[3].append(["macros", "", ""])
                macros = False
            yield answer


class _Budget:
    """How many characters and cells may still be given in all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._characters = _MOST_CHARACTERS
        self._cells = MOST_CELLS

    def spend(self, cells: list[str]) -> None:
        self._cells -= len(cells)
        self._characters -= sum(map(len, cells))
        if self._cells < 0 or self._characters < 0:
            raise Problem(ProblemKind.SOURCE_TOO_HEAVY, path=str(self._path))


def _looked_at(path: Path) -> tuple[dict[str, SheetLook], bool]:
    """The looks of the sheets by name, and whether the workbook holds macros, which are never run."""
    with path.open("rb") as source:
        head = source.read(len(CONTAINER_BEGINNING))
    if head == CONTAINER_BEGINNING:
        if is_encrypted_container(path):
            raise Problem(ProblemKind.FILE_ENCRYPTED, path=str(path))
        return {}, False
    entries = looked_at(path)
    macros = any(entry.name.lower().endswith("vbaproject.bin") for entry in entries)
    return look_at_sheets(path, entries), macros


def _opened(path: Path) -> Any:
    import python_calamine

    try:
        return python_calamine.CalamineWorkbook.from_path(str(path))
    except python_calamine.PasswordError:
        raise Problem(ProblemKind.FILE_ENCRYPTED, path=str(path)) from None
    except MemoryError:
        raise
    except BaseException:
        # The parser panics, which is no Exception, where it was not prepared for what it met.
        raise Problem(ProblemKind.ARCHIVE_DAMAGED, path=str(path)) from None


def _named(workbook: Any) -> list[str]:
    import python_calamine

    worksheets = python_calamine.SheetTypeEnum.WorkSheet
    return [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == worksheets]


def _rows(workbook: Any, name: str, look: SheetLook, path: Path, budget: _Budget, figures: bool) -> Iterator[Answer]:
    try:
        sheet = workbook.get_sheet_by_name(name)
        _, left = sheet.start or (0, 0)
        merged = _MergedDown(sheet.merged_cell_ranges or [])
        values = list[list[Any]]() if sheet.start is None else sheet.iter_rows()
        yield from _texts(values, left, merged, look, budget, figure_text if figures else cell_text)
    except (Problem, MemoryError, GeneratorExit):
        raise
    except BaseException:
        if look.unreadable:
            facts = {"path": str(path), "sheet": name, "dimension": look.unreadable}
            raise Problem(ProblemKind.DIMENSION_UNREADABLE, **facts) from None
        raise Problem(ProblemKind.ARCHIVE_DAMAGED, path=str(path)) from None


def _texts(
    values: Any, left: int, merged: _MergedDown, look: SheetLook, budget: _Budget, text: Callable[[object], str]
) -> Iterator[Answer]:
    for number, row in enumerate(values, start=1):
        cells = [""] * left + [text(value) for value in row]
        filled = merged.fill(number, cells)
        notes = [[kind, column_letters(column), _beginning(cells, column)] for kind, column in look.notes_of(number)]
        notes += [["merged-cells", column_letters(column), ""] for column in filled]
        while cells and not cells[-1]:
            cells.pop()
        if cells or notes:
            budget.spend(cells)
            yield ["row", number, cells, notes]


def _beginning(cells: list[str], column: int) -> str:
    return cells[column][:_NOTED] if column < len(cells) else ""


class _MergedDown:
    """Gives the text of a cell that is merged over several rows to each of them."""

    def __init__(self, ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        down = [(top + 1, bottom + 1, column) for (top, column), (bottom, _) in ranges if bottom > top]
        self._waiting = sorted(down, reverse=True)
        self._open: list[tuple[int, int, str]] = []

    def fill(self, row: int, cells: list[str]) -> list[int]:
        """Put texts from above into the empty cells of a row, rows in order, and return the columns filled."""
        self._open = [merge for merge in self._open if merge[0] >= row]
        filled = []
        for _, column, text in self._open:
            if column < len(cells) and not cells[column]:
                cells[column] = text
                filled.append(column)
        while self._waiting and self._waiting[-1][0] <= row:
            first, last, column = self._waiting.pop()
            if first == row and column < len(cells) and cells[column]:
                self._open.append((last, column, cells[column]))
        return filled


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
