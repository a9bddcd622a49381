"""Judge, part of sequences: who did what when, and so lived or existed then."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcheck.judge.conflict import Evidence
from factcheck.judge.sequence.beginnings import FROM, Beginning
from factcheck.judge.sequence.events import PERSONAL, Event, Says, Statement, day_bounds, finite, is_dated
from factcheck.judge.sequence.knowledge import Lifespan, knowledge, lifespans
from factcheck.judge.sequence.other_dates import is_of_another
from factcheck.judge.sequence.said import Events, Said
from factcheck.judge.sequence.scene import Scene, is_bound
from factcheck.judge.sequence.things import Thing, is_plain_pronoun
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.names import is_state_adjective, name_tokens
from factcheck.values.network import ORIGIN, Bound, between
from factcheck.values.words import stem

_FOUNDING_SLACK = 365
_KNOWN_FOUNDING_SLACK = 183
"""A year, or half of one where the day is known: so long a body may act while it is being set up."""
_BURIAL_SLACK = 31
_LIVED = frozenset({"born", "die"})
_BEGINNINGS = {"born": "from", "found": "from", "open": "from", "die": "to", "dissolve": "to"}

Life = tuple[tuple[str, Event], ...]
"""`from` or `to`, and the event."""


def acts_of(scene: Scene, claims: Sequence[Claim], lives: Mapping[EntityId, Life], more: str = "") -> Iterator[Said]:
    """What was done by persons and bodies whose birth and death, founding and end are known."""
    lexicon = lifespans(more)
    heads = _heads(scene, lives)
    about: dict[EntityId, list[Claim]] = defaultdict(list)
    for claim in claims:
        for entity in claim.entities:
            if entity in lives:
                about[entity].append(claim)
    for claim in claims:
        if claim.type is not ClaimType.DATE or claim.predicate in ("", "be") or not isinstance(claim.value, DateValue):
            continue
        candidates = [e for e in claim.entities if e in lives or e in lexicon]
        if not candidates and not heads:
            continue
        if not is_dated(scene, claim, repeated=True) or _is_of_another(scene, claim):
            continue
        for entity, life in _doers(scene, claim, candidates, lives, heads):
            is_after = any(side == "to" for side, _ in life) or entity in lexicon
            spared = knowledge().posthumous if is_after else _INVENTED
            if not spared.search(scene.sentence_of(claim).text):
                # a body that came back, or had a forerunner, is bound by no end and no beginning
                bound = tuple(x for x in life if x[1].name in _LIVED or not _comes_back(scene, entity, about[entity]))
                yield from _lived(scene, claim, entity, bound, lexicon.get(entity))
            break


def lives_of(events: Events) -> dict[EntityId, Life]:
    """The beginning and end of each entity, as far as the documents date them."""
    found: dict[EntityId, list[tuple[str, Event]]] = defaultdict(list)
    for by_class in events.values():
        for name, event in by_class.items():
            thing = event.thing
            if thing.entity is None or thing.part or thing.where or name not in _BEGINNINGS:
                continue
            if name == "open" and (
                "found" in by_class or all(_OPENING.fullmatch(c.predicate_words) for c in event.claims)
            ):
                continue
            found[thing.entity].append((_BEGINNINGS[name], event))
    return {entity: tuple(life) for entity, life in found.items()}


def with_beginnings(
    scene: Scene, lives: Mapping[EntityId, Life], begun: Mapping[EntityId, Sequence[Beginning]]
) -> Mapping[EntityId, Life]:
    """The lives, and those of bodies whose beginning no claim tells, but words do, in one way."""
    found = dict(lives)
    for entity, listed in begun.items():
        starts = [b for b in listed if b.side == FROM]
        if not starts or entity in lives or scene.is_personal(entity):
            continue
        first = min(starts, key=lambda b: (b.low, b.point))
        if all(b.low <= first.high for b in starts):
            found[entity] = (("from", _event_of(scene, first)),)
    return found


def _event_of(scene: Scene, begun: Beginning) -> Event:
    return Event(
        point=begun.point,
        thing=Thing(entity=begun.entity, name=scene.entities[begun.entity].name),
        name="found",
        claims=(),
        statements=(begun.said.statement,),
        bounds=begun.said.bounds,
        low=begun.low,
        high=begun.high,
    )


_OPENING = pattern_of(r"opening|opens", re.I)
"""Of a session or a season, as a rule, or of the hours of a day."""


def _heads(scene: Scene, lives: Mapping[EntityId, Life]) -> Mapping[str, tuple[EntityId, ...]]:
    """Bodies by the noun that ends their name: `the Trust`."""
    heads: dict[str, list[EntityId]] = defaultdict(list)
    for entity, life in lives.items():
        words = name_tokens(scene.entities[entity].name)
        if len(words) > 1 and not any(event.name in _LIVED for _, event in life):
            heads[stem(words[-1])].append(entity)
    return {head: tuple(bodies) for head, bodies in heads.items()}


def _doers(
    scene: Scene,
    claim: Claim,
    candidates: Sequence[EntityId],
    lives: Mapping[EntityId, Life],
    heads: Mapping[str, tuple[EntityId, ...]],
) -> Iterator[tuple[EntityId, Life]]:
    named = False
    for entity in candidates:
        life = lives.get(entity, ())
        has_lived = any(event.name in _LIVED for _, event in life)
        if claim.predicate in knowledge().idle or (has_lived and claim.predicate in PERSONAL):
            continue
        if has_lived and claim.predicate not in knowledge().acts:
            # much can be told of the dead, nothing of who is not yet born
            life = tuple(x for x in life if x[1].name == "born")
        if life or not has_lived:
            if does(scene, claim, entity, has_lived=has_lived):
                named = True
                yield entity, life
    if not named and claim.predicate not in knowledge().idle:
        body = _described(scene, claim, heads)
        if body is not None:
            yield body, lives[body]


_INVENTED = pattern_of(r"\b(?:set in|fiction\w*|novel|named after|future|ancestor|forefather)\b", re.I)

_PRONOUN = pattern_of(r"(?:\A|[\s“\"(])(?:[Hh]e|[Ss]he|[Ii]t)\Z")
_LEAD = pattern_of(
    r"(?:\s+(?:had|has|have|also|then|later|first|again|soon|still|finally|formally|officially|publicly|[a-z]+ly)\b)*\s*\Z"
)
_PASSIVE = pattern_of(r"\b(?:be|been|being|is|are|was|were|get|got|gets)\b")
_GOVERNED = pattern_of(
    r"\b(?:of|by|with|to|for|from|in|at|on|after|before|against|between|named|called|like|as|than|about|and|or|under"
    r"|with|de|if)\s+(?:the\s+|late\s+)*\Z",
    re.I,
)
_NOT_THEN = pattern_of(r"\b(?:late|former|ex-|future|then|young)[\s-]*\Z")


def does(scene: Scene, claim: Claim, entity: EntityId, *, has_lived: bool = False) -> bool:
    """Whether the entity is who acts: its name right before an active verb, or behind the `by` of a passive one."""
    clause = _around(scene, claim)
    if clause is None or not scene.calls_in_full(claim.document, entity):
        return False
    before, _, after, is_passive = clause
    if not is_passive:
        before = _up_to_subject(before)
        if _PRONOUN.search(before):
            return claim.subject == (entity,) and is_bound(claim) and is_plain_pronoun(scene, claim, entity)
    for name in (n for n in scene.names(entity) if not is_state_adjective(n)):
        if is_passive:
            if _is_agent(name, after, has_lived):
                return True
            continue
        who = _WHO.sub("", before)
        if not who.endswith(name):
            continue
        lead = who[: len(who) - len(name)]
        if lead and (lead[-1].isalnum() or lead[-1] in "-'’"):
            continue
        if (_GOVERNED.search(lead) and who == before) or _NOT_THEN.search(lead):
            return False
        # `the Aurel Voss` is a ship
        return not (has_lived and re.search(r"\b[Tt]he\s\Z", lead))
    return False


def _around(scene: Scene, claim: Claim) -> tuple[str, str, str, bool] | None:
    """What stands before the verb of a claim, its auxiliaries, what follows, and whether it is passive."""
    sentence = scene.sentence_of(claim)
    words = claim.predicate_words
    at = sentence.text.find(words, max(0, claim.span.start - sentence.start)) if words else -1
    if at < 0:
        return None
    lead = _without_day(
        sentence.text[:at], claim.value_span.start - sentence.start, claim.value_span.end - sentence.start
    )
    before = _LEAD.sub("", lead)
    tail = re.search(r"(?:\s+(?:had|has|have|was|were|is|are|been|being|also|[a-z]+ly)\b)*\s*\Z", lead)
    lead = (tail[0] if tail else "") + " " + words
    return before, lead, sentence.text[at + len(words) :], _PASSIVE.search(lead) is not None


_HAD_THEN = pattern_of(r"\s(?:had|has|have|was|were),?\s(?:on|in|by|at|since)\s(?:the\s)?\Z")


def _without_day(text: str, start: int, end: int) -> str:
    """The words before a verb without a day between its auxiliary and itself: `had in May 1902 sold`."""
    if not 0 < start < end <= len(text) or text[end:].strip(" ,"):
        return text
    match = _HAD_THEN.search(text, 0, start)
    return text if match is None else text[: text.rindex(" ", 0, len(text[:start].rstrip())) + 1]


_ASIDE = pattern_of(r"(?:\s*\([^()]{1,60}\)|,\s[^,.;]{3,90},)\s*\Z")
_BY = pattern_of(r"(?:\s[^,;.:]{1,40}?)??\sby\s(?P<the>the\s)?")


def _is_agent(name: str, after: str, has_lived: bool) -> bool:
    """Whether a passive verb is done by somebody of that name: `was given to the town by the Aldermoor Brewery`."""
    match = _BY.match(after)
    if match is None or not after.startswith(name, match.end()) or (has_lived and match["the"]):
        return False
    return re.match(r"[\w'’-]|\s+[A-Z]", after[match.end() + len(name) :]) is None


_WHO = pattern_of(r",\s(?:who|which)\Z")
_HAD_DONE = pattern_of(r"\s(?:had|got)\s(?:the|its|his|her|their|a|an|all)\s[^,;.]{1,50}\Z")
"""`The Trust had the rails lifted`."""
_AND = pattern_of(
    r"(?:\A|[,“\"]\s*)(?P<subject>(?:[Tt]he\s)?(?:[A-Z][\w'’.&-]*\s?)+?)\s+(?P<rest>[a-z][^,;:.]*)\s(?:and|then|but)\Z"
)
_NEW_CLAUSE = pattern_of(
    r"\b(?:who|whom|which|that|whose|when|while|where|as|because|after|before|if|and|for|so|until|since)\b"
)


def _up_to_subject(before: str) -> str:
    """What stands before a verb, cut behind its subject: an aside or an earlier verb of the same subject left out."""
    before = before.rstrip()
    if match := _HAD_DONE.search(before):
        return before[: match.start()]
    if match := _ASIDE.search(before):
        return before[: match.start()]
    match = _AND.search(before)
    if match and not _NEW_CLAUSE.search(match["rest"]):
        return before[: match.end("subject")].rstrip()
    return before


_DESCRIBED = pattern_of(r"(?:\A|[\s“\"(])[Tt]he ([A-Za-z]+)\Z")


def _described(scene: Scene, claim: Claim, heads: Mapping[str, tuple[EntityId, ...]]) -> EntityId | None:
    """`the Trust lifted the rails`: the only body of that sort whose life is known, named in full in this document."""
    clause = _around(scene, claim)
    if clause is None or clause[3]:
        return None
    before = _up_to_subject(clause[0])
    match = _DESCRIBED.search(before)
    bodies = heads.get(stem(match[1]), ()) if match else ()
    if match is None or len(bodies) != 1 or _GOVERNED.search(before[: match.start() + 1]):
        return None
    document = scene.documents[claim.document].text
    return bodies[0] if any(n in document for n in scene.names(bodies[0]) if len(name_tokens(n)) > 1) else None


def _is_of_another(scene: Scene, claim: Claim) -> bool:
    """Whether the date of a claim is that of what something is done to: `reprinted the 1899 map`."""
    sentence, words = scene.sentence_of(claim), claim.predicate_words
    at = sentence.text.find(words, max(0, claim.span.start - sentence.start)) if words else -1
    day = (claim.value_span.start - sentence.start, claim.value_span.end - sentence.start)
    return at >= 0 and is_of_another(sentence.text, (at, at + len(words)), day)


def founding_slack(low: int, high: int) -> int:
    """Days by which a body may act while it is set up or wound up: fewer, if its beginning is told to the day."""
    return _KNOWN_FOUNDING_SLACK if low == high else _FOUNDING_SLACK


def _lived(scene: Scene, claim: Claim, entity: EntityId, life: Life, lexicon: Lifespan | None) -> Iterator[Said]:
    point = label = f"act {claim.id}"
    first, last = day_bounds(claim)
    bounds: list[Bound] = list(between(ORIGIN, point, finite(first), finite(last), label))
    for side, event in life:
        if claim in event.claims:
            continue
        slack = {"born": 0.0, "die": _BURIAL_SLACK}.get(event.name, founding_slack(event.low, event.high))
        ends = (point, event.point) if side == "from" else (event.point, point)
        bounds.append(Bound(*ends, slack, label))
    if lexicon is not None:
        yield from _of_lexicon(point, lexicon)
    statement = Statement(
        label=label,
        says=Says.ACT,
        words=claim.predicate_words.lower(),
        shown=claim.shown,
        evidence=(Evidence(document=claim.document, span=claim.span, values=(claim.value_span,), claim=claim.id),),
        documents=(claim.document,),
        date=claim.value if isinstance(claim.value, DateValue) else None,
        name=scene.entities[entity].name,
    )
    yield Said(statement=statement, bounds=tuple(bounds))


_NEAR_BACK = 40
"""Characters between the name of a body and the word by which it came back."""


def _comes_back(scene: Scene, entity: EntityId, claims: Sequence[Claim]) -> bool:
    """Whether a body is said to have been there before its beginning, or after its end; others may have come back."""
    again = knowledge().again
    for claim in claims:
        if claim.subject == (entity,) and again.search(claim.quote):
            return True
        text = scene.sentence_of(claim).text
        for match in again.finditer(text):
            near = text[max(0, match.start() - _NEAR_BACK) : match.end() + _NEAR_BACK // 2]
            if any(name in near for name in scene.names(entity)) and not _is_done_to_another(text, match):
                return True
    return False


_TO_ANOTHER = pattern_of(r"\s(?:by\s|(?:the|an?|its|his|her|their|our|this|these|it|them|all|both)\b)")


def _is_done_to_another(text: str, match: re.Match[str]) -> bool:
    """Whether a body did something anew to another thing: `rebuilt by the Guild`, `The Guild rebuilt the mill`."""
    return match[0].lower().startswith("re") and _TO_ANOTHER.match(text, match.end()) is not None


def _of_lexicon(point: str, life: Lifespan) -> Iterator[Said]:
    for side, text, words in (("from", life.since, "was not there before"), ("to", life.until, "was gone after")):
        if not text:
            continue
        day = dates.from_edtf(text)
        label = f"life {point} {side}"
        statement = Statement(
            label=label,
            says=Says.LIFE,
            words=words,
            shown=dates.describe(day),
            evidence=(),
            documents=(),
            date=day,
            name=life.name,
        )
        low, high = (day.earliest, None) if side == "from" else (None, day.latest)
        yield Said(statement=statement, bounds=tuple(between(ORIGIN, point, low, high, label)))
