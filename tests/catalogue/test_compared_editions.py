"""Stored editions are paired as those in memory are, and an edition that goes meanwhile is refused."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from catalogue import pair_workers
from catalogue.compared_editions import StoredEdition, pair_stored
from catalogue.comparison import Compared, Pairing, PairSubject, pair_editions
from catalogue.editions import Edition, entry_ids
from catalogue.native_layout import to_native
from catalogue.pair_outlines import outline_of
from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from tests.catalogue.made_editions import changed_codes, rewritten, sample

CITY = sample("2025-05 Đà Nẵng")
JUNE = sample("2026-06")[:60]

BringIn = Callable[..., Edition]


@pytest.fixture
def stored(bring_in: BringIn) -> Callable[[str, Sequence[Compared]], Edition]:
    """Import entries as an edition of some name."""

    def bring(name: str, records: Sequence[Compared]) -> Edition:
        lines: list[dict[str, Any]] = [to_native(record.procedure, record.code) for record in records]
        return bring_in(*lines, edition=name)

    return bring


def told(pairing: Pairing, old: Sequence[int], new: Sequence[int]) -> set[tuple[Any, ...]]:
    """What a pairing says, with each entry's place in its edition for its id."""
    left, right = {entry: at for at, entry in enumerate(old)}, {entry: at for at, entry in enumerate(new)}
    return {
        (
            tuple(left[entry] for entry in pair.old),
            tuple(right[entry] for entry in pair.new),
            replace(pair, old=(), new=()),
        )
        for pair in pairing.pairs
    }


def test_stored_editions_pair_as_they_do_in_memory(
    store: Store, stored: Callable[[str, Sequence[Compared]], Edition]
) -> None:
    new = changed_codes([*JUNE[5:], *CITY[:5]])
    first, second = stored("2026-06", [*JUNE, *CITY]), stored("2026-07", new)
    in_memory = pair_editions(_numbered([*JUNE, *CITY]), _numbered(new))
    kept = pair_stored(store, first, second)
    here = range(len(JUNE) + len(CITY)), range(len(new))
    assert told(kept, entry_ids(store, first), entry_ids(store, second)) == told(in_memory, *here)
    assert len(kept.pairs) == len(new)


def _numbered(records: Sequence[Compared]) -> list[Compared]:
    return [replace(record, entry_id=at) for at, record in enumerate(records)]


def test_an_outline_from_the_workspace_says_what_the_procedure_does(
    store: Store, stored: Callable[[str, Sequence[Compared]], Edition]
) -> None:
    edition = stored("2026-06", JUNE)
    ids = entry_ids(store, edition)
    outlines = list(StoredEdition(store, edition).outlines(ids))
    assert outlines == [outline_of(entry, record.procedure) for entry, record in zip(ids, JUNE, strict=True)]


def test_processes_pair_places_side_by_side_as_one_process_does(
    store: Store, stored: Callable[[str, Sequence[Compared]], Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = [_of_city(record, at) for at, record in enumerate([*CITY[:12], *CITY[:12]])]
    new = [
        rewritten(record, replace(record.procedure, name=f"{record.procedure.name} (sửa đổi)"), record.code)
        for record in there
    ]
    first, second = stored("2025-05", there), stored("2026-06", new[:-2])
    alone = pair_stored(store, first, second)
    monkeypatch.setattr(pair_workers, "_WORTH_STARTING", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert pair_stored(store, first, second) == alone
    assert len(alone.pairs) == len(new) - 2


def _of_city(record: Compared, at: int) -> Compared:
    """An entry as one of two cities publishes it."""
    city = "H17" if at < 12 else "H26"
    return replace(record, entry_id=at, code=f"2.{at:06}.000.00.00.{city}")


def test_a_verdict_finds_an_entry_without_a_code_by_its_number(
    store: Store, stored: Callable[[str, Sequence[Compared]], Edition]
) -> None:
    old = stored("2021-08", [replace(JUNE[0], code=""), JUNE[1]])
    new = stored("2026-06", JUNE[:2])
    denied = {PairSubject("#1", JUNE[0].digest, JUNE[0].code): False}
    pairing = pair_stored(store, old, new, denied)
    assert [pair.old for pair in pairing.pairs] == [(entry_ids(store, old)[1],)]
    assert len(pairing.added) == len(pairing.removed) == 1


def test_an_edition_that_is_gone_is_refused(store: Store, stored: Callable[[str, Sequence[Compared]], Edition]) -> None:
    old, new = stored("2025-05", CITY[:4]), stored("2026-06", JUNE[:4])
    with store.writing() as connection:
        connection.execute(text("DELETE FROM entry WHERE edition_id = :edition"), {"edition": new.id})
        connection.execute(text("DELETE FROM edition WHERE id = :edition"), {"edition": new.id})
    with pytest.raises(Problem) as refused:
        pair_stored(store, old, new)
    assert refused.value.kind == ProblemKind.EDITION_UNKNOWN
    assert refused.value.facts == {"edition": "2026-06", "known": "2025-05"}


def test_what_another_process_refuses_is_refused_here_with_its_facts() -> None:
    sent = pickle.loads(pickle.dumps(Problem(ProblemKind.EDITION_UNKNOWN, edition="2026-06", known="")))
    assert (sent.kind, sent.facts) == (ProblemKind.EDITION_UNKNOWN, {"edition": "2026-06", "known": ""})


def test_an_edition_that_goes_while_it_is_read_is_refused(
    store: Store, stored: Callable[[str, Sequence[Compared]], Edition]
) -> None:
    edition = stored("2026-06", JUNE[:4])
    reading = StoredEdition(store, edition)
    ids = [heading.entry_id for heading in reading.headings()]
    with store.writing() as connection:
        connection.execute(text("DELETE FROM entry WHERE edition_id = :edition"), {"edition": edition.id})
        connection.execute(text("DELETE FROM edition WHERE id = :edition"), {"edition": edition.id})
    with pytest.raises(Problem):
        list(reading.outlines(ids))
