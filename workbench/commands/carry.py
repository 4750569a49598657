"""`workbench carry`: what becomes of the marks of an older edition in a newer one, and carrying them over."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import click

from reviews.actions import MarkAction
from workbench.action_words import ActionWord
from workbench.command_line import Option, WholeNumber, argument, json_option, new_command, option
from workbench.language import N_, ngettext, translate
from workbench.output import print_json, say
from workbench.problem_sentences import printable
from workbench.rendering.comparison_labels import CAUSE_LABELS, OUTCOME_LABELS, SETTLEMENT_LABELS
from workbench.session import WorkSession

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from catalogue.editions import Edition
    from catalogue.store import Store
    from reviews.carried_volumes import MovedVolumes
    from reviews.carrying import Carried
    from reviews.marks import Judgement

_SETTLEMENTS = ("keep", "edit", "drop", "seen")


@new_command(
    "carry",
    N_(
        "Carry the marks of an older edition to a newer one.\n\n"
        "Without an option it only lists what becomes of each mark. --apply writes those whose element is the same "
        "into the newer edition; the others wait until a person settles them with --settle: “keep” the mark as it "
        "is, “edit” it (with --to, --action, --reason), “drop” it, or “seen” where the newer edition does what it "
        "proposes. Volumes of a procedure that got another code follow it there. The older edition keeps its marks, "
        "and “workbench undo” takes a step back."
    ),
)
@argument("old", metavar=N_("OLD"), help=N_("The name of the older edition."))
@argument("new", metavar=N_("NEW"), help=N_("The name of the newer edition."))
@option("--apply", "applied", is_flag=True, help=N_("Write the marks that stay into the newer edition."))
@click.option(
    "--settle",
    cls=Option,
    type=(WholeNumber(), click.Choice(_SETTLEMENTS)),
    default=None,
    metavar=N_("NUMBER HOW"),
    help=N_("Settle one mark: keep, edit, drop or seen."),
)
@option(
    "--action",
    type=ActionWord(),
    help=N_("With “edit”: what to propose instead."),
)
@option("--to", "target", metavar=N_("TARGET"), help=N_("With “edit”: towards what instead."))
@option("--article", metavar=N_("TEXT"), help=N_("With “edit”: the article and instrument to amend instead."))
@option(
    "--reason", default="", metavar=N_("TEXT"), help=N_("Why it is settled so; with “edit” also the mark's reason.")
)
@json_option
@click.pass_obj
def command(
    session: WorkSession,
    old: str,
    new: str,
    applied: bool,
    settle: tuple[int, str] | None,
    action: str | None,
    target: str | None,
    article: str | None,
    reason: str,
    as_json: bool,
) -> None:
    """List what becomes of marks, write those that stay, or settle one."""
    from functools import cache

    from catalogue.editions import find_edition
    from reviews.carried_volumes import keep_moved, moved_volumes
    from reviews.carry_book import apply_carried, carried_marks
    from reviews.pair_book import pair_as_judged

    if applied and settle:
        raise click.UsageError(translate(N_("Give either --apply or --settle, not both.")))
    if (action or target or article) and not (settle and settle[1] == "edit"):
        raise click.UsageError(translate(N_("--action, --to and --article go with --settle NUMBER edit.")))
    with session.store() as store:
        before, after = find_edition(store, old), find_edition(store, new)
        # Nothing that is applied or settled changes a pair, so that editions are paired once.
        pair_once = cache(pair_as_judged)
        found = carried_marks(store, before, after, pair_once)
        written = seen = 0
        moved = moved_volumes(store, before, after, pair_once)
        if applied:
            if moved:
                keep_moved(store, session.who, after, moved)
            written, seen = apply_carried(store, session.who, after, found)
        if settle:
            edit = {"action": action, "target": target, "article": article, "reason": reason}
            _settle(store, session.who, after, found, settle, {key: value for key, value in edit.items() if value})
        if applied or settle:
            found = carried_marks(store, before, after, pair_once)
    if as_json:
        print_json([_values(one) for one in found])
    else:
        for one in found:
            click.echo("\n".join(carried_lines(one)))
    if applied:
        say(
            ngettext(
                "{count} mark written into the newer edition.", "{count} marks written into the newer edition.", written
            )
        )
        if seen:
            say(ngettext("{count} mark seen by an exact match.", "{count} marks seen by an exact match.", seen))
    _say_what_waits(found)
    if moved:
        _say_what_moves(moved, applied)


def _say_what_moves(moved: Sequence[MovedVolumes], applied: bool) -> None:
    from workbench.rendering.mark_text import codes_moved, volumes_followed

    said = N_("With --apply volumes follow their procedures to the new code: {codes}.")
    say(printable(volumes_followed(moved) if applied else translate(said).format(codes=codes_moved(moved))))


def _say_what_waits(found: Sequence[Carried]) -> None:
    if not found:
        say(translate(N_("The older edition has no marks to carry.")))
        return
    waiting = sum(not one.settled for one in found)
    say(
        ngettext(
            "{count} mark waits to be carried or settled.", "{count} marks wait to be carried or settled.", waiting
        )
    )


def _settle(
    store: Store, who: str, new: Edition, found: Sequence[Carried], asked: tuple[int, str], edit: dict[str, str]
) -> None:
    from catalogue.problems import Problem, ProblemKind
    from reviews.carry_book import Settlement, settle

    number, how = asked
    one = next((one for one in found if one.mark.id == number), None)
    if one is None:
        raise Problem(ProblemKind.MARK_NOT_CARRIED, mark=number, edition=new.name)
    judgement = _edited(one.mark.judgement, edit) if how == "edit" else None
    settle(store, who, new, one, Settlement(how), judgement, edit.get("reason", ""))


def _edited(judgement: Judgement, edit: dict[str, str]) -> Judgement:
    return replace(
        judgement,
        action=MarkAction(edit.get("action", judgement.action)),
        target=edit.get("target", judgement.target),
        article=edit.get("article", judgement.article),
        reason=edit.get("reason", judgement.reason),
        reason_code="" if "reason" in edit else judgement.reason_code,
    )


def _values(one: Carried) -> dict[str, Any]:
    """One carried mark as the documented JSON value."""
    change = one.change
    return {
        "mark": asdict(one.mark),
        "outcome": one.outcome.value,
        "shown": one.shown.value,
        "old": {"procedure": one.mark.address, "element": one.mark.element, "text": one.mark.element_text},
        "new": None
        if one.place is None
        else {
            "procedure": one.place.entry.address,
            "element": one.place.element.address,
            "text": one.place.element.text,
        },
        "change": None
        if change is None
        else {
            "part": change.part.value,
            "kind": change.kind.value,
            "old": change.old,
            "new": change.new,
            "burden": change.burden.value,
            "wording_only": change.wording_only,
            "reasons": [reason.value for reason in change.reasons],
        },
        "instruments": list(one.instruments),
        "causes": [cause.value for cause in one.causes],
        "conflict_with": one.rival.id if one.rival else None,
        "settled": one.settled or None,
    }


def carried_lines(one: Carried) -> Iterator[str]:
    """Yield what becomes of a mark: the mark, what the newer edition shows with both texts, and why."""
    from reviews.sentences import quotation
    from workbench.rendering.mark_text import mark_lines

    known = translate(SETTLEMENT_LABELS[one.settled]) if one.settled else translate(OUTCOME_LABELS[one.outcome.value])
    first, text = mark_lines(one.mark)
    yield f"{first}  → {known}"
    place = one.place
    if place is not None and one.outcome.value == "stays":
        yield printable(f"    = {place.entry.address} {place.element.address}")
    else:
        yield text.replace("    ", "    − ", 1)
        if place is not None:
            words = quotation(place.element.text)
            # Cut to the same beginning the two would look alike: what differs stands further on.
            if f"“{words}”" in text:
                words = " ".join(place.element.text.split())
            yield printable(f"    + {place.entry.address} {place.element.address} “{words}”")
    if one.causes:
        yield "    " + "; ".join(translate(CAUSE_LABELS[cause.value]) for cause in one.causes)
    if one.instruments and one.outcome.value != "stays":
        yield "    " + printable(
            translate(N_("Legal bases that came: {named}")).format(named="; ".join(one.instruments))
        )
    if one.rival is not None:
        from workbench.rendering.procedure_lines import mark_words

        yield printable(f"    ! [{one.rival.id}] {mark_words(one.rival)}")
