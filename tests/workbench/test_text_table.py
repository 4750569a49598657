"""Tables of text fit the terminal that they are shown on."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from workbench.text_table import cell_width, table_lines, wrapped

LAWS = (
    ("Số, ký hiệu", "Loại", "Thủ tục", "Cơ quan ban hành", "Tên"),
    ("53/2025/TT-BCA", "Thông tư", "24", "Bộ Công an", "–"),
    (
        "154/2024/NĐ-CP",
        "Nghị định",
        "21",
        "Chính phủ",
        "Quy định chi tiết một số điều và biện pháp thi hành Luật Cư trú",
    ),
)


def test_a_wide_table_wraps_its_longest_texts_at_80_columns() -> None:
    lines = list(table_lines(LAWS, right=(2,), width=80))
    assert max(map(cell_width, lines)) <= 80
    assert lines[1].startswith("53/2025/TT-BCA  Thông tư        24  Bộ Công an")
    assert [line.strip() for line in lines[3:]] == ["điều và biện pháp thi hành", "Luật Cư trú"]


def test_a_table_that_fits_stays_as_it_is() -> None:
    assert list(table_lines(LAWS, width=200)) == list(table_lines(LAWS))
    assert len(list(table_lines(LAWS))) == len(LAWS)


def test_a_table_with_too_many_columns_for_the_terminal_is_not_squeezed() -> None:
    many = [[f"cột số {number} dài" for number in range(12)]]
    assert list(table_lines(many, width=60)) == list(table_lines(many))


def test_a_word_longer_than_its_column_is_broken_and_marks_stay_with_their_letter() -> None:
    decomposed = unicodedata.normalize("NFD", "chứngthựcđiệntử")
    assert "".join(wrapped(decomposed, 5)) == decomposed
    assert all(not unicodedata.combining(line[0]) for line in wrapped(decomposed, 5))


@given(st.text("ab ứế漢\u0301", max_size=60), st.integers(2, 20))
def test_wrapped_lines_hold_every_letter_within_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_width(line) <= width for line in lines)


@given(st.lists(st.lists(st.text("ab ứ", max_size=40), min_size=3, max_size=3), min_size=1), st.integers(34, 90))
def test_every_table_whose_columns_can_shrink_fits(rows: list[list[str]], width: int) -> None:
    assert all(cell_width(line) <= width for line in table_lines(rows, width=width))
