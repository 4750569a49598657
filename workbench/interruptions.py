"""Long work that is stopped from outside undoes itself: a closed window or `kill` count as Ctrl+C."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# A terminal that is closed sends the second, which Windows does not have.
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Raise KeyboardInterrupt in what runs here where the system asks the program to end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # Whoever has a signal ignored, as `nohup` does, wants the work to go on.
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    usual = [number for number, handler in before.items() if handler is signal.SIG_DFL]
    for number in usual:
        signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number in usual:
            signal.signal(number, signal.SIG_DFL)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
