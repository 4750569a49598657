"""How well and how fast editions are paired: `python benchmarks/bench_pairing.py DIR… [options]`.

Each DIR holds editions made with known truth, in the native layout: `base.jsonl`, and for each KIND (ordinary, recoded,
retyped) `KIND.jsonl` and `truth_KIND.json` with `{"pairs": [{"old": [code], "new": [code], "kind": "same|split|merge",
"ops": ["recode", "name:…", …]}], "added": [code], "removed": [code]}`.

    --kinds KIND,…    which of them (all that are there)
    --peers           also csv-diff, deepdiff, DuckDB and daff on the same files
    --python PATH     the Python that has the peers' packages (this one)
    --limit SECONDS   how long a peer may take (900)

Prints a line a run: the share of recoded procedures found and, in brackets, of those that were renamed too, both
accepted and with the review band; accepted pairs that are wrong; splits and mergers proposed exactly; parts of them
found and false; seconds, processor seconds and peak memory, all processes together (as if each that was started had
taken as much as the largest). Reading the files once for their lists is left out, reading texts while pairing is not.
Every run is a process of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

from pairing_peers import PEERS, peak_megabytes, say  # noqa: E402 - the script runs from anywhere, without being installed

from catalogue.comparison import Heading, Opener, Outline, Pairing, pair_listed  # noqa: E402

KINDS = ("ordinary", "recoded", "retyped")
# Pairing starts a process for each processor, four at most.
MOST_PROCESSES = min(4, os.cpu_count() or 1)


class FileTexts:
    """The texts of an edition in a file of the native layout, read when they are asked for."""

    def __init__(self, path: Path, places: list[int]) -> None:
        self._path = path
        self._places = places

    def outlines(self, entry_ids: Sequence[int]) -> Iterator[Outline]:
        """Read the texts of some lines."""
        with self._path.open("rb") as lines:
            for entry_id in entry_ids:
                lines.seek(self._places[entry_id])
                record = json.loads(lines.readline())
                agencies = record["agencies"]
                yield Outline(
                    entry_id,
                    record["name"],
                    papers=tuple(paper["text"] for dossier in record["dossiers"] for paper in dossier["papers"]),
                    body=(*(step["text"] for step in record["steps"]), record["conditions"]),
                    results=tuple(result["name"] for result in record["results"]),
                    bases=tuple(basis["number"] or basis["title"] for basis in record["legal_bases"]),
                    office=(record["field"], record["publisher"], *agencies["implementing"], *agencies["competent"]),
                )


class FileEdition(FileTexts):
    """An edition in a file of the native layout, with its list in memory."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, [])
        self._headings: list[Heading] = []
        self.codes: list[str] = []
        with path.open("rb") as lines:
            place = 0
            for position, line in enumerate(lines, 1):
                self._places.append(place)
                place += len(line)
                self._headings.append(self._heading(json.loads(line), position))

    def _heading(self, record: dict[str, Any], position: int) -> Heading:
        code = record.pop("code")
        self.codes.append(code)
        digest = hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()
        agencies = tuple(record["agencies"]["implementing"])
        address = code or f"#{position}"
        level, publisher = tuple(record["level"]), sys.intern(record["publisher"])
        return Heading(position - 1, address, code, digest, record["name"], publisher, level, agencies)

    def headings(self) -> Sequence[Heading]:
        """Return a heading for each line."""
        return self._headings

    def elsewhere(self) -> Opener:
        """Return how another process reads the texts."""
        return partial(FileTexts, self._path, self._places)


def run_own(old: Path, new: Path) -> dict[str, Any]:
    """Pair two files and return what was found, by codes."""
    left, right = FileEdition(old), FileEdition(new)
    started, used = time.perf_counter(), processor_seconds()
    pairing = pair_listed(left, right, {})
    seconds, cpu = time.perf_counter() - started, processor_seconds() - used
    return found_by_codes(pairing, left.codes, right.codes) | {
        "seconds": seconds,
        "cpu": cpu,
        "megabytes": peak_megabytes() + MOST_PROCESSES * peak_megabytes(children=True),
    }


def processor_seconds() -> float:
    """Return the processor seconds of this process and of those that it started and that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def found_by_codes(pairing: Pairing, old: Sequence[str], new: Sequence[str]) -> dict[str, Any]:
    """Return accepted pairs, single pairs for review, and families, as codes."""
    accepted, review, families = [], [], []
    for pair in pairing.pairs:
        left, right = [old[entry] for entry in pair.old], [new[entry] for entry in pair.new]
        if pair.kind in ("split", "merged"):
            families.append((left, right))
        elif pair.state == "accepted":
            accepted.append((left[0], right[0]))
        else:
            review.append((left[0], right[0]))
    return {"pairs": accepted, "review": review, "families": families}


def scored(found: dict[str, Any], truth: dict[str, Any]) -> str:
    """Return the figures of one run as a line of a table."""
    same = {(pair["old"][0], pair["new"][0]): pair["ops"] for pair in truth["pairs"] if pair["kind"] == "same"}
    families = [pair for pair in truth["pairs"] if pair["kind"] != "same"]
    whole = {(tuple(sorted(pair["old"])), tuple(sorted(pair["new"]))) for pair in families}
    parts = {(one, other) for pair in families for one in pair["old"] for other in pair["new"]}
    recoded = {pair for pair, ops in same.items() if "recode" in ops}
    renamed = {pair for pair in recoded if any(op.startswith("name:") for op in same[pair])}
    accepted = {(one, other) for one, other in found["pairs"]}
    both = accepted | {(one, other) for one, other in found.get("review", [])}
    told = [(tuple(sorted(left)), tuple(sorted(right))) for left, right in found.get("families", [])]
    told_parts = {(one, other) for left, right in told for one in left for other in right}
    return (
        f"{share(accepted & recoded, recoded)} ({share(accepted & renamed, renamed)})  "
        f"{share(both & recoded, recoded)} ({share(both & renamed, renamed)})  "
        f"{len(accepted - same.keys() - parts):8}  {len(both - accepted - same.keys() - parts):6}  "
        f"{len(whole & set(told)):5} of {len(whole):5}  {share(told_parts & parts, parts)}  "
        f"{share(told_parts - parts, told_parts)}  {found['seconds']:7.1f}  {found['cpu']:7.1f}  "
        f"{found['megabytes']:7.0f}"
    )


def share(part: set[Any], of: set[Any]) -> str:
    """Return a share in percent; a dash where there is nothing to share."""
    return f"{100 * len(part) / len(of):6.2f}" if of else "     -"


HEADER = (
    "accepted %       with review %    wrong   wrong    families     parts   parts   seconds     cpu   memory\n"
    f"{'':33}recoded (renamed) recoded (renamed)accepted  review       exact    found   false                        MB"
)


def main() -> None:
    """Run every pairing in a process of its own and print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folders", nargs="+", type=Path)
    asked.add_argument("--kinds", default=",".join(KINDS))
    asked.add_argument("--peers", action="store_true")
    asked.add_argument("--python", default=sys.executable)
    asked.add_argument("--limit", type=float, default=900)
    asked.add_argument("--one", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        folder = options.folders[0]
        say(json.dumps(run_own(folder / "base.jsonl", folder / f"{options.one}.jsonl")))
        return
    say(f"{'':33}{HEADER}")
    for folder in options.folders:
        size = sum(1 for _ in (folder / "base.jsonl").open("rb"))
        for kind in options.kinds.split(","):
            if not (folder / f"{kind}.jsonl").exists():
                continue
            truth = json.loads((folder / f"truth_{kind}.json").read_text(encoding="utf-8"))
            files = [str(folder / "base.jsonl"), str(folder / f"{kind}.jsonl")]
            own = [sys.executable, __file__, str(folder), "--one", kind]
            report(f"{size:7} {kind:9} pairing", own, truth, None)
            for peer in PEERS if options.peers else ():
                command = [options.python, str(ROOT / "benchmarks" / "pairing_peers.py"), peer, *files]
                report(f"{size:7} {kind:9} {peer}", command, truth, options.limit)


def report(name: str, command: list[str], truth: dict[str, Any], limit: float | None) -> None:
    """Run one command and print its line."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=limit, encoding="utf-8")
    except subprocess.TimeoutExpired:
        say(f"{name:33}not done in {limit:.0f} s")
        return
    if done.returncode != 0:
        say(f"{name:33}failed: {done.stderr.strip().splitlines()[-1:]}")
        return
    found = json.loads(done.stdout.splitlines()[-1])
    line = f"not installed: {found['missing']}" if "missing" in found else scored(found, truth)
    say(f"{name:33}{line}")


if __name__ == "__main__":
    main()
