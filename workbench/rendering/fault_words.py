"""What a check of a document found, in one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.language import N_, translate
from workbench.rendering.sentence_names import sentence_name

if TYPE_CHECKING:
    from reviews.documents.checks import Fault

# By the values of `reviews.documents.checks.FaultKind`, which is not loaded for them.
_LABELS = {
    "saving-wrong": N_("the saving is not the difference of the costs before and after"),
    "ratio-wrong": N_("the ratio is not the saving's share of the cost before"),
    "count-wrong": N_("the number in Điều 1 is not that of the procedures in the annex"),
    "content-missing": N_("no content is proposed"),
    "reason-missing": N_("the reason is missing"),
    "article-missing": N_("the article to amend is missing"),
    "edit-outdated": N_("a mark was changed after the sentence was put in other words"),
    "edit-lost": N_("your words are kept, but the mark behind them is gone or another one counts"),
    "blank": N_("left to fill by hand"),
    "unverified-law": N_("law that was not verified"),
    "provisional": N_("figures are provisional (tạm tính)"),
    "not-costed": N_("the cost is not known (chưa tính)"),
    "edited": N_("put in the office's own words"),
    "contested": N_("reviewers propose different things; the newest mark counts"),
}
# Of these the place is the key of a sentence.
_OF_SENTENCES = frozenset({"edit-outdated", "edit-lost", "edited"})


def fault_line(fault: Fault) -> str:
    """Return one line: whether it is broken or a warning, where, what, and the words concerned."""
    degree = translate(N_("Broken")) if fault.broken else translate(N_("Note"))
    named = sentence_name(fault.place) if fault.kind.value in _OF_SENTENCES else fault.place
    place = f"{named}: " if named else ""
    detail = f" – {fault.detail}" if fault.detail else ""
    return f"{degree}: {place}{translate(_LABELS[fault.kind.value])}{detail}"
