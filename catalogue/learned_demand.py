"""How strictly a row asks by weights learned from labelled rows, where they are surer than the rules.

A weaker demand than "yes" is believed only where the row holds a word that can say so; where none does, the demand
stays as the rules read it.
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
    ALTERNATIVE: re.compile(r"(?<!\w)(?:hoặc|hay|một trong)(?!\w)"),
    PRESENT: re.compile(r"xuất trình"),
}


# "Căn cước/Hộ chiếu", but not the number of a decree.
_EITHER_OR = re.compile(r"(?<=[^\W\d])/(?=[^\W\d])")


def may_be_weaker(plain: str) -> bool:
    """Tell whether a word of a spelled row could make its demand weaker than "yes"."""
    return _EITHER_OR.search(plain) is not None or any(word.search(plain) for word in _SAID_BY.values())


def learned_demand(scored: Mapping[str, float], by_rule: ReadDemand, plain: str) -> ReadDemand:
    """Return the demand of a row that asks for papers and whose features speak so much for each demand.

    `plain` is the spelled row without its contents. The demand is the rules' one where no other is likelier, or where
    no word of the row says the likelier one.
    """
    if by_rule.demand == NO:
        by_rule = ReadDemand(YES)
    likeliest = max((demand for demand in scored if demand != NO), key=lambda demand: scored[demand])
    if likeliest == by_rule.demand:
        return by_rule
    if likeliest == YES:
        return ReadDemand(YES)
    said = _SAID_BY[likeliest].search(plain)
    if said is None and likeliest == ALTERNATIVE:
        said = _EITHER_OR.search(plain)
    return ReadDemand(likeliest, said.start(), said.end()) if said else by_rule
