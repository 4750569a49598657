"""`workbench life`: one procedure over all editions: its codes, names, times, papers and fees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import argument, json_option, new_command, option
from workbench.commands.show import CODE_HELP
from workbench.language import N_, ngettext, translate
from workbench.output import print_json, print_table, say
from workbench.problem_sentences import printable
from workbench.rendering.sparklines import sparkline
from workbench.session import WorkSession

if TYPE_CHECKING:
    from fractions import Fraction

    from catalogue.editions import Entry
    from catalogue.lifelines import Lifeline, LifeStage
    from catalogue.store import Store

_LONGEST_NAME = 60
_LONGEST_CODE = 24
_LONGEST_TIME = 32


@new_command(
    "life",
    N_(
        "Show the life of a procedure over all editions.\n\n"
        "It is followed from edition to edition under whatever code and name; “?” marks where nobody has confirmed "
        "that it is the same procedure. The bars below grow with the numbers, times in working days."
    ),
)
@argument("code", metavar=N_("CODE"), help=CODE_HELP)
@option(
    "--edition",
    metavar=N_("NAME"),
    help=N_("In which edition the code stands; the newest one that has it if it is not given."),
)
@json_option
@click.pass_obj
def command(session: WorkSession, code: str, edition: str | None, as_json: bool) -> None:
    """Print the stages of a procedure's life."""
    from catalogue.lifelines import lifeline
    from reviews.pair_book import pair_as_judged

    with session.store() as store:
        life = lifeline(store, _entry(store, code, edition), pair_as_judged)
    if as_json:
        print_json({"stages": [_values(stage) for stage in life.stages], "missing": list(life.missing)})
        return
    _print(life)
    if life.missing:
        said = translate(N_("Not found in: {named}."))
        say(said.format(named=printable(", ".join(life.missing))))
    say(ngettext("{count} edition has it.", "{count} editions have it.", len(life.stages)))


def _entry(store: Store, code: str, edition: str | None) -> Entry:
    """The procedure in the edition that is named, else in the newest one that has it."""
    from catalogue.editions import find_edition, find_entry, list_editions
    from catalogue.problems import Problem, ProblemKind

    newest = find_edition(store, edition)
    editions = [newest] if edition else list_editions(store)
    for one in editions:
        try:
            return find_entry(store, one, code)
        except Problem as problem:
            if problem.kind is not ProblemKind.PROCEDURE_UNKNOWN:
                raise
    raise Problem(ProblemKind.PROCEDURE_UNKNOWN, code=code, edition=newest.name)


def _values(stage: LifeStage) -> dict[str, Any]:
    return {
        "edition": stage.edition,
        "day": stage.day,
        "procedure": stage.address,
        "name": stage.name,
        "time": stage.time,
        "days": _number(stage.days),
        "papers": stage.papers,
        "fee": stage.fee,
        "fees": stage.fees,
        "online": stage.online,
        "in_doubt": stage.in_doubt,
    }


def _number(days: Fraction | None) -> float | None:
    return None if days is None else round(float(days), 2)


def _print(life: Lifeline) -> None:
    header = [
        translate(word)
        for word in (
            N_("Edition"),
            N_("Code"),
            N_("Time limit"),
            N_("Papers"),
            N_("Fee (đồng)"),
            N_("Online"),
            N_("Name"),
        )
    ]
    rows = [
        (
            printable(stage.edition) + (" ?" if stage.in_doubt else ""),
            _short(stage.address, _LONGEST_CODE),
            _short(stage.time, _LONGEST_TIME) or "–",
            "–" if stage.papers is None else str(stage.papers),
            "–" if stage.fee is None else f"{stage.fee:,}".replace(",", "."),
            "✓" if stage.online else "–",
            _short(stage.name, _LONGEST_NAME) if at == 0 or stage.name != life.stages[at - 1].name else "″",
        )
        for at, stage in enumerate(life.stages)
    ]
    stages = life.stages
    rows.append(
        (
            "",
            "",
            sparkline([stage.days for stage in stages]),
            sparkline([stage.papers for stage in stages]),
            sparkline([stage.fee for stage in stages]),
            sparkline([int(stage.online) for stage in stages]),
            "",
        )
    )
    print_table(header, rows, right=(3, 4))


def _short(text: str, most: int) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"
