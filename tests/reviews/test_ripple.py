"""What a dropped paper saves at the procedures that issue it: bounded, along the path, and never twice."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reviews.costs import CostSum, Exact
from reviews.ripple import Demand, Issuing, Ripple, Span, WantedPaper, exactly, ripple

MARRIAGE, SINGLE, RESIDENCE, BIRTH = "1.000894", "1.004873", "1.004194", "1.001193"
PRICE = CostSum(minutes=60, time=50_000, out_of_pocket=20_000)


def wants(asker: str, issuer: str, *papers: str, part: Span | None = None, choice: str = "") -> Demand:
    """A demand for papers that everybody has to get, unless a part is given."""
    return Demand(asker, issuer, tuple(WantedPaper(paper, part or exactly(1), choice) for paper in papers))


def issuing(cases: Exact | None, once: CostSum = PRICE) -> Issuing:
    """A procedure with so many cases a year, on each of which the agency works for 90 minutes."""
    return Issuing(cases, once, 90)


def test_a_paper_dropped_saves_the_cases_that_came_for_it_and_the_agency_s_hours() -> None:
    known = {MARRIAGE: issuing(300), SINGLE: issuing(1_000)}
    found = ripple([wants(MARRIAGE, SINGLE, "paper:1.2")], known, {MARRIAGE: ["paper:1.2"]})
    reached = found.of(SINGLE)
    assert reached is not None
    assert reached.part == exactly(Fraction(3, 10))
    assert reached.cases == exactly(300)
    assert reached.office_minutes == exactly(300 * 90)
    assert found.saving == PRICE.times(300)
    assert found.low == found.high == 300 * PRICE.total
    assert [inflow.asker for inflow in reached.inflows] == [MARRIAGE]


def test_without_marks_nothing_ripples() -> None:
    known = {MARRIAGE: issuing(300), SINGLE: issuing(1_000)}
    assert ripple([wants(MARRIAGE, SINGLE, "paper:1.2")], known, {}) == Ripple()
    assert ripple([wants(MARRIAGE, SINGLE, "paper:1.2")], known, {MARRIAGE: ["paper:1.1"]}) == Ripple()


def test_what_falls_at_an_issuer_falls_behind_it_too() -> None:
    known = {MARRIAGE: issuing(300), SINGLE: issuing(1_000), RESIDENCE: issuing(5_000)}
    chain = [wants(MARRIAGE, SINGLE, "paper:1.2"), wants(SINGLE, RESIDENCE, "paper:1.1")]
    found = ripple(chain, known, {MARRIAGE: ["paper:1.2"]})
    assert [one.issuer for one in found.issuers] == [SINGLE, RESIDENCE]
    # 300 of 1,000 stay away from the first, and each of them would have gone to the second.
    assert found.issuers[1].cases == exactly(300)
    assert found.saving == PRICE.times(600)


def test_behind_an_issuer_no_larger_part_falls_than_fell_at_it() -> None:
    known = {MARRIAGE: issuing(300), SINGLE: issuing(1_000), RESIDENCE: issuing(1_000)}
    some = Span(0, Fraction(1, 2), 1)
    chain = [wants(MARRIAGE, SINGLE, "paper:1.2"), wants(SINGLE, RESIDENCE, "paper:1.1", part=some)]
    reached = ripple(chain, known, {MARRIAGE: ["paper:1.2"]}).of(RESIDENCE)
    assert reached is not None and reached.part == Span(0, Fraction(3, 20), Fraction(3, 10))


def test_a_paper_that_is_dropped_along_the_path_is_not_counted_twice() -> None:
    known = {MARRIAGE: issuing(300), SINGLE: issuing(1_000), RESIDENCE: issuing(5_000)}
    chain = [wants(MARRIAGE, SINGLE, "paper:1.2"), wants(SINGLE, RESIDENCE, "paper:1.1")]
    found = ripple(chain, known, {MARRIAGE: ["paper:1.2"], SINGLE: ["paper:1.1"]})
    reached = found.of(RESIDENCE)
    assert reached is not None and reached.cases == exactly(1_000)


def test_askers_who_together_want_more_than_there_are_cases_share_them() -> None:
    known = {MARRIAGE: issuing(3_000), BIRTH: issuing(1_000), SINGLE: issuing(1_000)}
    both = [wants(MARRIAGE, SINGLE, "paper:1.2"), wants(BIRTH, SINGLE, "paper:1.3")]
    one = ripple(both, known, {MARRIAGE: ["paper:1.2"]}).of(SINGLE)
    assert one is not None and one.part == exactly(Fraction(3, 4))
    all_of_them = ripple(both, known, {MARRIAGE: ["paper:1.2"], BIRTH: ["paper:1.3"]})
    assert all_of_them.saving == PRICE.times(1_000)


def test_one_application_is_enough_for_all_papers_of_an_issuer() -> None:
    known = {MARRIAGE: issuing(300), SINGLE: issuing(1_000)}
    both = [wants(MARRIAGE, SINGLE, "paper:1.2", "paper:2.2")]
    assert not ripple(both, known, {MARRIAGE: ["paper:1.2"]}).saving.total
    reached = ripple(both, known, {MARRIAGE: ["paper:1.2", "paper:2.2"]}).of(SINGLE)
    assert reached is not None and reached.cases == exactly(300)


def test_where_one_of_several_issuers_will_do_the_saving_is_a_range_that_holds_each_applicant_once() -> None:
    dear = CostSum(minutes=600, time=500_000)
    known = {MARRIAGE: issuing(300), SINGLE: issuing(1_000), RESIDENCE: issuing(1_000, dear)}
    half = Span(0, Fraction(1, 2), 1)
    either = [
        wants(MARRIAGE, SINGLE, "paper:1.2", part=half, choice="paper:1.2"),
        wants(MARRIAGE, RESIDENCE, "paper:1.2", part=half, choice="paper:1.2"),
    ]
    found = ripple(either, known, {MARRIAGE: ["paper:1.2"]})
    assert found.low == 0
    assert found.saving == PRICE.times(150) + dear.times(150)
    assert found.high == 300 * dear.total


def test_where_a_volume_is_not_known_the_share_is_anything_and_nothing_is_claimed() -> None:
    paper = [wants(MARRIAGE, SINGLE, "paper:1.2")]
    asker_unknown = ripple(paper, {MARRIAGE: issuing(None), SINGLE: issuing(1_000)}, {MARRIAGE: ["paper:1.2"]})
    assert asker_unknown.saving.total == asker_unknown.low == 0
    assert asker_unknown.high == 1_000 * PRICE.total
    issuer_unknown = ripple(paper, {MARRIAGE: issuing(300), SINGLE: issuing(None)}, {MARRIAGE: ["paper:1.2"]})
    reached = issuer_unknown.of(SINGLE)
    assert reached is not None and reached.part == Span(0, 0, 1)
    assert reached.saving is None and issuer_unknown.high == 0


def test_what_the_asker_s_own_table_counts_for_getting_the_paper_is_not_counted_again() -> None:
    known = {MARRIAGE: issuing(300), SINGLE: issuing(1_000)}
    counted = Demand(MARRIAGE, SINGLE, (WantedPaper("paper:1.2", exactly(1)),), CostSum(minutes=120, time=100_000))
    found = ripple([counted], known, {MARRIAGE: ["paper:1.2"]})
    assert found.saving == CostSum(out_of_pocket=20_000).times(300)


def test_a_cycle_is_cut_and_reported() -> None:
    known = {name: issuing(1_000) for name in (MARRIAGE, SINGLE, RESIDENCE)}
    ring = [
        wants(MARRIAGE, SINGLE, "paper:1.2"),
        wants(SINGLE, RESIDENCE, "paper:1.1"),
        wants(RESIDENCE, SINGLE, "paper:1.1"),
    ]
    found = ripple(ring, known, {MARRIAGE: ["paper:1.2"]})
    assert found.cut == ((RESIDENCE, SINGLE),)
    assert [one.issuer for one in found.issuers] == [SINGLE, RESIDENCE]


def test_an_abolished_procedure_brings_nobody_any_more() -> None:
    known = {MARRIAGE: issuing(300, CostSum()), SINGLE: issuing(1_000)}
    found = ripple([wants(MARRIAGE, SINGLE, "paper:1.2")], known, {}, abolished=[MARRIAGE])
    assert found.saving == PRICE.times(300)


NAMES = tuple(f"1.00000{at}" for at in range(6))
spans = st.tuples(*[st.fractions(0, 1, max_denominator=4)] * 3).map(lambda ends: Span(*sorted(ends)))
demand_lists = st.lists(
    st.builds(
        Demand,
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.lists(
            st.builds(WantedPaper, st.sampled_from(["paper:1.1", "paper:1.2", "paper:2.1"]), spans),
            min_size=1,
            max_size=3,
            unique_by=lambda paper: paper.address,
        ).map(tuple),
    ),
    max_size=12,
    unique_by=lambda demand: (demand.asker, demand.issuer),
)
volumes = st.fixed_dictionaries({name: st.builds(issuing, st.none() | st.integers(0, 5_000)) for name in NAMES})
drops = st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(["paper:1.1", "paper:1.2", "paper:2.1"])))


@given(demand_lists, volumes, drops, st.sets(st.sampled_from(NAMES), max_size=2))
def test_no_ripple_saves_more_than_its_issuer_costs(
    demands: list[Demand], known: dict[str, Issuing], dropped: dict[str, set[str]], abolished: set[str]
) -> None:
    found = ripple(demands, known, dropped, abolished)
    for one in found.issuers:
        whole = known[one.issuer]
        assert 0 <= one.part.low <= one.part.middle <= one.part.high <= 1
        if whole.cases is not None:
            assert one.saving is not None and one.low is not None and one.high is not None
            assert 0 <= one.low <= one.saving.total <= one.high <= whole.cases * whole.once.total
    assert found.low <= found.saving.total <= found.high
    assert len({one.issuer for one in found.issuers}) == len(found.issuers)


@given(demand_lists, volumes, drops)
def test_dropping_more_never_saves_less_in_the_middle(
    demands: list[Demand], known: dict[str, Issuing], dropped: dict[str, set[str]]
) -> None:
    # Cutting a cycle elsewhere may move what is passed on, so that only demands without one are compared.
    ahead = [demand for demand in demands if demand.asker < demand.issuer]
    fewer = {asker: set(sorted(papers)[:1]) for asker, papers in dropped.items()}
    assert ripple(ahead, known, fewer).saving.total <= ripple(ahead, known, dropped).saving.total


@given(volumes, st.sampled_from(["paper:1.1", "paper:1.2"]))
def test_drops_that_reach_different_issuers_add_up(known: dict[str, Issuing], paper: str) -> None:
    demands = [wants(NAMES[0], NAMES[1], "paper:1.1", "paper:1.2"), wants(NAMES[2], NAMES[3], paper)]
    first, second = {NAMES[0]: ["paper:1.1", "paper:1.2"]}, {NAMES[2]: [paper]}
    both = ripple(demands, known, first | second)
    assert both.saving == ripple(demands, known, first).saving + ripple(demands, known, second).saving
