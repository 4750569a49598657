"""Which strings of letters are Vietnamese syllables: the inventory of onsets and rimes of the written language.

A word that is none, beside one that is, shows a slip of the keyboard. Foreign words and names are no syllables either,
so the answer says nothing about a word by itself.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ONSETS = (
    *("", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh"),
    *("p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"),
)
_RIMES = frozenset(
    (
        *("a", "ai", "ao", "au", "ay", "ac", "am", "an", "ang", "anh", "ach", "ap", "at"),
        *("ă", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "â", "âu", "ây", "âc", "âm", "ân", "âng", "âp", "ât"),
        *("e", "eo", "ec", "em", "en", "eng", "ep", "et", "ê", "êu", "êch", "êm", "ên", "êng", "ênh", "êp", "êt"),
        *("i", "ia", "iu", "ich", "im", "in", "inh", "ip", "it"),
        *("iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu"),
        *("o", "oi", "oc", "om", "on", "ong", "op", "ot", "oa", "oai", "oay", "oac", "oam", "oan", "oang", "oanh"),
        *("oach", "oap", "oat", "oao", "oăc", "oăm", "oăn", "oăng", "oăt", "oe", "oen", "oeo", "oet", "oong", "ooc"),
        *("ô", "ôi", "ôc", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt"),
        *("u", "ui", "uc", "um", "un", "ung", "up", "ut", "ua", "uôc", "uôi", "uôm", "uôn", "uông", "uôt"),
        *("uê", "uêch", "uênh", "uân", "uâng", "uât", "uây", "uơ"),
        *("uy", "uya", "uych", "uyên", "uyêt", "uynh", "uyt", "uyu", "uyp"),
        *(
            "ư",
            "ưi",
            "ưu",
            "ưc",
            "ưm",
            "ưn",
            "ưng",
            "ưt",
            "ưa",
            "ươc",
            "ươi",
            "ươm",
            "ươn",
            "ương",
            "ươp",
            "ươt",
            "ươu",
        ),
        *("y", "yêm", "yên", "yêng", "yêt", "yêu", "yt", "ynh", "yn"),
    )
)
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_STOPS = ("c", "ch", "p", "t")
_STOPPED_TONES = (4, 5)


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Tell whether a lower-case word is a possible Vietnamese syllable, its tone included."""
    letters = ""
    tones: list[int] = []
    for character in unicodedata.normalize("NFD", word):
        if character in _TONES:
            tones.append(_TONES[character])
        else:
            letters += character
    letters = unicodedata.normalize("NFC", letters)
    if len(tones) > 1:
        return False
    rimes = [letters[len(onset) :] for onset in _ONSETS if letters.startswith(onset)]
    if letters == "gi" or (letters.startswith("gi") and "i" + letters[2:] in _RIMES):
        rimes.append("i" + letters[2:])
    stopped = letters.endswith(_STOPS)
    if stopped and (not tones or tones[0] not in _STOPPED_TONES):
        return False
    return any(rime in _RIMES for rime in rimes)
