"""What stands judged under a topic, read by itself: commands that only look load nothing that writes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from catalogue.store import Store

Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement as it stands: topic, subject and value, by whom, when (ISO, UTC) and why."""

    topic: str
    subject: str
    value: Value
    who: str
    at: str
    reason: str = ""


def judged(store: Store, topic: str) -> dict[str, Judged]:
    """Return what stands under a topic by subject, in the order of subjects."""
    rows = store.rows(
        "SELECT j.topic, j.subject, j.value, j.who, j.at, j.reason FROM judgement j WHERE j.topic = :topic "
        "ORDER BY j.subject",
        {"topic": topic},
    )
    return {row[1]: Judged(row[0], row[1], json.loads(row[2]), *row[3:]) for row in rows}
