"""The rows composed to learn from, `tests/data/gold/composed_rows.txt`, as the scripts of this folder read them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

COMPOSED = Path(__file__).resolve().parent.parent / "tests" / "data" / "gold" / "composed_rows.txt"


def composed_rows() -> Iterator[dict[str, Any]]:
    """Yield the composed rows: lines "P|ministry|procedure", "C|case" and "R|id|kinds|demand|forms|text"."""
    ministry = procedure = case = ""
    for line in COMPOSED.read_text(encoding="utf-8").splitlines():
        sort, _, rest = line.partition("|")
        if sort == "P":
            ministry, procedure = rest.split("|", 1)
            case = ""
        elif sort == "C":
            case = rest.replace("\\n", "\n")
        elif sort == "R":
            name, asked, demand, forms, text = rest.split("|", 4)
            yield {
                "id": name,
                "ministry": ministry,
                "kinds": asked.split("+"),
                "demand": demand,
                "forms": [] if forms == "-" else forms.split("+"),
                "text": text.replace("\\n", "\n"),
                "procedure": procedure,
                "case": case,
            }
