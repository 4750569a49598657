"""Which files the program wrote and what it wrote into them, so that a file edited since is never written over.

The workspace keeps the SHA-256 of every document's last writing under the file's full path.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import delete, insert
from sqlmodel import col

from catalogue.store import Store
from catalogue.tables import SettingRow

_PREFIX = "written."


def digest_of(content: bytes) -> str:
    """Return the hexadecimal SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


class WrittenFiles:
    """What a workspace knows of the files that it was written as."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def digest(self, path: Path) -> str:
        """Return the digest of what was last written to a path, empty where nothing was."""
        rows = self._store.rows("SELECT s.value FROM setting s WHERE s.key = :key", {"key": _key(path)})
        return str(rows[0][0]) if rows else ""

    def note(self, contents: Mapping[Path, bytes]) -> None:
        """Keep what was written to some paths."""
        rows = [{"key": _key(path), "value": digest_of(content)} for path, content in contents.items()]
        if self._store.read_only:
            # Documents can be written out of a workspace that nobody can write to.
            return
        with self._store.writing() as connection:
            connection.execute(delete(SettingRow).where(col(SettingRow.key).in_([row["key"] for row in rows])))
            connection.execute(insert(SettingRow), rows)


def _key(path: Path) -> str:
    return f"{_PREFIX}{path.absolute()}"
