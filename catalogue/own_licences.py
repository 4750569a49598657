"""Whether a paper is the licence that its procedure renews, changes, reissues or revokes."""

from __future__ import annotations

import re
from functools import lru_cache

from catalogue.paper_names import spelled

_LICENCE = (
    r"giấy (?:phép|chứng nhận|đăng ký|xác nhận|thông hành|chứng minh|công nhận)|chứng chỉ|chứng nhận|thẻ|hộ chiếu"
    r"|văn bản (?:chấp thuận|cho phép|công nhận|xác nhận)|quyết định|bằng|sổ|căn cước|phù hiệu|biển hiệu|tem|giấy"
    r"|mã số|biển số|văn bằng"
)
_CHANGES = re.compile(
    r"(?<!\w)(?:cấp lại|cấp đổi|đổi(?! mới)|gia hạn|điều chỉnh|sửa đổi|bổ sung|thay đổi|thu hồi|hủy|đính chính|xóa"
    r"|trả lại|chấm dứt|tạm ngừng|ngừng|đình chỉ|khôi phục|chuyển đổi|nâng hạng|cấp điều chỉnh|tước|đăng ký lại"
    r"|cấp bổ sung|chuyển nhượng|nộp lại|hiệu đính|duy trì|chỉnh sửa)(?!\w)"
)
_RENEWED = re.compile(r"gia hạn|bổ sung|khôi phục|cấp lại|sửa đổi|cấp đổi|đổi")
_HELD = re.compile(
    r"(?:đã|được) (?:được )?cấp|đang (?:có|sử dụng)|hiện có|(?<!\w)cũ(?!\w)|còn (?:hiệu lực|thời hạn|giá trị)|hết hạn"
    r"|đã hết|bị (?:hỏng|rách|hư)|cần (?:đổi|gia hạn|điều chỉnh)|đã đăng ký"
    r"|(?:đề nghị|xin) (?:cấp lại|đổi|gia hạn|điều chỉnh|thu hồi|hủy|chỉnh sửa)"
)
# What a change follows is not what it changes: "thay đổi … theo quyết định của cơ quan có thẩm quyền".
_NAMED = re.compile(rf"(?<!\w)(?<!theo )(?:{_LICENCE})(?!\w)")
_STOP = re.compile(
    r"[,;.()/\n]|\b(?:của|cho|do|trong|đối với|đã|được|cũ|bị|còn|tại|hoặc|và|về|thực hiện|cấp|khi|theo|nếu|đang|có)\b"
)


@lru_cache(maxsize=20_000)
def _objects(procedure: str) -> tuple[bool, tuple[str, ...], str]:
    """Whether a procedure changes something it has issued, and the names of licences in its own name."""
    name = spelled(procedure)
    change = _CHANGES.search(name)
    if change is None:
        return False, (), name
    licences = tuple(_object(name, found.start()) for found in _NAMED.finditer(name, change.end()))
    if not licences and _RENEWED.match(name, change.start()):
        # "Cấp giấy phép, gia hạn …" names the licence before what else can be done to it.
        licences = tuple(_object(name, found.start()) for found in _NAMED.finditer(name, 0, change.start()))
    return True, licences, name


def _object(text: str, start: int) -> str:
    stop = _STOP.search(text, start + 3)
    return " ".join(text[start : stop.start() if stop else len(text)].split())


def is_own_licence(name: str, procedure: str) -> bool:
    """Tell whether a paper's spelled name is that of the licence which the procedure changes by its name."""
    changes, licences, whole = _objects(procedure)
    head = _NAMED.match(name)
    if not changes or head is None:
        return False
    own = _object(name, 0)
    held = _HELD.search(name) is not None
    for licence in licences:
        if own == licence or (own.startswith(licence + " ") and licence != head.group()):
            return True
        if licence.startswith(own + " ") and (held or len(own.split()) > 3):
            return True
        if own == head.group() and licence.startswith(own) and (held or name == own or len(own.split()) >= 3):
            return True
    if not licences or held:
        # "Thay đổi nội dung đăng ký hoạt động …" changes the "Giấy đăng ký hoạt động".
        rest = own.removeprefix(head.group()).strip().removeprefix("đăng ký").strip()
        return len(rest.split()) >= 2 and (f"đăng ký {rest}" in whole or f"quyền {rest}" in whole)
    return False
