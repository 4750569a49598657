"""The dialog in which a reviewer says towards what, why, and which article is to be amended."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from catalogue.editions import Entry as CatalogueEntry
from catalogue.elements import Element, Part, time_words
from catalogue.problems import Problem, ProblemKind
from catalogue.records import Paper, ProcessingTime
from catalogue.text import one_line
from reviews.actions import MarkAction, needs_target
from reviews.law import CommonReason, databases, reasons_for
from reviews.marks import Judgement, checked
from reviews.targets import Copies, copies_words
from workbench.actions import Context, bindings
from workbench.language import N_
from workbench.language import translate as _
from workbench.problem_sentences import problem_sentence
from workbench.rendering.labels import ACTION_LABELS, PART_LABELS
from workbench.rendering.lines import fit, unbulleted
from workbench.widgets.choice_list import ChoiceList, ChoiceRows
from workbench.widgets.entry import Entry
from workbench.widgets.key_bar import KeyBar
from workbench.widgets.line_view import LineView

_TARGET_LABELS = {
    MarkAction.REPLACE: N_("Data from (↑↓ in the list, Enter takes it):"),
    MarkAction.MERGE: N_("Merge with (a step, paper or procedure):"),
}
_REDUCE_LABELS = {
    Part.PAPER: N_("Down to how many (such as: 1 bản chính, 0 bản sao):"),
    Part.TIME: N_("Down to (such as: 5 ngày làm việc):"),
    Part.FEE: N_("Down to how many đồng (such as: 50.000):"),
}

# Lines that the element takes at most, as workbench.tcss gives them to it, on a short and on a tall terminal.
_ELEMENT_LINES = (4, 8)
_TALL = 32
_WIDEST = 110
_LONGEST_WORD = 6
_FIELDS_OF_LISTS = {"databases": "#target", "reasons": "#reason", "bases": "#article"}
_KINDS_OF_INSTRUMENT = (
    ("/NĐ-CP", "Nghị định số"),
    ("/TTLT-", "Thông tư liên tịch số"),
    ("/TT-", "Thông tư số"),
    ("/QH", "Luật số"),
    ("/NQ-CP", "Nghị quyết số"),
    ("/QĐ-", "Quyết định số"),
)


class MarkDialog(ModalScreen[Judgement | None]):
    """Asks for a judgement on one element; Enter goes on to the next field, and saves in the last."""

    BINDINGS = bindings(Context.DIALOG)

    def __init__(self, entry: CatalogueEntry, element: Element, before: Judgement) -> None:
        super().__init__()
        self._entry = entry
        self._element = element
        self._before = before
        self._reasons: tuple[CommonReason, ...] = reasons_for(before.action.value, element.part.value)
        self._reason_code = before.reason_code
        self._asked_for_article = False
        self._bases = [_instrument(number, title) for number, title in _numbers_and_titles(entry)]

    def compose(self) -> ComposeResult:
        """Lay the fields out from top to bottom, in the order in which they are filled in."""
        with Vertical(classes="dialog marking"):
            with VerticalScroll(classes="fields", can_focus=False):
                yield from self._fields()
            yield Static("", classes="whole", markup=False)
            yield Static("", classes="error", markup=False)
            yield KeyBar()

    def _fields(self) -> ComposeResult:
        yield Static(self._element_text(), classes="element", markup=False)
        if needs_target(self._before.action):
            yield Static(self._target_label(), classes="label", markup=False)
            yield Entry(self._before.target or self._today(), id="target")
            if self._before.action is MarkAction.REPLACE:
                yield ChoiceList((0,), id="databases")
        asked = _("Reason (choose a common one, or type):") if self._reasons else _("Reason:")
        yield Static(asked, classes="label", markup=False)
        if self._reasons:
            yield ChoiceList((0,), id="reasons")
        yield Entry(self._before.reason, id="reason")
        label = _("Article and instrument to amend (such as: khoản 2 Điều 5 Nghị định số …):")
        yield Static(label, classes="label", markup=False)
        yield Entry(self._before.article, id="article")
        if self._bases:
            yield ChoiceList((0,), id="bases")

    def on_mount(self) -> None:
        """Fill the lists and begin in the first field that still needs an answer."""
        action, part = _(ACTION_LABELS[self._before.action]), _(PART_LABELS[self._element.part])
        self.query_one(".dialog").border_title = f"{action} · {part}"
        choices = {
            "#databases": [database.name for database in databases()],
            "#reasons": [reason.text for reason in self._reasons],
            "#bases": self._bases,
        }
        for selector, texts in choices.items():
            for found in self.query(selector).results(ChoiceList):
                found.show_rows(ChoiceRows(texts))
        self.set_focus(self._first_field())

    def on_descendant_focus(self) -> None:
        """Name what Enter does in the list or field that has the focus now."""
        here = Context.CHOICES if isinstance(self.focused, ChoiceList) else Context.FIELDS
        self.query_one(KeyBar).show_contexts(here, Context.DIALOG)
        self.show_whole_choice()

    @on(LineView.Moved)
    def show_whole_choice(self) -> None:
        """Show the sentence under the cursor of a list in full where its row has no room for it."""
        whole, text = self.query_one(".whole", Static), ""
        if isinstance(self.focused, ChoiceList) and isinstance(self.focused.source, ChoiceRows):
            texts = self.focused.source.texts
            chosen = texts[self.focused.cursor] if texts else ""
            text = chosen if cell_len(chosen) > self.focused.size.width - 3 else ""
        whole.update(text)
        whole.display = bool(text)

    def on_key(self, event: events.Key) -> None:
        """Type what is typed in a list into its field: choosing and typing are two ways of the same answer."""
        field = _FIELDS_OF_LISTS.get(self.focused.id or "") if isinstance(self.focused, ChoiceList) else None
        if field is not None and event.is_printable and event.character is not None:
            event.stop()
            entry = self.query_one(field, Entry)
            self.set_focus(entry)
            entry.insert_text_at_cursor(event.character)

    def _element_text(self) -> str:
        """The element's words, as many as its lines hold when each ends in a word that had to go to the next."""
        width, height = self.app.size
        inner = min(width * 96 // 100, _WIDEST) - 4
        room = _ELEMENT_LINES[height >= _TALL] * max(inner - _LONGEST_WORD, 10)
        return fit(unbulleted(one_line(self._element.text)), room).rstrip()

    def _first_field(self) -> Entry | ChoiceList:
        if self.query("#databases") and not self._before.target:
            return self.query_one("#databases", ChoiceList)
        if self.query("#target"):
            return self.query_one("#target", Entry)
        if self._reasons and not self._before.reason:
            return self.query_one("#reasons", ChoiceList)
        return self.query_one("#reason", Entry)

    def _target_label(self) -> str:
        action = self._before.action
        if action is MarkAction.REDUCE:
            return _(_REDUCE_LABELS.get(self._element.part, N_("Change it to:")))
        return _(_TARGET_LABELS[action])

    def _today(self) -> str:
        """What stands there today, to be changed: numbers are quicker changed than typed."""
        if self._before.action is not MarkAction.REDUCE:
            return ""
        match self._element.record:
            case Paper() as paper:
                known = paper.originals or paper.copies
                return copies_words(Copies(paper.originals, paper.copies)) if known else ""
            case ProcessingTime() as time:
                return time_words(time) if time.quantity is not None and time.unit != "other" else ""
        return ""

    @on(Input.Submitted)
    def field_done(self, event: Input.Submitted) -> None:
        """Go on to the next field."""
        following = {"target": "#reasons" if self._reasons else "#reason", "reason": "#article"}
        selector = following.get(event.input.id or "")
        if selector is None:
            self._save_or_ask(event.input)
        else:
            self.set_focus(self.query_one(selector))

    def _save_or_ask(self, article: Input) -> None:
        """Save from the last field; without an article only when Enter is pressed a second time."""
        if article.value.strip() or self._before.action is MarkAction.KEEP or self._asked_for_article:
            self.action_save()
            return
        self._asked_for_article = True
        self._tell(_("No article to amend is named; Enter once more saves without it."))

    def _tell(self, sentence: str) -> None:
        self.query_one(".error", Static).update(sentence)

    @on(Input.Changed, "#reason")
    def reason_typed(self) -> None:
        """A reason that was changed is no longer the common one."""
        texts = {reason.code: reason.text for reason in self._reasons}
        if self.query_one("#reason", Entry).text != texts.get(self._reason_code):
            self._reason_code = ""

    @on(LineView.Chosen)
    def choice_taken(self, event: LineView.Chosen) -> None:
        """Put the chosen sentence into its field and go on to the next one."""
        self._take(event.view.id or "", event.item)

    def _take(self, found: str, row: int) -> None:
        match found:
            case "databases":
                self.query_one("#target", Entry).value = databases()[row].name
                self.set_focus(self.query_one("#reasons" if self._reasons else "#reason"))
            case "reasons":
                reason = self._reasons[row]
                self._reason_code = reason.code
                self.query_one("#reason", Entry).value = reason.text
                self.set_focus(self.query_one("#article"))
            case "bases":
                article = self.query_one("#article", Entry)
                begun = article.text.strip()
                article.value = f"{begun} {self._bases[row]}"
                # The article comes before its instrument, so an empty field is filled in from its beginning.
                article.cursor_position = len(article.value) if begun else 0
                self.set_focus(article)

    def action_save(self) -> None:
        """Close with the judgement, or say what is missing."""
        target = self.query_one("#target", Entry).text if self.query("#target") else ""
        judgement = Judgement(
            self._before.action,
            target,
            self._reason_code,
            self.query_one("#reason", Entry).text,
            self.query_one("#article", Entry).text,
        )
        try:
            checked(self._element, judgement, self._entry.address)
        except Problem as problem:
            self._tell(problem_sentence(problem))
            at_reason = problem.kind is ProblemKind.REASON_MISSING or not self.query("#target")
            self.set_focus(self.query_one("#reason" if at_reason else "#target", Entry))
            return
        self.dismiss(judgement)

    def action_cancel(self) -> None:
        """Close without a judgement."""
        self.dismiss(None)


def _numbers_and_titles(entry: CatalogueEntry) -> list[tuple[str, str]]:
    return [(basis.number, basis.title) for basis in entry.procedure.legal_bases if basis.number or basis.title]


def _instrument(number: str, title: str) -> str:
    """An instrument as it is cited: its kind is told from the number where the title does not begin with it."""
    kind = next((word for sign, word in _KINDS_OF_INSTRUMENT if sign in number), "")
    return f"{kind} {number}".strip() if number else one_line(title)
