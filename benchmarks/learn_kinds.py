"""Learn the weights of the kinds that rows ask for: `python benchmarks/learn_kinds.py [--crossed] [--out FILE]`.

Writes `catalogue/learned_kinds.txt.gz` from the tuning rows of `tests/data/gold/paper_rows*.jsonl`, the composed rows
and the names of papers beside them; held-out rows are never read. For every kind one logistic regression over the
features of a row (`catalogue.row_features`), in which what the rules say is what they said of that row when they first
met it (`first_answers.tsv`): the rules that were made for a row know it too well to be learned from.

`--crossed` writes nothing: it learns six times without a sixth of the procedures of the newest sample and prints how
many of its rows have exactly the labelled kinds, by the rules when they first met them, and by the weights.

Needs scikit-learn, which the program itself does not: `pip install scikit-learn`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.evaluate_kinds import GOLD, is_tuning, read_lines  # noqa: E402 - the script runs from anywhere
from catalogue.kind_words import NONE, kinds  # noqa: E402
from catalogue.kinds import seen_row  # noqa: E402
from catalogue.learned_kinds import SCALE, WEIGHTS, Weights, learned_kinds  # noqa: E402
from catalogue.row_features import SeenRow, row_features  # noqa: E402
from catalogue.text import clean  # noqa: E402

FOLDER = ROOT / "tests" / "data" / "gold"
COMPOSED, NAMES, FIRST = FOLDER / "composed_rows.txt", FOLDER / "paper_names.tsv", FOLDER / "first_answers.tsv"
NEWEST = GOLD[-1].name
# How much a row counts: those of the newest sample were drawn from all ministries, names stand without their row.
WEIGHT_NEWEST, WEIGHT_NAME = 1.5, 0.2
STRENGTH = 30.0
# What the rules say counts this much more than a word.
RULES = 3.0
# Weights nearer to naught than this many hundredths are left out.
LEAST = 12
FOLDS = 6


@dataclass(frozen=True, slots=True)
class Example:
    """A row to learn from: as weights see it, the labelled kinds, how much it counts, and its group in crossing."""

    seen: SeenRow
    kinds: frozenset[str]
    weight: float
    group: str


def examples() -> Iterator[Example]:
    """Yield every row that may be learned from."""
    first = dict(line.split("\t")[:2] for line in FIRST.read_text(encoding="utf-8").splitlines())
    for file in GOLD:
        for row in filter(is_tuning, read_lines(file)):
            newest = file.name == NEWEST
            seen = _seen(row, first[row["id"]])
            yield Example(
                seen,
                frozenset(row["kinds"]),
                WEIGHT_NEWEST if newest else 1.0,
                row["procedure"] if newest and "ministry" in row else "",
            )
    for row in composed_rows():
        yield Example(_seen(row, first[row["id"]]), frozenset(row["kinds"]), 1.0, "")
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and "\t" in line:
            kind, name = line.split("\t")[:2]
            yield Example(seen_row(name), frozenset((kind,)), WEIGHT_NAME, "")


def composed_rows() -> Iterator[dict[str, Any]]:
    """Yield the composed rows: lines "P|ministry|procedure", "C|case" and "R|id|kinds|demand|forms|text"."""
    procedure = case = ""
    for line in COMPOSED.read_text(encoding="utf-8").splitlines():
        sort, _, rest = line.partition("|")
        if sort == "P":
            procedure, case = rest.split("|", 1)[1], ""
        elif sort == "C":
            case = rest.replace("\\n", "\n")
        elif sort == "R":
            name, asked, demand, forms, text = rest.split("|", 4)
            yield {
                "id": name,
                "kinds": asked.split("+"),
                "demand": demand,
                "forms": [] if forms == "-" else forms.split("+"),
                "text": text.replace("\\n", "\n"),
                "procedure": procedure,
                "case": case,
            }


def _seen(row: dict[str, Any], first: str) -> SeenRow:
    told = tuple(kind for kind in first.split("+") if kind != NONE)
    return seen_row(clean(row["text"]), clean(row.get("procedure", "")), clean(row.get("case", "")), told)


def learned(rows: Sequence[Example]) -> Weights:
    """Return the weights for some rows."""
    order = tuple(kinds())
    names: dict[str, int] = {}
    places, values, starts = [], [], [0]
    for row in rows:
        features = sorted(row_features(row.seen))
        share = len(features) ** -0.5
        for feature in features:
            places.append(names.setdefault(feature, len(names)))
            values.append(share * _times(feature))
        starts.append(len(places))
    table = csr_matrix(
        (
            numpy.array(values, dtype=numpy.float32),
            numpy.array(places, dtype=numpy.int32),
            numpy.array(starts, dtype=numpy.int32),
        ),
        shape=(len(rows), len(names)),
    )
    counts = numpy.array([row.weight for row in rows])
    intercepts, columns = [], []
    for kind in order:
        asked = numpy.array([kind in row.kinds for row in rows])
        model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=200, random_state=0)
        model.fit(table, asked, sample_weight=counts)
        intercepts.append(round(SCALE * float(model.intercept_[0])))
        columns.append(model.coef_[0])
    weights = numpy.stack(columns, axis=1)
    features = {}
    for name, at in sorted(names.items()):
        pairs = [(kind, round(SCALE * _times(name) * float(value))) for kind, value in enumerate(weights[at])]
        kept = tuple((kind, value) for kind, value in pairs if abs(value) >= LEAST * _times(name))
        if kept:
            features[name] = kept
    return Weights(order, tuple(intercepts), features)


def _times(feature: str) -> float:
    return RULES if feature.startswith(("r:", "rs:")) else 1.0


def write(weights: Weights, file: Path) -> None:
    """Write weights as `learned_kinds.read_weights` reads them; equal weights give equal bytes."""
    first = " ".join(f"{kind}:{value}" for kind, value in zip(weights.kinds, weights.intercepts, strict=True))
    lines = [first]
    lines += [f"{name}\t{' '.join(f'{kind}:{value}' for kind, value in of)}" for name, of in weights.features.items()]
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as stream:
        stream.write(("\n".join(lines) + "\n").encode())
    file.write_bytes(packed.getvalue())


def crossed(rows: Sequence[Example]) -> str:
    """Return how many rows of the newest sample are told exactly by weights learned without their procedures."""
    groups = sorted({row.group for row in rows if row.group})
    random.Random(0).shuffle(groups)
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    by_rule = by_weights = total = 0
    for left_out in range(FOLDS):
        weights = learned([row for row in rows if not row.group or fold[row.group] != left_out])
        for row in rows:
            if row.group and fold[row.group] == left_out:
                total += 1
                by_rule += row.kinds == frozenset(row.seen.kinds or (NONE,))
                by_weights += row.kinds == frozenset(learned_kinds(row.seen, weights) or (NONE,))
        sys.stderr.write(f"  {left_out + 1} of {FOLDS}: {by_weights}/{total}\n")
    return (
        f"newest sample, crossed: {total} rows; exactly by the rules {by_rule / total:.1%}, "
        f"by the weights {by_weights / total:.1%}"
    )


def digest() -> str:
    """Return the digest of everything that is learned from."""
    said = hashlib.sha256()
    for file in (*GOLD, COMPOSED, NAMES, FIRST):
        said.update(file.read_bytes())
    return said.hexdigest()[:16]


def main() -> None:
    """Learn, and write or cross."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crossed", action="store_true")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    words = parser.parse_args()
    rows = list(examples())
    if words.crossed:
        sys.stdout.write(crossed(rows) + "\n")
        return
    weights = learned(rows)
    write(weights, words.out)
    size = words.out.stat().st_size
    sys.stdout.write(f"{len(rows)} rows, {len(weights.features)} features with weights, {size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main()
