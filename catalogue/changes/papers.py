"""Dossiers compared: papers added, removed, reworded, asked for in other numbers, other copies or with other rigour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from catalogue.changes.paper_rows import PaperRow, first_of_name, match_cases, match_papers, paper_rows, row_key
from catalogue.changes.paper_terms import CERTIFIED, COMPARED, COPY, ORIGINAL, form_words, read_terms, without_terms
from catalogue.changes.values import Burden, Change, ChangedPart, ChangeKind, Reason, judged
from catalogue.changes.wording import meaning_key, same_wording
from catalogue.measures.quantities import QuantityStatus, read_paper_quantity, read_quantity
from catalogue.records import Dossier, Paper
from catalogue.text import one_line, value_or_empty

_COPIES = {Reason.MORE_COPIES, Reason.FEWER_COPIES, Reason.OTHER_COPIES, Reason.COPIES_STATED}
_ADDS_UP = re.compile(r"phải\s+(?:nộp|xuất\s+trình)|thành\s+phần\s+hồ\s+sơ|giấy\s+tờ", re.IGNORECASE)


def paper_changes(old: Sequence[Dossier], new: Sequence[Dossier]) -> Iterator[Change]:
    """Give the changes of the cases and papers of a dossier, in the order of the old one, what was added last."""
    cases = match_cases(old, new)
    yield from _case_changes(old, new, cases)
    regrouped = {at: to for at, to in cases.items() if _is_regrouped(old[at], new[to])}
    before_rows = [row for row in paper_rows(old) if row.case not in regrouped]
    after_rows = [row for row in paper_rows(new) if row.case not in regrouped.values()]
    for at, to in regrouped.items():
        was, now = (one_line("\n".join(paper.text for paper in case.papers)) for case in (old[at], new[to]))
        yield Change(ChangedPart.PAPER, ChangeKind.CHANGED, was, now, wording_only=True, reasons=(Reason.WORDING,))
    matches = match_papers(before_rows, after_rows, cases)
    said_before = {row.name for row, _ in matches.pairs}
    said_after = {row.name for _, row in matches.pairs}
    met = _met(matches.pairs)
    for before, after in matches.pairs:
        yield from _row_changes(before, after, cases)
    for row in matches.removed:
        if not _is_said_within(row, new):
            reasons = _lone(row, old, row.case in cases or row.case in met[0], said_after, Reason.PAPER_REMOVED)
            yield _lone_change(row, ChangeKind.REMOVED, reasons)
    for row in matches.added:
        if not _is_said_within(row, old):
            known = row.case in cases.values() or row.case in met[1]
            reasons = _lone(row, new, known, said_before, Reason.PAPER_ADDED)
            yield _lone_change(row, ChangeKind.ADDED, reasons)


def _is_regrouped(before: Dossier, after: Dossier) -> bool:
    """Tell whether two cases say the same in other rows, and in as many originals and copies as far as rows tell."""
    if len(before.papers) == len(after.papers):
        return False
    rows = [[paper for paper in case.papers if row_key(paper.text)] for case in (before, after)]
    numbers = [{(paper.originals, paper.copies) for paper in case} for case in rows]
    keys = [" ".join(row_key(paper.text) for paper in case) for case in rows]
    # Where lines were taken for rows, numbers behind a row may be torn apart.
    wholes = [meaning_key(" ".join(paper.text for paper in case)) for case in rows]
    return bool(wholes[0]) and numbers[0] == numbers[1] and (keys[0] == keys[1] or wholes[0] == wholes[1])


def _is_said_within(row: PaperRow, others: Sequence[Dossier]) -> bool:
    """Tell whether a heading or remark stands among the papers of one row of the other side."""
    if not row.note:
        return False
    said = f" {row.key} "
    return any(said in f" {meaning_key(paper.text)} " for dossier in others for paper in dossier.papers)


def _met(pairs: Sequence[tuple[PaperRow, PaperRow]]) -> tuple[set[int], set[int]]:
    """The cases of both sides that have papers of the other side."""
    return {before.case for before, _ in pairs}, {after.case for _, after in pairs}


def _case_changes(old: Sequence[Dossier], new: Sequence[Dossier], cases: dict[int, int]) -> Iterator[Change]:
    for before, after in cases.items():
        names = value_or_empty(one_line(old[before].name)), value_or_empty(one_line(new[after].name))
        if all(names) and names[0] != names[1]:
            same = same_wording(*names)
            reasons = (Reason.WORDING,) if same else ()
            yield Change(ChangedPart.DOSSIER, ChangeKind.CHANGED, *names, wording_only=same, reasons=reasons)
    if not old or not new:
        return
    first, first_new = first_of_name(old), first_of_name(new)
    for at, dossier in enumerate(old):
        if at not in cases and first[at] == at and value_or_empty(dossier.name):
            yield Change(ChangedPart.DOSSIER, ChangeKind.REMOVED, old=one_line(dossier.name))
    for at, dossier in enumerate(new):
        if at not in cases.values() and first_new[at] == at and value_or_empty(dossier.name):
            yield Change(ChangedPart.DOSSIER, ChangeKind.ADDED, new=one_line(dossier.name))


def _lone(
    row: PaperRow, dossiers: Sequence[Dossier], known: bool, said: set[str], reason: Reason
) -> tuple[Reason, ...]:
    """Why a row that stands on one side alone counts, or does not."""
    if row.note:
        return (Reason.NOTE,)
    if row.name in said:
        return (Reason.REPEATED,)
    dossier = dossiers[row.case]
    # Cases exclude each other, so that a further one asks nobody for more, unless its heading says that it adds up.
    if not known and len(dossiers) > 1 and not _ADDS_UP.search(dossier.name):
        return (Reason.ALTERNATIVE_CASE,)
    return (reason,)


def _lone_change(row: PaperRow, kind: ChangeKind, reasons: tuple[Reason, ...]) -> Change:
    text = one_line(row.paper.text)
    if kind is ChangeKind.ADDED:
        return Change(
            ChangedPart.PAPER, kind, new=text, burden=judged(reasons), new_address=row.address, reasons=reasons
        )
    return Change(ChangedPart.PAPER, kind, old=text, burden=judged(reasons), old_address=row.address, reasons=reasons)


def _row_changes(before: PaperRow, after: PaperRow, cases: dict[int, int]) -> Iterator[Change]:
    # Where only line breaks differ, what is read up to the end of a line differs as well and means nothing.
    same = one_line(before.paper.text) == one_line(after.paper.text) or same_wording(
        before.paper.text, after.paper.text
    )
    reasons = _quantity(before.paper, after.paper, same)
    if not same:
        reasons += _terms(before.paper, after.paper)
    reworded = None if same else _reworded(before.paper, after.paper)
    if reworded is not None:
        reasons = (*reasons, reworded)
    elif reasons:
        pass
    elif before.paper.text != after.paper.text:
        reasons = (Reason.WORDING,)
    texts = one_line(before.paper.text), one_line(after.paper.text)
    addresses = before.address, after.address
    if reasons:
        shown = _with_quantities(before.paper, after.paper, reasons) if texts[0] == texts[1] else texts
        only = reasons == (Reason.WORDING,)
        burden = judged(reasons)
        yield Change(ChangedPart.PAPER, ChangeKind.CHANGED, *shown, burden, only, *addresses, reasons)
    if cases and cases.get(before.case, after.case) != after.case:
        moved = (Reason.OTHER_CASE,)
        yield Change(ChangedPart.PAPER, ChangeKind.MOVED, *texts, Burden.NEUTRAL, False, *addresses, moved)
    elif cases.get(before.case) == after.case and before.place != after.place and not reasons:
        moved = (Reason.ORDER,)
        yield Change(ChangedPart.PAPER, ChangeKind.MOVED, *texts, Burden.NEUTRAL, True, *addresses, moved)


def _with_quantities(before: Paper, after: Paper, reasons: tuple[Reason, ...]) -> tuple[str, str]:
    """The texts of a row whose words are equal, with the numbers that are not."""
    if not _COPIES & set(reasons):
        return one_line(before.text), one_line(after.text)
    told = []
    for paper in (before, after):
        words = f"{paper.originals or 0} bản chính, {paper.copies or 0} bản sao"
        told.append(f"{one_line(paper.text)} ({one_line(paper.quantity_text) or words})")
    return told[0], told[1]


def _quantity(before: Paper, after: Paper, same_words: bool) -> tuple[Reason, ...]:
    """How the numbers of originals and copies differ, where both sides give them in the same way."""
    published = read_paper_quantity(before), read_paper_quantity(after)
    worded = read_quantity(before.text), read_quantity(after.text)
    for one, other in (published,) if same_words else (published, worded):
        if one.status is not QuantityStatus.READ or other.status is not QuantityStatus.READ:
            continue
        pairs = [(one.originals or 0, other.originals or 0), (one.copies or 0, other.copies or 0)]
        ups = any(later > earlier for earlier, later in pairs)
        downs = any(later < earlier for earlier, later in pairs)
        if ups and downs:
            return (Reason.OTHER_COPIES,)
        if ups or downs:
            return (Reason.MORE_COPIES if ups else Reason.FEWER_COPIES,)
    numbers = [(paper.originals, paper.copies) for paper in (before, after)]
    # Publishers leave 0 and 0 where they do not say how many, so that a first number asks nobody for more.
    blank = [pair == (0, 0) for pair in numbers]
    stated = [None not in pair for pair in numbers]
    return (Reason.COPIES_STATED,) if all(stated) and blank[0] != blank[1] else ()


def _terms(before: Paper, after: Paper) -> tuple[Reason, ...]:
    """How the ways of bringing a paper differ, and how strictly it is asked for."""
    one, other = read_terms(before.text), read_terms(after.text)
    reasons: list[Reason] = []
    if one.accepted != other.accepted and (certified := _certification(one.cheapest, other.cheapest)):
        reasons.append(certified)
    if one.if_any != other.if_any:
        reasons.append(Reason.DEMAND_LOOSER if other.if_any else Reason.DEMAND_STRICTER)
    elif one.shown != other.shown:
        reasons.append(Reason.DEMAND_LOOSER if other.shown else Reason.DEMAND_STRICTER)
    return tuple(reasons)


def _certification(before: int, after: int) -> Reason | None:
    """Whether the cheapest way of bringing a paper costs more than it did."""
    # An original and a certified copy cost one trip each; which is dearer depends on the paper.
    ranks = {0: None, COPY: 1, COMPARED: 2, CERTIFIED: 3, ORIGINAL: 3}
    one, other = ranks[before], ranks[after]
    if one is None or other is None:
        if after == CERTIFIED:
            return Reason.CERTIFICATION_STRICTER
        return Reason.CERTIFICATION_LOOSER if before == CERTIFIED else None
    if one == other:
        return Reason.OTHER_COPIES
    return Reason.CERTIFICATION_STRICTER if other > one else Reason.CERTIFICATION_LOOSER


def _reworded(before: Paper, after: Paper) -> Reason | None:
    """Whether the words beside quantity and certification say something else, or name another form."""
    if not same_wording(without_terms(before.text), without_terms(after.text)):
        return Reason.PAPER_REWORDED
    forms = form_words(before.text), form_words(after.text)
    return None if same_wording(*forms) else Reason.FORM_OTHER
