"""Whose authority it is to amend what a mark asks for: the office's own, or that of a body to which it recommends.

An instrument is amended by the body that issued it (Luật Ban hành văn bản quy phạm pháp luật). Requirements and
conditions stand in texts of the Government or the Prime Minister, forms in those of a ministry (Nghị định
63/2010/NĐ-CP Điều 8 khoản 3 and 4), so that a province can only recommend to change them.
"""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.elements import Part
from catalogue.instruments import read_number
from catalogue.issuing_bodies import PEOPLES_COMMITTEE, PEOPLES_COUNCIL
from catalogue.records import LegalBasis
from catalogue.text import fold
from reviews.documents.content import Office
from reviews.instruments_to_amend import authority_of, instruments_named
from reviews.marks import Mark

_COMMITTEE = "ủy ban nhân dân "
_LOCAL_BODIES = {f"/QĐ-{PEOPLES_COMMITTEE}": "Ủy ban nhân dân", f"-{PEOPLES_COUNCIL}": "Hội đồng nhân dân"}


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
        return all(fold(office.agency) in fold(authority_of(number)) for number in numbers)
    return Part(mark.part) is not Part.CONDITION and all(_is_local(number) for number in numbers)


def _is_local(number: str) -> bool:
    read = read_number(number)
    return read is not None and read.local


def authorities(article: str, bases: tuple[LegalBasis, ...], office: Office) -> tuple[str, ...]:
    """Return the bodies that may amend the instruments which an article names, each once, as documents name them."""
    area = area_of(office)
    named = (_body(number, area) for number in instruments_named(article, bases))
    return tuple(dict.fromkeys(body for body in named if body))


def _body(number: str, area: str) -> str:
    body = authority_of(number)
    return f"{body} {area}" if _is_local(number) and body in _LOCAL_BODIES.values() and area else body


def every_within(marks: Iterable[Mark], bases: tuple[LegalBasis, ...], office: Office) -> bool:
    """Tell whether all of a procedure's marks are within an office's authority."""
    return all(within(mark, bases, office) for mark in marks)
