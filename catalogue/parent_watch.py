"""Processes that help another one and end with it, however it ends.

A process of a pool waits for work at a pipe of which it holds both ends, so that it would wait for ever for a program
that was killed.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from contextlib import redirect_stderr
from multiprocessing.context import SpawnContext


def spawning() -> SpawnContext:
    """Return how the processes of a pool are started: anew, for a forked copy of a process with threads may hang.

    Python starts a process of its own before the first of them, and hands its standard error over to it: that has to be
    a real one, which it is not while screens are shown.
    """
    if os.name == "posix":
        from multiprocessing import resource_tracker

        with redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()
    return multiprocessing.get_context("spawn")


def end_with_parent() -> None:
    """Let this process end as soon as the one that started it is gone; meant for a pool's processes, as they start."""
    threading.Thread(target=_end_after_parent, name="parent-watch", daemon=True).start()


def _end_after_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        # Nothing that such a process holds is worth keeping without the one that asked for it.
        os._exit(1)
