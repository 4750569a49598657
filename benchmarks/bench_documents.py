"""How long the documents of a large review take: gathered from the marks and written as Word file and page.

    python benchmarks/bench_documents.py [--procedures 200] [--marks 1000] [--runs 5]

Makes a workspace out of the sample editions. Prints medians of processor and wall time beside their limits, and, as a
peer, a bare python-docx document of as many paragraphs.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import docx
from reviewed_samples import request_of, reviewed_workspace

from reviews.documents.gathering import Request
from reviews.documents.registry import gather
from reviews.documents.writing import render_formats

DOCX_LIMIT = 5.0
HTML_LIMIT = 1.0
FLOWS_LIMIT = 5.0


def medians(work: Callable[[], object], runs: int) -> tuple[float, float]:
    """Return the medians of processor and wall seconds that some work takes."""
    used, took = [], []
    for _ in range(runs):
        processor, wall = time.process_time(), time.perf_counter()
        work()
        used.append(time.process_time() - processor)
        took.append(time.perf_counter() - wall)
    return statistics.median(used), statistics.median(took)


def written(request: Request, ending: str, kind: str = "proposal") -> bytes:
    """Gather a kind of document and render it in one format."""
    return render_formats(gather(kind, request), [ending])[ending]


def bare_document(texts: list[str]) -> bytes:
    """Return a Word file of plain paragraphs, as python-docx makes it."""
    made, buffer = docx.Document(), io.BytesIO()
    for text in texts:
        made.add_paragraph(text)
    made.save(buffer)
    return buffer.getvalue()


def line(label: str, figures: tuple[float, float], limit: float | None = None) -> None:
    """Print one row of the table."""
    told = "-" if limit is None else f"{limit:.1f} s"
    print(f"{label:<44} {figures[0]:>8.2f} s {figures[1]:>8.2f} s {told:>8}")  # noqa: T201 - a script run by hand


def main() -> None:
    """Print the table of figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--procedures", type=int, default=200)
    parser.add_argument("--marks", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store, edition = reviewed_workspace(Path(folder), asked.procedures, asked.marks)
        request = request_of(store, edition)
        proposal = written(request, "docx")
        texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(proposal)).paragraphs]
        print(f"{asked.procedures} procedures, {asked.marks} marks, {len(texts)} paragraphs, medians of {asked.runs}")  # noqa: T201
        print(f"{'':<44} {'processor':>10} {'clock':>10} {'limit':>8}")  # noqa: T201
        line("gathering alone", medians(lambda: gather("proposal", request), asked.runs))
        line("gathered and written as DOCX", medians(lambda: written(request, "docx"), asked.runs), DOCX_LIMIT)
        line("gathered and written as HTML", medians(lambda: written(request, "html"), asked.runs), HTML_LIMIT)
        line(
            "flows gathered and written as DOCX",
            medians(lambda: written(request, "docx", "flows"), asked.runs),
            FLOWS_LIMIT,
        )
        line("bare python-docx, as many paragraphs", medians(lambda: bare_document(texts), asked.runs))
        store.close()


if __name__ == "__main__":
    main()
