"""What the tests of documents write: proposals made by hand, and a workspace of sample procedures under review.

Names and codes are those of the national portal's catalogue of 2026-06.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import date

import pytest

from benchmarks.reviewed_samples import request_of, review
from catalogue.editions import find_edition
from catalogue.importing import EditionDetails, import_edition
from catalogue.samples import sample_editions
from reviews.documents.content import (
    ContentItem,
    CostLine,
    Office,
    ProcedureBlock,
    Proposal,
    Recommendation,
)
from reviews.documents.gathering import Request
from reviews.workspace import open_workspace

_NOT_COUNTED = tuple(
    CostLine(label, "chưa tính")
    for label in (
        "Chi phí tuân thủ TTHC trước khi đơn giản hóa",
        "Chi phí tuân thủ TTHC sau khi đơn giản hóa",
        "Chi phí tiết kiệm",
        "Tỷ lệ cắt giảm chi phí",
    )
)


def _items() -> tuple[ContentItem, ...]:
    return (
        ContentItem(
            11,
            "Thành phần hồ sơ",
            'Bỏ "Giấy xác nhận tình trạng hôn nhân".',
            "Thông tin đã có trong Cơ sở dữ liệu hộ tịch điện tử.",
        ),
        ContentItem(
            12,
            "Thời hạn giải quyết",
            "Giảm từ 05 ngày làm việc xuống 03 ngày làm việc.",
            "Việc xác minh thực hiện qua hệ thống điện tử.",
        ),
        ContentItem(
            13,
            "Thành phần hồ sơ",
            "Giảm bản chính Tờ khai đăng ký kết hôn từ 02 bản xuống 01 bản.",
            "Cơ quan giải quyết chỉ lưu một bản.",
        ),
        ContentItem(14, "Trình tự thực hiện", "Bỏ Bước 3.", "Trùng với việc tra cứu ở Bước 2."),
        ContentItem(15, "Phí, lệ phí", "Giữ nguyên.", "Phù hợp Điều 11 Luật Hộ tịch năm 2014."),
    )


@pytest.fixture
def proposal() -> Proposal:
    """Two procedures of civil status, reviewed by the justice department of Đà Nẵng."""
    marriage = ProcedureBlock(
        number=1,
        name="Thủ tục đăng ký kết hôn",
        code="1.000894",
        field="Hộ tịch",
        agency="Ủy ban nhân dân cấp xã",
        items=_items(),
        recommendations=(
            Recommendation((11, 13), "Đề nghị Chính phủ sửa đổi Điều 10 Nghị định số 123/2015/NĐ-CP."),
            Recommendation((12,), "Đề nghị Bộ Tư pháp sửa đổi Điều 2 Thông tư số 04/2020/TT-BTP."),
        ),
        timetable="Quý IV năm 2026",
        costs=_NOT_COUNTED,
    )
    copies = ProcedureBlock(
        number=2,
        name="Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
        code="2.000635",
        field="Hộ tịch",
        agency="Cơ quan quản lý cơ sở dữ liệu hộ tịch điện tử",
        items=_items()[:1],
        recommendations=(Recommendation((11,), "Đề nghị Bộ Tư pháp sửa đổi Thông tư số 01/2022/TT-BTP."),),
        timetable="",
        costs=(*_NOT_COUNTED[:2], CostLine("Chi phí tiết kiệm", "1.250.000 đồng/năm")),
    )
    return Proposal(
        office=Office(
            parent_agency="Ủy ban nhân dân thành phố Đà Nẵng",
            agency="Sở Tư pháp",
            place="Đà Nẵng",
            number="128/PA-STP",
            signer_title="KT. Giám đốc\nPhó Giám đốc",
            signer_name="Trần Thị Minh Nguyệt",
            recipients=("Bộ Tư pháp", "UBND thành phố (để báo cáo);", "Lưu: VT, KSTT"),
        ),
        day=date(2026, 2, 5),
        edition="2026-06",
        subject="Đơn giản hóa 02 thủ tục hành chính lĩnh vực Hộ tịch thuộc thẩm quyền của thành phố Đà Nẵng",
        blocks=(marriage, copies),
        sources=("Cổng Dịch vụ công quốc gia, ngày 10 tháng 6 năm 2026",),
    )


@pytest.fixture
def blank_proposal(proposal: Proposal) -> Proposal:
    """One procedure from an office that has told nothing about itself."""
    return Proposal(office=Office(), day=None, edition="", subject="", blocks=proposal.blocks[1:], sources=())


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Request]:
    """The first procedures of two sample editions; the later one reviewed with every kind of mark, with volumes."""
    folder = tmp_path_factory.mktemp("workspace")
    store = open_workspace(folder / "workspace.db", create=True)
    for sample in sample_editions()[-2:]:
        path = folder / f"{sample.name}.jsonl"
        path.write_bytes(b"".join(gzip.decompress(sample.records.read_bytes()).splitlines(keepends=True)[:6]))
        import_edition(store, [path], EditionDetails(sample.name, sample.date.isoformat(), sample.title, sample.source))
    older, newer = (find_edition(store, sample.name) for sample in sample_editions()[-2:])
    yield request_of(store, review(store, [newer], 5, 30), older)
    store.close()
