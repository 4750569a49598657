"""How long recognising a million paper rows takes: `python benchmarks/bench_recognition.py [ROWS] [PROCESSES]`.

The rows are the real ones of the sample editions, taken in turn, as a national catalogue repeats them over provinces.
A share of them is varied, each in a way of its own (another article, number, province or quantity), so that equal rows
are not the whole answer; what share was distinct is printed. Wall time and processor time are of recognising alone.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from catalogue.recognition_runs import Row, recognise_many  # noqa: E402 - the script runs from anywhere

SAMPLES = ROOT / "catalogue" / "samples"
VARIED_SHARE = 0.18
PROVINCES = ("Hà Nội", "Đà Nẵng", "Cần Thơ", "Lào Cai", "Nghệ An", "Quảng Trị", "Gia Lai", "Đồng Nai", "Cà Mau")


def real_rows() -> list[Row]:
    """Return every paper row of the sample editions with its procedure and heading."""
    rows: list[Row] = []
    for file in sorted(SAMPLES.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as stream:
            for record in map(json.loads, stream):
                for dossier in record.get("dossiers", ()):
                    rows += [(paper["text"], record["name"], dossier["name"]) for paper in dossier["papers"]]
    return rows


def made_rows(count: int) -> Iterator[Row]:
    """Yield as many rows, the same in every run."""
    chance = random.Random(20260718)
    rows = real_rows()
    for number in range(count):
        text, procedure, case = rows[number % len(rows)]
        if chance.random() < VARIED_SHARE:
            text = f"{text} (khoản {number % 97} Quyết định số {number}/QĐ-UBND của tỉnh {chance.choice(PROVINCES)})"
        yield text, procedure, case


def main() -> None:
    """Make the rows, recognise them, and print one line of figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    rows = list(made_rows(count))
    distinct = len(set(rows))
    start, used = time.perf_counter(), sum(os.times()[:4])
    none = sum(found.kinds == ("none",) for found in recognise_many(rows, processes))
    wall, used = time.perf_counter() - start, sum(os.times()[:4]) - used
    sys.stdout.write(
        f"{count:,} rows, {distinct:,} distinct ({distinct / count:.1%}), {processes} processes: "
        f"{wall:.1f} s, {used:.1f} s of processor time; {none:,} ask for nothing\n"
    )


if __name__ == "__main__":
    main()
