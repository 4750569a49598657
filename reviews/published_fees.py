"""The amount of a fee as it is published, also where it stands in words only: "20,000 Việt Nam Đồng(/lần)"."""

from __future__ import annotations

from decimal import Decimal

from catalogue.elements import money_words
from catalogue.measures.amounts import MINOR_UNITS, PERCENT, Amount, AmountStatus, read_amounts, read_fee
from catalogue.records import Fee

_KINDS = {"fee": "phí", "charge": "lệ phí", "price": "giá dịch vụ"}


def charged(fee: Fee) -> tuple[Amount, ...]:
    """Return the amounts that a fee charges in one case or another, without shares of something and exemptions."""
    reading = read_fee(fee)
    if reading.status is not AmountStatus.READ:
        return ()
    return tuple(amount for amount in reading.amounts if amount.high != 0 and amount.currency != PERCENT)


def currency_of(fee: Fee) -> str:
    """Return the currency of a fee: the one its words charge in where no amount is published apart from them."""
    currencies = {amount.currency for amount in charged(fee)}
    return currencies.pop() if not fee.amount and len(currencies) == 1 else fee.currency


def highest_charged(fee: Fee) -> Decimal | None:
    """Return the highest amount that a fee charges, in its currency; None where it cannot be read or has no end."""
    if fee.amount:
        return fee.amount
    amounts, currency = charged(fee), currency_of(fee)
    ends = [amount.high for amount in amounts if amount.currency == currency and amount.high is not None]
    if not ends or len(ends) < len(amounts):
        return None
    return Decimal(max(ends)) / MINOR_UNITS.get(currency, 1)


def single_charge(text: str) -> tuple[str, str] | None:
    """Return the kind and the words of the one amount that a published text charges everybody, else None.

    The kind is that of the levy ("phí", "lệ phí"; "phí, lệ phí" where it is not told apart), the words are
    "20.000 đồng/lần".
    """
    reading = read_amounts(text)
    amounts = [amount for amount in reading.amounts if amount.high != 0]
    if reading.status is not AmountStatus.READ or len(amounts) != 1:
        return None
    (amount,) = amounts
    if amount.low != amount.high or amount.condition or amount.currency == PERCENT:
        return None
    words = money_words(Decimal(amount.low) / MINOR_UNITS.get(amount.currency, 1), amount.currency)
    return _KINDS.get(amount.kind, "phí, lệ phí"), f"{words}/{amount.per}" if amount.per else words
