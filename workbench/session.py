"""What every command and screen needs to know: which workspace, who is working, in which language."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from workbench.language import N_, translate

if TYPE_CHECKING:
    from catalogue.store import Store

APPLICATION = "workbench"


@dataclass(frozen=True, slots=True)
class WorkSession:
    """One run of the program."""

    workspace: Path
    who: str
    language: str

    @contextmanager
    def store(self, create: bool = False) -> Iterator[Store]:
        """Open the workspace and close it again."""
        from reviews.workspace import open_workspace

        store = open_workspace(self.workspace, create)
        if store.kept_copy is not None:
            _say_what_was_kept(store.kept_copy)
        try:
            yield store
        finally:
            store.close()


def _say_what_was_kept(copy: Path) -> None:
    from workbench.output import say
    from workbench.problem_sentences import printable

    said = translate(N_("The workspace was brought up to date; as it was before, it is kept at {path}."))
    say(said.format(path=printable(str(copy))))


def data_folder() -> Path:
    """Return the folder in which workspaces stand unless another place is named."""
    return user_data_path(APPLICATION, appauthor=False)


def default_workspace() -> Path:
    """Return the user's own workspace file."""
    return data_folder() / "workspace.db"


def sample_workspace() -> Path:
    """Return the workspace file of the samples, kept apart from the user's own work."""
    return data_folder() / "samples.db"


def current_user() -> str:
    """Return who is working: WORKBENCH_USER, else the name under which the user is logged in."""
    named = os.environ.get("WORKBENCH_USER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
