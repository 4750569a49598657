"""The way back into the first screen from another one."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class Navigator(Protocol):
    """What can open an edition, and a procedure at one of its elements."""

    def open_edition(self, name: str | None, entry_id: int = 0) -> None:
        """Show an edition, the cursor on an entry of it; no name keeps the open one."""
        ...

    def go_to(self, entry_id: int, element: str = "") -> None:
        """Open a procedure and put the cursor on an element of it."""
        ...
