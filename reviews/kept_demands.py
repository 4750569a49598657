"""The demands of an edition, kept in a folder of the machine once they were read off its papers.

Recognising what some ten thousand papers ask for takes most of a minute, and nothing in it changes until the edition,
what reviewers said of links, or the program does: a file's name says all three. What is kept is derived and may be
deleted at any time; a file that cannot be read is made again, and one that cannot be written is done without.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from fractions import Fraction
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from catalogue.editions import Edition
from catalogue.judged_links import JudgedLinks
from catalogue.placing import aside_of, put_in_place
from reviews.costs import Exact
from reviews.ripple import Demand, Span, WantedPaper, exactly

_MOST_FILES = 12
_SUFFIX = ".demands"
# What the rules of reading consist of.
_PROGRAM = ("catalogue", "reviews")
_RULES = (".py", ".toml")


def kept_demands(
    folder: Path, edition: Edition, judged: JudgedLinks, read: Callable[[], Iterable[Demand]]
) -> list[Demand]:
    """Return the demands of an edition as they were kept, else as they are read now, which keeps them."""
    path = folder / f"{_key(edition, judged)}{_SUFFIX}"
    try:
        return _demands(path.read_bytes())
    except (OSError, ValueError, zlib.error, KeyError, TypeError):
        found = list(read())
        with suppress(OSError):
            _keep(path, found)
        return found


def _key(edition: Edition, judged: JudgedLinks) -> str:
    said = json.dumps(sorted([*link, holds] for link, holds in judged.items()), ensure_ascii=False)
    return hashlib.sha256(f"{edition.digest}\n{said}\n{rules_digest()}".encode()).hexdigest()


@cache
def rules_digest() -> str:
    """Return the SHA-256 over the rules of the program, code and data: another program reads papers otherwise."""
    digest = hashlib.sha256()
    for name in _PROGRAM:
        _add(digest, files(name), name)
    return digest.hexdigest()


def _add(digest: Any, place: Traversable, path: str) -> None:
    for one in sorted(place.iterdir(), key=lambda found: found.name):
        if one.is_dir():
            _add(digest, one, f"{path}/{one.name}")
        elif one.name.endswith(_RULES):
            digest.update(f"{path}/{one.name}\n".encode())
            digest.update(one.read_bytes())


def _keep(path: Path, demands: Iterable[Demand]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    values = [
        [one.asker, one.issuer, [[paper.address, _span_text(paper.part), paper.choice] for paper in one.papers]]
        for one in demands
    ]
    aside = aside_of(path)
    try:
        aside.write_bytes(zlib.compress(json.dumps(values, ensure_ascii=False).encode(), 1))
        put_in_place(aside, path)
    finally:
        aside.unlink(missing_ok=True)
    newest_first = sorted(path.parent.glob(f"*{_SUFFIX}"), key=lambda kept: -kept.stat().st_mtime_ns)
    for old in newest_first[_MOST_FILES:]:
        old.unlink(missing_ok=True)


def _demands(body: bytes) -> list[Demand]:
    spans: dict[str, Span] = {}
    found = []
    for asker, issuer, papers in json.loads(zlib.decompress(body)):
        wanted = []
        for address, part, choice in papers:
            if part not in spans:
                spans[part] = _span(part)
            wanted.append(WantedPaper(address, spans[part], choice))
        found.append(Demand(asker, issuer, tuple(wanted)))
    return found


def _span_text(span: Span) -> str:
    return str(span.low) if span.is_one else f"{span.low} {span.middle} {span.high}"


def _span(text: str) -> Span:
    numbers = [_number(word) for word in text.split()]
    return exactly(numbers[0]) if len(numbers) == 1 else Span(*numbers)


def _number(word: str) -> Exact:
    return Fraction(word) if "/" in word else int(word)
