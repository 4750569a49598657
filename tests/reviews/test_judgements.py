"""What people judge beside marks: it stands until said anew, is journaled, and is undone like marks."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from reviews import journal
from reviews.integrity import check_workspace
from reviews.judgements import JudgementBook, Value, judged
from reviews.mark_book import MarkBook
from reviews.workspace import open_workspace


def values(store: Store, topic: str) -> dict[str, Value]:
    """What stands under a topic, without who said it."""
    return {subject: said.value for subject, said in judged(store, topic).items()}


def test_the_newest_word_on_a_subject_stands_with_who_said_it_and_why(store: Store) -> None:
    JudgementBook(store, "Lan").say("volume", {"1.000894|2025": {"cases": 1200}})
    JudgementBook(store, "Minh").say("volume", {"1.000894|2025": {"cases": 1250}}, "Báo cáo năm của Sở Tư pháp")
    said = judged(store, "volume")["1.000894|2025"]
    assert (said.value, said.who, said.reason) == ({"cases": 1250}, "Minh", "Báo cáo năm của Sở Tư pháp")
    assert [entry.who for entry in journal.history(store)] == ["Minh", "Lan"]


def test_topics_do_not_see_each_other(store: Store) -> None:
    book = JudgementBook(store, "Lan")
    book.say("volume", {"1.000894": {"cases": 1}})
    book.say("promise", {"1.000894": {"state": "decided"}})
    assert values(store, "volume") == {"1.000894": {"cases": 1}}
    assert values(store, "pair") == {}


def test_saying_the_same_again_is_no_change(store: Store) -> None:
    book = JudgementBook(store, "Lan")
    assert book.say("pair", {"a": {"same": True}, "b": {}}) == 2
    assert book.say("pair", {"a": {"same": True}, "b": {}, "c": None}) == 0
    assert len(journal.history(store)) == 1


def test_a_sheet_of_judgements_is_one_entry_and_one_undo(store: Store) -> None:
    book = JudgementBook(store, "Lan")
    book.say("volume", {"1.000894|2024": {"cases": 7}})
    book.say("volume", {f"1.{number:06}|2025": {"cases": number} for number in range(50)} | {"1.000894|2024": None})
    undone = MarkBook(store, "Lan").undo()
    assert undone.topic == "volume"
    assert values(store, "volume") == {"1.000894|2024": {"cases": 7}}
    MarkBook(store, "Lan").redo()
    assert len(values(store, "volume")) == 50
    assert [outcome for outcome in check_workspace(store) if outcome.faults] == []


def test_undoing_what_somebody_has_said_anew_is_refused(store: Store) -> None:
    JudgementBook(store, "Lan").say("pair", {"1.000894": {"same": True}})
    JudgementBook(store, "Minh").say("pair", {"1.000894": {"same": False}})
    with pytest.raises(Problem) as refused:
        MarkBook(store, "Lan").undo()
    assert refused.value.kind is ProblemKind.JUDGED_ELSEWHERE
    assert values(store, "pair") == {"1.000894": {"same": False}}


def test_a_judgement_changed_behind_the_journal_is_seen_by_the_check(store: Store) -> None:
    JudgementBook(store, "Lan").say("pair", {"1.000894": {"same": True}})
    with store.writing() as connection:
        connection.execute(text("UPDATE judgement SET who = 'Minh'"))
    assert [outcome.check for outcome in check_workspace(store) if outcome.faults] == ["judgements"]


SAYING = st.dictionaries(
    st.sampled_from(["a", "b", "c"]), st.none() | st.fixed_dictionaries({"n": st.integers(0, 2)}), max_size=3
)


@given(sayings=st.lists(SAYING, max_size=6), undone=st.integers(0, 6))
def test_undoing_goes_back_saying_by_saying(
    tmp_path_factory: pytest.TempPathFactory, sayings: list[dict[str, Value | None]], undone: int
) -> None:
    folder: Path = tmp_path_factory.mktemp("undo")
    with closing(open_workspace(folder / "w.db", create=True)) as store:
        book, states = JudgementBook(store, "Lan"), [values(store, "t")]
        for saying in sayings:
            if book.say("t", saying):
                states.append(values(store, "t"))
        for at in range(min(undone, len(states) - 1)):
            MarkBook(store, "Lan").undo()
            assert values(store, "t") == states[-2 - at]
