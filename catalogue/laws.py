"""The legal instruments of the workspace: one row each, kept while editions come in, and asked from both sides.

Which procedures cite an instrument, and which instruments an edition cites how often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from catalogue.citations import Instrument, named_kinds, read_citations
from catalogue.editions import Edition, EntrySummary, entry_summaries
from catalogue.instruments import InstrumentKind, read_number
from catalogue.problems import Problem, ProblemKind
from catalogue.records import LegalBasis
from catalogue.store import Store
from catalogue.text import fold, one_line

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LONGEST_TITLE = 500
_FIELDS = tuple(field.name for field in fields(Instrument))


@dataclass(slots=True)
class _Shelved:
    """An instrument on the shelf: its row, what is known of it, and under which titles it is cited.

    `titled` tells that it had a title before; `written` is its row as it stands, None where it has none yet.
    """

    row_id: int
    instrument: Instrument
    titles: Counter[str]
    written: Instrument | None = None
    titled: bool = False


class InstrumentShelf:
    """The instruments of a workspace during one writing transaction: each has one row, however often it is cited."""

    def __init__(self, connection: Connection) -> None:
        from sqlalchemy import text

        self._connection = connection
        rows = connection.execute(text(f"SELECT id, {', '.join(_FIELDS)} FROM instrument"))
        self._shelved = {known.instrument.key: known for known in map(_shelved, rows)}
        self._next = max((known.row_id for known in self._shelved.values()), default=0) + 1
        self._new: list[_Shelved] = []
        self._kinds: dict[str, InstrumentKind] = {}

    def place(self, bases: Sequence[LegalBasis], publisher: str) -> list[int | None]:
        """Return the row ids of the instruments that a procedure's legal bases cite, in their order."""
        for basis in bases:
            self._kinds.update(named_kinds(basis.title))
        cited = read_citations(bases, publisher)
        return [None if instrument is None else self._id(instrument) for instrument in cited]

    def _id(self, cited: Instrument) -> int:
        known = self._shelved.get(cited.key)
        if known is None:
            known = _Shelved(self._next, cited, Counter())
            self._shelved[cited.key] = known
            self._new.append(known)
            self._next += 1
        if not known.titled:
            known.titles[cited.title[:_LONGEST_TITLE]] += 1
        if cited.kind is not known.instrument.kind and known.instrument.kind is InstrumentKind.ASSEMBLY_ACT:
            known.instrument = replace(known.instrument, kind=cited.kind)
        if cited.day and not known.instrument.day:
            known.instrument = replace(known.instrument, day=cited.day)
        return known.row_id

    def write(self) -> None:
        """Write the instruments that are new, so that legal bases may point at them."""
        from sqlalchemy import text

        if self._new:
            places = ", ".join(f":{name}" for name in _FIELDS)
            insert = f"INSERT INTO instrument (id, {', '.join(_FIELDS)}) VALUES (:id, {places})"
            self._connection.execute(text(insert), [self._row(known) for known in self._new])
            self._new = []

    def settle(self) -> None:
        """Write what all the citations together told: the commonest title, the day, whether an act is a law."""
        from sqlalchemy import text

        self.write()
        better = [self._row(k) for k in self._shelved.values() if _settled(k, self._kinds) != k.written]
        if better:
            changes = ", ".join(f"{name} = :{name}" for name in _FIELDS)
            self._connection.execute(text(f"UPDATE instrument SET {changes} WHERE id = :id"), better)

    def _row(self, known: _Shelved) -> dict[str, Any]:
        known.written = _settled(known, self._kinds)
        return {"id": known.row_id} | _values(known.written)


def _shelved(row: Any) -> _Shelved:
    instrument = _instrument(row[1:])
    return _Shelved(row[0], instrument, Counter(), instrument, bool(instrument.title))


def _settled(known: _Shelved, kinds: dict[str, InstrumentKind]) -> Instrument:
    """An instrument with what all its citations told: its commonest title, and whether an act is a law."""
    instrument = known.instrument
    if instrument.kind is InstrumentKind.ASSEMBLY_ACT and instrument.number in kinds:
        instrument = replace(instrument, kind=kinds[instrument.number])
    titled = {title: count for title, count in known.titles.items() if title}
    if titled:
        instrument = replace(instrument, title=min(titled, key=lambda title: (-titled[title], title)))
    return replace(instrument, title=instrument.title[:_LONGEST_TITLE])


def _values(instrument: Instrument) -> dict[str, Any]:
    return dict(zip(_FIELDS, astuple(instrument), strict=True)) | {"kind": instrument.kind.value}


def _instrument(row: Any) -> Instrument:
    number, place, kind, issuer, year, day, title, whole = row
    return Instrument(number, place, InstrumentKind(kind), issuer, year, day, title, bool(whole))


@dataclass(frozen=True, slots=True)
class CitedInstrument:
    """An instrument as an edition cites it, and by how many of its procedures."""

    id: int
    instrument: Instrument
    procedures: int


_COLUMNS = ", ".join(f"i.{name}" for name in _FIELDS)
_CITED = (
    "FROM entry e JOIN legal_basis b ON b.procedure_id = e.procedure_id JOIN instrument i ON i.id = b.instrument_id "
    "WHERE e.edition_id = :edition"
)


def instruments_of(store: Store, edition: Edition) -> list[CitedInstrument]:
    """Return the instruments that an edition cites, those that most procedures cite first."""
    rows = store.rows(
        f"SELECT i.id, count(DISTINCT e.id), {_COLUMNS} {_CITED} GROUP BY i.id, {_COLUMNS} "
        "ORDER BY 2 DESC, i.number, i.place",
        {"edition": edition.id},
    )
    return [CitedInstrument(row[0], _instrument(row[2:]), row[1]) for row in rows]


def find_instruments(store: Store, edition: Edition, asked: str) -> list[CitedInstrument]:
    """Return the instruments of an edition whose number somebody names, or else those whose numbers begin so.

    Several provinces may have used one number. Raises `Problem` where the edition cites none.
    """
    number = read_number(asked)
    wanted = fold(number.number if number else one_line(asked).replace(" ", ""))
    everything = instruments_of(store, edition)
    found = [cited for cited in everything if fold(cited.instrument.number) == wanted]
    found = found or [cited for cited in everything if wanted and fold(cited.instrument.number).startswith(wanted)]
    if not found:
        raise Problem(ProblemKind.INSTRUMENT_UNKNOWN, number=asked, edition=edition.name)
    return found


def entries_citing(store: Store, edition: Edition, instrument_ids: Iterable[int]) -> list[EntrySummary]:
    """Return an edition's entries whose procedures cite any of some instruments, in the edition's order."""
    found: dict[int, int] = {}
    for instrument_id in instrument_ids:
        rows = store.rows(
            f"SELECT DISTINCT e.position, e.id {_CITED} AND i.id = :instrument",
            {"edition": edition.id, "instrument": instrument_id},
        )
        found |= dict(rows)
    return entry_summaries(store, [entry_id for _, entry_id in sorted(found.items())])


def cited_bases(store: Store, edition: Edition) -> list[LegalBasis]:
    """Return the legal bases that the procedures of an edition cite, as they are written, each once."""
    rows = store.rows(
        "SELECT DISTINCT b.number, b.title FROM legal_basis b JOIN entry e ON e.procedure_id = b.procedure_id "
        "WHERE e.edition_id = :edition ORDER BY b.number, b.title",
        {"edition": edition.id},
    )
    return [LegalBasis(number, title) for number, title in rows]
