"""Read, part of html: what is known of the elements of HTML by their names, and the attributes of a tag."""

from __future__ import annotations

import re

from factcheck.patterns import pattern_of

VOID = frozenset([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
])  # fmt: skip
"""Elements without an end."""
RAW = frozenset([
    "script", "style", "template", "noscript", "svg", "math", "textarea", "select", "iframe", "object", "canvas",
])  # fmt: skip
"""Elements whose content is no text of the page."""
BLOCKS = frozenset([
    "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "ul", "ol", "dl", "dt", "dd", "li",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    "pre", "figure", "figcaption", "address", "form", "fieldset", "details", "summary", "body", "html", "head",
    "title", "hr", "center", "menu", "dir", "legend",
])  # fmt: skip
"""Elements that begin and end a block of text."""
BOILERPLATE_TAGS = frozenset({"nav", "footer", "aside"})
BOILERPLATE_WORDS = pattern_of(
    r"\b(?:nav|navbar|menu|breadcrumbs?|cookie|banner|sidebar|share|social|skip-link)\b", re.I
)
"""Words of the class, id or role of an element that is none of the text."""
CLOSES = {
    "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"},
    "th": {"td", "th"}, "option": {"option"}, "p": {"p"},
    "thead": {"tr", "td", "th"}, "tbody": {"tr", "td", "th", "thead"}, "tfoot": {"tr", "td", "th", "tbody"},
}  # fmt: skip
"""For each element what its beginning ends."""
SCOPES = frozenset({"table", "ul", "ol", "dl", "section", "article", "div", "main", "body", "blockquote"})
"""Elements beyond which the beginning of another ends nothing."""
_ATTRIBUTE = pattern_of(r"([^\s\"'>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\s\"'>]++)))?")


def attributes_of(text: str) -> dict[str, str]:
    """The attributes of a tag by their names in small letters, the first of each name."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text[:2000]):
        found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
    return found


def cells_spanned(attributes: dict[str, str], name: str) -> int:
    """How many rows or columns a cell takes, 1 to 100."""
    digits = re.match(r"\d{1,3}", attributes.get(name, ""))
    return max(1, min(100, int(digits[0]))) if digits else 1
