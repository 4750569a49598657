"""Procedures that were split into several, or merged into one: proposed where the parts together hold the whole.

A split is looked for with the old procedures as wholes and the new ones as parts, a merger the other way round. A part
that found no procedure of its own belongs to a whole when their names hold each other's words and the whole asks for
the part's papers; and two or more parts make a family when together they ask for what the whole asks for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain
from math import log
from operator import neg

from catalogue.pair_features import PARTS, Features
from catalogue.pair_reading import BothRead, ReadEdition
from catalogue.pair_scoring import Likeness, Rarity

_PAPERS = PARTS.index("papers")
_MOST_WITH_WORD = 300
_FEWEST = 1000
_PARTS_AT_ONCE = 1000
_UNKNOWN_WEIGHT = 5.0
_ASKED = 6
_WHOLES_TRIED = 3
_MOST_PARTS = 8

_NAME_HELD = 0.4
# Rarity among other procedures may be another, so that less is enough to try.
_NAME_HELD_TO_TRY = 0.3
_PAPERS_HELD_TO_TRY = 0.6
_NAME_HELD_IN_LISTS = 0.6
_PAPERS_HELD = 0.8
_SAME_OFFICE = 0.5
_ALIKE = 0.5
_TOGETHER = 0.8
_CLEAR = 0.1
_SAME_NAME = 0.95
_ALL_PAPERS = 0.85


@dataclass(frozen=True, slots=True)
class Family:
    """A whole and its parts by their ids, and how alike the least alike of them is to the whole."""

    whole: int
    parts: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Sides:
    """The entries of one place among which families are looked for.

    `wholes` are the names of the entries that may be one, by id, `parts` those of the entries that have found no
    procedure of their own; `partner` says which part a whole is paired with. `alike` are pairs of whole and part that
    are known to resemble each other, `apart` those that a person denied. `by_name` says that names are asked, too.
    """

    wholes: Mapping[int, str]
    parts: Mapping[int, str]
    partner: Mapping[int, int]
    alike: Collection[tuple[int, int]]
    apart: Collection[tuple[int, int]]
    by_name: bool = True


def splits_and_mergers(read: BothRead, splits: Sides, mergers: Sides) -> list[tuple[Family, bool]]:
    """Return the families of one place, each with whether it is a split; a merger's whole is a new entry."""
    found = [(family, True) for family in find_families(splits, read.old, read.new)]
    return found + [(family, False) for family in find_families(mergers, read.new, read.old)]


def may_be_kin(likeness: Likeness) -> bool:
    """Tell whether one of two procedures may be a part of the other, which holds most of its name and papers."""
    name, papers = likeness.part("name"), likeness.part("papers")
    return (
        name is not None
        and papers is not None
        and max(name.old_in_new, name.new_in_old) >= _NAME_HELD_TO_TRY
        and max(papers.old_in_new, papers.new_in_old) >= _PAPERS_HELD_TO_TRY
    )


def find_families(sides: Sides, wholes: ReadEdition, parts: ReadEdition) -> list[Family]:
    """Return the families, the most alike first; no part stands in two, and each has at least two parts."""
    tried = _tried(sides, wholes)
    waiting = list(tried)
    kin = [
        pair
        for start in range(0, len(waiting), _PARTS_AT_ONCE)
        for pair in _asking_for_it(waiting[start : start + _PARTS_AT_ONCE], tried, wholes, parts)
    ]
    whole_ids = sorted({whole for whole, _ in kin})
    partners = {sides.partner[whole] for whole in whole_ids if whole in sides.partner}
    part_ids = sorted({part for _, part in kin} | partners)
    kinship = _Kinship(wholes.features(whole_ids), parts.features(part_ids))
    belonging: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for whole, part in kin:
        likeness = kinship.likeness(whole, part)
        if _belongs(likeness):
            belonging[part].append((likeness.score, whole))
    members: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for part, scored in belonging.items():
        best, *others = sorted(scored, reverse=True)
        # Twins on both sides are a question of which is which, not a family.
        if not any(whole not in sides.partner and score > best[0] - _CLEAR for score, whole in others):
            members[best[1]].append((best[0], part))
    return _families(sides, kinship, members)


def _tried(sides: Sides, reader: ReadEdition) -> dict[int, list[int]]:
    """The wholes that each open part is tried with."""
    alike = {(whole, part) for whole, part in sides.alike if whole in sides.wholes and part in sides.parts}
    by_name = _kin_by_name(sides, reader) if sides.by_name else ()
    tried: dict[int, list[int]] = {}
    for whole, part in sorted({*alike, *by_name} - set(sides.apart), key=lambda pair: (pair[1], pair[0])):
        tried.setdefault(part, []).append(whole)
    return tried


def _asking_for_it(
    waiting: Sequence[int], tried: Mapping[int, Sequence[int]], wholes: ReadEdition, parts: ReadEdition
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of whole and part where the whole asks for what the part asks for."""
    asked_by_whole = wholes.papers(sorted({whole for part in waiting for whole in tried[part]}))
    asked_by_part = parts.papers(waiting)
    counts = Counter(chain(*asked_by_whole.values(), *asked_by_part.values()))
    weights = {feature: log((len(asked_by_whole) + _FEWEST) / count) for feature, count in counts.items()}
    weight = weights.__getitem__
    for part in waiting:
        asked = frozenset(asked_by_part[part])
        least = _PAPERS_HELD * sum(map(weight, asked))
        for whole in tried[part]:
            if least and sum(map(weight, asked.intersection(asked_by_whole[whole]))) >= least:
                yield whole, part


def _families(sides: Sides, kinship: _Kinship, members: Mapping[int, list[tuple[float, int]]]) -> list[Family]:
    found: list[Family] = []
    for whole, scored in members.items():
        kin = nlargest(_MOST_PARTS, scored)
        partner = sides.partner.get(whole)
        if partner is not None:
            likeness = kinship.likeness(whole, partner)
            if not _belongs(likeness) or _is_all(likeness):
                continue
            kin.insert(0, (likeness.score, partner))
        parts = [part for _, part in kin]
        if len(parts) >= 2 and kinship.held_together(whole, parts) >= _TOGETHER:
            found.append(Family(whole, tuple(parts), min(score for score, _ in kin)))
    return sorted(found, key=lambda family: (-family.score, family.whole))


def _belongs(likeness: Likeness) -> bool:
    name, papers, office = (likeness.part(part) for part in ("name", "papers", "office"))
    return (
        likeness.score >= _ALIKE
        and name is not None
        and max(name.old_in_new, name.new_in_old) >= _NAME_HELD
        and papers is not None
        and papers.new_in_old >= _PAPERS_HELD
        and (office is None or office.alike >= _SAME_OFFICE)
    )


def _is_all(likeness: Likeness) -> bool:
    """Tell whether a part has the whole's name and all of its papers, so that nothing is left for others."""
    name, papers = likeness.part("name"), likeness.part("papers")
    return name is not None and papers is not None and name.alike >= _SAME_NAME and papers.old_in_new >= _ALL_PAPERS


class _Kinship:
    """The features of wholes and parts, and how they hold each other."""

    def __init__(self, wholes: Iterable[Features], parts: Iterable[Features]) -> None:
        whole_list, part_list = list(wholes), list(parts)
        self._rarity = Rarity(whole_list, part_list)
        self._wholes = {features.entry_id: self._rarity.weighed(features) for features in whole_list}
        self._parts = {features.entry_id: self._rarity.weighed(features) for features in part_list}

    def likeness(self, whole: int, part: int) -> Likeness:
        """Return how alike a whole and a part are, the whole as the old side."""
        found = self._parts[part]
        return self._rarity.likeness(self._wholes[whole], found, tuple(map(frozenset, found.features.parts)), False)

    def held_together(self, whole: int, parts: Sequence[int]) -> float:
        """Return how much of the whole's papers the parts have between them, from 0 to 1."""
        asked = self._wholes[whole].features.parts[_PAPERS]
        having: set[int] = set()
        for part in parts:
            having.update(self._parts[part].features.parts[_PAPERS])
        weight = self._rarity.weight
        total = sum(map(weight, asked))
        return sum(weight(feature) for feature in asked if feature in having) / total if total else 0.0


def _kin_by_name(sides: Sides, reader: ReadEdition) -> Iterator[tuple[int, int]]:
    """Yield the wholes and open parts, by id, whose names have rare words in common."""
    whole_ids = list(sides.wholes)
    whole_names = list(map(reader.name_words, sides.wholes.values()))
    part_names = {part: reader.name_words(name) for part, name in sides.parts.items()}
    asked = frozenset(chain.from_iterable(part_names.values()))
    having: dict[int, list[int]] = defaultdict(list)
    for at, name in enumerate(whole_names):
        for word in asked.intersection(name):
            having[word].append(at)
    weights = {word: log((len(whole_ids) + _FEWEST) / (len(having[word]) or 1)) for word in asked}
    for part, own in part_names.items():
        found: dict[int, float] = defaultdict(float)
        for word in sorted(own, key=lambda word: (len(having[word]), word))[:_ASKED]:
            if len(having[word]) <= _MOST_WITH_WORD:
                for at in having[word]:
                    found[at] += weights[word]
        weight = sum(map(weights.__getitem__, own))
        # Of equal ones the first, as if there were a key, which would be called for millions of names.
        for _, last in nlargest(_WHOLES_TRIED, zip(found.values(), map(neg, found), strict=True)):
            at = -last
            whole = whole_names[at]
            common = sum(map(weights.__getitem__, own & whole))
            if common >= _NAME_HELD_IN_LISTS * min(weight, sum(weights.get(word, _UNKNOWN_WEIGHT) for word in whole)):
                yield whole_ids[at], part
