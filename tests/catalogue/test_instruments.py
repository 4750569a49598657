"""Legal instruments by their numbers, as published lists write them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalogue.citations import read_citations
from catalogue.instruments import InstrumentKind, normalise_number, numbers_in, read_number
from catalogue.issuing_bodies import BODIES
from catalogue.records import LegalBasis


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("19/2011/NĐ-CP", "19/2011/NĐ-CP"),
        ("Nghị định số 19/2011/NĐ-CP", "19/2011/NĐ-CP"),
        ("Nghị định 19/2011/NÐ-CP ngày 21/3/2011 của Chính phủ", "19/2011/NĐ-CP"),
        ("19/2011/nd-cp", "19/2011/NĐ-CP"),
        (" 19 / 2011 / NĐ – CP.", "19/2011/NĐ-CP"),
        ("5/2020/TT-BTP", "05/2020/TT-BTP"),
        ("Luất số 146/2025/QH15", "146/2025/QH15"),
        ("31/2024/QH15 - Luật Đất đai", "31/2024/QH15"),
        ("Luật 36/2005/QH11 – LUẬT Thương mại", "36/2005/QH11"),
        ("190/2025/NQ-QH15", "190/2025/QH15"),
        ("66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
        ("08.a/2010/TT-BTP", "08a/2010/TT-BTP"),
        ("09b/2013/TT-BTP", "09b/2013/TT-BTP"),
        ("2628/QĐ-UBND", "2628/QĐ-UBND"),
        ("676/QĐ-BNN-TCTS", "676/QĐ-BNN-TCTS"),
        ("05/2015/TTLT/BTP-BCA-BYT", "05/2015/TTLT-BTP-BCA-BYT"),
        ("02/2013/TTLT-BGD&ĐT-BLĐTB&XH", "02/2013/TTLT-BGDĐT-BLĐTBXH"),
        ("7365-QĐ/TU", "7365-QĐ/TU"),
        ("Kết luận số 119-KL/TW", "119-KL/TW"),
        ("Thông tư liên tịch 42/2013/TTLT-BGDĐT- BLĐTBXH-BTC", "42/2013/TTLT-BGDĐT-BLĐTBXH-BTC"),
        ("Văn bản hợp nhất số 12/VBHN-BCT", "12/VBHN-BCT"),
        ("15/2021/NÐ-CP", "15/2021/NĐ-CP"),
        ("Nghị định số 1O/2O16/NĐ-CP", "10/2016/NĐ-CP"),
        ("l5/2021/NĐ-CP", "15/2021/NĐ-CP"),
        ("15/2021NĐ-CP", "15/2021/NĐ-CP"),
        ("15-2021/NĐ-CP", "15/2021/NĐ-CP"),
        ("15/2021/NĐCP", "15/2021/NĐ-CP"),
        ("15/2021/NĐ.CP", "15/2021/NĐ-CP"),
        ("TT277/2016/TT-BTC", "277/2016/TT-BTC"),
        ("Luật số 38/2019/QH 14", "38/2019/QH14"),
        ("38/2019/QH-14", "38/2019/QH14"),
        ("38/2019/QHl4", "38/2019/QH14"),
        ("15.2021.NĐ-CP", "15/2021/NĐ-CP"),
        ("Nghị định số 15.2021.NÐ.CP của Chính phủ", "15/2021/NĐ-CP"),
        ("04.2020/TT.BTP", "04/2020/TT-BTP"),
        ("04/2020.TT-BTP", "04/2020/TT-BTP"),
        ("60.2014.QH13", "60/2014/QH13"),
        ("Nghị định số 19/CP", "19/NĐ-CP"),
        ("Nghị định 12-CP ngày 18/02/1997 của Chính phủ", "12/NĐ-CP"),
        ("NGHỊ ĐỊNH SỐ 63 - CP", "63/NĐ-CP"),
    ],
)
def test_one_instrument_has_one_number_however_it_is_written(written: str, number: str) -> None:
    assert normalise_number(written) == number


@pytest.mark.parametrize(
    ("written", "number", "rest"),
    [
        ("60/2014/QH1360", "60/2014/QH13", "60"),
        ("158/2005/NĐ-CP158", "158/2005/NĐ-CP", "158"),
        ("05/2015/TTLT-BTP-BCA-BYT05", "05/2015/TTLT-BTP-BCA-BYT", "05"),
        ("07/2025/NĐ-CP280", "07/2025/NĐ-CP", "280"),
        ("110/2015/QH13110", "110/2015/QH13", "110"),
        ("42/2024/QH15T", "42/2024/QH15", "T"),
        ("2323/2023/QH15QUY", "23/2023/QH15", "23 … QUY"),
        ("1601/2016/QH14L", "01/2016/QH14", "16 … L"),
        ("7120/2016/NĐ-CP", "120/2016/NĐ-CP", "7"),
        ("2022.65/2025/TT-BTC", "65/2025/TT-BTC", "2022."),
        ("120/2025/NĐ-CPTH", "120/2025/NĐ-CP", "TH"),
        ("26/2005/PL-UBTVQH11S", "26/2005/PL-UBTVQH11", "S"),
        ("02/2012/NQ-HĐTP02", "02/2012/NQ-HĐTP", "02"),
        ("1282/2026/QĐ-UBND", "1282/2026/QĐ-UBND", ""),
    ],
)
def test_what_is_glued_to_a_number_is_taken_off_and_kept(written: str, number: str, rest: str) -> None:
    found = read_number(written)
    assert found is not None
    assert (found.number, found.rest, found.whole) == (number, rest, True)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("118/2025/NĐ-C", "118/2025/NĐ-CP"),
        ("66.7/2025/NQ-C", "66.7/2025/NQ-CP"),
        ("95/2025/QH1", "95/2025/QH15"),
        ("09/2023/QĐ-T", "09/2023/QĐ-TTg"),
    ],
)
def test_a_number_that_breaks_off_is_mended_where_it_can_go_on_in_one_way_only(written: str, number: str) -> None:
    found = read_number(written)
    assert found is not None and found.whole and found.number == number


@pytest.mark.parametrize("written", ["53/2025/TT-BC", "31/2025/TT", "21/2008/TTLT", "290/2005/QĐ-T", "55/2026/QĐ"])
def test_a_number_that_could_go_on_in_several_ways_is_not_guessed(written: str) -> None:
    found = read_number(written)
    assert found is not None and not found.whole and found.number == written


@pytest.mark.parametrize("written", ["", "Không có", "Bộ luật Lao động 2019.", "ngày 18/01/2024", "Luật số 58", "1/2"])
def test_a_text_without_a_number_has_none(written: str) -> None:
    assert read_number(written) is None
    assert normalise_number(written) == ""


@pytest.mark.parametrize(
    ("written", "kind", "issuer", "year"),
    [
        ("123/2015/NĐ-CP", InstrumentKind.DECREE, "Chính phủ", 2015),
        ("08/2025/TT-BTP", InstrumentKind.CIRCULAR, "Bộ Tư pháp", 2025),
        ("09/2015/TTLT-BCA-BYT-BTC", InstrumentKind.JOINT_CIRCULAR, "Bộ Công an - Bộ Y tế - Bộ Tài chính", 2015),
        ("06/2020/QĐ-TTg", InstrumentKind.DECISION, "Thủ tướng Chính phủ", 2020),
        ("526/QĐ-LĐTBXH", InstrumentKind.DECISION, "Bộ Lao động - Thương binh và Xã hội", None),
        ("190/2025/NQ-QH15", InstrumentKind.RESOLUTION, "Quốc hội", 2025),
        ("60/2014/QH13", InstrumentKind.ASSEMBLY_ACT, "Quốc hội", 2014),
        ("26/2005/PL-UBTVQH11", InstrumentKind.ORDINANCE, "Ủy ban Thường vụ Quốc hội", 2005),
        ("21/2014/L-CTN", InstrumentKind.ORDER, "Chủ tịch nước", 2014),
        ("28/2024/NQ-HĐND", InstrumentKind.RESOLUTION, "Hội đồng nhân dân", 2024),
        ("01/VBHN-BTP", InstrumentKind.CONSOLIDATION, "Bộ Tư pháp", None),
    ],
)
def test_a_number_tells_kind_issuer_and_year(written: str, kind: InstrumentKind, issuer: str, year: int | None) -> None:
    found = read_number(written)
    assert found is not None
    assert (found.kind, found.issuer, found.year) == (kind, issuer, year)


def test_the_numbers_of_provinces_are_told_from_those_of_the_state() -> None:
    local = [read_number(text) for text in ("52/2026/QĐ-UBND", "34/2025/NQ-HĐND", "55/2026/QĐ")]
    state = [read_number(text) for text in ("52/2026/NĐ-CP", "66.7/2025/NQ-CP", "09/2023/QĐ-TTg")]
    assert [found is not None and found.local for found in local + state] == [True] * 3 + [False] * 3


def test_every_number_of_a_text_is_found_in_order() -> None:
    text = "• Nghị định 123/2015/NĐ-CP về Hộ tịch. • Thông tư 281/2016/TT-BTC ngày 14/11/2016 • Luật số 60/2014/QH13"
    found = list(numbers_in(text))
    assert [number.number for _, _, number in found] == ["123/2015/NĐ-CP", "281/2016/TT-BTC", "60/2014/QH13"]
    assert text[found[1][0] : found[1][1]] == "281/2016/TT-BTC"


_GLUED = st.builds(
    "{}{}/{}/{}{}".format,
    st.sampled_from(["", "20", "2023", "7", "Luật số ", "Nghị định số "]),
    st.from_regex(r"[0-9]{1,4}(\.[0-9]{1,2})?[a-z]?", fullmatch=True),
    st.integers(1986, 2030),
    st.one_of(
        st.sampled_from(["QH15", "qh1", "QH1360", "NQ-QH14", "UBTVQH13", "PL-UBTVQH11", "L-CTN"]),
        st.builds(
            "{}-{}".format,
            st.sampled_from(["NĐ", "nd", "TT", "TTLT", "QĐ", "NQ", "NQLT"]),
            st.lists(st.sampled_from([*BODIES, "BC", "XYZ"]), min_size=1, max_size=3).map("-".join),
        ),
    ),
    st.sampled_from(["", "60", "T", "QUY", "BAN", " ngày 01/02/2020", ".", "LT2", "-", "/"]),
)


@given(st.one_of(_GLUED, st.text(alphabet="0123456789/-.ĐNQHCPTBđnqhl &aư\u200b", max_size=40), st.text(max_size=60)))
@example("2000.0o/1986/QH15")
def test_normalising_a_number_again_changes_nothing(text: str) -> None:
    once = normalise_number(text)
    assert normalise_number(once) == once


@pytest.mark.parametrize(
    "text",
    [
        # Resolutions and the Prime Minister's decisions are still numbered without a year.
        "19/CP",
        "Nghị quyết số 38-CP",
        "Quyết định số 80-TTg",
        "Công ty 12-CP",
        "Nghị định 12-CPA",
        "Điều 5.2021 của Luật",
        "ngày 15.10.2021.NĐ",
    ],
)
def test_an_old_number_that_may_be_several_things_is_not_read(text: str) -> None:
    assert normalise_number(text) == ""


def test_old_decrees_stand_among_the_other_numbers_where_they_are_named() -> None:
    text = "Luật 60/2014/QH13; Nghị định số 12/CP; Thông tư 04.2020.TT-BTP"
    found = list(numbers_in(text))
    assert [number.number for *_, number in found] == ["60/2014/QH13", "12/NĐ-CP", "04/2020/TT-BTP"]
    assert [text[start:end] for start, end, _ in found] == ["60/2014/QH13", "12/CP", "04.2020.TT-BTP"]
    decree = found[1][2]
    assert (decree.kind, decree.issuer, decree.year, decree.whole) == (InstrumentKind.DECREE, "Chính phủ", None, True)
    assert cited("12-CP", "Nghị định của Chính phủ về tổ chức tín dụng") == "12/NĐ-CP"
    assert cited("12-CP", "Quyết định của Hội đồng Chính phủ") == ""


def cited(number: str, title: str) -> str:
    (read,) = read_citations([LegalBasis(number, title)])
    return read.number if read else ""
