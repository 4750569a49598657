"""Recognising many rows at once: equal rows once, the others shared out among processes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice

from catalogue.kinds import Recognition, recognise
from catalogue.parent_watch import end_with_parent, spawning

Row = tuple[str, str, str]
_BATCH = 4_000
# Below this many rows a process costs more than it saves.
_WORTH_SHARING = 8_000


def recognise_many(rows: Iterable[Row], processes: int | None = None) -> Iterator[Recognition]:
    """Yield what each row (text, procedure, case) asks for, in order.

    `processes` is how many to use, all processors of the machine where it is None. Rows are taken in batches, so that
    any number of them needs little memory.
    """
    wanted = processes or os.cpu_count() or 1
    source = iter(rows)
    first = list(islice(source, _WORTH_SHARING))
    if wanted == 1 or len(first) < _WORTH_SHARING:
        for row in _chained(first, source):
            yield recognise(*row)
        return
    yield from _shared(_chained(first, source), wanted)


def _chained(first: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from first
    yield from rest


def _shared(rows: Iterator[Row], processes: int) -> Iterator[Recognition]:
    known: dict[Row, Recognition] = {}
    with ProcessPoolExecutor(processes, mp_context=spawning(), initializer=end_with_parent) as pool:
        while block := list(islice(rows, _BATCH * processes * 4)):
            fresh = [row for row in dict.fromkeys(block) if row not in known]
            batches = [fresh[start : start + _BATCH] for start in range(0, len(fresh), _BATCH)]
            for batch, found in zip(batches, pool.map(_recognised, batches), strict=True):
                known.update(zip(batch, found, strict=True))
            for row in block:
                yield known[row]
            if len(known) > _MOST_KNOWN:
                known.clear()


_MOST_KNOWN = 500_000


def _recognised(batch: Sequence[Row]) -> list[Recognition]:
    return [recognise(*row) for row in batch]
