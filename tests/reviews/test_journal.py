"""The append-only history: what it holds, that marks follow from it, and that tampering shows."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from catalogue.editions import Entry, find_edition, find_entry
from catalogue.elements import find_element
from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from reviews import journal
from reviews.actions import MarkAction
from reviews.mark_book import MarkBook
from reviews.marks import Judgement, Mark, list_marks
from reviews.workspace import open_workspace

REVIEWERS = ("An", "Bình")
PLACES = ("procedure", "step:1", "paper:1.1", "condition:1")
ACTIONS = (MarkAction.REMOVE, MarkAction.KEEP)
WORDS = ("Không cần thiết", "Trùng lặp")

judgements = st.builds(Judgement, st.sampled_from(ACTIONS), reason=st.sampled_from(WORDS))


def replayed(store: Store) -> dict[int, dict[str, Any]]:
    """The marks that follow from the journal, from its first entry to its last."""
    marks: dict[int, dict[str, Any]] = {}
    for entry in reversed(journal.history(store)):
        assert marks.get(entry.mark_id) == entry.before
        if entry.after is None:
            del marks[entry.mark_id]
        else:
            marks[entry.mark_id] = entry.after
    return marks


def said(marks: list[Mark]) -> list[Mark]:
    """Marks without what undoing itself changes."""
    return [replace(mark, version=0, changed_at="") for mark in marks]


class Reviewing(RuleBasedStateMachine):
    """Two reviewers at work on one procedure, each on marks of their own."""

    workspaces: Callable[[Path], Store]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = self.workspaces(Path(self.folder.name))
        self.entry = find_entry(self.store, find_edition(self.store), "1.000894")
        self.books = {who: MarkBook(self.store, who) for who in REVIEWERS}

    def teardown(self) -> None:
        assert journal.broken_at(self.store) is None
        for book in self.books.values():
            while self.takes_back(book):
                pass
        assert list_marks(self.store) == []
        assert replayed(self.store) == {}
        self.store.close()
        self.folder.cleanup()

    def takes_back(self, book: MarkBook) -> bool:
        """Undo a reviewer's last change; nothing of the other's changes with it."""
        others = [mark for mark in list_marks(self.store) if mark.author != book.who]
        try:
            book.undo()
        except Problem as problem:
            assert problem.kind is ProblemKind.NOTHING_TO_UNDO
            return False
        assert [mark for mark in list_marks(self.store) if mark.author != book.who] == others
        return True

    def own_marks(self, who: str) -> list[Mark]:
        return [mark for mark in list_marks(self.store) if mark.author == who]

    @rule(who=st.sampled_from(REVIEWERS), place=st.sampled_from(PLACES), judgement=judgements)
    def propose(self, who: str, place: str, judgement: Judgement) -> None:
        mark = self.books[who].propose(self.entry, find_element(self.entry.procedure, place), judgement)
        assert mark in list_marks(self.store)

    @precondition(lambda self: bool(list_marks(self.store)))
    @rule(pick=st.integers(0, 99), judgement=judgements)
    def change(self, pick: int, judgement: Judgement) -> None:
        marks = list_marks(self.store)
        mark = marks[pick % len(marks)]
        changed = self.books[mark.author].change(mark, find_element(self.entry.procedure, mark.element), judgement)
        assert changed.version == mark.version + (changed.judgement != mark.judgement)

    @precondition(lambda self: bool(list_marks(self.store)))
    @rule(pick=st.integers(0, 99))
    def withdraw(self, pick: int) -> None:
        marks = list_marks(self.store)
        mark = marks[pick % len(marks)]
        self.books[mark.author].withdraw(mark)
        assert mark not in list_marks(self.store)

    @rule(who=st.sampled_from(REVIEWERS))
    def undo(self, who: str) -> None:
        self.takes_back(self.books[who])

    @rule(who=st.sampled_from(REVIEWERS))
    def undo_and_redo(self, who: str) -> None:
        before = said(list_marks(self.store))
        if self.takes_back(self.books[who]):
            self.books[who].redo()
            assert said(list_marks(self.store)) == before

    @rule(who=st.sampled_from(REVIEWERS))
    def redo(self, who: str) -> None:
        others = [mark for mark in list_marks(self.store) if mark.author != who]
        try:
            self.books[who].redo()
        except Problem as problem:
            assert problem.kind is ProblemKind.NOTHING_TO_REDO
        assert [mark for mark in list_marks(self.store) if mark.author != who] == others

    @invariant()
    def marks_follow_from_the_journal(self) -> None:
        assert {mark.id: asdict(mark) for mark in list_marks(self.store)} == replayed(self.store)

    @invariant()
    def a_reviewer_has_one_mark_on_an_element_at_most(self) -> None:
        places = [(mark.author, mark.element) for mark in list_marks(self.store)]
        assert len(places) == len(set(places))


def test_whatever_two_reviewers_do_the_marks_follow_from_the_journal(workspaces: Callable[[Path], Store]) -> None:
    machine = type("InThisWorkspace", (Reviewing,), {"workspaces": staticmethod(workspaces)})
    # Shrinking would build hundreds of workspaces; a sequence of 25 steps is short enough to read.
    bounded = settings(max_examples=12, stateful_step_count=25, phases=(Phase.reuse, Phase.generate))
    run_state_machine_as_test(machine, settings=bounded)


def test_everything_undone_can_be_redone(store: Store, marriage: Entry, book: MarkBook) -> None:
    for place in PLACES:
        book.propose(marriage, find_element(marriage.procedure, place), Judgement(MarkAction.REMOVE, reason=WORDS[0]))
    before = said(list_marks(store))
    for _ in PLACES:
        book.undo()
    assert list_marks(store) == []
    for _ in PLACES:
        book.redo()
    assert said(list_marks(store)) == before


@pytest.fixture
def written(store: Store, marriage: Entry, book: MarkBook, other_book: MarkBook) -> Store:
    """A workspace whose journal holds a proposal, a change, another's proposal and an undo."""
    paper = find_element(marriage.procedure, "paper:1.2")
    mark = book.propose(marriage, paper, Judgement(MarkAction.REMOVE, reason="Đã có “dữ liệu”"))
    book.change(mark, paper, Judgement(MarkAction.KEEP))
    other_book.propose(marriage, paper, Judgement(MarkAction.REMOVE, reason="Trùng lặp"))
    book.undo()
    return store


def test_the_journal_says_who_did_what_newest_first(written: Store) -> None:
    entries = journal.history(written)
    assert [(entry.seq, entry.who, entry.kind, entry.undoes) for entry in entries] == [
        (4, "An", "undone", 2),
        (3, "Bình", "proposed", None),
        (2, "An", "changed", None),
        (1, "An", "proposed", None),
    ]
    assert all(entry.at.endswith("+00:00") for entry in entries)
    assert journal.history(written, limit=2) == entries[:2]
    assert [entry.mark["action"] for entry in entries] == ["remove", "remove", "keep", "remove"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET who = 'Cường'",
        "UPDATE journal SET chain = '' WHERE seq = 1",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE seq = 2",
        "INSERT OR REPLACE INTO journal(seq, at, who, kind, mark_id, chain) VALUES (1, '', 'Cường', '', 1, '')",
    ],
)
def test_the_database_itself_refuses_to_change_the_journal(written: Store, statement: str) -> None:
    before = journal.history(written)
    with sqlite3.connect(written.path) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(statement)
    raw.close()
    assert journal.history(written) == before


@pytest.mark.parametrize(
    ("statement", "first"),
    [
        ("UPDATE journal SET who = 'Cường' WHERE seq = 2", 2),
        ("UPDATE journal SET at = '2020-01-01T00:00:00.000+00:00' WHERE seq = 1", 1),
        ("UPDATE journal SET after = replace(after, 'remove', 'keep') WHERE seq = 3", 3),
        ("UPDATE journal SET undoes = 1 WHERE seq = 4", 4),
        ("DELETE FROM journal WHERE seq = 1", 1),
        ("DELETE FROM journal WHERE seq = 3", 3),
        ("UPDATE journal SET seq = 9 WHERE seq = 4", 4),
    ],
)
def test_a_changed_or_missing_entry_shows_in_the_chain(
    written: Store, tmp_path: Path, statement: str, first: int
) -> None:
    assert journal.broken_at(written) is None
    written.close()
    copy = tmp_path / "copy.db"
    shutil.copy(written.path, copy)
    raw = sqlite3.connect(copy)
    for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {trigger}")
    raw.execute(statement)
    raw.commit()
    raw.close()
    tampered = open_workspace(copy)
    assert journal.broken_at(tampered) == first
    tampered.close()


def test_a_journal_without_entries_is_whole(store: Store) -> None:
    assert journal.broken_at(store) is None
    assert journal.history(store) == []
