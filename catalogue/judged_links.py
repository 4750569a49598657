"""Which papers a reviewer's judgement on a link is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalogue.issuer_names import result_keys
from catalogue.kinds import PAPER, recognise
from catalogue.paper_identity import paper_identities

# What reviewers said: (identity of the paper, national code of the issuing procedure) -> whether it issues it.
JudgedLinks = Mapping[tuple[str, str], bool]


def is_asked(text: str, procedure: str) -> bool:
    """Tell whether a row asks for a paper at all; headings and remarks do not."""
    return recognise(text, procedure).role == PAPER


def papers_meant(text: str, procedure: str, results: Iterable[tuple[str, str]], holds: bool | None) -> tuple[str, ...]:
    """Return the identities of a row's papers that a judgement on one of its issuers is about.

    `procedure` is the name of the one that asks, `results` are the issuer's as (result, procedure). Who issues none of
    the papers of a row issues neither; who issues one of them is confirmed for the one that shares most words with
    its results.
    """
    identities = tuple(dict.fromkeys(paper_identities(text, procedure)))
    if holds is not True or len(identities) == 1:
        return identities
    issued = [frozenset(key.split()) for result, name in results for key in result_keys(result, name)]

    def likeness(identity: str) -> float:
        words = frozenset(identity.split())
        return max((len(words & key) / len(words | key) for key in issued), default=0.0)

    return (max(identities, key=likeness),)
