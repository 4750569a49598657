"""What an element is merged with, in words: its address or code would mean something else in a later edition."""

from __future__ import annotations

import re
from dataclasses import replace

from catalogue.editions import Entry, find_entry
from catalogue.elements import Element, Part, find_element
from catalogue.problems import Problem
from catalogue.records import Procedure
from catalogue.store import Store
from reviews.actions import MarkAction
from reviews.marks import Judgement, Mark, checked
from reviews.sentences import quotation
from reviews.targets import is_address

_CODE = re.compile(r"#[0-9]+|[0-9]+\.[0-9][0-9A-Za-z.]*")
_NOUNS = {Part.PAPER: "thành phần hồ sơ", Part.CONDITION: "yêu cầu, điều kiện"}
_LONGEST_NAME = 120


def checked_in_words(store: Store, entry: Entry, element: Element, judgement: Judgement) -> Judgement:
    """Return a judgement on an entry's element as it is kept: what it merges with is named as documents name it.

    Raises `Problem` for what it must not or must say, as `checked` does.
    """
    said = checked(element, judgement, entry.address)
    if said.action is not MarkAction.MERGE:
        return said
    return replace(said, target=_in_words(store, entry, said.target))


def with_target_in_words(mark: Mark, procedure: Procedure) -> Mark:
    """Return a mark of an older workspace, which kept the address of what it merges with, as marks are kept now."""
    if mark.action != MarkAction.MERGE or not is_address(mark.target):
        return mark
    try:
        return replace(mark, target=_element_in_words(find_element(procedure, mark.target)))
    except Problem:
        return mark


def is_bare_address(target: str) -> bool:
    """Tell whether a target is written as an address or a code; one that is kept so names nothing in its edition."""
    return is_address(target) or bool(_CODE.fullmatch(target))


def _in_words(store: Store, entry: Entry, target: str) -> str:
    try:
        if is_address(target):
            return _element_in_words(find_element(entry.procedure, target))
        if _CODE.fullmatch(target):
            return _procedure_in_words(find_entry(store, entry.edition, target))
    except Problem:
        # Words of the reviewer's own may look like an address; they are kept as they were typed.
        return target
    return target


def _procedure_in_words(entry: Entry) -> str:
    code = f" (mã {entry.code})" if entry.code else ""
    return f"thủ tục “{quotation(entry.procedure.name)}”{code}"


def _element_in_words(element: Element) -> str:
    text = quotation(element.text, _LONGEST_NAME)
    if element.part is Part.STEP:
        return f"bước {element.address.partition(':')[2]} “{text}”"
    return f"{_NOUNS.get(element.part, 'nội dung')} “{text}”"
