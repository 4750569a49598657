"""What the tests of the top floor share: a workspace of their own and the command line in this process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from workbench import language
from workbench.cli import cli

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "data" / "small.jsonl"
REVIEWER = "Nguyễn Thị Lan"


@dataclass(frozen=True)
class CommandLine:
    """The program as somebody types it, with a workspace in a folder of the test's own."""

    workspace: Path

    def __call__(self, *words: str) -> Result:
        """Run the program in this process; a fault of the program itself fails the test."""
        result = CliRunner().invoke(cli, list(words))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def done(self, *words: str) -> str:
        """Run the program, which must succeed, and return its standard output."""
        result = self(*words)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    def json(self, *words: str) -> Any:
        """Run the program with `--json` and return the value that it prints."""
        return json.loads(self.done(*words, "--json"))

    def refused(self, *words: str) -> str:
        """Run the program, which must refuse, and return its one sentence without the word for error."""
        result = self(*words)
        assert result.exit_code == 1, (result.exit_code, result.output)
        assert result.stdout == ""
        said = result.stderr.removesuffix("\n")
        assert "\n" not in said
        assert said.startswith("Lỗi: ") and said.endswith(".")
        return said.removeprefix("Lỗi: ")

    def misused(self, *words: str) -> str:
        """Run the program, which must find the usage wrong, and return what it says."""
        result = self(*words)
        assert result.exit_code == 2, (result.exit_code, result.output)
        return result.stderr

    def with_small(self) -> CommandLine:
        """Import the eight records of `tests/data/small.jsonl` as the edition "2026-06"."""
        self.done("import", str(SMALL), "--edition", "2026-06", "--date", "2026-06-10")
        return self


@pytest.fixture
def workbench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Give the program in Vietnamese, with nothing of the machine's own data in reach."""
    place = tmp_path / "hồ sơ" / "rà soát.db"
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(place))
    monkeypatch.setenv("WORKBENCH_LANG", "vi")
    monkeypatch.setenv("WORKBENCH_USER", REVIEWER)
    # Speaking sets this variable for the whole process; the next test finds it as it was.
    monkeypatch.setenv("LANGUAGE", "vi")
    monkeypatch.setattr(language, "_current", language._current)
    monkeypatch.setattr("workbench.session.data_folder", lambda: tmp_path / "dữ liệu")
    return CommandLine(place)


Process = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def process(workbench: CommandLine, tmp_path: Path) -> Process:
    """Give a way to run Python with some words in a process of its own, on the same workspace."""

    def run(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
        home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state"), "LOCALAPPDATA": str(tmp_path)}
        return subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=os.environ | home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture
def dated_edition(workbench: CommandLine, tmp_path: Path) -> Callable[..., CommandLine]:
    """Import records under the name of an edition; one that is a year stands for that year."""

    def bring(name: str, records: Sequence[dict[str, Any]]) -> CommandLine:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.jsonl"
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
        day = ["--date", f"{name}-06-01"] if name.isdigit() else []
        workbench.done("import", str(path), "--edition", name, *day)
        return workbench

    return bring
