"""Extract, part of prose: what the words next to a figure tell: a copula or `has` before it, the measure that it is of, what it counts."""

from __future__ import annotations

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, HAVE, closed_class
from factcheck.extract.noun_phrases import thing_after
from factcheck.extract.predicate_lexicon import GETTING
from factcheck.extract.predicates import PredicateMention
from factcheck.extract.tags import Tag
from factcheck.model.mention import QuantityMention
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words, is_measure_word

_MEASURE_BEFORE = pattern_of(
    r"(?P<measure>(?:[a-z-]+\s){0,2}[a-z-]{3,})\s(?P<verb>of|is|was|are|were|measures|measured|reached|stood at|stands at|rose to|fell to|totals|totalled|numbered|at)\s(?:[a-z]+\s){0,2}\Z"
)
_BEFORE_MEASURED = frozenset(["of", "is", "was", "are", "were", "measures", "measured", "reached", "at", "to", "totals", "totalled", "numbered"])  # fmt: skip


def _has_copula_near(sentence: Clauses, at: int) -> bool:
    """Whether one of the last three words before a value can lead from a measure to it, as the pattern wants."""
    k = sentence.index(at)
    return not _BEFORE_MEASURED.isdisjoint(sentence.lows[max(0, k - 3) : k])


_MEASURE_AFTER = pattern_of(
    r"\s?(?:in\s)?(?P<measure>high|tall|long|wide|deep|thick|height|length|width|depth|breadth|old|in diameter|above|below|per\s[a-z]+|of\s(?:the\s)?[a-z-]+)"
)
_SOFTENERS = closed_class("before figures")
_MEASURES = {
    "high": "height", "tall": "height", "long": "length", "wide": "width", "deep": "depth", "thick": "thickness",
    "breadth": "width", "in diameter": "diameter",
}  # fmt: skip


def follows_copula(sentence: Clauses, at: int) -> bool:
    """`it has 84 members`, `the tower is 40 m tall`: no act, the number is told of the subject itself."""
    words = sentence.tokens
    k = sentence.at(at) - 1
    while k >= 0 and words[k].low in _SOFTENERS:
        k -= 1
    if k >= 0 and words[k].low in GETTING and sentence.grammar.tags[k] is Tag.VERB:
        return False  # `Winners get £40`
    return k >= 0 and (words[k].low in BE or words[k].low in HAVE)


def is_had_behind(sentence: Clauses, predicate: PredicateMention, at: int) -> bool:
    """Whether a form of `have` with an object stands between a verb and a figure: `employs five people and has a budget of`."""
    words, tags = sentence.tokens, sentence.grammar.tags
    last = sentence.at(at)
    for k in range(predicate.last + 1, last):
        if words[k].low in HAVE and tags[k] is Tag.AUXILIARY and k + 1 < last and tags[k + 1] is Tag.DETERMINER:
            return True
    return False


def is_of_counted(sentence: Clauses, predicate: PredicateMention, mention: QuantityMention) -> bool:
    """Whether an event noun behind things counted tells only which they are or how they stand: `Two letters of recommendation`, `Six places are on offer`."""
    lows, k = sentence.lows, predicate.first
    if sentence.starts[k] < mention.end or k < 2:
        return False
    if lows[k - 1] == "of":
        return sentence.ends[k - 2] == mention.end and bool(mention.quantity.thing)
    return lows[k - 1] in ("on", "under", "in") and lows[k - 2] in BE


def has_measure_of(sentence: Clauses, at: int) -> bool:
    """`which has a range of 22 nautical miles, is not expected`: the figure is of the subject of `has`."""
    lows, k = sentence.lows, sentence.at(at) - 1
    while k > 0 and lows[k] in _SOFTENERS and lows[k] not in ("a", "an", "the"):
        k -= 1
    if k < 3 or lows[k] != "of" or not is_measure_word(lows[k - 1]):
        return False
    first = k - 2
    while first > 0 and k - first < 5 and lows[first] not in ("a", "an", "the"):
        first -= 1
    return first > 0 and lows[first] in ("a", "an", "the") and lows[first - 1] in HAVE


def measure_around(sentence: Clauses, mention: QuantityMention, before: str, after: str) -> tuple[str, bool]:
    """The measure that the words next to a number name, and whether it is the noun before the verb that tells it."""
    if mention.quantity.thing:
        return mention.quantity.thing, False
    match = _MEASURE_AFTER.match(after)
    if match and (
        match["measure"] in _MEASURES or not match["measure"].startswith(("of", "per", "above", "below", "old"))
    ):
        return _MEASURES.get(match["measure"], match["measure"]), False
    if _has_copula_near(sentence, mention.start) and (said := _MEASURE_BEFORE.search(before)):
        return (content_words(said["measure"]) or ("",))[-1], said["verb"] not in ("of", "at")
    if match and match["measure"].startswith("of "):
        stuff = thing_after(sentence, mention.end)  # `250 g of plain flour`: of flour
        words = sentence.block.text[slice(*stuff)] if stuff is not None else match["measure"]
        return (content_words(words) or content_words(match["measure"]) or ("",))[-1], False
    return "", False
