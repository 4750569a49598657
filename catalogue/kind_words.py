"""The vocabulary of papers and the wording that tells them apart, read from `kinds.toml`.

Patterns are meant for texts as `catalogue.row_spelling.spelled` gives them. Each is compiled once in a process.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

NONE = "none"
FORM = "form"
DIPLOMA = "diploma"
PROF_CERT = "prof_cert"
PHOTO = "photo"
IDENTITY = "identity"
BUSINESS_REG = "business_reg"
LAND_USE = "land_use"
CONTRACT = "contract"
OWN_LICENCE = "own_licence"
OTHER_STATE = "other_state"
OTHER_PRIVATE = "other_private"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of the closed vocabulary with its Vietnamese and English name."""

    code: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class NameRule:
    """How the names of one kind begin.

    `or_state` where a state body named in the name makes it a state paper; `first` where the rule is asked before the
    list of usual papers.
    """

    kind: str
    pattern: re.Pattern[str]
    or_state: bool
    first: bool


@cache
def wording() -> Mapping[str, Any]:
    """Return the whole content of `kinds.toml`."""
    return tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the kinds by their code, in the order of the vocabulary."""
    return {entry["code"]: Kind(**entry) for entry in wording()["kinds"]}


def any_of(words: Iterable[str]) -> str:
    """Return one pattern text that matches any of the words; their order counts."""
    return "(?:" + "|".join(words) + ")"


@cache
def words(section: str, key: str) -> re.Pattern[str]:
    """Return a pattern for a list of words of the file, matched at word boundaries where the words are letters."""
    return re.compile(r"(?<!\w)" + any_of(wording()[section][key]))


@cache
def name_rules() -> tuple[NameRule, ...]:
    """Return the rules for the beginnings of names in the order in which they are tried."""
    return tuple(
        NameRule(
            entry["kind"],
            re.compile(any_of(entry["words"])),
            bool(entry.get("or_state")),
            bool(entry.get("first")),
        )
        for entry in wording()["phrases"]
    )


@cache
def first_rules() -> tuple[NameRule, ...]:
    """Return the rules that are asked before the list of usual papers."""
    return tuple(rule for rule in name_rules() if rule.first)


@cache
def later_rules() -> tuple[NameRule, ...]:
    """Return the rules that are asked where the list of usual papers tells nothing."""
    return tuple(rule for rule in name_rules() if not rule.first)


@cache
def fallbacks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what a row is whose paper no name tells, by how the row opens; the first that fits decides."""
    return tuple((kind, re.compile(pattern)) for kind, pattern in wording()["fallbacks"].items())


@cache
def openings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what a row of few words is that names no paper, by the noun with which it opens."""
    return tuple((kind, re.compile(rf"(?:{nouns})(?!\w)")) for kind, nouns in wording()["openings"].items())


@cache
def leads_on() -> re.Pattern[str]:
    """Return how a row ends that only leads to the rows after it."""
    return re.compile(wording()["notes"]["leads_on"])
