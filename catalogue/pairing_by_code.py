"""Which procedure of one edition is which of another, by the national part of their codes alone.

The simplest pairing there is: right where codes last, blind to every code that changed. It also holds the values that
any pairing gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from catalogue.codes import national_code
from catalogue.editions import Edition, EntrySummary
from catalogue.graph import entry_summaries_of
from catalogue.store import Store


class PairLike(Protocol):
    """What a comparison asks of a pair: the entries of both editions, and how sure it is."""

    @property
    def old(self) -> tuple[int, ...]:
        """The entries of the older edition."""

    @property
    def new(self) -> tuple[int, ...]:
        """The entries of the newer edition."""

    @property
    def kind(self) -> str:
        """One of "unchanged", "changed", "split", "merged"."""

    @property
    def state(self) -> str:
        """One of "accepted", "review"."""

    @property
    def recoded(self) -> bool:
        """Whether the code is another one."""

    @property
    def renamed(self) -> bool:
        """Whether the name is another one."""

    @property
    def moved(self) -> bool:
        """Whether another agency or level handles it."""

    @property
    def confidence(self) -> float:
        """How sure the pairing is, from 0 to 1."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the entries are held for one."""


class PairingLike(Protocol):
    """What a comparison asks of a pairing: the pairs and what stands alone on either side."""

    @property
    def pairs(self) -> Sequence[PairLike]:
        """The pairs."""

    @property
    def added(self) -> tuple[int, ...]:
        """The entries that only the newer edition has."""

    @property
    def removed(self) -> tuple[int, ...]:
        """The entries that only the older edition has."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Entries of both editions that are one procedure."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: str
    state: str = "accepted"
    recoded: bool = False
    renamed: bool = False
    moved: bool = False
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairing:
    """All pairs of two editions, and the entries that stand alone."""

    pairs: tuple[Pair, ...]
    added: tuple[int, ...]
    removed: tuple[int, ...]


def pair_by_code(store: Store, old: Edition, new: Edition) -> Pairing:
    """Pair the entries with equal national codes in the order of the older edition; without a code none is paired."""
    before, after = entry_summaries_of(store, old), entry_summaries_of(store, new)
    waiting: dict[str, list[EntrySummary]] = defaultdict(list)
    for entry in reversed(after):
        if entry.code:
            waiting[national_code(entry.code)].append(entry)
    pairs = []
    for entry in before:
        others = waiting.get(national_code(entry.code)) if entry.code else None
        if others:
            other = others.pop()
            kind = "unchanged" if entry.procedure_id == other.procedure_id else "changed"
            renamed = entry.name != other.name
            pairs.append(
                Pair(
                    (entry.id,), (other.id,), kind, recoded=entry.code != other.code, renamed=renamed, reasons=("code",)
                )
            )
    taken = {pair.old[0] for pair in pairs}, {pair.new[0] for pair in pairs}
    return Pairing(
        tuple(pairs),
        tuple(entry.id for entry in after if entry.id not in taken[1]),
        tuple(entry.id for entry in before if entry.id not in taken[0]),
    )
