"""A graph that was built once is kept beside the workspace, so that the next command only has to read it.

It is kept for the very entries, judgements and code that it was made of, and made anew where any of them is another;
whatever is wrong with the kept file, the graph is built from the store. What is kept can be deleted at any time.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue.editions import Edition
from catalogue.graph import DependencyGraph
from catalogue.graph_nodes import Link, Output, PaperNeed, ProcedureNode
from catalogue.placing import aside_of
from catalogue.result_layers import SupplierIndex
from catalogue.store import Store
from catalogue.uncollected import uncollected

if TYPE_CHECKING:
    from catalogue.judged_links import JudgedLinks

_LAYOUT = 3
# A larger file is not worth its place on the disk.
_MOST_PROCEDURES = 200_000
# More work would make the file hardly smaller.
_LITTLE_WORK = 1
# How many procedures stand on one line, so that a large file is read and written piece by piece.
_ON_A_LINE = 500


def kept_graph(
    store: Store, edition: Edition, judged: JudgedLinks, tell_building: Callable[[], None] | None = None
) -> DependencyGraph:
    """Return the dependency graph of an edition, read back where it was built before of the same things.

    `tell_building` is called where it has to be built, which takes half a minute for a large edition.
    """
    # What recognises papers takes long to load, and is not needed to read a graph back.
    path = kept_file(store, edition)
    made_of = _made_of(store, edition, judged)
    with uncollected():
        nodes = _read(path, made_of)
    if nodes is not None:
        return DependencyGraph.of_linked(nodes, lambda some: _indexed(some, judged))
    if tell_building is not None:
        tell_building()
    from catalogue.graph_building import build_graph

    graph = build_graph(store, edition, judged)
    if len(graph.nodes) <= _MOST_PROCEDURES and not store.read_only:
        _keep(path, made_of, graph.nodes.values())
    return graph


def _indexed(nodes: Iterable[ProcedureNode], judged: JudgedLinks) -> SupplierIndex:
    from catalogue.graph_building import index_results

    return index_results(nodes, judged)


def kept_file(store: Store, edition: Edition) -> Path:
    """Return where the graph of an edition is kept: in a folder beside the workspace that bears its name."""
    return store.path.with_name(f"{store.path.name}.derived") / f"graph-{edition.id}.json.gz"


def recognising_files() -> list[Path]:
    """Return the code, vocabulary and weights of this floor: any of them may have a say in what is recognised."""
    folder = Path(__file__).parent
    return sorted(file for ending in ("*.py", "*.toml", "learned_*.gz") for file in folder.rglob(ending))


@cache
def _code() -> str:
    """A digest of all that has a say in what is recognised."""
    digest = sha256()
    for file in recognising_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()


_ENTRIES = (
    "SELECT e.id, e.code, e.position, p.digest FROM entry e JOIN procedure p ON p.id = e.procedure_id "
    "WHERE e.edition_id = :edition ORDER BY e.position"
)


def _made_of(store: Store, edition: Edition, judged: JudgedLinks) -> str:
    """A digest of everything that the graph of an edition is made of."""
    entries = [list(row) for row in store.rows(_ENTRIES, {"edition": edition.id})]
    said = sorted((*paper, holds) for paper, holds in judged.items())
    return sha256(json.dumps([_LAYOUT, _code(), entries, said]).encode()).hexdigest()


def _read(path: Path, made_of: str) -> list[ProcedureNode] | None:
    """Return the kept procedures; None where nothing is kept, or something else, or what cannot be read."""
    try:
        with gzip.open(path, "rb") as file:
            if file.readline().strip() != made_of.encode():
                return None
            return _nodes(map(json.loads, file))
    except (OSError, EOFError, zlib.error, ValueError, TypeError, LookupError, RecursionError):
        return None


def _keep(path: Path, made_of: str, nodes: Iterable[ProcedureNode]) -> None:
    """Write the procedures down; a folder that takes no file keeps none."""
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        aside = aside_of(path)
        try:
            with gzip.open(aside, "wt", _LITTLE_WORK, encoding="ascii") as file:
                file.write(f"{made_of}\n")
                file.writelines(f"{json.dumps(values)}\n" for values in _values(tuple(nodes)))
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)


def _values(nodes: Sequence[ProcedureNode]) -> Iterator[list[Any]]:
    """Everything as lists: first how many procedures and the links, which many papers share, once each, then the rest.

    Papers name their links by the place.
    """
    rows = (paper for node in nodes for need in node.needs for paper in (need, *need.parts))
    links = {shared: at for at, shared in enumerate(dict.fromkeys(paper.links for paper in rows))}
    yield [
        len(nodes),
        [
            [[one.entry, one.result, one.stage, one.confidence, one.reasons, one.clones] for one in all_]
            for all_ in links
        ],
    ]
    for start in range(0, len(nodes), _ON_A_LINE):
        yield [_node_values(node, links) for node in nodes[start : start + _ON_A_LINE]]


def _node_values(node: ProcedureNode, links: Mapping[tuple[Link, ...], int]) -> list[Any]:
    return [
        node.entry,
        node.address,
        node.name,
        [_need_values(need, links) for need in node.needs],
        [[output.address, output.name, output.identity, output.code] for output in node.outputs],
        node.province,
        node.agency,
        node.open_to,
    ]


def _need_values(need: PaperNeed, links: Mapping[tuple[Link, ...], int]) -> list[Any]:
    return [
        need.address,
        need.text,
        need.identity,
        need.kinds,
        need.demand,
        need.case,
        need.group,
        need.component_code,
        links[need.links],
        need.maintains,
        need.addition,
        [_need_values(part, links) for part in need.parts],
        need.part,
        need.remark,
    ]


def _nodes(lines: Iterator[Any]) -> list[ProcedureNode]:
    """The procedures of a kept file's lines; raises ValueError where it was cut off."""
    # An empty file has no first line to part.
    count, listed = next(lines, None) or (-1, ())
    links = [
        tuple(
            Link(entry, result, stage, sure, tuple(why), clones) for entry, result, stage, sure, why, clones in shared
        )
        for shared in listed
    ]
    nodes = [
        ProcedureNode(
            entry,
            address,
            name,
            tuple(_need(values, links) for values in needs),
            tuple(Output(*output) for output in outputs),
            province,
            agency,
            tuple(open_to),
        )
        for line in lines
        for entry, address, name, needs, outputs, province, agency, open_to in line
    ]
    if len(nodes) != count:
        raise ValueError
    return nodes


def _need(values: Sequence[Any], links: Sequence[tuple[Link, ...]]) -> PaperNeed:
    address, text, identity, kinds, demand, case, group, code, shared, maintains, addition, parts, part, remark = values
    return PaperNeed(
        address,
        text,
        identity,
        tuple(kinds),
        demand,
        case,
        group,
        code,
        links[shared],
        maintains,
        addition,
        tuple(_need(one, links) for one in parts),
        part,
        remark,
    )
