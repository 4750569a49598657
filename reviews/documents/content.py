"""What an official document says, before any layout: frozen values that templates are filled from.

Structure of a proposal block: DOMAIN.md section 3.1 (phương án đơn giản hóa, one block per procedure with
1.1 nội dung đơn giản hóa, 1.2 kiến nghị thực thi, 1.3 lợi ích).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Office:
    """The office that sends the document; an empty field is printed as a dotted blank to fill by hand."""

    parent_agency: str = ""
    agency: str = ""
    place: str = ""
    number: str = ""
    signer_title: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentItem:
    """One simplification of one element: a lettered line of section 1.1 with its reason."""

    mark_id: int
    part: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One line of section 1.2: which instrument is to be amended, and the marks that ask for it."""

    mark_ids: tuple[int, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of section 1.3: a label and a value already written the Vietnamese way."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ProcedureBlock:
    """The proposal for one procedure, numbered from 1 within the document."""

    number: int
    name: str
    code: str
    field: str
    agency: str
    items: tuple[ContentItem, ...]
    recommendations: tuple[Recommendation, ...]
    timetable: str
    costs: tuple[CostLine, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole "Phương án đơn giản hóa": the office, the day, the edition reviewed and its blocks."""

    office: Office
    day: date | None
    edition: str
    subject: str
    blocks: tuple[ProcedureBlock, ...]
    sources: tuple[str, ...] = ()
