"""How long a search takes: `python benchmarks/bench_search.py RECORDS.jsonl [--times N] [--lean] [--rounds N]`.

Imports the records into a workspace (`--times` multiplies them, each copy with names of its own, to reach a million;
`--lean` leaves out steps and channels, at which no search looks; `--keep FILE` keeps the workspace for another run),
asks queries as people type them, letter by letter, and prints for each kind of query the median, the 95th percentile
and the slowest answer in milliseconds of processor: for the first page of 50 in every order, and for the whole list as
the screens ask for it. The first lines give the time of the import and the size of the workspace, the last one what an
index of the names alone takes with nothing but the driver's `executemany`.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from catalogue.editions import Edition, entry_ids, find_edition  # noqa: E402 - runs without being installed
from catalogue.entry_orders import ORDERS  # noqa: E402
from catalogue.importing import EditionDetails, import_edition  # noqa: E402
from catalogue.store import Store, open_store  # noqa: E402
from catalogue.text import fold  # noqa: E402

PAGE = 50

# What is typed, letter by letter from the third on; taken from names and fields of published procedures.
TYPED = (
    "khai sinh",
    "dang ky khai sinh",
    "cấp giấy phép xây dựng",
    "dat dai",
    "đất đai",
    "khai thác thủy sản",
    "chung chi hanh nghe",
    "thu hoi giay chung nhan",
)
ASKED = (
    '"giấy phép"',
    "giay -thu",
    "field:dat",
    'linhvuc:"thủy sản" cap',
    "coquan:so",
    "cap:xa giay",
    "law:2024",
    'luat:"nghị định" cấp',
    'paper:"đơn đề nghị"',
    "giayto:chung",
    "1.9",
    "1.94 giay",
    "khong co thu tuc nao nhu the",
)


def multiplied(source: Path, times: int, lean: bool, folder: Path) -> Path:
    """Return the records some times over, each further copy with other names and codes."""
    if times == 1 and not lean:
        return source
    target = folder / "records.jsonl"
    with target.open("w", encoding="utf-8") as written:
        for copy in range(times):
            with source.open(encoding="utf-8") as lines:
                for line in lines:
                    record = json.loads(line)
                    if lean:
                        record["steps"] = record["channels"] = []
                    if copy:
                        record["name"] = f"{record['name']} {copy}"
                        record["code"] = f"{record['code']}.{copy}"
                    written.write(json.dumps(record, ensure_ascii=False) + "\n")
    return target


def queries(rounds: int) -> Iterator[tuple[str, str]]:
    """Give queries with what kind they are, in an order that repeats itself from run to run."""
    chosen = [("typing", text[:length]) for text in TYPED for length in range(3, len(text) + 1)]
    chosen += [("one letter", letter) for letter in "tkđ"] + [("asking", text) for text in ASKED]
    chosen += [("nothing typed", "")]
    for _ in range(rounds):
        random.Random(7).shuffle(chosen)
        yield from chosen


def measured(store: Store, edition: Edition, rounds: int, order: str, limit: int) -> dict[str, list[float]]:
    """Return the milliseconds of processor of every query, by its kind; nothing in a query waits for anything else."""
    times: dict[str, list[float]] = {}
    for kind, typed in queries(rounds):
        start = time.process_time()
        entry_ids(store, edition, typed, order, limit)
        times.setdefault(kind, []).append((time.process_time() - start) * 1_000)
    return times


def line(name: str, times: list[float]) -> str:
    """Return one line of the table."""
    p95 = quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return f"{name:34}{len(times):7}{median(times):10.1f}{p95:10.1f}{max(times):10.1f}"


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def raw_index_seconds(store: Store) -> float:
    """Return how long the driver alone takes to index the names of all procedures, folded and as they are."""
    rows = [(row_id, fold(name), name) for row_id, name in store.rows("SELECT id, name FROM procedure")]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE raw USING fts5(folded, exact, content='')")
        return seconds(lambda: connection.executemany("INSERT INTO raw(rowid, folded, exact) VALUES (?, ?, ?)", rows))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--times", type=int, default=1, help="how many copies of the records to import")
    parser.add_argument("--lean", action="store_true", help="leave out steps and channels")
    parser.add_argument("--rounds", type=int, default=3, help="how often each query is asked")
    parser.add_argument("--keep", type=Path, help="a workspace to use again, made where it is missing")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = given.keep or Path(folder) / "search.db"
        made = not place.exists()
        with closing(open_store(place, create=True)) as store:
            if made:
                records = multiplied(given.records, given.times, given.lean, Path(folder))
                took = seconds(lambda: import_edition(store, [records], EditionDetails("bench", "2026-07-01")))
                print(f"import: {took:.1f} s")  # noqa: T201 - a script that people run by hand
            report(store, given.rounds)


def report(store: Store, rounds: int) -> None:
    """Measure and print one table."""
    edition = find_edition(store)
    size = store.path.stat().st_size / 1_000_000
    print(f"{edition.procedures} procedures, {size:.0f} MB")  # noqa: T201
    print(f"{'milliseconds of processor':34}{'queries':>7}{'median':>10}{'p95':>10}{'slowest':>10}")  # noqa: T201
    for order in ORDERS:
        times = measured(store, edition, rounds, order, PAGE)
        for kind, taken in sorted(times.items()):
            print(line(f"first page, {order}: {kind}", taken))  # noqa: T201
        print(line(f"first page, {order}: all", [one for taken in times.values() for one in taken]))  # noqa: T201
    whole = measured(store, edition, 1, "published", -1)
    print(line("whole list, published: all", [one for taken in whole.values() for one in taken]))  # noqa: T201
    print(f"index of names alone, driver's executemany: {raw_index_seconds(store):.1f} s")  # noqa: T201


if __name__ == "__main__":
    main()
