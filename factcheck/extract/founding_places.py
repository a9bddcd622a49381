"""Extract, part of statements: where a body was founded, told as where people met who founded it.

`Forty of them met in the upper room of the Swan and formed the Orme Society`, `a meeting in the Corn Hall brought the Orme
Society into being`, `the meeting in the Corn Hall at which the Society was founded`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.clauses import Clauses
from factcheck.extract.place_statements import whole_place
from factcheck.extract.statement_drafts import statement
from factcheck.extract.statement_words import statement_words
from factcheck.extract.word_hints import hint_of
from factcheck.frozen import dataclass
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind


@dataclass(frozen=True, slots=True)
class _Foundings:
    """The closed classes of foundings, compiled."""

    gathered: frozenset[str]
    active: re.Pattern[str]
    passive: re.Pattern[str]
    unnamed: re.Pattern[str]


_CALLED = r"(?:(?:what|which)\s(?:(?:they|we|was|is|would|later|soon|then|now|has|had|be|been|to|first)\s){0,4}(?:called|named|became|become|now|known\sas)\s|a\s(?:[a-z]+\s){1,2}(?:called|named|by\sthe\sname\sof)\s)?"
"""`founded what they called the Society`, `a club named the Reelers`."""
_BODY = r"(?P<body>(?:(?:the|our|a|an|its|their|this)\s)?(?:[\w’'&-]++\s?){1,7}?)"
_LEAD = r"(?:\s[a-z]+ly)?\s"
_REACH = 70
"""Characters between the word for a meeting and its place."""


@cache
def _foundings() -> _Foundings:
    data = load_yaml("claims/statements/foundings.en.yaml")
    plain = "|".join(verb for verb in data["founded"] if verb not in data["needs_into"])
    into = "|".join(data["into"])
    needing = "|".join(data["needs_into"])
    return _Foundings(
        gathered=frozenset(data["gathered"]),
        active=re.compile(
            rf"(?<!to )(?<!not )(?<!was )(?<!were )(?<!been )\b(?:(?:{plain}){_LEAD}{_CALLED}{_BODY}(?=[,.;:()]|\s(?:in|on|at|with|for|to|by|as|and|there|that|which|under)\b|\Z)"
            rf"|(?:{needing}){_LEAD}{_BODY.replace('body', 'called')}\s(?:{into})\b)"
        ),
        passive=re.compile(rf"(?<![\w’'&-]){_BODY}\s(?:{'|'.join(data['was_founded'])})\b"),
        unnamed=re.compile(rf"(?:the|our|this|its)\s(?:[a-z]+\s)?(?:{'|'.join(data['bodies'])})", re.I),
    )


@cache
def _gathered() -> frozenset[str]:
    return frozenset(load_yaml("claims/statements/foundings.en.yaml")["gathered"])


_MAY_FOUND = hint_of(lambda word: word in _gathered())
_PLACE = re.compile(r"\s(?:in|at|inside|into)\s(?:the\s|our\s|a\s|an\s)?")
_ROOM = re.compile(
    r"(?P<room>(?:[a-z-]+\s){0,3}(?:room|hall|parlour|parlor|bar|cellar|kitchen|vestry|loft|schoolroom|attic|refectory|yard|shop|offices?|boathouse|clubhouse|house|chapel|library|crypt|schoolhouse|barn)\sof\s(?:the\s)?)"
)
_NOT_YET = re.compile(
    r"\b(?:not|never|would|should|could|may|might|if|whether|proposed|planned|before|until|after|since|years?|months?|weeks?|days?)\b",
    re.I,
)
_STOP = re.compile(r"[.;:!?()]|\b(?:then|later|afterwards|before|after|moved)\b")


def founding_places_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The places of the meetings of a sentence by which something was founded."""
    if not sentence.hints & _MAY_FOUND:
        return
    words = _foundings()
    gathered = [k for k, low in enumerate(sentence.lows) if low in words.gathered]
    body = _founded(sentence) if gathered else None
    if body is None:
        return
    for k in gathered:
        made = False
        if not _BY_THEN.isdisjoint(sentence.lows[max(0, k - 4) : k]):
            continue
        for value in _places_behind(sentence, k, body):
            made = True
            clause = (min(sentence.tokens[k].start, body[0]), max(value[1], body[1]))
            yield statement(
                found, sentence, ClaimType.PLACE, value, "found", None, how="founding", about=body, clause=clause,
                shown="founded",
            )  # fmt: skip
        if made:
            return


def _founded(sentence: Clauses) -> tuple[int, int] | None:
    """What a sentence says was founded: a body with a name, or one that the text has named before (`the Society`)."""
    words, text = _foundings(), sentence.block.text
    for pattern in (words.active, words.passive):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            group = "called" if match.groupdict().get("called") else "body"
            start, end = match.span(group)
            if group == "body" and pattern is words.passive:
                start = _first_of_body(sentence, end)
            end = start + len(text[start:end].rstrip())
            if _NOT_YET.search(text[max(sentence.start, start - 40) : start].rpartition(",")[2]):
                continue
            if words.unnamed.fullmatch(text, start, end):
                return start, end
            inside = [n for n in sentence.names if start <= n.start < n.end <= end]
            name = inside[-1] if inside else None
            if name is None or (name.kind in (NameKind.PERSON, NameKind.PLACE) and " " not in name.text):
                continue
            if name.end == end and re.fullmatch(r"(?:(?:[Tt]he|[Oo]ur)\s)?(?:[a-z]+\s){0,2}", text[start : name.start]):
                return name.start, name.end
    return None


def _first_of_body(sentence: Clauses, end: int) -> int:
    """Where the noun phrase begins that ends there."""
    k = sentence.index(end) - 1
    phrase = sentence.grammar.ending_at(k) if k >= 0 else None
    return sentence.tokens[phrase.first].start if phrase is not None else end


def _places_behind(sentence: Clauses, k: int, body: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The places that lie behind the word for a meeting: a hall, and the town that it is in."""
    text, start = sentence.block.text, sentence.tokens[k].end
    end = min(sentence.end, start + _REACH + 60)
    if body[0] > start:
        end = min(end, body[0])
    for match in _PLACE.finditer(text, start - 1, end):
        if match.start() > start + _REACH or _STOP.search(text, start, match.start()):
            return
        at = match.end()
        room = _ROOM.match(text, at, end)
        first = room.end() if room is not None else at
        name = next((n for n in sentence.names if n.start == first), None)
        if name is not None and sentence.at(name.start) not in sentence.blocked:
            whole = whole_place(sentence, name)
            if whole is None and text[name.end : name.end + 1] not in "’'":
                whole = name.start, name.end  # `a meeting in the Corn Hall brought it into being`
            is_led = text[name.start - 4 : name.start].lower() == "the "  # a house, whatever its name looks like
            if whole is not None and (is_led or name.kind is not NameKind.PERSON or " " not in name.text):
                is_led = room is not None and match[0].endswith("the ")
                yield (at - len("the ") if is_led else at if room is not None else whole[0]), whole[1]
            continue
        if (noun := _NAMELESS.match(text, at, end)) is not None and match[0].endswith("the "):
            if noun["noun"] in statement_words().places:
                yield match.end() - len("the "), noun.end()


_BY_THEN = frozenset(["after", "before", "following", "since", "until", "when"])
"""Words before a meeting that was not the one: `was formed after a meeting in the Corn Hall`."""
_NAMELESS = re.compile(r"(?:[a-z-]+\s){1,2}(?P<noun>[a-z]+)\b")
