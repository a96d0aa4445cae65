"""The names of elements and attributes, and how values are written in them."""

from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "o": "urn:schemas-microsoft-com:office:office",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}


def name(short: str) -> str:
    """ "w:p" as lxml writes it."""
    prefix, _, local = short.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


VAL = name("w:val")
OFF = {"0", "false", "off", "none"}


def child(element: Element | None, *path: str) -> Element | None:
    """The first element on a path of short names."""
    for step in path:
        if element is None:
            return None
        element = element.find(name(step))
    return element


def children(element: Element | None) -> dict[str, Element]:
    return {} if element is None else {one.tag: one for one in element}


def value(element: Element | None, attribute: str = VAL) -> str:
    return "" if element is None else str(element.get(attribute) or "")


def switch(element: Element | None) -> bool | None:
    """Whether a toggle such as <w:b/> is on; None when it is not there."""
    return None if element is None else value(element).lower() not in OFF


def whole(text: Any, default: int = 0) -> int:
    """A number as Word writes it; its numbers have few digits."""
    text = str(text or "")[:9]
    try:
        return int(text)
    except ValueError:
        return default
