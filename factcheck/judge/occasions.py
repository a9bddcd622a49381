"""Judge, part of statements: whether two claims speak of one occasion, as the words, dates and names around them show.

Alignment joins what both texts name. An act is often told of what only the sentence before names (`the ribbon`, `the meeting`,
`it`): then the two texts must show by a day, or by a name and a time, that they mean the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case
from factcheck.judge.lookup import lookup_of
from factcheck.model.claim import Claim
from factcheck.model.time import TimexType
from factcheck.patterns import pattern_of
from factcheck.values.dates import DateValue, Granularity, civil
from factcheck.values.holders import holders
from factcheck.values.names import name_tokens, normalise
from factcheck.values.words import fold, stem

_STOP = pattern_of(r"[.!?]\s+(?=[A-Z\"“‘(])|\n\s*\n|\n\s*[-*#|]|</(?:p|li|t[dhr]|h\d|div|d[dt]|title)>")


_PRONOUN = pattern_of(r"(?:It|They|He|She|This|That)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When and among which names an act is told."""

    own: tuple[DateValue, ...]
    """The dates in its own sentence."""
    near: tuple[DateValue, ...]
    """Those of its paragraph, the one before it, and the headings above it."""
    around: str
    """What stands there, folded."""
    names: Mapping[str, tuple[str, ...]]
    """The names in its paragraph, the one before it, and the headings, with all their forms."""


def occasion_of(case: Case, claim: Claim) -> Occasion:
    """The occasion that a claim is told of, worked out once."""
    key = f"occasion:{claim.id}"
    if key not in case.memo:
        case.memo[key] = _occasion(case, claim)
    found: Occasion = case.memo[key]
    return found


def _occasion(case: Case, claim: Claim) -> Occasion:
    document = case.documents[claim.document]
    block = document.blocks[claim.block]
    times = case.times.get(claim.document, {})
    follows = _PRONOUN.match(claim.quote) is not None  # `It meets at six`: what it is, the sentence before tells
    own: list[DateValue] = []
    near: list[DateValue] = []
    around = [block.index, *block.headings]
    if document.title is not None:
        around.append(document.title.index)
    if block.index and not document.blocks[block.index - 1].level and block.table is None:
        around.append(block.index - 1)
    for index in dict.fromkeys(around):
        for timex in times.get(index, ()):
            if timex.type is not TimexType.DATE or not isinstance(timex.value, DateValue) or timex.value.extended:
                continue
            near.append(timex.value)
            if index == block.index:
                span = document.blocks[index].source_span(timex.start, timex.end)
                low, high = min(span.end, claim.span.end), max(span.start, claim.span.start)
                between = document.text[low:high]
                if low >= high or len(_STOP.findall(between)) <= (span.end <= claim.span.start and follows):
                    own.append(timex.value)
    if (told_on := case.dated.get(claim.document)) is not None:
        near.append(told_on)
    near.extend(t.value for t in case.path_times.get(claim.document, ()) if isinstance(t.value, DateValue))
    text = f" {' '.join(_OWN.sub('', fold(text) + ' ') for text in texts_around(case, claim))} "
    return Occasion(own=tuple(own), near=tuple(near), around=text, names=_names(case, claim, text))


def _names(case: Case, claim: Claim, around: str) -> dict[str, tuple[str, ...]]:
    """The names around a claim that tell: those that most documents know tell nothing."""
    most = max(2, len(case.documents) // 2)
    key = f"known:{claim.document}"
    if key not in case.memo:
        case.memo[key] = [
            (e.id, tuple(dict.fromkeys((e.id, *(normalise(form) for form in (e.name, *e.aliases))))))
            for e in lookup_of(case).entities_in(claim.document)
            if len(e.documents) <= most and _is_telling(e.id)
        ]
    holder = set(name_tokens(normalise(claim.shown)))
    return {
        name: forms
        for name, forms in case.memo[key]
        if is_there(forms, around) and not set(name_tokens(name)) <= holder
    }


def is_there(forms: tuple[str, ...], around: str) -> bool:
    """Whether any form of a name stands in a folded text."""
    return any(f" {form} " in around for form in forms)


_OWN = pattern_of(r"[’']s?(?= )|[.,;:!?()\"“”*_]")


def texts_around(case: Case, claim: Claim) -> list[str]:
    """The texts of a claim's block, of the one before it, of the headings above it and of the title."""
    document = case.documents[claim.document]
    block = document.blocks[claim.block]
    texts = [block.text, *(document.blocks[k].text for k in block.headings), document.blocks[0].text[:200]]
    if document.title is not None:
        texts.append(document.title.text)
    if block.index and block.table is None:
        texts.append(document.blocks[block.index - 1].text)
    return texts


def _is_telling(name: str) -> bool:
    words = [stem(w) for w in name_tokens(name)]
    return len(name) > 3 and not all(w in holders().label_words or w in holders().office_words for w in words)


def are_apart(a: Occasion, b: Occasion) -> bool:
    """Whether the sentences themselves give two times."""
    return bool(a.own and b.own) and not any(_meet(x, y) for x in a.own for y in b.own)


def of_other_years(a: Occasion, b: Occasion) -> bool:
    """Whether the dates around the two are of other years altogether."""
    x, y = ({civil(v.earliest)[0] for v in o.near if v.granularity <= Granularity.YEAR} for o in (a, b))
    return bool(x and y) and not x & y


def _meet(x: DateValue, y: DateValue) -> bool:
    return x.earliest <= y.latest and y.earliest <= x.latest


def shared_time(a: Occasion, b: Occasion) -> Granularity | None:
    """The finest time that both are told of, one of them in its own sentence or heading: a day, a month, a year."""
    found = [
        max(x.granularity, y.granularity)
        for x in a.near
        for y in b.near
        if _meet(x, y) and max(x.granularity, y.granularity) <= Granularity.YEAR
    ]
    return min(found, default=None)


def shared_names(a: Occasion, b: Occasion) -> tuple[str, ...]:
    """The names that stand around both."""
    found = {
        n for x, y in ((a, b), (b, a)) for n, forms in x.names.items() if n in y.names or is_there(forms, y.around)
    }
    return tuple(sorted(found))
