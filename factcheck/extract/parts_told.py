"""Extract, part of clauses: what is told of a part, for people: `of which £30,000 came`, `the oldest of which was cast`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.extract.phrases import Phrase
from factcheck.extract.tags import BE_OR_HAVE, BEFORE_VERB, Tag

if TYPE_CHECKING:
    from factcheck.extract.clauses import Clauses

_WHICH = ("which", "whom")


def state_of_part(sentence: Clauses, value: tuple[int, int]) -> tuple[str, str] | None:
    """Of `412 steps, of which 60 are steep`: `60 of 412 steps`, and `are steep`; None where a verb tells more."""
    lows, tags = sentence.lows, sentence.grammar.tags
    first, after = sentence.at(value[0]), sentence.index(value[1])
    while (
        first
        and lows[first - 1] not in _WHICH
        and tags[first - 1] in (Tag.ADVERB, Tag.TIME, Tag.PREPOSITION)
        and lows[first - 1] != "of"
    ):
        first -= 1
    if first < 2 or lows[first - 1] not in _WHICH or lows[first - 2] != "of" or after >= len(lows):
        return None
    if lows[after] not in BE_OR_HAVE or any(p.first in range(after, after + 4) for p in sentence.predicates):
        return None
    whole = _ending_before(sentence, first - 3)
    if whole is None:
        return None
    last = after + 1
    while (
        last < len(lows) and last - after < 4 and tags[last] in (Tag.NOUN, Tag.ADVERB, Tag.PREPOSITION, Tag.DETERMINER)
    ):
        last += 1
    text, starts, ends = sentence.block.text, sentence.starts, sentence.ends
    of = text[starts[whole.first] : ends[whole.last - 1]]
    return f"{text[slice(*value)]} of {_in_sentence(sentence, whole, of)}", text[starts[after] : ends[last - 1]]


def part_of_which(sentence: Clauses, theme: Phrase) -> str:
    """A subject that stands beside `of which` or `of whom`, with what it is a part of; empty for others."""
    lows = sentence.lows
    if (
        theme.first > 2
        and _is_amount(sentence, theme)
        and lows[theme.first - 1] in _WHICH
        and lows[theme.first - 2] == "of"
    ):
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
    return f"{part} of {_in_sentence(sentence, whole, of)}"


def counted_of_which(sentence: Clauses, value: tuple[int, int]) -> tuple[str, str] | None:
    """Of `48 bakers, nine of whom work`: `nine of 48 bakers`, and the word behind; None for other figures."""
    lows, first, after = sentence.lows, sentence.at(value[0]), sentence.index(value[1])
    if lows[after : after + 1] != ["of"] or after + 2 >= len(lows) or lows[after + 1] not in _WHICH:
        return None
    whole = _ending_before(sentence, first - 1)
    if whole is None:
        return None
    text, end = sentence.block.text, sentence.ends[whole.last - 1]
    own = next((q for q in sentence.found.quantities[sentence.block.index] if q.end == end and q.quantity.thing), None)
    begin = own.start if own is not None else sentence.starts[whole.first]
    phrase = Phrase(sentence.at(begin), whole.last)
    last, stop = after + 3, min(len(lows), after + 6)
    while lows[after + 2] in BE_OR_HAVE and last < stop and sentence.grammar.tags[last] not in (Tag.COMMA, Tag.STOP):
        last += 1  # `are under 25`
    said = text[sentence.starts[after + 2] : sentence.ends[last - 1]]
    return f"{text[slice(*value)]} of {_in_sentence(sentence, phrase, text[begin:end])}", said


def _figure_before(sentence: Clauses, verb: int) -> Phrase | None:
    """A figure without a noun that is the subject of a verb: `More than 1,400 have been sold`."""
    at = verb - 1
    while at > 0 and sentence.grammar.tags[at] in BEFORE_VERB:
        at -= 1
    if at < 0 or not sentence.lows[at][0].isdigit():
        return None
    first = at
    while first and at - first < 3 and sentence.lows[first - 1] in _ABOUT:
        first -= 1
    return Phrase(first, at + 1)


_ABOUT = frozenset(["more", "than", "about", "some", "nearly", "almost", "over", "around", "roughly", "only"])


def _in_sentence(sentence: Clauses, phrase: Phrase, words: str) -> str:
    """The words of a phrase without the capital that only begins its sentence."""
    start = sentence.starts[phrase.first]
    is_named = any(name.start == start for name in sentence.names)
    return words if phrase.first or is_named or words[1:2].isupper() else words[0].lower() + words[1:]


def _is_amount(sentence: Clauses, theme: Phrase) -> bool:
    """Whether a phrase is a figure or a word for an amount: of `of which the drug accounts for £3` the drug is no part."""
    first = theme.first
    return first in sentence.blocked or sentence.lows[first][0].isdigit() or sentence.lows[first] in _AMOUNTS


_AMOUNTS = frozenset(["most", "some", "many", "few", "several", "half", "all", "none", "about", "nearly", "over", "only", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])  # fmt: skip


def _ending_before(sentence: Clauses, comma: int) -> Phrase | None:
    """The noun phrase or the figure that ends at a comma."""
    tags = sentence.grammar.tags
    if comma < 1 or tags[comma] is not Tag.COMMA:
        return None
    end = sentence.ends[comma - 1]
    if any(q.end == end for q in sentence.found.quantities[sentence.block.index]) and tags[comma - 1] is not Tag.NOUN:
        first = comma - 1
        while first and comma - first < 5 and tags[first - 1] is Tag.TIME:
            first -= 1
        return Phrase(first, comma)
    if tags[comma - 1] in (Tag.VERB, Tag.TIME):
        verb = next((k for k in range(comma - 1, -1, -1) if tags[k] is Tag.VERB), None)
        if verb is None:
            return None
        own = next((p for p in sentence.predicates if p.first == verb and not p.passive), None)
        if tags[comma - 1] is Tag.TIME and own is not None and (thing := sentence.grammar.object(own)) is not None:
            return thing  # `lent 640 tools in May, 85 of which`
        subject = sentence.grammar.subject(verb)  # `62 deaths were registered, of which`
        return subject if subject is not None else _figure_before(sentence, verb)
    found = sentence.grammar.ending_at(comma - 1)
    if (
        found is not None
        and found.first
        and sentence.lows[found.first - 1] in ("in", "at", "on", "during", "for", "by", "with")
    ):
        return None  # `came and went in the next decade, none of whom`
    return found
