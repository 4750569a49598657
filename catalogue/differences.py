"""What changed between two published contents of one procedure, part by part.

Meaning is told from wording: a change whose texts say the same is marked `wording_only`. What an edition does not
publish at all (a list has names only) is no change, since nobody knows what it would say.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.changes.agencies import agency_changes, level_changes
from catalogue.changes.channels import channel_changes, match_channels
from catalogue.changes.fees import fee_changes
from catalogue.changes.laws import law_changes
from catalogue.changes.lists import (
    condition_changes,
    result_changes,
    step_changes,
)
from catalogue.changes.papers import paper_changes
from catalogue.changes.subjects import subject_changes
from catalogue.changes.tags import untagged
from catalogue.changes.times import time_changes
from catalogue.changes.values import (
    TESTS,
    Burden,
    BurdenTest,
    Change,
    ChangedPart,
    ChangeKind,
    Reason,
    judged,
)
from catalogue.changes.wording import same_wording
from catalogue.fee_ceilings import ceiling_of
from catalogue.pair_outlines import bare_name
from catalogue.records import Procedure

__all__ = ["TESTS", "Burden", "BurdenTest", "Change", "ChangeKind", "ChangedPart", "Reason", "differences", "judged"]


def differences(old: Procedure, new: Procedure) -> tuple[Change, ...]:
    """Return the changes from the old content to the new one, in the order of `ChangedPart`.

    Changes of wording are among them, marked; equal contents give none.
    """
    if old == new:
        return ()
    return tuple(_differences(untagged(old), untagged(new)))


def _differences(old: Procedure, new: Procedure) -> Iterator[Change]:
    yield from _text_change(ChangedPart.NAME, old.name, new.name)
    yield from _text_change(ChangedPart.FIELD, old.field, new.field)
    yield from level_changes(old, new)
    yield from agency_changes(old.agencies, new.agencies, new.decision.date)
    yield from subject_changes(old.subjects, new.subjects)
    if _is_listed_only(old) or _is_listed_only(new):
        return
    if old.steps and new.steps:
        yield from step_changes(old, new)
    channels = match_channels(old.channels, new.channels)
    yield from channel_changes(old.channels, new.channels, channels)
    yield from time_changes(old.channels, new.channels, channels)
    ceiling = ceiling_of(new.name, new.decision.date)
    yield from fee_changes(old.channels, new.channels, channels, ceiling.highest if ceiling else None)
    yield from paper_changes(old.dossiers, new.dossiers)
    yield from result_changes(old, new)
    yield from condition_changes(old, new)
    yield from law_changes(old.legal_bases, new.legal_bases)


def _text_change(part: ChangedPart, old: str, new: str) -> Iterator[Change]:
    if old == new or not old or not new:
        return
    same = same_wording(bare_name(old), bare_name(new))
    yield Change(part, ChangeKind.CHANGED, old, new, wording_only=same, reasons=(Reason.WORDING,) if same else ())


def _is_listed_only(procedure: Procedure) -> bool:
    """Tell whether an edition only lists the procedure: it publishes nothing of how it runs."""
    return not (procedure.steps or procedure.channels or procedure.dossiers)
