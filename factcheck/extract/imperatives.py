"""Extract, part: whether a base form is a request: `Book your place by 3 May`, `Please register before Friday`."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.closed_words import closed_class
from factcheck.extract.verb_forms import IS_BARE
from factcheck.extract.verbal_words import COUNTING, is_only_verb

_AFTER_IMPERATIVE = closed_class("after imperative")
_BEFORE_CLAUSE = frozenset([";", ":", "–", "—"])
_BEFORE_REQUEST = frozenset(["if", "to", "when", "for", "before", "after", "once", "unless", "where", "so"])
_OR = frozenset(["or", "and"])
_BY = frozenset(["by", "until", "before", "no"])
_NO_IMPERATIVE = closed_class("no imperative")


def is_imperative(lowered: Sequence[str], index: int) -> bool:
    """`Book your place by 3 May`, `Please register before Friday`: a base form with an object or a preposition behind it."""
    word = lowered[index]
    if index > 1 and lowered[index - 1] in _OR and IS_BARE[word] and IS_BARE[lowered[index - 2]]:
        return word not in _NO_IMPERATIVE and is_imperative(lowered, index - 2)
    leads = index == 0 or (lowered[index - 1] == "," and lowered[0] in _BEFORE_REQUEST)
    leads = leads or (lowered[index - 1] in _BEFORE_CLAUSE and _is_request(word))  # `it runs out; renew within 30 days`
    if (not leads and lowered[index - 1] != "please") or index + 1 >= len(lowered) or word in _NO_IMPERATIVE:
        return False
    if not IS_BARE[word]:
        return False
    after = lowered[index + 1]
    is_counting = after[0].isdigit() or after in COUNTING
    if is_counting and lowered[index - 1 : index] and lowered[index - 1] in _BEFORE_CLAUSE and _is_request(word):
        return True  # `A card costs £12; allow three working days`
    if after in _OR and index + 3 < len(lowered) and IS_BARE[lowered[index + 2]]:
        other, then = lowered[index + 2], lowered[index + 3]  # `Apply or renew by`, but `Rain and wind on 3 May`
        return then in _BY or (then in _AFTER_IMPERATIVE and (_is_request(word) or _is_request(other)))
    if after in _AFTER_IMPERATIVE or (index > 0 and lowered[index - 1] == "please"):
        return True
    return index == 0 and (after[0].isdigit() or after in COUNTING or after == "every") and _is_request(word)


def is_prohibition(lowered: Sequence[str], index: int) -> bool:
    """`Do not eat anything for 8 hours`, `it is closed: don't walk on it`: a base form behind `do not` that opens a clause."""
    if not IS_BARE[lowered[index]] or index < 1:
        return False
    first = index - 1
    if lowered[first] == "not" and first and lowered[first - 1] == "do":
        first -= 1
    elif lowered[first] not in ("don't", "don’t", "never"):
        return False
    if first and lowered[first - 1] == "please":
        first -= 1
    return first == 0 or lowered[first - 1] in _BEFORE_PROHIBITION


_BEFORE_PROHIBITION = _BEFORE_CLAUSE | {",", "(", "and", "but", "."}


def _is_request(word: str) -> bool:
    """Whether a base form that begins a sentence before a number is surely a verb: `Give 250 ml`, `Take two samples`."""
    return is_only_verb(word) or word in _REQUESTS


_REQUESTS = closed_class("requests")
