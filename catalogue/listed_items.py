"""What a row asks for that it names by no usual noun: by how the row, or an item of its list, opens.

"Luận chứng kinh tế - kỹ thuật" is a paper of few words; "Một trong các loại giấy tờ quy định tại Điều 137" names its
papers only by an article; "Đơn đề nghị; trang nhân thân hộ chiếu" names its second paper by no noun that papers begin
with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from catalogue.kind_words import LAND_USE, OTHER_PRIVATE, fallbacks, openings, words
from catalogue.paper_names import PaperName, without_copies
from catalogue.usual_papers import usual_kind

Found = tuple[str, PaperName]

_BULLET = re.compile(r"[\W_]*(?:\d{1,2}(?:\.\d{1,2}){1,3}[).:]?\s+|\(?[a-zđ0-9]{1,3}[).:]\s*|o )?[\W_]*")
_FEW_WORDS = 12


def opening_at(text: str, start: int = 0, end: int | None = None) -> int:
    """Return where a text, or the part of it between two places, begins behind its bullet, number or letter."""
    bullet = _BULLET.match(text, start, len(text) if end is None else end)
    return bullet.end() if bullet else start


def paper_from(kind: str, text: str, start: int, end: int) -> Found:
    """Return the paper that the words between two places name, called by the first of them."""
    return kind, PaperName(kind, " ".join(text[start:end].split()[:_FEW_WORDS]), start, end)


_COPY_OF_A_WORK = re.compile(
    r"bản dịch (?:tư liệu|thuyết minh|nội dung|tác phẩm|lời|các giấy tờ|giấy tờ|tài liệu)"
    r"|(?:bản (?:sao|chụp|in) )(?:xuất bản phẩm|tác phẩm|ấn phẩm|chương trình|bài|nhãn|mẫu|bìa)"
)
# A longer row that names no paper, or one with such words, tells how to go about it.
_FEW_LETTERS = 160
_TELLS = re.compile(
    r"(?<!\w)(?:phải|thì|không được|có trách nhiệm|thực hiện việc|theo một trong|khi nộp|hồ sơ gồm|được quy định)(?!\w)"
    r"|:\W*$"
)


def kind_of_opening(opening: str) -> str:
    """Return the kind that a row or an item, spelled and without its bullet, tells by how it opens; "" for none."""
    asked = without_copies(opening).strip() or opening.strip()
    for kind, pattern in fallbacks():
        if pattern.match(asked):
            return kind
    if _COPY_OF_A_WORK.match(opening):
        return OTHER_PRIVATE
    return "" if len(asked) > _FEW_LETTERS or _TELLS.search(asked) else _by_its_opening(asked)


def _by_its_opening(asked: str) -> str:
    """The kind of a row of few words by the usual paper or the noun with which it opens; "" for none."""
    usual = usual_kind(asked)
    if usual:
        return usual
    return next((kind for kind, nouns in openings() if nouns.match(asked)), "")


_BY_ARTICLE_ENDS = re.compile(r", (?!khoản|điểm|điều)| hoặc (?!khoản|điểm|điều)|[;\n.]|$")


def with_papers_by_article(row: str, start: int, found: list[Found]) -> list[Found]:
    """Put the land papers that only an article tells, where a row opens, before the papers listed behind them.

    "Một trong các loại giấy tờ quy định tại Điều 137 Luật Đất đai, sơ đồ nhà ở" asks for both.
    """
    stop = _BY_ARTICLE_ENDS.search(row, start)
    end = stop.start() if stop else len(row)
    if not found or found[0][1].start < end or kind_of_opening(row[start:end]) != LAND_USE:
        return found
    return [paper_from(LAND_USE, row, start, end), *found]


_ITEM = re.compile(r"(?:(?:hồ sơ|thành phần)[^:;\n]{0,60}gồm[^:;\n]{0,20}:)?([^;\n]+)")


def with_unnamed_items(plain: str, names: Sequence[PaperName], found: list[Found]) -> list[Found]:
    """Add the items of a list of papers that name theirs by no usual noun ("…; trang nhân thân hộ chiếu; …").

    `plain` is the row without its contents, `names` what it names.
    """
    if not found or not (";" in plain or "\n" in plain):
        return found
    more = []
    for start, end in (item.span(1) for item in _ITEM.finditer(plain)):
        if any(start <= name.start < end for name in names if name.kind):
            continue
        opens = opening_at(plain, start, end)
        opening = plain[opens:end]
        kind = "" if words("notes", "leads").match(opening) else kind_of_opening(opening)
        if kind:
            more.append(paper_from(kind, plain, opens, end))
    return sorted(found + more, key=lambda paper: paper[1].start) if more else found
