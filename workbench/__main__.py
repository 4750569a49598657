"""The `workbench` command: runs the command line and sees to it that no fault of the program reaches the user raw."""

from __future__ import annotations

import gc
import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path

import click

from workbench import __version__
from workbench.cli import NobodyReads, cli
from workbench.language import N_, translate

INTERRUPTED = 130
NOBODY_READS = 141

_LONGEST_LOG_BYTES = 1_000_000
_MANY_VALUES = 50_000


def main() -> int:
    """Run the program with the arguments of the process and return its exit status.

    0 done, 1 refused or broken, 2 wrong usage; 130 after an interruption and 141 where the reader of the output went
    away, as shells count them.
    """
    _write_utf8()
    # Looking through the many values of a catalogue for cycles as often as is usual takes a fifth of the time.
    gc.set_threshold(_MANY_VALUES, 50, 50)
    try:
        status = _run()
        sys.stdout.flush()
    except (NobodyReads, BrokenPipeError):
        _forget_output()
        return NOBODY_READS
    return status


def _run() -> int:
    try:
        answer = cli.main(standalone_mode=False)
    except click.ClickException as refusal:
        refusal.show()
        return refusal.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(translate(N_("Stopped.")), err=True)
        return INTERRUPTED
    except (NobodyReads, BrokenPipeError):
        raise
    except Exception:
        click.echo(_broken(traceback.format_exc()), err=True)
        return 1
    return answer if isinstance(answer, int) else 0


def _write_utf8() -> None:
    """Write UTF-8 whatever the locale or code page; what cannot be written becomes `?`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _forget_output() -> None:
    """Let the interpreter flush into nowhere at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _broken(trace: str) -> str:
    """Write a fault of the program into the log and return the sentence about it."""
    try:
        path = _log(trace)
    except OSError:
        said = translate(N_("The program met a fault of its own ({fault}); please report it. Your marks are safe."))
        return said.format(fault=trace.strip().splitlines()[-1])
    said = translate(N_("The program met a fault of its own; please report it with {path}. Your marks are safe."))
    return said.format(path=path)


def _log(trace: str) -> Path:
    from platformdirs import user_log_path

    path = user_log_path("workbench", appauthor=False) / "faults.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    full = path.exists() and path.stat().st_size > _LONGEST_LOG_BYTES
    with path.open("w" if full else "a", encoding="utf-8", errors="backslashreplace") as log:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        versions = f"workbench {__version__}, Python {platform.python_version()}, {platform.platform()}"
        log.write(f"{now} {versions}\n{trace}\n")
    return path


if __name__ == "__main__":
    sys.exit(main())
