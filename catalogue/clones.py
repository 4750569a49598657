"""The same procedure as many provinces publish it, and in what their versions differ.

Two procedures are versions of one where different publishers are provinces and the names are equal as spelled, the
province's own name and the word "thủ tục" at the beginning left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from catalogue.graph_nodes import OWN_KINDS, ProcedureNode
from catalogue.text import spelling_key

_LEAD = f"{spelling_key('thủ tục')} "
_PLACE_WORDS = tuple(f" {spelling_key(words)}" for words in ("trên địa bàn", "tỉnh", "thành phố", "tại"))


def clone_key(node: ProcedureNode) -> str:
    """Return what a procedure is called, equal for the versions of different provinces."""
    name = spelling_key(node.name).removeprefix(_LEAD)
    own = f" {spelling_key(node.province)}"
    if not node.province or not name.endswith(own):
        return name
    name = name.removesuffix(own)
    while place := next((words for words in _PLACE_WORDS if name.endswith(words)), ""):
        name = name.removesuffix(place)
    return name


_AT_A_LEVEL = re.compile(r"\([^()]*\bcấp\b[^()]*\)", re.IGNORECASE)


@lru_cache(maxsize=200_000)
def level_key(name: str) -> str:
    """Return what a procedure is called, equal at all levels of one body: "… (thực hiện tại cấp tỉnh)"."""
    return spelling_key(_AT_A_LEVEL.sub(" ", name)).removeprefix(_LEAD)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that not all versions have: its part ("paper" or "result"), its words, and who has it."""

    part: str
    words: str
    having: tuple[int, ...]
    lacking: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CloneGroup:
    """One procedure as several provinces publish it; `entries` are in ascending order."""

    name: str
    entries: tuple[int, ...]
    provinces: tuple[str, ...]
    differences: tuple[Difference, ...]


def clone_groups(nodes: Iterable[ProcedureNode]) -> tuple[CloneGroup, ...]:
    """Return the procedures that more than one province publishes, the most published first."""
    by_name: dict[str, list[ProcedureNode]] = defaultdict(list)
    for node in nodes:
        if node.province:
            by_name[clone_key(node)].append(node)
    groups = [clone_group(members) for members in by_name.values() if len({node.province for node in members}) > 1]
    return tuple(sorted(groups, key=lambda group: (-len(group.provinces), group.entries)))


def clone_group(members: Iterable[ProcedureNode]) -> CloneGroup:
    """Return some versions of one procedure as a group, with what not all of them have."""
    nodes = sorted(members, key=lambda node: node.entry)
    papers = {node.entry: _papers(node) for node in nodes}
    results = {node.entry: _results(node) for node in nodes}
    return CloneGroup(
        name=nodes[0].name,
        entries=tuple(node.entry for node in nodes),
        provinces=tuple(sorted({node.province for node in nodes})),
        differences=(*_differences("paper", papers), *_differences("result", results)),
    )


def _papers(node: ProcedureNode) -> dict[str, str]:
    """The papers of a version by what they are; what the applicant writes is told apart by its words."""
    return {
        need.identity or spelling_key(need.text): need.text
        for row in reversed(node.needs)
        for need in row.each
        if need.demand != "no" and not set(need.kinds) & (OWN_KINDS - {"form"})
    }


def _results(node: ProcedureNode) -> dict[str, str]:
    return {output.identity or spelling_key(output.name): output.name for output in reversed(node.outputs)}


def _differences(part: str, had: Mapping[int, Mapping[str, str]]) -> tuple[Difference, ...]:
    words: dict[str, str] = {}
    for things in had.values():
        words = dict(things) | words
    found = []
    for key, said in words.items():
        having = tuple(entry for entry, things in had.items() if key in things)
        if len(having) < len(had):
            found.append(Difference(part, said, having, tuple(entry for entry in had if entry not in having)))
    return tuple(found)
