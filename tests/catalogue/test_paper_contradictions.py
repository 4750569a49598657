"""Names in nearly the same words that are about two subjects; names are real ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.issuer_names import told_by
from catalogue.paper_contradictions import contradicts
from catalogue.paper_likeness import likeness, name_words

CENTRE = "Giấy đăng ký hoạt động của Trung tâm tư vấn pháp luật"


def alike(paper: str, result: str, procedure: str = "", asker: str = "") -> str:
    """Return why a paper and a result are one, by their names as they are written."""
    return likeness(name_words(paper), name_words(result), told_by(procedure), told_by(asker))


@pytest.mark.parametrize(
    ("paper", "result"),
    [
        (
            "Giấy chứng nhận đăng ký thay đổi nội dung biện pháp bảo đảm bằng tàu bay",
            "Giấy chứng nhận đăng ký thay đổi nội dung biện pháp bảo đảm bằng tàu biển",
        ),
        (
            "Giấy chứng nhận đủ điều kiện cung cấp sản phẩm, dịch vụ phân tích, tổng hợp dữ liệu",
            "Giấy chứng nhận đủ điều kiện kinh doanh sản phẩm, dịch vụ phân tích, tổng hợp dữ liệu",
        ),
        ("Giấy đăng ký hoạt động của Chi nhánh Trung tâm tư vấn pháp luật", CENTRE),
        ("Trích lục đăng ký chấm dứt giám sát việc giám hộ", "Trích lục đăng ký chấm dứt giám hộ"),
        ("Giấy phép thành lập công ty luật nước ngoài", "Giấy phép thành lập công ty luật"),
    ],
)
def test_one_word_of_many_makes_another_subject(paper: str, result: str) -> None:
    assert alike(paper, result) == "" == alike(result, paper)


@pytest.mark.parametrize(
    ("paper", "result", "procedure", "asker"),
    [
        (CENTRE, CENTRE, "", ""),
        (
            "Giấy phép thành lập của các công ty luật",
            "Giấy phép thành lập công ty luật nước ngoài",
            "Cấp giấy phép thành lập Công ty luật nước ngoài",
            "Sáp nhập công ty luật nước ngoài",
        ),
        ("Giấy phép bán buôn rượu của thương nhân nước ngoài", "Giấy phép bán buôn rượu", "", ""),
    ],
)
def test_what_the_procedures_say_and_whose_a_paper_is_contradict_nothing(
    paper: str, result: str, procedure: str, asker: str
) -> None:
    assert alike(paper, result, procedure, asker)


def test_a_coincidence_of_syllables_is_no_likeness() -> None:
    named = "Giao đất, giao rừng không thông qua đấu giá, không thuộc diện chấp thuận chủ trương đầu tư"
    assert alike("Văn bản chấp thuận giao thông", "Quyết định giao đất", named) == ""


WORDS = st.lists(st.sampled_from(["một", "hai", "ba", "bốn", "năm", "sáu"]), max_size=6).map(tuple)


@given(WORDS, WORDS)
def test_nothing_contradicts_what_says_all_of_it(paper: tuple[str, ...], result: tuple[str, ...]) -> None:
    said = {*paper, *result}
    assert not contradicts(paper, result, said, said)
    assert not contradicts(paper, paper, set(paper), set(paper))
