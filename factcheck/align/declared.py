"""Align, part: house facts against the claims of documents. They meet by the same keys, and are compared more strictly.

A house fact says itself what it is about: every word of it must be found in the claim, and the claim must be about nothing more.
In return no closeness of the values is asked for: a declared fact is contradicted by a value that is far off, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.align.blocking import keys_of
from factcheck.align.lexicon import VETO, is_repeatable, weights, wordings_of
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType
from factcheck.model.wording import SAID_ANYWAY, other_subject, stems_of_names, synonyms, words_beyond, words_of
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.quantities import Quantity
from factcheck.values.words import content_words, stem, synonym

_MAX_BLOCK = 500
_NUMBER = pattern_of(r"\d+(?:\.\w+)*")
_ACTS = frozenset({"design", "build", "found", "write", "create", "discover", "own", "win"})
"""Acts of which a noun and a verb say the same; the nouns of other acts are offices, and a president is no mayor."""
_OTHER_OFFICE = pattern_of(
    r"\b(?:former|ex|late|past|previous|then|once|acting|interim|deputy|vice|assistant|honorary|outgoing|incoming|elect"
    r"|candidate|shadow|successor|predecessor|retired|next|first|founding)\b",
    re.I,
)
_WAS = pattern_of(r"\b(?:was|were|had been|served|became|used to)\b")


def declared_pairs(claims: Sequence[Claim]) -> Iterator[Pair]:
    """All pairs of a house fact and a claim of a document that share a blocking key, each once, compared.

    Two house facts never meet. Cost is that of the facts times the claims that share a key with them.
    """
    facts = [claim for claim in claims if claim.fact is not None]
    if not facts:
        return
    blocks: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.fact is None:
            for key in dict.fromkeys(keys_of(claim, every_type=True)):
                blocks.setdefault(key, []).append(claim)
    for fact in facts:
        made: dict[int, tuple[Claim, str]] = {}
        keys = [key for key in dict.fromkeys(keys_of(fact, every_type=True)) if key in blocks]
        least = min((len(blocks[key]) for key in keys), default=0)
        for key in keys:
            # a large block of a common word adds nothing: what is meant shares the rarer words of the fact, too
            if "@" in key or len(blocks[key]) <= max(_MAX_BLOCK, least):
                for claim in blocks[key]:
                    made.setdefault(claim.id, (claim, key))
        said = _Said(fact)
        for _, (claim, key) in sorted(made.items()):
            yield said.compare(claim, key)


class _Said:
    """What one house fact says, in the forms in which it is looked for."""

    def __init__(self, claim: Claim) -> None:
        assert claim.fact is not None
        self.claim, self.fact = claim, claim.fact
        names = (*self.fact.aliases, self.fact.key)
        self.words = synonyms(content_words(self.fact.key))
        self.known = synonyms(w for name in names for w in content_words(name)) | stems_of_names(
            (*names, *claim.subject)
        )
        self.numbers = set(_NUMBER.findall(self.fact.key))
        self.scope = set(claim.scope)
        called = "|".join(re.escape(e.split()[0]) for e in claim.subject if e.split()) or r"(?!)"
        self.part_of = re.compile(rf"\b(\w+)\sof\s(?:the\s)?(?:{called})\b", re.I)
        """`the pass of Mount Ibra` is not the mountain."""

    def compare(self, claim: Claim, key: str) -> Pair:
        """The pair of the fact and a claim, with the levels up to the first that keeps them apart."""
        levels: list[Level] = []
        for compare in (self._entity, self._predicate, self._words, self._occurrence, self._scope, self._edition):
            levels.append(compare(claim))
            if levels[-1].weight == VETO:
                break
        else:
            levels.append(_level("declared", "yes", self.fact.words))
        a, b = sorted((self.claim.id, claim.id))
        score = sum(level.weight for level in levels)
        return Pair(
            a=a, b=b, key=key, levels=tuple(levels), score=score, joined=score >= weights()["threshold"]["declared"]
        )

    def _is_named(self, claim: Claim) -> bool:
        return bool(set(claim.subject) & set(self.claim.subject))

    def _is_topic(self, claim: Claim) -> bool:
        """Whether a claim without a named subject stands in a document or section that is about the entity."""
        labelled = claim.extractor in ("table", "pair")
        about = set(claim.topic[:1]) & set(self.claim.subject)
        return not claim.subject and bool(about) and (labelled or bool(claim.theme))

    def _entity(self, claim: Claim) -> Level:
        if entity := other_subject(claim, self.known, self.claim.subject):
            return _level("fact", "other", entity)
        more = words_beyond(claim, self.known, self.claim.predicate)
        more |= synonyms(w for m in self.part_of.finditer(claim.quote) for w in content_words(m[1])) - self.known
        if claim.measure:
            more -= {synonym(claim.measure)}
        if more:
            return _level("fact", "more", " ".join(sorted(more)))
        return _level("fact", "named" if self._is_named(claim) else "topic" if self._is_topic(claim) else "described")

    def _predicate(self, claim: Claim) -> Level:
        own = self.claim.predicate
        if claim.type in (ClaimType.QUANTITY, ClaimType.DEADLINE, ClaimType.TEXT, ClaimType.DURATION):
            x, y = self.claim.value, claim.value
            if isinstance(x, Quantity) and isinstance(y, Quantity) and not self._counts_the_same(claim, x, y):
                return _level("said", "different", f"{x.thing} and {y.thing}")
            return _level("said", "same" if claim.predicate == own else "words")
        if claim.predicate != own:
            return _level("said", "different", f"{own} and {claim.predicate}")
        if claim.type is ClaimType.ROLE and own not in _ACTS and not self._is_office(claim):
            return _level("said", "different", claim.predicate_words)
        return _level("said", "same", own)

    def _counts_the_same(self, claim: Claim, x: Quantity, y: Quantity) -> bool:
        if x.thing and y.thing:
            return synonym(x.thing) == synonym(y.thing)
        if y.thing:
            return synonym(y.thing) in self.known
        return not x.thing or synonym(x.thing) in words_of(claim)

    def _is_office(self, claim: Claim) -> bool:
        """Whether a claim speaks of the same office now: no deputy, no former holder, none who held it."""
        if claim.extractor.endswith("/agent"):
            return True
        words = synonyms(content_words(claim.predicate_words))
        others = [m[0].lower() for m in _OTHER_OFFICE.finditer(claim.quote)]
        if not words <= self.known or any(word not in self.fact.key.lower() for word in others):
            return False
        return self.fact.valid is not None or not _WAS.search(claim.quote)

    def _words(self, claim: Claim) -> Level:
        """Whether every word of the fact is found in the claim, but those that its entity or its predicate stand for."""
        wanted = set(self.words) - SAID_ANYWAY
        found = words_of(claim)
        if self._is_named(claim) or self._is_topic(claim):
            wanted -= stems_of_names(self.claim.subject)
            wanted -= synonyms(w for alias in self.fact.aliases for w in content_words(alias))
        elif any(synonyms(content_words(alias)) <= found for alias in self.fact.aliases if content_words(alias)):
            wanted -= synonyms(content_words(self.fact.entity))
        wanted -= {stem(item.partition(":")[0]) for item in self.scope & set(claim.scope)}  # `Pro` is a plan
        if claim.predicate == self.claim.predicate:
            wanted -= synonyms(content_words(self.claim.predicate_words))
        missing = {w for w in wanted - found if not w[0].isdigit()}
        if missing:
            return _level("words", "missing", " ".join(sorted(missing)))
        said = set(
            _NUMBER.findall(" ".join((claim.quote, *claim.labels, *claim.heads, *claim.subject, *claim.edition)))
        )
        said |= set(map(str, claim.years))  # whether a year is that of the value, the check asks
        if self.numbers - said:
            return _level("words", "missing", " ".join(sorted(self.numbers - said)))
        return _level("words", "all")

    def _occurrence(self, claim: Claim) -> Level:
        same = claim.occurrence == self.claim.occurrence
        return _level("occurrence", "same") if same else _level("said", "different", claim.occurrence or "once")

    def _scope(self, claim: Claim) -> Level:
        theirs = {item for item in claim.scope if not item.startswith("as-of:")}  # the check looks at the time
        if any(item.startswith("cohort:") for item in self.scope & theirs):
            theirs.discard("age:student")  # undergraduates are students
        if claim.type is not ClaimType.DEADLINE:
            # the season of a newsletter's title is the day it speaks from; that of a deadline is its term
            theirs -= {i for i in theirs - self.scope if i.startswith("term:") and not wordings_of(i) & words_of(claim)}
        differing = [item.partition(":") for item in self.scope ^ theirs]
        per = [m for series, _, m in differing if series == "per" and synonym(stem(m)) not in self.known]
        theirs -= {item for item in theirs - self.scope if item.startswith("per:")}
        if per or self.scope - theirs or (theirs - self.scope and not self.scope):
            return _level("scope", "different", f"{' '.join(sorted(self.scope ^ theirs))}")
        if any(item.split(":")[0] in {s.split(":")[0] for s in self.scope} for item in theirs - self.scope):
            return _level("scope", "different", " ".join(sorted(theirs - self.scope)))
        return _level("scope", "same" if self.scope else "none")

    def _edition(self, claim: Claim) -> Level:
        """Whether the claim is of another edition than the fact; the year of a figure is judged with the day of its document."""
        named = {int(n) for n in (*claim.edition, *map(str, claim.years)) if re.fullmatch(r"1[5-9]\d\d|20\d\d", n)}
        if isinstance(self.claim.value, DateValue) and isinstance(claim.value, DateValue):
            own, other = (dates.civil(v.latest)[0] for v in (self.claim.value, claim.value))
            recurs = claim.type is ClaimType.DEADLINE or is_repeatable(claim.predicate)
            if recurs and own != other and other in named and own not in named:
                return _level("period", "different", f"{own} and {other}")
            return _level("period", "none")
        return _level("period", "none")


def _level(attribute: str, level: str, detail: str = "") -> Level:
    return Level(attribute=attribute, level=level, weight=weights()[attribute][level], detail=detail)
