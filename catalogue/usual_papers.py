"""The papers that dossiers ask for most often, told by the first words of their name (`usual_papers.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_WORD = re.compile(r"\w+")


@cache
def usual_papers() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the names of the usual papers as the file lists them: by field, then by kind."""
    fields = tomllib.loads(Path(__file__).with_name("usual_papers.toml").read_text(encoding="utf-8"))
    return {field: {kind: tuple(names) for kind, names in kinds.items()} for field, kinds in fields.items()}


@cache
def _by_words() -> tuple[Mapping[str, str], int]:
    """The kind of each name, and of how many words the longest is."""
    kinds = {name: kind for field in usual_papers().values() for kind, names in field.items() for name in names}
    return kinds, max(len(name.split()) for name in kinds)


def usual_kind(name: str) -> str:
    """Return the kind of the usual paper with whose words a spelled name begins, the longest one's; "" for none."""
    kinds, longest = _by_words()
    words = _WORD.findall(name)[:longest]
    for count in range(len(words), 1, -1):
        kind = kinds.get(" ".join(words[:count]))
        if kind:
            return kind
    return kinds.get(words[0], "") if words else ""
