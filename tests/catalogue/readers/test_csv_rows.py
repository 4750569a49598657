"""CSV files whose quotation marks are not closed: refused with the line, so that no row is swallowed by another."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.csv_rows import rows_of_csv

PATH = Path("danh sách.csv")


def rows(text: str) -> list[tuple[int, tuple[str, ...]]]:
    return list(rows_of_csv(text.splitlines(keepends=True), ",", PATH))


def test_rows_are_numbered_by_their_first_lines() -> None:
    text = 'Mã TTHC,Tên thủ tục\n1.001193,"Đăng ký khai sinh\n(cấp xã)"\n\n1.000894,Đăng ký kết hôn\n'
    assert rows(text) == [
        (1, ("Mã TTHC", "Tên thủ tục")),
        (2, ("1.001193", "Đăng ký khai sinh\n(cấp xã)")),
        (4, ()),
        (5, ("1.000894", "Đăng ký kết hôn")),
    ]


def test_quotation_marks_within_a_line_are_read_as_they_are_meant() -> None:
    assert rows('1.000894,"Đăng ký "kết hôn" lưu động"\n2.000635,Cấp "bản sao" trích lục\n') == [
        (1, ("1.000894", 'Đăng ký kết hôn" lưu động"')),
        (2, ("2.000635", 'Cấp "bản sao" trích lục')),
    ]


@pytest.mark.parametrize(
    "below",
    [
        "1.000894,Đăng ký kết hôn\n",
        '1.000894,"Đăng ký kết hôn"\n2.000635,Cấp bản sao trích lục\n',
        "",
    ],
    ids=["to the end", "to the next mark", "in the last row"],
)
def test_a_mark_that_is_not_closed_is_refused_where_its_row_begins(below: str) -> None:
    with pytest.raises(Problem) as refused:
        rows('Mã TTHC,Tên thủ tục\n1.004222,Đăng ký thường trú\n1.001193,"Đăng ký khai sinh\n' + below)
    assert refused.value.kind is ProblemKind.QUOTE_OPEN
    assert refused.value.facts == {"path": str(PATH), "line": 3}
