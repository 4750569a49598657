"""`workbench cost`: the compliance cost of a procedure, today and after its marks, and where its numbers come from."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.command_line import PATH, WholeNumber, argument, edition_option, json_option, new_command, option
from workbench.commands.show import CODE_HELP
from workbench.language import N_, translate
from workbench.output import print_json, print_table, say
from workbench.problem_sentences import printable
from workbench.rendering.cost_labels import ACTIVITY_LABELS, COST_SOURCES, stamp, unverified
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.editions import Entry
    from catalogue.store import Store
    from reviews.cost_draft import DraftRules
    from reviews.costs import Comparison, CostSum, CostTable, Exact, Figure
    from reviews.norms import Norms

_GAPS = {
    "fee-unreadable": N_("the amount cannot be read"),
    "fee-set-elsewhere": N_("the amount is set in another document"),
    "currency-without-rate": N_("no rate is given for this currency"),
}
_WIDEST = 60


@new_command(
    "cost",
    N_(
        "Show what a procedure costs those who do it, today and after its marks.\n\n"
        "The table is drafted from the record and from suggested norms, which are not law: a total that rests on a "
        "number nobody confirmed is marked as provisional. Time, expenses and fees are always shown apart.\n\n--set "
        "enters a cell and keeps it: the number of a row and a column (minutes, hired, out_of_pocket, fee, burdened), "
        "or subjects or times; nothing after the equals sign brings the draft back."
    ),
)
@argument("code", metavar=N_("CODE"), help=CODE_HELP)
@edition_option
@option("--income-year", type=WholeNumber(1000), metavar=N_("YEAR"), help=N_("The year whose income prices an hour."))
@option("--subjects", metavar=N_("NUMBER"), help=N_("Subjects a year, in place of the volume that is kept."))
@option("--times", metavar=N_("NUMBER"), help=N_("Times a year; 1/3 is once in three years."))
@option("--online", metavar=N_("PERCENT"), help=N_("The share of applicants who deal online; the others come."))
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
@click.pass_obj
def command(
    session: WorkSession,
    code: str,
    edition: str | None,
    income_year: int | None,
    subjects: str | None,
    times: str | None,
    online: str | None,
    rates: tuple[str, ...],
    norms: Path | None,
    incomes: Path | None,
    layout: str,
    out: Path | None,
    cells: tuple[str, ...],
    force: bool,
    as_json: bool,
) -> None:
    """Draft the tables and show, print or write them."""
    from catalogue.editions import find_edition, find_entry
    from reviews.cost_after import table_after
    from reviews.cost_edits import kept_edits
    from reviews.costed_edition import read_basis
    from reviews.costs import Comparison
    from reviews.income import income_of, read_incomes
    from reviews.marks import list_marks

    if (layout == "xlsx") != (out is not None):
        raise click.UsageError(translate(N_("A workbook needs both --format xlsx and --out.")))
    rules = _rules(norms, rates, online)
    income = income_of(income_year, read_incomes(incomes.expanduser()) if incomes else None)
    with session.store() as store:
        entry = find_entry(store, find_edition(store, edition), code)
        marks = list_marks(store, entry.edition.name, [entry.address])
        basis = read_basis(store, income, rules)
        if cells:
            _keep_cells(session, store, entry, basis.table(entry.address, entry.procedure), cells)
            basis = replace(basis, edits=kept_edits(store))
    rules = basis.rules_for(entry.address)
    before = _with_frequency(basis.table(entry.address, entry.procedure), subjects, times)
    comparison = Comparison(before, table_after(before, entry.procedure, marks, rules))
    if out is not None:
        _write(entry, comparison, rules.norms, out.expanduser(), force)
        if not as_json:
            say(translate(N_("Written: {path}")).format(path=printable(str(out))))
    if as_json:
        print_json(_values(entry, comparison))
    elif out is None:
        _print(entry, comparison, bool(marks))


def _rules(norms: Path | None, rates: tuple[str, ...], online: str | None) -> DraftRules:
    from reviews.cost_draft import DraftRules
    from reviews.cost_entry import read_percent, read_rate
    from reviews.norms import read_norms, suggested_norms

    shares = {} if online is None else _online_shares(read_percent(online, "--online") / 100)
    used = suggested_norms() if norms is None else read_norms(norms.expanduser())
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


def _keep_cells(session: WorkSession, store: Store, entry: Entry, table: CostTable, typed: tuple[str, ...]) -> None:
    from reviews.cost_edits import keep_edits, typed_cell
    from reviews.judgements import JudgementBook

    keep_edits(
        JudgementBook(store, session.who), entry.address, dict(typed_cell(table, entry.address, one) for one in typed)
    )


def _values(entry: Entry, comparison: Comparison) -> dict[str, object]:
    from reviews.cost_table import comparison_values

    head = {"code": entry.address, "edition": entry.edition.name, "name": entry.procedure.name}
    return head | comparison_values(comparison)


def _write(entry: Entry, comparison: Comparison, norms: Norms, out: Path, force: bool) -> None:
    from reviews.documents.cost_sheet import cost_workbook
    from reviews.documents.writing import write_files

    content = cost_workbook(entry.procedure.name, entry.address, comparison, norms)
    write_files(out.parent, {out.name: content}, force=force)


def _print(entry: Entry, comparison: Comparison, marked: bool) -> None:
    from reviews.cost_words import dong, percent

    income = comparison.before.income
    click.echo(printable(f"{entry.address} {entry.procedure.name}"))
    said = N_("Income per hour {year}: {income} đồng{mark}")
    mark = unverified(income.confirmed)
    click.echo(translate(said).format(year=income.year, income=dong(income.dong_per_hour), mark=mark))
    click.echo()
    click.echo(translate(N_("A. Today")))
    _print_block(comparison.before)
    if not marked:
        return
    click.echo()
    click.echo(translate(N_("B. After the marks")))
    _print_block(comparison.after)
    click.echo()
    click.echo(translate(N_("C. Comparison")))
    saving = comparison.saving_year or comparison.saving_once
    words = N_("Saved: {cost} ({percent}){mark}")
    mark = stamp(comparison.is_provisional)
    click.echo("  " + translate(words).format(cost=_sum_words(saving), percent=percent(comparison.percent), mark=mark))


def _print_block(table: CostTable) -> None:
    from reviews.cost_table import table_rows
    from reviews.cost_words import dong, hours, number

    header = [
        translate(message)
        for message in (
            N_("No."),
            N_("Work"),
            N_("Hours"),
            N_("Hired"),
            N_("Expenses"),
            N_("Fees"),
            N_("Cost"),
            N_("From"),
        )
    ]
    rows = []
    for row in table_rows(table):
        if row.line is None or row.cost is None:
            rows.append([row.number, translate(ACTIVITY_LABELS[row.activity.value]), "", "", "", "", "", ""])
            continue
        words = row.words if len(row.words) <= _WIDEST else f"{row.words[: _WIDEST - 1].rstrip()}…"
        line = row.line
        hired = "" if line.hired is None else dong(line.hired.value)
        numbers = [hours(line.own_minutes), hired, dong(line.out_of_pocket.value), dong(line.fee.value)]
        rows.append([row.number, printable(words), *numbers, dong(row.cost.total), _from(row.line.figures)])
    print_table(header, rows, right=(2, 3, 4, 5, 6))
    mark = stamp(table.is_provisional)
    click.echo("  " + translate(N_("Once: {cost}{mark}")).format(cost=_sum_words(table.once), mark=mark))
    year = table.year
    if year is None or table.subjects is None:
        click.echo("  " + translate(N_("A year: not known, since nobody said how many subjects there are.")))
    else:
        said = translate(N_("A year ({times} × {subjects}): {cost}{mark}"))
        times, subjects = number(table.times.value), number(table.subjects.value)
        click.echo("  " + said.format(times=times, subjects=subjects, cost=_sum_words(year), mark=mark))
        _print_range(table)
    for gap in table.gaps:
        told = translate(N_("Not counted, {element}: {reason} ({text})"))
        text = printable(gap.text.replace("\n", " "))[:_WIDEST]
        click.echo("  " + told.format(element=gap.address, reason=translate(_GAPS[gap.kind]), text=text))


def _print_range(table: CostTable) -> None:
    from reviews.cost_words import dong
    from reviews.sensitivity import cost_range

    found = cost_range(table)
    if found.low != found.high:
        said = translate(N_("Between {low} and {high} đồng"))
        click.echo("  " + said.format(low=dong(found.low), high=dong(found.high)))


def _from(figures: tuple[Figure, ...]) -> str:
    """Where the numbers of a line come from; what nobody confirmed has a question mark."""
    told: dict[str, None] = {}
    for figure in figures:
        if figure.value and not (figure.value == 1 and figure.source.value == "record"):
            told[translate(COST_SOURCES[figure.source.value]) + ("" if figure.confirmed else "?")] = None
    return ", ".join(told)


def _sum_words(cost: CostSum) -> str:
    from reviews.cost_words import dong, hours

    said = N_("{total} đồng = {hours} hours worth {time} + hired {hired} + expenses {expenses} + fees {fees}")
    return translate(said).format(
        total=dong(cost.total),
        hours=hours(Fraction(cost.minutes)),
        time=dong(cost.time),
        hired=dong(cost.hired),
        expenses=dong(cost.out_of_pocket),
        fees=dong(cost.fees),
    )
