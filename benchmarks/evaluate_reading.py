"""How far the readings of fees and time limits agree with a person's: `python benchmarks/evaluate_reading.py`.

Prints, for the tuning and the held-out half of each file of labels in `tests/data/measures`, how many readings agree
exactly in everything but the words of their conditions, how many in those too, and the readings of the tuning half that
do not. What is missed in the held-out half is shown with `--held-out-misses` only, so that no rule is made for it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from catalogue.measures.amounts import read_fee  # noqa: E402 - the script runs from anywhere, without being installed
from catalogue.measures.times import TimeLimit, read_channel_time  # noqa: E402
from catalogue.records import Channel, Fee, ProcessingTime  # noqa: E402

LABELS = ROOT / "tests" / "data" / "measures"
HALVES = ("tuning", "held_out")

Reading = dict[str, Any]


def fee_reading(row: dict[str, Any]) -> Reading:
    """Return what the program reads of a labelled fee, in the form of the labels."""
    reading = read_fee(Fee(row["kind"], number(row["amount"]), row["currency"], row["text"]))
    keys = ("kind", "low", "high", "currency", "per", "condition")
    amounts = [{key: getattr(amount, key) for key in keys} for amount in reading.amounts]
    return {"status": reading.status.value, "amounts": amounts}


def time_reading(row: dict[str, Any]) -> Reading:
    """Return what the program reads of a labelled time limit, in the form of the labels."""
    time = ProcessingTime(number(row["quantity"]), row["unit"], row["text"])
    fees = tuple(Fee(text=text) for text in row["fee_texts"])
    reading = read_channel_time(Channel("direct", time, fees, row["channel_text"]))
    return {
        "status": reading.status.value,
        "limits": [limit_label(limit) for limit in reading.limits],
        "stages": [limit_label(limit) for limit in reading.stages],
        "extensions": [limit_label(limit) for limit in reading.extensions],
        "exclusions": bool(reading.exclusions),
    }


def limit_label(limit: TimeLimit) -> Reading:
    """Return a time limit in the form of the labels; quantities are halves at the finest, so floats are exact."""
    return {"quantity": float(limit.quantity), "unit": limit.unit, "condition": limit.condition}


def number(value: float | None) -> Decimal | None:
    """Return a labelled number as the reader of records gives it."""
    return None if value is None else Decimal(str(value))


def without_conditions(reading: Reading) -> Reading:
    """Return a reading without the words of its conditions."""
    return {
        key: [{name: part for name, part in member.items() if name != "condition"} for member in value]
        if isinstance(value, list)
        else value
        for key, value in reading.items()
    }


def report(name: str, read: Callable[[dict[str, Any]], Reading], shown: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of the report on one file of labels, with the misses of the halves that are shown."""
    lines = (LABELS / f"{name}.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    for half in HALVES:
        judged = [(row, read(row)) for row in rows if row["half"] == half]
        if not judged:
            continue
        misses = [
            (row, found) for row, found in judged if without_conditions(found) != without_conditions(row["reading"])
        ]
        same = len(judged) - len(misses)
        worded = sum(found == row["reading"] for row, found in judged)
        yield f"{name:7} {half:9} exact {same}/{len(judged)} ({same / len(judged):.1%}), "
        yield f"with the words of every condition {worded}/{len(judged)} ({worded / len(judged):.1%})\n"
        for row, found in misses if half in shown else ():
            yield f"  miss {row['edition']} {row['code']}: {row['text'][:100]!r}\n"
            yield f"    read     {brief(found)}\n    labelled {brief(row['reading'])}\n"


def brief(reading: Reading) -> str:
    """Return a reading on one line, its conditions left out."""
    return json.dumps(without_conditions(reading), ensure_ascii=False)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description="How far readings of fees and time limits agree with a person's.")
    parser.add_argument("--held-out-misses", action="store_true", help="show what is missed in the held-out halves too")
    shown = HALVES if parser.parse_args().held_out_misses else HALVES[:1]
    for kind, read in (("fees", fee_reading), ("times", time_reading)):
        for name in sorted((path.stem for path in LABELS.glob(f"{kind}*.jsonl")), key=lambda stem: (len(stem), stem)):
            sys.stdout.writelines(report(name, read, shown))


if __name__ == "__main__":
    main()
