"""From which of a paper's issuers a citizen can have it, and which of them is the plainest.

The asking procedure itself is none of them, nor is it at another level of its body. An issuer that is only for offices
("theo yêu cầu của cơ quan tiến hành tố tụng") hands nothing to a citizen. Among the others the first issue comes before
a reissue, and a procedure without special cases in its name before one with them, so that of two ways of one length the
usual one is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.applicants import may_apply
from catalogue.clones import level_key
from catalogue.graph_nodes import PaperNeed, ProcedureNode

_STAGES = {"first": 0, "": 0, "reissue": 1, "change": 2, "extension": 3}


def usual_issuers(need: PaperNeed, asker: ProcedureNode, nodes: Mapping[int, ProcedureNode]) -> list[int]:
    """Return the entries that supply a paper to whoever applies in the asking procedure, the plainest first.

    Where only procedures supply it that are for others, all of them are returned: the records may be wrong.
    """
    stages: dict[int, int] = {}
    for link in need.links:
        stage = _STAGES.get(link.stage, len(_STAGES))
        stages[link.entry] = min(stage, stages.get(link.entry, stage))
    own = level_key(asker.name)
    suppliers = [one for one in stages if one in nodes and one != asker.entry and level_key(nodes[one].name) != own]
    usable = [one for one in suppliers if may_apply(nodes[one].open_to, asker.open_to)]
    return sorted(usable or suppliers, key=lambda one: (stages[one], len(nodes[one].name), one))
