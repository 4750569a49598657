"""What a procedure's legal bases cite: each basis's instrument, made out from its number, its title and its neighbours.

A title completes a number that breaks off and says whether an act of the National Assembly is a law; a neighbour that
cites the same instrument whole completes it too. Decisions of a province are told from those of another one by the
province that the title names, or that published the procedure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from catalogue.instruments import InstrumentKind, InstrumentNumber, numbers_in, read_number
from catalogue.issuing_bodies import province_in
from catalogue.records import LegalBasis
from catalogue.text import canonical_spelling, one_line


@dataclass(frozen=True, slots=True)
class Instrument:
    """One legal instrument: number and province identify it, the rest is what they and the citing texts say.

    `place` is the province of a local instrument, otherwise empty; `day` is ISO text or empty; `title` is how it is
    cited; `whole` is False where the number breaks off.
    """

    number: str
    place: str
    kind: InstrumentKind
    issuer: str
    year: int | None
    day: str
    title: str
    whole: bool

    @property
    def key(self) -> tuple[str, str]:
        """What tells this instrument from every other one."""
        return self.number, self.place


_KIND_WORDS = {
    "hiến pháp": InstrumentKind.CONSTITUTION,
    "bộ luật": InstrumentKind.CODE,
    "luật": InstrumentKind.LAW,
    "pháp lệnh": InstrumentKind.ORDINANCE,
    "nghị quyết": InstrumentKind.RESOLUTION,
}
_OPENING = r"^[\W_]*(?:o\s+)?(?:căn\s+cứ\s+)?"
_OPENING_KIND = re.compile(rf"{_OPENING}({'|'.join(_KIND_WORDS)})\b")
_NAMED_BEFORE = re.compile(rf"(?<!\w)({'|'.join(_KIND_WORDS)})(?:\s+số)?[\s:]*$")
# Only such words stand between the beginning of a title and the number of the instrument that it is about.
_OWN_NUMBER_FOLLOWS = re.compile(
    rf"{_OPENING}(?:(?:hiến pháp|bộ luật|luật|pháp lệnh)\b[^\d;:/]{{0,100}}|(?:(?:quyết định|nghị quyết|nghị định|"
    r"thông tư|chỉ thị|lệnh|quy chế|văn bản)\b(?:\s+(?:liên tịch|phối hợp|hợp nhất|số))*[\s:]*)+)[\s(:]*$"
)
_DAY = re.compile(
    r"ngày\s*:?\s*(?:(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})|(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4}))",
    re.IGNORECASE,
)
_DAY_FOLLOWS_WITHIN = 60


def read_citations(bases: Sequence[LegalBasis], publisher: str = "") -> list[Instrument | None]:
    """Return the instrument that each legal basis of one procedure cites, None where its words name none by number."""
    found = [_read_citation(basis, publisher) for basis in bases]
    if any(instrument is not None and not instrument.whole for instrument in found):
        whole = [instrument for instrument in found if instrument is not None and instrument.whole]
        return [_completed(instrument, whole) for instrument in found]
    return found


def _completed(instrument: Instrument | None, whole: list[Instrument]) -> Instrument | None:
    if instrument is None or instrument.whole:
        return instrument
    possible = {other.key: other for other in whole if other.number.startswith(instrument.number)}
    return next(iter(possible.values())) if len(possible) == 1 else instrument


@lru_cache(maxsize=50_000)
def _read_citation(basis: LegalBasis, publisher: str) -> Instrument | None:
    number = read_number(basis.number) or _old_number(basis) or _own_number(basis.title)
    if number is None:
        return None
    titled = list(numbers_in(basis.title))
    if not number.whole:
        number = _whole_number(number, [told for _, _, told in titled])
    place = _place(basis, publisher) if number.local else ""
    kind = number.kind
    if kind is InstrumentKind.ASSEMBLY_ACT:
        kind = _named_kind(basis.number, number) or _opening_kind(basis.title) or _opening_kind(basis.number) or kind
    return Instrument(
        number=number.number,
        place=place,
        kind=kind,
        issuer=number.issuer or basis.issuer,
        year=number.year,
        day=_day(basis, number, titled),
        title=one_line(basis.title),
        whole=number.whole,
    )


def _place(basis: LegalBasis, publisher: str) -> str:
    """The province of a local instrument: the first that its title, its issuer, its number or the publisher names."""
    return next(filter(None, map(province_in, (basis.title, basis.issuer, basis.number, publisher))), "")


def _own_number(title: str) -> InstrumentNumber | None:
    """The number with which a title begins, after nothing but the kind and the name of the instrument."""
    for start, _, number in numbers_in(title):
        before = canonical_spelling(one_line(title)[:start])
        return number if _OWN_NUMBER_FOLLOWS.match(before) else None
    return None


def _old_number(basis: LegalBasis) -> InstrumentNumber | None:
    """The number of an old decree ("12-CP"), which is one only where the title says so."""
    is_decree = canonical_spelling(one_line(basis.title)).startswith("nghị định")
    return read_number(f"Nghị định số {one_line(basis.number)}") if is_decree and basis.number else None


def _whole_number(cut: InstrumentNumber, told: list[InstrumentNumber]) -> InstrumentNumber:
    possible = {number.number: number for number in told if number.whole and number.number.startswith(cut.number)}
    return replace(next(iter(possible.values())), rest=cut.rest) if len(possible) == 1 else cut


@lru_cache(maxsize=50_000)
def named_kinds(text: str) -> tuple[tuple[str, InstrumentKind], ...]:
    """Return the acts of the National Assembly that a text names by kind and number ("Nghị quyết số 254/2025/QH15")."""
    # Every act's number holds this sign, and few texts do.
    return tuple(_named_kinds(text)) if "qh" in text.lower() else ()


def _named_kinds(text: str) -> Iterator[tuple[str, InstrumentKind]]:
    for start, _, number in numbers_in(text):
        if number.kind is InstrumentKind.ASSEMBLY_ACT:
            named = _NAMED_BEFORE.search(canonical_spelling(one_line(text)[:start]))
            if named is not None:
                yield number.number, _KIND_WORDS[named[1]]


def _named_kind(text: str, number: InstrumentNumber) -> InstrumentKind | None:
    return next((kind for told, kind in named_kinds(text) if told == number.number), None)


def _opening_kind(title: str) -> InstrumentKind | None:
    opening = _OPENING_KIND.match(canonical_spelling(one_line(title)))
    return _KIND_WORDS[opening[1]] if opening else None


def _day(basis: LegalBasis, number: InstrumentNumber, titled: list[tuple[int, int, InstrumentNumber]]) -> str:
    """The day of the instrument, where it is told and does not contradict the year of the number."""
    told = [basis.date] if basis.date else []
    text = one_line(basis.title)
    ends = [end for _, end, other in titled if other.number == number.number]
    if ends:
        told += _days(text[ends[0] : ends[0] + _DAY_FOLLOWS_WITHIN])[:1]
    elif not titled:
        told += _days(text) if len(_days(text)) == 1 else []
    fitting = [day for day in told if number.year is None or day.startswith(f"{number.year}-")]
    return fitting[0] if fitting else ""


def _days(text: str) -> list[str]:
    days = []
    for found in _DAY.finditer(text):
        day, month, year = (int(part) for part in found.groups() if part is not None)
        try:
            days.append(date(year, month, day).isoformat())
        except ValueError:
            continue
    return days
