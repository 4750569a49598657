"""Sets of procedures as numbers hold what was put into them, and numbers are kept as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import procedure_bits
from catalogue.entry_codes import common, joined, without
from catalogue.packed_numbers import numbers, packed, unpacked, zeros
from catalogue.procedure_bits import bits_of, flags_of, members_of, some_of

IDS = st.lists(st.integers(0, 3_000), max_size=200)
RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 8)).map(lambda one: range(one[0], one[0] + one[1])))


@given(ids=IDS, others=IDS)
@pytest.mark.parametrize("many", [0, 20_000])
@pytest.mark.parametrize("thin", [0, 1, 1_000])
def test_a_set_has_the_members_that_were_put_into_it(many: int, thin: int, ids: list[int], others: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(procedure_bits, "_MANY", many)
        patch.setattr(procedure_bits, "_THIN", thin)
        bits = bits_of(ids)
        assert members_of(bits) == sorted(set(ids))
        assert members_of(bits & bits_of(others)) == sorted(set(ids) & set(others))
        assert members_of(bits & ~bits_of(others)) == sorted(set(ids) - set(others))


@given(ids=IDS, highest=st.integers(0, 3_000))
def test_flags_tell_of_every_id_whether_it_is_a_member(ids: list[int], highest: int) -> None:
    flags = flags_of(bits_of(ids), highest)
    assert list(flags) == [int(one in ids) for one in range(highest + 1)]


@given(ids=IDS, count=st.integers(1, 50))
def test_some_members_are_members_each_once(ids: list[int], count: int) -> None:
    some = some_of(bits_of(ids), count)
    assert len(some) == len(set(some)) and set(some) <= set(ids)


@given(some=RANGES, others=RANGES)
def test_ranges_hold_what_is_in_any_in_both_and_in_one_only(some: list[range], others: list[range]) -> None:
    one, other = joined(some), joined(others)
    assert list_of(one) == sorted({number for part in some for number in part})
    assert list_of(common(one, other)) == sorted(set(list_of(one)) & set(list_of(other)))
    assert list_of(without(one, other)) == sorted(set(list_of(one)) - set(list_of(other)))


def list_of(ranges: tuple[range, ...]) -> list[int]:
    """The numbers in some ranges, in the order of the ranges."""
    return [number for part in ranges for number in part]


@given(values=st.lists(st.integers(0, 65_535)))
@pytest.mark.parametrize("size", [2, 4, 8])
def test_numbers_are_read_back_as_they_were_kept(size: int, values: list[int]) -> None:
    kept = packed(numbers(size, values))
    assert len(kept) == size * len(values)
    assert list(unpacked(size, kept)) == values
    assert list(zeros(size, 3)) == [0, 0, 0]


def test_numbers_are_kept_with_the_lowest_byte_first() -> None:
    assert packed(numbers(4, [1, 0x01020304])) == bytes.fromhex("0100000004030201")
    assert packed(numbers(2, [0x0102])) == bytes.fromhex("0201")
