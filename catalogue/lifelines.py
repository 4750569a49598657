"""A procedure's life over all editions: its codes, names, times, papers and fees, edition after edition.

A life follows pairs from edition to edition in the order of their days. Where an edition does not have the
procedure, the next one is held against the last that has it, so that a gap ends no life. Where it was split, the life
goes on with the first of its parts; where it was merged, with the whole. A pair that nobody confirmed is followed and
everything behind it said to be in doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from catalogue.comparison import Pair, Pairing
from catalogue.dossier_cases import paper_count
from catalogue.editions import Edition, Entry, list_editions, load_entries
from catalogue.elements import fee_words, time_words
from catalogue.measures.amounts import AmountStatus, read_fee
from catalogue.measures.times import TimeLimit, read_channel_time
from catalogue.records import Procedure
from catalogue.store import Store

PairEditions = Callable[[Store, Edition, Edition], Pairing]

_WORKING_DAYS: dict[str, Fraction] = {
    "working_day": Fraction(1),
    "day": Fraction(5, 7),
    "working_hour": Fraction(1, 8),
    "hour": Fraction(1, 24) * Fraction(5, 7),
    "minute": Fraction(1, 480),
    "month": Fraction(22),
    "year": Fraction(264),
}


@dataclass(frozen=True, slots=True)
class LifeStage:
    """What one edition says of a procedure.

    `days` is the longest time limit in working days (calendar days count 5/7, a month 22), `papers` how many papers
    the dossiers ask for, `fee` the highest amount in đồng (0 where it is free): each None where the edition does not
    say. `online` tells whether
    it can be submitted online. `in_doubt` says that a pair between this stage and the one that was asked for is
    confirmed by nobody.
    """

    edition: str
    day: str
    address: str
    name: str
    time: str
    days: Fraction | None
    papers: int | None
    fee: int | None
    fees: str
    online: bool
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Lifeline:
    """The stages of one procedure in the order of editions, and the editions that do not have it."""

    stages: tuple[LifeStage, ...]
    missing: tuple[str, ...]


def lifeline(store: Store, entry: Entry, pair: PairEditions) -> Lifeline:
    """Return the life of the procedure of one entry over every edition of a workspace."""
    editions = in_order(list_editions(store))
    at = next(at for at, edition in enumerate(editions) if edition.id == entry.edition.id)
    earlier = list(_followed(store, entry, editions[:at][::-1], pair, backwards=True))
    later = list(_followed(store, entry, editions[at + 1 :], pair, backwards=False))
    stages = (*reversed(earlier), stage_of(entry), *later)
    known = {stage.edition for stage in stages}
    return Lifeline(tuple(stages), tuple(edition.name for edition in editions if edition.name not in known))


def in_order(editions: Sequence[Edition]) -> list[Edition]:
    """Return editions from the oldest day to the newest; one without a day counts as of its import."""
    return sorted(editions, key=lambda edition: (edition.day or edition.imported_at[:10], edition.id))


def _followed(
    store: Store, entry: Entry, editions: Sequence[Edition], pair: PairEditions, backwards: bool
) -> Iterator[LifeStage]:
    """The stages of an entry through further editions, the nearest first; what follows a pair in doubt is in doubt."""
    last, doubt = entry, False
    for edition in editions:
        sides = (edition, last.edition) if backwards else (last.edition, edition)
        found = _pair_of(pair(store, *sides), last.id, backwards)
        if found is None:
            continue
        entries = load_entries(store, found.old if backwards else found.new)
        if not entries:
            continue
        last, doubt = entries[0], doubt or found.state != "accepted"
        yield stage_of(last, doubt)


def _pair_of(pairing: Pairing, entry: int, backwards: bool) -> Pair | None:
    return next((pair for pair in pairing.pairs if entry in (pair.new if backwards else pair.old)), None)


def stage_of(entry: Entry, in_doubt: bool = False) -> LifeStage:
    """Return what an entry says of its procedure."""
    said = entry.procedure
    times = dict.fromkeys(time_words(channel.processing_time) for channel in said.channels)
    fees = dict.fromkeys(fee_words(fee) for channel in said.channels for fee in channel.fees)
    return LifeStage(
        entry.edition.name,
        entry.edition.day,
        entry.address,
        said.name,
        "; ".join(filter(None, times)),
        working_days(said),
        published_papers(said),
        highest_fee(said),
        "; ".join(filter(None, fees)),
        is_online(said),
        in_doubt,
    )


def working_days(procedure: Procedure) -> Fraction | None:
    """Return the longest time limit among channels and cases in working days; None where none can be read."""
    limits = [limit for channel in procedure.channels for limit in read_channel_time(channel).limits]
    return max((_days(limit) for limit in limits), default=None)


def _days(limit: TimeLimit) -> Fraction:
    return Fraction(limit.quantity) * _WORKING_DAYS[limit.unit]


def published_papers(procedure: Procedure) -> int | None:
    """Return how many papers the dossiers ask for; None where the edition publishes no dossier."""
    return paper_count(procedure) if procedure.dossiers else None


def highest_fee(procedure: Procedure) -> int | None:
    """Return the highest amount in đồng among fees and charges; None where none can be read.

    0 is what is published as free throughout; a fee that is free in one channel and unreadable in another is unknown.
    """
    read = [read_fee(fee) for channel in procedure.channels for fee in channel.fees]
    amounts = [amount for reading in read for amount in reading.amounts if amount.currency == "VND"]
    if amounts:
        return max(amount.high or amount.low for amount in amounts)
    return 0 if read and all(reading.status is AmountStatus.FREE for reading in read) else None


def is_online(procedure: Procedure) -> bool:
    """Tell whether a procedure can be submitted online."""
    return any(channel.kind == "online" for channel in procedure.channels)
