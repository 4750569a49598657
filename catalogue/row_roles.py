"""What a row of a dossier is: a paper that is handed in or shown, a heading over other rows, or a note about them.

Publishers enter headings ("Hồ sơ bao gồm:"), remarks ("Lưu ý: …") and pieces of a sentence that was cut apart
("có chứng thực)") as rows of their own. They stay where they are and keep their addresses, and count as no papers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from catalogue.records import Dossier, Paper
from catalogue.text import fold, one_line

PAPER, HEADING, NOTE = "paper", "heading", "note"
ROLES = (PAPER, HEADING, NOTE)

_MARKER = re.compile(
    r"[\s*•▪–+()\-]*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-zđ])[).](?!\d))?[\s*•▪–+\-]*", re.IGNORECASE
)
# Shorter rows in small letters are what was left of a sentence whose figures became numbers of copies ("hoặc 0").
_SHORTEST_PAPER = 9
_CUT_OFF = re.compile(r"[^()]{0,24}\b(?:hoặc|và|kèm)\s+0?")
_NUMBERED_LINE = re.compile(r"^\s*\(?\d{1,2}[.)]\s", re.MULTILINE)
_NOTE_WORDS = re.compile(r"(?:luu y|ghi chu|chu y|vi du|so (?:luong|bo) ho so|so luong:|luu y:)\b")
_PARTS_OF_A_DOSSIER = re.compile(
    r"(?:thanh phan (?:ho so)?|ho so)(?: (?:bao )?gom| gom co| chung)?(?: cac (?:giay to|tai lieu)(?: sau(?: day)?)?)?"
    r"|(?:bao )?gom(?: co| cac)?|(?:cac )?giay to (?:phai |can )?(?:nop|xuat trinh)|giay to khac"
    r"|truong hop (?:\d+|[ivx]+|khac)"
)
_CASE = re.compile(r"(?:doi voi|(?:trong )?(?:cac )?truong hop|neu|khi|rieng)\b")
# What a case must say to ask for a paper, and no word of it may only speak of papers asked for elsewhere.
_ASKS = re.compile(
    r"\b(?:phai co|nop (?!ho so|truc tuyen|truc tiep|qua)|kem theo|kem|xuat trinh|cung cap|bo sung|gui kem"
    r"|thay the bang|"
    r"van ban|giay|ban sao|ban chinh|ban khai|don|to khai|phieu|quyet dinh|hop dong|ho chieu|bien ban|chung tu"
    r"|chung nhan"
    r"|tai lieu|bang|anh|danh sach|bao cao)\b"
)
# Who acts, and what only those do who handle a dossier or choose how to hand it in.
_ACTOR = re.compile(
    r"(?:nguoi (?:tiep nhan|yeu cau|co yeu cau|nop|de nghi|di dang ky|thuc hien)|co quan|can bo|cong chuc|ca nhan"
    r"|cong dan|to chuc, ca nhan)\b(?=[^.;]{0,160}\b(?:co trach nhiem|co quyen|co the|kiem tra|khai thac|tu choi"
    r"|chuan bi"
    r"|ke khai khi|khai bao|duoc lua chon|khong phai|chi can|thuc hien (?:viec|khai thac|dong thoi))\b)"
)
_ABOUT = re.compile(
    r"(?:viec |co the |khong (?:phai|yeu cau)\b|cac giay to (?:nay|tren|neu)\b|ban chup cac giay to\b"
    r"|giay to do co quan co tham quyen cua nuoc ngoai\b|phieu (?:duoc tao lap|nay)\b|trong (?:phieu|do) neu ro\b"
    r"|cung cap cac thong tin\b|khi (?:cac|nop|thuc hien)\b|ho so (?:duoc|nop|gui|co the)\b)"
)
_OF_OTHERS = re.compile(
    r"\b(?:khong (?:phai(?! la)|can|yeu cau|khai thac duoc)|chi can (?:cung cap|nop)|co the (?:nop|su dung|thuc hien)"
    r"|duoc (?:su dung|xac dinh|lua chon)|tu choi"
    r"|(?:nguoi tiep nhan|co quan (?:dang ky|tiep nhan|giai quyet|thuc hien)[^,;.]{0,60}) (?:co trach nhiem"
    r"|kiem tra|phai)"
    r"|phai (?:bao dam|dam bao)|(?:da co|co) trong (?:co so du lieu|csdl)|giay to (?:phai xuat trinh )?neu tren"
    r"|qua (?:dich vu|he thong) buu chinh(?! cong ich thuc hien)|dang ky ho tich (?:tu choi|phai|co trach nhiem))\b"
)


def unmarked(text: str) -> str:
    """Return a row's text on one line without the bullet, number or letter before it and a colon behind it."""
    line = one_line(text)
    marker = _MARKER.match(line)
    return (line[marker.end() :] if marker else line).rstrip(" :;")


@lru_cache(maxsize=100_000)
def row_role(text: str, name: str = "") -> str:
    """Return the role (of ROLES) of a row, by its words and the name of the dossier in which it stands."""
    said = unmarked(text)
    folded = fold(said)
    if not re.search(r"[a-z]{2}", folded) or _is_piece(one_line(text)):
        return NOTE
    if _NOTE_WORDS.match(folded) or is_note_name(name):
        return NOTE
    if _ends_as_heading(text) or _PARTS_OF_A_DOSSIER.fullmatch(folded):
        return HEADING
    if _ACTOR.match(folded) or _ABOUT.match(folded):
        return NOTE
    if _CASE.match(folded):
        return _role_of_case(folded)
    return PAPER


def paper_role(dossier: Dossier, paper: Paper) -> str:
    """Return the role of a row in its dossier; a case of which neither an original nor a copy is asked is a note."""
    role = row_role(paper.text, dossier.name)
    if role != PAPER or paper.form or (paper.originals, paper.copies) != (0, 0):
        return role
    folded = fold(unmarked(paper.text))
    return NOTE if _CASE.match(folded) and _OF_OTHERS.search(folded) else PAPER


def papers_of(dossier: Dossier) -> tuple[int, ...]:
    """Return the positions (from 1) of the rows of a dossier that are papers."""
    return tuple(at for at, paper in enumerate(dossier.papers, 1) if paper_role(dossier, paper) == PAPER)


def is_note_name(name: str) -> bool:
    """Tell whether a dossier's name says that its rows are remarks ("* Lưu ý:")."""
    return _NOTE_WORDS.match(fold(unmarked(name))) is not None


def _ends_as_heading(text: str) -> bool:
    """Tell whether a row ends with a colon and holds no numbered papers of its own."""
    return text.rstrip().endswith(":") and not ("\n" in text.strip() and _NUMBERED_LINE.search(text))


def _is_piece(line: str) -> bool:
    """Tell whether a row goes on in the middle of a sentence or a bracket that another row began."""
    if (
        line.startswith("(")
        and line.rstrip(".;").endswith(")")
        and line.count("(") == 1
        and not line[1:3].strip(")").isdigit()
    ):
        return True
    closing, opening = line.find(")"), line.find("(")
    begun_elsewhere = closing >= 0 and not 0 <= opening < closing
    # "a)" and "1)" mark a row and close nothing.
    if begun_elsewhere and closing > 2:
        return line[:1].islower() or closing < _SHORTEST_PAPER
    return closing == 0 or (
        line[:1].islower() and (len(line) < _SHORTEST_PAPER or _CUT_OFF.fullmatch(line) is not None)
    )


def _role_of_case(folded: str) -> str:
    """The role of a row that begins with a case: it asks for a paper, only heads some, or says how to go about it."""
    if _OF_OTHERS.search(folded) and not re.search(
        r"\bphai (?:co|nop)\b|\bnop (?:them|kem|bo sung)\b|\bnop ban sao\b", folded
    ):
        return NOTE
    return PAPER if _ASKS.search(folded) else HEADING
