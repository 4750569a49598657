"""Which papers of one row are asked for together ("A và B; C"), each for itself or one of several ("C hoặc D").

Only what the row's own words join is told apart: "và", "kèm theo", a semicolon or a line of its own. A list of bare
commas, a clause that has both "và" and "hoặc", and what is asked in a case of its own stay with the paper before them,
so that a row is never read as asking for more than it says.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from catalogue.paper_identity import asked_papers
from catalogue.paper_wording import spelled_evenly, without_file_name, without_lead

_OR = re.compile(r"\b(?:hoặc|hay|và/hoặc)\b|/", re.IGNORECASE)
_AND = re.compile(r"\b(?:và|kèm)\b|;|\n|[-–+•*●▪]", re.IGNORECASE)
_STRONG = re.compile(r";|\n|[-–+•*●▪]")
_ONE_OF = re.compile(
    r"\bmột\s+trong\b|\btùy\b|\bcó\s+thể\s+thay\b|\bthay\s+(?:thế|cho|bằng)\b|\bcác\s+(?:loại\s+)?giấy\s+tờ\b",
    re.IGNORECASE,
)
_ISSUED_WITH = re.compile(r"ban\s+hành\s*$", re.IGNORECASE)
_IN_A_CASE = re.compile(r"\b(?:trường\s+hợp|đối\s+với|nếu|khi|trừ)\b", re.IGNORECASE)
_OPENS_WITH_OR = re.compile(r"[\W_]*(?:hoặc|hay)\b", re.IGNORECASE)


@lru_cache(maxsize=200_000)
def papers_together(text: str) -> tuple[str, ...]:
    """Return the parts of a row that are each asked for beside the others; empty where the row asks for one thing.

    A part that itself names alternatives is left whole.
    """
    parts = [part for _name, part in asked_papers(text)]
    if len(parts) < 2 or _ONE_OF.search(text) or _IN_A_CASE.search(text):
        return ()
    whole = without_lead(without_file_name(spelled_evenly(text)))
    spans = _spans(whole, parts)
    if spans is None:
        return ()
    lead = whole[: spans[0][0]]
    if ":" in lead and _OR.search(lead):
        return ()
    gaps = [_joint(whole, before[1], after[0]) for before, after in pairwise(spans)]
    found = []
    for clause in _clauses(gaps):
        joints = [gaps[at] for at in clause[:-1]]
        if joints and all(_is_and(joint) for joint in _resolved(joints)):
            found += [whole[spans[at][0] : spans[at][1]] for at in clause]
        else:
            found.append(whole[spans[clause[0]][0] : spans[clause[-1]][1]])
    return tuple(found) if len(found) > 1 else ()


def _spans(whole: str, parts: list[str]) -> list[tuple[int, int]] | None:
    """Where the parts stand in the row, None where they cannot be found one behind the other."""
    flat = whole.replace("\n", " ")
    spans = []
    at = 0
    for part in parts:
        start = flat.find(part.replace("\n", " "), at)
        if start < 0:
            return None
        at = start + len(part)
        spans.append((start, at))
    return spans


def _joint(whole: str, start: int, end: int) -> str:
    """What joins two parts; empty where it stands inside a bracket or only names what a form was issued with."""
    if whole.count("(", 0, start) != whole.count(")", 0, start) or _ISSUED_WITH.search(whole[:start]):
        return ""
    opening = _OPENS_WITH_OR.match(whole, end)
    return whole[start : opening.end() if opening else end]


def _clauses(gaps: list[str]) -> list[list[int]]:
    """The parts between semicolons and line breaks; what a clause opens with "hoặc" goes on with the one before it."""
    clauses = [[0]]
    for at, gap in enumerate(gaps, 1):
        if _STRONG.search(gap) and not _OR.search(gap):
            clauses.append([at])
        else:
            clauses[-1].append(at)
    return clauses


def _resolved(joints: list[str]) -> list[str]:
    """The joints of a list, each bare comma standing for the word that joins the papers behind it."""
    told = ""
    found = []
    for joint in reversed(joints):
        if _OR.search(joint) or _AND.search(joint):
            told = joint
        found.append(told)
    return found[::-1]


def _is_and(joint: str) -> bool:
    return _AND.search(joint) is not None and not _OR.search(joint)
