"""What became of promises: of each proposal that was decided, what a later edition shows, and how many were kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from catalogue.differences import Burden
from catalogue.editions import Edition, entry_ids_at, entry_summaries, list_editions
from catalogue.store import Store
from reviews.actions import MarkAction
from reviews.carried_links import origins
from reviews.carry_book import carried_marks
from reviews.carrying import Carried, Cause, Outcome
from reviews.mark_states import MarkLife, lives
from reviews.marked_procedure import takes_away
from reviews.marks import list_marks
from reviews.reductions import Reach


class Verdict(StrEnum):
    """What the later edition shows of a promise."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not"
    REVERSED = "reversed"
    UNCLEAR = "unclear"


_REACHED = {
    Reach.REACHED: Verdict.DONE,
    Reach.PARTLY: Verdict.PARTLY,
    Reach.UNCHANGED: Verdict.NOT_DONE,
    Reach.HIGHER: Verdict.REVERSED,
}
_UNKNOWN = {Cause.PAIR_IN_REVIEW, Cause.NOT_PUBLISHED, Cause.NOT_FOUND, Cause.CAME_BACK}


@dataclass(frozen=True, slots=True)
class Promise:
    """One decided mark: its life, what became of it, and the agency, field and year under which it counts."""

    carried: Carried
    life: MarkLife
    verdict: Verdict
    agency: str
    field: str
    year: str


@dataclass(frozen=True, slots=True)
class PromiseTotal:
    """The promises of one agency, field or year, or of all: how many of each verdict."""

    name: str
    counts: dict[Verdict, int]

    @property
    def promises(self) -> int:
        """How many promises there are."""
        return sum(self.counts.values())

    @property
    def judged(self) -> int:
        """How many of them can be judged."""
        return self.promises - self.counts[Verdict.UNCLEAR]

    @property
    def rate(self) -> float | None:
        """The share of those that can be judged that are done, from 0 to 1; None where none can."""
        return self.counts[Verdict.DONE] / self.judged if self.judged else None


def verdict(carried: Carried) -> Verdict:
    """Return what the later edition shows of a promise.

    What was to go is done where it is gone, and not done where it stands, though it be in other words. What was to be
    lowered is done where the number is reached, partly where it is lower than it was, reversed where it is higher. What
    is asked for in words is judged by the burden of its change. Where another paper with similar words came, and where
    nobody has confirmed that it is the same procedure, a person has to look.
    """
    if _UNKNOWN & set(carried.causes):
        return Verdict.UNCLEAR
    if carried.shown in (Outcome.IMPLEMENTED, Outcome.GONE):
        return Verdict.DONE
    if carried.mark.action == MarkAction.REDUCE and (found := _REACHED.get(carried.reach)):
        return found
    burden = carried.change.burden if carried.change is not None else Burden.NEUTRAL
    if burden is Burden.HEAVIER:
        return Verdict.REVERSED
    if burden is Burden.LIGHTER:
        return Verdict.PARTLY
    if takes_away(carried.mark) or carried.shown is Outcome.STAYS:
        return Verdict.NOT_DONE
    return Verdict.UNCLEAR


def promises(store: Store, new: Edition, old: Edition | None = None) -> tuple[Promise, ...]:
    """Return the decided marks of an older edition, of all older ones where none is named, and what became of them.

    To keep something as it is promises nothing. A mark that was carried on counts where it stands last.
    """
    known = lives(store)
    editions = [old] if old is not None else _before(store, new)
    found: list[tuple[Edition, Carried]] = []
    for edition in editions:
        decided = {mark.id for mark in list_marks(store, edition.name) if _is_promise(mark.id, mark.action, known)}
        if decided and edition.procedures:
            found += [(edition, one) for one in carried_marks(store, edition, new) if one.mark.id in decided]
    links = origins(store)
    carried_on = {links[one.mark.id] for _, one in found if one.mark.id in links}
    places = _places(store, found)
    return tuple(
        _promise(one, known[one.mark.id], edition, *places.get((edition.name, one.mark.address), ("", "")))
        for edition, one in found
        if one.mark.id not in carried_on
    )


def _before(store: Store, new: Edition) -> list[Edition]:
    """The editions before one, from the oldest on."""
    listed = list_editions(store)
    at = next((at for at, edition in enumerate(listed) if edition.id == new.id), len(listed) - 1)
    return listed[:at:-1]


def _is_promise(mark: int, action: str, known: dict[int, MarkLife]) -> bool:
    return action != MarkAction.KEEP and mark in known and known[mark].decided is not None


def _places(store: Store, found: Sequence[tuple[Edition, Carried]]) -> dict[tuple[str, str], tuple[str, str]]:
    """The agency and field of each promise's procedure, as the edition has them in which it was marked."""
    addresses: dict[str, set[str]] = defaultdict(set)
    editions = {edition.name: edition for edition, _ in found}
    for edition, one in found:
        addresses[edition.name].add(one.mark.address)
    return {
        (name, summary.address): (summary.agency, summary.field)
        for name, edition in editions.items()
        for summary in entry_summaries(store, entry_ids_at(store, edition, addresses[name]))
    }


def _promise(one: Carried, life: MarkLife, edition: Edition, agency: str, field: str) -> Promise:
    decided = life.decided
    day = decided.day if decided is not None else ""
    return Promise(one, life, verdict(one), agency, field, (day or edition.day or edition.imported_at)[:4])


GROUPS: dict[str, Callable[[Promise], str]] = {
    "agency": lambda promise: promise.agency,
    "year": lambda promise: promise.year,
    "field": lambda promise: promise.field,
}


def promise_totals(found: Iterable[Promise], by: str) -> tuple[PromiseTotal, ...]:
    """Return the totals of promises by one of `GROUPS`, those with most promises first, and by year in order."""
    groups: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for promise in found:
        groups[GROUPS[by](promise)][promise.verdict] += 1
    totals = [PromiseTotal(name, _in_order(counts)) for name, counts in groups.items()]
    return tuple(sorted(totals, key=lambda total: (0 if by == "year" else -total.promises, total.name)))


def promise_total(found: Iterable[Promise]) -> PromiseTotal:
    """Return the total of all promises, without a name."""
    return PromiseTotal("", _in_order(Counter(promise.verdict for promise in found)))


def _in_order(counts: Counter[Verdict]) -> dict[Verdict, int]:
    return {verdict: counts[verdict] for verdict in Verdict}
