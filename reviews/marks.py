"""Marks: what a reviewer proposes for an element of a procedure, why, and which article is to be amended.

Marks are read here; `reviews.mark_book` makes and changes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from catalogue.codes import clean_code, national_code
from catalogue.elements import Element, Part
from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from catalogue.text import clean, one_line
from reviews.actions import MarkAction, allows, needs_target
from reviews.targets import is_free_of_charge, read_target


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer says with a mark; `target` is the database, lower number or element aimed at.

    `reason_code` names a common reason of `reviews/law/reasons.toml`, or is empty; `reason` is the words, `article`
    the article and instrument to amend.
    """

    action: MarkAction
    target: str = ""
    reason_code: str = ""
    reason: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark as it stands now. Times are ISO text in UTC; `version` counts its changes from 1."""

    id: int
    edition: str
    address: str
    procedure_name: str
    procedure_digest: str
    part: str
    element: str
    element_digest: str
    element_text: str
    action: str
    target: str
    reason_code: str
    reason: str
    article: str
    author: str
    state: str
    created_at: str
    changed_at: str
    version: int

    @property
    def judgement(self) -> Judgement:
        """What the mark says, apart from where it stands."""
        return Judgement(MarkAction(self.action), self.target, self.reason_code, self.reason, self.article)


def checked(element: Element, judgement: Judgement, address: str = "") -> Judgement:
    """Return the judgement in the form in which it is kept; raises `Problem` for what it must not or must say.

    `address` is that of the procedure in which the element stands.
    """
    action = judgement.action
    refuse_action(element, action)
    reason = clean(judgement.reason)
    if not reason and action is not MarkAction.KEEP:
        raise Problem(ProblemKind.REASON_MISSING, action=action.value)
    target = one_line(judgement.target)
    if needs_target(action) and not target:
        raise Problem(ProblemKind.TARGET_MISSING, action=action.value, part=element.part.value)
    if action is MarkAction.MERGE and _names(target, element, address):
        raise Problem(ProblemKind.MERGED_WITH_ITSELF, target=target)
    if action is MarkAction.REDUCE:
        target = read_target(element, target)
    return Judgement(action, target, judgement.reason_code, reason, one_line(judgement.article))


def refuse_action(element: Element, action: MarkAction) -> None:
    """Raise `Problem` where an action cannot be proposed for an element, whatever the judgement says besides."""
    if not allows(action, element.part):
        raise Problem(ProblemKind.ACTION_NOT_FOR_PART, action=action.value, part=element.part.value)
    if action is MarkAction.REMOVE and is_free_of_charge(element):
        raise Problem(ProblemKind.NOTHING_CHARGED)


def _names(target: str, element: Element, address: str) -> bool:
    """Tell whether a target is the element itself: by its address, or a procedure by its code."""
    # With a single dossier, `paper:2` is short for `paper:1.2`.
    if target.lower() in (element.address, element.address.replace(":1.", ":")):
        return True
    return element.part is Part.PROCEDURE and bool(address) and clean_code(target) in (address, national_code(address))


_COLUMNS = ", ".join(f"m.{field.name}" for field in fields(Mark))


def list_marks(store: Store, edition: str | None = None, addresses: Iterable[str] | None = None) -> list[Mark]:
    """Return the standing marks of an edition, or of all, in the order of their entries and elements."""
    conditions, values = ["1 = 1"], {}
    if edition is not None:
        conditions.append("m.edition = :edition")
        values["edition"] = edition
    wanted = None if addresses is None else set(addresses)
    if wanted is not None and len(wanted) == 1:
        conditions.append("m.address = :address")
        values["address"] = next(iter(wanted))
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM mark m WHERE {' AND '.join(conditions)} ORDER BY m.edition, m.address, m.id", values
    )
    marks = (Mark(*row) for row in rows)
    return [mark for mark in marks if wanted is None or mark.address in wanted]


def mark_counts(store: Store, edition: str) -> dict[str, int]:
    """Return how many marks stand on each entry of an edition that has any, by the entry's address."""
    counted = "SELECT m.address, count(*) FROM mark m WHERE m.edition = :edition GROUP BY m.address"
    return {address: count for address, count in store.rows(counted, {"edition": edition})}


def get_mark(store: Store, mark_id: int) -> Mark:
    """Return a standing mark by its number; raises `Problem` where it does not stand."""
    rows = store.rows(f"SELECT {_COLUMNS} FROM mark m WHERE m.id = :id", {"id": mark_id})
    if not rows:
        raise Problem(ProblemKind.MARK_UNKNOWN, mark=mark_id)
    return Mark(*rows[0])
