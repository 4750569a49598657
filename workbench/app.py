"""The way into the screens: the terminal is prepared before Textual is loaded, then the workspace opens."""

from __future__ import annotations

import os
import sys

from catalogue.problems import Problem, ProblemKind
from workbench.session import WorkSession

# Milliseconds to wait for the rest of a key after Escape: over a bad link the parts of one key come apart.
_ESCAPE_DELAY = "200"


def has_terminal() -> bool:
    """Tell whether the screens can be shown: keys come from standard input, pictures go to standard error."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def run_app(session: WorkSession) -> None:
    """Open the workspace and run the screens until the user leaves; raises `Problem` where it cannot be opened."""
    os.environ.setdefault("ESCDELAY", _ESCAPE_DELAY)
    from workbench.desk import Desk
    from workbench.screens.application import WorkbenchApp

    with session.store() as store:
        desk = Desk(session, store)
        desk.open_edition()
        if not has_terminal():
            raise Problem(ProblemKind.NO_TERMINAL)
        app = WorkbenchApp(desk)
        app.run()
        if app.fault is not None:
            raise app.fault
