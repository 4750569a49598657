"""A workspace with a small edition, and reviewers' books in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.editions import Edition, Entry, find_edition, find_entry
from catalogue.importing import EditionDetails, import_edition
from catalogue.store import Store
from reviews.mark_book import MarkBook
from reviews.marks import Mark
from reviews.workspace import open_workspace

# Shortened from the national portal's record of June 2026.
MARRIAGE: dict[str, Any] = {
    "code": "1.000894",
    "name": "Thủ tục đăng ký kết hôn",
    "field": "Hộ tịch",
    "agencies": {"implementing": ["Ủy ban nhân dân cấp xã"]},
    "steps": [{"text": "Bước 1: Nộp hồ sơ tại UBND cấp xã.\nBước 2: Thẩm tra hồ sơ.\nBước 3: Trả kết quả."}],
    "channels": [
        {
            "kind": "direct",
            "processing_time": {"quantity": 5, "unit": "working_day"},
            "fees": [{"kind": "charge", "amount": 50000}],
        },
        {"kind": "online", "processing_time": {"quantity": 5, "unit": "working_day"}},
    ],
    "dossiers": [
        {
            "papers": [
                {"text": "- Tờ khai đăng ký kết hôn;", "originals": 2, "copies": 1},
                {"text": "Giấy xác nhận tình trạng hôn nhân.", "originals": 1, "copies": 0},
                {"text": "Hộ chiếu/Thẻ căn cước"},
            ]
        }
    ],
    "results": [{"name": "Giấy chứng nhận kết hôn"}],
    "conditions": "- Nam từ đủ 20 tuổi trở lên;\n- Nữ từ đủ 18 tuổi trở lên;",
    "legal_bases": [{"number": "60/2014/QH13", "title": "Luật Hộ tịch"}],
}
EXTRACT: dict[str, Any] = {
    "code": "2.000635",
    "name": "Cấp bản sao Trích lục hộ tịch",
    "field": "Hộ tịch",
    "channels": [{"kind": "direct", "processing_time": {"quantity": 1, "unit": "day"}}],
    "dossiers": [{"papers": [{"text": f"Giấy tờ thứ {number}", "originals": 1} for number in range(1, 13)]}],
}
LAND: dict[str, Any] = {"code": "", "name": "Đăng ký biến động đất đai", "field": "Đất đai"}


@pytest.fixture(scope="session")
def records() -> list[dict[str, Any]]:
    """Three procedures: two of civil status, and one of land without a code."""
    return [MARRIAGE, EXTRACT, LAND]


def make_workspace(folder: Path) -> Store:
    """A workspace with the three procedures as the edition 2026-06."""
    path = folder / "2026-06.jsonl"
    lines = [json.dumps(record, ensure_ascii=False) for record in (MARRIAGE, EXTRACT, LAND)]
    path.write_text("\n".join(lines), encoding="utf-8")
    store = open_workspace(folder / "workspace.db", create=True)
    import_edition(store, [path], EditionDetails("2026-06", "2026-06-10", "Danh mục tháng 6/2026", "Cổng DVCQG"))
    return store


@pytest.fixture(scope="session")
def workspaces() -> Callable[[Path], Store]:
    """Make a workspace in a folder."""
    return make_workspace


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A workspace of its own for each test."""
    opened = make_workspace(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def edition(store: Store) -> Edition:
    """The edition in the workspace."""
    return find_edition(store)


@pytest.fixture
def marriage(store: Store, edition: Edition) -> Entry:
    """The registration of marriage."""
    return find_entry(store, edition, "1.000894")


@pytest.fixture
def book(store: Store) -> MarkBook:
    """The marks in An's hands."""
    return MarkBook(store, "An")


@pytest.fixture
def other_book(store: Store) -> MarkBook:
    """The marks in Bình's hands."""
    return MarkBook(store, "Bình")


@pytest.fixture
def mark_of() -> Callable[..., Mark]:
    """Make a mark as it would stand, without a workspace."""

    def make(**values: Any) -> Mark:
        plain: dict[str, Any] = {
            "id": 1,
            "edition": "2026-06",
            "address": "1.000894",
            "procedure_name": "Thủ tục đăng ký kết hôn",
            "procedure_digest": "",
            "part": "paper",
            "element": "paper:1.1",
            "element_digest": "",
            "element_text": "Giấy xác nhận tình trạng hôn nhân",
            "action": "remove",
            "target": "",
            "reason_code": "",
            "reason": "Đã có dữ liệu",
            "article": "",
            "author": "An",
            "state": "proposed",
            "created_at": "",
            "changed_at": "",
            "version": 1,
        }
        return Mark(**(plain | values))

    return make
