"""Judge, part of roles: pairs of who did one deed to one thing, which two texts of one house call by the same words.

`The first loom was installed by X` and `our first loom was installed by Y`; `the path over the moor was laid out by X` and
`Y, who laid out the path over the moor`. What the thing is called beside its noun, and where it is, must be the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.common_ground import are_of_one_ground, is_about
from factcheck.judge.conflict import Case
from factcheck.judge.offices import is_among, know_each_other, main_names, near_names
from factcheck.judge.statements import said, sentence_of
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType
from factcheck.patterns import pattern_of
from factcheck.values.calendar import MONTHS
from factcheck.values.names import name_tokens
from factcheck.values.once_done import once_done
from factcheck.values.words import content_stem, fold, stem, synonym, tokens

_SCORE = 3.0
_MOST = 40
_DEFINITE = pattern_of(r"(?:[Tt]he|[Oo]ur|[Tt]his|[Ii]ts)\s(?P<rest>[^,;:()]+)\Z")
_TAIL = pattern_of(
    r"\s(?:of|in|at|on|for|to|from|over|across|through|with|along|around|between|under|behind|near|by)\s"
)
_BEHIND = pattern_of(
    r"\s(?:of|in|at|on|over|across|through|along|around|between|under|behind|near)\s(?:(?!(?:in|on|from|and|who|which|that|was|is|by|with|as|when|for)\b)(?!\d)[\w’'-]+(?:\s|(?=[.,;:()]))){1,5}"
)
_SENTENCE = pattern_of(r"[.!?]\s+(?=[A-Z])|\n\s*\n")
_THERE = pattern_of(r"(?:\s|\A)(?:[Aa]t|[Ii]n|[Oo]f|[Ff]or|[Tt]o|[Tt]he)\s(?:the\s)?(?P<name>[A-Z][\w’-]+)")
_MONTHS = frozenset(content_stem(month) for month in MONTHS)
_ORDINAL = frozenset(["first", "original", "earliest"])
_ORDER = frozenset([*_ORDINAL, "second", "third", "fourth", "fifth", "last", "next", "new", "old", "other", "another", "earlier", "later", "previous", "former", "latest", "final"])  # fmt: skip
_YEAR = pattern_of(r"\b(?:1[5-9]|20)\d\d\b")
_WITH = pattern_of(
    r",?\s(?:(?:together|jointly|along)\s)?(?:with|alongside|aided\sby|helped\sby|assisted\sby)\s(?:the|his|her|its|their|[A-Z])"
)
_UNSURE = pattern_of(
    r"\b(?:again|other|another|second|also|re-?(?:built|drew|drawn|laid|designed|made|painted|wrote|written|planned|routed|worked)|later|initially|originally|usually|often|always|every|each|once|sometimes|partly|mostly)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What was done to what, as the words of a claim tell it."""

    sort: str
    noun: str
    before: frozenset[str]
    """Stems before the noun: that it was the first."""
    behind: frozenset[str]
    """Stems behind it, which tell where it is or of what: `across the river`."""
    names: frozenset[str]


def met_deeds(case: Case) -> Iterator[Pair]:
    """Joined pairs of doers of one deed in two documents, in order of their ids."""
    blocks: dict[tuple[str, str], list[tuple[Claim, Deed]]] = defaultdict(list)
    for _, claim in sorted(case.claims.items()):
        if claim.type is ClaimType.ROLE and claim.fact is None and (deed := deed_told(case, claim)) is not None:
            blocks[deed.sort, deed.noun].append((claim, deed))
    made: dict[tuple[int, int], Pair] = {}
    for (sort, noun), block in sorted(blocks.items()):
        for n, (a, x) in enumerate(block) if len(block) <= _MOST else ():
            for b, y in block[n + 1 :]:
                if a.document != b.document and _are_one(case, a, b, x, y):
                    level = Level(attribute="meeting", level="deed", weight=_SCORE, detail=f"{sort} {noun}")
                    made[a.id, b.id] = Pair(
                        a=a.id, b=b.id, key=f"one deed/{sort} {noun}", levels=(level,), score=_SCORE, joined=True
                    )
    yield from (made[key] for key in sorted(made))


def deed_told(case: Case, claim: Claim) -> Deed | None:
    """What a claim says was done to the one thing of its words; None where it may be one of several."""
    if claim.extractor not in ("prose/agent", "prose/doer", "prose/did") or claim.subject or not claim.theme:
        return None
    words = once_done()
    verbs = [stem(t.text) for t in tokens(claim.predicate_words)]
    sort = next((words.sorts[v] for v in (*verbs, stem(claim.predicate)) if v in words.sorts), None)
    match = _DEFINITE.match(_whole_phrase(case, claim))
    if sort is None or match is None or _UNSURE.search(said(claim).replace(claim.entity, " ").lower()):
        return None
    rest = match["rest"]
    tail = _TAIL.search(rest)
    head, behind = (rest[: tail.start()], rest[tail.start() :]) if tail else (rest, "")
    nouns = [t for t in tokens(head) if t.text[0].isalnum()]
    if not nouns or any(t.text[0].isupper() or t.text[0].isdigit() for t in nouns) or nouns[-1].low.endswith("s"):
        return None
    noun = synonym(stem(nouns[-1].text))
    if noun in words.again:
        return None
    before = {"first" if t.low in _ORDINAL else synonym(stem(t.text)) for t in nouns[:-1]} - words.idle
    names = {w for t in tokens(behind) if t.text[0].isupper() for w in name_tokens(fold(t.text))}
    stems = {synonym(root) for t in tokens(behind) if t.text[0].islower() and (root := content_stem(t.text))}
    return Deed(sort=sort, noun=noun, before=frozenset(before), behind=frozenset(stems), names=frozenset(names))


def _whole_phrase(case: Case, claim: Claim) -> str:
    """The words for the thing, with what tells where it is or of what: `the garden` behind the chapel."""
    text = case.documents[claim.document].text
    at = text.find(claim.entity, claim.span.start, claim.span.end + 1)
    behind = _BEHIND.match(text, at + len(claim.entity)) if at >= 0 else None
    return claim.entity + " ".join(behind[0].split("\n")) if behind is not None else claim.entity


def _are_one(case: Case, a: Claim, b: Claim, x: Deed, y: Deed) -> bool:
    if x.before != y.before or not (x.before or x.behind or x.names) or x.before & (_ORDER - _ORDINAL):
        return False
    if any(_WITH.match(case.documents[c.document].text, c.span.end) for c in (a, b)):
        return False  # `laid out the path together with the treasurer`
    years = [set(_YEAR.findall(sentence_of(case, c))) for c in (a, b)]
    if not _are_of_one_place(case, a, b, x, y) or (years[0] and years[1] and not years[0] & years[1]):
        return False
    if know_each_other(case, a, b) or not _are_of_one_house(case, a, b):
        return False
    if "first" in x.before:
        return True
    # a path that one text dates is another one where the other text does not know that year: `the path of 1931`
    texts = [case.documents[c.document].text for c in (b, a)]
    return all(year in text for told, text in zip(years, texts, strict=True) for year in told)


def _are_of_one_house(case: Case, a: Claim, b: Claim) -> bool:
    """Whether the two texts share names or facts, or are both about one thing by its name."""
    mains = [main_names(case, c.document) | near_names(case, c) for c in (a, b)]
    return are_of_one_ground(case, a.document, b.document) or any(is_among(name, mains[1]) for name in mains[0])


def _are_of_one_place(case: Case, a: Claim, b: Claim, x: Deed, y: Deed) -> bool:
    """Whether what stands behind the nouns is the same, or the one tells more of what the other text is about."""
    for claim, one, other in ((b, x, y), (a, y, x)):
        more = one.names - other.names
        if more and not is_about(case, claim, more):
            return False
    return x.behind == y.behind and not any(_is_elsewhere(case, p, q) for p, q in ((a, b), (b, a)))


def _is_elsewhere(case: Case, claim: Claim, other: Claim) -> bool:
    """Whether the sentence of a claim puts the deed where the other text has never been: `at Orrin the first loom was`."""
    text = case.documents[claim.document].text
    first = max(0, claim.span.start - 300)
    begin = max((m.end() for m in _SENTENCE.finditer(text, first, claim.span.start + 1)), default=first)
    led = text[begin : max(claim.span.start, claim.value_span.start)]
    end = max(claim.span.end, claim.value_span.end)
    words = [m["name"] for m in _THERE.finditer(led)]
    words += [m["name"] for m in (_THERE.match(text, end),) if m is not None]
    holder, known = name_tokens(fold(claim.shown)), fold(case.documents[other.document].text)
    return any(
        fold(word) not in known and fold(word) not in holder and content_stem(word) not in _MONTHS for word in words
    )
