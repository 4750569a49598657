"""How far the rules tell papers of every field by their names: `python benchmarks/evaluate_names.py [--misses]`.

The names are those of `tests/data/gold/paper_names.tsv`: "# field" leads each part, every other line is a kind and a
name, or a heading or note with the kind "none". They are made up and no dossier's own, so they measure how far the
rules reach in fields that no labelled row is from, and not how many rows of a catalogue are read rightly. Prints the
share by field and by kind; `--misses` also lists the names that are read as something else.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from catalogue.kinds import by_rules  # noqa: E402 - the script runs from anywhere

NAMES = ROOT / "tests" / "data" / "gold" / "paper_names.tsv"


@dataclass(frozen=True, slots=True)
class NamedPaper:
    """A paper's name as a row may say it, its kind, and the field it belongs to."""

    text: str
    kind: str
    field: str

    @property
    def read(self) -> tuple[str, ...]:
        """The kinds that the rules read from the name alone, without a procedure or heading.

        The weights are learned from these very names, so what they add would tell nothing.
        """
        return by_rules(self.text).kinds

    @property
    def is_told(self) -> bool:
        """Tell whether the name is read as the one paper that it is."""
        return self.read == (self.kind,)


def named_papers(path: Path = NAMES) -> Iterator[NamedPaper]:
    """Yield the names of a list."""
    field = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            field = line.removeprefix("#").strip()
        elif line:
            kind, text = line.split("\t")
            yield NamedPaper(text, kind, field)


def report(papers: Sequence[NamedPaper]) -> Iterator[str]:
    """Yield the share of names told, of all, of each field and of each kind."""
    told = [paper for paper in papers if paper.is_told]
    yield f"{len(told)}/{len(papers)} names told  {len(told) / max(1, len(papers)):6.1%}"
    for title, group in (("field", [paper.field for paper in papers]), ("kind", [paper.kind for paper in papers])):
        right = Counter(paper.field if title == "field" else paper.kind for paper in told)
        yield f"by {title}:"
        for of, count in Counter(group).most_common():
            yield f"  {of:<45} {right[of]:>4}/{count:<4} {right[of] / count:6.1%}"


def main() -> None:
    """Print the report, with the misses where asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    words = parser.parse_args()
    papers = list(named_papers())
    sys.stdout.writelines(f"{line}\n" for line in report(papers))
    if words.misses:
        sys.stdout.writelines(f"{p.field}: {p.kind}, read {p.read}: {p.text}\n" for p in papers if not p.is_told)


if __name__ == "__main__":
    main()
