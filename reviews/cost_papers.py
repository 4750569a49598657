"""What the papers of a dossier ask of the applicant: which rows count, and how each is prepared.

Rows that are headings or notes do not count, alternatives count once, and of cases that exclude each other the one of
lower-middle cost stands for all: figures are taken at a lower-middle level (mức trung bình thấp, Thông tư
02/2017/TT-VPCP Điều 27 khoản 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from catalogue.measures.quantities import QuantityReading, QuantityStatus, read_paper_quantity, read_quantity
from catalogue.records import Dossier, Paper, Procedure
from catalogue.text import clean
from reviews.costs import Activity, CostLine, Figure, FigureSource
from reviews.norms import Norms

# The norm of a paper whose price is the way to another office.
CONFIRMED = "confirmed"

_LOOKED_AT = 400
_BULLET = r"[\s\-–+•*o.\d()a-zđ]{0,6}?"
_NOTE_NAME = re.compile(r"\W*(?:lưu ý|ghi chú)", re.IGNORECASE)
# Parts of one dossier that everybody hands in, as against cases of which one applies.
_COMMON_NAME = re.compile(
    r"\W*\Z|\W*(?:\w{1,2}[.)]\s*)?(?:các\s+)?(?:giấy tờ|tài liệu)?\s*(?:phải|cần)\s*(?:nộp|xuất trình)"
    r"|\W*(?:giấy tờ|hồ sơ|tài liệu)\s+phải\s+(?:nộp|xuất trình)|\W*thành phần\s+hồ sơ|\W*bao gồm|\W*ngoài\s+các"
    r"|\W*hồ sơ của\s+(?:người|bên|trẻ)|.{0,60}phải xuất trình các giấy tờ",
    re.IGNORECASE,
)
_NOTE = re.compile(
    rf"{_BULLET}(?:lưu ý|ghi chú|chú thích|(?:phiếu|tờ khai) (?:này|được tạo lập)"
    r"|trường hợp\b.{0,400}\bthì\b|người\s+(?:tiếp nhận|có yêu cầu|yêu cầu|nộp)\b"
    r"|cơ quan\b|cá nhân có quyền|trong (?:đó|phiếu) nêu rõ|đối với yêu cầu|số lượng hồ sơ|(?:bản (?:sao|chụp))\s+"
    r"(?:các )?giấy tờ (?:phải|gửi kèm)|giấy tờ do cơ quan có thẩm quyền của nước ngoài|miễn\b|không\s+phải)",
    re.IGNORECASE | re.DOTALL,
)
_HEADING = re.compile(r".{0,160}:\s*\Z", re.DOTALL)
_ALTERNATIVE = re.compile(rf"{_BULLET}hoặc\b", re.IGNORECASE)
_OPEN_ALTERNATIVE = re.compile(r"\bhoặc\W*\Z", re.IGNORECASE)
_FORM = re.compile(
    rf"{_BULLET}(?:tờ khai|đơn\b|phiếu\b|bản khai|mẫu\b|giấy đề nghị|công văn đề nghị|văn bản đề nghị|thông báo\b"
    r"|bản kê khai|bản đăng ký)",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    rf"{_BULLET}(?:báo cáo|phương án|dự án|đề án|kế hoạch|thuyết minh|bản thuyết minh|bản vẽ|hồ sơ thiết kế"
    r"|bản thiết kế|bản tường trình|văn bản\b|sơ đồ)",
    re.IGNORECASE,
)
_CONFIRMED = re.compile(
    r"\b(?:có|được)\s+xác nhận\s+của|\bgiấy xác nhận|\bvăn bản xác nhận|\bbản xác nhận", re.IGNORECASE
)
_CERTIFIED = re.compile(r"bản sao\s+(?:có\s+|được\s+)?(?:chứng thực|công chứng)", re.IGNORECASE)
_OR_PLAIN = re.compile(r"hoặc\s+(?:bản\s+(?:sao|chụp)|xuất trình)[^.;]{0,60}(?:đối chiếu|bản chính)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Preparation:
    """How one paper is prepared: the norm of its kind, and how many further copies are made of it."""

    norm: str
    copies: int = 0
    certified: int = 0


@lru_cache(maxsize=100_000)
def preparation(paper: Paper, sets: int = 1) -> Preparation | None:
    """Return how a paper is prepared in so many sets of the dossier; None for a row that is no paper to prepare.

    Headings, notes and second alternatives are no papers. The first piece is prepared as its kind asks; every further
    original or copy is copied. A copy is certified where the words ask for that and offer no comparison with the
    original instead.
    """
    text = paper.text[:_LOOKED_AT]
    read = read_paper_quantity(paper)
    if not _is_paper(paper, text, read):
        return None
    originals, copies = (read.originals or 0) * sets, (read.copies or 0) * sets
    if not originals and not copies:
        # Nothing is said, or the paper is only shown: one piece of it is handled in every set.
        originals = sets
    further = max(originals - 1, 0) + copies
    certified = (read.certified or 0) * sets
    if copies and not certified and _CERTIFIED.search(text) and not _OR_PLAIN.search(text):
        certified = copies
    return Preparation(_norm_of(paper, text), further - min(certified, further), min(certified, further))


def _is_paper(paper: Paper, text: str, read: QuantityReading) -> bool:
    if not text.strip() or _ALTERNATIVE.match(text):
        return False
    if paper.form or read.status is QuantityStatus.READ:
        return True
    return not (_NOTE.match(text) or _HEADING.fullmatch(text))


def _norm_of(paper: Paper, text: str) -> str:
    if paper.form or _FORM.match(text):
        return "form"
    if "xác nhận" in text.lower() and _CONFIRMED.search(text):
        return CONFIRMED
    return "written" if _WRITTEN.match(text) else "held"


@lru_cache(maxsize=20_000)
def preparation_figures(how: Preparation, norms: Norms) -> tuple[Figure, Figure]:
    """Return the minutes and the out-of-pocket đồng of preparing a paper, with the norms they are made of."""
    used = [(norms.get(how.norm), 1), (norms.get("copy"), how.copies), (norms.get("certified_copy"), how.certified)]
    used = [(norm, count) for norm, count in used if count]
    confirmed = all(norm.verified for norm, _ in used)
    note = " + ".join(norm.code if count == 1 else f"{count} × {norm.code}" for norm, count in used)
    minutes = sum(int(norm.minutes.value) * count for norm, count in used)
    spent = sum(int(norm.out_of_pocket.value) * count for norm, count in used)
    return (
        Figure(minutes, FigureSource.NORM, confirmed, note),
        Figure(spent, FigureSource.NORM, confirmed, note),
    )


@lru_cache(maxsize=1_000)
def dossier_sets(text: str) -> int:
    """Return how many sets of the dossier are asked for: 1 where the words do not say."""
    read = read_quantity(clean(text)) if text else None
    return read.sets if read is not None and read.sets and 1 <= read.sets <= 50 else 1


def paper_lines(procedure: Procedure, norms: Norms) -> list[CostLine]:
    """Return a line for every paper of the dossier that stands for the procedure, in the order of the record."""
    sets = dossier_sets(procedure.dossier_sets)
    common: list[tuple[int, list[CostLine]]] = []
    cases: list[tuple[int, list[CostLine]]] = []
    for at, dossier in enumerate(procedure.dossiers, 1):
        if _NOTE_NAME.match(dossier.name):
            continue
        lines = list(_dossier_lines(at, dossier, sets, norms))
        alone = len(procedure.dossiers) == 1 or _COMMON_NAME.match(dossier.name)
        (common if alone else cases).append((at, lines))
    if cases:
        ranked = sorted((case for case in cases if case[1]), key=_burden)
        common += ranked[(len(ranked) - 1) // 2 :][:1]
    return [line for _, lines in sorted(common, key=lambda part: part[0]) for line in lines]


def _burden(case: tuple[int, list[CostLine]]) -> tuple[int, int, int]:
    at, lines = case
    return sum(int(line.minutes.value) for line in lines), sum(int(line.out_of_pocket.value) for line in lines), at


def _is_open(tail: str) -> bool:
    """Tell whether a row ends with "hoặc", so that the next one stands for it."""
    return "hoặc" in tail.lower() and _OPEN_ALTERNATIVE.search(tail) is not None


def _dossier_lines(dossier_at: int, dossier: Dossier, sets: int, norms: Norms) -> Iterator[CostLine]:
    alternative = False
    for at, paper in enumerate(dossier.papers, 1):
        how = None if alternative else preparation(paper, sets)
        if how is not None:
            minutes, spent = preparation_figures(how, norms)
            address = f"paper:{dossier_at}.{at}"
            yield CostLine(Activity.PREPARE, paper.text, address, minutes=minutes, out_of_pocket=spent)
        alternative = _is_open(paper.text[-20:])
