"""Sets of procedures by words: many small imports leave few segments, and the sets say what the texts say."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from catalogue import word_sets
from catalogue.derived import rebuild
from catalogue.editions import Edition, entry_ids
from catalogue.integrity import check_search
from catalogue.search_index import not_as_indexed, not_indexed
from catalogue.store import Store

NAMES = ("Đăng ký khai sinh", "Cấp giấy phép xây dựng", "Hoà giải tranh chấp đất đai", "Đổi giấy phép lái xe")
FIELDS = ("Hộ tịch", "Xây dựng", "Đất đai")


def small(at: int) -> list[dict[str, object]]:
    """One, two or three procedures of the edition with this number."""
    return [
        {
            "code": f"1.{at:03}{one:03}",
            "name": f"{NAMES[(at + one) % 4]} lần {at}",
            "field": FIELDS[at % 3],
            "level": ["Cấp Xã" if one % 2 else "Cấp Tỉnh"],
        }
        for one in range(1 + at % 3)
    ]


def segments(store: Store) -> list[int]:
    """The first ids of all segments."""
    return [row[0] for row in store.rows("SELECT DISTINCT first FROM word_set ORDER BY first")]


@pytest.mark.parametrize(("segment", "most"), [(1 << 15, 6), (16, 10)])
def test_many_small_imports_leave_few_segments_which_find_everything(
    store: Store,
    bring_in: Callable[..., Edition],
    monkeypatch: pytest.MonkeyPatch,
    segment: int,
    most: int,
) -> None:
    monkeypatch.setattr(word_sets, "_SEGMENT", segment)
    editions = [bring_in(*small(at), edition=f"kỳ {at}") for at in range(30)]
    assert store.rows("SELECT count(*) FROM procedure")[0][0] == 60
    firsts = segments(store)
    assert firsts[0] == 1 and len(firsts) <= most
    assert all(later - first <= segment for first, later in pairwise(firsts))
    assert (not_indexed(store), not_as_indexed(store)) == (0, 0)
    for at, edition in enumerate(editions):
        found = [record for record in small(at) if "giấy phép" in str(record["name"])]
        assert len(entry_ids(store, edition, "giấy phé")) == len(found)
        assert len(entry_ids(store, edition, f"lần {at}")) == len(small(at))


def test_an_import_of_nothing_new_leaves_the_segments_alone(store: Store, bring_in: Callable[..., Edition]) -> None:
    bring_in(*small(2))
    before = store.rows("SELECT * FROM word_set")
    bring_in(*small(2), edition="2026-07")
    assert store.rows("SELECT * FROM word_set") == before


def test_a_bit_more_or_less_in_a_set_is_counted(store: Store, bring_in: Callable[..., Edition]) -> None:
    bring_in(*small(2), *small(5))
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE word_set SET members = x'0102' WHERE place = 'field' AND word = 'dat'")
        connection.exec_driver_sql("DELETE FROM word_set WHERE place = 'level' AND word = 'xa'")
    assert not_as_indexed(store) == 2


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE word_set SET members = x'0001'",
        "UPDATE word_set SET members = x'00ffff' WHERE word = '*'",
        "UPDATE word_set SET members = x'00ffff' WHERE word <> '*'",
        "UPDATE word_set SET members = 'không phải bit' WHERE place = 'field'",
        "UPDATE word_set SET first = 1152921504606846976 WHERE place = 'level'",
        "UPDATE word_set SET first = -3 WHERE word = '*'",
        "DELETE FROM word_set WHERE word = '*'",
    ],
)
def test_an_import_behind_damaged_sets_succeeds_and_loses_nothing(
    store: Store, bring_in: Callable[..., Edition], damage: str
) -> None:
    bring_in(*small(1))
    with store.writing() as connection:
        connection.exec_driver_sql(damage)
    for at in range(2, 8):
        bring_in(*small(at), edition=f"kỳ {at}")
    assert check_search(store).faults
    rebuild(store)
    assert not check_search(store).faults
