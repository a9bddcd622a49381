"""Extract, part of statements: who holds a role or did an act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, DETERMINERS, PREPOSITIONS
from factcheck.extract.governing import governing
from factcheck.extract.place_statements import given_thing
from factcheck.extract.predicate_lexicon import predicate_class
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.statement_drafts import holder_behind, name_at, owned_thing, statement, told_of
from factcheck.extract.statement_words import statement_words
from factcheck.extract.tags import VERBAL, Tag
from factcheck.extract.verb_forms import IS_PARTICIPLE
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.values.words import stem

_VERB = Form.VERB
_HOLDERS = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.UNKNOWN})


def roles_of(found: Extraction, sentence: Clauses, name: NameMention, roles: Sequence[int]) -> Iterator[DraftClaim]:
    """What a name is said to be: by apposition, by a noun before it, by a copula, or as the leader that something was under.

    `roles` says where nouns of roles stand: the patterns are tried only beside them.
    """
    if name.kind not in _HOLDERS:
        return
    words, text = statement_words(), sentence.block.text
    k = sentence.at(name.start)
    previous = sentence.tokens[k - 1].low if k else ""
    is_before = previous == "under" or (
        previous in words.before_holder and any([name.start - 90 <= at < name.start for at in roles])
    )
    next_mark = text[name.end : name.end + 1]
    is_after = next_mark in (" ", ",") and any([name.end <= at < name.end + 150 for at in roles])
    if is_after:
        after = text[name.end : min(sentence.end, name.end + 150)]
        for pattern, how in ((words.as_role, "as"), (words.apposition, "apposition"), (words.become, "copula")):
            match = pattern.match(after)
            if match and name.kind is not NameKind.PERSON and ", who " in match[0]:
                continue  # `Ann Lee of Melk Hospital, who acted as`
            if (
                match
                and how == "apposition"
                and name.kind is not NameKind.PERSON
                and _leads_on(sentence, name.end + match.end())
            ):
                continue  # `For Norvick, the prime minister, Ann Lee, signed`
            if how == "as" and (previous in _SUCCEEDING or tuple(sentence.lows[max(0, k - 3) : k]) in _TAKING_OVER):
                continue  # `who succeeds Dr Frey as chair`
            if match and _is_role(match["role"], name):
                start, end = name.start, name.end + match.end()
                yield _role(found, sentence, name, match, name.end, (start, end), how)
                return
    before = text[max(sentence.start, name.start - 90) : name.start] if is_before else ""
    article = 4 if previous == "the" and k > 1 and name.text.split()[0].strip(".").lower() in _REVEREND else 0
    if article and sentence.tokens[k - 2].low in (",", *words.copulas):
        before, previous = before[:-article], sentence.tokens[k - 2].low  # the vicar, the Revd Ann Lee
    else:
        article = 0
    if is_before and "whose" in sentence.vocabulary and (match := words.whose.search(before)):
        at = name.start - len(before) + match.start()
        owner = next((n for n in reversed(sentence.names) if n.end == at), None)
        if owner is not None:
            yield statement(
                found, sentence, ClaimType.ROLE, (name.start, name.end), words.role_of[match["role"].lower()], None,
                how="copula", about=(owner.start, owner.end), clause=(owner.start, name.end), shown=match["role"],
            )  # fmt: skip
        return
    is_owner = text[name.end : name.end + 2] in ("'s", "’s")  # `The donor, Moe's niece Synne`
    if (
        is_before
        and not (is_owner and previous == ",")
        and (previous == "," or previous in words.role_heads or previous in words.copulas)
    ):
        is_copula = previous in words.copulas
        pattern, how = (words.is_name, "copula") if is_copula else (words.before_name, "title")
        match = pattern.search(before)
        if match and _is_role(match["role"], name):
            at = name.start - article - len(before)
            yield _role(found, sentence, name, match, at, (at + match.start(), name.end), how)
            return
    is_led = is_before and "under" in before.lower()
    bare = _UNDER.search(before) if is_led and name.kind is not NameKind.PLACE and " " in name.text else None
    owned = words.in_rule_of.match(sentence.block.text, name.end) if is_led and _JUST_UNDER.search(before) else None
    if owned is not None and name.kind is not NameKind.PLACE:
        at = name.start - len("under ")
        act = governing(sentence, at, name.end)
        subject = sentence.grammar.subject(act.first) if act is not None else None
        tokens = sentence.tokens
        led = (tokens[subject.first].start, tokens[subject.last - 1].end) if subject is not None else None
        yield statement(
            found, sentence, ClaimType.ROLE, (name.start, name.end), "lead", act, how="under", about=led,
            clause=(min(led[0], name.start), max(led[1], owned.end())) if led else None,
            shown=f"under {owned['how']}",
        )  # fmt: skip
        return
    if match := (words.under.search(before) if is_led else None) or bare:
        at = name.start - len(before) + match.start()
        led = _led_by(sentence, at)
        shown = match[0].strip(" ,")
        if led is None and bare is not None:
            return
        governed = governing(sentence, at, name.end)
        if led is None and governed is not None:
            led = given_thing(sentence, governed, at)
        yield statement(
            found, sentence, ClaimType.ROLE, (name.start, name.end), "lead", governed, how="under", about=led,
            clause=(led[0], name.end) if led else None, shown=shown if " of" in shown else "",
        )  # fmt: skip
        return
    first = name.text.split()[0].strip(".")
    if previous == "the" and first.lower() not in _WITH_ARTICLE:
        return  # `the Queen Astrid` is a ship
    if previous in _BEFORE_OFFICE and name.text.split()[-1].lower() in words.role_heads:
        return  # `joined as Chief Technology Officer`
    if len(name.text.split()) > 1 and first.lower() in words.role_of and first[0].isupper():
        titled = statement(
            found, sentence, ClaimType.ROLE, (name.start, name.end), words.role_of[first.lower()], None, how="title",
            clause=(name.start, name.end), shown=first,
        )  # fmt: skip
        yield replace(titled, shown=name.text)


_BEFORE_OFFICE = DETERMINERS | {"as", "became", "become", "becomes"}
_SUCCEEDING = frozenset(["succeed", "succeeds", "succeeded", "succeeding", "replace", "replaces", "replaced", "replacing", "follow", "follows", "followed", "following"])  # fmt: skip


_TAKING_OVER = tuple(tuple(f"{verb} over from".split()) for verb in ("take", "takes", "took", "taken", "taking"))


def _leads_on(sentence: Clauses, end: int) -> bool:
    """Whether the person whom an office is of follows it: `the prime minister, Ann Lee,`."""
    return any(n.start == end + 2 and n.kind is NameKind.PERSON for n in sentence.names)


_REVEREND = frozenset(["rev", "revd", "reverend", "rt", "right", "very", "ven", "venerable", "hon", "honourable", "honorable", "most"])  # fmt: skip
"""Forms of address that stand with an article before a name: `the Revd Ann Lee`."""
_WITH_ARTICLE = frozenset(["emperor", "empress", "tsar", "sultan", "archduke", "archbishop", "abbot", "abbess", "patriarch", "duke", "duchess"])  # fmt: skip
"""Titles that stand with an article before a name: `the Emperor Otto`."""


def label_of(sentence: Clauses) -> re.Match[str] | None:
    """The office that an entry begins with, up to its colon or dash: `Foreman, north trench: `, `Market manager – `."""
    text = sentence.block.text
    if _LABEL_MARKS.isdisjoint(text[sentence.start : sentence.start + 90]):
        return None
    return statement_words().labelled.match(text, sentence.start, sentence.end)


_LABEL_MARKS = frozenset(":–—")


def labelled_role(found: Extraction, sentence: Clauses, match: re.Match[str]) -> Iterator[DraftClaim]:
    """Of an entry that begins with an office, `Foreman, north trench: X`: that the first name behind it holds it."""
    if match["thing"] and (holder := _person_at(sentence, match)) is not None:
        words = statement_words()
        yield statement(
            found, sentence, ClaimType.ROLE, (holder.start, holder.end), words.role_of[match["role"].lower()], None,
            how="label", clause=(match.start("before"), holder.end), shown=match["role"],
        )  # fmt: skip
        return  # `Project scientist, Ann Lee: leads the dust group`
    first = next((n for n in sentence.names if n.start >= match.end()), None)
    if first is None or first.start > match.end() + 12 or first.kind is NameKind.PLACE:
        return
    is_first = sentence.start == found.sentences[sentence.block.index][0].start
    clause = (match.start("before"), first.end)
    draft = _role(found, sentence, first, match, 0, clause, "label" if is_first else "title")
    if not is_first and draft.shown == first.text:
        item = sentence.block.text[slice(*_first_sentence(found, sentence))].strip(" .*_")
        draft = replace(draft, shown=item if len(item) < 120 and ":" not in item else draft.shown)
    yield draft  # `Replace the pump. Owner: Ann Lee`


def _person_at(sentence: Clauses, match: re.Match[str]) -> NameMention | None:
    """The person who is named behind an office and before the colon."""
    start, end = match.span("thing")
    return next(
        (n for n in sentence.names if n.kind is NameKind.PERSON and n.start <= start + 4 and n.end == end), None
    )


def _first_sentence(found: Extraction, sentence: Clauses) -> tuple[int, int]:
    first = found.sentences[sentence.block.index][0]
    return first.start, first.end


_BARE_NOUN = re.compile(r"[a-z]+(?:\s(?:and\s)?[a-z]+)?")
_POSSESSED = re.compile(r"[,(\s]*(its|their|his|her|our|my)\s", re.I)
_JUST_UNDER = re.compile(r"\bunder[ ]\Z", re.I)
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
    return noun.islower() or noun.istitle() or noun.isupper() or noun[1:].islower()


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
    owner, shown = _POSSESSED.match(match[0]), match["role"]
    if owner is not None and groups.get("thing") and _BARE_NOUN.fullmatch(match["thing"]):
        about = (offset + match.start() + owner.start(1), offset + match.start() + owner.end(1))
        shown = f"{shown} of {match['thing']}"  # `Its head of sales, Ann Lee`: a post of its owner
    elif groups.get("thing") and not _is_time(sentence, offset + match.start("thing")):
        about = (offset + match.start("thing"), offset + match.end("thing"))
    elif groups.get("whose"):
        about = (
            offset + match.start("whose"),
            offset + match.start("whose") + len(re.sub(r"[’']s?\s\Z", "", match["whose"])),
        )
    elif owner is not None and how in ("title", "apposition", "copula"):
        about = (offset + match.start() + owner.start(1), offset + match.start() + owner.end(1))
        before = next((n for n in reversed(sentence.names) if n.end <= about[0]), None)
        if before is not None and sentence.block.text[before.end : about[0]] == " and ":
            about = (before.start, before.end)  # `Peder Lund and his wife Hanna`
    draft = statement(
        found,
        sentence,
        ClaimType.ROLE,
        (name.start, name.end),
        statement_words().role_of[match["role"].lower()],
        None,
        how=how,
        clause=clause,
        about=about,
        shown=shown,
    )
    # of whom or what, the text does not say: it is told of the holder alone
    return draft if about is not None or how not in ("title", "apposition") else replace(draft, shown=name.text)


def _is_time(sentence: Clauses, at: int) -> bool:
    return any(t.start <= at < t.end and k in sentence.blocked for k, t in enumerate(sentence.tokens))


def acts_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """`designed by X`, and `X designed the house` where the class of the verb has one doer."""
    words = sentence.tokens
    agents: list[int] = []
    if "by" in sentence.vocabulary:
        last, blocked = len(words) - 1, sentence.blocked
        agents = [k for k, low in enumerate(sentence.lows) if low == "by" and k < last and k + 1 not in blocked]
    agentive = statement_words().agentive
    for predicate in sentence.predicates:
        by = next((k for k in agents if predicate.last < k < predicate.last + 9), None) if agents else None
        is_line = (  # `Translated from the Norwegian by X`
            predicate.first == 0 and by is not None and sentence.lows[1:2] == ["from"] and IS_PARTICIPLE[words[0].low]
        )
        if by is not None and (predicate.passive or is_line or by == predicate.last + 1):
            level = sentence.breaks[predicate.last]
            if sentence.breaks[by] == level and not any(predicate.last < p.first < by for p in sentence.predicates):
                name = name_at(sentence, by + 1)
                if name is not None and name.kind is not NameKind.PLACE:
                    yield _done_by(found, sentence, name, predicate, "agent")
            continue
        if not predicate.passive and predicate.form is _VERB and _has_doer(sentence, predicate, agentive):
            known = predicate_class(predicate.name)
            subject = sentence.grammar.subject(predicate.first)
            if subject is None or (known is not None and known.theme == "subject"):
                continue
            name = name_at(sentence, subject.first) or _before_who(sentence, subject.first)
            if name is not None and _is_noun_of(sentence, name, subject.last):
                name = _first_of_two(sentence, predicate)
            if name is None or name.kind not in _HOLDERS:
                continue
            if (thing := _antecedent(sentence, subject.first)) is not None:
                yield statement(
                    found, sentence, ClaimType.ROLE, (name.start, name.end), _act(sentence, predicate), predicate,
                    how="doer", about=thing, clause=(thing[0], sentence.tokens[predicate.last].end),
                )  # fmt: skip
            elif not _has_no_object(sentence, predicate):
                yield _done_by(found, sentence, name, predicate, "doer")


def _is_noun_of(sentence: Clauses, name: NameMention, last: int) -> bool:
    """Whether a name only tells which thing the subject is: `the Kesh pumps failed`."""
    k = sentence.index(name.end)
    return k < last and sentence.tokens[k].text.isalpha() and sentence.tokens[k].text.islower() and (
        sentence.tokens[k].low not in PREPOSITIONS and sentence.tokens[k].low not in ("and", "or")
    )  # fmt: skip


def _first_of_two(sentence: Clauses, predicate: PredicateMention) -> NameMention | None:
    """Of `X looks after the works and, after the pumps failed, led the repairs`: X."""
    words, k = sentence.tokens, predicate.first
    if k < 3 or words[k - 1].text != ",":
        return None
    at = next((j for j in range(k - 2, 0, -1) if words[j].low == "and" and words[j + 1].text == ","), None)
    if at is None or not sentence.names or sentence.names[0].start != words[0].start:
        return None
    return sentence.names[0] if words[sentence.index(sentence.names[0].end)].text != "," else None


def _done_by(
    found: Extraction, sentence: Clauses, name: NameMention, predicate: PredicateMention, how: str
) -> DraftClaim:
    """The claim that a name did an act, of the thing that the words mean."""
    name = holder_behind(sentence, name)
    value, act = (name.start, name.end), _act(sentence, predicate)
    draft = statement(found, sentence, ClaimType.ROLE, value, act, predicate, how=how)
    if how == "agent":
        thing = _described_thing(sentence, predicate) or _named_thing(sentence, draft) or owned_thing(sentence, draft)
    else:
        thing = _dated_thing(sentence, predicate, draft) or _thing_of_time(sentence, predicate)
    if thing is None:
        return draft
    clause = (min(draft.start, thing[0]), max(draft.end, thing[1]))
    return told_of(sentence, draft, thing, clause=clause)


def _described_thing(sentence: Clauses, predicate: PredicateMention) -> tuple[int, int] | None:
    """Of `The old engine gave way to Heron, designed and built by X`: the name right before the participles."""
    words, k = sentence.tokens, predicate.first - 1
    if k > 2 and words[k].low == "and" and IS_PARTICIPLE[words[k - 1].low]:
        k -= 2
    if k < 1 or words[k].text != ",":
        return None
    name = next((n for n in sentence.names if n.end == words[k - 1].end), None)
    if name is None or name.kind is NameKind.PERSON:
        return None
    first = sentence.at(name.start)
    if name.kind is NameKind.PLACE and (not first or words[first - 1].low in ("in", "at", "near", "from", "of", "for")):
        return None
    subject = sentence.grammar.subject(predicate.first)
    is_own = subject is not None and words[subject.first].start <= name.start < words[subject.last - 1].end
    return None if is_own else (name.start, name.end)


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


def _antecedent(sentence: Clauses, first: int) -> tuple[int, int] | None:
    """Of `the Lantern Dig, which X led`: the name before the pronoun."""
    words = sentence.tokens
    if first < 2 or words[first - 1].low not in ("which", "that"):
        return None
    at = first - 2 - (words[first - 2].text == ",")
    name = next((n for n in sentence.names if at >= 0 and n.end == words[at].end), None)
    if name is not None:
        return name.start, name.end
    # `The service that X founded`: an object, since the verb has its subject
    phrase = sentence.grammar.ending_at(at) if at >= 1 and words[first - 1].low == "that" else None
    if phrase is None or words[phrase.first].low not in ("the", "this", "our") or phrase.last - phrase.first > 4:
        return None
    return words[phrase.first].start, words[phrase.last - 1].end


def _before_who(sentence: Clauses, at: int) -> NameMention | None:
    """Of `X, who chaired the meeting`: X."""
    words = sentence.tokens
    if words[at].low != "who" or at < 1:
        return None
    last = at - 1 - (words[at - 1].text == ",")
    return next(
        (n for n in sentence.names if last >= 0 and n.end == words[last].end and n.kind is NameKind.PERSON), None
    )


def _dated_thing(sentence: Clauses, predicate: PredicateMention, draft: DraftClaim) -> tuple[int, int] | None:
    """Of `X won the 2014 Regatta`: the name behind a year, which ends the phrase before it."""
    if draft.subject.lower() not in DETERMINERS:
        return None
    words, k = sentence.tokens, predicate.last + 2
    while k < len(words) and k in sentence.blocked:
        k += 1
    name = next((n for n in sentence.names if k < len(words) and n.start == words[k].start), None)
    return (words[predicate.last + 1].start, name.end) if name is not None and k > predicate.last + 2 else None


def _thing_of_time(sentence: Clauses, predicate: PredicateMention) -> tuple[int, int] | None:
    """Of `X led this year's dig`: the noun phrase behind a time with a genitive."""
    words, tags, k = sentence.tokens, sentence.grammar.tags, predicate.last + 1
    while k < len(words) and k in sentence.blocked:
        k += 1
    if k == predicate.last + 1 or k >= len(words) or not words[k - 1].low.endswith(("'s", "’s")):
        return None
    end = k
    while end < len(words) and tags[end] is Tag.NOUN and end not in sentence.blocked:
        end += 1
    return (words[k].start, words[end - 1].end) if end > k else None


def _act(sentence: Clauses, predicate: PredicateMention) -> str:
    """The act of a verb: where the nouns of roles tell it more exactly than the verb's class, theirs."""
    verb = stem(sentence.tokens[predicate.first].low)
    return statement_words().act_of.get(verb, predicate.name)


def _has_doer(sentence: Clauses, predicate: PredicateMention, agentive: frozenset[str]) -> bool:
    """Whether the doer of a verb holds a role by it: by the verb's class, or since its own noun is one (`curated`, a curator)."""
    act = _act(sentence, predicate)
    return act in agentive or act != predicate.name or sentence.tokens[predicate.first].low in _CURATES


_CURATES = frozenset(["curate", "curates", "curated"])
_LEADING = frozenset(["lead", "chair", "manage", "direct", "edit", "coach"])
"""Acts that are done to what has no article: `heads training`."""


def _has_no_object(sentence: Clauses, predicate: PredicateMention) -> bool:
    k = predicate.last + 1
    if k >= len(sentence.tokens) or k in sentence.blocked:
        return _thing_of_time(sentence, predicate) is None
    token = sentence.tokens[k]
    if _act(sentence, predicate) in _LEADING and token.text.islower() and sentence.grammar.tags[k] is Tag.NOUN:
        return False  # `who heads training`
    if (
        token.low == "that"
        and _act(sentence, predicate) in _LEADING
        and Tag.NOUN in sentence.grammar.tags[k + 1 : k + 2]
    ):
        return False  # `led that dig with a calm that all admired`
    if token.low == "that" and any(tag in VERBAL for tag in sentence.grammar.tags[k + 2 : k + 12]):
        return True  # `wrote that the patent was void`
    return not (token.low in DETERMINERS or token.low == "it" or token.text[0].isupper())
