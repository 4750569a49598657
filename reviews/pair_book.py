"""What people said of pairs of procedures in two editions, kept under the topic "pair": said once, it holds.

The subject is the old entry's address and digest and the new entry's address, so that a verdict holds wherever the
same content stands at the same place, whatever the editions are called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from catalogue.compared_editions import pair_stored
from catalogue.comparison import Pair, Pairing, PairSubject, Progress, Verdicts
from catalogue.edition_changes import EditionChanges, compare_editions
from catalogue.editions import Edition, Entry, entry_ids_at
from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from reviews.judgements import JudgementBook, Value, judged

TOPIC = "pair"

_SUBJECT = re.compile(r"(.*)\|([0-9a-f]{64})\|(.*)", re.DOTALL)


def subject_words(subject: PairSubject) -> str:
    """Return a pair's subject as judgements name it: `old|digest|new`."""
    return f"{subject.old_address}|{subject.old_digest}|{subject.new_address}"


def read_subject(words: str) -> PairSubject:
    """Return the pair that a judgement is about; raises ValueError for what `subject_words` never wrote."""
    found = _SUBJECT.fullmatch(words)
    if found is None:
        raise ValueError(words)
    return PairSubject(*found.groups())


def verdicts(store: Store) -> Verdicts:
    """Return every verdict that stands."""
    return {read_subject(subject): bool(said.value["same"]) for subject, said in judged(store, TOPIC).items()}


def pair_as_judged(store: Store, old: Edition, new: Edition, progress: Progress | None = None) -> Pairing:
    """Pair two editions of a workspace, what people said of pairs coming first."""
    return pair_stored(store, old, new, verdicts(store), progress)


def compare_as_judged(
    store: Store,
    old: Edition,
    new: Edition,
    progress: Callable[[int, int], None] = lambda done, of: None,
    settled: Progress | None = None,
) -> EditionChanges:
    """Compare two editions of a workspace, what people said of pairs coming first.

    `settled` is told how many entries are paired, `progress` then how many pairs are compared of how many. Raises
    `Problem` where an edition is deleted meanwhile.
    """
    return compare_editions(store, old, new, partial(pair_as_judged, progress=settled), progress)


def judge_pair(
    book: JudgementBook, store: Store, old: Sequence[Entry], new: Sequence[Entry], same: bool, reason: str = ""
) -> int:
    """Say that some old entries are, or are not, the same procedure as some new ones; return how much changed.

    Who says that they are the same corrects what was said before: of other entries of the new edition, the old ones
    are no longer the same procedure. Several old entries may be the same as one new entry, which merged them.
    Raises `Problem` EDITION_ITSELF where both are of one edition, PROCEDURE_NAMED_TWICE where an entry stands twice.
    """
    _refuse_itself(old, new)
    values: dict[str, Value | None] = {
        subject_words(PairSubject(one.address, one.digest, other.address)): {"same": same}
        for one in old
        for other in new
    }
    if same and new:
        before = [subject for one in old for subject in _said_same(store, one, new[0].edition)]
        values |= {subject: None for subject in before if subject not in values}
    return book.say(TOPIC, values, reason)


def _refuse_itself(old: Sequence[Entry], new: Sequence[Entry]) -> None:
    editions = {one.edition.id for one in old}
    for other in new:
        if other.edition.id in editions:
            raise Problem(ProblemKind.EDITION_ITSELF, edition=other.edition.name)
    for side in (old, new):
        met: set[int] = set()
        for one in side:
            if one.id in met:
                raise Problem(ProblemKind.PROCEDURE_NAMED_TWICE, code=one.address, edition=one.edition.name)
            met.add(one.id)


def _said_same(store: Store, old: Entry, edition: Edition) -> list[str]:
    """With which entries of an edition an old one was said to be the same."""
    said = [
        subject
        for subject, verdict in verdicts(store).items()
        if verdict and (subject.old_address, subject.old_digest) == (old.address, old.digest)
    ]
    standing = [subject for subject in said if entry_ids_at(store, edition, [subject.new_address])]
    return [subject_words(subject) for subject in standing]


def proposed_pair(pairing: Pairing, old: Entry) -> Pair:
    """Return the pair in which an old entry stands; raises `Problem` where it was not found again."""
    for pair in pairing.pairs:
        if old.id in pair.old:
            return pair
    raise Problem(ProblemKind.PAIR_MISSING, code=old.address, edition=old.edition.name)
