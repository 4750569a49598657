"""The words by which texts about time limits say what a length of time is for."""

from __future__ import annotations

import re

# More time on top of the limit, in some case.
EXTENSION = re.compile(
    r"(?:tăng|kéo\s+dài|cộng|gia\s+hạn|được|bổ\s+sung|tính)\s+thêm|thêm\s+(?:không\s+quá|tối\s+đa)"
    r"|(?:được|có\s+thể)\s+gia\s+hạn|thời\s+gian\s+gia\s+hạn\s*(?=không|tối|là|\Z)|gia\s+hạn\s+(?:giải\s+quyết|một\s+lần)"
    r"|kéo\s+dài\s+thời\s+(?:gian|hạn)[^.;]{0,60}thêm",
    re.IGNORECASE,
)
# Less time in some case: neither a limit nor more time.
REDUCTION = re.compile(
    r"\b(?:giảm|rút\s+ngắn)(?:\s+(?:đi|được|thời\s+(?:gian|hạn)(?:\s+(?:giải\s+quyết|thực\s+hiện))?))?(?:\s+từ)?\s*\Z"
    r"|\bso\s+với[^.;()]{0,90}\Z",
    re.IGNORECASE,
)
# What a limit was cut down to stands in place of the limit said before it.
REDUCED_TO = re.compile(
    r"\b(?:giảm|rút\s+ngắn)(?:[^.;:()]{0,40})?\s+(?:xuống\s+)?còn(?:\s+lại)?(?:\s+là)?\s*\Z"
    r"|\A\s*,?\s*xuống(?:\s+còn)?\s*\Z"
    r"|\bsau\s+(?:khi\s+)?(?:được\s+)?(?:cắt\s+giảm|rút\s+(?:ngắn|gọn)|giảm|đơn\s+giản\s+hóa)[^.;()\d]{0,40}\Z",
    re.IGNORECASE,
)
# Working time counted out in hours says the same once more: "10 ngày làm việc x 8 giờ = 80 giờ".
IN_HOURS = re.compile(
    r"\s*[x×*]\s*0?8\s*(?:giờ|h)\s*=\s*\d+(?:[.,]\d+)?\s*(?:giờ|h)\b(?:\s+làm\s+việc)?"
    r"|(?:(?<=làm việc)|(?<=ngày))\s*\(\s*(?:tương\s+đương\s+)?\d+\s*(?:giờ|h)(?:\s+làm\s+việc)?\s*\)",
    re.IGNORECASE,
)
# A sum of two lengths of time in one row: "20 ngày + 10 ngày".
PLUS = re.compile(
    r"(?:(?<=ngày)|(?<=việc)|(?<=tháng)|(?<=giờ)|(?<=\w))[^\S\n]*\+\s*"
    r"(?=\d{1,3}(?:[.,]\d)?\s*(?:\([^)]{1,20}\)\s*)?(?:ngày|giờ|tháng))",
    re.IGNORECASE,
)
ADDED = " cộng với "
_JOINED = re.compile(r"\s*(?P<place>(?:tại|ở|của|do)\s[^.;:,()\d]{2,40}?)?\s*cộng\s+với\s*", re.IGNORECASE)
_PLACE = re.compile(
    r"\s*((?:tại|ở)\s+(?:các\s+)?(?:sở|cục|bộ|phòng|ubnd|ủy\s+ban|chi\s+cục|cơ\s+quan|cấp|trung\s+tâm|văn\s+phòng)\b"
    r"[^.;:,()\d]{0,40}?)\s*(?=[.;,)]|cộng\s+với|\Z)",
    re.IGNORECASE,
)
# For which work of an office a length of time is given: "10 ngày cho thẩm định".
FOR_WORK = re.compile(
    r"\s*(?:dành\s+)?cho\s+(?:việc\s+|khâu\s+|bước\s+)?((?:thẩm\s+(?:định|tra)|kiểm\s+tra|phê\s+duyệt|xét\s+duyệt|trình|cấp|ký"
    r"|lấy\s+ý\s+kiến|xác\s+minh|tiếp\s+nhận|trả)\b[^.;:,()\d]{0,60})",
    re.IGNORECASE,
)
EXCLUSION = re.compile(
    r"(?:không|chưa)\s+(?:bao\s+gồm|tính|kể|gồm)(?:\s+vào)?\b|không\s+tính\s+vào|không\s+được\s+tính", re.IGNORECASE
)
# What opens a list of stages inside a limit that was just stated.
INSIDE = re.compile(r"\btrong\s+đó\b|\bcụ\s+thể(?:\s+như\s+sau)?\s*:|\b(?:bao\s+)?gồm\s*:", re.IGNORECASE)
# What runs from where the limit ended comes on top of it.
AFTER_THE_END = re.compile(
    r"\s*,?\s*kể\s+từ\s+(?:ngày|khi)\s+hết\s+(?:thời\s+)?hạn(?:\s+(?:theo\s+quy\s+định|nêu\s+trên|trên))?\s*(?:[.;,)]|\Z)",
    re.IGNORECASE,
)
# The last work of an office behind the stages before it.
GRANTS = re.compile(
    r"\W*(?:cấp|ban\s+hành|ký|phê\s+duyệt|trả)\s+(?:giấy|phép|chứng|thẻ|quyết\s+định|kết\s+quả|văn\s+bản)",
    re.IGNORECASE,
)
CASE = re.compile(
    r"\s*(?:đối\s+với|với\s+trường|trường\s+hợp|nếu|khi|riêng|cấp\s+(?:mới|lại|đổi)|gia\s+hạn|trực\s+tiếp|trực\s+tuyến"
    r"|dịch\s+vụ\s+bưu\s+chính|qua\s+bưu|(?:dự\s+án\s+)?nhóm\s+[ABC]|công\s+trình|lần\s+đầu)\b",
    re.IGNORECASE,
)
_WHO = (
    r"(?:tại\s+)?(?:sở|ubnd|uỷ\s+ban|ủy\s+ban|bộ(?!\s+phận)|bộ\s+phận|phòng|cục|cơ\s+quan|văn\s+phòng|công\s+an|chi\s+cục"
    r"|chi\s+nhánh|trung\s+tâm|chủ\s+tịch|hội\s+đồng|bưu\s+điện|thủ\s+tướng|chính\s+phủ|tổng\s+cục"
    r"|thời\s+(?:gian|hạn)(?!\s+(?:giải\s+quyết|thực\s+tế|theo\s+quy|quy\s+định|sau\s+(?:khi\s+)?(?:cắt|rút|giảm)))|bước|kiểm\s+tra|thẩm\s+định|phê\s+duyệt|thẩm\s+tra|niêm\s+yết|tiếp\s+nhận|lấy\s+ý\s+kiến|giám\s+đốc|bộ\s+trưởng"
    r"|công\s+bố|xác\s+minh|khảo\s+sát|đánh\s+giá|hoàn\s+thành\s+(?:việc\s+)?(?:kiểm|thẩm|xác)|lãnh\s+đạo|chuyên\s+viên|văn\s+thư"
    r"|xét\s+duyệt|trình\s+ký|ký\s+duyệt|trả\s+kết\s+quả)"
)
STAGE = re.compile(rf"\W*{_WHO}\b", re.IGNORECASE)
# A stage begins where another office's work ends, not where the dossier comes in.
LATER_START = re.compile(
    r"\s*,?\s*(?:kể\s+)?từ\s+(?:ngày|khi|thời\s+điểm)\s+"
    r"(?:nhận(?:\s+được)?|có|được|hết|ký|lập|thông\s+qua|kết\s+thúc|hoàn\s+thành|thành\s+lập|niêm\s+yết|công\s+bố|ban\s+hành|phê\s+duyệt"
    r"|cơ\s+quan(?![^.;,]{0,60}nhận\s+(?:được\s+)?(?:đủ\s+)?(?:hồ\s+sơ|đơn|yêu\s+cầu)))\s+"
    r"(?!được\b|(?:đầy\s+)?đủ\b|hồ\s+sơ\b|đơn|yêu\s+cầu|tờ\s+khai|giấy\s+đề\s+nghị|văn\s+bản\s+đề\s+nghị"
    r"|thông\s+báo\s+của\s+(?:người|tổ)|đề\s+nghị|thông\s+tin\s+khai)",
    re.IGNORECASE,
)

_ELSEWHERE = re.compile(
    r"theo\s+(?:mô\s+tả|quy\s+định|hướng\s+dẫn|dự\s+án|kế\s+hoạch|thông\s+báo|pháp\s+luật|thỏa\s+thuận|thoả\s+thuận|lịch|chương\s+trình"
    r"|đề\s+án|hợp\s+đồng|phương\s+án|tiến\s+độ)|do\s+.{0,60}quy\s+định"
    r"|tùy\s+(?:theo|thuộc)|xem\s+(?:chi\s+tiết|tại)|quy\s+định\s+tại",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"[\s(•\-]*(?:không\s+có(?:\s+thông\s+tin)?|chưa\s+có\s+thông\s+tin|(?:không|chưa)\s+quy\s+định|không\s+xác\s+định"
    r"|chưa\s+cập\s+nhật|chưa\s+xác\s+định|khác|không)?(?:\s+(?:cụ\s+thể|(?:về\s+)?thời\s+(?:hạn|gian)|giải\s+quyết|thực\s+hiện)){0,3}[\s.)]*",
    re.IGNORECASE,
)
_UNPRESCRIBED = re.compile(r"\W*(?:chưa|không)(?:\s+có)?\s+quy\s+định(?:\s+cụ\s+thể)?\b", re.IGNORECASE)


def joins(between: str) -> bool:
    """Tell whether the words between two lengths of time add them up."""
    return _JOINED.fullmatch(between) is not None


def ends_place_or_work(between: str) -> int:
    """Return where words behind a length of time end that say where it passes or for which work, 0 without any."""
    found = FOR_WORK.match(between) or _PLACE.match(between)
    return found.end() if found else 0


def place_told(after: str) -> str:
    """Return the words behind a length of time that say where it passes ("tại Sở"), or the empty string."""
    found = _PLACE.match(after)
    return found[1] if found else ""


def set_elsewhere(text: str) -> bool:
    """Tell whether a text points to where its time limit is set."""
    return _ELSEWHERE.search(text) is not None


def points_elsewhere(text: str) -> bool:
    """Tell whether a text does nothing but point to where its time limit is set: "Theo thông báo của …"."""
    return _ELSEWHERE.match(text) is not None


def says_nothing(text: str) -> bool:
    """Tell whether a text only says that nothing is known or prescribed."""
    return _NOTHING.fullmatch(text) is not None


def says_unprescribed(text: str) -> bool:
    """Tell whether a text says that no time limit is prescribed: "Chưa có quy định cụ thể …"."""
    return _UNPRESCRIBED.match(text) is not None
