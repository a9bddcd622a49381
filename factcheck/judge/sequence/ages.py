"""Judge, part of sequences: ages at dated events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import replace
from factcheck.judge.conflict import Evidence
from factcheck.judge.sequence.beginnings import ending_name
from factcheck.judge.sequence.events import SPOKEN, Event, Says, Statement
from factcheck.judge.sequence.knowledge import number_of
from factcheck.judge.sequence.owners import owner_before
from factcheck.judge.sequence.said import ByBlock, Events, Said, dated_point
from factcheck.judge.sequence.scene import PERSON, Scene, Sentence, cut_sentences
from factcheck.judge.sequence.things import thing_of
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.model.document import Block, Span
from factcheck.model.time import Relation
from factcheck.patterns import pattern_of
from factcheck.values.dates import DateValue
from factcheck.values.durations import DAYS
from factcheck.values.network import between

_YEAR = DAYS["year"]

_AGE = pattern_of(
    r"\b(?:(?P<plain>at (?:the )?age (?:of )?)|(?P<loose>aged? |at ))(?P<age>\d{1,3}|[a-z]+(?:-[a-z]+)?)\b"
    r"(?!\s*(?:or|to|and|–|-|days?|weeks?|months?|hours?|minutes?|miles?|per|%|p\.m|a\.m|o'clock|:))"
    r"|\b(?P<years>\d{1,3}|[a-z]+(?:-[a-z]+)?) years old when (?:he|she|they) died\b"
    r"|\b(?P<was>(?:He|She) was )(?P<then>\d{2,3}|[a-z]+(?:-[a-z]+)?)(?= years old[.;]|[.;]|\Z)"
    r"|,\s(?:then|now|by then)\s(?:aged\s)?(?P<beside>\d{2})(?=,)"
    r"|\bin (?:his|her) (?P<running>\d{2,3})(?:st|nd|rd|th) year\b"
    r"|\blived to (?:be|the age of) (?:over |nearly |almost )?(?P<life>\d{2,3}|[a-z]+(?:-[a-z]+)?)(?! (?:years? later|days|weeks|months))\b"
    r"|\b[Tt]he (?P<adjective>\d{2,3})-year-old\b",
    re.I,
)
_MAY_TELL = pattern_of(r"[Aa]ge|died|lived to |dies|, (?:by )?then |, now ")
_OTHERS = pattern_of(
    r"\b(?:sons?|daughters?|wife|husband|brothers?|sisters?|child|children|mother|father|widow|survived|leaving|left)\b",
    re.I,
)


def ages_of(scene: Scene, blocks: Mapping[str, Sequence[Block]], claims: ByBlock, events: Events) -> Iterator[Said]:
    """Ages at dated events of persons whose birth is dated: `died on 9 April 1920, aged 75`."""
    lived = {by_class["born"].thing.entity for by_class in events.values() if "born" in by_class}
    if not lived:
        return
    for path, listed in blocks.items():
        for block in listed:
            text = block.text
            if not block.boilerplate and _MAY_TELL.search(text):
                for match in _AGE.finditer(text):
                    yield from _age_in(scene, path, block, match, claims.get((path, block.index), ()), events)


def _age_in(
    scene: Scene, path: str, block: Block, match: re.Match[str], claims: Sequence[Claim], events: Events
) -> Iterator[Said]:
    group = next(g for g in ("age", "years", "then", "beside", "running", "life", "adjective") if match[g])
    age = number_of(match[group])
    if match["running"] and age is not None:
        age -= 1  # who is in the 83rd year is 82
    if age is None or age > 115 or (match["loose"] == "at " and age < 20):
        return
    span = block.source_span(match.start(), match.end())
    sentence = scene.sentence(path, block, span.start)
    statement = _age(path, span, block.source_span(match.start(group), match.end(group)), match[0], age)
    if match["was"]:  # `She was 76.` behind the sentence that tells the death
        if sentence.start < span.start:  # `When she died on 4 May 1930 she was 76.`
            died = [c for c in _dates_in(claims, sentence) if c.predicate == "die" and c.value_span.start < span.start]
            if re.match(r"When (?:he|she|they)\b", sentence.text) and len(died) == 1:
                yield from _age_at(scene, died, events, statement, True)
        elif block.span.start < sentence.start == span.start:
            before = scene.sentence(path, block, sentence.start - 2)
            died = [c for c in _dates_in(claims, before) if c.predicate == "die"]
            yield from _age_at(scene, died, events, statement, True)
        return
    if match["life"]:
        yield from _age_of_life(scene, path, block, match, events, statement)
        return
    near = _dates_in(claims, sentence)
    if match["beside"]:
        yield from _age_beside(scene, path, block.text[: match.start()], near, events, statement)
        return
    if match["adjective"]:
        near = [c for c in near if c.predicate == "die" and c.value_span.start > span.start]
    if near:
        yield from _age_at(scene, near, events, statement, bool(match["plain"]))
    elif not match["adjective"]:
        yield from _age_at_death(scene, sentence, events, statement, claims)


def _age_of_life(
    scene: Scene, path: str, block: Block, match: re.Match[str], events: Events, statement: Statement
) -> Iterator[Said]:
    """`She lived to be eighty-three`: the age at death of whose name, or pronoun, stands before it."""
    if match[0].count(" ") > 3 and re.search(r" (?:over|nearly|almost) ", match[0]):
        return
    start = next(s for s, e in cut_sentences(block.text) if s <= match.start() < e)
    who = owner_before(scene, path, block, start, match.start())
    known = events.get(f"{who}||", {}) if who is not None else {}
    if "born" in known and "die" in known:
        yield _at(known["born"], known["die"].point, statement)


def _age_beside(
    scene: Scene, path: str, before: str, near: Sequence[Claim], events: Events, statement: Statement
) -> Iterator[Said]:
    """`In 1921 Elsa Holm, then 31, won`: the age of whose name stands before it, at the only date of the sentence."""
    found = ending_name(scene, before)
    born = events.get(f"{found[0]}||", {}).get("born") if found is not None else None
    if found is None or born is None or not scene.calls_in_full(path, found[0]) or not near:
        return
    if len({c.value_span for c in near}) != 1 or not all(map(_is_plain_date, near)):
        return
    point = f"claim {near[0].id}"
    yield dated_point(near[0], point)
    yield _at(born, point, statement)


def _dates_in(claims: Sequence[Claim], sentence: Sentence) -> list[Claim]:
    return [c for c in claims if c.type is ClaimType.DATE and sentence.start <= c.value_span.start < sentence.end]


def _age(path: str, span: Span, value: Span, words: str, age: int) -> Statement:
    return Statement(
        label=f"age {path} {span.start}",
        says=Says.AGE,
        words=words,
        shown=words,
        evidence=(Evidence(document=path, span=span, values=(value,)),),
        documents=(path,),
        count=age,
        unit="year",
    )


def _age_at(
    scene: Scene, near: Sequence[Claim], events: Events, statement: Statement, is_plain: bool
) -> Iterator[Said]:
    """The age at the nearest event; `aged 31` may be said of anybody named before, `at the age of 31` of the subject."""
    start = statement.evidence[0].span
    for claim in sorted(near, key=lambda c: (_apart(c, start), c.id)):
        found = thing_of(scene, claim)
        if found is None or found[0].entity is None or found[0].part or found[0].where or found[1] == "born":
            continue
        thing, name = found
        born = events.get(thing.key, {}).get("born")
        if born is None or not _is_plain_date(claim):
            return
        between_them = scene.documents[claim.document].text[claim.value_span.end : start.start]
        if is_plain and _OTHERS.search(between_them):
            return
        if not is_plain and not _is_age_of_the_dead(scene, claim, thing.entity, name, start):
            return
        event = events[thing.key].get(name)
        if event is not None and claim in event.claims:
            yield _at(born, event.point, statement)
            return
        point = f"claim {claim.id}"
        yield dated_point(claim, point)
        yield _at(born, point, statement)
        return


def _is_age_of_the_dead(scene: Scene, claim: Claim, entity: EntityId | None, name: str, age: Span) -> bool:
    """Whether `aged 75` or `at 75` is said of who died, and of nobody else whom the sentence names."""
    if name != "die" or any(e != entity and scene.kind(e) == PERSON for e in claim.entities):
        return False
    text = scene.documents[claim.document].text
    first, last = sorted((claim.span.start, age.start))
    return not _OTHERS.search(text[first:last])


def _age_at_death(
    scene: Scene, sentence: Sentence, events: Events, statement: Statement, claims: Sequence[Claim]
) -> Iterator[Said]:
    """`Edda Karlow died aged 75`, where another sentence dates her death."""
    age = statement.evidence[0].values[0].start
    who = {
        c.subject[0] for c in claims if _is_age(c) and c.predicate == "die" and c.value_span.start == age and c.subject
    }
    if not who:
        named = (scene.named(m["who"]) for m in _DIED.finditer(sentence.text))
        who = {e for e in named if e is not None}
    entity = next(iter(who)) if len(who) == 1 else None
    if entity is None or not scene.calls_in_full(statement.documents[0], entity):
        return
    known = events.get(f"{entity}||", {})
    if "born" in known and "die" in known:
        yield _at(known["born"], known["die"].point, statement)


_DIED = pattern_of(
    r"(?P<who>(?:[A-Z][\w'’.-]*\s+)*[A-Z][\w'’-]*)(?:,[^,.;]{3,60},|,\s+who)?\s+(?:had\s+|has\s+)?died\b"
)


def _is_age(claim: Claim) -> bool:
    return claim.type is ClaimType.QUANTITY and claim.extractor == "prose/age" and len(claim.subject) == 1


def _at(born: Event, point: str, statement: Statement) -> Said:
    assert statement.count is not None
    low, high = statement.count * _YEAR - 2, (statement.count + 1) * _YEAR + 1
    statement = replace(statement, start=born.point)
    return Said(statement=statement, bounds=tuple(between(born.point, point, low, high, statement.label)))


def _is_plain_date(claim: Claim) -> bool:
    """Whether a claim says itself, as a fact, when something was."""
    timex = claim.timex
    return (
        isinstance(claim.value, DateValue)
        and timex is not None
        and timex.shift is None
        and timex.relation is Relation.AT
        and claim.modality in SPOKEN
    )


def _apart(claim: Claim, span: Span) -> int:
    """How far the value stands from an age; dates before it are nearer."""
    if claim.value_span.end <= span.start:
        return span.start - claim.value_span.end
    return 2 * max(0, claim.value_span.start - span.end) + 20
