"""The registry of actions: every key known, documented, carried out and safe under an input method."""

from __future__ import annotations

import pytest

from workbench.actions import ACTIONS, CONTEXT_TITLES, Action, Context, actions_in, all_keys, bindings
from workbench.language import speak
from workbench.rendering.lines import plain_text
from workbench.screens.application import WorkbenchApp
from workbench.screens.browse import BrowseScreen
from workbench.screens.comparison import ComparisonScreen
from workbench.screens.comparison_dialogs import FacetDialog, SettleDialog
from workbench.screens.cost import CostScreen
from workbench.screens.document_dialogs import ListDialog, SentenceDialog
from workbench.screens.editions import EditionScreen
from workbench.screens.export_dialog import ExportDialog
from workbench.screens.graph import GraphScreen
from workbench.screens.help import HelpScreen, help_lines
from workbench.screens.journey import JourneyScreen
from workbench.screens.mark_dialog import MarkDialog
from workbench.screens.marks import MarksScreen
from workbench.screens.palette import PaletteScreen
from workbench.screens.paper import PaperScreen
from workbench.screens.proposal import ProposalScreen
from workbench.screens.questions import QuestionsScreen
from workbench.widgets.choice_list import ChoiceList
from workbench.widgets.entry import Entry
from workbench.widgets.line_view import LineView
from workbench.widgets.procedure_view import ProcedureView

HOSTS: dict[Context, tuple[type, ...]] = {
    Context.EVERYWHERE: (WorkbenchApp,),
    Context.BROWSE: (BrowseScreen,),
    Context.PROCEDURE: (ProcedureView,),
    Context.MARKS: (MarksScreen,),
    Context.GRAPH: (GraphScreen,),
    Context.JOURNEY: (JourneyScreen,),
    Context.QUESTIONS: (QuestionsScreen,),
    Context.PAPER: (PaperScreen,),
    Context.PROPOSAL: (ProposalScreen,),
    Context.COST: (CostScreen,),
    Context.COMPARISON: (ComparisonScreen,),
    Context.EDITIONS: (EditionScreen,),
    Context.LISTS: (LineView,),
    Context.DIALOG: (
        MarkDialog,
        EditionScreen,
        ExportDialog,
        PaletteScreen,
        FacetDialog,
        SettleDialog,
        ListDialog,
        SentenceDialog,
    ),
    Context.CHOICES: (ChoiceList,),
    Context.FIELDS: (Entry,),
    Context.HELP: (HelpScreen,),
}
# What the keys of a context share the keyboard with.
TOGETHER = (
    (Context.PROCEDURE, Context.LISTS, Context.EVERYWHERE),
    (Context.BROWSE, Context.EVERYWHERE),
    (Context.MARKS, Context.LISTS, Context.EVERYWHERE),
    (Context.PROPOSAL, Context.LISTS, Context.EVERYWHERE),
    (Context.COST, Context.LISTS, Context.EVERYWHERE),
    (Context.COMPARISON, Context.LISTS, Context.EVERYWHERE),
    (Context.EDITIONS, Context.DIALOG, Context.CHOICES, Context.LISTS),
)
CHANGING = ("mark_", "edit_mark", "withdraw_mark", "undo", "redo")


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: f"{action.context}.{action.id}")
def test_every_action_is_carried_out_by_its_host(action: Action) -> None:
    hosts = (BrowseScreen, MarksScreen) if action.by_screen else HOSTS[action.context]
    for host in hosts:
        assert callable(getattr(host, f"action_{action.id}"))


@pytest.mark.parametrize("contexts", TOGETHER, ids=str)
def test_no_key_means_two_things_at_once(contexts: tuple[Context, ...]) -> None:
    keys = [key for action in actions_in(*contexts) for key in all_keys(action)]
    assert sorted(keys) == sorted(set(keys))


def test_keys_of_the_procedure_and_of_the_first_screen_do_not_clash() -> None:
    procedure = {key for action in actions_in(Context.PROCEDURE) for key in all_keys(action)}
    browse = {key for action in actions_in(Context.BROWSE) for key in all_keys(action)}
    assert not procedure & browse


def test_a_broken_escape_sequence_changes_no_mark() -> None:
    changing = [action for action in ACTIONS if action.id.startswith(CHANGING)]
    assert changing
    for action in changing:
        assert not {"A", "B", "C", "D", "O", "left_square_bracket"} & set(all_keys(action))


def test_every_marking_key_has_a_twin_that_no_input_method_takes() -> None:
    for action in actions_in(Context.PROCEDURE):
        if action.id.startswith("mark_"):
            assert any(key[0] == "f" and key[1:].isdigit() for key in action.keys)


def test_letters_work_with_the_input_method_on() -> None:
    by_id = {action.id: all_keys(action) for action in actions_in(Context.BROWSE, Context.PROPOSAL)}
    assert "ô" in by_id["choose_edition"]
    assert "ư" in by_id["export_proposal"]


def test_every_binding_has_an_id_by_which_it_can_be_changed() -> None:
    made = [binding for context in Context for binding in bindings(context)]
    ids = [getattr(binding, "id", None) for binding in made]
    assert None not in ids
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_help_page_names_every_action_and_context(language: str) -> None:
    from workbench.language import translate

    speak(language)
    text = " ".join(plain_text(help_lines(200)).split())
    for context in CONTEXT_TITLES:
        assert translate(CONTEXT_TITLES[context]) in text
    for action in ACTIONS:
        assert translate(action.help) in text
    speak("vi")
