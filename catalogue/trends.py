"""The catalogue's trends over its editions: procedures, papers, days and the share online, by field and agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median

from catalogue.editions import Edition, Entry, entry_ids, list_editions, load_entries
from catalogue.lifelines import in_order, is_online, published_papers, working_days
from catalogue.records import Procedure
from catalogue.store import Store

_BATCH = 200


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The figures of one edition, or of a field or agency in it.

    `papers` is the mean per procedure with a dossier, `days` the median of the longest limits in working days,
    `online` the share of those with any way of submitting and `cost` the median cost of doing each once, in đồng: each
    None where no procedure says anything of it, or nobody asked for it.
    """

    edition: str
    day: str
    procedures: int
    papers: float | None
    days: float | None
    online: float | None
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """The points of the whole catalogue (an empty name), of one field or of one agency, from the oldest edition on."""

    name: str
    points: tuple[TrendPoint, ...]


GROUPS: dict[str, Callable[[Procedure], str]] = {
    "all": lambda procedure: "",
    "field": lambda procedure: procedure.field,
    "agency": lambda procedure: (procedure.agencies.implementing or procedure.agencies.competent or ("",))[0],
}


@dataclass(slots=True)
class _Tally:
    """What is counted of the procedures of one group in one edition."""

    procedures: int = 0
    papers: int = 0
    with_dossier: int = 0
    online: int = 0
    with_channels: int = 0
    days: list[Fraction] = field(default_factory=list)
    costs: list[Fraction] = field(default_factory=list)

    def add(self, procedure: Procedure, cost: Fraction | None) -> None:
        """Count one more procedure, with what doing it once costs where that is known."""
        if cost is not None:
            self.costs.append(cost)
        self.procedures += 1
        papers = published_papers(procedure)
        if papers is not None:
            self.with_dossier += 1
            self.papers += papers
        if procedure.channels:
            self.with_channels += 1
            self.online += is_online(procedure)
        days = working_days(procedure)
        if days is not None:
            self.days.append(days)

    def point(self, edition: Edition) -> TrendPoint:
        """Return the figures."""
        return TrendPoint(
            edition.name,
            edition.day,
            self.procedures,
            self.papers / self.with_dossier if self.with_dossier else None,
            float(median(self.days)) if self.days else None,
            self.online / self.with_channels if self.with_channels else None,
            round(median(self.costs)) if self.costs else None,
        )


CostOf = Callable[[Entry], Fraction | None]
"""Says what doing an entry's procedure once costs, in đồng; None where that cannot be said."""


def trends(
    store: Store,
    by: str,
    progress: Callable[[int, int], None] = lambda done, of: None,
    cost_of: CostOf = lambda entry: None,
) -> tuple[Trend, ...]:
    """Return the trends of a workspace by one of `GROUPS`, the groups with most procedures in the newest edition first.

    `progress` is told how many entries are read of how many. An edition that does not have a group has no point in it.
    """
    editions = in_order(list_editions(store))
    of, done = sum(edition.procedures for edition in editions), 0
    points: dict[str, list[TrendPoint]] = defaultdict(list)
    for edition in editions:
        tallies: dict[str, _Tally] = defaultdict(_Tally)
        for entry in _entries(store, edition):
            tallies[GROUPS[by](entry.procedure)].add(entry.procedure, cost_of(entry))
            done += 1
            if done % _BATCH == 0:
                progress(done, of)
        for name, tally in tallies.items():
            points[name].append(tally.point(edition))
    found = [Trend(name, tuple(listed)) for name, listed in points.items()]
    newest = editions[-1].name if editions else ""
    return tuple(sorted(found, key=lambda trend: (-_newest(trend, newest), trend.name)))


def _newest(trend: Trend, edition: str) -> int:
    last = trend.points[-1]
    return last.procedures if last.edition == edition else 0


def _entries(store: Store, edition: Edition) -> Iterator[Entry]:
    ids = entry_ids(store, edition)
    for start in range(0, len(ids), _BATCH):
        yield from load_entries(store, ids[start : start + _BATCH])
