"""Extract, part: the words by which something is said, for people: a verb with its auxiliaries, its `not` and its particle.

The class of a predicate serves to compare (`withdraw` for `left 1,150 homes without water`); these words serve to read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.extract.closed_words import BE, DIMENSIONS, HAVE, PREPOSITIONS, closed_class
from factcheck.extract.phrases import Phrase
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.tags import VERBAL, Tag
from factcheck.model.document import BlockKind
from factcheck.patterns import pattern_of
from factcheck.values.words import Token, is_money_word

if TYPE_CHECKING:
    from factcheck.extract.clauses import Clauses

_PARTICLES = frozenset(["up", "out", "off", "down", "back", "away", "over", "on"])
_DROPPED = closed_class("dropped") | {"yet"}
_LONGEST = 6


def said_by(words: Sequence[Token], tags: Sequence[int], predicate: PredicateMention, blocked: set[int]) -> str:
    """The words of a predicate as they stand, with what belongs to its verb: `has not been raised`, `gave up`."""
    group = [words[k].text for k in range(predicate.first, predicate.last + 1)]
    if predicate.form is Form.NOUN or tags[predicate.first] is not Tag.VERB:
        return " ".join(group)
    k = predicate.first - 1
    while k >= 0 and predicate.first - k <= _LONGEST and k not in blocked and _goes_with_verb(words[k], tags[k]):
        if words[k].low not in _DROPPED and not (words[k].low.endswith("ly") and tags[k] is Tag.ADVERB):
            group.insert(0, words[k].text)
        k -= 1
    after = predicate.last + 1
    if after < len(words) and after not in blocked and words[after].low in _PARTICLES:
        follows = words[after + 1].low if after + 1 < len(words) else ""
        if words[after].low == "up" and follows == "to":
            return " ".join(group)  # `may take up to two hours`
        if (words[after].low != "on" and words[after].low != "over") or not follows or not follows[0].isalnum():
            group.append(words[after].text)
    return " ".join(group)


def said_by_copula(words: Sequence[Token], tags: Sequence[int], at: int, subject: Phrase | None = None) -> str:
    """The forms of `be` and `have` before a value that no other verb governs: `is`, `has`; behind a subject with what they tell: `was organist`."""
    whole = subject is not None
    k, steps = at - 1, 0
    while (
        k >= 0
        and steps < (14 if whole else 6)
        and tags[k] not in (Tag.COMMA, Tag.STOP, Tag.OPENING, Tag.CLOSING, Tag.VERB)
    ):
        if tags[k] is Tag.AUXILIARY and words[k].low in BE | HAVE:
            first = k
            while first > 0 and tags[first - 1] is Tag.AUXILIARY:
                first -= 1
            is_told = subject is not None and subject.last <= first
            last = _end_of_complement(tags, k + 1, at) if is_told else k + 1
            return " ".join(words[n].text for n in range(first, last) if words[n].low not in _DROPPED)
        k, steps = k - 1, steps + 1
    return ""


def _end_of_complement(tags: Sequence[int], at: int, end: int) -> int:
    """The token behind the noun that a form of `be` or `have` tells, where a preposition or the end of the stretch follows."""
    last = at
    while last < end and tags[last] in (Tag.DETERMINER, Tag.NOUN, Tag.ADVERB):
        last += 1
    if last < end and tags[last] not in (Tag.PREPOSITION, Tag.TIME):
        return at
    return last if last > at and last - at < 6 and tags[last - 1] is Tag.NOUN else at


def _goes_with_verb(word: Token, tag: int) -> bool:
    return tag is Tag.AUXILIARY or (
        tag is Tag.ADVERB and (word.low in ("never", "not", "n't") or word.low in _DROPPED or word.low.endswith("ly"))
    )


def label_of_item(sentence: Clauses, theme: Phrase, value: tuple[int, int]) -> str:
    """Of `Replace the pump. Due: 3 May`: the first sentence of the block, which a label further on is of."""
    words, block = sentence.tokens, sentence.block
    if theme.first or theme.last >= len(words) or words[theme.last].text != ":" or words[theme.last].end > value[0]:
        return ""
    first = sentence.found.sentences[block.index][0]
    if first.start == sentence.start or block.kind not in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH):
        return ""
    text = block.text[first.start : first.end].strip(" .*_")
    if any(
        [
            first.start <= t.start < first.end and 2 * (t.end - t.start) > len(text)
            for t in sentence.found.times[block.index]
        ]
    ):
        return ""  # `By noon on Friday. Finalists: 4 June`
    is_list = any(c.isdigit() for c in text) and "," in text  # `Adult £7, child £3. Bicycles: £2.`
    return text if len(text) < 120 and ":" not in text and not is_list else ""


_PARTITIVE = pattern_of(
    r"(?:the\s\w+|one|two|three|some|many|most|each|half|none)\sof\s(?:the\s|only\s|its\s|his\s|her\s|their\s|our\s)*\Z",
    re.I,
)
_BESIDE = pattern_of(r",?\s(?:then\s|now\s|who\swas\s)?")
_AGED = pattern_of(r"\baged\s(?:only\s|just\s|about\s)?\Z")
_OWNING = frozenset(["with", "of", "for"])


def owner_of_figure(sentence: Clauses, value: tuple[int, int]) -> tuple[str, str] | None:
    """What a figure is of by the words right before it, and those words: `a grant of £600 took her`, `, a village with 300 inhabitants`.

    Of `she was one of three women` the words alone: what is told stays with the subject.
    """
    text, words, tags = sentence.block.text, sentence.tokens, sentence.grammar.tags
    before = text[max(sentence.start, value[0] - 40) : value[0]]
    if match := _AGED.search(before):
        at = value[0] - len(before) + match.start()
        whose = [n.text for n in sentence.names if n.end <= at]
        return (whose[-1] if whose else "", "aged")
    if text[value[0] : value[0] + 5].lower() == "aged ":
        beside = [n.text for n in sentence.names if _BESIDE.fullmatch(text, n.end, value[0])]
        return (beside[-1] if beside else "", "aged")
    if match := _PARTITIVE.search(before):
        return "", match[0].strip()
    k = sentence.at(value[0])
    while k and (words[k - 1].low in _NEAR or (k in sentence.blocked and k - 1 in sentence.blocked)):
        k -= 1
    if k < 2 or words[k - 1].low not in _OWNING or tags[k - 2] is not Tag.NOUN or words[k - 2].low == "front":
        return None
    first = k - 2
    while first and tags[first - 1] in (Tag.NOUN, Tag.DETERMINER, Tag.PREPOSITION) and k - first < 9:
        first -= 1
    is_apposition = first and words[first - 1].text == "," and tags[first] is Tag.DETERMINER
    opens = not first and tags[k - 2] is Tag.NOUN and words[k - 1].low == "of"
    led = next((n for n in range(first, k - 2) if tags[n] is Tag.PREPOSITION and words[n].low != "of"), None)
    if words[k - 1].low == "of" and led is not None and _is_fronted(sentence, led, value[1]):
        if words[led].low == "with" and words[k - 2].low in _MEASURES and (whole := _main_subject(sentence, value[1])):
            return whole, text[
                words[led].start : words[k - 1].end
            ].lower()  # `With a capacity of 52,000, the stadium is`
        return text[words[led + 1].start : words[k - 2].end], "of"  # `With debts of £2.8 million, the club was sold`
    is_object = first and tags[first - 1] is Tag.VERB and words[k - 1].low == "of" and words[k - 2].low not in _MEASURES
    if is_object and is_money_word(words[k - 2].low):
        return None  # `paid a fine of 400,000 euros`
    if not (is_apposition or opens or is_object) or words[first].low in PREPOSITIONS:
        return None
    if (
        is_apposition
        and first > 1
        and (apposed := next((n for n in sentence.names if n.end == words[first - 2].end), None))
    ):
        return apposed.text, words[k - 1].low  # `Silas Orme, a joiner with nine children,`
    return text[words[first].start : words[k - 2].end], words[k - 1].low


def _main_subject(sentence: Clauses, end: int) -> str:
    """The subject of the first verb behind an offset."""
    words, grammar = sentence.tokens, sentence.grammar
    verb = next((k for k in range(sentence.index(end), len(words)) if grammar.tags[k] in VERBAL), None)
    phrase = grammar.subject(verb) if verb is not None else None
    return sentence.block.text[words[phrase.first].start : words[phrase.last - 1].end] if phrase is not None else ""


def _is_fronted(sentence: Clauses, preposition: int, end: int) -> bool:
    """Whether a phrase opens its sentence and ends with a comma behind the figure, before any verb."""
    words, tags = sentence.tokens, sentence.grammar.tags
    after = sentence.index(end)
    is_closed = after < len(words) and tags[after] is Tag.COMMA
    if preposition and tags[preposition - 1] not in (Tag.COMMA, Tag.CONJUNCTION, Tag.STOP):
        return False
    return is_closed and not any(tags[k] in (Tag.VERB, Tag.AUXILIARY, Tag.STOP) for k in range(preposition))


_MEASURES = closed_class("measures")
_DIMENSIONS = DIMENSIONS | {"old", "apart", "away", "off"}
_OFFSETS = closed_class("offsets")
_BEING = closed_class("being")


def with_manner(sentence: Clauses, said: str, value: tuple[int, int]) -> str:
    """The predicate for people with what stands behind a measure: `is … thick`, `was finished … early`."""
    words = sentence.tokens
    k = sentence.index(value[1])
    after = words[k].low if k < len(words) else ""
    if after in _DIMENSIONS:
        last = said.lower().split()[-1:] or [""]
        return f"{said} … {after}" if last[0] in BE | HAVE | _BEING else after
    if after in ("before", "after") and k + 1 < len(words) and words[k + 1].text[0].isalnum():
        return said
    if said.lower().endswith(after):
        return said  # `Two wardens left`: the verb itself
    return f"{said} … {after}" if (after in _OFFSETS or after in ("before", "after")) and said else said


_NEAR = closed_class("near")


def modifies_noun(sentence: Clauses, predicate: PredicateMention) -> bool:
    """Whether an event noun only tells which sort the noun behind it is: `a federal appeals court`, `the harvest supper`."""
    k, words = predicate.last + 1, sentence.tokens
    return (
        predicate.form is Form.NOUN
        and k < len(words)
        and sentence.grammar.tags[k] is Tag.NOUN
        and words[k].text.isalpha()
        and (
            words[k].text.islower()
            or (words[k].text.istitle() and sentence.grammar.tags[predicate.first - 1] is Tag.NOUN)
        )
        and not words[k].low.endswith("ing")
        and words[k].low not in _OF_TIMES
    )


_OF_TIMES = closed_class("heads of times")


def subject_of_copula(sentence: Clauses, predicate: PredicateMention, at: int) -> tuple[str, str] | None:
    """The subject of a form of `be` or `have` between an event noun and a value, and that form."""
    words, tags = sentence.tokens, sentence.grammar.tags
    last = sentence.at(at)
    k = next((k for k in range(predicate.last + 1, last) if tags[k] is Tag.AUXILIARY), last)
    if k >= last or words[k].low not in BE | HAVE or any(tag is Tag.VERB for tag in tags[k:last]):
        return None
    phrase = sentence.grammar.subject(k)
    if phrase is None or not phrase.first <= predicate.first < phrase.last:
        return None
    return sentence.block.text[words[phrase.first].start : words[phrase.last - 1].end], words[k].text


def is_quality(sentence: Clauses, phrase: Phrase) -> bool:
    """Whether a phrase is only an adjective that something is told by: `Ready in 11 weeks`, `Available from May`."""
    low = sentence.lows[phrase.first]
    if low not in _QUALITIES and not (len(low) > 6 and low.endswith(("able", "ible")) and low not in _NO_QUALITIES):
        return False
    if phrase.first == 0 and sentence.block.kind is BlockKind.LIST_ITEM and phrase.last < len(sentence.lows):
        return True  # `- Bookable online up to two weeks ahead`
    return phrase.last - phrase.first == 1 or sentence.lows[phrase.first + 1] in PREPOSITIONS


_NO_QUALITIES = frozenset(["vegetable", "timetable", "constable", "syllable", "crucible"])
_QUALITIES = closed_class("qualities")


_OF_STATES = frozenset(["on", "in", "under", "off", "at", "out", "of", "up", "for"])
_BEFORE_STATES = frozenset(["now", "still", "back", "again", "currently", "only", "not"])


def state_led_in(sentence: Clauses) -> int:
    """The last token of the state that a sentence without a subject begins with, before its time: `On sale until`; none is 0."""
    lows = sentence.lows
    k = next((n for n, low in enumerate(lows[:4]) if low not in _OF_STATES and low not in _BEFORE_STATES), 0)
    if not k or lows[k - 1] not in _OF_STATES or not sentence.texts[k].isalpha() or not sentence.texts[k].islower():
        return 0
    return k if k + 1 in sentence.blocked and k not in sentence.blocked else 0


def lead_of(sentence: Clauses, at: int) -> str:
    """The preposition right before a value: `on`."""
    k = sentence.at(at) - 1
    return sentence.lows[k] if k >= 0 and sentence.lows[k] in PREPOSITIONS else ""


def whole_noun(sentence: Clauses, predicate: PredicateMention, theme: Phrase) -> str:
    """Of an event noun with words before it that tell which one: all of it, `The follow-up review`."""
    words, tags = sentence.tokens, sentence.grammar.tags
    if predicate.form is not Form.NOUN or theme.first > predicate.first:
        return ""
    if words[predicate.first].low.endswith("s"):
        return ""  # `1950 The clinic closes`
    first, last = predicate.first, predicate.last + 1
    while first and tags[first - 1] in (Tag.DETERMINER, Tag.NOUN) and predicate.first - first < 6:
        first -= 1
        if words[first].low in ("a", "an") and words[first - 1].low != "such":
            break  # `gave her a doctorate`
    while last < len(words) and tags[last] is Tag.NOUN and last - predicate.last < 4 and words[last].text.islower():
        last += 1
    if last > predicate.last + 1 and words[last : last + 1] and words[last].low == "of":
        after = last + 1  # `The launch date of the probe`
        while after < len(words) and tags[after] in (Tag.DETERMINER, Tag.NOUN) and after - last < 7:
            after += 1
        last = after if after > last + 1 else last
    return sentence.block.text[words[first].start : words[last - 1].end]
