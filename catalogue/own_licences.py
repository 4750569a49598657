"""Whether a paper is the licence that its procedure renews, changes, reissues or revokes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from catalogue.row_spelling import spelled

_LICENCE = (
    r"giấy (?:phép|chứng nhận|đăng ký|xác nhận|thông hành|chứng minh|công nhận)|chứng chỉ|chứng nhận|thẻ|hộ chiếu"
    r"|văn bản (?:chấp thuận|cho phép|công nhận|xác nhận)|quyết định"
    r"|bằng(?! (?:dịch vụ|hình thức|phương|tàu|quyền|động sản|tài sản|văn bản))|sổ|căn cước|phù hiệu|biển hiệu|tem|giấy"
    r"|mã số|biển số|văn bằng|số (?:đăng ký )?lưu hành"
)
_CHANGES = re.compile(
    r"(?<!\w)(?:cấp lại|cấp đổi|đổi(?! mới| với)|gia hạn|điều chỉnh|sửa đổi|bổ sung|thay đổi|thu hồi|hủy|đính chính|xóa"
    r"|trả lại|chấm dứt|tạm ngừng|ngừng|đình chỉ|khôi phục|chuyển đổi|nâng hạng|cấp điều chỉnh|tước|đăng ký lại"
    r"|cấp bổ sung|chuyển nhượng|nộp lại|hiệu đính|duy trì|chỉnh sửa|phục hồi|cấp phó bản|mở rộng|công nhận lại"
    r"|chỉ định lại)(?!\w)"
)
_RENEWED = re.compile(r"gia hạn|bổ sung|khôi phục|cấp lại|sửa đổi|cấp đổi|đổi")
_HELD = re.compile(
    r"(?:đã|được) (?:được )?cấp|đang (?:có|sử dụng)|hiện có|(?<!\w)cũ(?!\w)|còn (?:hiệu lực|thời hạn|giá trị)|hết hạn"
    r"|đã hết|bị (?:hỏng|rách|hư|mờ)|cần (?:đổi|gia hạn|điều chỉnh)|đã đăng ký"
    r"|(?:đề nghị|xin) (?:cấp lại|đổi|gia hạn|điều chỉnh|thu hồi|hủy|chỉnh sửa)"
)
# What is handed back is the paper itself and not a copy of it.
_GIVEN_BACK = re.compile(r"(?:bản (?:chính|gốc)|nộp lại)\W*$")
# What a change follows is not what it changes: "thay đổi … theo quyết định của cơ quan có thẩm quyền".
_NAMED = re.compile(rf"(?<!\w)(?<!theo )(?:{_LICENCE})(?!\w)")
_STOP = re.compile(
    r"[,;.()/\n]|\b(?:của|cho(?! phép)|do|trong|đối với|đã|được|cũ|bị|còn|tại|hoặc|và|(?<!điều kiện )(?<!tiêu chuẩn )về"
    r"|thực hiện|cấp|khi|theo|nếu"
    r"|đang|có)\b"
)
_ISSUED = re.compile(r"(?:thủ tục )?cấp (?:mới )?(?=giấy|chứng|thẻ|bằng|sổ|phù hiệu)")
_HELD_BEFORE = re.compile(r"đã (?:được )?cấp")
_WORD = re.compile(r"\w+")
# "Cấp lại Giấy chứng nhận xuất xứ hàng hóa (C/O)" tells what its licence is called for short.
_SHORT_FORM = re.compile(r"\(([a-zđ/]{2,6})\)")
# "Điều chỉnh đóng bảo hiểm xã hội; cấp sổ" issues what it does not change.
_ISSUED_BESIDES = "; cấp "
# A permission is the same paper whether it is called a decision, a written permission or a licence.
_PERMISSION = re.compile(r"(?:quyết định|văn bản|giấy phép) (?:cho phép |chấp thuận |công nhận )?(?=\w)")
# Inventions and marks have one word for all their certificates.
_PROTECTION = re.compile(r"văn bằng bảo hộ(?! giống)")
_PROTECTED = re.compile(
    r"nhãn hiệu|sáng chế|giải pháp hữu ích|kiểu dáng|chỉ dẫn địa lý|thiết kế bố trí|sở hữu công nghiệp"
)
_DECIDED_TO_ISSUE = re.compile(r"quyết định cấp (?=giấy|chứng|thẻ|văn bằng)")
_OF_LAND = re.compile(r"chứng nhận quyền (?:sử dụng (?!mã)|sở hữu)")
# Papers of another country are never what a Vietnamese procedure has issued.
_FOREIGN = re.compile(
    r"nước ngoài cấp|lái xe (?:của )?(?:người )?nước ngoài|của nước|nước sở tại|nước xuất khẩu"
    r"|cơ quan nhà nước có thẩm quyền về"
)
# Of a longer name that is held or given back, this share of its words must stand in the procedure's name.
_SHARED = 0.5
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a procedure changes: whether anything, the licences in its name, its name, the words and the short form."""

    changes: bool
    licences: tuple[str, ...] = ()
    name: str = ""
    words: frozenset[str] = frozenset()
    short: str = ""


@lru_cache(maxsize=20_000)
def _subject(procedure: str) -> _Subject:
    name = spelled(procedure)
    change = _CHANGES.search(name)
    if change is None:
        return _Subject(False, name=name)
    named = (found.start() for found in _NAMED.finditer(name, change.end()))
    licences = tuple(_object(name, at) for at in named if not name.endswith(_ISSUED_BESIDES, 0, at))
    if not licences and _RENEWED.match(name, change.start()):
        # "Cấp giấy phép, gia hạn …" names the licence before what else can be done to it.
        licences = tuple(_object(name, found.start()) for found in _NAMED.finditer(name, 0, change.start()))
    short = _SHORT_FORM.search(name)
    return _Subject(True, licences, name, frozenset(_WORD.findall(name)), short[1] if short and licences else "")


def _object(text: str, start: int) -> str:
    stop = _STOP.search(text, start + 3)
    named = " ".join(text[start : stop.start() if stop else len(text)].split())
    return named.replace("bhyt", "bảo hiểm y tế").replace("vpđd", "văn phòng đại diện")


def changes_a_licence(procedure: str) -> bool:
    """Tell whether a procedure's name says that it changes, renews, reissues or revokes something."""
    return _subject(procedure).changes


def is_own_licence(name: str, procedure: str, before: str = "") -> bool:
    """Tell whether a paper's spelled name is that of the licence which the procedure changes by its name.

    `before` is what stands before the name in its row, as far as it tells that the paper itself is handed back.
    """
    subject = _subject(procedure)
    if subject.short and name.startswith(subject.short) and (_HELD.search(name) or _GIVEN_BACK.search(before)):
        return True
    head = _NAMED.match(name)
    if head is None or _FOREIGN.search(name):
        return False
    if not subject.changes:
        return _is_held_again(name, subject.name)
    if _PROTECTION.match(name):
        return _PROTECTED.search(subject.name) is not None
    name = _DECIDED_TO_ISSUE.sub("", name)
    head = _NAMED.match(name) or head
    own = _object(name, 0).removeprefix("giấy ") or "giấy"
    held = _HELD.search(name) is not None
    noun = head.group().removeprefix("giấy ")
    returned = _GIVEN_BACK.search(before) is not None
    if any(_is_same(own, licence.removeprefix("giấy "), noun, held) for licence in subject.licences):
        return True
    # "Giấy chứng nhận" alone is what every procedure about land asks for.
    if name.partition(",")[0].strip().removeprefix("giấy ") == noun and (returned or noun != "chứng nhận"):
        return any(licence.removeprefix("giấy ").startswith(noun) for licence in subject.licences)
    decided = own.removeprefix("quyết định ")
    if decided != own and len(decided.split()) > _FEWEST_WORDS and f" {decided}" in subject.name:
        return True
    rest = own.removeprefix(noun).strip().removeprefix("đăng ký").strip()
    named = (not subject.licences or held) and len(rest.split()) >= _FEWEST_WORDS
    # "Thay đổi nội dung đăng ký hoạt động …" changes the "Giấy đăng ký hoạt động".
    if named and (f"đăng ký {rest}" in subject.name or f"quyền {rest}" in subject.name):
        return True
    return (held or returned) and _shares_words(own, subject.words)


def _is_held_again(name: str, procedure: str) -> bool:
    """Tell whether a paper is the very licence that a procedure issues and the applicant holds already."""
    own = _object(name, 0)
    issued = _ISSUED.match(procedure)
    return issued is not None and _HELD_BEFORE.search(name) is not None and _object(procedure, issued.end()) == own


def _is_same(own: str, licence: str, head: str, held: bool) -> bool:
    """Tell whether a paper's object is a licence that the procedure's name calls by its name."""
    if own == licence or (own.startswith(licence + " ") and licence != head):
        return True
    if licence.startswith(own + " ") and (held or len(own.split()) > _FEWEST_WORDS):
        return True
    return own == head and licence.startswith(own) and (held or len(own.split()) >= 3)


def _shares_words(own: str, words: frozenset[str]) -> bool:
    """Tell whether most of what a held paper is about stands in the procedure's name."""
    about = _WORD.findall(_PERMISSION.sub("", own, count=1))
    known = [word in words for word in about]
    return _OF_LAND.match(own) is None and len(about) > _FEWEST_WORDS and sum(known) >= _SHARED * len(about)
