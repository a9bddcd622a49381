"""Extract, part of clauses: the noun that a value hangs on, where that is not the subject of its verb, for people.

`an electric lamp of 400 watts, visible at 19 nautical miles`, `a crater 900 metres across`, `the bylaws of March 2011`:
what the listing shows; how claims are compared stays with the predicate and its subject.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.extract.closed_words import BE, DIMENSIONS, HAVE, PREPOSITIONS, closed_class
from factcheck.extract.phrases import Phrase, head_group, stems_of
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.statement_words import statement_words
from factcheck.extract.stretches import near
from factcheck.extract.tags import VERBAL, Tag
from factcheck.frozen import dataclass
from factcheck.model.document import BlockKind
from factcheck.values.units import dimension_of
from factcheck.values.words import is_measure_word, is_money_word

if TYPE_CHECKING:
    from factcheck.extract.clauses import Clauses
    from factcheck.model.mention import QuantityMention


@dataclass(frozen=True, slots=True)
class Hanging:
    """The noun phrase that a value is of, as token indices, and the words between the two; no phrase where the subject stays."""

    phrase: Phrase | None
    says: str


_NEAR = frozenset(["some", "about", "around", "nearly", "almost", "over", "up", "to", "at", "least", "most", "only", "just", "more", "less", "than", "roughly", "approximately", "under", "below", "above", "exactly", "c", "."])  # fmt: skip
_DIMENSIONS = DIMENSIONS | {"broad"}
_DIRECTIONS = closed_class("directions") | {"short"}
_QUARTERS = frozenset(["north", "south", "east", "west", "left", "right"])
_STATES = closed_class("states")
_IN_STATE = closed_class("in state")
_AMOUNTS = closed_class("amounts")
"""Heads of phrases with `of` that tell only in what way a figure is meant: the verb and its subject have it."""


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
        last = next((k for k in range(after, len(words)) if tags[k] not in _OF_WHOLE), len(words))
        return Hanging(Phrase(sentence.at(quantity.number_start), last), "")  # `Eleven of the 16 panes were cracked`
    behind = words[after].low if after < len(words) else "."
    if first == 0:
        return None
    before = words[first - 1].low
    if before == "(" and behind == ")" and quantity is not None and (found := _bracketed(sentence, first, quantity)):
        return Hanging(found, "is")  # `climb to Pen Orme (612 m)`
    if before == "at" and first > 1 and sentence.lows[first - 2] in _BEARING and quantity is not None:
        if quantity.quantity.unit == "%" and (found := _phrase_ending(sentence, first - 2)) is not None:
            return Hanging(found, "at")  # `a one-year bond at 4 per cent`
    if behind in _DIMENSIONS and before == "each" and first > 2 and tags[first - 2] is Tag.COMMA:
        return Hanging(Phrase(first - 1, first), behind)  # `three sheds, each 9 metres wide`
    if behind in _DIMENSIONS and before == "them" and (found := _several_before(sentence, first)) is not None:
        return Hanging(found, f"{sentence.lows[first - 3]} of them … {behind}")
    if behind in _DIMENSIONS and (found := _listed_before(sentence, first)) is not None:
        return Hanging(found, behind)
    if behind in _DIMENSIONS and (found := _noun_before(sentence, first, whole=True)) is not None:
        return Hanging(found, behind)
    if quantity is not None:
        if _is_whole_in_front(sentence, first, after):
            return Hanging(Phrase(first - 1, after), "of")
        if (whole := _whole_of_part(sentence, quantity)) is not None:
            return whole
        if _is_distance(sentence, quantity, after, behind) and (found := _noun_before(sentence, first)) is not None:
            last = after
            while last + 1 < len(words) and words[last].low in ("to", "the") and last - after < 2:
                last += 1
            follows = words[last + 1].low if last + 1 < len(words) else ""
            return Hanging(found, " ".join(w.text for w in words[after : last + 1 + (follows in ("of", "from"))]))
        if before == "worth" and first > 1 and words[first - 2].low in BE:
            return Hanging(sentence.grammar.subject(first - 2), f"{words[first - 2].low} worth")
        if before == "worth" and first > 3 and words[first - 2].low == "each" and tags[first - 3] is Tag.COMMA:
            owner = _phrase_ending(sentence, first - 4)  # `two options, each worth 15 credits`
            return Hanging(owner, "each worth") if owner is not None else None
        if before == "worth" and first > 1 and (found := _phrase_ending(sentence, first - 2)) is not None:
            return Hanging(found, before)
        if (found := _apposed(sentence, first, after, quantity)) is not None:
            return Hanging(found, _said_next(sentence, after))
        if (now := _now_before(sentence, first)) and (found := _phrase_ending(sentence, now - 1)) is not None:
            return Hanging(found, " ".join(words[k].low for k in range(now + 1, first)))
        if quantity.quantity.unit and (found := _measured_beside(sentence, first, after)) is not None:
            return Hanging(found, "is")
        if before == "with" and quantity.quantity.thing and (found := _holder_of_count(sentence, first, after)):
            return Hanging(found, before)
        if quantity.quantity.thing and (found := _described(sentence, first, after)) is not None:
            return Hanging(found, "is")
        if before in _LEADS_COUNT and quantity.quantity.thing and not quantity.quantity.unit and first > 2:
            if tags[first - 2] is Tag.COMMA or sentence.tokens[first - 2].text[0].isdigit():
                return Hanging(_counted_phrase(sentence, first, after), before)  # `, after two cases of gout`
        if before.endswith("ing") and first > 1 and tags[first - 2] is Tag.NOUN and before in _MEASURING:
            owner = _phrase_ending(sentence, first - 2)  # `A refit costing £2 million`
            return Hanging(owner, before) if owner is not None else None
        if before == "for" and first > 3 and sentence.lows[first - 3] == "with" and sentence.lows[first - 2] in _ROOMS:
            comma = first - 4
            owner = _phrase_ending(sentence, comma - (tags[comma] is Tag.COMMA))
            return Hanging(owner, f"with {sentence.lows[first - 2]} for") if owner is not None else None
        if before == "from" and first > 1 and words[first - 2].low in ("up", "down"):
            return Hanging(None, f"{words[first - 2].low} from")  # `64 per cent, up from 51`
        if (told := _told_beside(sentence, first, after, quantity, predicate)) is not None:
            return told
        if (aboard := _aboard(sentence, first, after)) is not None and not quantity.quantity.unit:
            return aboard
        if (there := _there_is(sentence, first, after)) is not None and quantity.quantity.thing:
            return there
        if before == "with" and first > 2 and tags[first - 2] is Tag.COMMA and Tag.COMMA in tags[after : after + 4]:
            owner = _phrase_ending(sentence, first - 3)  # `the tug Corrie, with seven men on board, sank`
            if owner is not None and quantity.quantity.thing:
                return Hanging(owner, before)
        if before in ("of", "with") and first > 2 and words[first - 2].low == "each" and tags[first - 3] is Tag.COMMA:
            owner = _phrase_ending(sentence, first - 4) if first > 3 else None
            return Hanging(owner, f"each {before}") if owner is not None else None
    if quantity is None and (endured := _endured(sentence, first, after)) is not None:
        return endured
    if before == "of" and first > 3 and (led := _led_measure(sentence, first, after, quantity)) is not None:
        return led
    if before == "of" and first > 1:
        if quantity is None and (predicate is None or predicate.form is Form.NOUN):
            return None  # `the flood of 1966`
        return _before_of(sentence, first, is_time=quantity is None)
    return _in_state(sentence, at, first)


_BEARING = frozenset(["bond", "bonds", "loan", "loans", "mortgage", "interest", "credit", "overdraft", "stock", "debenture", "debentures", "deposit", "account", "notes"])  # fmt: skip
"""What bears interest at a rate."""


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
    found = _phrase_ending(sentence, first - 2)
    return found if found is not None and sentence.lows[found.first][0].isalpha() else None


_LEAD_MEASURE = frozenset(["at", "to", "from", "after", "for", "over", "with", "within", "by", "in", "under"])
_LED_MEASURES = closed_class("led measures")
_LENGTH_OF_TIME = re.compile(r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)\Z", re.I)


def _led_measure(sentence: Clauses, first: int, after: int, quantity: QuantityMention | None) -> Hanging | None:
    """`was built at a cost of £2,300`, `came after a delay of 35 minutes`: of the subject, or of what stands before `with`."""
    lows, tags = sentence.lows, sentence.grammar.tags
    head = lows[first - 2]
    if head not in _LED_MEASURES and (not is_measure_word(head) or is_money_word(head)):
        return None
    if quantity is None and not _LENGTH_OF_TIME.search(sentence.tokens[after - 1].low):
        return None
    k = first - 3
    while k > 1 and tags[k] is Tag.NOUN and first - k < 6:
        k -= 1
    if k < 1 or lows[k] not in ("a", "an", "the") or lows[k - 1] not in _LEAD_MEASURE:
        return None
    if lows[k] == "the" and lows[k - 1] in ("from", "after", "by", "in", "under"):
        return None  # `damages arising from the loss of 1,240 tonnes`
    says = " ".join(sentence.texts[k - 1 : first])
    verb = next((p for p in reversed(sentence.predicates) if p.form is not Form.NOUN and p.last < k - 1), None)
    if k == 1 or tags[k - 2] in (Tag.COMMA, Tag.STOP, Tag.CONJUNCTION):
        behind = next((p for p in sentence.predicates if p.form is not Form.NOUN and p.first >= after), None)
        if behind is not None and (k == 1 or verb is None or tags[k - 2] is not Tag.COMMA):
            subject = sentence.grammar.subject(behind.first)  # `At a height of 1,100 feet the balloon entered`
            return Hanging(subject, says[0].lower() + says[1:]) if subject is not None else None
    if lows[k - 1] in ("with", "for") and tags[k - 2] is Tag.NOUN and not _is_measured_act(sentence, verb, k - 2):
        owner = _thing_before(sentence, k - 2)
        return Hanging(owner, says) if owner is not None else None
    if verb is None or head in _OF_MOVER or verb.passive or sentence.grammar.object(verb) is None:
        subject = sentence.grammar.subject(verb.first) if verb is not None else None
        return Hanging(subject, says) if subject is not None else None
    of = sentence.grammar.object(verb) if lows[k - 1] in _OF_OBJECT else sentence.grammar.subject(verb.first)
    if of is not None and tags[of.first] is Tag.NOUN and sentence.texts[of.first].islower():
        of = sentence.grammar.subject(verb.first)  # `reached the market place at a cost of`
    return Hanging(of, says)


def _thing_before(sentence: Clauses, last: int) -> Phrase | None:
    """The nouns that end at a token; of `a wing at the museum in Kiln Street`, where a place ends them, the wing."""
    found = _phrase_ending(sentence, last)
    while found is not None and found.first > 1 and sentence.lows[found.first - 1] in _IN_PLACE:
        before = _phrase_ending(sentence, found.first - 2)
        if before is None:
            break
        found = before
    return found


_OF_MOVER = frozenset(["altitude", "speed", "height", "rate"])
_OF_OBJECT = frozenset(["at", "with", "to", "from", "for"])


def _is_measured_act(sentence: Clauses, verb: PredicateMention | None, last: int) -> bool:
    """Whether the noun before is no thing that has the measure: `was laid in Hull for a term of`, but `a loan from the bank for a term of`."""
    return (
        verb is not None
        and verb.passive
        and sentence.lows[verb.last + 1 : verb.last + 2] != ["by"]
        and last > verb.last
    )


_MEASURING = closed_class("measuring")
_ROOMS = frozenset(["room", "space", "places", "seats", "beds", "berths", "parking", "accommodation"])
_LEADS_COUNT = frozenset(["after", "following", "despite", "including", "among", "besides"])


def _counted_phrase(sentence: Clauses, first: int, after: int) -> Phrase:
    """A count with what follows its `of`."""
    tags, last = sentence.grammar.tags, after
    if sentence.lows[after : after + 1] == ["of"]:
        last += 1
        while last < len(tags) and tags[last] in (Tag.NOUN, Tag.DETERMINER):
            last += 1
    return Phrase(first, last)


_OF_WHOLE = frozenset([Tag.NOUN, Tag.DETERMINER, Tag.PREPOSITION, Tag.TIME])


_OF_WHOLES = re.compile(r"\sof\s(?:[A-Za-z]+\s){0,3}")


_RATED = frozenset(
    ["interest", "tax", "duty", "commission", "discount", "royalty", "royalties", "vat", "dividend", "premium"]
)


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


def _several_before(sentence: Clauses, first: int) -> Phrase | None:
    """Of `was cut by crevasses, some of them 20 metres wide`: the crevasses."""
    lows, tags = sentence.lows, sentence.grammar.tags
    if first < 5 or lows[first - 2] != "of" or tags[first - 4] is not Tag.COMMA:
        return None
    return _phrase_ending(sentence, first - 5)


def _told_beside(
    sentence: Clauses, first: int, after: int, quantity: QuantityMention, predicate: PredicateMention | None
) -> Hanging | None:
    """What a thing is told to have or where it lies, beside its verb: `Camp 6, at 1,870 metres,`, `a firm with nine men`."""
    lows, tags, unit = sentence.lows, sentence.grammar.tags, quantity.quantity.unit
    follows = tags[after] if after < len(tags) else Tag.STOP
    if lows[first - 1] == "at" and unit and first > 2 and tags[first - 2] is Tag.COMMA and follows is Tag.COMMA:
        owner = _phrase_ending(sentence, first - 3)
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
    owner = sentence.grammar.subject(verb.first) if verb is not None else _phrase_ending(sentence, k - 2)
    says = "with … on board" if lows[after] == "on" else "with … aboard"
    return Hanging(owner, says) if owner is not None else None


_IN_PLACE = frozenset(["in", "on", "at", "aboard"])


def _there_is(sentence: Clauses, first: int, after: int) -> Hanging | None:
    """Of `There are now eleven boats in the harbour`: where they are, which has them."""
    lows, tags = sentence.lows, sentence.grammar.tags
    k = first - 1
    while k > 1 and (tags[k] is Tag.ADVERB or lows[k] in ("now", "still", "today", "currently", "about", "some")):
        k -= 1
    if k < 1 or lows[k] not in BE or lows[k - 1] != "there" or after + 2 > len(lows) or lows[after] not in _IN_PLACE:
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


def _noun_before(sentence: Clauses, at: int, *, whole: bool = False) -> Phrase | None:
    """The noun phrase right before a measure or before the comma in front of it; `whole` takes it with its prepositions where it opens the clause."""
    tags = sentence.grammar.tags
    last = at - 1
    if tags[last] is Tag.COMMA:
        last -= 1
        if last < 0 or tags[last] not in (Tag.NOUN, Tag.CLOSING):
            return None
        found = sentence.grammar.ending_at(last)
        if found is not None and (whole or not found.first) and _opens_clause(sentence, found.first):
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
    return _phrase_ending(sentence, last)


def _part_of_name(sentence: Clauses, first: int, last: int) -> Phrase | None:
    """Of `the snout of the Kessel Glacier, 310 metres above the sea`: the snout, with what it is of."""
    lows, tags = sentence.lows, sentence.grammar.tags
    start = first - (tags[first - 1] is Tag.DETERMINER) if first else first
    if start < 3 or lows[start - 1] != "of" or tags[start - 2] is not Tag.NOUN:
        return None
    before = _phrase_ending(sentence, start - 2)
    return Phrase(before.first, last + 1) if before is not None and lows[before.first] == "the" else None


def _listed_before(sentence: Clauses, at: int) -> Phrase | None:
    """A further thing of a list right before a measure: `a bridge and a fence some 400 metres long`."""
    tags = sentence.grammar.tags
    first = at
    while first and tags[first - 1] is Tag.NOUN:
        first -= 1
    if first == at or first < 2 or sentence.lows[first - 1] not in ("a", "an"):
        return None
    return Phrase(first - 1, at) if tags[first - 2] is Tag.CONJUNCTION else None


_NO_NOUNS = frozenset(["is", "was", "only", "further", "another", "additional", "extra", "some"])


def _opens_clause(sentence: Clauses, first: int) -> bool:
    return not first or sentence.grammar.tags[first - 1] in (Tag.STOP, Tag.CONJUNCTION, Tag.COMMA, Tag.SUBORDINATOR)


def _phrase_ending(sentence: Clauses, last: int) -> Phrase | None:
    """The nouns that end at a token, with their determiner; of an apposition (`Oranda, a town of`) the name before it."""
    words, tags, lows = sentence.tokens, sentence.grammar.tags, sentence.lows
    if last < 0 or tags[last] is not Tag.NOUN:
        return None
    first = last
    while first and tags[first - 1] is Tag.NOUN and last - first < 7:
        first -= 1
    if first > 2 and lows[first - 1] == "of" and not words[last].text[0].isupper() and _counts(sentence, first, last):
        inner = _phrase_ending(sentence, first - 2)  # `a town of 8,300 inhabitants`
        if inner is not None:
            return inner
    if first and tags[first - 1] is Tag.DETERMINER:
        first -= 1
    if (named := _named_before(sentence, first)) is not None:
        return named
    phrase = Phrase(first, last + 1)
    return phrase if stems_of(words, phrase) else None


def _counts(sentence: Clauses, first: int, last: int) -> bool:
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
    return _phrase_ending(sentence, first - 2)


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
    return found if found is not None and _opens_clause(sentence, found.first) else None


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
    return found if found is not None and _opens_clause(sentence, found.first) else None


def _described(sentence: Clauses, first: int, after: int) -> Phrase | None:
    """Of `Lot 12, six bowls of blue glass, was sold`: the one thing that a count with its `of` describes."""
    tags, lows = sentence.grammar.tags, sentence.lows
    if first < 2 or tags[first - 1] is not Tag.COMMA or lows[after : after + 1] != ["of"]:
        return None
    last = after + 1
    while last < len(tags) and last - after < 9 and tags[last] in _OF_WHOLE:
        last += 1
    if last + 1 >= len(tags) or tags[last] is not Tag.COMMA or lows[last + 1] not in ("is", "was", "has"):
        return None
    found = sentence.grammar.ending_at(first - 2)
    return found if found is not None and _opens_clause(sentence, found.first) else None


def _said_next(sentence: Clauses, at: int) -> str:
    """The words of the verb group that begins behind the comma there."""
    found = next((p for p in sentence.predicates if p.first > at), None)
    if found is None or any(sentence.grammar.tags[k] not in VERBAL and sentence.grammar.tags[k] is not Tag.ADVERB for k in range(at + 1, found.first)):  # fmt: skip
        return sentence.tokens[at + 1].text
    return " ".join(t.text for t in sentence.tokens[at + 1 : found.last + 1])


def _before_of(sentence: Clauses, at: int, *, is_time: bool) -> Hanging | None:
    """`a lamp of 400 watts`, `the bylaws of March 2011`: the noun before `of`, where it is a thing and no amount."""
    words, tags = sentence.tokens, sentence.grammar.tags
    last = at - 2
    if tags[last] is Tag.COMMA:
        found = _phrase_ending(sentence, last - 1)  # `The report, of 212 pages,`
        return Hanging(found, "of") if found is not None and _opens_clause(sentence, found.first) else None
    if tags[last] is not Tag.NOUN or words[last].low in _AMOUNTS or (words[last].text[0].isdigit() and not is_time):
        return None
    if is_time and last in sentence.blocked:
        return None
    first = last
    while first and tags[first - 1] is Tag.NOUN and last - first < 7:
        first -= 1
    lead = tags[first - 1] if first else Tag.STOP
    is_with = lead is Tag.DETERMINER and first > 2 and words[first - 2].low == "with"
    if is_with and not is_time and is_measure_word(words[last].low) and not is_money_word(words[last].low):
        owner = _phrase_ending(sentence, first - 3)  # `A beacon with a range of nine miles`
        if owner is not None:
            return Hanging(owner, sentence.block.text[words[first - 2].start : words[at - 1].end])
    is_had = lead is Tag.DETERMINER and first > 1 and words[first - 2].low in HAVE
    if is_had and not is_time and is_measure_word(words[last].low):
        return None  # `The car, which has a range of 640 kilometres`
    if lead is Tag.RELATIVE:
        return Hanging(None, "of") if words[first - 1].low == "whose" else None
    if (
        is_time
        and lead is not Tag.DETERMINER
        and not words[last].text[0].isupper()
        and not words[last].text[0].isdigit()
    ):
        return None
    if lead not in (Tag.DETERMINER, Tag.VERB, Tag.PREPOSITION, Tag.COMMA, Tag.CONJUNCTION, Tag.STOP):
        return None
    if any(p.first == last and p.name in ("die", "born") for p in sentence.predicates) or is_money_word(
        words[last].low
    ):
        return None
    if lead is Tag.DETERMINER and first > 1 and words[first - 2].low in BE:
        return Hanging(sentence.grammar.subject(first - 2), "of")  # `Saltholm is an island of 96 hectares`
    found = _phrase_ending(sentence, last)
    return Hanging(found, "of") if found is not None else None


def _in_state(sentence: Clauses, value: int, first: int) -> Hanging | None:
    """`, available since 2014,`, `, visible at 19 nautical miles`, `, treasurer since 2009,`: of what stands before the comma."""
    words, tags, lows = sentence.tokens, sentence.grammar.tags, sentence.lows
    comma = next((k for k in range(first - 1, max(-1, first - 8), -1) if tags[k] is Tag.COMMA), None)
    if comma is None or comma < 1 or tags[comma - 1] not in (Tag.NOUN, Tag.CLOSING, Tag.TIME):
        return None
    start = comma + 1
    while start < first and (tags[start] is Tag.ADVERB or lows[start] in ("still", "long", "first")):
        start += 1
    if start >= first:
        return None
    head = lows[start]
    if lows[start : start + 1] == ["in"] and start + 1 < first and lows[start + 1] in _IN_STATE:
        last = start + 2
    elif (
        head in _STATES
        or (len(head) > 6 and head.endswith(("able", "ible")) and tags[start] is Tag.NOUN)
        or (
            head in statement_words().role_of and tags[start] is Tag.NOUN and _is_bare_until(sentence, start + 1, value)
        )
    ):
        last = start + 1
    else:
        return None
    if any(tags[k] in VERBAL or tags[k] in (Tag.STOP, Tag.RELATIVE, Tag.CONJUNCTION) for k in range(start, first)):
        return None
    owner = _owner_before_comma(sentence, comma)
    return Hanging(owner, " ".join(w.text for w in words[start:last])) if owner is not None else None


def _is_bare_until(sentence: Clauses, at: int, value: int) -> bool:
    """Whether a time follows, with nothing but the words that lead it: `curator since 2004`."""
    return all(k in sentence.blocked or sentence.lows[k] in PREPOSITIONS for k in range(at, value))


def _owner_before_comma(sentence: Clauses, comma: int) -> Phrase | None:
    tags = sentence.grammar.tags
    found = sentence.grammar.ending_at(comma - 1)
    if found is not None and _opens_clause(sentence, found.first):
        return found
    last = comma - 1
    while last > 1 and last in sentence.blocked:  # `a lamp of 400 watts, visible`
        last -= 1
    if last and sentence.lows[last] == "of":
        last -= 1
    return _phrase_ending(sentence, last) if tags[last] is Tag.NOUN else None


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
