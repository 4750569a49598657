"""The forms that a document names in a part of their own, joined with the papers that are written on them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from catalogue.paper_identity import paper_identity
from catalogue.text import fold, one_line, spelling_key

# What a form is called by beside its name: "Mẫu số 01", "Mẫu CT01", "mẫu 02/ĐKT", each with a digit.
_LABEL = re.compile(r"\bmau(?: don| to khai)?(?: so)?[ :]+((?=[\w/-]*\d)[\w/-]*\w(?:\.\d+)*)")
_NO_NAMES = tuple(map(spelling_key, ("mẫu", "phụ lục")))
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


@dataclass(frozen=True, slots=True)
class _Named:
    """What a row or a form is known by: the identity of its name, empty where it says too little, and its label."""

    name: str
    label: str

    def agrees(self, other: _Named, by_label: bool) -> bool:
        """Tell whether both may mean one form: labels are equal, or else names, and what both have does not differ."""
        names, labels = (self.name, other.name), (self.label, other.label)
        equal = labels if by_label else names
        return all(equal) and all(one == two for one, two in (names, labels) if one and two)


def join_forms(native: dict[str, Any]) -> None:
    """Give each form of a record's `forms` to the paper that is written on it, and leave only the others there.

    A form is given where its name or its label agrees with one paper of a case and no other form does. Papers that
    have a form already keep it.
    """
    forms: list[str] = native.get("forms", [])
    if not forms:
        return
    named = [_named(form) for form in forms]
    joined: set[int] = set()
    for dossier in native.get("dossiers", []):
        here: set[int] = set()
        # A label tells forms of one name apart, so that the other one is known when it is taken.
        for by_label in (True, False):
            papers = [paper for paper in dossier["papers"] if not paper.get("form")]
            free = {at: form for at, form in enumerate(named) if at not in here}
            for paper, at in list(_pairs(papers, free, by_label)):
                paper["form"] = one_line(forms[at])
                here.add(at)
        joined |= here
    left = [form for at, form in enumerate(forms) if at not in joined]
    if left:
        native["forms"] = left
    else:
        del native["forms"]


def _pairs(
    papers: list[dict[str, Any]], forms: dict[int, _Named], by_label: bool
) -> Iterable[tuple[dict[str, Any], int]]:
    """Yield each paper of a case with the place of the one form that means it and no other paper."""
    rows = [_named(paper["text"]) for paper in papers]
    meant = [[at for at, form in forms.items() if form.agrees(row, by_label)] for row in rows]
    for paper, places in zip(papers, meant, strict=True):
        if len(places) == 1 and sum(places[0] in others for others in meant) == 1:
            yield paper, places[0]


def _named(text: str) -> _Named:
    line = one_line(text)
    label = _LABEL.search(fold(line))
    name = paper_identity(line)
    # "Mẫu số 01 Phụ lục IV" says no name.
    says_nothing = name.startswith(_NO_NAMES)
    return _Named("" if says_nothing else name, _ZEROS.sub("", label[1]) if label else "")
