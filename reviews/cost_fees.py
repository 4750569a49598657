"""The fees of a channel as cost lines: what the record says, at a lower-middle level, and what it leaves open.

Amounts of one kind on one channel are alternatives (tiers, cases), of which the lower middle one counts; phí, lệ phí
and giá dịch vụ are paid beside one another and add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median_low

from catalogue.measures.amounts import MINOR_UNITS, PERCENT, AmountStatus, read_fee
from catalogue.records import Channel, Fee
from reviews.cost_words import rounded
from reviews.costs import Activity, CostLine, Figure, FigureSource, Gap

_LABELS = {"fee": "Phí", "charge": "Lệ phí", "price": "Giá dịch vụ", "unknown": "Phí, lệ phí"}
# Units of which one application is one.
_ONE_CASE = frozenset({"", "hồ sơ", "lần", "trường hợp", "giấy phép", "giấy", "thẻ", "người"})
# Below this an amount may have lost its thousands, so that the words decide.
_BELIEVED = 1_000
_GAPS = {AmountStatus.UNREADABLE: "fee-unreadable", AmountStatus.SET_ELSEWHERE: "fee-set-elsewhere"}


@dataclass(frozen=True, slots=True)
class _Charge:
    address: str
    kind: str
    amount: int
    certain: bool


def fee_lines(
    channels: tuple[Channel, ...], kind: str, rates: Mapping[str, Fraction]
) -> tuple[list[CostLine], list[Gap]]:
    """Return the fee lines of all channels of one kind, and what could not be told of their fees.

    `rates` gives the đồng for one unit of a foreign currency; an amount in a currency without a rate is a gap.
    """
    charges: dict[str, list[_Charge]] = defaultdict(list)
    gaps: list[Gap] = []
    for channel_at, channel in enumerate(channels, 1):
        if channel.kind != kind:
            continue
        for at, fee in enumerate(channel.fees, 1):
            for found in _read(f"fee:{channel_at}.{at}", fee, rates):
                if isinstance(found, Gap):
                    gaps.append(found)
                else:
                    charges[found.kind].append(found)
    if len(charges) > 1:
        # What is published without its kind repeats the fee or charge beside it.
        charges.pop("unknown", None)
    return [_line(kind, alternatives) for alternatives in charges.values()], gaps


def _line(channel: str, alternatives: list[_Charge]) -> CostLine:
    ranked = sorted(alternatives, key=lambda charge: charge.amount)
    chosen = ranked[(len(ranked) - 1) // 2]
    certain = chosen.certain and all(charge.amount == chosen.amount for charge in ranked)
    note = "" if certain else "mức trung bình thấp"
    figure = Figure(chosen.amount, FigureSource.RECORD, certain, note, *_bounds(ranked))
    return CostLine(Activity.PAY, _LABELS[chosen.kind], chosen.address, channel, fee=figure)


def _bounds(ranked: list[_Charge]) -> tuple[int | None, int | None]:
    low, high = ranked[0].amount, ranked[-1].amount
    return (low, high) if low != high else (None, None)


def _in_dong(amount: int, currency: str, rates: Mapping[str, Fraction]) -> int:
    """An amount in the smallest unit of its currency, in whole đồng."""
    if currency == "VND" and currency not in rates:
        return amount
    return rounded(Fraction(amount, MINOR_UNITS.get(currency, 1)) * rates.get(currency, 1))


def _read(address: str, fee: Fee, rates: Mapping[str, Fraction]) -> Iterator[_Charge | Gap]:
    if not fee.text:
        if not fee.amount:
            return
        if fee.currency == "VND" and fee.amount >= _BELIEVED and fee.amount == int(fee.amount):
            yield _Charge(address, fee.kind, int(fee.amount), True)
            return
    reading = read_fee(fee)
    if reading.status in _GAPS:
        yield Gap(_GAPS[reading.status], address, fee.text)
    if reading.status is not AmountStatus.READ:
        return
    amounts = [amount for amount in reading.amounts if amount.high != 0]
    by_kind: dict[str, list[int]] = defaultdict(list)
    for amount in amounts:
        if amount.currency == PERCENT:
            yield Gap("fee-set-elsewhere", address, fee.text)
        elif amount.currency != "VND" and amount.currency not in rates:
            yield Gap("currency-without-rate", address, amount.currency)
        else:
            by_kind[amount.kind].append(_in_dong(amount.low, amount.currency, rates))
    plain = len(amounts) == 1 and not amounts[0].condition and amounts[0].per.lower() in _ONE_CASE
    certain = plain and amounts[0].high == amounts[0].low and amounts[0].currency == "VND"
    for kind, lows in by_kind.items():
        yield _Charge(address, kind, median_low(lows), certain)
