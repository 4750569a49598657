"""The steps inside published texts: one text that numbers or lists its parts, taken apart in order.

Nothing is stored: the parts follow from the text, so that a better reading can replace this one. No line is lost and
none changes its place, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from catalogue.records import Step
from catalogue.step_lines import (
    COUNTED,
    SECTIONS,
    Line,
    goes_on,
    heads_section,
    heads_things,
    is_case,
    is_heading,
    is_note,
    names_channel,
    names_stage,
    opens_paragraph,
    read_line,
)

# Markers by which sources part a text, from the strongest to the weakest; only one kind parts a given text.
_MARKERS = (
    re.compile(r"(?:[-+•*.]\s*)?(?:bước|b)\s*\d+(?:\.\d+)*\s*[.:)/-]?", re.IGNORECASE),
    re.compile(r"[IVX]{1,5}\s*[.)]\s"),
    re.compile(r"\d{1,2}\s*[.)]\s*(?!\d)"),
    re.compile(r"\(?[a-hđ]\s*\)", re.IGNORECASE),
    re.compile(r"[-–•*]\s*(?=\S)"),
    re.compile(r"\+\s*(?=\S)"),
)
_NAMED_STEP = re.compile(r"\W*(?:(?i:bước)|B)\s*(?:\d|[IVX]+\b)")
# Behind marks that number, one that starts again after a colon is a list inside its item.
_NUMBERED = frozenset({"number", "letter"})
_DEEPEST = 8


def split_text(text: str) -> tuple[str, ...]:
    """Return the parts of a text in order, every line of it in exactly one part.

    The strongest kind of marker that begins at least two lines parts the text; what stands before the first marked
    line is a part of its own. A text without such markers is one part; an empty text has none.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    for marker in _MARKERS:
        starts = [at for at, line in enumerate(lines) if marker.match(line)]
        if len(starts) >= 2:
            return _parts(lines, starts)
    return ("\n".join(lines),) if lines else ()


def _parts(lines: Sequence[str], starts: Sequence[int]) -> tuple[str, ...]:
    bounds = [*([0] if starts[0] > 0 else []), *starts, len(lines)]
    return tuple("\n".join(lines[start:end]) for start, end in pairwise(bounds))


def split_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps of a procedure one by one: each published step's text parted, its name on the first part.

    A published step that is itself named "Bước 2: …" stays whole unless its text numbers steps of its own.
    """
    parted: list[Step] = []
    for step in steps:
        parts = split_step_text(step.text, whole=_NAMED_STEP.match(step.name) is not None)
        if not parts and step.name:
            parted.append(step)
        parted.extend(Step(step.name if at == 0 else "", part) for at, part in enumerate(parts))
    return tuple(parted)


def split_step_text(text: str, whole: bool = False) -> tuple[str, ...]:
    """Return the steps inside one text, in order, every line that is not blank in exactly one of them.

    Numbered steps ("Bước 1", "B1") part a text before anything else; then the marks that its first marked line has,
    then paragraphs that say who does what. A heading stands with the step it heads, a note ("* Lưu ý:") by itself;
    branches ("Trường hợp hồ sơ chưa đầy đủ …") and sub-lists stay in their step. With `whole`, only numbered steps
    part the text. Parting a part again gives the part.
    """
    lines = tuple(line for line in text.split("\n") if line.strip())
    return tuple("\n".join(part) for part in _part([read_line(line) for line in lines], whole))


def _part(lines: list[Line], whole: bool) -> list[list[str]]:
    if not lines:
        return []
    starts = _starts(lines, whole)
    if len(starts) == 1:
        return [[line.text for line in lines]]
    bounds = [*starts, len(lines)]
    return [part for start, end in pairwise(bounds) for part in _part(lines[start:end], whole)]


def _starts(lines: Sequence[Line], whole: bool) -> list[int]:
    """The lines at which parts begin, the first of them 0."""
    numbered = _numbered_steps(lines)
    if numbered:
        starts = {0, *(_with_headings(lines, at) for at in numbered), *_notes(lines, numbered)}
    elif whole or is_note(lines[0]) or _is_one_stage(lines):
        starts = {0}
    else:
        starts = _listed(lines)
    return sorted(starts)


def _is_one_stage(lines: Sequence[Line]) -> bool:
    """Tell whether all lines stand under one heading that names a step ("b) Giải quyết TTHC:")."""
    return names_stage(lines[0]) and all(line.kind != lines[0].kind for line in lines[1:])


def _numbered_steps(lines: Sequence[Line]) -> list[int]:
    """The lines marked "Bước n", without those a level below one that is there ("Bước 1.1" below "Bước 1")."""
    seen: set[str] = set()
    found = []
    for at, line in enumerate(lines):
        level_above = line.number.rpartition(".")[0]
        if line.kind == "step" and not (level_above and level_above in seen):
            seen.add(line.number)
            found.append(at)
    return found


def _with_headings(lines: Sequence[Line], at: int) -> int:
    """Where a numbered step begins when the headings right before it are counted in."""
    while at > 0 and lines[at - 1].kind != "step" and heads_section(lines[at - 1]) and not _ends_list(lines, at - 1):
        at -= 1
    return at


def _ends_list(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a counted line is the last of a list ("1. Đơn", "2. Giấy tờ"), not a heading by itself."""
    return at > 0 and lines[at].kind != "" and lines[at - 1].kind == lines[at].kind


def _notes(lines: Sequence[Line], numbered: Sequence[int]) -> list[int]:
    """The note behind the last numbered step, which is no part of that step."""
    return [at for at in range(numbered[-1] + 1, len(lines)) if is_note(lines[at])][:1]


def _listed(lines: Sequence[Line]) -> set[int]:
    """Where parts begin in a text without numbered steps."""
    first = next((at for at in range(len(lines)) if lines[at].kind and not _leads_in(lines, at)), None)
    if first is None or (first and _heads_own_list(lines[first - 1])):
        return _paragraphs(lines)
    if is_note(lines[first]):
        return {0, first}
    return _items(lines, first)


def _heads_own_list(line: Line) -> bool:
    """Tell whether the marked lines after an unmarked one are its own list, not the steps of the text."""
    return not line.kind and line.words.endswith(":") and not is_heading(line)


def _leads_in(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a marked line is no item itself: the only heading or case of its kind, with steps behind it."""
    line, behind = lines[at], lines[at + 1 :]
    if not behind or any(other.kind == line.kind for other in behind):
        return False
    if is_heading(line):
        return True
    if at or line.kind not in SECTIONS or not is_case(line) or heads_things(line):
        return False
    marked = [other for other in behind if other.kind]
    return not marked or _heads_steps(behind, marked[0].kind)


def _heads_steps(behind: Sequence[Line], kind: str) -> bool:
    """Tell whether at least two of the lines of a kind say who does what or when."""
    return sum(opens_paragraph(line) for line in behind if line.kind == kind) >= 2


def _items(lines: Sequence[Line], first: int) -> set[int]:
    """Where the items begin that are marked as the first marked line is; branches go with the item before them."""
    items = _same_level(lines, first)
    head = first
    while head > 0 and is_heading(lines[head - 1]):
        head -= 1
    starts = {0, head}
    for before, at in pairwise(items):
        if is_note(lines[at]) or not _is_branch(lines, first, before, at):
            starts.add(at)
    return starts | _closing_note(lines, items[-1])


def _is_branch(lines: Sequence[Line], first: int, before: int, at: int) -> bool:
    """Tell whether an item only says another way or outcome of the item before it."""
    line = lines[at]
    if not is_case(line):
        return False
    if names_channel(line) and names_channel(lines[before]):
        return True
    paths = line.kind in COUNTED or (line.kind in SECTIONS and is_case(lines[first]))
    heads = line.words.endswith(":") and at + 1 < len(lines) and lines[at + 1].kind not in ("", line.kind)
    return not paths and not (heads and _heads_steps(_own_lines(lines, at), lines[at + 1].kind))


def _own_lines(lines: Sequence[Line], at: int) -> Sequence[Line]:
    end = next((to for to in range(at + 1, len(lines)) if lines[to].kind == lines[at].kind), len(lines))
    return lines[at + 1 : end]


def _closing_note(lines: Sequence[Line], last: int) -> set[int]:
    return set([at for at in range(last + 1, len(lines)) if is_note(lines[at])][:1])


def _same_level(lines: Sequence[Line], first: int) -> list[int]:
    """The lines marked like the first marked one, up to a note that runs to the end of the text."""
    kind = lines[first].kind
    notes = (at for at in range(first, len(lines)) if lines[at].kind not in ("", kind) and is_note(lines[at]))
    found = [at for at in range(first, next(notes, len(lines))) if lines[at].kind == kind]
    return _outer_numbers(lines, found) if kind in _NUMBERED else found


def _outer_numbers(lines: Sequence[Line], items: Sequence[int]) -> list[int]:
    """The items of the outermost numbering: "1. … 1. … 2. … 2. …" has two, each with its own list or none."""
    outer = [items[0]]
    levels = [_rank(lines[items[0]])]
    for at in items[1:]:
        rank = _rank(lines[at])
        while len(levels) > 1 and rank != levels[-1] + 1 and any(rank == level + 1 for level in levels[:-1]):
            levels.pop()
        if rank == 1 and lines[at - 1].words.endswith(":"):
            levels = [*levels, 1][:_DEEPEST]
            continue
        levels[-1] = rank
        if len(levels) == 1:
            outer.append(at)
    return outer


_LETTERS = "abcdđeghiklmnopqrstuvxy"


def _rank(line: Line) -> int:
    return int(line.number) if line.number.isdigit() else _LETTERS.find(line.number) + 1


def _paragraphs(lines: Sequence[Line]) -> set[int]:
    """Where paragraphs begin that say a step of their own; the others go with the one before them."""
    starts = {0}
    headed = is_heading(lines[0]) if lines else False
    for at in range(1, len(lines)):
        line = lines[at]
        if line.kind or goes_on(line, lines[at - 1]):
            headed = headed and is_heading(line)
            continue
        if is_note(line):
            return starts | {at}
        heads_list = is_case(line) and line.words.endswith(":") and at + 1 < len(lines) and lines[at + 1].kind != ""
        if (opens_paragraph(line) or heads_list) and not headed:
            starts.add(at)
        headed = is_heading(line)
    return starts
