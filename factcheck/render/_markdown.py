"""Render, part of what is shown as Markdown: the words of documents made inert for it, in two strengths."""

from __future__ import annotations

import re

from factcheck.render._digest import one_line

_JOINER = "\u2060"
"""Shows nothing, joins the words beside it, and is no part of any markup."""
_TRIGGERS = (
    re.compile(r"([@#!~%$&^])(?=[\w({])"),  # mentions, issues, merge requests, labels
    re.compile(r"((?i:\bGH-))(?=\d)"),
    re.compile(r"(:)(?=//|[\w+-]+:)"),  # addresses, which become links, and emoji
    re.compile(r"((?i:\bwww))(?=\.)"),
    re.compile(r"(<)(?=[A-Za-z/!?])"),  # HTML
    re.compile(r"(\])(?=[(\[:])"),  # links and images
)
_ADDRESS = re.compile(r":(?=//)|(?i:(?<=www))\.")
"""Where an address would become a link."""
_BLOCK = re.compile(r"(?=[#>+*=_|~`-]|\d+[.)]|\[)")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_PLAIN_PUNCTUATION = frozenset(".,:;?()'\"/-+=%")
"""What Markdown takes for markup nowhere inside a line."""


def defuse(text: str) -> str:
    """The text on one line, with invisible joiners where a reader of Markdown would find a mention, a link or a tag.

    For formats that some show as Markdown and others as they stand: to the eye nothing is changed.
    """
    line = one_line(text)
    for trigger in _TRIGGERS:
        line = trigger.sub(rf"\1{_JOINER}", line)
    return _JOINER + line if _BLOCK.match(line) else line


def plain(text: str) -> str:
    """The text as running words of Markdown or HTML: every sign that could be markup is written as a character reference."""
    return _PUNCTUATION.sub(_reference, defuse(text))


def code(text: str) -> str:
    """The text as code: nothing in it is markup, a mention or a cell's end, in a table, a list or HTML."""
    shown = _PUNCTUATION.sub(_reference, one_line(text)) or " "
    return f"<code>{_ADDRESS.sub(lambda match: f'&#{ord(match[0])};', shown)}</code>"


def _reference(match: re.Match[str]) -> str:
    sign = match[0]
    return sign if sign in _PLAIN_PUNCTUATION else f"&#{ord(sign)};"
