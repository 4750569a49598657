"""A body that took over from a merged or abolished one moved no competence; what went to a third one did move."""

from __future__ import annotations

import pytest

from catalogue.changes.agencies import agency_changes, level_changes
from catalogue.differences import Burden, Change, Reason
from catalogue.records import Agencies, Procedure
from catalogue.successor_bodies import AbolishedLevel, Merger, abolished_levels, mergers

TODAY = "2026-01-16"


def _only(before: tuple[str, ...], now: tuple[str, ...], day: str = TODAY) -> Change:
    (change,) = agency_changes(Agencies(implementing=before), Agencies(implementing=now), day)
    return change


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Sở Giao thông vận tải", "Sở Xây dựng"),
        ("Sở Giao thông vận tải TP. Đà Nẵng", "Sở Xây dựng"),
        ("Bộ Giao thông vận tải", "Bộ Xây dựng"),
        ("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính"),
        ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
        ("Bộ NN&PTNT", "Bộ Nông nghiệp và Môi trường"),
        ("Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"),
        ("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"),
        ("Uỷ ban Dân tộc", "Bộ Dân tộc và Tôn giáo"),
        ("Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã"),
        ("Phòng Tư pháp", "Ủy ban nhân dân cấp xã"),
        ("UBND cấp huyện", "Sở Tư pháp"),
    ],
)
def test_a_successor_is_told_and_counts_neither_way(before: str, now: str) -> None:
    change = _only((before,), (now,))
    assert (change.reasons, change.burden, change.wording_only) == ((Reason.BODY_SUCCEEDED,), Burden.NEUTRAL, False)


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        (("Sở Giao thông vận tải",), ("Công an tỉnh",), Reason.COMPETENCE_MOVED),
        (("Sở Giao thông vận tải",), ("Sở Tài chính",), Reason.COMPETENCE_MOVED),
        (("Sở Giao thông vận tải",), ("Sở Xây dựng", "Công an tỉnh"), Reason.COMPETENCE_MOVED),
        (("Sở Tư pháp",), ("Công an tỉnh",), Reason.COMPETENCE_MOVED),
        (("UBND cấp huyện",), ("Bộ Tư pháp",), Reason.COMPETENCE_HIGHER),
        (("Ủy ban nhân dân cấp xã",), ("Ủy ban nhân dân cấp tỉnh",), Reason.COMPETENCE_HIGHER),
        (("Ủy ban nhân dân cấp tỉnh",), ("Ủy ban nhân dân cấp xã",), Reason.COMPETENCE_LOWER),
    ],
)
def test_what_no_merger_explains_did_move(before: tuple[str, ...], now: tuple[str, ...], reason: Reason) -> None:
    assert _only(before, now).reasons == (reason,)


def test_an_edition_decided_before_the_merger_knows_nothing_of_it() -> None:
    assert _only(("Sở Giao thông vận tải",), ("Sở Xây dựng",), "2024-05-02").reasons == (Reason.COMPETENCE_MOVED,)
    assert _only(("Ủy ban nhân dân cấp huyện",), ("Ủy ban nhân dân cấp xã",), "2024-05-02").reasons == (
        Reason.COMPETENCE_LOWER,
    )


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        (("Cấp Huyện",), ("Cấp Xã",), Reason.BODY_SUCCEEDED),
        (("Cấp Huyện",), ("Cấp Tỉnh",), Reason.BODY_SUCCEEDED),
        (("Cấp Tỉnh",), ("Cấp Xã",), Reason.COMPETENCE_LOWER),
    ],
)
def test_the_district_level_handed_over_to_commune_and_province(
    before: tuple[str, ...], now: tuple[str, ...], reason: Reason
) -> None:
    old, new = Procedure("Chứng thực chữ ký", level=before), Procedure("Chứng thực chữ ký", level=now)
    (change,) = level_changes(old, new)
    assert change.reasons == (reason,)


def test_every_entry_names_its_instrument_and_whether_anybody_verified_it() -> None:
    entries: list[Merger | AbolishedLevel] = [*mergers(), *abolished_levels()]
    for entry in entries:
        assert "/20" in entry.source
        assert entry.verified is False
