"""`workbench flows`: writes the flows of marked procedures before and after, drawn as figures."""

from __future__ import annotations

from workbench.document_command import kind_command
from workbench.language import N_

command = kind_command(
    "flows",
    N_(
        "Write the flow of each marked procedure before and after, drawn as figures.\n\n"
        "Without codes it covers every procedure of the edition that carries marks. Steps that go are struck and "
        "dashed, steps worded anew and new time limits are bold."
    ),
)
