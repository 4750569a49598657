"""Conventions of the Standard Cost Model beside the official formulas: what a saving is, and what it is not.

They come from the best published calculators (PEERS.md §6.2–6.3) and are used where a reviewer asks for them; the
official table of Thông tư 02/2017/TT-VPCP does without.
"""

from __future__ import annotations

from reviews.costs import Exact


def occurrences(every: int, years: int, first: int = 1) -> int:
    """Return how often something done every so many years falls within a period, the first time in year `first`.

    Every 3 years over 10 is 4 times from year 1 and 3 times from year 4 (Regulatory Burden Measure, Australia).
    """
    return (years - first) // every + 1 if 1 <= first <= years else 0


def delay(application: Exact, approval: Exact, ready: Exact) -> Exact:
    """Return for how long the applicant waits for the office alone: never the time in which he was not ready himself.

    An approval of 6 months for what is ready after 4 delays by 2 (Regulatory Burden Measure, Australia).
    """
    return max(application + approval - ready, 0)


def burden(cost: Exact, done_anyway: Exact) -> Exact:
    """Return what a duty adds to what would be done anyway, never below 0 (business as usual, Standard Cost Model).

    16 hours cut to 2 with 4 done anyway save 12, not 14.
    """
    return max(cost - done_anyway, 0)


def net_change(costs: Exact, savings: Exact) -> Exact:
    """Return the change of burden: what is added less what is saved; −10 and +2 are −8."""
    return costs - savings


def unit_saving(
    before: list[tuple[Exact, Exact]], after: list[tuple[Exact, Exact]], frequency: Exact, population: Exact
) -> Exact:
    """Return the yearly saving by fixed unit prices: (Σ unit × quantity before − after) × frequency × population.

    The simplified method of Spain's administration (Manual AGE, pp. 77–80); pairs are unit price and quantity.
    """
    once = sum(price * quantity for price, quantity in before) - sum(price * quantity for price, quantity in after)
    return once * frequency * population
