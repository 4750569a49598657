"""Lengths of time inside a text: where they stand, what they say, and whether they bound the handling of a dossier."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from catalogue.measures.numbers import NUMBER_WORDS, read_number_words
from catalogue.measures.time_words import EXTENSION

_WORKING = r"(?:làm\s+việc|l/v|lv)"
_UNITS = {
    "ngày làm việc": "working_day",
    "ngày": "day",
    "giờ làm việc": "working_hour",
    "giờ": "hour",
    "h": "hour",
    "h làm việc": "working_hour",
    "tiếng": "hour",
    "phút": "minute",
    "buổi làm việc": "half_day",
    "buổi": "half_day",
    "tuần": "week",
    "tháng": "month",
    "năm": "year",
}
_UNIT = rf"(?P<unit>(?:ngày|giờ|h|buổi)\s+{_WORKING}|ngày|giờ|h|tiếng|phút|buổi|tuần|tháng|năm)(?!\w)"
_SHORT_WORKING = re.compile(r"l/?v")
_FIGURE = r"\d{1,4}(?:[.,]\d{1,2})?"
_DURATION = re.compile(
    rf"(?<![\w.,/:-])(?:(?P<low>{_FIGURE})\s*(?:đến|tới|[-–])\s*)?(?P<figure>{_FIGURE})"
    rf"\s*(?:\(\s*{NUMBER_WORDS}\s*\)\s*)?\(?{_UNIT}(?P<half>\s+rưỡi)?",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    rf"(?P<words>(?<![^\W\d_])(?:nửa|{NUMBER_WORDS}))\s*(?:\(\s*(?P<figure>{_FIGURE})\s*\)\s*)?\s*"
    r"(?P<unit>ngày\s+làm\s+việc|ngày|giờ\s+làm\s+việc|giờ|phút|tuần|tháng)(?![^\W\d_])",
    re.IGNORECASE,
)
_HALF_DAY = re.compile(r"(?:1\s*/\s*2|½)\s*(?P<unit>ngày\s+làm\s+việc|ngày)(?![^\W\d_])", re.IGNORECASE)
_SAME_DAY = re.compile(
    r"(?:ngay\s+|giải\s+quyết\s+|thực\s+hiện\s+)*(?:trong|cùng)\s+(?:cùng\s+|một\s+)?(?:ngày|buổi)(?P<work>\s+làm\s+việc)?"
    r"(?!\s*\d)(?!\s+làm\s+việc\s+(?:tiếp|kế|sau))(?!\s+(?:tiếp\s+theo|kế|hôm\s+sau))(?=\W|\Z)",
    re.IGNORECASE,
)
_NEXT_DAY = re.compile(
    r"ngày\s+làm\s+việc\s+(?:tiếp\s+theo|kế\s+tiếp|liền\s+kề|sau\s+đó)|ngày\s+hôm\s+sau", re.IGNORECASE
)
_AT_ONCE = re.compile(
    r"(?:\bngay\b(?=\s+(?:khi|sau\s+khi|sau|tại|lập\s+tức)|\s*[.,;]|\s*\Z)|giải\s+quyết\s+ngay\b|tức\s+thời"
    r"|tiếp\s+nhận\s+ngay\b|trả\s+ngay\b)",
    re.IGNORECASE,
)

# A time of the day, an age or the life of a paper is no time limit.
_TIME_OF_DAY = re.compile(r"(?:sau|trước|lúc|từ|vào|đến)\s+\Z", re.IGNORECASE)
_AGE_OR_DATE = re.compile(
    r"\s*(?:tuổi|\d|chiều|sáng|trở\s+lên|một\s+lần|cùng\s+ngày|(?:làm\s+việc\s+)?(?:đầu\s+tiên|cuối\s+cùng)\s+của"
    r"|/\s*(?:\d|tuần|tháng|năm|ngày|học))",
    re.IGNORECASE,
)
_OPENING_HOURS = re.compile(r"\d\s*(?:h|giờ|:)\s*(?:\d{2}\s*)?(?:[-–]|đến|tới)\s*\Z", re.IGNORECASE)
_OF_A_TEST = re.compile(r"(?:thời\s+gian\s+(?:làm\s+bài|thi)|làm\s+bài)\b[^.;]{0,20}\Z", re.IGNORECASE)
_VALIDITY = re.compile(
    r"(?:có\s+(?:giá\s+trị|hiệu\s+lực|thời\s+hạn)|thời\s+hạn\s+(?:sử\s+dụng|tạm\s+trú|của)|hiệu\s+lực|giá\s+trị)"
    r"[^.;:]{0,40}\Z",
    re.IGNORECASE,
)
_BEFORE_AN_EVENT = re.compile(r"\s*,?\s*trước\s+(?:khi|ngày|thời|lúc)", re.IGNORECASE)
_AT_LEAST = re.compile(
    r"(?:ít\s+nhất|tối\s+thiểu|trước)(?:\s+(?:là|trong))?\s*\Z|\btrước\s+(?:ngày|khi)[^.;,]{0,30}\Z", re.IGNORECASE
)
_PAID_FOR = re.compile(
    r"(?:cấp(?:\s+cho)?|trả(?:\s+đủ)?|đủ|hưởng|mỗi\s+lần)\s*\Z|\b(?:chi\s+trả|được\s+cấp|hưởng)\s+(?:đủ\s+)?\d[^.;:]*\Z",
    re.IGNORECASE,
)
_AFTER_WAITING = re.compile(
    r"(?:\bsau|(?<!không )(?<!được )(?<!vượt )\bquá|\bhết)(?:\s+thời\s+hạn)?\s*\Z", re.IGNORECASE
)
_APPLICANT_MUST = re.compile(
    r"[^.;]{0,120},\s*(?:người|tổ\s+chức|cá\s+nhân|chủ\s+(?:đầu\s+tư|hộ|cơ\s+sở|dự\s+án|phương\s+tiện|xe|tàu)"
    r"|công\s+dân|doanh\s+nghiệp|công\s+ty|thương\s+nhân|nhà\s+đầu\s+tư|cơ\s+sở(?!\s+dữ)|công\s+chức\s+dự|thí\s+sinh|học\s+sinh|sinh\s+viên)"
    r"(?!\s+có\s+thẩm\s+quyền)[^.;,]{0,80}?\b(?:phải|đến|có\s+trách\s+nhiệm|có\s+quyền|nộp|gửi|hoàn\s+thiện)\b",
    re.IGNORECASE,
)
# A deadline for what the applicant does, told behind it.
_APPLICANT_DOES = re.compile(
    r"(?:người\s+(?:nộp|đề\s+nghị|yêu\s+cầu|khai)|tổ\s+chức|cá\s+nhân|chủ\s+(?:đầu\s+tư|cơ\s+sở|dự\s+án|phương\s+tiện)"
    r"|công\s+dân|doanh\s+nghiệp|công\s+ty|thương\s+nhân|nhà\s+đầu\s+tư|cơ\s+sở(?!\s+dữ))(?:[^.;:,]|,\s*(?:cá\s+nhân|tổ\s+chức)){0,60}?"
    r"\b(?:bổ\s+sung|khắc\s+phục|hoàn\s+(?:thiện|chỉnh)|giải\s+trình|sửa\s+(?:chữa|đổi)|nộp\s+(?:tiền|phí|lệ\s+phí|thuế|bổ))"
    r"[^.;:,]{0,60}\b(?:trong|không\s+quá|tối\s+đa|chậm\s+nhất)\b[^.;:,]{0,30}\Z",
    re.IGNORECASE,
)
# Looking for a verb is far quicker than for the whole.
_MENDED = ("bổ sung", "khắc phục", "hoàn thiện", "hoàn chỉnh", "giải trình", "sửa chữa", "sửa đổi", "nộp")
_FROM_THE_DOSSIER = re.compile(
    r"\s*,?\s*(?:kể\s+|tính\s+)?từ\s+(?:ngày|khi)\s+(?:tiếp\s+)?(?:nhận|nộp)[^.;,]{0,20}\bhồ\s+sơ", re.IGNORECASE
)
_INCOMPLETE = re.compile(
    r"(?:chưa|không)\s+(?:đầy\s+đủ|đủ|hợp\s+lệ|đúng|bảo\s+đảm|đảm\s+bảo)(?!\s+điều\s+kiện)"
    r"|(?:yêu\s+cầu|thông\s+báo)[^.;]{0,60}bổ\s+sung",
    re.IGNORECASE,
)
# A deadline for telling the applicant what is missing bounds no decision.
_TELLS_WHAT_IS_MISSING = re.compile(
    r"(?:(?!\b(?:cấp\s+(?:giấy|thẻ|phép|chứng)|giải\s+quyết|trả\s+kết\s+quả|thẩm\s+định|quyết\s+định)\b)[^.;]){0,160}?"
    r"(?:\b(?:thông\s+báo|yêu\s+cầu|hướng\s+dẫn)\b[^.;]{0,120}?\b(?:chưa|không)\s+(?:đầy\s+đủ|đủ|hợp\s+lệ)(?!\s+điều\s+kiện)"
    r"|\b(?:thông\s+báo|yêu\s+cầu|hướng\s+dẫn)\b[^.;]{0,60}?\b(?:bổ\s+sung|hoàn\s+(?:thiện|chỉnh))\b"
    r"|\b(?:nếu|trường\s+hợp)\s+hồ\s+sơ\s+(?:chưa|không)\s+(?:đầy\s+đủ|đủ|hợp\s+lệ)(?!\s+điều\s+kiện)[^.;]{0,60}?"
    r"\b(?:thông\s+báo|yêu\s+cầu|hướng\s+dẫn|trả\s+lời)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Duration:
    """One length of time from `start` to `end` of a text; of a range its longer end. The unit is of TIME_UNITS."""

    start: int
    end: int
    quantity: Decimal
    unit: str


def durations(text: str) -> list[Duration]:
    """Return the lengths of time in a clause that can bound the handling of a dossier, in order."""
    found = [*_figures(text), *_words(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    found = _joined(text, found)
    apart: list[Duration] = []
    for one in found:
        if (not apart or one.start >= apart[-1].end) and _bounds(text, one):
            apart.append(one)
    return apart


# Lengths of time said in two units, and how many of the second make one of the first: "01 tháng 15 ngày".
_IN_TWO_UNITS = {
    ("year", "month"): 12,
    ("month", "day"): 30,
    ("hour", "minute"): 60,
    ("working_day", "working_hour"): 8,
    ("day", "working_hour"): 8,
}


def _joined(text: str, found: list[Duration]) -> list[Duration]:
    """The lengths of time, those said in two units one behind the other as one."""
    joined: list[Duration] = []
    for one in found:
        before = joined[-1] if joined else None
        size = _IN_TWO_UNITS.get((before.unit, one.unit)) if before else None
        if before and size and before.end < one.start and not text[before.end : one.start].strip():
            working = one.unit == "working_hour"
            quantity = before.quantity + one.quantity / size if working else before.quantity * size + one.quantity
            joined[-1] = Duration(before.start, one.end, quantity, "working_day" if working else one.unit)
        else:
            joined.append(one)
    return joined


def same_day(text: str) -> Duration | None:
    """Return one day for "within the (working) day", or None."""
    match = _SAME_DAY.search(text)
    if not match:
        return None
    return Duration(match.start(), match.end(), Decimal(1), "working_day" if match["work"] else "day")


def next_day(text: str) -> Duration | None:
    """Return one working day for "on the next working day", or None."""
    match = _NEXT_DAY.search(text)
    return Duration(match.start(), match.end(), Decimal(1), "working_day") if match else None


def at_once(text: str) -> str:
    """Return the words that say that something is done at once, or the empty string."""
    match = _AT_ONCE.search(text)
    return match.group() if match else ""


def _figures(text: str) -> list[Duration]:
    found = []
    for match in _DURATION.finditer(text):
        quantity = Decimal(match["figure"].replace(",", "."))
        if match["half"]:
            quantity += Decimal("0.5")
        found.append(_duration(match, quantity))
    found += [_duration(match, Decimal("0.5")) for match in _HALF_DAY.finditer(text)]
    return found


def _words(text: str) -> list[Duration]:
    found = []
    for match in _WRITTEN.finditer(text):
        if match["figure"]:
            quantity: Decimal | None = Decimal(match["figure"].replace(",", "."))
        elif match["words"].lower() == "nửa":
            quantity = Decimal("0.5")
        else:
            quantity = read_number_words(match["words"].lower())
        if quantity:
            found.append(_duration(match, quantity))
    return found


def _duration(match: re.Match[str], quantity: Decimal) -> Duration:
    unit = _UNITS[_SHORT_WORKING.sub("làm việc", " ".join(match["unit"].lower().split()))]
    if unit == "week":
        quantity, unit = quantity * 7, "day"
    elif unit == "half_day":
        quantity, unit = quantity / 2, "working_day"
    return Duration(match.start(), match.end(), quantity, unit)


def _bounds(text: str, one: Duration) -> bool:
    before = text[max(0, one.start - 250) : one.start]
    if one.quantity == 0 or _AGE_OR_DATE.match(text, one.end):
        return False
    if one.unit == "hour" and (_TIME_OF_DAY.search(before) or _OPENING_HOURS.search(before)):
        return False
    if _OF_A_TEST.search(before[-60:]):
        return False
    if any(verb in before for verb in _MENDED) and _APPLICANT_DOES.search(before):
        return False
    if one.unit in ("year", "month") and (_VALIDITY.search(before) or _PAID_FOR.search(before)):
        return False
    if (
        one.unit == "year"
        and before.strip()
        and not re.search(r"(?:không quá|tối đa|trong)\s*\Z", before, re.IGNORECASE)
    ):
        return False
    if _BEFORE_AN_EVENT.match(text, one.end) or _AT_LEAST.search(before):
        return False
    if _AFTER_WAITING.search(before) and ("nếu" in before or not _FROM_THE_DOSSIER.match(text, one.end)):
        return False
    if _INCOMPLETE.search(before) and not EXTENSION.search(before):
        return False
    return not (_APPLICANT_MUST.match(text, one.end) or _TELLS_WHAT_IS_MISSING.match(text, one.end))
