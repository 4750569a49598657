"""How long finding the fewest instruments to amend takes: `python benchmarks/bench_instruments.py [--marks N] ...`.

Marks are made with a fixed seed: each names one to three instruments, a few instruments are named by many marks and
many by few, as laws and circulars are. For every target it prints how many instruments were chosen, whether that was
shown to be the fewest, how many are needed in any case, and the time by the clock and of the processor.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reviews.instruments_to_amend import MarkSaving, plan_amendments


def made_savings(marks: int, instruments: int, most_named: int, seed: int) -> list[MarkSaving]:
    """Marks with what they save and the instruments that they name."""
    chance = random.Random(seed)
    numbers = [f"{at + 1:02d}/2020/NĐ-CP" for at in range(instruments)]
    weights = [1 / (at + 1) ** 0.8 for at in range(instruments)]
    return [
        MarkSaving(
            mark,
            f"1.{mark:06d}",
            chance.randint(1, 1_000) ** 2 * 1_000,
            frozenset(chance.choices(numbers, weights, k=chance.randint(1, most_named))),
        )
        for mark in range(1, marks + 1)
    ]


def main() -> None:
    """Print the table of figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marks", type=int, default=5_000)
    parser.add_argument("--instruments", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"{'named':>5} {'target':>7} {'chosen':>7} {'fewest':>7} {'at least':>9} {'clock':>9} {'processor':>10}")  # noqa: T201 - a script that people run by hand
    for most_named in (1, 2, 3):
        savings = made_savings(asked.marks, asked.instruments, most_named, asked.seed)
        today = sum(one.saving for one in savings)
        for target in (10, 30, 50, 80):
            wall, processor = time.perf_counter(), time.process_time()
            found = plan_amendments(savings, today, target).found
            took, used = time.perf_counter() - wall, time.process_time() - processor
            exact = "yes" if found.exact else "open"
            print(  # noqa: T201
                f"{'1' if most_named == 1 else f'1–{most_named}':>5} {target:>5} % {len(found.parts):>7} {exact:>7} "
                f"{found.at_least:>9} {took:>7.2f} s {used:>8.2f} s"
            )


if __name__ == "__main__":
    main()
