"""The command line: `workbench [--workspace FILE] [--lang vi|en] [--as NAME] COMMAND`; no command opens the screens."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from catalogue.problems import Problem, ProblemKind
from workbench import __version__
from workbench.command_line import LazyGroup, Option, option
from workbench.language import LANGUAGES, N_, choose_language, program_name, speak, translate
from workbench.problem_sentences import problem_lines, problem_sentence
from workbench.session import WorkSession, current_user, default_workspace
from workbench.typed_paths import as_it_lies

# The commands in the order of help, under the heading that help gives them; a command's module is called like it.
SECTIONS = {
    N_("Editions"): ("demo", "import", "mapping", "editions", "export"),
    N_("Reading"): ("search", "show", "laws", "graph", "journey", "papers", "questions", "issuers", "recognise"),
    N_("Reviewing"): ("mark", "marks", "unmark", "state", "reasons", "link", "links", "undo", "redo", "history"),
    N_("Comparing"): ("compare", "pair", "carry", "promises", "life", "trends"),
    N_("Costs"): ("cost", "cost-changes", "volumes", "scenario", "targets", "instruments"),
    N_("Documents"): (
        "proposal",
        "decision",
        "submission",
        "report",
        "brief",
        "flows",
        "document",
        "wording",
        "office",
        "trace",
    ),
    N_("The workspace"): ("check", "backup", "restore", "schema"),
}
MODULES = {"import": "import_edition"}


def _module(name: str) -> str:
    return f"workbench.commands.{MODULES.get(name, name.replace('-', '_'))}"


COMMANDS = {name: _module(name) for names in SECTIONS.values() for name in names}


class Program(LazyGroup):
    """The whole program: chooses the language before anything is read, and turns refusals into sentences."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run with the given arguments (those of the process by default); see `click.Command.main`."""
        speak(choose_language(sys.argv[1:] if args is None else args, os.environ))
        words = _options_first(sys.argv[1:] if args is None else args)
        return super().main(words, prog_name or program_name(), **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what a lower floor refuses ends it with one sentence and status 1."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            raise Refusal("\n".join(problem_lines(problem))) from problem
        except BrokenPipeError as gone:
            # click itself would end with status 1, as if something had been refused.
            raise NobodyReads from gone
        except UnicodeEncodeError as error:
            # What was typed in no encoding that the system knows comes as half characters, which nothing can store.
            raise Refusal(problem_sentence(Problem(ProblemKind.TEXT_NOT_LETTERS))) from error
        except OSError as error:
            reason = error.strerror or str(error)
            if isinstance(error.filename, str | Path):
                named = Problem(ProblemKind.PATH_REFUSED, path=str(error.filename), reason=reason)
                raise Refusal(problem_sentence(named)) from error
            raise Refusal(problem_sentence(Problem(ProblemKind.SYSTEM_REFUSED, reason=reason))) from error


_EVERYWHERE = ("--workspace", "--lang", "--as")


def _options_first(words: Sequence[str]) -> list[str]:
    """Put the options of the whole program before the command, wherever a user typed them."""
    first: list[str] = []
    rest: list[str] = []
    remaining = iter(words)
    for word in remaining:
        if word == "--":
            return [*first, *rest, word, *remaining]
        if word in _EVERYWHERE:
            first += [word, *([value] if (value := next(remaining, None)) is not None else [])]
        elif word.startswith(tuple(f"{name}=" for name in _EVERYWHERE)):
            first.append(word)
        else:
            rest.append(word)
    return [*first, *rest]


class NobodyReads(Exception):
    """The reader of the output has gone away, as `head` does."""


class Refusal(click.ClickException):
    """A request that was refused, with its sentence."""

    exit_code = 1


def _show_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(f"workbench {__version__}")
        ctx.exit()


@click.group(
    "workbench",
    cls=Program,
    modules=COMMANDS,
    sections=SECTIONS,
    invoke_without_command=True,
    context_settings={"max_content_width": 100},
    help=N_(
        "Review administrative procedures and propose how to simplify them.\n\n"
        "Without a command the screens open. “workbench demo” opens them on samples that come with the program."
    ),
)
@option(
    "--workspace",
    metavar=N_("FILE"),
    envvar="WORKBENCH_WORKSPACE",
    show_envvar=True,
    help=N_("The file that holds editions and marks; in your data folder if it is not given."),
)
@option(
    "--lang",
    type=click.Choice(LANGUAGES),
    envvar="WORKBENCH_LANG",
    show_envvar=True,
    help=N_("The language of screens and messages."),
)
@option(
    "--as",
    "who",
    metavar=N_("NAME"),
    envvar="WORKBENCH_USER",
    show_envvar=True,
    help=N_("Under whose name marks are made; your login name if it is not given."),
)
@click.option(
    "--version",
    cls=Option,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help=N_("Show the version and exit."),
)
@click.pass_context
def cli(ctx: click.Context, workspace: str | None, lang: str | None, who: str | None) -> None:
    """Prepare what every command needs, and open the screens where no command is given."""
    if workspace is not None and workspace != workspace.strip():
        raise click.BadParameter(translate(N_("the name begins or ends with a space")), param_hint="'--workspace'")
    if workspace is not None and "://" in workspace:
        raise Problem(ProblemKind.WORKSPACE_NOT_SUPPORTED, path=workspace)
    place = as_it_lies(Path(workspace)) if workspace else default_workspace()
    language = lang or choose_language((), os.environ)
    ctx.obj = WorkSession(place, (who or "").strip() or current_user(), language)
    if ctx.invoked_subcommand is None:
        open_screens(ctx.obj)


def open_screens(session: WorkSession) -> None:
    """Open the screens on a workspace that exists."""
    if not session.workspace.exists():
        raise Problem(ProblemKind.WORKSPACE_MISSING, path=str(session.workspace))
    from workbench.app import run_app

    run_app(session)
