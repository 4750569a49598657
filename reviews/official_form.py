"""The official cost table as people fill it in: which block and activity each row belongs to, and which are sums.

In the form (biểu tính chi phí tuân thủ, Thông tư 02/2017/TT-VPCP; DOMAIN.md §2.2) the blocks stand one under the other,
each below a row that names it; the six activities are numbered rows, with their lines ("1.1") below them; sums close a
block. A plain list has a column for the block instead, and each row says its own work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.problems import Problem, ProblemKind
from catalogue.text import fold
from reviews.costs import Activity
from reviews.headed_rows import HeadedRow

_BLOCKS = {
    "": "before",
    "a": "before",
    "hien tai": "before",
    "truoc": "before",
    "truoc don gian hoa": "before",
    "before": "before",
    "today": "before",
    "b": "after",
    "sau": "after",
    "sau don gian hoa": "after",
    "sau khi don gian hoa": "after",
    "after": "after",
}
# The first of these that the words of a row begin with says which activity it is.
_ACTIVITIES = {
    "chuan bi": Activity.PREPARE,
    "prepare": Activity.PREPARE,
    "nop phi": Activity.PAY,
    "nop le phi": Activity.PAY,
    "pay": Activity.PAY,
    "nop": Activity.SUBMIT,
    "submit": Activity.SUBMIT,
    "phuc vu": Activity.INSPECTION,
    "kiem tra": Activity.INSPECTION,
    "inspection": Activity.INSPECTION,
    "nhan": Activity.RECEIVE,
    "receive": Activity.RECEIVE,
}
_COMPARISON = "comparison"
_BLOCK_TITLE = re.compile(
    r"(?:(?:[abc]|i{1,3}) )?(?:(?:chi phi|bang tinh)\b.* )?"
    r"(?:(?P<before>hien tai|truoc(?: khi)? don gian hoa)|(?P<after>sau(?: khi)? (?:don gian hoa|cat giam)))"
    r"|(?:(?:[abc]|i{1,3}) )?so sanh\b(?P<comparison>).*"
)
_SUM = re.compile(r"(?:tong(?: cong| so)?|cong)(?: (?:chi phi|\d).*| a| b| i| ii)?")
_SIGNS = re.compile(r"[^a-z0-9]+")
_CHILD = re.compile(r"(\d{1,2})[.,](\d{1,3})\.?")
_FIGURES = ("hours", "minutes", "hired", "out_of_pocket", "fee", "cost", "times", "subjects")


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """One row of a table with where it belongs.

    `is_sum` is a row that adds up others: only its frequency and income count. `by_line` is a row of the form, where
    each says of itself how often a year and by how many it is done. `problem` is what is wrong with its block.
    """

    row: HeadedRow
    block: str
    activity: Activity
    words: str
    is_sum: bool = False
    by_line: bool = False
    problem: Problem | None = None


def placed_rows(rows: Sequence[HeadedRow]) -> Iterator[PlacedRow]:
    """Give the rows that belong to the blocks today and after; titles and the block of comparison are left out."""
    reading = _Reading(rows)
    for row in rows:
        placed = reading.place(row)
        if placed is not None:
            yield placed


class _Reading:
    """Goes through the rows of a table, keeping the block and the activity that they stand under."""

    def __init__(self, rows: Sequence[HeadedRow]) -> None:
        self._block = "before"
        self._is_form = any(row.cells["number"] for row in rows)
        self._activity: Activity | None = None
        self._work = ""
        # A numbered row with lines of its own below it repeats what they add up to.
        self._parents = {parent for row in rows if _has_figures(row) and (parent := _parent(row))}

    def place(self, row: HeadedRow) -> PlacedRow | None:
        """Return the row with its place, None for one that only names a block or an activity."""
        cells = row.cells
        title = None if cells["block"] or _has_figures(row) else _BLOCK_TITLE.fullmatch(_plain_words(row))
        if title is not None:
            self._block = title.lastgroup or _COMPARISON
            self._activity, self._work = None, ""
            return None
        if self._block == _COMPARISON and not cells["block"]:
            return None
        block, problem = self._block, None
        if cells["block"]:
            block = _BLOCKS.get(_folded(cells["block"]), "")
            if not block:
                block = "before"
                problem = Problem(ProblemKind.COST_BLOCK_UNKNOWN, place=row.places["block"], value=cells["block"])
        is_sum = _SUM.fullmatch(_folded(cells["work"] or cells["number"])) is not None
        own = _activity(cells["work"])
        number = cells["number"].strip(" .")
        if not is_sum and not _has_figures(row):
            self._activity, self._work = own or self._activity, cells["work"]
        under = bool(_parent(row)) or (not cells["work"] and bool(cells["label"]))
        activity = self._activity if under and self._activity else own or Activity.OTHER
        if own and not _parent(row):
            self._activity, self._work = own, cells["work"]
        return PlacedRow(
            row,
            block,
            activity,
            _words(cells["work"], cells["label"], own is not None),
            is_sum or (bool(number) and number in self._parents),
            self._is_form and not is_sum,
            problem,
        )


def _has_figures(row: HeadedRow) -> bool:
    return any(row.cells[part] for part in _FIGURES)


def _parent(row: HeadedRow) -> str:
    """The number of the activity that a line "1.2" stands under, empty for any other row."""
    child = _CHILD.fullmatch(row.cells["number"].strip())
    return child[1] if child else ""


def _words(work: str, label: str, names_activity: bool) -> str:
    """What a line says: its own words, with the paper or work that it is about where that says more."""
    if not work or not label or names_activity:
        return label or work
    return f"{work}: {label}"


def _folded(words: str) -> str:
    return _SIGNS.sub(" ", fold(words)).strip()


def _plain_words(row: HeadedRow) -> str:
    cells = row.cells
    return _folded(" ".join((cells["number"], cells["work"], cells["label"])))


def _activity(words: str) -> Activity | None:
    folded = fold(words).lstrip("0123456789.)- ")
    return next((found for start, found in _ACTIVITIES.items() if folded.startswith(start)), None)
