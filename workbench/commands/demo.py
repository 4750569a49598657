"""`workbench demo`: makes the sample workspace once and opens it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from catalogue.problems import Problem, ProblemKind
from workbench.command_line import new_command, option
from workbench.language import N_, translate
from workbench.output import Progress, say
from workbench.problem_sentences import printable, problem_sentence
from workbench.session import WorkSession, sample_workspace

if TYPE_CHECKING:
    from catalogue.samples import SampleEdition
    from catalogue.store import Store


@new_command(
    "demo",
    N_(
        "Open the sample workspace, making it at the first start.\n\n"
        "The samples are real published procedures of several editions. They stand in a workspace of their own, or in "
        "the one that --workspace names, beside what is there already."
    ),
)
@option("--no-open", is_flag=True, help=N_("Only make the workspace; do not open the screens."))
@click.pass_context
def command(ctx: click.Context, no_open: bool) -> None:
    """Bring in the samples that are missing, say where they stand, and open the screens."""
    from workbench.app import has_terminal
    from workbench.cli import open_screens

    session: WorkSession = ctx.obj
    if not ctx.find_root().params["workspace"]:
        session = replace(session, workspace=sample_workspace())
    with session.store(create=True) as store:
        _complete(store, session.who)
    say(translate(N_("Sample workspace: {path}")).format(path=printable(str(session.workspace))))
    if no_open:
        return
    if has_terminal():
        open_screens(session)
    else:
        say(problem_sentence(Problem(ProblemKind.NO_TERMINAL)))


def _complete(store: Store, who: str) -> None:
    """Import the samples that the workspace does not hold yet, also after an interrupted first start."""
    from catalogue.editions import list_editions
    from catalogue.samples import sample_editions

    known = {edition.name for edition in list_editions(store)}
    missing = [sample for sample in sample_editions() if sample.name not in known]
    total = sum(sample.procedures for sample in missing)
    done = 0
    with _progress() as progress:
        for sample in missing:
            _import(store, sample, who, progress, done, total)
            done += sample.procedures
            progress.show(_sentence(done, total), lasting=True)


@contextmanager
def _progress() -> Iterator[Progress]:
    progress = Progress()
    try:
        yield progress
    finally:
        progress.clear()


def _import(store: Store, sample: SampleEdition, who: str, progress: Progress, done: int, total: int) -> None:
    from importlib.resources import as_file

    from catalogue.importing import EditionDetails, import_edition

    details = EditionDetails(sample.name, sample.date.isoformat(), sample.title, sample.source)
    try:
        with as_file(sample.records) as path:
            import_edition(store, [path], details, who, lambda count: progress.show(_sentence(done + count, total)))
    except Problem as problem:
        # Two first starts at once: the other one has just brought this edition in.
        if problem.kind is not ProblemKind.EDITION_EXISTS:
            raise


def _sentence(count: int, total: int) -> str:
    return translate(N_("Setting up the samples: {count} of {total} procedures")).format(count=count, total=total)
