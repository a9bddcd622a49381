"""Triage, part: the words of a side as identities are made of them: without markup, line breaks, case and kinds of quotes."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from itertools import groupby

from factcheck.frozen import dataclass
from factcheck.model.finding import Place, Side
from factcheck.values.words import fold

LONGEST = 400
"""Code points of a quote that a baseline keeps and that identities are made of."""
_HTML = (".html", ".htm", ".xhtml")
_QUOTED_LINE = re.compile(r"(?<=[\n\r])[ \t]*(?:>[ \t]?)+")
_LINK = re.compile(r"!?\[([^\]\n]*)\](?:\([^()\n]*\)|\[[^\]\n]*\])")
_MARKS = re.compile(r"[*_`~]+|\\(?=[!-/:-@\[-`{-~])")
_COMMENT = re.compile(r"<!--.*?-->|\{/\*.*?\*/\}", re.S)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """What one statement of a side says: the document, its words as they are shown, and as they are compared."""

    path: str
    quote: str
    key: str


def units_of(side: Side) -> tuple[Unit, ...]:
    """The statements of a side, sorted; a value and the words that it was inherited by are one."""
    runs = [list(run) for _, run in groupby(enumerate(side.places), key=_statement)]
    return tuple(sorted({_unit([place for _, place in run]) for run in runs}, key=lambda u: (u.path, u.key, u.quote)))


def _statement(item: tuple[int, Place]) -> tuple[str, int | None, int]:
    """Places of one claim belong together; one without a claim stands by itself."""
    number, place = item
    return place.document, place.claim, number if place.claim is None else 0


def _unit(places: list[Place]) -> Unit:
    path = places[0].document
    quote = shown_words(" … ".join(shown_words(place.quote, path) for place in places), path)
    return Unit(path, quote, compared_words(quote, path))


@lru_cache(maxsize=16384)
def shown_words(quote: str, path: str) -> str:
    """A quote on one line for people to read: no marks of quoted lines, no comments, cut where it is very long."""
    text = _COMMENT.sub(" ", quote)
    if not path.lower().endswith(_HTML):
        text = _QUOTED_LINE.sub("", text)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


_WORD = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=16384)
def tells_of_what(key: str, value: str) -> bool:
    """Whether words say more than their value: a cell of a table does not say whose it is, a clause does."""
    return len(set(_WORD.findall(key)) - set(_WORD.findall(value))) > 1


@lru_cache(maxsize=16384)
def compared_words(quote: str, path: str) -> str:
    """A quote as it is compared: words alone, without case, emphasis, links and typographic differences."""
    if path.lower().endswith(_HTML):
        text = unescape(re.sub(r"<[^<>]*>", " ", quote))
    else:
        text = _MARKS.sub("", _LINK.sub(r"\1", quote))
    return fold(_INVISIBLE.sub("", text)).strip(" .,;:!?\"'()")
