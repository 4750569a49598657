"""The names of what stands in the cost table, in English to be translated where they are shown."""

from __future__ import annotations

from workbench.language import N_, translate

COST_SOURCES = {
    "record": N_("record"),
    "norm": N_("norm"),
    "survey": N_("survey"),
    "reviewer": N_("reviewer"),
}
ACTIVITY_LABELS = {
    "prepare": N_("Preparing the dossier"),
    "submit": N_("Handing it in"),
    "pay": N_("Paying fees and charges"),
    "inspection": N_("Taking part in inspections"),
    "other": N_("Other work"),
    "receive": N_("Receiving the result"),
}
COLUMN_LABELS = {
    "minutes": N_("Time (minutes)"),
    "hired": N_("Hired service (đồng)"),
    "out_of_pocket": N_("Expenses (đồng)"),
    "fee": N_("Fees (đồng)"),
    "burdened": N_("Share of the applicants (%)"),
    "subjects": N_("Subjects a year"),
    "times": N_("Times a year"),
}

_TARGET_GROUPS = {
    "person": N_("persons"),
    "organisation": N_("organisations"),
    "business": N_("businesses"),
}

_PROVISIONAL = N_("provisional")
_NOT_VERIFIED = N_("not verified")


def stamp(provisional: bool) -> str:
    """Return what follows a total that rests on a number nobody confirmed, nothing where all are."""
    return f" – {translate(_PROVISIONAL)}" if provisional else ""


def unverified(verified: bool) -> str:
    """Return what follows a value or source that was not seen where it comes from, nothing where it was."""
    return "" if verified else f" ({translate(_NOT_VERIFIED)})"


def cell_words(subject: str) -> str:
    """Return which cell of which procedure a judgement on a cost is about: code, element, channel and column."""
    code, _, rest = subject.partition("|")
    key, _, column = rest.rpartition("|")
    parts = (code, *key.split("|")[1:], translate(COLUMN_LABELS[column]) if column in COLUMN_LABELS else column)
    return " · ".join(part for part in parts if part)


def group_words(by: str, group: str) -> str:
    """Return the name of a group as it is shown: target groups in words."""
    if not group:
        return translate(N_("(not named)"))
    if by == "target-group":
        return " + ".join(translate(_TARGET_GROUPS[name]) for name in group.split(" + "))
    return group
