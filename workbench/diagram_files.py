"""Procedures drawn as BPMN diagrams, a file each, with the marks that stand on them as notes."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.problems import Problem, ProblemKind
from workbench.language import ngettext
from workbench.output import Progress

if TYPE_CHECKING:
    from catalogue.editions import Edition, Entry
    from catalogue.store import Store

ENDING = ".bpmn"
_BATCH = 100


def write_diagrams(store: Store, edition: Edition, codes: Sequence[str], folder: Path, force: bool) -> list[Path]:
    """Draw procedures of an edition, all of them where no code is given, and return the files' paths in their order.

    Raises `Problem`: PROCEDURE_UNKNOWN, FILE_EXISTS (without `force`, before anything is written), or that the folder
    takes no files.
    """
    from catalogue.editions import entry_ids, find_entry, load_entries
    from reviews.documents.writing import write_files

    chosen = [find_entry(store, edition, code).id for code in codes] or entry_ids(store, edition)
    ids = list(dict.fromkeys(chosen))
    names = _file_names(store, ids)
    if not force:
        for name in names.values():
            if os.path.lexists(folder / name):
                raise Problem(ProblemKind.FILE_EXISTS, path=str(folder / name))
    paths: list[Path] = []
    progress = Progress()
    try:
        for batch in _batches(ids):
            entries = load_entries(store, batch)
            notes = _notes(store, edition, entries)
            drawn = {names[entry.id]: _diagram(entry, notes.get(entry.address, {})) for entry in entries}
            paths += write_files(folder, drawn, force=force)
            progress.show(ngettext("{count} procedure written…", "{count} procedures written…", len(paths)))
    finally:
        progress.clear()
    return paths


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


def _file_names(store: Store, ids: Sequence[int]) -> dict[int, str]:
    """The files' names by the entries' ids, each of them once."""
    from catalogue.editions import entry_summaries
    from reviews.documents.writing import safe_name

    taken: set[str] = set()
    names: dict[int, str] = {}
    for batch in _batches(ids):
        for summary in entry_summaries(store, batch):
            stem = name = safe_name(f"{summary.address} {summary.name}")
            number = 1
            while name in taken:
                number += 1
                name = f"{stem[:100].rstrip('-.')}-{number}"
            taken.add(name)
            names[summary.id] = name + ENDING
    return names


def _notes(store: Store, edition: Edition, entries: Sequence[Entry]) -> dict[str, dict[str, list[str]]]:
    """What the standing marks say, by the entry's address and the element's."""
    from reviews.marks import list_marks
    from workbench.rendering.labels import element_words
    from workbench.rendering.procedure_lines import mark_words

    notes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for mark in list_marks(store, edition.name, [entry.address for entry in entries]):
        notes[mark.address][mark.element].append(f"{element_words(mark.element)}: {mark_words(mark)}")
    return notes


def _diagram(entry: Entry, notes: dict[str, list[str]]) -> bytes:
    from catalogue.bpmn import bpmn_document
    from catalogue.flow import read_flow
    from catalogue.flow_layout import lay_out

    return bpmn_document(lay_out(read_flow(entry.procedure, entry.code, notes))).encode()
