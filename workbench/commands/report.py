"""`workbench report`: writes the report on the review as documents."""

from __future__ import annotations

from workbench.document_command import kind_command
from workbench.language import N_

command = kind_command(
    "report",
    N_(
        "Write the report (báo cáo kết quả rà soát) for marked procedures.\n\n"
        "Without codes it covers every procedure of the edition that carries marks. Particulars of the office come "
        "from “workbench office”; what is not known is left as dots to fill by hand."
    ),
)
