"""Check deadline-missed, part: whether a last day and a deed are plainly of two things of one noun.

The list of exhibits and that of lenders, the plan for this year and that for the next, the seating plan and the evacuation plan.
"""

from __future__ import annotations

from factcheck.judge.checks._deadlines_words import WEAK
from factcheck.judge.deeds import alike
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words, stem, tokens

_OF_WHAT = pattern_of(r"\b(?P<noun>[a-z]{3,}) (?:of|for) (?:(?:the|its|their|our|all|a|an) )?(?P<what>[\w’'-]+)")
_LIMIT_FOR = pattern_of(
    r"\b(?:in time|(?:time|limit|deadline|period|date)s?\b[^.;,]{0,40}?) for (?!(?:it|this|that|them)\b)(?:(?:the|its|their|our|all|a|an) )?(?P<what>[\w’'-]+)"
)
_FOR_YEAR = pattern_of(r"\b(?:for|of) (?:the (?:year )?)?(?P<year>(?:19|20)\d\d)\b")


def are_of_two(due: str, deed: str) -> bool:
    """Whether two sentences tell of two things of one noun: the list of exhibits and that of lenders, the plan for this year and for the next."""
    x, y = ({m["year"] for m in _FOR_YEAR.finditer(t)} for t in (due, deed))
    if x and y and x.isdisjoint(y):
        return True
    limit = _LIMIT_FOR.search(deed)
    if limit is not None and not frozenset(content_words(limit["what"])) <= frozenset(content_words(due)):
        return True
    words = [frozenset(content_words(t)) for t in (due, deed)]
    ours, theirs = (
        {stem(m["noun"]): frozenset(content_words(m["what"])) for m in _OF_WHAT.finditer(t)} for t in (due, deed)
    )
    return any(
        ours[noun] and theirs[noun] and ours[noun].isdisjoint(words[1]) and theirs[noun].isdisjoint(words[0])
        for noun in ours.keys() & theirs.keys()
    )


def modifiers_of(text: str, head: str) -> frozenset[str]:
    """The words of matter that stand right before a noun in a text."""
    words = [(t.text, alike(stem(t.text))) for t in tokens(text) if t.text[:1].isalpha()]
    found: set[str] = set()
    for n, (_, root) in enumerate(words):
        if root == alike(head):
            for surface, before in reversed(words[max(0, n - 3) : n]):
                if not content_words(surface) or before in WEAK:
                    break
                found.add(before)
    return frozenset(found)
