"""Telling plain files from pipes and devices, which would be waited for or read without end."""

from __future__ import annotations

import stat
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
