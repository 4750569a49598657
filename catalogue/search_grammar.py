"""What somebody types to search, as terms: words, beginnings, phrases in quotes, codes, filters and exclusions.

    khai sinh             both words, the last one perhaps still being typed
    khai*                 the beginning of a word
    "đăng ký lại"         the words next to each other
    1.0008                a code or its beginning
    field:"hộ tịch"       only in the field; agency:, level:, law:, paper: and code: likewise
    -"lưu động"           not with this; also -field:hộ

Filters have Vietnamese names too, with or without diacritics and spaces (lĩnh vực:, linhvuc:). Nothing that can be
typed is an error: what is not closed or not known is taken as plain words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from catalogue.codes import national_code
from catalogue.text import clean, fold, words


class Place(StrEnum):
    """Where a term is looked for; `ANYWHERE` is name, field, publisher and agencies."""

    ANYWHERE = ""
    FIELD = "field"
    AGENCY = "agency"
    LEVEL = "level"
    LAW = "law"
    PAPER = "paper"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: words that must stand next to each other, or the text of a law or a code.

    `begun` tells that the last word may be the beginning of a longer one.
    """

    place: Place
    words: tuple[str, ...]
    text: str
    begun: bool = False
    excluded: bool = False


# Far more than anybody types; a database refuses expressions of a thousand terms.
MOST_TERMS = 64

_NAMES = {
    Place.FIELD: ("field", "linh vuc"),
    Place.AGENCY: ("agency", "co quan"),
    Place.LEVEL: ("level", "cap", "cap thuc hien"),
    Place.LAW: ("law", "luat", "can cu", "van ban"),
    Place.PAPER: ("paper", "giay to"),
    Place.CODE: ("code", "ma"),
}
_PLACES = {name.replace(" ", ""): place for place, names in _NAMES.items() for name in names}
_ANY_NAME = "|".join(
    name.replace(" ", " ?") for names in _NAMES.values() for name in sorted(names, key=len, reverse=True)
)
_ITEM = re.compile(
    rf"(?P<minus>-?)(?:(?P<name>{_ANY_NAME}):)?(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s\"]+)|(?<=:)(?P<nothing>))"
)
_FILTER_OF_WORDS = re.compile(rf"(-?(?:{_ANY_NAME}):)[^\"]*\s[^\"]*")
_CODE = re.compile(r"\d[.,][\w.,-]*", re.ASCII)
_QUOTES = str.maketrans("“”„«»", '"""""')


def joined_words(typed: Iterable[str]) -> str:
    """Return words that came one by one, as from a command line, as one text; a shell has taken its quotes off.

    A filter's value that holds a space was quoted, and is quoted again.
    """
    return " ".join(_requoted(word) for word in typed)


def _requoted(word: str) -> str:
    found = _FILTER_OF_WORDS.fullmatch(fold(word))
    if found is None or len(fold(word)) != len(word):
        return word
    return f'{word[: found.end(1)]}"{word[found.end(1) :]}"'


def parse_query(typed: str) -> tuple[Term, ...]:
    """Return the terms of what was typed, in their order; never raises."""
    text = clean(typed.translate(_QUOTES)).replace("\n", " ")
    terms: list[Term] = []
    items = list(_items(text))
    for at, (minus, place, quoted, value) in enumerate(items):
        last = at == len(items) - 1
        terms += _terms(minus, place, quoted, value, last)
    return tuple(terms[:MOST_TERMS])


def _items(text: str) -> Iterator[tuple[bool, Place, bool, str]]:
    """The items of a text: whether excluded, where, whether in quotes, and the value as it was typed."""
    folded = fold(text)
    if len(folded) != len(text):
        # Letters that grow when they are lowered are none of Vietnamese; without them, places in both are the same.
        text = folded
    folded = folded if folded.count('"') % 2 == 0 else _without_last_quote(folded)
    for found in _ITEM.finditer(folded):
        if found["nothing"] is not None:
            continue
        group = "quoted" if found["quoted"] is not None else "bare"
        place = _PLACES[found["name"].replace(" ", "")] if found["name"] else Place.ANYWHERE
        yield bool(found["minus"]), place, group == "quoted", text[found.start(group) : found.end(group)]


def _without_last_quote(folded: str) -> str:
    at = folded.rindex('"')
    return f"{folded[:at]} {folded[at + 1 :]}"


def _terms(excluded: bool, place: Place, quoted: bool, value: str, last: bool) -> Iterator[Term]:
    value = unicodedata.normalize("NFC", value)
    if place is Place.ANYWHERE and not quoted and looks_like_code(value):
        place = Place.CODE
    if place in (Place.LAW, Place.CODE):
        plain = value.strip().rstrip("*")
        if words(plain):
            yield Term(place, tuple(words(plain)), plain, True, excluded)
        return
    # In long texts the beginning of a word is found almost everywhere, so that there it must be asked for.
    begun = value.endswith("*") or (last and not quoted and not excluded and place is not Place.PAPER)
    found = words(value)
    if quoted or excluded:
        if found:
            yield Term(place, tuple(found), value.strip(), begun, excluded)
        return
    for at, word in enumerate(found, 1):
        yield Term(place, (word,), word, begun and at == len(found))


def looks_like_code(word: str) -> bool:
    """Tell whether a word looks like a procedure's code or its beginning ("1.0008")."""
    return len(word) >= 2 and _CODE.fullmatch(word) is not None


def code_beginnings(text: str) -> tuple[str, ...]:
    """Return the beginnings that a typed code stands for: itself, and its national part where that differs."""
    return tuple(dict.fromkeys((text, national_code(text))))
