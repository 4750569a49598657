"""Bringing the schema of an older workspace up to date, revision by revision, within one writing transaction.

`versions` holds one revision for each released schema version; the number in its name is the version. Revisions use
plain SQL of their own, never today's tables, which may have changed since. What is derived is made anew at the end by
`catalogue.derived`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from catalogue.derived import derive_again


def migrate(connection: Connection) -> None:
    """Bring the schema behind a connection in a writing transaction to the newest version, from whatever it has."""
    script = ScriptDirectory(str(Path(__file__).parent))
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables and "edition" in tables:
        # Workspaces of version 1 were made before there were revisions.
        _run(connection, script, lambda _revision, _context: script._stamp_revs("0001", ()))
    _run(connection, script, lambda revision, _context: script._upgrade_revs("head", revision))
    derive_again(connection)


def newest_revision() -> str:
    """Return the revision that a workspace made today stands at."""
    return ScriptDirectory(str(Path(__file__).parent)).get_current_head() or ""


def _run(connection: Connection, script: ScriptDirectory, steps: Any) -> None:
    with EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()
