"""What stands on the screens, as text: read the files in `snapshots/` as pictures.

Run pytest with WORKBENCH_UPDATE_SNAPSHOTS=1 to write them anew, and look at the difference before committing.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from workbench.screens.application import WorkbenchApp

SNAPSHOTS = Path(__file__).parent / "snapshots"
SIZES = ((80, 24), (120, 40), (200, 50))
SCENES = {
    "browse": ("",),
    "procedure": ("enter", "n", "n"),
    "mark-dialog": ("enter", "n", "n", "1"),
    "marks": ("enter", "n", "n", "1", "enter", *"khoan 1", "enter", "m"),
    "graph": ("j", "t"),
    "journey": ("j", "r"),
    "paper": ("enter", "n", "n", "j", "j", "y"),
    "proposal": ("enter", "n", "n", "1", "enter", *"khoan 1", "enter", "v"),
    "cost": ("enter", "n", "n", "1", "enter", *"khoan 1", "enter", "c"),
    "cost-cell": ("enter", "c", "j", "enter", "9", "0"),
    "cost-money": ("enter", "n", "n", "1", "enter", *"khoan 1", "enter", "c", "tab"),
    "cost-scenarios": ("enter", "n", "n", "1", "enter", *"khoan 1", "enter", "c", "tab", "tab"),
    "help": ("question_mark",),
    "palette": ("ctrl+p", *"khai sinh"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES)
def test_the_screen_looks_as_it_should(
    scene: str,
    size: tuple[int, int],
    play: Callable[..., None],
    settle: Callable[[Pilot[None]], Awaitable[None]],
    screen_text: Callable[[WorkbenchApp], str],
) -> None:
    seen: list[str] = []

    async def look(pilot: Pilot[None], app: WorkbenchApp) -> None:
        for key in SCENES[scene]:
            if key:
                await pilot.press(key)
            if len(key) != 1 or key in "1jmrtvy":
                await settle(pilot)
        await settle(pilot)
        seen.append(screen_text(app))

    play(look, size)
    text = seen[0]
    file = SNAPSHOTS / f"{scene}-{size[0]}x{size[1]}.txt"
    if os.environ.get("WORKBENCH_UPDATE_SNAPSHOTS"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
