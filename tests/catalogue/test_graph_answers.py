"""The questions asked of a whole graph or of one procedure, each answered in one form."""

from __future__ import annotations

import pytest

from catalogue.graph_answers import Answer, Asked, Question, answers
from tests.catalogue.made_graphs import graph_of, node

CHAIN = graph_of(node(1, gives="a"), node(2, "a", "b"), node(3, "b a", "c"), node(4, "c"))


def test_what_a_procedure_needs_in_the_end_is_told_with_the_papers_that_lead_there() -> None:
    assert answers(CHAIN, Question.NEEDS, 4) == (
        Answer((3,), (Asked(4, "paper:1.1"),), 1),
        Answer((1,), (Asked(3, "paper:1.2"),), 2),
        Answer((2,), (Asked(3, "paper:1.1"),), 2),
    )


def test_what_needs_a_procedure_in_the_end_is_told_with_the_papers_that_it_asks_for() -> None:
    assert answers(CHAIN, Question.FEEDS, 2) == (
        Answer((3,), (Asked(3, "paper:1.1"),), 1),
        Answer((4,), (Asked(4, "paper:1.1"),), 2),
    )


def test_what_is_asked_of_one_procedure_needs_to_name_it() -> None:
    with pytest.raises(ValueError, match="needs"):
        answers(CHAIN, Question.NEEDS)


def test_gates_count_who_passes_through_and_of_one_procedure_are_those_on_every_way_to_it() -> None:
    assert [(answer.procedures, answer.number) for answer in answers(CHAIN, Question.GATES)] == [
        ((1,), 3),
        ((2,), 2),
        ((3,), 1),
    ]
    assert [answer.procedures for answer in answers(CHAIN, Question.GATES, 3)] == [((1,)), ((2,))]


def test_answers_can_be_kept_to_those_that_concern_one_procedure() -> None:
    graph = graph_of(node(1, "b", "a"), node(2, "a", "b"), node(3, "d", "c"), node(4, "c", "d"))
    assert [answer.procedures for answer in answers(graph, Question.CYCLES)] == [(1, 2), (3, 4)]
    (cycle,) = answers(graph, Question.CYCLES, 4)
    assert cycle == Answer((3, 4), (Asked(3, "paper:1.1"), Asked(4, "paper:1.1")), 2, False)


def test_an_own_result_in_the_own_dossier_is_no_circle_and_does_not_feed_itself() -> None:
    graph = graph_of(node(1, "a", "a"), node(2, "a", "b"))
    assert answers(graph, Question.CYCLES) == ()
    assert answers(graph, Question.NEEDS, 1) == ()
    assert [answer.procedures for answer in answers(graph, Question.FEEDS, 1)] == [(2,)]


def test_an_edition_without_results_answers_every_question_with_nothing() -> None:
    graph = graph_of(node(1, "a b"), node(2, "a"))
    assert [answers(graph, question, 1) for question in Question] == [()] * len(Question)


def test_versions_of_several_provinces_are_told_with_what_not_all_of_them_have() -> None:
    graph = graph_of(
        node(1, "a b", "c", name="Cấp giấy phép xây dựng", province="Gia Lai"),
        node(2, "a", "c", name="Thủ tục cấp giấy phép xây dựng", province="Đà Nẵng"),
    )
    (answer,) = answers(graph, Question.CLONES)
    assert answer.procedures == (1, 2) and answer.clones is not None
    assert [(one.part, one.having, one.lacking) for one in answer.clones.differences] == [("paper", (1,), (2,))]
