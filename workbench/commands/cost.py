"""`workbench cost`: the compliance cost of a procedure, today and after its marks, and where its numbers come from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.command_line import PATH, YEAR, argument, edition_option, json_option, new_command, option
from workbench.commands.show import CODE_HELP
from workbench.language import N_, translate
from workbench.output import print_json, say
from workbench.problem_sentences import printable, problem_sentence, refusal_values
from workbench.rendering.cost_text import print_comparison
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.editions import Entry
    from catalogue.problems import Problem
    from catalogue.store import Store
    from reviews.cost_draft import DraftRules
    from reviews.cost_edits import Cell
    from reviews.costs import Comparison, CostTable, Exact
    from reviews.income import Income
    from reviews.norms import Norms


@new_command(
    "cost",
    N_(
        "Show what a procedure costs those who do it, today and after its marks.\n\n"
        "The table is drafted from the record and from suggested norms, which are not law: a total that rests on a "
        "number nobody confirmed is marked as provisional. Time, expenses and fees are always shown apart.\n\n--set "
        "enters a cell and keeps it: the number of a row and a column (minutes, hired, out_of_pocket, fee, burdened), "
        "or subjects or times; nothing after the equals sign brings the draft back.\n\n--table counts a case that "
        "stands in no catalogue: a sheet with the columns of the official table (Khối, Công việc, Giờ, Chi phí khác, "
        "Phí, Số lượng, Số lần/năm, Số đối tượng/năm), or TOML; docs/costs.md shows both."
    ),
)
@argument("code", metavar=N_("[CODE]"), required=False, help=CODE_HELP)
@option("--table", "case", type=PATH, metavar=N_("FILE"), help=N_("A typed case (CSV, XLSX, TOML) instead of CODE."))
@edition_option
@option("--income", metavar=N_("NUMBER"), help=N_("The income per hour in đồng, in place of a year's."))
@option("--income-year", type=YEAR, metavar=N_("YEAR"), help=N_("The year whose income prices an hour."))
@option("--subjects", metavar=N_("NUMBER"), help=N_("Subjects a year, in place of the volume that is kept."))
@option("--times", metavar=N_("NUMBER"), help=N_("Times a year; 1/3 is once in three years."))
@option("--online", metavar=N_("PERCENT"), help=N_("The share of applicants who deal online; the others come."))
@option(
    "--conditional",
    metavar=N_("PERCENT"),
    help=N_("The share of applicants who hand in what is asked in some cases only; 100 counts it in full."),
)
@option("--rate", "rates", multiple=True, metavar=N_("USD=25400"), help=N_("How many VND a unit of it is."))
@option("--norms", type=PATH, metavar=N_("FILE"), help=N_("Norms of your own, laid out like norms.toml."))
@option("--incomes", type=PATH, metavar=N_("FILE"), help=N_("Incomes of your own, laid out like income.toml."))
@option(
    "--format",
    "layout",
    type=click.Choice(["table", "xlsx"]),
    default="table",
    show_default=True,
    help=N_("A table to read, or a workbook with formulas."),
)
@option("--out", type=PATH, metavar=N_("FILE"), help=N_("Where to write the workbook."))
@option(
    "--set", "cells", multiple=True, metavar="1.2:minutes=90", help=N_("Enter a cell of today's table and keep it.")
)
@option("--force", is_flag=True, help=N_("Replace the file if it exists."))
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    code: str | None,
    case: Path | None,
    edition: str | None,
    income: str | None,
    income_year: int | None,
    subjects: str | None,
    times: str | None,
    online: str | None,
    conditional: str | None,
    rates: tuple[str, ...],
    norms: Path | None,
    incomes: Path | None,
    layout: str,
    out: Path | None,
    cells: tuple[str, ...],
    force: bool,
    as_json: bool,
) -> None:
    """Draft or read the tables and show, print or write them."""
    from reviews.income import income_of, read_incomes
    from reviews.typed_cost import typed_income

    session: WorkSession = ctx.obj
    if (layout == "xlsx") != (out is not None):
        raise click.UsageError(translate(N_("A workbook needs both --format xlsx and --out.")))
    if (code is None) == (case is None):
        raise click.UsageError(translate(N_("Give either CODE or --table FILE.")))
    if case is not None and (cells or online or edition or conditional):
        raise click.UsageError(
            translate(N_("--set, --online, --conditional and --edition belong to a procedure, not to --table."))
        )
    if income is not None and income_year is not None:
        raise click.UsageError(translate(N_("Give either --income or --income-year, not both.")))
    if any("=" not in cell for cell in cells):
        raise click.UsageError(translate(N_("--set needs an equals sign, as in 1.2:minutes=90.")))
    rules = _rules(norms, rates, online, conditional)
    known = read_incomes(incomes.expanduser()) if incomes else None
    used = income_of(income_year, known) if income is None else typed_income(income, "--income")
    if case is not None:
        shown = _typed(case.expanduser(), used, rules, subjects, times)
    else:
        shown = _of_procedure(session, code or "", edition, used, rules, cells, subjects, times)
    if out is not None:
        _write(shown, out.expanduser(), force)
        if not as_json:
            say(translate(N_("Written: {path}")).format(path=printable(str(out))))
    if as_json:
        print_json(_values(shown))
    elif out is None:
        print_comparison(f"{shown.code} {shown.name}".strip(), shown.comparison, shown.has_after)
    for problem in shown.refusals:
        say("  " + translate(N_("left out: {reason}")).format(reason=problem_sentence(problem)))
    if shown.refusals:
        ctx.exit(1)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown: of a procedure, or of a typed case, which has no code and no edition."""

    code: str
    edition: str
    name: str
    comparison: Comparison
    has_after: bool
    norms: Norms
    refusals: tuple[Problem, ...] = ()


def _typed(path: Path, income: Income, rules: DraftRules, subjects: str | None, times: str | None) -> _Shown:
    from reviews.costs import Comparison
    from reviews.typed_cost import read_typed_cost

    read = read_typed_cost(path, income, rules.rates)
    before = _with_frequency(read.comparison.before, subjects, times)
    after = _with_frequency(read.comparison.after, subjects, times)
    return _Shown("", "", read.name, Comparison(before, after), read.has_after, rules.norms, read.refusals)


def _of_procedure(
    session: WorkSession,
    code: str,
    edition: str | None,
    income: Income,
    rules: DraftRules,
    cells: tuple[str, ...],
    subjects: str | None,
    times: str | None,
) -> _Shown:
    from catalogue.editions import find_edition, find_entry
    from reviews.cost_after import table_after
    from reviews.cost_edits import kept_edits
    from reviews.costed_edition import read_basis
    from reviews.costs import Comparison
    from reviews.marks import list_marks

    with session.store() as store:
        entry = find_entry(store, find_edition(store, edition), code)
        marks = list_marks(store, entry.edition.name, [entry.address])
        basis = read_basis(store, income, rules)
        refusals: tuple[Problem, ...] = ()
        if cells:
            refusals = _keep_cells(session, store, entry, basis.table(entry.address, entry.procedure), cells)
            basis = replace(basis, edits=kept_edits(store))
    rules = basis.rules_for(entry.address)
    before = _with_frequency(basis.table(entry.address, entry.procedure), subjects, times)
    comparison = Comparison(before, table_after(before, entry.procedure, marks, rules))
    named = entry.address, entry.edition.name, entry.procedure.name
    return _Shown(*named, comparison, bool(marks), rules.norms, refusals)


def _rules(norms: Path | None, rates: tuple[str, ...], online: str | None, conditional: str | None) -> DraftRules:
    from reviews.cost_draft import DraftRules
    from reviews.cost_entry import read_percent, read_rate
    from reviews.norms import read_norms, suggested_norms, typed_share

    shares = {} if online is None else _online_shares(read_percent(online, "--online") / 100)
    used = suggested_norms() if norms is None else read_norms(norms.expanduser())
    if conditional is not None:
        used = used.with_share(typed_share(read_percent(conditional, "--conditional"), "--conditional"))
    return DraftRules(used, dict(read_rate(rate, "--rate") for rate in rates), shares)


def _online_shares(part: Fraction) -> dict[str, Exact]:
    return {"online": part, "direct": 1 - part}


def _with_frequency(table: CostTable, subjects: str | None, times: str | None) -> CostTable:
    """The table with how often a year and by how many, where that was typed."""
    from reviews.cost_entry import read_count, read_times
    from reviews.costs import Figure, FigureSource

    if times is not None:
        table = replace(table, times=Figure(read_times(times, "--times"), FigureSource.REVIEWER, True))
    if subjects is not None:
        many = Figure(read_count(subjects, "--subjects"), FigureSource.REVIEWER, True)
        # Whoever types the subjects without a frequency counts cases.
        often = table.times if times is not None else Figure(1, FigureSource.REVIEWER, True)
        table = replace(table, subjects=many, times=often)
    return table


def _keep_cells(
    session: WorkSession, store: Store, entry: Entry, table: CostTable, typed: tuple[str, ...]
) -> tuple[Problem, ...]:
    """Keep the cells that can be, as one change, and return what is wrong with the others; raises where one is all."""
    from catalogue.problems import Problem
    from reviews.cost_edits import keep_edits, typed_cell
    from reviews.judgements import JudgementBook

    good: dict[Cell, Exact | None] = {}
    refusals: list[Problem] = []
    for one in typed:
        try:
            cell, value = typed_cell(table, entry.address, one)
        except Problem as problem:
            refusals.append(problem)
        else:
            good[cell] = value
    if not good and len(refusals) == 1:
        raise refusals[0]
    keep_edits(JudgementBook(store, session.who), entry.address, good)
    return tuple(refusals)


def _values(shown: _Shown) -> dict[str, object]:
    from reviews.cost_table import comparison_values

    values = {"code": shown.code, "edition": shown.edition, "name": shown.name} | comparison_values(shown.comparison)
    return values | {"refused": [refusal_values(problem) for problem in shown.refusals]}


def _write(shown: _Shown, out: Path, force: bool) -> None:
    from reviews.documents.cost_sheet import cost_workbook
    from reviews.documents.writing import write_files

    content = cost_workbook(shown.name, shown.code, shown.comparison, shown.norms)
    write_files(out.parent, {out.name: content}, force=force)
