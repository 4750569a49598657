"""Which letters make a Vietnamese syllable: the evidence that a text was decoded as its writer meant it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong "
    "op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt "
    "uyn uynh uyt uyu ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu"
)
_AFTER_QU = "a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât ây e en eo et ê ên êt i it it ich "
_AFTER_QU += "ơ ơi ơn ơt y ych yên yêt ynh yt ynh in inh ôc"
_SHAPES = frozenset(
    onset + rhyme for onset in ["", *_ONSETS.split()] for rhyme in _RHYMES.split() if onset != "qu"
) | frozenset("qu" + rhyme for rhyme in _AFTER_QU.split())
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# Joined with punctuation or digits nothing can be said; a word is letters alone, marks that follow them included.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u0323])*")


def words_with_marks(text: str) -> list[str]:
    """Return the words of a text that hold a letter outside ASCII, in lower case and composed."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return [word.lower() for word in words if not word.isascii()]


@lru_cache(maxsize=100_000)
def is_syllable(word: str) -> bool:
    """Tell whether a lower-case word has the letters of a Vietnamese syllable and at most one tone."""
    letters = []
    tones = 0
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            tones += 1
        else:
            letters.append(letter)
    return tones <= 1 and unicodedata.normalize("NFC", "".join(letters)) in _SHAPES


def likeness(text: str) -> tuple[float, int]:
    """Return which share of the words with marks are Vietnamese syllables, and how many such words there are."""
    words = words_with_marks(text)
    return (sum(map(is_syllable, words)) / len(words) if words else 0.0), len(words)
