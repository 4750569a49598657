"""What legal bases cite: the number, the title and the other bases of the procedure read together."""

from __future__ import annotations

import pytest

from catalogue.citations import Instrument, named_kinds, read_citations
from catalogue.instruments import InstrumentKind
from catalogue.records import LegalBasis


def cited(number: str, title: str = "", day: str = "", publisher: str = "") -> Instrument:
    """The instrument that one legal basis cites."""
    found = read_citations((LegalBasis(number, title, day),), publisher)[0]
    assert found is not None
    return found


def test_a_title_says_whether_an_act_of_the_assembly_is_a_law_a_code_or_a_resolution() -> None:
    assert cited("31/2024/QH15", "Luật Đất đai ngày 18/01/2024;").kind is InstrumentKind.LAW
    assert cited("45/2019/QH14", "Bộ Luật lao động").kind is InstrumentKind.CODE
    assert cited("Nghị quyết số 254/2025/QH15").kind is InstrumentKind.RESOLUTION
    assert cited("Luật Dược số 105/2016/QH13").kind is InstrumentKind.LAW
    assert cited("66/2006/QH11").kind is InstrumentKind.ASSEMBLY_ACT


def test_a_number_that_stands_in_the_title_only_is_found() -> None:
    title = "Quyết định số 526/QĐ-LĐTBXH ngày 06/5/2021 – Bộ trưởng Bộ LĐ-TB&XH."
    assert cited("", title).number == "526/QĐ-LĐTBXH"
    assert cited("Luật số 58", "Luật số 58/2024/QH15 của Quốc hội: Luật Đầu tư công").number == "58/2024/QH15"


@pytest.mark.parametrize(
    "title",
    [
        "Luật Thủy sản năm 2017",
        "Không có thông tin",
        "Các quy định về quản lý đầu tư xây dựng, xem Nghị định số 15/2021/NĐ-CP",
    ],
)
def test_a_title_that_only_mentions_a_number_or_none_cites_nothing_by_number(title: str) -> None:
    assert read_citations((LegalBasis("", title),)) == [None]


def test_a_title_completes_a_number_that_breaks_off() -> None:
    title = "Thông tư số 53/2025/TT-BCA ngày 01/7/2025 của Bộ trưởng Bộ Công an"
    assert cited("53/2025/TT-BC", title).number == "53/2025/TT-BCA"


def test_a_neighbour_that_cites_the_same_instrument_whole_completes_it() -> None:
    bases = (LegalBasis("53/2025/TT-BC"), LegalBasis("64/2025/TT-BTC"), LegalBasis("53/2025/TT-BCA"))
    assert [found and found.number for found in read_citations(bases)] == [
        "53/2025/TT-BCA",
        "64/2025/TT-BTC",
        "53/2025/TT-BCA",
    ]
    other = (LegalBasis("53/2025/TT-BC"), LegalBasis("54/2025/TT-BCA"))
    assert read_citations(other)[0] == Instrument(
        "53/2025/TT-BC", "", InstrumentKind.CIRCULAR, "", 2025, "", "", whole=False
    )


def test_a_province_that_stands_beside_the_number_is_told() -> None:
    assert cited("Nghị quyết 27/2022/NQ-HĐND của HĐND thành phố Đà Nẵng").place == "Đà Nẵng"


def test_one_number_of_two_provinces_is_two_instruments() -> None:
    lang_son = cited("28/2026/QĐ-UBND.", "Quy định về phân cấp trong lĩnh vực đất đai", publisher="UBND tỉnh Lạng Sơn")
    lai_chau = cited("28/2026/QĐ-UBND ", "trên địa bàn tỉnh Lai Châu", publisher="Bộ Nông nghiệp và Môi trường")
    assert lang_son.key == ("28/2026/QĐ-UBND", "Lạng Sơn")
    assert lai_chau.key == ("28/2026/QĐ-UBND", "Lai Châu")


def test_the_province_is_told_however_it_is_spelled_and_the_title_counts_before_the_publisher() -> None:
    words = "Nghị quyết số 28/2024/NQ-HĐND của Hội đồng nhân dân tỉnh Thanh Hoá"
    assert cited("28/2024/NQ-HĐND", words, publisher="UBND thành phố Đà Nẵng").place == "Thanh Hóa"
    assert cited("49/2026/NĐ-CP", words, publisher="UBND thành phố Đà Nẵng").place == ""


@pytest.mark.parametrize(
    ("number", "title", "day"),
    [
        ("06/2017/TT-BVHTTDL", "Thông tư số 06/2017/TT-BVHTTDL ngày 15 tháng 12 năm 2017 của Bộ trưởng", "2017-12-15"),
        ("31/2024/QH15", "Luật Đất đai ngày 18/01/2024;", "2024-01-18"),
        ("54/2017/NĐ-CP", "Nghị định số 54/2017/NĐ-CP ngày 08/5/2006 của Chính phủ", ""),
        ("54/2017/NĐ-CP", "Nghị định số 54/2017/NĐ-CP ngày 31/02/2017", ""),
        ("50/2026/NĐ-CP", "Quy định chi tiết Nghị quyết số 254/2025/QH15 ngày 11 tháng 12 năm 2025", ""),
    ],
)
def test_the_day_is_taken_where_it_belongs_to_the_instrument_and_fits_its_year(
    number: str, title: str, day: str
) -> None:
    assert cited(number, title).day == day


def test_the_day_of_the_record_counts_before_the_title() -> None:
    assert cited("31/2024/QH15", "Luật Đất đai ngày 18/01/2024", day="2024-01-20").day == "2024-01-20"


def test_a_text_names_acts_by_kind_and_number() -> None:
    title = "Luật Đất đai số 31/2024/QH15 được sửa đổi bởi Luật số 43/2024/QH15 và Nghị quyết 254/2025/QH15"
    assert named_kinds(title) == (
        ("43/2024/QH15", InstrumentKind.LAW),
        ("254/2025/QH15", InstrumentKind.RESOLUTION),
    )
