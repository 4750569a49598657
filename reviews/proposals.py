"""Marks into a proposal: the content of the official "Phương án đơn giản hóa", one block per procedure.

Structure: DOMAIN.md section 3.1, after Nghị định 63/2010/NĐ-CP and Thông tư 02/2017/TT-VPCP.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from catalogue.editions import Edition, entry_ids_at, find_entry, load_entries
from catalogue.elements import Part, elements
from catalogue.problems import Problem, ProblemKind
from catalogue.records import Procedure
from catalogue.store import Store
from catalogue.text import one_line
from reviews.actions import MarkAction
from reviews.authority import area_of, every_within
from reviews.costed_edition import compared, read_basis
from reviews.documents.content import Office, ProcedureBlock, Proposal
from reviews.documents.templating import counted
from reviews.mark_states import ENDED
from reviews.marks import Mark, list_marks
from reviews.procedure_blocks import Case, amounts_of, place_of, procedure_block
from reviews.sentences import PART_NAMES
from reviews.wording import Wording, read_wording

_PART_ORDER = tuple(PART_NAMES)


@dataclass(frozen=True, slots=True)
class ReviewedSet:
    """What one set of documents is made of: the proposal, the cases behind its blocks, and how its sentences go."""

    proposal: Proposal
    cases: tuple[Case, ...]
    wording: Wording


def build_proposal(
    store: Store,
    edition: Edition,
    codes: Sequence[str] = (),
    office: Office | None = None,
    day: date | None = None,
) -> Proposal:
    """Return the proposal for the given procedures of an edition; see `reviewed_set`."""
    return reviewed_set(store, edition, codes, office, day).proposal


def reviewed_set(
    store: Store,
    edition: Edition,
    codes: Sequence[str] = (),
    office: Office | None = None,
    day: date | None = None,
) -> ReviewedSet:
    """Return what documents say of the given procedures of an edition, of all that carry marks where none is given.

    Raises `Problem` where a procedure is unknown or no mark proposes to change anything.
    """
    told = office or Office()
    wording = read_wording(store, edition.name)
    # Chapter I before chapter II, so that the numbers of the blocks run through both.
    cases = tuple(sorted(marked_cases(store, edition, codes), key=lambda case: not _own(case, told)))
    blocks = tuple(procedure_block(at, case, told, wording) for at, case in enumerate(cases, 1))
    filled = replace(told, area=area_of(told))
    proposal = Proposal(filled, day, edition.name, _subject(blocks), blocks, _sources(edition), amounts_of(cases))
    return ReviewedSet(proposal, cases, wording)


def _own(case: Case, office: Office) -> bool:
    return every_within(case.marks, case.entry.procedure.legal_bases, office)


def marked_cases(store: Store, edition: Edition, codes: Sequence[str] = ()) -> tuple[Case, ...]:
    """Return the given procedures of an edition, or all that carry marks, with the marks that change something.

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
    cases: list[Case] = []
    for entry in entries:
        changing = _proposed_changes(marks[entry.address])
        if changing:
            comparison = compared(basis, entry.address, entry.procedure, changing)
            cases.append(Case(entry, tuple(changing), comparison))
        elif codes:
            raise Problem(ProblemKind.NO_MARKS, code=entry.address)
    if not cases:
        raise Problem(ProblemKind.NO_MARKS, code=edition.name)
    return tuple(cases)


def _proposed_changes(marks: Sequence[Mark]) -> list[Mark]:
    """The marks that change something, the newest one on each element, in the order of the parts.

    What was rejected or withdrawn is proposed no more.
    """
    living = (mark for mark in marks if mark.state not in ENDED)
    newest = {mark.element: mark for mark in sorted(living, key=lambda mark: (mark.changed_at, mark.id))}
    changes = [mark for mark in newest.values() if mark.action != MarkAction.KEEP]
    return sorted(changes, key=lambda mark: (_PART_ORDER.index(Part(mark.part)), place_of(mark.element)))


def _subject(blocks: Sequence[ProcedureBlock]) -> str:
    if len(blocks) == 1:
        return one_line(blocks[0].name)
    fields = list(dict.fromkeys(block.field for block in blocks if block.field))
    many = f"{counted(len(blocks))} thủ tục hành chính"
    return f"{many} lĩnh vực {fields[0]}" if len(fields) == 1 else many


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
