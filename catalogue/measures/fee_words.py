"""The words by which texts about fees say what is charged, who is exempt, and where a rate is set elsewhere."""

from __future__ import annotations

import re

_LEVY = re.compile(
    r"(?P<charge>lệ\s*phí)"
    r"|(?P<price>giá\s+dịch\s+vụ|mức\s+giá|đơn\s+giá|giá\s+trích\s+đo|\bgiá\s*:)"
    # The word comes before what may not stand before it, since most places lack it.
    r"|(?P<fee>(?=phí)(?<!lệ )(?<!lệ)(?<!miễn )(?<!chi )(?<!học )(?<!viện )(?<!kinh )(?<!mất )(?<!trả )(?<!tiêu )"
    r"\bphí\b)",
    re.IGNORECASE,
)
_FEES_AND_CHARGES = re.compile(r"phí\s*(?:,|và|hoặc|/)\s*lệ\s*phí", re.IGNORECASE)
# The name of the instrument that sets rates says nothing about the rate at hand.
_SMALL_TITLE = re.compile(r"(?:quy định|sửa đổi|về)\s+(?:về\s+)?(?:mức|chế độ|phí|lệ phí|việc|một số)[^.;()\n]*")

_INSTRUMENT = (
    r"(?:thông tư(?: liên tịch)?|nghị định|nghị quyết|quyết định|luật|pháp lệnh|văn bản hợp nhất|phụ lục|biểu)"
)
_CITATION = re.compile(
    rf"\s*(?:(?:theo|tại|căn cứ|quy định tại|theo quy định tại)\s+)*"
    rf"(?:{_INSTRUMENT}\b|(?:khoản|điều|điểm|mục)\s+[\dIVXa-zđ])",
    re.IGNORECASE,
)
_COUNCIL = r"(?:hội\s+đồng\s+nhân\s+dân|HĐND)"
_ELSEWHERE = re.compile(
    rf"{_COUNCIL}[^.\n]{{0,80}}(?:quy định|quyết định|ban hành)"
    rf"|quy định\s+của\s+{_COUNCIL}"
    r"|(?:t?heo|thực hiện|áp dụng|căn cứ)\s+(?:theo\s+)?(?:quy\s+định|quyết\s+định|nghị\s+quyết|thông\s+tư|nghị\s+định"
    r"|biểu|văn\s+bản|pháp\s+luật|hướng\s+dẫn|mức\s+(?:thu|phí)|luật|điều|khoản|điểm|mục|bảng|phụ\s+lục|hợp\s+đồng"
    r"|giá\s+(?:cước|dịch\s+vụ|thị\s+trường|của)|(?:chi\s+phí\s+)?thực\s+tế|TT\s+\d)"
    r"|(?:chi\s+tiết|cụ\s+thể|tra\s+cứu|xem|nêu|quy\s+định)\s+(?:tại|ở|theo|trong)"
    r"|văn\s+bản\s+quy\s+định\s+(?:phí|lệ\s+phí)"
    r"|(?:thông\s+tư(?:\s+liên\s+tịch)?|nghị\s+quyết|nghị\s+định|quyết\s+định|TT|NQ|QĐ)\s+(?:số\s+)?\d"
    r"|phụ\s+lục\s+(?:kèm|đính)|(?:phụ\s+lục|biểu|file|tệp)[^.;\n]{0,40}đính\s+kèm"
    r"|quy\s+định\s+(?:hiện\s+hành|của\s+(?:pháp\s+luật|luật))"
    r"|theo\s+thỏa\s+thuận|tùy\s+(?:thuộc|theo)",
    re.IGNORECASE,
)
_RATE_ELSEWHERE = re.compile(
    rf"(?:phí|lệ\s+phí|mức\s+thu)\b[^.\n]{{0,60}}(?:{_COUNCIL}|thông\s+tư|nghị\s+quyết)", re.IGNORECASE
)

_EXEMPT = re.compile(
    r"(?<!không )(?<!không được )(?<!diện được )(?:được\s+)?miễn(?:,\s*giảm)?\s+"
    r"(?:(?:nộp|thu|toàn\s+bộ|các\s+khoản|100%)\s+)*(?:phí|lệ\s+phí|chi\s+phí)(?:\s*(?:,|và)\s*lệ\s+phí)?"
    r"|(?:thuộc\s+)?diện\s+được\s+miễn\s+(?:phí|lệ\s+phí|nộp)"
    r"|(?:không|chưa)\s+(?:phải\s+(?:nộp|trả|đóng)|thu|mất|có|yêu\s+cầu)\s+(?:phí|lệ\s+phí|tiền)"
    r"|(?:không|chưa)\s+thu(?=\s*(?:[.;,)]|\Z|đối\s+với|cho|khi|khoản|đến\s+hết))",
    re.IGNORECASE,
)
_FREE_ALONE = re.compile(
    r"\s*(?:\(|[-–•*o]\s)*\s*(?:(?:mức\s+)?(?:phí|lệ\s*phí|giá)(?:\s*,\s*lệ\s*phí)?\s*:?\s*)?"
    r"(?:(?:(?:hiện|hiện\s+nay|tạm\s+thời)\s+)?(?:chưa(?=\s+(?:thu|áp|yêu))|không)"
    r"(?:\s+(?:có|thu|mất|áp\s+dụng|yêu\s+cầu))?(?:[\s,]+(?:phí|lệ\s*phí|đồng))*"
    r"|miễn\s+(?:phí|lệ\s*phí)|0\s*(?:đồng|đ|vnđ)(?:\s*/[^().;]{1,30})?(?:\s*\([^()]*\))?|0)"
    r"\s*(?:xem chi tiết)?[\s.;)]*",
    re.IGNORECASE,
)
_NOTHING_SAID = re.compile(
    r"\s*[(•\-]*\s*(?:không\s+có\s+thông\s+tin|chưa\s+có\s+thông\s+tin|(?:chưa|đang)\s+cập\s+nhật"
    r"|(?:không|chưa)\s+(?:có\s+(?:văn\s+bản\s+)?)?quy\s+định|không\s+xác\s+định|không\s+có\s+lệ\s+phí\s+cụ\s+thể"
    r"|(?:phí|lệ\s*phí|giá)?\s*:?\s*(?:đồng|vnđ|usd)?(?:\s*xem\s+chi\s+tiết)?[\s.()]*\Z)",
    re.IGNORECASE,
)


def kind_said(words: str) -> str:
    """Return the kind of levy named last ("fee", "charge", "price"), or the empty string."""
    kind = ""
    if not _names_levy(words.lower()):
        return kind
    for match in _LEVY.finditer(_FEES_AND_CHARGES.sub(" ", words)):
        kind = match.lastgroup or ""
    return kind


def only_kind(text: str) -> str:
    """Return the kind of levy that a text speaks of where it is one alone, else "unknown"."""
    # In small letters the patterns need no look at both of each, which takes most of their time.
    lower = text.lower()
    if not _names_levy(lower):
        return "unknown"
    plain = _FEES_AND_CHARGES.sub(" ", _SMALL_TITLE.sub(" ", lower))
    kinds = {match.lastgroup or "" for match in _LEVY.finditer(plain)}
    return kinds.pop() if len(kinds) == 1 else "unknown"


def _names_levy(lower: str) -> bool:
    return "phí" in lower or "giá" in lower


def is_citation(words: str) -> bool:
    """Tell whether words only name the instrument that sets the rate."""
    return _CITATION.match(words) is not None


def set_elsewhere(text: str) -> str:
    """Return the words that point to where the rate is set, or the empty string."""
    found = _ELSEWHERE.search(text)
    return found.group() if found else ""


def rate_set_elsewhere(text: str) -> str:
    """Return the words that say where a fee's own rate is set, in a text that is mostly about other things."""
    found = _RATE_ELSEWHERE.search(text)
    return found.group() if found else ""


def exemption(clause: str) -> re.Match[str] | None:
    """Return the place where a clause says that nothing is charged, or None."""
    lower = clause.lower()
    return _EXEMPT.search(clause) if "miễn" in lower or "không" in lower or "chưa" in lower else None


def is_free(text: str) -> bool:
    """Tell whether the whole text says that nothing is charged, of anybody ("Không.", "Miễn lệ phí", "0 đồng")."""
    return _FREE_ALONE.fullmatch(text) is not None


def says_nothing(text: str) -> bool:
    """Tell whether the text only says that nothing is known or prescribed."""
    return _NOTHING_SAID.match(text) is not None


_RUN_TOGETHER = re.compile(r"(?:(?<!\d)\d{1,3}(?:[.,]\d{3})+\s+){2}\d{1,3}[.,]\d{3}")
_SMALL_TABLE_HEAD = re.compile(r"(?:mức thu|đơn vị tính)[^.:;]*\(đồng\)")


def is_flattened_table(text: str) -> bool:
    """Tell whether a table of rates was run together, so that its sums cannot be given to their cases."""
    lower = text.lower()
    headed = "(đồng)" in lower and _SMALL_TABLE_HEAD.search(lower) is not None
    return headed or _RUN_TOGETHER.search(text) is not None
