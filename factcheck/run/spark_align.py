"""Run, part: `align` on Spark. Claims meet by their blocking keys; who meets is compared once, document pair by document pair.

Only ids go through the blocks. The claims that some other document is compared with are then sent to where the two meet: a
square of two ranges of documents, so that a claim goes to each square but once, however many pairs it is in.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any
from zlib import crc32

from factcheck.align.blocking import MAX_BLOCK, keys_of, makes_block
from factcheck.align.rivals import with_rivals
from factcheck.align.statements import STATEMENTS, compare_statements
from factcheck.frozen import dataclass, replace
from factcheck.model.cell import Pair
from factcheck.model.claim import Claim
from factcheck.run.spark_resolve import Resolved
from factcheck.run.spark_session import kept
from factcheck.run.spark_statistics import SentComparer, Statistics, Traits, count_all, statistics_of, traits_of

_CLAIMS_OF_RANGE = 20_000
"""How many claims a range of documents holds at most, but for what its last document has more: one worker holds them."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the claims of the run stand: the ids of all documents' first claims, and those with which ranges begin."""

    first: dict[str, int]
    """By document."""
    ranges: tuple[int, ...]
    """Ascending; a range goes to the next one."""
    told: int
    """How many claims the documents make, those of house facts left out."""

    def range_of(self, claim: int) -> int:
        """The range that a claim belongs to."""
        return bisect_right(self.ranges, claim) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hot:
    """The blocking keys that too many claims share, which therefore make no pairs, here as in every run."""

    count: int
    largest: tuple[tuple[str, int], ...]
    """The largest ones, with how many claims share them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """The joined pairs of the run, in order."""

    pairs: tuple[Pair, ...]
    hot: Hot


def plan_of(counts: Sequence[tuple[str, int]], houses: Sequence[tuple[str, int]], workers: int) -> Plan:
    """Numbers the claims of all documents in order of their paths, those of house facts among them.

    There are as many ranges as give each worker some squares to compare.
    """
    every = sorted((*counts, *houses))
    wanted = math.ceil(math.sqrt(8 * workers))
    size = min(_CLAIMS_OF_RANGE, max(1, sum(n for _, n in every) // wanted))
    first: dict[str, int] = {}
    ranges = [0]
    total = 0
    for path, count in every:
        if total - ranges[-1] >= size:
            ranges.append(total)
        first[path] = total
        total += count
    return Plan(first, tuple(ranges), sum(n for _, n in counts))


def align_all(resolved: Any, plan: Plan, session: Any) -> Aligned:
    """The pairs of claims of documents that speak of the same thing."""
    context = session.sparkContext
    tasks = max(context.defaultParallelism, resolved.getNumPartitions())
    sent_plan = context.broadcast(plan)
    numbered = resolved.map(lambda item: (item.path, _numbered(item, sent_plan.value)))
    statistics = context.broadcast(statistics_of(count_all(numbered)))

    keyed = numbered.flatMap(lambda item: _keyed(item, sent_plan.value.told))
    blocks = kept(keyed.combineByKey(_one, _and_one, _and_more, tasks, _place))
    hot = _hot(blocks)
    pairs = kept(
        blocks.flatMap(_met)
        .reduceByKey(min, tasks, _place)
        .map(lambda item: _in_square(item, sent_plan.value))
        .groupByKey(tasks, _place)
    )
    wanted = pairs.flatMap(lambda item: _wanted(*item))
    at_home = numbered.map(lambda item: _at_home(item[0], item[1], sent_plan.value)).filter(bool)
    sent = at_home.cogroup(wanted, tasks).flatMap(lambda item: _sent(item[1]))
    compared = pairs.cogroup(sent, tasks).flatMap(lambda item: _compared(item[1], statistics.value))
    joined: list[Pair] = compared.collect()
    result = Aligned(
        pairs=tuple(sorted(joined, key=lambda pair: (pair.a, pair.b))),
        hot=hot,
    )
    for used in (blocks, pairs):
        used.unpersist()
    return result


def _numbered(item: Resolved, plan: Plan) -> list[Claim]:
    """The claims of a document with their ids in the run."""
    start = plan.first[item.path]
    return [replace(claim, id=start + n) for n, claim in enumerate(item.unpacked)]


def _place(key: object) -> int:
    """A number for a key that is the same on every machine."""
    return crc32(repr(key).encode("utf-8", "surrogatepass"))


# --- blocks -------------------------------------------------------------------------------------------------------------


def _keyed(item: tuple[str, Sequence[Claim]], told: int) -> Iterator[tuple[str, int]]:
    for claim in item[1]:
        for key in dict.fromkeys(keys_of(claim)):
            if makes_block(key, told):
                yield key, claim.id


Block = tuple[int, tuple[int, ...]]
"""How many claims share a key, and which; none of them once they are too many.

Each partition makes the block of its own claims first. So a key that half of the corpus has (`hot`) comes to the machine that
gathers it as one number from each partition, never as its claims: what salting such keys would be done for.
"""


def _one(claim: int) -> Block:
    return 1, (claim,)


def _and_one(block: Block, claim: int) -> Block:
    return _and_more(block, (1, (claim,)))


def _and_more(one: Block, other: Block) -> Block:
    count = one[0] + other[0]
    return count, (one[1] + other[1]) if count <= MAX_BLOCK else ()


def _hot(blocks: Any) -> Hot:
    parts = blocks.mapPartitions(_hot_of).collect()
    return Hot(count=sum(count for count, _ in parts), largest=_largest(key for _, keys in parts for key in keys))


def _hot_of(blocks: Iterable[tuple[str, Block]]) -> Iterator[tuple[int, tuple[tuple[str, int], ...]]]:
    over = [(key, count) for key, (count, _) in blocks if count > MAX_BLOCK]
    yield len(over), _largest(over)


def _largest(keys: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(keys, key=lambda item: (-item[1], item[0]))[:_SHOWN])


def _met(item: tuple[str, Block]) -> Iterator[tuple[tuple[int, int], tuple[int, str]]]:
    """The pairs of a block, each with its size and key: a pair that several make belongs to the smallest."""
    key, (count, claims) = item
    for a, b in combinations(sorted(claims), 2):
        yield (a, b), (count, key)


# --- squares ------------------------------------------------------------------------------------------------------------

Square = tuple[int, int]
"""Two ranges of documents whose claims are compared with each other."""
Meeting = tuple[int, int, str]
"""Two claims and the key that brought them together."""
Sent = tuple[str, Traits, tuple[Claim, ...]]
"""Of a document the claims that are compared."""


def _in_square(item: tuple[tuple[int, int], tuple[int, str]], plan: Plan) -> tuple[Square, Meeting]:
    (a, b), (_, key) = item
    return (plan.range_of(a), plan.range_of(b)), (a, b, key)


def _wanted(square: Square, meetings: Iterable[Meeting]) -> Iterator[tuple[int, tuple[Square, frozenset[int]]]]:
    """Which claims of its two ranges a square asks for."""
    low, high = square
    pairs = [(a, b) for a, b, _ in meetings]
    if low == high:
        yield low, (square, frozenset(k for pair in pairs for k in pair))
        return
    yield low, (square, frozenset(a for a, _ in pairs))
    yield high, (square, frozenset(b for _, b in pairs))


def _at_home(path: str, claims: Sequence[Claim], plan: Plan) -> tuple[int, Sent] | None:
    return (plan.range_of(claims[0].id), (path, traits_of(claims), tuple(claims))) if claims else None


def _sent(item: tuple[Iterable[Sent], Iterable[tuple[Square, frozenset[int]]]]) -> Iterator[tuple[Square, Sent]]:
    """The claims of a range, each to the squares that ask for it."""
    documents = list(item[0])
    for square, wanted in item[1]:
        for path, traits, claims in documents:
            chosen = tuple(claim for claim in claims if claim.id in wanted)
            if chosen:
                yield square, (path, traits, chosen)


def _compared(item: Any, statistics: Statistics) -> Iterator[Pair]:
    """The pairs of a square that are joined. Rivals of a pair are of its own two documents, so that all are at hand."""
    meetings, documents = item
    comparer = SentComparer(statistics)
    claims: dict[int, Claim] = {}
    for path, traits, sent in documents:
        comparer.meet(path, traits)
        claims.update((claim.id, claim) for claim in sent)
    together: dict[tuple[str, str], list[Meeting]] = {}
    for group in meetings:
        for a, b, key in group:
            together.setdefault((claims[a].document, claims[b].document), []).append((a, b, key))
    for _, met in sorted(together.items()):
        made = [
            (compare_statements if claims[a].type in STATEMENTS else comparer.compare)(claims[a], claims[b], key)
            for a, b, key in sorted(met)
        ]
        yield from (pair for pair in _with_rivals(made, claims) if pair.joined)


def _with_rivals(made: Sequence[Pair], claims: Mapping[int, Claim]) -> Iterator[Pair]:
    """The pairs of two documents, each weighed against the others that its claims have there."""
    scores = {(pair.a, pair.b): pair.score for pair in made}
    partners: dict[tuple[int, str], list[Claim]] = {}
    for pair in made:
        a, b = claims[pair.a], claims[pair.b]
        partners.setdefault((a.id, b.document), []).append(b)
        partners.setdefault((b.id, a.document), []).append(a)

    def met(claim: Claim, document: str) -> Sequence[Claim]:
        return partners.get((claim.id, document), ())

    def score(a: Claim, b: Claim) -> float:
        return scores[min(a.id, b.id), max(a.id, b.id)]

    for pair in made:
        yield with_rivals(pair, claims[pair.a], claims[pair.b], met, score)
