"""The sentences of official documents, built from marks the way an official writes them."""

from __future__ import annotations

import re

from catalogue.elements import UNSTATED_TIME, Part
from catalogue.text import one_line
from reviews.actions import MarkAction
from reviews.marks import Mark
from reviews.published_fees import single_charge

PART_NAMES = {
    Part.PROCEDURE: "Thủ tục hành chính",
    Part.STEP: "Trình tự thực hiện",
    Part.PAPER: "Thành phần, số lượng hồ sơ",
    Part.TIME: "Thời hạn giải quyết",
    Part.FEE: "Phí, lệ phí",
    Part.CONDITION: "Yêu cầu, điều kiện",
    Part.CHANNEL: "Cách thức thực hiện",
    Part.RESULT: "Kết quả thực hiện",
    Part.LEGAL_BASIS: "Căn cứ pháp lý",
}

_NOUNS = {
    Part.STEP: "bước thực hiện",
    Part.PAPER: "thành phần hồ sơ",
    Part.CONDITION: "yêu cầu, điều kiện",
}

_LONGEST_QUOTATION = 220
_SHORTEST_CUT = 60
_SENTENCE_END = re.compile(r"[.;:]\s(?=[-–+A-ZĐ])")
_UNITS = r"(?:ngày làm việc|ngày|giờ làm việc|giờ|phút|tháng|năm)"
_TIME = re.compile(rf"[\d.,]+ {_UNITS}")
_ONE_DIGIT = re.compile(rf"(?<![\d.,/])(?=\d {_UNITS})")
# How publishers say that they say nothing.
_NOT_SAID = re.compile(r"(?:không có thông tin|không quy định|chưa quy định)(?: cụ thể)?", re.IGNORECASE)
_FEE = re.compile(
    r"(?P<kind>Lệ phí|Phí|Giá dịch vụ): (?:(?P<amount>\d[\d.,]* (?:đồng|[A-Z]{3}))(?P<note> \(.*\))?|(?P<words>.+))",
    re.DOTALL,
)
_COPIES = re.compile(r"(\d+) (bản chính|bản sao)")
_BULLET = re.compile(r"^(?:[-–+•*]\s*|\(?(?:[a-zđ]|\d{1,2})[).]\s+)+", re.IGNORECASE)
_STEP_NUMBER = re.compile(r"^(Bước\s+\d+(?:\.\d+)*)\s*[:.]?\s*(?=\S)", re.IGNORECASE)


def content_sentence(mark: Mark, copies: str = "") -> str:
    """Return the sentence of section 1.1 (nội dung đơn giản hóa) that a mark stands for, without a full stop.

    `copies` says how many originals and copies of a paper are asked for today, where that is known.
    """
    part, action = Part(mark.part), MarkAction(mark.action)
    if part is Part.PROCEDURE:
        return _about_procedure(action, mark.target)
    if part is Part.FEE:
        return _about_fee(action, mark)
    if part is Part.TIME:
        return _about_time(action, mark)
    quoted = f"{_noun(part, mark)} “{quotation(mark.element_text)}”"
    match action:
        case MarkAction.REMOVE:
            return f"Bỏ {quoted}"
        case MarkAction.REPLACE if part is Part.CONDITION:
            return f"Thay việc chứng minh {quoted} bằng việc khai thác dữ liệu từ {mark.target}"
        case MarkAction.REPLACE:
            return f"Thay thế {quoted} bằng dữ liệu được khai thác từ {mark.target}"
        case MarkAction.MERGE:
            return f"Gộp {quoted} với {_named(mark.target) if part is Part.PAPER else mark.target}"
        case MarkAction.KEEP:
            return f"Giữ nguyên {quoted}"
    if part is Part.PAPER and _is_none_left(mark.target, copies):
        return f"Không yêu cầu nộp {quoted}{f' (hiện hành: {_asked_copies(copies)})' if copies else ''}"
    if part is Part.PAPER and not copies and set(_numbers(mark.target).values()) == {"00"}:
        return f"Không yêu cầu nộp {' và '.join(_numbers(mark.target))} của {quoted}"
    if part is Part.PAPER:
        today = f" từ {_asked_copies(copies)}" if copies else ""
        return f"Giảm số lượng phải nộp của {quoted}{today} xuống còn {_left_copies(mark.target, copies)}"
    return f"Sửa đổi {quoted} thành “{_inner(mark.target.rstrip(' .;'))}”"


def words_before(mark: Mark) -> str:
    """Return what a mark's element says today, in the few words of a table."""
    if Part(mark.part) is Part.PROCEDURE:
        return "Thủ tục hành chính hiện hành"
    today = quotation(mark.element_text)
    if Part(mark.part) is Part.FEE and (single := single_charge(mark.element_text)) is not None:
        return single[1]
    return two_digits(today) if Part(mark.part) is Part.TIME else today


def words_after(mark: Mark) -> str:
    """Return what a mark makes of its element, in the few words of a table."""
    match MarkAction(mark.action):
        case MarkAction.REMOVE:
            return "Bãi bỏ" if Part(mark.part) is Part.PROCEDURE else "Bỏ"
        case MarkAction.REPLACE:
            return f"Thay bằng dữ liệu khai thác từ {mark.target}"
        case MarkAction.MERGE:
            return f"Gộp với {_named(mark.target) if Part(mark.part) is Part.PAPER else mark.target}"
        case MarkAction.KEEP:
            return "Giữ nguyên"
    if Part(mark.part) is Part.PAPER:
        words = "Không yêu cầu nộp" if _is_none_left(mark.target, "") else _left_copies(mark.target, "")
        return words[:1].upper() + words[1:]
    return two_digits(mark.target) if Part(mark.part) is Part.TIME else mark.target


def _noun(part: Part, mark: Mark) -> str:
    """What the element is called; a step that does not name itself gets its number."""
    number = mark.element.partition(":")[2]
    if part is Part.STEP and not _STEP_NUMBER.match(quotation(mark.element_text)):
        return f"bước {number}"
    return _NOUNS[part]


def _about_procedure(action: MarkAction, target: str) -> str:
    match action:
        case MarkAction.REMOVE:
            return "Bãi bỏ thủ tục hành chính"
        case MarkAction.MERGE:
            return f"Gộp thủ tục hành chính với {target}"
    return "Giữ nguyên thủ tục hành chính"


def _about_time(action: MarkAction, mark: Mark) -> str:
    today, target = two_digits(quotation(mark.element_text)), two_digits(mark.target)
    unstated = mark.element_text == UNSTATED_TIME or bool(_NOT_SAID.fullmatch(today))
    # A few words of a limit stand in the sentence by themselves, a published description in quotation marks.
    told = today if _TIME.fullmatch(today) else f"“{today}”"
    match action:
        case MarkAction.REMOVE:
            return f"Bỏ quy định về thời hạn giải quyết{'' if unstated else f' {told}'}"
        case MarkAction.REDUCE if unstated:
            return f"Quy định rõ thời hạn giải quyết là {target}"
        case MarkAction.REDUCE:
            return f"Rút ngắn thời hạn giải quyết từ {told} xuống còn {target}"
    return f"Giữ nguyên quy định về thời hạn giải quyết{'' if unstated else f' {told}'}"


def _about_fee(action: MarkAction, mark: Mark) -> str:
    """Name a fee by its kind and amount; what is published in words stands in quotation marks."""
    today = quotation(mark.element_text)
    known = _FEE.fullmatch(today)
    kind = known["kind"].lower() if known else "phí, lệ phí"
    amount, note = (known["amount"], known["note"] or "") if known else ("", "")
    words = known["words"] if known else today
    whole = mark.element_text.partition(": ")[2] if known else mark.element_text
    single = None if amount else single_charge(whole)
    if single is not None:
        kind, amount = (kind if known else single[0]), single[1]
    told = f"{amount}{note}" if amount else f"“{words}”"
    match action:
        case MarkAction.REMOVE:
            return f"Bỏ quy định thu {kind} {told}"
        case MarkAction.REDUCE if mark.target.startswith("0 "):
            return f"Miễn {kind} (mức thu hiện hành: {told})"
        case MarkAction.REDUCE if amount:
            return f"Giảm mức thu {kind} từ {told} xuống còn {mark.target}"
        case MarkAction.REDUCE if _NOT_SAID.fullmatch(words):
            return f"Quy định rõ mức thu {kind} là {mark.target}"
        case MarkAction.REDUCE:
            return f"Quy định mức thu {kind} là {mark.target}, thay cho quy định hiện hành {told}"
    return f"Giữ nguyên mức thu {kind} {told}"


def two_digits(words: str) -> str:
    """Write numbers below ten before a unit of time as official documents do: "05 ngày làm việc"."""
    return _ONE_DIGIT.sub("0", words)


def _asked_copies(copies: str) -> str:
    """Numbers of originals and copies without those of which none is asked for."""
    return ", ".join(part for part in copies.split(", ") if not part.startswith("00 ")) or copies


def _left_copies(copies: str, today: str) -> str:
    """Numbers of originals and copies; what is asked for today and no more is said in words.

    What the target does not name stays as today.
    """
    if not _numbers(copies):
        return copies
    left = _numbers(today) | _numbers(copies)
    asked = [f"{number} {what}" for what, number in left.items() if number != "00"]
    gone = [what for what, number in left.items() if number == "00"]
    dropped = [f"không yêu cầu {what}" for what in gone if not today or what in _asked_copies(today)]
    return ", ".join(asked + dropped)


def _numbers(copies: str) -> dict[str, str]:
    """How many of each are said, "bản chính" and "bản sao"; empty where neither is."""
    return {what: number for number, what in _COPIES.findall(copies)}


def _is_none_left(target: str, today: str) -> bool:
    """Tell whether neither originals nor copies are asked for any more; what a target does not name stays as today."""
    numbers = _numbers(today) | _numbers(target)
    return set(numbers) == {"bản chính", "bản sao"} and all(number == "00" for number in numbers.values())


def _named(target: str) -> str:
    """A paper by its name: in quotation marks, unless the words already are or describe it."""
    text = target.rstrip(" .;")
    return f"“{text}”" if text[:1].isupper() and "“" not in text else text


def _inner(text: str) -> str:
    """Quotation marks within quotation marks are single ones."""
    return text.replace("“", "‘").replace("”", "’")


def quotation(text: str, longest: int = _LONGEST_QUOTATION) -> str:
    """Return an element's text fit to stand in quotation marks: one line, no bullet, no closing mark, not endless.

    `longest` is the number of characters beyond which it is cut.
    """
    line = _BULLET.sub("", one_line(text)).rstrip(" ;.,:")
    step = _STEP_NUMBER.match(line)
    if step:
        line = f"{step[1]}: {line[step.end() :]}"
    if len(line) <= longest:
        return _inner(line)
    cut = line[:longest]
    # Where a sentence or the words before a list end far enough within, they say what it is about.
    ends = [found.start() for found in _SENTENCE_END.finditer(cut) if found.start() >= _SHORTEST_CUT]
    cut = cut[: ends[-1]] if ends else cut.rsplit(" ", 1)[0]
    # A bracket that is not closed any more would be left open in the document.
    opened = cut.rfind("(")
    if opened > cut.rfind(")") and opened > longest // 2:
        cut = cut[:opened]
    return _inner(cut.rstrip(" ;.,:-")) + "…"
