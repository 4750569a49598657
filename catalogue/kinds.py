"""What a paper row asks for: the kinds of paper, how strictly, in which form, and whether it asks at all.

The vocabulary is closed (`kinds.toml`). Everything follows from words, and the words that decided are kept: a row that
cannot be explained is not recognised. Rows come from `Dossier.papers`; the procedure's name and the heading of the
case tell what the words alone do not, such as which licence is the procedure's own. Rules tell the kinds
(`catalogue.kinds_by_rule`), and weights learned from labelled rows correct them (`catalogue.learned_kinds`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from catalogue.accepted_forms import ReadForm
from catalogue.demand import YES, ReadDemand, read_demand
from catalogue.demand_features import demand_features
from catalogue.kind_words import NONE
from catalogue.kinds_by_rule import kinds_by_rule, numberless, read_heading, read_row
from catalogue.learned_demand import DEMAND, learned_demand, may_be_weaker
from catalogue.learned_kinds import KINDS, alone_in_items, learned_kinds
from catalogue.learned_weights import scores, shipped_weights, speaking_for, summed
from catalogue.listed_items import opening_at, paper_from
from catalogue.paper_names import PaperName, name_end
from catalogue.row_features import SeenRow, context_features, own_features, paper_features
from catalogue.row_roles import HEADING, NOTE, PAPER, ROLES, row_role
from catalogue.row_spelling import spelled
from catalogue.text import clean

__all__ = [
    "HEADING",
    "NOTE",
    "PAPER",
    "ROLES",
    "Evidence",
    "Recognition",
    "ToldByRules",
    "by_rules",
    "recognise",
    "seen_row",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was decided ("kind:identity", "demand:conditional", "role:note") and the words that did, as they stand."""

    about: str
    words: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """What one row asks for.

    `kinds` are codes of the vocabulary in the order of their first mention, ("none",) for what need not be submitted;
    `demand` is one of `demand.DEMANDS`, `forms` are of `accepted_forms.FORMS`, `role` is one of `row_roles.ROLES`.
    """

    kinds: tuple[str, ...]
    demand: str
    forms: tuple[str, ...]
    role: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ToldByRules:
    """The kinds, ("none",) for nothing, and the demand that the rules alone tell of a row."""

    kinds: tuple[str, ...]
    demand: str


@dataclass(frozen=True, slots=True)
class _Decision:
    """What a row asks for, with the places of the words that decided."""

    found: tuple[tuple[str, PaperName], ...]
    demand: ReadDemand
    forms: tuple[ReadForm, ...]
    forms_in_heading: bool


def seen_row(text: str, procedure: str = "", case: str = "", kinds: tuple[str, ...] | None = None) -> SeenRow:
    """Return a row as weights see it, with the kinds that the rules tell or with others in their place."""
    row = numberless(spelled(clean(text)))
    return _seen(row, procedure, case, _kinds_of(kinds_by_rule(row, procedure, case)) if kinds is None else kinds)


def by_rules(text: str, procedure: str = "", case: str = "") -> ToldByRules:
    """Return what the rules alone tell of a row."""
    row = numberless(spelled(clean(text)))
    read = read_row(row)
    found = kinds_by_rule(row, procedure, case)
    demand = read_demand(read.plain, read_heading(case)[0], _asked(read.names, found))
    return ToldByRules(_kinds_of(found) or (NONE,), demand.demand)


def _kinds_of(found: Sequence[tuple[str, PaperName]]) -> tuple[str, ...]:
    """The kinds of some papers, each once, in the order of their first mention."""
    return tuple(dict.fromkeys(kind for kind, _ in found))


def _seen(row: str, procedure: str, case: str, kinds: tuple[str, ...]) -> SeenRow:
    read = read_row(row)
    return SeenRow(row, read.plain, read.names, kinds, spelled(procedure), read_heading(case)[0])


@lru_cache(maxsize=200_000)
def _decide(row: str, procedure: str, case: str) -> _Decision:
    read = read_row(row)
    heading, heading_forms = read_heading(case)
    told = kinds_by_rule(row, procedure, case)
    seen = _seen(row, procedure, case, _kinds_of(told))
    weights = shipped_weights()
    own = own_features(seen)
    shared, shared_count = _of_context(seen.procedure, seen.case)
    total, count = summed(own, weights) + shared, len(own) + shared_count
    scored = scores(KINDS, total, count, weights)
    found = _corrected(told, seen, learned_kinds(scored, seen.kinds, alone_in_items(seen)))
    by_rule = demand = read_demand(read.plain, heading, _asked(read.names, told))
    if tuple(found) != told:
        demand = read_demand(read.plain, heading, _asked(read.names, found))
    if found and (demand.demand != YES or may_be_weaker(read.plain)):
        further = demand_features(seen, by_rule.demand)
        total, count = total + summed(further, weights), count + len(further)
        demand = learned_demand(scores(DEMAND, total, count, weights), demand, read.plain)
    forms = (read.forms or heading_forms) if found else ()
    return _Decision(tuple(found), demand, forms, not read.forms)


# What holds no word, such as a lone number, is what the rules say.
_SAYS_A_WORD = re.compile(r"[^\W\d_]{2}")


@lru_cache(maxsize=20_000)
def _of_context(procedure: str, case: str) -> tuple[int, int]:
    """What the features that all rows of a case share weigh together, and how many they are."""
    features = context_features(procedure, case)
    return summed(features, shipped_weights()), len(features)


def _corrected(
    told: Sequence[tuple[str, PaperName]], seen: SeenRow, kinds: tuple[str, ...]
) -> list[tuple[str, PaperName]]:
    """The kinds that a row asks for, each with its paper: the one that the rules told it of, where they did."""
    if kinds == seen.kinds or not _SAYS_A_WORD.search(seen.row):
        return list(told)
    kept = [(kind, name) for kind, name in told if kind in kinds]
    known = {kind for kind, _ in kept}
    free = [name for name in seen.names if all(name.start != other.start for _, other in kept)]
    for kind in kinds:
        if kind not in known:
            paper = _likeliest(kind, free, seen) or _first_item(kind, seen.row)
            free = [name for name in free if name.start != paper[1].start]
            kept.append(paper)
    return sorted(kept, key=lambda paper: paper[1].start)


def _first_item(kind: str, row: str) -> tuple[str, PaperName]:
    """The paper that a row names with no usual noun: its words up to the end of its first item."""
    opens = opening_at(row)
    ends = name_end(row, opens, len(row))
    return paper_from(kind, row, *((opens, ends) if row[opens:ends].strip() else (0, len(row))))


def _likeliest(kind: str, names: Sequence[PaperName], seen: SeenRow) -> tuple[str, PaperName] | None:
    """The paper whose name speaks most for a kind, None where none does."""
    weights = shipped_weights()
    spoken = {name: speaking_for(KINDS, kind, paper_features(name.name, seen.procedure), weights) for name in names}
    best = max(spoken, key=lambda name: (spoken[name], -name.start), default=None)
    return (kind, replace(best, kind=kind)) if best is not None and spoken[best] > 0 else None


@lru_cache(maxsize=200_000)
def recognise(text: str, procedure: str = "", case: str = "") -> Recognition:
    """Return what a row's text asks for, given its procedure's name and the heading of its case."""
    cleaned = clean(text)
    row = spelled(cleaned)
    # A letter whose small form is longer would move every place after it; then the row itself is shown.
    shown = cleaned if len(row) == len(cleaned) else row
    decided = _decide(numberless(row), procedure, case)
    found, demand, forms = decided.found, decided.demand, decided.forms
    role = PAPER if found else _role_of_none(text, case)
    evidence = [Evidence(f"kind:{kind}", _words(shown, name.start, name.end)) for kind, name in found]
    if demand.end:
        source = clean(case) if demand.in_heading else shown
        evidence.append(Evidence(f"demand:{demand.demand}", _words(source, demand.start, demand.end)))
    source = clean(case) if decided.forms_in_heading else shown
    evidence += [Evidence(f"form:{form.form}", _words(source, form.start, form.end)) for form in forms]
    if role is not PAPER:
        evidence.append(Evidence(f"role:{role}", " ".join(shown.split()[:12])))
    kinds = _kinds_of(found) or (NONE,)
    return Recognition(kinds, demand.demand, tuple(form.form for form in forms), role, tuple(evidence))


def _asked(names: tuple[PaperName, ...], found: Sequence[tuple[str, PaperName]]) -> list[PaperName]:
    """The names that count for the demand: those asked for, and the generic ones between them."""
    asked = list(dict.fromkeys(name for _, name in found))
    return [name for name in names if name in asked or not name.kind] if set(asked) <= set(names) and asked else asked


def _words(source: str, start: int, end: int) -> str:
    return " ".join(source[start:end].split())


def _role_of_none(text: str, case: str) -> str:
    """The role of a row that asks for nothing: what has the look of a paper and names none is a note."""
    role = row_role(text, case)
    return NOTE if role == PAPER else role
