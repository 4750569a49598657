"""Which procedure of one edition is which of another.

What a person judged comes first; then what the lists settle (`pair_certain`); then, province by province and at last
between what belongs to no province of both editions, what names and texts settle and the likeness of contents
(`pair_rounds`); and for review what was split or merged (`pair_families`) and what is only likely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from catalogue.pair_candidates import Match
from catalogue.pair_certain import by_place, certain_by_list, may_be_one_place, place_of
from catalogue.pair_families import Family, Sides, splits_and_mergers
from catalogue.pair_judging import confidence, is_alike, propose
from catalogue.pair_outlines import Heading, Listed
from catalogue.pair_rounds import Taken, ranked_by_place, reasons_of, settle, settled_by_likeness, settled_by_text
from catalogue.pair_verdicts import Verdicts, decided
from catalogue.pair_workers import Job, PlaceWorkers, place_workers
from catalogue.pairs import Pair, Pairing, make_pair
from catalogue.uncollected import uncollected

Progress = Callable[[int], None]

_SETTLED_BY_LIST = 0.99
# Between what belongs to no place that both editions have; a name for the process that looks for families there.
_BETWEEN_PLACES = "\n"


@dataclass(slots=True)
class _Work:
    """The changing state of one pairing: what is still open on either side, and the pairs by old ids."""

    old: Mapping[int, Heading]
    new: Mapping[int, Heading]
    denied: Collection[tuple[int, int]]
    progress: Progress | None
    open_old: dict[int, Heading] = field(default_factory=dict)
    open_new: dict[int, Heading] = field(default_factory=dict)
    pairs: dict[tuple[int, ...], Pair] = field(default_factory=dict)
    # Matches between entries that are open after their places were paired, until they are taken.
    matches: list[Match] = field(default_factory=list)
    # Old and new entries that resemble each other, where one of them has found no procedure of its own.
    alike: set[tuple[int, int]] = field(default_factory=set)

    def take(
        self, old: Iterable[int], new: Iterable[int], state: str, sureness: float, reasons: tuple[str, ...]
    ) -> None:
        """Keep a pair of entries by their ids; they are no longer open."""
        old, new = tuple(old), tuple(new)
        left = [self.old[entry_id] for entry_id in old]
        right = [self.new[entry_id] for entry_id in new]
        self.pairs[old] = make_pair(left, right, state, sureness, reasons)
        for entry_id in old:
            self.open_old.pop(entry_id, None)
        for entry_id in new:
            self.open_new.pop(entry_id, None)

    def take_all(self, found: Iterable[Taken]) -> None:
        """Keep the pairs of a round."""
        for pair in found:
            self.take((pair.old,), (pair.new,), pair.state, pair.sureness, pair.reasons)
        self.tell()

    def tell(self) -> None:
        """Say how many entries are settled."""
        if self.progress is not None:
            self.progress(len(self.old) + len(self.new) - len(self.open_old) - len(self.open_new))


def pair_listed(old: Listed, new: Listed, verdicts: Verdicts, progress: Progress | None = None) -> Pairing:
    """Pair the entries of two editions.

    `verdicts` are what people said of pairs; they hold against whatever the program finds. `progress` is called with
    the number of entries settled so far, of both editions together.
    """
    with uncollected():
        return _paired(old, new, _started(old, new, verdicts, progress))


def _paired(old: Listed, new: Listed, work: _Work) -> Pairing:
    for certain in list(certain_by_list(work.open_old.values(), work.open_new.values())):
        if (certain.old, certain.new) not in work.denied:
            work.take((certain.old,), (certain.new,), "accepted", _SETTLED_BY_LIST, certain.reasons)
    work.tell()
    places = _shared_places(work)
    entries = len(work.open_old) + len(work.open_new)
    with place_workers(old, new, entries, len(places)) as workers:
        _pair_places(work, places, workers)
        _pair_between_places(work, {place for place, _, _ in places}, workers)
        _take_families(work, workers)
    for judged in propose(ranked_by_place(work.matches, work.old, work.new), work.open_old, work.open_new):
        reasons = reasons_of(judged, work.old, work.new)
        work.take((judged.match.old,), (judged.match.new,), "review", confidence(judged), reasons)
    work.tell()
    return Pairing(tuple(_in_order(work)), tuple(work.open_new), tuple(work.open_old))


def _started(old: Listed, new: Listed, verdicts: Verdicts, progress: Progress | None) -> _Work:
    left = {heading.entry_id: heading for heading in old.headings()}
    right = {heading.entry_id: heading for heading in new.headings()}
    said = decided(left.values(), right.values(), verdicts)
    work = _Work(left, right, said.denied, progress, open_old=dict(left), open_new=dict(right))
    for old_ids, new_ids in said.confirmed:
        work.take(old_ids, new_ids, "accepted", 1.0, ("confirmed",))
    return work


def _shared_places(work: _Work) -> list[tuple[str, list[Heading], list[Heading]]]:
    """The open entries of each place that both editions have; empty where there is but one place."""
    left, right = by_place(work.open_old.values()), by_place(work.open_new.values())
    if len(left) <= 1 and len(right) <= 1:
        return []
    return [(place, left[place], right[place]) for place in sorted(left) if place in right]


def _pair_places(work: _Work, places: list[tuple[str, list[Heading], list[Heading]]], workers: PlaceWorkers) -> None:
    jobs = []
    for place, old, new in places:
        denied = _among(work.denied, {heading.entry_id for heading in old})
        jobs.append(Job(place, len(old) + len(new), (old, new, denied)))
    for settled in workers.done(settle, jobs):
        work.take_all(settled.taken)
        work.matches += settled.matches
        work.alike |= settled.alike


def _among(pairs: Collection[tuple[int, int]], ids: Collection[int]) -> set[tuple[int, int]]:
    return {pair for pair in pairs if pair[0] in ids}


def _pair_between_places(work: _Work, paired: Collection[str], workers: PlaceWorkers) -> None:
    """Pair what is still open over the whole of both editions, where it may have come from another place.

    What a province of both editions has is never what another such province has; `paired` are the places that were
    paired by themselves.
    """
    shared = set(map(place_of, work.old.values())) & set(map(place_of, work.new.values()))

    def is_possible(one: Heading, other: Heading) -> bool:
        here, there = place_of(one), place_of(other)
        if here == there:
            return here not in paired
        return not (here and there and here in shared and there in shared)

    def may_match(match: Match) -> bool:
        one, other = work.old[match.old], work.new[match.new]
        return is_possible(one, other) and (may_be_one_place(one, other) or is_alike(match))

    waiting = [place_of(heading) for side in (work.open_old, work.open_new) for heading in side.values()]
    if paired and all(place and place in shared for place in waiting):
        return
    old, new = dict(work.open_old), dict(work.open_new)
    work.take_all(settled_by_text(workers.here, old, new, work.denied, is_possible))
    settled = settled_by_likeness(workers.here, old, new, work.denied, may_match, _still_open(work))
    work.take_all(settled.taken)
    work.matches = list(settled.matches)
    work.alike |= settled.alike


def _still_open(work: _Work) -> list[Match]:
    return [match for match in work.matches if match.old in work.open_old and match.new in work.open_new]


def _take_families(work: _Work, workers: PlaceWorkers) -> None:
    """Propose splits and mergers; the pair that a whole already has goes into its family."""
    of_old = {pair.old[0]: pair.new[0] for pair in work.pairs.values() if _may_grow(pair)}
    of_new = {new: old for old, new in of_old.items()}
    found = [family for families in workers.done(splits_and_mergers, _family_jobs(work, of_old)) for family in families]
    for family, split in sorted(found, key=lambda item: -item[0].score):
        _take_family(work, family, split, of_old if split else of_new)


def _may_grow(pair: Pair) -> bool:
    """Tell whether a pair may turn out to be one part of a split or merger: not where nothing changed."""
    return len(pair.old) == len(pair.new) == 1 and pair.kind == "changed" and "confirmed" not in pair.reasons


def _family_jobs(work: _Work, of_old: Mapping[int, int]) -> Iterator[Job]:
    """Give for each place what may be split and merged there, and at last what may be so between places."""
    of_new = {new: old for old, new in of_old.items()}
    old = by_place(heading for heading in work.old.values() if _may_be_whole(heading, work.open_old, of_old))
    new = by_place(heading for heading in work.new.values() if _may_be_whole(heading, work.open_new, of_new))
    shared = sorted(old.keys() & new.keys())
    if not shared:
        # Nothing stands at one place, so that names are asked wherever they stand.
        everything = [heading for headings in old.values() for heading in headings]
        others = [heading for headings in new.values() for heading in headings]
        yield _family_job(work, "", everything, others, of_old, of_new, work.alike)
        return
    alike: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for one, other in work.alike:
        here, there = place_of(work.old[one]), place_of(work.new[other])
        if here == there:
            alike[here].add((one, other))
        elif may_be_one_place(work.old[one], work.new[other]):
            alike[_BETWEEN_PLACES].add((one, other))
    for place in shared:
        yield _family_job(work, place, old[place], new[place], of_old, of_new, alike[place])
    if alike[_BETWEEN_PLACES]:
        everything = [work.old[one] for one in {one for one, _ in alike[_BETWEEN_PLACES]}]
        others = [work.new[other] for other in {other for _, other in alike[_BETWEEN_PLACES]}]
        yield _family_job(work, _BETWEEN_PLACES, everything, others, of_old, of_new, alike[_BETWEEN_PLACES])


def _may_be_whole(heading: Heading, is_open: Mapping[int, Heading], partner: Mapping[int, int]) -> bool:
    return heading.entry_id in is_open or heading.entry_id in partner


def _family_job(
    work: _Work,
    place: str,
    old: Iterable[Heading],
    new: Iterable[Heading],
    of_old: Mapping[int, int],
    of_new: Mapping[int, int],
    alike: Collection[tuple[int, int]],
) -> Job:
    left = {heading.entry_id: heading.name for heading in old if _may_be_whole(heading, work.open_old, of_old)}
    right = {heading.entry_id: heading.name for heading in new if _may_be_whole(heading, work.open_new, of_new)}
    denied, by_name = _among(work.denied, left), place != _BETWEEN_PLACES
    open_left = {entry_id: name for entry_id, name in left.items() if entry_id in work.open_old}
    open_right = {entry_id: name for entry_id, name in right.items() if entry_id in work.open_new}
    splits = Sides(left, open_right, _of(of_old, left), alike, denied, by_name)
    mergers = Sides(right, open_left, _of(of_new, right), _flipped(alike), _flipped(denied), by_name)
    return Job(place, len(left) + len(right), (splits, mergers))


def _of(partner: Mapping[int, int], ids: Iterable[int]) -> dict[int, int]:
    return {entry_id: partner[entry_id] for entry_id in ids if entry_id in partner}


def _flipped(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    return {(other, one) for one, other in pairs}


def _take_family(work: _Work, family: Family, split: bool, partner: Mapping[int, int]) -> None:
    parts, whole = (work.open_new, work.open_old) if split else (work.open_old, work.open_new)
    own = partner.get(family.whole)
    if any(part not in parts for part in family.parts if part != own) or (own is None and family.whole not in whole):
        return
    if own is not None:
        alone, other = (family.whole, own) if split else (own, family.whole)
        known = work.pairs.get((alone,))
        if known is None or known.new != (other,):
            return
        del work.pairs[alone,]
    members = sorted(family.parts)
    old, new = ([family.whole], members) if split else (members, [family.whole])
    work.take(old, new, "review", round(family.score, 2), ("parts-together",))


def _in_order(work: _Work) -> list[Pair]:
    """The pairs in the old edition's order."""
    position = {entry_id: at for at, entry_id in enumerate(work.old)}
    return sorted(work.pairs.values(), key=lambda pair: min(position[entry_id] for entry_id in pair.old))
