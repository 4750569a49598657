"""A check finds figures that do not agree, what is missing and what is left open, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from reviews.documents.checks import FaultKind, check_document
from reviews.documents.content import CostLine, Proposal, Recommendation
from reviews.documents.document import Document
from reviews.documents.gathering import Request
from reviews.documents.registry import gather

_LABELS = ("Chi phí trước", "Chi phí sau", "Chi phí tiết kiệm", "Tỷ lệ cắt giảm chi phí")


def _document(proposal: Proposal) -> Document:
    return Document(
        "proposal", "proposal.md.j2", {"office": proposal.office, "day": proposal.day, "proposal": proposal}, "x"
    )


def _costed(proposal: Proposal, *values: str) -> Document:
    costs = tuple(CostLine(label, value) for label, value in zip(_LABELS, values, strict=True))
    return _document(replace(proposal, blocks=(replace(proposal.blocks[0], costs=costs),)))


def _kinds(document: Document) -> set[FaultKind]:
    return {fault.kind for fault in check_document(document)}


def test_figures_that_agree_are_not_told(proposal: Proposal) -> None:
    # The published case of Hà Nội, and a ratio that was cut off instead of rounded.
    for ratio in ("58,59 %", "58,5 %"):
        document = _costed(proposal, "387.116.000 đồng/năm", "160.310.000 đồng/năm", "226.806.000 đồng/năm", ratio)
        assert not _kinds(document) & {FaultKind.SAVING_WRONG, FaultKind.RATIO_WRONG}


def test_a_saving_or_a_ratio_that_does_not_follow_is_broken(proposal: Proposal) -> None:
    document = _costed(proposal, "1.000 đồng/năm", "400 đồng/năm", "601 đồng/năm (tạm tính)", "27,80 %")
    found = {fault.kind: fault for fault in check_document(document)}
    assert found[FaultKind.SAVING_WRONG].broken and found[FaultKind.RATIO_WRONG].broken
    assert not found[FaultKind.PROVISIONAL].broken
    assert "1. Thủ tục đăng ký kết hôn" in found[FaultKind.SAVING_WRONG].place


def test_a_point_without_reason_and_a_block_without_points_are_broken(proposal: Proposal) -> None:
    block = proposal.blocks[0]
    bare = replace(block, items=(replace(block.items[0], reason=""),))
    assert FaultKind.REASON_MISSING in _kinds(_document(replace(proposal, blocks=(bare,))))
    assert FaultKind.CONTENT_MISSING in _kinds(_document(replace(proposal, blocks=(replace(block, items=()),))))


def test_every_blank_is_named(blank_proposal: Proposal, proposal: Proposal) -> None:
    blanks = [fault.detail for fault in check_document(_document(blank_proposal)) if fault.kind is FaultKind.BLANK]
    assert {"Số: …", "Thời gian, lộ trình thực hiện: …."} <= set(blanks)
    cut = replace(proposal.blocks[0].items[0], sentence="Bỏ “Giấy tờ chứng minh…”.")
    full = replace(proposal, blocks=(replace(proposal.blocks[0], items=(cut,)),))
    assert FaultKind.BLANK not in _kinds(_document(full))


def test_a_successor_that_nobody_verified_is_told(proposal: Proposal) -> None:
    article = "Điều 4 Thông tư số 12/2017/TT-BGTVT"
    line = Recommendation((11,), f"Đề nghị Bộ Xây dựng sửa đổi, bổ sung {article}.", article, ("Bộ Xây dựng",))
    block = replace(proposal.blocks[0], recommendations=(line,))
    faults = check_document(_document(replace(proposal, blocks=(block,))))
    told = [fault for fault in faults if fault.kind is FaultKind.UNVERIFIED_LAW]
    assert [fault.detail for fault in told] == ["Bộ Giao thông vận tải → Bộ Xây dựng"]
    assert not told[0].broken


def test_what_is_found_is_told_on_one_line(reviewed: Request) -> None:
    for kind in ("decision", "report"):
        faults = check_document(gather(kind, replace(reviewed, day=None)))
        assert any("Kèm theo" in fault.detail for fault in faults)
        assert not any("\n" in fault.detail + fault.place for fault in faults)
