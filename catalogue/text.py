"""One normal form for Vietnamese text, and the keys that search, sorting and equality are made of.

What is shown is only cleaned (`clean`): NFC, no invisible or control characters, plain spaces. Diacritics, tone
placement (hoà/hòa) and i/y (kĩ/kỹ) are folded in keys alone, never in what people read.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff"
)
_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_UNCLEAN = re.compile(f"[{_INVISIBLE}{_SPACES}{_CONTROLS}{_PRIVATE}\r\u2028\u2029]|  | \n|\n |\n\n\n")
_INVISIBLE_OR_CONTROL = re.compile(f"[{_INVISIBLE}{_CONTROLS}]")
_ANY_SPACE = re.compile(f"[{_SPACES} ]+")
# Word processors part lines with a vertical tab, and pages with a form feed.
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n{3,}")
_PRIVATE_CHARACTER = re.compile(f"[{_PRIVATE}]")

# Word's Symbol and Wingdings fonts store their bullets and dashes in the private-use area.
_FONT_SYMBOLS = {
    "\uf02d": "-",
    "\uf0ad": "-",
    "\uf02b": "+",
    "\uf0b0": "°",
    "\uf0b3": "≥",
    "\uf0a3": "≤",
    "\uf0b4": "×",
}
_FONT_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf06e\uf071\uf09f\uf0e0\uf0a8\uf0de\uf0d6\uf075")

_NO_VALUE = frozenset(
    {"khong co thong tin", "khong", "khong co", "khong quy dinh", "chua co thong tin", "none", "null", "n/a"}
    | {"undefined", "&nbsp"}
)
# "Không có yêu cầu, điều kiện đặc biệt", in the folded spelling.
_NOTHING_ASKED = re.compile(
    r"khong (?:co )?(?:yeu cau|dieu kien|quy dinh)(?:(?:,|/| va)? ?(?:yeu cau|dieu kien))?"
    r"(?: (?:dac biet|cu the|thuc hien|nao|gi|khac|yeu cau)){0,3}"
)


def clean(text: str) -> str:
    """Return the text in the normal form that is stored and shown.

    NFC; line breaks are `\\n`; runs of any spaces are one space; no space at a line's ends; at most one blank line
    in a row; zero-width, directional, control and escape characters are gone; symbol-font bullets are `•`.
    """
    # Catalogues say the same short things over and over.
    return _cleaned(text) if len(text) > _SHORT else _cleaned_once(text)


_SHORT = 200


def _cleaned(text: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if _UNCLEAN.search(text) is None:
        return text.strip()
    text = _LINE_BREAK.sub("\n", text)
    text = _PRIVATE_CHARACTER.sub(_font_symbol, text)
    text = _INVISIBLE_OR_CONTROL.sub("", text)
    lines = (_ANY_SPACE.sub(" ", line).strip() for line in text.split("\n"))
    # Taking a joiner out can bring a letter and its mark together, so the form is closed once more.
    return unicodedata.normalize("NFC", _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip())


_cleaned_once = lru_cache(maxsize=1 << 15)(_cleaned)


def _font_symbol(match: re.Match[str]) -> str:
    character = match.group()
    if character in _FONT_BULLETS:
        return "•"
    return _FONT_SYMBOLS.get(character, " ")


def one_line(text: str) -> str:
    """Return cleaned text with every line break turned into a space, for names, titles and list cells."""
    return _lined(text) if len(text) > _SHORT else _lined_once(text)


def _lined(text: str) -> str:
    cleaned = clean(text)
    return " ".join(cleaned.split()) if "\n" in cleaned else cleaned


_lined_once = lru_cache(maxsize=1 << 15)(_lined)


def is_no_value(text: str) -> bool:
    """Tell whether the text only says that there is nothing to say ("Không có thông tin", "không.", "--")."""
    return _says_nothing(text) if len(text) <= _SHORT else _folded_says_nothing(text)


def _folded_says_nothing(text: str) -> bool:
    folded = fold(text).strip(" .…,;:()[]\"'“”‘’«»-–—_/•*+\n\t")
    return not folded or folded in _NO_VALUE or _NOTHING_ASKED.fullmatch(folded) is not None


_says_nothing = lru_cache(maxsize=1 << 15)(_folded_says_nothing)


def value_or_empty(text: str) -> str:
    """Return the cleaned text, or the empty string where it only says "no value"."""
    cleaned = clean(text)
    return "" if is_no_value(cleaned) else cleaned


def _fold_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {mark: None for mark in range(0x0300, 0x0370)}
    for point in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)):
        base = "".join(c for c in unicodedata.normalize("NFD", chr(point)) if not unicodedata.combining(c))
        table[point] = base.lower()
    table |= {ord(c): "d" for c in "đĐðÐ"}
    return table


_FOLDS = _fold_table()


def fold(text: str) -> str:
    """Return the text in lower case without any diacritics, `đ` as `d`: the key for searching."""
    return text.lower().translate(_FOLDS)


def has_diacritics(text: str) -> bool:
    """Tell whether the text carries any Vietnamese letter that folding would change."""
    return fold(text) != text.lower()


_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_WORD = re.compile(r"[^\W_]+")
_I_OR_Y = frozenset({"hy", "ky", "ly", "my", "sy", "ty", "vy", "quy"})


@lru_cache(maxsize=200_000)
def _syllable(word: str) -> tuple[str, str]:
    """One lower-case syllable as its letters without a tone and the tone's number (0 level … 5 heavy)."""
    letters: list[str] = []
    tone = "0"
    for character in unicodedata.normalize("NFD", word):
        if character in _TONES:
            tone = _TONES[character]
        else:
            letters.append(character)
    return unicodedata.normalize("NFC", "".join(letters)), tone


@lru_cache(maxsize=200_000)
def _spelling_key(word: str) -> str:
    letters, tone = _syllable(word)
    if letters in _I_OR_Y:
        letters = letters[:-1] + "i"
    return letters if tone == "0" else letters + tone


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, NFC, without punctuation, diacritics kept."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


_LATE_TONE = re.compile(r"(?<![qQ])(?:(o)([àáảãạèéẻẽẹ])|(u)([ỳýỷỹỵ]))(?![^\W\d_])")


def canonical_spelling(text: str) -> str:
    """Return the text in lower case, NFC, with the tone of oa, oe and uy on their first vowel (hoà as hòa)."""
    return _LATE_TONE.sub(_early_tone, unicodedata.normalize("NFC", text).lower())


def _early_tone(match: re.Match[str]) -> str:
    first = match[1] or match[3]
    decomposed = unicodedata.normalize("NFD", match[2] or match[4])
    vowel, tone = decomposed[0], decomposed[1:]
    return unicodedata.normalize("NFC", first + tone) + vowel


def spelling_key(text: str) -> str:
    """Return a key that is equal for two spellings of the same Vietnamese words.

    Case, punctuation, spacing, Unicode form, tone placement (hoà = hòa) and i/y (kĩ = kỹ) do not count;
    diacritics do (đất ≠ dat).
    """
    return " ".join(_spelling_key(word) for word in words(text))


_ALPHABET = {letter: chr(ord("A") + rank) for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}


def sort_key(text: str) -> str:
    """Return an ASCII key whose plain byte order is the Vietnamese dictionary order.

    Syllable by syllable, first the letters (a ă â b c d đ e ê …), then the tone (level, grave, hook, tilde, acute,
    dot). Letters outside the alphabet sort after it, by their own code.
    """
    return " ".join(_sort_syllable(word) for word in words(text))


@lru_cache(maxsize=200_000)
def _sort_syllable(word: str) -> str:
    letters, tone = _syllable(word)
    ranked = "".join(_ALPHABET.get(c, c if c.isdigit() and c.isascii() else f"~{ord(c):06x}") for c in letters)
    return ranked + tone if letters.isalpha() else ranked
