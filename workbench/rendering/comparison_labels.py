"""The words for what changed between two editions, marked for translation; keys are the values of the lower floors."""

from __future__ import annotations

from workbench.language import N_

CHANGED_PART_LABELS = {
    "name": N_("Name"),
    "field": N_("Field"),
    "level": N_("Level"),
    "agency": N_("Agency"),
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
    "changed": N_("changed"),
    "split": N_("split"),
    "merged": N_("merged"),
}

BURDEN_SIGNS = {"heavier": "▲", "lighter": "▼", "neutral": "·"}
