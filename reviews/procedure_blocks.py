"""One procedure with its marks as a block of the proposal: content, recommendations, timetable and benefit.

Structure: DOMAIN.md section 3.1, the block of a procedure in a "Phương án đơn giản hóa".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.editions import Entry
from catalogue.elements import Part
from catalogue.records import Channel, Procedure
from reviews.actions import MarkAction
from reviews.amendments import Amendment, amendments
from reviews.authority import every_within, issuers_of
from reviews.benefit_lines import benefit_lines
from reviews.cost_words import percent, rounded
from reviews.costs import Comparison, reduction_percent
from reviews.documents.content import Amounts, ContentItem, CostLine, Office, ProcedureBlock, Recommendation
from reviews.documents.templating import listed
from reviews.documents.traced import Sentence
from reviews.marks import Mark
from reviews.merge_targets import with_target_in_words
from reviews.sentences import PART_NAMES, content_sentence, words_after, words_before
from reviews.targets import Copies, copies_words
from reviews.wording import Wording

_CHANNEL_NAMES = {"direct": "nộp trực tiếp", "online": "nộp trực tuyến", "postal": "nộp qua dịch vụ bưu chính"}


@dataclass(frozen=True, slots=True)
class Case:
    """One procedure under review: its entry, the marks that change something, and what it costs before and after."""

    entry: Entry
    marks: tuple[Mark, ...]
    comparison: Comparison | None


def procedure_block(number: int, case: Case, office: Office, wording: Wording) -> ProcedureBlock:
    """Return the block of a case, numbered within its document, in the office's own words where it has any."""
    entry, marks = case.entry, case.marks
    procedure = entry.procedure
    names = procedure.agencies.implementing or procedure.agencies.competent
    return ProcedureBlock(
        number=number,
        name=procedure.name,
        code=entry.code,
        field=procedure.field,
        agency=", ".join(names),
        items=tuple(_item(mark, procedure, wording) for mark in marks),
        recommendations=_recommendations(case, office, wording),
        timetable=wording.say(f"{entry.address}:timetable", "", marks),
        costs=tuple(CostLine(label, value) for label, value in benefit_lines(case.comparison)),
        own=every_within(marks, procedure.legal_bases, office),
        abolished=any(_takes_procedure(mark) for mark in marks),
        amounts=amounts_of([case]),
    )


def amounts_of(cases: Sequence[Case]) -> Amounts | None:
    """Return what some procedures cost a year before and after together; None where that is known of none."""
    before = after = 0
    known: list[Comparison] = []
    for case in cases:
        comparison = case.comparison
        if comparison is None:
            continue
        today, later = comparison.before.cost_year, comparison.after.cost_year
        if today is not None and later is not None:
            known.append(comparison)
            # What is printed of each procedure adds up to what is printed of all.
            before, after = before + rounded(today), after + rounded(later)
    if not known:
        return None
    share = known[0].percent if len(known) == 1 else reduction_percent(before, after)
    return Amounts(before, after, percent(share), any(one.is_provisional for one in known), len(known))


def _item(marked: Mark, procedure: Procedure, wording: Wording) -> ContentItem:
    mark = with_target_in_words(marked, procedure)
    sentence = content_sentence(mark, _copies(mark, procedure))
    channel = _channel_of(mark, procedure)
    if channel is not None and len(procedure.channels) > 1:
        sentence += f" (trường hợp {_CHANNEL_NAMES.get(channel.kind, 'cách thức khác')})"
    return ContentItem(
        mark.id,
        PART_NAMES[Part(mark.part)],
        wording.say(f"{mark.id}:content", f"{sentence}.", [mark]),
        wording.say(f"{mark.id}:reason", _reason(mark), [mark]),
        words_before(mark),
        Sentence(words_after(mark), "", (mark.id,)),
    )


def _copies(mark: Mark, procedure: Procedure) -> str:
    """How many originals and copies of a marked paper are asked for today, where the record says so."""
    place = place_of(mark.element)
    if mark.part != Part.PAPER or len(place) != 2 or place[0] > len(procedure.dossiers):
        return ""
    papers = procedure.dossiers[place[0] - 1].papers
    if place[1] > len(papers):
        return ""
    paper = papers[place[1] - 1]
    return copies_words(Copies(paper.originals, paper.copies)) if paper.originals or paper.copies else ""


def place_of(address: str) -> tuple[int, ...]:
    """Return the numbers of an element's address, by which elements of one part are ordered."""
    return tuple(int(number) for number in address.partition(":")[2].split(".") if number)


def _channel_of(mark: Mark, procedure: Procedure) -> Channel | None:
    place = place_of(mark.element)
    if mark.part in (Part.TIME, Part.FEE) and place and place[0] <= len(procedure.channels):
        return procedure.channels[place[0] - 1]
    return None


def _reason(mark: Mark) -> str:
    reason = mark.reason.rstrip(" .;")
    return f"{reason[0].upper()}{reason[1:]}." if reason else ""


def _recommendations(case: Case, office: Office, wording: Wording) -> tuple[Recommendation, ...]:
    """One line per article to amend, and one that names the contents for which no article was given."""
    lines = []
    bases = case.entry.procedure.legal_bases
    for asked in amendments(case.marks, bases, office):
        sentence = _recommendation(asked, () if asked.article else issuers_of(bases, office))
        key = f"{asked.marks[0].id}:recommendation"
        numbers = tuple(mark.id for mark in asked.marks)
        lines.append(
            Recommendation(numbers, wording.say(key, f"{sentence}.", asked.marks), asked.article, asked.bodies)
        )
    return tuple(lines)


def _recommendation(asked: Amendment, issuers: Sequence[str]) -> str:
    verb = "bãi bỏ" if all(_takes_procedure(mark) for mark in asked.marks) else "sửa đổi, bổ sung"
    if not asked.article:
        parts = listed(dict.fromkeys(PART_NAMES[Part(mark.part)].lower() for mark in asked.marks))
        known = f"; căn cứ pháp lý của thủ tục do {listed(issuers)} ban hành" if issuers else ""
        return f"Đề nghị cơ quan có thẩm quyền {verb} ………… (chưa xác định điều khoản cần {verb} về {parts}{known})"
    if asked.own and not asked.bodies:
        return f"{verb[0].upper()}{verb[1:]} {asked.article}"
    return f"Đề nghị {listed(asked.bodies) if asked.bodies else 'cơ quan có thẩm quyền'} {verb} {asked.article}"


def _takes_procedure(mark: Mark) -> bool:
    return mark.part == Part.PROCEDURE and mark.action == MarkAction.REMOVE
