"""Each kind of document out of one reviewed workspace: LibreOffice opens it, its pages are as the decree wants them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from fractions import Fraction
from pathlib import Path

import docx
import pytest
from defusedxml import ElementTree

from reviews.cost_words import rounded
from reviews.documents.gathering import Request
from reviews.documents.pdf import convert, converter
from reviews.documents.registry import KINDS, gather
from reviews.documents.writing import render_formats
from reviews.proposals import marked_cases

_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Words of each kind's heading, as its first page must show them.
HEADINGS = {
    "proposal": "PHƯƠNG ÁN",
    "decision": "QUYẾT ĐỊNH",
    "submission": "TỜ TRÌNH",
    "report": "BÁO CÁO",
    "before-after": "BẢNG SO SÁNH",
    "costs": "CHI PHÍ TUÂN THỦ",
    "flows": "QUY TRÌNH",
    "brief": "TÓM TẮT",
    "comparison": "ĐỐI CHIẾU",
}


@pytest.fixture(scope="module")
def words(reviewed: Request) -> dict[str, bytes]:
    """The Word file of each kind."""
    return {kind: render_formats(gather(kind, reviewed), ["docx"])["docx"] for kind in KINDS}


@pytest.fixture(scope="module")
def pdfs(words: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each kind as PDF, by one run of LibreOffice; none where LibreOffice or poppler is not installed."""
    if converter() is None or shutil.which("pdftotext") is None or shutil.which("pdfinfo") is None:
        return {}
    folder = tmp_path_factory.mktemp("pages")
    for kind, content in words.items():
        (folder / f"{kind}.docx").write_bytes(content)
    return dict(zip(words, convert([folder / f"{kind}.docx" for kind in words], folder), strict=True))


def _pages(pdf: Path) -> list[str]:
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    return said.stdout.decode().split("\f")[:-1]


def test_every_kind_has_a_heading_here() -> None:
    assert set(HEADINGS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_file_has_a4_pages_with_the_margins_of_the_decree(words: dict[str, bytes], kind: str) -> None:
    for section in docx.Document(io.BytesIO(words[kind])).sections:
        page = (section.page_width, section.page_height)
        assert sorted(round(side.mm) for side in page if side is not None) == [210, 297]
        edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert sorted(round(edge.mm) for edge in edges if edge is not None) == [15, 20, 20, 30]


@pytest.mark.parametrize("kind", KINDS)
def test_an_office_program_shows_the_heading_and_numbers_pages_from_the_second(
    pdfs: dict[str, Path], kind: str
) -> None:
    for pdf in [pdfs[kind]] if pdfs else []:
        first, *others = _pages(pdf)
        assert HEADINGS[kind] in first.upper()
        assert not re.fullmatch(r"\s*\d+\s*", first.strip().splitlines()[0])
        for number, page in enumerate(others, 2):
            assert page.strip().splitlines()[0].strip() == str(number)


@pytest.mark.parametrize("kind", KINDS)
def test_no_heading_stands_alone_at_the_foot_of_a_page(
    words: dict[str, bytes], pdfs: dict[str, Path], kind: str
) -> None:
    paragraphs = docx.Document(io.BytesIO(words[kind])).paragraphs
    named = [(one.style.name or "" if one.style is not None else "", one.text) for one in paragraphs]
    headings = [" ".join(text.split()) for style, text in named if style.startswith("Heading")]
    for pdf in [pdfs[kind]] if pdfs else []:
        for page in _pages(pdf)[:-1]:
            last = " ".join(page.strip().splitlines()[-1].split())
            assert not any(heading.endswith(last) for heading in headings)


@pytest.mark.parametrize("kind", KINDS)
def test_an_office_program_makes_a4_pages(pdfs: dict[str, Path], kind: str) -> None:
    for pdf in [pdfs[kind]] if pdfs else []:
        said = subprocess.run(["pdfinfo", "-l", "-1", str(pdf)], capture_output=True, check=True, timeout=60)
        sizes = re.findall(r"Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)", said.stdout.decode())
        assert sizes
        for size in sizes:
            assert sorted(float(side) for side in size) == pytest.approx([595.3, 841.9], abs=1)


def _without_values(content: bytes) -> bytes:
    """A workbook without what its formulas come to, so that whoever opens it has to work it out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", source.read(name)))
    return made.getvalue()


def _cells(content: bytes, sheet: int) -> dict[str, str]:
    """The stored value of each cell of a sheet, counted from 1."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tree = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
    return {cell.get("r"): cell.findtext(f"{_SPREADSHEET}v") or "" for cell in tree.iter(f"{_SPREADSHEET}c")}


def test_a_sheet_program_comes_to_the_totals_of_the_document_set(reviewed: Request, tmp_path: Path) -> None:
    content = render_formats(gather("costs", reviewed), ["xlsx"])["xlsx"]
    path = tmp_path / "chi-phi.xlsx"
    path.write_bytes(_without_values(content))
    stored = [content]
    if converter() is not None:
        stored.append(convert([path], tmp_path / "lại", "xlsx")[0].read_bytes())
    cases = marked_cases(reviewed.store, reviewed.edition)
    known = [case.comparison for case in cases if case.comparison is not None]
    assert len(known) > 2
    before = [Fraction(one.before.cost_year or 0) for one in known]
    after = [Fraction(one.after.cost_year or 0) for one in known]
    for book in stored:
        cells = _cells(book, 1)
        total = 4 + len(known)
        rows = [*enumerate(zip(before, after, strict=True), 4), (total, (sum(before), sum(after)))]
        for row, (today, later) in rows:
            for letter, computed in (("D", today), ("E", later), ("F", today - later)):
                value = float(cells[f"{letter}{row}"])
                assert value == pytest.approx(float(computed), rel=1e-12)
                assert rounded(Fraction(value)) == rounded(Fraction(computed))
        assert float(cells[f"G{total}"]) == pytest.approx(float((sum(before) - sum(after)) * 100 / sum(before)))
