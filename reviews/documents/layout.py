"""The page of an official document: measures of Decree 30/2020/NĐ-CP, appendix I (DOMAIN.md section 3.4).

Lengths are millimetres, sizes of type are points. Both the DOCX and the HTML renderer take them from here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

FONT: Final = "Times New Roman"
LANGUAGE: Final = "vi-VN"

PAGE_WIDTH: Final = 210.0
PAGE_HEIGHT: Final = 297.0
MARGIN_TOP: Final = 20.0
MARGIN_BOTTOM: Final = 20.0
MARGIN_LEFT: Final = 30.0
MARGIN_RIGHT: Final = 15.0
TEXT_WIDTH: Final = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
LANDSCAPE_TEXT_WIDTH: Final = PAGE_HEIGHT - MARGIN_LEFT - MARGIN_RIGHT
FIRST_LINE_INDENT: Final = 12.7

BODY_SIZE: Final = 14.0
AGENCY_SIZE: Final = 12.0
NATION_SIZE: Final = 12.0
MOTTO_SIZE: Final = 13.0
NUMBER_SIZE: Final = 13.0
DATE_SIZE: Final = 13.0
PAGE_NUMBER_SIZE: Final = 13.0
RECIPIENTS_TITLE_SIZE: Final = 12.0
RECIPIENTS_SIZE: Final = 11.0
TABLE_SIZE: Final = 12.0
WIDE_TABLE_SIZE: Final = 11.0

PARAGRAPH_SPACE: Final = 6.0
LINE_SPACING: Final = 1.15

# At 12 points the name of the country is 88 mm wide; the rest is the agency's.
LETTERHEAD_LEFT: Final = 74.0
# Left free beside the agency's name, so that a long one does not run into the country's.
LETTERHEAD_GAP: Final = 6.0
SIGNATURE_LEFT: Final = 82.0

# The decree asks for a rule of one third to one half of the line above it.
SHORT_RULE: Final = 0.42
RULE_SPACE: Final = 3.5
SIGNING_SPACE: Final = 68.0

POINTS_PER_MM: Final = 72 / 25.4

# Advance widths of Times bold in thousandths of the size, by the letter under its diacritics.
_WIDTHS: Final = {
    **dict.fromkeys("il.,;:'|", 265),
    **dict.fromkeys("fjt-()", 333),
    **dict.fromkeys("IsJ", 389),
    **dict.fromkeys("cerz", 444),
    **dict.fromkeys("agovxy0123456789ă", 500),
    **dict.fromkeys("bdhknpquSđP", 556),
    **dict.fromkeys("FBELTZ", 660),
    **dict.fromkeys("ACDNRUVXYĐw", 722),
    **dict.fromkeys("GHKOQ", 778),
    **dict.fromkeys("mM", 890),
    "W": 1000,
    " ": 250,
    "…": 1000,
    "%": 1000,
    "/": 278,
    **dict.fromkeys("“”–", 500),
}
# Compounds that a title is not broken within.
_KEPT_TOGETHER: Final = re.compile(
    r"(?:đơn giản hóa|thủ tục hành chính|quy trình|thực hiện|thành phố|nhân dân|phạm vi|lĩnh vực|danh mục)(?!\S)|\S+",
    re.IGNORECASE,
)
_USUAL_WIDTH: Final = 556
# The hook of ơ and ư stands to the right of the letter and widens it.
_HORN: Final = "\u031b"
_HORN_WIDTH: Final = 60


@lru_cache(maxsize=1 << 15)
def text_width(text: str, size: float) -> float:
    """Return how wide a line of bold Times is, in millimetres, at a size in points (good to about 3 %)."""
    thousandths = 0
    for character in unicodedata.normalize("NFD", text):
        if character == _HORN:
            thousandths += _HORN_WIDTH
        elif not unicodedata.combining(character):
            thousandths += _WIDTHS.get(character, _USUAL_WIDTH)
    return thousandths / 1000 * size / POINTS_PER_MM


def rule_width(text: str, size: float, share: float, available: float) -> float:
    """Return the length in millimetres of the rule under a text that is set within an available width."""
    widest = max(text_width(line, size) for line in balanced_lines(text, size, available))
    return min(widest, available) * share


def balanced_lines(text: str, size: float, available: float) -> list[str]:
    """Break a centred text into as few lines as the width (mm) allows, of lengths as equal as they can be.

    "ỦY BAN NHÂN DÂN / THÀNH PHỐ ĐÀ NẴNG", where filling the first line would leave one word in the second.
    """
    words = [(word, text_width(word, size)) for word in _KEPT_TOGETHER.findall(text)]
    space = text_width(" ", size)
    best = _filled_lines(words, space, available)
    for narrower in range(int(available), 0, -1):
        lines = _filled_lines(words, space, narrower)
        if len(lines) > len(best):
            break
        best = lines
    return [" ".join(line) for line in best]


def _filled_lines(words: list[tuple[str, float]], space: float, available: float) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for word, width in words:
        if lines[-1] and used + space + width > available:
            lines.append([])
            used = 0.0
        used += width + (space if lines[-1] else 0)
        lines[-1].append(word)
    return lines
