"""What a leader asks first of a reviewed set of procedures: how much less paper, time and money, and who decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from catalogue.dossier_cases import paper_count
from catalogue.elements import Part
from reviews.actions import MarkAction
from reviews.cost_targets import Measures, condition_count, handling_minutes
from reviews.cost_words import rounded
from reviews.costs import Exact, reduction_percent
from reviews.documents.content import Amounts, Proposal
from reviews.income import Income
from reviews.instruments_to_amend import instruments_named
from reviews.law import common_reasons
from reviews.marked_procedure import asked_after, is_merged, procedure_after
from reviews.procedure_blocks import Case

_WORKING_DAY = 8 * 60


@dataclass(frozen=True, slots=True)
class Cut:
    """The measures of some procedures before and after; `time` is that of their time limits, in working minutes."""

    before: Measures
    after: Measures

    @property
    def papers(self) -> int:
        """How many papers less there are to hand in."""
        return self.before.papers - self.after.papers

    @property
    def days(self) -> Exact:
        """How many working days shorter the time limits are, all together."""
        return Fraction(self.before.time - self.after.time, _WORKING_DAY)

    def percent(self, measure: str) -> Fraction | None:
        """Return how many percent a measure was cut, None where there was nothing to cut."""
        return reduction_percent(getattr(self.before, measure), getattr(self.after, measure))


@dataclass(frozen=True, slots=True)
class Decision:
    """What one body is to decide: how many procedures wait for it, and the instruments to amend."""

    body: str
    procedures: int
    instruments: tuple[str, ...]


def cut_of(cases: Iterable[Case], amounts: Amounts | None) -> Cut:
    """Return what is cut of papers, time limits and conditions, and of the costs as they are printed."""
    before, after = Measures(cost=amounts.before if amounts else 0), Measures(cost=amounts.after if amounts else 0)
    for case in cases:
        procedure = case.entry.procedure
        later, merged = asked_after(procedure, case.marks), is_merged(case.marks)
        minutes = handling_minutes(procedure)
        minutes_later = 0 if later is None else handling_minutes(later)
        if later is not None and (merged or not (minutes and minutes_later)):
            # A limit that is named on one side only was neither shortened nor lengthened, nor was one that is
            # from now on that of another procedure.
            minutes = minutes_later = 0
        before += Measures(minutes, 0, condition_count(procedure), paper_count(procedure), 1)
        if later is not None:
            after += Measures(minutes_later, 0, condition_count(later), paper_count(later), 0 if merged else 1)
    return Cut(before, after)


def unseen_time_cuts(cases: Iterable[Case]) -> int:
    """Return how many procedures have a time limit shortened that is not their longest, so that no day is counted."""
    return sum(_cuts_no_longest(case) for case in cases)


def _cuts_no_longest(case: Case) -> bool:
    if not any(mark.part == Part.TIME and mark.action == MarkAction.REDUCE for mark in case.marks):
        return False
    procedure = case.entry.procedure
    later = procedure_after(procedure, case.marks)
    # Where nothing could be read before, the mark names a limit; it shortens none.
    today = handling_minutes(procedure)
    return later is not None and bool(today) and handling_minutes(later) >= today


def costs_by_field(cases: Iterable[Case]) -> list[tuple[str, int, int]]:
    """Return the fields of the procedures with what they cost a year before and after, rounded as blocks print it."""
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for case in cases:
        amounts = _amounts(case)
        if amounts is not None:
            totals[case.entry.procedure.field][0] += amounts[0]
            totals[case.entry.procedure.field][1] += amounts[1]
    return [(field, before, after) for field, (before, after) in totals.items()]


def _amounts(case: Case) -> tuple[int, int] | None:
    comparison = case.comparison
    if comparison is None or comparison.before.cost_year is None or comparison.after.cost_year is None:
        return None
    return rounded(comparison.before.cost_year), rounded(comparison.after.cost_year)


def decisions(cases: Sequence[Case], proposal: Proposal) -> tuple[Decision, ...]:
    """Return who must decide, those for whom most procedures wait first.

    Where no body can be told from the instruments, `body` is empty.
    """
    waiting: dict[str, dict[int, None]] = defaultdict(dict)
    instruments: dict[str, dict[str, None]] = defaultdict(dict)
    for case, block in zip(cases, proposal.blocks, strict=True):
        for recommendation in block.recommendations:
            named = instruments_named(recommendation.article, case.entry.procedure.legal_bases)
            for body in recommendation.authorities or ("",):
                waiting[body][block.number] = None
                instruments[body].update(dict.fromkeys(named))
    found = (Decision(body, len(numbers), tuple(instruments[body])) for body, numbers in waiting.items())
    return tuple(sorted(found, key=lambda one: (not one.body, -one.procedures, one.body)))


def unverified_law(cases: Iterable[Case], income: Income) -> tuple[str, ...]:
    """Return the grounds behind some procedures' marks and costs that nobody has verified, each once."""
    return tuple(dict.fromkeys(_unverified(cases, income)))


def _unverified(cases: Iterable[Case], income: Income) -> Iterator[str]:
    reasons = {reason.code: reason for reason in common_reasons() if not reason.verified}
    costed = False
    for case in cases:
        costed = costed or case.comparison is not None
        for mark in case.marks:
            if mark.reason_code in reasons:
                reason = reasons[mark.reason_code]
                yield reason.ground or reason.text
    if costed and not income.confirmed:
        yield f"mức thu nhập bình quân đầu người năm {income.year}"
