"""Recognition agrees with the labelled rows at least as far as it did when it was last measured."""

from __future__ import annotations

import json
from pathlib import Path

from catalogue.kinds import recognise

GOLD = Path(__file__).resolve().parents[1] / "data" / "gold" / "paper_rows.jsonl"


def test_most_labelled_rows_are_recognised_as_labelled() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    found = [recognise(row["text"], row["procedure"], row["case"]) for row in rows]
    kinds = sum(set(read.kinds) == set(row["kinds"]) for read, row in zip(found, rows, strict=True))
    demands = sum(read.demand == row["demand"] for read, row in zip(found, rows, strict=True))
    forms = sum(set(read.forms) == set(row["forms"]) for read, row in zip(found, rows, strict=True))
    assert len(rows) == 300
    assert kinds >= 260 and demands >= 280 and forms >= 285
