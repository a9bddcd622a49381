"""Extract, part of last days: what makes a day the last one though no `by` or `until` leads it.

Something ceases on it (`We stop taking orders on`), what comes after it is late (`Entries received after`), it ends a period.
"""

from __future__ import annotations

import re

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import AUXILIARIES, HAVE
from factcheck.extract.tags import Tag
from factcheck.extract.task_phrases import Matter, bounds, index_at, read_matter, right_before, task_of_noun
from factcheck.extract.verb_forms import IS_PARTICIPLE
from factcheck.model.time import Relation, Timex
from factcheck.patterns import last_match, pattern_of

_CEASES = pattern_of(
    r"\b(?:stops?|ceases?)\s(?:to\sbe\s|being\s|(?:working|functioning|operating)\b|(?:taking|accepting|receiving|selling|issuing|processing|supporting|answering|shipping|admitting|considering)\b)[^.;:,]{0,60}?"
    r"|\b(?:loses?|will\slose)\s(?:(?:its|their|all|your|any)\s)?(?:value|validity|force|effect)\s", re.I,
)  # fmt: skip
NO_LONGER = pattern_of(
    r"\bno\slonger\s(?:be\s)?(?:accepted|taken|received|considered|valid|issued|sold|supported|offered|possible|available|admitted|processed|honou?red)\s\Z", re.I,
)  # fmt: skip
_OF_CEASING = ("stop", "cease", "lose")
_STOPS = pattern_of(
    r"\b(?P<verb>stops?|ends?|shuts?|ceases?|lapses?|expires?|finish(?:es)?)\s(?:at\s(?:\w+(?:[.:]\d\d)?)(?:\s?[ap]\.?m\.?)?\s)?(?:on\s(?:the\sevening\sof\s)?)?\Z", re.I,
)  # fmt: skip
"""A verb of ceasing right before a day, in the present: `Sales stop on`, `doors shut at midnight on`, `Support ends 3 May`."""
_OF_STOPS = ("stop", "end", "shut", "cease", "lapse", "expire", "finish")
_COMES = pattern_of(
    r"\b(?:received|arriving|submitted|posted|sent|lodged|made|filed|delivered|returned|handed\sin|postmarked|dated"
    r"|(?:that|which|who|whatever|whoever|anything|everything)\s(?:comes?|arrives?|reach(?:es)?\sus)(?:\sin)?)\s(?:with\sus\s|here\s|only\s)?\Z", re.I,
)  # fmt: skip
"""What comes `after` a day that is the last one: `Entries received`, `Whatever comes in`."""
_ALL = frozenset(["whatever", "whoever", "anything", "everything", "all"])
_BEST = pattern_of(r"(?:^|[.;:(|]\s*|\b(?:is|are)\s)[\W_]*(?:best|use|consume|eat|drink)\s\Z", re.I)
_FEE = pattern_of(
    r",?\s(?:an?|the)\s(?:(?:late(?:ness)?|extra|additional|reminder|penalty|administration)\s(?:fee|charge|surcharge|payment)|surcharge|penalty|fine)\b",
    re.I,
)
"""What follows a day that was the last one to pay on: `after 15 November a late fee applies`."""
_ASKED = pattern_of(r"[\W_]*(?:please|kindly)\b", re.I)


def is_last_by_words(sentence: Clauses, timex: Timex, told: str) -> bool:
    """Whether the words around a day say that it is the last one; `told` is what stands before it in its sentence, in lower case."""
    relation = timex.relation
    if relation is Relation.AT:
        if any([word in told for word in _OF_CEASING]) and _ceases(sentence, timex):
            return True
        return any([word in told for word in _OF_STOPS]) and stop_before(sentence, timex) >= 0
    if relation is Relation.AFTER:
        return _comes_late(sentence, timex)
    if relation is Relation.BEFORE:
        start = timex.relation_start if timex.relation_start is not None else timex.start
        text = sentence.block.text
        return _BEST.search(text, sentence.start, start) is not None or _ASKED.match(text, sentence.start) is not None
    return False


def _ceases(sentence: Clauses, timex: Timex) -> bool:
    return ceasing_before(sentence, timex) is not None


def ceasing_before(sentence: Clauses, timex: Timex) -> re.Match[str] | None:
    """`stop taking orders on`, `lose their validity on`: what ceases on a day."""
    found = last_match(_CEASES, sentence.block.text, sentence.start, timex.start)
    if found is None or any([c in ";:." for c in sentence.block.text[found.end() : timex.start]]):
        return None
    return found


def matter_by_words(sentence: Clauses, timex: Timex) -> Matter | None:
    """What a day is the last one for, where the words that make it so say it: what is stopped, what loses its value."""
    words, tags = sentence.tokens, sentence.grammar.tags
    if timex.relation is Relation.BEFORE:
        start = timex.relation_start if timex.relation_start is not None else timex.start
        return Matter("use") if _BEST.search(sentence.block.text, sentence.start, start) is not None else None
    if timex.relation is Relation.FROM and "longer" in sentence.vocabulary:
        start = timex.relation_start if timex.relation_start is not None else timex.start
        gone = NO_LONGER.search(sentence.block.text, sentence.start, start)
        k = index_at(words, gone.start()) if gone is not None else 0
        while k > 0 and words[k - 1].low in AUXILIARIES:
            k -= 1
        about = right_before(words, tags, k) if k else None
        return Matter("use", about.first, about.last) if about is not None else None
    if timex.relation is Relation.AFTER:
        if _FEE.match(sentence.block.text, timex.end) is not None:
            return Matter("pay")
        return _matter_of_late(sentence, timex)
    if timex.relation is not Relation.AT or sentence.vocabulary.isdisjoint(_CEASING):
        return None
    found = ceasing_before(sentence, timex)
    if found is None:
        return None
    k = index_at(words, found.start())
    if words[k + 1].low in ("to", "being", "working", "functioning", "operating") or found[0].lower().startswith(
        ("lose", "will")
    ):
        subject = right_before(words, tags, k) or sentence.grammar.subject(k)
        return Matter("expire", *(bounds(subject) or (0, 0)))
    return read_matter(words, tags, k + 2, index_at(words, timex.start))


def _matter_of_late(sentence: Clauses, timex: Timex) -> Matter | None:
    """What comes in too late: `Invoices arriving after`, `Whatever comes in after`."""
    words, start = sentence.tokens, timex.relation_start if timex.relation_start is not None else timex.start
    found = _COMES.search(sentence.block.text, sentence.start, start)
    if found is None:
        return None
    k = index_at(words, found.start())
    if words[k].low in _ALL:
        return Matter("submit")
    about = right_before(words, sentence.grammar.tags, k)
    return read_matter(words, sentence.grammar.tags, about.first, about.last) if about is not None else None


_CEASING = frozenset(["stop", "stops", "cease", "ceases", "lose", "loses"])


def stop_before(sentence: Clauses, timex: Timex) -> int:
    """The token of a verb of ceasing that leads to a day, told in the present or as to come; -1 where none does."""
    if timex.parts is None or not timex.parts.day:
        return -1
    found = _STOPS.search(sentence.block.text, max(sentence.start, timex.start - 60), timex.start)
    if found is None:
        return -1
    k = sentence.at(found.start("verb"))
    lows, tags = sentence.lows, sentence.grammar.tags
    if k == 0 or k >= len(lows) or tags[k - 1] not in (Tag.NOUN, Tag.AUXILIARY, Tag.VERB, Tag.ADVERB, Tag.TIME):
        return -1
    before = set(lows[max(0, k - 3) : k])
    is_bare = not lows[k].endswith("s")
    if before & (HAVE | _ONCE) or (lows[k] == "shut" and before & _STATES):
        return -1
    if is_bare and lows[k - 1] not in _TO_COME and not lows[k - 1].endswith("s") and not _heads_plural(lows, k):
        return -1  # `came to an end 3 May`
    return k


_ONCE = frozenset(["was", "were", "did", "would", "a", "an", "this", "front", "back"])
_STATES = frozenset(["is", "are", "be", "been", "being", "remain", "remains", "stay", "stays"])
_TO_COME = frozenset(["will", "shall", "must", "may", "can", "to"])


def _heads_plural(lows: list[str], k: int) -> bool:
    """Whether a plural with `of` or `to` behind it is the subject: `The doors to the contest`, `Sales of cheese`."""
    return any([lows[n] in ("of", "to", "for") and lows[n - 1].endswith("s") for n in range(max(1, k - 6), k)])


def _comes_late(sentence: Clauses, timex: Timex) -> bool:
    """Whether what comes in after a day is told to be late: what is sent in, in a rule and not in a story."""
    text = sentence.block.text
    start = timex.relation_start if timex.relation_start is not None else timex.start
    found = _COMES.search(text, sentence.start, start)
    if found is None:
        return False
    lows = sentence.lows
    first = sentence.at(found.start())
    if lows[first] in ("that", "which", "who"):
        first -= 1  # `Bids that arrive after`
        is_sent = first >= 0 and (lows[first] in _ALL or bool(task_of_noun(lows[first])))
    else:
        is_sent = lows[first] in _ALL or (first > 0 and bool(task_of_noun(lows[first - 1])))
    if not is_sent:
        return False
    return not _is_told_as_past(sentence, sentence.at(timex.end))


def _is_told_as_past(sentence: Clauses, k: int) -> bool:
    """Whether the first verb behind a place is told as past: `Letters received after 3 May told of hunger`."""
    for low, tag in zip(sentence.lows[k : k + 6], sentence.grammar.tags[k : k + 6], strict=True):
        if tag is Tag.AUXILIARY:
            return low in ("was", "were", "had", "did")
        if low in _PASTS or (low.endswith("ed") and IS_PARTICIPLE[low]):
            return True
    return k >= len(sentence.lows) - 2  # nothing is said of what is late


_PASTS = frozenset(
    ["told", "went", "gave", "took", "came", "made", "said", "brought", "led", "found", "fell", "rose", "got"]
)
