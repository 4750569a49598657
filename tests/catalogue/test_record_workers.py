"""Records made ready in other processes are those made ready here, in the same order, whatever goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalogue import record_workers as workers_module
from catalogue.editions import find_edition
from catalogue.importing import EditionDetails, import_edition
from catalogue.problems import Problem, ProblemKind
from catalogue.readers import native
from catalogue.record_workers import record_workers
from catalogue.records import RawRecord
from catalogue.row_values import ENTRY_COLUMNS, PART_COLUMNS, PROCEDURE_COLUMNS, SOURCE_COLUMNS
from catalogue.rows import PART_TABLES
from catalogue.store import Store, open_store
from catalogue.tables import EntryRow, ProcedureRow, SourceRow

ROOT = Path(__file__).resolve().parents[2]
RECORDS: list[dict[str, Any]] = [
    {
        "code": f"1.{number:06}",
        "name": f"Thủ tục cấp giấy phép thứ {number}",
        "legal_bases": [{"number": "60/2014/QH13", "title": "Luật Hộ tịch"}],
        "dossiers": [{"papers": [{"text": "Đơn đề nghị", "originals": 1}]}],
    }
    for number in range(1200)
]


@pytest.fixture
def in_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every source counts as large, and two processors are there."""
    monkeypatch.setattr(workers_module, "_WORTH_STARTING_BYTES", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture
def file(tmp_path: Path) -> Callable[[list[Any]], Path]:
    def written(lines: list[Any]) -> Path:
        path = tmp_path / "thủ tục.jsonl"
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
        return path

    return written


def test_processes_bring_the_same_edition_as_none(
    store: Store, tmp_path: Path, file: Callable[[list[Any]], Path], request: pytest.FixtureRequest
) -> None:
    path = file(RECORDS)
    import_edition(store, [path], EditionDetails("một tiến trình"))
    request.getfixturevalue("in_processes")
    other = open_store(tmp_path / "khác.db", create=True)
    import_edition(other, [path], EditionDetails("nhiều tiến trình"))
    assert find_edition(other).digest == find_edition(store).digest
    for table in ("procedure", "paper", "legal_basis", "instrument"):
        assert other.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3") == store.rows(
            f"SELECT * FROM {table} ORDER BY 1, 2, 3"
        )
    other.close()


@pytest.mark.usefixtures("in_processes")
def test_a_bad_record_read_elsewhere_is_named_and_nothing_is_stored(
    store: Store, file: Callable[[list[Any]], Path]
) -> None:
    bad = [*RECORDS[:700], {"name": "Thủ tục", "steps": 5}, *RECORDS[700:]]
    with pytest.raises(Problem) as refused:
        import_edition(store, [file(bad)], EditionDetails("2026"))
    assert (refused.value.kind, refused.value.facts["line"]) == (ProblemKind.WRONG_TYPE, 701)
    assert store.rows("SELECT count(*) FROM procedure")[0][0] == 0


@pytest.mark.usefixtures("in_processes")
def test_the_same_record_in_two_batches_that_are_read_at_once_is_kept_once(
    store: Store, file: Callable[[list[Any]], Path]
) -> None:
    nameless = [record | {"code": ""} for record in RECORDS[:600]]
    import_edition(store, [file(nameless + nameless)], EditionDetails("2026"))
    counted = [store.rows(f"SELECT count(*) FROM {table}")[0][0] for table in ("entry", "source_record", "procedure")]
    assert counted == [1200, 600, 600]


class _Deadly:
    """A layout whose reader ends its process, as running out of memory does."""

    LAYOUT, READING_VERSION = "deadly", 1

    def interpret(self, raw: RawRecord, path: Path) -> None:
        os._exit(9)


@pytest.mark.usefixtures("in_processes")
def test_a_record_that_kills_its_process_is_refused(tmp_path: Path) -> None:
    raws = [RawRecord(number, "{}") for number in range(100)]
    with record_workers([tmp_path]) as workers, pytest.raises(Problem) as refused:
        list(workers.prepared([raws], lambda batch: batch, tmp_path, _Deadly()))  # type: ignore[arg-type]
    assert refused.value.kind is ProblemKind.SOURCE_TOO_HEAVY


WAIT_WITH_WORKERS = """
import sys
from pathlib import Path
from catalogue import record_workers
from catalogue.readers import native
from catalogue.records import RawRecord

if __name__ == "__main__":
    record_workers._WORTH_STARTING_BYTES = 0
    record_workers.os.cpu_count = lambda: 2
    raws = [RawRecord(1, '{"name": "a"}')] * 100
    with record_workers.record_workers([Path()]) as workers:
        list(workers.prepared([raws, raws, raws], lambda batch: batch, Path(), native))
        print("ready", flush=True)
        sys.stdin.readline()
"""


def test_processes_end_with_a_program_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "chờ.py"
    script.write_text(WAIT_WITH_WORKERS, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    process.kill()
    # Whoever is left has the output open, which would be waited for.
    assert process.communicate(timeout=60)[0] == ""


def test_small_sources_start_no_process(tmp_path: Path) -> None:
    with record_workers([tmp_path / "nhỏ.jsonl"]) as workers:
        made = list(workers.prepared([[RawRecord(1, '{"name": "a"}')]], lambda batch: batch, tmp_path, native))
    assert [len(prepared) for _, prepared in made] == [1]


@pytest.mark.parametrize(
    ("columns", "table"),
    [
        (PROCEDURE_COLUMNS, ProcedureRow),
        (SOURCE_COLUMNS, SourceRow),
        (["id", *ENTRY_COLUMNS], EntryRow),
        *zip(PART_COLUMNS, PART_TABLES, strict=True),
    ],
)
def test_values_are_given_for_every_column_of_a_table(columns: list[str], table: Any) -> None:
    assert set(columns) == set(table.__table__.columns.keys())
