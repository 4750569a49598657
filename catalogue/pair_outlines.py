"""What the pairing of two editions looks at: each procedure's texts, part by part, and where it is published.

An outline is far smaller than a procedure, so that two editions of 130,000 procedures can be compared in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from catalogue.records import Procedure
from catalogue.text import spelling_key

# In either Unicode form.
_PROCEDURE = re.compile(r"^\W*th(?:ủ|u\u0309)\s+t(?:ụ|u\u0323)c\W+(?=\w)", re.IGNORECASE)


def bare_name(name: str) -> str:
    """Return a name without the word "procedure" in front, which editions put there or leave out as they please."""
    return _PROCEDURE.sub("", name)


# Every province publishes the national procedures under the same names.
@lru_cache(maxsize=1 << 15)
def name_key(name: str) -> str:
    """Return the spelling key of a name of an entry, a publisher or a level."""
    return spelling_key(bare_name(name))


@dataclass(frozen=True, slots=True)
class Compared:
    """One entry of an edition as it is compared: its id, its code (or empty), its content and the content's digest."""

    entry_id: int
    code: str
    digest: str
    procedure: Procedure


class Heading(NamedTuple):
    """What an edition's list says of an entry; enough to pair what kept its content, or its code and its name.

    `address` names the entry within its edition: its code, or `#12` by its number. `agencies` are the implementing
    ones.
    """

    entry_id: int
    address: str
    code: str
    digest: str
    name: str
    publisher: str = ""
    level: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The texts of one procedure by part: papers, body (steps, conditions, times), results, bases, office.

    `office` is who handles it and under which field; `bases` are numbers of instruments, or titles where a source
    gives no number.
    """

    entry_id: int
    name: str
    papers: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    office: tuple[str, ...] = ()


class Outlined(Protocol):
    """The texts of an edition's entries."""

    def outlines(self, entry_ids: Sequence[int]) -> Iterable[Outline]:
        """Yield the outlines of some entries, in the order of the ids."""
        ...


Opener = Callable[[], Outlined]
"""Opens the texts of an edition in another process, to which it can be sent."""


class Listed(Outlined, Protocol):
    """An edition as pairing reads it: the whole list first, and the texts of those entries only that need them."""

    def headings(self) -> Sequence[Heading]:
        """Return a heading for each entry, in the edition's order."""
        ...

    def elsewhere(self) -> Opener | None:
        """Return how another process opens the texts; None where only this one can."""
        ...


class ListedRecords:
    """An edition held in memory, for `Listed`; its entries have the ids that the records say, each its own."""

    def __init__(self, records: Iterable[Compared]) -> None:
        self._records = {record.entry_id: record for record in records}

    def headings(self) -> Sequence[Heading]:
        """Return a heading for each entry, in the edition's order."""
        return [heading_of(record, position) for position, record in enumerate(self._records.values(), 1)]

    def outlines(self, entry_ids: Sequence[int]) -> Iterable[Outline]:
        """Yield the outlines of some entries, in the order of the ids."""
        return (outline_of(entry_id, self._records[entry_id].procedure) for entry_id in entry_ids)

    def elsewhere(self) -> Opener | None:
        """Return nothing: what is in memory is in this process alone."""
        return None


def heading_of(record: Compared, position: int) -> Heading:
    """Return what a list would say of the record at a position, counted from 1."""
    said = record.procedure
    address = record.code or f"#{position}"
    return Heading(
        record.entry_id,
        address,
        record.code,
        record.digest,
        said.name,
        said.publisher,
        said.level,
        said.agencies.implementing,
    )


def outline_of(entry_id: int, procedure: Procedure) -> Outline:
    """Return the texts of a procedure by part."""
    agencies = procedure.agencies
    return Outline(
        entry_id,
        procedure.name,
        papers=tuple(paper.text for dossier in procedure.dossiers for paper in dossier.papers),
        body=(*(step.text for step in procedure.steps), procedure.conditions),
        results=tuple(result.name for result in procedure.results),
        bases=tuple(basis.number or basis.title for basis in procedure.legal_bases),
        office=(procedure.field, procedure.publisher, *agencies.implementing, *agencies.competent),
    )
