"""Every action that a key can start, declared once: keys, footer, help screen and palette are made from it.

An action belongs to a context, the name of the widget or screen that carries it out; the screen's or app's method
`action_<id>` does the work. Letters get the characters that a Vietnamese input method makes of them as further keys,
and marking keys have function-key twins, since an input method may swallow digits.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType

from workbench.action_contexts import CONTEXT_TITLES, Action, Context
from workbench.comparison_actions import COMPARISON_ACTIONS
from workbench.document_actions import DOCUMENT_ACTIONS
from workbench.language import N_, translate
from workbench.question_actions import QUESTION_ACTIONS

__all__ = ["ACTIONS", "CONTEXT_TITLES", "Action", "Context", "actions_in", "all_keys", "bindings"]

ACTIONS = (
    Action(
        "help",
        Context.EVERYWHERE,
        ("question_mark", "f1"),
        N_("Help"),
        N_("Show every key with what it does."),
        shown=True,
    ),
    Action(
        "palette",
        Context.EVERYWHERE,
        ("ctrl+p",),
        N_("Commands"),
        N_("Find an action or a procedure by typing part of its name."),
        shown=True,
    ),
    Action("undo", Context.EVERYWHERE, ("u", "ctrl+z"), N_("Undo"), N_("Take back your last change of a mark.")),
    Action("redo", Context.EVERYWHERE, ("U", "ctrl+y"), N_("Redo"), N_("Do again what you last undid.")),
    Action(
        "save_screen_text",
        Context.EVERYWHERE,
        ("ctrl+t",),
        N_("Save text"),
        N_("Write the text of what is open into a file, for copying."),
    ),
    Action(
        "switch_theme",
        Context.EVERYWHERE,
        ("ctrl+l",),
        N_("Light/dark"),
        N_("Change between a dark, a light and the terminal's own colours."),
    ),
    Action(
        "quit",
        Context.EVERYWHERE,
        ("q", "ctrl+q"),
        N_("Quit"),
        N_("Leave the program; every mark is saved."),
        shown=True,
    ),
    Action(
        "filter",
        Context.BROWSE,
        ("slash", "f3"),
        N_("Filter"),
        N_("Type words of the name, field or agency, with or without diacritics, or a code."),
        shown=True,
        moves_focus=True,
    ),
    Action(
        "open_procedure",
        Context.BROWSE,
        ("enter", "right", "l"),
        N_("Open"),
        N_("Go into the procedure under the cursor."),
        shown=True,
    ),
    Action(
        "switch_pane",
        Context.BROWSE,
        ("tab", "shift+tab"),
        N_("List/procedure"),
        N_("Move between the list and the procedure."),
        moves_focus=True,
    ),
    Action(
        "back",
        Context.BROWSE,
        ("escape", "left", "h"),
        N_("Back"),
        N_("From the procedure to the list; from the list: clear the filter."),
        shown=True,
    ),
    Action("choose_edition", Context.BROWSE, ("o", "f4"), N_("Edition"), N_("Open another edition."), shown=True),
    Action(
        "change_order",
        Context.BROWSE,
        ("s",),
        N_("Order"),
        N_("Sort the list as published, by name, by code or by field."),
    ),
    Action(
        "show_graph",
        Context.BROWSE,
        ("t",),
        N_("Graph"),
        N_("Show steps and papers as a tree, with the procedures that issue the papers."),
        shown=True,
    ),
    Action(
        "show_journey",
        Context.BROWSE,
        ("r",),
        N_("Journey"),
        N_("Show the whole way to this procedure's result, the papers behind the papers included."),
    ),
    Action(
        "show_paper",
        Context.BROWSE,
        ("y",),
        N_("Paper"),
        N_("Show who asks for the paper under the cursor, who issues it and in how many words."),
    ),
    Action(
        "compare_edition",
        Context.BROWSE,
        ("d",),
        N_("Compare"),
        N_("Compare the open edition with another one: what changed, and what became of its marks."),
    ),
    Action("show_marks", Context.BROWSE, ("m",), N_("Marks"), N_("List every mark of the edition."), shown=True),
    Action(
        "show_proposal",
        Context.BROWSE,
        ("v",),
        N_("Proposal"),
        N_("Preview the official proposal for this procedure."),
        shown=True,
    ),
    Action(
        "show_cost",
        Context.BROWSE,
        ("c", "f12"),
        N_("Cost"),
        N_("Show and edit what this procedure costs those who do it, and compare scenarios."),
        shown=True,
    ),
    Action(
        "show_whole_proposal",
        Context.BROWSE,
        ("V",),
        N_("Whole proposal"),
        N_("Preview the official proposal for every marked procedure of the edition."),
    ),
    Action(
        "mark_remove",
        Context.PROCEDURE,
        ("1", "f5"),
        N_("Remove"),
        N_("Propose to remove the element under the cursor."),
        shown=True,
        by_screen=True,
    ),
    Action(
        "mark_replace",
        Context.PROCEDURE,
        ("2", "f6"),
        N_("By data"),
        N_("Propose to replace the paper or condition by data that the State holds."),
        shown=True,
        by_screen=True,
    ),
    Action(
        "mark_reduce",
        Context.PROCEDURE,
        ("3", "f7"),
        N_("Reduce"),
        N_("Propose fewer copies, a shorter time limit or a lower fee."),
        shown=True,
        by_screen=True,
    ),
    Action(
        "mark_merge",
        Context.PROCEDURE,
        ("4", "f8"),
        N_("Merge"),
        N_("Propose to merge it with another step, paper or procedure."),
        shown=True,
        by_screen=True,
    ),
    Action(
        "mark_keep",
        Context.PROCEDURE,
        ("5", "f9"),
        N_("Keep"),
        N_("Record that it was reviewed and is to be kept."),
        shown=True,
        by_screen=True,
    ),
    Action(
        "edit_mark",
        Context.PROCEDURE,
        ("e", "f2"),
        N_("Edit mark"),
        N_("Change the mark under the cursor."),
        by_screen=True,
    ),
    Action(
        "withdraw_mark",
        Context.PROCEDURE,
        ("x", "delete"),
        N_("Take mark away"),
        N_("Take away your mark under the cursor; undo brings it back."),
        by_screen=True,
    ),
    Action("next_part", Context.PROCEDURE, ("n",), N_("Next part"), N_("Go to the next part of the procedure.")),
    Action(
        "previous_part", Context.PROCEDURE, ("p",), N_("Previous part"), N_("Go to the previous part of the procedure.")
    ),
    Action("next_mark", Context.PROCEDURE, ("full_stop",), N_("Next mark"), N_("Go to the next marked element.")),
    Action(
        "previous_mark", Context.PROCEDURE, ("comma",), N_("Previous mark"), N_("Go to the previous marked element.")
    ),
    Action(
        "go_to_mark",
        Context.MARKS,
        ("enter", "right"),
        N_("Go to"),
        N_("Open the procedure at the marked element."),
        shown=True,
    ),
    Action(
        "edit_mark", Context.MARKS, ("e", "f2"), N_("Edit mark"), N_("Change the mark under the cursor."), shown=True
    ),
    Action(
        "withdraw_mark",
        Context.MARKS,
        ("x", "delete"),
        N_("Take mark away"),
        N_("Take away your mark under the cursor; undo brings it back."),
        shown=True,
    ),
    Action(
        "show_whole_proposal",
        Context.MARKS,
        ("v",),
        N_("Proposal"),
        N_("Preview the official proposal for every marked procedure of the edition."),
        shown=True,
    ),
    Action("close", Context.MARKS, ("escape", "left"), N_("Back"), N_("Back to the list."), shown=True),
    Action(
        "expand_branch",
        Context.GRAPH,
        ("right", "l"),
        N_("Unfold"),
        N_("Unfold the branch under the cursor, or go into it."),
        shown=True,
    ),
    Action(
        "collapse_branch",
        Context.GRAPH,
        ("left", "h"),
        N_("Fold"),
        N_("Fold the branch under the cursor, or go to the one above."),
        shown=True,
    ),
    Action(
        "go_to_procedure",
        Context.GRAPH,
        ("g",),
        N_("Go to"),
        N_("Open the procedure that issues the paper under the cursor."),
        shown=True,
    ),
    Action(
        "show_journey",
        Context.GRAPH,
        ("r",),
        N_("Journey"),
        N_("Show the whole way to the result of the procedure under the cursor."),
        shown=True,
    ),
    Action(
        "show_paper",
        Context.GRAPH,
        ("y",),
        N_("Paper"),
        N_("Show who asks for the paper under the cursor, who issues it and in how many words."),
        shown=True,
    ),
    Action(
        "confirm_link",
        Context.GRAPH,
        ("plus", "f5"),
        N_("Confirm link"),
        N_("Confirm that the procedure under the cursor issues the paper, in every edition; undo takes it back."),
        shown=True,
    ),
    Action(
        "deny_link",
        Context.GRAPH,
        ("minus", "f6"),
        N_("Deny link"),
        N_("Say that the procedure under the cursor does not issue the paper; undo takes it back."),
        shown=True,
    ),
    Action("close", Context.GRAPH, ("escape",), N_("Back"), N_("Back to the list."), shown=True),
    Action(
        "go_to_procedure",
        Context.JOURNEY,
        ("enter", "right"),
        N_("Go to"),
        N_("Open the procedure under the cursor."),
        shown=True,
    ),
    Action(
        "switch_length",
        Context.JOURNEY,
        ("d",),
        N_("Shortest/longest"),
        N_("Make every choice so that the way is longest, or shortest again."),
        shown=True,
    ),
    Action(
        "switch_conditional",
        Context.JOURNEY,
        ("c",),
        N_("Conditional papers"),
        N_("Count papers that are asked for in some cases only, or leave them out again."),
        shown=True,
    ),
    Action("close", Context.JOURNEY, ("escape", "left"), N_("Back"), N_("Back to where it was opened."), shown=True),
    Action(
        "go_to_procedure",
        Context.PAPER,
        ("enter", "right"),
        N_("Go to"),
        N_("Open the procedure under the cursor."),
        shown=True,
    ),
    Action(
        "confirm_link",
        Context.PAPER,
        ("plus", "f5"),
        N_("Confirm link"),
        N_("Confirm that the procedure under the cursor issues the paper, in every edition; undo takes it back."),
        shown=True,
    ),
    Action(
        "deny_link",
        Context.PAPER,
        ("minus", "f6"),
        N_("Deny link"),
        N_("Say that the procedure under the cursor does not issue the paper; undo takes it back."),
        shown=True,
    ),
    Action("close", Context.PAPER, ("escape", "left"), N_("Back"), N_("Back to where it was opened."), shown=True),
    *DOCUMENT_ACTIONS,
    Action(
        "edit_cell",
        Context.COST,
        ("enter", "f2"),
        N_("Edit"),
        N_("Enter another number in the cell under the cursor; nothing brings the draft back."),
        shown=True,
    ),
    Action(
        "switch_view",
        Context.COST,
        ("tab", "f6"),
        N_("Table/money/scenarios"),
        N_("Go on from the table to where the money is, to the scenarios side by side, and back."),
        shown=True,
    ),
    Action("previous_cell", Context.COST, ("left", "h"), N_("Cell left"), N_("Go to the cell on the left.")),
    Action("next_cell", Context.COST, ("right", "l"), N_("Cell right"), N_("Go to the cell on the right.")),
    Action("close", Context.COST, ("escape",), N_("Back"), N_("Back to the list."), shown=True),
    *COMPARISON_ACTIONS,
    *QUESTION_ACTIONS,
    Action("cursor_down", Context.LISTS, ("down", "j"), N_("Down"), N_("One down.")),
    Action("cursor_up", Context.LISTS, ("up", "k"), N_("Up"), N_("One up.")),
    Action("page_down", Context.LISTS, ("pagedown", "ctrl+d", "space"), N_("Page down"), N_("A page down.")),
    Action("page_up", Context.LISTS, ("pageup", "ctrl+b"), N_("Page up"), N_("A page up.")),
    Action("first", Context.LISTS, ("home", "g"), N_("First"), N_("To the first.")),
    Action("last", Context.LISTS, ("end", "G"), N_("Last"), N_("To the last.")),
    Action("save", Context.DIALOG, ("ctrl+s", "f10"), N_("Save"), N_("Save and close."), shown=True),
    Action("cancel", Context.DIALOG, ("escape",), N_("Cancel"), N_("Close without changing anything."), shown=True),
    Action("choose", Context.CHOICES, ("enter",), N_("Take"), N_("Take what is under the cursor."), shown=True),
    Action(
        "submit",
        Context.FIELDS,
        ("enter",),
        N_("Next"),
        N_("Go on to the next field; in the last one, save."),
        shown=True,
    ),
    Action("close", Context.HELP, ("escape", "q"), N_("Close"), N_("Close the help."), shown=True),
)

# What Telex makes of a letter struck alone (w) or twice, so that a key works with the input method on.
_COMPOSED = {"a": "â", "d": "đ", "e": "ê", "o": "ô", "w": "ư"}
# What it makes of the first characters of sequences.
SEQUENCE_TWINS = {"ư": "]", "Ư": "]", "ơ": "[", "Ơ": "["}


def actions_in(*contexts: Context) -> tuple[Action, ...]:
    """Return the actions of some contexts in the order in which they are declared."""
    return tuple(action for action in ACTIONS if action.context in contexts)


def all_keys(action: Action) -> tuple[str, ...]:
    """Return the keys of an action with the characters that an input method makes of them."""
    composed = (character for key in action.keys for character in _COMPOSED.get(key, ""))
    return (*action.keys, *composed)


def bindings(*contexts: Context, typing: bool = False) -> list[BindingType]:
    """Return the key bindings of some contexts, each with an id by which a keymap can change it.

    `typing` leaves out the keys that are characters, for a list whose characters are typed into a field beside it.
    """
    return [
        Binding(
            ",".join(key for key in all_keys(action) if not (typing and (len(key) == 1 or key == "space"))),
            f"screen.{action.id}" if action.by_screen else action.id,
            translate(action.title),
            show=action.shown,
            priority=action.moves_focus,
            id=f"{action.context}.{action.id}",
        )
        for action in actions_in(*contexts)
    ]
