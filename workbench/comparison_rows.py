"""The comparison of two editions as a list: one row a procedure, chosen by facets and by what is typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from catalogue.codes import national_code
from catalogue.differences import Burden
from catalogue.edition_changes import EditionChanges, PairChanges
from catalogue.editions import EntrySummary
from catalogue.text import fold
from reviews.carrying import Carried
from workbench.rendering.comparison_labels import BURDEN_SIGNS
from workbench.rendering.lines import Piece

# The groups of facets in the order in which they are offered.
FACET_GROUPS = ("kind", "burden", "part", "certainty", "marks", "field", "agency")

_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of one group, such as the burden "heavier"."""

    group: str
    value: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One line of the comparison: a pair with its changes, or an entry that stands on one side alone.

    `marks` are the older edition's marks on it and what becomes of them.
    """

    old: tuple[EntrySummary, ...]
    new: tuple[EntrySummary, ...]
    pair: PairChanges | None = None
    marks: tuple[Carried, ...] = ()
    facets: frozenset[Facet] = field(default_factory=frozenset)

    @property
    def kind(self) -> str:
        """What became of the procedure: a kind of pair, "added" or "removed"."""
        if self.pair is not None:
            return self.pair.kind
        return "added" if self.new else "removed"

    @property
    def shown(self) -> EntrySummary:
        """The entry under whose name the row stands, the newer one where there is one."""
        return (self.new or self.old)[0]

    @property
    def key(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """What tells this row from others of the comparison."""
        return tuple(entry.id for entry in self.old), tuple(entry.id for entry in self.new)

    @property
    def in_review(self) -> bool:
        """Whether a person should look whether both sides are one procedure."""
        return self.pair is not None and self.pair.pair.state == "review"

    @property
    def waiting(self) -> int:
        """How many marks wait to be settled."""
        return sum(not one.settled for one in self.marks)

    def count(self, burden: Burden) -> int:
        """Return how many changes of meaning are a burden, a relief, or neither."""
        return self.pair.procedure.count(burden) if self.pair is not None else 0


def compared_rows(changes: EditionChanges, carried: Iterable[Carried]) -> tuple[ComparedRow, ...]:
    """Return a row for each pair and for each entry on one side alone, those with most burdens first."""
    marks: dict[str, list[Carried]] = {}
    for one in carried:
        marks.setdefault(one.mark.address, []).append(one)
    rows = [
        *(_row(pair.old, pair.new, pair, marks) for pair in changes.pairs),
        *(_row((), (entry,), None, marks) for entry in changes.added),
        *(_row((entry,), (), None, marks) for entry in changes.removed),
    ]
    return tuple(sorted(rows, key=_weight))


def _weight(row: ComparedRow) -> tuple[int, int, int]:
    return -row.count(Burden.HEAVIER), -row.count(Burden.LIGHTER), -row.count(Burden.NEUTRAL)


def _row(
    old: tuple[EntrySummary, ...],
    new: tuple[EntrySummary, ...],
    pair: PairChanges | None,
    marks: Mapping[str, Sequence[Carried]],
) -> ComparedRow:
    own = tuple(one for entry in old for one in marks.get(entry.address, ()))
    row = ComparedRow(old, new, pair, own)
    return ComparedRow(old, new, pair, own, frozenset(_facets(row)))


def _facets(row: ComparedRow) -> Iterable[Facet]:
    yield Facet("kind", row.kind)
    shown = row.shown
    yield Facet("field", shown.field or (row.old[0].field if row.old else ""))
    yield Facet("agency", shown.agency or (row.old[0].agency if row.old else ""))
    for one in row.marks:
        yield Facet("marks", one.outcome.value if not one.settled else "settled")
    if row.pair is None:
        return
    pair = row.pair.pair
    yield from (Facet("kind", name) for name in ("recoded", "renamed", "moved") if getattr(pair, name))
    for change in row.pair.meant:
        yield Facet("part", change.part.value)
        yield Facet("burden", change.burden.value)
    yield Facet("certainty", _certainty(row.in_review, pair.confidence, "confirmed" in pair.reasons))


def _certainty(in_review: bool, confidence: float, confirmed: bool) -> str:
    if in_review:
        return "review"
    if confirmed:
        return "confirmed"
    return "sure" if confidence >= _SURE else "likely"


def facet_counts(rows: Iterable[ComparedRow]) -> dict[Facet, int]:
    """Return how many rows have each facet, by group and then the most frequent first."""
    counts = Counter(facet for row in rows for facet in row.facets)
    order = {group: at for at, group in enumerate(FACET_GROUPS)}
    ranked = sorted(counts.items(), key=lambda item: (order[item[0].group], -item[1], item[0].value))
    return dict(ranked)


def chosen_rows(rows: Sequence[ComparedRow], facets: Iterable[Facet], typed: str) -> list[ComparedRow]:
    """Return the rows that have a chosen facet of every group of which one is chosen, and every word that is typed.

    Without a facet of their kind, procedures in which nothing changed are left out.
    """
    groups: dict[str, set[Facet]] = {}
    for facet in facets:
        groups.setdefault(facet.group, set()).add(facet)
    words = fold(typed).split()
    return [
        row
        for row in rows
        if all(row.facets & wanted for wanted in groups.values())
        and (groups or words or row.kind != "unchanged" or row.waiting or row.in_review)
        and (not words or _holds(row, words))
    ]


def _holds(row: ComparedRow, words: Sequence[str]) -> bool:
    entries = (*row.old, *row.new)
    text = fold(" ".join(f"{entry.address} {entry.name} {entry.field} {entry.agency}" for entry in entries))
    return all(word in text for word in words)


class ComparedRows:
    """The rows of the list: burden, marks that wait, codes, name."""

    def __init__(self, rows: Sequence[ComparedRow], kinds: Mapping[str, str]) -> None:
        self.compared = rows
        self._kinds = kinds

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.compared)

    def rows(self, start: int, stop: int) -> list[Sequence[Piece]]:
        """Return one piece per column."""
        return [self._row(row) for row in self.compared[start:stop]]

    def _row(self, row: ComparedRow) -> Sequence[Piece]:
        heavier, lighter = row.count(Burden.HEAVIER), row.count(Burden.LIGHTER)
        codes = [_codes(row.old), _codes(row.new)]
        same = codes[0] == codes[1]
        return (
            Piece(f"{BURDEN_SIGNS['heavier']}{heavier}" if heavier else "", "bad"),
            Piece(f"{BURDEN_SIGNS['lighter']}{lighter}" if lighter else "", "good"),
            Piece(f"●{row.waiting}" if row.waiting else "", "mark"),
            Piece(self._kinds[row.kind] + (" ?" if row.in_review else ""), "mark" if row.in_review else "muted"),
            Piece(codes[1] if same else f"{codes[0] or '–'} → {codes[1] or '–'}", "code"),
            Piece(row.shown.name),
            Piece(row.shown.field, "muted"),
        )


def _codes(entries: Sequence[EntrySummary]) -> str:
    """The codes of a side, without what provinces add to them."""
    return "+".join(national_code(entry.code) or entry.address for entry in entries)
