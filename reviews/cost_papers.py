"""What the papers of a dossier ask of the applicant: which rows count, for whom, and how each is prepared.

Rows that are headings or notes do not count, of alternatives the cheapest does, and of cases that exclude each other
the one of lower-middle cost stands for all: figures are taken at a lower-middle level (mức trung bình thấp, Thông tư
02/2017/TT-VPCP Điều 27 khoản 2). What only some applicants must hand in counts for a suggested part of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from catalogue.measures.quantities import QuantityReading, QuantityStatus, read_paper_quantity, read_quantity
from catalogue.records import Dossier, Paper, Procedure
from catalogue.text import clean
from reviews.costs import EVERYBODY, Activity, CostLine, Exact, Figure, FigureSource
from reviews.norms import Norms
from reviews.paper_shares import ONLINE, alternatives, asked_of_some, paper_channel

_Part = tuple[int, list[CostLine]]

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
# A case that comes on top of what everybody hands in.
_ADDED_NAME = re.compile(
    r"\b(?:có thêm|thêm (?:các|một)|(?:phải|cần|nộp) bổ sung|nộp thêm|phải kèm theo|kèm theo một)\b", re.IGNORECASE
)
_NOTE = re.compile(
    rf"{_BULLET}(?:lưu ý|ghi chú|chú thích|(?:phiếu|tờ khai) (?:này|được tạo lập)"
    r"|trường hợp\b.{0,400}\bthì\b|người\s+(?:tiếp nhận|có yêu cầu|yêu cầu|nộp)\b"
    r"|cơ quan\b|cá nhân có quyền|trong (?:đó|phiếu) nêu rõ|đối với yêu cầu|số lượng hồ sơ|(?:bản (?:sao|chụp))\s+"
    r"(?:các )?giấy tờ (?:phải|gửi kèm)|giấy tờ do cơ quan có thẩm quyền của nước ngoài|miễn\b|không\s+phải)",
    re.IGNORECASE | re.DOTALL,
)
_HEADING = re.compile(r".{0,160}:\s*\Z", re.DOTALL)
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

    Headings and notes are no papers. The first piece is prepared as its kind asks; every further
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
    if not text.strip():
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


def paper_lines(procedure: Procedure, norms: Norms, channels: Sequence[str] = ("direct",)) -> list[CostLine]:
    """Return a line for every paper of the dossier that stands for the procedure, in the order of the record.

    A form that is only for those who deal in person or online has a line for each of the `channels` that are so.
    """
    sets = dossier_sets(procedure.dossier_sets)
    common: list[_Part] = []
    cases: list[_Part] = []
    for at, dossier in enumerate(procedure.dossiers, 1):
        if _NOTE_NAME.match(dossier.name):
            continue
        alone = len(procedure.dossiers) == 1 or _COMMON_NAME.match(dossier.name)
        added = not alone and _ADDED_NAME.search(dossier.name) is not None
        lines = _dossier_lines(at, dossier, sets, norms, channels, added)
        (common if alone or added else cases).append((at, lines))
    if len(cases) == 1 and common:
        # One case beside what everybody hands in is asked of some applicants only, on top of it.
        at, _ = cases.pop()
        common.append((at, _dossier_lines(at, procedure.dossiers[at - 1], sets, norms, channels, added=True)))
    if cases:
        ranked = sorted((case for case in cases if case[1]), key=_burden)
        common += ranked[(len(ranked) - 1) // 2 :][:1]
    return [line for _, lines in sorted(common, key=lambda part: part[0]) for line in lines]


def _burden(case: _Part) -> tuple[Exact, Exact, int]:
    at, lines = case
    return _weighed(lines, "minutes"), _weighed(lines, "out_of_pocket"), at


def _weighed(lines: Iterable[CostLine], column: str) -> Exact:
    weighed: list[Exact] = [getattr(line, column).value * line.burdened.value for line in lines]
    return sum(weighed)


def _dossier_lines(
    dossier_at: int, dossier: Dossier, sets: int, norms: Norms, channels: Sequence[str], added: bool
) -> list[CostLine]:
    """The lines of one dossier: of rows that "hoặc" joins the first, of announced alternatives the cheapest."""
    lines: list[CostLine] = []
    taken: dict[int, int] = {}
    groups = alternatives(dossier)
    announcing = frozenset(groups)
    for at, (paper, group) in enumerate(zip(dossier.papers, groups, strict=True), 1):
        how = None if at in announcing else preparation(paper, sets)
        if how is None:
            continue
        minutes, spent = preparation_figures(how, norms)
        some = added or asked_of_some(paper.text)
        line = CostLine(
            Activity.PREPARE,
            paper.text,
            f"paper:{dossier_at}.{at}",
            minutes=minutes,
            out_of_pocket=spent,
            burdened=norms.conditional if some else EVERYBODY,
        )
        if not group:
            lines += _by_channel(line, channels)
        elif group not in taken:
            taken[group] = len(lines)
            lines.append(line)
        elif group > 0 and _price(line) < _price(lines[taken[group]]):
            lines[taken[group]] = line
    return lines


def _price(line: CostLine) -> tuple[Exact, Exact]:
    return line.minutes.value, line.out_of_pocket.value


def _by_channel(line: CostLine, channels: Sequence[str]) -> list[CostLine]:
    """The line for everybody, or one for each channel through which those deal whom the row is for."""
    kept = paper_channel(line.label)
    kinds = [kind for kind in channels if (kind == ONLINE) == (kept == ONLINE)] if kept else []
    return [replace(line, channel=kind) for kind in kinds] or [line]
