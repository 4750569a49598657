"""How well wording is told from meaning in dossiers: real records typed anew, with a few real changes among them.

    python benchmarks/evaluate_differences.py [RECORDS.jsonl[.gz] ...] [--seed N] [--show]

Every record of the sample editions is copied with its papers typed anew, as offices do it (tone placement, i and y,
Unicode form, spaces, punctuation, bullets, abbreviations, slips of letters, another order), and some records get real
changes: papers added, removed, asked for in more copies, certified, or only "if there is one". The table gives the
share of papers that were only typed anew and are reported as changed, and of the real changes those that were missed,
for the half of the records by which the rules were tuned and for the half that was held out.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import as_file
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from catalogue.differences import Change, ChangedPart, ChangeKind, Reason, differences
from catalogue.readers import native
from catalogue.records import Dossier, Paper, Procedure
from catalogue.samples import sample_editions
from catalogue.text import clean, fold, spelling_key

TONED = [("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("ủy", "uỷ"), ("úy", "uý"), ("ùy", "uỳ")]
I_AND_Y = [("kỹ", "kĩ"), ("lý", "lí"), ("mỹ", "mĩ"), ("tỷ", "tỉ"), ("quý", "quí")]
SHORT = [
    ("Ủy ban nhân dân", "UBND"),
    ("Giấy chứng nhận", "GCN"),
    ("quyền sử dụng đất", "QSDĐ"),
    ("căn cước công dân", "CCCD"),
    ("bảo hiểm xã hội", "BHXH"),
]
LEADS = ["- ", "+ ", "a) ", "1. ", "(2) ", "1.1. ", "* ", "đ) ", "– "]
LEAD = re.compile(r"^(?:[-+*•–]\s*|\(?[a-zđ]\)\s*|\(?\d{1,2}[.)]\s+)+", re.IGNORECASE)


@dataclass
class Truth:
    """What was done to one record: rows typed anew by old and new address, and the real changes."""

    typed: dict[str, str]
    added: set[str]
    removed: set[str]
    altered: dict[str, str]


def main() -> None:
    """Read the records, retype them and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("paths", nargs="*", type=Path)
    arguments.add_argument("--seed", type=int, default=11)
    arguments.add_argument("--show", action="store_true", help="print what was wrong in the tuning half")
    asked = arguments.parse_args()
    records = list(_records(asked.paths))
    chance = random.Random(asked.seed)
    pool = [
        paper for record in records for dossier in record.dossiers for paper in dossier.papers if len(paper.text) > 20
    ]
    started = time.process_time()
    figures = {"tuning": Counter(), "held out": Counter()}
    for at, record in enumerate(records):
        half = "held out" if at % 2 else "tuning"
        for _ in range(3):
            edited, truth = _typed_anew(record, chance, pool)
            _judge(differences(record, edited), truth, figures[half], asked.show and half == "tuning")
    _say(f"{len(records)} records, 3 times each, {time.process_time() - started:.1f} s of CPU")
    header = ("half", "papers typed anew", "false changes", "share", "real changes", "missed", "told as another kind")
    _say(" | ".join(header))
    for half, count in figures.items():
        share = 100 * count["alarm"] / max(1, count["typed"])
        cells = (half, count["typed"], count["alarm"], f"{share:.2f} %", count["real"], count["missed"], count["other"])
        _say(" | ".join(map(str, cells)))
        kinds = ", ".join(f"{kind} {count[f'real {kind}']}/{count[f'missed {kind}']}" for kind in _KINDS)
        _say(f"  real/missed by kind: {kinds}")


def _records(paths: list[Path]) -> Iterator[Procedure]:
    """The procedures of some files, those of the sample editions where none is given."""
    if not paths:
        for edition in sample_editions():
            with as_file(edition.records) as path:
                yield from _records([path])
        return
    for path in paths:
        for raw in native.raw_records(path):
            yield native.interpret(raw, path).procedure


_KINDS = ("added", "removed", "copies", "certified", "if any")


def _typed_anew(record: Procedure, chance: random.Random, pool: list[Paper]) -> tuple[Procedure, Truth]:
    """The record as somebody typed it anew, and what was really changed in it."""
    truth = Truth({}, set(), set(), {})
    dossiers = []
    twice = Counter(spelling_key(paper.text) for dossier in record.dossiers for paper in dossier.papers)
    known = set(twice)
    for case, dossier in enumerate(record.dossiers, 1):
        rows: list[tuple[str, str, Paper]] = []
        for place, paper in enumerate(dossier.papers, 1):
            address = f"paper:{case}.{place}"
            draw = chance.random()
            if not paper.text:
                continue
            # Which of two rows with equal words went, nobody can tell.
            if twice[spelling_key(paper.text)] > 1:
                draw = 1.0
            if draw < 0.04 and len(dossier.papers) > 1:
                truth.removed.add(address)
            elif draw < 0.06 and paper.originals is not None:
                rows.append((address, "copies", replace(paper, originals=paper.originals + 1)))
            elif draw < 0.08 and "bản sao" in paper.text and "chứng thực" not in paper.text:
                text = paper.text.replace("bản sao", "bản sao có chứng thực", 1)
                rows.append((address, "certified", replace(paper, text=text)))
            elif draw < 0.10 and "nếu có" not in paper.text and len(paper.text) < 200:
                rows.append((address, "if any", replace(paper, text=f"{paper.text.rstrip(' .;')} (nếu có)")))
            else:
                rows.append((address, "", paper))
        if chance.random() < 0.15 and pool:
            other = chance.choice(pool)
            if spelling_key(other.text) not in known:
                rows.append(("", "added", other))
                known.add(spelling_key(other.text))
        if chance.random() < 0.2:
            chance.shuffle(rows)
        papers = []
        for place, (address, kind, paper) in enumerate(rows, 1):
            new = f"paper:{case}.{place}"
            papers.append(replace(paper, text=clean(_retyped(paper.text, chance))))
            if kind == "added":
                truth.added.add(new)
            elif kind:
                truth.altered[address] = kind
            else:
                truth.typed[address] = new
        dossiers.append(Dossier(dossier.name, tuple(papers)))
    return replace(record, dossiers=tuple(dossiers)), truth


def _retyped(text: str, chance: random.Random) -> str:
    """A text as somebody else types it."""
    if chance.random() < 0.4:
        return text
    if chance.random() < 0.5:
        for early, late in TONED:
            text = text.replace(early, late) if chance.random() < 0.5 else text.replace(late, early)
    if chance.random() < 0.4:
        one, other = chance.choice(I_AND_Y)
        text = text.replace(one, other)
    if chance.random() < 0.2:
        long, short = chance.choice(SHORT)
        text = text.replace(long, short)
    if chance.random() < 0.4:
        text = chance.choice(LEADS) + LEAD.sub("", text)
    if chance.random() < 0.3:
        text = text.rstrip(" .;,") + chance.choice([".", ";", " .", ",", ""])
    if chance.random() < 0.2:
        text = text[:1].lower() + text[1:]
    if chance.random() < 0.2:
        text = text.replace(" ", chance.choice(["  ", "\u00a0"]), 2)
    if chance.random() < 0.1:
        text = _slip(text, chance)
    if chance.random() < 0.25:
        text = unicodedata.normalize("NFD", text)
    return text


def _slip(text: str, chance: random.Random) -> str:
    """One slip of the keyboard: a diacritic lost, two letters swapped, a letter lost."""
    letters = [at for at in range(1, len(text) - 2) if text[at].isalpha() and text[at + 1].isalpha()]
    if len(text) < 12 or not letters:
        return text
    at = chance.choice(letters)
    draw = chance.random()
    if draw < 0.4:
        return text[:at] + fold(text[at]) + text[at + 1 :]
    if draw < 0.7:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _shown(what: str, change: Change) -> str:
    return f"{what} {change.kind} {' '.join(change.reasons)}\n  - {change.old[:300]}\n  + {change.new[:300]}"


def _judge(changes: tuple[Change, ...], truth: Truth, count: Counter[str], show: bool) -> None:
    """Count what was told wrongly."""
    told = [change for change in changes if change.part is ChangedPart.PAPER and not change.wording_only]
    olds = {change.old_address: change for change in told if change.old_address}
    news = {change.new_address: change for change in told if change.new_address}
    for old, new in truth.typed.items():
        count["typed"] += 1
        wrong = olds.get(old) or news.get(new)
        if wrong is not None:
            count["alarm"] += 1
            if show:
                _say(_shown("FALSE", wrong))
    expected = [(address, "removed", olds) for address in truth.removed]
    expected += [(address, "added", news) for address in truth.added]
    expected += [(address, kind, olds) for address, kind in truth.altered.items()]
    for address, kind, found in expected:
        count["real"] += 1
        count[f"real {kind}"] += 1
        change = found.get(address)
        if change is None:
            count["missed"] += 1
            count[f"missed {kind}"] += 1
            if show:
                _say(f"MISSED {kind} {address}")
        elif kind in ("added", "removed") and change.kind is ChangeKind.CHANGED:
            count["other"] += 1
            if show:
                _say(_shown(f"OTHER {kind}", change))
        elif kind == "certified" and Reason.CERTIFICATION_STRICTER not in change.reasons:
            count["other"] += 1


if __name__ == "__main__":
    main()
