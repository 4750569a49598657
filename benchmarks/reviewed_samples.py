"""A workspace whose sample edition has been reviewed: marks, articles and volumes, the same ones every time."""

from __future__ import annotations

from datetime import date
from importlib.resources import as_file
from itertools import zip_longest
from pathlib import Path

from catalogue.editions import Edition, Entry, entry_ids, list_editions, load_entries
from catalogue.elements import Element, Part, elements
from catalogue.importing import EditionDetails, import_edition
from catalogue.samples import sample_editions
from catalogue.store import Store
from reviews.actions import MARKABLE, MarkAction
from reviews.documents.content import Office
from reviews.documents.gathering import Request
from reviews.judgements import JudgementBook
from reviews.mark_book import MarkBook
from reviews.marks import Judgement
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
_REASONS = {
    Part.STEP: "trùng với việc tra cứu ở bước trước",
    Part.PAPER: "thông tin đã có trong cơ sở dữ liệu quốc gia",
    Part.CONDITION: "Không còn phù hợp với thực tiễn",
}


def reviewed_workspace(folder: Path, procedures: int, marks: int) -> tuple[Store, Edition]:
    """Make a workspace with the sample editions and marks on so many procedures of the newest one that has enough.

    The marks remove papers, steps and conditions, spread as evenly as can be. Raises `ValueError` where none has
    enough.
    """
    store = open_workspace(folder / "workspace.db", create=True)
    for sample in sample_editions():
        details = EditionDetails(sample.name, sample.date.isoformat(), sample.title, sample.source)
        with as_file(sample.records) as path:
            import_edition(store, [path], details)
    edition, chosen = _chosen(store, procedures, marks)
    # Each procedure's first element, then each one's second: the marks are spread as evenly as can be.
    rounds = zip_longest(*([(entry, element) for element in found] for entry, found in chosen))
    places = [place for turn in rounds for place in turn if place is not None][:marks]
    book = MarkBook(store, REVIEWER)
    for at, (entry, element) in enumerate(places):
        bases = entry.procedure.legal_bases
        # One mark in ten has no article yet, as in a review that is under way.
        article = f"Điều {at % 40 + 1} {bases[0].number}" if bases and at % 10 else ""
        judgement = Judgement(MarkAction.REMOVE, reason=_REASONS[element.part], article=article)
        book.propose(entry, element, judgement)
    volumes = [Volume(entry.address, 2025, 100 + at, 100 + at, 100 + at) for at, (entry, _) in enumerate(chosen)]
    keep_volumes(JudgementBook(store, REVIEWER), volumes)
    return store, edition


def _chosen(store: Store, procedures: int, marks: int) -> tuple[Edition, list[tuple[Entry, list[Element]]]]:
    """Return the newest edition with enough to mark, and its procedures that have the most elements to mark."""
    for edition in list_editions(store):
        entries = load_entries(store, entry_ids(store, edition))
        able = sorted(((entry, _removable(entry)) for entry in entries), key=lambda pair: -len(pair[1]))
        chosen = [(entry, found) for entry, found in able[:procedures] if found]
        if len(chosen) == procedures and sum(len(found) for _, found in chosen) >= marks:
            return edition, chosen
    raise ValueError(f"no sample edition has {procedures} procedures with {marks} elements to mark")


def request_of(store: Store, edition: Edition) -> Request:
    """Return what asks for a document of everything that is marked."""
    return Request(store, edition, office=OFFICE, day=date(2026, 9, 14))


def _removable(entry: Entry) -> list[Element]:
    """The elements of a procedure that the marks remove, papers first."""
    found = [one for one in elements(entry.procedure) if one.part in MARKABLE and one.part in _REASONS]
    return sorted(found, key=lambda element: element.part is not Part.PAPER)
