"""`workbench trace`: each formula and rule from its source to the code that holds it and the test that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import json_option, new_command
from workbench.language import N_, ngettext, translate
from workbench.output import print_json, print_table, say
from workbench.rendering.cost_labels import unverified

if TYPE_CHECKING:
    from reviews.formulas import Traced

_MISSING = {"source": N_("source"), "function": N_("function"), "test": N_("test")}


@new_command(
    "trace",
    N_(
        "List each formula and rule of the cost model: source, code, test.\n\n"
        "It ends with status 1 where a source, a function or a test is missing. A program that was installed without "
        "its tests says so and looks for functions only."
    ),
)
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Look for the function and the tests of every formula."""
    trace_formulas(ctx, as_json)


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
