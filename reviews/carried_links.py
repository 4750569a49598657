"""Which mark of a later edition was carried from which mark of an earlier one; kept under the topic "carried".

The subject is the carried mark's number and the later edition ("12|2026"); the value says how it was settled and, where
a mark was written, its number.
"""

from __future__ import annotations

from catalogue.store import Store
from reviews.judgements import judged

TOPIC = "carried"


def subject_words(mark: int, edition: str) -> str:
    """Return the subject under which it is kept how a mark was carried to an edition."""
    return f"{mark}|{edition}"


def origins(store: Store) -> dict[int, int]:
    """Return the number of the mark that each carried mark was carried from."""
    links = {}
    for subject, said in judged(store, TOPIC).items():
        made = said.value.get("mark")
        if isinstance(made, int):
            links[made] = int(subject.partition("|")[0])
    return links
