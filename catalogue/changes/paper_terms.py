"""What a paper row asks for beside the paper's name: original or copy, certified or shown, always or if there is one.

Read out of the words of the row; what the words do not say stays None. The words themselves can be taken off, so that
two rows can be compared by what is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from catalogue.changes.tags import without_tags
from catalogue.measures.numbers import NUMBER_WORDS
from catalogue.text import clean

_CERTIFYING = r"(?:công\s+chứng|chứng\s+thực)"
_CERTIFIED = rf"(?:\(?\s*(?:có|được|đã)?\s*{_CERTIFYING}(?:\s*(?:,|hoặc|/|và)\s*{_CERTIFYING})*\s*\)?)"
_COPY = re.compile(
    rf"bản\s+(?:sao|chụp|photo(?:copy)?|phô\s*tô)(?P<electronic>\s+điện\s+tử)?(?P<certified>\s*{_CERTIFIED})?|photo(?:copy)?\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"(?:kèm(?:\s+theo)?\s+bản\s+(?:chính|gốc)|(?:để\s+)?đối\s+chiếu)", re.IGNORECASE)
_ORIGINAL = re.compile(r"bản\s+(?:chính|gốc)(?!\s*(?:để\s+)?đối\s+chiếu)", re.IGNORECASE)
_CERTIFIED_LATER = re.compile(r"(?:có|được)\s+(?:công\s+chứng|chứng\s+thực)", re.IGNORECASE)
_IF_ANY = re.compile(r"\(?\s*\bnếu\s+có\b\s*\)?", re.IGNORECASE)
_SHOWN = re.compile(r"\bxuất\s+trình\b", re.IGNORECASE)
_HANDED_IN = re.compile(r"\bnộp\b", re.IGNORECASE)
_FORM = re.compile(
    r"\(?\s*\b(?:theo|mẫu\s+quy\s+định)\s+(?:đúng\s+)?(?:mẫu|biểu\s+mẫu|phụ\s+lục)\b[^;\n]*"
    r"|\(\s*(?:mẫu|phụ\s+lục)\b[^()]*(?:\([^()]*\)[^()]*)*\)"
    r"|[,;]?\s*\bban\s+hành\s+kèm\s+theo\b[^;\n]*",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b(?:số\s+lượng\s*:?\s*)?(?:\d{{1,2}}|(?:{NUMBER_WORDS}))\s*(?:\(\s*(?:{NUMBER_WORDS}|\d{{1,2}})\s*\)\s*)?"
    r"(?=bản\b|bộ\b|tờ\b(?!\s+(?:khai|trình)))(?:bản(?!\s+(?:sao|chính|gốc|chụp|photo|phô|vẽ|đồ|án|khai|mô))|bộ(?!\s+\w+\s+\w+\s+\w+)|tờ)?",
    re.IGNORECASE,
)
# "(Bản chính: 1 - Bản sao: 0)", ": 01 (một) bản chính", and nothing behind it.
_STATED = re.compile(
    rf"[\s,;:.(–-]*\b(?:bản\s+(?:chính|gốc|sao)\s*:?\s*\d{{1,2}}[\s,;–-]*){{1,2}}\)?[\s.,;]*$"
    rf"|\s*[:–(-]\s*\d{{1,2}}\s*(?:\(\s*(?:{NUMBER_WORDS})\s*\)\s*)?bản\s+(?:chính|gốc|sao)\s*\)?[\s.,;]*$",
    re.IGNORECASE,
)
_EMPTY_BRACKETS = re.compile(r"\(\s*[;,.]*\s*\)")
_NOTE = re.compile(
    r"\W*(?:lưu\s+ý|ghi\s+chú|ví\s+dụ|trường\s+hợp|đối\s+với|thành\s+phần\s+hồ\s+sơ|giấy\s+tờ\s+phải|hồ\s+sơ\s+gồm)\b",
    re.IGNORECASE,
)

# Sources that take "01 bản" for a new row tear "01 bản chính hoặc 01 bản sao" apart.
_PIECE = re.compile(r"\s*(?:\)|hoặc\s+\d?\s*$|(?:hoặc\s+)?có\s+chứng\s+thực\b|kèm\s+bản\s+chính\b)", re.IGNORECASE)

COPY, COMPARED, CERTIFIED, ORIGINAL = 1, 2, 3, 4
"""How a paper is to be brought, from what costs least: a plain copy, one shown beside the original, a certified one."""


@dataclass(frozen=True, slots=True)
class PaperTerms:
    """How a paper is asked for: the ways that are accepted (COPY … ORIGINAL), and whether it must be handed in.

    `shown` says that it is only to be shown; `if_any` that whoever has none brings none.
    """

    accepted: frozenset[int] = frozenset()
    shown: bool = False
    if_any: bool = False

    @property
    def cheapest(self) -> int:
        """The way of bringing it that costs least, 0 where nothing is said."""
        return min(self.accepted, default=0)


@lru_cache(maxsize=50_000)
def read_terms(text: str) -> PaperTerms:
    """Return how a row asks for its paper."""
    text = stated_apart(text)
    accepted = set()
    compared = _COMPARED.search(text) is not None
    for match in _COPY.finditer(text):
        if match["certified"] or _CERTIFIED_LATER.search(text, match.end(), match.end() + 60):
            accepted.add(CERTIFIED)
        else:
            accepted.add(COMPARED if compared else COPY)
    without = _COMPARED.sub(" ", text)
    if _ORIGINAL.search(without):
        accepted.add(ORIGINAL)
    shown = _SHOWN.search(text) is not None and _HANDED_IN.search(text) is None
    return PaperTerms(frozenset(accepted), shown, _IF_ANY.search(text) is not None)


@lru_cache(maxsize=50_000)
def stated_apart(text: str) -> str:
    """Return a row without the numbers that some sources write behind it, and which stand in columns of their own."""
    return _STATED.sub(" ", clean(without_tags(text)))


@lru_cache(maxsize=50_000)
def without_terms(text: str) -> str:
    """Return the words of a row without those that only say how many, in which form and whether always."""
    bare = _FORM.sub(" ", _IF_ANY.sub(" ", stated_apart(text)))
    bare = _COUNT.sub(" ", bare)
    bare = _COMPARED.sub(" ", _COPY.sub(" ", bare))
    bare = _CERTIFIED_LATER.sub(" ", _ORIGINAL.sub(" ", bare))
    return _EMPTY_BRACKETS.sub(" ", bare).strip(" ;,.")


def form_words(text: str) -> str:
    """Return the words of a row that name the form it is written on: its number and where it stands."""
    bare = _IF_ANY.sub(" ", stated_apart(text))
    return " ".join(_COPY.sub(" ", _ORIGINAL.sub(" ", match.group())) for match in _FORM.finditer(bare))


def is_note(text: str, originals: int | None, copies: int | None) -> bool:
    """Tell whether a row is no paper: a heading or remark of which nothing is asked for, or a piece torn off a row."""
    if _PIECE.match(text):
        return True
    if originals or copies:
        return False
    plain = text.strip()
    return plain.endswith(":") or _NOTE.match(plain) is not None
