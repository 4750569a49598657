"""Volumes as a workspace keeps them: judgements under the topic "volume", journaled and undone like marks."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.store import Store
from reviews.judgements import JudgementBook, judged
from reviews.volumes import TOPIC, Volume, volume_from, volume_values


def kept_volumes(store: Store) -> tuple[Volume, ...]:
    """Return every volume that stands, in the order of codes and years."""
    return tuple(volume_from(subject, said.value) for subject, said in judged(store, TOPIC).items())


def keep_volumes(book: JudgementBook, volumes: Iterable[Volume], reason: str = "") -> int:
    """Keep volumes in place of what stood for their codes and years, as one change; return how many differ."""
    return book.say(TOPIC, {volume.key: volume_values(volume) for volume in volumes}, reason)
