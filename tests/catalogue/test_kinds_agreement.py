"""Recognition agrees with the labelled rows at least as far as it did when it was last measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalogue.kinds import recognise

GOLD = Path(__file__).resolve().parents[1] / "data" / "gold"


@pytest.mark.parametrize(
    ("name", "count", "least_kinds", "least_demands", "least_forms"),
    [
        ("paper_rows.jsonl", 300, 0.91, 0.96, 0.95),
        ("paper_rows_2.jsonl", 438, 0.89, 0.95, 0.98),
        ("paper_rows_3.jsonl", 792, 0.87, 0.94, 0.93),
        ("paper_rows_4.jsonl", 731, 0.89, 0.94, 0.93),
        ("paper_rows_5.jsonl", 228, 0.91, 0.95, 0.94),
        ("paper_rows_6.jsonl", 353, 0.89, 0.94, 0.97),
        ("paper_rows_7.jsonl", 366, 0.75, 0.89, 0.94),
    ],
)
def test_most_labelled_rows_are_recognised_as_labelled(
    name: str, count: int, least_kinds: float, least_demands: float, least_forms: float
) -> None:
    rows = [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]
    found = [recognise(row["text"], row["procedure"], row["case"]) for row in rows]
    kinds = sum(set(read.kinds) == set(row["kinds"]) for read, row in zip(found, rows, strict=True))
    demands = sum(read.demand == row["demand"] for read, row in zip(found, rows, strict=True))
    forms = sum(set(read.forms) == set(row["forms"]) for read, row in zip(found, rows, strict=True))
    assert len(rows) == count
    assert kinds >= least_kinds * count and demands >= least_demands * count and forms >= least_forms * count
