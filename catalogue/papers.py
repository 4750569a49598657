"""The papers of an edition by what they are: who asks for each, in which words, and who issues it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.codes import national_code
from catalogue.graph import DependencyGraph
from catalogue.graph_nodes import PaperNeed
from catalogue.judged_links import JudgedLinks
from catalogue.text import fold, has_diacritics, one_line, spelling_key

_EDGES = " -–+•*.,;:"


@dataclass(frozen=True, slots=True)
class CataloguePaper:
    """One paper: its identity and usual wording, all wordings with their numbers, and who asks for and issues it.

    `asked` holds (entry, address) in the edition's order, `issuers` the entries that any of the rows is linked to, or
    whose result is this very paper.
    """

    identity: str
    name: str
    kinds: tuple[str, ...]
    wordings: tuple[tuple[str, int], ...]
    asked: tuple[tuple[int, str], ...]
    issuers: tuple[int, ...]

    @property
    def procedures(self) -> int:
        """How many procedures ask for the paper."""
        return len({entry for entry, _address in self.asked})


def catalogue_papers(graph: DependencyGraph, judged: JudgedLinks | None = None) -> tuple[CataloguePaper, ...]:
    """Return the papers of an edition, those that most procedures ask for first.

    Rows that name no paper of their own (headings, notes, what is not asked for) are left out, and so are issuers that
    reviewers denied.
    """
    denied = {link for link, holds in (judged or {}).items() if not holds}
    rows: dict[str, list[tuple[int, PaperNeed]]] = {}
    for entry, node in graph.nodes.items():
        for need in (paper for row in node.needs for paper in row.each):
            if need.identity and need.demand != "no":
                rows.setdefault(need.identity, []).append((entry, need))
    issuers: dict[str, set[int]] = {}
    for entry, node in graph.nodes.items():
        for output in node.outputs:
            if (output.identity, national_code(node.address)) not in denied:
                issuers.setdefault(output.identity, set()).add(entry)
    papers = [_paper(identity, asked, issuers.get(identity, set())) for identity, asked in rows.items()]
    return tuple(sorted(papers, key=lambda paper: (-paper.procedures, paper.identity)))


def _paper(identity: str, asked: list[tuple[int, PaperNeed]], issuers: set[int]) -> CataloguePaper:
    wordings = Counter(one_line(need.text) for _entry, need in asked)
    # The shortest of the usual wordings has the fewest remarks on copies and cases around the name.
    ranked = sorted(wordings.items(), key=lambda item: (-item[1], len(item[0]), item[0]))
    most = ranked[0][1]
    name = min((text for text, count in ranked if 2 * count >= most), key=len).strip(_EDGES)
    return CataloguePaper(
        identity=identity,
        name=name,
        kinds=tuple(dict.fromkeys(kind for _entry, need in asked for kind in need.kinds)),
        wordings=tuple(ranked),
        asked=tuple((entry, need.address) for entry, need in asked),
        issuers=tuple(sorted(issuers.union(*(need.suppliers for _entry, need in asked)))),
    )


def matching(papers: Iterable[CataloguePaper], typed: str) -> tuple[CataloguePaper, ...]:
    """Return the papers in one wording of which every typed word stands, the last one as a beginning.

    Those in which the words stand next to each other come first, otherwise the papers keep their order.
    Words typed without diacritics find all spellings, words typed with them only their own.
    """
    if not typed.strip():
        return tuple(papers)
    key = spelling_key if has_diacritics(typed) else _folded_key
    wanted = f" {key(typed)}"
    pieces = [f" {word} " for word in wanted.split()[:-1]] + [f" {wanted.split()[-1]}"] if wanted.split() else []
    together: list[CataloguePaper] = []
    apart: list[CataloguePaper] = []
    for paper in papers:
        texts = [f" {key(text)} " for text, _count in paper.wordings]
        if any(wanted in text for text in texts):
            together.append(paper)
        elif any(all(piece in text for piece in pieces) for text in texts):
            apart.append(paper)
    return (*together, *apart)


def _folded_key(text: str) -> str:
    return spelling_key(fold(text))


def paper_at(papers: Iterable[CataloguePaper], entry: int, address: str) -> CataloguePaper | None:
    """Return the paper that a row of a dossier asks for, None where the row names none."""
    return next((paper for paper in papers if (entry, address) in paper.asked), None)
