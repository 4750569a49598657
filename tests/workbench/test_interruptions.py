"""A program that is asked to end undoes what it was at, and leaves no workspace that it made in vain."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workbench.conftest import ROOT, SMALL

# An import that says when it is under way and waits there.
IMPORT_AND_WAIT = """
import sys
from workbench import __main__, output
def waiting(progress, text):
    print("đang nhập", flush=True)
    sys.stdin.readline()
output.Progress.show = waiting
sys.argv[0] = "workbench"
sys.exit(__main__.main())
"""


def _started(workspace: Path, ignored: signal.Signals | None = None) -> subprocess.Popen[str]:
    def before() -> None:
        if ignored is not None:
            signal.signal(ignored, signal.SIG_IGN)

    words = ("--lang", "vi", "--workspace", str(workspace), "import", str(SMALL), "--edition", "2026-06")
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", IMPORT_AND_WAIT, *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=before,
    )
    assert process.stdout is not None and process.stdout.readline() == "đang nhập\n"
    return process


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda asked: asked.name)
def test_an_import_that_is_asked_to_end_leaves_nothing_behind(tmp_path: Path, asked: signal.Signals) -> None:
    process = _started(tmp_path / "việc.db")
    process.send_signal(asked)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said.strip()) == (130, "Đã dừng.")
    assert list(tmp_path.iterdir()) == []


def test_an_import_goes_on_where_the_end_of_the_terminal_is_ignored(tmp_path: Path) -> None:
    process = _started(tmp_path / "việc.db", ignored=signal.SIGHUP)
    process.send_signal(signal.SIGHUP)
    told, _ = process.communicate("\n", timeout=60)
    assert process.returncode == 0
    assert "2026-06" in told
