"""`workbench scenario`: named sets of marks, kept, and what the catalogue costs with each of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import (
    YEAR,
    argument,
    edition_option,
    json_option,
    limit_option,
    new_command,
    option,
)
from workbench.language import N_, translate
from workbench.output import print_json, print_table, say
from workbench.problem_sentences import printable, printable_within
from workbench.rendering.cost_labels import group_words, stamp
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.store import Store
    from reviews.ripple import Ripple
    from reviews.scenario import GroupComparison, Scenario, ScenarioCost
    from reviews.scenario_book import NamedScenario
    from workbench.compared_scenarios import ComparedScenarios

_GROUPINGS = ("procedure", "field", "agency", "target-group")
_ACTIONS = ("remove", "replace", "reduce", "merge")
_WIDEST = 50
_LONGEST_NAME = 100
_MOST_ASKERS = 4


@new_command(
    "scenario",
    N_(
        "Keep named sets of marks, and compare what they save.\n\n"
        "With a NAME and a filter (or --all) it keeps which marks belong to the scenario, those made later included; "
        "with one or more NAMES alone it shows today and each scenario side by side; without any it lists what is "
        "kept. --ripple adds what papers that are no longer asked for save at the procedures that issue them."
    ),
)
@argument("names", nargs=-1, metavar=N_("[NAME]..."))
@option("--author", "authors", multiple=True, metavar=N_("NAME"), help=N_("Marks of this reviewer."))
@option("--field", "fields", multiple=True, metavar=N_("WORDS"), help=N_("Marks in fields that hold these words."))
@option("--agency", "agencies", multiple=True, metavar=N_("WORDS"), help=N_("Marks at agencies that hold these words."))
@option("--action", "actions", multiple=True, type=click.Choice(_ACTIONS), help=N_("Marks that propose this."))
@option("--code", "codes", multiple=True, metavar=N_("CODE"), help=N_("Marks on this procedure."))
@option("--all", "everything", is_flag=True, help=N_("Every mark."))
@option("--online", metavar=N_("PERCENT"), help=N_("Let this share of the applicants deal online."))
@option("--delete", is_flag=True, help=N_("Keep the scenario no longer; undo brings it back."))
@option(
    "--by",
    type=click.Choice(_GROUPINGS),
    default="field",
    show_default=True,
    help=N_("Into which groups the comparison is divided."),
)
@option(
    "--of",
    "scope",
    type=click.Choice(["marked", "edition"]),
    default="marked",
    show_default=True,
    help=N_("Which procedures are compared: those that carry marks, or the whole edition."),
)
@option("--ripple", "with_ripple", is_flag=True, help=N_("Add what is saved at the procedures that issue papers."))
@option("--income-year", type=YEAR, metavar=N_("YEAR"), help=N_("The year whose income prices an hour."))
@limit_option(20, N_("How many groups to print, those that save most first."))
@edition_option
@json_option
@click.pass_obj
def command(
    session: WorkSession,
    names: tuple[str, ...],
    authors: tuple[str, ...],
    fields: tuple[str, ...],
    agencies: tuple[str, ...],
    actions: tuple[str, ...],
    codes: tuple[str, ...],
    everything: bool,
    online: str | None,
    delete: bool,
    by: str,
    scope: str,
    with_ripple: bool,
    income_year: int | None,
    limit: int,
    edition: str | None,
    as_json: bool,
) -> None:
    """Keep, drop, list or compare scenarios."""
    from catalogue.editions import find_edition, find_entry
    from reviews.scenario_book import MarkFilter, find_scenarios, kept_scenarios
    from workbench.compared_scenarios import ComparedScenarios

    keeping = bool(authors or fields or agencies or actions or codes or everything or online)
    if (keeping or delete) and (len(names) != 1 or (keeping and delete)):
        raise click.UsageError(translate(N_("Name exactly one scenario to keep or to delete.")))
    if keeping and not 0 < len(" ".join(names[0].split())) <= _LONGEST_NAME:
        raise click.UsageError(translate(N_("A scenario needs a name of 1 to 100 letters.")))
    with session.store() as store:
        if delete:
            _drop(session, store, find_scenarios(store, names)[0])
        elif keeping:
            looked_at = find_edition(store, edition)
            addresses = tuple(find_entry(store, looked_at, code).address for code in codes)
            _keep(
                session,
                store,
                printable(" ".join(names[0].split())),
                MarkFilter(authors, fields, agencies, actions, addresses),
                online,
            )
        elif names:
            found = find_scenarios(store, names)
            compared = ComparedScenarios(store, find_edition(store, edition), found, scope, income_year, with_ripple)
            if as_json:
                print_json(_values(compared, by))
            else:
                _print(compared, by, limit)
            return
        if as_json or not keeping:
            _list(kept_scenarios(store), as_json)


def _keep(session: WorkSession, store: Store, name: str, chosen: Any, online: str | None) -> None:
    from reviews.cost_entry import read_percent
    from reviews.judgements import JudgementBook
    from reviews.scenario_book import NamedScenario, keep_scenario

    share = None if online is None else read_percent(online, "--online") / 100
    keep_scenario(JudgementBook(store, session.who), NamedScenario(name, chosen, share))
    say(translate(N_("Scenario kept: {scenario}")).format(scenario=printable(name)))


def _drop(session: WorkSession, store: Store, scenario: NamedScenario) -> None:
    from reviews.judgements import JudgementBook
    from reviews.scenario_book import drop_scenario

    drop_scenario(JudgementBook(store, session.who), scenario)
    say(translate(N_("Scenario no longer kept: {scenario}")).format(scenario=printable(scenario.name)))


def _list(scenarios: Sequence[NamedScenario], as_json: bool) -> None:
    from dataclasses import asdict

    from reviews.cost_words import number

    if as_json:
        print_json(
            [
                {"name": one.name, "who": one.who, "online": None if one.online is None else str(one.online)}
                | asdict(one.filter)
                for one in scenarios
            ]
        )
        return
    header = [translate(word) for word in (N_("Scenario"), N_("By"), N_("Online"), N_("Marks"))]
    rows = [
        [
            printable(one.name),
            printable(one.who),
            "" if one.online is None else f"{number(100 * one.online)} %",
            printable("; ".join(word for words in asdict(one.filter).values() for word in words))
            or translate(N_("all of them")),
        ]
        for one in scenarios
    ]
    print_table(header, rows)


def _values(compared: ComparedScenarios, by: str) -> dict[str, Any]:
    whole = compared.whole()
    saved = [compared.ripple_by(by, at) for at in range(len(compared.scenarios))]
    return {
        "edition": compared.edition.name,
        "by": by,
        "income_year": compared.basis.income.year,
        "scenarios": [
            {"name": one.name, "marks": sum(len(marks) for marks in one.marks.values())} for one in compared.scenarios
        ],
        "groups": [_group_values(group, compared.scenarios, saved) for group in compared.groups(by)],
        "whole": None if whole is None else _group_values(whole, compared.scenarios, []),
        "ripple": {
            scenario.name: _ripple_values(ripple)
            for scenario, ripple in zip(compared.scenarios, compared.ripples, strict=False)
        },
    }


def _group_values(
    group: GroupComparison, scenarios: Sequence[Scenario], saved: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    from reviews.cost_words import decimal_of, rounded

    found = []
    for at, scenario in enumerate(scenarios):
        percent = group.percent(at)
        values: dict[str, Any] = {"name": scenario.name} | _cost_values(group.scenarios[at])
        values["percent"] = None if percent is None else str(decimal_of(percent, 2))
        if saved and group.group in saved[at]:
            values["ripple_saving"] = rounded(saved[at][group.group])
        found.append(values)
    return {
        "group": group.group,
        "procedures": group.procedures,
        "without_volume": group.without_volume,
        "today": _cost_values(group.today),
        "scenarios": found,
    }


def _cost_values(cost: ScenarioCost) -> dict[str, Any]:
    from reviews.cost_table import sum_values
    from reviews.cost_words import decimal_of

    return {
        "once": sum_values(cost.once),
        "year": sum_values(cost.year),
        "online_percent": str(decimal_of(100 * cost.channels.online, 2)),
        "direct_percent": str(decimal_of(100 * cost.channels.direct, 2)),
        "provisional": cost.provisional,
    }


def _ripple_values(ripple: Ripple) -> dict[str, Any]:
    from reviews.cost_table import sum_values
    from reviews.cost_words import decimal_of, rounded

    def span(found: Any, scale: Any = 1) -> list[str] | None:
        return (
            None
            if found is None
            else [str(decimal_of(end * scale, 2)) for end in (found.low, found.middle, found.high)]
        )

    from fractions import Fraction

    hour = Fraction(1, 60)
    return {
        "saving": sum_values(ripple.saving),
        "low": rounded(ripple.low),
        "high": rounded(ripple.high),
        "office_hours": span(ripple.office_minutes, hour),
        "issuers": [
            {
                "code": one.issuer,
                "part_percent": span(one.part, 100),
                "cases": span(one.cases),
                "office_hours": span(one.office_minutes, hour),
                "saving": sum_values(one.saving),
                "from": [
                    {"code": inflow.asker, "papers": list(inflow.papers), "part_percent": span(inflow.part, 100)}
                    for inflow in one.inflows
                ],
            }
            for one in ripple.issuers
        ],
        "cycles_cut": [{"asker": asker, "issuer": issuer} for asker, issuer in ripple.cut],
    }


def _print(compared: ComparedScenarios, by: str, limit: int) -> None:
    from reviews.cost_words import number

    whole = compared.whole()
    if whole is None:
        say(translate(N_("No procedure carries marks; there is nothing to compare.")))
        return
    by_year = whole.without_volume < whole.procedures
    click.echo(translate(N_("Cost of a year, đồng") if by_year else N_("Cost of doing each once, đồng")))
    header = [translate(N_("Group")), translate(N_("Procedures")), translate(N_("Today"))]
    for scenario in compared.scenarios:
        header += [printable(scenario.name), "%"]
    groups = sorted(compared.groups(by), key=lambda one: -max(_saved(one, by_year), default=0))
    rows = [_row(group_words(by, group.group), group, by_year) for group in groups[:limit]]
    rows.append(_row(translate(N_("Together")), whole, by_year))
    print_table(header, rows, right=range(1, len(header)))
    if len(groups) > limit:
        say(translate(N_("{shown} of {count} groups; --limit prints more.")).format(shown=limit, count=len(groups)))
    words = translate(N_("{name}: {online} % online, {direct} % in person"))
    for name, cost in [(translate(N_("Today")), whole.today)] + [
        (printable(scenario.name), whole.scenarios[at]) for at, scenario in enumerate(compared.scenarios)
    ]:
        shares = cost.channels
        said = words.format(name=name, online=number(100 * shares.online), direct=number(100 * shares.direct))
        click.echo(said + stamp(cost.provisional))
    if by_year and whole.without_volume:
        said = translate(N_("{count} procedures have no volume and count nothing."))
        click.echo(said.format(count=whole.without_volume))
    for scenario, ripple in zip(compared.scenarios, compared.ripples, strict=False):
        click.echo()
        _print_ripple(scenario.name, ripple, limit)


def _cost(cost: ScenarioCost, by_year: bool) -> Any:
    return (cost.year if by_year else cost.once).total


def _saved(group: GroupComparison, by_year: bool) -> list[Any]:
    today = _cost(group.today, by_year)
    return [today - _cost(one, by_year) for one in group.scenarios]


def _row(words: str, group: GroupComparison, by_year: bool) -> list[str]:
    from reviews.cost_words import dong, percent

    cells = [printable_within(words, _WIDEST), str(group.procedures), dong(_cost(group.today, by_year))]
    for at, one in enumerate(group.scenarios):
        cells += [dong(_cost(one, by_year)), percent(group.percent(at))]
    return cells


def _askers(codes: Sequence[str]) -> str:
    """The first few of the procedures behind a saving, and how many more there are."""
    first = ", ".join(codes[:_MOST_ASKERS])
    if len(codes) <= _MOST_ASKERS:
        return first
    return translate(N_("{codes} and {count} more")).format(codes=first, count=len(codes) - _MOST_ASKERS)


def _print_ripple(name: str, ripple: Ripple, limit: int) -> None:
    from reviews.cost_words import dong, hours, percent

    said = translate(N_("Ripple of {name}: {saving} đồng a year ({low}–{high}), {hours} hours of the agencies"))
    click.echo(
        said.format(
            name=printable(name),
            saving=dong(ripple.saving.total),
            low=dong(ripple.low),
            high=dong(ripple.high),
            hours=hours(ripple.office_minutes.middle),
        )
    )
    # Where volumes are not known nothing more can be said of the issuers further on.
    told = [one for one in ripple.issuers if one.part.middle or one.saving is not None]
    rows = []
    for one in sorted(told, key=lambda found: -(found.saving.total if found.saving else 0))[:limit]:
        share = f"{percent(100 * one.part.middle)} ({percent(100 * one.part.low)}–{percent(100 * one.part.high)})"
        saving = translate(N_("not known")) if one.saving is None else dong(one.saving.total)
        rows.append([one.issuer, share, saving, _askers(list(dict.fromkeys(inflow.asker for inflow in one.inflows)))])
    if rows:
        header = [
            translate(word) for word in (N_("Issued by"), N_("Cases that stay away"), N_("Saves"), N_("Because of"))
        ]
        print_table(header, rows, right=(1, 2))
    if len(ripple.issuers) > len(told):
        said = translate(
            N_("{count} further procedures may be reached; their volumes, or their askers', are not known.")
        )
        click.echo(said.format(count=len(ripple.issuers) - len(told)))
    if ripple.cut:
        said = translate(
            N_("Cycles cut at {count} places, as from {asker} back to {issuer}; --json names all of them.")
        )
        asker, issuer = ripple.cut[0]
        click.echo(said.format(count=len(ripple.cut), asker=asker, issuer=issuer))
