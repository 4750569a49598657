"""How strictly a row asks for its papers: always, on a condition, one of several, only to be shown, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalogue.kind_words import words
from catalogue.paper_names import PaperName, without_contents, without_copies

YES, CONDITIONAL, ALTERNATIVE, PRESENT, NO = "yes", "conditional", "alternative", "present", "no"
DEMANDS = (YES, CONDITIONAL, ALTERNATIVE, PRESENT, NO)


@dataclass(frozen=True, slots=True)
class ReadDemand:
    """A demand and where the words that decided it stand; an empty place where nothing weakens the demand."""

    demand: str
    start: int = 0
    end: int = 0
    in_heading: bool = False


_UNIT_END = re.compile(r"[;\n]|\.(?=\s|$)")


def read_demand(row: str, heading: str, names: Sequence[PaperName]) -> ReadDemand:
    """Return how strictly a spelled row asks for the papers that it names, under a spelled heading.

    A condition counts where it stands with a paper named for the first time: what a later sentence says about the
    same paper ("trường hợp người chưa đủ 14 tuổi thì tờ khai do cha, mẹ ký") changes who fills it in, not whether it
    is asked for.
    """
    asked = [name for name in names if name.kind]
    if not asked:
        return _read(NO, words("demand", "negative").search(row)) or ReadDemand(NO)
    plain = without_contents(row)
    return (
        _read(PRESENT, words("demand", "present").search(plain))
        or _read(PRESENT, words("demand", "present").search(heading), in_heading=True)
        or _either(asked, without_copies(plain))
        or _read(ALTERNATIVE, words("demand", "one_of").search(heading), in_heading=True)
        or _condition(plain, asked)
        or ReadDemand(YES)
    )


def _read(demand: str, found: re.Match[str] | None, at: int = 0, in_heading: bool = False) -> ReadDemand | None:
    return None if found is None else ReadDemand(demand, at + found.start(), at + found.end(), in_heading)


def _either(names: Sequence[PaperName], row: str) -> ReadDemand | None:
    for before, name in pairwise(names):
        if name.either and before.name != name.name:
            return ReadDemand(ALTERNATIVE, before.start, name.start + len(name.name))
    return _read(ALTERNATIVE, words("demand", "one_of").search(row)) or _read(
        ALTERNATIVE, words("demand", "replaced").search(row)
    )


def _condition(row: str, names: Sequence[PaperName]) -> ReadDemand | None:
    seen: set[str] = set()
    start = 0
    for end in (*(found.end() for found in _UNIT_END.finditer(row)), len(row)):
        unit = row[start:end]
        kinds = {name.kind for name in names if start <= name.start < end}
        if (kinds - seen or not seen) and (found := words("demand", "conditional").search(unit)):
            return _read(CONDITIONAL, found, start)
        if seen and (found := words("demand", "negative").search(unit)):
            return _read(CONDITIONAL, found, start)
        seen |= kinds
        start = end
    return None
