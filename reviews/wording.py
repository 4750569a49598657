"""The office's own words for sentences of documents: kept in the workspace, journaled and undone like marks.

A sentence has a key ("12:content" for the content of mark 12, "report:difficulties" for a paragraph of the report). An
edit keeps the words, what the program said when it was made, and the versions of the marks behind it, so that a mark
that was changed afterwards can be pointed out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from catalogue.text import one_line
from reviews.documents.traced import Sentence
from reviews.judgements import JudgementBook, judged
from reviews.marks import Mark

TOPIC = "wording"
_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Edit:
    """An office's words for one sentence: what the program said then, and the versions of its marks by number."""

    text: str
    generated: str
    versions: Mapping[str, int]
    who: str = ""
    at: str = ""


class Wording:
    """Says the sentences of one document, in the office's words where it has any, and remembers what it said."""

    def __init__(self, edits: Mapping[str, Edit] | None = None) -> None:
        self._edits = edits or {}
        self._said: dict[str, Sentence] = {}

    def say(self, key: str, generated: str, marks: Sequence[Mark] = ()) -> Sentence:
        """Return the sentence of a key: the office's words for it, else those generated."""
        numbers = tuple(mark.id for mark in marks)
        edit = self._edits.get(key)
        if edit is None:
            sentence = Sentence(generated, key, numbers)
        else:
            outdated = edit.generated != generated or dict(edit.versions) != _versions(marks)
            sentence = Sentence(edit.text, key, numbers, generated=generated, edited=True, outdated=outdated)
        self._said[key] = sentence
        return sentence

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What was said so far, each key once, in order."""
        return tuple(self._said.values())

    def lost(self) -> tuple[str, ...]:
        """Return the keys of edits about marks that nothing was said of: their marks are gone or count no more."""
        return tuple(key for key in self._edits if key not in self._said and key.partition(":")[0].isdigit())


def _versions(marks: Sequence[Mark]) -> dict[str, int]:
    return {str(mark.id): mark.version for mark in marks}


def read_wording(store: Store, edition: str) -> Wording:
    """Return the wording of an edition's documents."""
    return Wording(kept_edits(store, edition))


def kept_edits(store: Store, edition: str) -> dict[str, Edit]:
    """Return the edits of an edition's documents by the keys of their sentences."""
    start = f"{edition}{_BETWEEN}"
    return {
        subject.removeprefix(start): Edit(
            str(one.value["text"]), str(one.value["generated"]), dict(one.value["versions"]), one.who, one.at
        )
        for subject, one in judged(store, TOPIC).items()
        if subject.startswith(start)
    }


def keep_edit(store: Store, who: str, edition: str, sentence: Sentence, text: str, marks: Sequence[Mark]) -> bool:
    """Keep an office's words for a sentence; return whether that is a change.

    Words equal to the generated ones take an edit away. Raises `Problem` for words that say nothing.
    """
    words = one_line(text)
    if not words:
        raise Problem(ProblemKind.WORDING_EMPTY, key=sentence.key)
    behind = [mark for mark in marks if mark.id in sentence.marks]
    value = (
        None
        if words == sentence.generated
        else {"text": words, "generated": sentence.generated, "versions": _versions(behind)}
    )
    return bool(JudgementBook(store, who).say(TOPIC, {f"{edition}{_BETWEEN}{sentence.key}": value}))


def drop_edit(store: Store, who: str, edition: str, key: str) -> bool:
    """Take an office's words for a sentence away; return whether there were any."""
    return bool(JudgementBook(store, who).say(TOPIC, {f"{edition}{_BETWEEN}{key}": None}))
