"""Ways of submitting compared: which came, which went, and which are described otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from catalogue.changes.alignment import align
from catalogue.changes.values import Burden, Change, ChangedPart, ChangeKind, Reason
from catalogue.changes.wording import meaning_key, same_wording
from catalogue.measures.published import part as fee_part
from catalogue.records import Channel
from catalogue.text import clean, one_line, value_or_empty

# What a description says of the ways of submitting, whichever channel it stands at.
_SAID = {
    "direct": re.compile(r"trực\s+tiếp|bộ\s+phận\s+(?:một\s+cửa|tiếp\s+nhận)|trung\s+tâm\s+phục\s+vụ", re.IGNORECASE),
    "online": re.compile(
        r"trực\s+tuyến|cổng\s+(?:thông\s+tin\s+)?dịch\s+vụ\s+công|môi\s+trường\s+(?:điện\s+tử|mạng)|thư\s+điện\s+tử|qua\s+mạng|vneid",
        re.IGNORECASE,
    ),
    "postal": re.compile(r"bưu\s+(?:chính|điện|cục)", re.IGNORECASE),
}
_SUBMITTING = re.compile(r"\b(?:nộp|gửi|trực\s+tiếp|trực\s+tuyến|bưu\s+(?:chính|điện))\b", re.IGNORECASE)
_MOST_OF_A_KIND = 40


def match_channels(old: Sequence[Channel], new: Sequence[Channel]) -> list[tuple[int, int]]:
    """Return which way of submitting is which: those of one kind that are most alike, and one on each side as well.

    Cases with limits and fees of their own stand as several channels of one kind, in no particular order.
    """
    pairs: list[tuple[int, int]] = []
    for kind in dict.fromkeys(channel.kind for channel in old):
        before = [at for at, channel in enumerate(old) if channel.kind == kind]
        after = [to for to, channel in enumerate(new) if channel.kind == kind]
        if len(before) == len(after) == 1 or max(len(before), len(after)) > _MOST_OF_A_KIND:
            pairs += zip(before, after, strict=False)
        else:
            likeness = [
                [_likeness(old[at], new[to], place - to_place) for to_place, to in enumerate(after)]
                for place, at in enumerate(before)
            ]
            pairs += [(before[row], after[column]) for row, column in align(likeness, 0.0)]
    if not pairs and old and new:
        return [(0, 0)]
    return sorted(pairs)


def _likeness(one: Channel, other: Channel, apart: int) -> float:
    """How alike two channels of one kind are, from 0 to 1: by their words, their limits and their fees."""
    words = meaning_key(channel_description(one)), meaning_key(channel_description(other))
    described = Indel.normalized_similarity(*words) if all(words) else 0.5 * (words[0] == words[1])
    times = one.processing_time, other.processing_time
    same_time = (times[0].quantity, times[0].unit) == (times[1].quantity, times[1].unit)
    same_fees = {fee_part(fee, clean(fee.text))[0] for fee in one.fees} == {
        fee_part(fee, clean(fee.text))[0] for fee in other.fees
    }
    # Of channels that are equally alike, those at one place are meant.
    return max(0.0, 0.6 * described + 0.25 * same_time + 0.15 * same_fees - 0.001 * min(9, abs(apart)))


def channel_changes(
    old: Sequence[Channel], new: Sequence[Channel], pairs: Sequence[tuple[int, int]]
) -> Iterator[Change]:
    """Give the ways of submitting that came and went, and those described otherwise, each once.

    A way that a description names was there already, at whatever channel it is named.
    """
    if not old or not new:
        return
    told: set[tuple[str, str]] = set()
    for at, to in pairs:
        texts = channel_description(old[at]), channel_description(new[to])
        keys = meaning_key(texts[0]), meaning_key(texts[1])
        if all(texts) and clean(texts[0]) != clean(texts[1]) and keys not in told and _about_one_thing(*texts):
            told.add(keys)
            same = same_wording(*texts) or _glued(*texts)
            reasons = (Reason.WORDING,) if same else ()
            shown = one_line(texts[0]), one_line(texts[1])
            addresses = f"channel:{at + 1}", f"channel:{to + 1}"
            yield Change(ChangedPart.CHANNEL, ChangeKind.CHANGED, *shown, Burden.NEUTRAL, same, *addresses, reasons)
    kinds = _kinds(old), _kinds(new)
    for kind, at in _first_of_kind(old).items():
        if kind not in kinds[1]:
            yield Change(ChangedPart.CHANNEL, ChangeKind.REMOVED, old=kind, old_address=f"channel:{at + 1}")
    for kind, to in _first_of_kind(new).items():
        if kind not in kinds[0]:
            yield Change(ChangedPart.CHANNEL, ChangeKind.ADDED, new=kind, new_address=f"channel:{to + 1}")


def _first_of_kind(channels: Sequence[Channel]) -> dict[str, int]:
    first: dict[str, int] = {}
    for at, channel in enumerate(channels):
        first.setdefault(channel.kind, at)
    return first


def _kinds(channels: Sequence[Channel]) -> set[str]:
    """The ways of submitting that some channels are or name."""
    words = "\n".join(channel_description(channel) for channel in channels)
    return {channel.kind for channel in channels} | {kind for kind, said in _SAID.items() if said.search(words)}


def _about_one_thing(one: str, other: str) -> bool:
    """Tell whether two descriptions are both about how to submit, or neither is: some only tell limits and fees."""
    return (_SUBMITTING.search(one) is None) == (_SUBMITTING.search(other) is None)


def channel_description(channel: Channel) -> str:
    """Return what a channel is described as, also where the national portal glued it to a fee."""
    if said := value_or_empty(channel.text):
        return said
    glued = (fee_part(fee, clean(fee.text))[2] for fee in channel.fees if fee.amount is None)
    return next(filter(None, glued), "")


def _glued(one: str, other: str) -> bool:
    """Tell whether one description is the other with more or less of the words beside it."""
    keys = meaning_key(one), meaning_key(other)
    return all(keys) and (keys[0].endswith(keys[1]) or keys[1].endswith(keys[0]))
