"""The words for parts, channels, actions and notes, marked for translation."""

from __future__ import annotations

from catalogue.elements import Part
from catalogue.instruments import InstrumentKind
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

INSTRUMENT_LABELS = {
    InstrumentKind.CONSTITUTION: N_("Constitution"),
    InstrumentKind.CODE: N_("Code of laws"),
    InstrumentKind.LAW: N_("Law"),
    InstrumentKind.ASSEMBLY_ACT: N_("Act of the National Assembly"),
    InstrumentKind.ORDINANCE: N_("Ordinance"),
    InstrumentKind.ORDER: N_("Order of the President"),
    InstrumentKind.RESOLUTION: N_("Resolution"),
    InstrumentKind.JOINT_RESOLUTION: N_("Joint resolution"),
    InstrumentKind.DECREE: N_("Decree"),
    InstrumentKind.DECISION: N_("Decision of an authority"),
    InstrumentKind.DIRECTIVE: N_("Directive"),
    InstrumentKind.CIRCULAR: N_("Circular"),
    InstrumentKind.JOINT_CIRCULAR: N_("Joint circular"),
    InstrumentKind.CONSOLIDATION: N_("Consolidated text"),
    InstrumentKind.OTHER: N_("Other instrument"),
}

# The checks of a workspace by their names in `catalogue.integrity` and `reviews.integrity`.
CHECK_LABELS = {
    "tables": N_("Tables"),
    "structure": N_("Database"),
    "references": N_("References between rows"),
    "contents": N_("Contents of procedures"),
    "sources": N_("Source records"),
    "editions": N_("Editions"),
    "search": N_("Search index"),
    "journal": N_("History of changes"),
    "marks": N_("Marks"),
    "judgements": N_("Judgements"),
}

# The topics of `reviews.judgements`, each owned by the module that gives its values their meaning.
TOPIC_LABELS = {
    "issuer-link": N_("Link from a paper to who issues it"),
    "pair": N_("Pair of procedures in two editions"),
    "volume": N_("Cases a year"),
    "cost": N_("Compliance cost"),
    "baseline": N_("Baseline of the targets"),
    "scenario": N_("Scenario"),
    "promise": N_("State of a proposal"),
    "carried": N_("Mark carried to a later edition"),
    "wording": N_("Wording of a document"),
}


def element_words(address: str) -> str:
    """Return an element's address as people say it: "Paper 1.3" for `paper:1.3`, only the part where it is whole."""
    part, _, place = address.partition(":")
    return f"{translate(PART_LABELS[Part(part)])} {place}".rstrip()
