"""What reviewers said of links from a paper to the procedure that issues it: once for the catalogue and later editions.

A link is kept as plain values under the subject "identity of the paper|national code of the procedure" of the topic
"issuer-link", so that it holds for every row of every edition that asks for the same paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.codes import read_code
from catalogue.editions import Entry
from catalogue.elements import Element, Part
from catalogue.judged_links import JudgedLinks, is_asked, papers_meant
from catalogue.paper_identity import named_papers
from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from catalogue.text import one_line
from reviews.judgements import JudgementBook, judged

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


@dataclass(frozen=True, slots=True)
class SaidLink:
    """What was said of a row and a procedure: the identities it is about, in which words, and how many are a change."""

    identities: tuple[str, ...]
    code: str
    paper: str
    procedure: str
    changed: int


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


def say_link(
    book: JudgementBook, asker: Entry, row: Element, issuer: Entry, holds: bool | None, reason: str = ""
) -> SaidLink:
    """Confirm (True), deny (False) or take back (None) that a procedure issues what a row of another one asks for.

    Confirming is about that paper of the row which the procedure's results come nearest to; denying and taking back
    are about all of them. Raises `Problem` for a row that asks for no paper, and for a procedure without a national
    code or without results.
    """
    if row.part is not Part.PAPER or not is_asked(row.text, asker.procedure.name):
        raise Problem(ProblemKind.ROW_ASKS_FOR_NO_PAPER, element=row.address, code=asker.address)
    identities = papers_meant(
        row.text, asker.procedure.name, [(one.name, issuer.procedure.name) for one in issuer.procedure.results], holds
    )
    paper = "; ".join(named_papers(row.text)) or one_line(row.text)
    return say_papers(book, identities, paper, issuer, holds, reason)


def say_papers(
    book: JudgementBook, identities: Sequence[str], paper: str, issuer: Entry, holds: bool | None, reason: str = ""
) -> SaidLink:
    """Confirm, deny or take back that a procedure issues papers that are known by their identities."""
    code = read_code(issuer.address).national
    if not code:
        raise Problem(ProblemKind.ISSUER_WITHOUT_CODE, code=issuer.address)
    if not any(result.name.strip() for result in issuer.procedure.results):
        raise Problem(ProblemKind.ISSUER_WITHOUT_RESULT, code=issuer.address)
    name = issuer.procedure.name
    value = None if holds is None else {"holds": holds, "paper": paper, "procedure": name}
    said = {f"{identity}{_SEPARATOR}{code}": value for identity in identities}
    return SaidLink(tuple(identities), code, paper, name, book.say(TOPIC, said, reason))
