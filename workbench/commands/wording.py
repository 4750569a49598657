"""`workbench wording`: lists the sentences of a document, and puts one in the office's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.command_line import argument, edition_option, json_option, new_command, option
from workbench.document_command import gathered, request_of
from workbench.language import N_, translate
from workbench.output import print_json, say
from workbench.problem_sentences import printable
from workbench.session import WorkSession

if TYPE_CHECKING:
    from reviews.documents.traced import Sentence


@new_command(
    "wording",
    N_(
        "List the sentences of a document, or put one in your own words.\n\n"
        "Without a sentence it lists all with their names. Your words are kept and used whenever the document is "
        "made; when a mark behind them is changed afterwards, list and check point it out."
    ),
)
@argument("key", required=False, metavar=N_("[SENTENCE]"), help=N_("The name of a sentence, as in 12:content."))
@argument("text", required=False, metavar=N_("[TEXT]"), help=N_("Your words for it."))
@option(
    "--document", "kind", default="proposal", show_default=True, metavar=N_("KIND"), help=N_("The kind of document.")
)
@option("--restore", is_flag=True, help=N_("Take your words for the sentence away."))
@edition_option
@json_option
@click.pass_obj
def command(
    session: WorkSession,
    key: str | None,
    text: str | None,
    kind: str,
    restore: bool,
    edition: str | None,
    as_json: bool,
) -> None:
    """Keep or take away an office's words, then print the sentences concerned."""
    from catalogue.problems import Problem, ProblemKind
    from reviews.marks import list_marks
    from reviews.wording import drop_edit, keep_edit

    if restore and (key is None or text is not None):
        raise click.UsageError(translate(N_("--restore takes a sentence and no words.")))
    with session.store() as store:
        request = request_of(store, (), None, edition)
        sentences = {sentence.key: sentence for sentence in gathered(kind, request)[0].sentences}
        if key is not None and restore:
            dropped = drop_edit(store, session.who, request.edition.name, key)
            if not dropped and key not in sentences:
                raise Problem(ProblemKind.WORDING_UNKNOWN, key=key)
        elif key is not None and key not in sentences:
            raise Problem(ProblemKind.WORDING_UNKNOWN, key=key)
        elif key is not None and text is not None:
            marks = list_marks(store, request.edition.name)
            keep_edit(store, session.who, request.edition.name, sentences[key], text, marks)
        if restore or text is not None:
            sentences = {sentence.key: sentence for sentence in gathered(kind, request)[0].sentences}
    shown = [sentence for name, sentence in sentences.items() if key in (None, name)]
    if as_json:
        print_json([_values(sentence) for sentence in shown])
    else:
        for sentence in shown:
            _print(sentence)


def _values(sentence: Sentence) -> dict[str, object]:
    return {
        "key": sentence.key,
        "text": str(sentence),
        "marks": list(sentence.marks),
        "edited": sentence.edited,
        "outdated": sentence.outdated,
        "generated": sentence.generated,
    }


def _print(sentence: Sentence) -> None:
    click.echo(printable(f"{sentence.key}  {sentence or '…'}"))
    if sentence.outdated:
        say(
            printable(
                translate(N_("  A mark was changed since; it would now say: {text}")).format(text=sentence.generated)
            )
        )
    elif sentence.edited:
        click.echo(
            printable(translate(N_("  in your words; the program says: {text}")).format(text=sentence.generated))
        )
