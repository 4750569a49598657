"""Filling the Markdown templates of official documents, so that every value stays the text it is.

A template may use the filters below. All that it prints through `{{ }}` is escaped on the way out: catalogue
text with asterisks, brackets, tags, pipes or line breaks can start no Markdown. There is no way to print a
value unescaped, and templates run in a sandbox, because an office may bring its own.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.loaders import split_template_path

from catalogue.problems import Problem, ProblemKind
from catalogue.text import fold, one_line
from reviews.cost_words import dong
from reviews.documents.content import ContentItem, Proposal
from reviews.documents.template_limits import BoundedEnvironment, TemplateTooLong
from reviews.documents.traced import Sentence, marked_up

TEMPLATES: Final = Path(__file__).parent / "templates"
_ENDING: Final = ".j2"

# The alphabet in which official documents letter their points: no f, j, w, z, and đ after d.
_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"

# Signs that mean something to Markdown, ours or another reader's, wherever they stand.
_SPECIAL: Final = re.compile(r"[\\|`*_\[\]<>&#~$]")
# Signs that mean something where a line, or after a number of the template's, begins.
_SPECIAL_AT_START: Final = re.compile(r"[+\-=:.)]|[0-9]+(?=[.)](?:\s|$))")
# How many backslashes stand before a pipe decides whether it ends a table cell; as entities both are text.
_ENTITIES: Final = {"\\": "&#92;", "|": "&#124;"}
_NO_CHARACTER: Final = re.compile("[\ufffe\uffff]")
# How the template engine says that a name or a field is not there.
_UNKNOWN_FIELD: Final = re.compile(r"has no (?:attribute|element) '?(?P<field>\w+)'?|^'(?P<name>\w+)' is undefined")
_UNKNOWN_WORD: Final = re.compile(r"No (?:filter|test) named '(?P<word>[^']*)'|unknown tag '(?P<tag>[^']*)'")


class TemplateProblem(Problem):
    """A template cannot be used: it is missing, badly written, names a value that is not there, or never ends."""

    def __init__(self, kind: ProblemKind, template: str, line: int | None, reason: str = "", **facts: str) -> None:
        super().__init__(kind, template=template, line=line or 1, **facts)
        self.template = template
        self.line = line
        self.reason = reason


def fill(name: str, values: Mapping[str, object], templates: Path | None = None) -> str:
    """Fill the template of a name ("proposal.md.j2") with values and return its Markdown, traces included.

    `templates` is a folder whose files of the same names are used instead of the built-in ones, parts that a template
    includes as well. Raises `TemplateProblem`.
    """
    if templates is not None and not templates.is_dir():
        raise Problem(ProblemKind.TEMPLATE_FOLDER_MISSING, path=str(templates))
    try:
        text = environment(templates).get_template(name).render(values)
    except (TemplateError, TemplateTooLong, RecursionError, MemoryError, *_WRONG_VALUES) as error:
        raise _problem_of(error, _path_of(name, templates)) from error
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


# What Python raises where a template calculates with values of the wrong kind.
_WRONG_VALUES: Final = (TypeError, AttributeError, ValueError, ArithmeticError, LookupError, SyntaxError)


def _problem_of(error: BaseException, name: str) -> TemplateProblem:
    """Return what is wrong with a template as a refusal that names the file and the line."""
    reason = str(error).rstrip(".")
    where, line = _place_of(error, name)
    match error:
        case TemplateSyntaxError():
            where, line = error.filename or where, error.lineno
            if word := _UNKNOWN_WORD.search(reason):
                named = word["word"] or word["tag"]
                return TemplateProblem(ProblemKind.TEMPLATE_WORD_UNKNOWN, where, line, reason, word=named)
            return TemplateProblem(ProblemKind.TEMPLATE_SYNTAX, where, line, reason)
        case TemplateNotFound():
            missing = str(error.name or reason)
            return TemplateProblem(ProblemKind.TEMPLATE_PART_MISSING, where, line, reason, part=missing)
        case SecurityError():
            return TemplateProblem(ProblemKind.TEMPLATE_FORBIDDEN, where, line, reason)
        case TemplateTooLong() | OverflowError() | MemoryError():
            return TemplateProblem(ProblemKind.TEMPLATE_TOO_LONG, where, line, reason)
        case RecursionError():
            return TemplateProblem(ProblemKind.TEMPLATE_TOO_DEEP, where, line, reason)
    if field := _UNKNOWN_FIELD.search(reason):
        named = field["field"] or field["name"]
        return TemplateProblem(ProblemKind.TEMPLATE_FIELD_UNKNOWN, where, line, reason, field=named)
    return TemplateProblem(ProblemKind.TEMPLATE_VALUE_WRONG, where, line, reason)


def _path_of(name: str, templates: Path | None) -> str:
    """Return the file of a template: the office's own where its folder has one."""
    own = templates / name if templates is not None else None
    return str(own if own is not None and own.exists() else TEMPLATES / name)


def place_of_figure(name: str, templates: Path | None) -> tuple[str, int | None]:
    """Return the file and line in which a template asks for a figure; the folder, without a line, where none is so."""
    folder = templates or TEMPLATES
    for path in sorted(folder.glob(f"*{_ENDING}")):
        for line, text in enumerate(_read(path).splitlines() if path.is_file() else (), 1):
            if text.lstrip(" :").startswith("figure") and name in text:
                return str(path), line
    return str(folder), None


def _place_of(error: BaseException, name: str) -> tuple[str, int | None]:
    """The template file and line at which filling it failed, as the error's traceback tells them."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if frame.filename.endswith(_ENDING):
            return frame.filename, frame.lineno
    return name, None


class _Loader(FileSystemLoader):
    """Looks for templates in folders, and passes over nothing that has a template's name and cannot be read."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text and file; raises `Problem` where the file is none, or not in UTF-8."""
        for folder in self.searchpath:
            path = Path(folder, *split_template_path(template))
            if os.path.lexists(path):
                return _read(path), str(path), lambda: True
        raise TemplateNotFound(template)


def _read(path: Path) -> str:
    if not path.is_file():
        raise TemplateProblem(ProblemKind.TEMPLATE_NOT_A_FILE, str(path), None)
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Problem(ProblemKind.NOT_UTF8, path=str(path), line=line) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason=reason) from error


def render_markdown(proposal: Proposal, templates: Path | None = None) -> str:
    """Write the proposal ("Phương án đơn giản hóa") as Markdown; see `fill`."""
    return fill("proposal.md.j2", {"office": proposal.office, "day": proposal.day, "proposal": proposal}, templates)


def environment(templates: Path | None = None) -> BoundedEnvironment:
    """Make the environment in which templates are filled; a folder given here comes before our own."""
    folders = [TEMPLATES] if templates is None else [templates, TEMPLATES]
    made = BoundedEnvironment(
        loader=_Loader(folders),
        undefined=StrictUndefined,
        finalize=escape_value,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        blank=blank,
        by_part=by_part,
        by_reason=by_reason,
        counted=counted,
        dong=dong,
        called_procedure=called_procedure,
        ended=ended,
        filled=filled,
        letter=letter,
        lines=lines,
        listed=listed,
        recipients=recipients,
        small=small,
        written_date=written_date,
    )
    return made


def escape_value(value: object) -> str:
    """Return a value as Markdown that shows its text and nothing else, on one line.

    The text is brought into the catalogue's normal form first: line breaks become spaces, and control and
    invisible characters, which no document format holds, are dropped. A `Sentence` carries its trace along.
    """
    if isinstance(value, Sentence):
        return marked_up(_escaped(str(value)), value)
    return _escaped(str(value))


@lru_cache(maxsize=1 << 14)
def _escaped(value: str) -> str:
    text = _NO_CHARACTER.sub("\ufffd", one_line(value))
    start = _SPECIAL_AT_START.match(text)
    number = start.group() if start is not None and start.group().isdigit() else ""
    rest = text[len(number) :]
    escaped = _SPECIAL.sub(lambda sign: _ENTITIES.get(sign.group(), f"\\{sign.group()}"), rest)
    return f"{number}\\{escaped}" if start is not None else escaped


def blank(value: str, ellipses: int = 2) -> str:
    """Return the text, or where it is empty a dotted blank (so many ellipses long) to fill by hand."""
    return value if filled(value) else "…" * ellipses


def filled(value: str) -> bool:
    """Tell whether a text has anything to show."""
    return bool(one_line(value))


def called_procedure(name: str) -> bool:
    """Tell whether a procedure's name says by itself that it is one ("Thủ tục đăng ký kết hôn")."""
    return fold(one_line(name)).startswith("thu tuc ")


def ended(value: str) -> str:
    """Return the text without the full stops, commas and semicolons at its end, for a template to end it."""
    text = one_line(value).rstrip(" .;,")
    return value.saying(text) if isinstance(value, Sentence) else text


def small(value: str) -> str:
    """Return the text with a small first letter, as it stands within a sentence."""
    text = value[:1].lower() + value[1:]
    return value.saying(text) if isinstance(value, Sentence) else text


def counted(count: int) -> str:
    """Write a count as official documents do: numbers below ten with a leading zero ("05"), thousands with a point."""
    return f"{count:02d}" if count < 1000 else f"{count:,}".replace(",", ".")


def listed(names: Iterable[str]) -> str:
    """Return names as one list within a sentence: "a", "a và b", "a, b và c"."""
    *rest, last = list(names) or [""]
    return f"{', '.join(rest)} và {last}" if rest else last


def lines(value: str) -> list[str]:
    """Return the lines of a text that show anything; an empty text is one empty line."""
    return [line for line in value.splitlines() if filled(line)] or [""]


def written_date(day: date | None) -> str:
    """Write a day as Decree 30/2020/NĐ-CP asks: days below 10 and months 1 and 2 have a leading zero."""
    if day is None:
        return "ngày … tháng … năm …"
    month = f"{day.month:02}" if day.month < 3 else f"{day.month}"
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def letter(number: int) -> str:
    """Return the letter of the n-th point, from 1: a, b, c, d, đ, e, g … y, then aa, ab …"""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


def by_part(items: Iterable[ContentItem]) -> list[ContentItem]:
    """Return the items with those of one part together; parts, and items within one, keep their order."""
    parts: dict[str, list[ContentItem]] = {}
    for item in items:
        parts.setdefault(item.part, []).append(item)
    return [item for group in parts.values() for item in group]


def by_reason(items: Iterable[ContentItem]) -> list[tuple[str, str]]:
    """Return each reason once, with the letters of the points that it stands for ("a, b và d"), in order.

    The letters are those of the items in the order given; a reason of all of them has none.
    """
    groups: dict[str, list[tuple[str, ContentItem]]] = {}
    for at, item in enumerate(items, 1):
        groups.setdefault(str(item.reason), []).append((letter(at), item))
    alone = len(groups) == 1
    return [
        ("" if alone else listed(name for name, _ in of_group), _of_all([item.reason for _, item in of_group]))
        for of_group in groups.values()
    ]


def _of_all(reasons: Sequence[str]) -> str:
    """Return equal sentences as one that has the marks of all behind it."""
    told = [reason for reason in reasons if isinstance(reason, Sentence)]
    if not told:
        return reasons[0]
    first = told[0]
    marks = tuple(dict.fromkeys(mark for one in told for mark in one.marks))
    edited = any(one.edited for one in told)
    return Sentence(first, first.key, marks, generated=first.generated, edited=edited)


def recipients(names: Sequence[str]) -> list[str]:
    """Return the lines of "Nơi nhận", ended by semicolons; the last says who files, ended by a stop."""
    cleaned = [stripped for name in names if (stripped := ended(name).removeprefix("-").strip())]
    filing = [name for name in cleaned if name.startswith("Lưu")] or ["Lưu: VT"]
    others = [name for name in cleaned if not name.startswith("Lưu")] or ["…" * 4]
    *rest, last = others + filing
    return [f"{name};" for name in rest] + [f"{last}."]
