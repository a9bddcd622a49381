"""Judge, part of sequences: whether a length that is told of a post is that of the whole of it, and a fact.

`was director for thirty years` is; `had been director for nine years when war came`, `was elected director for five years`,
`spent her first nine years as director in a hut` and `was not director for thirty years, as some have it` are not.
"""

from __future__ import annotations

from factcheck.judge.sequence.posts import comes_back
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.model.claim import EntityId
from factcheck.patterns import pattern_of

_LEFT = (
    r"(?:retir\w+|resign\w*|step\w* down|st(?:an|oo)d\w* down|le(?:ft|aves|aving)|di(?:ed|es)|death|hand\w* over|g[ai]v\w+ up|g[ai]v\w+ way"
    r"|made way|bow\w* out|went|goes|ended|last|ousted|dismissed|succeeded)"
)
_NOT_DENIED = pattern_of(r"\bnot (?:quite|only|yet|even|surprising\w*|long|far)\b")
_UNTRUE = pattern_of(
    r"\b(?:wrong|wrongly|mistaken\w*|erroneous\w*|incorrect\w*|untrue|myth|legend|allegedly|supposedly|claim(?:s|ed) (?:that|to)|(?:has|have|had) it|between them)\b"
)
_DENIED = pattern_of(
    r"\b(?:not|supposed|meant|due|planned|expected|intended|would|will|shall|should|might|may|could|if|unless"
    r"|(?:was|were|is|are|has|had) to (?:be|lead|head|run|chair|serve|direct)|together|combined|jointly|joint|each|both"
    r"|of (?:two|three|four|several|many|various)|rather than|instead of)\b"
)
_CLAUSE = 60
"""How far before a length what denies it may stand."""
_FOR_A_TERM = pattern_of(
    r"\b(?:elected|appointed|chosen|named|engaged|hired|re-?elected|re-?appointed|nominated|contract\w*|mandate|term|sentenced|loan\w*|seconded)\b[^,;.]*\Z"
)
_NEW_CLAUSE = pattern_of(r"[;:,—–(]\s?|\s(?:but|and|that|which|who)\s(?=(?:he|she|they|had|has|was|were)\b)")
_TOGETHER = pattern_of(r"\b(?:between them|together|combined)\b")
_PART = pattern_of(r"\b(?:first|last|final|early|earliest|opening|other|next|previous|remaining|past|these)\s\Z")
_OWN_FIRST = pattern_of(r"\bfor\s(?:its|their)\s(?:very\s)?(?:first\s)?\Z")
"""`led the college for its first twenty-two years`: the years of the body from its start, and so all of a first holder."""
_BEHIND = pattern_of(r"\s(?:without (?:pay|salary|wages)|at a time|in a row|of (?:the|that|this))\b")
_UP_TO = pattern_of(
    r"\b(?P<word>[Ww]hen|[Bb]y the time(?: that)?|[Bb]efore|[Ww]hile|[Bb]y then|[Aa]lready|[Aa]t that (?:point|time)|[Bb]y(?= (?:the|\d|[A-Z])))\b(?P<clause>[^,;.]{0,80})"
)
_HAD = pattern_of(r"\b(?:had|having)\b[^,;:.]*\Z")
_LEAVES = pattern_of(rf"\b{_LEFT}\b")


_OF_WHICH = pattern_of(r",?\s(?:\(\s?)?(?:[a-z]+(?:-[a-z]+)?|\d+)\sof\s(?:them|these|those|which)\b")
"""`for fifty years, thirty of them at St Mary's`."""
_TERMS = pattern_of(
    r"\b(?:two|three|four|five|six|several|successive|consecutive|further|\d)\s(?:[a-z]+\s)?(?:terms|spells|periods|stints|mandates|tours|stretches)\b[^,;]*\Z"
)
_NAMESAKE = pattern_of(
    r"\b(?:his|her) (?:son|father|daughter|mother|nephew|niece|grand[a-z]+|uncle|aunt|cousin|namesake),?\s[A-Z][a-z]+|\bof the same name\b|\bthe (?:elder|younger)\b"
)
_FOR_SOMEBODY = pattern_of(r"\bfor\s(?:his|her|their)\s(?!(?:first|last|whole|entire)\b)[a-z]+\s[^,;]*\Z")


def is_whole_term(sentence: str, start: int, end: int, *, has_date: bool = False) -> bool:
    """Whether the length between two places of a sentence may be that of a whole post, told as a fact.

    `has_date` says that a date stands in the sentence, too: then a pluperfect goes up to that, if nobody leaves on it.
    """
    before, length = sentence[:start], sentence[start:end]
    if _OF_WHICH.match(sentence, end) or _TERMS.search(before) or _FOR_SOMEBODY.search(before):
        return False
    if (
        _UNTRUE.search(sentence)
        or _NAMESAKE.search(sentence)
        or _FOR_A_TERM.search(before)
        or _BEHIND.match(sentence, end)
    ):
        return False
    clause = _NEW_CLAUSE.split(_NOT_DENIED.sub("", before))[-1][-_CLAUSE:]
    if _DENIED.search(clause) or _TOGETHER.search(sentence, end):
        return False
    is_part = _PART.search(before) is not None or _PART.match(f"{length.split()[0].lower()} ") is not None
    if is_part and not is_first_of_body(before, length):
        return False
    if _HAD.search(before) is None:
        return True
    return _is_up_to_its_end(sentence, has_date)


def is_first_of_body(before: str, length: str) -> bool:
    """Whether it is `for its first twenty-two years`."""
    return _OWN_FIRST.search(before) is not None and (length[:6].lower() == "first " or before.endswith("first "))


def _is_up_to_its_end(sentence: str, has_date: bool) -> bool:
    """Whether what a pluperfect goes up to is the end of the post: `when she retired`, or nothing that is told."""
    clauses = list(_UP_TO.finditer(sentence))
    if any(not _LEAVES.search(clause["clause"]) for clause in clauses):
        return False
    return not has_date or _LEAVES.search(sentence) is not None


def came_back(scene: Scene, who: EntityId) -> bool:
    """Whether some text tells that somebody returned, or held a post twice."""
    names = [n for n in scene.names(who) if " " in n]
    return any(
        comes_back(text[start:end]) and any(n in text[start:end] for n in names)
        for path in (scene.entities[who].documents if who in scene.entities else ())
        for text in (scene.plain(path),)
        for start, end in cut_sentences(text)
    )
