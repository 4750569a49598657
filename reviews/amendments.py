"""What a procedure's marks ask to amend, by instrument: the articles, the marks behind them, and who may amend it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from catalogue.citations import read_citations
from catalogue.instruments import InstrumentKind, numbers_in
from catalogue.records import LegalBasis
from catalogue.text import canonical_spelling, one_line
from reviews.authority import authorities, within
from reviews.documents.content import Office
from reviews.documents.templating import listed
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
    # Whether an act of the National Assembly is a law or a resolution is not known from its number.
    InstrumentKind.ASSEMBLY_ACT: "văn bản",
}
_NAMED: Final = re.compile(rf"(?<!\w)(?:{'|'.join(map(canonical_spelling, _KIND_WORDS.values()))})$")
# What an article ends with before the number of its instrument: "Điều 4", "điểm a", or nothing at all.
_BARE: Final = re.compile(r"(?:^|(?:điều|khoản|điểm|mục|phụ lục|chương)\s+[\w.]+|[,;])$")


# An article and the one instrument that it is of: "khoản 1 Điều 10" and "Nghị định số 123/2015/NĐ-CP".
_OF_ONE: Final = re.compile(
    rf"(?P<place>(?:(?:điểm|khoản)\s[\w.]+\s)*Điều\s\w+)\s(?P<instrument>(?:{'|'.join(_KIND_WORDS.values())})\b.*)"
)


@dataclass(frozen=True, slots=True)
class Amendment:
    """What is to be amended in one instrument, as documents cite it, and the marks that ask for it.

    `article` is empty where the marks name none. `bodies` may amend it as far as is known; `own` tells that it is
    within the office's own authority.
    """

    article: str
    marks: tuple[Mark, ...]
    bodies: tuple[str, ...]
    own: bool


def amendments(marks: Sequence[Mark], bases: tuple[LegalBasis, ...], office: Office) -> tuple[Amendment, ...]:
    """Return one amendment for each instrument, with all its articles, those marks that name no article last."""
    gathered: dict[str, list[Mark]] = defaultdict(list)
    articles: dict[str, list[str]] = defaultdict(list)
    for mark in marks:
        article = cited_article(mark.article, bases)
        found = _OF_ONE.fullmatch(article)
        instrument = found["instrument"] if found else article
        gathered[instrument].append(mark)
        articles[instrument].append(article)
    return tuple(
        _amendment(joined_articles(articles[instrument]), behind, bases, office)
        for instrument, behind in sorted(gathered.items(), key=lambda pair: not pair[0])
    )


def _amendment(article: str, marks: Sequence[Mark], bases: tuple[LegalBasis, ...], office: Office) -> Amendment:
    own = bool(article) and all(within(mark, bases, office) for mark in marks)
    return Amendment(article, tuple(marks), authorities(article, bases, office), own)


def joined_articles(articles: Iterable[str]) -> str:
    """Return articles as one list, the instrument named once: "Điều 5, khoản 1 Điều 8 và Điều 11 Nghị định số …"."""
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for article in articles:
        found = _OF_ONE.fullmatch(article)
        places[found["instrument"] if found else article][found["place"] if found else ""] = None
    return "; ".join(
        f"{listed(sorted(of_one, key=_order))} {instrument}" if any(of_one) else instrument
        for instrument, of_one in places.items()
    )


def _order(place: str) -> tuple[tuple[int, str], ...]:
    """Articles come by their numbers, then clauses, then points."""
    return tuple((int(part) if part.isdigit() else 0, part) for part in reversed(place.split()))


@lru_cache(maxsize=1 << 14)
def cited_article(typed: str, bases: tuple[LegalBasis, ...] = ()) -> str:
    """Return an article as it is cited within a sentence: the kind and "số" before a bare number, no closing mark.

    "Điều 4 85/2019/TT-BTC." becomes "Điều 4 Thông tư số 85/2019/TT-BTC". What kind of act the National Assembly's
    number belongs to is known from the legal bases.
    """
    kinds = {one.number: one.kind for one in read_citations(bases) if one is not None} if "/QH" in typed else {}
    words = one_line(typed).rstrip(" .;,")
    parts, at = [], 0
    for start, end, number in numbers_in(words):
        before = words[at:start]
        kind = _KIND_WORDS.get(kinds.get(number.number, number.kind), "")
        # Without what published lists glue to a number, unless the number breaks off.
        parts += [before, _missing(before.rstrip(), kind), number.number if number.whole else words[start:end]]
        at = end
    said = "".join([*parts, words[at:]])
    return said[0].lower() + said[1:] if said.startswith(("Khoản", "Điểm")) else said


def _missing(before: str, kind: str) -> str:
    """The words that a number lacks before it."""
    spelled = canonical_spelling(before)
    if _NAMED.search(spelled):
        return "số "
    return f"{kind} số " if kind and _BARE.search(spelled) else ""
