"""Only the store, the search and the migrations know which database lies underneath."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]

KNOWING = ("catalogue/store.py", "catalogue/search", "catalogue/migrations/")
DIALECT = re.compile(
    # A table's option that other databases pass over is no SQL.
    r"(?i:sqlite(?!_with_rowid)|fts5|\browid\b|exec_driver_sql|json_each|group_concat)"
    r"|\b(?:PRAGMA|MATCH|VACUUM|BEGIN IMMEDIATE|INSERT OR|ON CONFLICT|AUTOINCREMENT)\b"
)


def sql_of_one_dialect(path: Path) -> list[str]:
    """The lines of a source file that only one database understands."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()}"
        for number, line in enumerate(lines, 1)
        if DIALECT.search(line)
    ]


def test_sql_of_one_dialect_stands_nowhere_else() -> None:
    files = [
        path
        for floor in ("catalogue", "reviews", "workbench")
        for path in sorted((ROOT / floor).rglob("*.py"))
        if not path.relative_to(ROOT).as_posix().startswith(KNOWING)
    ]
    assert len(files) > 50
    assert [line for path in files for line in sql_of_one_dialect(path)] == []


def test_the_files_that_may_know_it_do() -> None:
    for known in ("catalogue/store.py", "catalogue/search_index.py", "catalogue/migrations/versions/v2_instruments.py"):
        assert sql_of_one_dialect(ROOT / known) != []
