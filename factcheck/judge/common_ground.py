"""Judge, part: whether two documents are of one house or matter, though a sentence leaves that to its readers: `the race director`.

Two pages on one thing tell the same facts, so that alignment joins some of them, or they know the same names that few others
know. Pages of strangers share one such name at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from factcheck.judge.conflict import Case
from factcheck.judge.lookup import lookup_of
from factcheck.judge.offices import is_among, main_names, named_in, near_names
from factcheck.model.claim import Claim, ClaimType
from factcheck.patterns import pattern_of
from factcheck.values.dates import civil
from factcheck.values.names import name_tokens

_FEW = 12
"""Documents up to which every name of a corpus tells."""
_MEASURED = frozenset({ClaimType.DATE, ClaimType.DEADLINE, ClaimType.QUANTITY, ClaimType.DURATION})
_NAMES = 3
_FACTS = 2
_MANY_FACTS = 3
_NEAR = 200
"""Days between two dated documents that speak of one time."""
_YEAR = pattern_of(r"(?<![\d.,/-])(?:1[89]|20)\d\d(?![\d,])")


def are_of_one_ground(case: Case, a: str, b: str) -> bool:
    """Whether two documents speak of one house or matter."""
    facts, names = facts_in_common(case, a, b), names_in_common(case, a, b)
    least = min(len(named_in(case, path)) for path in (a, b))
    return facts >= _FACTS or len(names) >= _NAMES or (len(names) == _NAMES - 1 and 3 * len(names) >= least) or (
        facts > 0 and len(names) > 0
    )  # fmt: skip


def are_of_one_name(
    case: Case, one: tuple[Claim, Set[str]], other: tuple[Claim, Set[str]], *, anywhere: bool = False
) -> bool:
    """Whether the words of names that two claims tell with a noun are of one body or thing; each claim comes with its own.

    They are the same, or the one names more and the other text is about the rest, or, with `anywhere`, names it at all: `Director of Engineering at Orme` and
    `Director of Tidal Engineering at Kerrin` are two, and so is the chair of a body's committee beside that of the body.
    """
    (a, x), (b, y) = one, other
    return (
        x == y
        or (x < y and is_about(case, a, y - x, anywhere=anywhere))
        or (y < x and is_about(case, b, x - y, anywhere=anywhere))
    )


def is_about(case: Case, claim: Claim, names: Set[str], *, anywhere: bool = False) -> bool:
    """Whether the document of a claim is about what bears these words in its name, near the claim or throughout.

    Numbers among them may stand anywhere, and with `anywhere` so may the name.
    """
    numbers = {word for word in names if word[0].isdigit()}
    if numbers and not numbers <= set(name_tokens(case.documents[claim.document].text)):
        return False
    throughout = named_in(case, claim.document) if anywhere else main_names(case, claim.document)
    about = near_names(case, claim) | throughout
    return names == numbers or any(names - numbers <= set(name_tokens(name)) for name in about)


def facts_in_common(case: Case, a: str, b: str) -> int:
    """How many pairs of dates and figures alignment has joined between two documents, places that recur counted once."""
    key = "facts in common"
    if key not in case.memo:
        found: set[tuple[str, str, int, int]] = set()
        for pair in case.pairs:
            if pair.joined:
                p, q = case.claims[pair.a], case.claims[pair.b]
                if p.document != q.document and p.type in _MEASURED:
                    first, second = sorted((p, q), key=lambda claim: claim.document)
                    found.add((first.document, second.document, first.block, second.block))
        case.memo[key] = Counter((first, second) for first, second, _, _ in found)
    known: Counter[tuple[str, str]] = case.memo[key]
    return known[min(a, b), max(a, b)]


def are_dated_together(case: Case, a: Claim, b: Claim) -> bool:
    """Whether alignment has joined the dates of the two sentences: they are of one event, though its days differ."""
    key = "dated together"
    if key not in case.memo:
        found: dict[tuple[str, int, str, int], list[tuple[Claim, Claim]]] = {}
        for pair in case.pairs:
            if pair.joined:
                first, second = sorted((case.claims[pair.a], case.claims[pair.b]), key=lambda claim: claim.document)
                if first.document != second.document and first.type in _DATED and second.type in _DATED:
                    place = (first.document, first.block, second.document, second.block)
                    found.setdefault(place, []).append((first, second))
        case.memo[key] = found
    first, second = sorted((a, b), key=lambda claim: claim.document)
    known: dict[tuple[str, int, str, int], list[tuple[Claim, Claim]]] = case.memo[key]
    return any(
        _is_beside(p, first) and _is_beside(q, second)
        for p, q in known.get((first.document, first.block, second.document, second.block), ())
    )


_DATED = frozenset({ClaimType.DATE, ClaimType.DEADLINE})
_BESIDE = 100


def _is_beside(p: Claim, q: Claim) -> bool:
    """Whether two claims of one block stand in one sentence or close to each other."""
    return p.span.start < q.span.end + _BESIDE and q.span.start < p.span.end + _BESIDE


def names_in_common(case: Case, a: str, b: str) -> frozenset[str]:
    """The names that both documents know, and not too many others."""
    key = f"names in common:{min(a, b)}|{max(a, b)}"
    if key not in case.memo:
        most = max(_FEW, len(case.documents) // 5)
        documents = {e.id: len(e.documents) for path in (a, b) for e in lookup_of(case).entities_in(path)}
        theirs = named_in(case, b)
        case.memo[key] = frozenset(
            name
            for name in named_in(case, a)
            if documents.get(name, 0) <= most and is_among(name, theirs)  # type: ignore[call-overload]
        )
    found: frozenset[str] = case.memo[key]
    return found


def are_of_one_season(case: Case, a: Claim, b: Claim) -> bool:
    """Whether two claims speak of one time, as far as their documents let it be known: by their dates, years, or common facts."""
    days = [case.dated[c.document].earliest if c.document in case.dated else None for c in (a, b)]
    if days[0] is not None and days[1] is not None:
        return abs(days[0] - days[1]) <= _NEAR
    years = [_years(case, c.document) for c in (a, b)]
    if years[0] & years[1]:
        return True
    return facts_in_common(case, a.document, b.document) >= _MANY_FACTS and not _are_years_apart(case, a, b)


def _years(case: Case, document: str) -> set[int]:
    """The years that a document may speak from: its own, or the latest that it names and the one that it names most."""
    if document in case.dated:
        return {civil(case.dated[document].earliest)[0]}
    told = Counter(int(y) for y in _YEAR.findall(case.documents[document].text))
    return {max(told), max(sorted(told), key=lambda year: (told[year], year))} if told else set()


def _are_years_apart(case: Case, a: Claim, b: Claim) -> bool:
    """Whether the one document bears a day some years after the last that the other one names."""
    return any(
        p.document in case.dated
        and (named := _years(case, q.document))
        and max(named) + 2 < min(_years(case, p.document))
        for p, q in ((a, b), (b, a))
    )
