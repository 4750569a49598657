"""Weights add up alike wherever and in whatever order their features stand, and what is learned is explained by words.

The rows are those of published records (Cổng Dịch vụ công quốc gia), some shortened.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalogue.demand import ALTERNATIVE, CONDITIONAL, DEMANDS, NO, YES, ReadDemand
from catalogue.demand_features import demand_features
from catalogue.kind_words import kinds
from catalogue.kinds import by_rules, recognise, seen_row
from catalogue.learned_demand import DEMAND, learned_demand
from catalogue.learned_kinds import KINDS, learned_kinds
from catalogue.learned_weights import (
    Weights,
    packed,
    packed_file,
    read_weights,
    scores,
    shipped_weights,
    speaking_for,
    summed,
)
from catalogue.row_features import context_features, own_features, row_features

LANES = st.lists(st.integers(-2_000, 2_000), min_size=5, max_size=5)


def made_weights(rows: list[list[int]]) -> Weights:
    """Weights for two questions of three and two answers; feature "0" has the first row's, and so on."""
    questions = {"first": {"a": 10, "b": -20, "c": 0}, "second": {"d": 0, "e": 7}}
    return Weights(questions, {str(at): packed(row) for at, row in enumerate(rows)})


@given(st.lists(LANES, max_size=30))
def test_sums_in_lanes_are_the_sums_of_the_weights(rows: list[list[int]]) -> None:
    weights = made_weights(rows)
    features = [str(at) for at in range(len(rows))]
    total = summed(features, weights)
    sums = [sum(row[lane] for row in rows) for lane in range(5)]
    assert list(scores("first", total, 1, weights).values()) == [10 + sums[0], -20 + sums[1], sums[2]]
    assert list(scores("second", total, 1, weights).values()) == [sums[3], 7 + sums[4]]
    assert speaking_for("second", "e", features, weights) == sums[4]


@given(st.lists(LANES, min_size=1, max_size=8))
def test_weights_are_read_back_from_their_file_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[int]]
) -> None:
    file = tmp_path_factory.mktemp("weights") / "weights.gz"
    weights = made_weights(rows)
    file.write_bytes(packed_file(weights))
    assert read_weights(file) == weights
    assert packed_file(read_weights(file)) == file.read_bytes()


def test_a_feature_without_weights_counts_for_nothing_but_the_length() -> None:
    weights = made_weights([[100, 0, 0, 0, 0]])
    assert summed(["0", "unknown"], weights) == summed(["0"], weights)
    assert scores("first", summed(["0"], weights), 4, weights)["a"] == 10 + 50


def test_the_shipped_weights_answer_for_every_kind_and_demand() -> None:
    questions = shipped_weights().questions
    assert tuple(questions[KINDS]) == tuple(kinds())
    assert tuple(questions[DEMAND]) == DEMANDS


def test_the_rules_stand_where_the_weights_are_not_sure() -> None:
    scored = dict.fromkeys(kinds(), -500.0)
    assert learned_kinds(scored | {"form": 5.0, "other_private": -10.0}, ("other_private",)) == ("other_private",)
    assert learned_kinds(scored | {"form": 300.0, "other_private": -300.0}, ("other_private",)) == ("form",)
    assert learned_kinds(scored | {"none": 400.0, "form": 100.0}, ("form",)) == ()


def test_rules_that_find_several_papers_are_overruled_less_easily() -> None:
    scored = dict.fromkeys(kinds(), -500.0) | {"birth": 200.0, "death": -60.0}
    assert set(learned_kinds(scored, ("birth", "death"))) == {"birth", "death"}
    assert learned_kinds(scored | {"death": -300.0}, ("birth", "death")) == ("birth",)


def test_a_demand_that_no_word_of_the_row_says_stays_as_the_rules_read_it() -> None:
    scored = dict.fromkeys(DEMANDS, -300.0) | {CONDITIONAL: 200.0}
    assert learned_demand(scored, ReadDemand(YES), "đơn đề nghị cấp phép") == ReadDemand(YES)
    said = learned_demand(scored, ReadDemand(YES), "giấy ủy quyền (nếu có)")
    assert (said.demand, "giấy ủy quyền (nếu có)"[said.start : said.end]) == (CONDITIONAL, "nếu")


def test_a_row_that_asks_for_papers_never_has_the_demand_of_one_that_does_not() -> None:
    scored = dict.fromkeys(DEMANDS, -300.0) | {NO: 500.0, ALTERNATIVE: 100.0}
    assert learned_demand(scored, ReadDemand(YES), "thẻ căn cước hoặc hộ chiếu").demand == ALTERNATIVE


@pytest.mark.parametrize("text", ["Số lượng hồ sơ: 01 bộ.", "Lưu ý: bản chụp phải rõ nét, xuất trình khi có yêu cầu"])
def test_a_row_that_asks_for_nothing_has_no_demand(text: str) -> None:
    assert (recognise(text).kinds, recognise(text).demand) == (("none",), NO)


@pytest.mark.parametrize(
    ("text", "procedure", "kind"),
    [
        # Each was told otherwise by the rules alone.
        (
            "Văn bản của Bộ Thương mại Vương quốc Campuchia đề nghị cho phép quá cảnh hàng hóa: 01 bản chính",
            "Cấp giấy phép quá cảnh đối với hàng hóa thuộc danh mục cấm",
            "other_state",
        ),
        (
            "- Hồ sơ hoàn công (đối với công trình đầu tư xây dựng mới): 01 bản sao;",
            "Giao tài sản kết cấu hạ tầng chợ do cấp tỉnh quản lý",
            "other_private",
        ),
        (
            "Danh mục thuốc, hóa chất, vật tư y tế được cấp có thẩm quyền phê duyệt (bằng văn bản hoặc bản điện tử);",
            "Ký hợp đồng khám, chữa bệnh BHYT",
            "other_state",
        ),
    ],
)
def test_what_rules_misread_is_corrected_and_the_words_that_decided_are_told(
    text: str, procedure: str, kind: str
) -> None:
    assert by_rules(text, procedure).kinds != (kind,)
    found = recognise(text, procedure)
    assert found.kinds == (kind,)
    evidence = next(entry for entry in found.evidence if entry.about == f"kind:{kind}")
    assert evidence.words
    assert evidence.words in " ".join(text.split())


PIECES = st.sampled_from(
    (
        "a)", "- ", "1. ", "; ", "\n", ": ", "B", "", "Bản sao Giấy khai sinh", "Hộ chiếu", "hoặc", "(nếu có)",
        "Các giấy tờ hợp pháp khác theo quy định của pháp luật về đất đai", "trường hợp", "Lưu ý", "đối với", "/",
        "Giấy thanh toán thù lao cho tổ chức làm dịch vụ thu (Mẫu C66a-HD)", "không phải nộp", "xuất trình", "ảnh 4x6",
        "Hồ sơ khen thưởng tổng kết thành tích tham gia kháng chiến", "Quyết định số 31/2013/NĐ-CP", "báo cáo",
    )
)  # fmt: skip
PROCEDURES = st.sampled_from(
    (
        "",
        "Cấp lại Chứng chỉ hành nghề luật sư trong trường hợp bị mất, bị rách, bị cháy hoặc vì lý do khác",
        "Cấp Giấy chứng nhận lưu hành thuốc thú y",
        "Đăng ký đất đai",
    )
)
CASES = st.sampled_from(("", "(1) Đối với thuốc thú y mới, hồ sơ đăng ký gồm:", "Một trong các giấy tờ sau"))


@example("hoặc", "", "(1) Đối với thuốc thú y mới, hồ sơ đăng ký gồm:")
@example("Các giấy tờ hợp pháp khác theo quy định của pháp luật về đất đai", "", "")
@given(st.lists(PIECES, max_size=6).map(" ".join), PROCEDURES, CASES)
def test_what_is_read_of_any_row_agrees_with_itself(text: str, procedure: str, case: str) -> None:
    found = recognise(text, procedure, case)
    assert (found.kinds == ("none",)) == (found.demand == NO) == (found.role != "paper")
    told = [entry for entry in found.evidence if entry.about.startswith("kind:")]
    assert all(entry.words for entry in told)
    assert {entry.about.removeprefix("kind:") for entry in told} == set(found.kinds) - {"none"}
    if found.demand not in (YES, NO):
        assert any(entry.about == f"demand:{found.demand}" and entry.words for entry in found.evidence)


@given(st.lists(PIECES, max_size=6).map(" ".join), PROCEDURES, CASES, st.sampled_from(DEMANDS))
def test_features_of_a_row_its_context_and_its_demand_are_never_the_same(
    text: str, procedure: str, case: str, demand: str
) -> None:
    seen = seen_row(text, procedure, case)
    own, context = own_features(seen), context_features(seen.procedure, seen.case)
    assert own.isdisjoint(context)
    assert row_features(seen) == own | context
    assert demand_features(seen, demand).isdisjoint(own | context)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Đơn đề nghị cấp bản sao văn bằng, chứng chỉ; Sổ bảo hiểm xã hội", {"form", "social_insurance"}),
        ("Sổ bảo hiểm xã hội; b) Hợp đồng chuyển nhượng Văn phòng Thừa phát lại", {"social_insurance", "contract"}),
        ("- Bản chụp trang nhân thân hộ chiếu\n- Học bạ cấp trung học cơ sở", {"passport", "diploma"}),
    ],
)
def test_a_paper_that_rules_find_alone_in_its_item_is_not_lost(text: str, wanted: set[str]) -> None:
    assert set(recognise(text).kinds) == wanted


def test_the_number_of_a_decree_is_no_choice_between_papers() -> None:
    scored = dict.fromkeys(DEMANDS, -300.0) | {ALTERNATIVE: 200.0}
    assert learned_demand(scored, ReadDemand(YES), "tờ khai theo nghị định số 23/2026/nđ-cp").demand == YES
    assert learned_demand(scored, ReadDemand(YES), "thẻ căn cước/hộ chiếu").demand == ALTERNATIVE


def test_equal_rows_have_equal_features_in_whatever_spelling() -> None:
    one, other = (
        seen_row("Bản sao giấy khai sinh của trẻ em (nếu có)"),
        seen_row("BẢN SAO GIẤY KHAI SINH CỦA TRẺ EM (NẾU CÓ)"),
    )
    assert row_features(one) == row_features(other)


def test_every_row_that_may_be_learned_from_has_what_the_rules_first_said_of_it() -> None:
    folder = Path(__file__).resolve().parents[1] / "data" / "gold"
    first = {line.split("\t")[0] for line in (folder / "first_answers.tsv").read_text(encoding="utf-8").splitlines()}
    asked: set[str] = set()
    for file in folder.glob("paper_rows*.jsonl"):
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            even = hashlib.sha256(row["id"].encode()).digest()[0] % 2 == 0
            if row.get("half", "tuning" if even else "held out") == "tuning":
                asked.add(row["id"])
    lines = (folder / "composed_rows.txt").read_text(encoding="utf-8").splitlines()
    asked |= {line.split("|")[1] for line in lines if line.startswith("R|")}
    assert asked == first
