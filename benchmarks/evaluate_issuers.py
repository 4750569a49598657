"""How well results are linked to the papers that they supply: `python benchmarks/evaluate_issuers.py [FILE]`.

FILE holds labelled papers with candidate procedures; without it all five samples of `tests/data/gold` are measured.
The papers of `paper_issuers.jsonl` belong to the tuning or the held-out half by a digest of their id; those of the
others say it themselves. Only the tuning part's errors are printed, and only with `--errors`. `--without-asker` leaves
out the name of the procedure that asks, as the command `issuers` does where its input has none. `--cut` takes the
first word off every result, as one export of the national portal does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from catalogue.issuers import IssuedResult, IssuerIndex  # noqa: E402 - the script runs without being installed

GOLD = ROOT / "tests" / "data" / "gold"
FIRST = GOLD / "paper_issuers.jsonl"
SECOND = GOLD / "paper_issuers_2.jsonl"
THIRD = GOLD / "paper_issuers_3.jsonl"
FOURTH = GOLD / "paper_issuers_4.jsonl"
FIFTH = GOLD / "paper_issuers_5.jsonl"
PARTS = ("tuning", "held_out")

Row = dict[str, Any]


def say(line: str) -> None:
    """Print one line of the report."""
    sys.stdout.write(f"{line}\n")


def part_of(row: Row) -> str:
    """Return the part of its sample that a labelled paper belongs to."""
    said: str | None = row.get("part")
    return said or PARTS[int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2]


def linked(row: Row, with_asker: bool, cut: bool = False) -> dict[int, float]:
    """Return the candidates that the program links to a paper, by their place, with its confidence."""
    index = IssuerIndex(
        IssuedResult(at, candidate["procedure"], _cut(candidate["result"]) if cut else candidate["result"])
        for at, candidate in enumerate(row["candidates"])
    )
    asker = row.get("procedure", "") if with_asker else ""
    return {supply.procedure: supply.confidence for supply in index.suppliers(row["text"], asker)}


def _cut(result: str) -> str:
    """Return a result without its first word, where it begins with one that is not cut already."""
    return result.split(None, 1)[-1] if result[:1].isupper() else result


def report(rows: list[Row], part: str, with_asker: bool, errors: bool, cut: bool = False) -> None:
    """Print precision and recall over the candidates of one part."""
    right = wrong = missed = 0
    for row in rows:
        found = linked(row, with_asker, cut)
        for at, candidate in enumerate(row["candidates"]):
            right += candidate["issues"] and at in found
            wrong += not candidate["issues"] and at in found
            missed += candidate["issues"] and at not in found
            if errors and part == "tuning" and candidate["issues"] != (at in found):
                kind = "wrong " if at in found else "missed"
                say(
                    f"  {kind} {row['id']} {row['text'][:110]!r}\n"
                    f"      {candidate['procedure'][:90]!r} => {candidate['result'][:110]!r}"
                )
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    say(
        f"  {part:9} {len(rows):4} papers  precision {precision:.3f} recall {recall:.3f}"
        f"  (right {right}, wrong {wrong}, missed {missed})"
    )


def main() -> None:
    """Print the report for every part of the samples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--errors", action="store_true", help="print the errors of the tuning part")
    parser.add_argument("--without-asker", action="store_true", help="leave out the name of the procedure that asks")
    parser.add_argument("--cut", action="store_true", help="take the first word off every result")
    asked = parser.parse_args()
    for file in (asked.file,) if asked.file else (FIRST, SECOND, THIRD, FOURTH, FIFTH):
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        say(file.name)
        for part in PARTS:
            chosen = [row for row in rows if part_of(row) == part]
            report(chosen, part, not asked.without_asker, asked.errors, asked.cut)


if __name__ == "__main__":
    main()
