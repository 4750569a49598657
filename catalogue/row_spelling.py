"""The spelling in which paper rows are read: one case, one tone placement, each item on a line of its own.

Every place stays as it is in the row's NFC form, so that what was found can be shown as it stands.
"""

from __future__ import annotations

import re
import unicodedata

from catalogue.text import canonical_spelling

# A longer row is a document of its own; what it asks for stands at its beginning.
_LONGEST = 6_000
_FILE_ENDS = re.compile(r"\.(?:docx?|xlsx?|pdf|rtf|zip|rar|jpe?g|png)\s*$", re.IGNORECASE)
# Vietnamese capitals and small letters alternate in Unicode, so that no range tells them apart.
_CAPITALS = "".join(letter for letter in map(chr, range(0x41, 0x1EFA)) if letter.isupper())
_SEAM = re.compile(
    rf"(?<=[^\W\d_{_CAPITALS}])(?=[A-ZĐ\d])|(?<=[);:.,”\"])(?=[\w(])"
    rf"|(?<=\s)(?=\S+$)(?!\S*[^\W\d_{_CAPITALS}][A-ZĐ]\S*$)"
)
_LONGEST_FILE_NAME = 90
_WRAPPED = re.compile(rf"\n(?!o [{_CAPITALS}])(?=[^\W\d_{_CAPITALS}])")
# What follows a semicolon with a capital or a bullet is an item of its own, not a part of what a paper contains.
_ITEM = re.compile(rf";(?=\s*(?:[-+•*]\s*|\(?[a-zđ0-9]{{1,2}}[.)]\s*)?[{_CAPITALS}])")
# Items of one line: "- Đơn đề nghị - Giấy khai sinh", "a) Đơn b) Giấy khai sinh", "+ Đơn + Giấy khai sinh".
_PAPERS = (
    r"(?:Đơn|Giấy|Bản|Quyết định|Văn b|Hợp đồng|Biên bản|Tờ|Chứng|Sơ|Phiếu|Danh|Báo cáo|Thẻ|Hộ chiếu|Ảnh|Sổ|Bằng"
    r"|Tài liệu|Hồ sơ|Dự thảo|Mẫu|Học bạ|Trích|Lý lịch|Phương án|Kế hoạch|Đề án|Thông báo|Hóa đơn|Căn cước|CCCD|CMND)"
)
_INLINE_ITEM = re.compile(
    rf"(?<=[^\W\d]|[).,;:”]) (?=[-–] (?:{_PAPERS}|Hộ|Xuất trình|Đối với|Trường hợp|\d+ (?:ảnh|bản|bộ))"
    rf"|[+•] [{_CAPITALS}\d]|(?:\d{{1,2}}|[a-zđ])\) {_PAPERS})"
)
_INLINE_MARKS = (" - ", " – ", " + ", " • ", ") ")
_OTHER_SPELLINGS = (
    ("đăng kí", "đăng ký"),
    ("lí lịch", "lý lịch"),
    ("chữ kí", "chữ ký"),
    ("uỷ", "ủy"),
    ("quí", "quý"),
    ("hoăc", "hoặc"),
    ("bảo sao", "bản sao"),
)


def spelled(text: str) -> str:
    """Return a row in the spelling of the wording: lower case, one tone placement, lines that only wrap joined.

    A form's file name glued to the end is blanked out. Every place stays as it is in the text's NFC form.
    """
    joined = _WRAPPED.sub(" ", _without_file_name(unicodedata.normalize("NFC", text)[:_LONGEST]))
    joined = _ITEM.sub("\n", joined)
    if any(mark in joined for mark in _INLINE_MARKS):
        joined = _INLINE_ITEM.sub("\n", joined)
    spelling = canonical_spelling(joined)
    for other, usual in _OTHER_SPELLINGS:
        if other in spelling:
            spelling = spelling.replace(other, usual)
    return spelling


def _without_file_name(text: str) -> str:
    """Blank out the name of a form's file glued to the end of a row ("… công ty luậtMẫu TP-LS-28.docx")."""
    if "." not in text[-6:] or _FILE_ENDS.search(text) is None:
        return text
    seam = _SEAM.search(text, max(1, len(text) - _LONGEST_FILE_NAME))
    return text if seam is None else text[: seam.start()] + " " * (len(text) - seam.start())
