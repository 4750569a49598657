"""Papers of every field are told by their names at least as far as when it was last measured."""

from __future__ import annotations

from collections import Counter

from benchmarks.evaluate_names import named_papers
from catalogue.kind_words import NONE, kinds


def test_most_papers_of_every_field_are_told_by_their_names() -> None:
    papers = list(named_papers())
    fields, told = Counter(paper.field for paper in papers), Counter(paper.field for paper in papers if paper.is_told)
    assert len(papers) > 4000
    assert told.total() >= 0.8 * len(papers)
    assert all(told[field] >= 0.6 * count for field, count in fields.items()), told


def test_every_name_of_the_list_has_a_kind_of_the_vocabulary_and_stands_once() -> None:
    papers = list(named_papers())
    assert {paper.kind for paper in papers} <= set(kinds()) | {NONE}
    twice = [text for text, count in Counter(paper.text.lower() for paper in papers).items() if count > 1]
    assert not twice
