"""`workbench brief`: writes the leader's page on the review."""

from __future__ import annotations

from workbench.document_command import kind_command
from workbench.language import N_

command = kind_command(
    "brief",
    N_(
        "Write one page for the leader: figures, charts, the largest savings and who must decide.\n\n"
        "Without codes it covers every procedure of the edition that carries marks; it stays one page however many "
        "there are. Provisional figures and law that nobody verified are named on it."
    ),
)
