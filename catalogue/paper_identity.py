"""What a paper is called, and the key under which rows that ask for the same paper in other words meet.

A row's name is what is left when decorations are taken off (`catalogue.paper_wording`). Its identity is a key made of
that name: spelling evened out, abbreviations opened, words that carry no meaning dropped, and then the reviewed list
of other names in `paper_aliases.toml`. Names are joined by nothing else: likeness of letters or words joins papers
that are not the same far too often.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from catalogue.paper_parts import begins_as_paper, split_papers
from catalogue.paper_wording import spelled_evenly, without_brackets, without_file_name, without_lead, without_tail
from catalogue.text import spelling_key, words

_CACHED = 200_000
_LONGEST_NAME = 400


# Beginnings that publishers cut, each with the whole of it, by their first words.
Heads = Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class PaperNames:
    """The words and other names by which papers are known, all as spelling keys; see `paper_aliases.toml`."""

    abbreviations: Mapping[str, str]
    idle: frozenset[str]
    aliases: Mapping[str, str]
    generic: frozenset[str]
    open_ended: frozenset[str]
    forms: tuple[str, ...]
    cases: tuple[str, ...]
    heads: Heads
    vague: tuple[str, ...]
    parting: tuple[str, ...]
    foreign: re.Pattern[str]
    private: re.Pattern[str]


@cache
def paper_names() -> PaperNames:
    """Read the reviewed names."""
    with (Path(__file__).parent / "paper_aliases.toml").open("rb") as file:
        values: dict[str, Any] = tomllib.load(file)
    abbreviations = {spelling_key(short): spelling_key(long) for short, long in values["abbreviations"].items()}
    idle = frozenset(spelling_key(word) for word in values["words"]["idle"])
    heads = _by_first_word((spelling_key(cut), spelling_key(whole)) for cut, whole in values["heads"].items())

    def key(name: str) -> str:
        return _plain_key(name, abbreviations, idle, heads)

    aliases: dict[str, str] = {}
    for names in values["same"]:
        main = key(names[0])
        for name in names:
            aliases[key(name)] = main
    return PaperNames(
        abbreviations,
        idle,
        aliases,
        frozenset(aliases.get(key(name), key(name)) for name in values["words"]["generic"]),
        frozenset(aliases.get(key(name), key(name)) for name in values["words"]["open_ended"]),
        tuple(key(name) for name in values["words"]["forms"]),
        tuple(key(name) for name in values["words"]["cases"]),
        heads,
        tuple(spelling_key(name) for name in values["words"]["vague"]),
        tuple(spelling_key(name) for name in values["words"]["parting"]),
        re.compile("|".join(values["words"]["foreign"]), re.IGNORECASE),
        re.compile("|".join(values["words"]["private"]), re.IGNORECASE),
    )


def _by_first_word(heads: Iterable[tuple[str, str]]) -> Heads:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for cut, whole in heads:
        first = cut.split()[0]
        found[first] = (*found.get(first, ()), (cut, whole))
    return found


def _whole(name: str, abbreviations: Mapping[str, str], heads: Heads) -> str:
    opened = " ".join(abbreviations.get(word, word) for word in spelling_key(name).split())
    for cut, whole in heads.get(opened.partition(" ")[0], ()):
        if opened.startswith(cut) and (len(opened) == len(cut) or opened[len(cut)] == " "):
            return whole + opened[len(cut) :]
    return opened


def whole_name(name: str) -> str:
    """Return a name as a spelling key with all its words, abbreviations and a head cut by its publisher completed."""
    return _whole(name, paper_names().abbreviations, paper_names().heads)


def _plain_key(name: str, abbreviations: Mapping[str, str], idle: frozenset[str], heads: Heads) -> str:
    opened = _whole(name, abbreviations, heads)
    kept = [word for word in opened.split() if word not in idle]
    return " ".join(kept) if kept else opened


@lru_cache(maxsize=_CACHED)
def name_key(name: str) -> str:
    """Return the key of a name without decorations: abbreviations opened, idle words dropped, other names joined."""
    key = _plain(name)
    return paper_names().aliases.get(key, key)


def _plain(name: str) -> str:
    names = paper_names()
    return _plain_key(name, names.abbreviations, names.idle, names.heads)


@lru_cache(maxsize=_CACHED)
def paper_name(text: str) -> str:
    """Return what a paper's row calls it: its first name, without decorations, in the row's own letters.

    A row that holds nothing but decorations is returned as it is, cleaned.
    """
    found = named_papers(text)
    return found[0] if found else " ".join(spelled_evenly(text).split())


def named_papers(text: str) -> tuple[str, ...]:
    """Return the names of all papers that a row asks for, alternatives and parts alike, in order and once each."""
    return tuple(name for name, _ in asked_papers(text))


@lru_cache(maxsize=_CACHED)
def asked_papers(text: str) -> tuple[tuple[str, str], ...]:
    """Return each of `named_papers` with the part of the row that asks for it, decorations and all."""
    whole = without_lead(without_file_name(spelled_evenly(text)))
    named: dict[str, tuple[str, str]] = {}
    one = undecorated(whole)
    # A reviewed name may itself list things ("văn bằng, chứng chỉ"), and is not parted then.
    for part in (whole,) if one and _plain(one) in paper_names().aliases else split_papers(whole):
        if name := undecorated(part):
            named.setdefault(name_key(name), (name, part))
    papers = tuple(pair for pair in named.values() if begins_as_paper(pair[0]))
    # Where no part begins with a known word for a paper, the row as a whole is one.
    return papers or tuple(named.values())[:1]


def undecorated(part: str) -> str:
    """Return one part of a row without decorations; empty where it names nothing."""
    name = part
    for _ in range(4):
        shorter = without_tail(without_lead(" ".join(without_brackets(name).split())))
        if shorter == name:
            break
        name = shorter
    return name[:_LONGEST_NAME] if any(letter.isalpha() for letter in name) else ""


@lru_cache(maxsize=_CACHED)
def paper_identity(text: str, procedure: str = "") -> str:
    """Return the key that rows of different procedures share where they ask for the same paper.

    `procedure` is the name of the procedure that asks. A row that only says "the licence" or "the form" means that
    procedure's own, so such a name is completed from it, or kept apart by it.
    """
    return _completed(name_key(paper_name(text)), procedure)


def paper_identities(text: str, procedure: str = "") -> tuple[str, ...]:
    """Return the identity of each of `named_papers`."""
    return tuple(_completed(name_key(name), procedure) for name in named_papers(text)) or (
        paper_identity(text, procedure),
    )


def _completed(key: str, procedure: str) -> str:
    if not procedure or key not in paper_names().generic:
        return key
    return completed_name(key, procedure) or f"{key} | {name_key(procedure)}"


@lru_cache(maxsize=_CACHED)
def is_form(key: str) -> bool:
    """Tell whether a key names something that the applicant writes: an application, a declaration, a list, a letter."""
    return any(key == head or key.startswith(head + " ") for head in paper_names().forms)


def is_case_decision(key: str) -> bool:
    """Tell whether a key names a decision in one case, which every agency calls alike."""
    return any(key == head or key.startswith(head + " ") for head in paper_names().cases)


def is_generic(key: str) -> bool:
    """Tell whether a key says only what sort of paper it is ("giấy phép"), and not for what."""
    return key in paper_names().generic


def is_private(text: str) -> bool:
    """Tell whether a text asks for a paper that a company, a school or a hospital issues and no authority."""
    return paper_names().private.search(spelled_evenly(text)) is not None


def is_foreign(text: str) -> bool:
    """Tell whether a text asks for a paper that another state issues."""
    return paper_names().foreign.search(spelled_evenly(text)) is not None


_LAND = re.compile(r"\b(?:đất|thửa|tài sản gắn liền|giấy chứng nhận đã cấp|đăng ký biến động)\b", re.IGNORECASE)
_LAND_CERTIFICATE = "Giấy chứng nhận quyền sử dụng đất"
_BARE_CERTIFICATE = "Giấy chứng nhận"


def is_about_land(text: str) -> bool:
    """Tell whether a text is about land, where a bare "Giấy chứng nhận" is the certificate of land use rights."""
    return _LAND.search(spelled_evenly(text)) is not None


@lru_cache(maxsize=_CACHED)
def completed_name(key: str, procedure: str) -> str:
    """Return the key of a generic name filled up from a procedure's name; empty where the procedure does not say it.

    "Giấy phép" asked for by "Cấp lại Giấy phép sát hạch" is "giấy phép sát hạch"; a bare "Giấy chứng nhận" in a
    procedure about land is the land certificate.
    """
    even = spelled_evenly(procedure)
    if key == name_key(_BARE_CERTIFICATE) and _LAND.search(even):
        return name_key(_LAND_CERTIFICATE)
    told = name_key(undecorated(even)).split()
    head = key.split()
    for at in range(len(told) - len(head)):
        if told[at : at + len(head)] == head:
            filled = " ".join(told[at:])
            return paper_names().aliases.get(filled, filled)
    return ""


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that carry meaning, as spelling keys."""
    return frozenset(spelling_key(word) for word in words(text)) - paper_names().idle
