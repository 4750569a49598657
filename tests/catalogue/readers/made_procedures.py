"""Records made by hypothesis, as values of the native layout that reading brings into their clean form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from catalogue.readers import native
from catalogue.records import CHANNEL_KINDS, FEE_KINDS, TIME_UNITS, RawRecord, ReadRecord

_WORDS = [
    "Tờ khai",
    "bản sao",
    "- Giấy khai sinh;",
    "=1+1",
    "@",
    "+ hoặc",
    "10.000 đồng",
    "_x0041_",
    "\n",
    "“a”",
    "😀",
    "2",
    ". ",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(_WORDS), max_size=5).map(" ".join),
    st.text(st.characters(exclude_characters="\ufffe\uffff", exclude_categories=["Cs"]), max_size=20),
)
NUMBERS = st.one_of(
    st.none(),
    st.integers(0, 10**12),
    st.decimals(0, 10**9, places=3).map(float),
    st.sampled_from(["05 ngày", "theo quy định"]),
)
_OTHERS = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=6),
    st.one_of(TEXTS, st.integers(-5, 5), st.booleans(), st.none(), st.lists(TEXTS, max_size=2)),
    max_size=2,
)


def _object(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An object with some of the keys, and sometimes keys that no layout knows."""
    known = st.fixed_dictionaries({}, optional=keys)
    return st.one_of(known, st.builds(lambda others, own: others | own, _OTHERS, known))


def _kinds(known: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from((*known, "qua người quen"))


_LISTS = st.lists(TEXTS, max_size=3)
_FEE = _object(kind=_kinds(FEE_KINDS), amount=NUMBERS, currency=st.sampled_from(["VND", "USD"]), text=TEXTS)
_TIME = _object(quantity=NUMBERS, unit=_kinds(TIME_UNITS), text=TEXTS)
_CHANNEL = _object(kind=_kinds(CHANNEL_KINDS), processing_time=_TIME, fees=st.lists(_FEE, max_size=2), text=TEXTS)
_PAPER = _object(text=TEXTS, originals=NUMBERS, copies=NUMBERS, form=TEXTS, component_code=TEXTS, quantity_text=TEXTS)
NATIVE_RECORDS = _object(
    code=st.one_of(TEXTS, st.from_regex(r"[0-9]\.[0-9]{1,7}(-Xoa)?", fullmatch=True)),
    field=TEXTS,
    level=_LISTS,
    type=TEXTS,
    decision=_object(number=TEXTS, date=st.sampled_from(["2026-01-16", "16/01/2026", ""])),
    publisher=TEXTS,
    agencies=_object(implementing=_LISTS, competent=_LISTS, authorised=_LISTS, coordinating=_LISTS),
    receiving_addresses=_LISTS,
    subjects=_LISTS,
    steps=st.lists(_object(name=TEXTS, text=TEXTS), max_size=2),
    channels=st.lists(_CHANNEL, max_size=2),
    dossiers=st.lists(_object(name=TEXTS, papers=st.lists(_PAPER, max_size=3)), max_size=2),
    dossier_sets=TEXTS,
    results=st.lists(_object(code=TEXTS, name=TEXTS), max_size=2),
    conditions=TEXTS,
    legal_bases=st.lists(_object(number=TEXTS, title=TEXTS, date=st.just("2014-11-20"), issuer=TEXTS), max_size=2),
    related=_LISTS,
    keywords=_LISTS,
    source=_object(url=TEXTS, retrieved=st.sampled_from(["2026-07-18", ""])),
).map(lambda found: found | {"name": "Đăng ký khai sinh"})


def read_native(found: dict[str, Any]) -> ReadRecord:
    """Return the record that a value of the native layout is read as."""
    return native.interpret(RawRecord(1, json.dumps(found)), Path("made.jsonl"))


READ_RECORDS = NATIVE_RECORDS.map(read_native)
