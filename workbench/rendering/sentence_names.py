"""The names of a document's sentences as people read them, made of the keys under which their words are kept."""

from __future__ import annotations

from workbench.language import N_, translate

_KINDS = {
    "content": N_("content"),
    "reason": N_("reason"),
    "recommendation": N_("recommendation"),
    "timetable": N_("timetable"),
    "grounds": N_("grounds"),
    "course": N_("course of the review"),
    "difficulties": N_("difficulties"),
    "benefit": N_("benefit"),
    "changes": N_("main changes"),
}


def sentence_name(key: str) -> str:
    """Return the name of a sentence as people read it: "content [12]" for the content of the mark 12.

    A name that nobody gave words to is told as it is.
    """
    owner, _colon, kind = key.rpartition(":")
    if key.startswith("changes:"):
        owner, kind = "", "changes"
    if kind not in _KINDS:
        return key
    said = translate(_KINDS[kind])
    if not owner or owner in ("submission", "report"):
        return said
    return f"{said} [{owner}]" if owner.isdigit() else f"{said} {owner}"
