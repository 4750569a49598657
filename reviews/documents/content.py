"""What an official document says, before any layout: frozen values that templates are filled from.

Structure of a proposal block: DOMAIN.md section 3.1 (phương án đơn giản hóa, one block per procedure with
1.1 nội dung đơn giản hóa, 1.2 kiến nghị thực thi, 1.3 lợi ích).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Office:
    """The particulars of the office that documents print; an empty field is a dotted blank to fill by hand.

    The first seven and `signing_for` ("KT. GIÁM ĐỐC") stand around the office's own papers, each of which has a number;
    the next are of the body that decides (`decider`, by default the parent agency) and signs the decision. `area` is
    what the office answers for ("thành phố Đà Nẵng"), `basis` the căn cứ of a decision, `plan` the plan under which
    was reviewed, `proposer` who submits ("Giám đốc Sở Tư pháp"), `drafter` and `supervisor` who carry out and watch.
    `templates` is a folder of the office's own templates.
    """

    parent_agency: str = ""
    agency: str = ""
    place: str = ""
    number: str = ""
    signer_title: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    signing_for: str = ""
    submission_number: str = ""
    report_number: str = ""
    addressee: str = ""
    area: str = ""
    decider: str = ""
    decider_title: str = ""
    decider_name: str = ""
    decider_signing_for: str = ""
    decision_number: str = ""
    decision_recipients: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    plan: str = ""
    proposer: str = ""
    drafter: str = ""
    supervisor: str = ""
    templates: str = ""


@dataclass(frozen=True, slots=True)
class ContentItem:
    """One simplification of one element: a lettered line of section 1.1 with its reason.

    `before` and `after` are the element today and as proposed, in the few words of a table.
    """

    mark_id: int
    part: str
    sentence: str
    reason: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One line of section 1.2: which instrument is to be amended, and the marks that ask for it.

    `article` is empty where nobody named one; `authorities` are the bodies that may amend it, as far as is known.
    """

    mark_ids: tuple[int, ...]
    sentence: str
    article: str = ""
    authorities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of section 1.3: a label and a value already written the Vietnamese way."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one or more procedures cost a year before and after, in đồng, rounded; what rests on guesses is provisional.

    `percent` is the share saved, written the Vietnamese way; `counted` is how many procedures are in it.
    """

    before: int
    after: int
    percent: str
    provisional: bool = False
    counted: int = 1

    @property
    def saved(self) -> int:
        """What is saved a year: the difference of the two amounts as they are printed."""
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class ProcedureBlock:
    """The proposal for one procedure, numbered from 1 within the document.

    `own` tells that every instrument to amend is within the office's authority (`authority.within`), and `abolished`
    that the whole procedure is to go.
    """

    number: int
    name: str
    code: str
    field: str
    agency: str
    items: tuple[ContentItem, ...]
    recommendations: tuple[Recommendation, ...]
    timetable: str
    costs: tuple[CostLine, ...]
    own: bool = False
    abolished: bool = False
    amounts: Amounts | None = None


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """The blocks of one chapter of the proposal: those within the office's authority (`own`), or those not within it.

    `number` is "I" or "II" in the order of the chapters that there are.
    """

    number: str
    own: bool
    title: str
    blocks: tuple[ProcedureBlock, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole "Phương án đơn giản hóa": the office, the day, the edition reviewed and its blocks.

    `totals` are of the blocks whose cost a year is known, None where none is.
    """

    office: Office
    day: date | None
    edition: str
    subject: str
    blocks: tuple[ProcedureBlock, ...]
    sources: tuple[str, ...] = ()
    totals: Amounts | None = None

    @property
    def groups(self) -> tuple[BlockGroup, ...]:
        """The chapters that have blocks, in their order."""
        whose = self.office.area or "địa phương"
        chapters = (
            (True, f"Thủ tục hành chính thuộc thẩm quyền quyết định của {whose}"),
            (False, f"Thủ tục hành chính không thuộc thẩm quyền quyết định của {whose}"),
        )
        filled = [(own, title) for own, title in chapters if any(block.own is own for block in self.blocks)]
        return tuple(
            BlockGroup(number, own, title, tuple(block for block in self.blocks if block.own is own))
            for number, (own, title) in zip(("I", "II"), filled, strict=False)
        )
