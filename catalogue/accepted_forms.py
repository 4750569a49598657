"""In which form a paper is accepted: as the original, as a plain copy, or as a certified copy."""

from __future__ import annotations

import re
from dataclasses import dataclass

ORIGINAL, COPY, CERTIFIED = "original", "copy", "certified"
FORMS = (ORIGINAL, COPY, CERTIFIED)

# An original that is only looked at: "kèm bản chính để đối chiếu", "bản sao từ bản chính".
_COMPARED = re.compile(
    r"bản (?:chính|gốc)(?:(?! bản )[^,;.)\n]){0,40}?,?"
    r" (?:để|nhằm|đem) (?:(?! bản )[^,;.)\n]){0,30}?(?:kiểm tra|đối chiếu|so sánh)"
    r"|(?:kèm|kèm theo|đối chiếu|đối chiếu với|từ|chụp|sao|sao y|quét|scan|không có"
    r"|(?<!\A)(?<!\A- )(?<!\A\+ )xuất trình)"
    r" (?:các )?bản (?:chính|gốc)"
)
_NEGATED = re.compile(
    r"không (?:phải|cần|bắt buộc|yêu cầu|có)(?: phải| thực hiện| có)* (?:công chứng|chứng thực)"
    r"(?:(?:,| hoặc| và|/) ?(?:công chứng|chứng thực))*"
)
# A column of quantities that a source ran together with the text: "(Bản chính: 1, Bản sao: 0)".
_NO_COPIES = re.compile(r"bản (?:chính|sao|gốc) ?: ?0(?!\d)")
_ORIGINAL = re.compile(r"bản (?:chính|gốc)")
# A paper named before its own copy is the original: "Giấy chứng nhận đã cấp hoặc bản sao Giấy chứng nhận đã cấp".
_OR_ITS_COPY = re.compile(
    r"(?:^|[\n;:)]|(?<=\d)\.)\s*(giấy|bằng|chứng nhận|sổ|thẻ|quyết định|hợp đồng)"
    r"(?: (?!bản )[^\s;.]+){1,14}? hoặc bản (?:sao|chụp) \1"
)
_CERTIFIED = re.compile(
    r"(?<!phòng )(?<!hội )(?<!quan )(?<!nghề )(?<!yêu cầu )(?<!cần )(?<!việc )(?<!thủ tục )"
    r"(?:công chứng|chứng thực)(?! viên| chữ ký| của chữ)"
    r"|sao y(?! bản (?:chính|gốc) của (?:thương|doanh|công|tổ chức|cơ sở|đơn vị|chủ|nhà))|từ sổ gốc"
)
_COPY = re.compile(
    r"(?<!cấp )bản sao(?! \((?:có )?(?:công chứng|chứng thực)\))"
    r"(?!(?: điện tử)?(?: và bản dịch)?(?: (?:có|được|đã|từ|cấp|hợp lệ))*"
    r" (?:công chứng|chứng thực|sổ gốc))"
    r"(?!(?: (?!hoặc|và|có|được|không|kèm|bản)[^\s,;.(]+){1,6} (?:có|được|đã được) (?:công chứng|chứng thực)(?! chữ))"
    r"|bản (?:chụp|photo|phô tô|phôtô|scan)(?! công chứng| chứng thực)"
    r"|(?:photo|phô tô)(?! công chứng| chứng thực)|sao chụp"
    r"|hoặc kèm(?: theo)? bản chính (?:để )?đối chiếu"
)


@dataclass(frozen=True, slots=True)
class ReadForm:
    """One accepted form and where the words that say so stand."""

    form: str
    start: int
    end: int


def read_forms(row: str) -> tuple[ReadForm, ...]:
    """Return the forms that a spelled row accepts, in the order in which it names them."""
    text = _NEGATED.sub(_blank, row) if "không" in row else row
    text = _NO_COPIES.sub(_blank, text) if ":" in text else text
    found = [(match.start(), CERTIFIED, match) for match in _CERTIFIED.finditer(text)]
    found += [(match.start(), COPY, match) for match in _COPY.finditer(text)]
    if _ORIGINAL.search(text):
        found += [(match.start(), ORIGINAL, match) for match in _ORIGINAL.finditer(_COMPARED.sub(_blank, text))]
    found += [(match.start(1), ORIGINAL, match) for match in _OR_ITS_COPY.finditer(text)]
    named: dict[str, ReadForm] = {}
    for _, form, match in sorted(found, key=lambda place: place[0]):
        named.setdefault(form, ReadForm(form, match.start(), match.end()))
    return tuple(named.values())


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())
