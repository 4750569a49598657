"""The formulas and rules of the cost model: each with its source, the code holding it, and the tests showing it."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from importlib import import_module
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula or rule: the article or page it comes from, and whether that was seen.

    `functions` are written "module:name", `tests` as pytest names them, from the folder of the sources.
    """

    code: str
    name: str
    source: str
    verified: bool
    functions: tuple[str, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """One formula with what is missing of it; `tests_looked_for` is False where the tests are not installed."""

    formula: Formula
    missing: tuple[str, ...]
    tests_looked_for: bool


@cache
def formulas() -> tuple[Formula, ...]:
    """Return every formula of `formulas.toml`, in its order."""
    text = (files("reviews.law") / "formulas.toml").read_text(encoding="utf-8")
    return tuple(
        Formula(row["code"], row["name"], row["source"], row["verified"], tuple(row["functions"]), tuple(row["tests"]))
        for row in tomllib.loads(text)["formula"]
    )


def source_folder() -> Path:
    """Return the folder in which this package stands; that of the sources also holds the tests."""
    return Path(__file__).resolve().parent.parent


def trace(traced: Iterable[Formula], folder: Path) -> tuple[Traced, ...]:
    """Return what is missing of each formula: its source, a function, or a test where the folder holds tests at all."""
    tests = (folder / "tests" / "reviews").is_dir()
    return tuple(Traced(formula, tuple(_missing(formula, folder, tests)), tests) for formula in traced)


def _missing(formula: Formula, folder: Path, tests: bool) -> Iterable[str]:
    if not formula.source.strip():
        yield "source"
    if not formula.functions:
        yield "function"
    yield from (function for function in formula.functions if not _is_there(function))
    if not formula.tests:
        yield "test"
    if tests:
        yield from (test for test in formula.tests if not _is_test(test, folder))


def _is_there(function: str) -> bool:
    module, _, name = function.partition(":")
    try:
        return callable(found := reduce(getattr, name.split("."), import_module(module))) or isinstance(found, property)
    except (ImportError, AttributeError):
        return False


def _is_test(test: str, folder: Path) -> bool:
    path, _, name = test.partition("::")
    return name in _tests_in(folder / path)


@cache
def _tests_in(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))
