"""Extract, part of clauses: what is told of a part, for people: `of which £30,000 came`, `the oldest of which was cast`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.extract.phrases import Phrase
from factcheck.extract.tags import Tag

if TYPE_CHECKING:
    from factcheck.extract.clauses import Clauses

_WHICH = ("which", "whom")
_LEADS = ("the", "our", "its", "his", "her", "their", "my", "these", "those", "a", "an")


def part_of_which(sentence: Clauses, theme: Phrase) -> str:
    """A subject that stands beside `of which` or `of whom`, with what it is a part of; empty for others."""
    lows = sentence.lows
    if theme.first > 2 and lows[theme.first - 1] in _WHICH and lows[theme.first - 2] == "of":
        comma = theme.first - 3
    elif lows[theme.last : theme.last + 1] == ["of"] and lows[theme.last + 1 : theme.last + 2] in (["which"], ["whom"]):
        comma = theme.first - 1
    else:
        return ""
    whole = _ending_before(sentence, comma)
    if whole is None:
        return ""
    words, text = sentence.tokens, sentence.block.text
    part, of = text[words[theme.first].start : words[theme.last - 1].end], text[words[whole.first].start : words[whole.last - 1].end]  # fmt: skip
    return f"{part} of {of[0].lower() + of[1:] if lows[whole.first] in _LEADS else of}"


def _ending_before(sentence: Clauses, comma: int) -> Phrase | None:
    """The noun phrase or the figure that ends at a comma."""
    tags = sentence.grammar.tags
    if comma < 1 or tags[comma] is not Tag.COMMA:
        return None
    if tags[comma - 1] is Tag.TIME or sentence.tokens[comma - 1].text[0].isdigit():
        first = comma - 1
        while first and comma - first < 5 and tags[first - 1] is Tag.TIME:
            first -= 1
        return Phrase(first, comma)
    return sentence.grammar.ending_at(comma - 1)
