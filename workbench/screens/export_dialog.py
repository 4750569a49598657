"""The dialog that writes a document into files, beside the screen, since a PDF takes its time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from catalogue.problems import Problem
from reviews.documents.document import Document
from reviews.documents.writing import FORMATS, write_documents
from reviews.written_files import WrittenFiles
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import translate as _
from workbench.problem_sentences import problem_sentence
from workbench.widgets.entry import Entry
from workbench.widgets.key_bar import KeyBar


class ExportDialog(ModalScreen[list[Path] | None]):
    """Asks for folder and formats, and writes; an existing file is replaced only when asked a second time."""

    BINDINGS = bindings(Context.DIALOG)

    def __init__(self, desk: Desk, document: Document, templates: Path | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._templates = templates
        self._document = document
        self._asked_again = ""
        self._writing = False

    def compose(self) -> ComposeResult:
        """Lay out folder and formats."""
        known = [name for name in FORMATS if name != "xlsx" or self._document.workbook is not None]
        with Vertical(classes="dialog"):
            yield Static(_("Folder:"), classes="label", markup=False)
            yield Entry(str(self._desk.export_folder), id="folder")
            yield Static(_("Formats ({known}):").format(known=", ".join(known)), classes="label", markup=False)
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
        if self._writing:
            return
        folder = self.query_one("#folder", Entry).text.strip()
        formats = self.query_one("#formats", Entry).text.replace(",", " ").lower().split()
        asked = f"{folder}\n{formats}"
        self._writing = True
        self._say(_("Writing…"))
        self._write(Path(folder).expanduser(), formats, asked, asked == self._asked_again)

    @work(thread=True, exclusive=True, group="write")
    def _write(self, folder: Path, formats: Sequence[str], asked: str, force: bool) -> None:
        written = WrittenFiles(self._desk.store)
        try:
            paths = write_documents(
                self._document, folder, formats, force=force, templates=self._templates, written=written
            )
        except Problem as problem:
            if not get_current_worker().is_cancelled:
                self.app.call_from_thread(self._refused, problem_sentence(problem), asked)
            return
        self._desk.export_folder = folder
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._written, paths)

    def _refused(self, sentence: str, asked: str) -> None:
        self._writing = False
        self._asked_again = asked
        self._say(sentence)

    def _written(self, paths: list[Path]) -> None:
        self._writing = False
        self.dismiss(paths)

    def _say(self, sentence: str) -> None:
        self.query_one(".error", Static).update(sentence)

    def action_cancel(self) -> None:
        """Close without writing; what is being written already is waited for."""
        if not self._writing:
            self.dismiss(None)
