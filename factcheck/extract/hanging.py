"""Extract, part of clauses: the noun that a value hangs on, where that is not the subject of its verb, for people.

`an electric lamp of 400 watts, visible at 19 nautical miles`, `a crater 900 metres across`, `the bylaws of March 2011`:
what the listing shows; how claims are compared stays with the predicate and its subject.
"""

from __future__ import annotations

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, DIMENSIONS, HAVE, closed_class
from factcheck.extract.hanging_behind_of import before_of, in_state, led_measure
from factcheck.extract.hanging_figures import of_figure
from factcheck.extract.hanging_nouns import (
    OF_WHOLE,
    ON_NOTHING,
    Hanging,
    listed_before,
    noun_before,
    nouns_ending,
    several_before,
)
from factcheck.extract.phrases import Phrase
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.tags import VERBAL, Tag
from factcheck.model.document import BlockKind
from factcheck.model.mention import QuantityMention
from factcheck.values.units import dimension_of

_NEAR = closed_class("near figures")
_BEARING = closed_class("bearing interest")
"""What bears interest at a rate."""
_DIMENSIONS = DIMENSIONS | {"broad"}


def hanging_of(
    sentence: Clauses, value: tuple[int, int], quantity: QuantityMention | None, predicate: PredicateMention | None
) -> Hanging | None:
    """What a value hangs on by the words right around it, whatever predicate claims it."""
    words, tags = sentence.tokens, sentence.grammar.tags
    at = sentence.at(value[0])
    first = at
    while first and words[first - 1].low in _NEAR and (tags[first - 1] is not Tag.NOUN):
        if words[first - 1].low in ("at", "over", "under", "above", "below", "to") and first == at:
            break
        first -= 1
    after = sentence.index(value[1])
    if first == 0 and quantity is not None and quantity.pattern == "some":
        last = next((k for k in range(after, len(words)) if tags[k] not in OF_WHOLE), len(words))
        return Hanging(Phrase(sentence.at(quantity.number_start), last), "")  # `Eleven of the 16 panes were cracked`
    behind = words[after].low if after < len(words) else "."
    if first == 0:
        return None
    before = words[first - 1].low
    if before == "(" and behind == ")" and quantity is not None and (found := _bracketed(sentence, first, quantity)):
        return Hanging(found, "is")  # `climb to Pen Orme (612 m)`
    if before == "at" and first > 1 and sentence.lows[first - 2] in _BEARING and quantity is not None:
        if quantity.quantity.unit == "%" and (found := nouns_ending(sentence, first - 2)) is not None:
            return Hanging(found, "at")  # `a one-year bond at 4 per cent`
    if behind in _DIMENSIONS and before == "each" and first > 2 and tags[first - 2] is Tag.COMMA:
        return Hanging(Phrase(first - 1, first), behind)  # `three sheds, each 9 metres wide`
    if behind in _DIMENSIONS and before == "them" and (found := several_before(sentence, first)) is not None:
        return Hanging(found, f"{sentence.lows[first - 3]} of them … {behind}")
    if behind in _DIMENSIONS and (found := listed_before(sentence, first)) is not None:
        return Hanging(found, behind)
    if behind in _DIMENSIONS and (found := noun_before(sentence, first, whole=True)) is not None:
        return Hanging(found, behind)
    if quantity is not None and (hung := of_figure(sentence, first, after, quantity, predicate)) is not None:
        return hung if hung is not ON_NOTHING else None
    if quantity is None and (endured := _endured(sentence, first, after)) is not None:
        return endured
    if before == "of" and first > 3 and (led := led_measure(sentence, first, after, quantity)) is not None:
        return led
    if before == "of" and first > 1:
        if quantity is None and (predicate is None or predicate.form is Form.NOUN):
            return None  # `the flood of 1966`
        return before_of(sentence, first, is_time=quantity is None)
    return in_state(sentence, at, first)


def _bracketed(sentence: Clauses, first: int, quantity: QuantityMention) -> Phrase | None:
    """The noun or the name right before a measure that a bracket holds alone; nothing in a heading, which lists stages."""
    tags, unit = sentence.grammar.tags, quantity.quantity.unit
    if (
        not unit
        or unit == "%"
        or dimension_of(unit).startswith("money")
        or first < 2
        or tags[first - 2] is not Tag.NOUN
    ):
        return None
    if sentence.block.kind in (BlockKind.TITLE, BlockKind.HEADING):
        return None
    end = sentence.ends[first - 2]
    name = next((n for n in sentence.names if n.end == end), None)
    if name is not None:
        return Phrase(sentence.at(name.start), first - 1)
    found = nouns_ending(sentence, first - 2)
    return found if found is not None and sentence.lows[found.first][0].isalpha() else None


def _endured(sentence: Clauses, first: int, after: int) -> Hanging | None:
    """Of `after three weeks of rain, a slip carried away the crest`: the rain, which lasted so long."""
    lows, tags = sentence.lows, sentence.grammar.tags
    if lows[first - 1] not in ("after", "following", "despite") or lows[after : after + 1] != ["of"]:
        return None
    last = after + 1
    while last < len(tags) and tags[last] is Tag.NOUN and sentence.texts[last].islower() and last - after < 4:
        last += 1
    follows = tags[last] if last < len(tags) else Tag.STOP
    if last == after + 1 or follows not in (Tag.COMMA, Tag.STOP, Tag.VERB, Tag.AUXILIARY, Tag.DETERMINER):
        return None
    return Hanging(Phrase(after + 1, last), f"{lows[first - 1]} … of")


def said_behind(sentence: Clauses, value: tuple[int, int]) -> str:
    """Of `About 3 per cent of adults have a fever`: the form of `be` or `have` whose subject begins with the value."""
    words, tags = sentence.tokens, sentence.grammar.tags
    at = sentence.at(value[0])
    if any(tag in VERBAL for tag in tags[:at]):
        return ""
    for k in range(sentence.index(value[1]), min(len(words), at + 14)):
        if tags[k] in (Tag.COMMA, Tag.STOP, Tag.RELATIVE, Tag.VERB):
            return ""
        if tags[k] is Tag.AUXILIARY and words[k].low in BE | HAVE:
            return words[k].text
    return ""
