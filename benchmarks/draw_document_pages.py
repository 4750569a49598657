"""Draw the pages of the sample documents, as kept in docs/images.

    python benchmarks/draw_document_pages.py [FOLDER] [--pages 3] [--dots 50]

Reviews three procedures of a sample edition, writes every kind of document, converts them by one run of LibreOffice,
and draws the first pages in grey with pdftoppm: `KIND-1.png`, `KIND-2.png`. Needs LibreOffice and poppler.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reviewed_samples import request_of, reviewed_workspace

from reviews.documents.pdf import convert
from reviews.documents.registry import KINDS, gather
from reviews.documents.writing import render_formats

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"


def main() -> None:
    """Write the images and print their names and sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=IMAGES)
    parser.add_argument("--pages", type=int, default=3, help="pages of each kind")
    parser.add_argument("--dots", type=int, default=50, help="resolution in dots an inch")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        store, edition = reviewed_workspace(Path(made), 3, 12)
        request = request_of(store, edition)
        sources = [Path(made) / f"{kind}.docx" for kind in KINDS]
        for source in sources:
            source.write_bytes(render_formats(gather(source.stem, request), ["docx"])["docx"])
        store.close()
        for pdf in convert(sources, Path(made)):
            # An unnumbered name for each page, whatever the number of digits that pdftoppm would use.
            for page in range(1, asked.pages + 1):
                image = asked.folder / f"{pdf.stem}-{page}"
                command = ["pdftoppm", "-gray", "-png", "-singlefile", "-r", str(asked.dots), "-f", str(page)]
                done = subprocess.run([*command, "-l", str(page), str(pdf), str(image)], capture_output=True)
                if done.returncode == 0 and (kept := image.with_suffix(".png")).exists():
                    print(f"{kept.name:<24} {kept.stat().st_size / 1000:>6.1f} kB")  # noqa: T201 - a script run by hand


if __name__ == "__main__":
    main()
