"""Names in the XML of word-processor documents, without their namespaces."""

from __future__ import annotations

from xml.etree.ElementTree import Element

MAIN_PART = "word/document.xml"


def tag(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element | None, name: str = "") -> list[Element]:
    """Return an element's children, those of a name where one is given."""
    return [] if element is None else [part for part in element if not name or tag(part) == name]


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a name, None where there is none."""
    return next(iter(children(element, name)), None)


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute whatever its namespace, empty where it is missing."""
    if element is None:
        return ""
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def on(element: Element | None, otherwise: bool) -> bool:
    """Return whether a switch such as `w:b` is on; one that is not there is as said."""
    return otherwise if element is None else value(element) not in ("0", "false", "off")
