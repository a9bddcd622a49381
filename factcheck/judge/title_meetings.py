"""Judge, part of statements: pairs of titles that alignment leaves apart, since a text names no holder: `we`, `the gold nugget`.

Whoever `we` are, it is nobody of whom the same page tells what we had to do with them; two things are two where their figures differ.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from factcheck.judge.conflict import Case
from factcheck.judge.first_of_body import FirstOf, are_of_one, first_of
from factcheck.judge.first_versions import met_versions
from factcheck.judge.offices import are_of_one_body
from factcheck.judge.statements import people
from factcheck.judge.title_matter import met_matters
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType
from factcheck.model.document import BlockKind
from factcheck.patterns import pattern_of
from factcheck.values.holders import holders
from factcheck.values.names import name_tokens, normalise
from factcheck.values.words import content_words, fold, stem, synonym, tokens

_SCORE = 3.0
_MOST = 40
_LIMITS = frozenset(["outside", "without", "except", "excluding", "before", "after", "since", "until", "under", "over", "above", "below", "not"])  # fmt: skip


def met_titles(case: Case) -> Iterator[Pair]:
    """Joined pairs of titles in the same words of which one holder at least is not named, in order of their ids."""
    blocks: dict[str, list[Claim]] = defaultdict(list)
    for _, claim in sorted(case.claims.items()):
        if claim.type is ClaimType.UNIQUE and claim.fact is None:
            if title := title_words(claim):
                blocks[title].append(claim)
            if claim.subject and _is_of_head(case, claim):
                blocks["first woman at the head"].append(claim)
    made = []
    for title, block in sorted(blocks.items()):
        if len(block) > _MOST:
            continue
        for n, a in enumerate(block):
            for b in block[n + 1 :]:
                if a.document != b.document and (how := _are_two(case, a, b)):
                    level = Level(attribute="title-holders", level=how, weight=_SCORE, detail=title)
                    made.append(
                        Pair(a=a.id, b=b.id, key=f"title words/{title}", levels=(level,), score=_SCORE, joined=True)
                    )
    known = {(pair.a, pair.b) for pair in made}
    for more in (_firsts_of_bodies(case), met_matters(case), met_versions(case)):
        made += [pair for pair in more if (pair.a, pair.b) not in known]
        known = {(pair.a, pair.b) for pair in made}
    yield from sorted(made, key=lambda pair: (pair.a, pair.b))


def _firsts_of_bodies(case: Case) -> Iterator[Pair]:
    """Pairs of the first that a body had of a sort, in two documents that say in two ways whose first it was."""
    blocks: dict[str, list[tuple[Claim, FirstOf]]] = defaultdict(list)
    for _, claim in sorted(case.claims.items()):
        if claim.type is ClaimType.UNIQUE and claim.fact is None and (title := first_of(case, claim)) is not None:
            blocks[title.sort].append((claim, title))
    for sort, block in sorted(blocks.items()):
        for n, (a, x) in enumerate(block) if len(block) <= _MOST else ():
            for b, y in block[n + 1 :]:
                if a.document == b.document or not are_of_one(case, a, b, x, y):
                    continue
                how = "scope" if a.subject and b.subject else "unnamed"
                if how == "scope" or _is_nowhere_told(case, a, b) or _is_nowhere_told(case, b, a):
                    level = Level(attribute="title-holders", level=how, weight=_SCORE, detail=f"first {sort} of a body")
                    key = f"first of a body/{sort}"
                    yield Pair(a=a.id, b=b.id, key=key, levels=(level,), score=_SCORE, joined=True)


def title_words(claim: Claim) -> str:
    """A title in a normal form, the order of words left out; nothing where it names no scope or recurs."""
    words = holders()
    shown = tokens(claim.shown)
    stems = {words.alike.get(w, synonym(w)) for w in content_words(claim.shown)} - words.light
    stems |= {t.low for t in shown if t.low in _LIMITS or t.text[0].isdigit()}
    stems -= {stem(claim.predicate), words.alike.get(stem(claim.predicate), "")}
    if claim.predicate not in words.lasting and claim.predicate.endswith("est"):
        stems -= words.known_from
    if len(stems) < 2 or not stems.isdisjoint(words.recurring):
        return ""
    return f"{stem(claim.predicate)} {' '.join(sorted(stems))}"


def _are_two(case: Case, a: Claim, b: Claim) -> str:
    """How two holders are known to be two: `we` and another, or two things with their figures; empty where they may be one."""
    for ours, other in ((a, b), (b, a)):
        if ours.entity.lower() == "we" and not ours.subject:
            return "we" if other.subject and not is_ours(other) and _is_somebody_else(case, ours, other) else ""
    if a.subject and b.subject:
        if _is_of_head(case, a) and _is_of_head(case, b):
            return "scope" if _offices(case, a) & _offices(case, b) and are_of_one_body(case, a, b) else ""
        return "scope" if _is_left_open(a) and _is_left_open(b) and are_of_one_body(case, a, b) else ""
    if any(_is_nowhere_told(case, named, open_) for named, open_ in ((a, b), (b, a))):
        return "unnamed"
    if is_ours(a) or is_ours(b) or a.entity == b.entity:
        return ""
    return "figures" if _have_other_figures(case, a, b) and _are_of_one_place(a) else ""


_IT = pattern_of(
    r"(?:it|they|this|these|the\s[a-z]+(?:\s[a-z]+)?)\s(?:is|are|was|were|became|becomes|will\sbe|remains?)\b", re.I
)


def _is_nowhere_told(case: Case, named: Claim, left_open: Claim) -> bool:
    """Whether the one title is given to a thing by name, the other to `the yard` or `it` in a text on something else.

    What a text calls so it has named before: where it nowhere has the name of the other holder, it speaks of another one.
    """
    if not named.subject or left_open.subject or not left_open.topic or not _IT.match(left_open.quote):
        return False
    if any(case.documents[c.document].blocks[c.block].quoted for c in (named, left_open)):
        return False
    known = people(case)
    if any(known.may_be_one(p, q) for p in named.subject for q in left_open.topic):
        return False
    text = fold(case.documents[left_open.document].text)
    forms = {form for e in named.subject for form in (e, *known.forms.get(e, ()))}
    words = {word for form in forms for word in name_tokens(form) if len(word) > 3}
    return bool(words) and not any(_stands(word, text) for word in words)


_PAST = pattern_of(r"\b(?:was|were|became|had been|then|once|until|before|by \d{4}|in \d{4})\b")


def _is_left_open(claim: Claim) -> bool:
    """Whether a title that holds now leaves it to the text where it holds: `in the collection`."""
    if not claim.theme or claim.predicate in holders().lasting or _PAST.search(claim.quote):
        return False
    return not _are_of_one_place(claim) and not _WHERE.isdisjoint(t.low for t in tokens(claim.shown))


_WHERE = frozenset(["in", "of", "on", "at", "among"])


def is_ours(claim: Claim) -> bool:
    """Whether a title is told of `our` things, or by those who hold it."""
    return claim.entity.lower() in ("we", "our", "us") or re.search(r"\b[Oo]ur\b", claim.quote) is not None


# --- the first woman at the head of a body ----------------------------------------------------------------------------

_TAKEN = frozenset(stem(w) for w in ["sit", "hold", "fill", "occupy", "take", "serve", "be"])
_SEAT = frozenset(["it", "post", "office", "chair", "role", "job", "position"])


def _is_of_head(case: Case, claim: Claim) -> bool:
    """Whether a title is that of the first woman at the head of what the text leaves open: `to sit in it`, `to run the house`."""
    words = tokens(claim.shown)
    stems = {holders().alike.get(stem(t.text), stem(t.text)) for t in words}
    if claim.predicate != "first" or holders().alike[stem("woman")] not in stems or _are_of_one_place_words(claim):
        return False
    leads = holders().alike[stem("lead")] in stems
    sits = not _TAKEN.isdisjoint(stems) and not _SEAT.isdisjoint(t.low for t in words)
    return (leads or sits) and len(stems - words_of_grammar()) <= 3


def _are_of_one_place_words(claim: Claim) -> bool:
    return any(t.text[0].isupper() for t in tokens(claim.shown))


def words_of_grammar() -> frozenset[str]:
    """Stems that a title of a head has beside its matter."""
    return _GRAMMAR


_GRAMMAR = frozenset(
    stem(w) for w in ["first", "the", "to", "in", "of", "a", "an", "ever", "it", "at", "its", "be", "take", "hold"]
)
_OFFICES = frozenset(stem(w) for w in ["director", "president", "principal", "rector", "mayor", "chair", "manager", "captain", "chief", "head", "provost", "dean", "editor", "governor", "secretary", "commander", "abbot", "master", "superintendent", "warden", "conductor"])  # fmt: skip


def _offices(case: Case, claim: Claim) -> frozenset[str]:
    """The offices that the paragraph of a claim names."""
    text = case.documents[claim.document].blocks[claim.block].text
    return frozenset(stem(re.sub(r"[’']s?$", "", t.text)) for t in tokens(text)) & _OFFICES


# --- we ---------------------------------------------------------------------------------------------------------------

_PUBLISHERS = frozenset(["publisher", "organisation", "organization", "company", "site", "site_name", "owner", "copyright", "institution"])  # fmt: skip


def _is_somebody_else(case: Case, ours: Claim, other: Claim) -> bool:
    """Whether the page on which `we` hold a title is not that of the other holder."""
    document, names = case.documents[ours.document], people(case)
    forms = {form for e in other.subject for form in (e, *names.forms.get(e, ()))}
    short = {" ".join(name_tokens(form)[-1:]) for form in forms if len(name_tokens(form)) > 1}
    title = fold(document.title.text) if document.title is not None else ""
    if any(_stands(form, title) for form in forms):
        return False
    for block in document.blocks:
        if block.kind is BlockKind.FRONT_MATTER and block.key.lower() in _PUBLISHERS:
            publisher = normalise(block.text)
            return not any(_stands(form, publisher) or _stands(publisher, form) for form in forms)
    beside = [b.text for b in document.blocks if _WE.search(b.text)]
    return any(_is_partner(form, text) for form in sorted(forms | short) if len(form) > 4 for text in beside)


_WE = pattern_of(r"\b(?:[Ww]e|us|[Oo]ur)\b")


def _stands(words: str, text: str) -> bool:
    return bool(words) and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _is_partner(name: str, text: str) -> bool:
    """Whether a text that says `we` tells what we had to do with somebody of that name."""
    return (
        re.search(
            rf"\b(?:with|against|from|than|unlike|joined|bought|sold to|lost to|beat) (?:the )?(?:[\w’'-]+ ){{0,3}}?{re.escape(name)}(?!\w)",
            fold(text),
        )
        is not None
    )


# --- figures ----------------------------------------------------------------------------------------------------------


def _are_of_one_place(claim: Claim) -> bool:
    """Whether the scope of a title has a name, so that both texts mean the same."""
    return any(t.text[0].isupper() for t in tokens(claim.shown)[1:])


def _have_other_figures(case: Case, a: Claim, b: Claim) -> bool:
    """Whether the paragraphs count the same sort of thing of the two holders, and not so many."""
    x, y = _figures(case, a), _figures(case, b)
    return any(not x[thing] & y[thing] for thing in sorted(x.keys() & y.keys()))


def _figures(case: Case, claim: Claim) -> dict[str, set[str]]:
    """The counts in a paragraph, by what is counted."""
    found: dict[str, set[str]] = {}
    mentions = case.quantities.get(claim.document, {}).get(claim.block, ())
    for mention in mentions:
        value = mention.quantity
        thing = synonym(stem(value.thing)) if value.thing else value.unit or ""
        if thing:
            found.setdefault(thing, set()).add(f"{value.low}–{value.high}")
    return found
