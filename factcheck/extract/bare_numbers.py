"""Extract, part: numbers without unit and thing that a sentence states: `membership rose to 512`, `the print run was 1,500`.

The noun before the verb tells what they count, or the verb that they are a price.
"""

from __future__ import annotations

import re

from factcheck.extract.closed_words import alternatives, closed_stems
from factcheck.patterns import pattern_of
from factcheck.values.words import is_measure_word, stem

_MODIFIER = r"(?:(?:about|some|nearly|almost|only|just|around|over|up\sto|more\sthan|fewer\sthan|less\sthan|at\sleast|a\stotal\sof|a\srecord|exactly|no\sfewer\sthan)\s)?"
_LEVEL = pattern_of(
    r"\s(?:now\s|then\s|has\s|had\s|have\s|finally\s|again\s)*"
    r"(?:" + alternatives("reaching") + r"|stands\sat|stood\sat|stand\sat|comes\sto|came\sto|amounts\sto|amounted\sto"
    r"|(?:"
    + alternatives("changing")
    + r"|was\sraised|was\scut|were\scut|went\sup|went\sdown|is\sdown|is\sup|was\sup|was\sdown)"
    r"\s(?:steadily\s|sharply\s|slowly\s)?(?:from\s[€£$]?[\d.,]+[^.;:]{0,24}?\sto|to)"
    r"|(?:is|was|are|were)\s(?:put|estimated|given|limited|capped)\s(?:at|to|as))\s" + _MODIFIER + r"\Z"
)
_PRICE = pattern_of(r"\s(?:paid|pays|costs?|fetched|fetches|fell\sat|sold\sfor|went\sfor|priced\sat|valued\sat|changed\shands\sfor)\s" + _MODIFIER + r"\Z")  # fmt: skip
_IS = pattern_of(
    r"\b(?P<noun>[a-z]{3,})(?:\s(?:of|for|among|at|in)\s[^,;.:()]{2,40}?)?(?:\s(?:then|now|still|alone))?\s(?:is|was|are|were)\s"
    + _MODIFIER
    + r"\Z",
    re.I,
)
_COUNTS = closed_stems("counts")
_ENDS = pattern_of(r"\s?(?:[.,;:)]|\Z|[–—]|\s(?:and|but|while|when|in|at|on|or|last|by|this|during|after|before|since|for|from|as|within|until|over|than|against|a\syear|at\sthe)\b)")  # fmt: skip

_LABEL = pattern_of(r"[A-Z][^.:;,\d]{3,26}:\s")
_LISTED = pattern_of(r"\s?(?:[,;.](?!\d)|\(|\Z)")
"""`Passes sold: 702, up from 455`"""
_OF_WHOM = pattern_of(r"\bof\s(?:whom|which)\s" + _MODIFIER + r"\Z")
_VERB_BEHIND = pattern_of(
    r"\s(?:were|was|are|is|had|have|did|could|would|will|[a-z]{3,}ed|came|went|fell|left|won|lost|paid|held|spoke|stood)\b"
)


def is_told_bare(before: str, text: str, end: int) -> bool:
    """Whether the words before a number and the end of its phrase make it a statement of how many or how much."""
    if _LABEL.fullmatch(before) and _LISTED.match(text, end):
        return True
    if _OF_WHOM.search(before) and _VERB_BEHIND.match(text, end):
        return True
    if before.endswith(", ") and is_part_of_which(text, end):
        return True
    if not before.endswith(" ") or not _ENDS.match(text, end):
        return False
    if _LEVEL.search(before) or _PRICE.search(before):
        return True
    return any(_tells_how_many(m) for m in _IS.finditer(before))


_OF_WHICH = re.compile(r"\sof\s(?:which|whom)\s(?:then\s|now\s|also\s|still\s)?[a-z]+\b")


def is_part_of_which(text: str, end: int) -> bool:
    """Whether a relative clause about so many follows: `, 85 of which came back`."""
    return _OF_WHICH.match(text, end) is not None


def _tells_how_many(match: re.Match[str]) -> bool:
    """Whether the noun before `is` is of a count: `the number of complaints`, but no name: `the order number`."""
    noun = match["noun"].lower()
    if noun == "number":
        return match[0].lower().startswith("number of")
    return is_measure_word(noun) or stem(noun) in _COUNTS


def is_level(before: str) -> bool:
    """Whether the verb before a number says that something stands at it or came to it: `revenue rose from 3 to`."""
    return _LEVEL.search(before) is not None


def is_price(before: str) -> bool:
    """Whether the verb before a bare number says that it was paid."""
    return _PRICE.search(before) is not None


_SUMS = frozenset(stem(w) for w in ["number", "total", "count", "tally", "sum", "figure"])


def counted_by(stems: tuple[str, ...]) -> str:
    """Of what a bare number tells how many there are, by the stems of its subject: of `the number of complaints` the complaints."""
    for k, word in enumerate(stems):
        if word in _SUMS and k + 1 < len(stems):
            return stems[k + 1]
    return stems[-1] if stems else ""
