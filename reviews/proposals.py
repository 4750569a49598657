"""Marks into a proposal: the content of the official "Phương án đơn giản hóa", one block per procedure.

Structure: DOMAIN.md section 3.1, after Nghị định 63/2010/NĐ-CP and Thông tư 02/2017/TT-VPCP.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from catalogue.editions import Edition, entry_ids_at, find_entry, load_entries
from catalogue.elements import Part, elements
from catalogue.problems import Problem, ProblemKind
from catalogue.records import Channel, Procedure
from catalogue.store import Store
from catalogue.text import one_line
from reviews.actions import MarkAction
from reviews.benefit_lines import benefit_lines
from reviews.costed_edition import compared, read_basis
from reviews.costs import Comparison
from reviews.documents.content import (
    ContentItem,
    CostLine,
    Office,
    ProcedureBlock,
    Proposal,
    Recommendation,
)
from reviews.marks import Mark, list_marks
from reviews.sentences import PART_NAMES, content_sentence

_CHANNEL_NAMES = {"direct": "nộp trực tiếp", "online": "nộp trực tuyến", "postal": "nộp qua dịch vụ bưu chính"}
_PART_ORDER = tuple(PART_NAMES)


def build_proposal(
    store: Store,
    edition: Edition,
    codes: Sequence[str] = (),
    office: Office | None = None,
    day: date | None = None,
) -> Proposal:
    """Return the proposal for the given procedures of an edition, for all that carry marks where none is given.

    Raises `Problem` where a procedure is unknown or no mark proposes to change anything.
    """
    # The same procedure may be named twice, by its code and by the national part of it.
    entries = list({entry.id: entry for entry in (find_entry(store, edition, code) for code in codes)}.values())
    if not entries:
        marked = {mark.address for mark in list_marks(store, edition.name)}
        entries = load_entries(store, entry_ids_at(store, edition, marked))
    marks = defaultdict(list)
    for mark in list_marks(store, edition.name, [entry.address for entry in entries]):
        marks[mark.address].append(mark)
    basis = read_basis(store)
    blocks: list[ProcedureBlock] = []
    for entry in entries:
        changing = _proposed_changes(marks[entry.address])
        if changing:
            comparison = compared(basis, entry.address, entry.procedure, changing)
            blocks.append(_block(len(blocks) + 1, entry.address, entry.procedure, changing, comparison))
        elif codes:
            raise Problem(ProblemKind.NO_MARKS, code=entry.address)
    if not blocks:
        raise Problem(ProblemKind.NO_MARKS, code=edition.name)
    return Proposal(office or Office(), day, edition.name, _subject(blocks), tuple(blocks), _sources(edition))


def _proposed_changes(marks: Sequence[Mark]) -> list[Mark]:
    """The marks that change something, the newest one on each element, in the order of the parts."""
    newest = {mark.element: mark for mark in sorted(marks, key=lambda mark: (mark.changed_at, mark.id))}
    changes = [mark for mark in newest.values() if mark.action != MarkAction.KEEP]
    return sorted(changes, key=lambda mark: (_PART_ORDER.index(Part(mark.part)), _place(mark.element)))


def _place(address: str) -> tuple[int, ...]:
    return tuple(int(number) for number in address.partition(":")[2].split(".") if number)


def _block(
    number: int, address: str, procedure: Procedure, marks: Sequence[Mark], comparison: Comparison | None
) -> ProcedureBlock:
    names = procedure.agencies.implementing or procedure.agencies.competent
    return ProcedureBlock(
        number=number,
        name=procedure.name,
        code="" if address.startswith("#") else address,
        field=procedure.field,
        agency=", ".join(names),
        items=tuple(_item(mark, procedure) for mark in marks),
        recommendations=_recommendations(marks),
        timetable="",
        costs=tuple(CostLine(label, value) for label, value in benefit_lines(comparison)),
    )


def _item(mark: Mark, procedure: Procedure) -> ContentItem:
    sentence = content_sentence(mark)
    channel = _channel_of(mark, procedure)
    if channel is not None and len(procedure.channels) > 1:
        sentence += f" (trường hợp {_CHANNEL_NAMES.get(channel.kind, 'cách thức khác')})"
    return ContentItem(mark.id, PART_NAMES[Part(mark.part)], f"{sentence}.", _reason(mark))


def _channel_of(mark: Mark, procedure: Procedure) -> Channel | None:
    place = _place(mark.element)
    if mark.part in (Part.TIME, Part.FEE) and place and place[0] <= len(procedure.channels):
        return procedure.channels[place[0] - 1]
    return None


def _reason(mark: Mark) -> str:
    reason = mark.reason.rstrip(" .;")
    return f"{reason}." if reason else ""


def _recommendations(marks: Sequence[Mark]) -> tuple[Recommendation, ...]:
    """One line per article to amend, and one that names the contents for which no article was given."""
    by_article: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_article[mark.article.rstrip(" .;")].append(mark)
    return tuple(
        Recommendation(tuple(mark.id for mark in behind), f"{_recommendation(article, behind)}.")
        for article, behind in sorted(by_article.items(), key=lambda pair: not pair[0])
    )


def _recommendation(article: str, marks: Sequence[Mark]) -> str:
    if article:
        return f"{_amendment(marks)} {_within_sentence(article)}"
    parts = ", ".join(dict.fromkeys(PART_NAMES[Part(mark.part)].lower() for mark in marks))
    return f"Đề nghị sửa đổi, bổ sung ………… (chưa xác định điều khoản cần sửa đổi về {parts})"


def _within_sentence(article: str) -> str:
    """An article as it is cited inside a sentence: "khoản" and "điểm" begin with a small letter there."""
    return article[0].lower() + article[1:] if article.startswith(("Khoản", "Điểm")) else article


def _amendment(marks: Sequence[Mark]) -> str:
    abolished = all(mark.part == Part.PROCEDURE and mark.action == MarkAction.REMOVE for mark in marks)
    return "Đề nghị bãi bỏ" if abolished else "Đề nghị sửa đổi, bổ sung"


def _subject(blocks: Sequence[ProcedureBlock]) -> str:
    if len(blocks) == 1:
        return one_line(blocks[0].name)
    fields = list(dict.fromkeys(block.field for block in blocks if block.field))
    counted = f"{len(blocks):02d} thủ tục hành chính"
    return f"{counted} lĩnh vực {fields[0]}" if len(fields) == 1 else counted


def _sources(edition: Edition) -> tuple[str, ...]:
    said = " – ".join(part for part in (edition.title, edition.source) if part)
    return (f"Nguồn: {said}.",) if said else ()


def marked_elements(procedure: Procedure, marks: Sequence[Mark]) -> dict[str, list[Mark]]:
    """Return the marks on each element of a procedure by the element's address, elements without marks left out."""
    known = {element.address for element in elements(procedure)}
    by_element: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.element in known:
            by_element[mark.element].append(mark)
    return dict(by_element)
