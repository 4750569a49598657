"""What a procedure's marks ask to amend, article by article: the marks behind each, and who may amend it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from catalogue.citations import read_citations
from catalogue.instruments import InstrumentKind, numbers_in
from catalogue.records import LegalBasis
from catalogue.text import canonical_spelling, one_line
from reviews.authority import authorities, within
from reviews.documents.content import Office
from reviews.marks import Mark

_KIND_WORDS: Final = {
    InstrumentKind.CODE: "Bộ luật",
    InstrumentKind.LAW: "Luật",
    InstrumentKind.ORDINANCE: "Pháp lệnh",
    InstrumentKind.RESOLUTION: "Nghị quyết",
    InstrumentKind.JOINT_RESOLUTION: "Nghị quyết liên tịch",
    InstrumentKind.DECREE: "Nghị định",
    InstrumentKind.DECISION: "Quyết định",
    InstrumentKind.DIRECTIVE: "Chỉ thị",
    InstrumentKind.CIRCULAR: "Thông tư",
    InstrumentKind.JOINT_CIRCULAR: "Thông tư liên tịch",
    InstrumentKind.CONSOLIDATION: "Văn bản hợp nhất",
}
_NAMED: Final = re.compile(rf"(?<!\w)(?:{'|'.join(map(canonical_spelling, _KIND_WORDS.values()))})$")
# What an article ends with before the number of its instrument: "Điều 4", "điểm a", or nothing at all.
_BARE: Final = re.compile(r"(?:^|(?:điều|khoản|điểm|mục|phụ lục|chương)\s+[\w.]+|[,;])$")


@dataclass(frozen=True, slots=True)
class Amendment:
    """One article to amend, as documents cite it, and the marks that ask for it; the article is empty where none does.

    `bodies` may amend it as far as is known; `own` tells that it is within the office's own authority.
    """

    article: str
    marks: tuple[Mark, ...]
    bodies: tuple[str, ...]
    own: bool


def amendments(marks: Sequence[Mark], bases: tuple[LegalBasis, ...], office: Office) -> tuple[Amendment, ...]:
    """Return one amendment for each article, those marks without one last."""
    by_article: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_article[cited_article(mark.article, bases)].append(mark)
    return tuple(
        Amendment(
            article,
            tuple(behind),
            authorities(article, bases, office),
            bool(article) and all(within(mark, bases, office) for mark in behind),
        )
        for article, behind in sorted(by_article.items(), key=lambda pair: not pair[0])
    )


def cited_article(typed: str, bases: tuple[LegalBasis, ...] = ()) -> str:
    """Return an article as it is cited within a sentence: the kind and "số" before a bare number, no closing mark.

    "Điều 4 85/2019/TT-BTC." becomes "Điều 4 Thông tư số 85/2019/TT-BTC". What kind of act the National Assembly's
    number belongs to is known from the legal bases.
    """
    kinds = {one.number: one.kind for one in read_citations(bases) if one is not None} if "/QH" in typed else {}
    words = one_line(typed).rstrip(" .;,")
    parts, at = [], 0
    for start, _, number in numbers_in(words):
        before = words[at:start]
        parts += [before, _missing(before.rstrip(), _KIND_WORDS.get(kinds.get(number.number, number.kind), ""))]
        at = start
    said = "".join([*parts, words[at:]])
    return said[0].lower() + said[1:] if said.startswith(("Khoản", "Điểm")) else said


def _missing(before: str, kind: str) -> str:
    """The words that a number lacks before it."""
    spelled = canonical_spelling(before)
    if _NAMED.search(spelled):
        return "số "
    return f"{kind} số " if kind and _BARE.search(spelled) else ""
