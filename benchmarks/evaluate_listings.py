"""How far papers listed in one row are all read: `python benchmarks/evaluate_listings.py [PAIRS]`.

Takes the labelled rows of the tuning parts (`evaluate_kinds.py`) that name one paper and are read as labelled, and
joins as many pairs of them, drawn at random with a fixed seed, in each way in which rows list their papers. The row so
made must be read as asking for the kinds of both. Prints, for each way, the share of which that holds: by the rules
alone, which part what a row lists, and with the weights, which expect papers that dossiers ask for together. Held-out
rows are not touched.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

from evaluate_kinds import GOLD, is_tuning, read_lines, recognise

from catalogue.kinds import by_rules
from catalogue.text import clean

PROCEDURE = "Thủ tục hành chính"
SEED = 20261130
LONGEST = 110


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


JOINTS: dict[str, Callable[[str, str], str]] = {
    "A; b": lambda a, b: f"{a}; {_small(b)}",
    "1. A / 2. B (lines)": lambda a, b: f"1. {a}\n2. {b}",
    "o A / o B (lines)": lambda a, b: f"o {a}\no {b}",
    "- A - B (one line)": lambda a, b: f"- {a} - {b}",
    "a) A b) B (one line)": lambda a, b: f"a) {a} b) {b}",
    "A. B": lambda a, b: f"{a}. {b}",
    "Hồ sơ gồm: a; b.": lambda a, b: f"Hồ sơ gồm: {_small(a)}; {_small(b)}.",
    "Một trong các giấy tờ sau đây: A; B": lambda a, b: f"Một trong các giấy tờ sau đây: {a}; {b}",
    "A kèm theo b": lambda a, b: f"{a} kèm theo {_small(b)}",
    "A (kèm theo b)": lambda a, b: f"{a} (kèm theo {_small(b)})",
    "A, đồng thời nộp b": lambda a, b: f"{a}, đồng thời nộp {_small(b)}",
    "A. Trường hợp … thì nộp thêm b": lambda a, b: f"{a}. Trường hợp có thay đổi thì nộp thêm {_small(b)}",
    "A; trường hợp bị mất thì thay bằng b": lambda a, b: f"{a}; trường hợp bị mất thì thay bằng {_small(b)}",
    "Đối với tổ chức: a; đối với cá nhân: b": lambda a, b: (
        f"Đối với tổ chức: {_small(a)}; đối với cá nhân: {_small(b)}"
    ),
    "A đối với tổ chức hoặc b đối với …": lambda a, b: f"{a} đối với tổ chức hoặc {_small(b)} đối với cá nhân",
    "A (nếu có), b": lambda a, b: f"{a} (nếu có), {_small(b)}",
    "A, b": lambda a, b: f"{a}, {_small(b)}",
    "A và b": lambda a, b: f"{a} và {_small(b)}",
    "A hoặc b": lambda a, b: f"{a} hoặc {_small(b)}",
}


def single_papers() -> list[tuple[str, frozenset[str]]]:
    """Return the texts of tuning rows that name one paper and are read as labelled, without their procedure."""
    papers: dict[str, frozenset[str]] = {}
    for row in (row for path in GOLD for row in read_lines(path) if is_tuning(row)):
        text, kinds = clean(row["text"]).rstrip(" ;.").lstrip("-+ "), frozenset(row["kinds"])
        plain = text[:1].isupper() and len(text) < LONGEST and not any(mark in text for mark in "\n:(")
        if plain and len(kinds) == 1 and kinds != {"none"} and set(by_rules(text, PROCEDURE).kinds) == kinds:
            papers[text] = kinds
    return list(papers.items())


def main() -> None:
    """Print the share of pairs read as both papers, for each way of listing them."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    papers = single_papers()
    sys.stdout.write(f"{len(papers)} papers, {pairs} pairs for each way; by the rules, with the weights\n")
    for way, joined in JOINTS.items():
        chance = random.Random(SEED)
        ruled = both = 0
        for _ in range(pairs):
            (first, its), (second, other) = chance.sample(papers, 2)
            row = joined(first, second)
            ruled += set(by_rules(row, PROCEDURE).kinds) == its | other
            both += set(recognise(row, PROCEDURE).kinds) == its | other
        sys.stdout.write(f"  {way:<38} {ruled / pairs:7.1%} {both / pairs:7.1%}\n")


if __name__ == "__main__":
    main()
