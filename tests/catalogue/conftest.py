"""Workspaces in a temporary folder, and short ways to put records into them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.editions import Edition, find_edition
from catalogue.importing import EditionDetails, import_edition
from catalogue.store import Store, open_store

REAL_RECORDS = Path(__file__).parent.parent / "data" / "records.jsonl"


@pytest.fixture
def real_records_file() -> Path:
    """Six real records of June 2026, named in the data folder's README."""
    return REAL_RECORDS


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty workspace."""
    opened = open_store(tmp_path / "workspace.db", create=True)
    yield opened
    opened.close()


@pytest.fixture
def records_file(tmp_path: Path) -> Callable[..., Path]:
    """Write records, given as values or as finished lines, to a file of the temporary folder."""

    def write(records: Iterable[dict[str, Any] | str], name: str = "records.jsonl") -> Path:
        lines = [record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records]
        path = tmp_path / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    return write


@pytest.fixture
def bring_in(store: Store, records_file: Callable[..., Path]) -> Callable[..., Edition]:
    """Import records as an edition and return it."""

    def bring(*records: dict[str, Any] | str, edition: str = "2026-06", day: str = "2026-06-10") -> Edition:
        import_edition(store, [records_file(records, f"{edition}.jsonl")], EditionDetails(edition, day))
        return find_edition(store, edition)

    return bring
