"""Numbers as Vietnamese offices write them: figures with points or commas, and numbers in words.

A point or comma followed by exactly three digits parts thousands (`2.000`, `2,000`), any other parts decimals (`3,5`,
`0,019`), as the offices use them; `1.250` is therefore always 1250.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from catalogue.text import canonical_spelling

FIGURE = r"\d+(?:[.,]\d+)*"

_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*(?P<rest>[.,]\d+)?\Z")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?\Z")
_MOST_DIGITS = 18

_DIGITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_SCALES = {
    "nghìn": 1_000,
    "ngàn": 1_000,
    "vạn": 10_000,
    "triệu": 1_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
}
_NUMBER_WORDS = (*_DIGITS, *_SCALES, "mười", "mươi", "trăm", "linh", "lẻ", "rưỡi")
NUMBER_WORD = "(?:" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True)) + ")"
NUMBER_WORDS = rf"(?<![^\W\d_]){NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,30}}(?![^\W\d_])"


def read_figure(text: str) -> Decimal | None:
    """Return the number that a figure says, or None where it is no well-formed one (`0.000`, `10.00.0`)."""
    if len(text) > 2 * _MOST_DIGITS:
        return None
    grouped = _GROUPED.match(text)
    if grouped:
        rest = grouped["rest"] or ""
        whole = text.removesuffix(rest).replace(grouped["mark"], "")
        return None if rest[:1] == grouped["mark"] else Decimal(whole + rest.replace(",", "."))
    if _PLAIN.match(text) and not re.match(r"0[.,]000\Z", text):
        return Decimal(text.replace(",", "."))
    return None


@lru_cache(maxsize=4096)
def read_number_words(text: str) -> Decimal | None:
    """Return the number written in words ("bốn triệu năm trăm nghìn"), or None where the words are no number."""
    words = canonical_spelling(text).replace("-", " ").split()
    if not words or any(word not in _NUMBER_WORDS for word in words):
        return None
    total = Decimal(0)
    group: list[str] = []
    last_scale: int | None = None
    for word in words:
        if word in _SCALES:
            scale = _SCALES[word]
            value = _below_thousand(group) if group else None
            if value is None:
                # "hai nghìn tỷ": a scale multiplies the whole number said so far.
                if group or last_scale is None or scale <= last_scale:
                    return None
                total *= scale
            elif last_scale is not None and scale > last_scale:
                total = (total + value) * scale
            else:
                total += value * scale
            last_scale, group = scale, []
        elif word == "rưỡi":
            if last_scale is None or group:
                return None
            total += Decimal(last_scale) / 2
        else:
            group.append(word)
    rest = _below_thousand(group) if group else 0
    return None if rest is None else total + rest


def _below_thousand(words: list[str]) -> int | None:
    """A number under a thousand: [digit trăm] [linh digit | digit mươi digit | mười digit]."""
    total = 0
    if len(words) >= 2 and words[1] == "trăm":
        if words[0] not in _DIGITS:
            return None
        total = _DIGITS[words[0]] * 100
        words = words[2:]
    if words[:1] in (["linh"], ["lẻ"]):
        words = words[1:]
        return total + _DIGITS[words[0]] if len(words) == 1 and words[0] in _DIGITS else None
    if words[:1] == ["mười"]:
        total, words = total + 10, words[1:]
    elif len(words) >= 2 and words[1] == "mươi" and words[0] in _DIGITS:
        total, words = total + _DIGITS[words[0]] * 10, words[2:]
    if not words:
        return total
    return total + _DIGITS[words[0]] if len(words) == 1 and words[0] in _DIGITS else None
