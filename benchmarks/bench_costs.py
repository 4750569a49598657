"""How long the compliance cost of a whole catalogue takes: drafts, totals, and a scenario with thousands of marks.

    python benchmarks/bench_costs.py [EDITION.jsonl ...] [--procedures 6500] [--marks 5000] [--totals 130000]

Without paths the sample editions are taken, over and over until there are enough procedures. The first draft reads the
words of every fee and paper, which are then kept by text; it is timed apart, on each distinct procedure once, and on as
many procedures as are asked for with a number behind every text, so that none is read twice. The ripple's demands are
made: every procedure asks three others for its papers.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from importlib.resources import as_file
from itertools import cycle, islice
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from catalogue.readers import native
from catalogue.records import Procedure
from catalogue.samples import sample_editions
from reviews.cost_after import table_after
from reviews.cost_draft import DraftRules, draft_table
from reviews.cost_edits import Cell, CellEdit, Column, edited, read_cell
from reviews.costs import Comparison, CostTable, Figure, FigureSource
from reviews.income import income_of
from reviews.live_totals import LiveTotals, Rank, procedure_cost
from reviews.marks import Mark
from reviews.ripple import Demand, Span, WantedPaper, exactly
from reviews.scenario import CostedProcedure, Scenario, by_field, compare_scenarios
from reviews.scenario_ripple import scenario_ripple

_T = TypeVar("_T")


def procedures_of(paths: list[Path]) -> Iterator[Procedure]:
    """Yield the procedures of editions in the native layout, of the samples where none is named."""
    if not paths:
        for edition in sample_editions():
            with as_file(edition.records) as path:
                yield from procedures_of([path])
    for path in paths:
        for raw in native.raw_records(path):
            yield native.interpret(raw, path).procedure


def timed(label: str, work: Callable[[], _T], count: int) -> _T:
    """Do some work and print what it took, by the clock and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    done = work()
    took, used = time.perf_counter() - wall, time.process_time() - processor
    print(f"{label:<52} {count:>7} {took:>8.3f} s {used:>8.3f} s")  # noqa: T201 - a script that people run by hand
    return done


def paper_marks(costed: list[CostedProcedure], wanted: int) -> dict[str, list[Mark]]:
    """Marks that remove papers, one a paper that costs something, until there are enough."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    papers = ((one, line) for one in costed for line in one.table.lines if line.address.startswith("paper:"))
    for at, (one, line) in enumerate(islice(papers, wanted), 1):
        values = {"id": at, "version": 1, "part": "paper", "element": line.address, "action": "remove"}
        empty = dict.fromkeys(Mark.__dataclass_fields__, "")
        marks[one.address].append(Mark(**(empty | values)))  # type: ignore[arg-type]
    return marks


def main() -> None:
    """Print the table of figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--procedures", type=int, default=6_500)
    parser.add_argument("--marks", type=int, default=5_000)
    parser.add_argument("--totals", type=int, default=130_000)
    asked = parser.parse_args()
    # As the program does when it starts.
    gc.set_threshold(50_000, 50, 50)
    distinct = list(procedures_of(asked.paths))
    catalogue = list(islice(cycle(distinct), asked.procedures))
    income, rules, count = income_of(2025), DraftRules(), asked.procedures
    many = Figure(1_000, FigureSource.SURVEY, True)
    print(f"{'':<52} {'number':>7} {'clock':>10} {'processor':>10}")  # noqa: T201
    timed(
        "first draft, words not read before",
        lambda: [draft_table(one, income, rules) for one in distinct],
        len(distinct),
    )
    different = [numbered(one, at) for at, one in enumerate(catalogue)]
    timed("first draft, no text twice", lambda: [draft_table(one, income, rules) for one in different], count)
    tables = timed(
        "draft, words read before", lambda: [draft_table(one, income, rules, subjects=many) for one in catalogue], count
    )
    timed("cost once and a year of drafted tables", lambda: [(one.cost_once, one.cost_year) for one in tables], count)
    pairs = enumerate(zip(catalogue, tables, strict=True), 1)
    costed = [CostedProcedure(f"#{at}", procedure, table) for at, (procedure, table) in pairs]
    scenario = Scenario("bỏ giấy tờ", paper_marks(costed, asked.marks))
    marked = sum(len(found) for found in scenario.marks.values())
    timed(f"scenario with {marked} marks, by field", lambda: compare_scenarios(costed, [scenario], by_field), count)
    for words, part in (("known", exactly(1)), ("within bounds", Span(0, Fraction(1, 2), 1))):
        demands = made_demands(costed, part)
        label = f"its ripple over {len(demands)} demands, parts {words}"
        timed(label, partial(scenario_ripple, costed, scenario, demands), count)
    totals = made_totals(tables[0], asked.totals)
    timed("editing a cell, every total following", lambda: edit_one(catalogue[0], tables[0], totals), asked.totals)


def numbered(procedure: Procedure, at: int) -> Procedure:
    """The procedure with a number behind each of its texts, which makes them texts that nobody read before."""
    mark = f" ({at})"
    channels = tuple(
        replace(one, fees=tuple(replace(fee, text=fee.text and fee.text + mark) for fee in one.fees))
        for one in procedure.channels
    )
    dossiers = tuple(
        replace(one, papers=tuple(replace(paper, text=paper.text + mark) for paper in one.papers))
        for one in procedure.dossiers
    )
    steps = tuple(replace(step, text=step.text + mark) for step in procedure.steps)
    return replace(procedure, channels=channels, dossiers=dossiers, steps=steps)


def made_demands(costed: list[CostedProcedure], part: Span, issuers: int = 3) -> list[Demand]:
    """Every procedure asks some others, made out with a fixed seed, for its first papers."""
    chance = random.Random(1)
    found = []
    for one in costed:
        papers = [line.address for line in one.table.lines if line.address.startswith("paper:")][:issuers]
        for paper, other in zip(papers, chance.sample(costed, issuers), strict=False):
            if other is not one:
                found.append(Demand(one.address, other.address, (WantedPaper(paper, part),)))
    return found


def made_totals(table: CostTable, count: int) -> LiveTotals:
    """Totals over so many procedures that cost alike."""
    totals = LiveTotals()
    for at in range(count):
        totals.put(procedure_cost(f"#{at}", "", Comparison(table, table)))
    return totals


def edit_one(procedure: Procedure, table: CostTable, totals: LiveTotals) -> list[Rank]:
    """Enter a number in one cell, and count its table, the totals and the first page of the ranking anew."""
    cell = Cell(table.lines[0].key, Column.MINUTES)
    changed = edited(table, {cell: CellEdit(read_cell(cell, "1,5 giờ", "1.1"))})
    totals.put(procedure_cost("#0", "", Comparison(changed, table_after(changed, procedure, ()))))
    return list(totals.ranking(200))


if __name__ == "__main__":
    main()
