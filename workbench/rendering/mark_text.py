"""Marks and journal entries as lines of plain text, for the commands that print them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from reviews.actions import MarkAction
from reviews.journal import Entry
from reviews.marks import Mark
from reviews.sentences import quotation
from workbench.language import N_, day_words, ngettext, translate
from workbench.problem_sentences import NAMED, printable_within
from workbench.rendering.cost_labels import cell_words
from workbench.rendering.labels import ACTION_LABELS, TOPIC_LABELS, element_words
from workbench.rendering.lines import shown
from workbench.rendering.procedure_lines import mark_words

CHANGE_LABELS = {
    "proposed": N_("proposed"),
    "changed": N_("changed"),
    "withdrawn": N_("taken away"),
    "undone": N_("undone"),
    "redone": N_("done again"),
    "judged": N_("judged"),
}

_NAMED = 3


def mark_lines(mark: Mark) -> Iterator[str]:
    """Yield what a mark says, with its number and place, and under it the words of its element."""
    yield shown(f"[{mark.id}] {mark.address} {mark.element}  {mark_words(mark)}")
    yield shown(f"    “{quotation(mark.element_text)}”")


def change_words(entry: Entry) -> str:
    """Return what a journal entry did to which mark or judgements."""
    if entry.topic:
        return _judged_words(entry)
    mark = Mark(**entry.mark)
    done = translate(CHANGE_LABELS.get(entry.kind, entry.kind))
    return shown(f"{done}: [{mark.id}] {mark.address} {mark.element}  {mark_words(mark)}")


def change_summary(entry: Entry) -> str:
    """Return what a journal entry did in the few words that fit on a message line."""
    if entry.topic:
        return _judged_words(entry)
    mark = Mark(**entry.mark)
    done = translate(CHANGE_LABELS.get(entry.kind, entry.kind))
    action = translate(ACTION_LABELS[MarkAction(mark.action)])
    return shown(f"{action} · {element_words(mark.element)} · {mark.address} ({done})")


def _judged_words(entry: Entry) -> str:
    """Return which judgements a journal entry is about, the first few of them by name."""
    done = translate(CHANGE_LABELS.get(entry.kind, entry.kind))
    values = _values(entry)
    named = list(dict.fromkeys(_subject_named(entry.topic, subject, value) for subject, value in values.items()))
    over = len(named) - _NAMED
    more = [ngettext("and {count} more", "and {count} more", over)] if over > 0 else []
    listed = ", ".join([*named[:_NAMED], *more])
    return shown(f"{done}: {translate(TOPIC_LABELS.get(entry.topic, entry.topic))} · {listed}")


def _values(entry: Entry) -> dict[str, Any]:
    """What each subject was judged as; where it was taken back, as what before."""
    before, after = ((found or {}).get("values", {}) for found in (entry.before, entry.after))
    return {subject: after.get(subject) or before.get(subject) for subject in after or before}


def _subject_named(topic: str, subject: str, value: Any) -> str:
    """The subject of a judgement as people read it: without digests and the keys by which papers are compared."""
    if topic == "issuer-link" and (link := (value or {}).get("value")):
        said = N_("{code} issues “{paper}”") if link.get("holds") else N_("{code} does not issue “{paper}”")
        return translate(said).format(
            code=subject.rpartition("|")[2], paper=printable_within(str(link.get("paper", "")), NAMED)
        )
    if topic == "pair":
        old, _, new = subject.split("|", 2)
        return f"{old} → {new}"
    if topic == "cost":
        return cell_words(subject)
    if topic == "carried":
        mark, _, edition = subject.partition("|")
        return f"[{mark}] → {edition}"
    return f"[{subject}]" if topic == "promise" else subject


def change_line(entry: Entry) -> str:
    """Return one journal entry on one line: its number, local time and author, and what it did."""
    at = datetime.fromisoformat(entry.at).astimezone()
    moment = f"{day_words(at.date().isoformat())} {at:%H:%M:%S}"
    return f"{entry.seq}  {moment}  {shown(entry.who)}  {change_words(entry)}"
