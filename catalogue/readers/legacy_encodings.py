"""Vietnamese text of the time before Unicode: TCVN3 (ABC) and VNI, as bytes or as letters of a Western code page.

TCVN3 is TCVN 5712:1993, VN3: one byte a letter, and capitals with marks made by fonts of their own, so that words in
capitals hold small marked letters. VNI writes a base letter and then its marks. Both are told from other text by
evidence alone: read rightly, almost every word with marks is a Vietnamese syllable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum

from catalogue.readers.syllables import likeness


class Encoding(StrEnum):
    """How a text is written; the value is how notes and people name it."""

    UTF_8 = "UTF-8"
    UTF_16_LE = "UTF-16 LE"
    UTF_16_BE = "UTF-16 BE"
    WINDOWS_1258 = "Windows-1258"
    TCVN3 = "TCVN3"
    VNI = "VNI"


_TCVN3 = {
    code + at: letter
    for code, letters in (
        (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
        (0xB5, "àảãáạ"),
        (0xBB, "ằẳẵắ"),
        (0xC6, "ặầẩẫấậè"),
        (0xCE, "ẻẽéẹềểễếệìỉ"),
        (0xDC, "ĩíịò"),
        (0xE1, "ỏõóọồổỗốộờởỡớợù"),
        (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
    )
    for at, letter in enumerate(letters)
}
_TCVN3_WORD = re.compile(r"[A-Za-z\xa1-\xae\xb5-\xfe]+")

_TONES = "\u0301\u0300\u0309\u0303\u0323"
# What follows a vowel: a tone, a circumflex or breve, or one of these with a tone.
_VNI_MARKS = (
    dict(zip("ùøûõï", _TONES, strict=True))
    | {"â": "\u0302", "ê": "\u0306"}
    | dict(zip("áàåãä", ("\u0302" + tone for tone in _TONES), strict=True))
    | dict(zip("éèúüë", ("\u0306" + tone for tone in _TONES), strict=True))
)
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_LETTERS |= {small.upper(): letter.upper() for small, letter in _VNI_LETTERS.items()}
# The breve stands on `a` alone, the circumflex on a, e and o, and tones on every vowel without a letter of its own.
_VNI_LETTER = re.compile("a[ùøûõïâáàåãäêéèúüë]|[eo][ùøûõïâáàåãä]|[uyôö][ùøûõï]|[ôöñæóòî]", re.IGNORECASE)


def from_tcvn3(text: str) -> str:
    """Return the Unicode text of TCVN3 text, given with each byte as the letter of that number.

    Marked letters in a word of capitals become capitals, since TCVN3 makes those by the font.
    """
    if not any(letter in text for letter in map(chr, _TCVN3)):
        return text
    words = list(_TCVN3_WORD.finditer(text))
    in_capitals = _in_capitals([word.group() for word in words])
    pieces = []
    end = 0
    for word, capitals in zip(words, in_capitals, strict=True):
        letters = word.group().translate(_TCVN3)
        pieces += [text[end : word.start()], letters.upper() if capitals else letters]
        end = word.end()
    return "".join([*pieces, text[end:]])


def _in_capitals(words: list[str]) -> list[bool]:
    """Which words stand in capitals; one that does not show it goes with its neighbours."""
    shown = [_shows_capitals(word) for word in words]
    before: list[bool | None] = []
    last: bool | None = None
    for capitals in shown:
        before.append(last)
        last = capitals if capitals is not None else last
    answers = []
    following: bool | None = None
    for capitals, preceding in zip(reversed(shown), reversed(before), strict=True):
        near = [neighbour for neighbour in (preceding, following) if neighbour is not None]
        answers.append(capitals if capitals is not None else bool(near) and all(near))
        following = capitals if capitals is not None else following
    return answers[::-1]


def _shows_capitals(word: str) -> bool | None:
    """Whether the plain letters of a word are capitals; one of them alone may only begin a name ("Hµ Néi")."""
    plain = "".join(letter for letter in word if letter.isascii())
    if plain and not plain.isupper():
        return False
    return True if len(plain) > 1 else None


def from_vni(text: str) -> str:
    """Return the Unicode text of VNI text, given with each byte as the letter of that number."""
    return unicodedata.normalize("NFC", _VNI_LETTER.sub(_vni_letter, text))


def _vni_letter(match: re.Match[str]) -> str:
    found = match.group()
    base = _VNI_LETTERS.get(found[0], found[0])
    return base + _VNI_MARKS[found[1].lower()] if len(found) > 1 else base


_DECODERS: dict[Encoding, Callable[[str], str]] = {Encoding.TCVN3: from_tcvn3, Encoding.VNI: from_vni}

# Letters and signs of the Western code page that stand in no Vietnamese word written in Unicode.
_STRANGE_LETTER = re.compile("[¡-©¬®±-¶¸-ºÄ-ÇËÎÏÑÖ-ØÛÜÞßä-çëîïñö-øûüþ]")
_JUDGED = 20_000

# Fewer words with marks than this prove nothing; below this share of syllables a reading is no Vietnamese.
_ENOUGH_WORDS = 4
_VIETNAMESE = 0.85
# How much better than the text as it stands, or than the next best reading, a reading must be.
_CLEARLY = 0.2


def clear_winner(readings: dict[Encoding, str]) -> Encoding | None:
    """Return the encoding whose reading of a text is Vietnamese, and clearly more so than every other; else None."""
    ranked = sorted(((*likeness(reading), encoding) for encoding, reading in readings.items()), reverse=True)
    if not ranked or ranked[0][0] < _VIETNAMESE or ranked[0][1] < _ENOUGH_WORDS:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEARLY:
        return None
    return ranked[0][2]


def legacy_letters(text: str) -> Encoding | None:
    """Return TCVN3 or VNI where a Unicode text holds letters that only a font of that kind shows as Vietnamese.

    A long text is judged by the twenty thousand letters around the first strange one.
    """
    strange = _STRANGE_LETTER.search(text)
    if strange is None:
        return None
    text = text[max(0, strange.start() - _JUDGED // 2) : strange.start() + _JUDGED // 2]
    readings = {encoding: decode(text) for encoding, decode in _DECODERS.items()}
    winner = clear_winner(readings | {Encoding.UTF_8: text})
    return winner if winner in _DECODERS else None


def from_letters(text: str, encoding: Encoding) -> str:
    """Return the Unicode text of TCVN3 or VNI text; texts of any other encoding are returned as they are."""
    decode = _DECODERS.get(encoding)
    return decode(text) if decode else text
