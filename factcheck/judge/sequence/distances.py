"""Judge, part of sequences: a date with its distance from another event: `three years before her death`, `after it was signed`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Evidence
from factcheck.judge.sequence.events import SPOKEN, Says, Statement
from factcheck.judge.sequence.knowledge import number_of
from factcheck.judge.sequence.said import Events, Said, dated_point
from factcheck.judge.sequence.scene import PERSON, Scene
from factcheck.judge.sequence.things import thing_of
from factcheck.model.claim import Claim, ClaimType, subject_without_products
from factcheck.model.document import Span
from factcheck.model.time import Relation
from factcheck.patterns import pattern_of
from factcheck.values.dates import DateValue
from factcheck.values.durations import DAYS
from factcheck.values.network import between
from factcheck.values.words import stem

_LENGTH = r"(?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)?) (?P<unit>day|week|month|year)s?\s+"
_BEHIND = pattern_of(rf"\s*[,(]?\s*(?P<whole>(?:{_LENGTH})?(?P<side>before|after)\s+)")
_LATER_ON = pattern_of(rf",\s(?P<whole>{_LENGTH}(?P<side>before|after)\s+)")
_NEW_CLAUSE = pattern_of(r"[;:\d(]|\b(?:who|which|that|when|while|but|because|as|and)\b")
_FRONTED = pattern_of(
    rf"(?P<whole>\b{_LENGTH}(?P<side>before|after)\s+)(?P<rest>[^,;.\d]{{3,60}}),\s*(?:on|in|at)?\s*(?:the\s)?\Z", re.I
)
_WHAT = (
    r"death|birth|founding|foundation|establishment|opening|closure|completion|launch|signing|dissolution|wedding"
    r"|marriage|burial|release"
)
_OWN = pattern_of(rf"(?:his|her|its|their|the) (?:own )?(?P<what>{_WHAT})\b(?!\s+of\b)")
_OF = re.compile(rf"(?:the )?(?P<what>{_WHAT}) of (?:the )?(?P<rest>.+)", re.S)
_POSSESSIVE = pattern_of(rf"(?:the )?(?P<rest>[A-Z][^,;.]{{1,60}}?)[’']s? (?P<what>{_WHAT})\b(?!\s+of\b)")
_CLAUSE = pattern_of(r"(?:it|he|she|they) (?:(?:had|was|were|had been) )?(?:first )?(?P<verb>[a-z]+)\b")
_NOUN = pattern_of(r"(?:the|that) (?P<noun>[a-z][a-z-]+)(?=\s*(?:[.,;)]|\Z))")
EVENT_NOUNS = {
    "death": "die", "birth": "born", "founding": "found", "foundation": "found", "establishment": "found",
    "opening": "open", "closure": "close", "completion": "complete", "launch": "launch", "signing": "sign",
    "dissolution": "dissolve", "wedding": "marry", "marriage": "marry", "burial": "bury", "release": "release",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Other:
    """What a distance is counted from: its point, the claims that date it, the end of its words, and its date if it is no event."""

    point: str
    claims: tuple[Claim, ...]
    length: int
    said: Said | None = None


def distances_of(scene: Scene, claims: Sequence[Claim], events: Events) -> Iterator[Said]:
    """Dates told with their distance from another event of what is spoken of, or of what the words name."""
    heads: Mapping[tuple[str, str], Sequence[Claim]] | None = None
    deeds: Mapping[tuple[str, str], Sequence[Claim]] = {}
    dates_of: dict[tuple[str, int], set[Span]] = defaultdict(set)
    for claim in claims:
        if claim.type is ClaimType.DATE:
            dates_of[claim.document, claim.block].add(claim.value_span)
    for claim in claims:
        if not is_plain(claim):
            continue
        text = scene.documents[claim.document].text
        match = _BEHIND.match(text, claim.value_span.end)
        if match is None:
            match = _further_off(scene, claim, text, dates_of)
        if match is not None:
            start, begin, rest = match.start("whole"), match.end(), text[match.end() : match.end() + 90]
        else:
            sentence = scene.sentence_of(claim)
            lead = text[max(sentence.start, claim.value_span.start - 110) : claim.value_span.start]
            match = _FRONTED.search(lead) if "fter " in lead or "efore " in lead else None
            if match is None:
                continue
            shift = claim.value_span.start - len(lead)
            start, begin, rest = shift + match.start("whole"), shift + match.start("rest"), match["rest"]
        count = 1 if match["n"] in ("a", "one") else number_of(match["n"] or "")
        if match["n"] and count is None:
            continue
        if heads is None:
            heads, deeds = _by_head(claims), _by_deed(claims)
        other = _other(scene, claim, rest, events) or (
            _noun(claim, rest, heads) or _deed(scene, claim, rest, deeds) if count is not None else None
        )
        if other is not None and claim not in other.claims:
            span = Span(start, begin + other.length)
            yield from _distance(scene, claim, other, match, count, span)


def _further_off(
    scene: Scene, claim: Claim, text: str, dates_of: Mapping[tuple[str, int], set[Span]]
) -> re.Match[str] | None:
    """A distance at the end of a clause that a date begins: `On 9 May she sold it, two months after his death`."""
    sentence = scene.sentence_of(claim)
    if claim.value_span.start - sentence.start > 12:
        return None
    match = _LATER_ON.search(text, claim.value_span.end, sentence.end)
    if match is None or _NEW_CLAUSE.search(text, claim.value_span.end, match.start()):
        return None
    inside = [s for s in dates_of[claim.document, claim.block] if sentence.start <= s.start < sentence.end]
    return match if len(inside) == 1 else None


def is_plain(claim: Claim) -> bool:
    """Whether a claim says itself, as a fact, when something was."""
    if claim.type is not ClaimType.DATE or not isinstance(claim.value, DateValue) or claim.headed:
        return False
    timex = claim.timex
    if timex is None:
        return False
    return timex.shift is None and timex.relation is Relation.AT and claim.modality in SPOKEN


def _other(scene: Scene, claim: Claim, rest: str, events: Events) -> _Other | None:
    """The event of a thing that the words tell."""
    if match := _OWN.match(rest):
        name = EVENT_NOUNS[match["what"]]
        about = [e for e in claim.entities if name in events.get(f"{e}||", {})]
        if len(about) != 1 or any(scene.kind(e) == PERSON for e in claim.entities if e not in about):
            return None
        event = events[f"{about[0]}||"][name]
        return _Other(event.point, event.claims, match.end())
    match = _OF.match(rest) or _POSSESSIVE.match(rest)
    if match is not None:
        name = EVENT_NOUNS[match["what"]]
        for entity in claim.entities:
            for called in scene.names(entity):
                is_it = match["rest"] == called or (
                    match.re is _OF and re.match(rf"{re.escape(called)}(?![\w’'-]| [A-Z])", match["rest"])
                )
                if is_it and (known := events.get(f"{entity}||", {}).get(name)) is not None:
                    end = match.start("rest") + len(called) if match.re is _OF else match.end()
                    return _Other(known.point, known.claims, end)
        return None
    if match := _CLAUSE.match(rest):
        found = thing_of(scene, claim)
        told = [
            e
            for e in (events.get(found[0].key, {}) if found is not None else {}).values()
            if any(c.predicate_words.lower().split()[-1:] == [match["verb"]] for c in e.claims)
        ]
        if len(told) == 1:
            return _Other(told[0].point, told[0].claims, match.end())
    return None


def _by_head(claims: Sequence[Claim]) -> Mapping[tuple[str, str], Sequence[Claim]]:
    """Dated claims by their document and the head of what they are about."""
    heads: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.theme and claim.predicate and is_plain(claim):
            heads[claim.document, claim.theme[-1]].append(claim)
    return heads


def _noun(claim: Claim, rest: str, heads: Mapping[tuple[str, str], Sequence[Claim]]) -> _Other | None:
    """`thirteen weeks after the beta`: the only dated thing of that sort that this document told of before."""
    match = _NOUN.match(rest)
    told = heads.get((claim.document, stem(match["noun"])), ()) if match else ()
    if match is None or len({c.text_value for c in told}) != 1 or len({(c.subject, c.theme) for c in told}) != 1:
        return None
    first = told[0]
    if first.value_span.start >= claim.value_span.start or claim.block - first.block > 2:
        return None
    point = f"head {first.id} {claim.id}"
    return _Other(point, tuple(told), match.end(), dated_point(first, point))


def _is_out_of_order(claim: Claim, other: _Other, is_before: bool) -> bool:
    """Whether the dates contradict the word of order itself, whatever the length."""
    days = [c.value for c in (claim, *other.claims) if isinstance(c.value, DateValue)]
    if is_before:
        return all(days[0].earliest > day.latest for day in days[1:])
    return all(days[0].latest < day.earliest for day in days[1:])


_DEED = pattern_of(r"\s(?:(?:had|was|were|had been|has) )?(?:first |finally )?(?P<verb>[a-z]+)\b")


def _by_deed(claims: Sequence[Claim]) -> Mapping[tuple[str, str], Sequence[Claim]]:
    """Dated claims by whom they are about and the last word of their verb."""
    deeds: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if len(subject_without_products(claim)) == 1 and claim.predicate_words and is_plain(claim):
            deeds[claim.subject[0], claim.predicate_words.lower().split()[-1]].append(claim)
    return deeds


def _deed(scene: Scene, claim: Claim, rest: str, deeds: Mapping[tuple[str, str], Sequence[Claim]]) -> _Other | None:
    """`two days after General Marov had left`: the only date that is told for that deed."""
    for entity in claim.entities:
        for name in scene.names(entity):
            at = rest.find(name)
            match = _DEED.match(rest, at + len(name)) if 0 <= at <= 4 else None
            told = deeds.get((entity, match["verb"]), ()) if match else ()
            if match is None or len({c.text_value for c in told}) != 1:
                continue
            if told[0].theme and not set(told[0].theme) <= scene.stems(entity) | {told[0].theme[0]}:
                continue
            point = f"deed {told[0].id} {claim.id}"
            return _Other(point, tuple(told), match.end(), dated_point(told[0], point))
    return None


def _distance(
    scene: Scene, claim: Claim, other: _Other, match: re.Match[str], count: int | None, span: Span
) -> Iterator[Said]:
    low, high = -1.0, None
    if count is not None:
        unit = DAYS[match["unit"]]
        low, high = (count - 0.999) * unit - 1, (count + 0.999) * unit + 1
    point, label = f"claim {claim.id}", f"distance {claim.id}"
    is_before = match["side"] == "before"
    words = " ".join(scene.documents[claim.document].text[span.start : span.end].split())
    statement = Statement(
        label=label,
        says=Says.STEP if count is None or _is_out_of_order(claim, other, is_before) else Says.LENGTH,
        words=words,
        shown=words,
        evidence=(Evidence(document=claim.document, span=span, values=(span,)),),
        documents=(claim.document,),
        count=count if is_before or count is None else -count,
        unit=match["unit"] or "",
        start=point,
    )
    ends = (point, other.point) if is_before else (other.point, point)
    if other.said is not None:
        yield other.said
    yield dated_point(claim, point)
    yield Said(statement=statement, bounds=tuple(between(*ends, low, high, label)))
