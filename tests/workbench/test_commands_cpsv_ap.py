"""Exporting an edition as linked data from the command line, and importing it again."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.workbench.conftest import CommandLine


@pytest.mark.parametrize(
    ("syntax", "name"), [("turtle", "danh mục.ttl"), ("json-ld", "danh mục.jsonld"), ("turtle", "danh mục.ttl.gz")]
)
def test_an_edition_written_as_linked_data_is_imported_with_equal_content(
    workbench: CommandLine, tmp_path: Path, syntax: str, name: str
) -> None:
    workbench.with_small()
    path = tmp_path / name
    words = ("export", "--format", "cpsv-ap", "--syntax", syntax, "--out", str(path))
    report = workbench.json(*words)
    assert (report["format"], report["procedures"]) == ("cpsv-ap", 8)
    again = workbench.json("import", str(path), "--edition", "2027-01")
    assert (again["procedures"], again["shared_contents"]) == (8, 8)
    assert "--force" in workbench.refused(*words)
    workbench.done(*words, "--force")


def test_linked_data_goes_to_standard_output_and_twice_the_same(workbench: CommandLine) -> None:
    workbench.with_small()
    first = workbench.done("export", "--format", "cpsv-ap")
    assert first.startswith("@prefix cpsv: <http://purl.org/vocab/cpsv#> .\n")
    assert first == workbench.done("export", "--format", "cpsv-ap", "--syntax", "turtle")


def test_catalogue_text_stays_text_in_turtle(workbench: CommandLine) -> None:
    workbench.with_small()
    written = workbench.done("export", "--format", "cpsv-ap")
    assert "\x1b" not in written and "\u200b" not in written


def test_a_broken_document_is_refused_and_nothing_is_stored(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    path = tmp_path / "danh-muc.ttl"
    path.write_text("@prefix cpsv: <http://purl.org/vocab/cpsv#> .\n<a> a", encoding="utf-8")
    assert "Turtle" in workbench.refused("import", str(path), "--edition", "2027-01")
    path.with_suffix(".gz").write_bytes(gzip.compress(path.read_bytes()))
    assert "Turtle" in workbench.refused("import", str(path.with_suffix(".gz")), "--edition", "2027-01")
    assert [edition["name"] for edition in workbench.json("editions")] == ["2026-06"]
