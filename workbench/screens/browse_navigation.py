"""The way back into the first screen from another one."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class Navigator(Protocol):
    """What can open a procedure at one of its elements."""

    def go_to(self, entry_id: int, element: str = "") -> None:
        """Open a procedure and put the cursor on an element of it."""
        ...
