"""The kinds of document that a workspace can be written as, each a line here.

A further document needs one template, one function that gathers what the template names, and one line in `KINDS`:
commands, screens, formats and file names follow from it. See docs/documents.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from catalogue.problems import Problem, ProblemKind
from reviews.documents import set_documents as documents
from reviews.documents.brief import brief_content
from reviews.documents.comparison_document import comparison_content
from reviews.documents.document import Document
from reviews.documents.flow_documents import flows_content
from reviews.documents.gathering import Gathered, Request
from reviews.documents.writing import safe_name


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document: its name in commands, its Vietnamese title, its template and what gathers its content.

    `file_name` begins the files' names; `in_set` tells that it goes out with the proposal.
    """

    name: str
    title: str
    template: str
    file_name: str
    gather: Callable[[Request], Gathered]
    in_set: bool = True


KINDS: Final[Mapping[str, DocumentKind]] = {
    kind.name: kind
    for kind in (
        DocumentKind("proposal", "Phương án đơn giản hóa", "proposal.md.j2", "phuong-an", documents.proposal_content),
        DocumentKind(
            "decision", "Quyết định thông qua phương án", "decision.md.j2", "quyet-dinh", documents.decision_content
        ),
        DocumentKind("submission", "Tờ trình", "submission.md.j2", "to-trinh", documents.submission_content),
        DocumentKind("report", "Báo cáo kết quả rà soát", "report.md.j2", "bao-cao", documents.report_content),
        DocumentKind(
            "before-after", "Bảng so sánh trước và sau", "before_after.md.j2", "so-sanh", documents.before_after_content
        ),
        DocumentKind("costs", "Biểu tính chi phí tuân thủ", "costs.md.j2", "chi-phi", documents.costs_content),
        DocumentKind("flows", "Quy trình trước và sau", "flows.md.j2", "quy-trinh", flows_content),
        DocumentKind("brief", "Tóm tắt cho lãnh đạo", "brief.md.j2", "tom-tat", brief_content),
        DocumentKind(
            "comparison",
            "Báo cáo đối chiếu hai kỳ danh mục",
            "comparison.md.j2",
            "doi-chieu",
            comparison_content,
            in_set=False,
        ),
    )
}


def find_kind(name: str) -> DocumentKind:
    """Return a kind by its name; raises `Problem` where there is none."""
    if name not in KINDS:
        raise Problem(ProblemKind.DOCUMENT_UNKNOWN, document=name, known=", ".join(KINDS))
    return KINDS[name]


def gather(name: str, request: Request) -> Document:
    """Gather a document of a kind from a workspace; raises `Problem` where that cannot be."""
    kind = find_kind(name)
    gathered = kind.gather(request)
    values = {"office": request.office, "day": request.day} | dict(gathered.values)
    return Document(
        kind=kind.name,
        template=kind.template,
        values=values,
        stem=safe_name(f"{kind.file_name} {gathered.about}"),
        day=request.day,
        edition=request.edition.name,
        sentences=gathered.sentences,
        drawings=gathered.drawings,
        workbook=gathered.workbook,
        lost=gathered.lost,
    )
