"""The documents that go out together: the proposal and what decides on it, each gathered from one reviewed set."""

from __future__ import annotations

from dataclasses import replace

from catalogue.text import one_line
from reviews.authority import is_ministry
from reviews.documents.content import Office, Proposal
from reviews.documents.cost_sheet import CostedSheet, costs_workbook
from reviews.documents.cost_tables import procedure_costs
from reviews.documents.gathering import Gathered, Request
from reviews.documents.templating import counted
from reviews.law.decision_basis import usual_basis
from reviews.marks import list_marks
from reviews.norms import suggested_norms
from reviews.proposals import ReviewedSet, reviewed_set
from reviews.summaries import benefit, kept_only, main_changes, requests


def proposal_content(request: Request) -> Gathered:
    """Gather the proposal (phương án đơn giản hóa)."""
    reviewed = _reviewed(request)
    gathered = _gathered(reviewed, {"office": reviewed.proposal.office})
    # Of chosen procedures, the edits of others are not gone.
    return gathered if request.codes else replace(gathered, lost=reviewed.wording.lost())


# How the heads of offices below a people's committee are called, by the beginning of the office's name.
_HEADS = {"Sở ": "Giám đốc", "Văn phòng Ủy ban nhân dân": "Chánh", "Thanh tra ": "Chánh"}


def decision_content(request: Request) -> Gathered:
    """Gather the decision that adopts the proposal (quyết định thông qua phương án); DOMAIN.md section 3.1."""
    reviewed = _reviewed(request)
    office = reviewed.proposal.office
    decider = deciding(office)
    basis = office.basis or tuple(line.words for line in usual_basis(decider.agency, ministry=is_ministry(decider)))
    return _gathered(
        reviewed, {"office": decider, "basis": basis, "issuer": _issuer(office), "asked": asked_by(office)}
    )


def submission_content(request: Request) -> Gathered:
    """Gather the submission (tờ trình) by which the office asks for the decision; DOMAIN.md section 3.3."""
    reviewed = _reviewed(request)
    office = replace(reviewed.proposal.office, number=reviewed.proposal.office.submission_number)
    wording = reviewed.wording
    decider = _asked_to_decide(reviewed.proposal.office)
    values = {
        "office": office,
        "grounds": wording.say("submission:grounds", _grounds(office, len(reviewed.cases))),
        "course": wording.say(
            "submission:course",
            "Trên cơ sở kết quả rà soát của các cơ quan, đơn vị, các nội dung cần đơn giản hóa, lý do, điều khoản cần "
            "sửa đổi và chi phí tuân thủ trước, sau khi đơn giản hóa đã được xác định đối với từng thủ tục hành chính.",
        ),
        "changes": main_changes(reviewed.cases, wording),
        "benefit": benefit(reviewed.proposal.totals, wording),
        "decider": decider,
        "addressee": office.addressee or decider,
    }
    return _gathered(reviewed, values)


def report_content(request: Request) -> Gathered:
    """Gather the report on the review (báo cáo kết quả rà soát) with its summary table; DOMAIN.md section 3.2."""
    reviewed = _reviewed(request)
    office = replace(reviewed.proposal.office, number=reviewed.proposal.office.report_number)
    wording, blocks = reviewed.wording, reviewed.proposal.blocks
    addresses = [case.entry.address for case in reviewed.cases] if request.codes else None
    kept = kept_only(list_marks(request.store, request.edition.name, addresses), reviewed.cases)
    values = {
        "office": office,
        "grounds": wording.say("report:grounds", _grounds(office, len(blocks) + kept)),
        "reviewed": len(blocks) + kept,
        "kept": kept,
        "abolished": sum(block.abolished for block in blocks),
        "changes": main_changes(reviewed.cases, wording),
        "benefit": benefit(reviewed.proposal.totals, wording),
        "others": sum(not block.own for block in blocks),
        "difficulties": wording.say("report:difficulties", ""),
        "requests": requests(reviewed.cases, reviewed.proposal.office, wording),
    }
    return _gathered(reviewed, values)


def before_after_content(request: Request) -> Gathered:
    """Gather the comparison of each procedure before and after (bảng so sánh trước và sau khi đơn giản hóa)."""
    reviewed = _reviewed(request)
    return _gathered(reviewed, {"office": reviewed.proposal.office})


def costs_content(request: Request) -> Gathered:
    """Gather the compliance cost of each procedure (biểu tính chi phí tuân thủ), as tables and as a workbook."""
    reviewed = _reviewed(request)
    norms = suggested_norms()
    pairs = zip(reviewed.cases, reviewed.proposal.blocks, strict=True)
    tables = [table for case, block in pairs if (table := procedure_costs(case, block, norms)) is not None]
    sheets = [
        CostedSheet(case.entry.procedure.name, case.entry.address, case.comparison)
        for case in reviewed.cases
        if case.comparison is not None
    ]
    gathered = _gathered(reviewed, {"office": reviewed.proposal.office, "tables": tables})
    return replace(gathered, workbook=lambda: costs_workbook(sheets, norms))


def _grounds(office: Office, count: int) -> str:
    plan = f" và {office.plan}" if office.plan else ""
    who = office.agency or "…………"
    return (
        "Thực hiện quy định tại Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục "
        "hành chính (được sửa đổi, bổ sung tại Nghị định số 48/2013/NĐ-CP và Nghị định số 92/2017/NĐ-CP), Thông tư số "
        f"02/2017/TT-VPCP ngày 31 tháng 10 năm 2017 của Văn phòng Chính phủ{plan}, {who} đã tổ chức rà soát, đánh giá "
        f"{counted(count)} thủ tục hành chính."
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


def _asked_to_decide(office: Office) -> str:
    """Who is asked for the decision; nobody asks himself, so that is left open where no other body is known."""
    decider = deciding(office).agency
    return "" if one_line(decider).casefold() == one_line(office.agency).casefold() else decider


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
    """Return at whose request is decided: who submits, by default the head of the office ("Giám đốc Sở …")."""
    if office.proposer:
        return office.proposer
    head = next((head for kind, head in _HEADS.items() if office.agency.startswith(kind)), "")
    return f"{head} {office.agency}" if head else ""
