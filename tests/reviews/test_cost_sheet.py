"""The cost table as a workbook: its formulas come to the figures that were computed, and no text is a formula."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree

from catalogue.editions import Entry
from catalogue.records import Dossier, Paper, Procedure
from reviews.cost_after import table_after
from reviews.cost_draft import DraftRules, draft_table
from reviews.cost_words import rounded
from reviews.costs import Comparison, CostTable, Figure, FigureSource
from reviews.documents.cost_sheet import cost_workbook
from reviews.income import income_of
from reviews.norms import suggested_norms

_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Cells = dict[str, tuple[str, str]]


def cells_of(content: bytes) -> tuple[Cells, list[str]]:
    """The cells of the sheet as (formula, stored value), and the shared texts."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        texts = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    found: Cells = {}
    for cell in sheet.iter(f"{_NAMESPACE}c"):
        formula, value = cell.find(f"{_NAMESPACE}f"), cell.find(f"{_NAMESPACE}v")
        if cell.get("t") == "s" or value is None:
            continue
        found[cell.get("r")] = ("" if formula is None else formula.text or "", value.text or "")
    return found, [node.text or "" for node in texts.iter(f"{_NAMESPACE}t")]


class Sheet:
    """A reader of the few formulas that the workbook uses, in exact fractions."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.changed: dict[str, Fraction] = {}

    def value(self, cell: str) -> Any:
        """The value of a cell, computed from its formula where it has one; an empty cell is an empty text."""
        cell = cell.replace("$", "")
        if cell in self.changed:
            return self.changed[cell]
        formula, stored = self.cells.get(cell, ("", ""))
        if not formula:
            return Fraction(stored) if stored else ""
        return self._evaluate(formula)

    def _evaluate(self, formula: str) -> Any:
        array = re.fullmatch(r'SUMPRODUCT\(\((\w+):(\w+)=""\)\*(\w+:\w+)\*(\w+:\w+)\)', formula)
        if array:
            blank = [value == "" for value in self._column(f"{array[1]}:{array[2]}")]
            rows = zip(blank, self._column(array[3]), self._column(array[4]), strict=True)
            return sum((_number(one) * _number(other) for empty, one, other in rows if empty), Fraction(0))
        pair = re.fullmatch(r"SUMPRODUCT\((\w+:\w+),(\w+:\w+)\)", formula)
        if pair:
            rows2 = zip(self._column(pair[1]), self._column(pair[2]), strict=True)
            return sum((_number(one) * _number(other) for one, other in rows2), Fraction(0))
        ratio = re.fullmatch(r'IF\((\w+)=0,"",(\w+)/(\w+)\*100\)', formula)
        if ratio:
            base = self.value(ratio[1])
            return "" if not base else self.value(ratio[2]) / base * 100
        hired = re.fullmatch(r'\(IF\((\w+)="",(\w+)\*(\w+)/60,\w+\)\+(\w+)\+(\w+)\)\*(\w+)', formula)
        if hired:
            given = self.value(hired[1])
            own = self.value(hired[2]) * self.value(hired[3]) / 60
            work = own if given == "" else given
            return (work + self.value(hired[4]) + self.value(hired[5])) * self.value(hired[6])
        assert re.fullmatch(r"[$A-Z0-9+*/()-]+", formula), formula
        wanted = re.sub(
            r"\$?[A-Z]+\$?\d+|\d+",
            lambda found: f"self.value({found[0]!r})" if found[0][0] in "$ABCDEFGHIJKLMN" else f"Fraction({found[0]})",
            formula,
        )
        return eval(wanted, {"self": self, "Fraction": Fraction})

    def _column(self, area: str) -> list[Any]:
        first, last = (re.fullmatch(r"([A-Z]+)(\d+)", end) for end in area.split(":"))
        assert first is not None and last is not None
        return [self.value(f"{first[1]}{row}") for row in range(int(first[2]), int(last[2]) + 1)]


def _number(value: Any) -> Fraction:
    return Fraction(0) if value == "" else Fraction(value)


def comparison_of(entry: Entry, mark_of: Any) -> Comparison:
    """The registration of marriage, half of it online, with one paper to be removed."""
    rules = DraftRules(shares={"online": Fraction(1, 3), "direct": Fraction(2, 3)})
    many = Figure(123_457, FigureSource.SURVEY, True)
    table = draft_table(entry.procedure, income_of(2025), rules, Figure(Fraction(1, 3)), many)
    hired = Figure(150_000, FigureSource.REVIEWER, True)
    table = replace(table, lines=(replace(table.lines[0], hired=hired), *table.lines[1:]))
    marks = [mark_of(element="paper:1.2"), mark_of(part="fee", element="fee:1.1", action="remove")]
    return Comparison(table, table_after(table, entry.procedure, marks))


def total_rows(sheet: Sheet) -> list[int]:
    """The rows with the totals of the blocks: those whose minutes are a sum."""
    return [int(name[1:]) for name, (formula, _) in sheet.cells.items() if name[0] == "C" and "SUMPRODUCT" in formula]


@pytest.fixture
def comparison(marriage: Entry, mark_of: Any) -> Comparison:
    """One comparison with hired service, shares, and a frequency that is a fraction."""
    return comparison_of(marriage, mark_of)


@pytest.fixture
def sheet(comparison: Comparison) -> Sheet:
    """Its workbook."""
    return Sheet(cells_of(cost_workbook("Đăng ký kết hôn", "1.000894", comparison, suggested_norms()))[0])


def test_every_formula_comes_to_the_value_that_is_stored(sheet: Sheet) -> None:
    formulas = [(name, stored) for name, (formula, stored) in sheet.cells.items() if formula]
    assert len(formulas) > 60
    for name, stored in formulas:
        assert float(sheet.value(name)) == pytest.approx(float(stored), rel=1e-12), name


def test_the_totals_are_the_figures_that_were_computed(sheet: Sheet, comparison: Comparison) -> None:
    before, after = total_rows(sheet)
    for row, table in ((before, comparison.before), (after, comparison.after)):
        assert sheet.value(f"C{row}") == table.once.minutes
        assert sheet.value(f"L{row}") == table.cost_once
        assert sheet.value(f"M{row}") == table.cost_year
    last = max(int(name[1:]) for name in sheet.cells if name[0] == "M")
    assert sheet.value(f"M{last}") == comparison.percent


def test_a_sheet_program_comes_to_the_same_figures(comparison: Comparison, sheet: Sheet, tmp_path: Path) -> None:
    content = cost_workbook("Đăng ký kết hôn", "1.000894", comparison, suggested_norms())
    cells = recomputed(_without_values(content), tmp_path)
    # Where there is no Calc the formulas are evaluated by the tests above alone.
    for name, (formula, stored) in sheet.cells.items() if cells else ():
        if formula:
            assert float(cells[name]) == pytest.approx(float(stored), rel=1e-12), name


def _without_values(content: bytes) -> bytes:
    """The workbook without what its formulas come to, so that whoever opens it has to work it out."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", source.read(name)))
    return made.getvalue()


def recomputed(content: bytes, folder: Path) -> dict[str, str]:
    """The cells of a workbook as LibreOffice Calc saves them; nothing where there is no Calc."""
    program = shutil.which("soffice")
    path = folder / "chi phí.xlsx"
    path.write_bytes(content)
    if program is not None:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        out = folder / "lại"
        words = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
        subprocess.run(words, capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=180)
        if (out / path.name).exists():
            return {name: stored for name, (_, stored) in cells_of((out / path.name).read_bytes())[0].items()}
    return {}


def test_a_number_changed_in_the_sheet_changes_its_totals(sheet: Sheet, comparison: Comparison) -> None:
    before, _ = total_rows(sheet)
    sheet.changed["E4"] = Fraction(0)
    once = comparison.before.once
    assert sheet.value(f"L{before}") == once.total - once.time


def test_no_text_of_the_catalogue_is_a_formula() -> None:
    papers = tuple(Paper(text, originals=1) for text in ("=HYPERLINK(1)", "+1+2", "-5 bản", "@SUM(A1)"))
    what = Procedure("=1+1", dossiers=(Dossier("", papers),))
    table = draft_table(what, income_of(2023))
    cells, texts = cells_of(cost_workbook(what.name, "=2+2", Comparison(table, table), suggested_norms()))
    assert {"=HYPERLINK(1)", "=2+2 =1+1", "@SUM(A1)"} <= set(texts)
    assert not [formula for formula, _ in cells.values() if "HYPERLINK" in formula or "1+1" in formula]


def test_a_procedure_that_costs_nothing_any_more_still_gives_a_sheet(marriage: Entry, mark_of: Any) -> None:
    table = draft_table(marriage.procedure, income_of(2023))
    gone = table_after(table, marriage.procedure, [mark_of(part="procedure", element="procedure")])
    cells, texts = cells_of(cost_workbook("Kết hôn", "", Comparison(table, gone), suggested_norms()))
    assert "Không phát sinh chi phí" in texts
    assert all(float(stored or 0) >= 0 for _, stored in cells.values())


def test_whole_dong_are_the_same_in_sheet_and_table(sheet: Sheet, comparison: Comparison) -> None:
    def stored(table: CostTable, row: int) -> tuple[int, int]:
        year = table.cost_year
        assert year is not None
        return rounded(Fraction(float(sheet.cells[f"M{row}"][1]))), rounded(year)

    before, after = total_rows(sheet)
    for row, table in ((before, comparison.before), (after, comparison.after)):
        shown, computed = stored(table, row)
        assert shown == computed
