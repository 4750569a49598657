"""Marks and journal entries as lines of plain text, for the commands that print them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from reviews.actions import MarkAction
from reviews.carried_volumes import MovedVolumes
from reviews.journal import Entry
from reviews.marks import Mark
from reviews.sentences import quotation
from workbench.language import N_, day_words, translate
from workbench.rendering.judged_words import judged_words
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


def codes_moved(moved: Iterable[MovedVolumes]) -> str:
    """Return from which code to which the volumes of procedures go."""
    return "; ".join(f"{one.code} → {one.new_code}" for one in moved)


def volumes_followed(moved: Iterable[MovedVolumes]) -> str:
    """Return the sentence that volumes were kept under the new codes of their procedures."""
    said = N_("Volumes followed their procedures to the new code, as a step of its own to undo: {codes}.")
    return translate(said).format(codes=codes_moved(moved))


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
    return shown(
        f"{done}: {translate(TOPIC_LABELS.get(entry.topic, entry.topic))} · {judged_words(entry.topic, values)}"
    )


def _values(entry: Entry) -> dict[str, Any]:
    """What each subject was judged as; where it was taken back, as what before."""
    before, after = ((found or {}).get("values", {}) for found in (entry.before, entry.after))
    return {subject: after.get(subject) or before.get(subject) for subject in after or before}


def change_line(entry: Entry) -> str:
    """Return one journal entry on one line: its number, local time and author, and what it did."""
    at = datetime.fromisoformat(entry.at).astimezone()
    moment = f"{day_words(at.date().isoformat())} {at:%H:%M:%S}"
    return f"{entry.seq}  {moment}  {shown(entry.who)}  {change_words(entry)}"
