"""TOML files of an office: what is none, too deep, too large, wrongly encoded or no file is refused in its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalogue.problems import Problem, ProblemKind
from reviews.headed_rows import headed_rows
from reviews.income import income_of, read_incomes
from reviews.norms import read_norms
from reviews.toml_files import read_toml
from reviews.typed_cost import read_typed_cost
from reviews.volume_sheet import read_volumes

READERS: tuple[Callable[[Path], Any], ...] = (
    read_norms,
    read_incomes,
    lambda path: read_typed_cost(path, income_of(2025)),
)


def refusal(read: Callable[[Path], Any], path: Path) -> Problem:
    """The problem with which a file is refused."""
    with pytest.raises(Problem) as refused:
        read(path)
    return refused.value


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    ("content", "kind", "line"),
    [
        (b"a = 1\nb = [\n", ProblemKind.TOML_UNREADABLE, 2),
        (b"a = " + b"[" * 5_000 + b"]" * 5_000, ProblemKind.TOML_UNREADABLE, 1),
        (b"a = 1\n\xff\xfe", ProblemKind.NOT_UTF8, 2),
        (b"a = 1\na = 2\nb = 3\n", ProblemKind.TOML_UNREADABLE, 2),
    ],
)
def test_what_is_no_toml_is_refused_at_its_line(
    read: Callable[[Path], Any], tmp_path: Path, content: bytes, kind: ProblemKind, line: int
) -> None:
    path = tmp_path / "định mức.toml"
    path.write_bytes(content)
    problem = refusal(read, path)
    assert (problem.kind, problem.facts["line"]) == (kind, line)


@pytest.mark.parametrize("read", (*READERS, read_volumes))
def test_pipes_are_refused_and_not_waited_for(read: Callable[[Path], Any], tmp_path: Path) -> None:
    path = tmp_path / "ống.toml"
    os.mkfifo(path)
    assert refusal(read, path).facts["reason"] == "not a regular file"
    with pytest.raises(Problem):
        list(headed_rows(path, None))  # type: ignore[arg-type]


def test_what_is_larger_than_any_table_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "lớn.toml"
    path.write_bytes(b"# " + b"a" * (1 << 20))
    assert refusal(read_toml, path).facts["reason"] == "larger than 1 MiB"


@pytest.mark.parametrize(
    ("text", "place", "key"),
    [
        ("zz = 1\n", "", "hours"),
        ("[hours]\nper_year = 2112\n", "", "income"),
        ("[hours]\nper_year = 2112\n[[income]]\nyear = 2025\n", ", income 1", "gdp_per_head"),
        ("hours = 1\n[[income]]\nyear = 2025\ngdp_per_head = 1\n", ", [hours]", "per_year"),
        ("income = [1]\n[hours]\nper_year = 2112\n", ", income 1", "year"),
    ],
)
def test_what_incomes_lack_is_named_with_its_place(tmp_path: Path, text: str, place: str, key: str) -> None:
    path = tmp_path / "thu nhập.toml"
    path.write_text(text, encoding="utf-8")
    problem = refusal(read_incomes, path)
    assert problem.kind is ProblemKind.TABLE_KEY_MISSING
    assert (problem.facts["path"], problem.facts["key"]) == (f"{path}{place}", key)


def test_what_norms_lack_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "định mức.toml"
    text = Path("reviews/law/norms.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("out_of_pocket = 0\n", "", 1), encoding="utf-8")
    problem = refusal(read_norms, path)
    assert (problem.facts["path"], problem.facts["key"]) == (f"{path}, norm 1", "out_of_pocket")
    path.write_text(text.replace("percent = 25\n", ""), encoding="utf-8")
    assert refusal(read_norms, path).facts["path"] == f"{path}, [conditional]"
