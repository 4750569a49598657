"""JSON text into plain values: exact numbers, whole characters, and refusals that say where."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.record_fields import MOST_DIGITS

_LONGEST_NUMBER = 40
_LONGEST_MEMBER = 64 << 20
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_TEXT_OR_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)')
_STRUCTURE = re.compile(r'["{}\[\],]')
_IN_STRING = re.compile(r'["\\]')


def parse_json(text: str, path: Path, line: int, file: str = "") -> Any:
    """Return the values of a JSON text that begins on a line of a file.

    Numbers are exact decimals or whole numbers, and texts where they have more digits than any amount. Raises
    `Problem`: NOT_JSON with the line and column of the fault, TOO_DEEP, and KEY_TWICE where one object gives one key
    two values, of which one would be lost.
    """
    named = str(path / file) if file else str(path)
    try:
        found = _DECODER.decode(text)
        return _without_lone_surrogates(found) if _SURROGATE.search(text) else found
    except _KeyTwice as error:
        raise Problem(ProblemKind.KEY_TWICE, path=named, line=line, key=error.key) from None
    except JSONDecodeError as error:
        at = line + error.lineno - 1
        raise Problem(ProblemKind.NOT_JSON, path=named, line=at, column=error.colno) from None
    except ValueError:
        before = text[: _constant_at(text)]
        at, column = line + before.count("\n"), len(before) - before.rfind("\n")
        raise Problem(ProblemKind.NOT_JSON, path=named, line=at, column=column) from None
    except RecursionError:
        raise Problem(ProblemKind.TOO_DEEP, path=named, line=line) from None


class _KeyTwice(ValueError):
    """An object that gives one key two values."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        for key, value in pairs:
            if found[key] != value:
                raise _KeyTwice(key)
    return found


def _constant_at(text: str) -> int:
    """Where the first of the words stands that Python's decoder takes for numbers and JSON does not have."""
    words = (found for found in _TEXT_OR_CONSTANT.finditer(text) if found[1])
    return next((found.start() for found in words), 0)


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _number(text: str) -> Decimal | int | str:
    """A JSON number, or its text where it has more digits than any amount and could not be stored exactly."""
    if len(text) < MOST_DIGITS and text.isdecimal():
        return int(text)
    if len(text) > _LONGEST_NUMBER:
        return text
    number = Decimal(text)
    if len(number.as_tuple().digits) > MOST_DIGITS or abs(number.adjusted()) > MOST_DIGITS:
        return text
    return int(text) if text.lstrip("-").isdigit() else number


_DECODER = json.JSONDecoder(
    parse_float=_number, parse_int=_number, parse_constant=_no_constant, object_pairs_hook=_object
)


def _without_lone_surrogates(found: Any) -> Any:
    """The same values with `�` for every half of a character pair, which no UTF-8 text can hold."""
    if isinstance(found, str):
        return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(found, list):
        return [_without_lone_surrogates(member) for member in found]
    if isinstance(found, dict):
        return {_without_lone_surrogates(key): _without_lone_surrogates(value) for key, value in found.items()}
    return found


def array_members(pieces: Iterable[str], path: Path) -> Iterator[tuple[int, str]]:
    """Yield the members of a JSON array as they stand, each with the line on which it begins, without keeping more.

    Members are parted by brackets and commas alone; whether they are JSON themselves is not looked at. Raises
    `Problem` where the array is not closed, something stands behind it, or a member is larger than any record.
    """
    splitter = _Splitter()
    for piece in pieces:
        yield from splitter.feed(piece)
        if splitter.strange_line:
            raise Problem(ProblemKind.NOT_JSON, path=str(path), line=splitter.strange_line, column=1)
        if splitter.held > _LONGEST_MEMBER:
            raise Problem(ProblemKind.SOURCE_TOO_HEAVY, path=str(path))
    if splitter.depth > 0:
        raise Problem(ProblemKind.NOT_JSON, path=str(path), line=splitter.last_line, column=1)


class _Splitter:
    """Follows strings and brackets through the pieces of an array's text."""

    def __init__(self) -> None:
        self.depth = 0
        self.line = 1
        self.held = 0
        self.strange_line = 0
        self._closed = False
        self._parts: list[str] = []
        self._in_string = False
        self._escaped = False

    @property
    def last_line(self) -> int:
        """The line on which the member begins that has not ended yet."""
        text = "".join(self._parts)
        return self.line + text.count("\n", 0, len(text) - len(text.lstrip()))

    def feed(self, piece: str) -> Iterator[tuple[int, str]]:
        """Take in the next piece of text and yield the members that end in it."""
        start = at = 0
        while not self._closed:
            if self._escaped and at < len(piece):
                at += 1
                self._escaped = False
            found = (_IN_STRING if self._in_string else _STRUCTURE).search(piece, at)
            if found is None:
                break
            at = found.end()
            sign = found.group()
            if self._in_string:
                self._escaped = sign == "\\"
                self._in_string = self._escaped
                continue
            closes = sign in "}]"
            if (sign == "," and self.depth == 1) or (closes and self.depth == 1):
                yield from self._end(piece[start : at - 1])
                start = at
            self._in_string = sign == '"'
            self.depth += (sign in "{[") - closes
            self._closed = closes and self.depth == 0
            if sign == "[" and self.depth == 1:
                self.line += piece.count("\n", start, at)
                start = at
        if self._closed:
            self._look_behind(piece[start:].removeprefix("]").removeprefix("}"))
            return
        self._parts.append(piece[start:])
        self.held += len(piece) - start

    def _look_behind(self, text: str) -> None:
        """Keep the line on which something stands behind the end of the array."""
        rest = text.lstrip()
        if rest and not self.strange_line:
            self.strange_line = self.line + text.count("\n", 0, len(text) - len(rest))
        self.line += text.count("\n")

    def _end(self, rest: str) -> Iterator[tuple[int, str]]:
        text = "".join([*self._parts, rest])
        self._parts.clear()
        self.held = 0
        member = text.strip()
        if member:
            before = len(text) - len(text.lstrip())
            yield self.line + text.count("\n", 0, before), member
        self.line += text.count("\n")
