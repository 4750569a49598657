"""What is looked at before a document leaves the office: figures that must agree, what is missing, what is unsure.

Rules: DOMAIN.md section 3.1 (saving = before − after, ratio = saving ÷ before, the number in Điều 1 is the number of
blocks, every block has content, reason and legal change) and 2.4 (published ratios are good to 0,1 of a percent).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final

from catalogue.flow import short_name
from reviews.documents import tree
from reviews.documents.content import Proposal
from reviews.documents.document import Document
from reviews.documents.tree import parse
from reviews.instruments_to_amend import authority_of, instruments_named
from reviews.law import common_reasons
from reviews.law.decision_basis import usual_basis
from reviews.law.successors import successors
from reviews.mark_states import ENDED
from reviews.marks import Mark
from reviews.sentences import quotation, words_after

BLANK: Final = re.compile(r"…+")
_AMOUNT: Final = re.compile(r": (-?[\d.]+) đồng/năm")
_PERCENT: Final = re.compile(r": (-?[\d.]+(?:,\d+)?) %")
_PROCEDURE_HEADING: Final = re.compile(r"(\d+)\. ")
_SECTION_HEADING: Final = re.compile(r"\d+\.(\d)\. ")
_FIRST_ARTICLE: Final = re.compile(r"Điều 1\. .*?đơn giản hóa (\d[\d.]*) thủ tục")
_PROVISIONAL: Final = "tạm tính"
_NOT_COSTED: Final = "chưa tính"
_TOLERANCE: Final = Decimal("0.1")
_LONGEST_PLACE: Final = 80


class FaultKind(StrEnum):
    """What can be wrong; those in `WARNINGS` are told and stop nothing."""

    SAVING_WRONG = "saving-wrong"
    RATIO_WRONG = "ratio-wrong"
    COUNT_WRONG = "count-wrong"
    CONTENT_MISSING = "content-missing"
    REASON_MISSING = "reason-missing"
    ARTICLE_MISSING = "article-missing"
    EDIT_OUTDATED = "edit-outdated"
    EDIT_LOST = "edit-lost"
    BLANK = "blank"
    UNVERIFIED_LAW = "unverified-law"
    PROVISIONAL = "provisional"
    NOT_COSTED = "not-costed"
    EDITED = "edited"
    CONTESTED = "contested"


WARNINGS: Final = frozenset(
    {
        FaultKind.EDIT_LOST,
        FaultKind.BLANK,
        FaultKind.UNVERIFIED_LAW,
        FaultKind.PROVISIONAL,
        FaultKind.NOT_COSTED,
        FaultKind.EDITED,
        FaultKind.CONTESTED,
    }
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing found: its kind, where in the document, and the words or figures concerned."""

    kind: FaultKind
    place: str
    detail: str = ""

    @property
    def broken(self) -> bool:
        """Tell whether the document must not go out so."""
        return self.kind not in WARNINGS


def check_document(
    document: Document, marks: Mapping[int, Mark] | None = None, templates: Path | None = None
) -> tuple[Fault, ...]:
    """Look a document over as it will be printed, and return what was found, what is broken first.

    `marks` are the marks behind it by number, whose reasons and articles are looked at, with those beside them on the
    same elements.
    """
    blocks = tree.blocks(parse(document.markdown(templates)))
    lines = list(_lines(blocks))
    faults = [*_figures(lines), *_counts(lines), *_blanks(lines), *_sentences(document)]
    proposal = document.values.get("proposal")
    if isinstance(proposal, Proposal):
        faults += _contents(proposal)
        faults += _law(proposal, document, marks or {})
        faults += _contested(proposal, marks or {})
    once = dict.fromkeys(faults)
    return tuple(sorted(once, key=lambda fault: not fault.broken))


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the document: its text, the heading of the procedure and the section that it stands under."""

    text: str
    procedure: str
    section: str
    heading: bool = False


def _lines(blocks: Iterable[tree.Block]) -> Iterator[_Line]:
    procedure = section = ""
    for broken, heading in _texts(blocks):
        text = broken.replace("\n", " ")
        if heading and _SECTION_HEADING.match(text):
            section = text
        elif heading:
            procedure = text if _PROCEDURE_HEADING.match(text) else ""
            section = "" if procedure else text
        yield _Line(text, procedure, section, heading)


def _texts(blocks: Iterable[tree.Block]) -> Iterator[tuple[str, bool]]:
    for block in blocks:
        match block:
            case tree.Paragraph(runs):
                yield tree.plain(runs), False
            case tree.Heading(_, runs):
                yield tree.plain(runs), True
            case tree.Listing(items):
                for item in items:
                    yield from _texts(item.blocks)
            case tree.Table(header, rows):
                names = [tree.plain(cell.runs) for cell in header]
                for row in rows:
                    for name, cell in zip(names, row, strict=True):
                        yield f"{name}: {tree.plain(cell.runs)}", False
            case tree.Columns(_, left, right):
                yield from _texts(left)
                yield from _texts(right)
            case tree.Section(_, inner):
                yield from _texts(inner)
            case tree.Figure(_, caption):
                yield tree.plain(caption), False
            case tree.Rule():
                pass


def _place(heading: str) -> str:
    """A heading short enough to be told beside what is wrong under it."""
    return short_name(heading, _LONGEST_PLACE) if heading else ""


def _figures(lines: Iterable[_Line]) -> Iterator[Fault]:
    """The four lines of every benefit: the third is the first less the second, the fourth the third's share."""
    amounts: list[Decimal] = []
    for line in lines:
        if line.heading:
            amounts = []
        if not line.section or line.heading:
            continue
        if found := _AMOUNT.search(line.text):
            amounts.append(Decimal(found[1].replace(".", "")))
            if len(amounts) == 3 and amounts[0] - amounts[1] != amounts[2]:
                yield Fault(FaultKind.SAVING_WRONG, _place(line.procedure or line.section), line.text)
        elif (found := _PERCENT.search(line.text)) and len(amounts) == 3:
            told = Decimal(found[1].replace(".", "").replace(",", "."))
            share = amounts[2] * 100 / amounts[0] if amounts[0] else Decimal(0)
            if abs(told - share) > _TOLERANCE:
                yield Fault(FaultKind.RATIO_WRONG, _place(line.procedure or line.section), line.text)
        if _PROVISIONAL in line.text:
            yield Fault(FaultKind.PROVISIONAL, _place(line.procedure or line.section))
        if _NOT_COSTED in line.text:
            yield Fault(FaultKind.NOT_COSTED, _place(line.procedure or line.section))


def _counts(lines: Iterable[_Line]) -> Iterator[Fault]:
    """The number in Điều 1 is that of the annex's procedures."""
    told: str | None = None
    counted = 0
    for line in lines:
        if found := _FIRST_ARTICLE.match(line.text):
            told = found[1]
        counted += line.heading and line.text == line.procedure
    if told is not None and int(told.replace(".", "")) != counted:
        yield Fault(FaultKind.COUNT_WRONG, "Điều 1", f"{told} ≠ {counted}")


def _blanks(lines: Iterable[_Line]) -> Iterator[Fault]:
    for line in lines:
        # Three dots at the end of a shortened quotation are no blank.
        if any(len(found.group()) > 1 or found.group() == line.text for found in BLANK.finditer(line.text)) or (
            "ngày … tháng" in line.text
        ):
            shown = BLANK.sub("…", line.text)
            yield Fault(FaultKind.BLANK, _place(line.procedure or line.section), shown[:_LONGEST_PLACE])


def _sentences(document: Document) -> Iterator[Fault]:
    for sentence in document.sentences:
        if sentence.outdated:
            yield Fault(FaultKind.EDIT_OUTDATED, sentence.key, str(sentence))
        elif sentence.edited:
            yield Fault(FaultKind.EDITED, sentence.key, str(sentence))
    for key in document.lost:
        yield Fault(FaultKind.EDIT_LOST, key)


def _contents(proposal: Proposal) -> Iterator[Fault]:
    for block in proposal.blocks:
        place = _place(f"{block.number}. {block.name}")
        if not any(item.sentence.strip(" .…") for item in block.items):
            yield Fault(FaultKind.CONTENT_MISSING, place)
        for item in block.items:
            if not item.reason.strip(" .…"):
                yield Fault(FaultKind.REASON_MISSING, place, item.sentence)
        for line in block.recommendations:
            if not line.article and BLANK.search(line.sentence):
                yield Fault(FaultKind.ARTICLE_MISSING, place, line.sentence)


def _contested(proposal: Proposal, marks: Mapping[int, Mark]) -> Iterator[Fault]:
    """The elements on which reviewers propose different things; documents follow the newest mark alone."""
    beside: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for mark in sorted(marks.values(), key=lambda mark: (mark.changed_at, mark.id)):
        if mark.state not in ENDED:
            beside[mark.address, mark.element].append(mark)
    for block in proposal.blocks:
        address = next((marks[item.mark_id].address for item in block.items if item.mark_id in marks), None)
        for (holder, _element), said in beside.items():
            if holder == address and len({(mark.action, mark.target) for mark in said}) > 1:
                told = "; ".join(f"{words_after(mark)} ({mark.author})" for mark in said)
                named = short_name(quotation(said[0].element_text), _LONGEST_PLACE)
                yield Fault(FaultKind.CONTESTED, _place(f"{block.number}. {block.name}"), f"“{named}”: {told}")


def _law(proposal: Proposal, document: Document, marks: Mapping[int, Mark]) -> Iterator[Fault]:
    """What the document cites that nobody has seen in its source."""
    unseen = {reason.code: reason for reason in common_reasons() if reason.ground and not reason.verified}
    for block in proposal.blocks:
        for item in block.items:
            mark = marks.get(item.mark_id)
            if mark is not None and mark.reason_code in unseen:
                place = _place(f"{block.number}. {block.name}")
                yield Fault(FaultKind.UNVERIFIED_LAW, place, unseen[mark.reason_code].ground)
        for recommendation in block.recommendations:
            for taken_over in _taken_over(recommendation.article):
                yield Fault(FaultKind.UNVERIFIED_LAW, _place(f"{block.number}. {block.name}"), taken_over)
    printed = document.values.get("basis", ())
    for line in (line for ministry in (False, True) for line in usual_basis(ministry=ministry)):
        if isinstance(printed, tuple) and line.words in printed and not line.verified:
            yield Fault(FaultKind.UNVERIFIED_LAW, "Căn cứ", line.words)


def _taken_over(article: str) -> Iterator[str]:
    """Who is taken for the successor of a body that issued what is to be amended, where nobody verified that."""
    issuers = " ".join(map(authority_of, instruments_named(article)))
    for gone in successors().values():
        if gone.name in issuers and not gone.verified:
            yield f"{gone.name} → {gone.to or 'chưa xác định'}"
