"""Export and import, the samples, and what a kill leaves behind."""

from __future__ import annotations

import gzip
import json
import signal
from pathlib import Path

import pytest

from catalogue.samples import sample_editions
from tests.workbench.conftest import SMALL, CommandLine, Process

# Runs an import and kills its own process, as a power cut would, when the first records are in the transaction.
KILLED_IMPORT = """
import os, sys
from workbench import output
from workbench.cli import cli
output.Progress.show = lambda self, message, lasting=False: os.kill(os.getpid(), int(sys.argv[1]))
cli.main(["import", sys.argv[2], "--edition", "2026-07"])
"""
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


@pytest.mark.parametrize("name", ["ra.jsonl", "ra.jsonl.gz"])
def test_an_export_imported_again_has_the_same_hashes(workbench: CommandLine, tmp_path: Path, name: str) -> None:
    workbench.with_small()
    out = tmp_path / "mới" / name
    summary = workbench.json("export", "--format", "native", "--out", str(out))
    assert (summary["procedures"], summary["file"]) == (8, str(out))
    assert (out.read_bytes()[:2] == b"\x1f\x8b") == name.endswith(".gz")
    report = workbench.json("import", str(out), "--edition", "lại")
    assert (report["new_contents"], report["shared_contents"]) == (0, 8)
    first, second = workbench.json("editions")
    assert first["digest"] == second["digest"] == summary["digest"]


def test_an_export_keeps_codes_sources_and_unknown_keys(workbench: CommandLine) -> None:
    workbench.with_small()
    written = [json.loads(line) for line in workbench.done("export").splitlines()]
    read = [json.loads(line) for line in SMALL.read_text(encoding="utf-8").splitlines()]
    assert [record["code"] for record in written] == [record["code"] for record in read]
    assert [record["source"] for record in written] == [record["source"] for record in read]
    assert written[-1]["so_lan_sua"] == 2


def test_equal_editions_are_exported_as_equal_files(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    files = [tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.gz"]
    for file in files:
        workbench.done("export", "--out", str(file))
    assert files[0].read_bytes() == files[1].read_bytes()
    assert gzip.decompress(files[0].read_bytes()).decode() == workbench.done("export")


def test_an_export_that_is_stopped_leaves_no_file(
    workbench: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbench.with_small()

    def stop(*_words: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("catalogue.native_layout.native_line", stop)
    folder = tmp_path / "ra"
    assert workbench("export", "--out", str(folder / "ra.jsonl")).exit_code != 0
    assert list(folder.iterdir()) == []


def test_a_report_on_standard_output_does_not_mix_with_an_export_there(workbench: CommandLine) -> None:
    workbench.with_small()
    assert "--out" in workbench.misused("export", "--json")


def test_an_import_that_is_killed_leaves_the_workspace_as_it_was(workbench: CommandLine, process: Process) -> None:
    workbench.with_small()
    workbench.done("mark", "3.000352", "paper:1.1", "keep")
    before = [workbench.json(command) for command in ("editions", "marks", "history")]
    killed = process(["-c", KILLED_IMPORT, str(int(KILL)), str(SMALL)])
    assert killed.returncode in (-int(KILL), int(KILL)), killed.stderr
    assert [workbench.json(command) for command in ("editions", "marks", "history")] == before
    workbench.done("import", str(SMALL), "--edition", "2026-07")
    assert len(workbench.json("editions")) == 2


def test_a_first_import_that_is_killed_can_simply_be_run_again(workbench: CommandLine, process: Process) -> None:
    killed = process(["-c", KILLED_IMPORT, str(int(KILL)), str(SMALL)])
    assert killed.returncode in (-int(KILL), int(KILL)), killed.stderr
    assert workbench.json("editions") == []
    workbench.with_small()
    assert workbench.json("editions")[0]["procedures"] == 8


def test_the_samples_are_brought_in_once_and_stand_in_a_workspace_of_their_own(
    workbench: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORKBENCH_WORKSPACE")
    place = tmp_path / "dữ liệu" / "samples.db"
    result = workbench("demo", "--no-open")
    assert (result.exit_code, result.stdout) == (0, "")
    total = sum(sample.procedures for sample in sample_editions())
    assert result.stderr.splitlines()[-2:] == [
        f"Đang chuẩn bị dữ liệu mẫu: {total}/{total} thủ tục",
        f"Tệp làm việc mẫu: {place}",
    ]
    first = workbench.json("--workspace", str(place), "editions")
    assert {edition["name"] for edition in first} == {sample.name for sample in sample_editions()}
    assert workbench("demo", "--no-open").stderr == f"Tệp làm việc mẫu: {place}\n"
    assert workbench.json("--workspace", str(place), "editions") == first


def test_a_first_start_that_was_interrupted_is_completed_by_the_next(workbench: CommandLine) -> None:
    from importlib.resources import as_file

    oldest, *_others = sample_editions()
    with as_file(oldest.records) as path:
        workbench.done("import", str(path), "--edition", oldest.name)
    (kept,) = workbench.json("editions")
    assert workbench("demo", "--no-open").exit_code == 0
    editions = workbench.json("editions")
    assert {edition["name"] for edition in editions} == {sample.name for sample in sample_editions()}
    assert kept in editions


def test_a_command_that_nobody_reads_ends_quietly(workbench: CommandLine, process: Process) -> None:
    workbench.with_small()
    stop_reading = """
import os, subprocess, sys
words = [sys.executable, "-m", "workbench", "export"]
program = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
program.stdout.close()
errors = program.stderr.read().decode()
sys.exit(f"{program.wait()} {errors}" if program.wait() != 141 or errors else 0)
"""
    done = process(["-c", stop_reading])
    assert done.returncode == 0, done.stderr


def test_a_fault_of_the_program_is_told_in_one_sentence_and_kept_in_a_log(process: Process) -> None:
    broken = """
import sys
import workbench.commands.editions as editions
from workbench import __main__
editions.print_values = lambda *words: 1 / 0
sys.argv = ["workbench", "demo", "--no-open"]
assert __main__.main() == 0
sys.argv = ["workbench", "editions", "--json"]
sys.exit(__main__.main())
"""
    done = process(["-c", broken])
    assert done.returncode == 1
    told = done.stderr.splitlines()[-1]
    assert told.startswith("Chương trình gặp lỗi;") and "Traceback" not in done.stderr
    log = Path(told.partition("kèm tệp ")[2].partition(". Các đánh dấu")[0])
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_an_interruption_ends_with_the_status_that_shells_expect(process: Process) -> None:
    interrupted = """
import sys
from catalogue import native_layout
from workbench import __main__
def stop():
    raise KeyboardInterrupt
native_layout.native_schema = stop
sys.argv = ["workbench", "schema"]
sys.exit(__main__.main())
"""
    done = process(["-c", interrupted])
    assert done.returncode == 130
    assert done.stderr.split() == ["Đã", "dừng."]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_output_is_utf_8_whatever_the_system_writes(
    process: Process, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    monkeypatch.setenv("PYTHONUTF8", "0")
    done = process(["-m", "workbench", "--help"])
    assert done.returncode == 0
    assert "Rà soát thủ tục hành chính" in done.stdout
