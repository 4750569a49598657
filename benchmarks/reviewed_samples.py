"""A workspace whose sample edition has been reviewed: marks, articles and volumes, the same ones every time.

The benchmarks of documents and their tests work on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import as_file
from itertools import zip_longest
from pathlib import Path

from catalogue.editions import Edition, Entry, entry_ids, list_editions, load_entries
from catalogue.elements import UNSTATED_TIME, Element, Part, elements
from catalogue.importing import EditionDetails, import_edition
from catalogue.instruments import read_number
from catalogue.problems import Problem
from catalogue.records import LegalBasis
from catalogue.samples import sample_editions
from catalogue.store import Store
from reviews.actions import MarkAction
from reviews.documents.content import Office
from reviews.documents.gathering import Request
from reviews.judgements import JudgementBook
from reviews.law import reasons_for
from reviews.mark_book import MarkBook
from reviews.marks import Judgement
from reviews.targets import is_free_of_charge
from reviews.volume_book import keep_volumes
from reviews.volumes import Volume
from reviews.workspace import open_workspace

REVIEWER = "Người rà soát"
OFFICE = Office(
    parent_agency="Ủy ban nhân dân thành phố Đà Nẵng",
    agency="Sở Tư pháp",
    place="Đà Nẵng",
    number="128/PA-STP",
    submission_number="129/TTr-STP",
    report_number="130/BC-STP",
    signer_title="Giám đốc",
    recipients=("UBND thành phố (để báo cáo)", "Lưu: VT, KSTT"),
)
DATABASE = "Cơ sở dữ liệu quốc gia về dân cư"
# What one mark after the other proposes for a part, with what it aims at.
_TURNS: dict[Part, tuple[tuple[MarkAction, str], ...]] = {
    Part.PAPER: (
        (MarkAction.REMOVE, ""),
        (MarkAction.REPLACE, DATABASE),
        (MarkAction.REDUCE, "1 bản chính, 0 bản sao"),
        (MarkAction.MERGE, "Tờ khai"),
    ),
    Part.STEP: (
        (MarkAction.REDUCE, "Thẩm tra hồ sơ trên Hệ thống thông tin giải quyết thủ tục hành chính"),
        (MarkAction.REMOVE, ""),
        (MarkAction.MERGE, "bước liền kề"),
    ),
    Part.TIME: ((MarkAction.REDUCE, "1 ngày làm việc"),),
    Part.FEE: ((MarkAction.REDUCE, "10.000"), (MarkAction.REMOVE, "")),
    Part.CONDITION: (
        (MarkAction.REMOVE, ""),
        (MarkAction.REDUCE, "Đáp ứng yêu cầu theo quy định của luật chuyên ngành"),
        (MarkAction.REPLACE, DATABASE),
    ),
}
_PARTS = tuple(_TURNS)


def reviewed_workspace(folder: Path, procedures: int, marks: int) -> tuple[Store, Edition]:
    """Make a workspace with the sample editions and marks on so many procedures of the newest one that has enough.

    The marks do everything that a mark can do to a part, in turn, spread as evenly as can be. Raises `ValueError`
    where no edition has enough.
    """
    store = open_workspace(folder / "workspace.db", create=True)
    for sample in sample_editions():
        details = EditionDetails(sample.name, sample.date.isoformat(), sample.title, sample.source)
        with as_file(sample.records) as path:
            import_edition(store, [path], details)
    return store, review(store, list_editions(store), procedures, marks)


def review(store: Store, editions: Sequence[Edition], procedures: int, marks: int) -> Edition:
    """Put marks and volumes on procedures of the first edition that has enough to mark, and return that edition."""
    edition, chosen = _chosen(store, editions, procedures, marks)
    # Each procedure's first element, then each one's second: the marks are spread as evenly as can be.
    rounds = zip_longest(*([(entry, element) for element in found] for entry, found in chosen))
    places = [place for turn in rounds for place in turn if place is not None][:marks]
    book = MarkBook(store, REVIEWER)
    turns: Counter[Part] = Counter()
    for at, (entry, element) in enumerate(places):
        action, target = _TURNS[element.part][turns[element.part] % len(_TURNS[element.part])]
        turns[element.part] += 1
        # One mark in ten has no article yet, as in a review that is under way.
        article = _article(entry, at) if at % 10 != 9 else ""
        _propose(book, entry, element, action, target, article)
    volumes = [Volume(entry.address, 2025, 100 + at, 100 + at, 100 + at) for at, (entry, _) in enumerate(chosen)]
    keep_volumes(JudgementBook(store, REVIEWER), volumes)
    return edition


def _propose(book: MarkBook, entry: Entry, element: Element, action: MarkAction, target: str, article: str) -> None:
    """Put a mark on an element; where it cannot be lowered as far as the turn says, it goes."""
    reason = reasons_for(action.value, element.part.value)[0]
    judgement = Judgement(action, target, reason.code, reason.text, article)
    try:
        book.propose(entry, element, judgement)
    except Problem:
        book.propose(entry, element, replace(judgement, action=MarkAction.REMOVE, target=""))


def _article(entry: Entry, at: int) -> str:
    """An article of a legal basis, as a reviewer types it: of a local one where there is one."""
    bases = entry.procedure.legal_bases
    local = [basis for basis in bases if _is_local(basis)]
    numbered = local or [basis for basis in bases if basis.number]
    return f"Điều {at % 40 + 1} {numbered[at % len(numbered)].number}" if numbered else ""


def _is_local(basis: LegalBasis) -> bool:
    number = read_number(basis.number)
    return number is not None and number.local


def _chosen(
    store: Store, editions: Sequence[Edition], procedures: int, marks: int
) -> tuple[Edition, list[tuple[Entry, list[Element]]]]:
    """Return the first edition with enough to mark, and its procedures that have the most elements to mark.

    One with a local legal basis is among them, where the edition has any.
    """
    for edition in editions:
        entries = load_entries(store, entry_ids(store, edition))
        able = sorted(((entry, _markable(entry)) for entry in entries), key=lambda pair: -len(pair[1]))
        chosen = [(entry, found) for entry, found in able[:procedures] if found]
        local = [pair for pair in able if any(map(_is_local, pair[0].procedure.legal_bases))]
        if chosen and local and not any(pair in chosen for pair in local):
            chosen[-1] = local[0]
        if len(chosen) == procedures and sum(len(found) for _, found in chosen) >= marks:
            return edition, chosen
    raise ValueError(f"no edition has {procedures} procedures with {marks} elements to mark")


def request_of(store: Store, edition: Edition, older: Edition | None = None) -> Request:
    """Return what asks for a document of everything that is marked."""
    return Request(store, edition, office=OFFICE, day=date(2026, 9, 14), older=older)


def _markable(entry: Entry) -> list[Element]:
    """The elements of a procedure that are marked: the first of each part, then the second of each."""
    found: list[tuple[int, int, Element]] = []
    seen: Counter[Part] = Counter()
    for one in elements(entry.procedure):
        if one.part in _TURNS and one.text != UNSTATED_TIME and not is_free_of_charge(one):
            seen[one.part] += 1
            found.append((seen[one.part], _PARTS.index(one.part), one))
    return [one for _, _, one in sorted(found, key=lambda place: place[:2])]
