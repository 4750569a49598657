"""Sentences carry the marks behind them through templates, Markdown and every output."""

from __future__ import annotations

import io

import docx
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from reviews.documents import tree
from reviews.documents.docx import render_docx
from reviews.documents.html import render_html
from reviews.documents.templating import escape_value
from reviews.documents.traced import Sentence, Trace, without_traces

BARE = 'Bỏ thành phần hồ sơ "Giấy khai sinh".'


def _runs(markdown: str) -> tuple[tree.Run, ...]:
    (paragraph,) = tree.blocks(tree.parse(markdown))
    assert isinstance(paragraph, tree.Paragraph)
    return paragraph.runs


def test_a_sentence_of_marks_is_known_again_in_the_parsed_document() -> None:
    sentence = Sentence(BARE, "11:content", (11, 13))
    runs = _runs(f"a) Hồ sơ: {escape_value(sentence)} Lý do khác.")
    assert [(run.text, run.trace) for run in runs] == [
        ("a) Hồ sơ: ", None),
        (BARE, Trace((11, 13))),
        (" Lý do khác.", None),
    ]


def test_markdown_for_people_shows_no_trace() -> None:
    written = escape_value(Sentence(BARE, "11:content", (11,), edited=True))
    assert without_traces(written) == escape_value(BARE)


@given(st.text(max_size=40), st.booleans(), st.lists(st.integers(1, 10**6), max_size=30))
def test_no_text_can_bring_a_trace_of_its_own_or_lose_one(text: str, edited: bool, marks: list[int]) -> None:
    said = f"x \ue0007\ue001{text}\ue002 y"
    assert all(run.trace is None for run in _runs(escape_value(said)))
    traced = _runs(f"Câu {escape_value(Sentence(f'x {text} y', '', tuple(marks), edited=edited))} hết")
    found = {run.trace for run in traced if run.trace is not None}
    assert found == ({Trace(tuple(marks), edited)} if marks or edited else set())


def test_word_hides_a_bookmark_for_every_mark_of_a_sentence() -> None:
    one = escape_value(Sentence("Câu *một*.", "", (11, 13)))
    two = escape_value(Sentence("Câu hai.", "", (11,), edited=True))
    document = docx.Document(io.BytesIO(render_docx(tree.parse(f"{one}\n\n- {two}\n"))))
    starts = list(document.element.body.iter(qn("w:bookmarkStart")))
    ends = list(document.element.body.iter(qn("w:bookmarkEnd")))
    assert [start.get(qn("w:name")) for start in starts] == ["_mark_11_1", "_mark_13_2", "_edited_11_3"]
    assert sorted(end.get(qn("w:id")) for end in ends) == sorted(start.get(qn("w:id")) for start in starts)
    assert [paragraph.text for paragraph in document.paragraphs] == ["Câu *một*.", "Câu hai."]


def test_a_page_names_the_marks_of_a_sentence() -> None:
    one = escape_value(Sentence("Câu một.", "", (11, 13)))
    two = escape_value(Sentence("Câu <b>hai</b>.", "", (7,), edited=True))
    page = render_html(tree.parse(f"{one}\n\n{two}\n"))
    assert '<p><span data-mark="11 13">Câu một.</span></p>' in page
    assert '<p><span data-mark="7" data-edited>Câu &lt;b&gt;hai&lt;/b&gt;.</span></p>' in page
