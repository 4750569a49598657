"""The sentences of official documents, built from marks the way an official writes them."""

from __future__ import annotations

import re

from catalogue.elements import UNSTATED_TIME, Part
from catalogue.text import one_line
from reviews.actions import MarkAction
from reviews.marks import Mark

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
    Part.TIME: "quy định về thời hạn giải quyết",
    Part.FEE: "khoản thu",
    Part.CONDITION: "yêu cầu, điều kiện",
}

_LONGEST_QUOTATION = 220
_BULLET = re.compile(r"^(?:[-–+•*]\s*|\(?(?:[a-zđ]|\d{1,2})[).]\s+)+", re.IGNORECASE)
_STEP_NUMBER = re.compile(r"^(Bước\s+\d+(?:\.\d+)*)\s*[:.]?\s*(?=\S)", re.IGNORECASE)


def content_sentence(mark: Mark) -> str:
    """Return the sentence of section 1.1 (nội dung đơn giản hóa) that a mark stands for, without a full stop."""
    part, action = Part(mark.part), MarkAction(mark.action)
    if part is Part.PROCEDURE:
        return _about_procedure(action, mark.target)
    quoted = f"{_noun(part, mark)} “{quotation(mark.element_text)}”"
    match action:
        case MarkAction.REMOVE:
            return f"Bỏ {quoted}"
        case MarkAction.REPLACE:
            return f"Thay thế {quoted} bằng dữ liệu được khai thác từ {mark.target}"
        case MarkAction.MERGE:
            return f"Gộp {quoted} với {mark.target}"
        case MarkAction.KEEP:
            return f"Giữ nguyên {quoted}"
    return _reduction(part, mark, quoted)


def words_before(mark: Mark) -> str:
    """Return what a mark's element says today, in the few words of a table."""
    if Part(mark.part) is Part.PROCEDURE:
        return "Thủ tục hành chính hiện hành"
    return quotation(mark.element_text)


def words_after(mark: Mark) -> str:
    """Return what a mark makes of its element, in the few words of a table."""
    match MarkAction(mark.action):
        case MarkAction.REMOVE:
            return "Bãi bỏ" if Part(mark.part) is Part.PROCEDURE else "Bỏ"
        case MarkAction.REPLACE:
            return f"Thay bằng dữ liệu khai thác từ {mark.target}"
        case MarkAction.MERGE:
            return f"Gộp với {mark.target}"
        case MarkAction.KEEP:
            return "Giữ nguyên"
    return mark.target


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


def _reduction(part: Part, mark: Mark, quoted: str) -> str:
    today = quotation(mark.element_text)
    match part:
        case Part.TIME:
            if today == UNSTATED_TIME:
                return f"Quy định rõ thời hạn giải quyết là {mark.target}"
            return f"Rút ngắn thời hạn giải quyết từ {today} xuống còn {mark.target}"
        case Part.FEE:
            return f"Giảm mức thu “{today}” xuống còn {mark.target}"
        case Part.PAPER:
            return f"Giảm số lượng phải nộp của {quoted} xuống còn {mark.target}"
    return f"Sửa đổi {quoted} thành: {mark.target}"


def quotation(text: str) -> str:
    """Return an element's text fit to stand in quotation marks: one line, no bullet, no closing mark, not endless."""
    line = _BULLET.sub("", one_line(text)).rstrip(" ;.,:")
    step = _STEP_NUMBER.match(line)
    if step:
        line = f"{step[1]}: {line[step.end() :]}"
    if len(line) <= _LONGEST_QUOTATION:
        return line.replace("“", "‘").replace("”", "’")
    cut = line[:_LONGEST_QUOTATION].rsplit(" ", 1)[0]
    # A bracket that is not closed any more would be left open in the document.
    opened = cut.rfind("(")
    if opened > cut.rfind(")") and opened > _LONGEST_QUOTATION // 2:
        cut = cut[:opened]
    cut = cut.rstrip(" ;.,:")
    return cut.replace("“", "‘").replace("”", "’") + "…"
