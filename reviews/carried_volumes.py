"""Volumes that follow a procedure to the code under which a later edition lists it.

A volume is kept by code. Where a procedure got another code, and nothing stands at its old one any more, its years are
kept under the new code as well; the old ones stay for the older edition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from catalogue.comparison import Pairing
from catalogue.editions import Edition, entry_ids_at, entry_summaries
from catalogue.store import Store
from reviews.judgements import JudgementBook
from reviews.volume_book import keep_volumes, kept_volumes
from reviews.volumes import Volume


@dataclass(frozen=True, slots=True)
class MovedVolumes:
    """The volumes of one procedure under its new code, with the code under which they were kept."""

    code: str
    volumes: tuple[Volume, ...]

    @property
    def new_code(self) -> str:
        """The code of the newer edition."""
        return self.volumes[0].code


def moved_volumes(
    store: Store, old: Edition, new: Edition, pair: Callable[[Store, Edition, Edition], Pairing]
) -> tuple[MovedVolumes, ...]:
    """Return the volumes of an older edition's procedures that stand in the newer one under another code alone.

    Only an accepted pair of one procedure with one other counts: what is split or merged has volumes of its own. A year
    for which the new code has a volume is left out.
    """
    kept = kept_volumes(store)
    by_code: dict[str, list[Volume]] = defaultdict(list)
    for volume in kept:
        by_code[volume.code].append(volume)
    still = set(_addresses(store, entry_ids_at(store, new, by_code)).values())
    waiting = entry_ids_at(store, old, by_code.keys() - still)
    if not waiting:
        return ()
    looked_for = frozenset(waiting)
    pairs = [
        (one.old[0], one.new[0])
        for one in pair(store, old, new).pairs
        if one.state == "accepted" and len(one.old) == len(one.new) == 1 and one.old[0] in looked_for
    ]
    address = _addresses(store, [one for both in pairs for one in both])
    known = {volume.key for volume in kept}
    found = []
    for before, after in pairs:
        if before in address and after in address:
            moved = (replace(volume, code=address[after]) for volume in by_code[address[before]])
            fresh = tuple(volume for volume in moved if volume.key not in known)
            found += [MovedVolumes(address[before], fresh)] if fresh else []
    return tuple(found)


def _addresses(store: Store, ids: Sequence[int]) -> dict[int, str]:
    return {summary.id: summary.address for summary in entry_summaries(store, ids)}


def keep_moved(store: Store, who: str, new: Edition, moved: tuple[MovedVolumes, ...]) -> None:
    """Keep volumes under their new codes, as one change."""
    reason = "; ".join(f"{one.code} → {one.new_code}" for one in moved)
    volumes = [volume for one in moved for volume in one.volumes]
    keep_volumes(JudgementBook(store, who), volumes, f"{new.name}: {reason}")
