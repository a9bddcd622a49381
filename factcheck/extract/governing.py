"""Extract, part: which predicate of a sentence a value belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, HAVE
from factcheck.extract.coordinated_times import (
    is_of_state_before,
    verb_behind_insertion,
    verb_joined_behind,
    verb_of_list,
)
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.said import (
    modifies_noun,
)
from factcheck.extract.tags import VERBAL, Tag
from factcheck.extract.verb_forms import IS_PARTICIPLE
from factcheck.model.time import Relation, Timex
from factcheck.values.words import Token

_MAX_COST = 22.0

_BEFORE_FRONTED = frozenset(["on", "in", "at", "by", "from", "since", "until", "the", "before", "after", "during", "late", "early", "between", ",", "*", "of", "night", "morning", "around", "about", "only"])  # fmt: skip
_DIRECTIONS = frozenset(["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "above", "below", "from", "away", "beyond", "past", "up", "down", "off", "further", "farther", "inland", "upstream", "downstream", "after", "before"])  # fmt: skip
_LAST_DAY_OF = re.compile(
    r"\s+as\s+the\s+(?:last|latest|final)\s+(?:date|day|moment)\s+(?:by|on|for|at)\b"
    r"|\s+(?:is|was)\s+the\s+(?:date|day)\s+(?:by|before|until)\s+which\b"
)


_IT_WAS = re.compile(
    r"\bit\s(?:was|is|will\sbe|had\sbeen)\s(?:only\s|not\suntil\s|also\s|thus\s)?(?:(?:on|in|at|by)\s)?(?:the\s)?\Z",
    re.I,
)
_CLEFT = re.compile(r",?(?:\s\w+){0,2}\s*,?\s+that\b")


def governing(sentence: Clauses, start: int, end: int, timex: Timex | None = None) -> PredicateMention | None:
    """The predicate that a value belongs to: the cheapest by distance, clause boundaries, direction and form."""
    if not sentence.predicates:
        return None
    words, breaks = sentence.tokens, sentence.breaks
    first = sentence.at(start)
    last = max(sentence.index(end) - 1, 0)
    fronted = timex is not None and all(
        words[k].low in _BEFORE_FRONTED or k in sentence.blocked or words[k].low.isdecimal() for k in range(first)
    )
    if timex is not None and _LAST_DAY_OF.match(sentence.block.text, end):
        # `fixed 3 May as the last day by which ...`: the deadline is of what follows
        after = [p for p in sentence.predicates if p.first > last]
        return next((p for p in after if p.form is not Form.NOUN), after[0] if after else None)
    if timex is None and first == 0 and last + 1 < len(words) and words[last + 1].low in _DIRECTIONS:
        fronted = True  # `Two hundred metres north of the pier a band of quartz cuts the cliff`
    if timex is not None and _CLEFT.match(sentence.block.text, end) and _IT_WAS.search(sentence.block.text[:start]):
        # `it was on 3 May that the mayor cut the ribbon`: the time is of what follows
        return next((p for p in sentence.predicates if p.first > last and p.form is not Form.NOUN), None)
    if timex is None and first > 2 and sentence.lows[first - 1] == "for" and sentence.lows[first - 2] in ("and", "but"):
        if sentence.lows[first - 3] == ",":  # `, and for two seasons the company lived on gifts`
            return next((p for p in sentence.predicates if p.first > last and p.form is not Form.NOUN), None)
    if timex is not None and (
        state_inserted(sentence, timex) or _is_apposed(sentence, first, last) or _has_until(sentence, timex, first)
    ):
        return None
    if fronted and timex is not None and (main := _main_verb(sentence, last)) is not None:
        return main
    if timex is not None and (relative := _verb_of_relative(sentence, first, last)) is not None:
        return relative
    if timex is not None and (joined := verb_joined_behind(sentence, first, last)) is not None:
        return joined
    fronted = fronted or (timex is not None and _is_between_commas(words, first, last, sentence.blocked))
    best: tuple[float, PredicateMention] | None = None
    if timex is None and (behind := verb_behind_insertion(sentence, first, last)) is not None:
        return behind
    if timex is None and (own := _of_own_clause(sentence, first, last)) is not None:
        return own
    beside = _apposed_before(sentence, first) if timex is not None else None
    opening = _colon_before(sentence, first, last) if timex is not None and ":" in sentence.vocabulary else None
    for predicate in sentence.predicates:
        if predicate.first <= last and predicate.last >= first:
            continue
        if beside is not None and beside[0] < predicate.first < beside[1]:
            continue  # `married Otto Lind, a railway engineer, in 1966`
        if ";" in sentence.vocabulary and predicate.first > last and ";" in sentence.texts[last + 1 : predicate.first]:
            continue  # `£12; sign up by Friday`
        if (
            timex is not None
            and predicate.last < first
            and ";" in sentence.vocabulary
            and _is_behind_semicolon(sentence, predicate, first, last)
        ):
            continue  # `are answered within a week; in 2030 there were 418`
        if opening is not None and predicate.last < opening:
            continue  # `Then came the mill: in March 1909 two of its walls gave way`
        cost = _cost(sentence, breaks, predicate, first, last, fronted)
        if best is None or cost < best[0]:
            best = (cost, predicate)
    if (best is None or best[0] >= _MAX_COST) and timex is None and ";" in sentence.vocabulary:
        return verb_of_list(sentence, first, last)
    if best is not None and sentence.lows[best[1].first] in _WINNING and best[1].last < first:
        before = [p for p in sentence.predicates if p.first < best[1].first and p.form is not Form.NOUN]
        return before[-1] if before else best[1]  # `won the cup, beating the holders in front of 11,000 people`
    if best is None or best[0] >= _MAX_COST or (not fronted and is_of_state_before(sentence, best[1], first, last)):
        return None
    if best[1].first > last and (
        _is_in_state(sentence, first) or (fronted and _is_behind_copula(sentence, best[1], last))
    ):
        return None
    if best[1].last < first and _is_in_subject_of_copula(sentence, best[1], first, last):
        return None
    return best[1]


def _is_behind_copula(sentence: Clauses, predicate: PredicateMention, last: int) -> bool:
    """Whether a verb stands in a clause behind that of `be` or `have`: `In 2027 the baths had 300 visits, the most since they reopened`."""
    tags = sentence.grammar.tags
    if predicate.form is Form.NOUN:
        return False
    copula = next((k for k in range(last + 1, predicate.first) if tags[k] in VERBAL), None)
    if copula is None or sentence.lows[copula] not in BE | HAVE or tags[copula + 1] in VERBAL:
        return False
    between = range(copula + 1, predicate.first)
    if "there" in sentence.lows[last + 1 : copula + 2] and any(tags[k] is Tag.RELATIVE for k in between):
        return True  # `Since 6 May there are packages of it, which was released on 2 May`
    return "since" in sentence.lows[copula:] and any(tags[k] is Tag.SUBORDINATOR for k in between)


def _is_in_subject_of_copula(sentence: Clauses, predicate: PredicateMention, first: int, last: int) -> bool:
    """Whether a value ends what `is` or `was` tells of, behind a clause with a comma: `If you wish to sell, the fair on 3 May is`."""
    tags, lows, k = sentence.grammar.tags, sentence.lows, last + 1
    while k < len(tags) and tags[k] in (Tag.TIME, Tag.PREPOSITION, Tag.CONJUNCTION):
        k += 1
    if k >= len(tags) or lows[k] not in BE or Tag.COMMA not in tags[predicate.last + 1 : first]:
        return False
    if predicate.form is Form.NOUN or any(tag in VERBAL for tag in tags[predicate.last + 1 : k]):
        return False
    opens = predicate.last + 1 + tags[predicate.last + 1 : first].index(Tag.COMMA)
    is_led = next((n for n in range(predicate.first, -1, -1) if tags[n] in (Tag.SUBORDINATOR, Tag.STOP)), None)
    return is_led is not None and tags[is_led] is Tag.SUBORDINATOR and tags[opens + 1] in (Tag.DETERMINER, Tag.NOUN)


def _is_in_state(sentence: Clauses, first: int) -> bool:
    """Whether a value stands in a relative clause that tells a state, before the verb: `Passes that are valid in May can be returned`."""
    tags, k = sentence.grammar.tags, first - 1
    while k > 0 and first - k < 7 and (k in sentence.blocked or tags[k] in (Tag.NOUN, Tag.PREPOSITION, Tag.ADVERB)):
        k -= 1
    if k < 1 or sentence.lows[k] not in BE:
        return False
    k -= 1
    while k > 0 and tags[k] is Tag.NOUN:
        k -= 1
    return tags[k] is Tag.RELATIVE and (sentence.lows[k] == "whose" or sentence.lows[k + 1] in BE)


def _colon_before(sentence: Clauses, first: int, last: int) -> int | None:
    """The colon behind which a time opens a clause that has a verb of its own, as finite verbs tell it."""
    k = first - 1
    while k > 0 and (k in sentence.blocked or sentence.lows[k] in _LEADING_IN):
        k -= 1
    if any(p.last == k - 1 for p in sentence.predicates):
        return None  # `The mill was opened: on 3 May`, `Opened: 3 May`
    if k < 1 or sentence.texts[k] != ":" or not any(tag in VERBAL for tag in sentence.grammar.tags[:k]):
        return None
    ends = next((n for n in range(last + 2, len(sentence.texts)) if sentence.texts[n] in ",;:.()"), len(sentence.texts))
    behind = [p for p in sentence.predicates if last < p.first < ends and p.form is not Form.NOUN]
    return (
        k if behind and sentence.grammar.tags[last + 1] in (Tag.DETERMINER, Tag.NOUN, Tag.PRONOUN, Tag.COMMA) else None
    )


_LEADING_IN = frozenset(["on", "in", "at", "by", "from", "since", "the", "late", "early", "around", "about", "only"])


def _is_behind_semicolon(sentence: Clauses, predicate: PredicateMention, first: int, last: int) -> bool:
    """Whether a value opens a clause with a verb of its own behind a semicolon that stands after the predicate."""
    if ";" not in sentence.texts[predicate.last + 1 : first]:
        return False
    at = first - 1 - sentence.texts[predicate.last + 1 : first][::-1].index(";")
    if any(tag in VERBAL for tag in sentence.grammar.tags[at + 1 : first]):
        return False
    ends = next((k for k in range(last + 1, len(sentence.texts)) if sentence.texts[k] in ";.)"), len(sentence.texts))
    return any(tag in VERBAL for tag in sentence.grammar.tags[last + 1 : ends])


def _is_apposed(sentence: Clauses, first: int, last: int) -> bool:
    """Whether a year stands in a description between commas that has no verb: `Orle, the winners in 2014 and 2015, finished`."""
    tags, lows = sentence.grammar.tags, sentence.lows
    k = first - 1
    while k > 0 and (k in sentence.blocked or lows[k] in ("in", "and", "of")):
        k -= 1
    if k < 2 or tags[k] is not Tag.NOUN:
        return False
    while k > 0 and tags[k] is Tag.NOUN:
        k -= 1
    if k < 2 or lows[k] != "the" or tags[k - 1] is not Tag.COMMA or tags[k - 2] is not Tag.NOUN:
        return False
    after = last + 1
    while after < len(tags) and (after in sentence.blocked or lows[after] == "and"):
        after += 1
    return after + 1 < len(tags) and tags[after] is Tag.COMMA and tags[after + 1] in VERBAL


def _has_until(sentence: Clauses, timex: Timex, first: int) -> bool:
    """Whether somebody has until then: `and he has until 15 September to accept`."""
    k = first
    while k and k - 1 in sentence.blocked:
        k -= 1
    return timex.relation is Relation.UNTIL and k > 1 and sentence.lows[k - 1] in ("has", "have", "had")


def state_inserted(sentence: Clauses, timex: Timex) -> str:
    """The word for a state that is put in with its time between commas: `Release 2.8, out since 1 November, cured`; else nothing."""
    if timex.relation is not Relation.SINCE:
        return ""
    tags, lows = sentence.grammar.tags, sentence.lows
    k, after = sentence.at(timex.start) - 1, sentence.index(timex.end)
    while k > 0 and (k in sentence.blocked or lows[k] == "since"):
        k -= 1
    is_state = k > 1 and lows[k].isalpha() and tags[k - 1] is Tag.COMMA and tags[k] not in VERBAL
    return lows[k] if is_state and after < len(tags) and tags[after] is Tag.COMMA else ""


def _apposed_before(sentence: Clauses, first: int) -> tuple[int, int] | None:
    """The commas around a description without a verb right before a time: `, a railway engineer, in 1966`."""
    tags = sentence.grammar.tags
    end = first - 1
    while end > 0 and (end in sentence.blocked or tags[end] is Tag.PREPOSITION):
        end -= 1
    if end < 3 or tags[end] is not Tag.COMMA:
        return None
    k = end - 1
    while k > 0 and tags[k] in (Tag.NOUN, Tag.DETERMINER, Tag.PREPOSITION) and end - k < 9:
        k -= 1
    return (k, end) if tags[k] is Tag.COMMA and sentence.lows[k + 1] in ("a", "an", "the", "then") else None


def _verb_of_relative(sentence: Clauses, first: int, last: int) -> PredicateMention | None:
    """`the tribunal, which in 2021 overturned`: the verb behind a time that follows its relative pronoun."""
    k = first - 1
    while k > 0 and (k in sentence.blocked or sentence.lows[k] in ("in", "on", "at", "since", "until", "by", "from")):
        k -= 1
    if k < 0 or sentence.lows[k] not in ("which", "who"):
        return None
    return next((p for p in sentence.predicates if last < p.first <= last + 4 and p.form is not Form.NOUN), None)


def _main_verb(sentence: Clauses, last: int) -> PredicateMention | None:
    """The verb of the main clause behind a time that leads its sentence, where a clause put in before it has a verb of its own.

    `4 March 1979: The guild, a league that the dyers had formed, breaks up`, `The bridge designed by Holm opens`.
    """
    verbs = [p for p in sentence.predicates if p.first > last and p.form is not Form.NOUN]
    if len(verbs) < 2:
        return None
    lows, tags = sentence.lows, sentence.grammar.tags
    if tags[last + 1] is Tag.COMMA and (lows[last + 2] in _LEADS_CLAUSE or _counts_from(sentence, last + 2)):
        # `Three years later, after her brother had died, she was allowed`
        comma = next((k for k in range(last + 2, len(tags)) if tags[k] is Tag.COMMA), len(tags))
        main = [
            p
            for p in verbs
            if comma < p.first < comma + 9 and not (p.first == comma + 1 and lows[p.first].endswith("ing"))
        ]
        subject = sentence.grammar.subject(main[0].first) if main and verbs[0].first < comma else None
        return main[0] if subject is not None and subject.first > comma else None
    if not is_put_in(sentence, verbs[0], last):
        return None
    return next((p for p in verbs[1:] if not is_put_in(sentence, p, last)), None)


def _counts_from(sentence: Clauses, at: int) -> bool:
    """Whether a count from an event is put in there, which a clause tells: `In 1846, a year after the tax was abolished, he built`."""
    k = at
    while k < len(sentence.lows) and k in sentence.blocked:
        k += 1
    return k > at and sentence.lows[k - 1] in ("after", "before")


def is_put_in(sentence: Clauses, predicate: PredicateMention, last: int) -> bool:
    """Whether a verb is that of a relative clause or a participle with `by` behind its noun."""
    words, tags = sentence.tokens, sentence.grammar.tags
    for k in range(predicate.first - 1, last, -1):
        if tags[k] is Tag.RELATIVE:
            return True
        if tags[k] in (Tag.VERB, Tag.COMMA, Tag.STOP, Tag.SUBORDINATOR):
            break
    before = tags[predicate.first - 1] if predicate.first else Tag.STOP
    behind = words[predicate.last + 1].low if predicate.last + 1 < len(words) else ""
    if predicate.passive and before in (Tag.NOUN, Tag.COMMA) and behind == "by":
        return True
    is_participle = predicate.passive or IS_PARTICIPLE[words[predicate.first].low]
    return is_participle and before is Tag.COMMA and _is_closed_before_verb(sentence, predicate)


def _is_closed_before_verb(sentence: Clauses, predicate: PredicateMention) -> bool:
    """Whether a participle between commas stands right before the verb of its noun: `The hearings, called in the mill, collapse`."""
    tags = sentence.grammar.tags
    comma = next((k for k in range(predicate.last + 1, len(tags)) if tags[k] in (Tag.COMMA, Tag.STOP)), len(tags))
    inside = tags[predicate.last + 1 : comma]
    if comma >= len(tags) or tags[comma] is not Tag.COMMA or not VERBAL.isdisjoint(inside):
        return False
    return any(comma < p.first <= comma + 5 and p.form is not Form.NOUN for p in sentence.predicates)


_LEADS_CLAUSE = frozenset(["after", "when", "because", "although", "though", "while", "once", "as", "since"])
_WINNING = frozenset(["beating", "defeating", "overcoming", "thrashing", "outplaying", "eliminating"])
_BEFORE_VERB = frozenset([Tag.TIME, Tag.PREPOSITION, Tag.ADVERB, Tag.AUXILIARY])


def _of_own_clause(sentence: Clauses, first: int, last: int) -> PredicateMention | None:
    """The verb whose subject holds the value: `was closed in 1974, and fines of up to £5,000 have been imposed`."""
    tags = sentence.grammar.tags
    for predicate in sentence.predicates:
        if predicate.first <= last or predicate.form is Form.NOUN or _is_called_by(sentence, predicate):
            continue
        if predicate.first - last > 12:
            return None
        if sentence.breaks[predicate.first] != sentence.breaks[last]:
            continue  # `at the fair in St. Louis, which awarded`
        subject = sentence.grammar.subject(predicate.first)
        if (
            subject is not None
            and (subject.first <= first or (subject.first <= last and sentence.lows[predicate.first - 1] != "to"))
            and Tag.COMMA not in tags[last + 1 : subject.last]  # `at the Harp, a pub that has become`
            and (last < subject.last or all([tags[k] in _BEFORE_VERB for k in range(subject.last, predicate.first)]))
        ):
            return predicate
    return None


def _is_called_by(sentence: Clauses, predicate: PredicateMention) -> bool:
    """Whether a participle with `by` only tells which ones are meant, before their verb: `two of the men called by us said`."""
    k = predicate.last + 1
    if (
        not predicate.passive
        or sentence.lows[k : k + 1] != ["by"]
        or sentence.grammar.tags[predicate.first - 1] is not Tag.NOUN
    ):
        return False
    behind = next((p for p in sentence.predicates if p.first > k and p.form is not Form.NOUN), None)
    return (
        behind is not None
        and behind.first - k < 6
        and not behind.passive
        and Tag.COMMA not in sentence.grammar.tags[k : behind.first]
    )


def _is_between_commas(words: Sequence[Token], first: int, last: int, blocked: set[int]) -> bool:
    """`In a bold move, on 3 May 1990, the company agreed`: a time set off by commas belongs to what follows."""
    start = first
    while start > 0 and start - 1 in blocked:
        start -= 1
    if start > 0 and words[start - 1].low in ("on", "in", "at"):
        start -= 1
    if start > 1 and words[start - 1].low in ("and", "but") and words[start - 2].text in (",", ";"):
        return True  # `the capital was rebuilt, and in 1872 the bank was founded`
    if start > 0 and words[start - 1].text == ";":
        return True
    if last + 2 < len(words) and words[last + 2].low in _RELATIVE_ADVERBS:
        return False  # `ran from 1920 until 4 May 1931, when the Tern struck the pier`
    return start > 0 and words[start - 1].text == "," and last + 1 < len(words) and words[last + 1].text == ","


_RELATIVE_ADVERBS = frozenset(["when", "where", "which", "whose"])
_NAMING = frozenset(["called", "named", "nicknamed", "dubbed", "styled"])
_OF_WHICH = frozenset(["which", "whom"])
_EACH = frozenset(["each", "every", "per"])
LIGHT = frozenset(["give", "make", "take", "have", "do"])
_NOUN, _PHRASE = Form.NOUN, Form.PHRASE


def _cost(
    sentence: Clauses, breaks: Sequence[int], predicate: PredicateMention, first: int, last: int, fronted: bool
) -> float:
    if predicate.last < first:
        between = first - predicate.last - 1
        crossed = breaks[first] - breaks[predicate.last]
        cost = float(between) + 7.0 * crossed
    else:
        between = predicate.first - last - 1
        crossed = breaks[predicate.first] - breaks[last]
        cost = between * (0.5 if fronted else 1.0) + 7.0 * crossed + (0.0 if fronted else 14.0)
        if not crossed and sentence.lows[last + 1] == "of" and sentence.lows[last + 2] in _OF_WHICH:
            cost -= 14.0  # `40 of which came back`
        elif not crossed and not _OF_WHICH.isdisjoint(sentence.lows[last + 1 : predicate.first]):
            cost += 7.0  # `The diaries fill 30 boxes, of which the library bought`
    if predicate.form is _NOUN:
        cost += 4.0 if not fronted else 6.0
        cost += 8.0 if modifies_noun(sentence, predicate) else 0.0
        cost += 12.0 if "without" in sentence.lows[max(0, predicate.first - 2) : predicate.first] else 0.0
        cost += 6.0 if predicate.first > last and sentence.lows[predicate.first - 1] in _EACH else 0.0
    if predicate.form is _PHRASE:
        cost -= 1.0
    if (
        sentence.lows[predicate.first] in _NAMING
        and predicate.first
        and sentence.grammar.tags[predicate.first - 1] is Tag.NOUN
    ):
        cost += 12.0  # `was drawn by a surveyor called Dahl in 1902`
    if not predicate.known:
        cost += 1.5
        if predicate.name in LIGHT and any(
            p.first == predicate.last + 1 and p.form is _NOUN and p.known for p in sentence.predicates
        ):
            cost += 6.0  # `gave birth`: the noun tells what happened
    return cost
