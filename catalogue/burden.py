"""Who made what heavier: the changes between two editions counted by test, by field and by agency.

The red list holds every change that burdens people; nothing is weighed against a relief elsewhere. Changes of wording
count nowhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalogue.changes.values import TESTS, Burden, BurdenTest, Change


@dataclass(frozen=True, slots=True)
class ProcedureChanges:
    """One procedure of the newer edition with its changes: code, name, field and the agency that handles it.

    `review` says that nobody has confirmed yet that both editions mean the same procedure.
    """

    code: str
    name: str
    field: str
    agency: str
    changes: tuple[Change, ...]
    review: bool = False

    @property
    def meant(self) -> tuple[Change, ...]:
        """The changes of meaning."""
        return tuple(change for change in self.changes if not change.wording_only)

    def count(self, burden: Burden) -> int:
        """Return how many changes of meaning are a burden, a relief, or neither."""
        return sum(change.burden is burden for change in self.meant)


@dataclass(frozen=True, slots=True)
class BurdenTotal:
    """The figures of one field, one agency or all: procedures touched, and changes by burden and by test.

    `heavier_procedures` and `lighter_procedures` count procedures with at least one such change; a procedure can be
    in both.
    """

    name: str
    procedures: int = 0
    changed: int = 0
    heavier_procedures: int = 0
    lighter_procedures: int = 0
    heavier: int = 0
    lighter: int = 0
    neutral: int = 0
    heavier_by_test: dict[BurdenTest, int] = field(default_factory=dict)
    lighter_by_test: dict[BurdenTest, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BurdenTotals:
    """The figures of a comparison: all together, and per field and agency, those with most burdens first."""

    everything: BurdenTotal
    fields: tuple[BurdenTotal, ...]
    agencies: tuple[BurdenTotal, ...]


@dataclass(frozen=True, slots=True)
class RedLine:
    """One line of the red list: a procedure and a change that burdens people."""

    procedure: ProcedureChanges
    change: Change


def burden_tests(change: Change, burden: Burden) -> tuple[BurdenTest, ...]:
    """Return the tests by which a change is a burden or a relief, each once, in the order of `BurdenTest`."""
    found = {TESTS[reason][0] for reason in change.reasons if reason in TESTS and TESTS[reason][1] is burden}
    return tuple(test for test in BurdenTest if test in found)


def burden_totals(procedures: Iterable[ProcedureChanges]) -> BurdenTotals:
    """Return the figures of a comparison from its procedures, unchanged ones among them."""
    listed = list(procedures)
    fields: dict[str, list[ProcedureChanges]] = defaultdict(list)
    agencies: dict[str, list[ProcedureChanges]] = defaultdict(list)
    for procedure in listed:
        fields[procedure.field].append(procedure)
        agencies[procedure.agency].append(procedure)
    return BurdenTotals(_total("", listed), _ranked(fields), _ranked(agencies))


def red_list(procedures: Iterable[ProcedureChanges]) -> tuple[RedLine, ...]:
    """Return every change that burdens people, the procedures with most of them first."""
    ranked = sorted(procedures, key=lambda procedure: (-procedure.count(Burden.HEAVIER), procedure.code))
    return tuple(
        RedLine(procedure, change)
        for procedure in ranked
        for change in procedure.meant
        if change.burden is Burden.HEAVIER
    )


def _ranked(groups: dict[str, list[ProcedureChanges]]) -> tuple[BurdenTotal, ...]:
    totals = (_total(name, procedures) for name, procedures in groups.items())
    return tuple(sorted(totals, key=lambda total: (-total.heavier, -total.changed, total.name)))


def _total(name: str, procedures: list[ProcedureChanges]) -> BurdenTotal:
    counts = Counter(change.burden for procedure in procedures for change in procedure.meant)
    by_test = {
        burden: Counter(
            test
            for procedure in procedures
            for change in procedure.meant
            if change.burden is burden
            for test in burden_tests(change, burden)
        )
        for burden in (Burden.HEAVIER, Burden.LIGHTER)
    }
    return BurdenTotal(
        name,
        len(procedures),
        sum(bool(procedure.meant) for procedure in procedures),
        sum(procedure.count(Burden.HEAVIER) > 0 for procedure in procedures),
        sum(procedure.count(Burden.LIGHTER) > 0 for procedure in procedures),
        counts[Burden.HEAVIER],
        counts[Burden.LIGHTER],
        counts[Burden.NEUTRAL],
        _in_order(by_test[Burden.HEAVIER]),
        _in_order(by_test[Burden.LIGHTER]),
    )


def _in_order(counts: Counter[BurdenTest]) -> dict[BurdenTest, int]:
    return {test: counts[test] for test in BurdenTest if counts[test]}
