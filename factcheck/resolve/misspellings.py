"""Resolve, part: claims that a name is probably another one misspelled. Rare against well attested, with the evidence told.

Two names that look alike are two names more often than not: the sum of the evidence must reach a threshold, and whatever
speaks for two things (known namesakes, real words, another bearer of the rare spelling, both in one sentence) ends it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from factcheck.frozen import replace
from factcheck.model.claim import Claim, ClaimType, EntityId, Step
from factcheck.model.extraction import Extraction
from factcheck.model.lexicon import EntityLexicon
from factcheck.model.mention import NameKind
from factcheck.patterns import pattern_of
from factcheck.resolve.entities import EntityIndex
from factcheck.resolve.name_contrast import (
    are_listed_together,
    is_headed,
    is_introduced_as_another,
    is_told_apart,
    stand_together,
)
from factcheck.resolve.name_ground import Place, shared_ground
from factcheck.resolve.single_spellings import shipped_words, spelling_of, told_by_spelling
from factcheck.values.name_variants import (
    Slip,
    are_namesakes,
    gender_of_title,
    is_known_name,
    slip_between,
    title_of,
    variants,
)
from factcheck.values.names import final_nouns, name_tokens, normalise
from factcheck.values.words import function_words

_THRESHOLD = 5
_RARE = 2
_ATTESTED = 3
_WELL_ATTESTED = 6
_MUCH_COMPANY = 6
"""Other names that the documents of both spellings have in common, so that they speak of one world."""
_LONG = 8
"""Letters from which on a word with one more is seldom another name."""
_SHORT = 5
"""Letters below which two words that are alike are two names as a rule."""
_CROWD = 500
"""Full names beyond which two that are alike may be two people by chance: seldom ones are then left alone."""
_EDIT = {Slip.SWAPPED: 3, Slip.MOVED: 3, Slip.DROPPED: 2, Slip.UNDOUBLED: 2, Slip.OTHER: 1, Slip.VARIANT: 0}
"""How much a slip of that sort is the work of a hurried hand, rather than another name."""
_OF_PLACE = frozenset({Slip.SWAPPED, Slip.MOVED})
"""Slips with the same letters in another order."""


@dataclass(slots=True)
class _Corpus:
    """What is counted once over all mentions."""

    places: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    """By suspicious name."""
    words: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By word of a name: how often each name with it stands."""
    mentions: dict[EntityId, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By entity: its mentions by document."""
    entities: dict[str, set[EntityId]] = field(default_factory=lambda: defaultdict(set))
    """By document."""
    titles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By name: the titles before it."""
    documents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By word of a name: the documents that have it in one."""
    full_names: int = 0
    """How many different names of two words and more there are: among many, two people are alike by chance."""


def misspelled_names(
    extractions: Sequence[Extraction], index: EntityIndex, lexicon: EntityLexicon, ordinary: Set[str]
) -> dict[str, list[Claim]]:
    """By document, a claim for each mention of a name that is probably misspelled; their ids are still to be given.

    `ordinary` are words that the corpus writes small: they make names of their own.
    """
    if not index.near_misses:
        return {}
    corpus = _count(extractions, index)
    known = {normalise(name) for entry in lexicon.entries for name in (*entry.names, *entry.others)}
    told = {normalise(name) for entry in lexicon.entries for name in entry.names}
    partners: dict[str, set[str]] = defaultdict(set)
    for a, b in index.near_misses:
        partners[a].add(b)
        partners[b].add(a)
    found: dict[str, list[Claim]] = defaultdict(list)
    told_of: set[tuple[str, str]] = set()
    for rare in sorted(partners):
        if rare in known or not 1 <= len(corpus.places[rare]) <= _RARE:
            continue
        scored = []
        for right in sorted(partners[rare]):
            evidence = _evidence(rare, right, corpus, index, partners, right in told)
            if evidence is not None and evidence[0] >= _THRESHOLD:
                scored.append((evidence[0], right, evidence[1]))
            elif steps := _told_by_spelling(rare, right, corpus, ordinary):
                scored.append((_THRESHOLD, right, steps))
        scored = [item for item in scored if (item[1], rare) not in told_of]
        if not scored:
            continue
        score, right, steps = max(scored)
        if len({index.entity("", r) for s, r, _ in scored if s == score}) > 1:
            continue
        word = _differing(rare, right)[0]
        if word in ordinary or word in shipped_words():
            continue
        told_of.add((rare, right))
        for place in corpus.places[rare]:
            if _is_foreign(place.found):
                continue
            claim = _claim(place, right, index, steps)
            found[claim.document].append(claim)
    return found


def with_misspelled(claims: Sequence[Claim], misspelled: Sequence[Claim], first_id: int) -> list[Claim]:
    """The claims of a document with those of misspelled names, in order of their place and numbered anew."""
    merged = sorted((*claims, *misspelled), key=lambda c: (c.block, c.value_span.start, c.extractor == _EXTRACTOR))
    if [c.id for c in claims] != sorted(c.id for c in claims):
        merged = [*claims, *misspelled]
    return [c if c.id == n else replace(c, id=n) for n, c in enumerate(merged, first_id)]


def _count(extractions: Sequence[Extraction], index: EntityIndex) -> _Corpus:
    corpus = _Corpus()
    suspicious = {name for pair in index.near_misses for name in pair}
    full: set[str] = set()
    for found in extractions:
        path = found.document.path
        for block, names in found.names.items():
            for mention in names:
                key = normalise(mention.text)
                for word in name_tokens(key):
                    corpus.words[word][key] += 1
                    corpus.documents[word].add(path)
                entity = index.entity(path, mention.text)
                if entity is not None:
                    corpus.mentions[entity][path] += 1
                    corpus.entities[path].add(entity)
                if " " in key:
                    full.add(key)
                if key in suspicious:
                    corpus.places[key].append(Place(found, block, mention))
                    if title := title_of(mention.text):
                        corpus.titles[key].add(title)
    corpus.full_names = len(full)
    return corpus


def _differing(rare: str, right: str) -> tuple[str, str, int]:
    """The one word in which two names differ, in both, and its place."""
    x, y = name_tokens(rare), name_tokens(right)
    return next((p, q, n) for n, (p, q) in enumerate(zip(x, y, strict=True)) if p != q)


def _evidence(
    rare: str, right: str, corpus: _Corpus, index: EntityIndex, partners: dict[str, set[str]], is_told: bool
) -> tuple[int, list[str]] | None:
    """How much speaks for a slip, and what; none where something speaks for two things."""
    p, q, at = _differing(rare, right)
    if min(len(p), len(q)) < _SHORT:
        return None
    target = index.entity("", right)
    others = len(name_tokens(rare)) > 1
    kinds = {place.mention.kind for place in corpus.places[rare]}
    is_body = any(place.mention.kind is NameKind.ORGANISATION for place in corpus.places[right]) or _is_body(
        index, target
    )
    is_given = at == 0 and NameKind.PERSON in kinds and not is_body and not _is_thing(name_tokens(rare)[-1])
    is_one = not is_given and not is_body and _has_own_first_name(rare, right, at, corpus)
    slip = slip_between(p, q)
    if slip is None and others and not is_given and (_ends_alike(p, q) or (is_one and _ends_in_vowels(p, q))):
        slip = Slip.VARIANT
    if slip is None or (not is_one and (are_namesakes(p, q) or is_known_name(p))):
        return None
    count = len(corpus.places[rare])
    by_document = corpus.mentions[target] if target is not None else Counter()
    attested = sum(by_document.values())
    is_seldom = not is_told and attested < max(_ATTESTED, 3 * count)
    if not is_told and (target is None or attested < count):
        return None
    if is_seldom and (not others or is_given or corpus.full_names > _CROWD):
        return None
    word_is_rarer = sum(corpus.words[p].values()) < sum(corpus.words[q].values())
    if is_seldom and attested == count and not word_is_rarer:
        if _EDIT[slip_between(q, p) or Slip.VARIANT] > _EDIT[slip]:
            return None  # the slip is the other way round
    ground = shared_ground(corpus.places[rare], corpus.places[right])
    if sum(corpus.words[p].values()) > _RARE or any(
        all(index.entity("", other) != target for other in partners.get(key, ())) for key in corpus.words[p]
    ):
        return None  # somebody else bears the rare name
    if {gender_of_title(t) for t in corpus.titles[rare]} - {""} and _contradicts(
        corpus.titles[rare], corpus.titles[right]
    ):
        return None
    if slip not in _OF_PLACE and any(stand_together(place, q) for place in corpus.places[rare]):
        return None
    if any(is_introduced_as_another(place) for key in (rare, right) for place in corpus.places[key]):
        return None
    is_little_known = not is_told and attested < _WELL_ATTESTED
    if (
        is_one
        and is_little_known
        and slip not in _OF_PLACE
        and (is_told_apart(corpus.places[rare], corpus.places[right]) or _are_transliterated(p, q))
    ):
        return None
    is_one_more = slip is Slip.OTHER and len(p) == len(q) + 1 > _LONG and NameKind.PERSON not in kinds
    is_known = is_one_more and len(by_document) >= _ATTESTED
    documents = sorted({place.found.document.path for place in corpus.places[rare]})
    shared = _company(documents, by_document, corpus) if not by_document.keys() & set(documents) else 0
    is_long = len(name_tokens(rare)) > 2 and shared >= 2  # `Tarnhill Pump Works` beside `Tarnhall Pump Works`
    is_sure = bool(ground.office) or is_known or is_long or (is_one and shared >= 2)
    if slip is Slip.OTHER and not is_told and attested < _WELL_ATTESTED and not is_sure:
        return None
    score = _EDIT[slip] + is_known
    if not others and score < 2:
        return None
    steps = [
        f"`{p}` differs from `{q}` by {slip.value}",
        f"`{index.name(target) if target else right}` stands {attested} times in {len(by_document)} "
        f"{'document' if len(by_document) == 1 else 'documents'}, this spelling {'once' if count == 1 else 'twice'} "
        f"in {' and '.join(documents)}",
    ]
    score += 3 if is_told else 2 if attested >= _WELL_ATTESTED else 1 if attested >= _ATTESTED else 0
    if is_told:
        steps.append("the lexicon has the other spelling")
    if others:
        score += 2 if is_given or len(name_tokens(rare)) < 3 else 3
        steps.append("the rest of the name is the same")
    if (are_namesakes(p, q) or is_known_name(p)) and not (is_one and (ground.office or shared >= 2)):
        return None
    if is_one and (ground.weight or shared >= 2):
        score += 2
        steps.append(f"nobody else is called {rare.split()[0].capitalize()}")
    if is_given and others and slip not in _OF_PLACE:
        score -= 2  # first names differ more often than they are misspelled
    here = max(by_document[d] for d in documents)
    if here:
        score += 2 if here >= 3 else 1
        steps.append(
            f"the other spelling stands in the same document, {here} times"
            if here > 1
            else "the other spelling stands in the same document"
        )
    if titles := corpus.titles[rare] & corpus.titles[right]:
        score += 2 if any(not gender_of_title(t) for t in titles) else 1
        steps.append("both have the same title")
    if shared >= 2:
        score += 1 if shared < _MUCH_COMPANY else 2
        steps.append(f"{shared} other names stand beside both")
    if others and not is_given:
        score += ground.weight
        steps.extend(ground.told)
    if not (ground.weight or titles or shared >= 2) and is_seldom and (slip not in _OF_PLACE or attested == count):
        return None  # nothing but the look of the names
    if is_seldom and here and not (ground.office or titles):
        return None  # one text knows of both
    return score, steps


def _told_by_spelling(rare: str, right: str, corpus: _Corpus, ordinary: Set[str]) -> list[str]:
    """The evidence of the spelling alone, where nothing speaks for two names; see `single_spellings.py`."""
    titles = {word for title in (*corpus.titles[rare], *corpus.titles[right]) for word in title.split()}
    places = corpus.places[rare], corpus.places[right]
    spelling = spelling_of(*places, (rare, right), corpus.words, corpus.documents, titles)
    if spelling is None or (not spelling.rest and corpus.full_names > _CROWD):
        return []
    if not (steps := told_by_spelling(spelling, ordinary)):
        return []
    if (not spelling.rest or spelling.is_person) and not _are_of_one_world(*places, corpus, is_alone=not spelling.rest):
        return []
    if _contradicts(corpus.titles[rare], corpus.titles[right]):
        return []
    if any(stand_together(place, spelling.right) for place in corpus.places[rare]):
        return []
    if not spelling.is_of_same_keys and are_listed_together(*places):
        return []
    if any(is_introduced_as_another(place) for key in (rare, right) for place in corpus.places[key]):
        return []
    return [] if is_told_apart(*places) or is_headed(corpus.places[rare][0]) else steps


def _are_of_one_world(rare: Sequence[Place], right: Sequence[Place], corpus: _Corpus, *, is_alone: bool) -> bool:
    """Whether one document has both spellings, or those of both share another name; of a full name, or words around the two."""
    mine, its = ({place.found.document.path for place in places} for places in (rare, right))
    if mine & its:
        return True
    if _company(sorted(mine), Counter(sorted(its)), corpus) > 0:
        return True
    return not is_alone and shared_ground(rare, right).weight > 0


def _has_own_first_name(rare: str, right: str, at: int, corpus: _Corpus) -> bool:
    """Whether two people of surnames that look alike have a first name that nobody else in the corpus has."""
    words = name_tokens(rare)
    if at == 0 or at != len(words) - 1 or len(words[0]) < _LEAST_FIRST or len(words[at]) < _LEAST_LAST:
        return False
    if not all(any(p.mention.kind is NameKind.PERSON for p in corpus.places[name]) for name in (rare, right)):
        return False
    surnames = {words[at], name_tokens(right)[at]}
    return all(key == words[0] or surnames & set(name_tokens(key)) for key in corpus.words[words[0]])


_LEAST_FIRST, _LEAST_LAST = 3, 5


_SLAVIC = pattern_of(r"(?:[eoy]v|[eo]va|in|ina|sk(?:i|y|ii|iy|ij|aya|aia)|ich|itch|enko|off|eff)\Z")


def _are_transliterated(p: str, q: str) -> bool:
    """Whether two Russian surnames are one in two transliterations: `Zaitsev` and `Zaytsev`."""
    if p[:-1] == q[:-1] or not (_SLAVIC.search(p) and _SLAVIC.search(q)):
        return False
    return _in_latin(p) == _in_latin(q)


def _in_latin(word: str) -> str:
    for a, b in (("tch", "ch"), ("ff", "v"), ("w", "v"), ("ks", "x"), ("iy", "i"), ("ii", "i"), ("j", "i"), ("y", "i")):
        word = word.replace(a, b)
    return re.sub(r"i+", "i", word.replace("ie", "e"))


def _ends_in_vowels(p: str, q: str) -> bool:
    """Whether two surnames differ in `i` or `y` at the end alone."""
    return len(p) == len(q) and p[:-1] == q[:-1] and {p[-1], q[-1]} == {"i", "y"}


def _is_body(index: EntityIndex, entity: EntityId | None) -> bool:
    """Whether the fullest form of a name ends as those of firms do."""
    words = name_tokens(normalise(index.name(entity))) if entity is not None else []
    return len(words) > 1 and words[-1] in variants()["legal"]


_THING = pattern_of(r"\w{3,}(?:yard|works|shop|house|mill|park|ery)\Z")


def _is_thing(word: str) -> bool:
    """Whether the last word of a name makes a firm or house of it, so that what stands before is no first name."""
    return word in final_nouns() or word in variants()["trades"] or _THING.match(word) is not None


def _ends_alike(p: str, q: str) -> bool:
    """Whether two words differ in a last consonant alone: `Hallund` and `Hallunt`; a last vowel tells the gender."""
    return len(p) == len(q) and p[:-1] == q[:-1] and not {p[-1], q[-1]} & set("aeiouys")


def _contradicts(a: set[str], b: set[str]) -> bool:
    x, y = {gender_of_title(t) for t in a} - {""}, {gender_of_title(t) for t in b} - {""}
    return bool(x and y and x != y)


_WORD = pattern_of(r"\b[^\W\d_]{2,}\b")


def _is_foreign(found: Extraction) -> bool:
    """Whether the document is no English text: there, capitals make no names and `Principe` is no slip."""
    words = [w for block in found.document.blocks[:200] for w in _WORD.findall(block.text[:400]) if w.islower()]
    return len(words) >= 20 and sum(w in function_words() for w in words) < 0.15 * len(words)


def _company(documents: Sequence[str], by_document: Counter[str], corpus: _Corpus) -> int:
    """How many other entities the documents of both spellings share."""
    mine = set().union(*(corpus.entities[d] for d in documents))
    its = set().union(*(corpus.entities[d] for d in by_document))
    return len(mine & its)


_EXTRACTOR = "names/near-miss"


def _claim(place: Place, right: str, index: EntityIndex, steps: Sequence[str]) -> Claim:
    document, mention = place.found.document, place.mention
    block = document.blocks[place.block]
    span = block.source_span(mention.start, mention.end)
    target = index.entity("", right) or EntityId(right)
    return Claim(
        id=-1,
        document=document.path,
        block=place.block,
        span=span,
        value_span=span,
        quote=document.quote(span),
        type=ClaimType.NAME,
        value=mention.text,
        shown=mention.text,
        text_value=mention.text,
        entity=index.name(target),
        entities=(target,),
        subject=(target,),
        predicate="spelled",
        extractor=_EXTRACTOR,
        steps=(
            Step(stage="extract", what=f"{_EXTRACTOR}: `{mention.text}`"),
            *(Step(stage="resolve", what=what) for what in steps),
        ),
    )
