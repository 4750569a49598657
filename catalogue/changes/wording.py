"""What a text means apart from how it is written: keys without numbering and bullets, and slips of the keyboard.

Two texts say the same where they differ only in Unicode form, case, spacing, punctuation, tone placement (hoà/hòa),
i and y (kĩ/kỹ), numbering and bullets, common abbreviations, leading zeros, numbers repeated in words, or slips of
single letters. Figures and number words are never taken for slips.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA, LCSseq

from catalogue.changes.syllables import is_syllable
from catalogue.changes.tags import without_tags
from catalogue.measures.numbers import NUMBER_WORDS
from catalogue.text import fold, spelling_key

_ABBREVIATIONS = {
    spelling_key(short): tuple(spelling_key(long).split())
    for short, long in {
        "UBND": "ủy ban nhân dân",
        "HĐND": "hội đồng nhân dân",
        "CMND": "chứng minh nhân dân",
        "CMTND": "chứng minh nhân dân",
        "CCCD": "căn cước công dân",
        "GCN": "giấy chứng nhận",
        "GCNQSDĐ": "giấy chứng nhận quyền sử dụng đất",
        "QSDĐ": "quyền sử dụng đất",
        "BHXH": "bảo hiểm xã hội",
        "BHYT": "bảo hiểm y tế",
        "BHTN": "bảo hiểm thất nghiệp",
        "TNHH": "trách nhiệm hữu hạn",
        "PCCC": "phòng cháy và chữa cháy",
        "HTX": "hợp tác xã",
        "ATTP": "an toàn thực phẩm",
        "TTHC": "thủ tục hành chính",
        "CSDL": "cơ sở dữ liệu",
        "NĐ": "nghị định",
        "TT": "thông tư",
        "QĐ": "quyết định",
        "LLTP": "lý lịch tư pháp",
        "GPLX": "giấy phép lái xe",
        "ĐKKD": "đăng ký kinh doanh",
        "TTPVHCC": "trung tâm phục vụ hành chính công",
        "BTP": "bộ tư pháp",
        "BCA": "bộ công an",
    }.items()
}

# Numbering and bullets: at the start of a line, or behind a mark that ends what came before.
_NUMBERING = re.compile(
    r"(?:(?<=[;:.])[ \t]|^)[ \t]*(?:[-–—+•*▪○●]\s*)*"
    r"(?:(?:bước\s+)?\(?\d{1,2}(?:\.\d{1,2}){0,3}\s*[).:](?:\s|$)|b(?:ước\s+)?\d{1,3}\b(?:\s*[:.)])?|\(?[a-zđ]\d?\s*\)\s?|[a-zđ]\d?\.\s|[ivx]{1,5}\s*[.)]\s){0,2}",
    re.IGNORECASE | re.MULTILINE,
)
# Sources leave the name of an attached form behind a row: "Mau to khai.docx".
_FILE = re.compile(
    r"(?:(?<=[;.,):\s])|^)\(?(?:[A-Za-z0-9_()\-]+ ){0,6}[\w().\-]*\w\)?"
    r"\.(?:docx?|pdf|xlsx?|rtf|odt|zip|rar|jpe?g|png)\b\)?",
    re.IGNORECASE,
)
# A name of several words begins with a capital, so that "Tờ khai Mau to khai.docx" keeps its "khai".
_FILE_OF_SEVERAL_WORDS = re.compile(
    r"(?:(?<=[;.,):\s])|^)\(?[A-Z0-9_][A-Za-z0-9_()\-]* (?:[A-Za-z0-9_()\-]+ ){0,5}[\w().\-]*\w\)?"
    r"\.(?:docx?|pdf|xlsx?|rtf|odt|zip|rar|jpe?g|png)\b\)?"
)
_BULLET_O = re.compile(r"^\s*o\s+(?=[^\W\d_])", re.MULTILINE)
# Where line breaks were lost, numbering and bullets stand within a line: "Mẫu số 04 2. Bản sao giấy chứng tử".
_NUMBERING_WITHIN = re.compile(
    r"(?P<before>[^\W_]+)?(?P<gap>[^\w\n]*\s)(?:\(?\d{1,2}\s*[.)]|o|[IVX]{1,5}\.|\(?[a-zđ]\))\s+(?=[\"“(]?[\dA-ZĐÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ])"
)
_COUNTED = frozenset(
    (
        *("số", "mẫu", "khoản", "điểm", "điều", "mục", "chương", "phần", "phụ", "lục", "biểu", "quý", "lần", "cấp"),
        *("loại", "hạng", "nhóm", "tháng", "năm", "ngày", "bước", "tập", "đợt", "và", "từ", "đến", "hoặc", "quận"),
    )
)
_NUMBER_IN_WORDS = re.compile(rf"(?<=\d)\s*\(\s*(?:{NUMBER_WORDS})\s*\)", re.IGNORECASE)
_LETTER_AND_FIGURE = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_WORD = re.compile(r"[^\W_]+")

# A word of these is never a slip of another: it says how many, or whether at all.
_NEVER_SLIPS = frozenset(
    (
        *("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "trăm", "nghìn", "ngàn"),
        *("triệu", "tỷ", "chưa", "miễn", "nửa", "rưỡi"),
    )
)


# Texts hold the same few thousand words over and over.
_key = lru_cache(maxsize=50_000)(spelling_key)


@lru_cache(maxsize=100_000)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words that carry a text's meaning, lower case and NFC, as they are spelled."""
    plain = without_tags(unicodedata.normalize("NFC", text))
    if "." in plain:
        plain = _FILE.sub(" ", _FILE_OF_SEVERAL_WORDS.sub(" ", plain))
    plain = _NUMBER_IN_WORDS.sub("", plain)
    plain = _NUMBERING.sub(" ", _BULLET_O.sub("", plain))
    plain = _NUMBERING_WITHIN.sub(_unless_counted, plain)
    return tuple(word.lstrip("0") or "0" if word.isdigit() else word for word in _WORD.findall(plain.lower()))


def _unless_counted(match: re.Match[str]) -> str:
    """What stands for a number within a line: itself where the word before it is counted by it."""
    before = match["before"] or ""
    return match.group() if before.lower() in _COUNTED else f"{before}{match['gap']} "


@lru_cache(maxsize=100_000)
def meaning_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as keys, abbreviations opened and letters parted from figures."""
    found: list[str] = []
    for word in words_of(text):
        key = _key(word)
        if key in _ABBREVIATIONS:
            found += _ABBREVIATIONS[key]
        elif word.isalpha():
            found.append(key)
        else:
            found += (
                part.lstrip("0") or "0" if part.isdigit() else _key(part) for part in _LETTER_AND_FIGURE.split(word)
            )
    return tuple(found)


def meaning_key(text: str) -> str:
    """Return a key that is equal for two writings of the same words."""
    return " ".join(meaning_words(text))


_FEWEST_WORDS = 3
_WORDS_A_SLIP = 10
_MOST_SLIPS = 4
_MOST_WORDS = 3_000


def same_wording(one: str, other: str) -> bool:
    """Tell whether two texts say the same, however they are written, slips of the keyboard included."""
    if one == other or meaning_words(one) == meaning_words(other):
        return True
    return _same_but_slips(_opened(words_of(one)), _opened(words_of(other)))


def _opened(found: tuple[str, ...]) -> list[str]:
    """The words as spelled with abbreviations opened, so that slips are looked for between like and like."""
    opened: list[str] = []
    for word in found:
        key = _key(word)
        opened += _ABBREVIATIONS.get(key, (word,)) if key in _ABBREVIATIONS else (word,)
    return opened


def _same_but_slips(one: list[str], other: list[str]) -> bool:
    longest = max(len(one), len(other))
    if min(len(one), len(other)) < _FEWEST_WORDS or longest > _MOST_WORDS:
        return False
    allowed = min(_MOST_SLIPS, 1 + longest // _WORDS_A_SLIP)
    if abs(len(one) - len(other)) > allowed:
        return False
    keys = [_key(word) for word in one]
    other_keys = [_key(word) for word in other]
    regions = _regions(keys, other_keys)
    return len(regions) <= allowed and all(
        _is_slip(one[before], other[after], alone=len(regions) == 1) for before, after in regions
    )


def _regions(one: list[str], other: list[str]) -> list[tuple[slice, slice]]:
    """The stretches in which two lists of words differ, neighbours joined."""
    regions: list[tuple[slice, slice]] = []
    for code in LCSseq.opcodes(one, other):
        if code.tag == "equal":
            continue
        before, after = slice(code.src_start, code.src_end), slice(code.dest_start, code.dest_end)
        if regions and regions[-1][0].stop == before.start and regions[-1][1].stop == after.start:
            regions[-1] = slice(regions[-1][0].start, before.stop), slice(regions[-1][1].start, after.stop)
        else:
            regions.append((before, after))
    return regions


def _is_slip(before: list[str], after: list[str], alone: bool) -> bool:
    """Tell whether two stretches of words are one, written once with a slip."""
    one, other = "".join(before), "".join(after)
    if one == other:
        return True
    if not one or not other or len(before) > 3 or len(after) > 3:
        return False
    told = (*before, *after)
    if any(character.isdigit() for character in one + other):
        return False
    broken = not all(map(is_syllable, told))
    if not broken and any(word in _NEVER_SLIPS for word in told):
        return False
    if fold(one) == fold(other):
        return True
    if not _near(one, other):
        return False
    # A single letter in a long text is a slip even where it happens to give another word.
    return broken or alone


_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def _near(one: str, other: str) -> bool:
    """Tell whether two words are one slip apart, the place of the tone left out."""
    marks, others = unicodedata.normalize("NFD", one), unicodedata.normalize("NFD", other)
    if OSA.distance(one, other) <= 1 or OSA.distance(marks, others) <= 1:
        return True
    letters, other_letters = _TONES.sub("", marks), _TONES.sub("", others)
    return sorted(_TONES.findall(marks)) == sorted(_TONES.findall(others)) and OSA.distance(letters, other_letters) <= 1
