"""Learn the weights of what paper rows ask for, and how strictly: `python benchmarks/learn_weights.py [--crossed]`.

Writes `catalogue/learned_weights.gz` from the tuning rows of
`tests/data/gold/paper_rows*.jsonl`, the composed rows and the names of papers beside them; held-out rows are never
read. For every answer one logistic regression over the features of a row (`catalogue.row_features`,
`catalogue.demand_features`). What the rules say of a row is one of them, as they said it when they first met that row
(`first_answers.tsv`): rules made for a row know it too well for weights to learn when to trust them.

`--crossed` writes nothing: it learns six times without a sixth of the procedures of the newest sample, and prints how
many of their rows the rules told rightly when they first met them, and how many the weights.

`--first` adds to `first_answers.tsv` what the rules say of rows that are not in it yet, without any weights. It is to
be called before rules are made for such rows.

Needs scikit-learn, which the program itself does not: `pip install scikit-learn`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.composed_rows import composed_rows  # noqa: E402 - the script runs from anywhere
from benchmarks.evaluate_kinds import GOLD, is_tuning, read_lines, said  # noqa: E402
from benchmarks.evaluate_names import named_papers  # noqa: E402
from catalogue.demand import DEMANDS, NO, ReadDemand  # noqa: E402
from catalogue.demand_features import demand_features  # noqa: E402
from catalogue.kind_words import NONE, kinds  # noqa: E402
from catalogue.kinds import by_rules, seen_row  # noqa: E402
from catalogue.learned_demand import DEMAND, learned_demand  # noqa: E402
from catalogue.learned_kinds import KINDS, alone_in_items, learned_kinds  # noqa: E402
from catalogue.learned_weights import SCALE, WEIGHTS, Weights, packed, packed_file, scores, summed  # noqa: E402
from catalogue.row_features import SeenRow, row_features  # noqa: E402

FIRST = ROOT / "tests" / "data" / "gold" / "first_answers.tsv"
NEWEST = GOLD[-1].name
# How much a row counts: those of the newest sample were drawn from all ministries, names stand without their row.
WEIGHT_NEWEST, WEIGHT_NAME = 1.5, 0.2
# Rows of which the tests state what must be read, under this "ministry" among the composed ones.
STATED, WEIGHT_STATED = "stated", 3.0
STRENGTH = 30.0
# What the rules say counts this much more than a word.
RULES = 3.0
# Weights nearer to naught than this many hundredths are left out.
LEAST = 30
FOLDS = 6


@dataclass(frozen=True, slots=True)
class Example:
    """A row to learn from: as weights see it, what the rules read first, the labels, its weight and its group.

    Rows of a group are left out together in crossing; "" is never left out. A name has no demand.
    """

    seen: SeenRow
    first_demand: str
    kinds: frozenset[str]
    demand: str
    weight: float
    group: str


def examples() -> Iterator[Example]:
    """Yield every row that may be learned from."""
    first = first_answers()
    for file in GOLD:
        newest = file.name == NEWEST
        for row in filter(is_tuning, read_lines(file)):
            crossed = newest and "ministry" in row
            yield _example(row, first, WEIGHT_NEWEST if newest else 1.0, row["procedure"] if crossed else "")
    for row in composed_rows():
        yield _example(row, first, WEIGHT_STATED if row["ministry"] == STATED else 1.0, "")
    for paper in named_papers():
        yield Example(seen_row(paper.text), "", frozenset((paper.kind,)), "", WEIGHT_NAME, "")


def _example(row: dict[str, Any], first: dict[str, tuple[str, str]], weight: float, group: str) -> Example:
    told, demand = first[row["id"]]
    by_rule = tuple(kind for kind in told.split("+") if kind != NONE)
    return Example(seen_row(*said(row), by_rule), demand, frozenset(row["kinds"]), row["demand"], weight, group)


def first_answers() -> dict[str, tuple[str, str]]:
    """Return by a row's id the kinds, joined by "+", and the demand that the rules told when they first met it."""
    lines = FIRST.read_text(encoding="utf-8").splitlines() if FIRST.exists() else []
    cells = (line.split("\t") for line in lines)
    return {name: (told, demand) for name, told, demand in cells}


def add_first_answers() -> int:
    """Write down what the rules say of rows that they meet for the first time; return how many."""
    known = first_answers()
    rows = [row for file in GOLD for row in filter(is_tuning, read_lines(file))] + list(composed_rows())
    fresh = [row for row in rows if row["id"] not in known]
    with FIRST.open("a", encoding="utf-8") as file:
        for row in fresh:
            told = by_rules(*said(row))
            file.write(f"{row['id']}\t{'+'.join(sorted(told.kinds))}\t{told.demand}\n")
    return len(fresh)


def kind_features(row: Example) -> set[str]:
    """Return the features that tell the kinds of a row."""
    return row_features(row.seen)


def all_features(row: Example) -> set[str]:
    """Return the features that tell the demand of a row."""
    return row_features(row.seen) | demand_features(row.seen, row.first_demand)


def learned(rows: Sequence[Example]) -> Weights:
    """Return the weights for both questions."""
    order = tuple(kinds())
    of_kinds = _learned(rows, order, kind_features, lambda row, kind: kind in row.kinds)
    asked = [row for row in rows if row.demand]
    of_demand = _learned(asked, DEMANDS, all_features, lambda row, demand: row.demand == demand)
    none = ([0] * len(order), [0] * len(DEMANDS))
    names = sorted({*of_kinds.features, *of_demand.features})
    joined = {
        name: packed([*of_kinds.features.get(name, none[0]), *of_demand.features.get(name, none[1])]) for name in names
    }
    return Weights({KINDS: of_kinds.intercepts, DEMAND: of_demand.intercepts}, joined)


@dataclass(frozen=True, slots=True)
class Learned:
    """The intercepts of the answers to one question, and the weights of each feature for them."""

    intercepts: dict[str, int]
    features: dict[str, list[int]]


def _learned(
    rows: Sequence[Example],
    answers: tuple[str, ...],
    features_of: Callable[[Example], set[str]],
    is_so: Callable[[Example, str], bool],
) -> Learned:
    import numpy
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    names: dict[str, int] = {}
    places: list[int] = []
    values: list[float] = []
    starts = [0]
    for row in rows:
        features = sorted(features_of(row))
        for feature in features:
            places.append(names.setdefault(feature, len(names)))
            values.append(len(features) ** -0.5 * _times(feature))
        starts.append(len(places))
    cells = (
        numpy.array(values, dtype=numpy.float32),
        numpy.array(places, dtype=numpy.int32),
        numpy.array(starts, dtype=numpy.int32),
    )
    table = csr_matrix(cells, shape=(len(rows), len(names)))
    counts = numpy.array([row.weight for row in rows])
    intercepts, columns = [], []
    for answer in answers:
        wanted = numpy.array([is_so(row, answer) for row in rows])
        model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=200, random_state=0)
        model.fit(table, wanted, sample_weight=counts)
        intercepts.append(round(SCALE * float(model.intercept_[0])))
        columns.append(model.coef_[0])
    table_of = numpy.stack(columns, axis=1)
    weights = {}
    for name, at in names.items():
        times = _times(name)
        rounded = [round(SCALE * times * float(value)) for value in table_of[at]]
        kept = [value if abs(value) >= LEAST * times else 0 for value in rounded]
        if any(kept):
            weights[name] = kept
    return Learned(dict(zip(answers, intercepts, strict=True)), weights)


def _times(feature: str) -> float:
    return RULES if feature.startswith(("r:", "rs:", "d:")) else 1.0


def crossed(rows: Sequence[Example]) -> str:
    """Return how many rows of the newest sample are told rightly by weights learned without their procedures."""
    groups = sorted({row.group for row in rows if row.group})
    random.Random(0).shuffle(groups)
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    total, right = 0, {"kinds by rules": 0, "kinds by weights": 0, "demand by rules": 0, "demand by weights": 0}
    for left_out in range(FOLDS):
        rest = [row for row in rows if not row.group or fold[row.group] != left_out]
        weights = learned(rest)
        for row in rows:
            if row.group and fold[row.group] == left_out:
                total += 1
                scored = _scores(KINDS, kind_features(row), weights)
                told = learned_kinds(scored, row.seen.kinds, alone_in_items(row.seen))
                scored = _scores(DEMAND, all_features(row), weights)
                demand = (
                    learned_demand(scored, ReadDemand(row.first_demand), row.seen.plain) if told else ReadDemand(NO)
                )
                right["kinds by rules"] += row.kinds == frozenset(row.seen.kinds or (NONE,))
                right["kinds by weights"] += row.kinds == frozenset(told or (NONE,))
                right["demand by rules"] += row.demand == row.first_demand
                right["demand by weights"] += row.demand == demand.demand
        sys.stderr.write(f"  {left_out + 1} of {FOLDS}\n")
    told_rightly = "\n".join(f"  {what:<18}{count / total:7.1%}" for what, count in right.items())
    return f"newest sample, crossed: {total} rows\n{told_rightly}\n"


def _scores(question: str, features: set[str], weights: Weights) -> dict[str, float]:
    return scores(question, summed(features, weights), len(features), weights)


def main() -> None:
    """Learn, and write or cross."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crossed", action="store_true")
    parser.add_argument("--first", action="store_true")
    words = parser.parse_args()
    if words.first:
        sys.stdout.write(f"{add_first_answers()} rows met for the first time\n")
        return
    rows = list(examples())
    if words.crossed:
        sys.stdout.write(crossed(rows))
        return
    weights = learned(rows)
    WEIGHTS.write_bytes(packed_file(weights))
    size = WEIGHTS.stat().st_size / 1e6
    sys.stdout.write(f"{len(rows)} rows, {len(weights.features)} features with weights, {size:.2f} MB\n")


if __name__ == "__main__":
    main()
