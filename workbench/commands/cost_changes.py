"""`workbench cost-changes`: why the cost changed between two editions or years, split into causes that add up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import PATH, YEAR, argument, json_option, limit_option, new_command, option
from workbench.language import N_, ngettext, translate
from workbench.output import print_json, print_table, say
from workbench.problem_sentences import printable, printable_within
from workbench.rendering.cost_labels import group_words
from workbench.session import WorkSession

if TYPE_CHECKING:
    from pathlib import Path

    from reviews.cost_changes import CostChange, GroupChange, Side
    from reviews.decomposition import Decomposition

_CAUSES = {
    "rule": N_("Rule"),
    "volume": N_("Volume"),
    "wage": N_("Income"),
    "method": N_("Method"),
    "correction": N_("Data correction"),
}
_GROUPS = ("procedure", "field", "agency", "target-group")
_WIDEST = 40


@new_command(
    "cost-changes",
    N_(
        "Show why the cost changed between two editions, or between two years of one edition.\n\n"
        "The change is split into rule (the records differ), volume, income per hour, method (norms) and data "
        "correction (cells that people entered); the parts add up exactly. OLD and NEW may be the same edition, "
        "with two years."
    ),
)
@argument("old", metavar=N_("OLD"))
@argument("new", metavar=N_("NEW"))
@option("--old-year", type=YEAR, metavar=N_("YEAR"), help=N_("Income and volumes of the old side."))
@option("--new-year", type=YEAR, metavar=N_("YEAR"), help=N_("Income and volumes of the new side."))
@option("--old-norms", type=PATH, metavar=N_("FILE"), help=N_("Norms of the old side, laid out like norms.toml."))
@option("--new-norms", type=PATH, metavar=N_("FILE"), help=N_("Norms of the new side, laid out like norms.toml."))
@option("--by", type=click.Choice(_GROUPS), default="field", show_default=True, help=N_("What makes up a group."))
@limit_option(20, N_("How many groups to print."))
@json_option
@click.pass_obj
def command(
    session: WorkSession,
    old: str,
    new: str,
    old_year: int | None,
    new_year: int | None,
    old_norms: Path | None,
    new_norms: Path | None,
    by: str,
    limit: int,
    as_json: bool,
) -> None:
    """Read both sides and print the parts."""
    from catalogue.editions import find_edition
    from reviews.cost_changes import change_by, change_of, regrouped, side_by_side
    from reviews.pair_book import pair_as_judged

    with session.store() as store:
        before = _side(store, find_edition(store, old), old_year, old_norms, False)
        after = _side(store, find_edition(store, new), new_year, new_norms, True)
        same = before.edition.id == after.edition.id
        pairing = None if same else pair_as_judged(store, before.edition, after.edition)
        changes = list(side_by_side(store, before, after, pairing))
    whole, groups = change_of(changes), change_by(changes, _grouping(by))
    unknown = sum(not (one.before.cases or one.after.cases) for one in changes)
    by_year = bool(before.basis.volumes or after.basis.volumes)
    several = regrouped(pairing)
    if as_json:
        told = {"without_volume": unknown, "splits_and_mergers": several}
        print_json(_values(before, after, by, by_year, whole, groups) | told)
    else:
        _print(before, after, by, by_year, whole, groups, limit)
        if several:
            click.echo(_regrouped_words(several, by_year))
        if unknown:
            said = translate(N_("{count} procedures have no volume and count nothing."))
            click.echo(said.format(count=unknown))


def _regrouped_words(several: int, by_year: bool) -> str:
    if by_year:
        return ngettext(
            "{count} split or merger: its parts stand against the whole, each with its part of the cases.",
            "{count} splits and mergers: their parts stand against the whole, each with its part of the cases.",
            several,
        )
    return ngettext(
        "{count} split or merger: the first parts stand against each other, the others count as new or gone.",
        "{count} splits and mergers: the first parts stand against each other, the others count as new or gone.",
        several,
    )


def _side(store: Any, edition: Any, year: int | None, norms: Path | None, corrected: bool) -> Side:
    from reviews.cost_changes import Side
    from reviews.cost_draft import DraftRules
    from reviews.costed_edition import read_basis
    from reviews.income import income_of
    from reviews.norms import read_norms

    rules = DraftRules() if norms is None else DraftRules(read_norms(norms.expanduser()))
    return Side(edition, read_basis(store, income_of(year), rules), corrected)


def _grouping(by: str) -> Callable[[CostChange], str]:
    from reviews.scenario import agency_of, target_group_of

    return {
        "procedure": lambda one: one.address,
        "field": lambda one: one.procedure.field,
        "agency": lambda one: agency_of(one.procedure),
        "target-group": lambda one: target_group_of(one.procedure),
    }[by]


def _values(
    before: Side, after: Side, by: str, by_year: bool, whole: Decomposition, groups: Sequence[GroupChange]
) -> dict[str, Any]:
    return {
        "old": {"edition": before.edition.name, "income_year": before.basis.income.year},
        "new": {"edition": after.edition.name, "income_year": after.basis.income.year},
        "cost_of": "year" if by_year else "once",
        "by": by,
        "whole": _parts(whole),
        "groups": [{"group": one.group, "procedures": one.procedures} | _parts(one.change) for one in groups],
    }


def _parts(found: Decomposition) -> dict[str, Any]:
    parts = {cause.value: found.parts[cause] for cause in found.parts}
    return {"before": found.before, "after": found.after, "change": found.change, "parts": parts}


def _print(
    before: Side, after: Side, by: str, by_year: bool, whole: Decomposition, groups: Sequence[GroupChange], limit: int
) -> None:
    sides = [f"{printable(side.edition.name)} ({side.basis.income.year})" for side in (before, after)]
    click.echo(" → ".join(sides))
    click.echo(translate(N_("Cost of a year, đồng") if by_year else N_("Cost of doing each once, đồng")))
    labels = (N_("Group"), N_("Before"), N_("After"), N_("Change"), *_CAUSES.values())
    header = [translate(label) for label in labels]
    rows = [_row(printable_within(group_words(by, one.group), _WIDEST), one.change) for one in groups[:limit]]
    rows.append(_row(translate(N_("Together")), whole))
    print_table(header, rows, right=range(1, len(header)))
    if len(groups) > limit:
        said = translate(N_("{shown} of {count} groups; --limit prints more."))
        say(said.format(shown=limit, count=len(groups)))


def _row(words: str, found: Decomposition) -> list[str]:
    from reviews.cost_words import dong

    parts = {cause.value: part for cause, part in found.parts.items()}
    return [words, dong(found.before), dong(found.after), dong(found.change), *(dong(parts[name]) for name in _CAUSES)]
