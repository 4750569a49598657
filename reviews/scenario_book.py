"""Scenarios as a workspace keeps them: a name, which marks belong to it, and how applicants would deal.

Kept under the topic "scenario" by name. Which marks belong to a scenario is said by a filter, so that a mark made later
belongs to it as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from catalogue.problems import Problem, ProblemKind
from catalogue.records import Procedure
from catalogue.store import Store
from catalogue.text import fold, one_line
from reviews.cost_table import plain
from reviews.costs import Exact
from reviews.judgements import JudgementBook, judged
from reviews.marks import Mark
from reviews.scenario import Scenario

TOPIC = "scenario"


@dataclass(frozen=True, slots=True)
class MarkFilter:
    """Which marks belong to a scenario: those that fit one of the words in every list; an empty list fits all.

    Authors, actions and codes are equal to one of the words, fields and agencies hold one of them, diacritics aside.
    """

    authors: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    def fits(self, mark: Mark, procedure: Procedure) -> bool:
        """Tell whether a mark on a procedure belongs to the scenario."""
        agencies = procedure.agencies
        handling = " ; ".join((*agencies.implementing, *agencies.competent))
        return (
            (not self.authors or mark.author in self.authors)
            and (not self.actions or mark.action in self.actions)
            and (not self.codes or mark.address in self.codes)
            and _holds(procedure.field, self.fields)
            and _holds(handling, self.agencies)
        )


def _holds(text: str, words: tuple[str, ...]) -> bool:
    folded = fold(text)
    return not words or any(fold(one_line(word)) in folded for word in words)


@dataclass(frozen=True, slots=True)
class NamedScenario:
    """A scenario as it is kept; `online` is the part of the applicants who would deal online, None as today."""

    name: str
    filter: MarkFilter
    online: Fraction | None = None
    who: str = ""

    def applied(self, marks: Iterable[Mark], procedures: Mapping[str, Procedure]) -> Scenario:
        """Return the scenario with those of the marks that belong to it; marks on unknown procedures are left out."""
        chosen: dict[str, list[Mark]] = defaultdict(list)
        for mark in marks:
            procedure = procedures.get(mark.address)
            if procedure is not None and self.filter.fits(mark, procedure):
                chosen[mark.address].append(mark)
        shares: dict[str, Exact] = {} if self.online is None else {"online": self.online, "direct": 1 - self.online}
        return Scenario(self.name, dict(chosen), shares)


def kept_scenarios(store: Store) -> tuple[NamedScenario, ...]:
    """Return every scenario that is kept, in the order of names."""
    return tuple(_from(name, said.value, said.who) for name, said in judged(store, TOPIC).items())


def find_scenarios(store: Store, names: Sequence[str]) -> tuple[NamedScenario, ...]:
    """Return the scenarios of some names, in their order; raises `Problem` for a name under which none is kept."""
    known = {one.name: one for one in kept_scenarios(store)}
    for name in names:
        if one_line(name) not in known:
            raise Problem(ProblemKind.SCENARIO_UNKNOWN, scenario=name, known=", ".join(known) or "–")
    return tuple(known[one_line(name)] for name in names)


def keep_scenario(book: JudgementBook, scenario: NamedScenario) -> bool:
    """Keep a scenario in place of what stood under its name; return whether that is a change."""
    values: dict[str, Any] = {
        field.name: list(getattr(scenario.filter, field.name))
        for field in fields(MarkFilter)
        if getattr(scenario.filter, field.name)
    }
    if scenario.online is not None:
        values["online"] = plain(scenario.online)
    return bool(book.say(TOPIC, {one_line(scenario.name): values}))


def drop_scenario(book: JudgementBook, scenario: NamedScenario) -> None:
    """Keep a scenario no longer; undo brings it back."""
    book.say(TOPIC, {scenario.name: None})


def _from(name: str, values: Mapping[str, Any], who: str) -> NamedScenario:
    lists = {field.name: tuple(values.get(field.name, ())) for field in fields(MarkFilter)}
    online = values.get("online")
    return NamedScenario(name, MarkFilter(**lists), None if online is None else Fraction(online), who)
