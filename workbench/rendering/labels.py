"""The words for parts, channels, actions and notes, marked for translation."""

from __future__ import annotations

from catalogue.elements import Part
from reviews.actions import MarkAction
from workbench.language import N_, translate

PART_LABELS = {
    Part.PROCEDURE: N_("Procedure"),
    Part.STEP: N_("Step"),
    Part.CHANNEL: N_("Channel"),
    Part.TIME: N_("Time limit"),
    Part.FEE: N_("Fee or charge"),
    Part.PAPER: N_("Paper"),
    Part.RESULT: N_("Result"),
    Part.CONDITION: N_("Condition"),
    Part.LEGAL_BASIS: N_("Legal basis"),
}

CHANNEL_LABELS = {
    "direct": N_("In person"),
    "online": N_("Online"),
    "postal": N_("By post"),
    "other": N_("Other channel"),
}

FEE_LABELS = {
    "fee": N_("Fee"),
    "charge": N_("Charge"),
    "price": N_("Price of a service"),
    "unknown": N_("Fee or charge"),
}

ACTION_LABELS = {
    MarkAction.REMOVE: N_("Remove"),
    MarkAction.REPLACE: N_("Replace by data"),
    MarkAction.REDUCE: N_("Reduce"),
    MarkAction.MERGE: N_("Merge"),
    MarkAction.KEEP: N_("Keep as it is"),
}

ACTION_SIGNS = {
    MarkAction.REMOVE: "×",
    MarkAction.REPLACE: "»",
    MarkAction.REDUCE: "↓",
    MarkAction.MERGE: "+",
    MarkAction.KEEP: "✓",
}

ORDER_LABELS = {
    "published": N_("as published"),
    "name": N_("by name"),
    "code": N_("by code"),
    "field": N_("by field"),
}


def element_words(address: str) -> str:
    """Return an element's address as people say it: "Paper 1.3" for `paper:1.3`, only the part where it is whole."""
    part, _, place = address.partition(":")
    return f"{translate(PART_LABELS[Part(part)])} {place}".rstrip()
