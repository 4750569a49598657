"""Marks carried from one edition of a workspace to a later one: listed, written where they stay, settled by people.

No carrying takes a mark away: the older edition keeps its own, and what is written into the newer one is one journal
entry under the topic "carried", which undo takes back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from sqlalchemy import Connection

from catalogue.comparison import Pair, Pairing
from catalogue.differences import differences
from catalogue.editions import Edition, Entry, entry_ids_at, list_editions, load_entries
from catalogue.elements import Element
from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from reviews import mark_states
from reviews.carried_links import TOPIC, subject_words
from reviews.carrying import Carried, Cause, Found, Outcome, carry
from reviews.judgements import MarkChange, Value, judged, record
from reviews.mark_rows import new_mark, own_mark
from reviews.mark_states import ENDED, MarkState, SetBy
from reviews.marks import Judgement, Mark, list_marks
from reviews.merge_targets import checked_in_words
from reviews.pair_book import pair_as_judged

PairEditions = Callable[[Store, Edition, Edition], Pairing]


class Settlement(StrEnum):
    """How a carried mark was settled: by being the same, or as a person said."""

    STAYS = "stays"
    KEEP = "keep"
    EDIT = "edit"
    DROP = "drop"
    SEEN = "seen"


def carried_marks(store: Store, old: Edition, new: Edition, pair: PairEditions = pair_as_judged) -> tuple[Carried, ...]:
    """Return what becomes of the marks of an older edition in a newer one; rejected and withdrawn ones are left out.

    Raises `Problem` where the editions are one, one of them is empty or deleted meanwhile, or they have no procedure
    in common: nothing can be said then of any mark.
    """
    if old.id == new.id:
        raise Problem(ProblemKind.EDITION_ITSELF, edition=old.name)
    for edition in (old, new):
        if not edition.procedures:
            raise Problem(ProblemKind.EDITION_EMPTY, edition=edition.name)
    marks = [mark for mark in list_marks(store, old.name) if mark.state not in ENDED]
    if not marks:
        return ()
    pairing = pair(store, old, new)
    if not any(one.state == "accepted" for one in pairing.pairs):
        _refuse_gone(store, (old, new))
        raise Problem(ProblemKind.EDITIONS_UNRELATED, old=old.name, new=new.name)
    carried = tuple(_carried(store, old, new, marks, pairing))
    _refuse_gone(store, (old, new))
    return carried


def _refuse_gone(store: Store, editions: Iterable[Edition]) -> None:
    known = {edition.id for edition in list_editions(store)}
    for edition in editions:
        if edition.id not in known:
            raise Problem(ProblemKind.EDITION_GONE, edition=edition.name)


def _carried(store: Store, old: Edition, new: Edition, marks: Sequence[Mark], pairing: Pairing) -> list[Carried]:
    marked = entry_ids_at(store, old, {mark.address for mark in marks})
    by_old = {entry: pair for pair in pairing.pairs for entry in pair.old}
    entries = _entries(store, marked, by_old)
    by_address = {entries[entry].address: entries[entry] for entry in marked if entry in entries}
    standing: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for mark in list_marks(store, new.name):
        standing[mark.address, mark.element].append(mark)
    settled = judged(store, TOPIC)
    found: dict[str, Found] = {}
    carried = []
    for mark in marks:
        entry = by_address.get(mark.address)
        if mark.address not in found:
            found[mark.address] = _found(entry, by_old.get(entry.id) if entry else None, entries)
        said = settled.get(subject_words(mark.id, new.name))
        known = str(said.value["settled"]) if said else (Settlement.SEEN if mark.state == MarkState.SEEN else "")
        one = carry(mark, entry, found[mark.address], standing)
        carried.append(_settled(one, str(known)) if known else one)
    return carried


def _settled(one: Carried, how: str) -> Carried:
    """A mark that was settled: what stands in its place in the newer edition came of that and is no other's mark."""
    causes = tuple(cause for cause in one.causes if cause not in (Cause.OTHER_MARK, Cause.SAME_MARK))
    return replace(one, outcome=one.shown, causes=causes, rival=None, settled=how)


def _entries(store: Store, marked: Sequence[int], by_old: dict[int, Pair]) -> dict[int, Entry]:
    pairs = [by_old[entry] for entry in marked if entry in by_old]
    ids = dict.fromkeys([*marked, *(entry for pair in pairs for entry in pair.new)])
    return {entry.id: entry for entry in load_entries(store, list(ids))}


def _found(entry: Entry | None, pair: Pair | None, entries: dict[int, Entry]) -> Found:
    if entry is None or pair is None:
        return Found()
    new = tuple(entries[one] for one in pair.new if one in entries)
    if not new:
        return Found()
    alone = len(pair.old) == len(pair.new) == 1
    return Found(pair, new, differences(entry.procedure, new[0].procedure) if alone else ())


def waiting(carried: Iterable[Carried]) -> list[Carried]:
    """Return what a person has still to settle, or to apply."""
    return [one for one in carried if not one.settled]


def apply_carried(store: Store, who: str, new: Edition, carried: Iterable[Carried]) -> tuple[int, int]:
    """Write the marks that stay into the newer edition, and note those whose aim is reached to the number.

    Return how many marks were written and how many were seen by an exact match; each is one journal entry, and both
    are one transaction. A mark is written under its own author's name.
    """
    open_marks = waiting(carried)
    staying = [one for one in open_marks if one.outcome is Outcome.STAYS and one.place is not None]
    seen = [one.mark for one in open_marks if one.outcome is Outcome.IMPLEMENTED and one.exact]
    with store.writing() as connection:
        _refuse_gone(store, [new])
        values: dict[str, Value | None] = {}
        changes: list[MarkChange] = []
        written: dict[tuple[str, str, str], Judgement] = {}
        for one in staying:
            made = _beside(connection, one, len(changes), written)
            if made is None:
                continue
            changes += made
            values[subject_words(one.mark.id, new.name)] = _value(Settlement.STAYS, one, made[0] if made else None)
        record(connection, who, TOPIC, values, "", changes)
        step = mark_states.Step(MarkState.SEEN, mark_states.today(), who, SetBy.EXACT_MATCH, new.name)
        noted = mark_states.add_step(connection, store, who, seen, step) if seen else 0
    return len(changes), noted


def _beside(
    connection: Connection, one: Carried, further: int, written: dict[tuple[str, str, str], Judgement]
) -> list[MarkChange] | None:
    """The mark that is to be written for one that stays: none where its author's mark there says the same already.

    None for the list where that mark says something else by now: a person has to settle it.
    """
    entry, element = _place(one)
    key = (entry.address, element.address, one.mark.author)
    there = own_mark(connection, entry.edition.name, *key)
    standing = written.get(key) or (there.judgement if there is not None else None)
    if standing is not None:
        return [] if standing == one.mark.judgement else None
    written[key] = one.mark.judgement
    made = new_mark(connection, entry, element, one.mark.judgement, one.mark.author)
    # Numbers are counted from the journal, which does not know of those that are made together with this one.
    return [(None, replace(made, id=made.id + further, state=one.mark.state))]


def _place(one: Carried) -> tuple[Entry, Element]:
    if one.place is None:
        raise Problem(ProblemKind.CARRY_WITHOUT_PLACE, mark=one.mark.id)
    return one.place.entry, one.place.element


def _written(
    connection: Connection, store: Store, one: Carried, judgement: Judgement, author: str
) -> MarkChange | None:
    """A mark of an author in the newer edition, in place of the one there; None where that one says the same."""
    entry, element = _place(one)
    said = checked_in_words(store, entry, element, judgement)
    there = own_mark(connection, entry.edition.name, entry.address, element.address, author)
    if there is not None and there.judgement == said:
        return None
    made = replace(new_mark(connection, entry, element, said, author), state=one.mark.state)
    if there is None:
        return None, made
    return there, replace(made, id=there.id, created_at=there.created_at, version=there.version + 1)


def _value(settlement: Settlement, one: Carried, made: MarkChange | None) -> Value:
    number = made[1].id if made and made[1] is not None else None
    return {"settled": settlement.value, "outcome": one.outcome.value, "mark": number}


def settle(
    store: Store,
    who: str,
    new: Edition,
    one: Carried,
    settlement: Settlement,
    judgement: Judgement | None = None,
    reason: str = "",
) -> None:
    """Settle one carried mark as a person says, as one journal entry.

    KEEP writes it as it is into the newer edition under its author's name, EDIT with another judgement under the name
    of who settles, both in place of the mark that the same person has there. DROP leaves it behind, and SEEN says that
    the newer edition does what it proposes. Raises `Problem` where the element is not in the newer edition, or the
    judgement cannot be kept on it.
    """
    with store.writing() as connection:
        _refuse_gone(store, [new])
        if settlement is Settlement.SEEN:
            step = mark_states.Step(MarkState.SEEN, mark_states.today(), who, SetBy.PERSON, new.name, reason)
            mark_states.add_step(connection, store, who, [one.mark], step)
            return
        made = None
        if settlement in (Settlement.KEEP, Settlement.EDIT):
            author = who if settlement is Settlement.EDIT else one.mark.author
            made = _written(connection, store, one, judgement or one.mark.judgement, author)
        value = _value(settlement, one, made)
        record(connection, who, TOPIC, {subject_words(one.mark.id, new.name): value}, reason, [made] if made else [])
