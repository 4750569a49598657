"""Articles to amend: how they are cited, and whose authority it is to amend them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalogue.records import LegalBasis
from reviews.amendments import amendments, cited_article, joined_articles
from reviews.authority import authorities, issuers_of, within
from reviews.documents.content import Office
from reviews.law.successors import successors
from reviews.marks import Mark

DA_NANG = Office(parent_agency="Ủy ban nhân dân thành phố Đà Nẵng", agency="Sở Tư pháp")
BASES = (
    LegalBasis("60/2014/QH13", "Luật Hộ tịch"),
    LegalBasis("04/2020/TT-BTP", "Thông tư quy định chi tiết Luật Hộ tịch"),
    LegalBasis("123/2015/NĐ-CP", "Nghị định quy định chi tiết Luật Hộ tịch"),
)


@pytest.mark.parametrize(
    ("typed", "cited"),
    [
        ("Điều 4 85/2019/TT-BTC.", "Điều 4 Thông tư số 85/2019/TT-BTC"),
        ("Khoản 1 Điều 10 Nghị định 123/2015/NĐ-CP;", "khoản 1 Điều 10 Nghị định số 123/2015/NĐ-CP"),
        ("khoản 1 Điều 10 Nghị định số 123/2015/NĐ-CP", "khoản 1 Điều 10 Nghị định số 123/2015/NĐ-CP"),
        ("điểm a khoản 2 Điều 5 10/2024/QĐ-TTg", "điểm a khoản 2 Điều 5 Quyết định số 10/2024/QĐ-TTg"),
        ("Điều 18 60/2014/QH13", "Điều 18 Luật số 60/2014/QH13"),
        ("Điều 18 Luật Hộ tịch", "Điều 18 Luật Hộ tịch"),
        (
            "Điều 3 36/2023/QĐ-UBND; Điều 2 Thông tư 04/2020/TT-BTP",
            "Điều 3 Quyết định số 36/2023/QĐ-UBND; Điều 2 Thông tư số 04/2020/TT-BTP",
        ),
        ("TT 04/2020/TT-BTP", "TT 04/2020/TT-BTP"),
        ("Điều 5 82/2015/NĐ-CP82", "Điều 5 Nghị định số 82/2015/NĐ-CP"),
        ("Điều 14 60/2014/QH1360", "Điều 14 Luật số 60/2014/QH13"),
        ("Điều 27 49/2019/QH1449", "Điều 27 văn bản số 49/2019/QH14"),
        (" ", ""),
    ],
)
def test_a_bare_number_is_cited_with_its_kind(typed: str, cited: str) -> None:
    assert cited_article(typed, BASES) == cited
    assert cited_article(cited, BASES) == cited


@pytest.mark.parametrize(
    ("article", "bodies"),
    [
        ("Điều 18 Luật Hộ tịch", ("Quốc hội",)),
        ("Điều 35 Bộ luật Dân sự", ("Quốc hội",)),
        ("Điều 5 Pháp lệnh Án phí", ("Ủy ban Thường vụ Quốc hội",)),
        ("Điều 10 Nghị định về hộ tịch", ("Chính phủ",)),
        ("Quyết định của Thủ tướng Chính phủ về mức trợ cấp", ("Thủ tướng Chính phủ",)),
        ("Điều 2 Thông tư về biểu mẫu hộ tịch", ("Bộ Tư pháp",)),
        ("Điều 2 Thông tư của Bộ Công an", ("Bộ Công an",)),
        ("Nghị quyết của HĐND về lệ phí hộ tịch", ("Hội đồng nhân dân thành phố Đà Nẵng",)),
        ("Điều 3 36/2023/QĐ-UBND", ("Ủy ban nhân dân thành phố Đà Nẵng",)),
        ("Điều 1 01/2016/TTLT-BTC-BTP", ("Bộ Tài chính", "Bộ Tư pháp")),
        ("Điều 4 12/2017/TT-BGTVT", ("Bộ Xây dựng",)),
        (
            "Điều 4 18/2018/TT-BLĐTBXH",
            ("cơ quan tiếp nhận nhiệm vụ của Bộ Lao động - Thương binh và Xã hội",),
        ),
        ("quy định của pháp luật hiện hành", ()),
        ("", ()),
    ],
)
def test_who_may_amend_follows_from_the_number_or_the_kind(article: str, bodies: tuple[str, ...]) -> None:
    assert authorities(article, BASES, DA_NANG) == bodies


def test_a_circular_of_nobody_known_is_its_issuers() -> None:
    assert authorities("Điều 2 Thông tư về biểu mẫu", (), DA_NANG) == ("bộ, cơ quan ngang bộ đã ban hành thông tư",)


def test_issuers_of_the_legal_bases_come_highest_first() -> None:
    assert issuers_of(BASES, DA_NANG) == ("Quốc hội", "Chính phủ", "Bộ Tư pháp")


def test_a_ministry_may_amend_what_the_one_before_it_issued(mark_of: Callable[..., Mark]) -> None:
    mark = mark_of(part="paper", article="Điều 4 12/2017/TT-BGTVT")
    assert within(mark, (), Office(agency="Bộ Xây dựng"))
    assert not within(mark, (), Office(agency="Bộ Tài chính"))
    joint = mark_of(part="paper", article="Điều 1 01/2016/TTLT-BTC-BTP")
    assert not within(joint, (), Office(agency="Bộ Tài chính"))


def test_marks_on_one_article_are_gathered_however_it_was_typed(mark_of: Callable[..., Mark]) -> None:
    typed = ("", "Điều 4 85/2019/TT-BTC.", "Điều 4 Thông tư 85/2019/TT-BTC")
    marks = [mark_of(part="paper", article=article) for article in typed]
    named, unnamed = amendments(marks, BASES, DA_NANG)
    assert (named.article, named.bodies, named.own) == ("Điều 4 Thông tư số 85/2019/TT-BTC", ("Bộ Tài chính",), False)
    assert named.marks == tuple(marks[1:])
    assert (unnamed.article, unnamed.marks, unnamed.bodies, unnamed.own) == ("", (marks[0],), (), False)


def test_every_successor_says_where_it_is_known_from() -> None:
    for one in successors().values():
        assert one.source and one.to not in successors()
        assert not one.verified or "chưa" not in one.source


def test_articles_of_one_instrument_are_one_recommendation_in_their_order(mark_of: Callable[..., Mark]) -> None:
    typed = (
        "Điều 11 52/2026/QĐ-UBND",
        "điểm b khoản 1 Điều 2 Quyết định 52/2026/QĐ-UBND",
        "Điều 5 Quyết định số 52/2026/QĐ-UBND",
        "Phụ lục I Quyết định số 52/2026/QĐ-UBND",
    )
    joined, alone = amendments([mark_of(part="paper", article=article) for article in typed], BASES, DA_NANG)
    assert joined.article == "điểm b khoản 1 Điều 2, Điều 5 và Điều 11 Quyết định số 52/2026/QĐ-UBND"
    assert joined.own and joined.bodies == ("Ủy ban nhân dân thành phố Đà Nẵng",)
    assert alone.article == "Phụ lục I Quyết định số 52/2026/QĐ-UBND"


def test_articles_of_several_instruments_are_listed_by_instrument() -> None:
    assert joined_articles(
        [
            "Điều 6 Nghị quyết số 34/2025/NQ-HĐND",
            "Điều 10 Nghị định số 123/2015/NĐ-CP",
            "khoản 2 Điều 6 Nghị quyết số 34/2025/NQ-HĐND",
            "Luật Hộ tịch",
        ]
    ) == ("Điều 6 và khoản 2 Điều 6 Nghị quyết số 34/2025/NQ-HĐND; Điều 10 Nghị định số 123/2015/NĐ-CP; Luật Hộ tịch")
    assert joined_articles([]) == ""
