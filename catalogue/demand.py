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
    """A demand and the words that decided it; no words where nothing in the row weakens the demand."""

    demand: str
    words: str = ""


_UNIT_END = re.compile(r"[;\n]|\.(?=\s|$)")


def read_demand(row: str, heading: str, names: Sequence[PaperName]) -> ReadDemand:
    """Return how strictly a spelled row asks for the papers that it names, under a spelled heading.

    A condition counts where it stands with a paper named for the first time: what a later sentence says about the
    same paper ("trường hợp người chưa đủ 14 tuổi thì tờ khai do cha, mẹ ký") changes who fills it in, not whether it
    is asked for.
    """
    asked = [name for name in names if name.kind]
    if not asked:
        return ReadDemand(NO, _found("negative", row))
    plain = without_contents(row)
    if shown := _found("present", plain) or _found("present", heading):
        return ReadDemand(PRESENT, shown)
    if either := _either(asked, without_copies(plain)) or _found("one_of", heading):
        return ReadDemand(ALTERNATIVE, either)
    return ReadDemand(CONDITIONAL, condition) if (condition := _condition(plain, asked)) else ReadDemand(YES)


def _either(names: Sequence[PaperName], row: str) -> str:
    for before, name in pairwise(names):
        if name.either and before.name != name.name:
            return f"{before.name[:60]} hoặc {name.name[:60]}"
    return _found("one_of", row) or _found("replaced", row)


def _condition(row: str, names: Sequence[PaperName]) -> str:
    seen: set[str] = set()
    start = 0
    for end in (*(found.end() for found in _UNIT_END.finditer(row)), len(row)):
        unit = row[start:end]
        kinds = {name.kind for name in names if start <= name.start < end}
        if (kinds - seen or not seen) and (condition := _found("conditional", unit)):
            return condition
        if seen and (negative := _found("negative", unit)):
            return negative
        seen |= kinds
        start = end
    return ""


def _found(key: str, text: str) -> str:
    found = words("demand", key).search(text)
    return " ".join(found.group().split()) if found else ""
