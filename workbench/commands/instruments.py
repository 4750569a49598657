"""`workbench instruments`: the fewest laws, decrees and circulars to amend so that costs fall by a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import YEAR, edition_option, json_option, new_command, option
from workbench.language import N_, ngettext, translate
from workbench.output import print_json, print_table, say
from workbench.problem_sentences import printable, printable_within
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.editions import Edition
    from catalogue.store import Store
    from reviews.instruments_to_amend import AmendmentPlan, MarkSaving
    from reviews.marks import Mark

_WIDEST = 70


@new_command(
    "instruments",
    N_(
        "Find the fewest laws, decrees and circulars to amend so that costs fall by a target.\n\n"
        "A mark becomes possible only when all instruments are amended that its article names. Costs are those of a "
        "year of the procedures whose volume is known; where none is known, of doing each procedure once. Marks that "
        "name no instrument are listed apart and not counted."
    ),
)
@option("--target", default="30", show_default=True, metavar=N_("PERCENT"), help=N_("By how much costs are to fall."))
@option(
    "--of",
    "scope",
    type=click.Choice(["edition", "marked"]),
    default="edition",
    show_default=True,
    help=N_("Of which costs: those of the whole edition, or of the marked procedures only."),
)
@option("--field", metavar=N_("WORDS"), help=N_("Only procedures whose field holds these words."))
@option("--income-year", type=YEAR, metavar=N_("YEAR"), help=N_("The year whose income prices an hour."))
@edition_option
@json_option
@click.pass_obj
def command(
    session: WorkSession,
    target: str,
    scope: str,
    field: str | None,
    income_year: int | None,
    edition: str | None,
    as_json: bool,
) -> None:
    """Work out what every mark saves and which instruments it needs, and choose."""
    from catalogue.editions import find_edition
    from reviews.cost_entry import read_percent
    from reviews.income import income_of

    percent = read_percent(target, "--target")
    income = income_of(income_year)
    with session.store() as store:
        looked_at = find_edition(store, edition)
        plan, marks, once = _plan(store, looked_at, percent, scope, field, income)
        titles = _titles(store, looked_at)
    if as_json:
        print_json(_values(looked_at, plan, percent, once, titles, marks))
    else:
        _print(plan, percent, once, titles, marks)


def _plan(
    store: Store, edition: Edition, percent: Any, scope: str, field: str | None, income: Any
) -> tuple[AmendmentPlan, dict[int, Mark], bool]:
    from catalogue.laws import cited_bases
    from catalogue.problems import Problem, ProblemKind
    from catalogue.text import fold
    from reviews.cost_words import rounded
    from reviews.costed_edition import costed_procedures, read_basis
    from reviews.instruments_to_amend import mark_savings, plan_amendments, titled_acts
    from reviews.marks import list_marks

    standing: dict[str, list[Mark]] = {}
    for mark in list_marks(store, edition.name):
        standing.setdefault(mark.address, []).append(mark)
    basis = read_basis(store, income)
    wanted = fold(field or "")
    costed = [
        one
        for one in costed_procedures(store, edition, basis, standing if scope == "marked" else None)
        if wanted in fold(one.procedure.field)
    ]
    once = all(one.table.subjects is None for one in costed)
    # Each procedure's cost in whole đồng, so that sums are those of what the documents print.
    today = sum(rounded(one.table.cost_once if once else one.table.cost_year or 0) for one in costed)
    if not today:
        raise Problem(ProblemKind.NO_COST_TO_CUT, edition=edition.name)
    chosen = {one.address for one in costed}
    acts = titled_acts(cited_bases(store, edition))
    savings = mark_savings([one for one in costed if one.address in standing], standing, basis.rules, once, acts)
    marks = {mark.id: mark for address in chosen & standing.keys() for mark in standing[address]}
    return plan_amendments(savings, today, percent), marks, once


def _titles(store: Store, edition: Edition) -> dict[str, str]:
    from catalogue.laws import instruments_of

    titles: dict[str, str] = {}
    for cited in instruments_of(store, edition):
        titles.setdefault(cited.instrument.number, cited.instrument.title)
    return titles


def _values(
    edition: Edition, plan: AmendmentPlan, target: Any, once: bool, titles: dict[str, str], marks: dict[int, Mark]
) -> dict[str, Any]:
    from reviews.cost_words import decimal_of, rounded

    def told(ids: tuple[int, ...]) -> list[dict[str, Any]]:
        return [
            {"mark": one, "code": marks[one].address, "element": marks[one].element, "article": marks[one].article}
            for one in ids
        ]

    return {
        "edition": edition.name,
        "target_percent": str(decimal_of(target, 2)),
        "cost": "once" if once else "year",
        "today": rounded(plan.today),
        "goal": rounded(plan.goal),
        "reached": plan.found.reached,
        "exact": plan.found.exact,
        "at_least": plan.found.at_least,
        "saving": rounded(plan.found.gain),
        "percent": None if plan.percent is None else str(decimal_of(plan.percent, 2)),
        "possible": rounded(plan.possible),
        "instruments": [
            {
                "number": share.number,
                "title": titles.get(share.number, ""),
                "authority": share.authority,
                "saving": rounded(share.saving),
                "marks": told(share.marks),
            }
            for share in plan.instruments
        ],
        "authorities": [
            {"authority": share.authority, "instruments": list(share.instruments), "saving_alone": rounded(share.alone)}
            for share in plan.authorities
        ],
        "no_change_named": [
            {"mark": one.mark, "code": one.address, "saving": rounded(one.saving)} for one in plan.unnamed
        ],
        "marks_saving_nothing": plan.negligible,
    }


def _print(plan: AmendmentPlan, target: Any, once: bool, titles: dict[str, str], marks: dict[int, Mark]) -> None:
    from reviews.cost_words import dong, percent

    said = N_("Cost today, doing each once: {cost} đồng; to save: {goal} đồng ({target})")
    if not once:
        said = N_("Cost of a year today: {cost} đồng; to save: {goal} đồng ({target})")
    click.echo(translate(said).format(cost=dong(plan.today), goal=dong(plan.goal), target=percent(target)))
    found = plan.found
    if not found.reached:
        said = N_("Not within reach: all marks that name an instrument save {cost} đồng ({share}).")
        click.echo(translate(said).format(cost=dong(plan.possible), share=percent(plan.percent)))
    elif found.exact:
        said = N_("Smallest set: {count} instruments save {cost} đồng ({share}); no smaller set reaches the target.")
        words = translate(said)
        click.echo(words.format(count=len(found.parts), cost=dong(found.gain), share=percent(plan.percent)))
    else:
        said = N_(
            "Chosen greedily: {count} instruments save {cost} đồng ({share}); at least {least} are needed in any case."
        )
        words = translate(said)
        share = percent(plan.percent)
        click.echo(words.format(count=len(found.parts), cost=dong(found.gain), share=share, least=found.at_least))
    for authority in plan.authorities:
        click.echo()
        name = authority.authority or translate(N_("Who may amend is not known"))
        said = N_("{authority}: {count} instruments, alone {cost} đồng")
        words = translate(said)
        click.echo(
            words.format(authority=printable(name), count=len(authority.instruments), cost=dong(authority.alone))
        )
        rows = [
            [
                share.number,
                dong(share.saving),
                ", ".join(f"[{one}] {marks[one].address}" for one in share.marks),
                printable_within(titles.get(share.number, ""), _WIDEST),
            ]
            for share in plan.instruments
            if share.authority == authority.authority
        ]
        header = [translate(word) for word in (N_("Number"), N_("Saves"), N_("Marks"), N_("Title"))]
        print_table(header, rows, right=(1,))
    if plan.unnamed:
        click.echo()
        _print_unnamed(plan.unnamed)


def _print_unnamed(unnamed: tuple[MarkSaving, ...]) -> None:
    from reviews.cost_words import dong

    click.echo(ngettext("No legal change named: {count} mark", "No legal change named: {count} marks", len(unnamed)))
    ranked = sorted(unnamed, key=lambda one: (-one.saving, one.mark))
    header = [translate(word) for word in (N_("Mark"), N_("Code"), N_("Saves"))]
    print_table(header, [[str(one.mark), one.address, dong(one.saving)] for one in ranked], right=(0, 2))
    advice = N_("Name an article with the number of its instrument by “workbench mark … --article” so that they count.")
    say(translate(advice))
