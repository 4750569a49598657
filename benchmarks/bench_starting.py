"""How long starting takes: `python benchmarks/bench_starting.py [RECORDS.jsonl] [--rounds N]`.

Prints the medians of whole processes: `--help`; the first list on the sample workspace, read off a terminal of 120 by
40; the import of RECORDS into a new workspace; and beside them what `python -c "import textual"` and bare Python take.
Seconds are those of the clock, as a person waits for them, and of the processor. Needs a system with terminals (not
Windows).
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import resource
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent

_ROWS, _COLUMNS = 40, 120
# A procedure's code stands in its line of the list and nowhere else on the first screen.
_SHOWN = re.compile(rb"\d\.\d{6}")
_LONGEST = 30.0

Seconds = tuple[float, float]


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        samples = Path(folder) / "samples.db"
        program = [sys.executable, "-m", "workbench"]
        _run([*program, "--workspace", str(samples), "demo", "--no-open"])
        works: dict[str, Callable[[], Seconds]] = {
            "python -c pass": lambda: _run([sys.executable, "-c", "pass"]),
            "python -c 'import textual'": lambda: _run([sys.executable, "-c", "import textual"]),
            "workbench --help": lambda: _run([*program, "--help"]),
            "first list, sample workspace": lambda: _until_shown([*program, "--workspace", str(samples)]),
        }
        if asked.records is not None:
            with asked.records.open("rb") as lines:
                count = sum(1 for _ in lines)
            works[f"import of {count} procedures"] = lambda: _imported(program, asked.records, Path(folder))
        _print(works, asked.rounds)


def _print(works: dict[str, Callable[[], Seconds]], rounds: int) -> None:
    sys.stdout.write(f"{'medians of ' + str(rounds):34}{'seconds':>10}{'processor':>11}\n")
    taken: dict[str, list[Seconds]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(work())
    for name, found in taken.items():
        sys.stdout.write(f"{name:34}{median(one for one, _ in found):10.2f}{median(one for _, one in found):11.2f}\n")


def _processor() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _run(command: Sequence[str]) -> Seconds:
    spent, begun = _processor(), time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun, _processor() - spent


def _imported(program: Sequence[str], records: Path, folder: Path) -> Seconds:
    workspace = folder / "new.db"
    workspace.unlink(missing_ok=True)
    return _run([*program, "--workspace", str(workspace), "import", str(records.resolve()), "--edition", "bench"])


def _until_shown(command: Sequence[str]) -> Seconds:
    """Start the screens in a terminal of their own and wait until they show the first line of the list."""
    spent, begun = _processor(), time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execvpe(command[0], list(command), os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"})
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
        shown = b""
        while not _SHOWN.search(shown):
            ready, _, _ = select.select([terminal], [], [], _LONGEST)
            if not ready:
                raise TimeoutError(f"no list after {_LONGEST} s")
            shown += os.read(terminal, 65_536)
        taken = time.perf_counter() - begun
    finally:
        # Ctrl+Q ends the screens as a person would.
        os.write(terminal, b"\x11")
        _drain(terminal)
        os.waitpid(child, 0)
        os.close(terminal)
    return taken, _processor() - spent


def _drain(terminal: int) -> None:
    """Read what the screens still say, until they are gone."""
    try:
        while os.read(terminal, 65_536):
            pass
    except OSError:
        # The other end of the terminal is closed.
        return


if __name__ == "__main__":
    main()
