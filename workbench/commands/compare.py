"""`workbench compare`: what changed between two editions, who made anything heavier, as a table or a document."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import PATH, argument, json_option, new_command, option
from workbench.language import N_, ngettext, translate
from workbench.output import Progress, json_text, print_json, print_table, say
from workbench.problem_sentences import printable
from workbench.rendering.comparison_labels import BURDEN_SIGNS, CHANGED_PART_LABELS, PAIR_KIND_LABELS
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.burden import ProcedureChanges
    from catalogue.edition_changes import EditionChanges, PairChanges
    from catalogue.editions import EntrySummary

_FORMATS = ("table", "json", "markdown", "html", "xlsx")
_LONGEST_CELL = 60
_LONGEST_CODE = 30


@new_command(
    "compare",
    N_(
        "Compare two editions: what changed, and what became heavier or lighter for people.\n\n"
        "Differences of spelling, order or numbering are told apart and count nowhere. The table shows the figures, "
        "the procedures that changed and the red list; the documents show every change with its words. “?” marks "
        "procedures of which a person should say whether they are the same."
    ),
)
@argument("old", metavar=N_("OLD"), help=N_("The name of the older edition."))
@argument("new", metavar=N_("NEW"), help=N_("The name of the newer edition."))
@option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="table",
    show_default=True,
    help=N_("A table for the terminal, JSON, or a document."),
)
@option(
    "--out",
    type=PATH,
    default="-",
    show_default=True,
    metavar=N_("FILE"),
    help=N_("Where to write, - for standard output."),
)
@option("--force", is_flag=True, help=N_("Replace the file if it exists."))
@json_option
@click.pass_obj
def command(session: WorkSession, old: str, new: str, form: str, out: Path, force: bool, as_json: bool) -> None:
    """Pair and compare two editions, and print or write what was found."""
    if as_json and form not in ("table", "json"):
        raise click.UsageError(translate(N_("Give either --json or a document format, not both.")))
    form = "json" if as_json else form
    to_output = str(out) == "-"
    if to_output and form == "xlsx":
        raise click.UsageError(translate(N_("A workbook is written to a file; name it with --out.")))
    if not to_output and form == "table":
        raise click.UsageError(translate(N_("A table is printed; choose another --format to write a file.")))
    changes = _compared(session, old, new)
    _remark(changes)
    if form == "table":
        _print_table(changes)
    elif form == "json" and to_output:
        print_json(_values(changes))
    elif to_output:
        sys.stdout.buffer.write(_document(changes, form))
        sys.stdout.buffer.flush()
    else:
        _write(out.expanduser(), _document(changes, form), force)


def _compared(session: WorkSession, old: str, new: str) -> EditionChanges:
    from catalogue.editions import find_edition
    from reviews.pair_book import compare_as_judged

    progress = Progress()

    def show(done: int, of: int) -> None:
        progress.show(ngettext("{count} pair compared…", "{count} pairs compared…", done))

    with session.store() as store:
        before, after = find_edition(store, old), find_edition(store, new)
        try:
            return compare_as_judged(store, before, after, show)
        finally:
            progress.clear()


def _remark(changes: EditionChanges) -> None:
    """Say on standard error what explains an answer that would look odd."""
    if changes.old.id == changes.new.id:
        said = translate(N_("“{edition}” was compared with itself."))
        say(said.format(edition=printable(changes.old.name)))
    for edition in (changes.old, changes.new):
        if not edition.procedures:
            said = translate(N_("The edition “{edition}” holds no procedures."))
            say(said.format(edition=printable(edition.name)))
    found = any(pair.pair.state == "accepted" for pair in changes.pairs)
    if found or not changes.old.procedures or not changes.new.procedures:
        return
    said = translate(
        N_("No procedure of “{old}” was found again in “{new}” beyond doubt, and what is proposed waits for a person.")
        if changes.pairs
        else N_("No procedure of “{old}” was found again in “{new}”; are they of one catalogue?")
    )
    say(said.format(old=printable(changes.old.name), new=printable(changes.new.name)))


def _values(changes: EditionChanges) -> dict[str, Any]:
    """The comparison as the documented JSON value."""
    return {
        "pairs": [_pair_values(pair) for pair in changes.pairs],
        "added": [entry.address for entry in changes.added],
        "removed": [entry.address for entry in changes.removed],
    }


def _pair_values(one: PairChanges) -> dict[str, Any]:
    pair = one.pair
    return {
        "old": [entry.address for entry in one.old],
        "new": [entry.address for entry in one.new],
        "kind": one.kind,
        "state": pair.state,
        "recoded": pair.recoded,
        "renamed": pair.renamed,
        "moved": pair.moved,
        "confidence": round(pair.confidence, 4),
        "reasons": list(pair.reasons),
        "changes": [
            {
                "part": change.part.value,
                "kind": change.kind.value,
                "old": change.old,
                "new": change.new,
                "burden": change.burden.value,
                "wording_only": change.wording_only,
                "old_element": change.old_address,
                "new_element": change.new_address,
                "reasons": [reason.value for reason in change.reasons],
            }
            for change in one.changes
        ],
    }


def _document(changes: EditionChanges, form: str) -> bytes:
    """The comparison as the bytes of a document."""
    if form == "json":
        return f"{json_text(_values(changes), indent=2)}\n".encode()
    if form == "markdown":
        from reviews.documents.comparison_markdown import comparison_markdown

        return comparison_markdown(changes).encode()
    if form == "html":
        from reviews.documents.comparison_html import comparison_html

        return comparison_html(changes).encode()
    from reviews.documents.comparison_workbook import comparison_workbook

    return comparison_workbook(changes)


def _write(path: Path, content: bytes, force: bool) -> None:
    from reviews.documents.writing import write_files

    write_files(path.parent, {path.name: content}, force=force)
    click.echo(printable(str(path)))


def _print_table(changes: EditionChanges) -> None:
    from catalogue.burden import burden_totals, red_list

    total = burden_totals(changes.procedures).everything
    for line in _figures(changes, total.changed):
        click.echo(line)
    said = translate(N_("Heavier: {heavier} changes in {procedures} procedures; lighter: {lighter} in {others}."))
    click.echo(
        said.format(
            heavier=total.heavier,
            procedures=total.heavier_procedures,
            lighter=total.lighter,
            others=total.lighter_procedures,
        )
    )
    _print_pairs([pair for pair in changes.pairs if pair.kind != "unchanged"])
    _print_red([(_named(line.procedure), line.change) for line in red_list(changes.procedures)])
    _print_alone(translate(N_("Only in “{edition}”:")).format(edition=printable(changes.new.name)), changes.added)
    _print_alone(translate(N_("Only in “{edition}”:")).format(edition=printable(changes.old.name)), changes.removed)


def _figures(changes: EditionChanges, changed: int) -> Sequence[str]:
    kinds = [pair.kind for pair in changes.pairs]
    first = translate(N_("“{old}” ({before} procedures) → “{new}” ({after} procedures)"))
    second = translate(
        N_(
            "Pairs: {pairs}, changed {changed}, split {split}, merged {merged}, to review {review}; "
            "added {added}, removed {removed}."
        )
    )
    return (
        first.format(
            old=printable(changes.old.name),
            before=changes.old.procedures,
            new=printable(changes.new.name),
            after=changes.new.procedures,
        ),
        second.format(
            pairs=len(kinds),
            changed=changed,
            split=kinds.count("split"),
            merged=kinds.count("merged"),
            review=sum(pair.pair.state == "review" for pair in changes.pairs),
            added=len(changes.added),
            removed=len(changes.removed),
        ),
    )


def _print_pairs(pairs: Sequence[PairChanges]) -> None:
    from catalogue.differences import Burden

    if not pairs:
        return
    click.echo()
    header = [
        translate(word)
        for word in (N_("Old code"), N_("New code"), N_("Kind"), N_("Heavier"), N_("Lighter"), N_("Other"), N_("Name"))
    ]
    rows = [
        (
            _short("+".join(entry.address for entry in pair.old), _LONGEST_CODE),
            _short("+".join(entry.address for entry in pair.new), _LONGEST_CODE),
            translate(PAIR_KIND_LABELS[pair.kind]) + (" ?" if pair.pair.state == "review" else ""),
            *(str(pair.procedure.count(burden)) for burden in (Burden.HEAVIER, Burden.LIGHTER, Burden.NEUTRAL)),
            printable(pair.new[0].name),
        )
        for pair in pairs
    ]
    print_table(header, rows, right=(3, 4, 5))


def _named(procedure: ProcedureChanges) -> str:
    code = _short(procedure.code, _LONGEST_CODE)
    return f"{code} ?" if procedure.review else code


def _print_red(lines: Sequence[tuple[str, Any]]) -> None:
    if not lines:
        return
    click.echo()
    click.echo(translate(N_("What became heavier:")))
    header = [translate(word) for word in (N_("Code"), N_("Part"), "", N_("Before"), N_("Now"))]
    rows = [
        (
            code,
            translate(CHANGED_PART_LABELS[change.part.value]),
            BURDEN_SIGNS[change.burden.value],
            _short(change.old),
            _short(change.new),
        )
        for code, change in lines
    ]
    print_table(header, rows)


def _short(text: str, most: int = _LONGEST_CELL) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _print_alone(title: str, entries: Sequence[EntrySummary]) -> None:
    if not entries:
        return
    click.echo()
    click.echo(title)
    header = [translate(word) for word in (N_("Code"), N_("Field"), N_("Name"))]
    print_table(
        header,
        [(_short(one.address, _LONGEST_CODE), printable(one.field) or "–", printable(one.name)) for one in entries],
    )
