"""Two editions compared: which procedure of the one is which of the other."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.pair_outlines import Compared, Heading, Listed, ListedRecords, Opener, Outline
from catalogue.pair_verdicts import PairSubject, Verdicts
from catalogue.pairing import Progress, pair_listed
from catalogue.pairs import KINDS, REASONS, STATES, Pair, Pairing

__all__ = [
    "KINDS",
    "REASONS",
    "STATES",
    "Compared",
    "Heading",
    "Listed",
    "ListedRecords",
    "Opener",
    "Outline",
    "Pair",
    "PairSubject",
    "Pairing",
    "Progress",
    "Verdicts",
    "pair_editions",
    "pair_listed",
]


def pair_editions(
    old: Iterable[Compared],
    new: Iterable[Compared],
    judged: Verdicts | None = None,
    progress: Progress | None = None,
) -> Pairing:
    """Pair the entries of two editions that are held in memory; `compared_editions` pairs stored ones.

    `judged` are what people said of pairs; they hold against whatever the program finds. `progress` is called with
    the number of entries settled so far, of both editions together.
    """
    return pair_listed(ListedRecords(old), ListedRecords(new), judged or {}, progress)
