"""The documents that go out together: the proposal and what decides on it, each gathered from one reviewed set."""

from __future__ import annotations

from dataclasses import replace

from reviews.documents.content import Office, Proposal
from reviews.documents.gathering import Gathered, Request
from reviews.law.decision_basis import usual_basis
from reviews.proposals import ReviewedSet, reviewed_set


def proposal_content(request: Request) -> Gathered:
    """Gather the proposal (phương án đơn giản hóa)."""
    reviewed = _reviewed(request)
    return _gathered(reviewed, {"office": reviewed.proposal.office})


def decision_content(request: Request) -> Gathered:
    """Gather the decision that adopts the proposal (quyết định thông qua phương án); DOMAIN.md section 3.1."""
    reviewed = _reviewed(request)
    office = reviewed.proposal.office
    basis = office.basis or tuple(line.words for line in usual_basis())
    return _gathered(
        reviewed, {"office": deciding(office), "basis": basis, "issuer": _issuer(office), "asked": asked_by(office)}
    )


def _reviewed(request: Request) -> ReviewedSet:
    return reviewed_set(request.store, request.edition, request.codes, request.office, request.day)


def _gathered(reviewed: ReviewedSet, values: dict[str, object]) -> Gathered:
    proposal = reviewed.proposal
    return Gathered(values | {"proposal": proposal}, about_name(proposal), reviewed.wording.sentences)


def about_name(proposal: Proposal) -> str:
    """Return what a file's name says of the procedures: code and name of one, the number and codes of several."""
    if len(proposal.blocks) == 1:
        block = proposal.blocks[0]
        return f"{block.code} {block.name}"
    codes = " ".join(block.code for block in proposal.blocks)
    return f"{len(proposal.blocks)} thu tuc {codes}"


def deciding(office: Office) -> Office:
    """Return the particulars as they stand around a decision: those of the body that decides."""
    decider = office.decider or office.parent_agency or office.agency
    return replace(
        office,
        parent_agency="",
        agency=decider,
        number=office.decision_number,
        signing_for=office.decider_signing_for,
        signer_title=office.decider_title or ("Chủ tịch" if is_committee(decider) else ""),
        signer_name=office.decider_name,
        recipients=office.decision_recipients,
        drafter=office.drafter or (office.agency if office.parent_agency else ""),
        supervisor=office.supervisor or (f"Văn phòng {decider}" if is_committee(decider) else ""),
    )


def is_committee(agency: str) -> bool:
    """Tell whether an agency is a people's committee."""
    return agency.lower().startswith("ủy ban nhân dân")


def _issuer(office: Office) -> str:
    """Who issues the decision, as it stands above its grounds: "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG"."""
    told = deciding(office)
    if is_committee(told.agency) and told.signer_title.lower() == "chủ tịch":
        return f"Chủ tịch {told.agency}"
    return told.agency if is_committee(told.agency) else " ".join((told.signer_title, told.agency)).strip()


def asked_by(office: Office) -> str:
    """Return at whose request is decided: who submits, by default the head of a department ("Giám đốc Sở …")."""
    if office.proposer:
        return office.proposer
    return f"Giám đốc {office.agency}" if office.agency.startswith("Sở ") else ""
