"""The head of a published fee: what the publisher entered as its amount, told apart from the words beside it.

The national portal shows a fee as `head(detail)description`: "50,000 Việt Nam Đồng(/văn bản)Nộp trực tiếp …". Its
head says "Miễn phí" for an amount of 0, whatever the detail says, and "Không có thông tin" where nothing was entered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from catalogue.measures.clauses import UPPER
from catalogue.measures.fee_words import says_nothing
from catalogue.measures.money import MINOR_UNITS
from catalogue.measures.numbers import read_figure
from catalogue.records import Fee

# The smallest sum that offices charge for anything but a measure of goods. What was published below it is a figure
# whose thousands were cut off, and cannot be read as it stands.
_SMALLEST_DONG = 1_000

_HEAD = re.compile(
    rf"(?P<nothing>Không có thông tin(?!\s+(?:cụ thể|chi tiết|về)\b))"
    rf"|(?:(?P<free>Miễn phí)|(?:(?P<figure>\d{{1,3}}(?:,\d{{3}})+|\d+)\s)?(?P<currency>Việt Nam Đồng|VNĐ|USD|EUR))"
    rf"(?=\(|\s*\Z|[^\s/,.:;]|\s+[{UPPER}*+(•-])"
)
_LEADING_UNIT = re.compile(
    r"\s*(?:/\s*(?:(?:0?1|một)\s+)?(?P<per>[^\W\d_][^.;,:()\n]*)"
    r"|(?P<word>hồ sơ|lần|bản|trang|trường hợp|giấy|thẻ|người))\s*(?=[.(;]|\Z)",
    re.IGNORECASE,
)
# Where the amount was entered by itself, its unit may be all the words: "đồng/lần thẩm định/cơ sở".
_ONLY_UNIT = re.compile(
    r"\s*(?:đồng|đ|vnđ|vnd|usd)?\s*/\s*(?P<per>[^\W\d_0][^.;,:()\n]{0,80}|(?:0?1|một)\s[^.;,:()\n]{1,80})\.?\s*",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:\A|(?<=/))\s*(?:0?1|một)\s+", re.IGNORECASE)
# A closing bracket after a lone letter or digit marks a row ("a) …") and closes nothing.
_BRACKET = re.compile(r"\(|(?<!\(\w)(?<!\s\w)(?<!;\w)\)")
_OF_GOODS = re.compile(r"(?:kg|tấn|tạ|lít|m2|m3|km|con|quả|kwh|ha)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What was entered as the amount: a sum in minor units, 0 for "nothing is charged", or None.

    `nothing` says that the publisher gave no information; `doubtful` that a figure was entered which no fee can have.
    """

    value: int | None = None
    currency: str = "VND"
    per: str = ""
    nothing: bool = False
    doubtful: bool = False
    figure: int | None = None


def part(fee: Fee, text: str) -> tuple[Head, str, str]:
    """Return the head of a fee, the detail beside its amount, and the description of the channel glued to it."""
    if fee.amount is not None:
        only_unit = _ONLY_UNIT.fullmatch(text)
        head = _entered(fee, fee.amount, text, _unit(only_unit))
        return head, "" if only_unit else text, ""
    match = _HEAD.match(text)
    if not match:
        return Head(), text, ""
    detail, description = _detail(text[match.end() :])
    only_unit = _ONLY_UNIT.fullmatch(detail)
    if only_unit:
        return _head(match, _unit(only_unit)), "", description
    unit = _LEADING_UNIT.match(detail)
    per = ""
    if unit:
        per = " ".join((unit["per"] or unit["word"]).split())
        detail = detail[unit.end() :]
    return _head(match, per), detail, description


def _entered(fee: Fee, amount: Decimal, text: str, per: str) -> Head:
    """The head of a fee whose amount stands by itself in the record."""
    if amount == 0 and text and says_nothing(text):
        # A 0 beside "Không quy định" was entered for want of a rate.
        return Head(nothing=True)
    currency = fee.currency.upper() if fee.currency.upper() in MINOR_UNITS else fee.currency
    scaled = amount * MINOR_UNITS.get(currency, 1)
    if scaled != scaled.to_integral_value() or scaled < 0:
        return Head(None, currency, per, doubtful=True)
    small = 0 < scaled < _SMALLEST_DONG and currency == "VND"
    return Head(int(scaled), currency, per, figure=int(scaled) if small else None)


def _unit(words: re.Match[str] | None) -> str:
    return _ONE.sub("", " ".join(words["per"].split())) if words else ""


def _head(match: re.Match[str], per: str) -> Head:
    if match["free"]:
        return Head(0, per=per)
    if match["nothing"] or not match["figure"]:
        return Head(nothing=True)
    currency = match["currency"] if match["currency"] in MINOR_UNITS else "VND"
    figure = read_figure(match["figure"])
    if figure is None:
        return Head(doubtful=True)
    value = int(figure) * MINOR_UNITS[currency]
    if currency == "VND" and 0 < value < _SMALLEST_DONG and not _OF_GOODS.match(per):
        return Head(None, currency, per, doubtful=True, figure=int(figure))
    return Head(value, currency, per, figure=int(figure))


def _detail(rest: str) -> tuple[str, str]:
    """The words in the brackets after the head, and what follows them; brackets that never close take everything."""
    if not rest.startswith("("):
        return "", rest
    depth = 0
    for bracket in _BRACKET.finditer(rest):
        depth += 1 if bracket.group() == "(" else -1
        if depth == 0:
            return rest[1 : bracket.start()], rest[bracket.end() :]
    return rest[1:], ""
