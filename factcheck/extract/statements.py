"""Extract, part: draft claims of who holds a role or did an act, where something is, who alone holds a title, and other names.

A shallow reading: the names of a sentence, closed classes of words around them, and the predicates that it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from factcheck.extract.clauses import Clauses, draft_of, governing
from factcheck.extract.phrases import RELATIVES, Phrase
from factcheck.extract.predicates import (
    BE,
    DETERMINERS,
    HAVE,
    PREPOSITIONS,
    Form,
    PredicateMention,
    predicate_class,
    predicate_of_words,
)
from factcheck.extract.statement_words import is_superlative, statement_words
from factcheck.model.claim import ClaimType
from factcheck.model.document import BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.values.words import Token, content_words, fold, stem

_ENDS = frozenset(";:()[]—–!?|")
_HOLDERS = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.UNKNOWN})
_AFTER_TITLE = RELATIVES | BE | HAVE | {"when", "while", "but", "because", "and"}


def statements_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The statements of one sentence whose value is words: roles, places, unique titles, other names."""
    made: set[tuple[int, ClaimType, str]] = set()
    for draft in _all(found, sentence):
        key = (draft.value_start, draft.type, draft.predicate)
        if key not in made:
            made.add(key)
            yield draft


def _all(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    yield from _agents(found, sentence)
    words = {t.low for t in sentence.tokens}
    heads = statement_words().role_heads
    roles = [t.start for t in sentence.tokens if t.low in heads or t.low == "under"] if sentence.names else []
    has_names = not words.isdisjoint(statement_words().name_cues)
    for name in sentence.names:
        if roles:
            yield from _with_role(found, sentence, name, roles)
        if (has_names or name.alias_of) and (draft := _named(found, sentence, name)) is not None:
            yield draft
    if has_names:
        yield from _called(found, sentence)
    yield from _places(found, sentence)
    yield from _uniques(found, sentence)


# --- roles ------------------------------------------------------------------------------------------------------------


def _with_role(found: Extraction, sentence: Clauses, name: NameMention, roles: Sequence[int]) -> Iterator[DraftClaim]:
    """What a name is said to be: by apposition, by a noun before it, by a copula, or as the leader that something was under.

    `roles` says where nouns of roles stand: the patterns are tried only beside them.
    """
    if name.kind not in _HOLDERS:
        return
    words, text = statement_words(), sentence.block.text
    k = sentence.at(name.start)
    previous = sentence.tokens[k - 1].low if k else ""
    is_before = previous == "under" or (
        previous in words.before_holder and any(name.start - 90 <= at < name.start for at in roles)
    )
    is_after = any(name.end <= at < name.end + 150 for at in roles)
    before = text[max(sentence.start, name.start - 90) : name.start] if is_before else ""
    after = text[name.end : min(sentence.end, name.end + 150)] if is_after else ""
    for pattern, how in ((words.as_role, "as"), (words.apposition, "apposition"), (words.become, "copula")):
        match = pattern.match(after) if is_after else None
        if match and _is_role(match["role"], name):
            start, end = name.start, name.end + match.end()
            yield _role(found, sentence, name, match, name.end, (start, end), how)
            return
    for pattern, how in ((words.is_name, "copula"), (words.before_name, "title")):
        match = pattern.search(before) if is_before else None
        if match and _is_role(match["role"], name):
            at = name.start - len(before)
            yield _role(found, sentence, name, match, at, (at + match.start(), name.end), how)
            return
    bare = _UNDER.search(before) if name.kind is not NameKind.PLACE and " " in name.text else None
    if match := words.under.search(before) or bare:
        at = name.start - len(before) + match.start()
        led = _led_by(sentence, at)
        if led is None and bare is not None:
            return
        governed = governing(sentence, at, name.end)
        yield _statement(
            found, sentence, ClaimType.ROLE, (name.start, name.end), "lead", governed, how="under", about=led,
            clause=(led[0], name.end) if led else None,
        )  # fmt: skip
        return
    first = name.text.split()[0].strip(".")
    if len(name.text.split()) > 1 and first.lower() in words.role_of and first[0].isupper():
        yield _statement(
            found, sentence, ClaimType.ROLE, (name.start, name.end), words.role_of[first.lower()], None, how="title",
            clause=(name.start, name.end), shown=first,
        )  # fmt: skip


_UNDER = re.compile(r",[ ]under[ ]\Z")


def _led_by(sentence: Clauses, at: int) -> tuple[int, int] | None:
    """The name before `under X`, a time between left out: `the Merlin, in May 1522, under X`."""
    words, k = sentence.tokens, sentence.at(at)
    k -= words[k].start >= at if words[k].text != "," else 0
    while k >= 0 and (words[k].text in (",", "*", "_") or k in sentence.blocked or words[k].low in ("in", "on")):
        k -= 1
    name = next((n for n in sentence.names if k >= 0 and n.end == words[k].end), None)
    if name is None or (name.kind is NameKind.PERSON and " " in name.text):
        return None
    first = sentence.at(name.start)
    if name.kind is NameKind.PERSON and not (first and words[first - 1].text.islower()):
        return None  # a person unless a noun or article is before it: `the sloop Merlin`
    return name.start, name.end


def _is_role(noun: str, name: NameMention) -> bool:
    return noun.islower() or noun.istitle() or noun.isupper()


def _role(
    found: Extraction,
    sentence: Clauses,
    name: NameMention,
    match: re.Match[str],
    offset: int,
    clause: tuple[int, int],
    how: str,
) -> DraftClaim:
    """The claim that a name holds a role, of the thing after `of` or before `'s` where there is one."""
    groups = match.groupdict()
    about: tuple[int, int] | None = None
    if groups.get("thing") and not _is_time(sentence, offset + match.start("thing")):
        about = (offset + match.start("thing"), offset + match.end("thing"))
    elif groups.get("whose"):
        about = (
            offset + match.start("whose"),
            offset + match.start("whose") + len(re.sub(r"[’']s?\s\Z", "", match["whose"])),
        )
    return _statement(
        found,
        sentence,
        ClaimType.ROLE,
        (name.start, name.end),
        statement_words().role_of[match["role"].lower()],
        None,
        how=how,
        clause=clause,
        about=about,
        shown=match["role"],
    )


def _is_time(sentence: Clauses, at: int) -> bool:
    return any(t.start <= at < t.end and k in sentence.blocked for k, t in enumerate(sentence.tokens))


def _agents(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """`designed by X`, and `X designed the house` where the class of the verb has one doer."""
    words = sentence.tokens
    for predicate in sentence.predicates:
        by = next(
            (
                k
                for k in range(predicate.last + 1, min(len(words), predicate.last + 9))
                if words[k].low == "by" and k + 1 < len(words) and k + 1 not in sentence.blocked
            ),
            None,
        )
        if by is not None and (predicate.passive or by == predicate.last + 1):
            level = sentence.breaks[predicate.last]
            if sentence.breaks[by] == level and not any(predicate.last < p.first < by for p in sentence.predicates):
                name = _name_at(sentence, by + 1)
                if name is not None and name.kind is not NameKind.PLACE:
                    yield _done_by(found, sentence, name, predicate, "agent")
            continue
        if (
            predicate.form is Form.VERB
            and not predicate.passive
            and _act(sentence, predicate) in statement_words().agentive
        ):
            known = predicate_class(predicate.name)
            subject = sentence.grammar.subject(predicate.first)
            if subject is None or (known is not None and known.theme == "subject"):
                continue
            name = _name_at(sentence, subject.first)
            if name is None or name.kind not in _HOLDERS or _has_no_object(sentence, predicate):
                continue
            yield _done_by(found, sentence, name, predicate, "doer")


def _done_by(
    found: Extraction, sentence: Clauses, name: NameMention, predicate: PredicateMention, how: str
) -> DraftClaim:
    """The claim that a name did an act, of the thing that the words mean."""
    value, act = (name.start, name.end), _act(sentence, predicate)
    draft = _statement(found, sentence, ClaimType.ROLE, value, act, predicate, how=how)
    if how == "agent":
        thing = _named_thing(sentence, draft) or _owned_thing(sentence, draft)
    else:
        thing = _dated_thing(sentence, predicate, draft)
    if thing is None:
        return draft
    clause = (min(draft.start, thing[0]), max(draft.end, thing[1]))
    return _statement(found, sentence, ClaimType.ROLE, value, act, predicate, how=how, clause=clause, about=thing)


def _named_thing(sentence: Clauses, draft: DraftClaim) -> tuple[int, int] | None:
    """Of `The Salt Road is a novel written by X`: the thing that the noun after the copula describes."""
    if not draft.subject.lower().startswith(("a ", "an ")):
        return None
    words, at = sentence.tokens, sentence.at(draft.subject_start)
    if not at or words[at - 1].low not in BE:
        return None
    phrase = sentence.grammar.subject(at - 1)
    if phrase is None or not any(
        words[phrase.first].start <= n.start < words[phrase.last - 1].end for n in sentence.names
    ):
        return None
    return words[phrase.first].start, words[phrase.last - 1].end


def _owned_thing(sentence: Clauses, draft: DraftClaim) -> tuple[int, int] | None:
    """Of `X, whose body was found`: the thing together with whose it is."""
    words, at = sentence.tokens, sentence.at(draft.subject_start) if draft.subject else 0
    if at and words[at].low == "whose":
        at += 1
    if at < 2 or words[at - 1].low != "whose":
        return None
    owner = at - 2 - (words[at - 2].text == ",")
    name = next((n for n in sentence.names if owner >= 0 and n.end == words[owner].end), None)
    return (name.start, draft.subject_start + len(draft.subject)) if name is not None else None


def _dated_thing(sentence: Clauses, predicate: PredicateMention, draft: DraftClaim) -> tuple[int, int] | None:
    """Of `X won the 2014 Regatta`: the name behind a year, which ends the phrase before it."""
    if draft.subject.lower() not in DETERMINERS:
        return None
    words, k = sentence.tokens, predicate.last + 2
    while k < len(words) and k in sentence.blocked:
        k += 1
    name = next((n for n in sentence.names if k < len(words) and n.start == words[k].start), None)
    return (words[predicate.last + 1].start, name.end) if name is not None and k > predicate.last + 2 else None


def _act(sentence: Clauses, predicate: PredicateMention) -> str:
    """The act of a verb: where the nouns of roles tell it more exactly than the verb's class, theirs."""
    verb = stem(sentence.tokens[predicate.first].low)
    return statement_words().act_of.get(verb, predicate.name)


def _has_no_object(sentence: Clauses, predicate: PredicateMention) -> bool:
    k = predicate.last + 1
    if k >= len(sentence.tokens) or k in sentence.blocked:
        return True
    token = sentence.tokens[k]
    return not (token.low in DETERMINERS or token.text[0].isupper())


def _name_at(sentence: Clauses, k: int) -> NameMention | None:
    """The name that a noun phrase begins with, past a determiner and at most four words in small letters."""
    words = sentence.tokens
    for at in range(k, min(len(words), k + 6)):
        token = words[at]
        name = next((n for n in sentence.names if n.start <= token.start < n.end), None)
        if name is not None and not _is_adjective(sentence, at, name):
            return name
        low = token.low
        if token.text == "," and at > k and at + 1 < len(words):
            if any(n.start == words[at + 1].start for n in sentence.names):
                continue  # by Rowan's daughter, Ann Lee
            return None
        if not token.text[0].isalpha() or at in sentence.blocked or low in PREPOSITIONS or low in ("and", "or"):
            return None
    return None


def _is_adjective(sentence: Clauses, at: int, name: NameMention) -> bool:
    """`the Danish architect Ida Holm`: a name that a noun in small letters and the name proper follow."""
    words = sentence.tokens
    if words[at].text.endswith(("'s", "’s")) and at + 1 < len(words) and words[at + 1].text.islower():
        return True  # by Rowan's daughter, Ann Lee
    nearby = words[at + 1 : at + 4]
    if name.end != words[at].end or not nearby or not nearby[0].text.islower() or not nearby[0].text.isalpha():
        return False
    return any(
        n.start == token.start and all(t.text.isalpha() and t.text.islower() for t in nearby[:k])
        for k, token in enumerate(nearby)
        for n in sentence.names
    )


# --- places -----------------------------------------------------------------------------------------------------------

_AT_PLACE = re.compile(r"(?<!\w)(?:in|at|near|outside|on|off|inside|from the (?:town|city|village|port|island|district) of)[ ](?:the[ ]|central[ ]|northern[ ]|southern[ ]|eastern[ ]|western[ ]|(?:the )?(?:town|city|village|port|island|district)[ ]of[ ])*\Z", re.I)  # fmt: skip

_BEFORE_PLACE = frozenset(["in", "at", "near", "outside", "on", "off", "inside", "the", "of", "central", "northern", "southern", "eastern", "western"])  # fmt: skip


def _places(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    text, words = sentence.block.text, sentence.tokens
    for name in sentence.names:
        k = sentence.at(name.start)
        if not k or words[k - 1].low not in _BEFORE_PLACE:
            continue
        match = _AT_PLACE.search(text, max(sentence.start, name.start - 40), name.start)
        if match is None or (name.kind is NameKind.PERSON and len(name.text.split()) > 1 and match[0].lower() == "on "):
            continue
        predicate = governing(sentence, name.start, name.end)
        if predicate is None:
            if not sentence.predicates and (listed := _listed(found, sentence, name)) is not None:
                yield listed
            continue
        yield _placed(found, sentence, (name.start, name.end), predicate)
    stems = _place_stems()
    for k, token in enumerate(words[:-1]):
        if token.low not in ("in", "at", "on") or words[k + 1].low not in DETERMINERS:
            continue
        end = k + 2
        while end < len(words) and end < k + 9 and words[end].text not in _ENDS and words[end].text not in ",.":
            if stem(words[end].low) in stems:
                while end + 1 < len(words) and stem(words[end + 1].low) in stems:
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
        elif fold(words[end].text) in statement_words().vague_places:
            continue
        else:
            value_end = words[last].end
        value = (words[k + 1].start, value_end)
        predicate = governing(sentence, *value)
        if predicate is not None:
            yield _placed(found, sentence, value, predicate)


def _placed(found: Extraction, sentence: Clauses, value: tuple[int, int], predicate: PredicateMention) -> DraftClaim:
    """The claim that something happened in a place, of the thing that the words mean."""
    draft = _statement(found, sentence, ClaimType.PLACE, value, predicate.name, predicate, how="place")
    thing = _owned_thing(sentence, draft)
    if thing is None:
        return draft
    clause = (min(draft.start, thing[0]), max(draft.end, thing[1]))
    return _statement(
        found, sentence, ClaimType.PLACE, value, predicate.name, predicate, how="place", clause=clause, about=thing
    )


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
    return _statement(
        found, sentence, ClaimType.PLACE, (place.start, place.end), act, None, how="place", clause=clause, about=about
    )


@cache
def _place_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in statement_words().places)


# --- titles held by one alone -------------------------------------------------------------------------------------------


_BEFORE_TITLE = frozenset(["the", "its", "his", "her", "their", "our"])


def _uniques(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    words = sentence.tokens
    k = 1
    while k < len(words) - 1:
        begin = k
        before = words[k - 1].low
        if not (before in _BEFORE_TITLE or before.endswith(("'s", "’s"))):
            k += 1
            continue
        word = words[k].text
        most = fold(word) == "most" and words[k + 1].text.isalpha() and k + 2 < len(words)
        if not (is_superlative(word) or most) or k in sentence.blocked or word[0].isupper():
            k += 1
            continue
        noun = k + 2 if most else k + 1
        end = _end_of_title(sentence, noun)
        k = max(end, k + 1)
        bare = fold(words[noun].text) if end > noun else ""
        titled = bare not in statement_words().not_titled or (
            bare == "of"
            and (fold(word) not in ("first", "last") or words[min(noun + 1, end - 1)].low in ("its", "their"))
        )
        if end <= noun or not titled or noun in sentence.blocked:
            continue
        owned = before.endswith(("'s", "’s"))
        start = begin - 1 if owned else begin
        holder = _holder(sentence, begin - 1, end)
        if holder is None:
            if not (owned or fold(word) in ("only", "sole") or _has_scope(words, noun, end)):
                continue
            holder = (words[start].start, words[end - 1].end)  # whoever it is, the text names it by its title
        act = "most" if most else fold(word).rpartition("-")[2]
        yield _statement(
            found, sentence, ClaimType.UNIQUE, (words[start].start, words[end - 1].end), act, None, how="unique",
            about=holder, clause=(min(holder[0], words[start].start), max(holder[1], words[end - 1].end)),
            shown=word,
        )  # fmt: skip


def _has_scope(words: tuple[Token, ...], first: int, end: int) -> bool:
    """Whether a title says where or among what it holds: `the highest top in the range`."""
    return any(words[k].low in ("in", "of", "to", "on", "since", "among") for k in range(first, end))


def _end_of_title(sentence: Clauses, at: int) -> int:
    """The index after the last token of a title: up to the end of its clause, its infinitive and places included."""
    words = sentence.tokens
    finite = {
        p.first
        for p in sentence.predicates
        if p.form is not Form.NOUN and not p.passive and not words[p.first].text.endswith(("ed", "ing"))
    }
    end = at
    while end < len(words) and end - at < 14 and (end not in finite or words[end - 1].low == "to"):
        text = words[end].text
        low = text.lower()
        if text in _ENDS or text in ".," or end in sentence.blocked:
            break
        if low in _AFTER_TITLE and words[end - 1].low != "to":
            break
        end += 1
    while end > at and words[end - 1].low in _NO_END:
        end -= 1
    return end


_NO_END = PREPOSITIONS | BE | HAVE | {"the", "a", "an"}


_BY_THE_WAY = frozenset(["also", "then", "still", "now", "thus", "therefore", "as", "by", "far", "not", "only"])
_COPULAS = BE | frozenset(["became", "become", "becomes", "remains", "remained"])


def _holder(sentence: Clauses, start: int, end: int) -> tuple[int, int] | None:
    """The words for who holds the title that stands from `start` to `end`: before a copula, or in apposition."""
    words = sentence.tokens
    at = start - 1
    if at >= 0 and words[start].text.endswith(("'s", "’s")) and words[at].low in DETERMINERS:
        at -= 1  # became the world's largest
    while at >= 0 and words[at].low in _BY_THE_WAY:
        at -= 1
    if at >= 1 and words[at].low in _COPULAS:
        found = sentence.grammar.subject(at)
        if found is not None and _is_about(sentence, found):
            return words[found.first].start, words[found.last - 1].end
    if at >= 1 and words[at].text in (",", "and"):
        held = _apposed(sentence, at) if words[at].text == "," else _apposed_before(sentence, at)
        if held is not None:
            return held
    if end < len(words):
        after = words[end].low
        if after in (",", "is", "was", "were", "are", "—", ":") and end + 1 < len(words):
            name = _name_at(sentence, end + 1)
            if name is not None:
                return name.start, name.end
    return None


def _apposed(sentence: Clauses, comma: int) -> tuple[int, int] | None:
    """The name before a comma, with at most two nouns in small letters between: `The Deal works, the largest of our plants`."""
    words = sentence.tokens
    for k in range(comma - 1, max(-1, comma - 4), -1):
        name = next((n for n in sentence.names if n.end == words[k].end), None)
        if name is not None:
            return name.start, words[comma - 1].end
        if not (words[k].text.isalpha() and words[k].text.islower()) or words[k].low in PREPOSITIONS | DETERMINERS:
            return None
        if any(p.first <= k <= p.last and p.form is not Form.NOUN for p in sentence.predicates):
            return None
    return None


def _apposed_before(sentence: Clauses, end: int) -> tuple[int, int] | None:
    """Of `X, professor of law and the first woman ...`: the person whom the apposition before the `and` is of."""
    words = sentence.tokens
    finite = [words[p.first].start for p in sentence.predicates if p.form is not Form.NOUN]
    for name in reversed(sentence.names):
        if name.kind is not NameKind.PERSON or name.end >= words[end].start or len(name.text.split()) < 2:
            continue
        k = sentence.at(name.end)
        if k and words[k].text in (",", "(") and not any(name.end < at < words[end].start for at in finite):
            return name.start, name.end
        return None
    return None


def _is_about(sentence: Clauses, phrase: Phrase) -> bool:
    words = sentence.tokens
    bare = [words[k].low for k in range(phrase.first, phrase.last)]
    return any(w[0].isalpha() for w in bare) and bare != ["there"]


# --- other names ------------------------------------------------------------------------------------------------------


def _named(found: Extraction, sentence: Clauses, name: NameMention) -> DraftClaim | None:
    if name.alias_of:
        long = next((n for n in reversed(sentence.names) if n.text == name.alias_of and n.end <= name.start), None)
        if long is not None:
            return _statement(
                found, sentence, ClaimType.NAME, (name.start, name.end), "name", None, how="name",
                about=(long.start, long.end), clause=(long.start, name.end), shown="(",
            )  # fmt: skip
    k = sentence.at(name.start)
    if not any(t.low in statement_words().name_cues for t in sentence.tokens[max(0, k - 4) : k]):
        return None
    before = sentence.block.text[max(sentence.start, name.start - 40) : name.start]
    match = statement_words().other_name.search(before)
    if match is None:
        return None
    earlier = [n for n in sentence.names if n.end <= name.start - len(before) + match.start()]
    about = (earlier[-1].start, earlier[-1].end) if earlier else None
    start = name.start - len(before) + match.start()
    return _statement(
        found, sentence, ClaimType.NAME, (name.start, name.end), "name", None, how="name", about=about,
        clause=(about[0] if about else start, name.end), shown=match[0].strip(),
    )  # fmt: skip


def _called(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Another name in quotation marks and small letters: `also known as “orchard ether”`."""
    text = sentence.block.text
    if not any(t.text in '"“‘' for t in sentence.tokens):
        return
    for match in statement_words().quoted_name.finditer(text, sentence.start, sentence.end):
        value = (match.start("name"), match.end("name"))
        k = next((k for k, t in enumerate(sentence.tokens) if t.start >= match.start()), 0)
        phrase = sentence.grammar.subject(k)
        about = (sentence.tokens[phrase.first].start, sentence.tokens[phrase.last - 1].end) if phrase else None
        yield _statement(
            found, sentence, ClaimType.NAME, value, "name", None, how="name", about=about,
            clause=(match.start(), value[1]), shown=match["cue"],
        )  # fmt: skip


# --- the draft --------------------------------------------------------------------------------------------------------


def _statement(
    found: Extraction,
    sentence: Clauses,
    kind: ClaimType,
    value: tuple[int, int],
    act: str,
    predicate: PredicateMention | None,
    *,
    how: str,
    clause: tuple[int, int] | None = None,
    about: tuple[int, int] | None = None,
    shown: str = "",
) -> DraftClaim:
    draft = draft_of(found, sentence, predicate, kind, value, extractor=f"prose/{how}")
    text = sentence.block.text
    draft = replace(draft, words=text[slice(*value)], predicate=act, predicate_words=draft.predicate_words or shown)
    if clause is None and about is None:
        return draft
    start, end = clause or value
    if about is not None:
        start, end = min(start, about[0]), max(end, about[1])
    subject = text[slice(*about)] if about else ""
    inside = tuple(n.text for n in sentence.names if about and about[0] <= n.start < about[1])
    return replace(
        draft,
        start=start,
        end=end,
        subject=subject,
        subject_start=about[0] if about else -1,
        subject_names=inside,
        names=tuple(dict.fromkeys((*inside, *draft.names))),
        subject_stems=content_words(subject) if about else (),
    )
