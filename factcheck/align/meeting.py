"""Align, part: from claims to the pairs that speak of the same thing. Cheap rejects first; what is kept is what is joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.align.blocking import Blocks
from factcheck.align.bounds import SLACK, Limits, Profile, best_of, happens_alone
from factcheck.align.comparison import Comparer
from factcheck.align.consensus import MOST_KEPT
from factcheck.align.lexicon import threshold
from factcheck.align.nearness import ordered_by_nearness
from factcheck.align.rivals import with_rivals
from factcheck.align.statements import STATEMENTS, compare_statements
from factcheck.frozen import replace
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType
from factcheck.model.spread import Spread, one_after_another
from factcheck.values.words import keep

_PART = 256
"""Claims that are compared in one go."""


class Meeting:
    """The claims of a corpus, and who of them meets whom."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = {claim.id: claim for claim in claims}
        self.blocks = Blocks(claims)
        # what is said of the spelling of a name tells nothing of how common a word or a name is
        self.comparer = Comparer([c for c in claims if c.type is not ClaimType.NAME or c.predicate != "spelled"])
        self.limits = Limits(self.comparer)
        self.met = 0
        """How many pairs met, each counted once."""
        self._profiles: dict[int, Profile] = {}
        self._of_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self._of_document[claim.document].append(claim)
        self._scores: dict[tuple[int, int], float] = {}
        self._levels: dict[Level, Level] = {}

    def joined(self, spread: Spread = one_after_another) -> Iterator[Pair]:
        """All pairs that are joined, in an order in which little need be kept of the claims."""
        order = ordered_by_nearness(tuple(self.claims.values()), self.blocks.members())
        parts = [order[start : start + _PART] for start in range(0, len(order), _PART)]
        for met, pairs in spread(self._joined_of, parts):
            self.met += met
            yield from pairs

    def _joined_of(self, claim_ids: Sequence[int]) -> tuple[int, list[Pair]]:
        """How many pairs of some claims meet, and those that are joined."""
        gain = best_of("rivals") + SLACK
        met, found = 0, []
        for claim_id in claim_ids:
            claim = self.claims[claim_id]
            partners = self.blocks.partners(claim_id)
            met += len(partners)
            for other in self._perhaps(claim, partners):
                pair = self._compare(claim, self.claims[other], self.blocks.keys[partners[other]])
                if pair.joined or pair.score >= threshold(claim.type.value) - gain:
                    pair = self._with_rivals(pair)
                if pair.joined:
                    found.append(self._lean(pair))
        return met, found

    def pair(self, a: int, b: int) -> Pair | None:
        """The comparison of two claims, by ids in ascending order, with all its levels, joined or not; nothing if they never meet."""
        key = self.blocks.shared(a, b)
        return self._with_rivals(self._compare(self.claims[a], self.claims[b], key)) if key else None

    def _perhaps(self, claim: Claim, partners: dict[int, int]) -> list[int]:
        """Those of the claims it meets that it may be joined with."""
        if claim.type in STATEMENTS or not partners:
            return list(partners)
        limits, claims, own, profile = self.limits, self.claims, self._profile(claim.id), self._profile
        return [
            other
            for other in partners
            if not limits.are_of_two(own, claims[other]) and limits.may_be_joined(own, profile(other))
        ]

    def _lean(self, pair: Pair) -> Pair:
        """The pair with one object for each of the levels that others have, too."""
        one = self._levels.setdefault
        return replace(pair, levels=tuple([one(level, level) for level in pair.levels]))

    def _profile(self, claim_id: int) -> Profile:
        known = self._profiles.get(claim_id)
        if known is None:
            claim, comparer = self.claims[claim_id], self.comparer
            known = keep(
                self._profiles, claim_id, Profile(claim, comparer, happens_alone(claim, comparer.sole.dates)), MOST_KEPT
            )
        return known

    def _compare(self, a: Claim, b: Claim, key: str) -> Pair:
        return compare_statements(a, b, key) if a.type in STATEMENTS else self.comparer.compare(a, b, key)

    def _with_rivals(self, pair: Pair) -> Pair:
        return with_rivals(pair, self.claims[pair.a], self.claims[pair.b], self._meeting, self._score)

    def _meeting(self, claim: Claim, document: str) -> Iterator[Claim]:
        """The claims of another document that a claim meets."""
        for other in self._of_document[document]:
            if other.type is claim.type and self.blocks.shared(claim.id, other.id):
                yield other

    def _score(self, a: Claim, b: Claim) -> float:
        ids = (min(a.id, b.id), max(a.id, b.id))
        known = self._scores.get(ids)
        if known is None:
            known = keep(self._scores, ids, self._compare(self.claims[ids[0]], self.claims[ids[1]], "").score)
        return known
