"""Texts compared word by word, rows assigned to rows, and words told from slips."""

from __future__ import annotations

import unicodedata
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.changes.alignment import align
from catalogue.changes.syllables import is_syllable
from catalogue.changes.wording import same_wording
from catalogue.word_diff import ADDED, REMOVED, SAME, Span, word_diff


def test_the_words_that_changed_are_marked_and_nothing_else() -> None:
    assert word_diff("Thời hạn giải quyết: 06 ngày làm việc", "Thời hạn giải quyết: 07 ngày làm việc") == (
        Span(SAME, "Thời hạn giải quyết: "),
        Span(REMOVED, "06"),
        Span(ADDED, "07"),
        Span(SAME, " ngày làm việc"),
    )


def test_a_change_of_several_words_in_a_row_is_one_stretch() -> None:
    spans = word_diff("nộp tại Sở Tư pháp", "nộp tại Ủy ban nhân dân xã")
    assert [span.op for span in spans] == [SAME, REMOVED, ADDED]


@given(st.text(alphabet="aạb c.\nđ", max_size=40), st.text(alphabet="aạb c.\nđ", max_size=40))
def test_both_texts_can_be_read_out_of_the_spans(old: str, new: str) -> None:
    spans = word_diff(old, new)
    assert "".join(span.text for span in spans if span.op != ADDED) == unicodedata.normalize("NFC", old)
    assert "".join(span.text for span in spans if span.op != REMOVED) == unicodedata.normalize("NFC", new)


def test_very_long_texts_are_compared_line_by_line() -> None:
    lines = [f"Dòng thứ {at} của một văn bản rất dài" for at in range(2_000)]
    changed = [*lines[:1_000], "Một dòng khác", *lines[1_001:]]
    spans = word_diff("\n".join(lines), "\n".join(changed))
    assert [span.text.strip() for span in spans if span.op != SAME] == [lines[1_000], "Một dòng khác"]


LIKENESS = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 100).map(lambda n: n / 100), min_size=columns, max_size=columns), min_size=1, max_size=4
    )
)


@given(LIKENESS, st.sampled_from([0.0, 0.5, 0.8]))
def test_the_assignment_has_the_greatest_sum_of_all(likeness: list[list[float]], least: float) -> None:
    found = align(likeness, least)
    rows, columns = len(likeness), len(likeness[0])
    assert len({row for row, _ in found}) == len({column for _, column in found}) == len(found)
    assert all(likeness[row][column] >= least for row, column in found)

    def worth(row: int, column: int) -> float:
        return likeness[row][column] if likeness[row][column] >= least else 0.0

    if rows <= columns:
        ways = [list(enumerate(way)) for way in permutations(range(columns), rows)]
    else:
        ways = [[(row, column) for column, row in enumerate(way)] for way in permutations(range(rows), columns)]
    best = max(sum(worth(row, column) for row, column in way) for way in ways)
    assert sum(likeness[row][column] for row, column in found) == pytest.approx(best)


@pytest.mark.parametrize("word", ["giấy", "quyết", "nghiêng", "gì", "uỷ", "khuya", "ương", "giếng", "đơn"])
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["thưc", "đnăg", "khia2", "bvăn", "pdf", "kếthôn"])
def test_what_no_vietnamese_word_looks_like_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Giấy phép có thời hạn 05 năm kể từ ngày cấp", "Giấy phép có thời hạn 03 năm kể từ ngày cấp"),
        ("Có ít nhất bốn người tham gia cuộc họp", "Có ít nhất bốn mươi người tham gia cuộc họp"),
        ("Bản chính Giấy chứng nhận kết hôn", "Bản sao Giấy chứng nhận kết hôn"),
        ("Nộp tại Ủy ban nhân dân cấp xã", "Nộp tại Ủy ban nhân dân cấp tỉnh"),
        ("Mẫu số 01 ban hành kèm theo Thông tư", "Mẫu số 10 ban hành kèm theo Thông tư"),
    ],
)
def test_what_says_something_else_is_never_wording(one: str, other: str) -> None:
    assert not same_wording(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1. Đơn đề nghị;\n2. Hợp đồng lao động", "a) Đơn đề nghị\nb) Hợp đồng lao động."),
        ("Trong thời hạn 06 (sáu) ngày làm việc", "trong thời hạn 6 ngày làm việc"),
        ("Mẫu CT 01 do công an cấp xã phát hành", "Mẫu CT01 do Công an cấp xã phát hành"),
        ("Kỹ thuật viên thuỷ lợi của HTX Hoà Bình", "Kĩ thuật viên thủy lợi của hợp tác xã Hòa Bình"),
    ],
)
def test_what_says_the_same_is_wording(one: str, other: str) -> None:
    assert same_wording(one, other)
    assert same_wording(other, one)
