"""A cost table and its comparison as text in the terminal: the blocks, their sums, ranges, and what moves them most."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import click

from workbench.language import N_, translate
from workbench.output import print_table, terminal_width
from workbench.problem_sentences import printable, printable_within
from workbench.rendering.cost_labels import ACTIVITY_LABELS, COLUMN_LABELS, COST_SOURCES, stamp, unverified

if TYPE_CHECKING:
    from reviews.costs import Comparison, CostLine, CostSum, CostTable, Figure

_GAPS = {
    "fee-unreadable": N_("the amount cannot be read"),
    "fee-set-elsewhere": N_("the amount is set in another document"),
    "currency-without-rate": N_("no rate is given for this currency"),
    "row-refused": N_("the row is refused"),
}
# The columns of the official form; fees and other expenses, one column there, are always told apart.
_COLUMNS = (
    N_("No."),
    N_("Work"),
    N_("Hours"),
    N_("Income per hour"),
    N_("Hired"),
    N_("Expenses"),
    N_("Fees"),
    N_("Share"),
    N_("Times a year"),
    N_("Subjects a year"),
    N_("Cost"),
    N_("Cost a year"),
    N_("From"),
)
# The same on every line, or its cost times them: left out where the terminal is narrow.
_ALIKE = frozenset({"Income per hour", "Times a year", "Subjects a year", "Cost a year"})
_ROOM_FOR_ALL = 150
_WIDEST = 60
_MOST_SWINGS = 5
_BAR = 20


def print_comparison(heading: str, comparison: Comparison, with_after: bool) -> None:
    """Print the blocks today, after, and comparison; only the first where nothing changes it."""
    from reviews.cost_table import printed_saving
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
    total, saving = printed_saving(comparison)
    words = N_("Saved: {cost} ({percent}){mark}")
    mark = stamp(comparison.is_provisional)
    click.echo(
        "  " + translate(words).format(cost=_sum_words(saving, total), percent=percent(comparison.percent), mark=mark)
    )


def _print_block(table: CostTable) -> None:
    from reviews.cost_words import number

    _print_rows(table)
    mark = stamp(table.is_provisional)
    click.echo("  " + translate(N_("Once: {cost}{mark}")).format(cost=_sum_words(table.once), mark=mark))
    year = table.year
    if year is None or table.subjects is None:
        click.echo("  " + translate(N_("A year: not known, since nobody said how many subjects there are.")))
    else:
        said = translate(N_("A year ({times} × {subjects}): {cost}{mark}"))
        times, subjects = number(table.times.value), number(table.subjects.value)
        click.echo("  " + said.format(times=times, subjects=subjects, cost=_sum_words(year), mark=mark))
    _print_conditional(table)
    _print_range(table)
    for gap in table.gaps:
        told = translate(N_("Not counted, {element}: {reason} ({text})"))
        text = printable_within(gap.text, _WIDEST)
        click.echo("  " + told.format(element=gap.address, reason=translate(_GAPS[gap.kind]), text=text))


def _print_rows(table: CostTable) -> None:
    """Print the lines of a table: all columns of the official form where there is room, else those that differ."""
    from reviews.cost_table import table_rows
    from reviews.cost_words import number

    width = terminal_width()
    whole = width is None or width >= _ROOM_FOR_ALL
    found = table_rows(table)
    hidden = (frozenset() if whole else _ALIKE) | (frozenset() if any(row.share != 1 for row in found) else {"Share"})
    columns = [column for column in _COLUMNS if column not in hidden]
    rows = []
    for row in found:
        if row.line is None or row.cost is None:
            words = translate(ACTIVITY_LABELS[row.activity.value])
            rows.append([row.number, words, *[""] * (len(columns) - 2)])
        else:
            cells = _cells(table, row.line, row.cost) | {"Share": f"{number(100 * row.share)} %"}
            rows.append([row.number, printable_within(row.words, _WIDEST), *(cells[column] for column in columns[2:])])
    print_table([translate(column) for column in columns], rows, right=range(2, len(columns) - 1))


def _cells(table: CostTable, line: CostLine, cost: CostSum) -> dict[str, str]:
    from reviews.cost_words import dong, hours, number

    cases = table.cases_a_year
    return {
        "Hours": hours(line.own_minutes),
        "Income per hour": dong(table.income.dong_per_hour) if line.own_minutes else "",
        "Hired": "" if line.hired is None else dong(line.hired.value),
        "Expenses": dong(line.out_of_pocket.value),
        "Fees": dong(line.fee.value),
        "Times a year": number(table.times.value),
        "Subjects a year": "" if table.subjects is None else number(table.subjects.value),
        "Cost": dong(cost.total),
        "Cost a year": "" if cases is None else dong(cost.total * cases),
        "From": _from(line.figures),
    }


def _print_conditional(table: CostTable) -> None:
    """Say which rows are asked of some applicants only, what they count for, and how that is changed."""
    from reviews.cost_table import conditional_rows
    from reviews.cost_words import number

    rows = conditional_rows(table)
    figures = [row.line.burdened for row in rows if row.line is not None]
    if not figures:
        return
    said = translate(N_("Asked of some applicants only, counted for {share} % of them{mark}: {rows}"))
    share, mark = number(100 * figures[0].value), unverified(figures[0].confirmed)
    click.echo("  " + said.format(rows=", ".join(row.number for row in rows), share=share, mark=mark))
    how = translate(N_("Enter what you know with --set {row}:burdened=PERCENT; --conditional 100 counts them in full."))
    click.echo("  " + how.format(row=rows[0].number))


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
        place = "" if row is None else f"{row.number} {printable_within(row.words, _WIDEST)}: "
        bar = "█" * max(1, round(_BAR * swing.width / found[0].width))
        ends = f"{dong(swing.low)}–{dong(swing.high)}"
        click.echo(f"    {bar:<{_BAR}} {ends}  {place}{translate(COLUMN_LABELS[swing.field])}")


def _from(figures: tuple[Figure, ...]) -> str:
    """Where the numbers of a line come from; what nobody confirmed has a question mark."""
    told: dict[str, None] = {}
    for figure in figures:
        if figure.value and not (figure.value == 1 and figure.source.value == "record"):
            told[translate(COST_SOURCES[figure.source.value]) + ("" if figure.confirmed else "?")] = None
    return ", ".join(told)


def _sum_words(cost: CostSum, total: int | None = None) -> str:
    """A cost with its parts apart; `total` where the whole is not just their sum."""
    from reviews.cost_words import dong, hours

    said = N_("{total} đồng = {hours} hours worth {time} + hired {hired} + expenses {expenses} + fees {fees}")
    return translate(said).format(
        total=dong(cost.total if total is None else total),
        hours=hours(Fraction(cost.minutes)),
        time=dong(cost.time),
        hired=dong(cost.hired),
        expenses=dong(cost.out_of_pocket),
        fees=dong(cost.fees),
    )
