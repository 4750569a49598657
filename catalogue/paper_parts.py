"""Where one row names several papers: its parts, told apart only where a new paper's name begins.

"A hoặc B; C" are three papers, "quyền sử dụng đất, quyền sở hữu nhà ở" is one. What stands before a part must not
make it the object of another ("đơn đề nghị cấp Giấy phép và Giấy chứng nhận" is one application).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.paper_wording import without_brackets, without_lead

_HEADS = (
    r"giấy|thẻ|sổ|bằng(?!\s+(?:tiếng|hình|bản|chứng|một|các|văn\s+bản))|chứng\s+chỉ|chứng\s+nhận|quyết\s+định|văn\s+bản(?!\s+này)|văn\s+bằng"
    r"|đơn(?!\s+vị|\s+giá)|tờ\s+khai|phiếu|hợp\s+đồng|biên\s+bản|báo\s+cáo|hộ\s+chiếu|căn\s+cước|cmnd|cccd|cmt|gcn\w*|gplx|gpxd|gpkd|gplđ|plltp"
    r"|chứng\s+minh\s+(?:nhân\s+dân|thư|quân)|trích\s+lục|trích\s+đo|mảnh\s+trích|hồ\s+sơ|danh\s+sách|công\s+văn|sơ\s+yếu|lý\s+lịch|bản\s+án"
    r"|biên\s+lai|hóa\s+đơn|chứng\s+từ|ủy\s+nhiệm\s+chi|điều\s+lệ|dự\s+án|phương\s+án|đề\s+án|bản\s+vẽ|bản\s+đồ|sơ\s+đồ|thuyết\s+minh"
    r"|tài\s+liệu|thị\s+thực|di\s+chúc|lệnh|nghị\s+quyết|thông\s+báo|xác\s+nhận|tem\b|ảnh\b|bản\s+(?:khai|cam|tự|kê|thuyết|thỏa|thiết|kết|tóm|nhận|mô|ghi|trích)"
    r"|hộ\s+khẩu|học\s+bạ|visa|chứng\s+minh\s+sĩ|con\s+dấu|biển\s+số|vận\s+đơn|đăng\s+ký\s+(?:xe|kết\s+hôn|kinh\s+doanh)|khai\s+sinh|thuyền\s+viên|công\s+hàm|tờ\s+trình|chứng\s+thư|kết\s+luận|bảng\s+(?:kê|điểm)"
)
_COPY = (
    r"(?:[0-9]{1,2}\s+)?bản\s+(?:sao|chính|gốc|chụp|photo|điện\s+tử|phô)[^,;:\n]{0,90}?"
    r"(?=(?:giấy|thẻ|sổ|bằng|chứng\s+chỉ|quyết\s+định|văn\s+bản|hộ\s+chiếu|hợp\s+đồng|căn\s+cước)(?![^\W_]))"
)
_BEGINS = rf"(?:(?:{_HEADS})(?![^\W_]))"
# A count that ends one sentence and opens the next belongs to neither: "1. Đơn đề nghị. 2. Thẻ căn cước. 3. Ảnh".
_STRONG = re.compile(
    r"\s*(?:\n|;)\s*|(?<=[\s.,:)])[-–+•*●▪](?=\s*[^\W\d_])(?!\s*\d)|(?<=[^\W\d_])\.\s+[0-9]{1,2}[.)]\s+(?=[A-ZĐÀ-Ỹ])"
    r"|(?<=\S)\.\s+(?=[A-ZĐÀ-Ỹ+-])"
)
# A line that goes on in small letters was broken by a page, not by its author.
_WRAPPED = re.compile(r"(?<=[^\W\d_,])\n(?![a-zđ][0-9]?[).])(?=[a-zà-ỹđ])")
_WEAK = re.compile(
    rf"\s*(?:,\s*(?:hoặc|và)?|/|\bhoặc\b|\bhay\b|\bvà/hoặc\b|\bvà\b|\bkèm(?:\s+theo)?\b)\s*"
    rf"(?!(?:quyết\s+định|nghị\s+quyết|văn\s+bản|thông\s+báo)\s+số\s)(?=(?:(?:các|những|một|bản\s+sao|bản\s+chính|thẻ)\s+)*{_BEGINS}|{_COPY})",
    re.IGNORECASE,
)
_HEAD = re.compile(rf"(?<![^\W_]){_BEGINS}", re.IGNORECASE)
_WRITTEN = re.compile(
    r"^(?:đơn|tờ\s+khai|tờ\s+trình|văn\s+bản\s+(?:đề|yêu|xin|thông|giải)|giấy\s+(?:đề|yêu)|phiếu\s+(?:đề|yêu)|công\s+văn"
    r"|danh\s+sách|báo\s+cáo|đề\s+nghị|mẫu|thông\s+báo)\b",
    re.IGNORECASE,
)
_COPY_BEGINS = re.compile(_COPY, re.IGNORECASE)
_OBJECT = re.compile(
    r"(?<=\s)(?:giấy|thẻ|sổ|chứng\s+chỉ|quyết\s+định|văn\s+bản|hộ\s+chiếu|gcn\w*)(?![^\W_])", re.IGNORECASE
)
_HEADING = re.compile(r"\b(?:sau(?:\s+đây)?|như\s+sau|dưới\s+đây|gồm(?:\s+có)?)$", re.IGNORECASE)
# Once a condition or an aim is being told, papers named in it are not asked for.
_CONDITION = re.compile(
    r"(?<=\s)(?:trừ|trường\s+hợp|nếu(?!\s+có\b)|khi|chứng\s+minh(?!\s+(?:nhân\s+dân|thư|quân|sĩ))|nhằm|căn\s+cứ|thuộc\s+diện|làm\s+cơ\s+sở|thực\s+hiện)(?![^\W_])",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"\bkhông\s+(?:phải|cần|yêu\s+cầu|bắt\s+buộc)\s+(?:\S+\s+){0,6}?(?:nộp|xuất\s+trình|gửi|kèm|cung\s+cấp|có)\b"
    r"|\bđược\s+sử\s+dụng\s+bản\s+điện\s+tử|\bcó\s+trách\s+nhiệm\b|^\W*(?:lưu\s+ý|ghi\s+chú|chú\s+ý)\b"
    r"|^\W*(?:giá\s+trị\s+sử\s+dụng\s+của|người\s+tiếp\s+nhận|cán\s+bộ|công\s+chức|cơ\s+quan\s+(?:đăng\s+ký|tiếp\s+nhận))\b",
    re.IGNORECASE,
)
_LONGEST = 6_000


# Where one line counts several papers: "1. Giấy phép X 2. Giấy phép Y".
_COUNTED = re.compile(r"(?<=\s)(?:[0-9]{1,2}[.)]|o|[a-zđ]\))\s+(?=[A-ZĐÀ-Ỹ])|^\s*o\s+(?=[A-ZĐÀ-Ỹ])")


def clauses(text: str) -> tuple[str, ...]:
    """Return the clauses of a row, parted where its author starts a new item or sentence."""
    return tuple(
        item for clause in _STRONG.split(_WRAPPED.sub(" ", text[:_LONGEST])) for item in _COUNTED.split(clause) if item
    )


def exempts(clause: str) -> bool:
    """Tell whether a clause says that papers need not be handed in, or what the office does with them."""
    return _NOT_ASKED.search(clause) is not None


def paper_heads(clause: str) -> Iterator[re.Match[str]]:
    """Yield where the names of papers may begin in a clause."""
    return _HEAD.finditer(clause)


def begins_as_paper(name: str) -> bool:
    """Tell whether a name begins with a word for a paper ("Giấy", "Quyết định", "Hộ chiếu"), and heads no list."""
    return _HEAD.match(name) is not None and _HEADING.search(name) is None


def split_papers(text: str) -> tuple[str, ...]:
    """Return the parts of a row that each name a paper, in order; a row of one paper is its only part."""
    parts: list[str] = []
    for clause in _STRONG.split(_WRAPPED.sub(" ", text[:_LONGEST])):
        if parts and _NOT_ASKED.search(clause):
            continue
        for said in _listed(clause):
            parts += _alternatives(said)
    return tuple(part for part in parts if part.strip())


def is_note(text: str) -> bool:
    """Tell whether a row opens by explaining or exempting, so that papers named in it are not asked for."""
    first = _STRONG.split(text[:_LONGEST].strip(), maxsplit=1)[0]
    return _NOT_ASKED.search(first) is not None and not _HEAD.match(without_lead(first))


def _listed(clause: str) -> tuple[str, ...]:
    """Part a lead-in that ends in a colon from the papers it leads to; a colon inside a name stays."""
    lead, colon, rest = clause.partition(":")
    if colon and _HEAD.match(without_lead(rest).lstrip()):
        return lead, rest
    return (clause,)


def _alternatives(clause: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for found in _WEAK.finditer(clause):
        before = clause[start : found.start()]
        if before.count("(") != before.count(")"):
            continue
        named = without_brackets(without_lead(before)).strip()
        if not named or not _HEAD.match(named):
            continue
        if _CONDITION.search(named):
            continue
        copied = _COPY_BEGINS.match(clause, found.end()) is not None
        # The next name may well be a further object of this paper: an application for A and B.
        further = _WRITTEN.match(named) is not None or _OBJECT.search(named) is not None
        another_form = _WRITTEN.match(clause[found.end() :]) is not None and "hoặc" in found.group().lower()
        if not copied and further and not another_form:
            continue
        parts.append(before)
        start = found.end()
    parts.append(clause[start:])
    return parts
