"""`workbench decision`: writes the decision that adopts the proposal, with the proposal as its annex."""

from __future__ import annotations

from workbench.document_command import kind_command
from workbench.language import N_

command = kind_command(
    "decision",
    N_(
        "Write the decision (quyết định thông qua phương án) with the proposal as its annex.\n\n"
        "Who decides, the grounds and who carries it out come from “workbench office”; what is not known is left as "
        "dots to fill by hand."
    ),
)
