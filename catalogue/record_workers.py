"""Processes that make records ready while the one that asks for them writes the last ones.

Large sources are read by as many processes as there are processors; small ones are not worth starting any.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from catalogue.parent_watch import end_with_parent, spawning
from catalogue.prepared_records import PreparedRecord, prepare
from catalogue.problems import Problem, ProblemKind
from catalogue.readers.detection import layout_named
from catalogue.readers.layout import Layout
from catalogue.records import RawRecord, RefusedReading

Prepared = PreparedRecord | RefusedReading
Batch = TypeVar("Batch")

MOST_PROCESSES = 4
"""More processes would wait for the one that writes."""
_WORTH_STARTING_BYTES = 4 << 20
# A batch with so many unread records is sent at once; smaller ones once there were so many of them.
_WORTH_SENDING = 50
_WORTH_SENDING_FEW = 500
# So many batches are under way for each process: enough to keep it busy, few enough to stay small.
_AHEAD = 2
MOST_AHEAD = MOST_PROCESSES * _AHEAD
"""So many batches at most are looked at before the first of them is done with."""


class RecordWorkers:
    """Makes batches of records ready, in other processes where there is a pool of them, and here otherwise."""

    def __init__(self, pool: ProcessPoolExecutor | None = None, ahead: int = 0) -> None:
        self._pool = pool
        self._ahead = ahead
        self._unread = 0

    def prepared(
        self, batches: Iterable[Batch], raws: Callable[[Batch], Sequence[RawRecord]], path: Path, layout: Layout
    ) -> Iterator[tuple[Batch, list[Prepared]]]:
        """Yield every batch in order with what became of its records, while later ones are under way.

        Raises `Problem` SOURCE_TOO_HEAVY where a process dies of a record.
        """
        waiting: deque[tuple[Batch, Callable[[], list[Prepared]]]] = deque()
        for batch in batches:
            waiting.append((batch, self._start(list(raws(batch)), path, layout)))
            if len(waiting) > self._ahead:
                first, answer = waiting.popleft()
                yield first, answer()
        for first, answer in waiting:
            yield first, answer()

    def _start(self, raws: list[RawRecord], path: Path, layout: Layout) -> Callable[[], list[Prepared]]:
        self._unread += len(raws)
        few = len(raws) < _WORTH_SENDING and self._unread < _WORTH_SENDING_FEW
        if self._pool is None or few or not raws:
            return lambda: [prepare(raw, path, layout) for raw in raws]
        # Modules do not travel between processes, their names do.
        told = layout.LAYOUT if isinstance(layout, ModuleType) else layout
        with _deaths_reported(path):
            future = self._pool.submit(_prepare_all, raws, path, told)
        return lambda: _answer(future, path)


def _answer(future: Future[list[Prepared]], path: Path) -> list[Prepared]:
    with _deaths_reported(path):
        return future.result()


@contextmanager
def _deaths_reported(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool:
        raise Problem(ProblemKind.SOURCE_TOO_HEAVY, path=str(path)) from None


def _prepare_all(raws: list[RawRecord], path: Path, told: str | Layout) -> list[Prepared]:
    layout = layout_named(told) if isinstance(told, str) else told
    return [prepare(raw, path, layout) for raw in raws]


@contextmanager
def record_workers(paths: Iterable[Path]) -> Iterator[RecordWorkers]:
    """Give workers for some sources, with processes of their own where the sources are large."""
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    if processes < 2 or sum(map(_size, paths)) < _WORTH_STARTING_BYTES:
        yield RecordWorkers()
        return
    pool = ProcessPoolExecutor(processes, spawning(), end_with_parent)
    try:
        yield RecordWorkers(pool, processes * _AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _size(path: Path) -> int:
    try:
        size = path.stat().st_size
    except OSError:
        return 0
    # Compressed records are several times as large.
    return size * 5 if path.suffix == ".gz" else size
