"""Any record that can be read is written so that it reads back the same, through the store as well."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.editions import entry_ids, find_edition, load_entries, source_text
from catalogue.importing import EditionDetails, import_edition
from catalogue.native_layout import content_digest, native_line
from catalogue.readers.native import interpret
from catalogue.records import CHANNEL_KINDS, FEE_KINDS, TIME_UNITS, RawRecord, ReadRecord
from catalogue.store import open_store

NOWHERE = Path("danh-muc.jsonl")

TEXTS = st.text(max_size=12) | st.sampled_from(
    [
        "Tờ khai",
        "Tờ k",
        "hai (Mẫu CT01).1.MuCT01.doc",
        "Không có thông tin",
        "ho\u200b\u0323c",
        "Thuỷ\u00a0sản\r\n\uf0b7 Đất\x0bđai",
        "[b]đậm[/b]\x1b[31m",
        "05",
        "1.5",
        "\ud800",
    ]
)
NUMBERS = st.integers(-3, 10**18) | st.sampled_from([0.5, 1.25, 100000.0, 1e-9, 123456.789, 1e300])
PLAIN = st.none() | TEXTS | NUMBERS
UNKNOWN = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)


def record_of(keys: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """An object with any of the known keys and sometimes one more."""
    more = st.dictionaries(st.sampled_from(["ghi chú", "a/b", "~1", "~0/", ""]), UNKNOWN, max_size=1)
    return st.tuples(more, st.fixed_dictionaries({}, optional=keys)).map(lambda both: both[0] | both[1])


def texts(*keys: str) -> dict[str, st.SearchStrategy[Any]]:
    """Each key with anything that can stand for a text."""
    return dict.fromkeys(keys, PLAIN)


def listed(member: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Nothing, or a short list."""
    return st.none() | st.lists(member, max_size=2)


COUNTS = PLAIN | st.booleans()
FEES = record_of(texts("currency", "text") | {"kind": st.sampled_from(FEE_KINDS) | TEXTS, "amount": COUNTS})
TIMES = record_of({"quantity": COUNTS, "unit": st.sampled_from(TIME_UNITS) | TEXTS} | texts("text"))
CHANNELS = record_of(
    {"kind": st.sampled_from(CHANNEL_KINDS) | PLAIN, "processing_time": st.none() | TIMES, "fees": listed(FEES)}
    | texts("text")
)
PAPERS = record_of(
    {"originals": COUNTS, "copies": COUNTS, "form": TEXTS | st.just("Mẫu 01.docx")}
    | texts("text", "component_code", "quantity_text")
)
DOSSIERS = record_of({"papers": listed(PAPERS)} | texts("name"))
NAMES = st.sampled_from(["Thủ tục đăng ký kết hôn", "Cấp\u00a0lại\nthẻ", "9", "[/b]"]).map(lambda name: {"name": name})
LISTS = TEXTS | listed(TEXTS | NUMBERS)
RECORDS = st.tuples(
    record_of(
        texts("code", "field", "type", "publisher", "dossier_sets", "conditions")
        | dict.fromkeys(("level", "receiving_addresses", "subjects", "related", "keywords"), LISTS)
        | {
            "decision": st.none() | record_of(texts("number", "date")),
            "agencies": record_of(dict.fromkeys(("implementing", "competent", "authorised", "coordinating"), LISTS)),
            "steps": listed(record_of(texts("name", "text"))),
            "channels": listed(CHANNELS),
            "dossiers": listed(DOSSIERS),
            "results": listed(record_of(texts("code", "name"))),
            "legal_bases": listed(record_of(texts("number", "title", "date", "issuer"))),
            "source": st.none() | record_of(texts("url", "retrieved")),
        }
    ),
    NAMES,
).map(lambda both: both[0] | both[1])


def read(text: str) -> ReadRecord:
    return interpret(RawRecord(1, text), NOWHERE)


@given(RECORDS)
@settings(max_examples=150)
def test_a_written_record_reads_back_the_same(record: dict[str, Any]) -> None:
    first = read(json.dumps(record))
    again = read(native_line(first.procedure, first.code, first.origin))
    assert (again.code, again.origin) == (first.code, first.origin)
    assert again.procedure == first.procedure
    assert content_digest(again.procedure) == content_digest(first.procedure)


@given(RECORDS)
def test_a_record_written_twice_is_written_alike(record: dict[str, Any]) -> None:
    first = read(json.dumps(record))
    line = native_line(first.procedure, first.code, first.origin)
    again = read(line)
    assert native_line(again.procedure, again.code, again.origin) == line


@given(RECORDS, TEXTS, TEXTS, st.randoms(use_true_random=False))
def test_a_digest_does_not_depend_on_code_address_day_or_the_order_of_keys(
    record: dict[str, Any], code: str, url: str, order: Any
) -> None:
    keys = list(record)
    order.shuffle(keys)
    source = (record.get("source") or {}) | {"url": url, "retrieved": "2026-07-18"}
    other = {key: record[key] for key in keys} | {"code": code, "source": source}
    assert content_digest(read(json.dumps(other)).procedure) == content_digest(read(json.dumps(record)).procedure)


@given(RECORDS)
def test_a_digest_follows_the_name(record: dict[str, Any]) -> None:
    renamed = record | {"name": "Thủ tục đăng ký khai tử"}
    assert content_digest(read(json.dumps(record)).procedure) != content_digest(read(json.dumps(renamed)).procedure)


@given(st.lists(RECORDS, min_size=1, max_size=6))
@settings(max_examples=12)
def test_the_store_gives_back_what_was_read(records: list[dict[str, Any]]) -> None:
    lines = [json.dumps(record | {"code": f"1.{number:06}"}) for number, record in enumerate(records)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        store = open_store(Path(folder) / "w.db", create=True)
        try:
            import_edition(store, [path], EditionDetails("2026-06"))
            entries = load_entries(store, entry_ids(store, find_edition(store)))
            sources = [source_text(store, entry.id) for entry in entries]
        finally:
            store.close()
    wanted = [read(line) for line in lines]
    assert [(entry.code, entry.procedure, entry.origin) for entry in entries] == [
        (record.code, record.procedure, record.origin) for record in wanted
    ]
    assert [entry.digest for entry in entries] == [content_digest(record.procedure) for record in wanted]
    assert sources == lines
