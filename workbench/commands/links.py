"""`workbench links`: lists what reviewers said of links from papers to their issuers."""

from __future__ import annotations

from dataclasses import asdict

import click

from workbench.command_line import list_options, new_command
from workbench.language import N_, ngettext, translate
from workbench.output import print_table, print_values, say
from workbench.problem_sentences import printable
from workbench.session import WorkSession


@new_command("links", N_("List the links from papers to their issuers that reviewers confirmed or denied."))
@list_options
@click.pass_obj
def command(session: WorkSession, form: str | None) -> None:
    """Print every link that was judged."""
    from reviews.judged_issuers import issuer_links

    with session.store() as store:
        links = issuer_links(store)
    if form:
        print_values([asdict(link) for link in links], form)
        return
    if links:
        header = [translate(word) for word in (N_("Said"), N_("Code"), N_("Procedure"), N_("Paper"), N_("Reason"))]
        said = {True: translate(N_("issues it")), False: translate(N_("does not"))}
        print_table(
            header,
            [
                (said[link.holds], *(printable(text) for text in (link.code, link.procedure, link.paper, link.reason)))
                for link in links
            ],
        )
    say(ngettext("{count} link was judged.", "{count} links were judged.", len(links)))
