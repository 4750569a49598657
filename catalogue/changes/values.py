"""What a change between two editions is: its part, its kind, both texts, and whether it burdens or relieves people.

The tests of "heavier" are the five points by which Colombia's catalogue of procedures (SUIT, Función Pública) knows a
structural modification: a longer time, a paper more or a dearer one, a higher fee, a result that is valid for less
long, and competence moved to another authority. Each is read in the opposite direction as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangedPart(StrEnum):
    """The part of a procedure that a change is about, in the order in which changes are told."""

    NAME = "name"
    FIELD = "field"
    LEVEL = "level"
    AGENCY = "agency"
    SUBJECT = "subject"
    STEP = "step"
    CHANNEL = "channel"
    TIME = "time"
    FEE = "fee"
    DOSSIER = "dossier"
    PAPER = "paper"
    RESULT = "result"
    CONDITION = "condition"
    LEGAL_BASIS = "law"


class ChangeKind(StrEnum):
    """What happened to an element."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Burden(StrEnum):
    """What a change means for those who need the procedure."""

    HEAVIER = "heavier"
    LIGHTER = "lighter"
    NEUTRAL = "neutral"


class BurdenTest(StrEnum):
    """The five tests by which a change counts as heavier or, read the other way, as lighter."""

    TIME = "time"
    PAPERS = "papers"
    FEE = "fee"
    VALIDITY = "validity"
    COMPETENCE = "competence"


class Reason(StrEnum):
    """Why a change is judged as it is, or what kept it from being judged."""

    TIME_LONGER = "time-longer"
    TIME_SHORTER = "time-shorter"
    CLOCKS_DIFFER = "clocks-differ"
    CLOCKS_NOT_COMPARABLE = "clocks-not-comparable"
    CASES_NOT_COMPARABLE = "cases-not-comparable"
    TIME_NOT_STATED = "time-not-stated"
    PAPER_ADDED = "paper-added"
    PAPER_REMOVED = "paper-removed"
    PAPER_REWORDED = "paper-reworded"
    FORM_OTHER = "form-other"
    MORE_COPIES = "more-copies"
    FEWER_COPIES = "fewer-copies"
    OTHER_COPIES = "other-copies"
    COPIES_STATED = "copies-stated"
    CERTIFICATION_STRICTER = "certification-stricter"
    CERTIFICATION_LOOSER = "certification-looser"
    DEMAND_STRICTER = "demand-stricter"
    DEMAND_LOOSER = "demand-looser"
    ALTERNATIVE_CASE = "alternative-case"
    OTHER_CASE = "other-case"
    NOTE = "note"
    REPEATED = "repeated"
    FEE_HIGHER = "fee-higher"
    FEE_LOWER = "fee-lower"
    FEE_ABOVE_LAW = "fee-above-law"
    FEE_NOT_COMPARABLE = "fee-not-comparable"
    VALIDITY_SHORTER = "validity-shorter"
    VALIDITY_LONGER = "validity-longer"
    COMPETENCE_MOVED = "competence-moved"
    COMPETENCE_HIGHER = "competence-higher"
    COMPETENCE_LOWER = "competence-lower"
    AGENCY_NOT_COMPARABLE = "agency-not-comparable"
    BODY_SUCCEEDED = "body-succeeded"
    CONDITION_ADDED = "condition-added"
    CONDITION_REMOVED = "condition-removed"
    ORDER = "order"
    WORDING = "wording"


TESTS: dict[Reason, tuple[BurdenTest, Burden]] = {
    Reason.TIME_LONGER: (BurdenTest.TIME, Burden.HEAVIER),
    Reason.TIME_SHORTER: (BurdenTest.TIME, Burden.LIGHTER),
    Reason.PAPER_ADDED: (BurdenTest.PAPERS, Burden.HEAVIER),
    Reason.PAPER_REMOVED: (BurdenTest.PAPERS, Burden.LIGHTER),
    Reason.MORE_COPIES: (BurdenTest.PAPERS, Burden.HEAVIER),
    Reason.FEWER_COPIES: (BurdenTest.PAPERS, Burden.LIGHTER),
    Reason.CERTIFICATION_STRICTER: (BurdenTest.PAPERS, Burden.HEAVIER),
    Reason.CERTIFICATION_LOOSER: (BurdenTest.PAPERS, Burden.LIGHTER),
    Reason.DEMAND_STRICTER: (BurdenTest.PAPERS, Burden.HEAVIER),
    Reason.DEMAND_LOOSER: (BurdenTest.PAPERS, Burden.LIGHTER),
    Reason.CONDITION_ADDED: (BurdenTest.PAPERS, Burden.HEAVIER),
    Reason.CONDITION_REMOVED: (BurdenTest.PAPERS, Burden.LIGHTER),
    Reason.FEE_HIGHER: (BurdenTest.FEE, Burden.HEAVIER),
    Reason.FEE_ABOVE_LAW: (BurdenTest.FEE, Burden.HEAVIER),
    Reason.FEE_LOWER: (BurdenTest.FEE, Burden.LIGHTER),
    Reason.VALIDITY_SHORTER: (BurdenTest.VALIDITY, Burden.HEAVIER),
    Reason.VALIDITY_LONGER: (BurdenTest.VALIDITY, Burden.LIGHTER),
    Reason.COMPETENCE_MOVED: (BurdenTest.COMPETENCE, Burden.HEAVIER),
    Reason.COMPETENCE_HIGHER: (BurdenTest.COMPETENCE, Burden.HEAVIER),
    Reason.COMPETENCE_LOWER: (BurdenTest.COMPETENCE, Burden.LIGHTER),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between an old and a new content: texts as published, addresses as in `catalogue.elements`.

    `old` is empty for what was added and `new` for what was removed. `wording_only` says that nothing changes but
    spelling, tone placement, order, numbering, punctuation or Unicode form.
    """

    part: ChangedPart
    kind: ChangeKind
    old: str = ""
    new: str = ""
    burden: Burden = Burden.NEUTRAL
    wording_only: bool = False
    old_address: str = ""
    new_address: str = ""
    reasons: tuple[Reason, ...] = ()


def judged(reasons: tuple[Reason, ...]) -> Burden:
    """Return what some reasons together mean: heavier where any is, lighter where all that count are.

    A change that is heavier in one way and lighter in another stays heavier, since nobody weighed one against the
    other.
    """
    burdens = {TESTS[reason][1] for reason in reasons if reason in TESTS}
    if Burden.HEAVIER in burdens:
        return Burden.HEAVIER
    return Burden.LIGHTER if burdens else Burden.NEUTRAL
