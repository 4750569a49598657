"""A desk over a small workspace of real procedures, and a way to play scenes on the screens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from catalogue.importing import EditionDetails, import_edition
from reviews.workspace import open_workspace
from workbench.desk import Desk
from workbench.language import speak
from workbench.screens.application import WorkbenchApp
from workbench.session import WorkSession

# Shortened from records of the national portal (Cổng Dịch vụ công quốc gia, June 2026).
RECORDS: list[dict[str, Any]] = [
    {
        "code": "1.001193",
        "name": "Thủ tục đăng ký khai sinh",
        "field": "Hộ tịch",
        "level": ["Cấp xã"],
        "publisher": "Bộ Tư pháp",
        "agencies": {"implementing": ["Ủy ban nhân dân cấp xã"]},
        "steps": [
            {
                "name": "",
                "text": "Bước 1: Người yêu cầu nộp hồ sơ tại Trung tâm Phục vụ hành chính công.\n"
                "Bước 2: Cán bộ tiếp nhận kiểm tra tính hợp lệ của hồ sơ.\n"
                "Bước 3: Công chức tư pháp - hộ tịch ghi vào Sổ đăng ký khai sinh.",
            }
        ],
        "channels": [
            {
                "kind": "direct",
                "processing_time": {"quantity": 1, "unit": "working_day", "text": ""},
                "fees": [{"kind": "charge", "amount": 8000, "currency": "VND", "text": ""}],
                "text": "",
            },
            {"kind": "online", "processing_time": {"quantity": 1, "unit": "working_day", "text": ""}, "fees": []},
        ],
        "dossiers": [
            {
                "name": "Giấy tờ phải nộp",
                "papers": [
                    {"text": "Tờ khai đăng ký khai sinh theo mẫu", "originals": 1, "copies": 0},
                    {"text": "- Giấy chứng sinh", "originals": 1, "copies": 0},
                    {"text": "Bản sao Giấy chứng nhận kết hôn của cha, mẹ", "originals": 0, "copies": 2},
                ],
            }
        ],
        "results": [{"code": "", "name": "Giấy khai sinh"}],
        "conditions": "Không có thông tin",
        "legal_bases": [{"number": "123/2015/NĐ-CP", "title": "Quy định chi tiết một số điều của Luật Hộ tịch"}],
    },
    {
        "code": "1.000894",
        "name": "Thủ tục đăng ký kết hôn",
        "field": "Hộ tịch",
        "agencies": {"implementing": ["Ủy ban nhân dân cấp xã"]},
        "dossiers": [{"name": "", "papers": [{"text": "Giấy khai sinh của hai bên nam, nữ", "copies": 1}]}],
        "results": [{"code": "", "name": "Giấy chứng nhận kết hôn"}],
    },
    {
        "code": "1.004222",
        "name": "Đăng ký thường trú",
        "field": "Đăng ký, quản lý cư trú",
        "dossiers": [
            {
                "name": "",
                "papers": [
                    {"text": "Đơn [mẫu số 01] đề nghị [/b] [@click=app.quit]thoát[/] \u001b[31mđỏ\u001b[0m"},
                    {"text": "Giấy tờ chứng minh chỗ ở hợp pháp " + "rất dài " * 620},
                ],
            }
        ],
    },
    {"code": "1.012345", "name": "Cấp đất ở [red]đặc biệt[/red]", "field": "Đất đai"},
]

Scene = Callable[[Pilot[None], WorkbenchApp], Awaitable[None]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk of the reviewer "an" over the edition "2026-06" of a workspace of its own, in Vietnamese."""
    speak("vi")
    source = tmp_path / "2026-06.jsonl"
    source.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS), encoding="utf-8")
    workspace = tmp_path / "workspace.db"
    store = open_workspace(workspace, create=True)
    import_edition(store, [source], EditionDetails("2026-06", "2026-06-01", "Danh mục tháng 6/2026"))
    desk = Desk(WorkSession(workspace, "an", "vi"), store)
    desk.open_edition()
    yield desk
    store.close()


@pytest.fixture
def play(desk: Desk) -> Callable[..., None]:
    """Play a scene on a fresh app over the desk, in a terminal of a given size."""

    def played(scene: Scene, size: tuple[int, int] = (120, 40)) -> None:
        async def run() -> None:
            app = WorkbenchApp(desk)
            async with app.run_test(size=size) as pilot:
                await settled(pilot)
                await scene(pilot, app)

        asyncio.run(run())

    return played


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the workers are done and the screen is drawn."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.12)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.fixture
def settle() -> Callable[[Pilot[None]], Awaitable[None]]:
    """The function that waits until everything has come to rest."""
    return settled


@pytest.fixture
def burst() -> Callable[..., None]:
    """Send keys to the app at once, as a terminal delivers what an input method types."""

    def sent(app: WorkbenchApp, *keys: str) -> None:
        for key in keys:
            character = {"backspace": "\x7f", "ctrl+h": "\x08", "slash": "/"}.get(key, key if len(key) == 1 else None)
            app.post_message(events.Key(key, character))

    return sent


@pytest.fixture
def screen_text() -> Callable[[WorkbenchApp], str]:
    """Return what stands on the screen, line by line, without colours and trailing spaces."""

    def text(app: WorkbenchApp) -> str:
        width, height = app.size
        strips = app.screen._compositor.render_strips()
        lines = ("".join(segment.text for segment in strip) for strip in strips[:height])
        return "\n".join(line[:width].rstrip() for line in lines) + "\n"

    return text
