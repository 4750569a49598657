"""What was said of a link from a paper to who issues it, as one sentence."""

from __future__ import annotations

from reviews.issuer_links import SaidLink
from workbench.language import N_, translate
from workbench.problem_sentences import NAMED, printable_within

_SAID = {
    True: N_("Confirmed: {code} issues “{paper}”."),
    False: N_("Denied: {code} does not issue “{paper}”."),
    None: N_("Taken away: what was said of {code} and “{paper}”."),
}


def said_words(link: SaidLink, holds: bool | None) -> str:
    """Return what is now said of a link, or that it was said already."""
    said = translate(_SAID[holds]).format(code=link.code, paper=printable_within(link.paper, NAMED))
    unchanged = translate(N_("Nothing changes by it."))
    return said if link.changed else f"{said} {unchanged}"
