"""Answers written the way Vietnamese offices write: days, decimal commas, one word for one thing."""

from __future__ import annotations

import importlib.util
from datetime import date, timedelta

import click
import pytest

from tests.workbench.conftest import ROOT, SMALL, CommandLine
from workbench.command_line import Day
from workbench.language import decimal, speak


@pytest.mark.parametrize("written", ["18/07/2026", "18/7/2026", "2026-07-18"])
def test_a_day_is_read_as_offices_and_as_machines_write_it(written: str) -> None:
    assert Day().convert(written, None, None) == date(2026, 7, 18)


@pytest.mark.parametrize(
    "written", ["31/02/2026", "07/18/2026", "18-07-2026", "18/07/26", "20260718", "１８/07/2026", ""]
)
def test_what_is_no_day_is_wrong_usage(written: str) -> None:
    with pytest.raises(click.BadParameter):
        Day().convert(written, None, None)


def test_a_day_with_strokes_is_kept_in_the_one_form_that_sorts(workbench: CommandLine) -> None:
    workbench.done("import", str(SMALL), "--edition", "a", "--date", "18/07/2026")
    assert [edition["day"] for edition in workbench.json("editions")] == ["2026-07-18"]


def test_decimals_stand_behind_a_comma_in_vietnamese_only() -> None:
    speak("vi")
    assert decimal(30.26, 1) == "30,3"
    speak("en")
    assert decimal(30.26, 1) == "30.3"
    speak("vi")


def test_an_import_without_a_day_says_which_edition_counts_as_newest(workbench: CommandLine) -> None:
    said = workbench("import", str(SMALL), "--edition", "a")
    assert "Không ghi --date" in said.stderr
    day = (date.today() - timedelta(days=400)).isoformat()
    assert "--date" not in workbench("import", str(SMALL), "--edition", "b", "--date", day).stderr


def test_a_search_in_vain_for_words_with_diacritics_says_how_to_search_wider(workbench: CommandLine) -> None:
    workbench.done("import", str(SMALL), "--edition", "a")
    assert "gõ không dấu" in workbench("search", "khai sính").stderr
    assert "gõ không dấu" not in workbench("search", "xyzzy").stderr
    assert workbench("search", "khai sính", "--jsonl").stdout == ""


def test_a_workspace_and_an_edition_have_one_word_each_in_vietnamese() -> None:
    specification = importlib.util.spec_from_file_location("messages", ROOT / ".ci" / "messages.py")
    assert specification is not None and specification.loader is not None
    messages = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(messages)
    strange = []
    for message in messages.translations():
        english = message.id if isinstance(message.id, str) else " ".join(message.id)
        vietnamese = (message.string if isinstance(message.string, str) else " ".join(message.string)).lower()
        if "không gian làm việc" in vietnamese or ("phiên bản" in vietnamese and "ersion" not in english):
            strange.append(english)
    assert strange == []
