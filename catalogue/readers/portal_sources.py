"""The portal's answers taken out of the files and folders that they are kept in, not yet understood."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from catalogue.native_layout import json_number
from catalogue.problems import Problem, ProblemKind
from catalogue.readers.json_records import line_records
from catalogue.readers.json_values import array_members, parse_json
from catalogue.readers.text_files import TextForm, form_of, head_text, pieces_of, readable_lines_of
from catalogue.records import Note, RawRecord, RefusedReading

# Keys that the portal's answers have and no other layout uses; two of them make an answer.
_KEYS = (
    "executionSteps executionMethods executionCases procedureProposal departmentPromulgateName formalityType "
    "legalBasisesDetails subjectTypesDetails resultsDetails codeNotation requirementsAndConditions"
)
_ANSWER_KEYS = frozenset(_KEYS.split())
_ANSWER_KEY = re.compile(rf'"({"|".join(sorted(_ANSWER_KEYS))})"\s*:')
_ENVELOPES = ("data", "result", "results", "content", "items", "records", "procedure", "procedures")
# A broken file among the first does not hide what the others are.
_FIRST_FILES = 20
_DEEPEST_ENVELOPE = 4
_LONGEST_ANSWER = 256 << 20


def is_answer(found: object) -> bool:
    """Tell whether parsed JSON is one answer of the portal, without an envelope."""
    return isinstance(found, dict) and len(_ANSWER_KEYS & found.keys()) >= 2


def unwrapped(found: Any) -> tuple[str, Any]:
    """Return an answer out of the envelopes around it, and the code that an envelope names, if any does."""
    code = ""
    for _ in range(_DEEPEST_ENVELOPE):
        inner = None if is_answer(found) else _inner(found)
        if inner is None or isinstance(inner, list):
            break
        code = next((str(found[key]) for key in ("code", "procedureCode") if isinstance(found.get(key), str)), code)
        found = inner
    return code, found


def _inner(found: Any) -> Any:
    """What an envelope holds: an object or a list of objects, else None."""
    if not isinstance(found, dict):
        return None
    held = (found.get(key) for key in _ENVELOPES)
    return next((value for value in held if isinstance(value, dict | list) and value), None)


def _answers_within(found: Any) -> list[Any]:
    """The answers of a parsed source: a list in envelopes gives its members, anything else is one."""
    for _ in range(_DEEPEST_ENVELOPE):
        if isinstance(found, list):
            return found
        inner = None if is_answer(found) else _inner(found)
        if inner is None:
            break
        if isinstance(inner, dict) and not isinstance(_list_within(inner), list):
            break
        found = inner
    return [found]


def _list_within(found: Any) -> Any:
    for _ in range(_DEEPEST_ENVELOPE):
        if isinstance(found, list) or is_answer(found):
            return found
        found = _inner(found)
    return found


def begins_like_answers(path: Path, head: bytes) -> bool:
    """Tell whether a file that begins with `head`, or one of the first `.json` files of a folder, holds answers."""
    if path.is_dir():
        return any(_begins_like_answers(_head(file)) for file in _files(path)[:_FIRST_FILES])
    return _begins_like_answers(head)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as source:
            return source.read(1 << 16)
    except OSError:
        return b""


def _begins_like_answers(head: bytes) -> bool:
    text = head_text(head)
    return text.startswith(("{", "[")) and len(set(_ANSWER_KEY.findall(text))) >= 2


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == ".json" and path.is_file())


def _left_out(folder: Path, read: list[Path]) -> tuple[Note, ...]:
    """What else lies in a folder whose answers are read, as notes; hidden files are nobody's."""
    others = sorted(path.name for path in folder.iterdir() if path not in read and not path.name.startswith("."))
    return tuple(Note("file-left-out", "", name, name) for name in others)


def answers_in(path: Path) -> Iterator[RawRecord]:
    """Yield the answers of a file or of a folder's `.json` files; raises `Problem` where none can be had."""
    if path.is_dir():
        return _folder_answers(path)
    form = form_of(path)
    first = next((line for line in readable_lines_of(path, form) if line.text.strip()), None)
    if first is None:
        raise Problem(ProblemKind.FILE_EMPTY, path=str(path))
    if first.text.lstrip().startswith("["):
        found = array_members(pieces_of(path, form), path)
        return _noted((RawRecord(line, text) for line, text in found), form.notes)
    if _is_whole(first.text):
        return _noted(line_records(path, form), form.notes)
    return _noted((RawRecord(1, text) for text in _parsed_answers(path, form)), form.notes)


def _noted(found: Iterator[RawRecord], notes: tuple[Note, ...]) -> Iterator[RawRecord]:
    """The same records; what is noted of the file goes with the first."""
    for first in found:
        yield replace(first, notes=notes)
        yield from found


def _is_whole(line: str) -> bool:
    """Tell whether a file's first line is a JSON value of its own, or is wrong in a way that only lines can show."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return line.rstrip().endswith("}")
    return not isinstance(_list_within(found), list)


def _parsed_answers(path: Path, form: TextForm, file: str = "") -> Iterator[str]:
    """The answers of a source that has to be read as a whole; one alone as it stands, several each written anew."""
    parts: list[str] = []
    length = 0
    source = path / file if file else path
    for piece in pieces_of(source, form):
        parts.append(piece)
        length += len(piece)
        if length > _LONGEST_ANSWER:
            raise Problem(ProblemKind.SOURCE_TOO_HEAVY, path=str(source))
    text = "".join(parts).strip()
    found = parse_json(text, path, 1, file)
    answers = _answers_within(found)
    if len(answers) == 1 and answers[0] is found:
        yield text
        return
    try:
        yield from [json.dumps(answer, ensure_ascii=False, default=json_number) for answer in answers]
    except RecursionError:
        raise Problem(ProblemKind.TOO_DEEP, path=str(source), line=1) from None


def _folder_answers(folder: Path) -> Iterator[RawRecord]:
    files = _files(folder)
    if not files:
        raise Problem(ProblemKind.FILE_EMPTY, path=str(folder))
    number = 0
    others = _left_out(folder, files)
    for file in files:
        try:
            form = form_of(file)
            texts = list(_parsed_answers(folder, form, file.name))
        except Problem as problem:
            number += 1
            yield RawRecord(number, "", file.name, refused=RefusedReading(problem.kind, problem.facts))
            continue
        for text in texts:
            number += 1
            yield RawRecord(number, text, file.name, (*form.notes, *others))
            others = ()
