"""The ways of submitting in a document, with the time limits and fees that are told for all of them or for one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from catalogue.readers.document_headings import same_length_fold, without_marker
from catalogue.readers.document_items import listed_lines
from catalogue.readers.document_lines import Grid, Item, text_of
from catalogue.text import one_line

_KINDS = (
    ("online", re.compile(r"truc tuyen|cong dich vu cong|qua mang|moi truong dien tu|buu dien tu|internet")),
    ("postal", re.compile(r"buu chinh|buu dien")),
    ("direct", re.compile(r"truc tiep|tai bo phan|tai tru so|tai trung tam")),
)
_ONLY_KIND = re.compile(
    r"(truc tiep|truc tuyen|(?:qua )?(?:dich vu )?(?:buu chinh|buu dien)(?: cong ich)?)\s*(?::\s*|$)"
)
_FEE_KINDS = (("charge", re.compile(r"le phi\b")), ("fee", re.compile(r"phi\b")), ("price", re.compile(r"gia\b")))
_ONLY_FEE_KIND = re.compile(r"(?:le phi|phi|gia)(?: dich vu)?(?: \(neu co\))?\s*:\s*")

_HEADER = {
    "kind": re.compile(r"hinh thuc|cach thuc"),
    "time": re.compile(r"thoi (?:han|gian)"),
    "fees": re.compile(r"(?:muc )?(?:phi|le phi)"),
    "text": re.compile(r"mo ta|noi dung|dia chi|dia diem"),
}


def channels_of(ways: list[Item], time: list[Item], fees: list[Item]) -> list[dict[str, Any]]:
    """Return the channels that the sections on ways, time limits and fees make, as native values.

    A time limit or fee after the name of one way ("Trực tuyến: 03 ngày") is that way's; any other is told for each.
    """
    channels: list[dict[str, Any]] = []
    lines: list[Item] = []
    for item in ways:
        columns = _columns(item) if isinstance(item, Grid) else {}
        if isinstance(item, Grid) and "kind" in columns:
            channels += [_row_channel(row, columns) for row in item.rows[1:] if any(row)]
        else:
            lines.append(item)
    # Ways told in words after a table of them explain the table.
    if channels and lines:
        channels[0]["text"] = "\n".join(filter(None, [channels[0].get("text", ""), text_of(lines)]))
    elif lines:
        channels = _told_channels(lines)
    channels = channels or [{"kind": "other", "text": ""}]
    _add_times(channels, time)
    _add_fees(channels, fees)
    return channels


def _columns(grid: Grid) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at, text in enumerate(grid.rows[0]):
        folded = same_length_fold(one_line(text))
        key = next((key for key, words in _HEADER.items() if words.match(folded) and key not in columns), None)
        if key is not None:
            columns[key] = at
    return columns


def _row_channel(row: tuple[str, ...], columns: dict[str, int]) -> dict[str, Any]:
    texts = {key: row[at].strip() if at < len(row) else "" for key, at in columns.items()}
    kinds = kinds_in(texts["kind"])
    channel: dict[str, Any] = {"kind": kinds[0] if len(kinds) == 1 else "other"}
    told = [] if len(kinds) == 1 else [texts["kind"]]
    channel["text"] = "\n".join(filter(None, [*told, texts.get("text", "")]))
    if texts.get("time"):
        channel["processing_time"] = {"text": texts["time"]}
    channel["fees"] = _fees(texts.get("fees", "").split("\n"))
    return channel


def kinds_in(text: str) -> list[str]:
    """Return the kinds of ways that a text names, in the order of the text."""
    folded = same_length_fold(text)
    found = [(match.start(), kind) for kind, words in _KINDS if (match := words.search(folded))]
    return [kind for _, kind in sorted(found)]


def _told_channels(lines: list[Item]) -> list[dict[str, Any]]:
    """The ways that lines tell: one for each kind that a line names; other lines go on with the line before."""
    told: list[tuple[list[str], list[str]]] = []
    seen: set[str] = set()
    for line in listed_lines(lines):
        own, rest = _own_way(line.text)
        kinds = [own] if own else [kind for kind in kinds_in(line.text) if kind not in seen]
        if kinds or not told:
            told.append((kinds, [rest]))
            seen.update(kinds)
        else:
            told[-1][1].append(rest)
    channels = []
    for kinds, texts in told:
        text = "\n".join(filter(None, texts))
        channels += [{"kind": kind, "text": text} for kind in kinds or ["other"]]
    return channels


def _own_way(text: str) -> tuple[str, str]:
    """The kind of the one way that a line is about, and the rest of the line."""
    plain = without_marker(text)
    found = _ONLY_KIND.match(same_length_fold(plain))
    return (kinds_in(found.group())[0], plain[found.end() :]) if found else ("", text)


def _add_times(channels: list[dict[str, Any]], items: list[Item]) -> None:
    shared: list[str] = []
    own: dict[str, list[str]] = {}
    for line in listed_lines(items):
        kind, rest = _own_way(line.text)
        target = own.setdefault(kind, []) if any(channel["kind"] == kind for channel in channels) else shared
        target.append(rest if target is not shared else line.text)
    for channel in channels:
        text = "\n".join(own.get(channel["kind"], []) or shared)
        if text and "processing_time" not in channel:
            channel["processing_time"] = {"text": text}


def _add_fees(channels: list[dict[str, Any]], items: list[Item]) -> None:
    fees = _fees(line.text for line in listed_lines(items))
    for channel in channels:
        if not channel.get("fees"):
            channel["fees"] = [dict(fee) for fee in fees]


def _fees(lines: Iterable[str]) -> list[dict[str, Any]]:
    """The fees that lines tell: one for each line that names its kind; other lines go on with the line before."""
    fees: list[dict[str, Any]] = []
    for line in lines:
        if fees and not _fee_kind(line):
            fees[-1]["text"] += f"\n{line}"
        elif line.strip():
            fees.append(_fee(line))
    return fees


def _fee_kind(text: str) -> str:
    folded = same_length_fold(without_marker(text))
    return next((kind for kind, words in _FEE_KINDS if words.match(folded)), "")


def _fee(text: str) -> dict[str, Any]:
    """A fee as it is told; its kind is taken off where it is all that stands before a colon."""
    plain = without_marker(text)
    named = _ONLY_FEE_KIND.match(same_length_fold(plain))
    rest = plain[named.end() :] if named else text
    return {"kind": _fee_kind(text) or "unknown", "text": rest}
