"""Papers of which a row only tells how they have to be: "Giấy tờ bằng tiếng nước ngoài phải được dịch".

A sentence that says of papers that they are to be translated, legalised or copied asks for none of its own; the papers
meant are those that the sentences before it ask for.
"""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[;\n]|\.(?=\s+\D)")
_HAS_TO_BE = re.compile(
    r"(?:giấy tờ|tài liệu|văn bản|hồ sơ|bản dịch)(?!\w)[^;\n]*? (?:(?:phải|cần phải|cần được)(?: được| có| là)* "
    r"(?:dịch|bản dịch|hợp pháp hóa|chứng nhận lãnh sự|công chứng|chứng thực|phù hợp|còn (?:giá trị|hiệu lực))"
    r"|là bản (?:sao|chính|gốc))(?!\w)"
)

# "Chứng thư phải còn hiệu lực": the paper named before, by its bare noun.
_HAS_TO_HOLD = re.compile(
    r"(?:chứng thư|chứng chỉ|giấy chứng nhận|hợp đồng) (?:này )?(?:phải )?còn (?:giá trị|hiệu lực)(?!\w)"
)


def is_only_told(row: str, start: int, name: str) -> bool:
    """Tell whether a name, that begins at a place of a spelled row, belongs to a later sentence that asks for nothing.

    The first sentence of a row asks: "Văn bản của nước ngoài phải được hợp pháp hóa" names its paper.
    """
    return _SENTENCE_END.search(row, 0, start + 1) is not None and (
        _HAS_TO_BE.match(name) is not None or _HAS_TO_HOLD.match(row, start) is not None
    )
