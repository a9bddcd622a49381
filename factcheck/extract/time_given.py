"""Extract, part of prose: how long somebody has for something: `Tenants have 14 days to appeal`, `are given ten days in which to pay`.

The length is that of the act which the infinitive names; who has it is what it is about.
"""

from __future__ import annotations

from factcheck.extract.clauses import Clauses
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.statement_drafts import told_of
from factcheck.frozen import replace
from factcheck.model.extraction import DraftClaim
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.words import stem

_TO = pattern_of(r"\s(?:from\s(?:then|that\sday|receipt)\s)?(?:(?:in|within|during)\swhich\s|time\s)?to\s(?=[a-z])")
_HAS = frozenset(["have", "has", "had", "get", "gets", "got", "given", "give", "gives", "gave", "allow", "allows", "allowed", "grant", "grants", "granted", "leaves", "left"])  # fmt: skip
_HEDGES = frozenset(["at", "least", "most", "up", "to", "only", "just", "about", "another", "further", "a", "the", "maximum", "of", "some", "then", "exactly", "no", "more", "less", "than", "us", "them", "him", "her", "you", "still"])  # fmt: skip
_FAR = 5


def act_of_time_given(sentence: Clauses, timex: Timex) -> PredicateMention | None:
    """The act for which somebody has a length of time."""
    if timex.type is not TimexType.DURATION:
        return None
    match = _TO.match(sentence.block.text, timex.end)
    if match is None or _holds(sentence, timex) < 0:
        return None
    return next(
        (
            p
            for p in sentence.predicates
            if p.form is not Form.NOUN and sentence.tokens[p.first].start == match.end() and not p.passive
        ),
        None,
    )


def of_time_given(sentence: Clauses, timex: Timex, act: PredicateMention, draft: DraftClaim) -> DraftClaim:
    """The draft as the length of the act, of the subject of `have` or of `is given`."""
    draft = replace(draft, measure=draft.measure or stem(sentence.tokens[act.first].low))
    k = _holds(sentence, timex)
    first = k
    while first > 0 and sentence.lows[first - 1] in (
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "will",
        "have",
        "has",
        "had",
    ):
        first -= 1
    phrase = sentence.grammar.subject(k) or sentence.grammar.subject(first)
    if phrase is None:
        return draft
    words = sentence.tokens
    about = words[phrase.first].start, words[phrase.last - 1].end
    made = told_of(sentence, draft, about, clause=(draft.start, draft.end))
    return replace(made, shown="", shown_start=-1)


def _holds(sentence: Clauses, timex: Timex) -> int:
    """Where the verb stands by which somebody has the time; -1 where there is none."""
    k = sentence.at(timex.start) - 1
    least = k - _FAR
    while k > max(0, least) and sentence.lows[k] in _HEDGES:
        k -= 1
    return k if k > 0 and sentence.lows[k] in _HAS else -1
