"""The links from papers to their issuers as reviewers judged them, read for the graph and for the list of links.

A link is kept as plain values under the subject "identity of the paper|national code of the procedure" of the topic
"issuer-link", so that it holds for every row of every edition that asks for the same paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.store import Store
from reviews.standing_judgements import judged

if TYPE_CHECKING:
    from catalogue.judged_links import JudgedLinks

TOPIC = "issuer-link"
_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class IssuerLink:
    """One link as it was judged: the paper's identity and words, the procedure's national code and name.

    `holds` is whether the procedure's result is this paper; `at` is ISO, UTC.
    """

    identity: str
    code: str
    holds: bool
    paper: str
    procedure: str
    who: str
    at: str
    reason: str = ""


def link_subject(identity: str, code: str) -> str:
    """Return the subject under which a link is judged."""
    return f"{identity}{_SEPARATOR}{code}"


def issuer_links(store: Store) -> tuple[IssuerLink, ...]:
    """Return every link that was judged, in the order of papers and codes."""
    found = []
    for subject, said in judged(store, TOPIC).items():
        # An identity may hold the separator, a code never does.
        identity, _, code = subject.rpartition(_SEPARATOR)
        value = said.value
        words = str(value.get("paper", "")), str(value.get("procedure", ""))
        found.append(IssuerLink(identity, code, bool(value.get("holds")), *words, said.who, said.at, said.reason))
    return tuple(found)


def judged_links(store: Store) -> JudgedLinks:
    """Return what was said of links as the graph takes it: (identity, code) -> holds or not."""
    return {(link.identity, link.code): link.holds for link in issuer_links(store)}
