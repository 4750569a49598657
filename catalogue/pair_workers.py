"""Processes that pair the places of two editions side by side; few entries are paired in this process.

A place always goes to the same process, which remembers the papers it has read there.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from catalogue.pair_outlines import Listed, Opener
from catalogue.pair_reading import BothRead, both_read
from catalogue.parent_watch import end_with_parent, spawning

Found = TypeVar("Found")
Given = ParamSpec("Given")

_MOST_PROCESSES = 4
_WORTH_STARTING = 12_000


@dataclass(frozen=True, slots=True)
class Job:
    """Some work on one place: the arguments behind the two editions, and roughly how much it is."""

    place: str
    weight: int
    given: tuple[Any, ...]


class PlaceWorkers:
    """Does the jobs of one pairing, in other processes where there are any, and here otherwise."""

    def __init__(self, here: BothRead, processes: Sequence[ProcessPoolExecutor] = ()) -> None:
        self.here = here
        self._processes = processes
        self._loads = [0] * len(processes)
        self._process_of: dict[str, int] = {}

    def done(self, work: Callable[Concatenate[BothRead, ...], Found], jobs: Iterable[Job]) -> Iterator[Found]:
        """Yield what `work` finds for each job, in their order."""
        listed = list(jobs)
        if not self._processes:
            yield from (work(self.here, *job.given) for job in listed)
            return
        for job in sorted(listed, key=lambda job: -job.weight):
            if job.place not in self._process_of:
                lightest = min(range(len(self._loads)), key=self._loads.__getitem__)
                self._process_of[job.place] = lightest
                self._loads[lightest] += job.weight
        waiting = [self._processes[self._process_of[job.place]].submit(_do, work, job.given) for job in listed]
        for answer in waiting:
            yield answer.result()


@contextmanager
def place_workers(old: Listed, new: Listed, entries: int, places: int) -> Iterator[PlaceWorkers]:
    """Give workers for two editions; `entries` and `places` say how much is to be paired.

    Where the texts can be read from another process, there is more than one place and much to do, there is a process
    for each processor.
    """
    here = both_read(old, new)
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES, places)
    of_old, of_new = old.elsewhere(), new.elsewhere()
    if processes < 2 or entries < _WORTH_STARTING or of_old is None or of_new is None:
        yield PlaceWorkers(here)
        return
    context = spawning()
    with ExitStack() as running:
        start = partial(_start, of_old, of_new)
        pools = [ProcessPoolExecutor(1, context, start) for _ in range(processes)]
        for pool in pools:
            running.callback(pool.shutdown, cancel_futures=True)
        yield PlaceWorkers(here, pools)


_HERE: list[BothRead] = []


def _start(old: Opener, new: Opener) -> None:
    """Open both editions in a process of their own, without a collector, as in `catalogue.uncollected`."""
    end_with_parent()
    gc.disable()
    _HERE.append(both_read(old(), new()))


def _do(work: Callable[..., Found], given: tuple[Any, ...]) -> Found:
    return work(_HERE[0], *given)
