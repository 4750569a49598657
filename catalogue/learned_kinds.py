"""The kinds that a row asks for by weights learned from labelled rows, where they are surer than the rules.

Rules know the wordings that somebody thought of. What "báo cáo … của chủ đầu tư" or "biên bản … của tổ chức kiểm định"
is in a field that nobody thought of follows from many labelled rows of other fields. What the rules say is among the
features that have weights, so that these also know when the rules are to be trusted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping

from catalogue.kind_words import NONE
from catalogue.row_features import SeenRow

KINDS = "kinds"

# From how many hundredths of a logit on a kind is asked for, how many the rules add for or against each kind of a row
# in which they find several, how many more for a kind that is alone in its item of the row, and how far from the first
# of these a score must be to outdo the rules. They were chosen by hand in cross-validation over the labelled rows.
_ENOUGH = -20
_RULES_OF_MANY = 100
_ALONE = 150
_SURE = 30
_ITEM_ENDS = re.compile(r"[;\n]")


def alone_in_items(seen: SeenRow) -> frozenset[str]:
    """Return the kinds that the rules find alone in an item of a row of several items."""
    ends = [found.start() for found in _ITEM_ENDS.finditer(seen.row)] if len(seen.kinds) > 1 else []
    items: defaultdict[int, set[str]] = defaultdict(set)
    for name in seen.names if ends else ():
        if name.kind in seen.kinds:
            items[sum(end <= name.start for end in ends)].add(name.kind)
    return (
        frozenset(kind for found in items.values() if len(found) == 1 for kind in found)
        if len(items) > 1
        else frozenset()
    )


def learned_kinds(
    scored: Mapping[str, float], by_rule: tuple[str, ...], alone: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the kinds that a row asks for whose features speak so much for each; () where it asks for none.

    `by_rule` are the kinds that the rules tell of it; they are returned where the weights are not surer. `alone` are
    those of them that stand alone in an item of the row (`alone_in_items`), where rules seldom err.
    """
    if len(by_rule) > 1:
        scored = {kind: score + _said_by_rules(kind, by_rule, alone) for kind, score in scored.items()}
    kinds = _asked(scored)
    changed = set(kinds or (NONE,)).symmetric_difference(by_rule or (NONE,))
    sure = any(abs(scored[kind] - _ENOUGH) >= _SURE for kind in changed)
    return kinds if sure else by_rule


def _said_by_rules(kind: str, by_rule: tuple[str, ...], alone: Collection[str]) -> int:
    if kind not in by_rule:
        return -_RULES_OF_MANY
    return _RULES_OF_MANY + (_ALONE if kind in alone else 0)


def _asked(scored: Mapping[str, float]) -> tuple[str, ...]:
    asked = {kind: score for kind, score in scored.items() if score > _ENOUGH}
    none = asked.pop(NONE, None)
    if none is not None and none >= max(asked.values(), default=none):
        return ()
    if not asked:
        likeliest = max(scored, key=lambda kind: scored[kind])
        return () if likeliest == NONE else (likeliest,)
    return tuple(asked)
