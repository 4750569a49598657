"""The dialogs over the preview of a document: which kind to show, which sentence to word, and in which words."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reviews.documents.traced import Sentence
from workbench.actions import Context, bindings
from workbench.language import translate as _
from workbench.rendering.sentence_names import sentence_name
from workbench.widgets.choice_list import ChoiceList, ChoiceRows
from workbench.widgets.entry import Entry
from workbench.widgets.key_bar import KeyBar
from workbench.widgets.line_view import LineView

_LONGEST_SENTENCE = 4000


class ListDialog(ModalScreen[int | None]):
    """Shows a list and closes with the number of the row that was taken, None where none was."""

    BINDINGS = bindings(Context.DIALOG)

    def __init__(self, title: str, texts: Sequence[str], cursor: int = 0) -> None:
        super().__init__()
        self._title = title
        self._texts = texts
        self._cursor = cursor

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(classes="dialog facets"):
            yield ChoiceList((0,), id="facets")
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the row that is taken now."""
        self.query_one(".dialog").border_title = self._title
        self.query_one(KeyBar).show_choice(Context.CHOICES, Context.DIALOG)
        choices = self.query_one(ChoiceList)
        choices.show_rows(ChoiceRows(self._texts), self._cursor)
        self.set_focus(choices)

    @on(LineView.Chosen)
    def chosen(self, event: LineView.Chosen) -> None:
        """Close with the row."""
        self.dismiss(event.item)

    def action_save(self) -> None:
        """Close with the row under the cursor."""
        self.dismiss(self.query_one(ChoiceList).cursor)

    def action_cancel(self) -> None:
        """Close without taking any."""
        self.dismiss(None)


class SentenceDialog(ModalScreen[str | None]):
    """Shows what the program says and takes the office's own words; nothing brings the program's back."""

    BINDINGS = bindings(Context.DIALOG)

    def __init__(self, sentence: Sentence) -> None:
        super().__init__()
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        """Lay out the program's words and the field."""
        with Vertical(classes="dialog"):
            yield Static(_("The program says:"), classes="label", markup=False)
            yield Static(self._sentence.generated or "…", classes="element", markup=False)
            yield Static(_("In your words (nothing: as the program says):"), classes="label", markup=False)
            yield Entry(str(self._sentence), id="words", max_length=_LONGEST_SENTENCE)
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the field."""
        self.query_one(".dialog").border_title = _("Wording of {key}").format(key=sentence_name(self._sentence.key))
        self.query_one(KeyBar).show_contexts(Context.FIELDS, Context.DIALOG)
        self.set_focus(self.query_one("#words", Entry))

    @on(Input.Submitted, "#words")
    def action_save(self) -> None:
        """Close with the words."""
        self.dismiss(self.query_one("#words", Entry).text.strip())

    def action_cancel(self) -> None:
        """Close without a change."""
        self.dismiss(None)
