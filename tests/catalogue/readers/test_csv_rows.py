"""CSV files whose quotation marks are not closed: refused with the line, so that no row is swallowed by another."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import cast

import pytest

from catalogue.problems import Problem, ProblemKind
from catalogue.readers import portal_list
from catalogue.readers.csv_rows import rows_of_csv
from catalogue.readers.layout import Layout
from catalogue.readers.mapped import MappedLayout
from catalogue.readers.mapping_file import read_mapping

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


@pytest.mark.parametrize("name", ["ngắn", "rất dài " * 40_000])
def test_a_cell_of_any_length_is_read_wherever_it_stands(tmp_path: Path, name: str) -> None:
    path = tmp_path / "danh mục.csv"
    path.write_text(f"Mã thủ tục,Tên thủ tục\n1.000894,{name}\n1.000656,Đăng ký khai tử\n", encoding="utf-8")
    csv.field_size_limit(131_072)
    layouts: tuple[Layout, ...] = (cast(Layout, portal_list), _mapped(tmp_path))
    for layout in layouts:
        csv.field_size_limit(131_072)
        read = [layout.interpret(raw, path) for raw in layout.raw_records(path)]
        assert [record.procedure.name for record in read] == [name.strip(), "Đăng ký khai tử"]


def _mapped(folder: Path) -> MappedLayout:
    mapping = folder / "map.toml"
    mapping.write_text('[fields]\ncode = "Mã thủ tục"\nname = "Tên thủ tục"', encoding="utf-8")
    return MappedLayout(read_mapping(mapping))


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
