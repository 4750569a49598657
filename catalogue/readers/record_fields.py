"""Typed access to the keys of one JSON record that notes what was odd and keeps what was not asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from catalogue.codes import clean_code, is_nearly_national, read_code
from catalogue.native_layout import json_number
from catalogue.records import Note, Procedure
from catalogue.text import clean, is_no_value, one_line, value_or_empty

# A number of this many digits survives the way through JSON's floating point unchanged, and is more than any amount.
MOST_DIGITS = 15
# A longer time limit, in whatever unit, and a higher fee, in whatever currency, than any procedure has.
MOST_TIME = 100_000
MOST_MONEY = 10**12
# More copies than any office asks for.
_MOST_COPIES = 1000
# A number alone, as JSON or a person writes it, with a sign, or with more digits or a larger power than any amount.
_NUMBER = re.compile(r"-\d+(?:[.,]\d+)?|\d{16,}(?:\.\d+)?|\d+(?:\.\d+)?[eE][+-]?\d+")
# How much of a number a note quotes.
_NOTED = 40


class WrongType(Exception):
    """A key that holds something its layout cannot mean: the key's JSON pointer and what was found."""

    def __init__(self, key: str, found: Any) -> None:
        super().__init__(key)
        self.key = key or "/"
        self.found = _json_type(found)


class RecordFields:
    """One JSON object of a record, read key by key.

    Every object of a record shares the lists of notes and of unknown keys with the record's root. Each `children`,
    `child` and reader method marks its key as known; `keep_unknown` then keeps the rest.
    """

    def __init__(self, found: dict[str, Any], pointer: str, notes: list[Note], extra: list[tuple[str, str]]) -> None:
        self._found = found
        self._pointer = pointer
        self._asked: set[str] = set()
        self._notes = notes
        self._extra = extra

    @classmethod
    def root(cls, found: dict[str, Any]) -> RecordFields:
        """Start on a whole record."""
        return cls(found, "", [], [])

    def text(self, key: str) -> str:
        """Return a text of several lines, cleaned; a number is written out and noted."""
        return clean(self._plain(key))

    # Most of reading a catalogue is this one method: what is usual goes the shortest way.
    def line(self, key: str) -> str:
        """Return a text of one line, cleaned."""
        found = self._found.get(key)
        self._asked.add(key)
        if found is None:
            return ""
        return one_line(found if type(found) is str else self._spoken(found, key))

    def value(self, key: str) -> str:
        """Return a text of several lines, empty where it only says that there is no value."""
        return value_or_empty(self._plain(key))

    def value_line(self, key: str) -> str:
        """Return a text of one line, empty where it only says that there is no value."""
        return one_line(self.value(key))

    def lines(self, key: str) -> tuple[str, ...]:
        """Return a list of one-line texts without its empty members; one text alone counts as a list of it."""
        found = self._get(key)
        if found is None:
            return ()
        members = found if isinstance(found, list) else [found]
        texts = (one_line(self._spoken(member, f"{key}/{at}")) for at, member in enumerate(members))
        return tuple(text for text in texts if not is_no_value(text))

    def child(self, key: str) -> RecordFields:
        """Return the object under a key, an empty one where the key is missing or null."""
        found = self._get(key)
        if found is None:
            found = {}
        if not isinstance(found, dict):
            raise WrongType(self._at(key), found)
        return self._nested(found, key)

    def children(self, key: str) -> Iterator[RecordFields]:
        """Yield the objects in the list under a key."""
        found = self._get(key)
        if found is None:
            return
        if not isinstance(found, list):
            raise WrongType(self._at(key), found)
        for at, member in enumerate(found):
            if not isinstance(member, dict):
                raise WrongType(self._at(f"{key}/{at}"), member)
            nested = self._nested(member, f"{key}/{at}")
            yield nested
            nested.keep_unknown()

    def choice(self, key: str, known: tuple[str, ...], otherwise: str) -> str:
        """Return one of the known words; anything else becomes `otherwise` and is kept as an unknown key."""
        found = self.line(key)
        if found in known:
            return found
        if found:
            self._asked.discard(key)
        return otherwise

    def code(self, key: str) -> str:
        """Return a procedure's code without stray spaces; note one that is deleted, misspelled or has words behind it.

        Localities and cases belong to a code, and are no reason for a note.
        """
        published = self.text(key)
        parts = read_code(published)
        if (parts.national and (parts.deleted or parts.respelled or parts.rest)) or is_nearly_national(parts.text):
            self.note("unusual-code", key, one_line(published))
        return clean_code(published)

    def number(self, key: str, most: int = 10**MOST_DIGITS) -> tuple[Decimal | None, str]:
        """Return a number, and the words that stood in its place (one of the two is empty).

        A number below 0, or of more digits than any amount, is kept as words; that, and one that is more than `most`,
        is noted.
        """
        found = self._get(key)
        if isinstance(found, bool):
            self._asked.discard(key)
        if found is None or isinstance(found, bool):
            return None, ""
        if isinstance(found, int | Decimal):
            if found < 0:
                self.note("number-out-of-range", key, str(found))
                return None, str(found)
            if found > most:
                self.note("number-unusual", key, str(found))
            return Decimal(found), ""
        spoken = clean(self._spoken(found, key))
        if spoken.isascii() and spoken.isdigit() and len(spoken) <= MOST_DIGITS:
            self._notes.append(Note("text-for-number", self._at(key), spoken))
            return Decimal(spoken), ""
        if _NUMBER.fullmatch(spoken):
            self.note("number-out-of-range", key, spoken[:_NOTED])
        return None, spoken

    def count(self, key: str) -> int | None:
        """Return a whole number of things, or None; words in its place are kept as an unknown key."""
        found = self._found.get(key)
        if type(found) is int and 0 <= found <= _MOST_COPIES:
            self._asked.add(key)
            return found
        number, spoken = self.number(key, _MOST_COPIES)
        if number is not None and number == number.to_integral_value() and number >= 0:
            return int(number)
        if number is not None or spoken:
            self._asked.discard(key)
        return None

    def flag(self, key: str) -> bool:
        """Return whether a key holds true; anything but true, false and null is kept as an unknown key."""
        found = self._get(key)
        if found is not None and not isinstance(found, bool):
            self._asked.discard(key)
        return found is True

    def is_empty(self, key: str) -> bool:
        """Tell whether a key is missing or holds nothing: null, false, an empty text, list or object."""
        return not self._found.get(key)

    def keep_unknown(self) -> None:
        """Keep every key that nobody asked for, and note it; calling it twice changes nothing."""
        if self._found.keys() <= self._asked:
            return
        noted = {note.key for note in self._notes if note.kind == "number-out-of-range"}
        for key, found in self._found.items():
            if key not in self._asked:
                self._asked.add(key)
                pointer = self._at(key.replace("~", "~0").replace("/", "~1"))
                text = json.dumps(found, ensure_ascii=False, sort_keys=True, default=json_number)
                self._extra.append((pointer, text))
                if pointer not in noted:
                    self._notes.append(Note("unknown-key", pointer))

    def pass_over(self, *keys: str) -> None:
        """Count keys as known that have no place in a record and are no loss: identifiers, times of storing."""
        self._asked.update(keys)

    def note(self, kind: str, key: str, value: str = "") -> None:
        """Note something about a key of this object."""
        self._notes.append(Note(kind, self._at(key), value))

    def unknown(self) -> tuple[tuple[str, str], ...]:
        """Return the unknown keys of the whole record that were kept so far: JSON pointers and JSON texts."""
        return tuple(self._extra)

    def notes(self) -> tuple[Note, ...]:
        """Return what was noticed in the whole record."""
        return tuple(self._notes)

    def with_extra(self, procedure: Procedure) -> Procedure:
        """Return the procedure with the unknown keys of the whole record."""
        return replace(procedure, extra=tuple(sorted(self._extra))) if self._extra else procedure

    def _get(self, key: str) -> Any:
        self._asked.add(key)
        return self._found.get(key)

    def _plain(self, key: str) -> str:
        found = self._get(key)
        return "" if found is None else self._spoken(found, key)

    def _spoken(self, found: Any, key: str) -> str:
        if isinstance(found, str):
            return found
        if isinstance(found, int | Decimal) and not isinstance(found, bool):
            self._notes.append(Note("number-for-text", self._at(key), str(found)))
            return str(found)
        raise WrongType(self._at(key), found)

    def _nested(self, found: dict[str, Any], key: str) -> RecordFields:
        return RecordFields(found, self._at(key), self._notes, self._extra)

    def _at(self, key: str) -> str:
        return f"{self._pointer}/{key}"


def _json_type(found: Any) -> str:
    names = {dict: "object", list: "list", bool: "boolean", str: "text", type(None): "null"}
    return names.get(type(found), "number")
