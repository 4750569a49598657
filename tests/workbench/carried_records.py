"""Three procedures whose marks are carried from the edition "2025" to "2026", and the words that do it."""

from __future__ import annotations

import copy
from typing import Any

from tests.workbench.conftest import CommandLine

# Shortened from the national portal's records of June 2026.
MARRIAGE: dict[str, Any] = {
    "code": "1.000894",
    "name": "Thủ tục đăng ký kết hôn",
    "field": "Hộ tịch",
    "agencies": {"implementing": ["Ủy ban nhân dân cấp xã"]},
    "steps": [{"text": "Bước 1: Nộp hồ sơ tại UBND cấp xã.\nBước 2: Thẩm tra hồ sơ."}],
    "channels": [
        {
            "kind": "direct",
            "processing_time": {"quantity": 15, "unit": "working_day"},
            "fees": [{"kind": "charge", "amount": 50000}],
        }
    ],
    "dossiers": [
        {
            "papers": [
                {"text": "Tờ khai đăng ký kết hôn theo mẫu", "originals": 1, "copies": 2},
                {
                    "text": "Giấy xác nhận tình trạng hôn nhân do Ủy ban nhân dân cấp xã cấp",
                    "originals": 1,
                    "copies": 0,
                },
                {"text": "Hộ chiếu hoặc thẻ căn cước công dân", "originals": 0, "copies": 1},
            ]
        }
    ],
    "results": [{"name": "Giấy chứng nhận kết hôn"}],
    "conditions": "- Nam từ đủ 20 tuổi trở lên;\n- Nữ từ đủ 18 tuổi trở lên;",
    "legal_bases": [{"number": "60/2014/QH13", "title": "Luật Hộ tịch"}],
}
EXTRACT: dict[str, Any] = {
    "code": "2.000635",
    "name": "Cấp bản sao trích lục hộ tịch",
    "field": "Hộ tịch",
    "agencies": {"implementing": ["Ủy ban nhân dân cấp xã"]},
    "channels": [{"kind": "direct", "processing_time": {"quantity": 1, "unit": "working_day"}}],
    "dossiers": [{"papers": [{"text": "Tờ khai cấp bản sao trích lục hộ tịch", "originals": 1, "copies": 0}]}],
}
LAND: dict[str, Any] = {
    "code": "1.012345",
    "name": "Đăng ký biến động đất đai",
    "field": "Đất đai",
    "agencies": {"implementing": ["Văn phòng đăng ký đất đai"]},
    "channels": [{"kind": "direct", "processing_time": {"quantity": 10, "unit": "working_day"}}],
    "dossiers": [{"papers": [{"text": "Đơn đăng ký biến động đất đai", "originals": 1, "copies": 0}]}],
}
RECORDS = [MARRIAGE, EXTRACT, LAND]


def changed() -> list[dict[str, Any]]:
    """The records to be changed."""
    return copy.deepcopy(RECORDS)


def mark(workbench: CommandLine, element: str, *words: str, code: str = "1.000894", edition: str = "2025") -> int:
    """Put a mark and return its number."""
    reason = [] if words[0] == "keep" else ["--reason", "Dữ liệu đã có trong cơ sở dữ liệu quốc gia"]
    return int(workbench.json("mark", code, element, *words, *reason, "--edition", edition)["id"])


def carried(workbench: CommandLine, *words: str) -> dict[int, dict[str, Any]]:
    """What becomes of each mark, by its number."""
    return {one["mark"]["id"]: one for one in workbench.json("carry", "2025", "2026", *words)}
