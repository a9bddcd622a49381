"""Align, part: compares two claims; each level is named and weighed, so that a pair explains itself."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import groupby

from factcheck.align.attributes import COMPARISONS, are_prices
from factcheck.align.blocking import AMOUNTS
from factcheck.align.closeness import (
    number_closeness,
)
from factcheck.align.consensus import MOST_KEPT, Consensus, supports
from factcheck.align.crowd import SEVERAL, crowd_of
from factcheck.align.folders import Fields, Folders, fields_of, folder_of
from factcheck.align.holding import are_of_then_and_now, are_of_two_days, latest_year
from factcheck.align.lexicon import (
    VETO,
    classes_of,
    is_known,
    level_of,
    threshold,
    weights,
)
from factcheck.align.lone import CLOSELY_TIED, LoneValues
from factcheck.align.occasions import Occasions
from factcheck.align.parallels import Place, compare_lists, compare_wordings, listed
from factcheck.align.properties import IDLE, LAST, are_all_prices, compare_properties
from factcheck.align.sole import SoleValues
from factcheck.align.subjects import length_nouns
from factcheck.align.time_limits import compare_limits
from factcheck.align.word_columns import WordColumn
from factcheck.frozen import replace
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.model.corpus import MANY
from factcheck.model.time import ENDS_OF_RANGE
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.names import name_tokens, state_of
from factcheck.values.quantities import Quantity
from factcheck.values.words import WordTable, content_words, is_measure_word, keep, stem, synonym


def _is_version_of(a: str, b: str) -> bool:
    """Whether one of two versions is the other, or its line: 3.9 and 3.9.2."""
    return f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}.")


def _tells_apart(own: Set[str], others: Set[str]) -> bool:
    """Whether one of some numbers is none of the others, nor a version or line of one of them."""
    return any(n not in others and not any(_is_version_of(n, o) or _is_version_of(o, n) for o in others) for n in own)


_PLAINLY_APART = -2.5
"""A level of this weight tells two things apart: another part, another occurrence, another class of event."""
_TYING, _TYING_LAST_DAYS = frozenset({"context"}), frozenset({"context", "passage"})
"""What ties two claims: of last days, which are told in few words, also what is told around them."""
_OF_SHARES = frozenset(
    synonym(stem(w)) for w in ["share", "percentage", "percent", "proportion", "weight", "weighting", "portion"]
)
"""Heads of columns of per cents, which a sentence need not repeat."""
_HELD_APART = frozenset({"other-slip", "silent-slip"})
"""Levels of two dates that no predicate brings together."""
NAMED = 3
"""How many things a document must name for it to tell something that another names none of them."""


class Comparer:
    """Compares claims with the statistics of the corpus at hand: rare words and names that two claims share weigh more."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._make_tables()
        self.documents = len({claim.document for claim in claims})
        self.consensus = Consensus(supports(claims))
        self.sole = SoleValues(claims)
        self.occasions = Occasions(claims)
        self.lone = LoneValues()
        self._count(claims)

    def _count(self, claims: Sequence[Claim]) -> None:
        """What is counted document by document, in one go: the claims of each may have to be loaded for it."""
        self.named: dict[str, set[EntityId]] = {}
        spread = Counter[EntityId]()
        self.listed: dict[Place, int] = {}
        self.latest: dict[str, int] = {}
        self.shared_heads: dict[Row, frozenset[str]] = {}
        blocks, places, passages = 0, Counter[str](), Counter[str]()
        stands: dict[tuple[str, str], array[int]] = {}
        fields: dict[str, Counter[Fields]] = {}
        for number, own in enumerate(_by_document(claims)):
            self.named[own[0].document] = {e for c in own for e in (*c.entities, *c.topic) if not state_of(e)}
            spread.update({entity for claim in own for entity in claim.entities})
            self.listed.update(listed(own))
            self.shared_heads.update(shared_heads(own))
            self.lone.count(own)
            self.latest[own[0].document] = latest_year(own)
            fields.setdefault(folder_of(own[0].document), Counter()).update(fields_of(own))
            words = {claim.id: self._words_of(claim) for claim in own}
            for claim_id, found in words.items():
                self._column.add(claim_id, found)
            places.update(word for _, word in {(claim.block, word) for claim in own for word in words[claim.id]})
            around = {claim.block: {*claim.passage, *claim.under} for claim in own}
            blocks += len(around)
            passages.update(synonym(word) for passage in around.values() for word in passage)
            if self.documents >= MANY:
                for key in {(claim.type.value, word) for claim in own for word in words[claim.id]}:
                    stands.setdefault(key, array("I")).append(number)
        self.spread = dict(spread)
        self.folders = Folders(sorted(self.named), fields)
        # a corpus of a few sentences says little of how common a word is: it is taken for a part of a larger one
        self.total = max(40, blocks)
        self.idf = {word: math.log(self.total / n) / math.log(self.total) for word, n in places.items()}
        self.rarity = {word: math.log(self.total / n) / math.log(self.total) for word, n in passages.items()}
        self._crowd = crowd_of(self.named, stands) if self.documents >= MANY else None

    def _make_tables(self) -> None:
        """What is worked out of single claims and words when it is first asked for."""
        self._column = WordColumn()
        self._words_by_id: dict[int, frozenset[str]] = {}
        self._least_by_id: dict[int, float] = {}
        self._surroundings_by_words: dict[tuple[tuple[str, ...], tuple[str, ...]], frozenset[str]] = {}
        self._order = WordTable(lambda word: (-self.rarity.get(word, 1.0), word))
        """How words are told: the rarest first."""

    def words(self, claim: Claim) -> frozenset[str]:
        """The words that a claim is compared by, worked out once."""
        known = self._words_by_id.get(claim.id)
        if known is None:
            counted = self._column.get(claim.id)
            known = self._words_of(claim) if counted is None else counted
            keep(self._words_by_id, claim.id, known, MOST_KEPT)
        return known

    def least(self, claim: Claim) -> float:
        """How much the words of a claim tell together."""
        known = self._least_by_id.get(claim.id)
        if known is None:
            idf = self.idf
            known = keep(
                self._least_by_id, claim.id, sum([idf.get(word, 1.0) for word in self.words(claim)]), MOST_KEPT
            )
        return known

    def _surroundings(self, claim: Claim) -> frozenset[str]:
        """The words of the claim's paragraph and headings, worked out once."""
        key = (claim.passage, claim.under)
        known = self._surroundings_by_words.get(key)
        if known is None:
            words = frozenset([synonym(w) for w in (*claim.passage, *claim.under)])
            known = keep(self._surroundings_by_words, key, words, MOST_KEPT)
        return known

    @staticmethod
    def _words_of(claim: Claim) -> frozenset[str]:
        names = {stem(t) for e in claim.entities for t in name_tokens(e)}
        own = (
            {stem(t) for t in name_tokens(claim.predicate_words)} if claim.extractor not in ("table", "pair") else set()
        )
        return frozenset([synonym(w) for w in (*claim.theme, *claim.context, *names) if w and w not in own])

    def compare(self, a: Claim, b: Claim, key: str) -> Pair:
        """The pair with all its levels, its score, and whether it is joined."""
        levels: list[Level] = []
        if apart := self.occasions.are_apart(a, b, self._named_by_few):
            levels.append(level_of("occasion", "other", apart))
            return Pair(a=a.id, b=b.id, key=key, levels=tuple(levels), score=VETO, joined=False)
        if self.folders and (apart := self._are_of_two_folders(a, b)):
            levels.append(level_of("folder", "other", apart))
            return Pair(a=a.id, b=b.id, key=key, levels=tuple(levels), score=VETO, joined=False)
        if self.documents >= MANY and are_of_two_days(a, b):
            levels.append(level_of("as-of", "of-two-documents"))
            return Pair(a=a.id, b=b.id, key=key, levels=tuple(levels), score=VETO, joined=False)
        are_swapped = self._are_swapped(a, b)
        for compare in COMPARISONS:
            level = compare(a, b)
            if level is None:
                continue
            if are_swapped and level.attribute == "measure":
                level = _of_swapped(level, a, b)
            elif level.level == "same" and level.attribute == "subject" and self._is_ubiquitous(a, b):
                level = level_of("subject", "ubiquitous", level.detail)
            elif level.attribute == "closeness" and level.weight > 0 and _are_of_two_editions(a, b, levels):
                level = level_of("closeness", "distant", level.detail)  # two editions lie a year or two apart
            elif (level.level in _HELD_APART and not self._are_tied_slips(a, b)) or (
                level.attribute == "predicate" and level.level not in _TOLD_ALIKE and (_is_end(a) or _is_end(b))
            ):
                level = level_of("predicate", "different", level.detail)
            elif level.level == "one-silent" and level.attribute == "period" and are_of_then_and_now(a, b, self.latest):
                level = level_of("period", "another", level.detail)
            levels.append(level)
            if level.weight == VETO:
                break
        common: list[str] = []
        if levels[-1].weight != VETO:
            common = sorted(self.words(a) & self.words(b))
            levels.append(self._context(a, b, common))
            levels.append(self._passage(a, b, common))
            if (level := self._wording(a, b, common)) is not None:
                levels.append(level)
            if (level := compare_lists(a, b, self.listed)) is not None:
                levels.append(level)
            if self._are_strangers(a, b):
                levels.append(level_of("documents", "strangers"))
            if a.type is ClaimType.QUANTITY:
                levels.append(self.consensus.level(a, b))
            if (level := self.sole.level(a, b)) is not None:
                levels.append(level)
            levels.extend(
                level
                for level in (
                    _totals(a, b),
                    self._labels(a, b),
                    self._labels(b, a),
                    self._heads(a, b),
                    self._heads(b, a),
                    compare_properties(a, b),
                    compare_limits(a, b),
                )
                if level is not None
            )
            if (level := self._lone(a, b, levels)) is not None:
                levels.append(level)
        if self._crowd is not None and levels[-1].weight != VETO:
            more = (
                self._crowd.contrast(a, b),
                self._crowd.common_ground(a, b),
                self._crowd.level(a, b, common, levels),
            )
            levels.extend(level for level in more if level is not None)
        score = sum(level.weight for level in levels)
        return Pair(a=a.id, b=b.id, key=key, levels=tuple(levels), score=score, joined=score >= threshold(a.type.value))

    def _are_tied_slips(self, a: Claim, b: Claim) -> bool:
        """Whether two dates are slips of each other and of no third one, and rare words tie their claims, whatever they are told with."""
        if not self.lone.slip(a, b, CLOSELY_TIED, self.documents):
            return False
        return self._context(a, b, sorted(self.words(a) & self.words(b))).weight >= CLOSELY_TIED

    def _lone(self, a: Claim, b: Claim, levels: Sequence[Level]) -> Level | None:
        """Whether two values are slips of each other and of no third one, and nothing tells plainly that two things are meant."""
        if any(map(_is_plainly_apart, levels)):
            return None
        tying = _TYING_LAST_DAYS if a.type is ClaimType.DEADLINE else _TYING
        tie = sum(level.weight for level in levels if level.attribute in tying)
        name = self.lone.slip(a, b, tie, self.documents)
        return level_of("lone", name, f"{a.shown} and {b.shown}") if name else None

    def _wording(self, a: Claim, b: Claim, common: Sequence[str]) -> Level | None:
        """Whether one document says the two in one form; the words are weighed by how rare they are."""
        if a.document != b.document:
            return None
        shared = sum([self.idf.get(w, 1.0) for w in common])
        return compare_wordings(a, b, shared, self.least(a) + self.least(b) - shared)

    def _are_swapped(self, a: Claim, b: Claim) -> bool:
        """Whether two numbers of two documents differ by swapped digits, which so few documents hold by chance but seldom."""
        if a.document == b.document or not isinstance(a.value, Quantity) or not isinstance(b.value, Quantity):
            return False
        return self.documents < MANY and number_closeness(a.value, b.value) == "swapped"

    def _are_strangers(self, a: Claim, b: Claim) -> bool:
        """Whether two documents of many that name several things have none in common: of two publishers, on two matters."""
        if self.documents < MANY:
            return False
        x, y = self.named[a.document], self.named[b.document]
        return min(len(x), len(y)) >= NAMED and x.isdisjoint(y)

    def _are_of_two_folders(self, a: Claim, b: Claim) -> str:
        """Why the folders of two claims keep them apart: each is of a thing of its own, and neither these two nor what few name is told of.

        What is counted, measured or allowed is told of the thing of the folder, whatever else is named (`GitHub stars`).
        """
        if self.documents >= MANY and _is_of_its_page(a) and _is_of_its_page(b):
            if alike := self.folders.are_forms(a.document, b.document):
                return alike
        apart = self.folders.are_apart(a.document, b.document)
        shared = set(a.subject) & set(b.subject) if apart else set()
        if shared and a.type in (ClaimType.DATE, ClaimType.DEADLINE) and any(self.spread[e] <= SEVERAL for e in shared):
            return ""
        return "" if self.folders.are_named(a.document, b.document, shared) else apart

    def _named_by_few(self, names: Iterable[EntityId]) -> set[EntityId]:
        """Those of some names that are not what much of the corpus is about."""
        most = max(SEVERAL, self.documents // 20)
        return {name for name in names if self.spread.get(name, 0) <= most}

    def _is_ubiquitous(self, a: Claim, b: Claim) -> bool:
        """Whether the shared subject is what the whole of a large corpus is about: it then tells no two passages apart."""
        shared = set(a.subject) & set(b.subject)
        return self.documents >= MANY and all(self.spread[e] > 0.25 * self.documents for e in shared)

    def _labels(self, a: Claim, b: Claim) -> Level | None:
        """Whether what heads a cell or pair is found on the other side: by weight, at least half of it."""
        if not a.labels:
            return None
        other = (
            self.words(b)
            | {synonym(b.measure)}
            | {synonym(w) for w in b.labels}
            | {stem(t) for e in b.topic for t in name_tokens(e)}
            | {synonym(stem(t)) for t in name_tokens(b.predicate_words)}
            | {synonym(w) for w in b.under}
            | {b.predicate, a.predicate if a.predicate == b.predicate else ""}
        )
        idle = IDLE | (
            LAST if a.type is ClaimType.DEADLINE else length_nouns() if a.type is ClaimType.DURATION else set()
        )
        telling = [w for w in a.labels if w not in idle and not self._says_the_same(w, a, b)]
        if not telling:
            return None
        words = [synonym(w) for w in telling]
        numbers = {w for w in a.labels if w[0].isdigit()}
        said = {
            n.removesuffix(".x")
            for n in re.findall(r"\d+(?:\.\w+)*", " ".join((b.quote, b.entity, *b.labels, *b.entities)))
        }
        said |= {str(year) for year in b.years}
        if set(a.years) & set(b.years):
            said |= {number for year in a.years for number in (str(year), str(year)[2:])}  # `2030–31`, told as 2031
        versions = {n.removesuffix(".x") for n in numbers if "." in n}
        is_another = versions and not any(_is_version_of(v, n) for v in versions for n in said if "." in n)
        theirs = {w for w in b.labels if w[0].isdigit()}
        if theirs and _tells_apart(numbers, theirs) and _tells_apart(theirs, numbers):
            is_another = True
        if is_another or (numbers and not {n.removesuffix(".x") for n in numbers} & said):
            return level_of("labels", "another-number", " ".join(a.labels))
        if len(numbers) == len(telling) and not any(re.fullmatch(r"1[5-9]\d\d|20\d\d", n) for n in numbers):
            return None  # a row that is headed by a bare number is known by its table: version 1.0 of what?
        other |= numbers
        if are_prices(a, b) and are_all_prices(a, b):
            other |= set(words)
        total = sum(self.idf.get(w, 1.0) + 0.05 for w in words)
        known = sum(
            self.idf.get(w, 1.0) + 0.05
            for w in words
            if w in other or (a.predicate == b.predicate and stem(w) in a.predicate)
        )
        share = known / total if total else 1.0
        return level_of(
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
            self.words(b)
            | {synonym(w) for w in (*b.heads, *b.labels, b.measure)}
            | {synonym(stem(t)) for t in name_tokens(b.predicate_words)}
        )
        shared = self.shared_heads.get((a.document, a.group, a.labels), frozenset())
        words = [synonym(w) for w in a.heads if w not in shared]
        if words and a.type is ClaimType.DURATION and length_nouns().issuperset(words):
            return None  # `Time limit`
        other |= self._surroundings(b)
        if are_prices(a, b) and are_all_prices(a, b):
            other |= set(words)
        if isinstance(b.value, Quantity) and b.value.unit == "%":
            other |= _OF_SHARES
        known = sum(w in other for w in words)
        level = "alike" if not words else "found" if 2 * known >= len(words) else "missing"
        return level_of("heads", level, " ".join(a.heads))

    def _passage(self, a: Claim, b: Claim, shared_words: Sequence[str]) -> Level:
        """The share of rare words that the two passages, with what heads them, have in common beyond the clauses themselves."""
        around = self._surroundings(a) & self._surroundings(b)
        common = sorted(
            around.difference(shared_words, *(_words_in(f"{c.predicate_words} {c.shown} {c.measure}") for c in (a, b))),
            key=self._order.__getitem__,
        )
        shared = sum([self.rarity.get(w, 1.0) for w in common])
        return Level(
            attribute="passage",
            level="rare",
            weight=round(weights()["passage"]["rare"] * min(1.0, shared / 4.0), 4),
            detail=", ".join(common[:8]),
        )

    def _context(self, a: Claim, b: Claim, common: Sequence[str]) -> Level:
        """The share of rare words in common: the sum of their weights over that of the poorer side."""
        shared = sum([self.idf.get(w, 1.0) for w in common])
        least = min(self.least(a), self.least(b))
        # half of the evidence is how much is shared, half is how much of the poorer side that is
        share = 0.5 * min(1.0, shared / 2.5) + 0.5 * (shared / least if least > 0.3 else 0.0)
        level = "rare-of-figure" if a.type in AMOUNTS else "rare"
        return Level(
            attribute="context",
            level=level,
            weight=round(weights()["context"][level] * share, 4),
            detail=", ".join(common[:8]),
        )


Row = tuple[str, str, tuple[str, ...]]
"""A document, a table of it and the words that head a row."""


def shared_heads(claims: Sequence[Claim]) -> dict[Row, frozenset[str]]:
    """For each row the words that head several of its cells (`Harvest of 2021`, `Harvest of 2031`): they tell none from the other."""
    rows: dict[Row, dict[tuple[int, tuple[str, ...]], None]] = {}
    for claim in claims:
        if claim.group and claim.heads:
            rows.setdefault((claim.document, claim.group, claim.labels), {})[claim.block, claim.heads] = None
    shared = {}
    for row, cells in rows.items():
        words = Counter(word for _, heads in cells for word in set(heads))
        if len(cells) > 1 and (several := frozenset(word for word, n in words.items() if n == len(cells))):
            shared[row] = several
    return shared


_TOTALS = frozenset(stem(w) for w in ["total", "totals", "sum", "all", "overall", "altogether", "grand", "combined"])
_OF_NOTHING = _TOTALS | frozenset(stem(w) for w in ["million", "thousand", "billion", "amount", "number", "figure"])


def _totals(a: Claim, b: Claim) -> Level | None:
    """Whether two rows of nothing but totals stand in tables whose heads, captions and headings have no word in common."""
    if not all(c.labels and c.extractor == "table" and _TOTALS.issuperset(c.labels) for c in (a, b)):
        return None
    x, y = ({*c.heads, *c.under, *_words_in(c.predicate_words)} - _OF_NOTHING for c in (a, b))
    return None if x & y else level_of("heads", "of-two-tables", f"{a.predicate_words} and {b.predicate_words}")


_TOLD_ALIKE = frozenset(["same", "class", "related", "repeatable"])


def _is_end(claim: Claim) -> bool:
    """Whether a claim tells the first or the last day of what goes on between two days: it meets only what begins or ends."""
    return claim.timex is not None and claim.timex.pattern in ENDS_OF_RANGE


def _is_of_its_page(claim: Claim) -> bool:
    """Whether a label tells something of its page and names nothing else."""
    return claim.extractor in ("pair", "front-matter") and set(claim.subject) <= set(claim.topic)


@lru_cache(maxsize=1 << 14)
def _words_in(text: str) -> frozenset[str]:
    """The words of matter of a text, each as the head of its group."""
    return frozenset([synonym(w) for w in content_words(text)])


def _are_of_two_editions(a: Claim, b: Claim, levels: Sequence[Level]) -> bool:
    """Whether two days of two years stand on pages of two editions."""
    if not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return False
    is_sibling = any([told.level == "sibling" for told in levels])
    return is_sibling and dates.civil(a.value.latest)[0] != dates.civil(b.value.latest)[0]


def _is_plainly_apart(level: Level) -> bool:
    """Whether a level says that two things are meant, and not only that they are told in other words."""
    return level.level == "of-another" or (level.weight <= _PLAINLY_APART and level.attribute != "measure")


def _of_swapped(level: Level, a: Claim, b: Claim) -> Level:
    """What other words for the measure are worth where the numbers differ by swapped digits."""
    if level.weight == VETO:
        return level_of("measure", "other-wording", level.detail)
    if level.level == "other":
        both = is_measure_word(a.measure) and is_measure_word(b.measure)  # a height and a length, both named
        return replace(level, weight=VETO) if both else level_of("measure", "unknown", level.detail)
    return level


def _by_document(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The claims of each document."""
    for _, own in groupby(sorted(claims, key=lambda claim: claim.document), key=lambda claim: claim.document):
        yield list(own)
