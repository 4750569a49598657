"""Where an application's or a list's own name ends: what follows it may be what it applies for, or another paper.

"Đơn đề nghị cấp giấy phép và chứng chỉ" is one paper; "Danh sách nhân sự, hợp đồng lao động" are two.
"""

from __future__ import annotations

import re

# After a form's own name a plain comma or "và" goes on with what is applied for.
_STRONG = re.compile(
    r"(?:[;.\n:+•(]|(?:kèm(?: theo)?|gửi kèm|đính kèm|cùng với|(?<!người )nộp(?: thêm)?|xuất trình)|-)$"
)
_NEVER_APPLIED_FOR = re.compile(
    r"đơn|tờ (?:khai|trình)|ảnh|hộ chiếu|danh sách|sơ yếu|lý lịch|(?:giấy|văn bản) ủy quyền|biên bản|phiếu"
    r"|văn bản đề nghị|báo cáo|căn cước(?! điện tử)|chứng minh|sơ đồ|bản vẽ|bản đồ|mẫu"
    r"|(?:giấy tờ|tài liệu|chứng từ)[ ,]"
    r"|bằng |thông báo (?:về việc )?(?:đã|tiếp nhận|kết quả)"
    r"|văn bản ghi|bản theo dõi|văn bằng|học bạ|sổ (?:hộ khẩu|nhật ký|theo dõi)"
    r"|trích (?:lục (?:bản đồ|vị trí|thửa)|đo)|mảnh trích"
    r"|giấy (?:khai sinh|khám|xác nhận|chứng (?:sinh|tử)|ra viện|báo tử|giới thiệu|chứng nhận (?:sức khỏe|kết hôn))"
    r"|bản cam kết|cam kết|hóa đơn|văn bản (?:cam|giải trình|đồng ý|thỏa thuận|giới thiệu)|dự thảo"
    r"|(?:bản )?(?:thuyết minh|mô tả)(?! (?:sản phẩm|sáng chế))|bản (?:tự |kê )?khai|bệnh án|tóm tắt"
)

_COPY_LISTED = re.compile(
    r"(?:[,;+]|(?<!\w)(?:và|hoặc|kèm|kèm theo))\s+(?:\d+ |một )?(?:bộ )?bản (?:sao|chính|chụp|gốc|dịch)"
)


def _lists_a_copy(row: str, form: int, start: int) -> bool:
    """Tell whether a copy is listed after a form; a form that asks for copies only names what it asks for."""
    listed = _COPY_LISTED.search(row, form, start)
    return listed is not None and "cấp bản sao" not in row[form : listed.start()]


# "Bảng kê hóa đơn, chứng từ" is one list.
_LIST_OF_PAPERS = re.compile(
    r"(?:bảng|bản) kê (?:các )?(?:hóa đơn|hồ sơ|văn bản)(?: *,[^;\n.]*)?|báo cáo về (?:chương trình|danh mục)"
    r"|danh mục (?:các )?(?:sách|giáo trình|trang thiết bị|thiết bị|máy móc)[^;\n.]*, (?=tài liệu)"
)
_PAPERS_LISTED = re.compile(r"chứng từ|tài liệu|hóa đơn")


# Where the pattern is told after which a form is filled in, its name has ended.
_PATTERN_NAMED = re.compile(
    r"(?:theo|tại) (?:mẫu|biểu mẫu|phụ lục|quy định)(?!\w)|(?<!\w)mẫu (?:số )?\w*\d|ban hành kèm theo"
)
# A list of people or things is no application: what follows it is a paper of its own.
_LIST_OF_PERSONS = re.compile(r"danh sách(?! (?:các )?(?:giấy|hợp đồng|hồ sơ|tài liệu|văn b|chứng|hóa đơn|quyết định))")
_OF_THOSE_LISTED = re.compile(
    r"hợp đồng (?:lao|thuê|mua|làm|hợp tác)|chứng chỉ|văn bằng|quyết định (?:bổ|tuyển|thành|phân)"
)


# Short lists and reports that have no object: "Danh sách nhân sự, giấy chứng nhận …".
_APPLIES_FOR_NOTHING = re.compile(
    r"(?:danh sách (?!(?:các )?(?:giấy|hợp đồng|hồ sơ|tài liệu|văn b|chứng|hóa đơn|quyết định))\w+(?: \w+){0,3}"
    r"|báo cáo (?:tình hình|kết quả) (?:hoạt động|sản xuất|kinh doanh)(?: \w+){0,3})(?<! các)(?<! những)"
    r"(?: và| hoặc| và/hoặc)?"
)
_ABBREVIATED = re.compile(r"bhxh|bhyt|bhtn|gcn|đkkd|bảo hiểm")
# "Tờ khai đề nghị cấp hộ chiếu ngoại giao, hộ chiếu công vụ" applies for both.
_IS_APPLIED_FOR = re.compile(r"hộ chiếu|thẻ|giấy thông hành|công hàm|chứng chỉ|văn bằng")
_APPLIES_FOR = re.compile(r"(?<!\w)(?:cấp|gia hạn|đổi)(?!\w)[^;.\n(]*(?<!\w)(?:hộ chiếu|thẻ|chứng chỉ|văn bằng)(?!\w)")


def _is_applied_for_before(left: str, form: int, start: int) -> bool:
    """Tell whether a form applies for a paper of the same noun just before, with nothing but commas between."""
    between = left[form:start]
    return _APPLIES_FOR.search(between) is not None and not any(mark in between for mark in ";.\n(")


def goes_on(row: str, left: str, form: int, start: int) -> bool:
    """Tell whether a name after a form's is a paper of its own, and not what the form applies for.

    `row` is a spelled row, `left` the same with all blanked out that names no paper; the form's name begins at `form`,
    the other at `start`.
    """
    between = left[form:start]
    if _LIST_OF_PAPERS.match(left, form) and _PAPERS_LISTED.match(left, start):
        return False
    if _PATTERN_NAMED.search(row, form, start):
        return True
    if _IS_APPLIED_FOR.match(left, start) and _is_applied_for_before(left, form, start):
        return False
    if _LIST_OF_PERSONS.match(left, form) and _OF_THOSE_LISTED.match(left, start):
        return True
    listed = between.rstrip(" ").rstrip(",/").rstrip(" ")
    if _APPLIES_FOR_NOTHING.fullmatch(listed) and not _ABBREVIATED.match(left, start):
        return True
    if ";" in between or "\n" in between or ". " in between or _lists_a_copy(row, form, start):
        return True
    return bool(_STRONG.search(between.rstrip(" ")) or _NEVER_APPLIED_FOR.match(row, start))
