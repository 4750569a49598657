"""The kinds that a row asks for by weights learned from labelled rows, where they are surer than the rules.

Rules know the wordings that somebody thought of. What "báo cáo … của chủ đầu tư" or "biên bản … của tổ chức kiểm định"
is in a field that nobody thought of follows from many labelled rows of other fields. What the rules say is among the
features that have weights, so that these also know when the rules are to be trusted.
"""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.kind_words import NONE

KINDS = "kinds"

# From how many hundredths of a logit on a kind is asked for, how many the rules add for or against each kind of a row
# in which they find several, and how far from the first of these a score must be to outdo the rules. All three were
# chosen in cross-validation over the labelled rows.
_ENOUGH = -20
_RULES_OF_MANY = 100
_SURE = 30


def learned_kinds(scored: Mapping[str, float], by_rule: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kinds that a row asks for whose features speak so much for each; () where it asks for none.

    `by_rule` are the kinds that the rules tell of it; they are returned where the weights are not surer.
    """
    if len(by_rule) > 1:
        scored = {
            kind: score + (_RULES_OF_MANY if kind in by_rule else -_RULES_OF_MANY) for kind, score in scored.items()
        }
    kinds = _asked(scored)
    changed = set(kinds or (NONE,)).symmetric_difference(by_rule or (NONE,))
    sure = any(abs(scored[kind] - _ENOUGH) >= _SURE for kind in changed)
    return kinds if sure else by_rule


def _asked(scored: Mapping[str, float]) -> tuple[str, ...]:
    asked = {kind: score for kind, score in scored.items() if score > _ENOUGH}
    none = asked.pop(NONE, None)
    if none is not None and none >= max(asked.values(), default=none):
        return ()
    if not asked:
        likeliest = max(scored, key=lambda kind: scored[kind])
        return () if likeliest == NONE else (likeliest,)
    return tuple(asked)
