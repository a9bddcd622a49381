"""Judge, part of titles: the first version of a program that had something, in whatever words two texts say it.

`Heron 4.0 is the first version with a dark theme`, `users must wait for 5.0, the earliest release to come with a dark theme`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.common_ground import is_about
from factcheck.judge.conflict import Case
from factcheck.judge.statements import sentence_of
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType
from factcheck.patterns import pattern_of
from factcheck.values.names import name_tokens
from factcheck.values.words import content_words, fold, stem, synonym

_SCORE = 3.0
_MOST = 40
_LEAST_WORDS = 2
_TITLE = pattern_of(r"(?:first|earliest)\s(?P<kind>version|release)\b(?P<rest>.*)\Z")
_VERSION = pattern_of(r"(?<![\w.])v?(?P<number>\d+(?:\.\d+)*)\s*\Z")
_LACKS = pattern_of(r"\b(?:without|not|no|never|lacking|since|after|before|only)\b")
_HAS = frozenset(stem(w) for w in ["come", "ship", "have", "has", "had", "feature", "offer", "include", "carry", "support", "provide", "contain", "bring", "gain", "get", "equip", "include", "that", "user"])  # fmt: skip
"""What says of a version that it has something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstVersion:
    """Which version was the first to have what."""

    number: tuple[int, ...]
    product: frozenset[str]
    has: frozenset[str]


def met_versions(case: Case) -> Iterator[Pair]:
    """Joined pairs of two versions of one program that are each told to be the first to have one thing."""
    blocks: dict[str, list[tuple[Claim, FirstVersion]]] = defaultdict(list)
    for _, claim in sorted(case.claims.items()):
        if claim.type is ClaimType.UNIQUE and claim.fact is None and (told := first_version(claim)) is not None:
            for word in told.has:
                blocks[word].append((claim, told))
    made: dict[tuple[int, int], Pair] = {}
    for _, block in sorted(blocks.items()):
        for n, (a, x) in enumerate(block) if len(block) <= _MOST else ():
            for b, y in block[n + 1 :]:
                if a.document != b.document and (a.id, b.id) not in made and _are_one(case, a, b, x, y):
                    what = " ".join(sorted(x.has & y.has))
                    level = Level(attribute="title-holders", level="version", weight=_SCORE, detail=what)
                    key = f"first version/{what}"
                    made[a.id, b.id] = Pair(a=a.id, b=b.id, key=key, levels=(level,), score=_SCORE, joined=True)
    yield from (made[key] for key in sorted(made))


def first_version(claim: Claim) -> FirstVersion | None:
    """The version that a title is of, and what it was the first to have; None where it is no version or the title no such one."""
    title, version = _TITLE.match(claim.shown), _VERSION.search(claim.entity)
    if claim.predicate != "first" or title is None or version is None:
        return None
    parts = [int(part) for part in version["number"].split(".")]
    while parts and not parts[-1]:
        parts.pop()  # 2.0 is 2
    has = {synonym(word) for word in content_words(title["rest"])} - _HAS
    product = {w for w in name_tokens(fold(claim.entity[: version.start()])) if w not in ("version", "release")}
    if len(has) < _LEAST_WORDS or _LACKS.search(title["rest"]):
        return None
    return FirstVersion(number=tuple(parts), product=frozenset(product), has=frozenset(has))


def _are_one(case: Case, a: Claim, b: Claim, x: FirstVersion, y: FirstVersion) -> bool:
    if x.number == y.number or len(x.has & y.has) < _LEAST_WORDS:
        return False
    for claim, own, other in ((a, x, y), (b, y, x)):
        said = {synonym(word) for word in content_words(sentence_of(case, claim))}
        if not other.has - own.has <= said:
            return False  # a dark theme on the phone
    if x.product and y.product:
        return x.product == y.product
    left_open, product = (b, x.product) if x.product else (a, y.product)
    return bool(product) and is_about(case, left_open, product, anywhere=True)
