"""Judge, part of sequences: how long somebody held a post, or something lasted, against the range that another sentence gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from factcheck.judge.conflict import evidence_of
from factcheck.judge.sequence.distances import is_plain
from factcheck.judge.sequence.durations import BROKEN, of_length, plain_duration
from factcheck.judge.sequence.events import Says, Statement, finite, is_dated
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.posts import goes_on_behind, stems_of
from factcheck.judge.sequence.said import Said, dated_point
from factcheck.judge.sequence.scene import PERSON, Scene, is_bound
from factcheck.judge.sequence.things import description_of, is_plain_pronoun
from factcheck.judge.sequence.whole_terms import came_back, is_whole_term
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.model.time import Relation
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration, fits
from factcheck.values.network import ORIGIN, between
from factcheck.values.words import stem

Key = tuple[object, ...]
"""What a range and a length must agree in."""


def ranges_of(scene: Scene, claims: Sequence[Claim]) -> Iterator[Said]:
    """`directed it from 1946 to 1964` and, in another sentence, `directed it for twenty-two years`."""
    ranges: dict[Key, list[Claim]] = defaultdict(list)
    lengths: list[tuple[Key, Claim, Duration]] = []
    people = _people(scene, claims)
    for claim in claims:
        if claim.occurrence:
            continue
        if claim.type is ClaimType.DURATION:
            duration = plain_duration(claim)
            if duration is None or claim.timex is None or BROKEN.search(scene.sentence_of(claim).text):
                continue
            if claim.timex.relation in (Relation.FOR, Relation.AT):
                keys = list(_keys(scene, claim, people))
                if not any(map(_is_of_person(scene), keys)) or _is_whole(scene, claim):
                    lengths += [(key, claim, duration) for key in keys]
        elif _is_range(claim) and not _goes_on(scene, claim) and is_dated(scene, claim):
            for key in _keys(scene, claim, people):
                ranges[key].append(claim)
    spells = _spells(scene, claims, people)
    told: set[int] = set()
    for key, claim, duration in lengths:
        known = ranges.get(key, [])
        if claim.id in told or len({c.text_value for c in known}) != 1 or _are_together(scene, known, claim):
            continue
        if not _may_be_one(scene, known, claim) or _came_back(scene, key, claim):
            continue
        told.add(claim.id)
        yield from _range_and_length(known, claim, duration)
    for key, claim, duration in lengths:
        spell = spells.get(key)
        if claim.id in told or spell is None or key in ranges or not _may_be_one(scene, spell[:1], claim):
            continue
        if not _are_together(scene, spell, claim) and not _came_back(scene, key, claim):
            told.add(claim.id)
            yield from _spell_and_length(spell, claim, duration)


def _is_of_person(scene: Scene) -> Callable[[Key], bool]:
    """What tells whether a key is that of somebody, or of a post."""
    return lambda key: (
        key[0] == "post"
        or any(
            scene.kind(EntityId(e)) == PERSON
            for part in key
            if isinstance(part, tuple)
            for e in part
            if isinstance(e, str)
        )
    )


def _came_back(scene: Scene, key: Key, claim: Claim) -> bool:
    """Whether one whom a length is told of held the post twice."""
    about = {key[1]} if key[0] == "post" else set(claim.subject)
    return any(scene.kind(e) == PERSON and came_back(scene, e) for e in map(EntityId, map(str, about)))


def _is_whole(scene: Scene, claim: Claim) -> bool:
    """Whether a length may be that of all the time for which somebody did something."""
    sentence = scene.sentence_of(claim)
    start, end = claim.value_span.start - sentence.start, claim.value_span.end - sentence.start
    return is_whole_term(sentence.text, start, end, has_date=re.search(r"\b\d{4}\b", sentence.text) is not None)


def _are_together(scene: Scene, told: Sequence[Claim], claim: Claim) -> bool:
    """Whether range and length stand in one sentence, where another check compares them."""
    sentence = scene.sentence_of(claim)
    return any(c.document == claim.document and scene.sentence_of(c) == sentence for c in told)


def _may_be_one(scene: Scene, told: Sequence[Claim], claim: Claim) -> bool:
    """Whether nothing that takes part on one side only tells the two apart."""
    ours, theirs = _of_post(scene, claim), [_of_post(scene, c) for c in told]
    if ours and any(of and ours.isdisjoint(of) for of in theirs):
        return False
    here = {e for e in claim.entities if scene.kind(e) != PERSON}
    there = {e for c in told for e in c.entities if scene.kind(e) != PERSON}
    return not here or not there or not here.isdisjoint(there)


def _keys(scene: Scene, claim: Claim, people: _People) -> Iterator[Key]:
    """What a claim may be joined by: its things and words, a post and its holder, or a description without a name."""
    if len(claim.subject) == 1 and scene.calls_in_full(claim.document, claim.subject[0]):
        rest = tuple(w for w in claim.theme if w not in scene.stems(claim.subject[0]))
        predicate = "last" if _tells_lasting(claim) else claim.predicate
        is_life = predicate == "last" and scene.kind(claim.subject[0]) == PERSON and scene.is_personal(claim.subject[0])
        if not is_life:  # a person's years are those of many things
            yield tuple(sorted(claim.entities)), claim.subject, rest, predicate, claim.scope
    elif not claim.subject and _tells_lasting(claim):
        described = description_of(scene, claim, recurring=True)
        if described:
            yield "described", described, claim.scope
    post = _post(scene, claim)
    holder = _holder(scene, claim, people) if post else None
    if holder is not None:
        yield "post", holder, post, claim.scope


_LAST = frozenset(["", "last", "run", "take"])
_LASTING = pattern_of(r"(?:was |were )?(?:ran|runs|lasted|lasts|took|went on|continued|held)\Z")


def _tells_lasting(claim: Claim) -> bool:
    """Whether the claim tells how long it lasted: no verb, one of lasting, or its own noun taken for the deed."""
    words = claim.predicate_words.lower()
    if claim.predicate in _LAST or _LASTING.match(words):
        return True
    return bool(claim.theme) and stem(words) == claim.theme[-1]


_AND_FROM = pattern_of(
    r"[\s,]*(?:and|then|and then|or)?\s*(?:again\s|later\s)?(?:(?:from|between|since|after)\b|(?:in\s)?\d{4})"
)


def _goes_on(scene: Scene, claim: Claim) -> bool:
    """Whether another range stands beside it: `from 1950 to 1954 and from 1960 to 1972`."""
    sentence = scene.sentence_of(claim)
    before = sentence.text[: claim.value_span.start - sentence.start]
    end = claim.value_span.end - sentence.start
    if _AND_FROM.match(sentence.text, end) or goes_on_behind(sentence.text, end):
        return True
    return re.search(r"\d{4}[\s,]*(?:and|then)\s+(?:again\s+)?(?:from|between)?\s*\Z", before) is not None


def _is_range(claim: Claim) -> bool:
    value, timex = claim.value, claim.timex
    if not isinstance(value, DateValue) or timex is None or not value.extended or "/" not in value.edtf:
        return False
    return finite(value.earliest) is not None and finite(value.latest) is not None and claim.type is ClaimType.DATE


# --- posts ------------------------------------------------------------------------------------------------------------

_People = dict[tuple[str, int], set[EntityId]]
"""By document and block: the persons that its claims name."""


def _people(scene: Scene, claims: Sequence[Claim]) -> _People:
    people: _People = defaultdict(set)
    for claim in claims:
        people[claim.document, claim.block].update(e for e in claim.entities if scene.kind(e) == PERSON)
    return people


_TAIL = r"(?:\s+(?:of|at|for|to|in)\s(?P<of>[^,;:]{2,60}?))?,?\s*(?:from|for|between|in|\()?\s*(?:more than|over|nearly|almost|about|some)?\s*\Z"
_BE = pattern_of(
    r"\b(?:was|were|had been|has been|remained|served as|acted as|worked as|reigned as|held office as|as)\s(?:the\s|its\s|their\s|an?\s)?"
    rf"(?P<post>[a-z][a-z-]+(?:\s[a-z][a-z-]+){{0,2}}?){_TAIL}"
)
_HELD = pattern_of(
    rf"\b(?:held|occupied)\s(?:the|this|that|his|her)\s(?:post of\s|office of\s)?(?P<post>[a-z][a-z-]+){_TAIL}"
)
_DO = pattern_of(
    r"\b(?P<post>directed|led|headed|ran|chaired|managed|edited|conducted|coached|governed|commanded|ruled|reigned)\b"
    r"(?:\s(?:over\s)?(?:the\s|its\s|their\s)?(?P<of>[^,;:.]{2,60}?))?,?\s*(?:from|for|between|\()?\s*(?:more than|over|nearly|almost|about|some)?\s*\Z"
)
_AS = pattern_of(
    r"\s(?:as|in (?:the )?office (?:as|of))\s(?:the\s|its\s|their\s|an?\s)?(?P<post>[a-z][a-z-]+(?:\s[a-z][a-z-]+)?)"
)
_WHOSE = pattern_of(
    r"\bwhose\b|[’']s\s|\b(?:son|daughter|brother|sister|father|mother|wife|husband|successor|predecessor)\b"
)
_LESSER = frozenset(
    ["deputy", "vice", "acting", "assistant", "honorary", "associate", "interim", "junior", "senior", "co"]
)


def _post(scene: Scene, claim: Claim) -> tuple[str, ...]:
    """The post that a range or a length is the time of, as its sort and what makes it a lesser one."""
    match = _post_told(scene, claim)
    return sort_of(match["post"]) if match is not None else ()


def _of_post(scene: Scene, claim: Claim) -> frozenset[str]:
    """The stems of the words for what a post is in, as far as they stand before the time."""
    match = _post_told(scene, claim)
    of = match.groupdict().get("of") if match is not None and sort_of(match["post"]) else None
    return stems_of(of) if of else frozenset()


def _post_told(scene: Scene, claim: Claim) -> re.Match[str] | None:
    """The words for the post that a range or a length is the time of."""
    sentence = scene.sentence_of(claim)
    at = claim.value_span.start - sentence.start
    before = sentence.text[max(0, at - 120) : at]
    if _WHOSE.search(before):
        return None
    match = None
    if claim.type is ClaimType.DURATION:
        match = _AS.match(sentence.text, claim.value_span.end - sentence.start)
        match = match if match and re.search(r"\b(?:[Hh]is|[Hh]er|[Hh]e|[Ss]he|for|spent)\b[^,;.]*\Z", before) else None
    return match or _BE.search(before) or _HELD.search(before) or _DO.search(before)


def sort_of(post: str) -> tuple[str, ...]:
    """The sort of a post by its words, and what makes it a lesser one; nothing for what is no post."""
    words = [w for part in post.split() for w in part.split("-")]
    sort = next((s for s in map(_sort_of_word, reversed(words)) if s), "")
    return (sort, *sorted(_LESSER.intersection(words))) if sort else ()


def _sort_of_word(word: str) -> str:
    """The sort of a post by one word; a curatorship is what a curator holds."""
    posts = knowledge().posts
    return posts.get(stem(word)) or (posts.get(stem(word[: -len("ship")]), "") if word.endswith("ship") else "")


_SUBJECT = pattern_of(r"(?:\A|[\s“\"(])(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\s")


def _holder(scene: Scene, claim: Claim, people: _People) -> EntityId | None:
    """Who held a post: the person whom the claim is about, or the only one of the paragraph whom a pronoun can mean."""
    own = [e for e in claim.subject if scene.kind(e) == PERSON]
    if own:
        if len(own) > 1 or not scene.calls_in_full(claim.document, own[0]):
            return None
        return own[0] if claim.theme or not is_bound(claim) or is_plain_pronoun(scene, claim, own[0]) else None
    sentence = scene.sentence_of(claim)
    before = sentence.text[: claim.value_span.start - sentence.start]
    for entity in sorted(people[claim.document, claim.block]):
        if any(re.match(rf"(?:In [^,]+, )?{re.escape(n)}\b", before) for n in scene.names(entity)):
            return entity if scene.calls_in_full(claim.document, entity) else None
    if not _SUBJECT.search(before):
        return None
    near = people[claim.document, claim.block] or {e for e in claim.topic[:1] if scene.kind(e) == PERSON}
    return next(iter(near)) if len(near) == 1 else None


_BEGUN = pattern_of(
    r"\b(?:appointed|became|elected|made|named|took office|took over|succeeded)\b(?:\s(?:as|to be))?\s(?:the\s|its\s|their\s)?"
    r"(?P<post>[a-z][a-z-]+(?:\s[a-z][a-z-]+)?)"
)
_LEFT = pattern_of(
    r"\b(?:retired|resigned|stepped down|left office|stood down|gave up|dismissed)\b"
    r"(?:\s(?:as|the post of|the office of)\s(?:the\s|its\s|their\s)?(?P<post>[a-z][a-z-]+(?:\s[a-z][a-z-]+)?))?"
)


_RETIREMENT = pattern_of(r"\b(?:his|her) retirement\s(?:on|in|at the end of|came (?:on|in))?\s*(?:the\s)?\Z", re.I)
_Post = tuple[EntityId, tuple[str, ...], tuple[str, ...]]
"""Holder, sort and scope of a post; the sort is empty where only the holder is told."""


def _spells(scene: Scene, claims: Sequence[Claim], people: _People) -> dict[Key, tuple[Claim, Claim]]:
    """Posts of which the first and the last day are told by claims of their own, each once."""
    begun: dict[_Post, list[Claim]] = defaultdict(list)
    left: dict[_Post, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.predicate not in ("appoint", "leave-post", "retire") or not is_plain(claim):
            continue
        post, is_end = _change(scene, claim)
        holder = _holder(scene, claim, people) if post or is_end else None
        if holder is not None:
            (left if is_end else begun)[holder, post, claim.scope].append(claim)
    holders = [post[0] for post in begun]
    spells: dict[Key, tuple[Claim, Claim]] = {}
    for key, firsts in begun.items():
        # who had one post only left that one
        lasts = left.get(key) or (left.get((key[0], (), key[2]), []) if holders.count(key[0]) == 1 else [])
        is_once = len({c.text_value for c in firsts}) == 1 and len({c.text_value for c in lasts}) == 1
        if is_once and is_dated(scene, firsts[0]) and is_dated(scene, lasts[0]):
            spells["post", *key] = (firsts[0], lasts[0])
    return spells


def _change(scene: Scene, claim: Claim) -> tuple[tuple[str, ...], bool]:
    """The sort of the post that somebody took or left then, and whether it was left; `her retirement` names none."""
    sentence = scene.sentence_of(claim)
    start, end = claim.value_span.start - sentence.start, claim.value_span.end - sentence.start
    before = sentence.text[:start]
    if _RETIREMENT.search(before):
        return (), True
    begins, leaves = list(_BEGUN.finditer(before)), list(_LEFT.finditer(before))
    if not begins and not leaves:  # `On 1 April 1923 she was appointed director`
        match = _BEGUN.search(sentence.text, end)
        return (sort_of(match["post"]), False) if match is not None else ((), False)
    if leaves:
        return sort_of(leaves[-1]["post"] or (begins[-1]["post"] if begins else "")), True
    return sort_of(begins[-1]["post"]), False


def _spell_and_length(spell: tuple[Claim, Claim], claim: Claim, duration: Duration) -> Iterator[Said]:
    first, last = (c.value for c in spell)
    if not isinstance(first, DateValue) or not isinstance(last, DateValue) or first.earliest > last.latest:
        return
    if fits(duration, first, last):
        return
    start, end = (f"spell {c.id} {claim.id}" for c in spell)
    yield dated_point(spell[0], start)
    yield dated_point(spell[1], end)
    length = of_length(claim, duration, start)
    most = None if duration.most_days == float("inf") else duration.most_days + 1
    yield Said(statement=length, bounds=tuple(between(start, end, duration.least_days - 1, most, length.label)))


def _range_and_length(told: Sequence[Claim], claim: Claim, duration: Duration) -> Iterator[Said]:
    value = told[0].value
    assert isinstance(value, DateValue)
    first, last = (dates.from_edtf(end) for end in value.edtf.split("/"))
    if fits(duration, first, last):
        return
    start, end, label = f"start {claim.id}", f"end {claim.id}", f"range {claim.id}"
    statement = Statement(
        label=label,
        says=Says.DATE,
        words=told[0].predicate_words.lower(),
        shown=told[0].shown,
        evidence=tuple(e for c in told for e in evidence_of(c)),
        documents=tuple(dict.fromkeys(c.document for c in told)),
        date=value,
        name=told[0].entity,
    )
    bounds = (
        *between(ORIGIN, start, first.earliest, first.latest, label),
        *between(ORIGIN, end, last.earliest, last.latest, label),
    )
    yield Said(statement=statement, bounds=bounds)
    length = of_length(claim, duration, start)
    most = None if duration.most_days == float("inf") else duration.most_days + 1
    yield Said(statement=length, bounds=tuple(between(start, end, duration.least_days - 1, most, length.label)))
