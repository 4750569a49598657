"""Which matches are accepted, which go to a person, and what is neither: a judgement by score, content and rivals.

A match is accepted only where it stands clear of every other match of its two procedures that is still open, so that of
procedures that resemble each other none is taken for another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from catalogue.pair_candidates import Match
from catalogue.pair_scoring import PartLikeness

# A match that scores so much is the same procedure, or scores so little less with so much of its content.
_SURE = 0.62
_ENOUGH = 0.5
_SURE_CONTENT = 0.62
# Under a name that is not close, the steps have to be the same.
_CLOSE_NAME = 0.5
_SURE_CONTENT_UNDER_ANOTHER_NAME = 0.72
_SURE_BODY_UNDER_ANOTHER_NAME = 0.8
_SURE_WITH_CODE = 0.6
# The same code, and one name that only says more than the other.
_SURE_WITH_CODE_AND_NAME_HELD = 0.52
_NAME_HELD = 0.9
# Where there are only lists, names must all but agree.
_SURE_OF_LISTS = 0.88
_CLEAR_OF_RIVALS = 0.04
# Names of a kind ("Cấp lại … do hết thời hạn") resemble each other, and so does the usual wording of one office's
# procedures: either has to be borne out. Where a law was rewritten, nothing but the name is left, or the name grew.
_WORTH_A_LOOK = 0.36
_CONTENT_UNDER_A_CLOSE_NAME = 0.4
_ALL_BUT_THE_NAME = 0.85
_CONTENT_WORTH_A_LOOK = 0.68
_WORTH_A_LOOK_WITH_CODE = 0.42
_WORTH_A_LOOK_IN_LISTS = 0.6
# What scores less is no rival of anything that is taken, for it is not near to it.
_MAY_RIVAL = 0.3


@dataclass(frozen=True, slots=True)
class Judged:
    """A match with how far it stands above the nearest rival of either of its procedures."""

    match: Match
    margin: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """The matches of two editions from the best to the worst, and by the entries that stand in them."""

    matches: list[Match]
    of_old: Mapping[int, list[Match]]
    of_new: Mapping[int, list[Match]]


def ranked(matches: Iterable[Match], old_places: Mapping[int, int], new_places: Mapping[int, int]) -> Ranked:
    """Return the matches in order; of equal ones, those whose entries stand at like places in their editions.

    The places are by the entries' ids.
    """

    def rank(match: Match) -> tuple[float, int, int]:
        old, new = old_places[match.old], new_places[match.new]
        return -round(match.likeness.score, 9), abs(old - new), old + new

    best_first = sorted(matches, key=rank)
    of_old: dict[int, list[Match]] = defaultdict(list)
    of_new: dict[int, list[Match]] = defaultdict(list)
    for match in best_first:
        of_old[match.old].append(match)
        of_new[match.new].append(match)
    return Ranked(best_first, of_old, of_new)


def accept(found: Ranked, old: Collection[int], new: Collection[int]) -> list[Judged]:
    """Return the matches between open entries that need no person, at most one for each entry.

    `old` and `new` are the ids that are still open.
    """
    open_old, open_new = set(old), set(new)
    accepted: list[Judged] = []
    for match in found.matches:
        if match.old in open_old and match.new in open_new and is_alike(match):
            margin = _margin(match, found, open_old, open_new)
            if margin >= _CLEAR_OF_RIVALS:
                accepted.append(Judged(match, margin))
                open_old.discard(match.old)
                open_new.discard(match.new)
    return accepted


def propose(found: Ranked, old: Collection[int], new: Collection[int]) -> list[Judged]:
    """Return the matches between open entries that a person should look at, at most one for each entry."""
    open_old, open_new = set(old), set(new)
    # Rivals count for twins too, of which the first would otherwise leave the second without any.
    rival_old, rival_new = set(old), set(new)
    proposed: list[Judged] = []
    for match in found.matches:
        if match.old in open_old and match.new in open_new and _is_worth_a_look(match):
            judged = Judged(match, _margin(match, found, rival_old, rival_new))
            proposed.append(judged)
            open_old.discard(match.old)
            open_new.discard(match.new)
            if not has_near_rival(judged):
                rival_old.discard(match.old)
                rival_new.discard(match.new)
    return proposed


def confidence(judged: Judged) -> float:
    """Return how sure a match is, from 0 to 1: its score, less where a rival is near."""
    clear = min(1.0, 0.6 + 2 * max(0.0, judged.margin))
    return round(min(0.99, judged.match.likeness.score) * clear, 2)


def has_near_rival(judged: Judged) -> bool:
    """Tell whether another match of one of the two procedures was nearly as good."""
    return judged.margin < _CLEAR_OF_RIVALS


def _margin(match: Match, found: Ranked, open_old: set[int], open_new: set[int]) -> float:
    rivals = [rival for rival in found.of_old[match.old] if rival.new in open_new and rival is not match]
    rivals += [rival for rival in found.of_new[match.new] if rival.old in open_old and rival is not match]
    return match.likeness.score - max((rival.likeness.score for rival in rivals), default=0.0)


def is_alike(match: Match) -> bool:
    """Tell whether the two procedures of a match are so alike that they are one, rivals left aside."""
    likeness = match.likeness
    name, body = likeness.part("name"), likeness.part("body")
    if likeness.same_code:
        held = name is not None and _is_name_held(name)
        return likeness.score >= (_SURE_WITH_CODE_AND_NAME_HELD if held else _SURE_WITH_CODE)
    if likeness.content is None:
        return likeness.score >= _SURE_OF_LISTS
    if name is None or name.alike < _CLOSE_NAME:
        same_body = body is None or body.alike >= _SURE_BODY_UNDER_ANOTHER_NAME
        return same_body and likeness.score >= _ENOUGH and likeness.content >= _SURE_CONTENT_UNDER_ANOTHER_NAME
    return likeness.score >= _SURE or (likeness.score >= _ENOUGH and likeness.content >= _SURE_CONTENT)


def _is_worth_a_look(match: Match) -> bool:
    likeness = match.likeness
    if likeness.same_code:
        return likeness.score >= _WORTH_A_LOOK_WITH_CODE
    if likeness.content is None:
        return likeness.score >= _WORTH_A_LOOK_IN_LISTS
    name = likeness.part("name")
    if name is not None and name.alike >= _CLOSE_NAME:
        one_name = name.alike >= _ALL_BUT_THE_NAME or _is_name_held(name)
        return likeness.score >= _WORTH_A_LOOK and (one_name or likeness.content >= _CONTENT_UNDER_A_CLOSE_NAME)
    return likeness.score >= _ENOUGH and likeness.content >= _CONTENT_WORTH_A_LOOK


def _is_name_held(name: PartLikeness) -> bool:
    """Tell whether one of two names only says more than the other."""
    return max(name.old_in_new, name.new_in_old) >= _NAME_HELD


def may_rival(match: Match) -> bool:
    """Tell whether a match may be taken, or stand near to one that is."""
    return match.likeness.score >= _MAY_RIVAL
