"""Two editions compared: their pairs with what changed in each, and the procedures that stand on one side alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from catalogue.burden import ProcedureChanges
from catalogue.comparison import Pair, Pairing
from catalogue.differences import Change, differences
from catalogue.editions import Edition, EntrySummary, entry_summaries, list_editions, load_entries
from catalogue.problems import Problem, ProblemKind
from catalogue.records import Procedure
from catalogue.store import Store

PairEditions = Callable[[Store, Edition, Edition], Pairing]

_BATCH = 200


@dataclass(frozen=True, slots=True)
class PairChanges:
    """One pair: its entries of both editions as lists show them, and what changed between them."""

    pair: Pair
    old: tuple[EntrySummary, ...]
    new: tuple[EntrySummary, ...]
    changes: tuple[Change, ...]

    @property
    def meant(self) -> tuple[Change, ...]:
        """The changes of meaning."""
        return tuple(change for change in self.changes if not change.wording_only)

    @property
    def kind(self) -> str:
        """What became of the pair: "unchanged" where nothing changed but wording, else the pairing's own word."""
        if self.pair.kind == "changed" and not self.meant:
            return "unchanged"
        return self.pair.kind

    @property
    def procedure(self) -> ProcedureChanges:
        """The pair as figures count it: under the newer edition's name, field and agency."""
        shown = self.new[0]
        before = self.old[0]
        return ProcedureChanges(
            shown.address,
            shown.name,
            shown.field or before.field,
            shown.agency or before.agency,
            self.changes,
            self.pair.state == "review",
        )


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """A whole comparison of an older edition with a newer one."""

    old: Edition
    new: Edition
    pairs: tuple[PairChanges, ...]
    added: tuple[EntrySummary, ...]
    removed: tuple[EntrySummary, ...]

    @property
    def procedures(self) -> tuple[ProcedureChanges, ...]:
        """The pairs as figures count them; those still to be reviewed are among them."""
        return tuple(pair.procedure for pair in self.pairs)


def compare_editions(
    store: Store,
    old: Edition,
    new: Edition,
    pair_editions: PairEditions,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> EditionChanges:
    """Compare two editions of a workspace; `progress` is told how many pairs are done of how many.

    Raises `Problem` where an edition is deleted meanwhile.
    """
    pairing = pair_editions(store, old, new)
    summaries = _summaries(store, old, new, pairing)
    done: list[PairChanges] = []
    pairs = list(pairing.pairs)
    for start in range(0, len(pairs), _BATCH):
        done += _compared(store, (old, new), pairs[start : start + _BATCH], summaries)
        progress(len(done), len(pairs))
    known = {edition.id for edition in list_editions(store)}
    for edition in (old, new):
        if edition.id not in known:
            raise Problem(ProblemKind.EDITION_GONE, edition=edition.name)
    return EditionChanges(
        old,
        new,
        tuple(done),
        tuple(summaries[entry] for entry in pairing.added),
        tuple(summaries[entry] for entry in pairing.removed),
    )


def _summaries(store: Store, old: Edition, new: Edition, pairing: Pairing) -> dict[int, EntrySummary]:
    found: dict[int, EntrySummary] = {}
    sides = (
        (old, [*(entry for pair in pairing.pairs for entry in pair.old), *pairing.removed]),
        (new, [*(entry for pair in pairing.pairs for entry in pair.new), *pairing.added]),
    )
    for edition, ids in sides:
        listed = {summary.id: summary for summary in entry_summaries(store, ids)}
        if len(listed) < len(set(ids)):
            raise Problem(ProblemKind.EDITION_GONE, edition=edition.name)
        found |= listed
    return found


def _compared(
    store: Store, editions: tuple[Edition, Edition], pairs: Sequence[Pair], summaries: dict[int, EntrySummary]
) -> Iterator[PairChanges]:
    """The changes of some pairs; equal contents are not even read."""
    differing = [pair for pair in pairs if not _equal_content(pair, summaries)]
    contents: dict[int, Procedure] = {}
    sides = (
        (editions[0], [entry for pair in differing for entry in pair.old]),
        (editions[1], [entry for pair in differing for entry in pair.new]),
    )
    for edition, ids in sides:
        loaded = {entry.id: entry.procedure for entry in load_entries(store, ids)}
        if len(loaded) < len(set(ids)):
            raise Problem(ProblemKind.EDITION_GONE, edition=edition.name)
        contents |= loaded
    told = set(map(id, differing))
    for pair in pairs:
        changes: tuple[Change, ...] = ()
        if id(pair) in told:
            old = joined([contents[entry] for entry in pair.old])
            new = joined([contents[entry] for entry in pair.new])
            changes = differences(old, new)
        yield PairChanges(
            pair, tuple(summaries[entry] for entry in pair.old), tuple(summaries[entry] for entry in pair.new), changes
        )


def _equal_content(pair: Pair, summaries: dict[int, EntrySummary]) -> bool:
    contents = {summaries[entry].procedure_id for entry in (*pair.old, *pair.new)}
    return len(contents) == 1


def joined(procedures: Sequence[Procedure]) -> Procedure:
    """Return several procedures as one, so that what was split or merged can be compared with the whole.

    Lists are put together, each row once; what a procedure has once is taken from the first.
    """
    first = procedures[0]
    if len(procedures) == 1:
        return first
    return replace(
        first,
        level=_once(procedure.level for procedure in procedures),
        subjects=_once(procedure.subjects for procedure in procedures),
        steps=_once(procedure.steps for procedure in procedures),
        dossiers=_once(procedure.dossiers for procedure in procedures),
        results=_once(procedure.results for procedure in procedures),
        legal_bases=_once(procedure.legal_bases for procedure in procedures),
        conditions="\n".join(_once([procedure.conditions] for procedure in procedures if procedure.conditions)),
    )


Row = TypeVar("Row")


def _once(lists: Iterable[Sequence[Row]]) -> tuple[Row, ...]:
    return tuple(dict.fromkeys(row for rows in lists for row in rows))
