"""How fast the graph is built, brought up to date and asked: `python benchmarks/bench_graph.py [FILE] [--size N ...]`.

FILE is an edition in the native record layout; the sample edition of June 2026 where none is given. For every `--size`
the edition is made as large by repeating its procedures as further provinces publish them, each copy under another
province, so that links keep to their own copy. Wall and processor time are printed, recognition apart from the rest.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from catalogue.cycles import cycles  # noqa: E402 - the script runs without being installed
from catalogue.editions import find_edition  # noqa: E402
from catalogue.graph import DependencyGraph  # noqa: E402
from catalogue.graph_building import IssuedResults, read_nodes  # noqa: E402
from catalogue.graph_nodes import ProcedureNode  # noqa: E402
from catalogue.graph_questions import asked_back, implied_papers, unasked_results  # noqa: E402
from catalogue.importing import EditionDetails, import_edition  # noqa: E402
from catalogue.journey import Journeys, Terms  # noqa: E402
from catalogue.journey_reading import EffortBook  # noqa: E402
from catalogue.papers import catalogue_papers  # noqa: E402
from catalogue.store import Store, open_store  # noqa: E402

SAMPLE = ROOT / "catalogue" / "samples" / "2026-06.jsonl.gz"
JOURNEYS = 1_000
_LIMIT_MILLISECONDS = 50


def timed(told: str, work: Callable[[], Any]) -> Any:
    """Do some work and print how long it took."""
    wall, processor = time.perf_counter(), time.process_time()
    found = work()
    print(f"  {told:<44}{time.perf_counter() - wall:8.2f} s {time.process_time() - processor:8.2f} s cpu")  # noqa: T201
    return found


def enlarged(nodes: list[ProcedureNode], size: int) -> list[ProcedureNode]:
    """Return as many procedures, the given ones first and then copies of them under made-up provinces."""
    made = list(nodes[:size])
    while len(made) < size:
        number, at = divmod(len(made), len(nodes))
        entry = len(made) + 1_000_000
        made.append(replace(nodes[at], entry=entry, address=f"#{entry}", province=f"{number}"))
    return made


def measure(nodes: list[ProcedureNode], store: Store | None) -> None:
    """Print how long everything takes on some procedures; `store` is where their efforts are read."""
    print(f"{len(nodes)} procedures, {sum(len(node.needs) for node in nodes)} rows")  # noqa: T201
    graph = timed("link and assemble, names not read before", lambda: DependencyGraph(nodes, IssuedResults))
    timed("link and assemble, names read before", lambda: DependencyGraph(nodes, IssuedResults))
    journeys = Journeys(graph, EffortBook(store) if store else lambda _entries: {})
    terrain = timed("the whole edition as one problem", lambda: journeys.terrain)
    # As the screens do: what stays is not walked again whenever garbage is looked for.
    gc.freeze()
    timed("what every way passes through", terrain.gates)
    tangles = timed("cycles", lambda: cycles(graph, terrain))
    timed("papers asked back, implied, results unasked", lambda: _questions(graph))
    timed("papers by what they are", lambda: catalogue_papers(graph))
    chosen = random.Random(1).sample(nodes, min(JOURNEYS, len(nodes)))
    if store:
        _journeys("shortest, texts not read before", journeys, chosen)
    _journeys("shortest", journeys, chosen)
    _journeys("longest", Journeys(graph, lambda _entries: {}, Terms(longest=True)), chosen)
    every = Terms(longest=True, conditional=True)
    _journeys("longest, conditional papers too", Journeys(graph, lambda _entries: {}, every), chosen)
    _updates(graph, chosen[:100])
    links = sum(len(need.links) for node in graph.nodes.values() for need in node.needs)
    print(f"  links {links}, edges {graph.graph.number_of_edges()}, cycles {len(tangles)}")  # noqa: T201


def _questions(graph: DependencyGraph) -> None:
    asked_back(graph)
    implied_papers(graph)
    unasked_results(graph)


def _journeys(told: str, journeys: Journeys, chosen: list[ProcedureNode]) -> None:
    took, exact = [], 0
    journeys.to(chosen[0].entry)
    for node in chosen:
        # Processor time, since the machine may be doing other things.
        start = time.process_time()
        exact += journeys.to(node.entry).procedures.exact
        took.append(1000 * (time.process_time() - start))
    took.sort()
    middle, late = took[len(took) // 2], took[int(len(took) * 0.95)]
    above = sum(one > _LIMIT_MILLISECONDS for one in took)
    said = f"{told}: median {middle:.1f}, p95 {late:.1f}, most {took[-1]:.1f} ms cpu"
    print(f"  journey, {said}; {above} above {_LIMIT_MILLISECONDS}; exact {exact} of {len(took)}")  # noqa: T201


def _updates(graph: DependencyGraph, chosen: list[ProcedureNode]) -> None:
    """Print how long it takes to bring the graph up to date after one procedure's result got another name."""
    timed("who asks for what, once before the first change", lambda: graph.updated(chosen[0].entry, None))
    took = []
    for node in chosen:
        start = time.process_time()
        outputs = tuple(replace(output, name=f"{output.name} mới") for output in node.outputs)
        graph.updated(node.entry, replace(node, outputs=outputs))
        took.append(1000 * (time.process_time() - start))
    took.sort()
    print(f"  one procedure changed: median {took[len(took) // 2]:.0f}, most {took[-1]:.0f} ms cpu")  # noqa: T201


def main() -> None:
    """Measure an edition, and larger ones made of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--size", type=int, nargs="*", default=[], help="measure editions of these sizes too")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "workspace.db", create=True)
        import_edition(store, [asked.file], EditionDetails("bench", "2026-01-01"))
        print(asked.file.name)  # noqa: T201
        nodes = timed("read and recognise", lambda: read_nodes(store, find_edition(store)))
        measure(nodes, store)
        for size in asked.size:
            measure(enlarged(nodes, size), None)
        store.close()


if __name__ == "__main__":
    main()
