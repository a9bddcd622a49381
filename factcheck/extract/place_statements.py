"""Extract, part of statements: where something happened or is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import DETERMINERS, HAVE, PREPOSITIONS, closed_class
from factcheck.extract.governing import governing
from factcheck.extract.predicates import Form, PredicateMention, predicate_of_words
from factcheck.extract.statement_drafts import owned_thing, statement, told_of
from factcheck.extract.statement_words import statement_words
from factcheck.extract.word_hints import hint_of
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.document import BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.patterns import pattern_of
from factcheck.values.words import WordTable, fold, function_words, stem

_ENDS = frozenset(";:()[]—–!?|")


_AT_PLACE = pattern_of(r"(?<!\w)(?:in|at|near|outside|on|off|inside|from the (?:town|city|village|port|island|district) of)[ ](?:the[ ]|central[ ]|northern[ ]|southern[ ]|eastern[ ]|western[ ]|(?:the )?(?:town|city|village|port|island|district)[ ]of[ ])*\Z", re.I)  # fmt: skip

_BEFORE_PLACE = frozenset(["in", "at", "near", "outside", "on", "off", "inside", "the", "of", "central", "northern", "southern", "eastern", "western"])  # fmt: skip

_DIRECTLY = frozenset(["in", "at", "near", "outside", "on", "off", "inside"])
_HELD = frozenset(["master's", "degree", "degrees", "diploma", "doctorate", "course", "courses", "lectures", "training", "certificate", "experience", "expert", "specialist", "share", "shares", "stake", "stakes", "holding", "holdings", "interest", "confidence", "faith", "trust", "belief", "stock", "investment", "investments", "trading"])  # fmt: skip
"""Nouns before `in` that what they are of follows, and no place."""
_OF_FORM = pattern_of(
    r"\s(?:formats?|mode|style|notation|syntax|code|form|version|terms|language|translation|dialect|script|type|capitals|letters)\b"
)
"""Nouns that make a name before them tell how a thing is made."""
_PLATFORMS = closed_class("platforms")
_LEADS_PLACE = frozenset(["in", "at", "on"])
_LEADING_PLACE = hint_of(_LEADS_PLACE.__contains__)


def places_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    text, words = sentence.block.text, sentence.tokens
    made: list[int] = []
    lows = sentence.lows
    for name, k in zip(sentence.names, sentence.firsts, strict=True):
        if not k or lows[k - 1] not in _BEFORE_PLACE or k in sentence.blocked:
            continue
        lead = words[k - 1]
        if lead.low in _DIRECTLY:
            if text[lead.end : name.start] != " ":
                continue
            if lead.low == "in" and k > 1 and lows[k - 2] in _HELD:
                continue  # `Shares in Velden fell`
            if lead.low == "in" and _OF_FORM.match(text, name.end) is not None:
                continue  # `files in INI format`
            if lead.low == "on" and name.text.isupper() and len(name.text) < 5:
                continue  # `can be reached on VHF channel 12`
            if lead.low == "on" and name.text.lower() in _PLATFORMS:
                continue  # `A crash on Windows is fixed`
            is_on = lead.low == "on"
        elif _has_preposition_before(lows, k - 1):
            match = _AT_PLACE.search(text, max(sentence.start, name.start - 40), name.start)
            if match is None:
                continue
            if match[0].lower().startswith("outside") and text[: match.start()].endswith(" from "):
                continue  # `Applicants from outside the UK must hold`
            is_on = match[0].lower() == "on "
        else:
            continue
        if is_on and name.kind is NameKind.PERSON and len(name.text.split()) > 1:
            continue
        whole = whole_place(sentence, name)
        if whole is None:
            continue
        predicate = governing(sentence, *whole)
        if predicate is None:
            if not sentence.predicates and (listed := _listed(found, sentence, name)) is not None:
                yield listed
            continue
        if lead.low == "in" and name.kind is not NameKind.PLACE and predicate.name in _IN_PRINT:
            continue  # `A paper appeared in Alpine Botany`
        if lead.low in ("in", "the") and name.text.rsplit(" ", 1)[-1].lower() in _UNDERTAKINGS:
            continue  # `took part in the Second Polar Expedition`
        if whole[0] <= name.start and not any(whole[0] <= done < whole[1] for done in made):
            made.append(whole[0])
            draft = _placed(found, sentence, whole, predicate)
            if not 0 <= draft.subject_start <= whole[0] < draft.subject_start + len(draft.subject) or draft.shown:
                yield draft  # not `What she built at Orrin can be seen`
    yield from _where(found, sentence)
    if not (sentence.hints & _LEADING_PLACE and sentence.hints & _PLACES):
        return
    for k in [k for k, low in enumerate(lows[:-1]) if low in _LEADS_PLACE and lows[k + 1] in DETERMINERS]:
        end = k + 2
        while end < len(words) and end < k + 9 and lows[end] not in _ENDS and lows[end] not in ',.“”"':
            if _IS_PLACE[lows[end]]:
                while end + 1 < len(words) and _IS_PLACE[lows[end + 1]]:
                    end += 1
                break
            end += 1
        else:
            continue
        if end >= len(words) or words[end].text in _ENDS or any(j in sentence.blocked for j in range(k, end + 1)):
            continue
        if any(p.first <= end and p.last >= k for p in sentence.predicates):
            continue
        last = end
        if last + 2 < len(words) and words[last + 1].low == "of":
            last = min(len(words) - 1, last + 2)
            while last + 1 < len(words) and last < end + 6 and words[last].low in DETERMINERS | {"own"}:
                last += 1
            follow = next((n for n in sentence.names if n.start <= words[last].start < n.end), None)
            value_end = follow.end if follow else words[last].end
        elif fold(words[end].text) in statement_words().vague_places and not _is_told(lows[k + 2 : end]):
            continue
        else:
            value_end = words[last].end
        value = (words[k + 1].start, value_end)
        predicate = governing(sentence, *value)
        if any(value[0] <= done < value[1] for done in made):
            continue  # `the Brennock village hall`, told already
        if predicate is not None:
            yield _placed(found, sentence, value, predicate)


_UNDERTAKINGS = frozenset(["expedition", "war", "campaign", "tour", "cup", "championship", "championships", "league", "competition", "games", "olympics", "project", "programme", "program", "survey", "race", "regatta", "revolution", "uprising"])  # fmt: skip
_IN_PRINT = frozenset(["appear", "publish", "print", "release"])


def _is_told(between: Sequence[str]) -> bool:
    """Whether one or two words tell which house or market is meant: `the pump room`."""
    return 0 < len(between) < 3 and all(w.isalpha() and w not in PREPOSITIONS for w in between)


def _has_preposition_before(lows: Sequence[str], k: int) -> bool:
    """Whether what leads to a place may stand there, by its words alone: a cheap look before a costly one."""
    while k > 0 and lows[k] in _BETWEEN:
        k -= 1
    return lows[k].endswith(_ENDS_BEFORE_PLACE)


_BETWEEN = frozenset(["the", "of", "central", "northern", "southern", "eastern", "western", "town", "city", "village", "port", "island", "district"])  # fmt: skip
_ENDS_BEFORE_PLACE = (*_DIRECTLY, "from")


_OF_NAME = pattern_of(r"[’']s?(?:\s[A-Z][\w’'-]*)+")
_SMALL = pattern_of(r"(?:\s[a-z][a-z-]+){1,3}")


def whole_place(sentence: Clauses, name: NameMention) -> tuple[int, int] | None:
    """A name with the noun that it belongs to (`Brennock village hall`, `the Women's Art School`); None for an owner alone."""
    text = sentence.block.text
    if match := _OF_NAME.match(text, name.end, sentence.end):
        return name.start, match.end()
    if text[name.end : name.end + 2] in ("’s", "'s"):
        return None
    if match := _SMALL.match(text, name.end, sentence.end):
        end = whole = name.end
        for word in match[0].split():
            end = text.index(word, end) + len(word)
            if word in PREPOSITIONS or word in function_words():
                break
            if stem(word) in _place_stems():
                whole = end
        first = match[0].split()[0]
        if (
            whole == name.end
            and text[name.start - 4 : name.start].lower() == "the "
            and not (first in PREPOSITIONS or first in function_words() or first.endswith("ed"))
        ):
            return None  # `works on the Brennock main`
        return name.start, whole
    return name.start, name.end


def _part_of_subject(sentence: Clauses, value: tuple[int, int], predicate: PredicateMention) -> str:
    """The noun phrase before a place that stands inside the subject: of `The bridge at Mill Cross carries`, the bridge."""
    subject = sentence.grammar.subject(predicate.first) if predicate.form is not Form.NOUN else None
    k = sentence.at(value[0])
    if subject is None or not subject.first < k < subject.last:
        return ""
    words = sentence.tokens
    while k > subject.first and words[k - 1].low in _BEFORE_PLACE and words[k - 1].low != "of":
        k -= 1
    text = sentence.block.text[words[subject.first].start : words[k - 1].end] if k > subject.first else ""
    return "" if k - subject.first > 9 or words[k - 1].low == "of" else text


def _placed(found: Extraction, sentence: Clauses, value: tuple[int, int], predicate: PredicateMention) -> DraftClaim:
    """The claim that something happened in a place, of the thing that the words mean."""
    draft = statement(found, sentence, ClaimType.PLACE, value, predicate.name, predicate, how="place")
    thing = (
        owned_thing(sentence, draft) or given_thing(sentence, predicate, value[0]) or _had_thing(sentence, predicate)
    )
    if thing is None and predicate.form is Form.NOUN and draft.shown:
        return replace(draft, said="at")
    if thing is None and (part := _part_of_subject(sentence, value, predicate)):
        return replace(draft, shown=part, said="at")
    if thing is None:
        return draft
    clause = (min(draft.start, thing[0]), max(draft.end, thing[1]))
    return told_of(sentence, draft, thing, clause=clause)


def given_thing(sentence: Clauses, predicate: PredicateMention, end: int) -> tuple[int, int] | None:
    """Of `X gave the 2019 Orme Lecture in Leeds`: what was given, which is what happened there."""
    words = sentence.tokens
    if predicate.passive or predicate.form is not Form.VERB or stem(words[predicate.first].low) not in _giving():
        return None
    k = first = predicate.last + 1
    while k < len(words) and words[k].start < end and words[k].text not in _ENDS and words[k].text not in ",.":
        if words[k].low in PREPOSITIONS and words[k].low != "of":
            break
        k += 1
    while k > first and k - 1 in sentence.blocked:
        k -= 1
    if k <= first or first >= len(words) or not (words[first].low in _LEADS or words[first].text[0].isupper()):
        return None
    return words[first].start, words[k - 1].end


_LEADS = DETERMINERS | {"its", "their", "his", "her", "our"}


def _had_thing(sentence: Clauses, predicate: PredicateMention) -> tuple[int, int] | None:
    """Of `X had its first performance in the Corn Hall`: what was performed."""
    words, k = sentence.tokens, predicate.first - 1
    if predicate.form is not Form.NOUN:
        return None
    while k > 0 and predicate.first - k < 4 and words[k].low not in ("its", "their", "his", "her"):
        k -= 1
    if k < 1 or words[k].low not in ("its", "their", "his", "her"):
        return None
    if words[k - 1].low in HAVE or stem(words[k - 1].low) in ("receiv", "get", "given", "giv"):
        subject = sentence.grammar.subject(k - 1)
        if subject is not None:
            return words[subject.first].start, words[subject.last - 1].end
    return words[k].start, words[k].end


def _where(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Of `the Playhouse in Durham, where she gave the lecture`: that it was given there."""
    if "where" not in sentence.vocabulary:
        return
    words, k = sentence.tokens, sentence.lows.index("where")
    if k < 2:
        return
    at = k - 1 - (words[k - 1].text == ",")
    predicate = next((p for p in sentence.predicates if p.first > k), None)
    place = next((n for n in sentence.names if n.end == words[at].end), None)
    if predicate is None or place is None or place.kind is NameKind.PERSON:
        return
    places = [place]
    first = sentence.at(place.start)
    if first > 1 and words[first - 1].low in ("in", "at"):
        places += [n for n in sentence.names if n.end == words[first - 2].end and n.kind is not NameKind.PERSON]
    subject = sentence.grammar.subject(predicate.first)
    thing = given_thing(sentence, predicate, sentence.end)
    if thing is None and subject is not None and (predicate.passive or predicate.name in ("born", "die")):
        thing = words[subject.first].start, words[subject.last - 1].end
    if thing is None:
        return
    for name in places:
        yield statement(
            found, sentence, ClaimType.PLACE, (name.start, name.end), predicate.name, predicate, how="place",
            about=thing, clause=(name.start, max(thing[1], words[predicate.last].end)),
        )  # fmt: skip


def _listed(found: Extraction, sentence: Clauses, place: NameMention) -> DraftClaim | None:
    """Of an entry under `Births` or `Signed`: that what it begins with was so in the first place named behind it."""
    headings = sentence.block.headings
    if not headings or sentence.block.kind is not BlockKind.LIST_ITEM:
        return None
    act = predicate_of_words(found.document.blocks[headings[-1]].text)
    first = next((n for n in sentence.names if n.end < place.start and n.kind is not NameKind.PLACE), None)
    if not act or first is None:
        return None
    between = sentence.block.text[first.end : place.start]
    earlier = [n for n in sentence.names if first.end <= n.start < place.start]
    if earlier or not between.startswith((",", " (", " in ")) or len(between) > 80:
        return None
    clause, about = (first.start, place.end), (first.start, first.end)
    return statement(
        found, sentence, ClaimType.PLACE, (place.start, place.end), act, None, how="place", clause=clause, about=about
    )


@cache
def _giving() -> frozenset[str]:
    return frozenset(stem(word) for word in statement_words().giving)


@cache
def _place_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in statement_words().places)


_IS_PLACE = WordTable(lambda word: stem(word) in _place_stems())
_PLACES = hint_of(_IS_PLACE.__getitem__)
