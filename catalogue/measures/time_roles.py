"""What each length of time is in its text: the limit for the whole, one stage of it, or more time in some case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

# Words that say that a stage comes after another one.
FOLLOWS = re.compile(r"\bsau\s+(?:khi\s+)?\w", re.IGNORECASE)


class Role(Enum):
    """What a length of time is in its text."""

    LIMIT = "limit"
    STAGE = "stage"
    EXTENSION = "extension"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Part:
    """One length of time with its role, its case or label, and the words it was read from.

    `stagey` says that the words around it speak of one office's work, and `label` which; `cased` that they name a case;
    `hands_on` that another office's work follows it, `later` that it follows another's, and `in_turn` that it comes
    next in a row or sum ("05 ngày tiếp theo", "20 ngày + 10 ngày"). A CASE has no length of its own: its words say
    for which case an amount entered elsewhere holds. `under` is the heading above that names the work of a stage
    without a length of its own. `grants` says that the words before it name the granting ("cấp giấy phép: 03 ngày"),
    `headed` that a colon parts them from it.
    """

    role: Role
    quantity: Decimal
    unit: str
    condition: str
    evidence: str = ""
    stagey: bool = False
    cased: bool = False
    hands_on: bool = False
    later: bool = False
    in_turn: bool = False
    label: str = ""
    under: str = ""
    grants: bool = False
    headed: bool = False


def settled(parts: Sequence[Part], entered: tuple[Decimal, str] | None) -> list[Part]:
    """Return the parts with stages told from limits by their sums and by the words around them.

    What adds up to a stated or entered limit are its stages. Where lengths of time are given to offices or steps, and
    not to cases, they are stages too.
    """
    result = list(parts)
    limits = [at for at, part in enumerate(result) if part.role is Role.LIMIT]
    stages = _adding_up([result[at] for at in limits], entered)
    chosen = [at for rank, at in enumerate(limits) if rank in stages]
    if not chosen and entered is None and any(result[at].in_turn for at in limits):
        chosen = [at for at in limits if not result[at].cased]
    if not chosen and entered is None and len(limits) > 1 and not any(result[at].cased for at in limits):
        # Each office but the last hands its work on to the next one.
        chosen = limits if all(result[at].hands_on for at in limits[:-1]) else []
    if not chosen and len(limits) + sum(part.role is Role.STAGE for part in result) > 1:
        plain = any(not (result[at].stagey or result[at].cased) for at in limits)
        matched = entered is not None and any(result[at].quantity == entered[0] for at in limits)
        followed = any(
            part.stagey and FOLLOWS.search(part.label if part.role is Role.STAGE else part.condition) for part in result
        )
        # Of offices that begin where others end, none has the whole time, even where one number is the entered one.
        one_by_one = sum(result[at].later and not result[at].cased for at in limits) > 1
        if plain or followed or one_by_one or not matched:
            chosen = [at for at in limits if result[at].stagey and not result[at].cased]
            # One office's time beside nothing but cases is the time in all other cases.
            alone = len(chosen) == 1 and not plain and not any(part.role is Role.STAGE for part in result)
            if alone and not any(result[at].under for at in limits):
                chosen = []
    if chosen:
        chosen += [at for at in limits if result[at].grants and not result[at].cased and at > max(chosen)][:1]
        others = [at for at in limits if at not in chosen]
        if entered is None and all(result[at].headed and result[at].label and not result[at].cased for at in others):
            # Whatever work is named with a length of its own among stages is one of them.
            chosen += others
        # Cases of one stage's work are that stage beside other stages, and the limit by themselves.
        chosen += [at for at in limits if result[at].under and at not in chosen]
    left = [at for at in limits if at not in chosen]
    if entered is None and len(left) == 1 and result[left[0]].hands_on and not result[left[0]].cased:
        later = any(part.role is Role.STAGE or at in chosen for at, part in enumerate(result) if at > left[0])
        chosen = [*chosen, *left] if later else chosen
    for at in chosen:
        part = result[at]
        said = part.condition or part.label
        said = f"{part.under}: {said}" if part.under and said else said or part.under
        result[at] = replace(part, role=Role.STAGE, condition=said)
    return result if entered else _too_short_apart(result)


def _too_short_apart(parts: list[Part]) -> list[Part]:
    """Take what is given for a case for a stage too, where no whole is stated and it is shorter than the stages are."""
    stages = [at for at, part in enumerate(parts) if part.role is Role.STAGE]
    limits = [at for at, part in enumerate(parts) if part.role is Role.LIMIT]
    if len(stages) < 2 or any(at < stages[0] or not parts[at].cased for at in limits):
        return parts
    for at in limits:
        total = sum(parts[stage].quantity for stage in stages if parts[stage].unit == parts[at].unit)
        if parts[at].quantity < total:
            parts[at] = replace(parts[at], role=Role.STAGE)
    return parts


def _adding_up(limits: Sequence[Part], entered: tuple[Decimal, str] | None) -> set[int]:
    """The places of the lengths of time that add up to the one before them, or to the entered one."""
    if entered is not None and len(limits) > 1:
        values = [(part.quantity, part.unit) for part in limits]
        apart = not any(part.cased for part in limits)
        if apart and entered not in values and sum(value for value, _ in values) == entered[0]:
            return set(range(len(limits)))
        if entered not in values and limits[0].stagey and (beginning := _beginning(limits, entered)):
            return beginning
    found: set[int] = set()
    for whole, part in enumerate(limits):
        if not part.stagey and whole not in found:
            found.update(_following(limits, whole))
    return found


def _beginning(limits: Sequence[Part], entered: tuple[Decimal, str]) -> set[int]:
    """The places of the first lengths of time where they add up to the entered one, though a case be named in them."""
    total = Decimal(0)
    for at, part in enumerate(limits):
        if part.unit != entered[1]:
            break
        total += part.quantity
        if total == entered[0] and at:
            return set(range(at + 1))
    return set()


def _may_be_within(unit: str, whole: str) -> bool:
    """Tell whether a stage's unit adds up in the whole's; stages often leave "làm việc" out."""
    return unit == whole or (unit, whole) == ("day", "working_day")


def _following(limits: Sequence[Part], whole: int) -> range:
    """The places right after a length of time where at least two others add up to it."""
    total = Decimal(0)
    for at in range(whole + 1, len(limits)):
        if not _may_be_within(limits[at].unit, limits[whole].unit) or limits[at].cased:
            break
        total += limits[at].quantity
        if total == limits[whole].quantity and at > whole + 1:
            return range(whole + 1, at + 1)
    return range(0)
