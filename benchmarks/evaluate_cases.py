"""How far dossiers and their rows are told apart as a person does: `python benchmarks/evaluate_cases.py`.

Prints, for the tuning and the held-out half of `tests/data/dossier-cases.jsonl`, how many dossiers have the labelled
kind and how many procedures all the labelled ways to apply, and for `tests/data/row-roles.jsonl` how many rows have the
labelled role, with and without what the dossier around them says. The misses of the tuning halves are shown; those of
the held-out halves with `--held-out-misses` only, so that no rule is made for them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from catalogue.dossier_cases import dossier_groups, ways_to_apply  # noqa: E402 - runs without being installed
from catalogue.records import Dossier, Paper, Procedure  # noqa: E402
from catalogue.row_roles import PAPER, paper_role, row_role  # noqa: E402

LABELS = ROOT / "tests" / "data"
HALVES = ("tuning", "held_out")


def labelled(name: str, half: str) -> list[dict[str, Any]]:
    """Return the rows of one half of a file of labels."""
    rows = [json.loads(line) for line in (LABELS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [row for row in rows if row["half"] == half]


def procedure_of(row: dict[str, Any]) -> Procedure:
    """Return the procedure of a labelled row, with its name and dossiers only."""
    dossiers = tuple(
        Dossier(dossier["name"], tuple(Paper(**paper) for paper in dossier["papers"])) for dossier in row["dossiers"]
    )
    return Procedure(row["name"], dossiers=dossiers)


def kinds_of(procedure: Procedure) -> list[str]:
    """Return the kind of every dossier in order."""
    kinds = {at: group.kind for group in dossier_groups(procedure) for at in group.dossiers}
    return [kinds[at] for at in sorted(kinds)]


def case_lines(half: str, shown: bool) -> Iterator[str]:
    """Yield the report on one half of the labelled procedures."""
    rows = labelled("dossier-cases", half)
    same_kinds = same_ways = total = 0
    for row in rows:
        procedure = procedure_of(row)
        kinds, ways = kinds_of(procedure), {tuple(way) for way in row["ways"]}
        right = set(ways_to_apply(procedure)) == ways
        same_kinds += sum(one == other for one, other in zip(kinds, row["kinds"], strict=True))
        total += len(kinds)
        same_ways += right
        if shown and not (right and kinds == row["kinds"]):
            yield f"  miss {row['edition']} {row['code']}: read {kinds}, labelled {row['kinds']}\n"
    yield f"dossiers  {half:9} kind {same_kinds}/{total} ({same_kinds / total:.1%}), "
    yield f"all ways to apply {same_ways}/{len(rows)} ({same_ways / len(rows):.1%})\n"


def role_lines(half: str, shown: bool) -> Iterator[str]:
    """Yield the report on one half of the labelled rows."""
    rows = labelled("row-roles", half)
    right = alone = no_papers = found = 0
    for row in rows:
        paper = Paper(row["text"], row["originals"], row["copies"])
        role = paper_role(Dossier(row["dossier"], (paper,)), paper)
        right += role == row["role"]
        alone += row_role(row["text"]) == row["role"]
        no_papers += row["role"] != PAPER
        found += PAPER not in (row["role"], role)
        if shown and role != row["role"]:
            yield f"  miss {row['edition']} {row['code']} {row['role']} read as {role}: {row['text'][:100]!r}\n"
    yield f"rows      {half:9} role {right}/{len(rows)} ({right / len(rows):.1%}), "
    yield f"by the text alone {alone}/{len(rows)}, headings and notes found {found}/{no_papers}\n"


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description="How far dossiers and their rows are told apart as a person does.")
    parser.add_argument("--held-out-misses", action="store_true", help="show what is missed in the held-out halves too")
    every = parser.parse_args().held_out_misses
    for half in HALVES:
        sys.stdout.writelines(case_lines(half, every or half == "tuning"))
        sys.stdout.writelines(role_lines(half, every or half == "tuning"))


if __name__ == "__main__":
    main()
