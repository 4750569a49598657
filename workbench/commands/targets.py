"""`workbench targets`: freeze what an edition measures, and show how far later ones have come towards the targets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import YEAR, edition_option, json_option, limit_option, new_command, option
from workbench.language import N_, translate
from workbench.output import print_json, print_table, say
from workbench.problem_sentences import printable, printable_within
from workbench.rendering.cost_labels import unverified
from workbench.session import WorkSession

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.editions import Edition
    from catalogue.store import Store
    from reviews.cost_targets import CutTarget, Group, Measures, Progress

_MEASURES = {
    "time": N_("Time limits (working hours)"),
    "cost": N_("Compliance cost (đồng)"),
    "conditions": N_("Conditions"),
    "papers": N_("Papers"),
    "procedures": N_("Procedures"),
}
_WIDEST = 40


@new_command(
    "targets",
    N_(
        "Show how far procedures have been cut down against a frozen baseline.\n\n"
        "--freeze YEAR keeps what an edition measures as the baseline of that year; later it is compared with another "
        "edition, or with what the marks propose, by field and agency. Targets are those of resolution 66/NQ-CP."
    ),
)
@option("--freeze", type=YEAR, metavar=N_("YEAR"), help=N_("Freeze the edition as the baseline of a year."))
@option("--force", is_flag=True, help=N_("Replace the baseline that is frozen for that year."))
@option("--target", "code", metavar=N_("CODE"), help=N_("The target, as nq66-2025; the last one if it is not given."))
@option("--after-marks", is_flag=True, help=N_("Measure the edition as it would be after its marks."))
@option("--income-year", type=YEAR, metavar=N_("YEAR"), help=N_("The year whose income prices an hour."))
@limit_option(20, N_("How many groups to print."))
@edition_option
@json_option
@click.pass_obj
def command(
    session: WorkSession,
    freeze: int | None,
    force: bool,
    code: str | None,
    after_marks: bool,
    income_year: int | None,
    limit: int,
    edition: str | None,
    as_json: bool,
) -> None:
    """Freeze a baseline, or show the progress against the one of the target's year."""
    from catalogue.editions import find_edition
    from reviews.baselines import find_baseline, keep_baseline
    from reviews.cost_targets import Baseline, progress
    from reviews.income import income_of

    target = _target(code)
    with session.store() as store:
        looked_at = find_edition(store, edition)
        baseline = None if freeze is not None else find_baseline(store, target.baseline_year)
        # Both sides count an hour at the same income, so that no wage passes for progress.
        income = income_of(income_year or (baseline.income_year if baseline else 0) or None)
        measured = _measured(store, looked_at, income, after_marks)
        if freeze is not None:
            keep_baseline(store, session.who, Baseline(freeze, measured, income.year), force, looked_at.name)
    if baseline is None:
        said = translate(N_("Baseline {year} frozen: {count} groups of the edition {edition}"))
        say(said.format(year=freeze, count=len(measured), edition=printable(looked_at.name)))
        return
    rows = progress(baseline, measured, target)
    if as_json:
        print_json(_values(looked_at, target, rows, after_marks))
    else:
        _print(target, rows, limit)


def _target(code: str | None) -> CutTarget:
    from reviews.cost_targets import cut_targets

    known = {target.code: target for target in cut_targets()}
    if code is None:
        return cut_targets()[-1]
    if code not in known:
        said = translate(N_("“{value}” is none of: {known}."))
        raise click.BadParameter(said.format(value=code, known=", ".join(known)), param_hint="'--target'")
    return known[code]


def _measured(store: Store, edition: Edition, income: Any, after_marks: bool) -> dict[Group, Measures]:
    from reviews.cost_after import table_after
    from reviews.cost_targets import Measures, measures_of
    from reviews.costed_edition import costed_procedures, read_basis
    from reviews.marked_procedure import asked_after, is_merged
    from reviews.marks import Mark, list_marks
    from reviews.scenario import by_agency, by_field

    marks: dict[str, list[Mark]] = {}
    if after_marks:
        for mark in list_marks(store, edition.name):
            marks.setdefault(mark.address, []).append(mark)
    basis = read_basis(store, income)
    groups: dict[Group, Measures] = {}
    for one in costed_procedures(store, edition, basis):
        standing = marks.get(one.address, [])
        after = asked_after(one.procedure, standing)
        table = table_after(one.table, one.procedure, standing, basis.rules_for(one.address))
        group = by_field(one), by_agency(one)
        measures = measures_of(after, table)
        if is_merged(standing):
            measures = replace(measures, procedures=0)
        groups[group] = groups.get(group, Measures()) + measures
    return groups


def _values(edition: Edition, target: CutTarget, rows: tuple[Progress, ...], after_marks: bool) -> dict[str, Any]:
    from reviews.cost_table import plain
    from reviews.cost_words import decimal_of

    return {
        "edition": edition.name,
        "after_marks": after_marks,
        "target": {
            "code": target.code,
            "name": target.name,
            "baseline_year": target.baseline_year,
            "year": target.year,
            "source": target.source,
            "verified": target.verified,
        },
        "progress": [
            {
                "field": None if row.group is None else row.group[0],
                "agency": None if row.group is None else row.group[1],
                "measure": row.measured.value,
                "before": plain(row.before),
                "now": plain(row.now),
                "percent": None if row.percent is None else str(decimal_of(row.percent, 2)),
                "goal": None if row.goal is None else str(decimal_of(row.goal, 2)),
                "reached": row.is_reached,
            }
            for row in rows
        ],
    }


def _print(target: CutTarget, rows: tuple[Progress, ...], limit: int) -> None:
    click.echo(target.name + unverified(target.verified))
    click.echo(
        translate(N_("Against {year}; source: {source}")).format(year=target.baseline_year, source=target.source)
    )
    header = [
        translate(word)
        for word in (
            N_("Field, agency"),
            N_("Measure"),
            N_("Baseline"),
            N_("Now"),
            N_("Cut"),
            N_("Goal"),
            N_("Reached"),
        )
    ]
    groups = list(dict.fromkeys(row.group for row in rows))
    shown = set(groups[: limit + 1])
    print_table(header, _rows(row for row in rows if row.group in shown), right=(2, 3, 4, 5))
    if len(groups) > limit + 1:
        said = translate(N_("{shown} of {count} groups; --limit prints more."))
        say(said.format(shown=limit, count=len(groups) - 1))


def _rows(rows: Iterator[Progress]) -> Iterator[list[str]]:
    from reviews.cost_targets import Measured
    from reviews.cost_words import dong, hours, percent

    reached = {True: N_("yes"), False: N_("no")}
    before: Any = ...
    for row in rows:
        name = "" if row.group == before else _group_words(row.group)
        before = row.group
        words = hours if row.measured is Measured.TIME else dong
        yes = "" if row.is_reached is None else translate(reached[row.is_reached])
        goal = "" if row.goal is None else percent(row.goal)
        measure = translate(_MEASURES[row.measured.value])
        yield [name, measure, words(row.before), words(row.now), percent(row.percent), goal, yes]


def _group_words(group: Group | None) -> str:
    if group is None:
        return translate(N_("Together"))
    return printable_within(", ".join(part for part in group if part), _WIDEST) or translate(N_("(not named)"))
