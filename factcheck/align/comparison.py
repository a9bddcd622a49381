"""Align, part: compares two claims attribute by attribute; each level is named and weighed, so that a pair explains itself."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from factcheck.align.blocking import group_of, measure_words
from factcheck.align.lexicon import (
    VETO,
    classes_of,
    happens_once,
    is_known,
    is_repeatable,
    is_task,
    related_classes,
    threshold,
    weights,
)
from factcheck.align.occasions import Occasions
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType, EntityId, Modality
from factcheck.values import dates, quantities
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.names import differ_surely, name_tokens, state_of
from factcheck.values.quantities import Quantity
from factcheck.values.words import content_words, person_nouns, stem, synonym


def _support(claims: Sequence[Claim]) -> dict[tuple[str, str], tuple[tuple[Quantity, str], ...]]:
    """For each measure the numbers that are stated for it, with their documents; small counts support nothing."""
    found: dict[tuple[str, str], list[tuple[Quantity, str]]] = {}
    for claim in claims:
        if isinstance(claim.value, Quantity) and abs(claim.value.high) > 12:
            for word in measure_words(claim):
                found.setdefault((group_of(claim), word), []).append((claim.value, claim.document))
    return {key: tuple(values) for key, values in found.items() if len(values) <= 60}


def _is_version_of(a: str, b: str) -> bool:
    """Whether one of two versions is the other, or its line: 3.9 and 3.9.2."""
    return f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}.")


_IDLE = frozenset(stem(w) for w in ["date", "day", "first", "time", "year", "when", "actual", "current", "official", "original", "full", "exact"])  # fmt: skip
"""Words of a label that say nothing of what its value is of."""
_NAMED = 3
"""How many things a document must name for it to tell something that another names none of them."""


class Comparer:
    """Compares claims with the statistics of the corpus at hand: rare words and names that two claims share weigh more."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        documents: dict[str, set[tuple[str, int]]] = {}
        sentences: set[tuple[str, int]] = set()
        for claim in claims:
            place = (claim.document, claim.block)
            sentences.add(place)
            for word in self._words(claim):
                documents.setdefault(word, set()).add(place)
        self.support = _support(claims)
        self.last_days = Counter((c.document, c.predicate) for c in claims if c.type is ClaimType.DEADLINE)
        self.dates = Counter((c.document, c.predicate) for c in claims if c.type is ClaimType.DATE)
        self.occasions = Occasions(claims)
        self.rarity = _rarity(claims)
        named: dict[EntityId, set[str]] = {}
        for claim in claims:
            for entity in claim.entities:
                named.setdefault(entity, set()).add(claim.document)
        self.documents = len({claim.document for claim in claims})
        self.named: dict[str, set[EntityId]] = {}
        for claim in claims:
            own = self.named.setdefault(claim.document, set())
            own.update(e for e in (*claim.entities, *claim.topic) if not state_of(e))
        self.spread = {entity: len(documents) for entity, documents in named.items()}
        # a corpus of a few sentences says little of how common a word is: it is taken for a part of a larger one
        self.total = max(40, len(sentences))
        self.idf = {
            word: math.log(self.total / len(places)) / math.log(self.total) for word, places in documents.items()
        }

    @staticmethod
    def _words(claim: Claim) -> frozenset[str]:
        names = {stem(t) for e in claim.entities for t in name_tokens(e)}
        own = (
            {stem(t) for t in name_tokens(claim.predicate_words)} if claim.extractor not in ("table", "pair") else set()
        )
        return frozenset(synonym(w) for w in (*claim.theme, *claim.context, *names) if w and w not in own)

    def compare(self, a: Claim, b: Claim, key: str) -> Pair:
        """The pair with all its levels, its score, and whether it is joined."""
        levels: list[Level] = []
        if self.occasions and (apart := self.occasions.are_apart(a, b)):
            levels.append(_level("occasion", "other", apart))
            return Pair(a=a.id, b=b.id, key=key, levels=tuple(levels), score=VETO, joined=False)
        for compare in _COMPARISONS:
            level = compare(a, b)
            if (
                level is not None
                and level.attribute == "subject"
                and level.level == "same"
                and self._is_ubiquitous(a, b)
            ):
                level = _level("subject", "ubiquitous", level.detail)
            if level is not None:
                levels.append(level)
                if level.weight == VETO:
                    break
        if levels[-1].weight != VETO:
            levels.append(self._context(a, b))
            levels.append(self._passage(a, b))
            if self._are_strangers(a, b):
                levels.append(_level("documents", "strangers"))
            if a.type is ClaimType.QUANTITY:
                levels.append(self._consensus(a, b))
            if a.type is ClaimType.DEADLINE and (level := self._sole(a, b)):
                levels.append(level)
            if a.type is ClaimType.DATE and (level := self._sole_event(a, b)):
                levels.append(level)
            levels.extend(
                level
                for level in (self._labels(a, b), self._labels(b, a), self._heads(a, b), self._heads(b, a))
                if level is not None
            )
        score = sum(level.weight for level in levels)
        return Pair(a=a.id, b=b.id, key=key, levels=tuple(levels), score=score, joined=score >= threshold(a.type.value))

    def _are_strangers(self, a: Claim, b: Claim) -> bool:
        """Whether two documents that name several things have none in common: those of two publishers on two matters."""
        x, y = self.named[a.document], self.named[b.document]
        return min(len(x), len(y)) >= _NAMED and x.isdisjoint(y)

    def _is_ubiquitous(self, a: Claim, b: Claim) -> bool:
        """Whether the shared subject is what the whole of a large corpus is about: it then tells no two passages apart."""
        shared = set(a.subject) & set(b.subject)
        return self.documents >= 20 and all(self.spread[e] > 0.25 * self.documents for e in shared)

    def _consensus(self, a: Claim, b: Claim) -> Level:
        """How many documents state one of the two numbers for this measure: what several say is likely the same thing."""
        documents = 1
        for claim, other in ((a, b), (b, a)):
            for word in measure_words(claim):
                stated = self.support.get((group_of(claim), word), ())
                same = {
                    d
                    for value, d in stated
                    if isinstance(claim.value, Quantity) and quantities.agree(value, claim.value)
                }
                documents = max(documents, len(same | {claim.document}) if other.document not in same else 1)
        if (
            isinstance(a.value, Quantity)
            and isinstance(b.value, Quantity)
            and _number_closeness(a.value, b.value) not in ("slip-of-two", "slip-of-three", "slip-of-many", "close")
        ):
            documents = 1
        return _level(
            "consensus", "many" if documents >= 3 else "two" if documents == 2 else "none", f"{documents} documents"
        )

    def _sole(self, a: Claim, b: Claim) -> Level | None:
        """Whether both documents have but one last day for this task, and the two lie close: hardly two of them are meant."""
        related = {a.predicate, *related_classes(a.predicate)}
        if (
            a.document == b.document
            or b.predicate not in related
            or not (is_task(a.predicate) and is_task(b.predicate))
        ):
            return None
        if not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
            return None
        if dates.civil(a.value.latest)[0] != dates.civil(b.value.latest)[0]:
            return None  # of two years, as a rule two rounds
        if _date_closeness(a, b, a.value, b.value) not in ("slip", "slip-of-month", "near"):
            return None
        family = {p for p in {*related, *related_classes(b.predicate)} if is_task(p)}
        alone = all(sum(self.last_days[c.document, p] for p in family) == 1 for c in (a, b))
        return _level("sole", "both", a.predicate) if alone else None

    def _sole_event(self, a: Claim, b: Claim) -> Level | None:
        """Whether both documents date but one event of this class, and the two days differ by a telling slip."""
        if a.document == b.document or a.predicate != b.predicate or not is_known(a.predicate):
            return None
        if is_repeatable(a.predicate) or _closeness_of_dates(a, b) not in _SLIPS:
            return None
        alone = all(self.dates[c.document, c.predicate] == 1 for c in (a, b))
        return _level("sole", "event", a.predicate) if alone else None

    def _labels(self, a: Claim, b: Claim) -> Level | None:
        """Whether what heads a cell or pair is found on the other side: by weight, at least half of it."""
        if not a.labels:
            return None
        other = (
            self._words(b)
            | {synonym(b.measure)}
            | {synonym(w) for w in b.labels}
            | {stem(t) for e in b.topic for t in name_tokens(e)}
            | {synonym(stem(t)) for t in name_tokens(b.predicate_words)}
            | {b.predicate, a.predicate if a.predicate == b.predicate else ""}
        )
        telling = [w for w in a.labels if w not in _IDLE and not self._says_the_same(w, a, b)]
        if not telling:
            return None
        words = [synonym(w) for w in telling]
        numbers = {w for w in a.labels if w[0].isdigit()}
        said = {n.removesuffix(".x") for n in re.findall(r"\d+(?:\.\w+)*", " ".join((b.quote, *b.labels, *b.entities)))}
        versions = {n.removesuffix(".x") for n in numbers if "." in n}
        is_another = versions and not any(_is_version_of(v, n) for v in versions for n in said if "." in n)
        if is_another or (numbers and not {n.removesuffix(".x") for n in numbers} & said):
            return _level("labels", "another-number", " ".join(a.labels))
        other |= numbers
        total = sum(self.idf.get(w, 1.0) + 0.05 for w in words)
        known = sum(
            self.idf.get(w, 1.0) + 0.05
            for w in words
            if w in other or (a.predicate == b.predicate and stem(w) in a.predicate)
        )
        share = known / total if total else 1.0
        return _level(
            "labels", "found" if share >= 0.75 else "half" if share >= 0.45 else "missing", " ".join(a.labels)
        )

    @staticmethod
    def _says_the_same(word: str, a: Claim, b: Claim) -> bool:
        """Whether a word of a label says no more than the predicate that both claims have: `Date of authorisation`."""
        if not is_known(a.predicate) or a.predicate != b.predicate:
            return False
        return a.predicate in classes_of(word) or (word == "found" and a.predicate == "discover")

    def _heads(self, a: Claim, b: Claim) -> Level | None:
        """Whether the column head of a cell is found on the other side, too: another column is another measure."""
        if not a.heads:
            return None
        other = (
            self._words(b)
            | {synonym(w) for w in (*b.heads, *b.labels, b.measure)}
            | {synonym(stem(t)) for t in name_tokens(b.predicate_words)}
        )
        words = [synonym(w) for w in a.heads]
        known = sum(w in other for w in words)
        return _level("heads", "found" if 2 * known >= len(words) else "missing", " ".join(a.heads))

    def _passage(self, a: Claim, b: Claim) -> Level:
        """The share of rare words that the two passages, with what heads them, have in common beyond the clauses themselves."""
        own = self._words(a) & self._words(b)
        own |= {synonym(w) for c in (a, b) for w in content_words(f"{c.predicate_words} {c.shown} {c.measure}")}
        x = {synonym(w) for w in a.passage | a.under} - own
        y = {synonym(w) for w in b.passage | b.under} - own
        common = sorted(x & y, key=lambda w: (-self.rarity.get(w, 1.0), w))
        shared = sum(self.rarity.get(w, 1.0) for w in common)
        return Level(
            attribute="passage",
            level="rare",
            weight=round(weights()["passage"]["rare"] * min(1.0, shared / 4.0), 4),
            detail=", ".join(common[:8]),
        )

    def _context(self, a: Claim, b: Claim) -> Level:
        """The share of rare words in common: the sum of their weights over that of the poorer side."""
        x, y = self._words(a), self._words(b)
        common = sorted(x & y)
        shared = sum(self.idf.get(w, 1.0) for w in common)
        least = min(sum(self.idf.get(w, 1.0) for w in x), sum(self.idf.get(w, 1.0) for w in y))
        # half of the evidence is how much is shared, half is how much of the poorer side that is
        share = 0.5 * min(1.0, shared / 2.5) + 0.5 * (shared / least if least > 0.3 else 0.0)
        return Level(
            attribute="context",
            level="rare",
            weight=round(weights()["context"]["rare"] * share, 4),
            detail=", ".join(common[:8]),
        )


def _rarity(claims: Sequence[Claim]) -> dict[str, float]:
    """How much a word tells of what a passage is about: 1 for a word of one passage, 0 for one that all hold."""
    passages = {(claim.document, claim.block): claim.passage | claim.under for claim in claims}
    counts = Counter(synonym(word) for words in passages.values() for word in words)
    total = max(40, len(passages))
    return {word: math.log(total / n) / math.log(total) for word, n in counts.items()}


def _level(attribute: str, level: str, detail: str = "") -> Level:
    return Level(attribute=attribute, level=level, weight=weights()[attribute][level], detail=detail)


def _document(a: Claim, b: Claim) -> Level:
    if a.document != b.document:
        return _level("document", "other")
    if a.group and a.group == b.group:
        return _level("document", "same-group", a.group)
    if a.headed and b.headed:
        return _level("document", "same-group", "two entries under dates of their own")
    if a.labels and b.labels:
        return _level("document", "parallel", "two tables or lists of one document")
    close = a.block == b.block and a.span.overlaps(b.span)
    near = a.block == b.block and abs(a.span.start - b.span.start) < 240
    return _level("document", "same-sentence" if close or near or a.value_span == b.value_span else "same")


def _edition(a: Claim, b: Claim) -> Level | None:
    """Whether the two stand in different editions of one series: the survey of another year, the notes of another release."""
    if a.document == b.document or not a.edition or not b.edition or set(a.edition) == set(b.edition):
        return None
    if a.series == b.series or (a.series and b.series and _is_alike(a.series, b.series)):
        figure = a.type in (ClaimType.QUANTITY, ClaimType.DEADLINE)
        return _level(
            "edition", "sibling-figure" if figure else "sibling", f"{' '.join(a.edition)} and {' '.join(b.edition)}"
        )
    if not set(a.edition) & set(b.edition):
        return _level("edition", "other", f"{' '.join(a.edition)} and {' '.join(b.edition)}")
    return None


def _is_alike(a: str, b: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(a, b) >= 75


def _predicate(a: Claim, b: Claim) -> Level | None:
    if a.type is ClaimType.QUANTITY:
        return None
    if a.predicate == b.predicate:
        level = (
            "unknown"
            if not is_known(a.predicate)
            else "repeatable"
            if is_repeatable(a.predicate) and a.type is not ClaimType.DEADLINE
            else "same"
            if _share_a_word(a, b)
            else "class"
        )
        return _level("predicate", level, a.predicate)
    if b.predicate in related_classes(a.predicate):
        return _level("predicate", "related", f"{a.predicate} and {b.predicate}")
    if a.type is ClaimType.DEADLINE:
        return _level("predicate", "other-deadline", f"{a.predicate} and {b.predicate}")
    detail = f"{a.predicate or '-'} and {b.predicate or '-'}"
    if a.type is not ClaimType.DATE or _closeness_of_dates(a, b) not in _SLIPS:
        return Level(attribute="predicate", level="different", weight=VETO, detail=detail)
    known = is_known(a.predicate), is_known(b.predicate)
    return _level(
        "predicate", "other" if all(known) else "other-words" if a.predicate and b.predicate else "silent", detail
    )


def _share_a_word(a: Claim, b: Claim) -> bool:
    """Whether the two say it in one word, not only in words of one class; what heads a cell or pair says it in no word."""
    x, y = set(content_words(a.predicate_words)), set(content_words(b.predicate_words))
    return not x or not y or bool(x & y)


_SLIPS = frozenset({"slip-of-year", "slip-of-month"})


def _closeness_of_dates(a: Claim, b: Claim) -> str:
    if isinstance(a.value, DateValue) and isinstance(b.value, DateValue):
        return _date_closeness(a, b, a.value, b.value)
    return ""


def _measure(a: Claim, b: Claim) -> Level | None:
    if a.type is not ClaimType.QUANTITY:
        return None
    x, y = set(measure_words(a)), set(measure_words(b))
    counted = isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and bool(a.value.thing and b.value.thing)
    if counted and not x & y:
        if _are_people(a) and _are_people(b):
            return _level("measure", "people", f"{a.measure} and {b.measure}")
        return Level(attribute="measure", level="different", weight=VETO, detail=f"{a.measure} and {b.measure}")
    for one, other in ((a, b), (b, a)):
        if (
            isinstance(one.value, Quantity)
            and isinstance(other.value, Quantity)
            and one.value.thing
            and not other.value.thing
            and not one.value.unit
        ):
            if synonym(one.measure) not in {
                synonym(w) for w in (*other.labels, *other.heads, *other.theme, other.measure)
            }:
                return Level(
                    attribute="measure", level="different", weight=VETO, detail=f"{one.measure} and {other.measure}"
                )
    shared = (
        {synonym(w) for w in (a.measure, *a.theme, *a.labels)} & {synonym(w) for w in (b.measure, *b.theme, *b.labels)}
    ) - {""}
    if a.measure and b.measure and synonym(a.measure) == synonym(b.measure):
        return _level("measure", "phrase" if len(shared) > 1 else "same", ", ".join(sorted(shared)))
    if a.measure and b.measure and not _mentions(a, b.measure) and not _mentions(b, a.measure):
        return _level("measure", "other", f"{a.measure} and {b.measure}")
    if shared:
        return _level("measure", "phrase" if len(shared) > 1 else "related", ", ".join(sorted(shared)))
    return _level("measure", "unknown")


def _are_people(claim: Claim) -> bool:
    return synonym(claim.measure) in person_nouns()


def _mentions(claim: Claim, word: str) -> bool:
    """Whether a claim's words hold the measure of another."""
    return synonym(word) in {synonym(w) for w in (*claim.theme, *claim.context, *claim.labels, *claim.heads)}


def _subject(a: Claim, b: Claim) -> Level:
    if a.subject and b.subject:
        if set(a.subject) & set(b.subject):
            return _level("subject", "same", a.subject[0])
        if _may_be_one(a, b) or _may_be_one(b, a):
            return _level("subject", "silent", f"{a.subject[0]} and {b.subject[0]}")
        return _level("subject", "different", f"{a.subject[0]} and {b.subject[0]}")
    if not a.theme and not b.theme:
        return _level("subject", "silent" if set(a.entities) & set(b.entities) else "unknown")
    if a.subject or b.subject:
        named, other = (a, b) if a.subject else (b, a)
        if not other.theme or _is_of_its_page(named):
            return _level("subject", "silent")
        words = {synonym(stem(t)) for e in named.subject for t in name_tokens(e)} | {synonym(w) for w in named.theme}
        if synonym(other.theme[-1]) in words:
            return _level("subject", "described", other.theme[-1])
        if a.type is ClaimType.DATE and _is_mentioned(named, other):
            return _level("subject", "mentioned", f"{named.subject[0]} and {other.theme[-1]}")
        return _level("subject", "other-words", f"{named.subject[0]} and {other.theme[-1]}")
    if not a.theme or not b.theme:
        return _level("subject", "silent")
    x, y = [synonym(w) for w in a.theme], [synonym(w) for w in b.theme]
    if x[-1] == y[-1] and x[-1] in _GENERIC:
        return _level("subject", "silent", x[-1])
    if x[-1] == y[-1]:
        rest_x, rest_y = set(x[:-1]), set(y[:-1])
        if rest_x and rest_y and not rest_x & rest_y:
            return _level("subject", "contrasted", f"{' '.join(a.theme)} and {' '.join(b.theme)}")
        return _level("subject", "head", x[-1])
    if set(x) & set(y):
        return _level("subject", "silent", ", ".join(sorted(set(x) & set(y))))
    return _level("subject", "other-words", f"{x[-1]} and {y[-1]}")


def _is_of_its_page(claim: Claim) -> bool:
    """Whether a line of a sheet names no thing itself, and is put down to what its page is about."""
    if isinstance(claim.value, Quantity) and not (claim.value.unit or claim.value.thing):
        return False  # a bare number may be the number of the page itself
    return claim.extractor in ("pair", "front-matter") and not claim.theme and set(claim.subject) <= set(claim.topic)


def _is_mentioned(named: Claim, other: Claim) -> bool:
    """Whether all words of a name stand in the clause of the other: its grammar may have been misread."""
    said = {synonym(w) for w in other.context}
    return any(all(synonym(stem(t)) in said for t in name_tokens(e)) for e in named.subject)


_GENERIC = frozenset(
    [
        "majority",
        "number",
        "part",
        "share",
        "rest",
        "half",
        "third",
        "quarter",
        "proportion",
        "most",
        "total",
        "person",
        "respondent",
        "user",
        "one",
        "thing",
        "way",
        "lot",
        "group",
        "case",
        "event",
        "day",
        "year",
        "time",
        "version",
        "percent",
        "percentage",
        "amount",
    ]
)
"""Head nouns that are said of anything."""


def _may_be_one(a: Claim, b: Claim) -> bool:
    """Whether the subject of one takes part in the other, or is a longer wording of it, so that silence is not contrast."""
    others = set(b.entities)
    if set(a.subject) & others and not any(differ_surely(x, y) for x in a.subject for y in b.subject):
        return True
    return any(
        (set(name_tokens(x)) < set(name_tokens(y)) or set(name_tokens(y)) < set(name_tokens(x)))
        and not differ_surely(x, y)
        for x in a.subject
        for y in b.subject
    )


def _participants(a: Claim, b: Claim) -> Level:
    x, y = set(a.entities) - set(a.subject), set(b.entities) - set(b.subject)
    shared = (set(a.entities) & set(b.entities)) - (set(a.subject) & set(b.subject))
    if shared:
        return _level("participants", "shared", ", ".join(sorted(shared)))
    if x and y and not _any_words(x, y):
        return _level("participants", "different", f"{sorted(x)[0]} and {sorted(y)[0]}")
    return _level("participants", "none")


def _any_words(x: set[EntityId], y: set[EntityId]) -> bool:
    return bool({t for e in x for t in name_tokens(e)} & {t for e in y for t in name_tokens(e)})


def _topic(a: Claim, b: Claim) -> Level:
    x, y = {*a.topic, *a.entities}, {*b.topic, *b.entities}
    if set(a.topic) & y or set(b.topic) & x:  # entities of the clause are compared as participants
        return _level("topic", "shared", ", ".join(sorted((set(a.topic) & y) | (set(b.topic) & x))[:3]))
    if a.topic and b.topic and not _any_words(x, y):
        return _level("topic", "different")
    return _level("topic", "none")


def _occurrence(a: Claim, b: Claim) -> Level:
    x, y = a.occurrence, b.occurrence
    if x == y or {x, y} == {"", "1"}:  # what is told of one opening is told of the first
        return _level("occurrence", "same")
    if x and y and {x, y} not in _PERHAPS_ONE:
        return _level("occurrence", "different", f"{x} and {y}")
    return _level("occurrence", "one-silent", x or y)


_PERHAPS_ONE = ({"again", "2"}, {"again", "3"}, {"1", "earlier"})
"""What may be one: to open again is to open for the second or third time."""


def _scope(a: Claim, b: Claim) -> Level:
    x, y = _series(a), _series(b)
    for series in sorted((set(x) & set(y)) - {"with", "without"}):
        if not x[series] & y[series]:
            return _level("scope", "different", f"{'/'.join(sorted(x[series]))} and {'/'.join(sorted(y[series]))}")
    for one, other in ((x, y), (y, x)):
        if shared := one.get("without", set()) & other.get("with", set()):
            return _level("scope", "different", f"without and with {', '.join(sorted(shared))}")
    said = (set(x) ^ set(y)) - {"with"}
    if said & _PARTS:
        return _level("scope", "part", ", ".join(sorted(said)))
    if said:
        return _level("scope", "one-silent", ", ".join(sorted(said)))
    # that both are told per head, or both of a part, says nothing of the thing that they are told of
    return _level("scope", "same" if (set(x) & set(y)) - _FIGURES_ONLY - _PARTS - {"with"} else "none")


_PARTS = frozenset({"whole", "without", "valid"})
"""Series of which a claim that is silent holds the whole."""
_FIGURES_ONLY = frozenset({"region", "per", "days", "peak"})
"""Series that only a figure or a last day may differ by: an event in Scotland is an event in Europe."""
_NO_SERIES = frozenset({"as-of"})


def _series(claim: Claim) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    figure = claim.type in (ClaimType.QUANTITY, ClaimType.DEADLINE, ClaimType.DURATION)
    for item in claim.scope:
        series, _, member = item.partition(":")
        if series in _NO_SERIES or (series in _FIGURES_ONLY and not figure):
            continue
        found.setdefault(series, set()).add(member)
    return found


def _as_of(a: Claim, b: Claim) -> Level | None:
    """Whether two figures that change are of one time: the totals of two dates are two figures."""
    if a.type is not ClaimType.QUANTITY:
        return None
    x, y = _time_of_figure(a), _time_of_figure(b)
    if x and y:
        same = dates.overlaps(dates.from_edtf(x), dates.from_edtf(y))
        return _level("as-of", "same" if same else "different", f"{x} and {y}")
    if not x and not y:
        return _level("as-of", "none")
    # what is told without a time is told of the day of its document
    day = (b if x else a).told_on
    if day is not None and not dates.overlaps(dates.from_edtf(x or y), day):
        return _level("as-of", "another", f"{x or y} and {dates.describe(day)}")
    return _level("as-of", "one-silent", x or y)


def _time_of_figure(claim: Claim) -> str:
    return next((item.partition(":")[2] for item in claim.scope if item.startswith("as-of:")), "")


def _basis(a: Claim, b: Claim) -> Level | None:
    """An estimate and a figure that was counted may differ and both be right."""
    if (a.modality is Modality.ESTIMATED) == (b.modality is Modality.ESTIMATED):
        return None
    return _level("basis", "one-estimated")


def _period(a: Claim, b: Claim) -> Level | None:
    if a.type is not ClaimType.QUANTITY and a.type is not ClaimType.DEADLINE:
        return None
    x, y = set(a.years), set(b.years)
    if x and y:
        return _level("period", "same" if x & y else "different", f"{sorted(x)} and {sorted(y)}")
    if not x and not y:
        return _level("period", "none")
    # what is told without a year is told of the time that its document is of
    own = {int(n) for n in (b if x else a).edition if re.fullmatch(r"(?:1[5-9]|20)\d\d", n)}
    named = {y // 10 if y > 9999 else y for y in x | y}
    if a.type is ClaimType.QUANTITY and own and not own & named:
        return _level("period", "another", f"{sorted(named)} and {sorted(own)}")
    return _level("period", "one-silent")


_ROUND = 30
"""Days after which a last day that is announced is surely not one that had passed by then."""


def _round(a: Claim, b: Claim) -> Level | None:
    """Whether one last day had long passed when the other, still to come, was announced: that of another round."""
    if a.type is not ClaimType.DEADLINE or not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return None
    for old, new in ((a, b), (b, a)):
        if new.told_on is None or not isinstance(old.value, DateValue) or not isinstance(new.value, DateValue):
            continue
        day = new.told_on.earliest
        if old.value.latest + _ROUND < day <= new.value.latest:
            return _level("round", "passed", f"{dates.describe(old.value)} before {dates.describe(new.told_on)}")
    return None


def _closeness(a: Claim, b: Claim) -> Level | None:
    if isinstance(a.value, DateValue) and isinstance(b.value, DateValue):
        return _level("closeness", _date_closeness(a, b, a.value, b.value))
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and quantities.comparable(a.value, b.value):
        return _level("closeness", _number_closeness(a.value, b.value))
    return None


def _date_closeness(a: Claim, b: Claim, x: DateValue, y: DateValue) -> str:
    """A slip changes one part of a date and leaves the others; two events lie anywhere."""
    if dates.overlaps(x, y) and x.earliest > dates.OPEN_START:
        return "near"
    first, second = dates.civil(x.latest), dates.civil(y.latest)
    days = abs(x.latest - y.latest)
    if x.granularity in (Granularity.DAY, Granularity.SPAN) and y.granularity in (Granularity.DAY, Granularity.SPAN):
        same = sum(p == q for p, q in zip(first, second, strict=True))
        if same == 2 and (days <= 366 or _differ_by_a_digit(first[0], second[0])):
            is_telling = first[2] == second[2] and first[2] not in _ROUND_DAYS
            return "slip" if not is_telling else "slip-of-month" if first[0] == second[0] else "slip-of-year"
    if (
        x.granularity is y.granularity is Granularity.MONTH
        and first[1] == second[1]
        and _differ_by_a_digit(first[0], second[0])
    ):
        return "slip"
    if (
        x.granularity is y.granularity is Granularity.YEAR
        and abs(first[0] - second[0]) <= 2
        and happens_once(a.predicate)
    ):
        return "near"
    if days <= 62:
        return "near"
    if days <= 400:
        return "far"
    if happens_once(a.predicate) and days < 4000:
        return "far"
    return "distant" if days <= 1500 and a.type is not ClaimType.DEADLINE else "apart"


_ROUND_DAYS = frozenset({1, 15, 28, 29, 30, 31})
"""Days on which much begins and ends: that two dates share one tells little."""


def _differ_by_a_digit(a: int, b: int) -> bool:
    """Whether two years differ in one digit, or by two neighbouring digits that changed places."""
    x, y = f"{a:04d}", f"{b:04d}"
    wrong = [n for n, (p, q) in enumerate(zip(x, y, strict=False)) if p != q]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(x) == sorted(y)
    return len(x) == len(y) and (len(wrong) == 1 or swapped)


def _digits_of(x: Quantity, y: Quantity) -> tuple[str, str]:
    """The digits of two numbers in one unit; nothing where the units are others and the numbers not round in that of both."""
    if x.unit == y.unit:
        return quantities.format_number(x.low), quantities.format_number(y.low)
    p, q = quantities.to_base(x)[0], quantities.to_base(y)[0]
    return (str(int(p)), str(int(q))) if p.denominator == q.denominator == 1 else ("", "")


def _number_closeness(x: Quantity, y: Quantity) -> str:
    if quantities.agree(x, y):
        return "near"
    if (x.unit or x.thing or y.thing) and (x.unit == y.unit or (x.unit and y.unit)):
        # two bare numbers may be those of two pages
        p, q = _digits_of(x, y)
        if (
            len(p) == len(q)
            and len(p) > 1
            and (Counter(p) == Counter(q) or sum(c != d for c, d in zip(p, q, strict=True)) == 1)
        ):
            told = max(len(n.replace(".", "").strip("0")) for n in (p, q))
            return "slip-of-many" if told >= 4 else "slip-of-three" if told == 3 else "slip-of-two"
    difference = quantities.relative_difference(x, y)
    return "close" if difference < 0.15 else "near" if difference < 0.35 else "far" if difference < 0.6 else "apart"


_COMPARISONS = (
    _document, _edition, _predicate, _measure, _subject, _occurrence, _scope, _period, _as_of, _basis, _participants, _topic, _round, _closeness,
)  # fmt: skip

__all__ = ["Comparer"]
