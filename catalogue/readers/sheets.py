"""Opening a workbook safely: looked at and parsed in a child process with limits, its rows read as texts.

A workbook of 1.4 kB can abort or hang a parser, so that nothing of it is parsed here. `sheet_child` writes what it
finds as JSON lines into a temporary file; only a workbook that was read to its end gives any row.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.archives import ARCHIVE_BEGINNING, CONTAINER_BEGINNING
from catalogue.readers.plain_files import refuse_devices
from catalogue.records import Note

# Ten times what a workbook of the national catalogue takes.
_LONGEST_SECONDS = 300
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet: the sheet's name, the row's number from 1, and its cells' texts from column A on.

    Rows without any text or note are left out. Numbers stand without a needless ".0", days in ISO form, formulas as
    the value that was stored with them; a cell merged over several rows gives its text to each of them.
    """

    sheet: str
    row: int
    cells: tuple[str, ...]
    notes: tuple[Note, ...] = ()

    @property
    def place(self) -> str:
        """Where the row stands, as notes and raw records say it: "sheet Giấy tờ, row 12"."""
        return f"sheet {self.sheet}, row {self.row}"


def is_workbook(head: bytes) -> bool:
    """Tell whether a file that begins with these bytes may be a workbook: a ZIP archive or an old container."""
    return head.startswith((ARCHIVE_BEGINNING, CONTAINER_BEGINNING))


def rows_of(path: Path) -> Iterator[SheetRow]:
    """Yield the rows of all sheets in order.

    Raises `Problem` before the first row where the file is missing, no workbook, encrypted, damaged, unsafe or too
    large, or where reading it took more memory or time than any catalogue needs.
    """
    yield from _rows(path, "rows")


def figures_of(path: Path) -> Iterator[SheetRow]:
    """Yield the rows of all sheets like `rows_of`, their numbers with a comma before the decimals."""
    yield from _rows(path, "figures")


def beginnings_of(path: Path) -> Iterator[SheetRow]:
    """Yield the first rows of each sheet, enough of them to tell what it holds; raises `Problem` like `rows_of`."""
    yield from _rows(path, "beginnings")


def _rows(path: Path, what: str) -> Iterator[SheetRow]:
    with answers_of_child(path, what) as answers:
        sheet = ""
        for kind, *values in answers:
            if kind == "sheet":
                sheet = values[0]
            elif kind == "row":
                number, cells, notes = values
                row = SheetRow(sheet, number, tuple(cells))
                yield row if not notes else _with_notes(row, notes)


def _with_notes(row: SheetRow, notes: list[list[str]]) -> SheetRow:
    return SheetRow(
        row.sheet, row.row, row.cells, tuple(Note(kind, key, value, row.place) for kind, key, value in notes)
    )


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the names of the sheets in order; raises `Problem` like `rows_of`."""
    with answers_of_child(path, "names") as answers:
        return tuple(values[0] for kind, *values in answers if kind == "sheet")


@contextmanager
def answers_of_child(
    path: Path, what: str, module: str = "catalogue.readers.sheet_child"
) -> Iterator[Iterator[list[Any]]]:
    """Run a child on a file to its end and give its answers; a problem that it met is raised here."""
    _refuse_unreadable(path)
    with tempfile.TemporaryFile() as output:
        status = _run_child(path, what, module, output)
        kind, *values = _last_answer(output)
        if kind == "problem":
            raise Problem(ProblemKind(values[0]), **values[1])
        if status != 0 or kind != "end":
            raise Problem(ProblemKind.SOURCE_TOO_HEAVY, path=str(path))
        output.seek(0)
        yield (json.loads(line) for line in output)


def _refuse_unreadable(path: Path) -> None:
    refuse_devices(path)
    try:
        with path.open("rb") as source:
            if not source.read(1):
                raise Problem(ProblemKind.FILE_EMPTY, path=str(path))
    except FileNotFoundError:
        raise Problem(ProblemKind.FILE_MISSING, path=str(path)) from None
    except OSError as error:
        raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)) from None


def _run_child(path: Path, what: str, module: str, output: IO[bytes]) -> int:
    """Return the child's exit status, a negative or any other number than 0 where it did not come to its end."""
    # -P keeps a module of the user's folder from standing in for one of ours.
    command = [sys.executable, "-P", "-m", module, what, str(path.resolve())]
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 1
    return done.returncode


def _last_answer(output: IO[bytes]) -> list[Any]:
    """The child's last line: its end, its problem, or whatever it wrote before it was stopped."""
    length = output.seek(0, os.SEEK_END)
    output.seek(max(0, length - 4096))
    lines = output.read().splitlines()
    try:
        answer = json.loads(lines[-1]) if lines else []
    except ValueError:
        answer = []
    return answer if isinstance(answer, list) and answer else ["nothing"]
