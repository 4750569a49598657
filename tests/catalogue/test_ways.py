"""The cheapest and the dearest way through AND/OR problems, held against trying everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.way_search import cheapest, dearest
from catalogue.ways import Case, Option, Problem, Requirement, Way

Cases = Mapping[int, Sequence[Case]]


def requirement(name: str, *suppliers: int) -> Requirement:
    """A requirement that any of some procedures meets."""
    return Requirement(name, tuple(Option(name, supplier) for supplier in suppliers))


@st.composite
def problems(draw: st.DrawFn) -> dict[int, tuple[Case, ...]]:
    """Up to six procedures with up to two cases, each with up to three requirements; circles happen."""
    size = draw(st.integers(1, 6))
    suppliers = st.lists(st.integers(0, size - 1), min_size=1, max_size=3, unique=True)
    cases = {}
    for entry in range(size):
        count = draw(st.integers(1, 2))
        cases[entry] = tuple(
            Case(
                at,
                draw(st.integers(1, 5)),
                tuple(
                    requirement(f"{at}.{place}", *draw(suppliers))
                    for place in range(draw(st.integers(0, 3 if count == 1 else 2)))
                ),
            )
            for at in range(count)
        )
    return cases


def every_way(cases: Cases, root: int) -> Iterator[Way]:
    """Try every case and every option for everything, and keep what never leads back."""

    def go(open_entries: list[int], taken: dict[int, Case], choices: dict[tuple[int, str], Option]) -> Iterator[Way]:
        waiting = [entry for entry in open_entries if entry not in taken]
        if not waiting:
            way = Way(sum(case.cost for case in taken.values()), {e: c.number for e, c in taken.items()}, choices)
            if never_leads_back(way):
                yield way
            return
        entry = waiting[0]
        for case in cases[entry]:
            yield from choose(list(case.requirements), entry, waiting, taken | {entry: case}, choices)

    def choose(
        left: list[Requirement],
        entry: int,
        waiting: list[int],
        taken: dict[int, Case],
        choices: dict[tuple[int, str], Option],
    ) -> Iterator[Way]:
        if not left:
            yield from go(waiting, taken, choices)
            return
        for option in left[0].options:
            more = choices | {(entry, left[0].name): option}
            yield from choose(left[1:], entry, [*waiting, option.supplier], taken, more)

    yield from go([root], {}, {})


def never_leads_back(way: Way) -> bool:
    """Tell whether the procedures of a way can be done one after another."""
    left = dict.fromkeys(way.cases)
    while left:
        ready = [entry for entry in left if not set(way.suppliers(entry)) & left.keys()]
        if not ready:
            return False
        for entry in ready:
            del left[entry]
    return True


def assert_whole(way: Way, problem: Problem) -> None:
    """Hold that a way meets everything that its procedures require, and costs what they cost."""
    cost = 0
    for entry, number in way.cases.items():
        case = next(case for case in problem.cases[entry] if case.number == number)
        cost += case.cost
        for one in case.requirements:
            assert way.choices[entry, one.name] in one.options
            assert way.choices[entry, one.name].supplier in way.cases
    assert cost == way.cost
    assert problem.root in way.cases
    assert never_leads_back(way)


@given(problems())
@settings(max_examples=400)
def test_small_problems_are_settled_exactly(cases: dict[int, tuple[Case, ...]]) -> None:
    problem = Problem(0, cases.__getitem__)
    costs = [way.cost for way in every_way(problem.cases, 0)]
    low, high = cheapest(problem, 100_000), dearest(problem, 100_000)
    assert (low.way.cost, low.exact) == (min(costs), True)
    assert (high.way.cost, high.exact) == (max(costs), True)
    assert_whole(low.way, problem)
    assert_whole(high.way, problem)


@given(problems(), st.integers(0, 6))
def test_a_search_that_is_broken_off_still_holds_the_truth_between_its_bounds(
    cases: dict[int, tuple[Case, ...]], trials: int
) -> None:
    problem = Problem(0, cases.__getitem__)
    costs = [way.cost for way in every_way(problem.cases, 0)]
    low, high = cheapest(problem, trials), dearest(problem, trials)
    assert low.low <= min(costs) <= low.high == low.way.cost
    assert high.low == high.way.cost <= max(costs) <= high.high
    assert_whole(low.way, problem)
    assert_whole(high.way, problem)


@given(problems())
def test_what_every_way_passes_through_is_in_every_way(cases: dict[int, tuple[Case, ...]]) -> None:
    problem = Problem(0, cases.__getitem__)
    through = set(problem.cases)
    for way in every_way(problem.cases, 0):
        through &= way.cases.keys()
    # What excludes circles only in combination is beyond it, so it may name fewer, never more.
    assert set(problem.members(problem.passed[0])) <= through


@given(problems())
def test_circles_are_cut_only_where_there_is_no_way_around_them(cases: dict[int, tuple[Case, ...]]) -> None:
    problem = Problem(0, cases.__getitem__)
    assert bool(problem.cuts) == (next(every_way(cases, 0), None) is None)
    for cut in problem.cuts:
        assert cut.circle[-1] == cut.entry
        offered = [one for case in cases[cut.entry] for one in case.requirements if one.name == cut.requirement]
        assert {option.supplier for one in offered for option in one.options} <= set(cases)


def test_a_procedure_that_two_others_rely_on_is_counted_once() -> None:
    cases = {
        1: (Case(0, 1, (requirement("a", 2), requirement("b", 3))),),
        2: (Case(0, 1, (requirement("c", 4),)),),
        3: (Case(0, 1, (requirement("c", 4),)),),
        4: (Case(0, 1),),
    }
    found = cheapest(Problem(1, cases.__getitem__))
    assert (found.way.cost, found.exact) == (4, True)


def test_the_option_that_is_needed_anyway_is_taken() -> None:
    cases = {
        1: (Case(0, 1, (requirement("a", 2, 3), requirement("b", 3))),),
        2: (Case(0, 1),),
        3: (Case(0, 1, (requirement("c", 4),)),),
        4: (Case(0, 1),),
    }
    found = cheapest(Problem(1, cases.__getitem__))
    assert sorted(found.way.cases) == [1, 3, 4]
    assert sorted(dearest(Problem(1, cases.__getitem__)).way.cases) == [1, 2, 3, 4]


def test_two_procedures_that_need_each_other_are_cut_where_the_circle_closes() -> None:
    cases = {1: (Case(0, 1, (requirement("a", 2),)),), 2: (Case(0, 1, (requirement("b", 1),)),)}
    problem = Problem(1, cases.__getitem__)
    assert [(cut.entry, cut.requirement, cut.circle) for cut in problem.cuts] == [(2, "b", (1, 2))]
    assert sorted(cheapest(problem).way.cases) == [1, 2]


def test_a_renewal_is_no_way_to_get_the_first_paper() -> None:
    cases = {
        1: (Case(0, 1, (requirement("licence", 2, 3),)),),
        2: (Case(0, 1, (requirement("licence", 2, 3),)),),
        3: (Case(0, 5),),
    }
    found = cheapest(Problem(1, cases.__getitem__))
    assert sorted(found.way.cases) == [1, 3]
