"""One round of pairing: what names and texts settle among some open entries, and the likeness of contents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from catalogue.codes import national_code
from catalogue.pair_candidates import Candidates, Match
from catalogue.pair_certain import Certain, place_of, same_codes, same_names, sharing_a_text
from catalogue.pair_families import may_be_kin
from catalogue.pair_judging import Judged, Ranked, accept, confidence, has_near_rival, may_rival, ranked
from catalogue.pair_outlines import Heading, name_key
from catalogue.pair_reading import BothRead

_SETTLED_BY_TEXT = 0.97
# From here on, two parts are called close in a pair's reasons.
_CLOSE = {"name": 0.75, "papers": 0.6, "body": 0.6, "results": 0.8}
_CLOSE_REASONS = {"name": "close-name", "papers": "close-papers", "body": "close-steps", "results": "close-results"}
_OTHER = 0.4

Entries = Mapping[int, Heading]
IdPairs = Collection[tuple[int, int]]


class Taken(NamedTuple):
    """An old and a new entry, by id, taken for one procedure, with state, confidence and reasons (`pairs.Pair`)."""

    old: int
    new: int
    state: str
    sureness: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a round found: pairs; the matches left between open entries; and which entries may be kin.

    `alike` are the old and new ids of the matches of which one entry is still open and may be a part of the other.
    """

    taken: tuple[Taken, ...]
    matches: tuple[Match, ...]
    alike: frozenset[tuple[int, int]]


def settle(read: BothRead, old: Sequence[Heading], new: Sequence[Heading], denied: IdPairs) -> Settled:
    """Pair the open entries of one place; `denied` are the ids of pairs that a person ruled out."""
    open_old = {heading.entry_id: heading for heading in old}
    open_new = {heading.entry_id: heading for heading in new}
    by_text = settled_by_text(read, open_old, open_new, denied)
    alike = settled_by_likeness(read, open_old, open_new, denied)
    return Settled((*by_text, *alike.taken), alike.matches, alike.alike)


def settled_by_text(
    read: BothRead,
    old: dict[int, Heading],
    new: dict[int, Heading],
    denied: IdPairs,
    possible: Callable[[Heading, Heading], bool] = lambda one, other: True,
) -> tuple[Taken, ...]:
    """Take the pairs of one code, then those of one name, that their texts bear out; they leave `old` and `new`."""
    taken: list[Taken] = []
    for together, reason in ((same_codes, "same-code"), (same_names, "same-name")):
        pairs = [pair for pair in together(old.values(), new.values()) if possible(*pair)]
        found = [
            Taken(pair.old, pair.new, "accepted", _SETTLED_BY_TEXT, pair.reasons)
            for pair in _sharing_a_text(read, pairs, reason)
            if (pair.old, pair.new) not in denied
        ]
        for pair in found:
            del old[pair.old], new[pair.new]
        taken += found
    return tuple(taken)


def _sharing_a_text(read: BothRead, pairs: Sequence[tuple[Heading, Heading]], reason: str) -> list[Certain]:
    left = read.old.outlines([one.entry_id for one, _ in pairs])
    right = read.new.outlines([other.entry_id for _, other in pairs])
    return list(sharing_a_text(pairs, left, right, reason))


def settled_by_likeness(
    read: BothRead,
    old: Entries,
    new: Entries,
    denied: IdPairs,
    possible: Callable[[Match], bool] = lambda match: True,
    known: Iterable[Match] = (),
) -> Settled:
    """Take what is alike beyond doubt; `known` are matches found before, which are rivals of those found here."""
    codes = {entry_id: national_code(heading.code) for entry_id, heading in old.items()}
    new_features = read.new.features(list(new))
    candidates = Candidates(read.old.features(list(old)), new_features, codes)
    matches = [
        match
        for features in new_features
        for match in candidates.of(features, national_code(new[features.entry_id].code))
        if (match.old, match.new) not in denied and possible(match)
    ]
    found = ranked_by_place((*known, *matches), old, new)
    taken = tuple(
        Taken(
            judged.match.old,
            judged.match.new,
            "review" if _is_of_a_province(judged.match, old, new) else "accepted",
            confidence(judged),
            reasons_of(judged, old, new),
        )
        for judged in accept(found, old, new)
    )
    gone_old, gone_new = {pair.old for pair in taken}, {pair.new for pair in taken}
    open_matches = [match for match in found.matches if match.old not in gone_old or match.new not in gone_new]
    return Settled(
        taken,
        tuple(
            match
            for match in open_matches
            if may_rival(match) and match.old not in gone_old and match.new not in gone_new
        ),
        frozenset((match.old, match.new) for match in open_matches if may_be_kin(match.likeness)),
    )


def ranked_by_place(matches: Iterable[Match], old: Entries, new: Entries) -> Ranked:
    """Return matches in order; where they are equal, by the order of the entries, which are all there."""
    return ranked(matches, {entry: at for at, entry in enumerate(old)}, {entry: at for at, entry in enumerate(new)})


def _is_of_a_province(match: Match, old: Entries, new: Entries) -> bool:
    """Tell whether one side is national and the other a province's own, under another code.

    Other provinces may have the same of their own, and the national one may stand beside them.
    """
    places = [place_of(old[match.old]), place_of(new[match.new])]
    return not match.likeness.same_code and not all(places) and any(places)


def reasons_of(judged: Judged, old: Entries, new: Entries) -> tuple[str, ...]:
    """Return why a match is proposed, and what speaks against it."""
    match, likeness = judged.match, judged.match.likeness
    one, other = old[match.old], new[match.new]
    reasons: list[str] = []
    if likeness.same_code:
        reasons.append("same-code" if one.code == other.code else "same-national-code")
    if one.digest == other.digest:
        reasons.append("same-content")
    same_name = name_key(one.name) == name_key(other.name)
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
    if _is_of_a_province(match, old, new):
        reasons.append("of-a-province")
    if has_near_rival(judged):
        reasons.append("near-rival")
    return tuple(reasons)
