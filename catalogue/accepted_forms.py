"""In which form a paper is accepted: as the original, as a plain copy, or as a certified copy."""

from __future__ import annotations

import re
from dataclasses import dataclass

ORIGINAL, COPY, CERTIFIED = "original", "copy", "certified"
FORMS = (ORIGINAL, COPY, CERTIFIED)

_COMPARED = re.compile(
    r"(?:kèm(?: theo)?|cùng(?: với)?|xuất trình|mang(?: theo)?|với|và)?\s*(?:kèm(?: theo)?\s+)?bản (?:chính|gốc)\s*"
    r"(?:(?:của )?(?:các )?(?:giấy tờ|văn bản|tài liệu)[^,;.)\n]{0,30})?(?:,? ?để|nhằm|đem)\s*(?:kiểm tra|đối chiếu|so sánh)[^,;.)\n]*"
    r"|đối chiếu (?:với )?bản (?:chính|gốc)|kèm (?:theo )?bản (?:chính|gốc)|(?:chụp|sao|quét|scan)\w* (?:từ )?bản (?:chính|gốc)"
    r"|từ (?:bản (?:chính|gốc)|sổ gốc)"
)
_NEGATED = re.compile(
    r"không (?:phải|cần|bắt buộc|yêu cầu)(?: phải| thực hiện| có)*\s*(?:công chứng|chứng thực)[^,;.)\n]*"
)
_ORIGINAL = re.compile(r"bản (?:chính|gốc)")
_CERTIFIED = re.compile(
    r"(?<!phòng )(?<!văn phòng )(?<!hội )(?:có |được |đã )?(?:công chứng|chứng thực)(?! viên| chữ ký| của chữ)|sao y|từ sổ gốc|bản sao hợp lệ"
)
_COPY = re.compile(
    r"bản sao(?!\s*(?:điện tử\s*)?(?:có |được |đã |công |từ (?:sổ|bản) )*(?:công chứng|chứng thực|sổ gốc|gốc))|bản chụp|bản photo|photo|phô tô|bản scan|sao chụp"
)


@dataclass(frozen=True, slots=True)
class ReadForm:
    """One accepted form and the words that say so."""

    form: str
    words: str


def read_forms(row: str) -> tuple[ReadForm, ...]:
    """Return the forms that a spelled row accepts, in the order in which it names them."""
    text = _NEGATED.sub(_blank, row)
    found = [(match.start(), CERTIFIED, match) for match in _CERTIFIED.finditer(text)]
    found += [(match.start(), COPY, match) for match in _COPY.finditer(text)]
    found += [(match.start(), ORIGINAL, match) for match in _ORIGINAL.finditer(_COMPARED.sub(_blank, text))]
    named: dict[str, ReadForm] = {}
    for _, form, match in sorted(found, key=lambda place: place[0]):
        named.setdefault(form, ReadForm(form, match.group().strip()))
    return tuple(named.values())


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())
