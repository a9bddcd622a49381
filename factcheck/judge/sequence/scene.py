"""Judge, part of sequences: the documents and entities of a case, for looking things up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Case
from factcheck.judge.lookup import lookup_of
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.model.claim import Claim, Entity, EntityId
from factcheck.model.document import Block, Document
from factcheck.values.names import name_tokens
from factcheck.values.words import content_words, fold, keep, stem, words_of

PERSON = "person"
_ABBREVIATED = (r"c|b|d|r|[A-Z]", r"ca|fl|St|Dr|Mr|Ms|No|vs|cf|Jr|Sr", r"Mrs", r"approx")
"""What no sentence ends with, by its length, as looking back needs it."""
_NOT_ABBREVIATED = "".join(rf"(?<!\b(?:{words})[.!?])(?<!\b(?:{words})\.[.!?])" for words in _ABBREVIATED)
_SENTENCE_END = re.compile(rf"[.!?](?<=[a-z0-9)%”\"][.!?]){_NOT_ABBREVIATED}[”\")]?\s+(?=[\"“(]?[A-Z0-9])")
_ARTICLE = re.compile(r"(?:the|this|that)\Z", re.I)
_OPEN = 4096
"""Documents of which what was worked out is kept."""
_NEAR_WORDS = 2
"""Names of more than one word that two documents must share to be of one matter."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in the raw source of a document."""

    start: int
    end: int
    text: str


class Scene:
    """The documents and entities of a case, for looking things up."""

    def __init__(self, case: Case) -> None:
        self.documents: Mapping[str, Document] = case.documents
        self.lookup = lookup_of(case)
        # a file of house facts names things, too, and is no document
        self.entities: dict[EntityId, Entity] = {
            e.id: e
            if all(d in case.documents for d in e.documents)
            else replace(e, documents=tuple(d for d in e.documents if d in case.documents))
            for e in case.entities
        }
        self._plain: dict[str, str] = {}
        self._personal: dict[EntityId, bool] = {}
        self._stems: dict[EntityId, frozenset[str]] = {}
        self._called: dict[tuple[str, EntityId], bool] = {}
        self._sentences: dict[tuple[str, int], list[int]] = {}
        self._by_surface: dict[str, EntityId | None] = {}
        self._claims = tuple(sorted(case.claims.values(), key=lambda c: c.id))
        self._uses: dict[tuple[str, str], tuple[tuple[str, ...], ...]] = {}
        self._described: dict[tuple[str, int, str], Claim] | None = None
        for entity in case.entities:
            for name in (entity.name, *entity.aliases):
                known = self._by_surface.setdefault(fold(name), entity.id)
                if known != entity.id:
                    self._by_surface[fold(name)] = None

    def names(self, entity: EntityId) -> tuple[str, ...]:
        """All names of an entity, the longest first."""
        known = self.entities.get(entity)
        return tuple(sorted((known.name, *known.aliases), key=lambda n: (-len(n), n))) if known else ()

    def kind(self, entity: EntityId) -> str:
        """person, organisation, place, thing or unknown."""
        known = self.entities.get(entity)
        return known.kind if known else "unknown"

    def plain(self, document: str) -> str:
        """All text of a document without markup, a block a line."""
        known = self._plain.get(document)
        if known is None:
            text = "\n".join(b.text for b in self.documents[document].blocks if not b.boilerplate)
            known = keep(self._plain, document, text, _OPEN)
        return known

    def is_personal(self, entity: EntityId) -> bool:
        """Whether an entity may be a person: two capitalised words are taken for one, an article makes a thing of them."""
        if entity not in self._personal:
            self._personal[entity] = (
                self.kind(entity) == PERSON
                and self.entities[entity].name.split()[0].lower() not in knowledge().no_person
                and not self._has_article(entity)
            )
        return self._personal[entity]

    def _has_article(self, entity: EntityId) -> bool:
        known = self.entities[entity]
        name = rf"(?<![\w’'-]){re.escape(known.name)}(?![\w’'-])"
        texts = [self.plain(path) for path in known.documents]
        used = sum(len(re.findall(name, text)) for text in texts)
        return used > 0 and 2 * sum(len(re.findall(rf"\b[Tt]he\s{name}", text)) for text in texts) > used

    def stems(self, entity: EntityId) -> frozenset[str]:
        """The stems of the words of all names of an entity."""
        if entity not in self._stems:
            self._stems[entity] = frozenset(stem(t) for n in self.names(entity) for t in name_tokens(n))
        return self._stems[entity]

    def named(self, surface: str) -> EntityId | None:
        """The only entity of that name."""
        return self._by_surface.get(fold(surface).removeprefix("the "))

    def calls_in_full(self, document: str, entity: EntityId) -> bool:
        """Whether a document has a name of the entity of more than one word, if the entity has one: no surname alone."""
        key = (document, entity)
        if key not in self._called:
            full = [n for n in self.names(entity) if len(name_tokens(n)) > 1]
            text = self.documents[document].text
            self._called[key] = not full or any(n in text or n.replace("&", "&amp;") in text for n in full)
        return self._called[key]

    def told_in_full(self, claim: Claim) -> Claim:
        """The claim; if a pronoun stands for a description, with what the description is about: `It ended on 4 July`."""
        if claim.subject or claim.theme or not claim.entity:
            return claim
        if not is_bound(claim):
            # words beside the thing itself: `The levee, more than fifty years old, …`
            return replace(claim, theme=content_words(claim.entity)) if claim.entity[:4].lower() == "the " else claim
        if self._described is None:
            self._described = {}
            for other in self._claims:
                if other.theme:
                    self._described.setdefault((other.document, other.block, other.entity), other)
        for block in (claim.block, claim.block - 1):
            told = self._described.get((claim.document, block, claim.entity))
            if told is not None and told.value_span.start < claim.value_span.start:
                return replace(claim, subject=told.subject, theme=told.theme, entities=told.entities)
        return claim

    def entities_in(self, document: str) -> list[EntityId]:
        """The entities of which a document has a name."""
        return [entity.id for entity in self.lookup.entities_in(document)]

    def documents_of(self, theme: tuple[str, ...]) -> list[str]:
        """The documents that have a noun, in order of their paths."""
        return self.lookup.documents_with_stem(theme[-1])

    def speaks_of(self, document: str, theme: tuple[str, ...]) -> bool:
        """Whether a document has a noun."""
        return bool(self._uses_of(document, theme[-1]))

    def is_only(self, document: str, theme: tuple[str, ...]) -> bool:
        """Whether every use of a noun in a document has the article and the modifiers of the theme, and is in no name."""
        uses = self._uses_of(document, theme[-1])
        return bool(uses) and all(_is_use_of(before, theme[:-1]) for before in uses)

    def are_of_one_matter(self, a: str, b: str) -> bool:
        """Whether two documents share names enough to speak of the same things."""
        if a == b:
            return True
        shared = (e for e in self.lookup.shared_entities(a, b) if len(name_tokens(e.name)) > 1)
        return sum(1 for _ in shared) >= _NEAR_WORDS

    def _uses_of(self, document: str, noun: str) -> tuple[tuple[str, ...], ...]:
        """The three words before each use of a noun in a document; the noun is given by its stem."""
        key = (document, noun)
        known = self._uses.get(key)
        if known is None:
            found: list[tuple[str, ...]] = []
            for block in self.documents[document].blocks:
                words = words_of(block.text)
                for n, word in enumerate(words):
                    if word[:1].isalpha() and stem(word) == noun:
                        # a plural is another thing: `the levees`
                        mark = ("+",) if word.lower().endswith("s") and not word.lower().endswith("ss") else ()
                        found.append((*words[max(0, n - 3) : n], *mark))
            known = keep(self._uses, key, tuple(found), _OPEN)
        return known

    def block(self, claim: Claim) -> Block:
        """The block of a claim."""
        return self.documents[claim.document].blocks[claim.block]

    def sentence(self, document: str, block: Block, at: int) -> Sentence:
        """The sentence around an offset of the raw source."""
        text = self.documents[document].text
        key = (document, block.index)
        cuts = self._sentences.get(key)
        if cuts is None:
            raw = text[block.span.start : block.span.end]
            cuts = [block.span.start + m.end() for m in _SENTENCE_END.finditer(raw)]
            keep(self._sentences, key, cuts, 8 * _OPEN)
        start, end = block.span.start, block.span.end
        for cut in cuts:
            if cut <= at:
                start = cut
            else:
                end = cut
                break
        return Sentence(start, end, text[start:end])

    def sentence_of(self, claim: Claim) -> Sentence:
        """The sentence that a claim's value stands in."""
        return self.sentence(claim.document, self.block(claim), claim.value_span.start)


@lru_cache(maxsize=4096)
def cut_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text without markup start and end."""
    return tuple(pairwise([0, *[m.end() for m in _SENTENCE_END.finditer(text)], len(text)]))


def is_bound(claim: Claim) -> bool:
    """Whether a pronoun or description stands for what the claim is about."""
    return any(step.stage == "resolve" and " stands for " in step.what for step in claim.steps)


def _is_use_of(before: tuple[str, ...], modifiers: tuple[str, ...]) -> bool:
    """Whether a noun behind these words is `the noun`, or `the modifier noun` with the modifiers asked for."""
    words = list(before)
    for modifier in reversed(modifiers):
        if words and stem(words[-1]) == modifier:
            words.pop()
    return bool(words) and _ARTICLE.match(words[-1]) is not None
