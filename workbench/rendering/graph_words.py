"""The words about the graph: how a paper is asked for, and what speaks for a link to who issues it."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.graph_nodes import Link, PaperNeed
from workbench.language import N_, ngettext
from workbench.language import translate as _
from workbench.rendering.labels import element_words

DEMAND_LABELS = {
    "yes": N_("must be handed in"),
    "conditional": N_("in some cases only"),
    "alternative": N_("or another paper"),
    "present": N_("only to be shown"),
    "no": N_("need not be handed in"),
}

# What the procedure that issues a paper does to it.
STAGE_LABELS = {
    "first": N_("first issue"),
    "reissue": N_("issues it again"),
    "change": N_("changes it"),
    "extension": N_("extends it"),
    "revocation": N_("withdraws it"),
}

# Why a result is taken for the paper; see `catalogue.issuers`.
REASON_LABELS = {
    "confirmed": N_("confirmed by a reviewer"),
    "same-name": N_("the same name"),
    "result-code": N_("the portal's code of the result"),
    "alias": N_("another name of it in the reviewed list"),
    "completed": N_("its name filled up from the procedure's"),
    "alike": N_("the names are alike"),
    "subject-agrees": N_("the subject of the procedure agrees"),
    "asker-agrees": N_("the subject of the procedure that asks agrees"),
    "longer-form": N_("the longer form of its name"),
    "described": N_("the row describes it"),
}


def demand_words(demand: str) -> str:
    """Return how strictly a paper is asked for, as words; a code that is not known as it is."""
    return _(DEMAND_LABELS[demand]) if demand in DEMAND_LABELS else demand


def stage_words(stage: str) -> str:
    """Return what a procedure does to the paper that it issues, as words; a code that is not known as it is."""
    return _(STAGE_LABELS[stage]) if stage in STAGE_LABELS else stage


def link_words(link: Link) -> str:
    """Return a link's evidence: what is done to the paper, why the result is taken for it, how surely, its name."""
    reasons = [_(REASON_LABELS[reason]) if reason in REASON_LABELS else reason for reason in link.reasons]
    sure = _("{share} % sure").format(share=round(100 * link.confidence))
    stands = ""
    if link.clones > 1:
        stands = ngettext("stands for {count} province", "stands for {count} provinces", link.clones)
    return "; ".join(part for part in (stage_words(link.stage), *reasons, sure, stands, link.result) if part)


def papers_counted(needs: Sequence[PaperNeed]) -> str:
    """Return how many papers the rows of a dossier hold, as the procedure's page counts them, and what is over.

    Papers of them that need not be handed in are told apart, and rows that are headings or notes.
    """
    remarks = sum(need.remark for need in needs)
    idle = sum(need.demand == "no" and not need.remark for need in needs)
    said = [_("Papers ({count})").format(count=len(needs) - remarks)]
    if idle:
        words = ngettext("{count} of them need not be handed in", "{count} of them need not be handed in", idle)
        said.append(words)
    if remarks:
        said.append(ngettext("{count} row is a heading or a note", "{count} rows are headings or notes", remarks))
    return " · ".join(said)


class PictureWords:
    """The words of a picture of the graph, in the language of the session."""

    def demand(self, need: PaperNeed) -> str:
        """Return how a paper is asked for."""
        return demand_words(need.demand)

    def link(self, link: Link) -> str:
        """Return what speaks for a link."""
        return link_words(link)

    def papers(self, addresses: Sequence[str]) -> str:
        """Return by which papers one procedure feeds another."""
        return ", ".join(map(element_words, addresses))

    def choice(self) -> str:
        """Return what stands where one of several papers will do."""
        return _("one of these")

    def case(self, address: str, number: int) -> str:
        """Return what stands for a case of a procedure."""
        return _("{code}: case {number}").format(code=address, number=number)
