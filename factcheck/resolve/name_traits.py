"""Resolve, part of coreference: what a document tells of its names: who is a person, what sort of thing bears a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.model.claim import ClaimType, EntityId
from factcheck.model.extraction import Extraction
from factcheck.model.mention import NameKind
from factcheck.patterns import pattern_of
from factcheck.resolve.entities import EntityIndex
from factcheck.resolve.subject_words import BODY_NOUNS, VESSELS, gender_of, names_at_head
from factcheck.resolve.told_genders import told_genders
from factcheck.values.name_variants import is_ship_prefix
from factcheck.values.names import has_title, name_tokens
from factcheck.values.words import content_words, fold, function_words, stem

_MASCULINE = frozenset(["mr", "sir", "king", "prince", "lord", "father", "emperor", "bishop", "brother"])
_FEMININE = frozenset(["mrs", "ms", "miss", "dame", "lady", "queen", "princess", "empress", "sister", "mme"])
_KIN = pattern_of(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w-]+[’']s)\s(?:[a-z]+\s){0,2}(?P<kin>father|mother|husband|wife|brother|sister|son|daughter|uncle|aunt|nephew|niece|grandfather|grandmother|grandson|granddaughter),?\s\Z"
)
_SORT_BEFORE = pattern_of(r"\b(?:the|a|an|our|its|their|his|her)\s((?:[a-z][\w-]*\s){1,3})\Z")
_SORT_APPOSED = pattern_of(
    r"\b(?:[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|whose)\s((?:[a-z][\w-]*\s){0,3}[a-z][\w-]*),\s(?:the\s)?\Z"
)
"""`Its first vessel, the Tern,`"""
_SORT_AFTER = pattern_of(
    r"(?:,\s|\s\(|\s(?:is|was|are|were|became|remains)\s)(?:now\s|then\s|also\s)?(?:a|an|the)\s((?:[\w-]+\s){0,4}?[a-z][\w-]+)"
    r"(?=[,.;:)]|\s(?:of|in|at|on|for|from|to|with|by|which|that|who|and|near|between|built|made|founded|run)\b|\Z)"
)


_WERE = frozenset(["is", "was", "are", "were", "has", "had", "have", "will", "would"])
_CLOSES = (",", ".", ";", ")", "")
_FOUNDINGS = frozenset(["found", "form", "merge", "create", "dissolve", "build", "release", "open"])
_OF_LIVES = frozenset(["born", "marry", "bury", "baptise-person"])
_BODIES = frozenset(stem(w) for w in BODY_NOUNS)


class NameTraits:
    """What is known of the names of one document."""

    def __init__(self, found: Extraction, index: EntityIndex, topic: Sequence[EntityId] = ()) -> None:
        self._found, self._index = found, index
        self._path = found.document.path
        self._kinds = index.by_id
        self._genders: dict[EntityId, str] = {}
        self.named_in = {
            block: [(name, entity) for name in names if (entity := index.entity(self._path, name.text))]
            for block, names in found.names.items()
        }
        """The names of each block that mean an entity, with it."""
        self._genders.update(self._genders_of_kin())
        self._people = self._known_people()
        self._founded = self._known_founded()
        self.sorts = self._sorts_of_names()
        """What things with a name are said to be, as stems."""
        people = {e for names in self.named_in.values() for _, e in names if self.kind(e) == "person"}
        unsure = [e for e in sorted(people) if not self.gender(e)]
        self._genders.update(told_genders(found, self.named_in, unsure, topic))

    def _genders_of_kin(self) -> dict[EntityId, str]:
        """Of `her father, Lucien Orme`, `his wife Ida`: who is a he or a she by the word for the kin."""
        found: dict[EntityId, str] = {}
        for index, names in self.named_in.items():
            text = self._found.document.blocks[index].text
            for name, entity in names:
                if name.kind is NameKind.PERSON and (kin := _KIN.search(text, max(0, name.start - 40), name.start)):
                    found.setdefault(entity, gender_of((stem(kin["kin"].lower()),)))
        return found

    def _known_people(self) -> set[EntityId]:
        """Those who surely are people: named with a title, said to hold a role, or born, married and buried."""
        people: set[EntityId] = set()
        for draft in self._found.drafts:
            if draft.type is ClaimType.ROLE and draft.extractor.endswith(
                ("/apposition", "/title", "/copula", "/as", "/label")
            ):
                if (entity := self._index.entity(self._path, draft.words)) is not None and self.kind(
                    entity
                ) == "person":
                    people.add(entity)
            if (
                draft.predicate in _OF_LIVES
                and draft.subject_names
                and draft.subject.startswith(draft.subject_names[0])
            ):
                entity = self._index.entity(self._path, draft.subject_names[0])
                if entity is not None and self.kind(entity) == "person":
                    people.add(entity)
        for names in self.named_in.values():
            people.update(e for name, e in names if name.kind is NameKind.PERSON and has_title(name.text))
        return people

    def _known_founded(self) -> set[EntityId]:
        """What was founded, formed or merged is nobody."""
        return {
            entity
            for draft in self._found.drafts
            if draft.predicate in _FOUNDINGS and draft.subject_names and draft.subject_names[0] in draft.subject[:60]
            if (entity := self._index.entity(self._path, draft.subject_names[0])) is not None
            and names_at_head(draft.subject, draft.subject_names[:1])
        }

    def _sorts_of_names(self) -> dict[EntityId, set[str]]:
        """What things with a name are said to be: `the yacht Perkin`, `the Farr Hut, a shelter for walkers`."""
        sorts: dict[EntityId, set[str]] = defaultdict(set)
        for index, names in self.named_in.items():
            block = self._found.document.blocks[index]
            text = block.text
            for name, entity in names:
                if block.key and len(name.text) > len(text) - 3:  # `Vessel: Ida Holm`, `Trial name: RENALIS-2`
                    sorts[entity].update(w for w in content_words(block.key) if w != "name")
                if before := _SORT_BEFORE.search(text, max(0, name.start - 48), name.start):
                    words = before[1].split()
                    if function_words().isdisjoint(words):
                        sorts[entity].update(content_words(before[1]))
                elif text[max(0, name.start - 6) : name.start].endswith((", ", ", the ")):
                    is_closed = text[name.end : name.end + 1] in _CLOSES
                    if is_closed and (apposed := _SORT_APPOSED.search(text, max(0, name.start - 60), name.start)):
                        if function_words().isdisjoint(apposed[1].split()):
                            sorts[entity].update(content_words(apposed[1]))
                after = _SORT_AFTER.match(text, name.end)
                if after and _WERE.isdisjoint(after[1].split()):
                    sorts[entity].update(content_words(after[1]))
        return sorts

    def surnames(self) -> dict[str, EntityId]:
        """The people of the document by the word that ends their names, where one alone bears it."""
        found: dict[str, EntityId | None] = {}
        for names in self.named_in.values():
            for name, entity in names:
                if name.kind is NameKind.PERSON and " " in name.text and self.kind(entity) == "person":
                    last = name_tokens(self._index.name(entity))[-1:]
                    if last:
                        found[last[0]] = entity if found.get(last[0], entity) == entity else None
        return {last: entity for last, entity in found.items() if entity is not None}

    def is_vessel(self, ids: Sequence[EntityId], stems: Sequence[str]) -> bool:
        """Whether something, named or described, is a ship, which English calls she."""
        if not ids:
            return bool(stems) and stems[-1] in VESSELS
        words = name_tokens(self._index.name(ids[0]))
        is_led = is_ship_prefix(words[0]) if len(words) > 1 else False
        return is_led or bool(self.sorts.get(ids[0], set()) & VESSELS) or not VESSELS.isdisjoint(words)

    def is_body(self, entity: EntityId) -> bool:
        """Whether a name is of a firm, club or other body: by its kind, by what it is said to be, or since it was founded."""
        if self.kind(entity) == "organisation" or entity in self._founded:
            return True
        return not _BODIES.isdisjoint(self.sorts.get(entity, ()))

    def kind(self, entity: EntityId) -> str:
        known = self._kinds.get(entity)
        return known.kind if known is not None else "unknown"

    def is_person(self, entity: EntityId) -> bool:
        return entity in self._people

    def has_given_name(self, entity: EntityId) -> bool:
        """Whether the name itself tells that somebody is a he or a she."""
        words = self._index.name(entity).split()
        return len(words) > 1 and bool(gender_of_title(words[0]) or _given().get(fold(words[0])))

    def gender(self, entity: EntityId) -> str:
        if (told := self._genders.get(entity)) is None:
            told = self._genders[entity] = self._gender_of(entity)
        return told

    def _gender_of(self, entity: EntityId) -> str:
        known = self._kinds.get(entity)
        forms = (known.name, *known.aliases) if known is not None else (entity,)
        first = {fold(f.split()[0]).strip(".") for f in forms if f.split()}
        titled = "m" if first & _MASCULINE else "f" if first & _FEMININE else ""
        return titled or (self._gender_of_given(forms) if self.kind(entity) in ("person", "unknown") else "")

    def _gender_of_given(self, forms: Sequence[str]) -> str:
        """What a given name tells: of `Grandmaster Lilla Varadi` the second word, of a name of one word that one."""
        told: set[str] = set()
        for form in forms:
            words = [fold(w).strip(".") for w in form.split()[:3]]
            told.update(gender for w in words[: max(1, len(words) - 1)] if (gender := _given().get(w)))
        return told.pop() if len(told) == 1 else ""


def gender_of_title(words: str) -> str:
    """What the title before a name tells: `Mrs Orme`."""
    first = fold(words.split(" ", 1)[0]).strip(".")
    return "m" if first in _MASCULINE else "f" if first in _FEMININE else ""


@cache
def _given() -> dict[str, str]:
    data = load_yaml("claims/names/given.yaml")
    return {**dict.fromkeys(data["masculine"].split(), "m"), **dict.fromkeys(data["feminine"].split(), "f")}
