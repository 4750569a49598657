"""How long keeping editions takes: `python benchmarks/bench_importing.py RECORDS.jsonl [--rounds N] [--keep FOLDER]`.

RECORDS is an edition in the native layout. In one run, and as medians of the rounds, it prints: the first import; the
import of an edition of which two procedures in a hundred differ; opening a workspace of ten editions and reading its
first page; the size of the workspace; and beside each of them what the driver alone takes: its bare `executemany` for
the very same rows, without reading, cleaning, digests or indexes, or its query for the same page. Times are wall-clock
seconds and processor seconds of the program and the processes that it starts; memory is the peak of the program and of
each process that it starts, added up (VmHWM of Linux; what the system says of ended processes counts the memory of
those that started them as well).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalogue.store import Store

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

_TABLES = (
    *("procedure", "step", "channel", "fee", "dossier", "paper", "result", "legal_basis", "source_record", "entry"),
)
# Of so many records one is changed: two in a hundred.
_ONE_IN = 50


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for the workspaces, kept at the end")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.keep) as folder:
        rounds = [_round(asked.records, Path(folder), number) for number in range(asked.rounds)]
    _print(rounds)


def _round(records: Path, folder: Path, number: int) -> dict[str, float]:
    workspace = folder / f"{number}.db"
    changed = folder / "changed.jsonl"
    if not changed.exists():
        _write_changed(records, changed)
    found = _imported(workspace, records, "first") | _imported(workspace, changed, "changed")
    found["size"] = workspace.stat().st_size / 1e6
    found |= _bare(workspace, folder / "bare.db", "first") | _bare(workspace, folder / "bare.db", "changed")
    if found["procedures"] <= 20_000:
        for copy in range(8):
            _imported(workspace, changed, f"again {copy}")
        _open(workspace)
        found["open ten"] = median(_timed(lambda: _open(workspace)) for _ in range(5))
        found["open ten bare"] = median(_timed(lambda: _open_bare(workspace)) for _ in range(5))
    workspace.unlink()
    return found


def _write_changed(records: Path, changed: Path) -> None:
    with records.open(encoding="utf-8") as source, changed.open("w", encoding="utf-8") as target:
        for at, line in enumerate(source):
            if at % _ONE_IN == 0:
                record = json.loads(line)
                record["conditions"] = f"{record.get('conditions') or ''} (sửa đổi)".strip()
                line = json.dumps(record, ensure_ascii=False) + "\n"
            target.write(line)


def _imported(workspace: Path, records: Path, name: str) -> dict[str, float]:
    """Import in a process of its own, so that its processor time and memory are known."""
    begun = time.perf_counter()
    child = subprocess.run(
        [sys.executable, __file__, "--child", str(workspace), str(records), name],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    told: dict[str, float] = json.loads(child.stdout)
    whole = time.perf_counter() - begun
    return {f"{name} {key}": value for key, value in told.items()} | {
        f"{name} whole": whole,
        "procedures": told["procedures"],
    }


def _child(workspace: Path, records: Path, name: str) -> None:
    # As in the program itself, the processes that it starts load this module, and not what only an importer needs.
    from catalogue.importing import EditionDetails, import_edition
    from reviews.workspace import open_workspace

    peaks: dict[int, float] = {}
    with closing(open_workspace(workspace, create=True)) as store:
        begun = time.perf_counter()
        report = import_edition(store, [records], EditionDetails(name), progress=lambda _: _note_peaks(peaks))
        wall = time.perf_counter() - begun
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    told = {
        "wall": wall,
        "cpu": own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime,
        "memory": _peak("self") + sum(peaks.values()),
        "procedures": report.procedures,
    }
    sys.stdout.write(json.dumps(told))


def _note_peaks(peaks: dict[int, float]) -> None:
    for process in multiprocessing.active_children():
        if process.pid is not None:
            peaks[process.pid] = max(peaks.get(process.pid, 0), _peak(str(process.pid)))


def _peak(process: str) -> float:
    """The most memory that a process has had so far, in megabytes; 0 for one that has ended."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((float(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmHWM:")), 0)


def _bare(workspace: Path, target: Path, name: str) -> dict[str, float]:
    """Write the rows that the first or the changed edition brought with `executemany` alone, without indexes."""
    with closing(sqlite3.connect(workspace)) as source, closing(sqlite3.connect(target)) as bare:
        last = source.execute("SELECT max(procedure_id) FROM entry WHERE edition_id = 1").fetchone()[0]
        statements = [_statement(source, bare, table) for table in _TABLES]
        rows = {table: _rows(source, table, last, name == "first") for table in _TABLES}
        begun = time.perf_counter()
        for table, statement in zip(_TABLES, statements, strict=True):
            bare.executemany(statement, rows[table])
        bare.commit()
        taken = time.perf_counter() - begun
    target.unlink()
    return {f"{name} bare": taken, f"{name} rows": sum(map(len, rows.values()))}


def _rows(source: sqlite3.Connection, table: str, last: int, first: bool) -> list[tuple[object, ...]]:
    """The rows of a table that belong to contents up to a number, or to those behind it; all entries of the edition."""
    if table == "entry":
        return source.execute("SELECT * FROM entry WHERE edition_id = ?", (1 if first else 2,)).fetchall()
    owner = "id" if table == "procedure" else "procedure_id"
    return source.execute(f"SELECT * FROM {table} WHERE {owner} {'<=' if first else '>'} ?", (last,)).fetchall()


def _statement(source: sqlite3.Connection, bare: sqlite3.Connection, table: str) -> str:
    columns = [row[1] for row in source.execute(f"PRAGMA table_info({table})")]
    bare.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
    return f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"


def _open(workspace: Path) -> None:
    from reviews.workspace import open_workspace

    with closing(open_workspace(workspace)) as store:
        _first_page(store)


def _open_bare(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace)) as connection:
        connection.execute(
            "SELECT e.code, p.name, p.field, p.implementing FROM entry e JOIN procedure p ON p.id = e.procedure_id "
            "WHERE e.edition_id = (SELECT max(id) FROM edition) ORDER BY e.position LIMIT 50"
        ).fetchall()


def _first_page(store: Store) -> None:
    from catalogue.editions import entry_ids, entry_summaries, find_edition

    edition = find_edition(store)
    entry_summaries(store, entry_ids(store, edition, "", "published", 50))


def _timed(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _print(rounds: list[dict[str, float]]) -> None:
    middle = {key: median(found[key] for found in rounds) for key in rounds[0]}
    sys.stdout.writelines(f"{line}\n" for line in _lines(middle))


def _lines(middle: dict[str, float]) -> Iterator[str]:
    first, changed = middle["first wall"], middle["changed wall"]
    yield f"{middle['procedures']:,.0f} procedures, {middle['first rows']:,.0f} rows, medians"
    for name, title, taken in (("first", "first import", first), ("changed", "2 % changed", changed)):
        bare, cpu = middle[f"{name} bare"], middle[f"{name} cpu"]
        yield f"{title:24}{taken:8.2f} s {cpu:8.2f} s of processors = bare × {taken / bare:.1f}"
        yield f"  bare executemany      {bare:8.2f} s for {middle[f'{name} rows']:,.0f} rows"
    yield f"peak memory             {middle['first memory']:8.0f} MB, 2 % changed {middle['changed memory']:.0f} MB"
    yield f"first ÷ 2 % changed     {first / changed:8.1f}"
    yield f"workspace, two editions {middle['size']:8.1f} MB"
    if "open ten" in middle:
        yield f"opening ten editions    {middle['open ten']:8.3f} s"
        yield f"  the driver alone      {middle['open ten bare']:8.3f} s"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
    else:
        main()
