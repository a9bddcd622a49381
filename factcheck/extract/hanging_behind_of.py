"""Extract, part of hanging: what a value hangs on over `of`, or by the state told behind a comma: `a lamp of 400 watts, visible at 19 miles`."""

from __future__ import annotations

import re

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, HAVE, PREPOSITIONS, closed_class
from factcheck.extract.hanging_nouns import Hanging, nouns_ending, opens_clause, owner_before_comma, thing_before
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.statement_words import statement_words
from factcheck.extract.tags import VERBAL, Tag
from factcheck.model.mention import QuantityMention
from factcheck.values.words import is_measure_word, is_money_word

_STATES = closed_class("states")
_IN_STATE = closed_class("in state")
_AMOUNTS = closed_class("amounts")
"""Heads of phrases with `of` that tell only in what way a figure is meant: the verb and its subject have it."""
_LEAD_MEASURE = frozenset(["at", "to", "from", "after", "for", "over", "with", "within", "by", "in", "under"])
_LED_MEASURES = closed_class("led measures")
_LENGTH_OF_TIME = re.compile(r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)\Z", re.I)


def led_measure(sentence: Clauses, first: int, after: int, quantity: QuantityMention | None) -> Hanging | None:
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
        owner = thing_before(sentence, k - 2)
        return Hanging(owner, says) if owner is not None else None
    if verb is None or head in _OF_MOVER or verb.passive or sentence.grammar.object(verb) is None:
        subject = sentence.grammar.subject(verb.first) if verb is not None else None
        return Hanging(subject, says) if subject is not None else None
    of = sentence.grammar.object(verb) if lows[k - 1] in _OF_OBJECT else sentence.grammar.subject(verb.first)
    if of is not None and tags[of.first] is Tag.NOUN and sentence.texts[of.first].islower():
        of = sentence.grammar.subject(verb.first)  # `reached the market place at a cost of`
    return Hanging(of, says)


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


def before_of(sentence: Clauses, at: int, *, is_time: bool) -> Hanging | None:
    """`a lamp of 400 watts`, `the bylaws of March 2011`: the noun before `of`, where it is a thing and no amount."""
    words, tags = sentence.tokens, sentence.grammar.tags
    last = at - 2
    if tags[last] is Tag.COMMA:
        found = nouns_ending(sentence, last - 1)  # `The report, of 212 pages,`
        return Hanging(found, "of") if found is not None and opens_clause(sentence, found.first) else None
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
        owner = nouns_ending(sentence, first - 3)  # `A beacon with a range of nine miles`
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
    found = nouns_ending(sentence, last)
    return Hanging(found, "of") if found is not None else None


def in_state(sentence: Clauses, value: int, first: int) -> Hanging | None:
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
    owner = owner_before_comma(sentence, comma)
    return Hanging(owner, " ".join(w.text for w in words[start:last])) if owner is not None else None


def _is_bare_until(sentence: Clauses, at: int, value: int) -> bool:
    """Whether a time follows, with nothing but the words that lead it: `curator since 2004`."""
    return all(k in sentence.blocked or sentence.lows[k] in PREPOSITIONS for k in range(at, value))
