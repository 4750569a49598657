"""Which procedure of one edition is which of another.

What a person judged comes first; then what the lists settle (`pair_certain`); then, province by province and at last
over the whole of both editions, what names and texts settle and the likeness of contents (`pair_candidates`,
`pair_judging`); and for review what was split or merged (`pair_families`) and what is only likely.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from catalogue.codes import national_code
from catalogue.pair_candidates import Candidates, Match
from catalogue.pair_certain import (
    Certain,
    by_place,
    certain_by_list,
    may_be_one_place,
    place_of,
    same_codes,
    same_names,
    sharing_a_text,
)
from catalogue.pair_families import Family, Sides, find_families
from catalogue.pair_features import FeatureReader, Features
from catalogue.pair_judging import Judged, Ranked, accept, confidence, has_near_rival, is_alike, propose, ranked
from catalogue.pair_outlines import Heading, Listed
from catalogue.pair_verdicts import Verdicts, decided
from catalogue.pairs import Pair, Pairing, make_pair
from catalogue.text import spelling_key

Progress = Callable[[int], None]

_SETTLED_BY_LIST = 0.99
_SETTLED_BY_TEXT = 0.97
# From here on, two parts are called close in a pair's reasons.
_CLOSE = {"name": 0.75, "papers": 0.6, "body": 0.6, "results": 0.8}
_CLOSE_REASONS = {"name": "close-name", "papers": "close-papers", "body": "close-steps", "results": "close-results"}
_OTHER = 0.4


@dataclass(slots=True)
class _Work:
    """The changing state of one pairing: what is still open on either side, and the pairs by old ids."""

    old: Mapping[int, Heading]
    new: Mapping[int, Heading]
    old_listed: Listed
    new_listed: Listed
    denied: Collection[tuple[int, int]]
    progress: Progress | None
    reader: FeatureReader = field(default_factory=FeatureReader)
    open_old: dict[int, Heading] = field(default_factory=dict)
    open_new: dict[int, Heading] = field(default_factory=dict)
    pairs: dict[tuple[int, ...], Pair] = field(default_factory=dict)
    # Old and new entries that resemble each other, where one of them has found no procedure of its own.
    alike: set[tuple[int, int]] = field(default_factory=set)

    def take(
        self, old: Sequence[int], new: Sequence[int], state: str, sureness: float, reasons: tuple[str, ...]
    ) -> None:
        """Keep a pair of entries by their ids; they are no longer open."""
        left = [self.old[entry_id] for entry_id in old]
        right = [self.new[entry_id] for entry_id in new]
        self.pairs[tuple(old)] = make_pair(left, right, state, sureness, reasons)
        for entry_id in old:
            self.open_old.pop(entry_id, None)
        for entry_id in new:
            self.open_new.pop(entry_id, None)

    def tell(self) -> None:
        """Say how many entries are settled."""
        if self.progress is not None:
            self.progress(len(self.old) + len(self.new) - len(self.open_old) - len(self.open_new))

    def old_features(self, entry_ids: Sequence[int]) -> list[Features]:
        """Read the features of old entries."""
        return [self.reader.read(outline) for outline in self.old_listed.outlines(entry_ids)]

    def new_features(self, entry_ids: Sequence[int]) -> list[Features]:
        """Read the features of new entries."""
        return [self.reader.read(outline) for outline in self.new_listed.outlines(entry_ids)]


def pair_listed(old: Listed, new: Listed, verdicts: Verdicts, progress: Progress | None = None) -> Pairing:
    """Pair the entries of two editions.

    `verdicts` are what people said of pairs; they hold against whatever the program finds. `progress` is called with
    the number of entries settled so far, of both editions together.
    """
    work = _started(old, new, verdicts, progress)
    _take_certain(work, certain_by_list(work.open_old.values(), work.open_new.values()), _SETTLED_BY_LIST)
    _take_sharing_a_text(work, same_codes(work.open_old.values(), work.open_new.values()), "same-code")
    places = _shared_places(work)
    for left, right in places:
        _take_sharing_a_text(work, same_names(left, right), "same-name")
        _take_alike(work, left, right)
    _take_sharing_a_text(work, same_names(work.open_old.values(), work.open_new.values()), "same-name")
    found = _take_alike(work, work.open_old.values(), work.open_new.values())
    _take_families(work)
    for judged in propose(found, work.open_old, work.open_new):
        match = judged.match
        work.take([match.old], [match.new], "review", confidence(judged), _reasons(work, judged))
    work.tell()
    return Pairing(tuple(_in_order(work)), tuple(work.open_new), tuple(work.open_old))


def _started(old: Listed, new: Listed, verdicts: Verdicts, progress: Progress | None) -> _Work:
    left = {heading.entry_id: heading for heading in old.headings()}
    right = {heading.entry_id: heading for heading in new.headings()}
    said = decided(left.values(), right.values(), verdicts)
    work = _Work(left, right, old, new, said.denied, progress, open_old=dict(left), open_new=dict(right))
    for old_ids, new_ids in said.confirmed:
        work.take(old_ids, new_ids, "accepted", 1.0, ("confirmed",))
    return work


def _take_certain(work: _Work, found: Iterable[Certain], sureness: float) -> None:
    for pair in list(found):
        if (pair.old, pair.new) not in work.denied:
            work.take([pair.old], [pair.new], "accepted", sureness, pair.reasons)
    work.tell()


def _shared_places(work: _Work) -> list[tuple[list[Heading], list[Heading]]]:
    """The open entries of each place that both editions have; empty where there is but one place."""
    left, right = by_place(work.open_old.values()), by_place(work.open_new.values())
    if len(left) <= 1 and len(right) <= 1:
        return []
    return [(left[place], right[place]) for place in sorted(left) if place in right]


def _take_sharing_a_text(work: _Work, pairs: Sequence[tuple[Heading, Heading]], reason: str) -> None:
    """Accept those of some pairs that their texts bear out."""
    left = work.old_listed.outlines([one.entry_id for one, _ in pairs])
    right = work.new_listed.outlines([other.entry_id for _, other in pairs])
    _take_certain(work, sharing_a_text(pairs, left, right, reason), _SETTLED_BY_TEXT)


def _take_alike(work: _Work, old: Iterable[Heading], new: Iterable[Heading]) -> Ranked:
    """Accept what is alike beyond doubt among some open entries; return all their matches."""
    left = [heading.entry_id for heading in old if heading.entry_id in work.open_old]
    right = [heading.entry_id for heading in new if heading.entry_id in work.open_new]
    old_features, new_features = work.old_features(left), work.new_features(right)
    codes = {entry_id: national_code(work.old[entry_id].code) for entry_id in left}
    candidates = Candidates(old_features, new_features, codes)
    matches = [
        match
        for features in new_features
        for match in candidates.of(features, national_code(work.new[features.entry_id].code))
        if (match.old, match.new) not in work.denied and _is_possible(work, match)
    ]
    found = ranked(matches, {entry: at for at, entry in enumerate(left)}, {entry: at for at, entry in enumerate(right)})
    for judged in accept(found, left, right):
        match = judged.match
        state = "review" if _is_of_a_province(work, match) else "accepted"
        work.take([match.old], [match.new], state, confidence(judged), _reasons(work, judged))
    work.alike |= {(m.old, m.new) for m in matches if m.old in work.open_old or m.new in work.open_new}
    work.tell()
    return found


def _is_possible(work: _Work, match: Match) -> bool:
    """Tell whether a match is more than one province's procedure beside another province's of the same kind."""
    return is_alike(match) or may_be_one_place(work.old[match.old], work.new[match.new])


def _is_of_a_province(work: _Work, match: Match) -> bool:
    """Tell whether one side is national and the other a province's own, under another code.

    Other provinces may have the same of their own, and the national one may stand beside them.
    """
    places = [place_of(heading) for heading in (work.old[match.old], work.new[match.new])]
    return not match.likeness.same_code and not all(places) and any(places)


def _reasons(work: _Work, judged: Judged) -> tuple[str, ...]:
    """Why a match is proposed, and what speaks against it."""
    match, likeness = judged.match, judged.match.likeness
    old, new = work.old[match.old], work.new[match.new]
    reasons: list[str] = []
    if likeness.same_code:
        reasons.append("same-code" if old.code == new.code else "same-national-code")
    if old.digest == new.digest:
        reasons.append("same-content")
    same_name = spelling_key(old.name) == spelling_key(new.name)
    for part, close in _CLOSE.items():
        found = likeness.part(part)
        if part == "name" and same_name:
            reasons.append("same-name")
        elif found is not None and found.alike >= close:
            reasons.append(_CLOSE_REASONS[part])
        elif part == "name" and found is not None and found.alike < _OTHER:
            reasons.append("other-name")
    if likeness.content is None:
        reasons.append("only-lists")
    elif likeness.content < _OTHER:
        reasons.append("other-content")
    if _is_of_a_province(work, match):
        reasons.append("of-a-province")
    if has_near_rival(judged):
        reasons.append("near-rival")
    return tuple(reasons)


def _take_families(work: _Work) -> None:
    """Propose splits and mergers; the pair that a whole already has goes into its family."""
    of_old = {pair.old[0]: pair.new[0] for pair in work.pairs.values() if _may_grow(pair)}
    of_new = {new: old for old, new in of_old.items()}
    taken_old = {entry_id for entry_id in work.old if entry_id not in work.open_old and entry_id not in of_old}
    taken_new = {entry_id for entry_id in work.new if entry_id not in work.open_new and entry_id not in of_new}
    old = [heading for entry_id, heading in work.old.items() if entry_id not in taken_old]
    new = [heading for entry_id, heading in work.new.items() if entry_id not in taken_new]
    splits = find_families(
        Sides(old, new, set(work.open_new), of_old, work.alike, work.denied),
        work.reader,
        work.old_listed,
        work.new_listed,
    )
    mergers = find_families(
        Sides(new, old, set(work.open_old), of_new, _flipped(work.alike), _flipped(work.denied)),
        work.reader,
        work.new_listed,
        work.old_listed,
    )
    for family, split in sorted(_tagged(splits, mergers), key=lambda item: -item[0].score):
        _take_family(work, family, split, of_old if split else of_new)


def _flipped(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    return {(other, one) for one, other in pairs}


def _may_grow(pair: Pair) -> bool:
    """Tell whether a pair may turn out to be one part of a split or merger: not where nothing changed."""
    return len(pair.old) == len(pair.new) == 1 and pair.kind == "changed" and "confirmed" not in pair.reasons


def _tagged(splits: Iterable[Family], mergers: Iterable[Family]) -> Iterator[tuple[Family, bool]]:
    yield from ((family, True) for family in splits)
    yield from ((family, False) for family in mergers)


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
