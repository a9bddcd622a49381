"""Extract, part of hanging: the noun phrases before a place of a sentence that a value there may hang on."""

from __future__ import annotations

from factcheck.extract.clauses import Clauses
from factcheck.extract.phrases import Phrase, head_group, stems_of
from factcheck.extract.tags import Tag
from factcheck.frozen import dataclass

OF_WHOLE = frozenset([Tag.NOUN, Tag.DETERMINER, Tag.PREPOSITION, Tag.TIME])
_NO_NOUNS = frozenset(["is", "was", "only", "further", "another", "additional", "extra", "some"])
IN_PLACE = frozenset(["in", "on", "at", "aboard"])


@dataclass(frozen=True, slots=True)
class Hanging:
    """The noun phrase that a value is of, as token indices, and the words between the two; no phrase where the subject stays."""

    phrase: Phrase | None
    says: str


ON_NOTHING = Hanging(None, "")
"""Of a value that surely hangs on no noun before it."""


def thing_before(sentence: Clauses, last: int) -> Phrase | None:
    """The nouns that end at a token; of `a wing at the museum in Kiln Street`, where a place ends them, the wing."""
    found = nouns_ending(sentence, last)
    while found is not None and found.first > 1 and sentence.lows[found.first - 1] in IN_PLACE:
        before = nouns_ending(sentence, found.first - 2)
        if before is None:
            break
        found = before
    return found


def several_before(sentence: Clauses, first: int) -> Phrase | None:
    """Of `was cut by crevasses, some of them 20 metres wide`: the crevasses."""
    lows, tags = sentence.lows, sentence.grammar.tags
    if first < 5 or lows[first - 2] != "of" or tags[first - 4] is not Tag.COMMA:
        return None
    return nouns_ending(sentence, first - 5)


def noun_before(sentence: Clauses, at: int, *, whole: bool = False) -> Phrase | None:
    """The noun phrase right before a measure or before the comma in front of it; `whole` takes it with its prepositions where it opens the clause."""
    tags = sentence.grammar.tags
    last = at - 1
    if tags[last] is Tag.COMMA:
        last -= 1
        if last < 0 or tags[last] not in (Tag.NOUN, Tag.CLOSING):
            return None
        found = sentence.grammar.ending_at(last)
        if found is not None and (whole or not found.first) and opens_clause(sentence, found.first):
            return head_group(sentence.tokens, found) if whole and found.first else found
    if last < 0 or tags[last] is not Tag.NOUN or sentence.lows[last] in _NO_NOUNS:
        return None
    first = last
    while first and tags[first - 1] is Tag.NOUN:
        first -= 1
    if last < at - 1 and (part := _part_of_name(sentence, first, last)) is not None:
        return part
    if (
        last == at - 1
        and (not first or tags[first - 1] is not Tag.DETERMINER)
        and not whole
        and not sentence.tokens[last].text[0].isupper()
        and not _counts(sentence, last, last)
    ):
        return None  # `comes to light two kilometres away`
    return nouns_ending(sentence, last)


def _part_of_name(sentence: Clauses, first: int, last: int) -> Phrase | None:
    """Of `the snout of the Kessel Glacier, 310 metres above the sea`: the snout, with what it is of."""
    lows, tags = sentence.lows, sentence.grammar.tags
    start = first - (tags[first - 1] is Tag.DETERMINER) if first else first
    if start < 3 or lows[start - 1] != "of" or tags[start - 2] is not Tag.NOUN:
        return None
    before = nouns_ending(sentence, start - 2)
    return Phrase(before.first, last + 1) if before is not None and lows[before.first] == "the" else None


def listed_before(sentence: Clauses, at: int) -> Phrase | None:
    """A further thing of a list right before a measure: `a bridge and a fence some 400 metres long`."""
    tags = sentence.grammar.tags
    first = at
    while first and tags[first - 1] is Tag.NOUN:
        first -= 1
    if first == at or first < 2 or sentence.lows[first - 1] not in ("a", "an"):
        return None
    return Phrase(first - 1, at) if tags[first - 2] is Tag.CONJUNCTION else None


def opens_clause(sentence: Clauses, first: int) -> bool:
    """Whether a clause begins at a token."""
    return not first or sentence.grammar.tags[first - 1] in (Tag.STOP, Tag.CONJUNCTION, Tag.COMMA, Tag.SUBORDINATOR)


def nouns_ending(sentence: Clauses, last: int) -> Phrase | None:
    """The nouns that end at a token, with their determiner; of an apposition (`Oranda, a town of`) the name before it."""
    words, tags, lows = sentence.tokens, sentence.grammar.tags, sentence.lows
    if last < 0 or tags[last] is not Tag.NOUN:
        return None
    first = last
    while first and tags[first - 1] is Tag.NOUN and last - first < 7:
        first -= 1
    if first > 2 and lows[first - 1] == "of" and not words[last].text[0].isupper() and _counts(sentence, first, last):
        inner = nouns_ending(sentence, first - 2)  # `a town of 8,300 inhabitants`
        if inner is not None:
            return inner
    if first and tags[first - 1] is Tag.DETERMINER:
        first -= 1
    if (named := _named_before(sentence, first)) is not None:
        return named
    phrase = Phrase(first, last + 1)
    return phrase if stems_of(words, phrase) else None


def _counts(sentence: Clauses, first: int, last: int) -> bool:
    """Whether a figure counts the nouns between two tokens."""
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    return any(
        q.end == end and (first == last or q.number_start >= start)
        for q in sentence.found.quantities[sentence.block.index]
    )


def _named_before(sentence: Clauses, first: int) -> Phrase | None:
    """The name that `, a town` or `, the mill` stands in apposition to."""
    words, tags = sentence.tokens, sentence.grammar.tags
    if first < 2 or words[first].low not in ("a", "an", "the") or tags[first - 1] is not Tag.COMMA:
        return None
    end = words[first - 2].end
    name = next((n for n in sentence.names if n.end == end), None)
    if name is None:
        thing = sentence.grammar.ending_at(first - 2) if tags[first - 2] is Tag.NOUN else None
        if thing is None or thing.first or tags[0] is not Tag.DETERMINER or Tag.TIME in tags[: thing.last]:
            return None
        return thing  # `The piano, a Rask of 1904,`
    start = sentence.at(name.start)
    while start > 2 and words[start - 1].low == "of" and words[start - 2].text[0].isupper():
        start -= 2  # `the Friends of Skarrow Light`
        while start and words[start - 1].text[0].isupper() and tags[start - 1] is Tag.NOUN:
            start -= 1
    return Phrase(start, first - 1)


def owner_before_comma(sentence: Clauses, comma: int) -> Phrase | None:
    """What the state told behind a comma is of: the subject before it, over the values behind that."""
    tags = sentence.grammar.tags
    found = sentence.grammar.ending_at(comma - 1)
    if found is not None and opens_clause(sentence, found.first):
        return found
    last = comma - 1
    while last > 1 and last in sentence.blocked:  # `a lamp of 400 watts, visible`
        last -= 1
    if last and sentence.lows[last] == "of":
        last -= 1
    return nouns_ending(sentence, last) if tags[last] is Tag.NOUN else None
