"""The papers that a row names: each name with its place in the text and the kind that its wording tells.

A name begins with a noun such as "giấy", "đơn", "hợp đồng" where the row, a sentence, an item or a listing begins;
"Đơn đề nghị cấp giấy phép" is one name and not two. What is said about copies, about contents, and clauses that only
tell circumstances are blanked out first, so that the places of what is left do not move.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from catalogue.form_objects import goes_on
from catalogue.kind_words import (
    CONTRACT,
    FORM,
    OTHER_PRIVATE,
    OTHER_STATE,
    any_of,
    first_rules,
    later_rules,
    wording,
    words,
)
from catalogue.usual_papers import usual_kind

_LONGEST_NAME = 230
# Further on, a body is named for another reason than that it made the paper.
_LONGEST_MAKER = 170


@dataclass(frozen=True, slots=True)
class PaperName:
    """One paper named in a row: its kind, its name as spelled, and where the name stands in the text.

    `either` says that "hoặc" led to it.
    """

    kind: str
    name: str
    start: int
    end: int
    either: bool = False


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


@cache
def _masks() -> tuple[re.Pattern[str], ...]:
    masks, copies = wording()["masks"], wording()["decorations"]
    contents = any_of(masks["contents"]).replace("REST", masks["rest"]).replace("CLAUSE", masks["clause"])
    condition = rf"{masks['condition']}(?:(?!{masks['condition_end']})[^;\n])*"
    decorations = any_of(copies["words"]).replace("COPIES", copies["copies"]).replace("MANNERS", copies["manners"])
    circumstances = any_of(masks["circumstances"]).replace("CLAUSE", masks["clause"])
    patterns = (contents, circumstances, decorations, condition)
    return tuple(re.compile(rf"(?<!\w){pattern}") for pattern in patterns)


def without_contents(text: str) -> str:
    """Return a spelled row with what papers contain and which article asks for them blanked out."""
    return _masks()[0].sub(_blank, _laws().sub(_blank, text))


@cache
def _laws() -> re.Pattern[str]:
    return re.compile(wording()["masks"]["laws"])


def without_copies(text: str) -> str:
    """Return a spelled row with what is said about copies and certification blanked out."""
    return _masks()[2].sub(_blank, text)


def without_circumstances(text: str) -> str:
    """Return a spelled row with its conditions blanked out, up to the verb that asks."""
    return _masks()[3].sub(_blank, _masks()[1].sub(_blank, text))


_TWO_NOUNS = re.compile(
    r"(?<=giấy tờ)(?:,| và| hoặc|/) ?(?:tài liệu|văn bản|thông tin)(?:,? thông tin)?"
    r"(?= (?:chứng|có|liên|về|khác|do|pháp|xác|hợp|phản|thể|là))"
    r"|(?<=đo đạc)(?:,| và) bản đồ"
)


def bare(plain: str) -> str:
    """Return a row without its contents with everything else blanked out that names no paper asked for."""
    text = _TWO_NOUNS.sub(_blank, plain)
    _, circumstances, decorations, condition = _masks()
    text = circumstances.sub(_blank, text)
    return condition.sub(_blank, decorations.sub(_without_its_copies, text))


_WITH_ANOTHER = re.compile(r"(?<!\w)kèm(?: theo)?(?= (?:bản (?:chính|gốc|sao)(?: của)?|bản sao chứng thực)$)")
_ASKS_TO_HAVE = re.compile(r"(?:phải|cần|thì|còn) có(?= bản)")
_PAPER_FOLLOWS = re.compile(
    r" ?(?:giấy (?:tờ|xác|chứng|phép|ủy)|hợp đồng|văn bản|quyết định|bảng kê|bản kê|danh sách|báo cáo|biên bản|hóa đơn)"
)


def _without_its_copies(copies: re.Match[str]) -> str:
    """Blank out what is said about copies, but for the word that leads from a paper to another one.

    "Đăng ký xe có chứng thực kèm bản gốc giấy tờ xác nhận" names two papers, "Bản sao kèm bản chính giấy phép" one.
    """
    text = copies.string
    asked = _ASKS_TO_HAVE.match(copies.group())
    if asked and _starts()[0].match(text, copies.end() + 1):
        return asked.group() + " " * (copies.end() - copies.start() - asked.end())
    blank = " " * (copies.end() - copies.start())
    leading = _WITH_ANOTHER.search(copies.group().rstrip())
    before = text[: copies.start()].rstrip(" ")
    if leading is None or not before[-1:].isalnum() or _PAPER_FOLLOWS.match(text, copies.end()) is None:
        return blank
    if _starts()[1].search(before[-_CONTEXT:]):
        return blank
    return blank[: leading.start()] + leading.group() + blank[leading.end() :]


@cache
def _starts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    starts = wording()["starts"]
    heads = re.compile(rf"(?<!\w)(?:{'|'.join(starts['heads'])})(?!\w)")
    after = re.compile(
        rf"(?:^|[^\w\s]|\n|(?:^|\n)o|(?<!\w){any_of(starts['after'])}|[.(]?(?<!\w)(?:[a-zđ]|\d+|[ivx]+)[.)])$"
    )
    return heads, after


_LISTED = re.compile(r"(?:^|[,/]| hoặc| hay| và)$")
_EITHER = re.compile(r"(?:[/]|(?<!\w)(?:hoặc|hay)(?: +(?:các|những|một trong các|có))?)$")
_CONTEXT = 24


def paper_names(row: str, plain: str) -> tuple[PaperName, ...]:
    """Return the papers that a spelled row names, in order; what is a generic word for papers has the kind "".

    `plain` is the row without its contents (`without_contents`).
    """
    left = bare(plain)
    heads, after = _starts()
    names: list[PaperName] = []
    for found in heads.finditer(left):
        start = found.start()
        before = left[:start].rstrip(" ")
        context = before[-_CONTEXT:]
        if not after.search(context) or (names and _is_translated(context, found.group())):
            continue
        if names and names[-1].kind == FORM and not goes_on(row, left, names[-1].start, start):
            continue
        if names and _is_decided_on(left, names[-1].start, start):
            continue
        if names:
            names[-1] = _named(left, names[-1].start, start, names[-1].either)
        names.append(_named(left, start, len(left), bool(names) and _EITHER.search(context) is not None))
    names = [_as_form(name, row) for name in names]
    kept = [name for at, name in enumerate(names) if not _shares_its_rest(names, at, left)]
    return tuple(_as_contract(name, kept[at - 1] if at else None) for at, name in enumerate(kept))


_BY_ITS_PATTERN = re.compile(r"đơn \(?(?:theo|mẫu|đề nghị|yêu cầu|xin)(?!\w)")


def _as_form(name: PaperName, row: str) -> PaperName:
    """An application named by its pattern only: "Đơn theo Mẫu số 18"."""
    return replace(name, kind=FORM) if name.name == "đơn" and _BY_ITS_PATTERN.match(row, name.start) else name


def _as_contract(name: PaperName, before: PaperName | None) -> PaperName:
    """The document that stands for a contract: "hợp đồng hoặc văn bản về việc …" is one paper."""
    if not (name.either and before and before.kind == CONTRACT and name.name.startswith("văn bản")):
        return name
    if name.name.startswith("văn bản khác"):
        return replace(name, kind=OTHER_PRIVATE)
    if name.kind == OTHER_PRIVATE or before.name == "hợp đồng":
        return replace(name, kind=CONTRACT)
    return name


_IN_ENGLISH = re.compile(
    r"certificate|application|licen[cs]e|health|medical|letter|declaration|power of|business|investment|birth|marriage"
    r"|form|report|list|contract|invoice|police|criminal|packing|bill of|diploma|degree|statement|notification"
)


def _is_translated(before: str, head: str) -> bool:
    """Tell whether a name is only the English one in brackets: "Giấy chứng nhận y tế (Health Certificate)"."""
    return before.endswith("(") and _IN_ENGLISH.fullmatch(head) is not None


# What an approval approves is no paper of its own: "văn bản chấp thuận về vị trí và phương án tuyến".
_DECISION = re.compile(
    r"giấy tờ về việc"
    r"|(?:văn bản|quyết định|nghị quyết|thông báo|công văn) (?:chấp thuận|phê duyệt|thẩm định|đồng ý|thông qua|về việc)"
)
_DECIDED_ON = re.compile(
    r"phương án|kế hoạch|đề án|dự án|danh mục|chương trình|quy chế|điều lệ|thuyết minh|thiết kế|dự toán|kịch bản"
)


def _is_decided_on(left: str, decision: int, start: int) -> bool:
    """Tell whether a name only goes on with what the decision named before it is about."""
    if not _DECISION.match(left, decision) or not _DECIDED_ON.match(left, start):
        return False
    between = left[decision:start].rstrip(" ")
    return between.endswith((",", " và", " hoặc", "/")) and ";" not in between and "\n" not in between


def _named(text: str, start: int, end: int, either: bool) -> PaperName:
    last = name_end(text, start, end)
    name = " ".join(text[start:last].split())
    return PaperName(kind_of_name(name), name, start, last, either)


# Nouns that say nothing alone: "quyết định hoặc phán quyết của Trọng tài" names one paper.
_BARE = re.compile(
    r"(?:các |những )?(?:giấy tờ|giấy phép|tài liệu|văn bản|quyết định|kế hoạch|biên bản|thông tin|báo cáo|chứng từ"
    r"|giấy|hồ sơ"
    r"|thông báo"
    r"|trích lục|trích sao)$"
)


def _shares_its_rest(names: list[PaperName], at: int, text: str) -> bool:
    """Tell whether a name is only a noun in front of "hoặc" or a comma, completed by the name after it."""
    name = names[at]
    if at + 1 == len(names) or _BARE.match(name.name) is None or not names[at + 1].kind:
        return False
    between = text[name.start : names[at + 1].start].rstrip(" ")
    if name.name == "quyết định" and names[at + 1].kind == CONTRACT:
        return False
    return _LISTED.search(between) is not None and ";" not in between and "\n" not in between


_NAME_END = re.compile(r"[;\n]|\.(?=\s|$)")
_LOOSE_END = re.compile(
    r"(?:[\s,():/–-]|(?<!\w)(?:hoặc|và|hay|kèm|theo|cùng|với|các|một|trong|nộp|xuất trình|gửi|phải|có|gồm|như|là))+$"
)

_LOOSE_WORDS = 24


def name_end(text: str, start: int, end: int) -> int:
    """Return where the name that begins at a place ends: with its sentence or item, or before the next name."""
    last = min(end, start + _LONGEST_NAME)
    stop = _NAME_END.search(text, start, last)
    name = text[start : stop.start() if stop else last].rstrip()
    loose = _LOOSE_END.search(name, max(0, len(name) - _LOOSE_WORDS))
    return start + (loose.start() if loose else len(name))


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(any_of(wording()["generic"]["words"]))


@cache
def _state() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return words("state", "bodies"), words("state", "private")


# What a state body and a private one both make; then the words say which of them decided.
_DECIDED = re.compile(r"(?:văn bản|quyết định|nghị quyết|thông báo|báo cáo|biên bản|công văn)\b")


# "Quyết định trợ cấp của cha" was decided for the father, not by him.
_DECIDED_FOR = re.compile(
    r"quyết định (?![^;]*của (?:công ty|doanh nghiệp|hội đồng|chủ (?!tịch)))[^;]* của"
    r" (?:cha|mẹ|vợ|chồng|con|người (?!sử dụng|đại diện|đứng đầu|quản lý|có thẩm quyền))"
)


def _by_a_private_body(name: str) -> bool:
    """Tell whether a paper that is mostly a state body's says that a private one decided."""
    return (
        _DECIDED.match(name) is not None
        and _DECIDED_FOR.match(name) is None
        and words("state", "deciders").search(name) is not None
        and not words("state", "bodies").search(name)
    )


# A paper that applicants mostly make, and the words that say that a state body made it.
_EITHER_MAKES = re.compile(
    r"(?:giấy chứng nhận|văn bản|biên bản|báo cáo|kết quả|phiếu|thông báo|nghị quyết)(?! (?:giải trình|tiếp thu|cam))"
)
_BY_A_STATE_BODY = re.compile(
    r"(?<!ý kiến )(?<!yêu cầu )(?<!quy định )(?<!hướng dẫn )(?:của|do) (?:các )?(?:cơ quan (?:nhà nước|có thẩm quyền"
    r"|quản lý|chuyên môn)|cấp có thẩm quyền|ủy ban nhân dân|ubnd|(?:sở|bộ|cục|chi cục|tổng cục) |công an"
    r"|hải quan|kiểm lâm)"
)


def _by_its_maker(kind: str, name: str) -> str:
    """The kind of a usual paper of which the name says that the other of the two made it."""
    if kind == OTHER_STATE and _by_a_private_body(name):
        return OTHER_PRIVATE
    if kind == OTHER_PRIVATE and _EITHER_MAKES.match(name) and _BY_A_STATE_BODY.search(_APPROVED.sub("", name)):
        return OTHER_STATE
    return kind


# Who approves a plan has not made it.
_APPROVED = re.compile(r"(?:đã )?được (?:[^,;.]{0,80} )?(?:phê duyệt|chấp thuận|thẩm định|thông qua)[^;]*")


@lru_cache(maxsize=100_000)
def kind_of_name(name: str) -> str:
    """Return the kind of paper that a name tells; "" for generic words such as "các giấy tờ sau"."""
    generic = not name or _generic().match(name) is not None
    for rule in () if generic else first_rules():
        if rule.pattern.match(name):
            return rule.kind
    usual = usual_kind(name)
    if usual or generic:
        return _by_its_maker(usual, name)
    for rule in later_rules():
        if rule.pattern.match(name):
            if rule.or_state:
                bodies, private = _state()
                made_by = name[:_LONGEST_MAKER]
                made_by = made_by if made_by.startswith("văn bản") else _APPROVED.sub("", made_by)
                return OTHER_STATE if bodies.search(made_by) and not private.search(made_by) else rule.kind
            return OTHER_PRIVATE if rule.kind == OTHER_STATE and _by_a_private_body(name) else rule.kind
    return ""
