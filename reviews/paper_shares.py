"""Who has to prepare which row of a dossier: everybody, only some, only those who deal through one channel.

A row that is asked for in some cases only burdens a part of the applicants, rows that stand for each other burden them
once, and a form that is only for dealing in person or only for dealing online burdens those who deal that way. Each
cost is counted for the population that bears it, as the Standard Cost Model has it (PEERS.md §6.1: P × Q, Q = number of
entities × frequency).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from catalogue.kind_words import words
from catalogue.records import Dossier, Procedure
from catalogue.row_alternatives import row_groups
from catalogue.row_spelling import spelled
from catalogue.text import clean

ONLINE = "online"
IN_PERSON = "in-person"

# Beyond this a row is a story, not a paper: what it asks stands at its beginning.
_LOOKED_AT = 1_000
_MAY_DEPEND = re.compile(r"trường hợp|nếu|khi\b|tùy|đối với", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[;\n]|(?<!\A\d)(?<!\n\d)(?<!\n\d\d)\.(?=\s+[^\s(]|\s*$)")
# Which of a form's patterns is for whom says nothing about whether a form is handed in.
_WHO_FILLS_IT_IN = re.compile(r"\(\s*(?:dùng|dành|áp dụng) cho [^()]*\)", re.IGNORECASE)
_EDGES = " \t-–+•*"

# "(nếu người có yêu cầu lựa chọn nộp hồ sơ theo hình thức trực tuyến)", at the end of a row.
_CHANNEL_REMARK = re.compile(
    r"\([^()]*\b(?:nếu|trường hợp|khi|đối với|dành cho|dùng cho|áp dụng)\b"
    r"[^()]*\b(?:trực tiếp|trực tuyến|bưu chính)\b[^()]*\)\W*\Z",
    re.IGNORECASE,
)

_BULLET = r"[\s\-–+•*o.\d()a-zđ]{0,6}?"
_OPENS_WITH_OR = re.compile(rf"{_BULLET}hoặc\b", re.IGNORECASE)
_ENDS_WITH_OR = re.compile(r"\bhoặc\W*\Z", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def asked_of_some(text: str) -> bool:
    """Tell whether a row asks for its paper only in some cases: "nếu có", "trong trường hợp ủy quyền".

    A condition counts where it stands in the first sentence; one on how to deal with the office is told by
    `paper_channel`, and which pattern of a form is for whom is none.
    """
    text = text[:_LOOKED_AT]
    if not _MAY_DEPEND.search(text):
        return False
    text = _CHANNEL_REMARK.sub("", text)
    plain = _WHO_FILLS_IT_IN.sub(" ", spelled(clean(text))).strip(_EDGES)
    return words("demand", "conditional").search(_SENTENCE_END.split(plain, maxsplit=1)[0]) is not None


@lru_cache(maxsize=100_000)
def paper_channel(text: str) -> str:
    """Return ONLINE or IN_PERSON (also by post) where a remark at the end of a row keeps it to those, else empty."""
    found = _CHANNEL_REMARK.search(text) if text.rstrip(" .;,\n").endswith(")") else None
    if found is None:
        return ""
    remark = found.group().lower()
    if "trực tuyến" not in remark:
        return IN_PERSON
    return "" if "trực tiếp" in remark or "bưu chính" in remark else ONLINE


def alternatives(dossier: Dossier) -> tuple[int, ...]:
    """Return for each row 0, or a number that it shares with the rows of which one will do.

    Rows are alternatives under "một trong các giấy tờ sau", by the number of the row that says so or, where
    the dossier's name does, one above all rows; and where "hoặc" joins them, by a number below 0.
    """
    return _groups(dossier.name, tuple(paper.text for paper in dossier.papers))


@lru_cache(maxsize=20_000)
def _groups(name: str, texts: tuple[str, ...]) -> tuple[int, ...]:
    if len(texts) < 2:
        return (0,) * len(texts)
    if "trong" in name.lower() and words("demand", "one_of").search(spelled(clean(name))):
        return (len(texts) + 1,) * len(texts)
    groups = list(row_groups(texts))
    for at in range(1, len(texts)):
        joined = opens_with_or(texts[at]) or _ends_with_or(texts[at - 1])
        if joined and not groups[at]:
            groups[at - 1] = groups[at - 1] or -at
            groups[at] = groups[at - 1]
    return tuple(groups)


def opens_with_or(text: str) -> bool:
    """Tell whether a row stands for the one before it."""
    return _OPENS_WITH_OR.match(text) is not None


def _ends_with_or(text: str) -> bool:
    tail = text[-20:]
    return "hoặc" in tail.lower() and _ENDS_WITH_OR.search(tail) is not None


def alternative_addresses(procedure: Procedure) -> dict[str, tuple[str, ...]]:
    """Return for each paper that others may stand for the addresses of all of them, its own among them."""
    found: dict[str, tuple[str, ...]] = {}
    for dossier_at, dossier in enumerate(procedure.dossiers, 1):
        for places in _by_group(alternatives(dossier)):
            addresses = tuple(f"paper:{dossier_at}.{at}" for at in places)
            found |= dict.fromkeys(addresses, addresses)
    return found


def _by_group(groups: Sequence[int]) -> list[list[int]]:
    places: dict[int, list[int]] = defaultdict(list)
    for at, group in enumerate(groups, 1):
        if group:
            places[group].append(at)
    return list(places.values())
