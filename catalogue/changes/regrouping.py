"""Rows that say the same in other portions: what one source writes as one row, another parts into several.

Rows are taken apart into pieces, at bullets, numbers and the ends of sentences; a row all of whose pieces
stand on the other side says nothing that was not said before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from catalogue.changes.tags import without_tags
from catalogue.changes.wording import meaning_key

_ENDS = re.compile(
    r"(?<=[.;:])\s+|\s+(?=[-+•▪○*–o]\s)|\s+(?=\(?\d{1,2}\s*[.)]\s)|\s+(?=[a-zđ]\)\s)|\s+(?=Bước\s+\d)",
)
_ITEMS = re.compile(r"\n+|\s+(?=[-+•▪○*–o]\s)|\s+(?=\d{1,2}\s*[.)]\s)|;\s+(?=[A-ZĐ])")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its address and its text, and the key of its meaning."""

    address: str
    text: str
    key: str = ""


def keyed(row: Row) -> Row:
    """Return a row with its key."""
    return replace(row, key=meaning_key(row.text))


def regrouped(old: Sequence[Row], new: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return what is left of some rows without those that the other side says in other portions.

    A row of which a part is said there in a row of its own is left with its other pieces. Where no row is said in
    other portions as a whole, all rows come back as they are.
    """
    left, right = [_sentences(row) for row in old], [_sentences(row) for row in new]
    in_old, in_new = _counted(left), _counted(right)
    whole = _said(left, in_new), _said(right, in_old)
    if not any(whole):
        return list(old), list(new)
    return _rest(old, left, whole[0], _counted(whole[1])), _rest(new, right, whole[1], _counted(whole[0]))


def items(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with those that list several things taken apart, each with the row's address."""
    return [keyed(Row(row.address, text)) for row in rows for text, _ in _pieces(row, _ITEMS.split)]


Pieces = list[tuple[str, str]]


def _sentences(row: Row) -> Pieces:
    """The pieces of a row, wherever its source breaks lines."""
    return _pieces(row, lambda text: _ENDS.split(" ".join(text.split())))


def _pieces(row: Row, parted: Callable[[str], list[str]]) -> Pieces:
    """The pieces of a row with their keys, those without meaning left out."""
    found = ((text.strip(), meaning_key(text)) for text in parted(without_tags(row.text)))
    return [(text, key) for text, key in found if key]


def _counted(rows: Sequence[Pieces]) -> Counter[str]:
    return Counter(key for pieces in rows for _, key in pieces)


def _said(rows: Sequence[Pieces], there: Counter[str]) -> list[Pieces]:
    """The rows all of whose pieces the other side has."""
    return [pieces for pieces in rows if pieces and all(there[key] for _, key in pieces)]


def _rest(rows: Sequence[Row], parted: Sequence[Pieces], whole: list[Pieces], taken: Counter[str]) -> list[Row]:
    rest: list[Row] = []
    for row, pieces in zip(rows, parted, strict=True):
        if any(pieces is said for said in whole):
            continue
        kept = [text for text, key in pieces if not taken[key]]
        if len(kept) == len(pieces):
            rest.append(row)
        elif kept:
            rest.append(keyed(Row(row.address, "\n".join(kept))))
    return rest
