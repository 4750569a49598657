"""Odd editions under carried marks: a clear answer each, and marks as they were."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from catalogue.differences import differences
from tests.workbench.carried_records import RECORDS, carried, changed, mark
from tests.workbench.conftest import CommandLine


def delete_edition(workbench: CommandLine, name: str) -> None:
    """Take an edition out of the workspace, as another program would."""
    with sqlite3.connect(workbench.workspace) as database:
        database.execute("DELETE FROM entry WHERE edition_id = (SELECT id FROM edition WHERE name = ?)", [name])
        database.execute("DELETE FROM edition WHERE name = ?", [name])


def test_an_edition_named_twice_is_refused(dated_edition: Callable[..., CommandLine]) -> None:
    workbench = dated_edition("2025", RECORDS)
    mark(workbench, "paper:1.2", "remove")
    before = workbench.json("marks")
    assert "2025" in workbench.refused("carry", "2025", "2025", "--apply")
    assert workbench.json("marks") == before


def test_an_empty_edition_says_nothing_of_marks(dated_edition: Callable[..., CommandLine]) -> None:
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", RECORDS)
    mark(workbench, "paper:1.2", "remove")
    before = workbench.json("marks")
    with sqlite3.connect(workbench.workspace) as database:
        database.execute("DELETE FROM entry WHERE edition_id = (SELECT id FROM edition WHERE name = '2026')")
        database.execute("UPDATE edition SET procedures = 0 WHERE name = '2026'")
    assert "2026" in workbench.refused("carry", "2025", "2026", "--apply")
    assert workbench.json("marks") == before


def test_an_edition_of_another_country_implements_nothing(dated_edition: Callable[..., CommandLine]) -> None:
    dated_edition("2025", RECORDS)
    workbench = dated_edition(
        "2026",
        [
            {"code": "A-1", "name": "Apply for a fishing licence", "field": "Fisheries", "conditions": "A boat"},
            {"code": "A-2", "name": "Register a dog", "dossiers": [{"papers": [{"text": "Proof of vaccination"}]}]},
        ],
    )
    mark(workbench, "procedure", "remove")
    before = workbench.json("marks")
    said = workbench.refused("carry", "2025", "2026", "--apply")
    assert "2025" in said and "2026" in said
    assert workbench.json("marks") == before


def test_duplicate_codes_and_a_second_edition_of_one_name_never_come_in(
    dated_edition: Callable[..., CommandLine], tmp_path: Any
) -> None:
    workbench = dated_edition("2025", RECORDS)
    mark(workbench, "paper:1.2", "remove")
    before = workbench.json("marks")
    twice = tmp_path / "hai lần.jsonl"
    twice.write_text("".join(json.dumps(RECORDS[0], ensure_ascii=False) + "\n" for _ in range(2)), encoding="utf-8")
    assert "1.000894" in workbench.refused("import", str(twice), "--edition", "2026")
    once = tmp_path / "một lần.jsonl"
    once.write_text(json.dumps(RECORDS[0], ensure_ascii=False) + "\n", encoding="utf-8")
    assert "2025" in workbench.refused("import", str(once), "--edition", "2025")
    assert workbench.json("marks") == before


def test_texts_in_another_unicode_form_keep_their_marks(dated_edition: Callable[..., CommandLine]) -> None:
    dated_edition("2025", RECORDS)
    text = json.dumps(RECORDS, ensure_ascii=False)
    workbench = dated_edition("2026", json.loads(unicodedata.normalize("NFD", text)))
    numbers = [mark(workbench, "paper:1.2", "remove"), mark(workbench, "condition:2", "remove")]
    found = carried(workbench, "--apply")
    assert {found[number]["settled"] for number in numbers} == {"stays"}


@pytest.mark.parametrize("gone", ["2025", "2026"])
@pytest.mark.parametrize(
    ("looking", "command"),
    [
        ("reviews.carry_book", ("carry", "2025", "2026", "--apply")),
        ("catalogue.edition_changes", ("compare", "2025", "2026")),
    ],
)
def test_an_edition_deleted_while_it_is_carried_from_or_compared_is_told_and_nothing_is_written(
    gone: str,
    looking: str,
    command: tuple[str, ...],
    dated_edition: Callable[..., CommandLine],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dated_edition("2025", RECORDS)
    records = changed()
    records[0]["results"].append({"name": "Trích lục kết hôn"})
    workbench = dated_edition("2026", records)
    mark(workbench, "paper:1.2", "remove")
    before = workbench.json("marks")

    def delete_meanwhile(old: Any, new: Any) -> Any:
        delete_edition(workbench, gone)
        return differences(old, new)

    monkeypatch.setattr(f"{looking}.differences", delete_meanwhile)
    assert gone in workbench.refused(*command)
    assert workbench.json("marks") == before


def test_half_an_edition_in_another_unicode_form_has_not_changed(dated_edition: Callable[..., CommandLine]) -> None:
    dated_edition("2025", RECORDS)
    decomposed = json.loads(unicodedata.normalize("NFD", json.dumps(RECORDS, ensure_ascii=False)))
    halves = [
        {key: (record if at % 2 else other)[key] for at, key in enumerate(record)}
        for record, other in zip(decomposed, RECORDS, strict=True)
    ]
    workbench = dated_edition("2026", halves)
    number = mark(workbench, "paper:1.2", "remove")
    before = workbench.json("marks")
    value = workbench.json("compare", "2025", "2026")
    assert all(change["wording_only"] for pair in value["pairs"] for change in pair["changes"])
    assert len(value["pairs"]) == len(RECORDS) and value["added"] == value["removed"] == []
    assert workbench.json("marks") == before
    assert carried(workbench)[number]["outcome"] == "stays"


def test_a_verdict_on_an_edition_and_itself_or_on_a_code_named_twice_is_refused(
    dated_edition: Callable[..., CommandLine],
) -> None:
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", RECORDS)
    before = workbench.json("history")
    assert "“2025”" in workbench.refused("pair", "2025", "2025", "1.000894", "--same")
    said = workbench.refused("pair", "2025", "2026", "1.000894", "1.000894", "1.000894", "--same")
    assert "1.000894" in said and "hai lần" in said
    assert workbench.json("history") == before


def test_a_mark_that_is_settled_is_named_by_its_number(dated_edition: Callable[..., CommandLine]) -> None:
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", RECORDS)
    assert "“x”" in workbench.misused("carry", "2025", "2026", "--settle", "x", "keep")
