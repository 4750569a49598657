"""The command line itself: two languages, help, wrong usage, and what help may load."""

from __future__ import annotations

import json
import re
from importlib import import_module

import click
import pytest

from tests.workbench.conftest import CommandLine, Process
from workbench import __version__
from workbench.cli import COMMANDS
from workbench.language import choose_language

HEAVY = {"textual", "sqlmodel", "sqlalchemy", "pydantic", "networkx", "docx", "jinja2", "markdown_it"}
# Commands whose English help cites Vietnamese words.
QUOTING = {"", "search", "office", "proposal", "decision", "report", "submission", "cost", "volumes"}
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩậắằẳặẹẻẽếềểệịọỏốồổộớờởợụủứừửựỵỷỹ]", re.IGNORECASE)
ENGLISH = re.compile(r"\b(the|and|with|Options|Usage|Commands|Error|Show|argument)\b")


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_speaks_vietnamese_and_with_lang_en_english(workbench: CommandLine, name: str) -> None:
    words = [name] if name else []
    vietnamese = workbench.done(*words, "--help")
    english = workbench.done("--lang", "en", *words, "--help")
    assert vietnamese.startswith("Cách dùng: workbench")
    assert ENGLISH.findall(vietnamese) == []
    assert english.startswith("Usage: workbench")
    if name not in QUOTING:
        assert VIETNAMESE.findall(english) == []


def test_help_lists_every_command_with_a_whole_sentence(workbench: CommandLine) -> None:
    told = workbench.done("--help")
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S", told, re.MULTILINE), name
    assert "..." not in told.partition("Kỳ danh mục:")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_module_that_the_list_names(name: str) -> None:
    command = import_module(COMMANDS[name]).command
    assert isinstance(command, click.Command)
    assert command.name == name
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert all(option.help for option in options)


@pytest.mark.parametrize(
    "name",
    ["editions", "search", "show", "marks", "history", "reasons", "office", "mark", "unmark", "undo", "redo", "import",
     "export", "proposal"],
)  # fmt: skip
def test_every_command_that_answers_can_answer_in_json(name: str) -> None:
    command = import_module(COMMANDS[name]).command
    names = {spelling for parameter in command.params for spelling in parameter.opts}
    assert "--json" in names
    assert ("--jsonl" in names) == (name in {"editions", "search", "marks", "history"})


@pytest.mark.parametrize(
    ("words", "vietnamese", "english"),
    [
        (("serch",), "các tên gần nhất: search", "the nearest names are: search"),
        (("xyz",), "Không có lệnh “xyz”", "There is no command “xyz”"),
        (("show",), "Thiếu tham số 'MÃ'", "Missing argument 'CODE'"),
        (("show", "1", "2"), "Thừa tham số (2)", "Got unexpected extra argument (2)"),
        (("editions", "--jsn"), "Không có tùy chọn '--jsn'", "No such option '--jsn'"),
        (("graph", "1.000894", "--depth", "x"), "không phải là số nguyên từ 1 đến 12", "whole number from 1 to 12"),
        (("search", "x", "--limit", "0"), "không phải là số nguyên từ 1", "is not a whole number of 1 or more"),
        (("search", "x", "--limit"), "Tùy chọn '--limit' cần 1 giá trị", "Option '--limit' requires an argument"),
        (("mark", "1", "2", "drop"), "'drop' không thuộc các giá trị", "'drop' is not one of"),
        (("import", "a", "--edition", " "), "kỳ danh mục phải có tên", "an edition needs a name"),
        (("import", "a", "--edition", "b", "--date", "18-7-2026"), "“18-7-2026” không phải là ngày", "is no day"),
        (("import", "a", "--edition", "b", "--date", "2026-02-30"), "không phải là ngày", "is no day"),
        (("show", "1", "--json", "--source"), "Chỉ dùng một trong hai", "Give either --json or --source"),
    ],
)
def test_wrong_usage_ends_with_status_2_in_the_language_asked_for(
    workbench: CommandLine, words: tuple[str, ...], vietnamese: str, english: str
) -> None:
    told = workbench.misused(*words)
    assert vietnamese in told and "Lỗi: " in told and "Usage" not in told
    told = workbench.misused("--lang", "en", *words)
    assert english in told and "Error: " in told and "Cách dùng" not in told
    assert not workbench.workspace.exists()


def test_an_unknown_language_is_wrong_usage(workbench: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "'vi', 'en'" in workbench.misused("--lang", "fr", "editions")
    monkeypatch.setenv("WORKBENCH_LANG", "fr")
    assert "'--lang'" in workbench.misused("editions")


def test_refusals_speak_english_when_asked(workbench: CommandLine) -> None:
    result = workbench("--lang", "en", "editions")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: There is no workspace at ")


def test_the_version_is_the_packages_own(workbench: CommandLine) -> None:
    assert workbench.done("--version") == f"workbench {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ((), {}, "vi"),
        ((), {"LANG": "C.UTF-8"}, "vi"),
        ((), {"LANG": "en_US.UTF-8"}, "en"),
        ((), {"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN.UTF-8"}, "vi"),
        ((), {"LANG": "en_US.UTF-8", "WORKBENCH_LANG": "vi"}, "vi"),
        (("--lang", "en"), {"WORKBENCH_LANG": "vi"}, "en"),
        (("--lang=en", "editions"), {}, "en"),
        (("--lang", "fr"), {}, "vi"),
    ],
)
def test_the_language_comes_from_the_arguments_then_the_environment(
    arguments: tuple[str, ...], environment: dict[str, str], language: str
) -> None:
    assert choose_language(arguments, environment) == language


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["mark", "--help"], ["proposal", "--help"], ["serch"]])
def test_help_and_wrong_usage_load_nothing_heavy(process: Process, words: list[str]) -> None:
    ask = """
import json, sys
sys.argv = ["workbench", *sys.argv[1:]]
from workbench.__main__ import main
main()
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""
    done = process(["-c", ask, *words])
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert "click" in loaded
    assert (
        loaded & {"textual", "sqlmodel", "sqlalchemy", "pydantic", "networkx", "docx", "jinja2", "markdown_it"} == set()
    )
