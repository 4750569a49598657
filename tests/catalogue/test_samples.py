"""The sample editions hold what their list and their README promise."""

import gzip
import hashlib
import json
import re
import unicodedata
from collections import Counter
from datetime import date
from importlib.resources import as_file
from typing import Any

import pytest

from catalogue.samples import SampleEdition, sample_editions

Record = dict[str, Any]

EDITIONS = {edition.name: edition for edition in sample_editions()}
each_edition = pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS.keys())


def records_of(edition: SampleEdition) -> list[Record]:
    text = gzip.decompress(edition.records.read_bytes()).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def short_code(code: str) -> str:
    """Cut what a province or a document appends to the seven digits of the national code."""
    match = re.match(r"\d\.\d{6}", code.strip())
    return match.group() if match else code.strip()


def codes_of(name: str) -> set[str]:
    return {short_code(record["code"]) for record in records_of(EDITIONS[name])} - {""}


def plain(text: str) -> str:
    """Reduce a paper or a result to what a reader compares: no case, bullet, bracket or "bản sao"."""
    text = re.sub(r"\([^()]*\)", " ", text.casefold())
    text = re.sub(r"^[\s\-+•*]*(bản sao|bản chính)?\s*", "", text)
    return re.sub(r"\s+", " ", text).strip(" .;,:")


def issuers(records: list[Record], paper: str) -> set[str]:
    return {
        record["code"] for record in records for result in record["results"] if plain(result["name"]) == plain(paper)
    }


def papers(records: list[Record], code: str) -> set[str]:
    return {
        plain(paper["text"])
        for record in records
        if record["code"] == code
        for dossier in record["dossiers"]
        for paper in dossier["papers"]
    }


def test_there_are_four_editions_oldest_first() -> None:
    assert [edition.name for edition in sample_editions()] == [
        "2021-08",
        "2025-05 Đà Nẵng",
        "2026-06",
        "2026-07",
    ]


def test_the_workspace_holds_between_250_and_400_procedures() -> None:
    assert 250 <= sum(len(records_of(edition)) for edition in EDITIONS.values()) <= 400


def test_the_compressed_records_stay_small() -> None:
    assert sum(len(edition.records.read_bytes()) for edition in EDITIONS.values()) < 900_000


@each_edition
def test_a_reader_can_take_the_records_as_a_path(edition: SampleEdition) -> None:
    with as_file(edition.records) as path, gzip.open(path, "rt", encoding="utf-8") as lines:
        assert sum(1 for _ in lines) == edition.procedures


@each_edition
def test_the_records_are_those_that_were_listed(edition: SampleEdition) -> None:
    content = gzip.decompress(edition.records.read_bytes())
    assert hashlib.sha256(content).hexdigest() == edition.sha256
    assert len(records_of(edition)) == edition.procedures


@each_edition
def test_the_compressed_file_holds_no_time_of_its_making(edition: SampleEdition) -> None:
    assert edition.records.read_bytes()[4:8] == bytes(4)


@each_edition
def test_source_title_and_dates_are_named(edition: SampleEdition) -> None:
    assert edition.source.strip() and edition.title.strip()
    assert date(2021, 1, 1) < edition.date <= edition.retrieved


@each_edition
def test_the_listed_day_is_the_day_the_records_themselves_name(edition: SampleEdition) -> None:
    days = Counter(record["source"]["retrieved"] for record in records_of(edition))
    assert days.most_common(1)[0][0] == edition.retrieved.isoformat()


@each_edition
def test_every_line_is_a_procedure_with_a_name(edition: SampleEdition) -> None:
    for record in records_of(edition):
        assert isinstance(record, dict)
        assert record["name"].strip()


@each_edition
def test_no_code_stands_twice_in_an_edition(edition: SampleEdition) -> None:
    codes = Counter(short_code(record["code"]) for record in records_of(edition) if record["code"].strip())
    assert [code for code, count in codes.items() if count > 1] == []


def test_no_procedure_of_2021_has_a_code() -> None:
    assert codes_of("2021-08") == set()


def test_da_nang_shares_codes_with_june_2026_once_suffixes_are_cut() -> None:
    assert len(codes_of("2025-05 Đà Nẵng") & codes_of("2026-06")) == 30


def test_june_and_july_2026_share_civil_status_and_residence() -> None:
    june = {record["code"]: record["field"] for record in records_of(EDITIONS["2026-06"])}
    shared = codes_of("2026-06") & codes_of("2026-07")
    assert len(shared) == 54
    assert {june[code] for code in shared} == {"Hộ tịch", "Đăng ký, quản lý cư trú"}


def test_each_of_the_two_months_also_holds_procedures_of_its_own() -> None:
    assert "3.000353" in codes_of("2026-06") - codes_of("2026-07")
    assert "1.115403" in codes_of("2026-07") - codes_of("2026-06")


@pytest.mark.parametrize(
    "name",
    ["Thủ tục đăng ký khai sinh", "Đăng ký thường trú", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài"],
)
def test_a_procedure_of_2021_can_be_found_again_by_its_name(name: str) -> None:
    for edition in ("2021-08", "2026-06", "2026-07"):
        assert name in {record["name"] for record in records_of(EDITIONS[edition])}


@pytest.mark.parametrize(
    ("asking", "paper", "issuing"),
    [
        ("2.001263", "Giấy khai sinh", "1.001193"),
        ("1.004045", "Giấy khai sinh", "1.001193"),
        ("2.000823", "Quyết định cho phép thành lập Văn phòng giám định tư pháp", "2.000890"),
        ("1.008937", "Quyết định cho phép chuyển nhượng Văn phòng Thừa phát lại", "1.008936"),
        ("2.000473", "Thẻ thường trú", "1.001010"),
        ("3.000381", "Giấy phép hoạt động phương tiện giao thông thông minh", "3.000383"),
        ("1.003236", "Giấy phép hoạt động của tổ chức con nuôi nước ngoài tại Việt Nam", "1.005133"),
    ],
)
def test_a_paper_of_one_procedure_is_the_result_of_another(asking: str, paper: str, issuing: str) -> None:
    june = records_of(EDITIONS["2026-06"])
    assert plain(paper) in papers(june, asking)
    assert issuing in issuers(june, paper)


def test_the_land_procedures_come_from_two_provinces_that_publish_the_same_ones() -> None:
    land = [record for record in records_of(EDITIONS["2026-07"]) if record["field"] == "Đất đai"]
    published: dict[str, set[str]] = {}
    for record in land:
        published.setdefault(plain(record["name"]), set()).add(record["publisher"])
    pair = {"UBND Thành phố Hải Phòng", "UBND tỉnh Lạng Sơn"}
    assert len(land) <= 35
    assert sum(pair <= publishers for publishers in published.values()) >= 10


def test_the_shapes_a_reader_must_survive_are_all_there() -> None:
    june = records_of(EDITIONS["2026-06"])
    rows = {record["code"]: sum(len(d["papers"]) for d in record["dossiers"]) for record in june}
    units = {channel["processing_time"]["unit"] for record in june for channel in record["channels"]}
    assert max(rows.values()) >= 100
    assert sum(count >= 15 for count in rows.values()) >= 40
    assert sum(count == 1 for count in rows.values()) >= 10
    assert {"hour", "day", "working_day", "month", "other"} <= units
    assert max(len(record["dossiers"]) for record in june) >= 10
    assert "Tòa án" in {record["field"] for record in june}


def test_a_time_limit_may_be_a_whole_number_a_fraction_or_a_sentence() -> None:
    quantities = {
        type(channel["processing_time"]["quantity"])
        for record in records_of(EDITIONS["2026-07"])
        for channel in record["channels"]
    }
    assert {int, float, str} <= quantities


@pytest.mark.parametrize("sign", ["\u00a0", "\u00ad", "\u200e"], ids=["no-break", "soft hyphen", "direction mark"])
def test_the_signs_nobody_sees_are_still_in_the_texts(sign: str) -> None:
    assert any(sign in json.dumps(record, ensure_ascii=False) for record in records_of(EDITIONS["2026-06"]))


def test_some_texts_are_decomposed_as_their_source_wrote_them() -> None:
    texts = [json.dumps(record, ensure_ascii=False) for record in records_of(EDITIONS["2026-06"])]
    assert any(not unicodedata.is_normalized("NFC", text) for text in texts)
