"""Which papers a row asks for, of those that it names.

A paper's name stands in many roles: asked for ("kèm theo bản sao Giấy phép X"), the object of an application ("đơn đề
nghị cấp Giấy phép X"), a condition ("trường hợp Giấy phép X bị mất"), a place where something is written ("ghi trên
Giấy phép X"). What stands directly before a name tells its role; names in one list share the role of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from catalogue.paper_parts import clauses, exempts, paper_heads
from catalogue.paper_wording import spelled_evenly, without_file_name, without_lead

_ANY = re.IGNORECASE
_COPY = (
    r"(?:(?:[0-9]{1,2}\s+)?(?:bản|bảo)\s+(?:sao|chính|gốc|chụp|điện\s+tử|phô\w*|photo\w*)"
    r"(?:\s+(?:sao|điện\s+tử|y|hợp\s+lệ|(?:có\s+|được\s+)?(?:công\s+chứng|chứng\s+thực)|từ\s+(?:sổ\s+gốc|bản\s+(?:chính|gốc))"
    r"|kèm(?:\s+theo)?\s+bản\s+chính|để\s+đối\s+chiếu|của|từ|hoặc|,))*)"
)
_LOOSE = (
    rf"(?:{_COPY}|một\s+trong(?:\s+(?:các|những|số))?|các|những|một"
    r"|loại|giấy\s+tờ(?:\s+sau(?:\s+đây)?)?|thêm|kèm|theo|lại|cả|tên)"
)
_ASKED_BEFORE = re.compile(
    r"(?<!không\s)(?<!chưa\s)(?<!đã\s)(?<!hợp\s)(?<!nếu\s)(?<!sẽ\s)(?<![^\W_])"
    r"(?:nộp|xuất\s+trình|gửi|kèm(?:\s+theo)?|(?<!sửa\sđổi,\s)(?<!cấp,\s)(?<!điều\schỉnh,\s)(?<!thay\sđổi,\s)bổ\s+sung|(?:phải|cần|thì)\s+có|gồm(?:\s+có)?|là(?=\s+(?:một|bản)\b)|như)"
    rf"\s*:?[\s+)•*-]*(?:{_LOOSE}\s*[:,]?\s*)*$",
    _ANY,
)
_COPIED_BEFORE = re.compile(rf"{_COPY}\s*$", _ANY)
_COPY_OPENS = re.compile(rf"(?:^|[,;:.]|\b(?:hoặc|và|phải|thì))\s*(?:{_LOOSE}\s*)*{_COPY}\s*$", _ANY)
_LISTED_BEFORE = re.compile(
    rf"(?:,|;|/|:|\bhoặc\b|\bhay\b|\bvà\b|\bcùng\b|\bkèm(?:\s+theo)?)\s*(?:{_LOOSE}\s*)*$", _ANY
)
_OBJECT_BEFORE = re.compile(r"\b(?:cấp|lại|đổi|hạn|hồi|hủy|mất|hỏng|nhận|chỉnh)\s*$", _ANY)
_APPLIES = re.compile(r"\b(?:yêu\s+cầu|đề\s+nghị|xin)\s+(?:được\s+)?cấp\b", _ANY)
_WRITTEN = re.compile(
    r"(?:đơn|tờ\s+khai|tờ\s+trình|văn\s+bản\s+(?:đề|yêu|xin|cam|giải\s+trình)|giấy\s+(?:đề|yêu|khai\s+(?!sinh|tử)|cam)"
    r"|phiếu\s+(?:đề|yêu|đăng|khai)|công\s+văn)\b",
    _ANY,
)
# What somebody draws up; it may name papers as its object, but stands beside them in a list.
_DRAWN_UP = re.compile(
    r"(?:danh\s+sách|báo\s+cáo|đề\s+án|hợp\s+đồng|hồ\s+sơ|tài\s+liệu|biên\s+bản(?!\s+(?:khám\s+)?giám\s+định))\b", _ANY
)
# A photograph looks like the one on another paper: "ảnh kiểu chứng minh nhân dân hoặc căn cước".
_PICTURE = re.compile(r"ảnh\b", _ANY)
_CONDITION = re.compile(
    r"\b(?:trừ|trường\s+hợp|nếu(?!\s+có\b)|khi|chứng\s+minh(?!\s+(?:nhân\s+dân|thư|quân|sĩ))|nhằm|căn\s+cứ|thuộc\s+diện|làm\s+cơ\s+sở)\b",
    _ANY,
)
_PROVING = re.compile(r"^\s*(?:tờ\b[^,;.]{0,40}?\s)?chứng\s+minh\b", _ANY)
# A remark that only says when a paper has to be handed in asks for it all the same.
_NOTED = re.compile(
    r"^\W*(?:lưu\s+ý|ghi\s+chú|chú\s+ý)\s*:?\s*(?=[^;]*\b(?:chỉ\s+(?:phải\s+)?nộp"
    r"|yêu\s+cầu\s+(?:cá\s+nhân|tổ\s+chức|người)[^;:]{0,40}(?:nộp|bổ\s+sung|xuất\s+trình))\b)",
    _ANY,
)
_BRACKETED = re.compile(r"\([^()]*\)?")
# Whoever holds the papers named tells their numbers and hands none in.
_TOLD_ONLY = re.compile(r"\bchỉ\s+cần\s+(?:cung\s+cấp|kê\s+khai|khai|ghi)\s+(?:thông\s+tin|số)\b", _ANY)
# What has to be handed in after all, where the office that ought to look it up finds nothing.
_OTHERWISE = re.compile(
    r"\b(?:nếu|trường\s+hợp|khi)\b[^;.]{0,30}?\bkhông\s+(?:thể\s+)?(?:khai\s+thác|tra\s+cứu|tìm|xác\s+(?:định|minh)|có)\b"
    r"[^;.]*?(?<!không\sphải\s)(?<!không\scần\s)(?<!không\syêu\scầu\s)\b(?=(?:nộp|xuất\s+trình|bổ\s+sung)\b(?!\s+hồ\s+sơ\b))",
    _ANY,
)
_LONGEST = 6_000


@lru_cache(maxsize=200_000)
def asked_mentions(text: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of a row that begin with the name of a paper it asks for, each with its clause.

    A part reaches up to the next paper asked for.
    """
    parts: dict[str, str] = {}
    whole = _NOTED.sub("", without_file_name(spelled_evenly(text)))
    for clause in clauses(whole[:_LONGEST]):
        for part in _asked_in(clause):
            parts.setdefault(part, clause)
    return tuple(parts.items())


def _asked_in(clause: str) -> list[str]:
    if _TOLD_ONLY.search(clause):
        return []
    if "không" in clause and exempts(clause) and (otherwise := _OTHERWISE.search(clause)):
        clause = clause[otherwise.end() :]
    lead = len(clause) - len(without_lead(clause))
    starts: list[int] = []
    ends: list[int] = []
    asked = written = drawn_up = pictured = passed = False
    last = 0
    listing = -1
    for found in paper_heads(clause):
        before = clause[: found.start()]
        between = clause[last : found.start()]
        if last and not between.strip():
            last = found.end()
            continue
        bracket = before.rfind("(")
        opened = bracket > before.rfind(")")
        opens = opened and bracket != listing
        if opens:
            if not (asked and before.rstrip().endswith("(")):
                continue
            listing = bracket
        if exempts(before):
            break
        copied = _COPIED_BEFORE.search(before) is not None
        if found.start() == lead or _ASKED_BEFORE.search(between):
            asked = True
        elif _LISTED_BEFORE.search(between) and last:
            # A name that begins with a capital after "or" is a paper of its own, whatever was told before it; so is one
            # in small letters, unless what is drawn up has an object that it may go on with.
            named = "hoặc" in between.lower() and (found[0][0].isupper() or (drawn_up and not passed))
            listed = named if drawn_up else named or not _tells_condition(between)
            listed = listed and not (pictured and passed)
            asked = (asked and not written and listed) or copied
        elif not opens and not (not last and _COPY_OPENS.search(before) and not _APPLIES.search(before)):
            asked = asked and _OBJECT_BEFORE.search(between) is None
            passed = True
            continue
        else:
            asked = True
        last = found.end()
        passed = False
        pictured = _PICTURE.match(clause, found.start()) is not None
        written = _WRITTEN.match(clause, found.start()) is not None
        drawn_up = _DRAWN_UP.match(clause, found.start()) is not None
        if asked and not written and not drawn_up:
            starts.append(found.start())
        elif asked and starts and _LISTED_BEFORE.search(between):
            ends.append(found.start())
    return [_LISTED_BEFORE.sub("", clause[start:end]).strip() for start, end in _spans(starts, ends, len(clause))]


def _spans(starts: list[int], ends: list[int], length: int) -> Iterator[tuple[int, int]]:
    """Yield where each part begins and ends: before the next part, or before what else is asked for in its place."""
    for start, following in pairwise((*starts, length)):
        yield start, next((end for end in ends if start < end < following), following)


def _tells_condition(between: str) -> bool:
    """Tell whether what stands between two names is a condition; what a document of proof proves is none."""
    return _CONDITION.search(_PROVING.sub("", _BRACKETED.sub(" ", between))) is not None


def names_papers(text: str) -> bool:
    """Tell whether a row holds a word with which the name of a paper begins."""
    return next(paper_heads(spelled_evenly(text)), None) is not None


_OF_AUTHORITY = re.compile(
    r"^((?:quyết\s+định|văn\s+bản|giấy|công\s+văn|thông\s+báo|xác\s+nhận)(?:\s+(?:xác\s+nhận|chấp\s+thuận|chứng\s+nhận|cho\s+phép|đồng\s+ý|phê\s+duyệt))?)\s+của\s+"
    r"(?:(?:(?!pháp\s+luật|quy\s+định)[^;.]){3,80}?\s+về\s+(?:việc\s+)?"
    r"|(?:cơ\s+quan|ủy\s+ban|ubnd|bộ|sở|cấp|chủ\s+tịch|thủ\s+tướng|ngân\s+hàng\s+nhà\s+nước|tổng\s+cục|cục|giám\s+đốc|hội\s+đồng)\b(?:(?!pháp\s+luật|quy\s+định)[^;.,]){0,60}?\s+"
    r"(?=(?:chấp\s+thuận|cho\s+(?:phép|thôi|nhập|trở)|phê\s+duyệt|công\s+nhận|đồng\s+ý|xác\s+nhận|bổ\s+nhiệm|thành\s+lập)\b))",
    _ANY,
)


# An assent may be said as an opinion: "văn bản cho ý kiến chấp thuận".
_OPINION = re.compile(r"^(văn\s+bản)\s+(?:cho\s+)?ý\s+kiến\s+(?=(?:chấp\s+thuận|đồng\s+ý)\b)", _ANY)


def without_authority(name: str) -> str:
    """Return a name without the authority that stands between its first words and its subject."""
    return _OF_AUTHORITY.sub(r"\1 ", _OPINION.sub(r"\1 ", name))
