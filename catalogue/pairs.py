"""What the pairing of two editions says: which entries are one procedure, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from catalogue.codes import national_code
from catalogue.pair_outlines import Heading, name_key

KINDS = ("unchanged", "changed", "split", "merged")
STATES = ("accepted", "review")

# Why two entries are taken for one procedure, or why a person should look.
REASONS = (
    "confirmed",  # a reviewer said so
    "same-content",
    "same-code",
    "same-national-code",  # the codes differ in what a publisher added
    "same-name",
    "close-name",
    "close-papers",
    "close-steps",
    "close-results",
    "shared-text",  # a text that no other procedure of either edition has
    "other-content",  # the code is the same, the content is not
    "other-name",
    "of-a-province",  # one side is national, the other a province's own under another code
    "near-rival",  # another procedure is nearly as close
    "only-lists",  # nothing but names and offices to go by
    "parts-together",  # the parts hold together what the whole held
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Entries of the old and of the new edition that are one procedure, by their ids.

    Both sides hold one entry, but the new side of a split and the old side of a merger two or more. `kind` is one of
    `KINDS`; content that is equal is "unchanged", under whatever code. `state` is "accepted", or "review" where a
    person should look. `recoded` and `renamed` are told by national code and by spelling key, `moved` by publisher and
    level. `confidence` is from 0 to 1, and `reasons` are among `REASONS`.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: str
    state: str
    recoded: bool
    renamed: bool
    moved: bool
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two editions paired: each entry stands in one pair, or among the added or the removed, by its id."""

    pairs: tuple[Pair, ...]
    added: tuple[int, ...]
    removed: tuple[int, ...]


def make_pair(
    old: Sequence[Heading], new: Sequence[Heading], state: str, confidence: float, reasons: tuple[str, ...]
) -> Pair:
    """Return the pair of some old and new entries, told by their headings."""
    one, other = old[0], new[0]
    alone = len(old) == len(new) == 1
    return Pair(
        old=tuple(heading.entry_id for heading in old),
        new=tuple(heading.entry_id for heading in new),
        kind=_kind(old, new),
        state=state,
        recoded=not (alone and one.code == other.code)
        and _apart([each.code for each in old], [each.code for each in new], national_code),
        renamed=not (alone and one.name == other.name)
        and _apart([each.name for each in old], [each.name for each in new], name_key),
        moved=not (alone and (one.publisher, one.level) == (other.publisher, other.level)) and _is_moved(old, new),
        confidence=confidence,
        reasons=reasons,
    )


def _kind(old: Sequence[Heading], new: Sequence[Heading]) -> str:
    if len(new) > 1:
        return "split"
    if len(old) > 1:
        return "merged"
    return "unchanged" if old[0].digest == new[0].digest else "changed"


def _is_moved(old: Sequence[Heading], new: Sequence[Heading]) -> bool:
    """Tell whether the publishers differ, or the levels."""
    return _apart([one.publisher for one in old], [one.publisher for one in new], name_key) or _apart(
        [text for one in old for text in one.level], [text for one in new for text in one.level], name_key
    )


def _apart(old: Sequence[str], new: Sequence[str], key_of: Callable[[str], str]) -> bool:
    """Tell whether both sides say something and nothing of it is the same, by a key."""
    if not any(old) or not any(new) or not set(old).isdisjoint(new):
        return False
    return {key_of(text) for text in old if text}.isdisjoint(key_of(text) for text in new if text)
