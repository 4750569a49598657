"""The results of an edition, read from the store as the index of issuers takes them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from catalogue.editions import Edition
from catalogue.issuers import IssuedResult
from catalogue.store import Store


def issued_results(store: Store, edition: Edition) -> Iterator[IssuedResult]:
    """Yield every result of an edition, in the edition's order; the number is the entry's id."""
    rows = store.rows(
        "SELECT e.id, e.code, e.position, p.name, r.name, r.code, p.implementing, p.level "
        "FROM entry e JOIN procedure p ON p.id = e.procedure_id JOIN result r ON r.procedure_id = p.id "
        "WHERE e.edition_id = :edition ORDER BY e.position, r.position",
        {"edition": edition.id},
    )
    for entry, code, position, name, result, result_code, implementing, level in rows:
        agencies = json.loads(implementing)
        agency = agencies[0] if agencies else ""
        yield IssuedResult(entry, name, result, result_code, agency, tuple(json.loads(level)), code or f"#{position}")
