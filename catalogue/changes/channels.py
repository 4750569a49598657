"""Ways of submitting compared: which came, which went, and which are described otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalogue.changes.values import Burden, Change, ChangedPart, ChangeKind, Reason
from catalogue.changes.wording import meaning_key, same_wording
from catalogue.measures.published import part as fee_part
from catalogue.records import Channel
from catalogue.text import clean, one_line


def match_channels(old: Sequence[Channel], new: Sequence[Channel]) -> list[tuple[int, int]]:
    """Return which way of submitting is which: those of one kind in their order; a single one of each side as well."""
    waiting: dict[str, list[int]] = {}
    for to in reversed(range(len(new))):
        waiting.setdefault(new[to].kind, []).append(to)
    pairs = [(at, waiting[channel.kind].pop()) for at, channel in enumerate(old) if waiting.get(channel.kind)]
    if not pairs and old and new:
        return [(0, 0)]
    return pairs


def channel_changes(
    old: Sequence[Channel], new: Sequence[Channel], pairs: Sequence[tuple[int, int]]
) -> Iterator[Change]:
    """Give the ways of submitting that came and went, and those described otherwise."""
    if not old or not new:
        return
    kinds = [{channel.kind for channel in side} for side in (old, new)]
    for at, to in pairs:
        texts = channel_description(old[at]), channel_description(new[to])
        if all(texts) and clean(texts[0]) != clean(texts[1]):
            same = same_wording(*texts) or _glued(*texts)
            reasons = (Reason.WORDING,) if same else ()
            shown = one_line(texts[0]), one_line(texts[1])
            addresses = f"channel:{at + 1}", f"channel:{to + 1}"
            yield Change(ChangedPart.CHANNEL, ChangeKind.CHANGED, *shown, Burden.NEUTRAL, same, *addresses, reasons)
    for at, channel in enumerate(old):
        if channel.kind not in kinds[1]:
            yield Change(ChangedPart.CHANNEL, ChangeKind.REMOVED, old=channel.kind, old_address=f"channel:{at + 1}")
    for to, channel in enumerate(new):
        if channel.kind not in kinds[0]:
            yield Change(ChangedPart.CHANNEL, ChangeKind.ADDED, new=channel.kind, new_address=f"channel:{to + 1}")


def channel_description(channel: Channel) -> str:
    """Return what a channel is described as, also where the national portal glued it to a fee."""
    if channel.text:
        return channel.text
    glued = (fee_part(fee, clean(fee.text))[2] for fee in channel.fees if fee.amount is None)
    return next(filter(None, glued), "")


def _glued(one: str, other: str) -> bool:
    """Tell whether one description is the other with more or less of the words beside it."""
    keys = meaning_key(one), meaning_key(other)
    return all(keys) and (keys[0].endswith(keys[1]) or keys[1].endswith(keys[0]))
