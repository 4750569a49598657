"""Confirming and denying that a procedure issues a paper, once for the catalogue and later editions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.codes import read_code
from catalogue.editions import Entry
from catalogue.elements import Element, Part
from catalogue.judged_links import is_asked, papers_meant
from catalogue.paper_identity import named_papers
from catalogue.problems import Problem, ProblemKind
from catalogue.text import one_line
from reviews.judged_issuers import TOPIC, link_subject
from reviews.judgements import JudgementBook


@dataclass(frozen=True, slots=True)
class SaidLink:
    """What was said of a row and a procedure: the identities it is about, in which words, and how many are a change."""

    identities: tuple[str, ...]
    code: str
    paper: str
    procedure: str
    changed: int


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
    said = {link_subject(identity, code): value for identity in identities}
    return SaidLink(tuple(identities), code, paper, name, book.say(TOPIC, said, reason))
