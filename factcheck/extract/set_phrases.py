"""Extract, part: finds the set phrases of the lexicon of predicates: `came into force`, `cut the ribbon`, `ground was broken`."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.closed_words import AUXILIARIES, BE, DETERMINERS, PREPOSITIONS, closed_class
from factcheck.extract.passives import has_be_before
from factcheck.extract.predicate_lexicon import POSSESSIVE, Lexicon, SetPhrase
from factcheck.extract.predicate_mention import Form, PredicateMention
from factcheck.extract.verb_forms import IS_BARE, IS_PARTICIPLE
from factcheck.extract.verbal_words import BEFORE_ADJECTIVES, UNCHANGED
from factcheck.frozen import maker
from factcheck.values.words import Token

_mention = maker(PredicateMention)

_TURNING = frozenset({"off", "on", "out", "up", "down", "in", "not", "never", "no"})
"""Words that make another verb of the one before: none may stand inside a phrase that has it not."""
_MARKS = frozenset(",.;:()")
_POSSESSIVES = frozenset({"its", "his", "her", "their", "our", "my", "your"})
_PRONOUNS = frozenset({"it", "them", "him", "me", "us"})
_COUNTING = closed_class("counting") | {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
_TIME_WORDS = closed_class("time words")
_OF_TIMES = frozenset({"on", "in", "at", "over"})
_NEAR, _FAR = 3, 4
"""How many words on the next word of a phrase may stand; a word more where it is the object."""
_FARTHEST = 12
"""How many words before its verb a subject may end: `the first sod of the long-awaited bypass was cut`."""
_NOUN, _PHRASE, _VERB = Form.NOUN, Form.PHRASE, Form.VERB


def match_phrase(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    lowered: Sequence[str],
    stems: Sequence[str],
    present: set[str],
    index: int,
) -> PredicateMention | None:
    """The set phrase that begins at a token: the longest, and of several the one whose words stand closest."""
    best: tuple[tuple[int, int, int], SetPhrase] | None = None
    by_rarest = lexicon.phrases[stems[index]]
    for stem in lexicon.rarest[stems[index]] & present:  # in any order: which is best depends on none
        for phrase in by_rarest[stem]:
            if not phrase.needed <= present:
                continue
            size = -len(phrase.words) - len(phrase.subject)
            if best is not None and size > best[0][0]:
                continue
            end = _end_of(lexicon, phrase, tokens, lowered, stems, index)
            if end >= 0 and (best is None or (size, end, phrase.number) < best[0]):
                best = (size, end, phrase.number), phrase
    if best is None:
        return None
    (_, end, _), phrase = best
    if phrase.names and phrase.object_size:
        end = _end_of_verb(phrase, stems, index)
    if phrase.is_noun and lowered[end - 1].endswith("s") and lowered[end + 1 : end + 2] in (["by"], ["to"], ["from"]):
        if IS_BARE[lowered[end]]:
            return None  # `Fares rise by 6 per cent`
    if phrase.is_noun or (phrase.object_size and lowered[index].endswith("ing") and not has_be_before(tokens, index)):
        return _mention(first=index, last=end, name=phrase.name, form=_NOUN)
    passive = phrase.passive or (
        stems[index] != "be" and has_be_before(tokens, index) and IS_PARTICIPLE[tokens[index].low]
    )
    own = "" if phrase.names else "subject" if phrase.subject else "object" if phrase.object_size else ""
    if phrase.since and len(phrase.words) == 1:
        return _mention(first=index, last=end, name=phrase.name, form=_VERB, passive=passive)
    return _mention(
        first=index, last=end, name=phrase.name, form=_PHRASE, passive=passive, own=own, by_subject=bool(phrase.subject)
    )


def _end_of(
    lexicon: Lexicon, phrase: SetPhrase, tokens: Sequence[Token], lowered: Sequence[str], stems: Sequence[str], index: int
) -> int:  # fmt: skip
    """The last token of a phrase that begins there, or -1."""
    words = phrase.words
    before = lowered[index - 1] if index else ""
    if before in BEFORE_ADJECTIVES and (
        (len(words) == 2 and words[1] in PREPOSITIONS)  # `closed in its turn in 2003`
        or (phrase.object_size and not lowered[index].endswith("ing"))
        or phrase.since
    ):
        return -1
    if before == "by" and IS_BARE[lowered[index]] and not phrase.is_noun:
        return -1  # `written by hand in four books`
    if phrase.is_noun:
        end = index + len(words)
        is_plain = tuple(stems[index:end]) == words and all(t.text[0].islower() for t in tokens[index + 1 : end])
        return end - 1 if is_plain and not IS_PARTICIPLE[lowered[end - 1]] else -1  # `the trial ran` is no trial run
    if phrase.passive and not (
        (IS_PARTICIPLE[lowered[index]] or lowered[index] in UNCHANGED) and has_be_before(tokens, index)
    ):
        return -1
    if phrase.subject and not _has_subject(phrase.subject, tokens, lowered, stems, index):
        return -1
    last = index
    reach = _FAR if phrase.object_size else _NEAR
    for word in words[1:]:
        at = _next(word, stems, lowered, last, reach)
        if at < 0 or not _may_stand_between(lexicon, phrase, lowered, stems, last, at):
            return -1
        last = at
    if lowered[last] in _OF_TIMES and last > index:
        if last + 1 < len(lowered) and (lowered[last + 1][0].isdigit() or lowered[last + 1] in _TIME_WORDS):
            return -1  # `signed on 3 May`, `moved in 1990`
        if len(words) == 2 and last > index + 1 and not _leads_object(tokens[index + 1]):
            return -1  # `turned seventy in June`
    if phrase.since and "since" not in lowered[last + 1 : last + 7] and "since" not in lowered[: min(index, 3)]:
        return -1
    return last


def _end_of_verb(phrase: SetPhrase, stems: Sequence[str], index: int) -> int:
    """The last token of the verb of a phrase whose object is a noun phrase like others: `awarded the contract`."""
    end = index
    for word in phrase.words[1 : -phrase.object_size]:
        end = stems.index(word, end + 1)
    return end


def _next(word: str, stems: Sequence[str], lowered: Sequence[str], last: int, reach: int) -> int:
    for k in range(last + 1, min(last + 1 + reach, len(stems))):
        if stems[k] == word or (
            word == POSSESSIVE and (lowered[k] in _POSSESSIVES or lowered[k].endswith(("'s", "’s", "s'", "s’")))
        ):
            return k
    return -1


def _may_stand_between(
    lexicon: Lexicon, phrase: SetPhrase, lowered: Sequence[str], stems: Sequence[str], last: int, at: int
) -> bool:
    for k in range(last + 1, at):
        if lowered[k] in _MARKS or stems[k] in _TURNING or IS_PARTICIPLE[lowered[k]] or stems[k] in lexicon.verbs:
            return False
        if (
            not phrase.object_size
            and lowered[at] in PREPOSITIONS
            and (lowered[k][0].isdigit() or lowered[k][0] in "$£€¥" or lowered[k] in _COUNTING)
        ):
            return False  # `left £40 for it`: nobody left for anywhere
        if lowered[last] in PREPOSITIONS and last > 0 and lowered[k] in _COUNTING and lowered[at] in DETERMINERS:
            return False  # `takes place on three days a week` takes nobody on
        if lowered[k] in PREPOSITIONS and not (lowered[k] == "of" and phrase.object_size):
            return False  # `took place at the town hall` takes no town
    return True


def _leads_object(token: Token) -> bool:
    """Whether a noun phrase or pronoun begins there: `took the mill over`, `took it over`."""
    return token.low in DETERMINERS or token.low in _PRONOUNS or token.text[0].isupper()


def _has_subject(subject: tuple[str, ...], tokens: Sequence[Token], lowered: Sequence[str], stems: Sequence[str], index: int
) -> bool:  # fmt: skip
    """Whether those words are the subject of the verb there, alone or with an addition: `the ribbon at the new works was cut`."""
    k = index - 1
    while k >= 0 and (lowered[k] in AUXILIARIES or lowered[k].endswith("ly")):
        k -= 1
    size = len(subject)
    for end in range(k, max(size - 2, k - _FARTHEST), -1):
        if lowered[end] in _MARKS or (lowered[end] in BE and end < k):
            return False
        if stems[end] == subject[-1] and tuple(stems[end - size + 1 : end + 1]) == subject:
            is_name = end > size - 1 and tokens[end].text[0].isupper()  # `Tern Records was established`
            return not is_name and (end == k or lowered[end + 1] in PREPOSITIONS)
    return False
