"""One peer pairs two editions: `python benchmarks/pairing_peers.py PEER OLD.jsonl NEW.jsonl`.

PEER is csv-diff, deepdiff, duckdb or daff, each from its own package, which the product does not need. Prints one JSON
object: the pairs of codes it found, its seconds (reading left out) and its peak memory in megabytes; or why not.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Row = dict[str, str]
Pairs = list[tuple[str, str]]


def rows_of(path: Path) -> list[Row]:
    """Read an edition as a table: code, name, field, agency, papers, steps."""
    rows = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            papers = [paper["text"] for dossier in record["dossiers"] for paper in dossier["papers"]]
            rows.append(
                {
                    "code": record["code"],
                    "name": record["name"],
                    "field": record["field"],
                    "agency": "; ".join(record["agencies"]["implementing"]),
                    "papers": "\n".join(papers),
                    "steps": "\n".join(step["text"] for step in record["steps"]),
                }
            )
    return rows


def with_csv_diff(old: list[Row], new: list[Row]) -> Pairs:
    """Join by the code and report what changed."""
    from csv_diff import compare

    left, right = ({row["code"]: row for row in rows} for rows in (old, new))
    told = compare(left, right)
    gone = {row["code"] for row in told["removed"]}
    return [(code, code) for code in left if code not in gone]


def with_deepdiff(old: list[Row], new: list[Row]) -> Pairs:
    """Compare two mappings from code to row."""
    from deepdiff import DeepDiff

    left, right = ({row["code"]: row for row in rows} for rows in (old, new))
    DeepDiff(left, right, view="text")
    return [(code, code) for code in left if code in right]


def with_duckdb(old: list[Row], new: list[Row]) -> Pairs:
    """Join by the name, in lower case."""
    import duckdb

    connection = duckdb.connect()
    for table, rows in (("old", old), ("new", new)):
        connection.execute(f"CREATE TABLE {table} (code VARCHAR, name VARCHAR)")
        codes, names = [row["code"] for row in rows], [row["name"] for row in rows]
        connection.execute(f"INSERT INTO {table} SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])", [codes, names])
    joined = "SELECT old.code, new.code FROM old JOIN new ON lower(trim(old.name)) = lower(trim(new.name))"
    return [(str(one), str(other)) for one, other in connection.execute(joined).fetchall()]


def with_daff(old: list[Row], new: list[Row]) -> Pairs:
    """Align two tables without a key, the code among the columns."""
    import daff

    header = list(old[0])
    left, right = (daff.PythonTableView([header, *(list(row.values()) for row in rows)]) for rows in (old, new))
    flags = daff.CompareFlags()
    order = daff.Coopy.compareTables(left, right, flags).align().toOrder().getList()
    return [(old[unit.l - 1]["code"], new[unit.r - 1]["code"]) for unit in order if unit.l > 0 and unit.r > 0]


PEERS: dict[str, Callable[[list[Row], list[Row]], Pairs]] = {
    "csv-diff": with_csv_diff,
    "deepdiff": with_deepdiff,
    "duckdb": with_duckdb,
    "daff": with_daff,
}


def main(peer: str, old: str, new: str) -> None:
    """Run one peer and print what it found."""
    left, right = rows_of(Path(old)), rows_of(Path(new))
    started, used = time.perf_counter(), time.process_time()
    try:
        pairs = PEERS[peer](left, right)
    except ImportError as missing:
        say(json.dumps({"missing": str(missing)}))
        return
    seconds, cpu = time.perf_counter() - started, time.process_time() - used
    say(json.dumps({"pairs": pairs, "seconds": seconds, "cpu": cpu, "megabytes": peak_megabytes()}))


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def peak_megabytes(children: bool = False) -> float:
    """Return the peak memory of this process, or of the largest it started, in megabytes; 0 where nobody tells."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak: Any = resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF).ru_maxrss
    return float(peak) / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    main(*sys.argv[1:4])
