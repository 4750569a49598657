"""Styled lines: nothing lost, nothing wider than the terminal, nothing that a terminal would act upon."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from workbench.rendering.lines import Piece, fit, shown, wrap, wrapped_lines

TEXTS = st.text(st.sampled_from("aăđêô ệ\n\t[]/\x1b\u200b…中"), max_size=80) | st.text(max_size=80)


@given(TEXTS, st.integers(1, 60))
def test_wrapping_loses_no_character_and_keeps_within_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    kept = "".join("".join(line.split()) for line in lines)
    assert kept == "".join("".join(shown(part).split()) for part in text.split("\n"))
    assert all(cell_len(line) <= max(width, 2) for line in lines)


@given(TEXTS, st.integers(1, 60))
def test_a_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@given(TEXTS)
def test_no_control_character_is_shown(text: str) -> None:
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in shown(text))


def test_a_cut_text_ends_with_an_ellipsis() -> None:
    assert fit("Giấy chứng nhận kết hôn", 10) == "Giấy chứn…"
    assert fit("Giấy chứng nhận", 6) == "Giấy… "


def test_wrapped_lines_hang_under_their_beginning() -> None:
    lines = wrapped_lines((Piece("1. ", "code"),), "Tờ khai đăng ký khai sinh theo mẫu", 20, hang=4)
    assert [line.text for line in lines] == ["1. Tờ khai đăng ký", "    khai sinh theo", "    mẫu"]
