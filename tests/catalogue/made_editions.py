"""Editions for comparing: real records and lists, and small procedures made for the tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import as_file
from pathlib import Path

from catalogue.comparison import Compared
from catalogue.native_layout import content_digest
from catalogue.readers import native, portal_list
from catalogue.records import Agencies, Dossier, Paper, Procedure, Result, Step
from catalogue.samples import sample_editions

DATA = Path(__file__).parent.parent / "data"


def compared(records: Iterable[tuple[str, Procedure]], first_id: int = 0) -> list[Compared]:
    """Give codes and procedures as the entries of an edition, numbered from an id."""
    return [
        Compared(entry_id, code, content_digest(procedure), procedure)
        for entry_id, (code, procedure) in enumerate(records, first_id)
    ]


def sample(name: str) -> list[Compared]:
    """Read one of the sample editions."""
    edition = next(edition for edition in sample_editions() if edition.name == name)
    with as_file(edition.records) as path:
        read = [native.interpret(raw, path) for raw in native.raw_records(path)]
    return compared((record.code, record.procedure) for record in read)


def published_list(name: str) -> list[Compared]:
    """Read one of the list exports among the test data."""
    path = DATA / "comparison" / name
    read = [portal_list.interpret(raw, path) for raw in portal_list.raw_records(path)]
    return compared((record.code, record.procedure) for record in read)


def changed_codes(edition: Iterable[Compared], prefix: str = "9.") -> list[Compared]:
    """Give every entry another code, and leave its content."""
    return [replace(record, code=f"{prefix}{at:06d}") for at, record in enumerate(edition, 1)]


def rewritten(record: Compared, procedure: Procedure, code: str | None = None) -> Compared:
    """Give an entry another content, and another code where one is given."""
    return Compared(record.entry_id, record.code if code is None else code, content_digest(procedure), procedure)


def licence(
    name: str = "Cấp giấy phép kinh doanh dịch vụ lữ hành nội địa",
    papers: Iterable[str] = (
        "Đơn đề nghị cấp giấy phép kinh doanh dịch vụ lữ hành nội địa",
        "Giấy chứng nhận ký quỹ kinh doanh dịch vụ lữ hành",
        "Quyết định bổ nhiệm người phụ trách kinh doanh dịch vụ lữ hành",
    ),
    steps: Iterable[str] = (
        "Bước 1: Doanh nghiệp gửi một bộ hồ sơ đến Sở Du lịch nơi doanh nghiệp có trụ sở.",
        "Bước 2: Trong thời hạn 10 ngày, Sở Du lịch thẩm định và cấp giấy phép kinh doanh dịch vụ lữ hành nội địa.",
    ),
    result: str = "Giấy phép kinh doanh dịch vụ lữ hành nội địa",
    publisher: str = "Bộ Văn hóa, Thể thao và Du lịch",
) -> Procedure:
    """Make a procedure that grants a licence to tour operators, or another in its place."""
    return Procedure(
        name=name,
        field="Du lịch",
        publisher=publisher,
        agencies=Agencies(implementing=("Sở Du lịch",)),
        steps=tuple(Step(text=text) for text in steps),
        dossiers=(Dossier(papers=tuple(Paper(text) for text in papers)),),
        results=(Result(name=result),),
    )


def well_drilling() -> Procedure:
    """Make a procedure that has nothing to do with tour operators."""
    return licence(
        name="Gia hạn giấy phép khai thác nước dưới đất",
        papers=("Đơn đề nghị gia hạn giấy phép khai thác nước dưới đất", "Báo cáo hiện trạng giếng khoan"),
        steps=("Bước 1: Chủ giếng nộp báo cáo quan trắc mực nước.", "Bước 2: Phòng Khoáng sản kiểm tra giếng khoan."),
        result="Giấy phép khai thác nước dưới đất được gia hạn",
        publisher="Bộ Nông nghiệp và Môi trường",
    )
