"""`workbench promises`: of each decided proposal, what a later edition shows, and how many were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import argument, json_option, new_command, option
from workbench.language import N_, day_words, ngettext, translate
from workbench.output import print_json, print_table, say
from workbench.problem_sentences import printable
from workbench.rendering.comparison_labels import SET_BY_LABELS, STATE_LABELS, VERDICT_LABELS, VERDICT_SIGNS
from workbench.session import WorkSession

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviews.promises import Promise, PromiseTotal

_GROUPS = ("agency", "year", "field")
_GROUP_LABELS = {"agency": N_("Handling agency"), "year": N_("Year"), "field": N_("Field")}


@new_command(
    "promises",
    N_(
        "Show what became of the proposals that were decided.\n\n"
        "“workbench state” says which were. With one edition, the marks of all editions before it are looked up in it; "
        "with two, those of the older one. The rate is the share of what can be judged that is done."
    ),
)
@argument("editions", nargs=-1, required=True, metavar=N_("[OLD] NEW"), help=N_("The older and the newer edition."))
@option(
    "--by",
    type=click.Choice(_GROUPS),
    default="agency",
    show_default=True,
    help=N_("Count by agency, by the year of the decision, or by field."),
)
@json_option
@click.pass_obj
def command(session: WorkSession, editions: tuple[str, ...], by: str, as_json: bool) -> None:
    """Print the promises with their verdicts, and their totals."""
    from catalogue.editions import find_edition
    from reviews.promises import promise_total, promise_totals, promises

    if len(editions) > 2:
        raise click.UsageError(translate(N_("Name one edition or two.")))
    with session.store() as store:
        new = find_edition(store, editions[-1])
        old = find_edition(store, editions[0]) if len(editions) == 2 else None
        found = promises(store, new, old)
    total, totals = promise_total(found), promise_totals(found, by)
    if as_json:
        print_json(
            {
                "promises": [_values(promise) for promise in found],
                "total": _total_values(total),
                "by": by,
                "groups": [{"name": group.name} | _total_values(group) for group in totals],
            }
        )
        return
    if found:
        _print_totals(by, totals, total)
        click.echo()
    for promise in found:
        click.echo("\n".join(_promise_lines(promise)))
    say(ngettext("{count} promise.", "{count} promises.", len(found)))


def _values(promise: Promise) -> dict[str, Any]:
    one = promise.carried
    return {
        "mark": one.mark.id,
        "edition": one.mark.edition,
        "procedure": one.mark.address,
        "element": one.mark.element,
        "text": one.mark.element_text,
        "action": one.mark.action,
        "target": one.mark.target,
        "verdict": promise.verdict.value,
        "outcome": one.shown.value,
        "now": one.place.element.text if one.place else None,
        "instruments": list(one.instruments),
        "causes": [cause.value for cause in one.causes],
        "agency": promise.agency,
        "field": promise.field,
        "year": promise.year,
        "life": [
            {
                "state": step.state.value,
                "day": step.day,
                "who": step.who,
                "by": step.by.value,
                "edition": step.edition,
                "reason": step.reason,
            }
            for step in promise.life.steps
        ],
    }


def _total_values(total: PromiseTotal) -> dict[str, Any]:
    rate = None if total.rate is None else round(total.rate, 4)
    counts = {verdict.value: count for verdict, count in total.counts.items()}
    return {"promises": total.promises, "rate": rate} | counts


def _print_totals(by: str, totals: Sequence[PromiseTotal], everything: PromiseTotal) -> None:
    words = (N_("Promises"), *VERDICT_LABELS.values(), N_("Rate"))
    header = [translate(_GROUP_LABELS[by]), *(translate(word) for word in words)]
    rows = [_total_row(printable(total.name) or "–", total) for total in totals]
    rows.append(_total_row(translate(N_("All")), everything))
    print_table(header, rows, right=range(1, len(header)))


def _total_row(name: str, total: PromiseTotal) -> list[str]:
    rate = "–" if total.rate is None else f"{total.rate:.0%}"
    return [name, str(total.promises), *(str(count) for count in total.counts.values()), rate]


def _promise_lines(promise: Promise) -> Iterator[str]:
    from workbench.rendering.mark_text import mark_lines

    one = promise.carried
    first, text = mark_lines(one.mark)
    verdict = promise.verdict.value
    yield f"{VERDICT_SIGNS[verdict]} {translate(VERDICT_LABELS[verdict])}  {first}"
    yield text
    if one.place is not None:
        words = " ".join(one.place.element.text.split())
        yield printable(f"    → {one.place.entry.address} {one.place.element.address} “{words}”")
    step = promise.life.steps[-1]
    how = translate(SET_BY_LABELS[step.by.value])
    yield printable(f"    {translate(STATE_LABELS[step.state.value])} · {day_words(step.day)} · {step.who} · {how}")
    if one.instruments:
        yield "    " + printable(
            translate(N_("Legal bases that came: {named}")).format(named="; ".join(one.instruments))
        )
