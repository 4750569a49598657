"""Legal bases compared by the instruments that they cite, their numbers in one form: which came, which went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from catalogue.changes.values import Change, ChangedPart, ChangeKind
from catalogue.changes.wording import meaning_key
from catalogue.instruments import numbers_in, read_number
from catalogue.records import LegalBasis
from catalogue.text import one_line

_ITEM = re.compile(
    r"(?:^|(?<=[.;\n]))\s*[•▪*–-]\s+|\n+"
    r"|\s[•▪*+–-]\s+(?=(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Thông tư|Quyết định|Văn bản)\b)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\bngày\s+\d{1,2}\D{1,8}\d{1,2}\D{1,6}\d{4}", re.IGNORECASE)
_ATTACHMENT = re.compile(r"\b(?:tài\s+liệu\s+đính\s+kèm|https?:).*", re.IGNORECASE | re.DOTALL)
_LETTERED = re.compile(r"\d+[a-zđ]/")
_SAME_TITLE = 92


@dataclass(frozen=True, slots=True)
class _Citation:
    address: str
    text: str
    number: str
    whole: bool
    title: str


def law_changes(old: Sequence[LegalBasis], new: Sequence[LegalBasis]) -> Iterator[Change]:
    """Give the instruments that went and those that came; an edition that cites none says nothing."""
    before, after = _citations(old), _citations(new)
    if not before or not after:
        return
    for citation in _missing(before, after, new):
        yield Change(ChangedPart.LEGAL_BASIS, ChangeKind.REMOVED, old=citation.text, old_address=citation.address)
    for citation in _missing(after, before, old):
        yield Change(ChangedPart.LEGAL_BASIS, ChangeKind.ADDED, new=citation.text, new_address=citation.address)


def _citations(bases: Sequence[LegalBasis]) -> list[_Citation]:
    """The instruments of some legal bases, each once; what is cited in one row after another mark counts by itself."""
    found: dict[str, _Citation] = {}
    for at, basis in enumerate(bases, 1):
        title = _ATTACHMENT.sub("", basis.title)
        parts = [part for part in _ITEM.split(title) if part.strip()]
        several = len(parts) > 1 and sum(read_number(part) is not None for part in parts) > 1
        for text in parts if several else [f"{basis.number}\n{title}"]:
            number = read_number(text if several else basis.number) or read_number(title if not several else "")
            name = meaning_key(_DATE.sub(" ", text if several else title))
            if number is None and not name:
                continue
            shown = (
                one_line(text) if several or number is None else " ".join(filter(None, (number.number, _plain(title))))
            )
            key = number.number if number else name
            citation = _Citation(
                f"law:{at}", shown, number.number if number else "", number is None or number.whole, name
            )
            if key not in found or (not found[key].title and name):
                found[key] = citation
    return list(found.values())


def _plain(title: str) -> str:
    return one_line(title)


def _missing(
    some: Sequence[_Citation], others: Sequence[_Citation], bases: Sequence[LegalBasis]
) -> Iterator[_Citation]:
    numbers = {citation.number for citation in others if citation.number}
    # What a title mentions is still in force beside the instrument that amends it.
    numbers |= {number.number for basis in bases for _, _, number in numbers_in(basis.title)}
    mined = not any(basis.title for basis in bases)
    # A number that breaks off says nothing more than a whole one that begins like it.
    starts = [citation for citation in others if not citation.whole]
    own = {citation.number for citation in some if citation.number and citation.whole}
    for citation in some:
        if citation.number:
            if citation.number in numbers or any(_broken_off(citation.number, one.number) for one in starts):
                continue
            # Bare lists of numbers were taken out of a text, where such as 08.a/2010 were lost.
            if mined and _LETTERED.match(citation.number):
                continue
            if not citation.whole and any(number.startswith(_stem(citation.number)) for number in numbers | own):
                continue
            if any(not one.number and _titled(citation.title, one.title) for one in others):
                continue
        elif any(_titled(citation.title, one.title) for one in others):
            continue
        yield citation


def _stem(number: str) -> str:
    """A number without its last sign, which is where numbers break off."""
    return re.sub(r"[^/-]*$", "", number) or number


def _broken_off(whole: str, broken: str) -> bool:
    return whole.startswith(broken) or whole.startswith(_stem(broken))


def _titled(one: str, other: str) -> bool:
    """Tell whether two titles name one instrument; a title that holds nothing names none."""
    if len(one) < 8 or len(other) < 8:
        return False
    return one == other or fuzz.token_sort_ratio(one, other) >= _SAME_TITLE
