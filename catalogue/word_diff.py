"""Two texts compared word by word: which words stayed, which went, which came."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

SAME, REMOVED, ADDED = "same", "removed", "added"

_TOKEN = re.compile(r"[^\W_]+|\s+|[^\w\s]|_")
# Longer texts are first compared line by line, so that the cost stays in bounds.
_MOST_TOKENS = 6_000


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text and what became of it: `same`, `removed` (only in the old) or `added` (only in the new)."""

    op: str
    text: str


def word_diff(old: str, new: str) -> tuple[Span, ...]:
    """Return the spans of two texts in reading order.

    Composed (NFC), the old text is its same and removed spans put together, and the new text its same and added ones.
    """
    old, new = unicodedata.normalize("NFC", old), unicodedata.normalize("NFC", new)
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) > _MOST_TOKENS or len(after) > _MOST_TOKENS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return _joined(_spans(before, after))


def _spans(before: list[str], after: list[str]) -> list[Span]:
    spans = []
    for code in LCSseq.opcodes(before, after):
        if code.tag == "equal":
            spans.append(Span(SAME, "".join(before[code.src_start : code.src_end])))
            continue
        spans.append(Span(REMOVED, "".join(before[code.src_start : code.src_end])))
        spans.append(Span(ADDED, "".join(after[code.dest_start : code.dest_end])))
    return spans


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Neighbouring spans of one kind as one, and lone spaces between two changed stretches taken into them."""
    runs: list[tuple[str, str]] = []
    removed = added = ""

    def settle() -> None:
        nonlocal removed, added
        runs.extend(run for run in ((REMOVED, removed), (ADDED, added)) if run[1])
        removed = added = ""

    held = ""
    for span in (span for span in spans if span.text):
        if span.op == SAME and span.text.isspace() and (removed or added) and not held:
            held = span.text
            continue
        if span.op == SAME:
            settle()
            runs.append((SAME, held + span.text))
            held = ""
            continue
        if held:
            removed, added, held = removed + held, added + held, ""
        if span.op == REMOVED:
            removed += span.text
        else:
            added += span.text
    settle()
    if held:
        runs.append((SAME, held))
    joined: list[tuple[str, str]] = []
    for op, text in runs:
        if joined and joined[-1][0] == op:
            joined[-1] = (op, joined[-1][1] + text)
        else:
            joined.append((op, text))
    return tuple(Span(op, text) for op, text in joined)
