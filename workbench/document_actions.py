"""The actions of the preview of documents, declared apart from the others for their number."""

from __future__ import annotations

from workbench.action_contexts import Action, Context
from workbench.language import N_

DOCUMENT_ACTIONS = (
    Action(
        "export_proposal",
        Context.PROPOSAL,
        ("w", "f10"),
        N_("Write files"),
        N_("Write the document as DOCX, HTML, Markdown or PDF."),
        shown=True,
    ),
    Action(
        "choose_document",
        Context.PROPOSAL,
        ("o", "f4"),
        N_("Document"),
        N_("Show another kind of document: the decision, the submission, the report, tables."),
        shown=True,
    ),
    Action(
        "edit_sentence",
        Context.PROPOSAL,
        ("enter", "f2"),
        N_("Wording"),
        N_("Put a sentence in your own words; it stays so whenever the document is made."),
        shown=True,
    ),
    Action(
        "check_document",
        Context.PROPOSAL,
        ("c", "f7"),
        N_("Check"),
        N_("Look the document over: figures, gaps, law that was not verified; again for the document."),
        shown=True,
    ),
    Action("close", Context.PROPOSAL, ("escape", "left"), N_("Back"), N_("Back to the list."), shown=True),
)
