"""One workspace, several processes at once: all that was acknowledged is there, nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing

from reviews import journal
from reviews.integrity import check_workspace
from reviews.marks import list_marks
from reviews.workspace import open_workspace
from tests.workbench.conftest import ROOT, SMALL, CommandLine

MARKER = """
import sys
from catalogue.editions import find_edition, find_entry
from catalogue.elements import elements
from reviews.actions import MarkAction
from reviews.mark_book import MarkBook
from reviews.marks import Judgement
from reviews.workspace import open_workspace

path, who, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = open_workspace(path)
edition = find_edition(store, "2026-06")
book = MarkBook(store, who)
sys.stdin.readline()
for at in range(rounds):
    for code in ("2.001023", "3.000352", "3.000334", "9.000361"):
        entry = find_entry(store, edition, code)
        element = elements(entry.procedure)[at % 5]
        mark = book.propose(entry, element, Judgement(MarkAction.KEEP, reason=f"lần {at}"))
        print(mark.id, mark.version, flush=True)
store.close()
"""


def together(*commands: Sequence[str]) -> list[str]:
    """Run processes at the same time, let go at once where they wait for a word, and return what each printed."""
    started = [
        subprocess.Popen(
            [sys.executable, "-X", "utf8", *words],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for words in commands
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("bắt đầu\n")
        process.stdin.flush()
    printed = []
    for process in started:
        stdout, stderr = process.communicate()
        assert process.returncode == 0, stderr
        printed.append(stdout)
    return printed


def last_versions(printed: str) -> dict[int, int]:
    """The last version of each mark that a process was told of."""
    versions = {}
    for line in printed.splitlines():
        mark_id, version = map(int, line.split())
        versions[mark_id] = version
    return versions


def test_two_who_mark_at_once_lose_nothing(workbench: CommandLine) -> None:
    workbench.with_small()
    place = str(workbench.workspace)
    acknowledged = together(*(["-c", MARKER, place, who, "10"] for who in ("Lan", "Minh")))
    with closing(open_workspace(workbench.workspace)) as store:
        changes = journal.history(store)
        marks = {mark.id: mark for mark in list_marks(store)}
        assert [outcome for outcome in check_workspace(store) if outcome.faults] == []
    assert len(changes) == sum(len(text.splitlines()) for text in acknowledged) == 80
    last = [last_versions(text) for text in acknowledged]
    # The last version that each was told is the one that stands, and nobody got the other one's mark.
    assert {mark_id: mark.version for mark_id, mark in marks.items()} == last[0] | last[1]
    assert last[0].keys().isdisjoint(last[1])
    assert {marks[mark_id].author for mark_id in last[0]} == {"Lan"}


def test_one_who_imports_and_one_who_marks_lose_nothing(workbench: CommandLine) -> None:
    workbench.with_small()
    place = str(workbench.workspace)
    many = workbench.workspace.with_name("nhiều.jsonl")
    records = [json.loads(line) for line in SMALL.read_text(encoding="utf-8").splitlines()]
    with many.open("w", encoding="utf-8") as file:
        for at in range(150):
            for record in records:
                written = record | {"code": "", "name": f"{record['name']} {at}"}
                file.write(json.dumps(written, ensure_ascii=False) + "\n")
    importing = ["-m", "workbench", "--workspace", place, "import", str(many), "--edition", "2026-08", "--json"]
    imported, marked = together(importing, ["-c", MARKER, place, "Lan", "15"])
    assert json.loads(imported)["procedures"] == 1_200
    with closing(open_workspace(workbench.workspace)) as store:
        assert len(journal.history(store)) == len(marked.splitlines()) == 60
        assert [outcome for outcome in check_workspace(store) if outcome.faults] == []
        assert store.rows("SELECT count(*) FROM entry") == [(1_208,)]


def test_two_who_import_at_once_both_have_their_edition(workbench: CommandLine) -> None:
    workbench.with_small()
    words = ["-m", "workbench", "--workspace", str(workbench.workspace), "import", str(SMALL), "--json", "--edition"]
    printed = together([*words, "a"], [*words, "b"])
    assert [json.loads(text)["shared_contents"] for text in printed] == [8, 8]
    assert {edition["name"] for edition in workbench.json("editions")} == {"2026-06", "a", "b"}
    assert workbench.json("check")["whole"] is True
