"""Every message of the program has its Vietnamese translation, and the compiled file holds it."""

from __future__ import annotations

import ast
import gettext
import importlib.util
from types import ModuleType

import pytest

from tests.workbench.conftest import ROOT
from workbench.language import LOCALES


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    """Load the script that developers keep the messages with."""
    specification = importlib.util.spec_from_file_location("messages", ROOT / ".ci" / "messages.py")
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_translations_are_complete_current_and_compiled(messages: ModuleType) -> None:
    assert messages.faults() == []


def test_the_extraction_sees_the_messages_of_every_floor_of_the_program(messages: ModuleType) -> None:
    found = {message.id[0] if isinstance(message.id, tuple) else message.id for message in messages.template()}
    assert {"{count} procedure found", "Propose what to do with an element of a procedure."} <= {
        text.partition("\n")[0] for text in found
    }
    assert {"Usage:", "Missing argument", "Did you mean {possibility}?"} <= found


def test_a_missing_a_superfluous_and_a_differently_filled_message_are_faults(
    messages: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = messages.translations()
    catalog.get("Usage:").string = ""
    catalog.get("Workspace: {path}").string = "Tệp làm việc: {place}"
    catalog.delete("Error: {message}")
    catalog.add("Nobody says this", "Không ai nói câu này")
    monkeypatch.setattr(messages, "translations", lambda: catalog)
    assert set(messages.faults()) >= {
        "not translated: 'Usage:'",
        "other placeholders: 'Workspace: {path}'",
        "not in messages.po: 'Error: {message}'",
        "no longer in the code: 'Nobody says this'",
        "messages.mo is not the compiled messages.po",
    }


def test_updating_keeps_what_is_translated_and_changes_nothing_the_second_time(messages: ModuleType) -> None:
    once = messages.as_po(messages.updated(messages.translations()))
    assert once == messages.PO.read_bytes()


def test_the_compiled_messages_are_what_the_program_reads() -> None:
    spoken = gettext.translation("messages", LOCALES, ["vi"])
    assert spoken.gettext("Error: {message}") == "Lỗi: {message}"
    assert spoken.ngettext("{count} mark.", "{count} marks.", 2) == "{count} đánh dấu."


def test_no_message_stands_inside_an_f_string() -> None:
    # Python 3.11 and 3.12 read f-strings differently, so one would extract what the other does not see.
    for path in sorted((ROOT / "workbench").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        strings = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
        calls = [call for string in strings for call in ast.walk(string) if isinstance(call, ast.Call)]
        for call in calls:
            translated = isinstance(call.func, ast.Name) and call.func.id in ("_", "translate", "ngettext", "N_")
            literal = bool(call.args) and isinstance(call.args[0], ast.Constant)
            assert not (translated and literal), f"{path}:{call.lineno}"
