"""`workbench trends`: how the catalogue changed over its editions, as a whole, by field or by agency."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import click

from catalogue.elements import number_words
from workbench.command_line import json_option, new_command, option
from workbench.language import N_, day_words, ngettext, translate
from workbench.output import Progress, print_json, print_table, say
from workbench.problem_sentences import printable
from workbench.rendering.sparklines import sparkline
from workbench.session import WorkSession

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.trends import Trend, TrendPoint

_GROUPS = ("all", "field", "agency")
_GROUP_LABELS = {"field": N_("Field"), "agency": N_("Handling agency")}


@new_command(
    "trends",
    N_(
        "Show how the catalogue changed from edition to edition.\n\n"
        "Procedures, papers per procedure, the median of the longest time limits in working days, the share that can "
        "be submitted online, and the median cost of doing each procedure once. The costs are drafts, for all editions "
        "with the same hourly income and time norms, so that what differs is what the editions ask for; “workbench "
        "cost” shows how each comes about and which of its numbers nobody has confirmed."
    ),
)
@option(
    "--by",
    type=click.Choice(_GROUPS),
    default="all",
    show_default=True,
    help=N_("The whole catalogue, or by field or agency."),
)
@option("--cost/--no-cost", default=True, show_default=True, help=N_("Also draft what doing each procedure costs."))
@json_option
@click.pass_obj
def command(session: WorkSession, by: str, cost: bool, as_json: bool) -> None:
    """Print the trends."""
    from catalogue.trends import trends
    from reviews.costed_edition import cost_once, read_basis

    progress = Progress()

    def show(done: int, of: int) -> None:
        progress.show(ngettext("{count} procedure read…", "{count} procedures read…", done))

    with session.store() as store:
        try:
            found = trends(store, by, show, partial(cost_once, read_basis(store))) if cost else trends(store, by, show)
        finally:
            progress.clear()
    if as_json:
        print_json([asdict(trend) for trend in found])
    elif not found:
        say(translate(N_("The workspace holds no edition yet; “workbench import” brings one in.")))
    elif by == "all":
        _print_points(found[0].points)
    else:
        _print_groups(by, found)


def _print_points(points: Sequence[TrendPoint]) -> None:
    header = [
        translate(word)
        for word in (
            N_("Edition"),
            N_("Day"),
            N_("Procedures"),
            N_("Papers each"),
            N_("Days"),
            N_("Online"),
            N_("Cost once, đồng"),
        )
    ]
    rows = [
        (printable(point.edition), day_words(point.day) or "–", str(point.procedures), *_figures(point))
        for point in points
    ]
    rows.append(("", "", *_lines(points)))
    print_table(header, rows, right=(2, 3, 4, 5, 6))


def _print_groups(by: str, found: Sequence[Trend]) -> None:
    words = (N_("Editions"), N_("Procedures"), N_("Papers each"), N_("Days"), N_("Online"), N_("Cost once, đồng"))
    header = [translate(_GROUP_LABELS[by]), *(translate(word) for word in words)]
    rows = []
    for trend in found:
        last = trend.points[-1]
        now = (str(last.procedures), *_figures(last))
        lines = [f"{line} {figure}" for line, figure in zip(_lines(trend.points), now, strict=True)]
        rows.append((printable(trend.name) or "–", str(len(trend.points)), *lines))
    print_table(header, rows, right=(1, 2, 3, 4, 5, 6))


def _figures(point: TrendPoint) -> tuple[str, ...]:
    return (
        _tenths(point.papers),
        _tenths(point.days),
        "–" if point.online is None else f"{point.online:.0%}",
        "–" if point.cost is None else number_words(Decimal(point.cost)),
    )


def _tenths(value: float | None) -> str:
    """A number with one decimal behind a comma."""
    return "–" if value is None else f"{value:.1f}".replace(".", ",")


def _lines(points: Sequence[TrendPoint]) -> tuple[str, ...]:
    return (
        sparkline([point.procedures for point in points]),
        sparkline([point.papers for point in points]),
        sparkline([point.days for point in points]),
        sparkline([point.online for point in points]),
        sparkline([point.cost for point in points]),
    )
