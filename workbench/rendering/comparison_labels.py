"""The words for what changed between two editions, marked for translation; keys are the values of the lower floors."""

from __future__ import annotations

from workbench.language import N_

CHANGED_PART_LABELS = {
    "name": N_("Name"),
    "field": N_("Field"),
    "level": N_("Level"),
    "agency": N_("Handling agency"),
    "subject": N_("Who applies"),
    "step": N_("Step"),
    "channel": N_("Channel"),
    "time": N_("Time limit"),
    "fee": N_("Fee or charge"),
    "dossier": N_("Case of the dossier"),
    "paper": N_("Paper"),
    "result": N_("Result"),
    "condition": N_("Condition"),
    "law": N_("Legal basis"),
}

PAIR_KIND_LABELS = {
    "unchanged": N_("unchanged"),
    "changed": N_("altered"),
    "split": N_("split"),
    "merged": N_("merged"),
    "added": N_("new"),
    "removed": N_("gone"),
}

CHANGE_KIND_LABELS = {
    "added": N_("added"),
    "removed": N_("removed"),
    "changed": N_("altered"),
    "moved": N_("moved"),
}

PAIR_REASON_LABELS = {
    "confirmed": N_("confirmed by a person"),
    "same-content": N_("same content"),
    "same-code": N_("same code"),
    "same-national-code": N_("same national code"),
    "same-name": N_("same name"),
    "close-name": N_("close name"),
    "close-papers": N_("close papers"),
    "close-steps": N_("close steps"),
    "close-results": N_("close results"),
    "shared-text": N_("a text that nothing else has"),
    "other-content": N_("other content"),
    "other-name": N_("other name"),
    "of-a-province": N_("a province's own beside a national one"),
    "near-rival": N_("another one is nearly as close"),
    "only-lists": N_("only names and agencies are known"),
    "parts-together": N_("the parts hold together what the whole held"),
}

FACET_GROUP_LABELS = {
    "kind": N_("Kind of change"),
    "burden": N_("Burden"),
    "part": N_("What changed"),
    "certainty": N_("Certainty"),
    "marks": N_("Marks"),
    "field": N_("Field"),
    "agency": N_("Handling agency"),
}

BURDEN_LABELS = {"heavier": N_("heavier"), "lighter": N_("lighter"), "neutral": N_("neither heavier nor lighter")}

MOVE_LABELS = {"recoded": N_("another code"), "renamed": N_("another name"), "moved": N_("another agency or level")}

CERTAINTY_LABELS = {
    "review": N_("to be looked at"),
    "likely": N_("likely"),
    "sure": N_("sure"),
    "confirmed": N_("confirmed by a person"),
}

BURDEN_SIGNS = {"heavier": "▲", "lighter": "▼", "neutral": "·"}

OUTCOME_LABELS = {
    "stays": N_("the mark stays"),
    "look-again": N_("look again"),
    "implemented": N_("implemented?"),
    "renamed": N_("under another name"),
    "conflict": N_("conflict"),
    "gone": N_("gone"),
}

CAUSE_LABELS = {
    "procedure-gone": N_("the procedure is gone"),
    "pair-in-review": N_("nobody has confirmed yet that it is the same procedure"),
    "recoded": N_("the procedure has another code"),
    "split": N_("the procedure was split"),
    "merged": N_("the procedure was merged with others"),
    "not-published": N_("the newer edition only lists the procedure"),
    "not-found": N_("its words are not found again"),
    "target-reached": N_("exactly what was proposed, or less"),
    "came-back": N_("a paper with similar words was added"),
    "other-mark": N_("another mark stands there"),
    "same-mark": N_("the same mark stands there"),
}

SETTLEMENT_LABELS = {
    "stays": N_("carried"),
    "keep": N_("kept"),
    "edit": N_("changed"),
    "drop": N_("dropped"),
    "seen": N_("seen in the catalogue"),
}

STATE_LABELS = {
    "proposed": N_("proposed"),
    "agreed": N_("agreed"),
    "decided": N_("decided"),
    "enacted": N_("enacted"),
    "seen": N_("seen in the catalogue"),
    "rejected": N_("rejected"),
    "withdrawn": N_("withdrawn"),
}

SET_BY_LABELS = {"person": N_("set by a person"), "exact-match": N_("set by an exact match")}

VERDICT_LABELS = {
    "done": N_("done"),
    "partly": N_("partly"),
    "not": N_("not done"),
    "reversed": N_("reversed"),
    "unclear": N_("unclear"),
}

VERDICT_SIGNS = {"done": "✓", "partly": "◐", "not": "✗", "reversed": "▲", "unclear": "?"}
