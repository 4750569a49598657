"""`workbench trace`: what stands behind a document's sentences, or behind each formula of the cost model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import PATH, argument, json_option, new_command
from workbench.language import N_, ngettext, translate
from workbench.output import print_json, print_table, say
from workbench.problem_sentences import printable
from workbench.rendering.cost_labels import unverified
from workbench.session import WorkSession

if TYPE_CHECKING:
    from reviews.formulas import Traced
    from reviews.law import CommonReason
    from reviews.mark_findings import Finding
    from reviews.marks import Mark

_MISSING = {"source": N_("source"), "function": N_("function"), "test": N_("test")}


@new_command(
    "trace",
    N_(
        "Show what stands behind each sentence of a document, or each formula of the cost model.\n\n"
        "With a DOCX file that the program wrote: the marks, their reasons with legal ground, articles and edition "
        "behind its sentences, and what the graph of the edition finds on marked papers. "
        "Without a file: source, code and test of each formula; it ends with status 1 where one of them is missing."
    ),
)
@argument("path", required=False, type=PATH, metavar=N_("[FILE]"), help=N_("A DOCX document written by the program."))
@json_option
@click.pass_context
def command(ctx: click.Context, /, path: Path | None, as_json: bool) -> None:
    """Look behind the sentences of a document, or for the function and the tests of every formula."""
    if path is None:
        trace_formulas(ctx, as_json)
    else:
        trace_document(ctx.obj, path, as_json)


def trace_document(session: WorkSession, path: Path, as_json: bool) -> None:
    """Print every sentence of a document with the marks behind it."""
    from reviews.documents.tracing import trace_file
    from reviews.mark_findings import findings_behind
    from reviews.marks import list_marks

    traced = trace_file(path.expanduser())
    numbers = {number for sentence in traced.sentences for number in sentence.marks}
    with session.store() as store:
        marks = {mark.id: mark for mark in list_marks(store) if mark.id in numbers}
        findings = findings_behind(store, marks.values())
    if as_json:
        print_json(
            {
                "edition": traced.edition,
                "sentences": [
                    {
                        "text": sentence.text,
                        "edited": sentence.edited,
                        "marks": [
                            _mark_values(number, marks.get(number), findings.get(number, ()))
                            for number in sentence.marks
                        ],
                    }
                    for sentence in traced.sentences
                ],
            }
        )
        return
    for sentence in traced.sentences:
        own = translate(N_(" (in the office's own words)")) if sentence.edited else ""
        click.echo(printable(f"{sentence.text}{own}"))
        for number in sentence.marks:
            click.echo(printable(f"  {_mark_line(number, marks.get(number))}"))
            for finding in findings.get(number, ()):
                _print_finding(finding)
    if not traced.sentences:
        say(translate(N_("No sentence of this document leads to a mark.")))


def _print_finding(finding: Finding) -> None:
    """Print a finding with its proof: the issuers of the paper, or the chain through which it was seen."""
    from workbench.rendering.answer_lines import QUESTION_NAMES, answer_lines
    from workbench.rendering.journey_lines import UNWRAPPED

    name = translate(QUESTION_NAMES[finding.question])
    click.echo(printable(translate(N_("    finding: {name}")).format(name=name)))
    for line in answer_lines(finding.graph, finding.question, finding.answer, UNWRAPPED):
        click.echo(printable(f"      {line.text}"))


def _mark_values(number: int, mark: Mark | None, findings: Sequence[Finding]) -> dict[str, Any]:
    from workbench.rendering.answer_lines import answer_values

    if mark is None:
        return {"mark": number, "stands": False}
    ground = _ground(mark)
    return {
        "mark": number,
        "stands": True,
        "edition": mark.edition,
        "procedure": mark.address,
        "element": mark.element,
        "action": mark.action,
        "reason_code": mark.reason_code,
        "reason": mark.reason,
        "ground": ground.ground if ground else "",
        "ground_verified": bool(ground and ground.verified),
        "article": mark.article,
        "author": mark.author,
        "state": mark.state,
        "findings": [answer_values(one.graph, one.question, one.answer) for one in findings],
    }


def _ground(mark: Mark) -> CommonReason | None:
    """The common reason with a legal ground that a mark gives, if it gives one."""
    from reviews.law import common_reasons

    return next((one for one in common_reasons() if one.ground and one.code == mark.reason_code), None)


def _mark_line(number: int, mark: Mark | None) -> str:
    from reviews.amendments import cited_article

    if mark is None:
        return translate(N_("mark {mark}: no longer in the workspace")).format(mark=number)
    said = translate(N_("mark {mark}: {procedure} {element}, edition {edition}, by {author}"))
    line = said.format(
        mark=number, procedure=mark.address, element=mark.element, edition=mark.edition, author=mark.author
    )
    ground = _ground(mark)
    told = f"{ground.ground}{unverified(ground.verified)}" if ground else ""
    return line + "".join(f" · {part}" for part in (told, cited_article(mark.article)) if part)


def trace_formulas(ctx: click.Context, as_json: bool) -> None:
    """Print every formula with what is missing of it, and end with status 1 where anything is."""
    from reviews.formulas import formulas, source_folder, trace

    traced = trace(formulas(), source_folder())
    if as_json:
        print_json([_values(one) for one in traced])
    else:
        _print(traced)
    broken = sum(bool(one.missing) for one in traced)
    if broken:
        say(ngettext("{count} formula is not whole.", "{count} formulas are not whole.", broken))
        ctx.exit(1)


def _values(traced: Traced) -> dict[str, Any]:
    formula = traced.formula
    return {
        "code": formula.code,
        "name": formula.name,
        "source": formula.source,
        "verified": formula.verified,
        "functions": list(formula.functions),
        "tests": list(formula.tests),
        "tests_looked_for": traced.tests_looked_for,
        "missing": list(traced.missing),
    }


def _print(traced: tuple[Traced, ...]) -> None:
    rows = []
    for one in traced:
        formula = one.formula
        rows.append([formula.code, f"{formula.name}"])
        rows.append(["", f"  ← {formula.source}{unverified(formula.verified)}"])
        rows += [["", f"  {function}"] for function in formula.functions]
        rows += [["", f"  {test}"] for test in formula.tests]
        rows += [["", f"  {_told(missing)}"] for missing in one.missing]
    print_table([translate(N_("Formula")), translate(N_("From its source to code and test"))], rows)
    if not all(one.tests_looked_for for one in traced):
        say(translate(N_("The tests are not installed here; only sources and functions were looked for.")))


def _told(missing: str) -> str:
    what = translate(_MISSING[missing]) if missing in _MISSING else missing
    return translate(N_("missing: {what}")).format(what=what)
