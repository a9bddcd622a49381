"""Extract, part of hanging: what a figure hangs on: a whole, what lies so far off, what it stands beside, what has so many."""

from __future__ import annotations

import re

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, closed_class
from factcheck.extract.hanging_nouns import (
    IN_PLACE,
    OF_WHOLE,
    ON_NOTHING,
    Hanging,
    noun_before,
    nouns_ending,
    opens_clause,
)
from factcheck.extract.phrases import Phrase
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.stretches import near
from factcheck.extract.tags import VERBAL, Tag
from factcheck.model.mention import QuantityMention
from factcheck.values.units import dimension_of

_DIRECTIONS = closed_class("directions") | {"short"}
_QUARTERS = frozenset(["north", "south", "east", "west", "left", "right"])


def of_figure(
    sentence: Clauses, first: int, after: int, quantity: QuantityMention, predicate: PredicateMention | None
) -> Hanging | None:
    """What a figure hangs on by the words right around it; `first` is its first token, `after` the one behind it."""
    return (
        _of_whole(sentence, first, after, quantity)
        or _at_distance(sentence, first, after, quantity)
        or _worth(sentence, first)
        or _beside_comma(sentence, first, after, quantity)
        or _counted(sentence, first, after, quantity)
        or _led_by(sentence, first)
        or _told_beside(sentence, first, after, quantity, predicate)
        or _with_some_there(sentence, first, after, quantity)
        or _with_so_many(sentence, first, after, quantity)
    )


def _of_whole(sentence: Clauses, first: int, after: int, quantity: QuantityMention) -> Hanging | None:
    """`Of the 12 gauges`, `31 of the 90 panes`: the whole of which a part is told."""
    if _is_whole_in_front(sentence, first, after):
        return Hanging(Phrase(first - 1, after), "of")
    return _whole_of_part(sentence, quantity)


def _at_distance(sentence: Clauses, first: int, after: int, quantity: QuantityMention) -> Hanging | None:
    """`a farm two miles to the south of`: what lies so far away."""
    words = sentence.tokens
    behind = words[after].low if after < len(words) else "."
    if not _is_distance(sentence, quantity, after, behind) or (found := noun_before(sentence, first)) is None:
        return None
    last = after
    while last + 1 < len(words) and words[last].low in ("to", "the") and last - after < 2:
        last += 1
    follows = words[last + 1].low if last + 1 < len(words) else ""
    return Hanging(found, " ".join(w.text for w in words[after : last + 1 + (follows in ("of", "from"))]))


def _worth(sentence: Clauses, first: int) -> Hanging | None:
    """`two options, each worth 15 credits`, `a prize worth £200`."""
    words, tags = sentence.tokens, sentence.grammar.tags
    if words[first - 1].low != "worth":
        return None
    if first > 1 and words[first - 2].low in BE:
        return Hanging(sentence.grammar.subject(first - 2), f"{words[first - 2].low} worth")
    if first > 3 and words[first - 2].low == "each" and tags[first - 3] is Tag.COMMA:
        return _hung_on(nouns_ending(sentence, first - 4), "each worth")
    if first > 1 and (found := nouns_ending(sentence, first - 2)) is not None:
        return Hanging(found, "worth")
    return None


def _beside_comma(sentence: Clauses, first: int, after: int, quantity: QuantityMention) -> Hanging | None:
    """What a figure stands beside behind a comma: `their luggage, 86 suitcases,`, `our rate, at present 7.24 %`."""
    if (found := _apposed(sentence, first, after, quantity)) is not None:
        return Hanging(found, _said_next(sentence, after))
    if (now := _now_before(sentence, first)) and (found := nouns_ending(sentence, now - 1)) is not None:
        return Hanging(found, " ".join(sentence.lows[now + 1 : first]))
    if quantity.quantity.unit and (found := _measured_beside(sentence, first, after)) is not None:
        return Hanging(found, "is")
    return None


def _counted(sentence: Clauses, first: int, after: int, quantity: QuantityMention) -> Hanging | None:
    """What has or is so many: `A surgery with five chairs`, `Lot 12, six bowls of glass,`, `, after two cases of gout`."""
    if not quantity.quantity.thing:
        return None
    before = sentence.lows[first - 1]
    if before == "with" and (found := _holder_of_count(sentence, first, after)):
        return Hanging(found, before)
    if (found := _described(sentence, first, after)) is not None:
        return Hanging(found, "is")
    if before in _LEADS_COUNT and not quantity.quantity.unit and first > 2:
        if sentence.grammar.tags[first - 2] is Tag.COMMA or sentence.tokens[first - 2].text[0].isdigit():
            return Hanging(_counted_phrase(sentence, first, after), before)
    return None


def _led_by(sentence: Clauses, first: int) -> Hanging | None:
    """What a word before a figure leads to it from: `A refit costing £2 million`, `with room for 40`, `64 per cent, up from 51`."""
    lows, tags = sentence.lows, sentence.grammar.tags
    before = lows[first - 1]
    if before.endswith("ing") and first > 1 and tags[first - 2] is Tag.NOUN and before in _MEASURING:
        return _hung_on(nouns_ending(sentence, first - 2), before)
    if before == "for" and first > 3 and lows[first - 3] == "with" and lows[first - 2] in _ROOMS:
        comma = first - 4
        owner = nouns_ending(sentence, comma - (tags[comma] is Tag.COMMA))
        return _hung_on(owner, f"with {lows[first - 2]} for")
    if before == "from" and first > 1 and lows[first - 2] in ("up", "down"):
        return Hanging(None, f"{lows[first - 2]} from")
    return None


def _with_some_there(sentence: Clauses, first: int, after: int, quantity: QuantityMention) -> Hanging | None:
    """What has so many on board, or in it."""
    if (aboard := _aboard(sentence, first, after)) is not None and not quantity.quantity.unit:
        return aboard
    return _there_is(sentence, first, after) if quantity.quantity.thing else None


def _with_so_many(sentence: Clauses, first: int, after: int, quantity: QuantityMention) -> Hanging | None:
    """`the tug Corrie, with seven men on board, sank`, `three sheds, each with two doors`."""
    lows, tags = sentence.lows, sentence.grammar.tags
    before = lows[first - 1]
    if before == "with" and first > 2 and tags[first - 2] is Tag.COMMA and Tag.COMMA in tags[after : after + 4]:
        owner = nouns_ending(sentence, first - 3)
        if owner is not None and quantity.quantity.thing:
            return Hanging(owner, before)
    if before in ("of", "with") and first > 2 and lows[first - 2] == "each" and tags[first - 3] is Tag.COMMA:
        return _hung_on(nouns_ending(sentence, first - 4) if first > 3 else None, f"each {before}")
    return None


def _hung_on(owner: Phrase | None, says: str) -> Hanging:
    """What surely hangs on a phrase, or on nothing where that is none."""
    return Hanging(owner, says) if owner is not None else ON_NOTHING


_MEASURING = closed_class("measuring")
_ROOMS = closed_class("rooms")
_LEADS_COUNT = frozenset(["after", "following", "despite", "including", "among", "besides"])


def _counted_phrase(sentence: Clauses, first: int, after: int) -> Phrase:
    """A count with what follows its `of`."""
    tags, last = sentence.grammar.tags, after
    if sentence.lows[after : after + 1] == ["of"]:
        last += 1
        while last < len(tags) and tags[last] in (Tag.NOUN, Tag.DETERMINER):
            last += 1
    return Phrase(first, last)


_OF_WHOLES = re.compile(r"\sof\s(?:[A-Za-z]+\s){0,3}")
_RATED = closed_class("rated")


def _told_beside(
    sentence: Clauses, first: int, after: int, quantity: QuantityMention, predicate: PredicateMention | None
) -> Hanging | None:
    """What a thing is told to have or where it lies, beside its verb: `Camp 6, at 1,870 metres,`, `a firm with nine men`."""
    lows, tags, unit = sentence.lows, sentence.grammar.tags, quantity.quantity.unit
    follows = tags[after] if after < len(tags) else Tag.STOP
    if lows[first - 1] == "at" and unit and first > 2 and tags[first - 2] is Tag.COMMA and follows is Tag.COMMA:
        owner = nouns_ending(sentence, first - 3)
        return Hanging(owner, "at") if owner is not None else None
    if lows[first - 1] in ("to", "at", "of") and unit and first > 3 and lows[first - 2].endswith("est"):
        if lows[first - 3] == "the" and tags[first - 4] is Tag.COMMA:
            return Hanging(Phrase(first - 3, first - 1), lows[first - 1])  # `, the deepest to 24.6 metres`
    if lows[first - 1] == "at" and unit == "%" and first > 1 and lows[first - 2] in _RATED:
        return Hanging(Phrase(first - 2, first - 1), "at")  # `with interest at 4 per cent`
    if lows[first - 1] != "with" or unit or predicate is None or predicate.passive or predicate.form is Form.NOUN:
        return None
    found = sentence.grammar.object(predicate)
    if found is None or found.last != first - 1 or lows[found.first] not in ("a", "an"):
        return None
    return Hanging(found, "with")  # `took over a business with nine men`


def _aboard(sentence: Clauses, first: int, after: int) -> Hanging | None:
    """Of `rose with a pilot and twelve passengers on board`: what rose, which had them on board."""
    lows, tags, k = sentence.lows, sentence.grammar.tags, first
    if lows[after : after + 2] != ["on", "board"] and lows[after : after + 1] != ["aboard"]:
        return None
    while k > 0 and first - k < 7 and lows[k - 1] != "with":
        if tags[k - 1] not in (Tag.NOUN, Tag.DETERMINER, Tag.CONJUNCTION, Tag.TIME):
            return None
        k -= 1
    if k < 2 or lows[k - 1] != "with":
        return None
    verb = next((p for p in reversed(sentence.predicates) if p.form is not Form.NOUN and p.last < k), None)
    owner = sentence.grammar.subject(verb.first) if verb is not None else nouns_ending(sentence, k - 2)
    says = "with … on board" if lows[after] == "on" else "with … aboard"
    return Hanging(owner, says) if owner is not None else None


def _there_is(sentence: Clauses, first: int, after: int) -> Hanging | None:
    """Of `There are now eleven boats in the harbour`: where they are, which has them."""
    lows, tags = sentence.lows, sentence.grammar.tags
    k = first - 1
    while k > 1 and (tags[k] is Tag.ADVERB or lows[k] in ("now", "still", "today", "currently", "about", "some")):
        k -= 1
    if k < 1 or lows[k] not in BE or lows[k - 1] != "there" or after + 2 > len(lows) or lows[after] not in IN_PLACE:
        return None
    end = after + 1
    while end < len(tags) and tags[end] in (Tag.DETERMINER, Tag.NOUN):
        end += 1
    if end == after + 1 or tags[after + 1] is not Tag.DETERMINER:
        return None
    return Hanging(Phrase(after + 1, end), f"{sentence.texts[k - 1]} {sentence.texts[k]}")


def _is_whole_in_front(sentence: Clauses, first: int, after: int) -> bool:
    """`Of the 12 gauges, nine were working`: what is told of some is not told of the twelve."""
    lows, tags = sentence.lows, sentence.grammar.tags
    if first < 2 or lows[first - 1] != "the" or lows[first - 2] != "of":
        return False
    return (first == 2 or tags[first - 3] in (Tag.STOP, Tag.COMMA, Tag.CONJUNCTION)) and Tag.COMMA in tags[
        after : after + 12
    ]


def _whole_of_part(sentence: Clauses, quantity: QuantityMention) -> Hanging | None:
    """Of `31 of the 90 panes`: the 90, of which a part was told."""
    text = sentence.block.text
    for other in near(sentence.found.quantities[sentence.block.index], quantity.number_start, quantity.number_start):
        if other.pattern != "some":
            continue
        between = text[other.end : quantity.number_start]
        if _OF_WHOLES.fullmatch(between):
            first, last = sentence.index(other.end) + 1, sentence.index(quantity.end)
            but = "all but " if text[: other.start].lower().endswith("all but ") else ""
            return Hanging(Phrase(first, last), f"{but}{other.text} of") if first < last else None
    return None


def _is_distance(sentence: Clauses, quantity: QuantityMention, after: int, behind: str) -> bool:
    """Whether a length tells how far a place lies: `11 miles to the south`, `nine kilometres west of`."""
    if not quantity.quantity.unit or dimension_of(quantity.quantity.unit) != "length":
        return False
    if behind in _DIRECTIONS:
        return True
    return behind == "to" and sentence.lows[after + 1 : after + 2] == ["the"] and sentence.lows[after + 2 : after + 3] != [] and sentence.lows[after + 2].split("-")[0] in _QUARTERS  # fmt: skip


def _apposed(sentence: Clauses, first: int, after: int, quantity: QuantityMention) -> Phrase | None:
    """Of `and their luggage, 86 suitcases, were moved`: what the count stands beside."""
    tags = sentence.grammar.tags
    if not quantity.quantity.thing or quantity.quantity.unit or first < 2 or tags[first - 1] is not Tag.COMMA:
        return None
    if after + 1 >= len(tags) or tags[after] is not Tag.COMMA or tags[after + 1] not in VERBAL:
        return None
    return nouns_ending(sentence, first - 2)


def _now_before(sentence: Clauses, first: int) -> int:
    """The comma before `at present` or `currently` that leads a figure: `our standard rate, at present 7.24 %`; else 0."""
    lows, tags = sentence.lows, sentence.grammar.tags
    for now in (["at", "present"], ["currently"], ["now"]):
        comma = first - len(now) - 1
        if comma > 0 and lows[comma + 1 : first] == now and tags[comma] is Tag.COMMA and tags[comma - 1] is Tag.NOUN:
            return comma
    return 0


def _measured_beside(sentence: Clauses, first: int, after: int) -> Phrase | None:
    """Of `The highest value, 3.20 euros, shows a bridge`: what a measure between commas stands beside, before its verb."""
    tags = sentence.grammar.tags
    if first < 2 or tags[first - 1] is not Tag.COMMA or tags[first - 2] is not Tag.NOUN:
        return None
    if after + 1 >= len(tags) or tags[after] is not Tag.COMMA or tags[after + 1] not in VERBAL:
        return None
    found = sentence.grammar.ending_at(first - 2)
    return found if found is not None and opens_clause(sentence, found.first) else None


def _holder_of_count(sentence: Clauses, first: int, after: int) -> Phrase | None:
    """Of `A surgery with five chairs opened`: what has so many, where it is the subject of what follows."""
    tags = sentence.grammar.tags
    if first < 2 or tags[first - 2] is not Tag.NOUN or after >= len(tags):
        return None
    follows = next((k for k in range(after, min(after + 3, len(tags))) if tags[k] is not Tag.ADVERB), after)
    if tags[follows] not in VERBAL and not (
        tags[follows] is Tag.COMMA and tags[follows + 1 : follows + 2] == [Tag.VERB]
    ):
        return None
    found = sentence.grammar.ending_at(first - 2)
    return found if found is not None and opens_clause(sentence, found.first) else None


def _described(sentence: Clauses, first: int, after: int) -> Phrase | None:
    """Of `Lot 12, six bowls of blue glass, was sold`: the one thing that a count with its `of` describes."""
    tags, lows = sentence.grammar.tags, sentence.lows
    if first < 2 or tags[first - 1] is not Tag.COMMA or lows[after : after + 1] != ["of"]:
        return None
    last = after + 1
    while last < len(tags) and last - after < 9 and tags[last] in OF_WHOLE:
        last += 1
    if last + 1 >= len(tags) or tags[last] is not Tag.COMMA or lows[last + 1] not in ("is", "was", "has"):
        return None
    found = sentence.grammar.ending_at(first - 2)
    return found if found is not None and opens_clause(sentence, found.first) else None


def _said_next(sentence: Clauses, at: int) -> str:
    """The words of the verb group that begins behind the comma there."""
    found = next((p for p in sentence.predicates if p.first > at), None)
    if found is None or any(sentence.grammar.tags[k] not in VERBAL and sentence.grammar.tags[k] is not Tag.ADVERB for k in range(at + 1, found.first)):  # fmt: skip
        return sentence.tokens[at + 1].text
    return " ".join(t.text for t in sentence.tokens[at + 1 : found.last + 1])
