"""The papers that a row names: each name with its place in the text and the kind that its wording tells.

A name begins with a noun such as "giấy", "đơn", "hợp đồng" where the row, a sentence, an item or a listing begins;
"Đơn đề nghị cấp giấy phép" is one name and not two. What is said about copies, about contents, and clauses that only
tell circumstances are blanked out first, so that the places of what is left do not move.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from catalogue.kind_words import FORM, OTHER_STATE, any_of, name_rules, wording, words
from catalogue.text import canonical_spelling

# A longer row is a document of its own; what it asks for stands at its beginning.
_LONGEST = 6_000
_LONGEST_NAME = 170

_FILE_ENDS = re.compile(r"\.(?:docx?|xlsx?|pdf|rtf|zip|rar|jpe?g|png)\s*$", re.IGNORECASE)
_SEAM = re.compile(r"(?<=[^\W\d_A-ZÀ-Ỹ])(?=[A-ZĐ\d])|(?<=[);:.,”\"])(?=[\w(])|(?<=\s)(?=\S+$)")
_LONGEST_FILE_NAME = 90
_WRAPPED = re.compile(r"\n(?=[^\W\d_A-ZÀ-ỸĐ])")
_OTHER_SPELLINGS = (("đăng kí", "đăng ký"), ("lí lịch", "lý lịch"), ("chữ kí", "chữ ký"), ("uỷ", "ủy"), ("quí", "quý"))


@dataclass(frozen=True, slots=True)
class PaperName:
    """One paper named in a row: its kind, its name as spelled, where the name stands in the text, and whether "hoặc" led to it."""

    kind: str
    name: str
    start: int
    end: int
    either: bool = False


def spelled(text: str) -> str:
    """Return a row in the spelling of the wording: lower case, one tone placement, lines that only wrap joined.

    A form's file name glued to the end is blanked out. Every place stays as it is in the text's NFC form.
    """
    joined = _WRAPPED.sub(" ", _without_file_name(unicodedata.normalize("NFC", text)[:_LONGEST]))
    spelling = canonical_spelling(joined)
    for other, usual in _OTHER_SPELLINGS:
        if other in spelling:
            spelling = spelling.replace(other, usual)
    return spelling


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def _without_file_name(text: str) -> str:
    """Blank out the name of a form's file glued to the end of a row ("… công ty luậtMẫu TP-LS-28.docx")."""
    if "." not in text[-6:] or _FILE_ENDS.search(text) is None:
        return text
    seam = _SEAM.search(text, max(1, len(text) - _LONGEST_FILE_NAME))
    return text if seam is None else text[: seam.start()] + " " * (len(text) - seam.start())


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
    return _masks()[0].sub(_blank, text)


def without_copies(text: str) -> str:
    """Return a spelled row with what is said about copies and certification blanked out."""
    return _masks()[2].sub(_blank, text)


_TWO_NOUNS = re.compile(
    r"(?<=giấy tờ)(?:,| và| hoặc|/) ?(?:tài liệu|văn bản|thông tin)(?:,? thông tin)?(?= (?:chứng|có|liên|về|khác|do|pháp|xác|hợp))"
)


def bare(text: str) -> str:
    """Return a spelled row with everything blanked out that names no paper asked for."""
    text = _TWO_NOUNS.sub(_blank, text)
    for mask in _masks():
        text = mask.sub(_blank, text)
    return text


@cache
def _starts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    starts = wording()["starts"]
    heads = re.compile(rf"(?<!\w)(?:{'|'.join(starts['heads'])})(?!\w)")
    after = re.compile(rf"(?:^|[^\w\s]|\n|\no|(?<!\w){any_of(starts['after'])}|[.(]?(?<!\w)(?:[a-zđ]|\d+|[ivx]+)[.)])$")
    return heads, after


# After a form's own name a plain comma or "và" goes on with what is applied for.
_STRONG = re.compile(r"(?:[;.\n:+•(]|(?:kèm(?: theo)?|gửi kèm|đính kèm|cùng với)|-)$")
_NEVER_APPLIED_FOR = re.compile(
    r"đơn|tờ (?:khai|trình)|ảnh|hộ chiếu|danh sách|sơ yếu|lý lịch|(?:giấy|văn bản) ủy quyền|biên bản|phiếu|văn bản đề nghị"
    r"|báo cáo|căn cước|chứng minh|sơ đồ|bản vẽ|bản đồ|mẫu|(?:giấy tờ|tài liệu|chứng từ) |bằng |văn bằng|học bạ|sổ hộ khẩu"
    r"|giấy (?:khai sinh|khám|xác nhận|chứng sinh|ra viện)|lý lịch|bản cam kết|cam kết|hóa đơn"
)
_LISTED = re.compile(r"(?:^|[,/]| hoặc| hay| và)$")
_EITHER = re.compile(r"(?:[/]|(?<!\w)(?:hoặc|hay))$")
_CONTEXT = 24


def paper_names(text: str) -> tuple[PaperName, ...]:
    """Return the papers that a row names in their order; what is a generic word for papers has the kind ""."""
    row = spelled(text)
    left = bare(row)
    heads, after = _starts()
    names: list[PaperName] = []
    for found in heads.finditer(left):
        start = found.start()
        before = left[:start].rstrip(" ")
        context = before[-_CONTEXT:]
        if not after.search(context):
            continue
        if names and names[-1].kind == FORM and not _goes_on(row, left, names[-1].start, start):
            continue
        if names:
            names[-1] = _named(left, names[-1].start, start, names[-1].either)
        names.append(_named(left, start, len(left), bool(names) and _EITHER.search(context) is not None))
    return tuple(name for at, name in enumerate(names) if not _shares_its_rest(names, at, left))


def _named(text: str, start: int, end: int, either: bool) -> PaperName:
    name = name_at(text, start, end)
    return PaperName(kind_of_name(name), name, start, end, either)


# Nouns that say nothing alone: "quyết định hoặc phán quyết của Trọng tài" names one paper.
_BARE = re.compile(
    r"(?:các |những )?(?:giấy tờ|tài liệu|văn bản|quyết định|kế hoạch|biên bản|thông tin|báo cáo|chứng từ|giấy|hồ sơ)$"
)


def _shares_its_rest(names: list[PaperName], at: int, text: str) -> bool:
    """Tell whether a name is only a noun in front of "hoặc" or a comma, completed by the name after it."""
    name = names[at]
    if at + 1 == len(names) or _BARE.match(name.name) is None or not names[at + 1].kind:
        return False
    between = text[name.start : names[at + 1].start].rstrip(" ")
    return _LISTED.search(between) is not None and ";" not in between and "\n" not in between


_COPY_LISTED = re.compile(r"(?:[,;+]|(?<!\w)(?:và|hoặc|kèm|kèm theo))\s+(?:\d+ |một )?(?:bộ )?bản (?:sao|chính|chụp|gốc|dịch)")


def _goes_on(row: str, left: str, form: int, start: int) -> bool:
    """Tell whether a name after a form's is a paper of its own, and not what the form applies for."""
    between = left[form:start]
    if ";" in between or "\n" in between or ". " in between or _COPY_LISTED.search(row, form, start):
        return True
    return bool(_STRONG.search(between.rstrip(" ")) or _NEVER_APPLIED_FOR.match(left, start))


_NAME_END = re.compile(r"[;\n]|\.(?=\s|$)")
_LOOSE_END = re.compile(
    r"(?:[\s,(:/–-]|(?<!\w)(?:hoặc|và|hay|kèm|theo|cùng|với|các|một|trong|nộp|xuất trình|gửi|phải|có|gồm|như|là))+$"
)

_LOOSE_WORDS = 24


def name_at(text: str, start: int, end: int) -> str:
    """Return the name that begins at a place, up to the end of its sentence or item, in single spaces."""
    stop = _NAME_END.search(text, start, min(end, start + _LONGEST_NAME))
    name = " ".join(text[start : stop.start() if stop else min(end, start + _LONGEST_NAME)].split())
    return name[:-_LOOSE_WORDS] + _LOOSE_END.sub("", name[-_LOOSE_WORDS:])


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(any_of(wording()["generic"]["words"]))


@cache
def _state() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return words("state", "bodies"), words("state", "private")


@lru_cache(maxsize=100_000)
def kind_of_name(name: str) -> str:
    """Return the kind of paper that a name tells; "" for generic words such as "các giấy tờ sau"."""
    if not name or _generic().match(name):
        return ""
    for rule in name_rules():
        if rule.pattern.match(name):
            if rule.or_state:
                bodies, private = _state()
                return OTHER_STATE if bodies.search(name) and not private.search(name) else rule.kind
            return rule.kind
    return ""
