"""The words about a procedure's dossiers: how many papers, which dossiers are cases, which rows are no papers."""

from __future__ import annotations

from catalogue.dossier_cases import dossier_groups, paper_count, papers_asked, ways_to_apply
from catalogue.records import Paper, Procedure
from catalogue.row_roles import HEADING, PAPER, is_note_name, paper_role
from workbench.language import N_, translate
from workbench.language import translate as _

# Parts to hand in and to show say so in their own names.
_KIND_LABELS = {
    "case": N_("one of the cases"),
    "addition": N_("on top, in its case"),
    "note": N_("no papers"),
}


def dossier_heading(procedure: Procedure) -> str:
    """Return the heading over the dossiers: the papers in all, and how many of them each way to apply asks for."""
    papers, (fewest, most), ways = paper_count(procedure), papers_asked(procedure), len(ways_to_apply(procedure))
    if ways < 2:
        return _("DOSSIER: {papers} papers").format(papers=papers)
    if fewest == most == papers:
        return _("DOSSIER: {papers} papers, {ways} ways to apply").format(papers=papers, ways=ways)
    if fewest == most:
        said = _("DOSSIER: {papers} papers, {most} of them in each of {ways} ways to apply")
        return said.format(papers=papers, most=most, ways=ways)
    said = _("DOSSIER: {papers} papers, {fewest} to {most} of them in each of {ways} ways to apply")
    return said.format(papers=papers, fewest=fewest, most=most, ways=ways)


def dossier_kinds(procedure: Procedure) -> tuple[str, ...]:
    """Return what each dossier is to the applicant; empty where everybody hands it in or its name says so."""
    kinds = {at: group.kind for group in dossier_groups(procedure) for at in group.dossiers}
    named = [is_note_name(dossier.name) for dossier in procedure.dossiers]
    labels = ("" if named[at - 1] else _KIND_LABELS.get(kinds[at], "") for at in sorted(kinds))
    return tuple(translate(label) if label else "" for label in labels)


def dossier_name(procedure: Procedure, dossier: int, kind: str) -> str:
    """Return a dossier's name with what it is, or the empty string for the only one without a name."""
    name = procedure.dossiers[dossier - 1].name
    if not name and len(procedure.dossiers) < 2:
        return ""
    name = name or _("Part {number}").format(number=dossier)
    return f"{name} [{kind}]" if kind else name


def row_label(procedure: Procedure, dossier: int, paper: Paper) -> str:
    """Return what a row is where it is no paper ("heading", "note"), or the empty string for a paper."""
    role = paper_role(procedure.dossiers[dossier - 1], paper)
    if role == PAPER:
        return ""
    return _("heading") if role == HEADING else _("note")
