"""Judge, part of titles: titles that stay with their holder, told in the same words in two documents that are of one house.

`The first member to grow hops was X` in the circular, `Y was the first of our members to grow hops` in the news: whose member,
both texts leave to their readers. `She flew the night post, the first woman to do so` is the first woman to fly it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.common_ground import are_of_one_ground, are_of_one_name, is_about
from factcheck.judge.conflict import Case
from factcheck.judge.statements import said, sentence_of
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType
from factcheck.patterns import pattern_of
from factcheck.values.calendar import MONTHS
from factcheck.values.holders import holders, recurs
from factcheck.values.names import name_tokens
from factcheck.values.words import content_stem, content_words, fold, stem, synonym, tokens

_SCORE = 3.0
_LIMITS = frozenset(["outside", "without", "except", "excluding", "before", "after", "since", "until", "under", "over", "above", "below", "not", "only", "solo", "alone"])  # fmt: skip
_TO_DO_SO = pattern_of(r"\sto\sdo\s(?:so|it|this|that)\Z")
_CLAUSE = pattern_of(r"[,;:]\s(?:and\s|but\s)?(?=[^,;:]*\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleMatter:
    """What a title is of."""

    matter: frozenset[str]
    names: frozenset[str]


def met_matters(case: Case) -> Iterator[Pair]:
    """Joined pairs of titles of one matter in two documents of one house, in order of their ids."""
    blocks: dict[tuple[str, frozenset[str]], list[tuple[Claim, TitleMatter]]] = defaultdict(list)
    for _, claim in sorted(case.claims.items()):
        if claim.type is ClaimType.UNIQUE and claim.fact is None and (title := _matter_of(case, claim)) is not None:
            blocks[claim.predicate, title.matter].append((claim, title))
    for (_, matter), block in sorted(blocks.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
        for n, (a, x) in enumerate(block):
            for b, y in block[n + 1 :]:
                if a.document == b.document or not _are_of_one_scope(case, a, b, x, y):
                    continue
                level = Level(attribute="title-holders", level="scope", weight=_SCORE, detail=" ".join(sorted(matter)))
                key = f"title of one house/{' '.join(sorted(matter))}"
                yield Pair(a=a.id, b=b.id, key=key, levels=(level,), score=_SCORE, joined=True)


def _matter_of(case: Case, claim: Claim) -> TitleMatter | None:
    if claim.predicate not in holders().lasting or not claim.subject:
        return None
    if claim.predicate.endswith("est") and not _persons(case).isdisjoint(claim.subject):
        return None  # whoever is the oldest is so for a time
    shown = claim.shown
    told = ""
    if (match := _TO_DO_SO.search(shown)) is not None:
        lead = sentence_of(case, claim).partition(shown)[0]
        clauses = _CLAUSE.split(lead.rstrip(" ").removesuffix("the").rstrip(" ,"))
        shown, told = shown[: match.start()], clauses[-1]
    words = [*tokens(shown), *tokens(told)]
    holder = {w for e in claim.subject for w in name_tokens(e)} | set(name_tokens(fold(claim.entity)))
    names = {fold(t.text) for t in words if t.text[0].isupper() and content_stem(t.text)} | names_before(case, claim)
    names -= holder
    stems = {_plain(w) for w in (*content_words(shown), *content_words(told))} - {""}
    stems -= {_plain(stem(w)) for w in names | holder}
    stems -= holders().open_scopes | {stem(claim.predicate)}
    stems |= {t.low for t in words if t.low in _LIMITS}
    stems |= {t.low for t in tokens(shown) if t.text[0].isdigit()}
    if names and len(stems) > 2:
        stems.discard(_plain(stem("win")))  # `to take the Shield` is to win it
    if len(stems) < 2 or recurs(shown, stems - _NOT_RECURRING):
        return None
    return TitleMatter(matter=frozenset(stems), names=frozenset(names))


def _persons(case: Case) -> frozenset[str]:
    if "persons" not in case.memo:
        case.memo["persons"] = frozenset(e.id for e in case.entities if e.kind == "person")
    found: frozenset[str] = case.memo["persons"]
    return found


_MONTH_STEMS = frozenset(map(stem, MONTHS))
_AT = pattern_of(
    r"(?:\A|[\s(])(?:[Aa]t|[Ii]n|[Ff]or|[Ww]ith)\s(?:the\s)?(?P<name>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*),?\s*\Z"
)


def names_before(case: Case, claim: Claim) -> set[str]:
    """The words of the name that a sentence begins with as the place of its title: `At the Melk Bar, X was the first`."""
    match = _AT.search(sentence_of(case, claim).partition(said(claim))[0])
    return {fold(t.text) for t in tokens(match["name"]) if content_stem(t.text) not in _MONTH_STEMS} if match else set()


def is_placed_apart(case: Case, a: Claim, b: Claim) -> bool:
    """Whether one sentence puts its title in a place which the other text is not about."""
    return any(
        (names := names_before(case, claim)) and not is_about(case, other, names) for claim, other in ((a, b), (b, a))
    )


_NOT_RECURRING = frozenset(stem(w) for w in ["version", "release", "edition", "series"])


def _plain(word: str) -> str:
    return "" if word in holders().light else holders().alike.get(word, synonym(word))


def _are_of_one_scope(case: Case, a: Claim, b: Claim, x: TitleMatter, y: TitleMatter) -> bool:
    """Whether two titles of one matter hold in one place: both name it, or the one names what the other text is about."""
    if not are_of_one_name(case, (a, x.names), (b, y.names)):
        return False
    if x.names == y.names and len(x.names) > 1:
        return True
    return are_of_one_ground(case, a.document, b.document)
