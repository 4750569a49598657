"""Which of the places that a workspace writes to is full: its own disk, or that of temporary files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

# Where less is free, a disk counts as full.
_LITTLE_BYTES = 1 << 20


def full_place(path: Path, variables: Sequence[str], folders: Sequence[str]) -> Path:
    """Return the workspace, or the folder for temporary files where only that one is full.

    That folder is the first of those that some variables of the system name, and then of those given.
    """
    with suppress(OSError):
        folder = _temporary_folder(variables, folders)
        if folder is not None and _free(folder) < _LITTLE_BYTES <= _free(path.parent):
            return folder
    return path


def _temporary_folder(variables: Sequence[str], folders: Sequence[str]) -> Path | None:
    named = (*(os.environ.get(variable, "") for variable in variables), *folders)
    return next((Path(name) for name in named if name and os.access(name, os.W_OK)), None)


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free
