"""The tags of web pages taken out of a record's texts: some portals leave them wherever they show a text."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

_ENDS_A_LINE = re.compile(r"<(?:br|/?(?:p|div|li|ul|ol|tr|h[1-6])(?:\s[^<>]{0,200})?)\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,200})?/?>|&(?:nbsp|amp|quot|lt|gt|#\d{1,5});", re.IGNORECASE)
# Tags that only lay a text out; whatever else stands between such signs is shown as it was published.
_LAYOUT = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|i|li|ol|p|span|strong|table|tbody|td|th|tr|u|ul)(?:\s[^<>]{0,200})?/?>|&nbsp;",
    re.IGNORECASE,
)

Value = TypeVar("Value")


def without_tags(text: str) -> str:
    """Return a text without the tags of the page that it was taken from; those that end a line are line breaks."""
    if "<" not in text and "&" not in text:
        return text
    return _TAG.sub(" ", _ENDS_A_LINE.sub("\n", text))


def untagged(value: Value) -> Value:
    """Return a record, or a part of one, without tags of layout in its texts; itself where nothing has one."""
    if isinstance(value, str):
        bare = _LAYOUT.sub(" ", _ENDS_A_LINE.sub("\n", value)) if "<" in value or "&" in value else value
        # Space at the borders of a text that had no tags is the source's own.
        return value if bare == value else bare.strip()  # type: ignore[return-value]
    if isinstance(value, tuple):
        parts = tuple(map(untagged, value))
        return value if parts == value else parts  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        said = {field.name: getattr(value, field.name) for field in fields(value)}
        changed = {name: bare for name, part in said.items() if (bare := untagged(part)) is not part}
        return replace(value, **changed) if changed else value
    return value
