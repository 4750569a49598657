"""A paper that went and came back under another name: told by the words that it shares with one that came."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.changes.paper_terms import without_terms
from catalogue.changes.wording import meaning_key
from catalogue.differences import Change, ChangedPart, ChangeKind

# Words that every other paper is called by say nothing of which paper it is.
_COMMON = frozenset(
    meaning_key(
        "giấy tờ đơn bản sao chính văn thẻ phiếu công của và theo mẫu số có chứng nhận xác đề nghị các về"
    ).split()
)
# What a paper is comes first in its row; by whom and for whom it is made out follows.
_NAMING_WORDS = 8
_ALIKE = 0.5
_FEWEST_SHARED = 2


def names_alike(one: str, other: str) -> bool:
    """Tell whether two papers may be one under two names: half of their naming words are the same, two at least."""
    words = _naming_words(one), _naming_words(other)
    shared = words[0] & words[1]
    return len(shared) >= _FEWEST_SHARED and 2 * len(shared) >= _ALIKE * (len(words[0]) + len(words[1]))


def _naming_words(text: str) -> frozenset[str]:
    words = dict.fromkeys(word for word in meaning_key(without_terms(text)).split() if word not in _COMMON)
    return frozenset(list(words)[:_NAMING_WORDS])


def returned_as(gone: Change, changes: Iterable[Change]) -> Change | None:
    """Return the paper that was added where another one went, None where none is like it; for other parts None."""
    if gone.part is not ChangedPart.PAPER or gone.kind is not ChangeKind.REMOVED:
        return None
    added = (change for change in changes if change.part is ChangedPart.PAPER and change.kind is ChangeKind.ADDED)
    return next((change for change in added if names_alike(gone.old, change.new)), None)
