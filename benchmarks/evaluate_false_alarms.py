"""How often a procedure that did not change is said to have: `python benchmarks/evaluate_false_alarms.py [FILE…]`.

Takes the records of the sample editions (or native FILEs), writes each as other sources and people write the same
thing, and compares both ways. Whatever is told beyond wording is a false alarm. The ways of writing are those met
between published editions: Unicode forms, tags of a web page, numbering, file names behind rows, lists in another
order, several things in one row and one thing in several rows, line breaks lost, capitals.

Prints a line a way of writing: procedures, those with a false alarm, and the alarms by part; with `--misses` the texts.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import as_file
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from catalogue.differences import Change, differences  # noqa: E402 - the script runs from anywhere
from catalogue.native_layout import to_native  # noqa: E402
from catalogue.readers import native  # noqa: E402
from catalogue.records import Procedure, RawRecord  # noqa: E402
from catalogue.samples import sample_editions  # noqa: E402

Record = dict[str, Any]
_FEWEST_WORDS = 3
_TELLS_NUMBERS = re.compile(r"bản\s+(?:chính|sao|gốc|chụp)", re.IGNORECASE)
_SHORT_FORMS = {
    "Ủy ban nhân dân": "UBND",
    "Uỷ ban nhân dân": "UBND",
    "Hội đồng nhân dân": "HĐND",
    "Căn cước công dân": "CCCD",
    "Giấy chứng nhận": "GCN",
}
_BULLET = re.compile(r"(?m)^\s*[-+*•]\s*")


def _papers(record: Record) -> Iterator[Record]:
    for dossier in record.get("dossiers", []):
        yield from dossier["papers"]


def decomposed(record: Record) -> Record:
    """Every letter with its marks apart."""
    said: Record = json.loads(unicodedata.normalize("NFD", json.dumps(record, ensure_ascii=False)))
    return said


def tagged(record: Record) -> Record:
    """The tags of paragraphs in every text."""
    for holder in (*record.get("steps", []), *_papers(record)):
        holder["text"] = holder["text"].replace("\n", "</p>\n<p>") + "</p>"
    if record.get("conditions"):
        record["conditions"] += "</p>"
    return record


def numbered(record: Record) -> Record:
    """Papers numbered, steps with other bullets."""
    for dossier in record.get("dossiers", []):
        for at, paper in enumerate(dossier["papers"], 1):
            paper["text"] = f"{at}. {_BULLET.sub('', paper['text']).rstrip('.;')};"
    for step in record.get("steps", []):
        step["text"] = _BULLET.sub("• ", step["text"])
    return record


def with_files(record: Record) -> Record:
    """The name of an attached form behind the row of a form."""
    for paper in _papers(record):
        if "tờ khai" in paper["text"].lower():
            paper["text"] += " Mau to khai.docx"
    return record


def reordered(record: Record) -> Record:
    """Every list in another order."""
    order = random.Random(7)
    for part in ("channels", "results", "legal_bases", "subjects"):
        # What a source cut at a comma, "Tổ chức (không bao gồm doanh nghiệp", cannot be found again out of order.
        if not any(str(item).count("(") != str(item).count(")") for item in record.get(part, [])):
            order.shuffle(record.get(part, []))
    for dossier in record.get("dossiers", []):
        order.shuffle(dossier["papers"])
    return record


def in_one_row(record: Record) -> Record:
    """All results in one row, and who applies cut at every comma."""
    if record.get("results"):
        record["results"] = [{"code": "", "name": "\n".join(f"- {result['name']}" for result in record["results"])}]
    if len(record.get("subjects", [])) > 1:
        record["subjects"] = [part.strip() for part in ", ".join(record["subjects"]).split(",") if part.strip()]
    return record


def line_by_line(record: Record) -> Record:
    """Every line of a step as a step of its own."""
    lines = [line for step in record.get("steps", []) for line in f"{step['name']}\n{step['text']}".split("\n")]
    record["steps"] = [{"name": "", "text": line} for line in lines if line.strip()]
    return record


def without_line_breaks(record: Record) -> Record:
    """Every text on one line."""
    for holder in (*record.get("steps", []), *_papers(record)):
        holder["text"] = " ".join(holder["text"].split())
    record["conditions"] = " ".join((record.get("conditions") or "").split())
    return record


def in_capitals(record: Record) -> Record:
    """Names, cases and results in capitals."""
    record["name"] = record["name"].upper()
    for named in (*record.get("dossiers", []), *record.get("results", [])):
        named["name"] = named["name"].upper()
    return record


def with_line_tags(record: Record) -> Record:
    """Every text as a web page writes it, names and applicants too."""
    record["name"] = f"<p>{record['name']}</p>"
    record["subjects"] = [f"<p>{subject}</p>" for subject in record.get("subjects", [])]
    for holder in (*record.get("steps", []), *_papers(record)):
        holder["text"] = holder["text"].replace("\n", "<br/>\n&nbsp;")
    return record


def with_numbers_behind(record: Record) -> Record:
    """Originals and copies told again behind each paper."""
    for paper in _papers(record):
        said, numbers = paper["text"].rstrip(" .;"), (paper.get("originals"), paper.get("copies"))
        # A piece of a row names no paper that a number could stand behind.
        if numbers in ((1, 0), (0, 1)) and len(said.split()) > _FEWEST_WORDS and not _TELLS_NUMBERS.search(said):
            paper["text"] = f"{said}: 01 (một) bản chính" if numbers == (1, 0) else f"{said} (Bản chính: 0, Bản sao: 1)"
    return record


def papers_in_one_row(record: Record) -> Record:
    """All papers of a case in one row, where they are asked for in equal numbers."""
    for dossier in record.get("dossiers", []):
        papers = dossier["papers"]
        if len(papers) > 1 and len({(paper.get("originals"), paper.get("copies")) for paper in papers}) == 1:
            text = "\n".join(f"- {paper['text'].rstrip(' .;')};" for paper in papers)
            dossier["papers"] = [papers[0] | {"text": text}]
    return record


def with_short_markers(record: Record) -> Record:
    """B1 for Bước 1."""
    for step in record.get("steps", []):
        step["name"], step["text"] = (re.sub(r"\bBước (\d)\b", r"B\1", step[key]) for key in ("name", "text"))
    return record


def with_short_forms(record: Record) -> Record:
    """Common names shortened."""
    text = json.dumps(record, ensure_ascii=False)
    for long, short in _SHORT_FORMS.items():
        text = text.replace(long, short)
    said: Record = json.loads(text)
    return said


def with_old_tones(record: Record) -> Record:
    """Tones where older spelling puts them."""
    text = json.dumps(record, ensure_ascii=False)
    for one, other in (("òa", "oà"), ("óa", "oá"), ("ủy", "uỷ"), ("úy", "uý")):
        text = re.sub(rf"{one}\b", other, text)
    said: Record = json.loads(text)
    return said


WAYS: tuple[Callable[[Record], Record], ...] = (
    decomposed,
    tagged,
    numbered,
    with_files,
    reordered,
    in_one_row,
    line_by_line,
    without_line_breaks,
    in_capitals,
    with_line_tags,
    with_numbers_behind,
    papers_in_one_row,
    with_short_markers,
    with_short_forms,
    with_old_tones,
)


def read_records(path: Path) -> list[tuple[Record, Path]]:
    """Read the records of a native file, as an import mends them."""
    read = (native.interpret(raw, path) for raw in native.raw_records(path))
    return [(to_native(record.procedure, record.code), path) for record in read]


def procedures(records: Sequence[tuple[Record, Path]]) -> list[Procedure]:
    """Read records as an import does."""
    return [
        native.interpret(RawRecord(at, json.dumps(record, ensure_ascii=False)), path).procedure
        for at, (record, path) in enumerate(records, 1)
    ]


def false_alarms(old: Procedure, new: Procedure) -> list[Change]:
    """Return what is told of a procedure beyond wording, from the one writing to the other and back."""
    both = (*differences(old, new), *differences(new, old))
    return [change for change in both if not change.wording_only]


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("files", nargs="*", type=Path)
    asked.add_argument("--misses", action="store_true")
    options = asked.parse_args()
    records: list[tuple[Record, Path]] = []
    for path in options.files:
        records += read_records(path)
    if not options.files:
        for edition in sample_editions():
            with as_file(edition.records) as path:
                records += read_records(path)
    before = procedures(records)
    for way in WAYS:
        after = procedures([(way(json.loads(json.dumps(record))), path) for record, path in records])
        found = [false_alarms(one, other) for one, other in zip(before, after, strict=True)]
        parts = Counter(change.part.value for changes in found for change in changes)
        told = ", ".join(f"{part} {count}" for part, count in parts.most_common())
        line = f"{way.__name__:20} {len(before):6} procedures {sum(map(bool, found)):5} with a false alarm  {told}"
        sys.stdout.write(f"{line}\n")
        for change in (change for changes in found for change in changes) if options.misses else ():
            sys.stdout.write(f"    {change.part.value}\n      - {change.old[:200]}\n      + {change.new[:200]}\n")


if __name__ == "__main__":
    main()
