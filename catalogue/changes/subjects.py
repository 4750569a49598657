"""Who applies, compared: kinds of people and bodies, however a source parts and writes the list of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from catalogue.changes.values import Change, ChangedPart, ChangeKind
from catalogue.changes.wording import meaning_key
from catalogue.text import one_line

# The portal's own term, which lists are cut in two in: "Tổ chức (không bao gồm doanh nghiệp", "HTX)".
_OTHER_BODIES = re.compile(r"tổ\s+chức\s*\(\s*không\s+bao\s+gồm\s+doanh\s+nghiệp[^()]*(?:\)|$)", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)?")
_BETWEEN = re.compile(r"[,;/\n•]|\s+(?:và|hoặc)\s+|\s-\s", re.IGNORECASE)
_OTHER = "tổ chức khác"
_PEOPLE = ("công dân", "người", "cá nhân", "cán bộ", "công chức", "viên chức", "đảng viên", "học sinh", "sinh viên")
_PERSON = re.compile("|".join(map(meaning_key, _PEOPLE)))
# Free texts name everybody at once, which says nothing of the kinds that the portal's list has.
_ANY_PERSON = frozenset({"cá nhân", "công dân"})
_ANY_BODY = frozenset({"tổ chức", "cơ quan", "đơn vị"})


def subject_changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Give who may now apply and who no longer may; the order says nothing, nor does an edition that names nobody."""
    before, after = _kinds(old), _kinds(new)
    if not before or not after:
        return
    for key, name in before.items():
        if not _is_among(key, after):
            yield Change(ChangedPart.SUBJECT, ChangeKind.REMOVED, old=name)
    for key, name in after.items():
        if not _is_among(key, before):
            yield Change(ChangedPart.SUBJECT, ChangeKind.ADDED, new=name)


def _kinds(names: Sequence[str]) -> dict[str, str]:
    """The kinds of applicants that a list names, by their keys, each with its words."""
    whole, marked = _OTHER_BODIES.subn(f" {_OTHER} ", ", ".join(names))
    shown = next((name for name in names if _OTHER_BODIES.search(name)), "") if marked else ""
    kinds: dict[str, str] = {}
    for part in _BETWEEN.split(_BRACKETS.sub(" ", whole)):
        if key := meaning_key(part):
            kinds.setdefault(key, one_line(shown if key == meaning_key(_OTHER) and shown else part).strip(" .-+*o"))
    return kinds


def _is_among(key: str, kinds: dict[str, str]) -> bool:
    """Tell whether a kind of applicant is among others, by its name or under one that means everybody of its sort."""
    if key in kinds:
        return True
    people = _PERSON.match(key) is not None
    everybody = _KEYS_OF_PEOPLE if people else _KEYS_OF_BODIES
    if not everybody.isdisjoint(kinds):
        return True
    # Who is named at once on this side is named one by one on the other.
    return key in everybody and any((_PERSON.match(other) is not None) == people for other in kinds)


_KEYS_OF_PEOPLE = frozenset(map(meaning_key, _ANY_PERSON))
_KEYS_OF_BODIES = frozenset(map(meaning_key, _ANY_BODY))
