"""Render, part of the XML formats: elements whose text holds only what XML can hold, written the same way every time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

Element = ElementTree.Element
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")


def element(name: str, attributes: Mapping[str, object], *children: Element, text: str = "") -> Element:
    """An element; of texts, whatever XML 1.0 cannot hold is shown as a sign."""
    made = ElementTree.Element(name, {key: clean(str(value)) for key, value in attributes.items()})
    made.text = clean(text) or None
    made.extend(children)
    return made


def clean(text: str) -> str:
    """The text without characters that XML 1.0 cannot hold or a reader could not see."""
    return _NO_XML.sub("\ufffd", text)


def written(root: Element) -> str:
    """The document, indented."""
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
