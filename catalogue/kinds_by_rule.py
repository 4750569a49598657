"""The kinds of paper that a row asks for as rules tell them: by the names in it, where it stands and what it is about.

`catalogue.kinds` asks the rules first, and then the weights that are learned from labelled rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from catalogue.accepted_forms import ReadForm, read_forms
from catalogue.kind_words import (
    BUSINESS_REG,
    DIPLOMA,
    FORM,
    LAND_USE,
    OTHER_PRIVATE,
    OTHER_STATE,
    OWN_LICENCE,
    PHOTO,
    PROF_CERT,
    leads_on,
    words,
)
from catalogue.listed_items import kind_of_opening, opening_at, paper_from, with_papers_by_article, with_unnamed_items
from catalogue.own_licences import changes_a_licence, is_own_licence
from catalogue.paper_names import PaperName, paper_names, without_contents, without_copies
from catalogue.row_spelling import spelled
from catalogue.text import clean
from catalogue.told_papers import is_only_told


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What the words of a row tell without its procedure and heading."""

    row: str
    plain: str
    names: tuple[PaperName, ...]
    forms: tuple[ReadForm, ...]


# Articles of the land law that name papers.
_TELLING_NUMBERS = frozenset({"136", "137", "140", "148", "149"})
_NUMBER = re.compile(r"\d{3,}|(?:(?<=khoản )|(?<=ngày )|(?<=tháng ))\d+")


def numberless(row: str) -> str:
    """Return a spelled row with its numbers as zeros, every place kept.

    Provinces publish the same row with the number and the date of their own decision; no such number tells a paper.
    """
    return _NUMBER.sub(_zeros, row)


def _zeros(number: re.Match[str]) -> str:
    return number.group() if number.group() in _TELLING_NUMBERS else "0" * (number.end() - number.start())


@lru_cache(maxsize=200_000)
def read_row(row: str) -> ReadRow:
    """Return what the words of a spelled row tell without its procedure and heading."""
    plain = without_contents(row)
    return ReadRow(row, plain, paper_names(row, plain), read_forms(plain))


@lru_cache(maxsize=50_000)
def read_heading(case: str) -> tuple[str, tuple[ReadForm, ...]]:
    """Return the heading of a case, spelled and without its numbers, and the forms of papers that it asks for."""
    row = numberless(spelled(clean(case)))
    return row, read_forms(row)


@lru_cache(maxsize=200_000)
def kinds_by_rule(row: str, procedure: str, case: str) -> tuple[tuple[str, PaperName], ...]:
    """Return the kinds that the rules tell, each with the paper that they find for it; () where a row asks for none.

    `row` is spelled and without its numbers (`numberless`); `procedure` and `case` are as published.
    """
    read = read_row(row)
    heading, _ = read_heading(case)
    changed = procedure if changes_a_licence(procedure) else f"{procedure}. {case}"
    found = _papers(read, heading, _without_lists(read.plain, _kinds(read, procedure, changed)))
    found += _pasted_photo(row, found)
    if len(row) < _LONGEST_REPEATED and _repeats_the_act(read, spelled(procedure)):
        found = [paper_from(FORM, row, opening_at(row), len(row))]
    return tuple(found)


# Of a row that only repeats its procedure's name, this share of the words stands in the name.
_REPEATED = 0.85
_FEWEST_REPEATED = 5
_LONGEST_REPEATED = 300
_WORD = re.compile(r"\w+")


def _repeats_the_act(read: ReadRow, procedure: str) -> bool:
    """Tell whether a row only says what is applied for, in the words of the procedure's name: it is the application."""
    opens = opening_at(read.row)
    if not procedure.startswith(read.row[opens : opens + 3]):
        return False
    said = _WORD.findall(read.row[opens:])
    if len(said) < _FEWEST_REPEATED or _WORD.findall(procedure)[:2] != said[:2] or _ENDS_OPEN.search(read.row):
        return False
    if any(name.start == opens for name in read.names):
        return False
    known = set(_WORD.findall(procedure))
    return sum(word in known for word in said) >= _REPEATED * len(said)


_LAND = re.compile(
    r"(?<!\w)(?:đất|thửa|tài sản gắn liền|nhà ở|quyền sử dụng)(?!\w)|giấy chứng nhận (?:đã cấp|do bị mất|lần đầu)"
)
_LAND_CERTIFICATE = re.compile(
    r"giấy chứng nhận(?:$|,| đã| được| cấp| của| bị| hoặc| cho| về quyền| và| bản| [()]| này| đối| trong| có| khi| là)"
)


# What is declared by a procedure that declares taxes is its own form.
_DECLARED = re.compile(r"(?:tờ|bản) (?:tự )?(?:khai|kê khai)|bảng kê|phụ lục")
_DECLARES_TAX = re.compile(r"(?:thủ tục )?(?:đăng ký|khai|kê khai|quyết toán|hoàn|miễn|giảm|khấu trừ)(?!\w)[^;.]*thuế")

_CLEARS_GOODS = re.compile(r"(?:thủ tục )?(?:hải quan|đối với hàng hóa|khai hải quan|kiểm tra thực tế hàng)")

# A declaration whose pattern is told is yet to be made.
_FILLED_IN = re.compile(r"tờ khai h[^;.]{0,60} (?:(?:theo|tại)(?: [^;.]{0,30})? mẫu|ban hành kèm theo)(?!\w)")
# Of a declaration made before only a copy is handed in.
_COPIED = re.compile(r"bản (?:chụp|sao)")


def _is_declared_here(name: str, procedure: str) -> bool:
    """Tell whether a declaration of taxes or goods is the form of the procedure that takes such declarations."""
    return (_DECLARED.match(name) is not None and _DECLARES_TAX.match(procedure) is not None) or (
        name.startswith("tờ khai h") and _CLEARS_GOODS.match(procedure) is not None
    )


def _is_declared_now(row: str, name: PaperName, procedure: str) -> bool:
    """Tell whether a declaration is yet to be made: a form, not the paper of a declaration made before."""
    if _DECLARED.match(name.name) is None:
        return False
    declared = _FILLED_IN.match(row, name.start) or _is_declared_here(name.name, spelled(procedure))
    return bool(declared) and _COPIED.search(row, max(0, name.start - _BEFORE_A_NAME), name.end) is None


# "Văn bằng, chứng chỉ về chuyên môn" are two papers; other certificates beside a diploma are proofs of education too.
_DEGREES = re.compile(r"(?:văn bằng|bằng cấp)$")
_CERTIFICATES = re.compile(r"chứng chỉ(?! (?:ngoại ngữ|tin học))")
# Where a post of the civil service asks for them, the certificates are of languages, computing and training.
_FOR_A_POST = re.compile(
    r"(?<!\w)(?:ngạch|viên chức|công chức|dự thi|thăng hạng|xét tuyển|vị trí (?:việc làm|dự tuyển|cần tuyển))(?!\w)"
)
_BOTH = re.compile(r"(?:văn bằng|bằng cấp)(?:,| và| hoặc|/)? ?chứng chỉ(?! (?:ngoại ngữ|tin học))")


def _is_with_certificates(before: str, name: str) -> bool:
    """Tell whether a name of a diploma, the one before it considered, also asks for a professional certificate."""
    return _BOTH.match(name) is not None or (
        _CERTIFICATES.match(name) is not None and _DEGREES.match(before) is not None
    )


# Vehicles are not the only things that are inspected: "giấy chứng nhận kiểm định đối với thiết bị".
_INSPECTION = "giấy chứng nhận kiểm định"
_VEHICLE = re.compile(r"(?<!\w)(?:xe|phương tiện(?! đo| phòng)|tàu|ô tô|cơ giới)(?!\w)")

# What founds a state body is a decision of the state and registers no business.
_FOUNDED = re.compile(r"quyết định (?:về việc )?thành lập(?! doanh| công ty)")
_STATE_BODY = re.compile(
    r"cơ quan, tổ chức, chức danh nhà nước|cơ quan (?:có chức năng|chuyên môn|nhà nước|hành chính)[^;\n]*:"
    r"|(?:tổ chức|đơn vị) sự nghiệp(?! có thu| ngoài)[^;\n]*:"
)

# What stands in the place of a contract of employment is the employer's.
_APPOINTED = re.compile(r"quyết định (?:bổ nhiệm|phân công)[^;,.]{0,20} hoặc hợp đồng lao động")
_ABOUT_AN_ACT = re.compile(r"(?:(?:văn bản|thông báo) về (?:việc )?|thông báo )((?:\w+ ){2}\w+)")


def _is_about_the_act(name: str, procedure: str) -> bool:
    """Tell whether a written paper is about the very act of the procedure: "Văn bản về việc chấm dứt hoạt động"."""
    act = _ABOUT_AN_ACT.match(name)
    return act is not None and act[1] in spelled(procedure)


# Kinds of their own that stay named beside the licence which the procedure changes.
_KEPT = frozenset({"land_use", "social_insurance", "passport", "vehicle_reg", "driving_licence", "marital_status"})
_NEVER_OWN = frozenset(
    {"photo", "identity", "court", "contract", "poa", "design", "form", "birth", "death", "marriage"}
)
_BEFORE_A_NAME = 30
_HANDED_BACK = re.compile(r" *\((?:nộp )?bản (?:chính|gốc)\)")
_OPENS_AS_TRANSLATION = re.compile(r"\W*bản dịch\b")


def _kinds(read: ReadRow, procedure: str, changed: str) -> list[tuple[str, PaperName]]:
    """The kinds of the names; `changed` is the procedure's name, with the heading where that tells of the change."""
    found: list[tuple[str, PaperName]] = []
    translated = _OPENS_AS_TRANSLATION.match(read.row) is not None
    for before, name in zip((None, *read.names), read.names, strict=False):
        if not name.kind:
            continue
        kind = name.kind
        if kind in ("tax_doc", OTHER_STATE) and _is_declared_now(read.row, name, procedure):
            kind = FORM
        if name.name == _INSPECTION and not _VEHICLE.search(f"{read.row} {spelled(procedure)}"):
            kind = OTHER_STATE
        if kind == OTHER_STATE and _APPOINTED.match(read.row, name.start):
            kind = OTHER_PRIVATE
        if kind == BUSINESS_REG and _FOUNDED.match(name.name) and _STATE_BODY.search(read.row, 0, name.start):
            kind = OTHER_STATE
        if kind == OTHER_PRIVATE and _is_about_the_act(name.name, procedure):
            kind = FORM
        if kind == OTHER_STATE and _LAND_CERTIFICATE.match(name.name) and _LAND.search(spelled(procedure)):
            kind = LAND_USE
        if kind in _OPEN and is_only_told(read.row, name.start, name.name):
            continue
        before_it = read.row[max(0, name.start - _BEFORE_A_NAME) : name.start]
        if _HANDED_BACK.match(read.row, name.end):
            before_it = "bản chính "
        may_be_own = (kind not in _NEVER_OWN or name.name.startswith("giấy đăng ký")) and not translated
        asker, before_it = (procedure, "") if kind == LAND_USE else (changed, before_it)
        if may_be_own and is_own_licence(name.name, asker, before_it):
            found.append((OWN_LICENCE, name))
            if (
                not (kind in _KEPT or name.name.startswith(("văn bằng", "bằng tốt nghiệp")))
                or kind == OTHER_STATE
                or name.name.startswith(("giấy miễn", "giấy thông", "giấy phép xuất"))
            ):
                continue
        found.append((kind, name))
        own = any(of == OWN_LICENCE for of, _ in found)
        for_a_post = kind == DIPLOMA and _FOR_A_POST.search(f"{read.row} {spelled(procedure)}")
        if (
            kind == DIPLOMA
            and not own
            and not for_a_post
            and _is_with_certificates(before.name if before else "", name.name)
        ):
            found.append((PROF_CERT, name))
    return found


# What names no paper of its own where the papers are listed behind it.
_LISTING = re.compile(
    r"(?:một (?:trong|hoặc) )?(?:các |những )?(?:loại )?(?:giấy tờ|tài liệu|văn bản|chứng từ|(?:hồ sơ )?minh chứng)"
    r"(?! kỹ thuật)(?!\w)"
)
_LISTS = re.compile(
    r"(?:(?<!\w)(?:gồm|bao gồm|sau|sau đây|dưới đây|như|như sau|cụ thể|cụ thể là|ví dụ như|gồm có)|(?<!\w)là:|[^\s\d]:)"
    r"[\W_]*(?:\(?[a-zđ0-9]{1,3}[).:])?[\W_]*$"
)


_ITEM_ENDS = re.compile(r"[;\n]")


def _without_lists(plain: str, found: list[tuple[str, PaperName]]) -> list[tuple[str, PaperName]]:
    """Leave out the open names that only lead to the papers listed behind them ("giấy tờ chứng minh …, bao gồm: …")."""
    kept = []
    for at, (kind, name) in enumerate(found):
        following = found[at + 1][1].start if at + 1 < len(found) else 0
        leads = kind in _OPEN and following > name.start and _LISTING.match(name.name)
        item = _ITEM_ENDS.split(plain[name.start : following], maxsplit=1)[0]
        if not (leads and _LISTS.search(without_copies(item))):
            kept.append((kind, name))
    return kept


_PASTED = re.compile(r"(?:dán|kèm|đính) (?:sẵn )?(?:\d+ )?(?:ảnh|hình)[^;.]{0,40}\d ?(?:cm|mm)? ?x ?\d")


def _pasted_photo(row: str, found: list[tuple[str, PaperName]]) -> list[tuple[str, PaperName]]:
    """The photograph of a stated size that a form has to carry."""
    kinds = {kind for kind, _ in found}
    photo = _PASTED.search(row) if FORM in kinds and PHOTO not in kinds else None
    return [(PHOTO, PaperName(PHOTO, photo.group(), photo.start(), photo.end()))] if photo else []


# Kinds that a heading's own words can name ("Giấy tờ chứng minh … gồm một trong các giấy tờ sau:").
_OPEN = frozenset({OTHER_STATE, OTHER_PRIVATE, "confirm_local"})
_ASKED_BEFORE = 90
# "Hồ sơ đề nghị sửa đổi Giấy phép … bao gồm:" names what is applied for.
_HEADS_A_DOSSIER = re.compile(
    r"(?:thành phần )?hồ sơ (?:đề nghị|đăng ký|xin|cấp|gia hạn|sửa đổi|điều chỉnh|đối với|trong trường hợp)"
    r"[^:\n]*(?::|(?<!\w)gồm)\W*$"
)


def _papers(read: ReadRow, heading: str, found: list[tuple[str, PaperName]]) -> list[tuple[str, PaperName]]:
    """Of the papers named, those asked for: a note about how to apply asks only where it says so."""
    if all(kind in _OPEN for kind, _ in found) and _leads_on(read.row, found):
        # What sentences before the last one ask for is asked for all the same.
        last = max(read.row.rstrip().rfind(end) for end in (". ", "\n"))
        found = [(kind, name) for kind, name in found if name.start < last]
        if not found:
            return []
    opens = opening_at(read.row)
    opening = read.row[opens:]
    if _HEADS_A_DOSSIER.match(opening):
        return []
    if not found and (kind := kind_of_opening(opening)) and not words("notes", "leads").match(opening):
        return [paper_from(kind, read.row, opens, len(read.row))]
    found = with_unnamed_items(read.plain, read.names, with_papers_by_article(read.row, opens, found))
    if not (words("notes", "leads").match(opening) or words("notes", "headings").match(heading.lstrip(" *-+•"))):
        return found
    if words("notes", "only").search(opening):
        return found
    # What is listed after the first paper asked for is asked for with it.
    first = next((name.start for name in read.names if _is_asked(read.row, name)), len(read.row))
    return [(kind, name) for kind, name in found if name.start >= first]


_ENDS_OPEN = re.compile(r":\W*$")
_SOME_PAPERS = re.compile(r"(?:các |những )?(?:giấy tờ|tài liệu|hồ sơ|chứng từ)(?!\w)")


def _leads_on(row: str, found: list[tuple[str, PaperName]]) -> bool:
    """Tell whether a row only leads to the rows after it: "… gồm:", or a colon behind papers of no certain name."""
    if leads_on().search(row.rstrip()):
        return True
    return _ENDS_OPEN.search(row) is not None and all(_SOME_PAPERS.match(name.name) for _, name in found)


def _is_asked(row: str, name: PaperName) -> bool:
    before = " ".join(without_copies(row[max(0, name.start - _ASKED_BEFORE) : name.start]).split())
    return words("notes", "asked").search(before) is not None
