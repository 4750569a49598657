"""How strictly a row asks by weights learned from labelled rows, where they are surer than the rules.

What weights find is believed only where the row holds a word that can say so: a demand that no word explains stays as
the rules read it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from catalogue.demand import ALTERNATIVE, CONDITIONAL, NO, PRESENT, YES, ReadDemand

DEMAND = "demand"

_SAID_BY = {
    CONDITIONAL: re.compile(
        r"(?<!\w)(?:nếu|(?:trong )?(?:các )?trường hợp|đối với|trừ(?: trường hợp)?|khi|dành cho)(?!\w)"
        r"|(?<!\w)áp dụng (?:đối với|cho)(?!\w)"
    ),
    ALTERNATIVE: re.compile(r"(?<!\w)(?:hoặc|hay|một trong)(?!\w)|/"),
    PRESENT: re.compile(r"xuất trình"),
}


def learned_demand(scored: Mapping[str, float], by_rule: ReadDemand, row: str) -> ReadDemand:
    """Return the demand of a spelled row that asks for papers and whose features speak so much for each demand.

    It is the rules' one where no other is likelier, or where no word of the row says the likelier one.
    """
    likeliest = max((demand for demand in scored if demand != NO), key=lambda demand: scored[demand])
    if likeliest == by_rule.demand:
        return by_rule
    if likeliest == YES:
        return ReadDemand(YES)
    said = _SAID_BY[likeliest].search(row)
    return ReadDemand(likeliest, said.start(), said.end()) if said else by_rule
