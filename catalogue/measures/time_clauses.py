"""The parts of a time limit inside a text: limits, stages, and more time in some cases, each with what it holds for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from catalogue.measures import time_words as words
from catalogue.measures.clauses import Clause, clauses, without_lead
from catalogue.measures.durations import Duration, at_once, durations, next_day, same_day

_LONGEST_CASE = 600

_CASE_WORD = (
    r"(?:đối\s+với|(?:với\s+|trong\s+)?(?:các\s+|những\s+)?trường\s+hợp|nếu(?!\s+có\s*\))"
    r"|riêng\s+đối\s+với|riêng)"
)
# Words that name a case only where the length of time follows them.
_CASE_BEFORE = rf"(?:{_CASE_WORD}|phức\s+tạp|tại\s+(?:các\s+)?(?:xã|khu\s+vực|địa\s+bàn|vùng))"
_CASE_IN = re.compile(rf"(?<![^\W\d_]){_CASE_BEFORE}\b", re.IGNORECASE)
_THEN = re.compile(r"\s*,?\s*\bthì\b", re.IGNORECASE)
_LEAD = (
    # The longest first, so that none is cut short by another.
    r"(?:thủ\s+tục\s+hành\s+chính|không\s+được\s+quá|trả\s+kết\s+quả|giải\s+quyết|hoàn\s+thành"
    r"|chậm\s+nhất|không\s+quá|thực\s+hiện|muộn\s+nhất|thời\s+gian|các\s+bước|trong\s+đó|thời\s+hạn"
    r"|gia\s+hạn|kéo\s+dài|một\s+lần|cụ\s+thể|có\s+thể|tối\s+đa|khoảng|nhưng|trong|vòng|tính|được"
    r"|thêm|ngay|cộng|việc|tổng|tăng|hơn|thì|lâu|gồm|còn|là|từ)"
)
_TRAILING = re.compile(rf"(?<![^\W\d_]){_LEAD}\Z", re.IGNORECASE)
_LABELLED = re.compile(rf":\s*(?>{_LEAD}\b[\s,:]*+)*+\Z", re.IGNORECASE)
_TIME_OF = re.compile(r"\s*thời\s+(?:gian|hạn)\s+\w", re.IGNORECASE)
_START = re.compile(
    rf"\s*,?\s*(?:được\s+)?(?:kể\s+từ|tính\s+từ|từ)\s+(?:ngày|khi|thời\s+điểm|lúc)\b.*?(?=\s*,?\s*{_CASE_WORD}\b|\s*[;(]|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_CASE_AFTER = re.compile(rf"\s*,?\s*(?={_CASE_WORD}\b|cho\s+(?:các|những)\b)", re.IGNORECASE)
_ANOTHER_CASE = re.compile(r"[,.]\s*(?=(?:trường\s+hợp|nếu|riêng)\b)", re.IGNORECASE)
_REMARK = re.compile(r"\s*\((?:trong\s+đó|không|chưa|bao\s+gồm|gồm|cộng|theo|kể)", re.IGNORECASE)
_FOLLOWS = re.compile(r"\bsau\s+(?:khi\s+)?\w", re.IGNORECASE)
_BUT = re.compile(r"[^.;]*\bnhưng\b", re.IGNORECASE)
_CASE_ENDS = re.compile(r";\s*(?:trường\s+hợp|nếu)\b", re.IGNORECASE)
_ONLY_A_CASE = re.compile(
    r"\s*(?:đối\s+với|trường\s+hợp)\b(?!.*(?:\b(?:thì|phải|có\s+thể)\b|,\s*(?:thực\s+hiện|người)))",
    re.IGNORECASE | re.DOTALL,
)


class Role(Enum):
    """What a length of time is in its text."""

    LIMIT = "limit"
    STAGE = "stage"
    EXTENSION = "extension"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Part:
    """One length of time with its role, its case or label, and the words it was read from.

    `stagey` says that the words around it speak of one office's work, `cased` that they name a case. A CASE has no
    length of its own: its words say for which case an amount entered elsewhere holds.
    """

    role: Role
    quantity: Decimal
    unit: str
    condition: str
    evidence: str = ""
    stagey: bool = False
    cased: bool = False


def read_parts(text: str) -> tuple[list[Part], str]:
    """Return the parts that a text states, in order, and the words by which it says that all is done at once."""
    parts: list[Part] = []
    pending: list[str] = []
    soon = ""
    for clause in clauses(text):
        if any(words.EXCLUSION.search(heading) for heading in clause.headings):
            continue
        body = _without_exclusions(clause.text)
        found = _of_clause(clause, body, first=not parts)
        if not found and len(body) <= _LONGEST_CASE and _ONLY_A_CASE.match(body):
            pending.append(body.strip(" .;:*"))
        if pending and found and found[0].role is Role.LIMIT:
            found[0] = replace(found[0], condition="; ".join(filter(None, (*pending, found[0].condition))), cased=True)
            pending = []
        parts += found
        soon = soon or at_once(body)
    parts += [Part(Role.CASE, Decimal(0), "", case) for case in pending]
    return parts, soon


def settled(parts: Sequence[Part], entered: tuple[Decimal, str] | None) -> list[Part]:
    """Return the parts with stages told from limits by their sums and by the words around them.

    What adds up to a stated or entered limit are its stages. Where lengths of time are given to offices or steps, and
    not to cases, they are stages too.
    """
    result = list(parts)
    limits = [at for at, part in enumerate(result) if part.role is Role.LIMIT]
    stages = _adding_up([result[at] for at in limits], entered)
    chosen = [at for rank, at in enumerate(limits) if rank in stages]
    if not chosen and len(limits) + sum(part.role is Role.STAGE for part in result) > 1:
        plain = any(not (result[at].stagey or result[at].cased) for at in limits)
        matched = entered is not None and any(result[at].quantity == entered[0] for at in limits)
        followed = any(_FOLLOWS.search(result[at].condition) for at in limits if result[at].stagey)
        if plain or followed or not matched:
            chosen = [at for at in limits if result[at].stagey and not result[at].cased]
    for at in chosen:
        result[at] = replace(result[at], role=Role.STAGE)
    return result


def _adding_up(limits: Sequence[Part], entered: tuple[Decimal, str] | None) -> set[int]:
    """The places of the lengths of time that add up to the one before them, or to the entered one."""
    if entered is not None and len(limits) > 1:
        values = [(part.quantity, part.unit) for part in limits]
        apart = not any(part.cased for part in limits)
        if apart and entered not in values and sum(value for value, _ in values) == entered[0]:
            return set(range(len(limits)))
    found: set[int] = set()
    for whole, part in enumerate(limits):
        if not part.stagey and whole not in found:
            found.update(_following(limits, whole))
    return found


def _following(limits: Sequence[Part], whole: int) -> range:
    """The places right after a length of time where at least two others add up to it."""
    total = Decimal(0)
    for at in range(whole + 1, len(limits)):
        if limits[at].unit != limits[whole].unit or limits[at].cased:
            break
        total += limits[at].quantity
        if total == limits[whole].quantity and at > whole + 1:
            return range(whole + 1, at + 1)
    return range(0)


def exclusions(text: str) -> tuple[str, ...]:
    """Return the sentences and brackets that say what time is not counted."""
    found = []
    for clause in clauses(text):
        match = words.EXCLUSION.search(clause.text)
        if match and re.search(r"thời\s+(?:gian|hạn)|ngày", clause.text, re.IGNORECASE):
            opening = clause.text.rfind("(", 0, match.start())
            closing = clause.text.find(")", match.end())
            inside = opening >= 0 and closing >= 0
            found.append(clause.text[opening + 1 : closing] if inside else clause.text)
    return tuple(dict.fromkeys(found))


def _without_exclusions(text: str) -> str:
    """The clause without what it says about time that is not counted."""
    match = words.EXCLUSION.search(text)
    if not match or not re.search(r"thời\s+(?:gian|hạn)|ngày", text, re.IGNORECASE):
        return text
    opening = text.rfind("(", 0, match.start())
    closing = text.find(")", match.end())
    if opening >= 0:
        return text[:opening] + (text[closing + 1 :] if closing >= 0 else "")
    return text[: match.start()]


def _of_clause(clause: Clause, body: str, first: bool) -> list[Part]:
    found = durations(body)
    late = next_day(body)
    today = same_day(body)
    found += [one for one in (today, late) if one and not any(_overlap(one, other) for other in found)]
    found.sort(key=lambda one: one.start)
    inside = any(words.INSIDE.search(heading) for heading in clause.headings)
    parts: list[Part] = []
    before = body[: found[0].start] if found else ""
    for at, one in enumerate(found):
        following = found[at + 1].start if at + 1 < len(found) else len(body)
        after, rest = _parted(body[one.end : following], at + 1 < len(found))
        inside = inside or words.INSIDE.search(before) is not None
        is_late = one is late and (len(found) > 1 or not first)
        part = _part(one, before, after, inside, is_late)
        if part and not part.condition and parts and _BUT.match(before):
            part = replace(part, condition=parts[-1].condition, cased=parts[-1].cased)
        if part:
            parts.append(replace(part, evidence=body[one.start : one.end]))
        before = rest
    return parts


def _overlap(one: Duration, other: Duration) -> bool:
    return one.start < other.end and other.start < one.end


def _part(one: Duration, before: str, after: str, inside: bool, is_late: bool) -> Part | None:
    if words.REDUCTION.search(before):
        return None
    case = "; ".join(filter(None, (_case_before(before), _case_after(after))))
    if is_late or words.EXTENSION.search(before):
        return Part(Role.EXTENSION, one.quantity, one.unit, case)
    stagey = bool(words.STAGE.match(before) and _label(before)) or words.LATER_START.match(after) is not None
    cased = _CASE_IN.search(before) is not None or bool(_case_after(after)) or words.CASE.match(before) is not None
    if inside:
        return Part(Role.STAGE, one.quantity, one.unit, _label(before), stagey=stagey, cased=cased)
    label = case or (_label(before) if _is_label(before) else "")
    return Part(Role.LIMIT, one.quantity, one.unit, label, stagey=stagey, cased=cased)


def _parted(between: str, more: bool) -> tuple[str, str]:
    """The words between two lengths of time: what belongs to the first, and what leads to the second."""
    if not more:
        return between, ""
    opened = words.INSIDE.search(between)
    bracket = between.rfind("(")
    semicolon = between.rfind(";")
    if opened:
        return between[: opened.start()].rstrip(" ("), between[opened.start() :]
    if semicolon >= 0:
        return between[:semicolon], between[semicolon + 1 :]
    if bracket >= 0 and ")" not in between[bracket:]:
        return between[:bracket], between[bracket + 1 :]
    start = _START.match(between)
    rest = between[start.end() :] if start else between
    another = _ANOTHER_CASE.search(rest)
    if another and (start or another.start() == 0 or _CASE_AFTER.match(rest)):
        cut = len(between) - len(rest) + another.start()
        return between[:cut], between[cut + 1 :]
    if _CASE_AFTER.match(rest) and not _THEN.search(rest) and not _LABELLED.search(rest):
        return between, ""
    return between[: start.end()] if start else "", rest


def _case_before(before: str) -> str:
    match = _CASE_IN.search(before)
    if not match:
        return ""
    case = before[match.start() :]
    then = _THEN.search(case)
    if then:
        return _tidy(case[: then.start()])
    if ":" in case:
        case = case[: case.index(":")]
    return _tidy(without_lead(case, _TRAILING))


def _case_after(after: str) -> str:
    start = _START.match(after)
    rest = after[start.end() :] if start else after
    match = _CASE_AFTER.match(rest)
    if not match:
        return ""
    case = rest[match.end() :]
    for end in (_REMARK.search(case), _CASE_ENDS.search(case)):
        if end:
            case = case[: end.start()]
    if case.count("(") < case.count(")"):
        case = case[: case.index(")")]
    return _tidy(case)


def _is_label(before: str) -> bool:
    """Tell whether words before a limit name what it is for ("Cấp mới: …", "Thời gian thẩm định …")."""
    return _LABELLED.search(before) is not None or _TIME_OF.match(before) is not None


def _label(before: str) -> str:
    label = _tidy(words.INSIDE.sub("", without_lead(before.rpartition(";")[2], _TRAILING)))
    return label if len(label) <= _LONGEST_CASE else ""


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,.;:(*-–+•")
