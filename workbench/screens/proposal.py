"""A document as it will be exported, gathered and looked over beside the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.worker import get_current_worker

from catalogue.editions import Edition
from catalogue.problems import Problem
from reviews.documents.checks import Fault, check_document
from reviews.documents.content import Proposal
from reviews.documents.document import Document
from reviews.documents.gathering import Request
from reviews.documents.registry import KINDS, find_kind, gather
from reviews.documents.traced import Sentence
from reviews.documents.tree import Block, blocks, parse
from reviews.marks import list_marks
from reviews.offices import read_office
from reviews.wording import drop_edit, keep_edit
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import ngettext
from workbench.language import translate as _
from workbench.problem_sentences import problem_sentence
from workbench.rendering.document_lines import document_lines
from workbench.rendering.fault_words import fault_line
from workbench.rendering.lines import Line, Piece, wrapped_lines
from workbench.rendering.sentence_names import sentence_name
from workbench.screens.document_dialogs import ListDialog, SentenceDialog
from workbench.screens.export_dialog import ExportDialog
from workbench.screens.work_screen import WorkScreen
from workbench.widgets.text_view import TextView


@dataclass(frozen=True, slots=True)
class Made:
    """A document with its blocks and the templates it was made with, or why there is none."""

    document: Document | None
    blocks: tuple[Block, ...] = ()
    templates: Path | None = None
    refusal: str = ""


class ProposalScreen(WorkScreen):
    """Previews a kind of document for some procedures, for every marked one where none is named."""

    BINDINGS = bindings(Context.PROPOSAL)
    contexts = (Context.PROPOSAL, Context.EVERYWHERE)

    def __init__(self, desk: Desk, addresses: tuple[str, ...]) -> None:
        super().__init__(desk)
        self._addresses = addresses
        self._kind = "proposal"
        self._made: Made | None = None
        self._faults: tuple[Fault, ...] | None = None

    def content(self) -> ComposeResult:
        """Lay out the document."""
        yield TextView(self._draw, id="document")

    @property
    def view(self) -> TextView:
        """The lines of the document."""
        return self.query_one(TextView)

    def on_mount(self) -> None:
        """Make the document from the marks as they are now, beside the screen."""
        super().on_mount()
        self.view.focus()
        self._begin()

    def marks_changed(self) -> None:
        """Make the document anew; the one shown stays until then."""
        self._begin(waiting=False)

    def _begin(self, *, waiting: bool = True) -> None:
        self._faults = None
        if waiting:
            self._made = None
            self.view.loading = True
        self.refresh_title()
        self._make(self._kind)

    @work(thread=True, exclusive=True, group="document")
    def _make(self, kind: str) -> None:
        made = self._gathered(kind)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, made)

    def _gathered(self, kind: str) -> Made:
        try:
            office = read_office(self.desk.store)
            templates = Path(office.templates).expanduser() if office.templates else None
            request = Request(self.desk.store, self._edition(), self._addresses, office)
            document = gather(kind, request)
            return Made(document, blocks(parse(document.markdown(templates))), templates)
        except Problem as problem:
            return Made(None, refusal=problem_sentence(problem))

    def _show(self, made: Made) -> None:
        self._made = made
        self.view.loading = False
        self.view.draw_again()
        self.refresh_title()
        if self.app.screen is self:
            self.view.focus()

    def _edition(self) -> Edition:
        return self.desk.edition or self.desk.open_edition()

    def _draw(self, width: int) -> tuple[Line, ...]:
        made = self._made
        if made is None:
            return (Line((Piece(" "),)),)
        if made.document is None:
            return tuple(wrapped_lines((Piece("  "),), made.refusal, width, "muted"))
        if self._faults is not None:
            return _fault_lines(self._faults, width)
        return document_lines(made.blocks, width, made.document.drawings)

    def _ready(self) -> Document | None:
        """The document, where there is one; says why there is none yet."""
        if self._made is None:
            self.tell(_("The document is still being made."))
            return None
        if self._made.document is None:
            self.tell(self._made.refusal, warning=True)
        return self._made.document

    def title_text(self) -> str:
        """Return the kind of document, and how many procedures it is about."""
        document = self._made.document if self._made else None
        proposal = document.values.get("proposal") if document else None
        told = [find_kind(self._kind).title]
        if isinstance(proposal, Proposal):
            told.append(ngettext("{count} procedure", "{count} procedures", len(proposal.blocks)))
        if self._faults is not None:
            told.append(_("Check"))
        return " · ".join(told)

    def text_to_save(self) -> tuple[str, str]:
        """Return the preview as text."""
        document = self._made.document if self._made else None
        return (document.stem, self.view.text()) if document else ("", "")

    def action_choose_document(self) -> None:
        """Show another kind of document."""
        names = list(KINDS)

        def taken(number: int | None) -> None:
            if number is not None:
                self._kind = names[number]
                self._begin()

        titles = [kind.title for kind in KINDS.values()]
        self.app.push_screen(ListDialog(_("Document"), titles, names.index(self._kind)), taken)

    def action_check_document(self) -> None:
        """Show what a check finds, or the document again."""
        if self._faults is not None:
            self._faults = None
            self._show_again()
        elif (document := self._ready()) is not None and self._made is not None:
            self._check(document, self._made.templates)

    @work(thread=True, exclusive=True, group="document")
    def _check(self, document: Document, templates: Path | None) -> None:
        marks = {mark.id: mark for mark in list_marks(self.desk.store, self._edition().name)}
        faults = check_document(document, marks, templates)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show_faults, faults)

    def _show_faults(self, faults: tuple[Fault, ...]) -> None:
        self._faults = faults
        self._show_again()

    def _show_again(self) -> None:
        self.refresh_title()
        self.view.draw_again()

    def action_edit_sentence(self) -> None:
        """Ask which sentence, the one under the cursor first, and for other words."""
        document = self._ready()
        if document is None:
            return
        sentences = document.sentences
        if not sentences:
            self.tell(_("This document has no sentences that could be put in other words."))
            return
        texts = [
            f"{'!' if one.outdated else '*' if one.edited else ' '} {sentence_name(one.key)}: {one or '…'}"
            for one in sentences
        ]

        def taken(number: int | None) -> None:
            if number is not None:
                self._ask_words(sentences[number])

        self.app.push_screen(ListDialog(_("Sentences"), texts, self._under_cursor(sentences)), taken)

    def _under_cursor(self, sentences: Sequence[Sentence]) -> int:
        view = self.view
        shown = view.line_at(view.cursor).text.strip() if view.item_count() else ""
        words = shown.partition(": ")[2] or shown
        return next((at for at, one in enumerate(sentences) if words and words in one), 0)

    def _ask_words(self, sentence: Sentence) -> None:
        def said(words: str | None) -> None:
            if words is None:
                return
            edition, store, who = self._edition().name, self.desk.store, self.desk.session.who
            try:
                if words:
                    keep_edit(store, who, edition, sentence, words, list_marks(store, edition))
                else:
                    drop_edit(store, who, edition, sentence.key)
            except Problem as problem:
                self.tell_problem(problem)
                return
            self.share_changes()

        self.app.push_screen(SentenceDialog(sentence), said)

    def action_export_proposal(self) -> None:
        """Ask where to, and write the files."""
        document = self._ready()
        if document is None or self._made is None:
            return

        def written(paths: list[Path] | None) -> None:
            if paths:
                self.tell(_("Written: {files}").format(files="\n".join(str(path) for path in paths)))

        self.app.push_screen(ExportDialog(self.desk, document, self._made.templates), written)

    def action_close(self) -> None:
        """Back to where the preview was opened."""
        self.dismiss()


def _fault_lines(faults: Sequence[Fault], width: int) -> tuple[Line, ...]:
    if not faults:
        return tuple(wrapped_lines((Piece("  "),), _("Nothing is broken, and nothing is left open."), width))
    lines: list[Line] = []
    for fault in faults:
        lines += wrapped_lines((Piece("  "),), fault_line(fault), width, "bad" if fault.broken else "")
    return tuple(lines)
