"""A document as it will be exported, and the dialog that writes it into files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from catalogue.editions import Edition
from catalogue.problems import Problem
from reviews.documents.checks import check_document
from reviews.documents.content import Proposal
from reviews.documents.document import Document
from reviews.documents.gathering import Request
from reviews.documents.registry import KINDS, find_kind, gather
from reviews.documents.traced import Sentence
from reviews.documents.tree import Block, blocks, parse
from reviews.documents.writing import FORMATS, write_documents
from reviews.marks import list_marks
from reviews.offices import read_office
from reviews.wording import drop_edit, keep_edit
from reviews.written_files import WrittenFiles
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import ngettext
from workbench.language import translate as _
from workbench.problem_sentences import problem_sentence
from workbench.rendering.document_lines import document_lines
from workbench.rendering.fault_words import fault_line
from workbench.rendering.lines import Line, Piece, wrapped_lines
from workbench.screens.document_dialogs import ListDialog, SentenceDialog
from workbench.screens.work_screen import WorkScreen
from workbench.widgets.entry import Entry
from workbench.widgets.key_bar import KeyBar
from workbench.widgets.text_view import TextView


class ProposalScreen(WorkScreen):
    """Previews a kind of document for some procedures, for every marked one where none is named."""

    BINDINGS = bindings(Context.PROPOSAL)
    contexts = (Context.PROPOSAL, Context.EVERYWHERE)

    def __init__(self, desk: Desk, addresses: tuple[str, ...]) -> None:
        super().__init__(desk)
        self._addresses = addresses
        self._kind = "proposal"
        self._document: Document | None = None
        self._blocks: tuple[Block, ...] = ()
        self._templates: Path | None = None
        self._refusal = ""
        self._checking = False

    def content(self) -> ComposeResult:
        """Lay out the document."""
        yield TextView(self._draw, id="document")

    def on_mount(self) -> None:
        """Make the document from the marks as they are now."""
        self._build()
        super().on_mount()
        self.query_one(TextView).focus()

    def marks_changed(self) -> None:
        """Make the document anew."""
        self._build()
        self._show()

    def _show(self) -> None:
        self.refresh_title()
        self.query_one(TextView).draw_again()

    def _edition(self) -> Edition:
        return self.desk.edition or self.desk.open_edition()

    def _build(self) -> None:
        try:
            office = read_office(self.desk.store)
            self._templates = Path(office.templates).expanduser() if office.templates else None
            request = Request(self.desk.store, self._edition(), self._addresses, office)
            self._document = gather(self._kind, request)
            self._blocks = blocks(parse(self._document.markdown(self._templates)))
        except Problem as problem:
            self._document, self._blocks, self._refusal = None, (), problem_sentence(problem)

    def _draw(self, width: int) -> tuple[Line, ...]:
        if self._document is None:
            return tuple(wrapped_lines((Piece("  "),), self._refusal, width, "muted"))
        if self._checking:
            return self._check_lines(self._document, width)
        return document_lines(self._blocks, width, self._document.drawings)

    def _check_lines(self, document: Document, width: int) -> tuple[Line, ...]:
        marks = {mark.id: mark for mark in list_marks(self.desk.store, self._edition().name)}
        faults = check_document(document, marks, self._templates)
        if not faults:
            return tuple(wrapped_lines((Piece("  "),), _("Nothing is broken, and nothing is left open."), width))
        lines: list[Line] = []
        for fault in faults:
            lines += wrapped_lines((Piece("  "),), fault_line(fault), width, "bad" if fault.broken else "")
        return tuple(lines)

    def title_text(self) -> str:
        """Return the kind of document, and how many procedures it is about."""
        proposal = self._document.values.get("proposal") if self._document else None
        count = len(proposal.blocks) if isinstance(proposal, Proposal) else 0
        told = ngettext("{count} procedure", "{count} procedures", count)
        checking = [_("Check")] if self._checking else []
        return " · ".join([find_kind(self._kind).title, told, *checking])

    def text_to_save(self) -> tuple[str, str]:
        """Return the preview as text."""
        name = self._document.stem if self._document else ""
        return name, self.query_one(TextView).text() if self._document else ""

    def action_choose_document(self) -> None:
        """Show another kind of document."""
        names = list(KINDS)

        def taken(number: int | None) -> None:
            if number is not None:
                self._kind, self._checking = names[number], False
                self._build()
                self._show()

        titles = [kind.title for kind in KINDS.values()]
        self.app.push_screen(ListDialog(_("Document"), titles, names.index(self._kind)), taken)

    def action_check_document(self) -> None:
        """Show what a check finds, or the document again."""
        self._checking = not self._checking and self._document is not None
        self._show()

    def action_edit_sentence(self) -> None:
        """Ask which sentence, the one under the cursor first, and for other words."""
        if self._document is None or not self._document.sentences:
            self.tell(self._refusal or _("This document has no sentences that could be put in other words."))
            return
        sentences = self._document.sentences
        texts = [f"{'!' if one.outdated else '*' if one.edited else ' '} {one.key}  {one or '…'}" for one in sentences]

        def taken(number: int | None) -> None:
            if number is not None:
                self._ask_words(sentences[number])

        self.app.push_screen(ListDialog(_("Sentences"), texts, self._under_cursor(sentences)), taken)

    def _under_cursor(self, sentences: Sequence[Sentence]) -> int:
        view = self.query_one(TextView)
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
        if self._document is None:
            self.tell(self._refusal, warning=True)
            return

        def written(paths: list[Path] | None) -> None:
            if paths:
                self.tell(_("Written: {files}").format(files="\n".join(str(path) for path in paths)))

        self.app.push_screen(ExportDialog(self.desk, self._document, self._templates), written)

    def action_close(self) -> None:
        """Back to where the preview was opened."""
        self.dismiss()


class ExportDialog(ModalScreen[list[Path] | None]):
    """Asks for folder and formats, and writes; an existing file is replaced only when asked a second time."""

    BINDINGS = bindings(Context.DIALOG)

    def __init__(self, desk: Desk, document: Document, templates: Path | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._templates = templates
        self._document = document
        self._asked_again = ""

    def compose(self) -> ComposeResult:
        """Lay out folder and formats."""
        with Vertical(classes="dialog"):
            yield Static(_("Folder:"), classes="label", markup=False)
            yield Entry(str(self._desk.export_folder), id="folder")
            yield Static(_("Formats ({known}):").format(known=", ".join(FORMATS)), classes="label", markup=False)
            yield Entry("docx, html, md", id="formats")
            yield Static("", classes="error", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the folder."""
        self.query_one(".dialog").border_title = _("Write the document")
        self.query_one(KeyBar).show_contexts(Context.FIELDS, Context.DIALOG)
        self.set_focus(self.query_one("#folder", Entry))

    @on(Input.Submitted, "#folder")
    def folder_done(self) -> None:
        """Go on to the formats."""
        self.set_focus(self.query_one("#formats", Entry))

    @on(Input.Submitted, "#formats")
    def action_save(self) -> None:
        """Write the files, or say why not."""
        folder = self.query_one("#folder", Entry).text.strip()
        formats = self.query_one("#formats", Entry).text.replace(",", " ").lower().split()
        asked = f"{folder}\n{formats}"
        try:
            paths = write_documents(
                self._document,
                Path(folder).expanduser(),
                formats,
                force=asked == self._asked_again,
                templates=self._templates,
                written=WrittenFiles(self._desk.store),
            )
        except Problem as problem:
            self.query_one(".error", Static).update(problem_sentence(problem))
            self._asked_again = asked
            return
        self._desk.export_folder = Path(folder).expanduser()
        self.dismiss(paths)

    def action_cancel(self) -> None:
        """Close without writing."""
        self.dismiss(None)
