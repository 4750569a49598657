"""The pairs that need no judgement: the same content, the same code under the same name, a name and a text of its own.

Most of a usual year is settled here without reading more than the editions' lists.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from catalogue.codes import national_code
from catalogue.pair_outlines import Heading, Outline, name_key

_SUFFIX = re.compile(r"\d[.,]\d{6}\.(?:\d+\.)*([A-Za-z]\d+)")
_SHORTEST_WITH_SUFFIX = len("1.000001.H1")
_SHARED_TEXTS = 0.2
_EDGES = " .,;:-+*–•"
_COMMITTEE = ("ubnd", "uỷ ban nhân dân", "ủy ban nhân dân")


class Certain(NamedTuple):
    """An old and a new entry, by id, that are one procedure, with the reasons (`pairs.REASONS`)."""

    old: int
    new: int
    reasons: tuple[str, ...]


def place_of(heading: Heading) -> str:
    """Return the province that publishes an entry, as a key, or the empty string for the national catalogue.

    Provinces write themselves into the code (`2.000205.000.00.00.H17`), or their committee is the publisher.
    """
    if len(heading.code) >= _SHORTEST_WITH_SUFFIX and (found := _SUFFIX.search(heading.code)):
        return found[1].upper()
    publisher = heading.publisher.lower()
    return name_key(publisher) if publisher.startswith(_COMMITTEE) else ""


def certain_by_list(old: Iterable[Heading], new: Iterable[Heading]) -> Iterator[Certain]:
    """Yield the pairs that the lists alone settle; no entry stands in two."""
    left, right = list(old), list(new)
    for rule in (
        _same_entry,
        _same_content,
        _same_content_without_codes,
        _same_code_and_name,
        _same_national_code_and_name,
    ):
        found = list(rule(left, right))
        yield from found
        paired_old = {pair.old for pair in found}
        paired_new = {pair.new for pair in found}
        left = [heading for heading in left if heading.entry_id not in paired_old]
        right = [heading for heading in right if heading.entry_id not in paired_new]


def _same_entry(old: list[Heading], new: list[Heading]) -> Iterator[Certain]:
    """The same content under the same code, one for one where an edition says the same thing twice."""
    for left, right in _groups(old, new, lambda heading: (heading.digest, heading.code) if heading.code else None):
        for one, other in zip(left, right, strict=False):
            yield Certain(one.entry_id, other.entry_id, ("same-content", "same-code"))


def _same_content(old: list[Heading], new: list[Heading]) -> Iterator[Certain]:
    """The same content once in either edition, where no code contradicts it."""
    old_codes = {heading.code for heading in old if heading.code}
    new_codes = {heading.code for heading in new if heading.code}
    for left, right in _groups(old, new, lambda heading: heading.digest):
        if len(left) == len(right) == 1 and left[0].code not in new_codes and right[0].code not in old_codes:
            yield Certain(left[0].entry_id, right[0].entry_id, ("same-content",))


def _same_content_without_codes(old: list[Heading], new: list[Heading]) -> Iterator[Certain]:
    """The same content of entries that have no codes, one for one: nothing tells apart those that say the same."""
    for left, right in _groups(old, new, lambda heading: None if heading.code else heading.digest):
        for one, other in zip(left, right, strict=False):
            yield Certain(one.entry_id, other.entry_id, ("same-content",))


def _same_code_and_name(old: list[Heading], new: list[Heading]) -> Iterator[Certain]:
    """The same code under the same name."""
    return _same_names_by(old, new, lambda heading: heading.code, ("same-code", "same-name"))


def _same_national_code_and_name(old: list[Heading], new: list[Heading]) -> Iterator[Certain]:
    """A national procedure and the one that a province publishes of it; not where several provinces do."""
    reasons = ("same-national-code", "same-name")
    return _same_names_by(old, new, lambda heading: national_code(heading.code), reasons)


def _same_names_by(
    old: list[Heading], new: list[Heading], code_of: Callable[[Heading], str], reasons: tuple[str, ...]
) -> Iterator[Certain]:
    """The entries that alone have some code and name, in either edition."""
    for left, right in _groups(old, new, lambda heading: code_of(heading) or None):
        if len(left) == len(right) == 1 and left[0].name == right[0].name:
            yield Certain(left[0].entry_id, right[0].entry_id, reasons)
            continue
        for one, other in _alone(left, right, lambda heading: name_key(heading.name)):
            yield Certain(one.entry_id, other.entry_id, reasons)


def _groups(
    old: Iterable[Heading], new: Iterable[Heading], key_of: Callable[[Heading], Hashable | None]
) -> Iterator[tuple[list[Heading], list[Heading]]]:
    """Yield the entries of both sides that have one key, in the old edition's order."""
    sides: dict[Hashable, tuple[list[Heading], list[Heading]]] = {}
    for heading in old:
        if (key := key_of(heading)) is not None:
            sides.setdefault(key, ([], []))[0].append(heading)
    for heading in new:
        if (key := key_of(heading)) in sides:
            sides[key][1].append(heading)
    return (side for side in sides.values() if side[1])


def same_names(old: Iterable[Heading], new: Iterable[Heading]) -> list[tuple[Heading, Heading]]:
    """Return the entries whose name stands once in either edition; which of them are one procedure is not yet said.

    An entry whose code stands in the other edition under another name is left out.
    """
    left, right = list(old), list(new)
    old_codes = {heading.code for heading in left if heading.code}
    new_codes = {heading.code for heading in right if heading.code}
    return [
        (one, other)
        for one, other in _alone(left, right, lambda heading: name_key(heading.name))
        if one.code not in new_codes and other.code not in old_codes
    ]


def same_codes(old: Iterable[Heading], new: Iterable[Heading]) -> list[tuple[Heading, Heading]]:
    """Return the entries whose code stands once in either edition; whether they are one procedure is not yet said."""
    return list(_alone(old, new, lambda heading: heading.code or None))


def _alone(
    old: Iterable[Heading], new: Iterable[Heading], key_of: Callable[[Heading], Hashable | None]
) -> Iterator[tuple[Heading, Heading]]:
    """Yield the entries that alone on their side have a key."""
    for left, right in _groups(old, new, key_of):
        if len(left) == len(right) == 1:
            yield left[0], right[0]


def sharing_a_text(
    pairs: Sequence[tuple[Heading, Heading]], old: Iterable[Outline], new: Iterable[Outline], reason: str
) -> Iterator[Certain]:
    """Yield those of some pairs that share many texts, and one that no other of these procedures has.

    `reason` is why they were thought of.
    """
    old_texts = {outline.entry_id: _texts(outline) for outline in old}
    new_texts = {outline.entry_id: _texts(outline) for outline in new}
    in_old = Counter(text for texts in old_texts.values() for text in texts)
    in_new = Counter(text for texts in new_texts.values() for text in texts)
    for one, other in pairs:
        shared = old_texts[one.entry_id] & new_texts[other.entry_id]
        fewest = min(len(old_texts[one.entry_id]), len(new_texts[other.entry_id]))
        if len(shared) >= _SHARED_TEXTS * fewest and any(in_old[text] == in_new[text] == 1 for text in shared):
            yield Certain(one.entry_id, other.entry_id, (reason, "shared-text"))


def _texts(outline: Outline) -> frozenset[int]:
    """Papers, steps, conditions and results as they are written, as hashes, which take little room."""
    return frozenset(
        hash(text.lower().strip(_EDGES))
        for part in (outline.papers, outline.body, outline.results)
        for text in part
        if text
    )


def by_place(headings: Iterable[Heading]) -> dict[str, list[Heading]]:
    """Return the entries by the province that publishes them."""
    places: dict[str, list[Heading]] = defaultdict(list)
    for heading in headings:
        places[place_of(heading)].append(heading)
    return places


def may_be_one_place(one: Heading, other: Heading) -> bool:
    """Tell whether two entries are not those of two different provinces."""
    here, there = place_of(one), place_of(other)
    return not here or not there or here == there
