"""How far the reading of steps agrees with a person's: `python benchmarks/evaluate_steps.py [--misses]`.

Prints, for the halves of every `steps*.jsonl` of `tests/data`: the texts parted exactly as labelled, the precision,
recall and F1 of the part boundaries (not that of a text's first line), and over the labelled parts the agreement on
what is a step, on the actor, and on the acts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from catalogue.records import Step  # noqa: E402 - the script runs from anywhere, without being installed
from catalogue.step_reading import ReadStep, read_steps  # noqa: E402

LABELS = ROOT / "tests" / "data"
HALVES = ("tuning", "held_out")


@dataclass(slots=True)
class Count:
    """How many were found rightly, found wrongly and not found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, wanted: set[Any], found: set[Any]) -> None:
        """Count two sets against each other."""
        self.right += len(wanted & found)
        self.wrong += len(found - wanted)
        self.missed += len(wanted - found)

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)
        return f"precision {precision:6.1%}  recall {recall:6.1%}  F1 {f1:6.1%}"


def by_line(row: dict[str, Any]) -> dict[int, ReadStep]:
    """Return the steps read out of a labelled text by the line, counted from 0, at which each begins."""
    found: dict[int, ReadStep] = {}
    line = 0
    for step in read_steps((Step(row["name"], row["text"]),)):
        found[line] = step
        line += step.text.count("\n") + 1
    return found


def report(half: str, rows: list[dict[str, Any]], with_misses: bool) -> Iterator[str]:
    """Yield the lines of the report on one half."""
    boundaries, acts = Count(), Count()
    exact = parts = kinds = actors = same_acts = 0
    misses: list[str] = []
    for row in rows:
        found = by_line(row)
        wanted = {part["line"] for part in row["parts"]}
        exact += wanted == set(found)
        boundaries.add(wanted - {0}, set(found) - {0})
        if wanted != set(found):
            misses.append(f"{row['code']} boundaries: labelled {sorted(wanted)}, read {sorted(found)}")
        for part in row["parts"]:
            step = found.get(part["line"])
            read = {str(act) for act in step.acts} if step else set()
            parts += 1
            acts.add(set(part["acts"]), read)
            same_acts += set(part["acts"]) == read
            kinds += step is not None and step.kind == part["kind"]
            actors += step is not None and step.actor == part["actor"]
            misses.extend(_differences(row["code"], part, step, read))
    yield f"{half}: {len(rows)} texts, {parts} parts"
    yield f"  texts parted exactly as labelled  {exact}/{len(rows)}  {exact / len(rows):6.1%}"
    yield f"  boundaries behind the first       {boundaries}"
    yield f"  step or note                      {kinds}/{parts}  {kinds / parts:6.1%}"
    yield f"  actor                             {actors}/{parts}  {actors / parts:6.1%}"
    yield f"  all acts of a part                {same_acts}/{parts}  {same_acts / parts:6.1%}"
    yield f"  acts one by one                   {acts}"
    if with_misses:
        yield from (f"    {miss}" for miss in misses)


def _differences(code: str, part: dict[str, Any], step: ReadStep | None, read: set[str]) -> Iterator[str]:
    where = f"{code} line {part['line']} “{part['opens']} …”"
    if step is None:
        return
    if step.kind != part["kind"]:
        yield f"{where} kind: labelled {part['kind']}, read {step.kind}"
    if step.actor != part["actor"]:
        yield f"{where} actor: labelled {part['actor']}, read {step.actor}"
    if read != set(part["acts"]):
        missed, extra = sorted(set(part["acts"]) - read), sorted(read - set(part["acts"]))
        words = {found.of: found.words for found in step.evidence}
        yield f"{where} acts: missed {missed or '–'}, read besides {[f'{act} ({words[act]})' for act in extra] or '–'}"


def main() -> None:
    """Print the report on every half; what is missed is shown for the tuning half only."""
    for path in sorted(LABELS.glob("steps*.jsonl"), key=lambda path: (len(path.name), path.name)):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for half in HALVES:
            chosen = [row for row in rows if row["half"] == half]
            shown = "--misses" in sys.argv and half == "tuning"
            if chosen:
                sys.stdout.write("\n".join(report(f"{path.stem} {half}", chosen, shown)) + "\n")


if __name__ == "__main__":
    main()
