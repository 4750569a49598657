"""Targets for cutting procedures down, and progress towards them against a frozen baseline, by field and agency.

Nghị quyết 66/NQ-CP (26/3/2025) measures time, compliance cost and conditions against 2024; papers and procedures are
counted beside them. Targets are data in `reviews/law/cost_targets.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from statistics import median_low
from typing import Any

from catalogue.dossier_cases import paper_count
from catalogue.measures.times import TimeLimit, read_channel_time
from catalogue.records import Procedure
from catalogue.steps import split_text
from catalogue.text import is_no_value
from reviews.cost_table import plain
from reviews.costs import CostTable, Exact, reduction_percent
from reviews.scenario import CostedProcedure, by_agency, by_field


class Measured(StrEnum):
    """What targets and progress are measured in."""

    TIME = "time"
    COST = "cost"
    CONDITIONS = "conditions"
    PAPERS = "papers"
    PROCEDURES = "procedures"


@dataclass(frozen=True, slots=True)
class CutTarget:
    """One target: by how many percent each measure is to be cut by a year, against the baseline's year."""

    code: str
    name: str
    baseline_year: int
    year: int
    cut: Mapping[Measured, Fraction]
    source: str
    verified: bool


@cache
def cut_targets() -> tuple[CutTarget, ...]:
    """Return every target of `cost_targets.toml`."""
    text = (files("reviews.law") / "cost_targets.toml").read_text(encoding="utf-8")
    return tuple(
        CutTarget(
            row["code"],
            row["name"],
            row["baseline_year"],
            row["year"],
            {Measured(name): Fraction(percent) for name, percent in row["cut"].items()},
            row["source"],
            row["verified"],
        )
        for row in tomllib.loads(text)["target"]
    )


# Working minutes of each unit: a working day is 8 hours, a week 5 working days of 7, a month 22 working days.
_WORKING_MINUTES: dict[str, Exact] = {
    "minute": 1,
    "hour": 60,
    "working_hour": 60,
    "working_day": 480,
    "day": Fraction(480 * 5, 7),
    "month": 480 * 22,
    "year": 480 * 22 * 12,
}


def handling_minutes(procedure: Procedure) -> Exact:
    """Return the time limit in working minutes: the longest among the channels, of cases the lower middle one.

    0 where no channel names a limit that can be read. Calendar days count 5/7 of a working day.
    """
    return max((_limit(read_channel_time(channel).limits) for channel in procedure.channels), default=0)


def _limit(limits: Iterable[TimeLimit]) -> Exact:
    found = [Fraction(limit.quantity) * _WORKING_MINUTES[limit.unit] for limit in limits]
    return median_low(found) if found else 0


def condition_count(procedure: Procedure) -> int:
    """Return how many requirements and conditions a procedure sets."""
    return sum(not is_no_value(condition) for condition in split_text(procedure.conditions))


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one procedure or of many together: working minutes, đồng a year, and counts."""

    time: Exact = 0
    cost: Exact = 0
    conditions: int = 0
    papers: int = 0
    procedures: int = 0

    def __add__(self, other: Measures) -> Measures:
        return Measures(
            self.time + other.time,
            self.cost + other.cost,
            self.conditions + other.conditions,
            self.papers + other.papers,
            self.procedures + other.procedures,
        )


def measures_of(procedure: Procedure | None, table: CostTable) -> Measures:
    """Return a procedure's measures; the cost is that of a year, of doing it once where no volume is known.

    None is a procedure that is abolished: it counts nothing but what its table still costs.
    """
    year = table.cost_year
    cost = table.cost_once if year is None else year
    if procedure is None:
        return Measures(cost=cost)
    return Measures(handling_minutes(procedure), cost, condition_count(procedure), paper_count(procedure), 1)


Group = tuple[str, str]


def grouped_measures(costed: Iterable[CostedProcedure]) -> dict[Group, Measures]:
    """Return the measures of procedures together by field and agency."""
    groups: dict[Group, Measures] = {}
    for one in costed:
        group = by_field(one), by_agency(one)
        groups[group] = groups.get(group, Measures()) + measures_of(one.procedure, one.table)
    return groups


@dataclass(frozen=True, slots=True)
class Baseline:
    """Measures frozen for a year, by field and agency; what comes later never changes them.

    `income_year` is the year whose income priced the cost, so that no later wage counts as progress; 0 where unknown.
    """

    year: int
    groups: Mapping[Group, Measures]
    income_year: int = 0

    def values(self) -> dict[str, Any]:
        """Return the baseline as plain values, to be kept."""
        return {
            "year": self.year,
            "income_year": self.income_year,
            "groups": [
                {"field": field, "agency": agency}
                | {name.value: plain(getattr(measures, name.value)) for name in Measured}
                for (field, agency), measures in self.groups.items()
            ],
        }


def freeze(year: int, costed: Iterable[CostedProcedure]) -> Baseline:
    """Return the measures of an edition as the baseline of a year."""
    return Baseline(year, grouped_measures(costed))


def baseline_from(values: Mapping[str, Any]) -> Baseline:
    """Return the baseline that was kept as plain values."""
    return Baseline(
        int(values["year"]),
        {
            (row["field"], row["agency"]): Measures(
                _whole(Fraction(row["time"])),
                _whole(Fraction(row["cost"])),
                int(row["conditions"]),
                int(row["papers"]),
                int(row["procedures"]),
            )
            for row in values["groups"]
        },
        int(values.get("income_year", 0)),
    )


def _whole(value: Fraction) -> Exact:
    return int(value) if value.denominator == 1 else value


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one measure of a group has come: frozen and present value, the cut reached and the cut aimed at."""

    group: Group | None
    measured: Measured
    before: Exact
    now: Exact
    percent: Fraction | None
    goal: Fraction | None

    @property
    def is_reached(self) -> bool | None:
        """Tell whether the goal is reached; None where there is none, or nothing was there to cut."""
        return None if self.goal is None or self.percent is None else self.percent >= self.goal


def progress(baseline: Baseline, now: Mapping[Group, Measures], target: CutTarget) -> tuple[Progress, ...]:
    """Return how far every group has come towards a target, and (group None) all of them together.

    A group that the baseline does not have counts in the whole, where what is new makes the cut smaller.
    """
    groups = list(dict.fromkeys((*baseline.groups, *now)))
    whole = (sum(side.values(), Measures()) for side in (baseline.groups, now))
    frozen, present = whole
    rows = [(None, frozen, present)] + [
        (group, baseline.groups.get(group, Measures()), now.get(group, Measures())) for group in groups
    ]
    return tuple(
        _progress(group, measured, before, after, target.cut.get(measured))
        for group, before, after in rows
        for measured in Measured
    )


def _progress(
    group: Group | None, measured: Measured, before: Measures, after: Measures, goal: Fraction | None
) -> Progress:
    old, new = getattr(before, measured.value), getattr(after, measured.value)
    return Progress(group, measured, old, new, reduction_percent(old, new), goal)
