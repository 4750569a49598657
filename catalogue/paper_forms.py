"""A paper's text and the file name of its form, told apart where a source glued or cut them wrongly."""

from __future__ import annotations

import re

# The letters of Vietnamese: capitals and small ones stand in these blocks of Unicode.
_LETTERS = [chr(point) for point in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
_UPPER = "".join(letter for letter in _LETTERS if letter.isupper())
_LOWER = "".join(letter for letter in _LETTERS if letter.islower())

# Where a file name was glued on: a letter or mark ends a sentence and a capital or a number begins without a space.
_SEAM = re.compile(
    rf"(?<=[{_LOWER}])(?<!\dx)(?=[{_UPPER}\d])"
    rf"|(?<=[{_UPPER}]{{2}})(?=[{_UPPER}][{_LOWER}])"
    r"|(?<=[);”\"])(?=\w)"
    r"|(?<=[^\d\s]\.)(?=\w)(?!(?:docx?|xlsx?|pdf|rtf|odt)\s*$)",
)
_FILE_NAME = re.compile(r"\.(?:docx?|xlsx?|pdf|rtf|odt|zip|rar|jpe?g|png)\s*$", re.IGNORECASE)
_PROSE = re.compile(r"\b(?:ngày|của|ban hành|kèm theo|theo mẫu|quy định|Nghị định số|Thông tư số)\b")


def part_form(text: str, form: str) -> tuple[str, str]:
    """Return a paper's text and its form's file name, mended where the source cut the text short.

    Some exports cut a row at a random letter and put the rest of its text before the file name ("Tờ k" and "hai thay
    đổi thông tin cư trú.CT01.doc"). The cut is undone only where the seam between sentence and file name shows.
    """
    if not _FILE_NAME.search(form) or form.startswith(("http://", "https://")):
        return text, form
    joined = text + form
    for seam in _SEAM.finditer(joined, max(len(text), 1)):
        if not _PROSE.search(joined, seam.start()):
            rest = joined[len(text) : seam.start()]
            return (text + rest, joined[seam.start() :]) if _is_sentence(rest) else (text, form)
    return text, form


def _is_sentence(rest: str) -> bool:
    """Tell whether words were cut off a text, and not the beginning of a file name like `mau01.docx`."""
    return " " in rest and not rest.isascii()
