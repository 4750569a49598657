"""Which results supply which papers, judged by their names: a paper is supplied where it begins with a result's name.

Both names are compared as spelled (tone placement, case and punctuation do not count), without bullets, quantities
and words for copies. A form, an application or a declaration names what it applies for, so it is never supplied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from catalogue.text import spelling_key

_COPY = r"bản\s+(?:chính|sao|gốc|chụp|phô\s*tô)"
_DECORATION = re.compile(
    rf"^(?:\s|[-–+•*.;,:/]|\(?[a-zđ0-9]{{1,2}}[).]\s|{_COPY}\b"
    rf"|\d{{1,2}}\s+(?:{_COPY}|bản|bộ|tờ(?!\s+khai|\s+trình)|ảnh)\b"
    r"|(?:có\s+|được\s+)?(?:chứng thực|công chứng)\b|từ\s+bản\s+chính\b|hoặc\b|của\b|điện tử\b|các\b|một\b)+",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SENTENCE_END = re.compile(r"[;\n]")

# A result's name may be followed by more only where that does not make it another paper.
_MAY_FOLLOW = frozenset(
    spelling_key(word) for word in ("của", "do", "hoặc", "còn", "có", "được", "nếu", "trong", "đối", "cấp", "và", "bản")
)
_NEVER_SUPPLIED = tuple(
    spelling_key(head)
    for head in (
        "đơn",
        "tờ khai",
        "tờ trình",
        "văn bản đề nghị",
        "giấy đề nghị",
        "phiếu yêu cầu",
        "phiếu đề nghị",
        "mẫu",
        "bản khai",
        "danh sách",
        "báo cáo",
        "công văn",
        "hồ sơ",
        "bản cam kết",
        "giấy ủy quyền",
        "văn bản ủy quyền",
        "thông báo",
        "văn bản",
        "trường hợp",
    )
)
_FEWEST_WORDS = 3
_MOST_WORDS = 40


def paper_key(text: str) -> str:
    """Return what a paper or a result is called, as a key: its first name without decorations."""
    first = _SENTENCE_END.split(_BRACKETS.sub(" ", text).strip(), maxsplit=1)[0]
    return spelling_key(_DECORATION.sub("", first))


def can_be_supplied(key: str) -> bool:
    """Tell whether a name is long enough to mean one paper, and is not something the applicant writes."""
    return len(key.split()) >= _FEWEST_WORDS and not any(
        key == head or key.startswith(head + " ") for head in _NEVER_SUPPLIED
    )


class ResultIndex:
    """The results of an edition by their names, asked which of them supply a paper."""

    def __init__(self, results: Iterable[tuple[int, str]]) -> None:
        """Take pairs of a procedure's number and the name of a result that it issues."""
        self._issuers: dict[str, set[int]] = defaultdict(set)
        for procedure, name in results:
            key = paper_key(name)
            if can_be_supplied(key):
                self._issuers[key].add(procedure)

    def suppliers(self, paper: str) -> tuple[str, frozenset[int]]:
        """Return the result's key that a paper's text begins with and the procedures that issue it.

        The longest name wins; nothing found is an empty key with no procedures.
        """
        key = paper_key(paper)
        if not can_be_supplied(key):
            return "", frozenset()
        found = key.split()[:_MOST_WORDS]
        for length in range(len(found), _FEWEST_WORDS - 1, -1):
            issuers = self._issuers.get(" ".join(found[:length]))
            if issuers and (length == len(found) or found[length] in _MAY_FOLLOW):
                return " ".join(found[:length]), frozenset(issuers)
        return "", frozenset()
