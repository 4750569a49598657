"""The parts of a time limit inside a text: limits, stages, and more time in some cases, each with what it holds for."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from catalogue.measures import time_words as words
from catalogue.measures.clauses import Clause, clauses, without_lead
from catalogue.measures.durations import Duration, at_once, durations, next_day, same_day
from catalogue.measures.time_roles import FOLLOWS, Part, Role

_LONGEST_CASE = 600

_CASE_WORD = (
    r"(?:đối\s+với|(?:với\s+|trong\s+)?(?:các\s+|những\s+)?trường\s+hợp|nếu(?!\s+có\s*\))"
    r"|riêng\s+đối\s+với|riêng)"
)
# Words that name a case only where the length of time follows them.
_CASE_BEFORE = (
    rf"(?:{_CASE_WORD}|(?:vụ\s+việc\s+|hồ\s+sơ\s+)?phức\s+tạp|(?:tại|ở)\s+(?:các\s+)?(?:xã|khu\s+vực|địa\s+bàn|vùng))"
)
_CASE_IN = re.compile(rf"(?<![^\W\d_]){_CASE_BEFORE}\b", re.IGNORECASE)
_THEN = re.compile(r"\s*,?\s*\bthì\b|,\s*(?=thời\s+(?:hạn|gian)\b)", re.IGNORECASE)
_LEAD = (
    # The longest first, so that none is cut short by another.
    r"(?:thủ\s+tục\s+hành\s+chính|bao\s+gồm|không\s+được\s+quá|trả\s+kết\s+quả|giải\s+quyết|hoàn\s+thành"
    r"|chậm\s+nhất|không\s+quá|thực\s+hiện|muộn\s+nhất|thời\s+gian|các\s+bước|trong\s+đó|thời\s+hạn"
    r"|gia\s+hạn|kéo\s+dài|một\s+lần|cụ\s+thể|có\s+thể|tối\s+đa|khoảng|nhưng|trong|vòng|tính|được"
    r"|thêm|ngay|cộng|việc|tổng|tăng|hơn|thì|lâu|gồm|còn|là|từ)"
)
_TRAILING = re.compile(rf"(?<![^\W\d_]){_LEAD}\Z", re.IGNORECASE)
_LABELLED = re.compile(rf":\s*(?>{_LEAD}\b[\s,:]*+)*+\Z", re.IGNORECASE)
_TIME_OF = re.compile(r"[\s,;]*thời\s+(?:gian|hạn)\s+\w", re.IGNORECASE)
_AT_LEVEL = re.compile(r"[\s,;]*(?:ở\s+|tại\s+)?cấp\s+(?:tỉnh|huyện|xã|bộ|trung\s+ương)\s*\Z", re.IGNORECASE)
_START = re.compile(
    rf"\s*,?\s*(?:được\s+)?(?:kể\s+từ|tính\s+từ|từ)\s+(?:ngày|khi|thời\s+điểm|lúc)\b.*?(?=\s*,?\s*(?:trừ\s+)?{_CASE_WORD}\b|\s*,\s*phức\s+tạp|\s*[;(]|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_STARTS_BEHIND = re.compile(r"\s*,?\s*(?:kể\s+từ|tính\s+từ)\s+(?:ngày|khi|thời\s+điểm|lúc)\b", re.IGNORECASE)
_AND = re.compile(r"\s+(?:và|hoặc)\s*\Z", re.IGNORECASE)
_KIND_OF_WORK = (
    r"(?:cấp\s+(?:mới|lại|đổi)|gia\s+hạn|lần\s+đầu|thẩm\s+định|trực\s+(?:tiếp|tuyến)|hồ\s+sơ\s+(?:giấy|điện|mới))"
)
_KIND_LABEL = re.compile(rf"\W*{_KIND_OF_WORK}\b[^,.;:]{{0,40}}\Z", re.IGNORECASE)
_IN_BRACKETS = rf"(?:đối\s+với|trường\s+hợp|{_KIND_OF_WORK})"
_BRACKETED_CASE = re.compile(rf"\s*\(\s*{_IN_BRACKETS}\b[^()\d]*\)", re.IGNORECASE)
_PROLONGED = re.compile(r"\A\W*(gia\s+hạn)\s*:", re.IGNORECASE)
_HANDED_OUT = re.compile(r"\A\W*(trả\s+kết\s+quả)\s*:", re.IGNORECASE)
_TELLS_NEXT = re.compile(r"\s*(?:tiếp\s+theo|kế\s+tiếp)\b", re.IGNORECASE)
_CASE_AFTER = re.compile(
    rf"\s*,?\s*(?:(?=(?:trừ\s+)?{_CASE_WORD}\b|cho\s+(?:các|những)\b)|\(\s*(?={_IN_BRACKETS}\b))", re.IGNORECASE
)
_ANOTHER_CASE = re.compile(r"[,.]\s*(?=(?:trường\s+hợp|nếu|riêng)\b)", re.IGNORECASE)
_REMARK = re.compile(r"\s*\((?:trong\s+đó|không|chưa|bao\s+gồm|gồm|cộng|theo|kể)", re.IGNORECASE)
_BUT = re.compile(r"[^.;]*\bnhưng\b", re.IGNORECASE)
_NEXT_CASE = re.compile(rf";\s*(?={_CASE_WORD}\s)", re.IGNORECASE)
_CASE_ENDS = re.compile(r";\s*(?:trường\s+hợp|nếu)\b", re.IGNORECASE)
_ONLY_A_CASE = re.compile(
    r"\s*(?:đối\s+với|trường\s+hợp)\b"
    r"(?!.*(?:\b(?:thì|phải|có\s+thể|có\s+trách\s+nhiệm|trả\s+lời|thông\s+báo\s+(?:bằng|cho|để))\b|,\s*(?:thực\s+hiện|người|thẩm\s+quyền|việc|cơ\s+quan)\b))",
    re.IGNORECASE | re.DOTALL,
)
# An office hands its work on to the next one, and does not yet end the procedure with it.
_HANDS_ON = re.compile(
    r"[^;(]{0,160}?,\s*(?:cơ\s+quan|sở|ubnd|ủy\s+ban|uỷ\s+ban|bộ|cục|phòng|đoàn|hội\s+đồng|công\s+an|trung\s+tâm"
    r"|văn\s+phòng|chi\s+cục|tổ|bộ\s+phận|ban|đơn\s+vị)\b"
    r"(?!.*\b(?:cấp(?!\s+(?:có|tỉnh|xã|huyện|trên|bộ|ủy|uỷ)\b)|ban\s+hành|trả\s+kết\s+quả|công\s+nhận|quyết\s+định)\b)"
    r".*\b(?:thẩm\s+định|kiểm\s+tra|trình|chuyển|gửi|báo\s+cáo|lấy\s+ý\s+kiến|xác\s+minh)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_parts(text: str) -> tuple[list[Part], str]:
    """Return the parts that a text states, in order, and the words by which it says that all is done at once."""
    parts: list[Part] = []
    pending: list[str] = []
    soon = ""
    once = words.IN_HOURS.sub("", text)
    for clause in clauses(words.PLUS.sub(words.ADDED, once) if "+" in once else once):
        if any(words.EXCLUSION.search(heading) for heading in clause.headings):
            continue
        body = _without_exclusions(clause.text)
        found = _of_clause(clause, body, first=not parts and not soon)
        if not found and len(body) <= _LONGEST_CASE and _ONLY_A_CASE.match(body):
            pending.append(body.strip(" .;:*"))
        if pending and found and found[0].role is Role.LIMIT:
            found[0] = replace(found[0], condition="; ".join(filter(None, (*pending, found[0].condition))), cased=True)
            pending = []
        if found and words.REDUCED_TO.search(body[: body.find(found[0].evidence)]):
            parts = [part for part in parts if part.role is not Role.LIMIT or part.cased]
        parts += found
        soon = soon or at_once(body)
    parts += [Part(Role.CASE, Decimal(0), "", case) for case in pending]
    return parts, soon


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
    above = next((heading for heading in clause.headings if _opens_stages(heading)), "")
    inside = bool(above)
    behind = bracketed = False
    parts: list[Part] = []
    before = body[: found[0].start] if found else ""
    for at, one in enumerate(found):
        following = found[at + 1].start if at + 1 < len(found) else len(body)
        between = body[one.end : following]
        after, rest = _parted(between, at + 1 < len(found))
        opened = words.INSIDE.search(before) is not None
        inside = inside or opened
        is_late = one is late and (len(found) > 1 or not first or bool(at_once(body[: one.start])))
        part = _part(one, before, after, inside, is_late)
        behind = inside and (behind or (opened and part is not None and not part.condition))
        if part and behind and part.role is Role.STAGE:
            part = replace(part, condition=_label_behind(between))
        if part and parts and bracketed and parts[-1].stagey:
            part = replace(part, stagey=True, cased=parts[-1].cased)
        if part and above and part.role is Role.STAGE and FOLLOWS.search(above):
            part = replace(part, stagey=True, label=above)
        if part and part.role is Role.LIMIT and part.cased:
            heads = (_own_head(body[: found[0].start]), *clause.headings)
            part = replace(part, under=next((head for head in heads if _names_a_stage(head)), ""))
        bracketed = between.rfind("(") > between.rfind(")")
        if part and at and words.joins(joint := body[found[at - 1].end : one.start]):
            part = replace(_added(part), label=words.place_told(body[one.end : following]))
            parts[-1:] = [replace(last, in_turn=True, label=words.place_told(joint)) for last in parts[-1:]]
        elif part and _TELLS_NEXT.match(after):
            part = replace(part, in_turn=True)
        if part and not part.condition and parts and _BUT.match(before):
            part = replace(part, condition=parts[-1].condition, cased=parts[-1].cased)
        if part and words.REDUCED_TO.search(before):
            parts = [earlier for earlier in parts if earlier.role is not Role.LIMIT or earlier.cased]
        if part:
            parts.append(replace(part, evidence=body[one.start : one.end]))
        before = rest
    return parts


def _own_head(before: str) -> str:
    """The words up to the last colon before the first length of time of a clause."""
    return before.rpartition(":")[0]


def _added(part: Part) -> Part:
    """What a sum adds: more time in a case, or else the next stage."""
    return replace(part, role=Role.EXTENSION) if part.cased else replace(part, in_turn=True, label="")


def _opens_stages(heading: str) -> bool:
    """Tell whether the rows under a heading are the stages of the limit that it states, or follow on another stage."""
    if words.STAGE.match(heading) and FOLLOWS.search(heading) and not durations(heading):
        return True
    opened = words.INSIDE.search(f"{heading}:")
    return opened is not None and (opened.group()[-1] != ":" or bool(durations(heading)))


def _names_a_stage(heading: str) -> bool:
    """Tell whether a heading names the work of one stage and leaves its length to the rows below."""
    return words.STAGE.match(heading) is not None and not durations(heading)


def _label_behind(after: str) -> str:
    """The words behind a length of time that say whose or which work it is: "45 ngày đánh giá hồ sơ, …"."""
    start = _START.match(after)
    label = re.split(r"[,;.)]|\s(?:và|là)\s*\Z", after[start.end() :] if start else after)[0]
    return _tidy(label) if len(label) <= _LONGEST_CASE else ""


def _overlap(one: Duration, other: Duration) -> bool:
    return one.start < other.end and other.start < one.end


def _part(one: Duration, before: str, after: str, inside: bool, is_late: bool) -> Part | None:
    if words.REDUCTION.search(before):
        return None
    case = "; ".join(filter(None, (_case_before(before), _case_after(after))))
    if is_late or words.EXTENSION.search(before) or words.AFTER_THE_END.match(after):
        return Part(Role.EXTENSION, one.quantity, one.unit, case)
    start = words.LATER_START.search(after) if _CASE_AFTER.match(after) else words.LATER_START.match(after)
    stagey = bool(words.STAGE.match(before) and _label(before)) or start is not None
    cased = _CASE_IN.search(before) is not None or bool(_case_after(after)) or words.CASE.match(before) is not None
    if inside:
        label = _case_before(before) if _CASE_IN.match(before) and _THEN.search(before) else _label(before)
        return Part(Role.STAGE, one.quantity, one.unit, label, stagey=stagey, cased=cased, label=label)
    work = words.FOR_WORK.match(after)
    place = words.place_told(after)
    stagey = stagey or work is not None or bool(place)
    condition = case or (_label(before) if _is_label(before) or _KIND_LABEL.match(before) else "")
    hands_on = _HANDS_ON.match(after) is not None
    return Part(
        Role.LIMIT,
        one.quantity,
        one.unit,
        condition,
        stagey=stagey,
        cased=cased,
        hands_on=hands_on,
        later=start is not None,
        label=_label(before) or (_tidy(work[1]) if work else place),
        grants=words.GRANTS.match(before) is not None,
        headed=_LABELLED.search(before) is not None,
    )


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
    bracketed = _BRACKETED_CASE.match(rest)
    if bracketed:
        cut = len(between) - len(rest) + bracketed.end()
        return between[:cut], between[cut:]
    told = words.ends_place_or_work(between)
    if told:
        return between[:told], between[told:]
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
    last = list(_NEXT_CASE.finditer(case))
    if last:
        case = case[last[-1].end() :]
    then = _THEN.search(case)
    if then:
        return _case(case[: then.start()])
    if ":" in case:
        return _case(case[: case.index(":")])
    return _case(without_lead(case, _TRAILING))


def _case_after(after: str) -> str:
    start = _START.match(after)
    rest = after[start.end() :] if start else after
    match = _CASE_AFTER.match(rest)
    if not match:
        return ""
    case = rest[match.end() :]
    for end in (_REMARK.search(case), _CASE_ENDS.search(case), _STARTS_BEHIND.search(case), _AND.search(case)):
        if end:
            case = case[: end.start()]
    if case.count("(") < case.count(")"):
        case = case[: case.index(")")]
    return _case(case)


def _is_label(before: str) -> bool:
    """Tell whether words before a limit name what it is for ("Cấp mới: …", "Thời gian thẩm định …")."""
    return any((_LABELLED.search(before), _TIME_OF.match(before), _AT_LEVEL.match(before)))


def _label(before: str) -> str:
    said = before.rpartition(";")[2]
    label = _tidy(words.INSIDE.sub("", without_lead(said, _TRAILING)))
    label = label or _tidy("".join((*_PROLONGED.findall(said), *_HANDED_OUT.findall(said))))
    return label if len(label) <= _LONGEST_CASE else ""


_COMPLETE = re.compile(
    r"(?:(?:với\s+|đối\s+với\s+)?trường\s+hợp|nếu|khi|đối\s+với)\s+(?:(?:nhận|được|đã|có|đủ|thành\s+phần)\s+)*hồ\s+sơ"
    r"(?:[\s,]+(?:đã|là|đầy|đủ|hợp|lệ|và|đúng|theo|quy|định))+",
    re.IGNORECASE,
)


def _case(text: str) -> str:
    """A case without those that every dossier which is taken in fulfils ("trường hợp hồ sơ hợp lệ")."""
    case = _tidy(text)
    return "" if _COMPLETE.fullmatch(case) else case


def _tidy(text: str) -> str:
    tidy = " ".join(text.split()).strip(" ,.;:(*-–+•")
    return tidy.lstrip(") ") if tidy.startswith(")") else tidy
