"""Every formula has its source, its code and its test, and what is missing is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reviews.formulas import formulas, source_folder, trace


def test_every_formula_leads_from_its_source_to_code_and_test() -> None:
    traced = trace(formulas(), source_folder())
    assert {one.formula.code: one.missing for one in traced if one.missing} == {}
    assert all(one.tests_looked_for for one in traced)
    assert len({one.formula.code for one in traced}) == len(traced) >= 20


def test_what_is_missing_is_named() -> None:
    whole = formulas()[0]
    broken = replace(
        whole, source=" ", functions=("reviews.costs:gone", "reviews.gone:x"), tests=("tests/reviews/test_costs.py::x",)
    )
    (traced,) = trace([broken], source_folder())
    assert traced.missing == ("source", "reviews.costs:gone", "reviews.gone:x", "tests/reviews/test_costs.py::x")
    (empty,) = trace([replace(whole, functions=(), tests=())], source_folder())
    assert empty.missing == ("function", "test")


def test_where_no_tests_are_installed_only_functions_are_looked_for(tmp_path: Path) -> None:
    traced = trace(formulas(), tmp_path)
    assert not any(one.missing or one.tests_looked_for for one in traced)
