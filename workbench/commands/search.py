"""`workbench search`: finds procedures of an edition by words of their name, field or agencies, or by code."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import argument, edition_option, limit_option, list_options, new_command
from workbench.language import N_, ngettext, translate
from workbench.output import print_table, print_values, say
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.editions import EntrySummary
    from catalogue.store import Store

_BATCH = 500


@new_command(
    "search",
    N_(
        "Find procedures by words of their name, field or agency, or by code.\n\n"
        "Every word must be found, the last one may be a beginning. Words typed without diacritics find all "
        "spellings (“dat” finds đất and đạt), words typed with them only their own.\n\n"
        'khai* is a beginning, "khai sinh" are words next to each other, -word leaves out. field:, agency:, level:, '
        'law:, paper: and code: look in one place only, as in field:"hộ tịch" law:60/2014/QH13.'
    ),
)
@argument("words", nargs=-1, required=True, metavar=N_("TEXT..."), help=N_("The words or the code to look for."))
@edition_option
@limit_option(50, N_("How many results to show at most."))
@list_options
@click.pass_obj
def command(session: WorkSession, words: tuple[str, ...], edition: str | None, limit: int, form: str | None) -> None:
    """Print the procedures found, and on standard error how many there are in all."""
    from catalogue.editions import entry_ids, find_edition
    from catalogue.problems import Problem, ProblemKind
    from catalogue.search_grammar import joined_words, parse_query
    from catalogue.text import has_diacritics

    # Words to leave out look like options; those that the program has begin with two strokes.
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    typed = joined_words(words)
    if not parse_query(typed):
        raise Problem(ProblemKind.NOTHING_ASKED, typed=typed)
    with session.store() as store:
        looked_at = find_edition(store, edition)
        ids = entry_ids(store, looked_at, typed)
        found = _summaries(store, ids[:limit])
    if form:
        print_values([_values(entry) for entry in found], form)
    elif found:
        header = [translate(word) for word in (N_("Code"), N_("Field"), N_("Name"))]
        print_table(header, [(entry.address, entry.field or "–", entry.name) for entry in found])
    say(_counted(len(ids), len(found), looked_at.name))
    if not ids and has_diacritics(typed):
        say(translate(N_("Words with diacritics find only themselves; without any, every spelling.")))


command.context_settings["ignore_unknown_options"] = True


def _summaries(store: Store, ids: list[int]) -> list[EntrySummary]:
    from catalogue.editions import entry_summaries

    starts = range(0, len(ids), _BATCH)
    return [entry for start in starts for entry in entry_summaries(store, ids[start : start + _BATCH])]


def _values(entry: EntrySummary) -> dict[str, Any]:
    values = asdict(entry)
    del values["id"], values["procedure_id"]
    return {"address": entry.address} | values


def _counted(total: int, shown: int, edition: str) -> str:
    said = ngettext("{count} procedure found", "{count} procedures found", total)
    if shown < total:
        said += translate(N_(", the first {shown} shown (--limit)")).format(shown=shown)
    return said + translate(N_(" in edition “{edition}”.")).format(edition=edition)
