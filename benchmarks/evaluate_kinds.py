"""How far the recognition of paper rows agrees with a person's: `python benchmarks/evaluate_kinds.py [GOLD] …`.

Prints, for the tuning and the held-out part of each gold file (every `paper_rows*.jsonl` of
`tests/data/gold/` by default): the rows whose set of kinds is exactly the labelled one, the
micro-F1 over kinds, the agreement on demand and on forms, beside what the rules alone reach, and a table of what was
read instead of what (not with `--totals`). Of a held-out part it also prints the share among the rows whose very text
was not learned from in another procedure. A row belongs to the part that its `half` names, or where it names none to
the tuning part where the first byte of its id's SHA-256 is even.
`--misses` lists the rows of the tuning part on which the two disagree, never those of the other; `--tuning` leaves the
held-out parts unread.

`--replaced FILE --editions FILE…` prints the recall over papers that data replaces: for each of the file's procedures
that stands in an edition whose record still names the paper, one of its rows must be recognised as that kind.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.composed_rows import composed_rows  # noqa: E402 - the script runs from anywhere
from catalogue.codes import clean_code, national_code  # noqa: E402
from catalogue.kinds import by_rules, recognise  # noqa: E402
from catalogue.text import clean, spelling_key  # noqa: E402

# "paper_rows.jsonl" and those with a number, in their order.
GOLD = tuple(
    sorted((ROOT / "tests" / "data" / "gold").glob("paper_rows*.jsonl"), key=lambda path: (len(path.name), path.name))
)

TUNING, HELD_OUT = "tuning", "held out"


def is_tuning(row: dict[str, Any]) -> bool:
    """Tell whether a row belongs to the part that rules may be made for."""
    if "half" in row:
        return row["half"] == "tuning"
    return hashlib.sha256(str(row["id"]).encode()).digest()[0] % 2 == 0


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def said(row: dict[str, Any]) -> tuple[str, str, str]:
    """Return the text of a labelled row, its procedure's name and the heading of its case, as an import cleans them."""
    return clean(row["text"]), clean(row.get("procedure", "")), clean(row.get("case", ""))


def _plain(text: str) -> str:
    """The words of a row, by which one that was learned from is known again."""
    return spelling_key(clean(text)).strip(" .;,:-+*")


@cache
def learned_texts() -> frozenset[str]:
    """Return the texts of all rows that rules were made or weights learned from."""
    rows = [row["text"] for path in GOLD for row in read_lines(path) if is_tuning(row)]
    rows += [row["text"] for row in composed_rows()]
    return frozenset(map(_plain, rows))


def report(half: str, rows: list[dict[str, Any]], with_misses: bool, with_table: bool = True) -> Iterator[str]:
    """Yield the lines of the report on one part."""
    fresh = fresh_exact = 0
    right = wrong = missed = exact = demands = forms = ruled = ruled_demands = 0
    confused: Counter[tuple[str, str]] = Counter()
    misses: list[str] = []
    for row in rows:
        found, by_rule = recognise(*said(row)), by_rules(*said(row))
        ruled += set(by_rule.kinds) == set(row["kinds"])
        ruled_demands += by_rule.demand == row["demand"]
        wanted, read = set(row["kinds"]), set(found.kinds)
        exact += wanted == read
        if half == HELD_OUT and _plain(row["text"]) not in learned_texts():
            fresh, fresh_exact = fresh + 1, fresh_exact + (wanted == read)
        right, wrong, missed = right + len(wanted & read), wrong + len(read - wanted), missed + len(wanted - read)
        demands += found.demand == row["demand"]
        forms += set(found.forms) == set(row["forms"])
        confused.update(_confused(wanted, read))
        if wanted != read or found.demand != row["demand"]:
            labelled = f"labelled {sorted(wanted)} {row['demand']}, read {sorted(read)} {found.demand}"
            misses.append(f"    {row['id']} {labelled}: {row['text'][:160]!r}")
    count = max(1, len(rows))
    yield f"{half}: {len(rows)} rows"
    without = f"by the rules alone {ruled / count:6.1%}"
    yield f"  kinds exactly as labelled  {exact}/{len(rows)}  {exact / count:6.1%}   {without}"
    if half == HELD_OUT:
        share = fresh_exact / max(1, fresh)
        yield f"  of texts not learned       {fresh_exact}/{fresh}  {share:6.1%}"
    yield f"  kinds, micro-F1            {2 * right / max(1, 2 * right + wrong + missed):.3f}"
    without = f"by the rules alone {ruled_demands / count:6.1%}"
    yield f"  demand                     {demands}/{len(rows)}  {demands / count:6.1%}   {without}"
    yield f"  forms                      {forms}/{len(rows)}  {forms / count:6.1%}"
    if with_table:
        yield "  labelled -> read (times):"
        yield from (f"    {wanted:>18} -> {read:<18} {times}" for (wanted, read), times in confused.most_common())
    if with_misses and half == TUNING:
        yield from misses


def _confused(wanted: set[str], read: set[str]) -> Iterator[tuple[str, str]]:
    """Pair what was missed with what was read instead; what has no partner is paired with a dash."""
    missed, extra = sorted(wanted - read), sorted(read - wanted)
    length = max(len(missed), len(extra))
    pairs = zip(missed + ["-"] * (length - len(missed)), extra + ["-"] * (length - len(extra)), strict=True)
    yield from pairs


# What names a kind in the list of papers that data replaces, and in a record that still asks for it.
_REPLACED = {
    "business_reg": ("đăng ký doanh nghiệp", "đăng ký kinh doanh", "đăng ký hộ kinh doanh", "đăng ký hợp tác xã"),
    "identity": ("căn cước", "chứng minh nhân dân", "chứng minh thư"),
    "land_use": ("quyền sử dụng đất",),
    "birth": ("khai sinh",),
    "criminal_record": ("lý lịch tư pháp",),
    "death": ("khai tử", "chứng tử"),
    "marriage": ("kết hôn",),
    "marital_status": ("tình trạng hôn nhân",),
    "health": ("khám sức khỏe",),
    "social_insurance": ("bảo hiểm y tế", "bảo hiểm xã hội"),
}


def replaced_report(replaced: Path, editions: Iterable[Path]) -> Iterator[str]:
    """Yield the recall over the procedures whose record still names a paper that data replaces, and the misses."""
    records: dict[str, dict[str, Any]] = {}
    for edition in editions:
        for record in read_lines(edition):
            if record.get("code"):
                records[national_code(clean_code(record["code"]))] = record
    listed = json.loads(replaced.read_text(encoding="utf-8"))
    asked = sorted({(national_code(row["procedure_code"]), kind) for row in listed for kind in _named(row["paper"])})
    found, misses, known = 0, [], 0
    for code, kind in asked:
        record = records.get(code)
        if record is None:
            continue
        known += 1
        rows = [(paper, dossier) for dossier in record["dossiers"] for paper in dossier["papers"]]
        naming = [(paper["text"], dossier["name"]) for paper, dossier in rows if kind in _named(paper["text"])]
        if not naming:
            continue
        read = {of for text, case in naming for of in recognise(clean(text), clean(record["name"]), clean(case)).kinds}
        found += kind in read
        if kind not in read:
            misses.append(f"    {code} {kind}, read {sorted(read)}: {naming[0][0][:200]!r}")
    named = found + len(misses)
    yield f"papers replaced by data: {len(asked)} pairs of procedure and kind, {known} of procedures in the editions"
    yield f"  still named in the record  {named}"
    yield f"  recognised                 {found}/{named}  {found / max(1, named):6.1%}"
    yield from misses


def _named(text: str) -> set[str]:
    key = f" {spelling_key(text)} "
    return {kind for kind, names in _REPLACED.items() if any(f" {spelling_key(name)} " in key for name in names)}


def main() -> None:
    """Print the reports that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, default=GOLD)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--tuning", action="store_true")
    parser.add_argument("--totals", action="store_true")
    parser.add_argument("--replaced", type=Path)
    parser.add_argument("--editions", type=Path, nargs="+", default=[])
    words = parser.parse_args()
    for gold in words.gold:
        rows = read_lines(gold)
        sys.stdout.write(f"{gold.name}\n")
        for half in (TUNING,) if words.tuning else (TUNING, HELD_OUT):
            chosen = [row for row in rows if is_tuning(row) == (half == TUNING)]
            sys.stdout.write("\n".join(report(half, chosen, words.misses, not words.totals)) + "\n")
    if words.replaced:
        sys.stdout.write("\n".join(replaced_report(words.replaced, words.editions)) + "\n")


if __name__ == "__main__":
    main()
