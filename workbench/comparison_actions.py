"""The actions of the comparison of two editions."""

from __future__ import annotations

from workbench.action_contexts import Action, Context
from workbench.language import N_

COMPARISON_ACTIONS = (
    Action(
        "open_changes",
        Context.COMPARISON,
        ("enter", "right", "l"),
        N_("Changes"),
        N_("Go into the changes of the procedure under the cursor."),
        shown=True,
    ),
    Action(
        "next_change",
        Context.COMPARISON,
        ("n", "f8"),
        N_("Next change"),
        N_("Go to the next change, in the next procedure where this one has no more."),
        shown=True,
        sequence="]c",
    ),
    Action(
        "previous_change",
        Context.COMPARISON,
        ("p", "f7"),
        N_("Previous change"),
        N_("Go to the change before, in the procedure before where this one has none."),
        sequence="[c",
    ),
    Action(
        "filter",
        Context.COMPARISON,
        ("slash", "f3"),
        N_("Filter"),
        N_("Type words of the name, field or agency, with or without diacritics, or a code."),
        shown=True,
        moves_focus=True,
    ),
    Action(
        "choose_facets",
        Context.COMPARISON,
        ("f", "f4"),
        N_("Facets"),
        N_("Choose by kind of change, burden, part, field, agency and certainty."),
        shown=True,
    ),
    Action(
        "confirm_pair",
        Context.COMPARISON,
        ("y", "f5"),
        N_("Same"),
        N_("Confirm that both sides are one procedure; it holds for later comparisons."),
        shown=True,
    ),
    Action(
        "deny_pair",
        Context.COMPARISON,
        ("d", "f6"),
        N_("Different"),
        N_("Say that they are different procedures; it holds for later comparisons."),
        shown=True,
    ),
    Action(
        "settle_mark",
        Context.COMPARISON,
        ("m", "f9"),
        N_("Settle mark"),
        N_("Say what becomes of the older edition's mark on this procedure."),
        shown=True,
    ),
    Action(
        "carry_marks",
        Context.COMPARISON,
        ("w", "f10"),
        N_("Carry marks"),
        N_("Write every mark whose element is the same into the newer edition."),
    ),
    Action(
        "go_to_procedure",
        Context.COMPARISON,
        ("o", "f2"),
        N_("Go to"),
        N_("Open the procedure in the newer edition, or in the older one where it is gone."),
    ),
    Action(
        "switch_pane",
        Context.COMPARISON,
        ("tab", "shift+tab"),
        N_("List/changes"),
        N_("Move between the list and the changes."),
        moves_focus=True,
    ),
    Action(
        "back",
        Context.COMPARISON,
        ("escape", "left", "h"),
        N_("Back"),
        N_("From the changes to the list; from the list: clear filter and facets, then close."),
        shown=True,
    ),
    Action(
        "compare_with",
        Context.EDITIONS,
        ("c", "f7"),
        N_("Compare"),
        N_("Compare the edition under the cursor with the open one."),
        shown=True,
    ),
)
