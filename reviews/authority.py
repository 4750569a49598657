"""Whose authority it is to amend what a mark asks for: the office's own, or that of a body to which it recommends.

An instrument is amended by the body that issued it (Luật Ban hành văn bản quy phạm pháp luật). Requirements and
conditions stand in texts of the Government or the Prime Minister, forms in those of a ministry (Nghị định
63/2010/NĐ-CP Điều 8 khoản 3 and 4), so that a province can only recommend to change them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from catalogue.citations import read_citations
from catalogue.elements import Part
from catalogue.instruments import InstrumentKind, read_number
from catalogue.issuing_bodies import ASSEMBLY, BODIES, PEOPLES_COMMITTEE, PEOPLES_COUNCIL, STANDING_COMMITTEE
from catalogue.records import LegalBasis
from catalogue.text import canonical_spelling, fold, one_line
from reviews.documents.content import Office
from reviews.instruments_to_amend import authority_of, instruments_named
from reviews.law.successors import present_body
from reviews.marks import Mark

_COMMITTEE = "ủy ban nhân dân "
_LOCAL_BODIES = {f"/QĐ-{PEOPLES_COMMITTEE}": "Ủy ban nhân dân", f"-{PEOPLES_COUNCIL}": "Hội đồng nhân dân"}
_MINISTRIES = ("Bộ ", "Thanh tra", "Ngân hàng", "Văn phòng", "Ủy ban Dân tộc")
# Between the issuers of a joint instrument; ministries have hyphens in their names as well.
_BETWEEN = re.compile(r" - (?=Bộ |Ủy ban|Chính phủ|Tòa án|Viện |Ngân hàng|Thanh tra|Văn phòng|Tổng |Bảo hiểm)")
_RANKS = (ASSEMBLY, STANDING_COMMITTEE, "Chủ tịch nước", "Chính phủ", "Thủ tướng", "Bộ ", "Thanh tra", "Ngân hàng")
_KINDS = (
    (re.compile(r"(?<!pháp )(?<!dự )(?<!\w)luật(?!\w)"), ASSEMBLY),
    (re.compile(r"(?<!\w)nghị quyết\b.*\bquốc hội"), ASSEMBLY),
    (re.compile(r"(?<!\w)pháp lệnh(?!\w)"), STANDING_COMMITTEE),
    (re.compile(r"(?<!\w)nghị định(?!\w)"), "Chính phủ"),
    (re.compile(r"(?<!\w)quyết định\b.*\bthủ tướng"), "Thủ tướng Chính phủ"),
    (re.compile(r"(?<!\w)nghị quyết\b.*\b(?:hội đồng nhân dân|hđnd)"), "Hội đồng nhân dân"),
    (re.compile(r"(?<!\w)quyết định\b.*\b(?:ủy ban nhân dân|ubnd)"), "Ủy ban nhân dân"),
)
_CIRCULAR = re.compile(r"(?<!\w)thông tư(?!\w)")


def area_of(office: Office) -> str:
    """Return what an office answers for: what it said, else the place of its people's committee, else a ministry."""
    if office.area:
        return office.area
    for agency in (office.decider, office.parent_agency, office.agency):
        if agency.lower().startswith(_COMMITTEE):
            return agency[len(_COMMITTEE) :].strip()
    return office.agency if is_ministry(office) else ""


def is_ministry(office: Office) -> bool:
    """Tell whether the office is a ministry and not of a province."""
    return fold(office.agency).startswith("bo ")


def within(mark: Mark, bases: tuple[LegalBasis, ...], office: Office) -> bool:
    """Tell whether an office may itself decide what a mark asks for.

    A province may amend local instruments, a ministry those it issued. Where no instrument is named, nothing is
    within an office's authority, since nobody knows what to amend.
    """
    numbers = instruments_named(mark.article, bases)
    if not numbers:
        return False
    if is_ministry(office):
        return all(bodies == (office.agency,) for bodies in (_bodies(number, "") for number in numbers))
    return Part(mark.part) is not Part.CONDITION and all(_is_local(number) for number in numbers)


def _is_local(number: str) -> bool:
    read = read_number(number)
    return read is not None and read.local


def authorities(article: str, bases: tuple[LegalBasis, ...], office: Office) -> tuple[str, ...]:
    """Return the bodies that may amend the instruments which an article names, each once, as documents name them.

    Where numbers do not tell, the kind does: a law is the National Assembly's, a decree the Government's. Tasks of a
    body that is gone are its successor's.
    """
    area = area_of(office)
    numbers = instruments_named(article, bases)
    bodies = [body for number in numbers for body in _bodies(number, area)]
    return tuple(dict.fromkeys(bodies or _named_by_kind(article, bases, area)))


def issuers_of(bases: tuple[LegalBasis, ...], office: Office) -> tuple[str, ...]:
    """Return the bodies that issued a procedure's legal bases, the highest first; one of them must amend it."""
    area = area_of(office)
    numbers = (cited.number for cited in read_citations(bases) if cited is not None)
    found = dict.fromkeys(body for number in numbers for body in _bodies(number, area))
    return tuple(sorted(found, key=_rank))


def _rank(body: str) -> int:
    return next((at for at, start in enumerate(_RANKS) if body.startswith(start)), len(_RANKS))


def _bodies(number: str, area: str) -> tuple[str, ...]:
    """Who may amend an instrument: all its issuers where it is a joint one."""
    body = authority_of(number)
    if not body:
        return ()
    if _is_local(number) and body in _LOCAL_BODIES.values():
        return (f"{body} {area}".strip(),)
    return tuple(present_body(one) for one in _BETWEEN.split(body))


def _named_by_kind(article: str, bases: tuple[LegalBasis, ...], area: str) -> Iterator[str]:
    words = canonical_spelling(one_line(article))
    for kind, body in _KINDS:
        if kind.search(words):
            yield f"{body} {area}".strip() if body in _LOCAL_BODIES.values() else body
    if _CIRCULAR.search(words):
        named = [body for body in BODIES.values() if canonical_spelling(body) in words and body.startswith(_MINISTRIES)]
        yield from map(present_body, [max(named, key=len)] if named else _circulars(bases))


def _circulars(bases: tuple[LegalBasis, ...]) -> list[str]:
    """The ministry whose circulars a procedure rests on, where it is one only."""
    cited = (one for one in read_citations(bases) if one is not None and one.kind is InstrumentKind.CIRCULAR)
    found = list(dict.fromkeys(one.issuer for one in cited if one.issuer))
    return found if len(found) == 1 else ["bộ, cơ quan ngang bộ đã ban hành thông tư"]


def every_within(marks: Iterable[Mark], bases: tuple[LegalBasis, ...], office: Office) -> bool:
    """Tell whether all of a procedure's marks are within an office's authority."""
    return all(within(mark, bases, office) for mark in marks)
