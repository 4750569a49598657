"""The lines of a step text: how each is marked, and whether it opens a step, a branch, a note or a list.

A line is judged by its own words alone; `catalogue.steps` puts the lines together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from catalogue.step_words import Act, Actor, find_actor, find_acts, mentions, words_pattern
from catalogue.text import canonical_spelling

# What stands between the start of a line and its words, by kind. "Bước 1.1" is a level below "Bước 1".
_MARKS = (
    (
        "step",
        re.compile(
            r"(?:[-–+•*.▪]+\s*|o\s+|\d{1,2}\s*[.)]\s*)?(?:(?i:bước)|B)\s*(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}\b)(?!\d|/)"
            r"\s*[.:)/-]*\s*"
        ),
    ),
    ("roman", re.compile(r"([IVX]{1,5})\s*[.)]\s")),
    ("decimal", re.compile(r"(\d{1,2}(?:\.\d{1,2})+)\s*[.)]?\s+(?=\D)")),
    ("number", re.compile(r"(\d{1,2})\s*[.)]\s*(?!\d)")),
    ("bracket", re.compile(r"\(\s*(\d{1,2}|\*+)\s*\)\s*")),
    ("small_roman", re.compile(r"\(\s*([ivx]{1,5})\s*\)\s*|([ivx]{2,5})\s*\)\s*", re.I)),
    ("letter", re.compile(r"\(?\s*([a-zđ])\s*\)\s*", re.I)),
    ("letter_number", re.compile(r"\(?\s*([a-zđ]\d{1,2}(?:\.\d{1,2})?)\s*[.)]\s*", re.I)),
    ("double", re.compile(r"(?:\+\+|--|\*\*)\)?\s*(?=\S)")),
    ("dash", re.compile(r"(?:\.\s*)?[-–—]\s*(?=\S)")),
    ("bullet", re.compile(r"[•●▪·]\s*(?=\S)")),
    ("circle", re.compile(r"[◦○]\s*(?=\S)|o\s+(?=\w)")),
    ("star", re.compile(r"\*\)?\s*(?=\S)")),
    ("plus", re.compile(r"\+\)?\s*(?=\S)")),
)
# Kinds of mark that part a text into sections, behind which the steps stand.
SECTIONS = frozenset({"roman", "decimal", "number", "bracket", "small_roman", "letter", "star"})
# Kinds of mark that count, so that each item is one that the publisher counted.
COUNTED = SECTIONS - {"star"}
_SENTENCE_END = '.;:!?…)”"'
_HEADING_WORDS = 25
_PAGE_WIDTHS = range(40, 120)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words without the mark, the kind of mark ("" for none) and the mark's own number or letter."""

    text: str
    kind: str
    number: str
    words: str


@lru_cache(maxsize=50_000)
def read_line(text: str) -> Line:
    """Return a line with its mark told from its words."""
    shown = text.strip()
    for kind, pattern in _MARKS:
        found = pattern.match(shown)
        if found and (kind == "step" or shown[found.end() :].strip()):
            number = next((group for group in found.groups() if group), "") if found.groups() else ""
            return Line(text, kind, number.lower(), canonical_spelling(shown[found.end() :]))
    return Line(text, "", "", canonical_spelling(shown))


def is_case(line: Line) -> bool:
    """Tell whether a line opens with a condition ("Trường hợp hồ sơ chưa đầy đủ …")."""
    return words_pattern("lines", "case").match(line.words) is not None


def names_channel(line: Line) -> bool:
    """Tell whether a line opens with a way of submitting ("Nếu lựa chọn hình thức nộp hồ sơ trực tuyến, …")."""
    return words_pattern("lines", "channel").match(line.words) is not None


def is_note(line: Line) -> bool:
    """Tell whether a line opens a note ("* Lưu ý:"); a note in brackets belongs to the step before it."""
    return not line.text.lstrip().startswith("(") and words_pattern("lines", "note").match(line.words) is not None


def is_heading(line: Line) -> bool:
    """Tell whether a line only heads the steps after it ("a) Nộp hồ sơ TTHC:", "* Trình tự thực hiện:").

    A line that names who acts is a step of its own, and one that heads a list of things ("Hồ sơ gồm:") is neither.
    """
    words = line.words
    if not words.endswith(":") or len(words.split()) > _HEADING_WORDS or heads_things(line) or is_note(line):
        return False
    if words_pattern("lines", "heading").search(words):
        return True
    if is_case(line):
        return line.kind in SECTIONS
    return (line.kind in SECTIONS or not line.kind) and not any(True for _ in mentions(words))


def names_stage(line: Line) -> bool:
    """Tell whether a counted heading names one step, of which the lines under it tell more ("b) Giải quyết TTHC:")."""
    return line.kind in COUNTED and is_heading(line) and words_pattern("lines", "stage").match(line.words) is not None


def heads_section(line: Line) -> bool:
    """Tell whether a line right before "Bước 1" heads those steps ("2. Thủ tục đăng ký")."""
    if is_heading(line):
        return True
    named = line.kind in SECTIONS and line.words[-1:] not in tuple(".;,:")
    return named and len(line.words.split()) <= _HEADING_WORDS and not is_note(line)


def heads_things(line: Line) -> bool:
    """Tell whether a line heads a list of papers, places or contents."""
    return re.search(rf"(?:{words_pattern('lines', 'things').pattern})\s*:$", line.words) is not None


def goes_on(line: Line, before: Line) -> bool:
    """Tell whether an unmarked line is the rest of a line that a page's width broke off."""
    if line.kind:
        return False
    opens = is_case(line) or words_pattern("lines", "time").match(line.words) is not None
    ended = before.words.rstrip()[-1:] in tuple(_SENTENCE_END) or len(before.text) not in _PAGE_WIDTHS
    broken_off = not ended and not opens
    return line.text.lstrip()[:1].islower() or broken_off


def opens_paragraph(line: Line) -> bool:
    """Tell whether an unmarked line says a further step: who acts or when, and what is done."""
    if is_case(line) or words_pattern("lines", "continuing").match(line.words):
        return False
    if is_heading(line):
        return True
    acts = {found.act for found in find_acts(line.words)}
    if not acts:
        return False
    timed = words_pattern("lines", "time").match(line.words) is not None
    return timed or Act.SUBMIT in acts or find_actor(line.words).actor is not Actor.UNKNOWN
