"""Check: something was done after the day by which it had to be done, and no word says that it was late."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass, replace
from factcheck.judge.checks._deadlines_apart import are_of_two, modifiers_of
from factcheck.judge.checks._deadlines_elsewhere import kept_elsewhere
from factcheck.judge.checks._deadlines_likeness import are_owned_apart
from factcheck.judge.checks._deadlines_passages import OFTEN, THAT_ORDER, in_passages
from factcheck.judge.checks._deadlines_words import matter
from factcheck.judge.checks.deadlines_differ import said
from factcheck.judge.conflict import Case, Conflict, ConflictSide, Evidence, evidence_of
from factcheck.judge.deadline_rows import LateRow, late_rows
from factcheck.judge.deeds import is_deed_word, is_generic
from factcheck.judge.parameters import setting
from factcheck.judge.sequence.events import is_dated
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.scene import Scene
from factcheck.model.claim import Claim, ClaimType, Modality
from factcheck.model.rule import Rule
from factcheck.model.time import Relation
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.words import content_words, stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What the rule may set."""

    years: int = setting(3, "a completion later than so many years belongs to something else")


_TASKS = (Modality.ASSERTED, Modality.REPORTED, Modality.PLANNED)


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """Conflicts between a deadline and the completion of the same, if nothing was completed within it."""
    scene = Scene(case)
    due: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    done: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in sorted(case.claims.values(), key=lambda c: c.id):
        if not isinstance(claim.value, DateValue) or claim.headed:
            continue
        for key in _keys(scene, claim):
            if claim.type is ClaimType.DEADLINE:
                due[key].append(claim)
            elif claim.type is ClaimType.DATE and is_dated(scene, claim):
                done[key].append(claim)
    told: set[tuple[int, int]] = set()
    places: set[tuple[str, int]] = set()
    for conflict, place in in_passages(scene, case):
        if place not in places:
            places.add(place)
            yield conflict
    tellers = {document for document, _ in places}
    told_there = {
        c.id for c in case.claims.values() if c.document in tellers and (c.document, c.value_span.start) in places
    }
    apart: set[tuple[str, int]] = set()
    for conflict, pair in _said_to_be_kept(scene, case, params):
        told.add(pair)
        claim = case.claims[pair[1]]
        if pair[1] not in told_there:
            yield conflict
            apart.add((claim.document, claim.value_span.start))
    for conflict, place in kept_elsewhere(case):
        if place not in places | apart:
            apart.add(place)
            yield conflict
    for path, document in sorted(case.documents.items()):
        for row in late_rows(document, case.times[path]):
            if (path, row.done.source_span(row.done_time.start, row.done_time.end).start) not in places | apart:
                yield _conflict_of_row(path, row)
    for key, deadlines in due.items():
        for conflict, pair in _missed(scene, deadlines, done.get(key, []), params):
            if pair not in told and pair[1] not in told_there:
                told.add(pair)
                yield conflict


def _conflict_of_row(path: str, row: LateRow) -> Conflict:
    places = [
        (block, timex, block.source_span(timex.start, timex.end))
        for block, timex in ((row.due, row.due_time), (row.done, row.done_time))
    ]
    due, done = (dates.describe(t.value) if t.value is not None else t.text for _, t, _ in places)
    return Conflict(
        sides=tuple(
            ConflictSide(
                label=timex.text,
                evidence=(Evidence(document=path, span=block.source_span(0, len(block.text)), values=(span,)),),
            )
            for block, timex, span in places
        ),
        reason=f"It was due by {due} and is said to have been done in time, on {done}.",
        predicate="deadline",
        confidence=0.8,
        values={"a.value": due, "b.value": done, "a.source": path, "b.source": path},
    )


_NEAR = 120
"""Days by which what is said to have kept a deadline may lie after it."""
_SHARED = 2
"""Words that a deadline and what is said to have kept it must share."""


def _said_to_be_kept(scene: Scene, case: Case, params: Params) -> Iterator[tuple[Conflict, tuple[int, int]]]:
    """What a text says was in time, held against the only deadline of the same words that lies shortly before it."""
    claims = sorted(case.claims.values(), key=lambda c: c.id)
    due = sorted(
        ((last.latest, c.id, c, last) for c in claims if _is_task(scene, c) and (last := said(c)) is not None),
        key=lambda item: item[:2],
    )
    days = [item[0] for item in due]
    for claim in claims if due else ():
        value = _done(scene, claim)
        if value is None:
            continue
        text = scene.sentence_of(claim).text
        if not knowledge().kept.search(text):
            text = f"{_said_before(scene, claim)} {text}"
        if not knowledge().kept.search(text) or _MISSED.search(text):
            continue
        window = due[bisect_left(days, value.earliest - _NEAR) : bisect_left(days, value.earliest + _NEAR)]
        alike = [(_likeness(scene, d, claim), last, d) for _, _, d, last in window]
        best = max((n for n, _, _ in alike), default=0)
        nearest = [(last, d) for n, last, d in alike if n == best]
        if best < _SHARED or any(last.latest >= value.earliest for n, last, _ in alike if n >= _SHARED):
            continue
        if len({last.latest for last, _ in nearest}) == 1:
            last, deadline = nearest[0]
            if _are_plainly_two(scene, deadline, claim):
                continue
            if not _is_said_late(scene, deadline, claim):
                yield _conflict(deadline, claim, last, value), (deadline.id, claim.id)


def _are_plainly_two(scene: Scene, deadline: Claim, claim: Claim) -> bool:
    """Whether the sentences tell of two things of one noun, or what is said to be in time is still to come."""
    due, deed = scene.sentence_of(deadline), scene.sentence_of(claim)
    if are_of_two(due.text, deed.text) or _TO_COME.search(deed.text[: max(0, claim.value_span.start - deed.start)]):
        return True
    if not claim.theme:
        return False
    ours, theirs = (modifiers_of(s.text, claim.theme[-1]) for s in (due, deed))
    return bool(ours and theirs) and ours.isdisjoint(matter(deed.text)) and theirs.isdisjoint(matter(due.text))


_TO_COME = pattern_of(r"\b(?:will|would|shall|is to be|are to be|planned)\b")


def _likeness(scene: Scene, deadline: Claim, claim: Claim) -> int:
    """How many words of matter the two share; one is enough where deadline and deed are of one sort of task."""
    if _are_apart(scene, deadline, claim):
        return 0
    shared = _shared(scene, deadline, claim)
    if shared >= _SHARED or not _is_one_sort(deadline, claim):
        return shared
    if shared and (_are_of_one_noun(deadline, claim) or _share_name(scene, deadline, claim)):
        return _SHARED
    return _SHARED if not shared and _are_of_one_scope(deadline, claim) and _is_its_thing(scene, deadline, claim) else 0


def _are_apart(scene: Scene, deadline: Claim, claim: Claim) -> bool:
    """Whether the two are plainly of two things: the survey of the marsh and that of the heath, the roof and the walls."""
    asked, told = scene.sentence_of(deadline).text, scene.sentence_of(claim).text
    if are_owned_apart(asked, told):
        return True
    if (
        not deadline.theme
        or not claim.theme
        or deadline.predicate != claim.predicate
        or deadline.subject
        or claim.subject
    ):
        return False
    heads = (deadline.theme[-1], claim.theme[-1])
    if any(is_generic(h) or is_deed_word(h) or "-" in h for h in heads):
        return False
    here, there = (frozenset(content_words(t)) for t in (asked, told))
    return heads[0] not in there and heads[1] not in here


_PAPERS = frozenset(stem(w) for w in ["report", "paper", "form", "document", "application", "file", "plan", "work", "project", "payment", "review", "study", "survey", "letter", "list", "request", "entry", "return", "order", "bid", "proposal", "account", "statement"])  # fmt: skip
"""What an office has many of, so that the noun alone does not tell which."""


def _is_one_sort(deadline: Claim, claim: Claim) -> bool:
    """Whether a deed may be the one asked for: of one class, of classes that answer each other, or `tape-out` and `taped out`."""
    asked = _stems(deadline.predicate_words) or _stems(" ".join(deadline.theme))
    if not deadline.predicate or deadline.predicate_words in deadline.theme:
        asked = frozenset(p for word in asked for p in _stems(" ".join(word.split("-"))))
    if asked & (_stems(claim.predicate_words) | {claim.predicate}):
        return True
    return bool(deadline.predicate) and (
        deadline.predicate == claim.predicate
        or any({deadline.predicate, claim.predicate} <= set(row) for row in knowledge().tasks if _PLAIN & set(row))
    )


_PLAIN = frozenset(["complete", "withdraw"])
"""Classes of the rows of tasks whose words all tell of one deed: what is published need not be what was applied for."""


def _are_of_one_noun(deadline: Claim, claim: Claim) -> bool:
    """Whether both are about one noun, which only one of them tells more exactly; an office has many papers."""
    a, b = _pieces(deadline.theme), _pieces(claim.theme)
    if not a or not b or a[-1] in _PAPERS or b[-1] in _PAPERS:
        return False
    if a[-1] == b[-1]:
        return set(a) <= set(b) or set(b) <= set(a)
    is_deed = not deadline.predicate_words or a[-1] in _stems(deadline.predicate_words)
    return is_deed and (
        b[-1] in a or not set(a).isdisjoint({*b, *claim.context})
    )  # `the last day for the handover of X`


def _share_name(scene: Scene, deadline: Claim, claim: Claim) -> bool:
    """Whether both tell of a thing of one name, such as the fort that is left."""
    return any(scene.stems(e) for e in {*deadline.entities} & {*claim.entities})


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.lower()) for word in text.split()) - _AUXILIARY


_AUXILIARY = frozenset(["", *(stem(w) for w in ["was", "were", "had", "been", "be", "to", "is", "are", "has", "have"])])


def _pieces(theme: Sequence[str]) -> tuple[str, ...]:
    return tuple(piece for word in theme for piece in word.split("-"))


def _is_its_thing(scene: Scene, deadline: Claim, claim: Claim) -> bool:
    """Whether a deadline of `the structure` or `the works` stands in a text on the thing that the deed is about."""
    if len(deadline.theme) != 1 or deadline.theme[0] not in _WHOLES:
        return False
    own = {w for e in claim.subject for w in scene.stems(e)}
    return bool(own & {w for e in (*deadline.topic, *deadline.subject) for w in scene.stems(e)})


_WHOLES = frozenset(stem(w) for w in ["structure", "building", "works", "work", "whole", "vessel", "ship", "site", "premises", "property", "machine", "object"])  # fmt: skip


def _said_before(scene: Scene, claim: Claim) -> str:
    """The sentence before, if it says of an order that it was kept: `The order was carried out in time. The last of …`."""
    block, start = scene.block(claim), scene.sentence_of(claim).start
    if start <= block.span.start:
        return ""
    before = scene.sentence(claim.document, block, start - 2).text
    return before if THAT_ORDER.search(before) and not re.search(r"\d", before) else ""


_PAST = pattern_of(r"(?:(?:was|were|had been)\s)?(?:\w+ed|sent|put|made|given|paid|brought|set)(?:\s\w+)?", re.I)


def _done(scene: Scene, claim: Claim) -> DateValue | None:
    """When a claim says that something was done; a class that often has deadlines (`posted on 26 August`) may be told, too."""
    if claim.type is ClaimType.DEADLINE and claim.modality is Modality.ASSERTED and (timex := claim.timex) is not None:
        if timex.relation is not Relation.AT or not _PAST.fullmatch(claim.predicate_words):
            return None
        claim = replace(claim, type=ClaimType.DATE, value=timex.value)
    is_done = (
        claim.type is ClaimType.DATE and isinstance(claim.value, DateValue) and is_dated(scene, claim, inferred=True)
    )
    return claim.value if is_done and isinstance(claim.value, DateValue) else None


def _is_task(scene: Scene, claim: Claim) -> bool:
    """Whether a claim says by when something had to be done."""
    if claim.type is not ClaimType.DEADLINE or claim.headed or claim.occurrence:
        return False
    timex = claim.timex
    if timex is None:
        return False
    if timex.shift is not None or claim.modality not in _TASKS:
        return False
    if timex.relation in (Relation.BY, Relation.BEFORE):
        return True
    return timex.relation is Relation.AT and _AS_LAST.match(scene.documents[claim.document].text, claim.value_span.end) is not None  # fmt: skip


_AS_LAST = pattern_of(
    r"\s+as\s(?:the|its|their|our)\s(?:(?:last|latest|final|closing)\s(?:possible\s)?(?:day|date)|deadline)\b"
)
"""`had fixed 31 August as the last day for the handover`."""


def _shared(scene: Scene, deadline: Claim, claim: Claim) -> int:
    """How many words of matter the two share; none if the things that they are about share none."""
    if not _are_of_one_scope(deadline, claim) or OFTEN.search(scene.sentence_of(deadline).text):
        return 0
    a, b = frozenset((*deadline.theme, *deadline.context)), frozenset((*claim.theme, *claim.context))
    if _are_two_of_one_noun(deadline.theme, claim.theme):
        return 0
    about = frozenset(deadline.theme) | frozenset(claim.theme)
    matter = (a & b) - _WEAK
    if deadline.predicate and deadline.predicate == claim.predicate:
        about |= matter - frozenset(content_words(f"{deadline.predicate_words} {claim.predicate_words}"))
    elif not claim.predicate and matter <= {w for e in (*deadline.entities, *claim.entities) for w in scene.stems(e)}:
        return 0  # a report on the hospital, and a party of its nurses: they share but a name
    return len(matter) if matter & about else 0


def _are_two_of_one_noun(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two themes are told apart by what stands before their noun: the herbarium catalogue, the library catalogue."""
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1]:
        return False
    x, y = frozenset(a[:-1]) - _WEAK, frozenset(b[:-1]) - _WEAK
    return bool(x and y) and x.isdisjoint(y)


_WEAK = frozenset(stem(word) for word in ["new", "old", "last", "first", "next", "final", "full", "other"])


def _scope(claim: Claim) -> tuple[str, ...]:
    """What a claim holds for; `every mailbox` and `the last mailbox` are of one task; near days need no fiscal year."""
    return tuple(s for s in claim.scope if not s.startswith(("per:", "fiscal-year:")))


def _are_of_one_scope(deadline: Claim, claim: Claim) -> bool:
    """Whether both hold for the same, or one leaves it open; the season of the year in which something was done is that of its day."""
    years = {f":{dates.civil(c.value.latest)[0]}" for c in (deadline, claim) if isinstance(c.value, DateValue)}
    x, y = (tuple(s for s in _scope(c) if not any(s.endswith(year) for year in years)) for c in (deadline, claim))
    return x == y


def _keys(scene: Scene, claim: Claim) -> Iterator[tuple[str, str]]:
    """Whom or what a deadline or completion is about, with each sort of task that it may be."""
    rows = knowledge().tasks
    sorts = [str(n) for n, row in enumerate(rows) if claim.predicate in row]
    if claim.type is ClaimType.DEADLINE and claim.predicate in ("", "pay") and _is_due(scene, claim):
        sorts = [str(n) for n in range(len(rows))]
    for entity in claim.entities[:3] if sorts else ():
        if scene.calls_in_full(claim.document, entity):
            for sort in sorts:
                yield entity, sort


def _is_due(scene: Scene, claim: Claim) -> bool:
    """`The report is due by 31 October`: the word alone tells what is to be done."""
    text = scene.documents[claim.document].text
    return re.search(r"\bdue\s+(?:by|on|before|no later than)?\s*\Z", text[: claim.value_span.start][-24:]) is not None


def _missed(
    scene: Scene, deadlines: list[Claim], done: list[Claim], params: Params
) -> Iterator[tuple[Conflict, tuple[int, int]]]:
    for deadline in deadlines:
        last = said(deadline)
        if last is None or deadline.timex is None or deadline.timex.relation not in (Relation.BY, Relation.BEFORE):
            continue
        if deadline.modality not in _TASKS or deadline.timex.shift is not None or deadline.occurrence:
            continue
        same = [c for c in done if _is_same_task(scene, deadline, c)]
        others = [v for d in deadlines if d.id != deadline.id and (v := said(d)) is not None]
        for claim in same:
            value = claim.value
            assert isinstance(value, DateValue)
            if value.earliest <= last.latest or value.earliest > last.latest + 366 * params.years:
                continue
            if any(isinstance(c.value, DateValue) and c.value.earliest <= last.latest for c in same):
                continue  # it was done in time, too: this is another time
            if any(v.latest >= value.earliest for v in others) or _is_said_late(scene, deadline, claim):
                continue
            yield _conflict(deadline, claim, last, value), (deadline.id, claim.id)
            break


def _is_same_task(scene: Scene, deadline: Claim, claim: Claim) -> bool:
    """Whether the two tell of one task: one thing, one part of it, one scope."""
    if OFTEN.search(scene.sentence_of(deadline).text):
        return False
    if deadline.scope != claim.scope or set(deadline.years) ^ set(claim.years):
        return False
    if deadline.group and deadline.group == claim.group and deadline.document == claim.document:
        return False
    names = frozenset(w for e in (*deadline.entities, *claim.entities) for w in scene.stems(e))
    if deadline.subject and claim.subject:
        if deadline.subject != claim.subject:
            return False
        parts = [frozenset(w for w in c.theme if w not in names) for c in (deadline, claim)]
        return not claim.theme or parts[0] == parts[1]
    own = [frozenset(c.theme) - names for c in (deadline, claim)]
    return bool(own[0] & frozenset(claim.context) | own[1] & frozenset(deadline.context))


_MISSED = pattern_of(r"\b(?:late|missed|delay\w*|not within|extended|overdue)\b", re.I)


def _is_said_late(scene: Scene, deadline: Claim, claim: Claim) -> bool:
    """Whether the text at either place, or the sentence after the deadline, says that it was late or moved."""
    late = knowledge().late
    for one in (deadline, claim):
        sentence = scene.sentence_of(one)
        if one is claim and knowledge().kept.search(sentence.text) and not _MISSED.search(sentence.text):
            continue
        block = scene.block(one)
        text = scene.documents[one.document].text
        around = text[max(block.span.start, sentence.start - 200) : min(block.span.end, sentence.end + 200)]
        if late.search(_REFUSED.sub(" ", around)):
            return True
    return False


_REFUSED = pattern_of(
    r"\b(?:extension|delay|postponement|deferral)\b[^.;]{0,60}\b(?:refused|rejected|denied|turned\sdown|not\sgranted|out\sof\sthe\squestion)\b"
    r"|\b(?:refused|rejected|denied|turned\sdown|no|without(?:\san?|\sany)?)\s(?:(?:an?|any|the|further)\s){0,2}(?:extension|delay|postponement|deferral)s?\b",
    re.I,
)
"""Says of a last day that it was not moved."""


def _conflict(deadline: Claim, claim: Claim, last: DateValue, value: DateValue) -> Conflict:
    return Conflict(
        sides=(
            ConflictSide(label=deadline.shown, evidence=evidence_of(deadline)),
            ConflictSide(label=claim.shown, evidence=evidence_of(claim)),
        ),
        reason=f"{dates.describe(value)} is after {dates.describe(last)}, the last day for it.",
        entity=claim.entity if len(claim.entity) <= 60 else claim.entity[:57] + "…",
        predicate=claim.predicate_words or claim.predicate,
        confidence=0.7,
        values={
            "a.value": deadline.shown,
            "b.value": claim.shown,
            "a.source": deadline.document,
            "b.source": claim.document,
        },
    )
