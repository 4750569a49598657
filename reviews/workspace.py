"""Opening a workspace with everything in it: the tables of the catalogue and of the reviews."""

from __future__ import annotations

from pathlib import Path

from catalogue.store import Store, open_store


def open_workspace(location: str | Path, create: bool = False) -> Store:
    """Open a workspace, making a new one where `create` is set; see `catalogue.store.open_store`."""
    if create:
        # A new workspace gets every table that is registered when it is made.
        import reviews.tables  # noqa: F401
    return open_store(location, create)
