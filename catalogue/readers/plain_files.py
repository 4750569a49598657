"""Telling plain files from pipes and devices, which would be waited for or read without end, and from moving ones."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from catalogue.problems import Problem, ProblemKind


def refuse_devices(path: Path) -> None:
    """Raise `Problem` FILE_UNREADABLE for a pipe, a socket or a device; what is not there is not looked at."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason="not a regular file")


@contextmanager
def unchanged_file(path: Path) -> Iterator[None]:
    """Raise `Problem` FILE_CHANGED where a file is written to or replaced while something reads it here."""
    before = _state(path)
    yield
    if _state(path) != before:
        raise Problem(ProblemKind.FILE_CHANGED, path=str(path))


def _state(path: Path) -> tuple[int, ...]:
    """What differs where a file has been written to or replaced."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
