"""The branches inside a step: what is said to happen on a condition, and on which kind of condition.

"Trường hợp hồ sơ đầy đủ, hợp lệ thì …", "nếu không đủ điều kiện thì …" and "Nếu lựa chọn hình thức nộp trực tuyến, …"
are branches of the step they stand in, never steps of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from catalogue.step_lines import goes_on, read_line
from catalogue.step_words import Actor, lead_verb, mentions, words_pattern
from catalogue.text import canonical_spelling


class BranchKind(StrEnum):
    """What a branch depends on."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    REFUSED = "refused"
    CHANNEL = "channel"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch: the kind of its condition, the condition's words, and what is done then ("" where it is unsaid)."""

    kind: BranchKind
    condition: str
    outcome: str


_SENTENCE = re.compile(r"(?<=[.;])\s+|\s+(?=\((?:nếu|trường hợp) )", re.IGNORECASE)
_THEN = re.compile(r",?\s+thì\s+", re.IGNORECASE)
_PAUSE = re.compile(r"[,:]\s+")


def read_branches(text: str) -> tuple[Branch, ...]:
    """Return the branches of a step's text in order; a text without conditions has none."""
    return tuple(_branch(said) for said in _sentences(text) if words_pattern("lines", "case").match(_spelled(said)))


def _spelled(text: str) -> str:
    return canonical_spelling(text).lstrip("( ")


def _sentences(text: str) -> Iterator[str]:
    for said in _whole_lines(text):
        yield from (part.strip() for part in _SENTENCE.split(said) if part.strip())


def _whole_lines(text: str) -> list[str]:
    """The lines without their marks, those broken off by a page's width made whole again."""
    whole: list[str] = []
    before = None
    for shown in text.split("\n"):
        if not shown.strip():
            continue
        line = read_line(shown)
        if before is not None and goes_on(line, before):
            whole[-1] += " " + shown.strip()
        else:
            whole.append(shown.strip()[-len(line.words) :] if line.words else "")
        before = line
    return whole


def _branch(said: str) -> Branch:
    cut = _THEN.search(said) or _outcome_pause(said)
    condition = said[: cut.start()] if cut else said
    outcome = said[cut.end() :] if cut else ""
    return Branch(_kind(condition, outcome), condition.strip(" (:,"), outcome.strip())


def _outcome_pause(said: str) -> re.Match[str] | None:
    """The pause behind which somebody acts; of "hồ sơ đầy đủ, hợp lệ, cán bộ tiếp nhận …" the second."""
    pauses = list(_PAUSE.finditer(said))
    for pause in pauses:
        rest = canonical_spelling(said[pause.end() :])
        if lead_verb(rest).actor is not Actor.UNKNOWN or any(at == 0 for at, _ in mentions(rest[:40])):
            return pause
    return pauses[0] if pauses else None


def _kind(condition: str, outcome: str) -> BranchKind:
    spelled = _spelled(condition)
    if words_pattern("lines", "channel").match(spelled) and "không" not in spelled:
        return BranchKind.CHANNEL
    for kind in (BranchKind.REFUSED, BranchKind.INCOMPLETE, BranchKind.COMPLETE):
        if words_pattern("branches", kind.value).search(spelled):
            return kind
    refused = words_pattern("branches", BranchKind.REFUSED.value).search(canonical_spelling(outcome[:60]))
    return BranchKind.REFUSED if refused else BranchKind.OTHER
