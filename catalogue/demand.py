"""How strictly a row asks for its papers: always, on a condition, one of several, only to be shown, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalogue.kind_words import FORM, IDENTITY, words
from catalogue.paper_names import PaperName, without_circumstances, without_copies

YES, CONDITIONAL, ALTERNATIVE, PRESENT, NO = "yes", "conditional", "alternative", "present", "no"
DEMANDS = (YES, CONDITIONAL, ALTERNATIVE, PRESENT, NO)


@dataclass(frozen=True, slots=True)
class ReadDemand:
    """A demand and where the words that decided it stand; an empty place where nothing weakens the demand."""

    demand: str
    start: int = 0
    end: int = 0
    in_heading: bool = False


_UNIT_END = re.compile(r"[;\n]|(?<!\A\d)(?<!\n\d)(?<!\n\d\d)\.(?=\s+[^\s(]|\s*$)")


# Which of a form's patterns is for whom: "(Dùng cho cá nhân trong trường hợp ủy quyền …)".
_WHO_FILLS_IT_IN = re.compile(r"\(\s*(?:dùng|dành|áp dụng) cho [^()]*\)")


# What a list has to tell, of which some may be missing: "Danh mục tài sản (tên, địa chỉ, diện tích, giá trị – nếu có)".
_WHAT_IT_LISTS = re.compile(r"\((?:[^(),]+,){3,}[^(),]+ [–-] nếu có\)")
# What stands in a form's title: "Đơn đề nghị … đối với người có công (Mẫu số 24 …)".
_IN_A_TITLE = re.compile(r"đối với (?!(?:các |những )?trường hợp)[^();,.:\n]{3,90}(?=\(mẫu)")
# For whom a paper has to be translated or legalised: "(đối với tác phẩm nước ngoài phải kèm bản dịch)".
_WHAT_IS_TRANSLATED = re.compile(
    r"\((?:là bản tiếng|đối với|trường hợp|nếu)[^()]*(?:bản dịch|dịch (?:ra|sang)|hợp pháp hóa)"
    r"[^()]*(?:\([^()]*\)[^()]*)?\)|\((?:bản (?:sao|chính|chụp)|kèm)[^()]*bản dịch[^()]*\)"
)


# A paper in one form for each way of handing it in: "… (trường hợp nộp trực tiếp) hoặc … (trường hợp nộp qua cổng)".
_EITHER_WAY = re.compile(
    r"\((?:trong )?trường hợp (?:nộp|gửi)[^()]*\)(?=[^()]*\((?:trong )?trường hợp (?:nộp|gửi))"
    r"|(?<=\) hoặc )(bản [^()]{1,40})\((?:trong )?trường hợp (?:nộp|gửi)[^()]*\)"
)


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


# What a long heading says further on is about some of its papers only.
_HEADING_SAYS = 120
# One kind of paper in several forms, asked for only where a database does not have it, is no choice of papers.
_ONLY_WITHOUT_DATA = re.compile(
    r"chỉ (?:phải )?(?:nộp|xuất trình) (?:trong )?trường hợp[^.;]{0,60} không (?:thể )?khai thác"
)


def read_demand(plain: str, heading: str, names: Sequence[PaperName]) -> ReadDemand:
    """Return how strictly a row without its contents asks for the papers that it names, under a spelled heading.

    A condition counts where it stands with a paper named for the first time: what a later sentence says about the
    same paper ("trường hợp người chưa đủ 14 tuổi thì tờ khai do cha, mẹ ký") changes who fills it in, not whether it
    is asked for.
    """
    asked = [name for name in names if name.kind]
    if not asked:
        return _read(NO, words("demand", "negative").search(plain)) or ReadDemand(NO)
    bare = without_copies(_EITHER_WAY.sub(_blank, _WHAT_IS_TRANSLATED.sub(_blank, plain)))
    if all(name.kind == FORM for name in asked):
        bare = _WHO_FILLS_IT_IN.sub(_blank, bare)
    if all(name.kind == FORM for name in asked) or len(asked) == 1:
        bare = bare if "\n" in bare else _IN_A_TITLE.sub(_blank, bare)
    bare = _WHAT_IT_LISTS.sub(_blank, bare)
    only = _ONLY_WITHOUT_DATA.search(plain) if all(name.kind == IDENTITY for name in asked) else None
    if only:
        return ReadDemand(CONDITIONAL, only.start(), only.end())
    return (
        _shown(plain, asked)
        or _read(PRESENT, words("demand", "present").search(heading, 0, _HEADING_SAYS), in_heading=True)
        or _either(_without_shown(names, plain), bare, plain)
        or _read(ALTERNATIVE, words("demand", "one_of").search(heading), in_heading=True)
        or _condition(bare, asked)
        or _read(CONDITIONAL, words("demand", "not_in_data").search(heading), in_heading=True)
        or ReadDemand(YES)
    )


def _read(demand: str, found: re.Match[str] | None, in_heading: bool = False) -> ReadDemand | None:
    return None if found is None else ReadDemand(demand, found.start(), found.end(), in_heading)


def _shown(row: str, names: Sequence[PaperName]) -> ReadDemand | None:
    """Where the row says xuất trình in a sentence that names a paper, or in a heading over the papers after it."""
    for start, end in _units(row):
        leads = row[start:end].rstrip().endswith(":")
        if any(start <= name.start < end or (leads and name.start >= end) for name in names):
            found = words("demand", "present").search(row, start, end)
            if found and not _is_shown_besides(row, found.start(), names):
                return ReadDemand(PRESENT, found.start(), found.end())
    return None


_SHOWN_BRACKET = re.compile(r"\([^()]*xuất trình[^()]*(?:\)|$)")


def _without_shown(names: Sequence[PaperName], row: str) -> Sequence[PaperName]:
    """Leave out the names in a bracket, behind the first paper, that says what is shown with that paper."""
    brackets = [found.span() for found in _SHOWN_BRACKET.finditer(row, names[0].start + 1)] if "(" in row else []
    if not brackets:
        return names
    return [name for name in names if not any(start <= name.start < end for start, end in brackets)]


_HANDED_IN = re.compile(r"(?<!\w)(?:nộp|kèm|kèm theo|phải có|gửi)(?!\w)[^;\n]*(?:,| và| đồng thời)(?: phải)? $")


def _is_shown_besides(row: str, shown: int, names: Sequence[PaperName]) -> bool:
    """Tell whether what is shown at a place only goes with a paper handed in before it.

    "Văn bản ủy quyền (người được ủy quyền phải xuất trình căn cước)" and "nộp giấy ủy quyền và xuất trình căn cước" ask
    first for the authorisation.
    """
    if not any(name.start < shown for name in names):
        return False
    before = row[:shown]
    return before.rfind("(") > before.rfind(")") or _HANDED_IN.search(before) is not None


def _units(row: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in (*(found.end() for found in _UNIT_END.finditer(row)), len(row)):
        yield start, end
        start = end


# A row that a source cut off from the row before it.
_OPENS_AS_OTHER = re.compile(r"\W*(hoặc) (?!0)")
# "Giấy chứng nhận hoặc bản sao Giấy chứng nhận" is one paper in two forms.
_COPY_OF = re.compile(r"bản (?:sao|chụp|chính|gốc|phô tô|photo)[^;.\n]{0,30}$")


# The identity card was renamed: "Căn cước công dân/căn cước".
_SAME_CARD = re.compile(r"căn cước công dân ?/ ?(?:thẻ )?căn cước(?! công)")
# What somebody need not hand in is no choice: "trừ trường hợp đã nộp một trong các giấy tờ".
_EXCEPT_FOR = re.compile(r"(?<!\w)trừ (?:các )?trường hợp[^;.\n)]*")


def _either(names: Sequence[PaperName], row: str, plain: str) -> ReadDemand | None:
    opening = _OPENS_AS_OTHER.match(row)
    if opening:
        return ReadDemand(ALTERNATIVE, opening.start(1), opening.end(1))
    for before, name in pairwise(names):
        if not name.either or before.name == name.name:
            continue
        if name.kind == before.kind == FORM and "/" in plain[before.end : name.start]:
            # Which of a form's patterns is filled in is no choice of papers.
            continue
        if name.kind == before.kind == IDENTITY and _SAME_CARD.search(plain, before.start, name.end):
            continue
        again = name.name.startswith(before.name) or before.name.startswith(name.name)
        if not (again and _COPY_OF.search(plain, before.end, name.start)):
            return ReadDemand(ALTERNATIVE, before.start, name.end)
    one_of = _read(ALTERNATIVE, words("demand", "one_of").search(_EXCEPT_FOR.sub(_blank, row)))
    replaced = words("demand", "replaced")
    if one_of or not replaced.search(row):
        return one_of
    return _read(ALTERNATIVE, replaced.search(without_circumstances(row)))


# Which of a form's patterns is filled in: "(mẫu TK01 dành cho người từ 14 tuổi trở lên)".
_WHICH_FORM = re.compile(r"(?<!\w)mẫu (?:số )?\w*\d[\w./-]* *$")


# An exception in a sentence of its own is one from the papers before it.
_EXCEPTED = re.compile(r"[.\n]\W*(trừ) (?:các )?(?:trường hợp|người|đối tượng|những)")
# A remark at the end of a row that names one paper is about that paper.
_ANY = re.compile(r"\(nếu có\)[\W_]*$")


def _condition(row: str, names: Sequence[PaperName]) -> ReadDemand | None:
    seen: set[str] = set()
    for start, end in _units(row):
        kinds = {name.kind for name in names if start <= name.start < end}
        listed = bool(kinds) and row[:start].endswith("\n")
        found = _circumstance(row, start, end) if kinds - seen or not seen or listed else None
        found = found or (words("demand", "negative").search(row, start, end) if seen else None)
        if found:
            return ReadDemand(CONDITIONAL, found.start(), found.end())
        seen |= kinds
    excepted = _EXCEPTED.search(row, names[0].start)
    if excepted:
        return ReadDemand(CONDITIONAL, excepted.start(1), excepted.end(1))
    return _read(CONDITIONAL, _ANY.search(row)) if len(names) == 1 else None


def _circumstance(row: str, start: int, end: int) -> re.Match[str] | None:
    for found in words("demand", "conditional").finditer(row, start, end):
        if not _WHICH_FORM.search(row, max(start, found.start() - 30), found.start()):
            return found
    return None
