"""What the cover of a decision says of all its procedures: who publishes them, and of which field they are."""

from __future__ import annotations

import re

from catalogue.issuing_bodies import BODIES, province_in
from catalogue.readers.document_headings import same_length_fold
from catalogue.text import fold, one_line

_HEAD_CHARACTERS = 300
_TITLE_LINES = 30
# A province's name has at most four words.
_PROVINCE_CHARACTERS = 30
_COMMITTEE = re.compile(r"(?:uy ban nhan dan|ubnd) (tinh|thanh pho|tp\.?) ")
_NOT_PUBLISHERS = ("Chính phủ", "Quốc hội", "Ủy ban nhân dân", "Hội đồng nhân dân")
_PUBLISHERS = sorted((name for name in BODIES.values() if name not in _NOT_PUBLISHERS), key=len, reverse=True)
_TITLE = re.compile(r"(?:ve viec|v/v) cong bo\b")
_FIELD = re.compile(
    r"\b(?:trong|thuoc) linh vuc:? (?=\S)(.+?)"
    r"(?= (?:thuoc|trong) (?:pham vi|tham quyen|chuc nang)| tren dia ban| cua |[.;]|$)"
)


def publisher_of(cover: str) -> str:
    """Return who a decision is of, by the words that its cover begins with; the empty text where they name nobody."""
    head = one_line(cover[:_HEAD_CHARACTERS].replace("|", " "))
    folded = same_length_fold(head)
    committee = _COMMITTEE.match(folded)
    if committee is not None:
        province = province_in(head[committee.end() : committee.end() + _PROVINCE_CHARACTERS])
        level = "tỉnh" if committee[1] == "tinh" else "thành phố"
        return f"UBND {level} {province}" if province else ""
    return next((name for name in _PUBLISHERS if re.match(rf"{re.escape(fold(name))}\b", folded)), "")


def field_of(cover: str) -> str:
    """Return the one field that a decision's title says its procedures are of, or the empty text."""
    for line in cover.split("\n")[:_TITLE_LINES]:
        folded = same_length_fold(line)
        if not _TITLE.match(folded.strip()):
            continue
        found = _FIELD.search(folded)
        if found is not None:
            said = one_line(line[found.start(1) : found.end(1)])
            return said[:1].upper() + said[1:]
    return ""
