"""The legal instruments of an edition, and searching by them, from the command line."""

from __future__ import annotations

import json

from tests.workbench.conftest import CommandLine


def test_instruments_are_listed_with_kind_issuer_and_how_many_cite_them(workbench: CommandLine) -> None:
    workbench.with_small()
    listed = workbench.json("laws")
    found = {instrument["number"]: instrument for instrument in listed}
    assert found["60/2014/QH13"]["procedures"] == 1
    assert (found["158/2005/NĐ-CP"]["kind"], found["158/2005/NĐ-CP"]["issuer"]) == ("decree", "Chính phủ")
    assert found["09/2017/QH14"]["kind"] == "law"
    assert found["33/2018/TT-BTC"]["day"] == "2018-03-30"
    lines = workbench.done("laws").splitlines()
    assert lines[0].split() == ["Số", "hiệu", "Loại", "Số", "thủ", "tục", "Cơ", "quan", "ban", "hành", "Tên", "gọi"]
    assert len(lines) == len(listed) + 1
    as_lines = [json.loads(line) for line in workbench.done("laws", "--jsonl").splitlines()]
    assert as_lines == listed


def test_who_cites_an_instrument_is_listed_however_its_number_is_written(workbench: CommandLine) -> None:
    workbench.with_small()
    for written in ("60/2014/QH13", "Luật số 60/2014/qh13", "60/2014"):
        assert [entry["code"] for entry in workbench.json("laws", written)] == ["2.001023"]
    said = workbench.done("laws", "60/2014/QH13")
    assert "60/2014/QH13" in said and "2.001023" in said


def test_a_number_of_several_words_needs_no_quotes(workbench: CommandLine) -> None:
    workbench.with_small()
    assert [entry["code"] for entry in workbench.json("laws", "Nghị", "định", "123/2015/NĐ-CP")] == ["2.001023"]


def test_an_instrument_that_nothing_cites_is_refused(workbench: CommandLine) -> None:
    workbench.with_small()
    assert workbench.refused("laws", "99/2099/NĐ-CP") == (
        "Không có thủ tục nào của kỳ danh mục “2026-06” căn cứ vào 99/2099/NĐ-CP; “workbench laws” liệt kê các "
        "văn bản được căn cứ."
    )


def test_the_grammar_of_searching_is_that_of_the_command_line(workbench: CommandLine) -> None:
    workbench.with_small()

    def found(*words: str) -> list[str]:
        return [entry["address"] for entry in workbench.json("search", *words)]

    assert found("luat:60/2014/QH13") == ["2.001023"]
    # The shell takes quotes off; a value of several words stays together all the same.
    assert found("field:hộ tịch") == ["2.001023"]
    assert found('"khai sinh"') == ["2.001023", "#5"]
    assert found("khai sinh", "-field:hộ") == ["#5"]
    assert found('giấy tờ:"giấy chứng sinh"') == ["2.001023"]
    assert found('"chưa đóng') == []


def test_an_option_that_there_is_not_is_not_taken_for_a_word(workbench: CommandLine) -> None:
    workbench.with_small()
    for typed in (":::", '"', "linhvuc:", "", "-", "“”"):
        said = workbench.refused("search", typed)
        assert "không có từ hay mã nào" in said, typed
    assert "--limmit" in workbench.misused("search", "khai", "--limmit", "5")
