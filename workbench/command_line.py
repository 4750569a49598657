"""Commands that speak the chosen language: click's classes with help that is translated when it is shown.

Help, metavars and choices are given in English, marked with `N_`. Command modules are loaded by name when they are
needed, and import what is heavy only inside their bodies, so that `--help` answers at once.
"""

from __future__ import annotations

import difflib
import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from catalogue.problems import Problem, ProblemKind
from workbench.language import N_, translate
from workbench.problem_sentences import problem_sentence
from workbench.typed_paths import TypedPath

# click translates this word through a variable, where the extraction of messages does not see it.
REQUIRED = N_("required")

_USAGE_WORDS = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."), N_("[COMMAND] [ARGS]..."))


class Option(click.Option):
    """An option whose help and metavar are translated when they are shown."""

    @property
    def help(self) -> str | None:
        """The help in the language spoken now."""
        return _translated(self._help)

    @help.setter
    def help(self, message: str | None) -> None:
        self._help = message

    @property
    def metavar(self) -> str | None:
        """The name of the value in the language spoken now."""
        return _translated(self._metavar)

    @metavar.setter
    def metavar(self, message: str | None) -> None:
        self._metavar = message

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Name the option in an error, without the variable that could have set it."""
        return " / ".join(f"'{name}'" for name in self.opts)


class Argument(click.Argument):
    """A positional argument whose help and name are translated when they are shown."""

    @property
    def help(self) -> str | None:
        """The help in the language spoken now."""
        return _translated(self._help)

    @help.setter
    def help(self, message: str | None) -> None:
        self._help = message

    @property
    def metavar(self) -> str | None:
        """The name of the value in the language spoken now."""
        return _translated(self._metavar)

    @metavar.setter
    def metavar(self, message: str | None) -> None:
        self._metavar = message


def _translated(message: str | None) -> str | None:
    return None if message is None else translate(message)


class _Translating(click.Command):
    """What commands and groups share: translated help texts and a translated `--help`."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language spoken now."""
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(translate(inspect.cleandoc(self.help)))

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first paragraph of the help, whole: the list of commands wraps it."""
        return translate(inspect.cleandoc(self.help or "")).partition("\n\n")[0].removesuffix(".")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the words of the usage line in the language spoken now."""
        return [translate(piece) if piece in _USAGE_WORDS else piece for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return click's own `--help` with a text that follows the language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = translate(N_("Show this message and exit."))
        return option


class Command(_Translating):
    """One command of the program."""


class LazyGroup(_Translating, click.Group):
    """A group that loads each command's module when the command is asked for.

    `modules` maps a command's name to its module; every module has a `command`. `sections` maps the headings of
    help to the names under each, in the order in which help lists them.
    """

    def __init__(
        self, *args: Any, modules: Mapping[str, str], sections: Mapping[str, Sequence[str]], **extra: Any
    ) -> None:
        super().__init__(*args, **extra)
        self._modules = modules
        self._sections = sections

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of help."""
        return list(self._modules)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands under their headings, all in the same two columns."""
        widest = max(len(name) for name in self._modules)
        for heading, names in self._sections.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            rows = [(name.ljust(widest), found.get_short_help_str()) for name, found in commands if found]
            with formatter.section(translate(heading)):
                formatter.write_dl(rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command by its name; None where there is none of that name."""
        if cmd_name not in self._modules:
            return None
        command: click.Command = import_module(self._modules[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; an unknown one is refused with the nearest names."""
        if args[0] not in self._modules and args[0][:1].isalnum():
            raise click.UsageError(self._unknown(args[0]), ctx)
        return super().resolve_command(ctx, args)

    def _unknown(self, name: str) -> str:
        near = difflib.get_close_matches(name, self._modules)
        if near:
            said = translate(N_("There is no command “{name}”; the nearest names are: {near}."))
            return said.format(name=name, near=", ".join(near))
        return translate(N_("There is no command “{name}”; --help lists all of them.")).format(name=name)


_DAY_MONTH_YEAR = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")


class WholeNumber(click.ParamType[int]):
    """A whole number that is not below a smallest one, nor above a largest one where there is one."""

    name = "number"

    def __init__(self, smallest: int = 1, largest: int | None = None) -> None:
        self._smallest = smallest
        self._largest = largest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number; anything else is wrong usage."""
        text = str(value).strip()
        if text.isascii() and text.isdigit() and len(text) <= 15 and self._is_within(int(text)):
            return int(text)
        said = translate(
            N_("“{value}” is not a whole number of {smallest} or more.")
            if self._largest is None
            else N_("“{value}” is not a whole number from {smallest} to {largest}.")
        )
        self.fail(said.format(value=value, smallest=self._smallest, largest=self._largest), param, ctx)

    def _is_within(self, number: int) -> bool:
        return number >= self._smallest and (self._largest is None or number <= self._largest)


class Day(click.ParamType[date]):
    """A day written as YYYY-MM-DD, or as DD/MM/YYYY, the way Vietnamese offices write it."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day; anything else is wrong usage."""
        if isinstance(value, date):
            return value
        try:
            if (written := _DAY_MONTH_YEAR.fullmatch(value)) is not None:
                return date(int(written["year"]), int(written["month"]), int(written["day"]))
            if len(value) == len("YYYY-MM-DD"):
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.fail(problem_sentence(Problem(ProblemKind.DATE_UNREADABLE, date=value)), param, ctx)


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def option(*names: str, **settings: Any) -> Decorator:
    """Declare a translated option."""
    return click.option(*names, cls=Option, **settings)


def argument(name: str, **settings: Any) -> Decorator:
    """Declare a translated argument."""
    return click.argument(name, cls=Argument, **settings)


def new_command(name: str, help: str) -> Callable[[Callable[..., Any]], Command]:
    """Declare a command; its help comes from here, since docstrings are not translated."""
    return click.command(name, cls=Command, help=help)


def edition_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--edition`, the newest edition where it is not given."""
    text = N_("The edition to look at; the newest one if it is not given.")
    return option("--edition", metavar=N_("NAME"), help=text)(function)


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--json` to a command whose answer is one value."""
    return option("--json", "as_json", is_flag=True, help=N_("Answer with one JSON value."))(function)


def list_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--json` and `--jsonl`, of which one can be given, as `form` ("text", "json" or "jsonl")."""
    text = N_("Answer with one JSON object a line.")
    function = option("--jsonl", "form", flag_value="jsonl", help=text)(function)
    text = N_("Answer with one JSON value.")
    return option("--json", "form", flag_value="json", help=text)(function)


def limit_option(default: int | None, help: str) -> Decorator:
    """Add `--limit`."""
    shown = default is not None
    return option("--limit", type=WholeNumber(), default=default, show_default=shown, metavar=N_("NUMBER"), help=help)


PATH = TypedPath(path_type=Path)
YEAR = WholeNumber(1990, 2100)
"""A year of which incomes, volumes or a baseline may be known."""


def listed(text: str, known: Sequence[str], param_name: str) -> tuple[str, ...]:
    """Return the members of a comma-separated list; a member that is not known is wrong usage."""
    members = tuple(dict.fromkeys(member.strip().lower() for member in text.split(",") if member.strip()))
    unknown = [member for member in members if member not in known]
    if unknown or not members:
        said = translate(N_("“{value}” is none of: {known}."))
        message = said.format(value=", ".join(unknown) or text, known=", ".join(known))
        raise click.BadParameter(message, param_hint=f"'{param_name}'")
    return members
