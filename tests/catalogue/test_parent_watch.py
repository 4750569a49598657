"""Processes of a pool start wherever the program runs, also behind screens that keep the standard error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What a screen library puts in the place of the standard error: it has no file behind it.
SCRIPT = """
import io, sys
from concurrent.futures import ProcessPoolExecutor
from catalogue.parent_watch import end_with_parent, spawning

class Kept(io.StringIO):
    def fileno(self):
        return -1

if __name__ == "__main__":
    sys.stderr = Kept()
    with ProcessPoolExecutor(1, spawning(), end_with_parent) as pool:
        print(pool.submit(abs, -7).result())
"""


def test_a_pool_starts_where_the_standard_error_is_no_file(tmp_path: Path) -> None:
    script = tmp_path / "screens.py"
    script.write_text(SCRIPT, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(script)], env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert (ran.stdout.strip(), ran.returncode) == ("7", 0), ran.stderr
