"""The papers of two contents of a procedure, and which of the old ones became which of the new ones.

Rows are matched by what they say without numbering and bullets, then by name, then by likeness; a row that lists
several papers in one text is taken apart where the other side has them in rows of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from catalogue.changes.alignment import align
from catalogue.changes.paper_terms import is_note, stated_apart, without_terms
from catalogue.changes.wording import meaning_key, same_wording
from catalogue.records import Dossier, Paper
from catalogue.text import is_no_value

_LIKE_ENOUGH = 0.72
_CASES_LIKE_ENOUGH = 0.6
_FEWEST_NAME_LETTERS = 12
_FEWEST_NAME_WORDS = 4
_BEGINS_ALIKE = 0.85
_OTHER_HEAD = 0.1
_SAME_CASE = 0.02
_SAME_PLACE = 0.01
_MARKS = " -–+*•;."
_NUMBER = re.compile(r"\(?\d{1,2}\s*[.)]\s+")
_BULLET_O = "o"
# Beyond this many unmatched rows on both sides, likeness is only asked for rows that share a first word.
_MOST_CELLS = 10_000
_MARKED = re.compile(r"\s*(?:[-–•*+]|o\s(?=[^\W\d_])|\(?\d{1,2}\s*[.)]|\(?[a-zđ]\s*[.)])\s*\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper as it is compared: its address, its case's number from 0, its place in the case, and its record."""

    address: str
    case: int
    place: int
    paper: Paper

    @property
    def key(self) -> str:
        """The words of the row, but for numbers that stand in columns of their own."""
        return row_key(self.paper.text)

    @property
    def name(self) -> str:
        """The words of the row without those that say how many and in which form."""
        return meaning_key(without_terms(self.paper.text)) or self.key

    @property
    def note(self) -> bool:
        """Whether the row is a heading or remark."""
        return is_note(self.paper.text, self.paper.originals, self.paper.copies)


@dataclass(frozen=True, slots=True)
class PaperMatches:
    """Which rows are one paper (old, new), and which stand on one side alone."""

    pairs: tuple[tuple[PaperRow, PaperRow], ...]
    removed: tuple[PaperRow, ...]
    added: tuple[PaperRow, ...]


def paper_rows(dossiers: Sequence[Dossier]) -> tuple[PaperRow, ...]:
    """Return the rows of all cases in order; cases of one name count as one, the first of them."""
    first = first_of_name(dossiers)
    return tuple(
        PaperRow(f"paper:{case + 1}.{place + 1}", first[case], place, paper)
        for case, dossier in enumerate(dossiers)
        for place, paper in enumerate(dossier.papers)
        if row_key(paper.text) and not is_no_value(_NUMBER.sub("", paper.text.strip(_MARKS)))
    )


def row_key(text: str) -> str:
    """Return the key of a row's words; empty where it only says how many of the row before it are asked for."""
    key = meaning_key(stated_apart(text))
    return "" if key.replace(" ", "").isdigit() or key == _BULLET_O else key


def first_of_name(dossiers: Sequence[Dossier]) -> list[int]:
    """Return for each case the first one of its name; cases without a name stand for themselves."""
    seen: dict[str, int] = {}
    return [seen.setdefault(meaning_key(dossier.name) or f"\n{at}", at) for at, dossier in enumerate(dossiers)]


def match_cases(old: Sequence[Dossier], new: Sequence[Dossier]) -> dict[int, int]:
    """Return which case of the old dossier is which of the new one, by name and by papers."""
    if len(old) == len(new) == 1:
        return {0: 0}
    likeness = [[_case_likeness(one, other) for other in new] for one in old]
    return dict(align(likeness, _CASES_LIKE_ENOUGH))


def _case_likeness(one: Dossier, other: Dossier) -> float:
    names = meaning_key(one.name), meaning_key(other.name)
    mine, theirs = ({meaning_key(paper.text) for paper in dossier.papers} for dossier in (one, other))
    shared = len(mine & theirs) / max(1, len(mine | theirs))
    if names[0] and names[0] == names[1]:
        return 0.8 + 0.2 * shared
    named = Indel.normalized_similarity(*names) if all(names) else 0.0
    return max(shared, named * 0.8 + 0.2 * shared)


def match_papers(old: Sequence[PaperRow], new: Sequence[PaperRow], cases: dict[int, int]) -> PaperMatches:
    """Return which old rows are which new rows; `cases` says which old case is which new one."""
    pairs: list[tuple[PaperRow, PaperRow]] = []
    left, right = list(old), list(new)
    for by in (_said_in_case, _said, _named_in_case, _named):
        found, left, right = _equal(left, right, by, cases)
        pairs += found
    found, left, right = _slips(left, right)
    pairs += found
    if left and right:
        left, right = _taken_apart(left, right), _taken_apart(right, left)
        for by in (_said, _named):
            found, left, right = _equal(left, right, by, cases)
            pairs += found
        found, left, right = _likely(left, right, cases)
        pairs += found
    order = {id(row): at for at, row in enumerate(old)}
    pairs.sort(key=lambda pair: order.get(id(pair[0]), len(order)))
    return PaperMatches(tuple(pairs), tuple(left), tuple(right))


def _said(row: PaperRow, _case: int | None) -> object:
    return row.key


def _said_in_case(row: PaperRow, case: int | None) -> object:
    return case, row.key


def _named(row: PaperRow, _case: int | None) -> object:
    return row.name if len(row.name) >= _FEWEST_NAME_LETTERS else row.key


def _named_in_case(row: PaperRow, case: int | None) -> object:
    return case, _named(row, case)


Rows = list[PaperRow]
Found = tuple[list[tuple[PaperRow, PaperRow]], Rows, Rows]


def _equal(left: Rows, right: Rows, by, cases: dict[int, int]) -> Found:  # type: ignore[no-untyped-def]
    """Pair the rows with equal keys in their order."""
    waiting: dict[object, list[PaperRow]] = defaultdict(list)
    for row in reversed(right):
        waiting[by(row, row.case)].append(row)
    pairs, alone = [], []
    for row in left:
        others = waiting.get(by(row, cases.get(row.case)))
        if others:
            pairs.append((row, others.pop()))
        else:
            alone.append(row)
    taken = {id(other) for _, other in pairs}
    return pairs, alone, [row for row in right if id(row) not in taken]


def _slips(left: Rows, right: Rows) -> Found:
    """Pair the rows that say the same but for slips of the keyboard."""
    pairs, alone = [], []
    rest = list(right)
    for row in left:
        same = next((other for other in rest if same_wording(row.paper.text, other.paper.text)), None)
        if same is None:
            alone.append(row)
        else:
            pairs.append((row, same))
            rest.remove(same)
    return pairs, alone, rest


def _taken_apart(rows: Rows, others: Rows) -> Rows:
    """The rows, those that list several papers as one row a paper where that meets more of the other side."""
    names = {other.name for other in others}
    apart: Rows = []
    for row in rows:
        parts = _listed(row.paper.text)
        if len(parts) < 2:
            apart.append(row)
            continue
        pieces = [replace(row, paper=replace(row.paper, text=part)) for part in parts]
        whole = max((_likeness(row, other) for other in others), default=0.0)
        met = sum(piece.name in names or max(_likeness(piece, other) for other in others) >= 0.8 for piece in pieces)
        apart += pieces if met >= 2 or (met and whole < _LIKE_ENOUGH) else [row]
    return apart


def _listed(text: str) -> tuple[str, ...]:
    """The papers that a row lists, each on a marked line of its own; one where it lists none."""
    parts: list[str] = []
    for line in text.split("\n"):
        if _MARKED.match(line) or not parts:
            parts.append(line)
        else:
            parts[-1] += f" {line}"
    parts = [part for part in parts if not part.rstrip().endswith(":")]
    return tuple(parts) if len(parts) > 1 and all(_MARKED.match(part) for part in parts[1:]) else (text,)


def _likely(left: Rows, right: Rows, cases: dict[int, int]) -> Found:
    """Pair the rows that are most alike in all."""
    if not left or not right:
        return [], left, right
    close = len(left) * len(right) <= _MOST_CELLS
    likeness = [
        [_placed(row, other, cases) if close or row.name[:6] == other.name[:6] else 0.0 for other in right]
        for row in left
    ]
    found = align(likeness, _LIKE_ENOUGH)
    paired = {row for row, _ in found}, {column for _, column in found}
    return (
        [(left[row], right[column]) for row, column in found],
        [row for at, row in enumerate(left) if at not in paired[0]],
        [row for at, row in enumerate(right) if at not in paired[1]],
    )


def _placed(row: PaperRow, other: PaperRow, cases: dict[int, int]) -> float:
    if row.note != other.note:
        return 0.0
    found = _likeness(row, other)
    if cases.get(row.case) == other.case:
        found += _SAME_CASE + (_SAME_PLACE if row.place == other.place else 0.0)
    return found


def _likeness(row: PaperRow, other: PaperRow) -> float:
    """How alike two rows are, from 0 to 1: by all their words, or by the paper's name alone."""
    whole = Indel.normalized_similarity(row.key, other.key)
    named = Indel.normalized_similarity(row.name, other.name)
    words, others = row.name.split(), other.name.split()
    # Papers of another kind share most of a long description, but not what they are called.
    head = 0.0 if words[:2] == others[:2] else _OTHER_HEAD
    shorter = min(len(words), len(others))
    begins = shorter >= _FEWEST_NAME_WORDS and words[:shorter] == others[:shorter]
    return max(whole - head, named - head, _BEGINS_ALIKE if begins else 0.0)
