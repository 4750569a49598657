"""How well paper identities join what is the same paper: `python benchmarks/evaluate_identity.py [--synthetic DIR]`.

Labelled pairs of real rows (`tests/data/gold/paper_pairs.jsonl`): of the pairs that a person judged, how many joined
pairs are the same paper (precision) and how many same pairs are joined (recall), for the tuning and the held-out half.
With `--synthetic DIR`, the folder of the generator of synthetic catalogues, written forms whose paper is known are
compared pair by pair, at each step of the way from the raw text to the identity.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from catalogue.paper_identity import (  # noqa: E402 - the script runs from anywhere, without being installed
    name_key,
    paper_identity,
    paper_name,
)
from catalogue.text import spelling_key  # noqa: E402

PAIRS = ROOT / "tests" / "data" / "gold" / "paper_pairs.jsonl"
HALVES = ("tuning", "held_out")

Row = dict[str, Any]


def say(line: str) -> None:
    """Print one line of the report."""
    sys.stdout.write(f"{line}\n")


def judged_pairs(path: Path) -> None:
    """Print precision and recall over the labelled pairs of real rows."""
    rows: list[Row] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for half in HALVES:
        of_half = [row for row in rows if row["half"] == half]
        joined = [row for row in of_half if joins(row)]
        same = sum(row["same"] for row in of_half)
        right = sum(row["same"] for row in joined)
        say(
            f"pairs {half:9} {len(of_half)} pairs, {same} the same: "
            f"precision {ratio(right, len(joined)):.3f} recall {ratio(right, same):.3f}"
        )


def joins(row: Row) -> bool:
    """Tell whether the program gives both rows of a pair one identity."""
    first, second = (paper_identity(row[side]["text"], row[side]["procedure"]) for side in ("a", "b"))
    return first == second


def ratio(part: int, whole: int) -> float:
    """Return a share, 1 where there is nothing to share."""
    return part / whole if whole else 1.0


def written_forms(folder: Path, seed: int, procedures: int) -> list[tuple[str, str, str]]:
    """Return (paper, written form, procedure) as the generator writes an edition's rows."""
    sys.path.insert(0, str(folder))
    generate: Any = importlib.import_module("generate")
    world = generate.World(seed)
    chance = random.Random(seed + 1)
    return [
        (paper, generate.write_paper(chance, world.papers[paper]), base["name"])
        for base in world.families(procedures)
        for paper in base["ps"]
    ]


def pairs_within(groups: Iterable[Any]) -> int:
    """Return how many pairs of members share a group."""
    return sum(count * (count - 1) // 2 for count in Counter(groups).values())


def synthetic(forms: list[tuple[str, str, str]]) -> None:
    """Print pairwise precision and recall at each step."""
    steps: dict[str, Callable[[str, str], str]] = {
        "raw": lambda text, _: text,
        "spelling": lambda text, _: spelling_key(text),
        "name": lambda text, _: spelling_key(paper_name(text)),
        "identity": lambda text, _: name_key(paper_name(text)),
        "identity with the asker": paper_identity,
    }
    truth = pairs_within(paper for paper, _, _ in forms)
    say(f"synthetic: {len(forms)} written forms of {len({paper for paper, _, _ in forms})} papers")
    for name, key in steps.items():
        started = time.process_time()
        keys = [key(text, procedure) for _, text, procedure in forms]
        spent = time.process_time() - started
        joined = pairs_within(keys)
        right = pairs_within(zip(keys, (paper for paper, _, _ in forms), strict=True))
        say(
            f"  {name:24} precision {ratio(right, joined):.3f} recall {ratio(right, truth):.3f}  ({spent:.2f} s of CPU)"
        )


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, default=PAIRS, help="labelled pairs of real rows")
    parser.add_argument("--synthetic", type=Path, help="the folder of the generator of synthetic catalogues")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--procedures", type=int, default=6500)
    asked = parser.parse_args()
    judged_pairs(asked.pairs)
    if asked.synthetic:
        synthetic(written_forms(asked.synthetic, asked.seed, asked.procedures))


if __name__ == "__main__":
    main()
