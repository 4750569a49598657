"""The dossiers of a procedure told apart: parts that add up, and cases of which the applicant falls in one.

Publishers enter both the same way. "Giấy tờ phải nộp" and "Giấy tờ phải xuất trình" are two parts of one dossier;
"Đối với cá nhân" and "Đối với tổ chức" are alternatives; "Trường hợp ủy quyền thì hồ sơ phải có thêm …" comes on top.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

from catalogue.records import Dossier, Procedure
from catalogue.row_roles import HEADING, is_note_name, paper_role, papers_of, unmarked
from catalogue.text import fold, one_line

COMMON, SUBMIT, PRESENT, CASE, ADDITION, NOTE = "common", "submit", "present", "case", "addition", "note"
GROUP_KINDS = (COMMON, SUBMIT, PRESENT, CASE, ADDITION, NOTE)

_PRESENT = re.compile(r"(?:cac )?(?:giay to )?(?:phai |can )?xuat trinh\b|nguoi [^,;:]{0,60}phai xuat trinh\b")
_SUBMIT = re.compile(r"(?:cac )?giay to (?:phai |can )?nop\b")
_ADDITION = re.compile(
    r"\b(?:co them|them (?:cac|mot)|con (?:co|phai)|(?:phai|can|nop) bo sung|nop them|phai kem theo|kem theo mot"
    r"|(?<!^)ngoai (?:cac|giay|ho so|thanh phan))\b|^ngoai (?:ra|cac|giay|thanh phan|ho so)\b"
)
_CASE = re.compile(
    r"(?:doi voi|(?:trong )?(?:cac )?truong hop|neu|khi|rieng|thay doi|cap (?:moi|lai|doi)|gia han)\b"
    r"|(?:thanh phan )?ho so\b.*\b(?:doi voi|truong hop|de nghi|dang ky|gia han|cap|thanh lap|thu hoi|chuyen"
    r"|huong)\b|.*\bho so (?:bao )?gom$"
)
# Parts of one dossier that are named after whose or which papers they hold, and names that only describe a paper.
_PART = re.compile(
    r"(?:ho so cua (?:nguoi|ben|tre)|nhom \d|ho so doi voi nguoi duoc cu"
    r"|(?:thanh phan )?(?:ho so )?(?:bao )?gom(?: co)?$"
    r"|thanh phan ho so$|ho so(?: chung)?$|phieu |trong phieu|cong dan ke khai|noi dung cua|\d* ?ban (?:chinh|sao"
    r"|khai|cam)|don |van ban )"
)
# Beyond this many additions only "none of them" and "all of them" are ways of their own.
_MOST_ADDITIONS = 4
_LEVELS = {"*": 1, "-": 2, "–": 2, "•": 2, "+": 3, "▪": 3}


@dataclass(frozen=True, slots=True)
class DossierGroup:
    """Dossiers of one kind (of GROUP_KINDS) and name, by their positions from 1.

    Rows of "common", "submit" and "present" are asked of everybody; of several "case" groups one applies; an
    "addition" comes on top in its own case; a "note" holds nothing that is handed in.
    """

    kind: str
    name: str
    dossiers: tuple[int, ...]


def dossier_groups(procedure: Procedure) -> tuple[DossierGroup, ...]:
    """Return the dossiers of a procedure by kind and name, in the order of their first ones."""
    found: dict[tuple[str, str], list[int]] = {}
    for at, (kind, dossier) in enumerate(zip(_kinds(procedure), procedure.dossiers, strict=True), 1):
        found.setdefault((kind, unmarked(dossier.name)), []).append(at)
    return tuple(DossierGroup(kind, name, tuple(positions)) for (kind, name), positions in found.items())


def ways_to_apply(procedure: Procedure) -> tuple[tuple[int, ...], ...]:
    """Return each way in which an applicant may apply: the positions of the dossiers that add up for it, in order.

    The ways are sorted by the case and then by how much comes on top; a procedure without papers has none.
    """
    groups = dossier_groups(procedure)
    everybody = [at for group in groups if group.kind in (COMMON, SUBMIT, PRESENT) for at in group.dossiers]
    cases = [group.dossiers for group in groups if group.kind == CASE]
    additions = [group.dossiers for group in groups if group.kind == ADDITION]
    ways = []
    for case in cases or [()]:
        for chosen in _chosen(additions):
            positions = [*everybody, *case, *(at for addition in chosen for at in addition)]
            if positions:
                ways.append(tuple(sorted(positions)))
    return tuple(ways)


def case_of(procedure: Procedure, dossier: int, position: int) -> str:
    """Return the words of the heading row under which a paper stands inside its dossier, or the empty string.

    `dossier` and `position` count from 1, as in the address `paper:1.3`.
    """
    rows = procedure.dossiers[dossier - 1].papers
    held = procedure.dossiers[dossier - 1]
    own = _level(rows[position - 1].text)
    for row in reversed(rows[: position - 1]):
        level = _level(row.text)
        if paper_role(held, row) == HEADING and (own is None or level is None or level < own):
            return unmarked(row.text)
        if own is not None and level is not None:
            own = min(own, level)
    return ""


def paper_count(procedure: Procedure) -> int:
    """Return how many papers the dossiers ask for in all: every row but headings and notes, of every case.

    This is the one count of papers: a procedure's page, its life, the trends and the targets all show it.
    """
    return sum(len(papers_of(dossier)) for dossier in procedure.dossiers)


def papers_asked(procedure: Procedure) -> tuple[int, int]:
    """Return the fewest and the most papers that an applicant has to hand in or show, over the ways to apply."""
    counts = [
        sum(len(papers_of(procedure.dossiers[at - 1])) for at in positions) for positions in ways_to_apply(procedure)
    ]
    return (min(counts), max(counts)) if counts else (0, 0)


def _kinds(procedure: Procedure) -> list[str]:
    kinds = [_kind(dossier) for dossier in procedure.dossiers]
    unsure = [at for at, kind in enumerate(kinds) if not kind]
    # One name of its own beside others describes what it holds; several of them are told apart as cases.
    several = len(unsure) + kinds.count(CASE) > 1
    for at in unsure:
        kinds[at] = CASE if several else COMMON
    everybody = any(kind in (COMMON, SUBMIT, PRESENT) for kind in kinds)
    if everybody and kinds.count(CASE) == 1:
        only = kinds.index(CASE)
        # "Hồ sơ đối với …" beside nothing but common parts names a part itself.
        is_part = fold(unmarked(procedure.dossiers[only].name)).startswith("ho so")
        kinds[only] = COMMON if is_part else ADDITION
    return kinds


def _kind(dossier: Dossier) -> str:
    """The kind that a dossier's own name and rows say, or the empty string where only the others can tell."""
    if is_note_name(dossier.name) or not papers_of(dossier):
        return NOTE
    name = fold(unmarked(dossier.name))
    for kind, pattern in ((PRESENT, _PRESENT), (SUBMIT, _SUBMIT)):
        if pattern.match(name):
            return kind
    if not name:
        return COMMON
    if _ADDITION.search(name):
        return ADDITION
    if _PART.match(name):
        return COMMON
    return CASE if _CASE.match(name) else ""


def _chosen(additions: list[tuple[int, ...]]) -> list[tuple[tuple[int, ...], ...]]:
    """Every choice of what may come on top, the smallest first."""
    if len(additions) > _MOST_ADDITIONS:
        return [(), tuple(additions)]
    return [choice for size in range(len(additions) + 1) for choice in combinations(additions, size)]


def _level(text: str) -> int | None:
    """How far inside a list a row's bullet stands, or None where it has none."""
    line = one_line(text)
    if re.match(r"\(?(?:\d{1,2}|[a-zđ])[).]\s", line, re.IGNORECASE):
        return 1
    return _LEVELS.get(line[:1])
