"""Putting a finished file in its place: written aside, made to last, and renamed, so that it is whole or not there."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path


def aside_of(path: Path) -> Path:
    """Return a free name in the folder of a path, under which a file can grow until it is finished."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def refuse_replacing(path: Path) -> None:
    """Raise `OSError` where a device, a pipe or a folder stands, which no file may replace."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():
        raise FileExistsError(errno.EEXIST, "not a regular file", str(path))


def put_in_place(aside: Path, path: Path) -> None:
    """Give a finished file its name, replacing the file that stands there; both survive a power cut from then on.

    Raises `OSError` like `refuse_replacing`.
    """
    refuse_replacing(path)
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(aside, path)
    # Windows opens no folders, and keeps names by itself.
    if os.name == "posix":
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
