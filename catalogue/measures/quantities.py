"""How many sets, originals and copies a text asks for ("03 (ba) bộ", "01 bản chính và 02 bản sao có chứng thực")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from catalogue.measures.clauses import LONGEST_TEXT
from catalogue.measures.numbers import NUMBER_WORDS, read_number_words
from catalogue.records import Paper
from catalogue.text import clean, is_no_value

_THING = (
    r"(?P<thing>bộ(?:\s+hồ\s+sơ)?(?:\s+(?:bản\s+)?gốc)?"
    r"|bản\s+(?:chính|gốc|sao|chụp|photo(?:copy)?)|bản)(?![^\W\d_])"
)
_COUNT = re.compile(
    rf"(?<![\w.,/])(?:(?P<figure>\d{{1,3}})(?:\s*\(\s*{NUMBER_WORDS}\s*\))?|(?P<words>{NUMBER_WORDS})(?:\s*\(\s*\d{{1,3}}\s*\))?)"
    rf"\s*{_THING}(?=(?P<rest>[^;,.()\n]{{0,60}}))",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"bản\s+(?P<what>chính|gốc|sao)\s*:\s*(?P<figure>\d{1,3})(?!\d|\s*(?:bộ|bản(?!\s+(?:chính|gốc|sao)\s*:)))",
    re.IGNORECASE,
)
_UNTIL_NEXT = re.compile(r"\bvà\s+\d|\d")
_CERTIFIED = re.compile(r"chứng\s+thực|công\s+chứng", re.IGNORECASE)


class QuantityStatus(StrEnum):
    """What a text says about a quantity."""

    READ = "read"
    NO_INFORMATION = "no_information"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class QuantityReading:
    """How many sets, originals and copies; None for what the text does not speak of.

    `certified` counts the copies that must be certified (bản sao có chứng thực), which `copies` counts too. Where a
    text gives several numbers for the same thing (one a channel), `sets` holds the largest.
    """

    status: QuantityStatus
    sets: int | None = None
    originals: int | None = None
    copies: int | None = None
    certified: int | None = None
    evidence: tuple[str, ...] = ()


@lru_cache(maxsize=50_000)
def read_quantity(text: str) -> QuantityReading:
    """Return the sets, originals and copies that a text asks for."""
    text = clean(text[:LONGEST_TEXT])
    if is_no_value(text):
        return QuantityReading(QuantityStatus.NO_INFORMATION)
    counts: dict[str, int] = {}
    evidence: list[str] = []
    for match in _LABELLED.finditer(text):
        kind = "copies" if match["what"].lower() == "sao" else "originals"
        counts[kind] = counts.get(kind, 0) + int(match["figure"])
        evidence.append(match.group())
    for match in _COUNT.finditer(_LABELLED.sub(";", text)):
        number = int(match["figure"]) if match["figure"] else _spoken(match["words"])
        thing = _kind(match["thing"])
        if number is None or thing is None:
            continue
        evidence.append(" ".join(match.group().split()))
        counts[thing] = max(number, counts.get(thing, 0)) if thing == "sets" else counts.get(thing, 0) + number
        if thing == "copies" and _CERTIFIED.search(_UNTIL_NEXT.split(match["rest"], maxsplit=1)[0]):
            counts["certified"] = counts.get("certified", 0) + number
    if not counts:
        return QuantityReading(QuantityStatus.UNREADABLE, evidence=(text[:80],))
    return QuantityReading(QuantityStatus.READ, **counts, evidence=tuple(evidence))


def read_paper_quantity(paper: Paper) -> QuantityReading:
    """Return how many originals and copies a paper is asked for: its published numbers, else its words.

    A paper published with 0 originals and 0 copies and without words is a heading or note, or was left blank: the
    numbers say nothing.
    """
    words = read_quantity(paper.quantity_text)
    published = paper.originals or paper.copies
    if words.status is QuantityStatus.READ or not published:
        return words
    return QuantityReading(QuantityStatus.READ, originals=paper.originals, copies=paper.copies)


def _spoken(words: str) -> int | None:
    number = read_number_words(words.lower())
    return int(number) if number is not None else None


def _kind(thing: str) -> str | None:
    words = " ".join(thing.lower().split())
    if words.startswith("bộ"):
        return "sets"
    if words in ("bản chính", "bản gốc"):
        return "originals"
    if words.startswith(("bản sao", "bản chụp", "bản photo")):
        return "copies"
    # Of a bare "bản" it is not said whether an original or a copy is meant.
    return None
