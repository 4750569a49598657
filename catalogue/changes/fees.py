"""Fees, charges and prices compared by the amounts that are read out of them, over channels that are the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.changes.values import Change, ChangedPart, ChangeKind, Reason, judged
from catalogue.changes.wording import meaning_key
from catalogue.elements import fee_words
from catalogue.measures.amounts import Amount, AmountStatus, read_fee
from catalogue.measures.published import part as fee_part
from catalogue.records import Channel
from catalogue.text import clean, one_line


@dataclass(frozen=True, slots=True)
class _Charged:
    """What one channel charges: whether anything is said and can be told, its amounts (currency, low, high), the words.

    `details` are the keys of the words beside the amounts; `shown` says that the publisher shows one fee only, in the
    line that the national portal makes of several.
    """

    told: bool
    said: bool
    amounts: tuple[tuple[str, int, int | None], ...]
    cases: tuple[Amount, ...]
    words: str
    details: frozenset[str]
    shown: bool


def fee_changes(
    old: Sequence[Channel], new: Sequence[Channel], pairs: Sequence[tuple[int, int]], highest: int | None = None
) -> Iterator[Change]:
    """Give the changes of fees over the matched channels, each different change once.

    `highest` is what the law lets be charged, in đồng, where that is known: a fee that changes to more is above it.
    """
    told: set[tuple[object, ...]] = set()
    for before_at, after_at in pairs:
        before, after = _charged(old[before_at]), _charged(new[after_at])
        reasons = _compared(before, after)
        if reasons and _is_above(after, highest):
            reasons = (*reasons, Reason.FEE_ABOVE_LAW)
        key = (before.amounts, after.amounts, before.told, after.told, reasons)
        if not reasons or key in told:
            continue
        told.add(key)
        kind = ChangeKind.CHANGED
        if not before.words:
            kind = ChangeKind.ADDED
        elif not after.words:
            kind = ChangeKind.REMOVED
        yield Change(
            ChangedPart.FEE,
            kind,
            before.words,
            after.words,
            judged(reasons),
            reasons == (Reason.WORDING,),
            f"fee:{before_at + 1}.1" if old[before_at].fees else "",
            f"fee:{after_at + 1}.1" if new[after_at].fees else "",
            reasons,
        )


def _is_above(charged: _Charged, highest: int | None) -> bool:
    """Tell whether even the lowest amount in đồng is more than the law allows."""
    amounts = [low for currency, low, _ in charged.amounts if currency == "VND"]
    return highest is not None and bool(amounts) and min(amounts) > highest


def _charged(channel: Channel) -> _Charged:
    readings = [read_fee(fee) for fee in channel.fees]
    statuses = {reading.status for reading in readings}
    cases = tuple(amount for reading in readings for amount in reading.amounts if amount.high != 0)
    amounts = {(case.currency, case.low, case.high) for case in cases}
    told = bool(amounts) or AmountStatus.FREE in statuses
    if {AmountStatus.SET_ELSEWHERE, AmountStatus.UNREADABLE} & statuses and not amounts:
        told = False
    said = bool(statuses - {AmountStatus.NO_INFORMATION})
    words = "; ".join(dict.fromkeys(one_line(fee_words(fee)) for fee in channel.fees)) if said else ""
    parts = [fee_part(fee, clean(fee.text)) for fee in channel.fees]
    details = frozenset(filter(None, (meaning_key(detail) for _, detail, _ in parts)))
    shown = len(channel.fees) == 1 and channel.fees[0].amount is None and parts[0][0].value is not None
    return _Charged(told, said, tuple(sorted(amounts, key=str)), cases, words, details, shown)


def _compared(before: _Charged, after: _Charged) -> tuple[Reason, ...]:
    if not before.said or not after.said:
        # What is free or not stated differs in nothing that anybody pays.
        known = after if after.said else before
        return (Reason.FEE_NOT_COMPARABLE,) if known.amounts else ()
    if not before.amounts and not after.amounts and (_one_of(before, after) or _one_of(after, before)):
        return ()
    if before.amounts == after.amounts and (before.told == after.told or before.details == after.details):
        same = before.told or before.details == after.details
        return () if same else (Reason.FEE_NOT_COMPARABLE,)
    if _one_of(before, after) or _one_of(after, before):
        return ()
    if before.told != after.told:
        return (Reason.FEE_NOT_COMPARABLE,)
    if not before.amounts or not after.amounts:
        return (Reason.FEE_HIGHER if after.amounts else Reason.FEE_LOWER,)
    return (_direction(before, after),)


def _one_of(shown: _Charged, all_of: _Charged) -> bool:
    """Tell whether one side shows the first of several fees that the other side gives in full."""
    if not shown.amounts and not all_of.amounts:
        return shown.shown and bool(shown.details) and shown.details < all_of.details
    return shown.shown and bool(shown.amounts) and set(shown.amounts) < set(all_of.amounts) and not all_of.shown


def _direction(before: _Charged, after: _Charged) -> Reason:
    """Whether more or less is charged: case by case where the cases are the same, else over all of them."""
    if {currency for currency, _, _ in before.amounts} != {currency for currency, _, _ in after.amounts}:
        return Reason.FEE_NOT_COMPARABLE
    by_case = _by_case(before.cases, after.cases)
    if by_case:
        signs = {_sign(one, other) for one, other in by_case}
        pairs_alike = signs <= {0, 1} or signs <= {0, -1}
        if not pairs_alike:
            return Reason.FEE_NOT_COMPARABLE
        if signs != {0}:
            return Reason.FEE_HIGHER if 1 in signs else Reason.FEE_LOWER
    if len({currency for currency, _, _ in before.amounts}) > 1:
        return Reason.FEE_NOT_COMPARABLE
    lows = [min(low for _, low, _ in side.amounts) for side in (before, after)]
    highs = [max(_upper(low, high) for _, low, high in side.amounts) for side in (before, after)]
    ups = lows[1] > lows[0] or highs[1] > highs[0]
    downs = lows[1] < lows[0] or highs[1] < highs[0]
    if ups == downs:
        return Reason.FEE_NOT_COMPARABLE
    return Reason.FEE_HIGHER if ups else Reason.FEE_LOWER


def _upper(low: int, high: int | None) -> float:
    return float("inf") if high is None else max(low, high)


def _by_case(old: Sequence[Amount], new: Sequence[Amount]) -> list[tuple[Amount, Amount]]:
    """The amounts of both sides case by case, none where their cases are not the same ones."""
    one = {_case(amount): amount for amount in old}
    other = {_case(amount): amount for amount in new}
    if len(one) != len(old) or len(other) != len(new) or set(one) != set(other):
        return []
    return [(amount, other[case]) for case, amount in one.items()]


def _case(amount: Amount) -> tuple[str, str, str]:
    return meaning_key(amount.condition), meaning_key(amount.per), amount.currency


def _sign(one: Amount, other: Amount) -> int:
    before, after = (one.low, _upper(one.low, one.high)), (other.low, _upper(other.low, other.high))
    if before == after:
        return 0
    if after[0] >= before[0] and after[1] >= before[1]:
        return 1
    return -1 if after[0] <= before[0] and after[1] <= before[1] else 2
