"""Unicode text into the encodings of before, written from their standards, as the other way round to check against."""

from __future__ import annotations

import unicodedata

# TCVN 5712:1993, VN3, small letters and the seven capitals that it has; the rest of the capitals are made by fonts.
_TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        strict=True,
    )
)
_VNI_BASES = {"ă": ("a", "ê"), "â": ("a", "â"), "ê": ("e", "â"), "ô": ("o", "â"), "ơ": ("ô", ""), "ư": ("ö", "")}
_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_CIRCUMFLEX = {"\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_BREVE = {"\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_WHOLE = {"đ": "ñ", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
_TONES = frozenset(_VNI_TONES)


def in_tcvn3(text: str) -> str:
    """Return the letters of TCVN3 for a text; capitals that it does not have become small."""
    return "".join(_TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter) for letter in text)


def in_vni(text: str) -> str:
    """Return the letters of VNI for a text."""
    return "".join(_vni(letter) for letter in unicodedata.normalize("NFC", text))


def _vni(letter: str) -> str:
    small = letter.lower()
    written = _VNI_WHOLE.get(small) or _vni_small(small)
    return written.upper() if letter != small else written


def _vni_small(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in decomposed if mark in _TONES), "")
    base = unicodedata.normalize("NFC", decomposed.replace(tone, "") if tone else decomposed)
    written, mark = _VNI_BASES.get(base, (base, ""))
    if not tone:
        return written + mark
    return written + {"â": _VNI_CIRCUMFLEX, "ê": _VNI_BREVE}.get(mark, _VNI_TONES)[tone]


def in_windows_1258(text: str) -> bytes:
    """Return a text in Windows-1258, whose tones follow their letters."""
    written = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        try:
            written += letter.encode("cp1258")
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", letter)
            tones = [mark for mark in decomposed if mark in _TONES]
            base = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
            written += (base + "".join(tones)).encode("cp1258")
    return bytes(written)
