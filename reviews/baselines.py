"""Baselines as a workspace keeps them: measures frozen for a year, under the topic "baseline" by the year."""

from __future__ import annotations

from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from reviews.cost_targets import Baseline, baseline_from
from reviews.judgements import JudgementBook, judged

TOPIC = "baseline"


def kept_baselines(store: Store) -> dict[int, Baseline]:
    """Return the baselines that are kept, by year."""
    return {int(year): baseline_from(said.value) for year, said in judged(store, TOPIC).items()}


def find_baseline(store: Store, year: int) -> Baseline:
    """Return the baseline of a year; raises `Problem` where none was frozen."""
    kept = kept_baselines(store)
    if year not in kept:
        raise Problem(ProblemKind.BASELINE_MISSING, year=year, known=", ".join(map(str, sorted(kept))) or "–")
    return kept[year]


def keep_baseline(store: Store, who: str, baseline: Baseline, again: bool = False, reason: str = "") -> None:
    """Freeze a baseline; one that stands for its year is replaced only when that is asked for."""
    if not again and str(baseline.year) in judged(store, TOPIC):
        raise Problem(ProblemKind.BASELINE_FROZEN, year=baseline.year)
    JudgementBook(store, who).say(TOPIC, {str(baseline.year): baseline.values()}, reason)
