"""`workbench pair`: a person says that a procedure of an older edition is, or is not, one of a newer edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.command_line import argument, json_option, new_command, option
from workbench.commands.show import CODE_HELP
from workbench.language import N_, translate
from workbench.output import print_json
from workbench.problem_sentences import printable
from workbench.session import WorkSession

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.editions import Edition, Entry
    from catalogue.store import Store


@new_command(
    "pair",
    N_(
        "Say whether a procedure of an older edition is one of a newer edition.\n\n"
        "It is said once and holds for every later comparison; “workbench undo” takes it back. Without a new code the "
        "pair that the comparison proposes is meant. Several new codes with --same say that the procedure was split."
    ),
)
@argument("old", metavar=N_("OLD"), help=N_("The name of the older edition."))
@argument("new", metavar=N_("NEW"), help=N_("The name of the newer edition."))
@argument("code", metavar=N_("CODE"), help=CODE_HELP)
@argument("new_codes", nargs=-1, metavar=N_("[NEWCODE]..."), help=N_("The procedure's code in the newer edition."))
@option("--same/--different", "same", default=None, help=N_("They are one procedure, or they are not."))
@option("--reason", default="", metavar=N_("TEXT"), help=N_("Why, in your own words."))
@json_option
@click.pass_obj
def command(
    session: WorkSession,
    old: str,
    new: str,
    code: str,
    new_codes: tuple[str, ...],
    same: bool | None,
    reason: str,
    as_json: bool,
) -> None:
    """Keep a verdict on a pair and print it."""
    from catalogue.editions import find_edition, find_entry
    from reviews.judgements import JudgementBook
    from reviews.pair_book import judge_pair

    if same is None:
        raise click.UsageError(translate(N_("Say --same or --different.")))
    with session.store() as store:
        before, after = find_edition(store, old), find_edition(store, new)
        entry = find_entry(store, before, code)
        others = [find_entry(store, after, other) for other in new_codes] or _proposed(store, before, after, entry)
        judge_pair(JudgementBook(store, session.who), store, [entry], others, same, reason)
    if as_json:
        print_json({"old": entry.address, "new": [other.address for other in others], "same": same, "reason": reason})
        return
    said = N_("{old} and {new} are one procedure.") if same else N_("{old} and {new} are different procedures.")
    new_names = " + ".join(f"{other.address} “{other.procedure.name}”" for other in others)
    click.echo(
        translate(said).format(
            old=printable(f"{entry.address} “{entry.procedure.name}”"),
            new=printable(new_names),
        )
    )


def _proposed(store: Store, old: Edition, new: Edition, entry: Entry) -> Sequence[Entry]:
    from catalogue.editions import load_entries
    from reviews.pair_book import pair_as_judged, proposed_pair

    return load_entries(store, proposed_pair(pair_as_judged(store, old, new), entry).new)
