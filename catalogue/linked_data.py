"""Nodes of linked data as plain values, written as JSON-LD and as Turtle.

A node is a JSON object: `@id`, `@type` and terms of `catalogue.cpsv_ap_terms`, whose values are texts, numbers, and
nodes inside it. Written twice, it is the same to the byte; both syntaxes say the same statements.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from catalogue.cpsv_ap_terms import DATATYPES, LANGUAGE, PREFIXES, TERMS, Range, json_ld_context

Node = dict[str, Any]

# What stands before and behind the nodes; the reader of CPSV-AP knows a document of ours by the form of its head.
JSON_LD_HEAD = json.dumps({"@context": json_ld_context()}, ensure_ascii=False)[:-1] + ', "@graph": ['
JSON_LD_FOOT = "]}"

_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Characters that end a text early, and those that a terminal acts upon or nobody sees.
_ESCAPED = re.compile(
    '["\\\\\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]'
)
_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def json_ld_lines(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield a JSON-LD document line by line, without line breaks: a head, one node a line, a foot."""
    yield JSON_LD_HEAD
    before = ""
    for node in nodes:
        if before:
            yield before + ","
        before = _json_escaped(json.dumps(node, ensure_ascii=False))
    if before:
        yield before
    yield JSON_LD_FOOT


def _json_escaped(text: str) -> str:
    def escape(found: re.Match[str]) -> str:
        return found.group() if found.group() in '"\\' else f"\\u{ord(found.group()):04x}"

    return _ESCAPED.sub(escape, text)


def turtle_lines(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield a Turtle document line by line, without line breaks; a node that says the same again is written once."""
    for prefix, iri in PREFIXES.items():
        yield f"@prefix {prefix}: <{iri}> ."
    shared: set[str] = set()
    for node in nodes:
        blocks: list[tuple[str, str]] = []
        _turtle_block(node, blocks)
        for iri, block in blocks:
            # Elements of a procedure are its own; agencies, instruments and kinds are named by many.
            if "#" in iri and not iri.startswith("tthc:"):
                yield block
            elif block not in shared:
                shared.add(block)
                yield block


def _turtle_block(node: Node, blocks: list[tuple[str, str]]) -> None:
    """Append what a node says, and behind it what the nodes inside it say."""
    said = []
    inner: list[Node] = []
    kinds = node.get("@type", ())
    if kinds:
        said.append("a " + ", ".join([kinds] if isinstance(kinds, str) else kinds))
    for term, value in node.items():
        if term.startswith("@"):
            continue
        values = value if isinstance(value, list) else [value]
        kind = TERMS[term]
        written = [_turtle_value(kind, one) for one in values]
        inner += [one for one in values if isinstance(one, dict)]
        if kind in (Range.PLAINS, Range.THINGS):
            said.append(f"{term} ({' '.join(written)})")
        else:
            said.append(f"{term} {', '.join(written)}")
    if said:
        blocks.append((node["@id"], f"\n{_iri(node['@id'])} " + " ;\n    ".join(said) + " ."))
    for one in inner:
        _turtle_block(one, blocks)


def _turtle_value(kind: Range, value: Any) -> str:
    if kind in (Range.THING, Range.THINGS):
        return _iri(value["@id"])
    if kind is Range.FLAG:
        return "true" if value else "false"
    text = '"' + _ESCAPED.sub(_turtle_escape, str(value)) + '"'
    if kind is Range.TEXT:
        return f"{text}@{LANGUAGE}"
    return text if kind in (Range.PLAIN, Range.PLAINS) else f"{text}^^{DATATYPES[kind]}"


def _turtle_escape(found: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(found.group()) or f"\\u{ord(found.group()):04X}"


def _iri(iri: str) -> str:
    if iri.startswith("tthc:"):
        return iri
    return "<" + _NOT_IN_IRIS.sub(lambda found: f"%{ord(found.group()):02X}", iri) + ">"
