"""What was judged beside marks, named as people read it: a link by its paper, a pair by its codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.language import N_, ngettext, translate
from workbench.rendering.comparison_labels import STATE_LABELS
from workbench.rendering.cost_labels import cell_words
from workbench.rendering.sentence_names import sentence_name

_NAMED = 3


def judged_words(topic: str, values: Mapping[str, Any]) -> str:
    """Return what judgements of a topic are about, the first few of them by name.

    `values` maps each subject to what was said of it, as the journal keeps it, or to None.
    """
    named = list(dict.fromkeys(_subject_named(topic, subject, value) for subject, value in values.items()))
    over = len(named) - _NAMED
    more = [ngettext("and {count} more", "and {count} more", over)] if over > 0 else []
    return ", ".join([*named[:_NAMED], *more])


def _subject_named(topic: str, subject: str, value: Any) -> str:
    """The subject of a judgement as people read it: without digests and the keys by which papers are compared."""
    if topic == "issuer-link" and (link := (value or {}).get("value")):
        # Sentences of problems name what was judged, and are read by this.
        from workbench.problem_sentences import NAMED, printable_within

        said = N_("{code} issues “{paper}”") if link.get("holds") else N_("{code} does not issue “{paper}”")
        return translate(said).format(
            code=subject.rpartition("|")[2], paper=printable_within(str(link.get("paper", "")), NAMED)
        )
    if topic == "pair" and subject.count("|") > 1:
        old, _, new = subject.split("|", 2)
        return f"{old} → {new}"
    if topic == "cost":
        return cell_words(subject)
    if topic == "carried":
        mark, _, edition = subject.partition("|")
        return f"[{mark}] → {edition}"
    if topic == "wording":
        edition, _, key = subject.partition("|")
        return f"{edition}, {sentence_name(key)}"
    if topic == "volume":
        code, _, year = subject.partition("|")
        return f"{code} ({year})"
    if topic == "promise":
        life = ((value or {}).get("value") or {}).get("life") or [{}]
        state = STATE_LABELS.get(life[-1].get("state", ""))
        return f"[{subject}] → {translate(state)}" if state else f"[{subject}]"
    return subject
