"""Sums of money and percentages inside a text: where they stand, what they say, and the unit they are charged for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from catalogue.measures.numbers import FIGURE, NUMBER_WORDS, read_figure, read_number_words

PERCENT = "PERCENT"

# How many of the integers in an amount make one of its currency: đồng have no parts, dollars have cents, and
# percentages are kept exact to a ten-thousandth (0,019 % of an investment is a real fee).
MINOR_UNITS = {"VND": 1, "USD": 100, "EUR": 100, PERCENT: 10_000}

_SMALLEST_IN_WORDS = 100

_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_SCALE = r"(?:nghìn|ngàn|triệu|tỷ|tỉ)"
_CURRENCY = (
    r"(?:(?:việt nam\s*)?đồng(?: việt nam)?|vnđ|vnd|đ(?![\w.]\w)(?!\w)"
    r"|usd|đô la(?: mỹ)?|đô-la(?: mỹ)?|\$|eur|euro)"
)
_SUM = re.compile(
    rf"(?<![\w.,/%])(?:(?P<low>{FIGURE})\s*(?P<low_scale>{_SCALE})?\s*(?P<low_currency>{_CURRENCY})?\s*"
    rf"(?:đến|tới|[-–~])\s*)?"
    rf"(?:(?P<figure>{FIGURE})\s*(?:(?P<scale>{_SCALE})(?![^\W\d_])(?P<half>\s+rưỡi)?)?|(?<!\d\s)(?P<words>{NUMBER_WORDS}))"
    rf"\s*(?P<currency>{_CURRENCY})(?![^\W\d_])",
    re.IGNORECASE,
)
# Sources leave the currency out where a scale or a thousands mark already says that it is money.
_BARE = re.compile(
    rf"(?<![\w.,/%])(?:(?P<scaled>{FIGURE})\s*(?P<scale>{_SCALE})|(?P<figure>[1-9]\d{{0,2}}(?:([.,])000|([.,])\d{{3}})+))"
    r"(?=\s*/\s*[^\W\d_]|\s*/\s*\d{1,2}\s*[^\W\d_])"
    r"|\A\s*(?P<alone>[1-9]\d{0,2}(?:[.,]\d{3})+)\s*\Z"
    rf"|(?<=:)\s*(?P<labelled>[1-9]\d{{0,2}}(?:[.,]\d{{3}})+)(?=\s*(?:[;.]?\s*$|[;]))",
    re.IGNORECASE,
)
# "ngày 11 tháng 11 năm 2016 Đồng": the sum was left out behind a date.
_YEAR = re.compile(r"năm (?:19|20)\d{2}\Z")
_DIGIT = re.compile(r"\d")
_SMALL_SIGN = re.compile(_CURRENCY)
_THOUSANDS_OR_SCALE = re.compile(rf"\d[.,]\d{{3}}|\d\s*{_SCALE}", re.IGNORECASE)
_PERCENT = re.compile(rf"(?<![\w.,/])(?P<figure>{FIGURE})\s*%")
_BASE = re.compile(
    r"\s*(?:của |trên |so với |tính trên )?"
    r"(?P<base>(?:mức|tổng|giá|số|phí|lệ phí|chi phí|trị giá)\b[^.,;:()\n]{0,200}?)"
    r"(?=\s+(?:theo|đối với|nếu|cho|khi|tại)\b|\s*[.,;:()\n]|\s*$)",
    re.IGNORECASE,
)

# A figure in words or a currency that only repeats the sum before it: "5.000.000 đồng (Năm triệu đồng)".
_REPEATED = re.compile(
    rf"(?<=[\dđgDĐG])\s*\(\s*(?:bằng chữ\s*:?\s*)?{NUMBER_WORDS}(?:\s+chẵn)?(?:\s+(?:việt nam\s+)?đồng(?:\s+chẵn)?"
    r"|\s+đô la(?: mỹ)?)?\s*\.?\s*\)",
    re.IGNORECASE,
)

_LINK = re.compile(r"\s*xem chi tiết\s*", re.IGNORECASE)

_UNIT = r"[^\W\d_](?:[^.;,:()\n/|]|(?<=xuất),(?= nhập)){0,120}"
_ONE = r"(?:(?:0?1|một)\s+)?"
_PER = re.compile(rf"\s*(?:chẵn\s*)?/\s*{_ONE}(?P<per>{_UNIT}(?:/\s*{_ONE}{_UNIT}){{0,4}})")
_ONE_OF = re.compile(r"/\s*(?:0?1|một)\s+", re.IGNORECASE)
_PER_WORDS = re.compile(
    r"\s+(?:cho\s+)?(?:mỗi|một|01)\s+(?P<per>(?:hồ sơ|trường hợp|bản|trang|lần|giấy(?: phép| chứng nhận)?|người"
    r"|thẻ|xe|lô(?: hàng)?|mẫu|sản phẩm|dự án|cơ sở|phương tiện|đơn|tàu|chuyến|container)\b)",
    re.IGNORECASE,
)
# Where the unit ends and the words on the case begin.
_PER_END = re.compile(
    r"\s+(?:[-–+•*o▪|]\s|(?:áp dụng|kể từ|đối với|nếu|khi|trường hợp|và|tối đa|thêm|theo|nhưng|bao gồm|đồng|"
    r"phí|lệ phí|thu|đến hết|từ ngày|từ (?=\d)|miễn|tại|hoặc tương đương|tùy|tuỳ)\b)",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    r"(?:không quá|tối đa|không vượt quá|không được quá|cao nhất|nhiều nhất)"
    r"(?:\s+(?:là|thu|không quá|bằng))*\s*:?\s*\Z",
    re.IGNORECASE,
)
_NO_LESS = re.compile(r"(?:tối thiểu|ít nhất|thấp nhất|không thấp hơn)(?:\s+(?:là|thu))*\s*:?\s*\Z", re.IGNORECASE)
_AND_MORE = re.compile(r"\s*trở lên\b", re.IGNORECASE)
_OFF = re.compile(r"giảm(?:\s+(?:thêm|còn lại|phí|lệ phí))*\s*\Z", re.IGNORECASE)
_SHARE_LEADS = re.compile(r":|\bbằng\s*\Z", re.IGNORECASE)
_LEFT_OVER = re.compile(r"còn\s*\Z", re.IGNORECASE)
_ON_TOP = re.compile(r"(?:tăng|thu) thêm\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum as it stands in a text from `start` to `end`, with its unit: integers as MINOR_UNITS says.

    `high` is None where the text sets no upper bound ("tối thiểu …").
    """

    start: int
    end: int
    low: int
    high: int | None
    currency: str
    per: str = ""


def without_repeats(text: str) -> str:
    """Return the text without the brackets that only say a figure again, and without a page's links between sums."""
    once = _REPEATED.sub("", text) if "(" in text else text
    return _LINK.sub("\n", once) if "xem chi tiết" in once.lower() else once


def sums(text: str) -> list[Sum]:
    """Return the sums and percentages of a text in order; malformed figures are no sums."""
    # Looking for a sign is far quicker than for the sums around it, and most texts hold none.
    figures = _DIGIT.search(text) is not None
    written = _written_sums(text) if _SMALL_SIGN.search(text.lower()) else ()
    percentages = _percentages(text) if figures and "%" in text else ()
    found = [*written, *(_bare_sums(text) if figures and _may_be_bare(text) else ()), *percentages]
    found.sort(key=lambda one: (one.start, -one.end))
    apart: list[Sum] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def may_hold_sums(text: str) -> bool:
    """Tell at a glance whether a text can hold a sum or percentage, its lines parted or not."""
    return "%" in text or _may_be_bare(text) or _SMALL_SIGN.search(" ".join(text.lower().split())) is not None


def _may_be_bare(text: str) -> bool:
    return _THOUSANDS_OR_SCALE.search(text) is not None


def _written_sums(text: str) -> Iterator[Sum]:
    for match in _SUM.finditer(text):
        if match["figure"] and _YEAR.search(text, max(0, match.start() - 5), match.end("figure")):
            continue
        currency = _currency(match["currency"])
        if match["words"]:
            value = read_number_words(match["words"].lower())
            if value is not None and value < _SMALLEST_IN_WORDS:
                # "không đồng ý" and "ba đồng chí" are no sums.
                continue
        else:
            value = _scaled(match["figure"], match["scale"])
            if match["half"] and value is not None:
                value += Decimal(_SCALES[match["scale"].lower()]) / 2
        number = _minor(value, currency)
        if number is None:
            continue
        start = match.start() if match["low"] is None else match.start("figure" if match["figure"] else "words")
        low: int | None = None
        if match["low"] is not None:
            low = _minor(_scaled(match["low"], match["low_scale"] or match["scale"]), currency)
            if low is not None and low < number:
                yield _with_unit(text, Sum(match.start(), match.end(), low, number, currency))
                continue
            if match["low_currency"] and low is not None:
                # Two sums parted by a dash that are no range.
                end = match.end("low_currency")
                yield Sum(match.start(), end, low, low, _currency(match["low_currency"]))
        yield _with_unit(text, _bounded(text, Sum(start, match.end(), number, number, currency)))


def _bare_sums(text: str) -> Iterator[Sum]:
    for match in _BARE.finditer(text):
        figure = match["scaled"] or match["figure"] or match["labelled"] or match["alone"]
        value = _minor(_scaled(figure, match["scale"]), "VND")
        if value is not None:
            start = match.start("labelled") if match["labelled"] else match.start()
            yield _with_unit(text, _bounded(text, Sum(start, match.end(), value, value, "VND")))


def _percentages(text: str) -> Iterator[Sum]:
    for match in _PERCENT.finditer(text):
        value = read_figure(match["figure"])
        base = _BASE.match(text, match.end())
        before = text[max(0, match.start() - 40) : match.start()]
        ends = not text[match.end() :].strip(" .;)\n")
        if value is None or not (base or (ends and _SHARE_LEADS.search(before)) or _OFF.search(before)):
            continue
        if _OFF.search(before):
            value = max(Decimal(100) - value, Decimal(0))
        elif _ON_TOP.search(before) and not _LEFT_OVER.search(before):
            value += 100
        number = _minor(value, PERCENT)
        if number is not None:
            end = base.end() if base else match.end()
            yield Sum(match.start(), end, number, number, PERCENT, _tidy(base["base"]) if base else "")


def _scaled(figure: str, scale: str | None) -> Decimal | None:
    value = read_figure(figure)
    return value if value is None or not scale else value * _SCALES[scale.lower()]


def _minor(value: Decimal | None, currency: str) -> int | None:
    if value is None:
        return None
    scaled = value * MINOR_UNITS[currency]
    return int(scaled) if scaled == scaled.to_integral_value() else None


def _currency(words: str) -> str:
    lower = words.lower()
    if lower.startswith(("usd", "đô", "$")):
        return "USD"
    return "EUR" if lower.startswith("eur") else "VND"


def _bounded(text: str, one: Sum) -> Sum:
    """The sum as a range where the words before or after it set only one of its bounds."""
    before = text[max(0, one.start - 60) : one.start]
    if _NO_MORE.search(before):
        return Sum(one.start, one.end, 0, one.high, one.currency)
    if _NO_LESS.search(before) or _AND_MORE.match(text, one.end):
        return Sum(one.start, one.end, one.low, None, one.currency)
    return one


def _with_unit(text: str, one: Sum) -> Sum:
    match = _PER.match(text, one.end) or _PER_WORDS.match(text, one.end)
    if not match:
        return one
    per = match["per"]
    cut = _PER_END.search(per)
    end = match.end()
    if cut:
        end = match.start("per") + cut.start()
        per = per[: cut.start()]
    return Sum(one.start, end, one.low, one.high, one.currency, _tidy(per))


def _tidy(words: str) -> str:
    once = _ONE_OF.sub("/", words) if "/" in words else words
    return " ".join(once.split()).strip(' -–+“"').replace(" /", "/").replace("/ ", "/") if once else ""
