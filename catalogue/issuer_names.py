"""What a procedure's result is called, in every wording under which papers ask for it, and at which stage it is issued.

Portals name results carelessly: "Cấp lại giấy phép lao động" for the licence, "Giấy phép" alone where the procedure's
name says which, two results in one line, refusals among them. This reads one published result into the names of the
papers that it hands over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from catalogue.cut_results import completed_result
from catalogue.paper_identity import completed_name, is_generic, name_key, named_papers, undecorated
from catalogue.paper_likeness import ends_another, is_vague, name_words, says_no_subject
from catalogue.paper_mentions import without_authority
from catalogue.paper_parts import begins_as_paper
from catalogue.paper_wording import spelled_evenly, without_brackets


class Stage(StrEnum):
    """What a procedure does to the paper that it hands over."""

    FIRST = "first"
    REISSUE = "reissue"
    CHANGE = "change"
    EXTENSION = "extension"
    REVOCATION = "revocation"


_ANY = re.IGNORECASE
_PROCEDURE_LEAD = re.compile(r"^(?:\W+|(?:thủ\s+tục|tthc|việc|đề\s+nghị|giải\s+quyết|thực\s+hiện|hồ\s+sơ)\b)+", _ANY)
# A procedure is named after what it does first; "cấp, cấp lại, gia hạn" issues for the first time among others.
_STAGES = (
    (
        Stage.REVOCATION,
        r"(?:thu\s+hồi|hủy|chấm\s+dứt|tước|tạm\s+(?:dừng|ngừng|đình)|đình\s+chỉ|giải\s+thể|trả\s+lại|miễn\s+nhiệm"
        r"|khiếu\s+nại|tố\s+cáo|trình\s+báo|thông\s+báo\s+(?:mất|chấm|tạm)|báo\s+mất|bãi\s+bỏ|không\s+công\s+nhận)",
    ),
    (
        Stage.REISSUE,
        r"(?:cấp\s+(?:lại|đổi|phát\s+lại)|đổi(?!\s+mới)|cấp\s+bản\s+sao|đăng\s+ký\s+lại|bổ\s+nhiệm\s+lại|công\s+nhận\s+lại|công\s+bố\s+lại)",
    ),
    (Stage.EXTENSION, r"(?:cấp\s+)?gia\s+hạn|kéo\s+dài"),
    (
        Stage.CHANGE,
        r"(?:cấp\s+|đăng\s+ký\s+|thông\s+báo\s+)?(?:điều\s+chỉnh|sửa\s+đổi|thay\s+đổi|bổ\s+sung|cập\s+nhật|chuyển\s+đổi|hiệu\s+đính|đính\s+chính|xóa|chuyển"
        r"|biến\s+động|tách\s+thửa|hợp\s+thửa|xác\s+định\s+lại|khôi\s+phục|phục\s+hồi)",
    ),
)
_ISSUES_AFTER_ALL = re.compile(r"(?:\bvà|,|;)\s+cấp\b", _ANY)
_STAGE_PATTERNS = tuple((stage, re.compile(words, _ANY)) for stage, words in _STAGES)


@lru_cache(maxsize=100_000)
def stage_of(procedure: str) -> Stage:
    """Return what a procedure does to its result, by the first words of its name."""
    name = _PROCEDURE_LEAD.sub("", spelled_evenly(procedure))
    for stage, pattern in _STAGE_PATTERNS:
        if pattern.match(name):
            return Stage.REISSUE if stage is Stage.REVOCATION and _ISSUES_AFTER_ALL.search(name) else stage
    return Stage.FIRST


# Results that give nothing: refusals, and words that no paper is asked for by.
_NOTHING = re.compile(
    r"^(?:văn\s+bản\s+|quyết\s+định\s+|công\s+văn\s+|thông\s+báo\s+(?:về\s+(?:việc\s+)?)?|phiếu\s+)?(?:từ\s+chối(?!\s+nhận\s+di\s+sản)|không\s|trả\s+lời|trả\s+hồ\s+sơ)"
    r"|nêu\s+rõ\s+lý\s+do|^(?:cập\s+nhật|chỉnh\s+lý|lập,|ghi\s+|thông\s+báo\s+(?:kết\s+quả\s+(?:giải|tới|qua|đăng|xử|điều|thu|tích|đến|lựa|xét)|bằng|cho\s+người|tới|qua|yêu\s+cầu))",
    _ANY,
)
_OR_NOT = re.compile(
    r"\s*(?:/|\bhoặc\b)\s*không\s+(?:chấp\s+thuận|đồng\s+ý|cho\s+phép|phê\s+duyệt|xác\s+nhận)(?=\s+\S)", _ANY
)
_SPECIMEN = re.compile(r"^mẫu\s+(?=(?:giấy|quyết\s+định|thẻ|chứng\s+chỉ|văn\s+bản)\b)", _ANY)
_OR_REFUSAL = re.compile(
    r"\s*(?:/|,|\bhoặc\b|\bvà\b)\s*(?:từ\s+chối|không\b|trả\s+lời|thông\s+báo|nêu\s+rõ|có\s+văn\s+bản|đăng\s+tải|cập\s+nhật|ghi\b).*$",
    _ANY,
)
_ISSUING = re.compile(
    r"^(?:quyết\s+định\s+(?:về\s+)?(?:việc\s+)?(?=cấp\b))?"
    r"(?:(?:cấp(?:\s+(?:mới|lại|đổi|bổ\s+sung|gia\s+hạn|điều\s+chỉnh))?|đổi|gia\s+hạn|điều\s+chỉnh|sửa\s+đổi|bổ\s+sung)\s*[,/]?\s*)+(?=\S)",
    _ANY,
)
_GRANTING = re.compile(
    r"^(?:(?:cấp(?:\s+(?:mới|lại|đổi|bổ\s+sung|gia\s+hạn|điều\s+chỉnh))?|gia\s+hạn|điều\s+chỉnh|sửa\s+đổi|bổ\s+sung)\s*(?:[,/]|\bvà\b|\bhoặc\b)?\s*)+(?=\S)",
    _ANY,
)
_STATE = re.compile(
    r"\s+(?:(?:được|đã|sau\s+khi)\s+)*(?:(?:cấp|ghi\s+nhận|xác\s+nhận)\s+(?:lại|mới|đổi|bổ\s+sung|nội\s+dung\b.*)|điều\s+chỉnh|gia\s+hạn|sửa\s+đổi"
    r"(?:,?\s*bổ\s+sung)?|chỉnh\s+lý|bổ\s+sung|được\s+cấp|mới)\s*$",
    _ANY,
)
# One thing of several in a row: "thành lập chi nhánh, công ty luật" is also "thành lập công ty luật".
_LISTED = re.compile(r"((?:[^\W_]+\s+){0,4}[^\W_]+)\s*(?:,|/|\bhoặc\b)\s*", _ANY)
_AGAIN = re.compile(r"(?<=nhiệm)\s+lại\b|(?<=cấp)\s+lại\b|(?<=nhận)\s+lại\b|(?<=ký)\s+lại\b", _ANY)
_NOT_LISTED = re.compile(
    r"\b(?:điều\s+chỉnh|thu\s+hồi|gia\s+hạn|hủy|sửa\s+đổi|thay\s+đổi|chấm\s+dứt|chuyển|giấy|quyết\s+định|văn\s+bản|thẻ)\b",
    _ANY,
)
# What is handed back or told in a case is no result of the procedure.
_IN_CASE = re.compile(r"(?<=[^\s•*+-])[\s.;•*+-]+(?:[0-9]{1,2}[.)]\s*)?trường\s+hợp\b.*$", _ANY | re.DOTALL)
# One line may issue several papers anew: "Điều chỉnh quyết định A, điều chỉnh quyết định B".
_NEXT_ISSUED = re.compile(
    r"\s*[,;/]\s*(?:cấp(?:\s+(?:lại|đổi|mới))?|gia\s+hạn|điều\s+chỉnh|sửa\s+đổi)\s+"
    r"(?=(?:giấy|quyết\s+định|thẻ|chứng\s+chỉ|văn\s+bản)\b)",
    _ANY,
)
_AND_CARD = re.compile(r"\s+và\s+cấp\s+(?=(?:thẻ|giấy|chứng\s+chỉ)\b)", _ANY)
_SECOND = re.compile(r"\s*(?:,|/|\bhoặc\b|\bvà\b)\s*(?=\S)", _ANY)
_FEWEST_WORDS = 4
_MOST_NAMES = 24
# A class or number that tells one form of a paper from its other forms: "hạng II", "số 1", "loại C, D".
_ONE_GRADE = r"(?:đặc\s+biệt|[0-9]{1,2}|[ivx]{1,4}|[a-e]|nhất|nhì)(?![^\W_])(?!\s*/\s*[0-9])"
_GRADES = re.compile(
    rf"(?<!mẫu\s)\b(hạng|loại|cấp|bậc|số)\s+({_ONE_GRADE}(?:\s*(?:,|/|\bvà\b|\bhoặc\b)\s*(?:\1\s+)?{_ONE_GRADE})*)",
    _ANY,
)


@lru_cache(maxsize=200_000)
def result_names(result: str, procedure: str) -> tuple[str, ...]:
    """Return the names of the papers that a result hands over, in letters or, where completed, as keys."""
    names: dict[str, None] = {}
    whole: list[str] = []
    restored = without_authority(completed_result(result, procedure))
    for published in named_papers(_NEXT_ISSUED.sub("; ", _IN_CASE.sub(" ", restored))):
        if names and ends_another(name_words(next(iter(names)))):
            # What is withdrawn or changed may be a list of papers itself.
            break
        name = _OR_REFUSAL.sub("", _OR_NOT.sub("", _SPECIMEN.sub("", published)))
        if _NOTHING.search(name):
            continue
        for at, wording in enumerate((*_wordings(name), *conjuncts(name))):
            names.setdefault(wording)
            if at == 0:
                whole.append(wording)
            key = name_key(wording)
            if is_generic(key) and (completed := completed_name(key, procedure)):
                names.setdefault(completed)
    if (told := _name_told_by(procedure)) and any(name_words(told).sort == name_words(name).sort for name in names):
        names.setdefault(told)
    for name in whole:
        names.update(dict.fromkeys(sharing_an_end(name)))
    return tuple(names)[:_MOST_NAMES]


@lru_cache(maxsize=100_000)
def _name_told_by(procedure: str) -> str:
    """Return the paper that a procedure's name says it grants; empty where it says none."""
    name = _PROCEDURE_LEAD.sub("", spelled_evenly(procedure))
    granted = _GRANTING.sub("", name)
    return undecorated(granted) if granted != name and begins_as_paper(granted) else ""


@lru_cache(maxsize=200_000)
def grades(text: str) -> frozenset[tuple[str, str]]:
    """Return the classes and numbers that a text says of a paper, each with its word: ("hạng", "ii")."""
    return frozenset(
        (found[1].lower(), grade.lower())
        for found in _GRADES.finditer(spelled_evenly(text))
        for grade in re.findall(_ONE_GRADE, found[2], _ANY)
    )


def ungraded(name: str) -> str:
    """Return a name without the classes and numbers in it."""
    return " ".join(_GRADES.sub(" ", name).split())


def of_other_grades(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Tell whether two texts say classes by the same word, and none that is the same."""
    return (
        bool(one) and bool(other) and one.isdisjoint(other) and not {w for w, _ in one}.isdisjoint(w for w, _ in other)
    )


@lru_cache(maxsize=200_000)
def result_keys(result: str, procedure: str) -> tuple[str, ...]:
    """Return the keys of the papers that a result hands over, as papers may ask for them, the plainest first."""
    return tuple(dict.fromkeys(name_key(name) for name in result_names(result, procedure)))


def _wordings(name: str) -> Iterator[str]:
    bare = _STATE.sub("", name)
    issued = _ISSUING.sub("", bare)
    if issued != bare and begins_as_paper(issued):
        bare = issued
    yield bare
    if (first := _AGAIN.sub("", bare)) != bare:
        yield first
    if (plain := ungraded(bare)) != bare:
        yield plain
    if bare != name:
        yield name
    if card := _AND_CARD.search(bare):
        yield bare[card.end() :]
        yield bare[: card.start()] + " " + " ".join(bare[card.end() :].split()[1:])
    yield from _members(bare)


def _members(name: str) -> Iterator[str]:
    """Yield the names that a list inside a name stands for, each with one member of it left out."""
    for found in _LISTED.finditer(name):
        member = found[1].split()
        if _NOT_LISTED.search(found[1], found[1].find(" ") if found.start() == 0 else 0):
            continue
        for length in range(1, min(len(member), 4) + 1):
            cut = found.start(1) + len(found[1]) - len(" ".join(member[-length:]))
            shorter = name[:cut] + name[found.end() :]
            if len(shorter.split()) >= _FEWEST_WORDS and cut > 0:
                yield shorter
    for found in _SECOND.finditer(name):
        rest = name[found.end() :].split()
        for length in range(1, min(len(rest) - 1, 4) + 1):
            shorter = " ".join((name[: found.start()], *rest[length:]))
            dropped = " ".join(rest[:length])
            if len(shorter.split()) >= _FEWEST_WORDS and not _NOT_LISTED.search(dropped) and says_no_subject(dropped):
                yield shorter


def sharing_an_end(name: str) -> Iterator[str]:
    """Yield the names that a list of doings stands for: "chặt hạ, dịch chuyển cây xanh" is also "chặt hạ cây xanh"."""
    for found in _SECOND.finditer(name):
        begun, rest = name[: found.start()], name[found.end() :].split()
        if is_vague(name_words(begun).all):
            continue
        for length in range(1, min(len(rest) - 1, 4) + 1):
            if len(begun.split()) + len(rest) - length >= _FEWEST_WORDS and not _NOT_LISTED.search(
                " ".join(rest[:length])
            ):
                yield " ".join((begun, *rest[length:]))


_DECISION = re.compile(
    r"^(quyết\s+định|văn\s+bản)\s+(?!điều\s+chỉnh|thu\s+hồi|hủy|sửa|thay|chấm|miễn|từ\s+chối|chuyển\s+hình)", _ANY
)
_ACTS = (
    r"(?:giao|cho|chuyển|gia\s+hạn|phê\s+duyệt|công\s+nhận|bổ\s+nhiệm|chấp\s+thuận|thành\s+lập|cấp|hỗ\s+trợ|trợ\s+cấp"
    r"|tuyển\s+dụng|điều\s+động)"
)
_NEXT_ACT = re.compile(rf"\s*(?:[,/]|\bhoặc\b|\bvà\b)\s*(?:quyết\s+định\s+)?(?={_ACTS}\b)", _ANY)


def conjuncts(name: str) -> tuple[str, ...]:
    """Return each decision that a name lists: "quyết định giao đất, cho thuê đất" is one to give and one to lease."""
    head = _DECISION.match(name)
    if head is None:
        return ()
    acts = _NEXT_ACT.split(name[head.end() :])
    if len(acts) < 2 or re.search(r"\bquyết\s+định\b", acts[0], _ANY):
        return ()
    return tuple(f"{head[1]} {act.strip()}" for act in acts if len(act.split()) > 1)


# Such a procedure's name tells the paper that is handed in, not the one that comes of it.
_INTO_ANOTHER = re.compile(r"(?:đổi|chuyển\s+đổi|thu\s+hồi|hủy|xóa)\b", _ANY)


@lru_cache(maxsize=100_000)
def told_by(procedure: str) -> tuple[str, ...]:
    """Return the words by which a procedure's name tells what its result leaves out, its cases and conditions too.

    There are none where the procedure turns one paper into another.
    """
    if _INTO_ANOTHER.match(_PROCEDURE_LEAD.sub("", spelled_evenly(procedure))):
        return ()
    return tuple(name_key(without_brackets(spelled_evenly(procedure))).split())


@lru_cache(maxsize=100_000)
def procedure_words(procedure: str) -> tuple[str, ...]:
    """Return the words of a procedure's name, without its cases and conditions and what stands in brackets."""
    return tuple(name_key(undecorated(spelled_evenly(procedure))).split())
