"""Every refusal has its sentence, with the facts that come with it."""

from __future__ import annotations

import inspect
import json
import re
from string import Formatter

import pytest

from catalogue import problems
from catalogue.problems import Problem, ProblemKind
from workbench.language import speak
from workbench.problem_sentences import SENTENCES, printable_within, problem_sentence

_DOCUMENTED = re.compile(r'^    (\w+) = "[\w-]+"  # (.+)$', re.MULTILINE)


def documented_facts() -> dict[str, set[str]]:
    """Read which facts come with each kind, as `catalogue/problems.py` documents them."""
    found = _DOCUMENTED.findall(inspect.getsource(problems))
    return {name: set() if facts.strip() == "-" else set(re.split(r",\s*", facts.strip())) for name, facts in found}


@pytest.fixture(autouse=True)
def _own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench import language

    monkeypatch.setenv("LANGUAGE", "vi")
    monkeypatch.setattr(language, "_current", language._current)


def test_every_kind_documents_its_facts() -> None:
    assert set(documented_facts()) == {kind.name for kind in ProblemKind}


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_kind_has_a_sentence_with_exactly_its_facts(kind: ProblemKind) -> None:
    placeholders = {name for _, name, _, _ in Formatter().parse(SENTENCES[kind]) if name}
    assert placeholders == _told(documented_facts()[kind.name])


def _told(facts: set[str]) -> set[str]:
    """The facts as sentences tell them: what was judged is named by topic and subjects."""
    return facts - {"topic", "judged"} | {"subject"} if "judged" in facts else facts


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", ProblemKind)
def test_a_sentence_tells_its_facts_and_what_to_do(kind: ProblemKind, language: str) -> None:
    speak(language)
    documented = documented_facts()[kind.name]
    facts = {name: f"<{name}>" for name in documented}
    if "judged" in facts:
        facts["judged"] = json.dumps({"<subject>": None})
    said = problem_sentence(Problem(kind, **facts))
    assert all(f"<{name}>" in said for name in _told(documented))
    assert said.endswith(".") and "\n" not in said and len(said.split()) >= 8


def test_what_the_system_says_is_told_in_the_language() -> None:
    speak("vi")
    problem = Problem(ProblemKind.FILE_UNREADABLE, path="a.jsonl", reason="Permission denied")
    assert "(không có quyền)" in problem_sentence(problem)
    speak("en")
    assert "(permission denied)" in problem_sentence(problem)


@pytest.mark.parametrize(
    ("kind", "reason", "said"),
    [
        (ProblemKind.SYSTEM_REFUSED, "No space left on device", "(ổ đĩa đã đầy)"),
        (
            ProblemKind.WORKSPACE_DAMAGED,
            "*** in database main *** Fragmentation of 8 bytes reported as 0 on page 3",
            "(các trang dữ liệu không khớp nhau)",
        ),
        (ProblemKind.FILE_UNREADABLE, "File name too long", "(tên tệp quá dài)"),
    ],
)
def test_no_english_of_the_system_stands_in_a_vietnamese_sentence(kind: ProblemKind, reason: str, said: str) -> None:
    speak("vi")
    facts = {name: reason if name == "reason" else "x" for name in documented_facts()[kind.name]}
    assert said in problem_sentence(Problem(kind, **facts))


def test_parts_and_actions_are_told_by_their_names() -> None:
    speak("vi")
    problem = Problem(ProblemKind.ACTION_NOT_FOR_PART, action="merge", part="time")
    assert problem_sentence(problem).startswith("Không thể đề xuất “Gộp” cho: thời hạn giải quyết;")


def test_a_fact_cannot_break_the_line_or_act_on_the_terminal() -> None:
    speak("vi")
    problem = Problem(ProblemKind.FILE_MISSING, path="hồ sơ\x1b[31m\nmới\u202e.jsonl")
    assert "hồ sơ�[31m�mới�.jsonl" in problem_sentence(problem)


def test_a_text_that_is_cut_says_so() -> None:
    assert printable_within("Bảo đảm trật tự,\n an toàn giao thông", 20) == "Bảo đảm trật tự, an…"
    assert printable_within("Hộ tịch", 7) == "Hộ tịch"
