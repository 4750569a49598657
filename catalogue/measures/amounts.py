"""Fees (phí), charges (lệ phí) and prices (giá dịch vụ) read out of the words in which they are published.

Nothing is guessed: a fee that cannot be read is said to be unreadable, one that a council or circular sets is said to
be set elsewhere, and only what the source publishes as free, or as 0, is free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from catalogue.measures import fee_words, published
from catalogue.measures.clauses import LONGEST_TEXT, clauses
from catalogue.measures.money import MINOR_UNITS, PERCENT, without_repeats
from catalogue.measures.published import Head
from catalogue.measures.tiers import Tier, free_of_all, own_words, tiers
from catalogue.records import Fee
from catalogue.text import clean, one_line

__all__ = ["MINOR_UNITS", "PERCENT", "Amount", "AmountReading", "AmountStatus", "read_amounts", "read_fee"]

_LONGEST_CONDITION = 300
# Words that exempt everybody for a time, and nobody in particular.
_UNTIL = ("đến hết",)


class AmountStatus(StrEnum):
    """What a text says about an amount."""

    READ = "read"
    FREE = "free"
    SET_ELSEWHERE = "set_elsewhere"
    NO_INFORMATION = "no_information"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount or range: integers in the smallest unit of the currency, as MINOR_UNITS says (đồng, cents).

    `kind` is one of FEE_KINDS. `high` equals `low` for a single amount and is None where no upper bound is set. The
    currency PERCENT is a share of what `per` names, in ten-thousandths of a percent; "giảm 30 %" is a share of 70 %.
    `per` is the unit charged for ("trang", "hồ sơ"), `condition` the case in the words of the source. An amount of 0
    says that nothing is charged in its case.
    """

    kind: str
    low: int
    high: int | None
    currency: str = "VND"
    per: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class AmountReading:
    """What was read: the status of the fee, its amounts (alternatives, one a case) and the words they stand in.

    With READ at least one amount is above 0. With every other status the amounts, if any, are cases in which nothing
    is charged. FREE without amounts is free for everybody.
    """

    status: AmountStatus
    amounts: tuple[Amount, ...] = ()
    evidence: tuple[str, ...] = ()


def read_amounts(text: str, kind: str = "unknown") -> AmountReading:
    """Return what a text about a fee says; `kind` is the kind of levy where the source tells it apart."""
    return read_fee(Fee(kind=kind, text=text))


@lru_cache(maxsize=100_000)
def read_fee(fee: Fee) -> AmountReading:
    """Return what a published fee says: its amount, the words beside it, or both where they differ.

    A published amount of 0 gives way to an amount in the words, and one that no fee can have (below 1,000 đồng for
    anything but goods) is not believed. Of a longer text the first LONGEST_TEXT characters are read.
    """
    text = without_repeats(clean(fee.text[:LONGEST_TEXT]))
    head, detail, description = published.part(fee, text)
    listed = tiers(detail)
    found = _without_parts([*listed, *tiers(description, exemptions=False)], head)
    usual = fee.kind if fee.kind != "unknown" else fee_words.only_kind(f"{detail}\n{description}")
    charged = [tier for tier in found if tier.sum.high != 0]
    exempt = tuple(_amount(tier, usual) for tier in found if tier.sum.high == 0 and tier.condition)
    if fee_words.is_flattened_table(detail) and all(tier.sum.currency == PERCENT for tier in charged):
        charged = []
    named = "" if any(tier.sum.high != 0 for tier in listed) else _case_named(detail)
    own = _own_amount(head, named, charged, usual)
    if own or charged:
        amounts = (*own, *_distinct([_amount(tier, usual, head) for tier in charged]), *exempt)
        evidence = (*(text[:60] for _ in own[:1]), *(tier.evidence for tier in charged))
        return AmountReading(AmountStatus.READ, tuple(dict.fromkeys(amounts)), tuple(dict.fromkeys(evidence)))
    only_now = bool(exempt) and all(amount.condition.startswith(_UNTIL) for amount in exempt)
    status, evidence_words = _status(head, detail, description, bool(exempt), only_now)
    if status is AmountStatus.FREE and any(tier.sum.high == 0 and not tier.condition for tier in found):
        exempt = ()
    return AmountReading(status, tuple(dict.fromkeys(exempt)), (evidence_words,) if evidence_words else ())


def _case_named(detail: str) -> str:
    """The case that words without any sum name for the published amount."""
    words = own_words(detail)
    words = one_line(detail).strip(" .;+-–•*,") if words else ""
    says_other = fee_words.set_elsewhere(words) or fee_words.says_nothing(words) or fee_words.exemption(words)
    return "" if says_other or len(words) > _LONGEST_CONDITION else words


def _own_amount(head: Head, condition: str, charged: Sequence[Tier], kind: str) -> tuple[Amount, ...]:
    """The published amount, where the words do not say it again."""
    if not head.value or any(_says_again(tier, head) for tier in charged):
        return ()
    return (Amount(kind, head.value, head.value, head.currency, head.per, condition),)


def _says_again(tier: Tier, head: Head) -> bool:
    """Tell whether a tier is the published amount: equal, in another currency, or with the thousands cut off it."""
    figures = {head.value}
    if head.figure is not None:
        figures |= {head.figure * 1_000, head.figure * MINOR_UNITS.get(tier.sum.currency, 1)}
    return tier.sum.currency != PERCENT and (tier.sum.low in figures or tier.sum.high in figures)


def _without_parts(found: list[Tier], head: Head) -> list[Tier]:
    """The tiers without the parts that a whole consists of, where the published amount is that whole."""
    parts = [tier for tier in found if tier.part and tier.sum.low == tier.sum.high]
    if len(parts) < 2 or not head.value:
        return found
    whole = sum(tier.sum.low for tier in parts if not _is_temporary(tier))
    return [tier for tier in found if tier not in parts] if whole == head.value else found


def _is_temporary(tier: Tier) -> bool:
    return tier.condition.lower().startswith(("kể từ", "từ ngày", "đến hết"))


def _amount(tier: Tier, usual: str, head: Head | None = None) -> Amount:
    one = tier.sum
    per = one.per
    if not per and head is not None and head.per and _says_again(tier, head):
        per = head.per
    return Amount(tier.kind or usual, one.low, one.high, one.currency, per, tier.condition)


def _distinct(amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts without those that another one says again with its unit or case."""

    def poorer(one: Amount, other: Amount) -> bool:
        same = (one.low, one.high, one.currency) == (other.low, other.high, other.currency)
        less = one.per in ("", other.per) and one.condition in ("", other.condition)
        return same and less and (one.per, one.condition) != (other.per, other.condition)

    return [one for one in amounts if not any(poorer(one, other) for other in amounts)]


def _status(head: Head, detail: str, description: str, exempts: bool, only_now: bool) -> tuple[AmountStatus, str]:
    """The status of a fee without any amount above 0, and the words that say so.

    `exempts` says that somebody is charged nothing, `only_now` that everybody is, up to a day.
    """
    if fee_words.is_flattened_table(detail):
        return AmountStatus.UNREADABLE, detail[:80]
    if head.value is None and fee_words.says_nothing(detail) and not head.doubtful:
        return AmountStatus.NO_INFORMATION, ""
    if free_of_all(detail):
        return AmountStatus.FREE, detail[:80]
    elsewhere = fee_words.set_elsewhere(detail) or fee_words.rate_set_elsewhere(description)
    if elsewhere and not (exempts and not fee_words.set_elsewhere(_without_exemptions(detail))):
        return AmountStatus.SET_ELSEWHERE, elsewhere
    if head.value == 0:
        return AmountStatus.FREE, detail[:80]
    if exempts and (head.doubtful or only_now):
        return AmountStatus.FREE, detail[:80]
    if head.doubtful:
        return AmountStatus.UNREADABLE, str(head.figure or "")
    if head.nothing or exempts:
        return AmountStatus.NO_INFORMATION, ""
    return AmountStatus.UNREADABLE, detail[:80]


def _without_exemptions(detail: str) -> str:
    """The words outside the sentences that exempt somebody, whose citations set no rate."""
    return " ".join(clause.text for clause in clauses(detail) if not fee_words.exemption(clause.text))
