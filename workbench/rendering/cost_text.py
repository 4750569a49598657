"""A cost table and its comparison as text in the terminal: the blocks, their sums, ranges, and what moves them most."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import click

from workbench.language import N_, translate
from workbench.output import print_table
from workbench.problem_sentences import printable
from workbench.rendering.cost_labels import ACTIVITY_LABELS, COLUMN_LABELS, COST_SOURCES, stamp, unverified

if TYPE_CHECKING:
    from reviews.costs import Comparison, CostSum, CostTable, Figure

_GAPS = {
    "fee-unreadable": N_("the amount cannot be read"),
    "fee-set-elsewhere": N_("the amount is set in another document"),
    "currency-without-rate": N_("no rate is given for this currency"),
    "row-refused": N_("the row is refused"),
}
_WIDEST = 60
_MOST_SWINGS = 5
_BAR = 20


def print_comparison(heading: str, comparison: Comparison, with_after: bool) -> None:
    """Print the blocks today, after, and comparison; only the first where nothing changes it."""
    from reviews.cost_words import dong, percent

    income = comparison.before.income
    click.echo(printable(heading))
    said = N_("Income per hour {year}: {income} đồng{mark}") if income.year else N_("Income per hour: {income} đồng")
    mark = unverified(income.confirmed)
    click.echo(translate(said).format(year=income.year, income=dong(income.dong_per_hour), mark=mark))
    click.echo()
    click.echo(translate(N_("A. Today")))
    _print_block(comparison.before)
    if not with_after:
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
        _print_swings(table)


def _print_swings(table: CostTable) -> None:
    """The inputs that move the cost most, the widest first, each with a bar (a tornado)."""
    from reviews.cost_table import table_rows
    from reviews.cost_words import dong
    from reviews.sensitivity import swings

    numbers = {row.line.key: row for row in table_rows(table) if row.line is not None}
    found = [swing for swing in swings(table) if swing.width][:_MOST_SWINGS]
    if not found:
        return
    click.echo("  " + translate(N_("What moves it most:")))
    for swing in found:
        row = numbers.get(swing.key)
        place = "" if row is None else f"{row.number} {row.words[:_WIDEST]}: "
        bar = "█" * max(1, round(_BAR * swing.width / found[0].width))
        ends = f"{dong(swing.low)}–{dong(swing.high)}"
        click.echo(f"    {bar:<{_BAR}} {ends}  {printable(place)}{translate(COLUMN_LABELS[swing.field])}")


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
