"""The proposal as it will be exported, and the dialog that writes it into files."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from catalogue.problems import Problem
from reviews.documents.content import Proposal
from reviews.documents.document import Document
from reviews.documents.gathering import Request
from reviews.documents.registry import gather
from reviews.documents.tree import Block, blocks, parse
from reviews.documents.writing import FORMATS, write_documents
from reviews.offices import read_office
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import ngettext
from workbench.language import translate as _
from workbench.problem_sentences import problem_sentence
from workbench.rendering.document_lines import document_lines
from workbench.rendering.lines import Line, Piece, wrapped_lines
from workbench.screens.work_screen import WorkScreen
from workbench.widgets.entry import Entry
from workbench.widgets.key_bar import KeyBar
from workbench.widgets.text_view import TextView


class ProposalScreen(WorkScreen):
    """Previews the proposal for some procedures, for every marked one where none is named."""

    BINDINGS = bindings(Context.PROPOSAL)
    contexts = (Context.PROPOSAL, Context.EVERYWHERE)

    def __init__(self, desk: Desk, addresses: tuple[str, ...]) -> None:
        super().__init__(desk)
        self._addresses = addresses
        self._document: Document | None = None
        self._blocks: tuple[Block, ...] = ()
        self._refusal = ""

    def content(self) -> ComposeResult:
        """Lay out the document."""
        yield TextView(self._draw, id="document")

    def on_mount(self) -> None:
        """Make the proposal from the marks as they are now."""
        self._build()
        super().on_mount()
        self.query_one(TextView).focus()

    def marks_changed(self) -> None:
        """Make the proposal anew."""
        self._build()
        self.refresh_title()
        self.query_one(TextView).draw_again()

    def _build(self) -> None:
        edition = self.desk.edition or self.desk.open_edition()
        try:
            office = read_office(self.desk.store)
            self._document = gather("proposal", Request(self.desk.store, edition, self._addresses, office))
            self._blocks = blocks(parse(self._document.markdown()))
        except Problem as problem:
            self._document, self._blocks, self._refusal = None, (), problem_sentence(problem)

    def _draw(self, width: int) -> tuple[Line, ...]:
        if self._document is None:
            return tuple(wrapped_lines((Piece("  "),), self._refusal, width, "muted"))
        return document_lines(self._blocks, width, self._document.drawings)

    def title_text(self) -> str:
        """Return how many procedures the proposal is about."""
        proposal = self._document.values.get("proposal") if self._document else None
        count = len(proposal.blocks) if isinstance(proposal, Proposal) else 0
        return ngettext("Proposal · {count} procedure", "Proposal · {count} procedures", count)

    def text_to_save(self) -> tuple[str, str]:
        """Return the preview as text."""
        name = self._document.stem if self._document else ""
        return name, self.query_one(TextView).text() if self._document else ""

    def action_export_proposal(self) -> None:
        """Ask where to, and write the files."""
        if self._document is None:
            self.tell(self._refusal, warning=True)
            return

        def written(paths: list[Path] | None) -> None:
            if paths:
                self.tell(_("Written: {files}").format(files="\n".join(str(path) for path in paths)))

        self.app.push_screen(ExportDialog(self.desk, self._document), written)

    def action_close(self) -> None:
        """Back to where the preview was opened."""
        self.dismiss()


class ExportDialog(ModalScreen[list[Path] | None]):
    """Asks for folder and formats, and writes; an existing file is replaced only when asked a second time."""

    BINDINGS = bindings(Context.DIALOG)

    def __init__(self, desk: Desk, document: Document) -> None:
        super().__init__()
        self._desk = desk
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
        self.query_one(".dialog").border_title = _("Write the proposal")
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
                self._document, Path(folder).expanduser(), formats, force=asked == self._asked_again
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
