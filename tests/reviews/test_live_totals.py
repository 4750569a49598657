"""Totals and ranking that follow a change of one procedure equal those made anew."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reviews.live_totals import LiveTotals, ProcedureCost

amounts = st.integers(0, 10**9) | st.fractions(0, 10**6, max_denominator=60)


@st.composite
def costs(draw: st.DrawFn) -> ProcedureCost:
    """What one of five procedures costs, of a year only where its volume is known."""
    address = draw(st.sampled_from([f"1.00000{at}" for at in range(5)]))
    before, after = draw(st.none() | st.tuples(amounts, amounts)) or (None, None)
    return ProcedureCost(address, "Đăng ký", draw(amounts), draw(amounts), before, after, draw(st.booleans()))


@given(st.lists(costs(), max_size=25))
def test_what_is_kept_equals_what_is_counted_anew(changes: list[ProcedureCost]) -> None:
    kept, newest = LiveTotals(), {cost.address: cost for cost in changes}
    for cost in changes:
        kept.put(cost)
    known = [cost for cost in newest.values() if cost.year_before is not None]
    assert kept.by_year == bool(known) and len(kept) == len(newest)
    sums = [(cost.year_before, cost.year_after) for cost in known] if known else []
    sums = sums or [(cost.once_before, cost.once_after) for cost in newest.values()]
    assert kept.before == sum(before or 0 for before, _ in sums)
    assert kept.after == sum(after or 0 for _, after in sums)
    assert kept.is_provisional == any(cost.provisional for cost in newest.values())
    ranks = list(kept.ranking())
    assert [rank.before for rank in ranks] == sorted((before or 0 for before, _ in sums), reverse=True)
    if kept.before:
        assert ranks[-1].together == 100 and sum(rank.percent for rank in ranks) == 100


def test_the_ranking_gives_shares_that_add_up_from_the_dearest_on() -> None:
    totals = LiveTotals()
    for address, cost in (("1.000001", 100), ("1.000002", 700), ("1.000003", 200)):
        totals.put(ProcedureCost(address, "", cost, 0))
    first, second = totals.ranking(2)
    assert (first.cost.address, first.percent, first.together) == ("1.000002", Fraction(70), Fraction(70))
    assert (second.cost.address, second.percent, second.together) == ("1.000003", Fraction(20), Fraction(90))
