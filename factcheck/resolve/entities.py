"""Resolve, part: which names of the corpus name one thing. Blocks on keys, never all pairs; the order of documents is free."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.model.claim import Entity, EntityId
from factcheck.model.lexicon import NO_LEXICON, EntityLexicon
from factcheck.model.mention import NameKind, NameMention
from factcheck.resolve.name_groups import Groups, Names, collect
from factcheck.resolve.name_links import links_of, merge_spellings, settle
from factcheck.values.name_variants import gender_of_title
from factcheck.values.names import is_near_miss, name_tokens, normalise, state_of, states
from factcheck.values.versions import product_and_version
from factcheck.values.words import fold, stem

_MAX_BLOCK = 60


@dataclass(frozen=True, slots=True)
class EntityIndex:
    """The entities of a corpus and the way from a name to its entity."""

    entities: tuple[Entity, ...]
    _by_name: dict[str, EntityId]
    _by_document: dict[tuple[str, str], EntityId | None]
    _by_title: dict[str, EntityId]
    near_misses: tuple[tuple[str, str], ...]
    """Pairs of names that may be one name misspelled; never merged."""
    _names: dict[EntityId, str]
    by_id: Mapping[EntityId, Entity]
    _by_head: dict[str, tuple[EntityId, ...]]
    """By the stem of the noun that ends a name of several words: what a good part of the corpus speaks of."""
    _by_version: dict[str, frozenset[str]]

    def headed(self, noun: str) -> tuple[EntityId, ...]:
        """What a good part of the corpus speaks of under names that end in a noun, given by its stem."""
        return self._by_head.get(noun, ())

    def entity(self, document: str, name: str) -> EntityId | None:
        """The entity that a name means in a document; none if it is unknown or ambiguous."""
        key = normalise(name)
        if (document, key) in self._by_document:
            return self._by_document[document, key]
        if self._by_title and (titled := self._by_title.get(fold(name).replace(".", ""))):
            return titled
        found = self._by_name.get(key)
        if found is None and (state := state_of(name)):
            return EntityId(normalise(state))
        return found

    def products(self, version: str) -> frozenset[str]:
        """What the corpus names with a version, given as `version_member` gives it: Loamkit of `Loamkit 2.4.0`."""
        return self._by_version.get(version, frozenset())

    def name(self, entity: EntityId) -> str:
        """The fullest name of an entity."""
        return self._names.get(entity, entity)


def merge_entities(
    mentions: Iterable[tuple[str, NameMention]],
    lexicon: EntityLexicon = NO_LEXICON,
    ordinary: Set[str] = frozenset(),
) -> EntityIndex:
    """The entities behind all names of a corpus, given as document and mention in any order.

    What the lexicon of the user says goes before all that is guessed; `ordinary` are words that the corpus writes small.
    """
    names = collect(mentions, ordinary)
    groups = Groups(sorted(names.surface), lexicon)
    merge_spellings(names, groups)
    links = links_of(names, groups, ordinary)
    by_document = settle(names, groups, links)
    return _index(names, groups, by_document, ordinary)


def _index(
    names: Names, groups: Groups, by_document: Mapping[tuple[str, str], str | None], ordinary: Set[str]
) -> EntityIndex:
    members: dict[str, list[str]] = defaultdict(list)
    for key in sorted(names.surface):
        members[groups.find(key)].append(key)
    elsewhere = _elsewhere(names, by_document)
    by_name: dict[str, EntityId] = {}
    made: list[Entity] = []
    by_title: dict[str, EntityId] = {}
    for root, keys in members.items():
        entry = groups.owner.get(root)
        canonical = normalise(entry.name) if entry is not None else _canonical(keys, names, ordinary)
        entity = EntityId(canonical)
        by_name.update(dict.fromkeys(keys, entity))
        if keys == [root] and len(names.titled.get(root, ())) > 1:
            pair = _by_gender(root, names)
            by_title.update({fold(form).replace(".", ""): e.id for e, forms in pair for form in forms})
            made.extend(e for e, _ in pair)
        documents = sorted({d for key in keys for d in names.documents[key] - elsewhere.get(key, set())})
        if not documents:
            continue
        name = entry.name if entry is not None else _shown(canonical, keys, names, ordinary)
        state = states().get(state_of(canonical) or "")
        lifespan = f"{state.exists_from or '..'}/{state.exists_to or '..'}" if state is not None else "../.."
        made.append(
            Entity(
                id=entity,
                name=name,
                aliases=tuple(sorted({f for key in keys for f in names.surface[key]} - {name})),
                kind=(
                    entry.kind if entry is not None and entry.kind is not NameKind.UNKNOWN else _kind(keys, names)
                ).value,
                documents=tuple(documents),
                lifespan=entry.lifespan
                if entry is not None and entry.lifespan
                else lifespan
                if lifespan != "../.."
                else "",
            )
        )
    declared = {key: (EntityId(normalise(entry.name)), entry.name) for key, entry in groups.owner.items()}
    for key, (entity, _) in declared.items():
        by_name.setdefault(key, entity)
    answers = {where: by_name[target] if target is not None else None for where, target in by_document.items()}
    return EntityIndex(
        tuple(sorted(made, key=lambda e: e.id)),
        by_name,
        answers,
        by_title,
        tuple(_near_misses(sorted(names.surface.keys() | groups.owner.keys()), groups)),
        {**dict(declared.values()), **{e.id: e.name for e in made}},
        {e.id: e for e in made},
        _heads_of(made),
        _products_of(made),
    )


def _products_of(entities: Sequence[Entity]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        product, version = product_and_version(entity.name)
        if product:
            found[version].add(product)
    return {version: frozenset(products) for version, products in found.items()}


_GOOD_PART = 0.3


def _heads_of(entities: Sequence[Entity]) -> dict[str, tuple[EntityId, ...]]:
    """The entities that a good part of the documents name, by the noun that ends their names."""
    total = len({d for entity in entities for d in entity.documents})
    heads: dict[str, list[EntityId]] = defaultdict(list)
    for entity in sorted(entities, key=lambda e: e.id):
        parts = name_tokens(entity.name)
        if len(parts) > 1 and len(entity.documents) >= _GOOD_PART * total:
            heads[stem(parts[-1])].append(entity.id)
    return {head: tuple(ids) for head, ids in heads.items()}


def _elsewhere(names: Names, by_document: Mapping[tuple[str, str], str | None]) -> dict[str, set[str]]:
    """By name: the documents in which it stands for another entity than its own."""
    found: dict[str, set[str]] = defaultdict(set)
    for document, key in by_document:
        found[key].add(document)
    return found


def _by_gender(key: str, names: Names) -> list[tuple[Entity, list[str]]]:
    """The two people of one surname that are told apart by their titles alone: `Mr Hartigan` and `Mrs Hartigan`."""
    found = []
    for gender, forms in sorted(names.titled[key].items()):
        name = min(forms)
        entity = Entity(
            id=EntityId(f"{key} ({gender})"),
            name=name,
            aliases=tuple(sorted(forms - {name})),
            kind=NameKind.PERSON.value,
            documents=tuple(sorted(names.documents[key])),
        )
        found.append((entity, sorted(f for f in forms if gender_of_title(f) == gender)))
    return found


def _kind(keys: Sequence[str], names: Names) -> NameKind:
    total: Counter[NameKind] = Counter()
    for key in keys:
        total.update(names.kinds[key])
    if len(total) > 1:
        del total[NameKind.UNKNOWN]  # `Osric Thame`, called `Thame` ever after
    return min(total, key=lambda kind: (-total[kind], kind))


def _canonical(keys: Sequence[str], names: Names, ordinary: Set[str]) -> str:
    """The fullest name of a group, rather not one that the text calls another name of something.

    What begins with an ordinary word is no fuller name of a person: `Thanks Matteo`, `Upgrade Kubervale`.
    """
    for key in keys:
        state = state_of(key)
        if state:
            return normalise(state)
    return max(
        keys,
        key=lambda k: (
            k not in names.defined,
            not _is_led_in(k, keys, names, ordinary),
            len(name_tokens(k)),
            sum(names.surface[k].values()),
            k,
        ),
    )


def _is_led_in(key: str, keys: Sequence[str], names: Names, ordinary: Set[str]) -> bool:
    first, _, rest = key.partition(" ")
    return rest in keys and names.is_person(key) and (first in ordinary or first in _verbs())


@cache
def _verbs() -> frozenset[str]:
    return frozenset(load_yaml("claims/predicates/verbs.en.yaml")["verbs"].split())


def _shown(canonical: str, keys: Sequence[str], names: Names, ordinary: Set[str]) -> str:
    """The form that people read: the most frequent one of the canonical name, rather not in capitals throughout."""
    if canonical not in names.surface:
        return state_of(canonical) or canonical
    most = min(names.surface[canonical].items(), key=lambda item: (_is_shouted(item[0]), -item[1], item[0]))[0]
    if _is_shouted(most):
        calm = [
            k for k in keys if k not in names.defined and any(not _is_shouted(f) and " " in f for f in names.surface[k])
        ]
        if calm:
            return _shown(_canonical(calm, names, ordinary), (), names, ordinary)
    return most


def _is_shouted(form: str) -> bool:
    return " " in form and form.isupper()


def _near_misses(keys: Sequence[str], groups: Groups) -> Iterable[tuple[str, str]]:
    """Pairs of names of one length that differ by a slip in one word.

    Names meet where all other words are equal and the word begins or ends the same up to about its half: a single slip,
    also two letters swapped, always leaves one of the two halves whole.
    """
    blocks: dict[tuple[int, str, int, str], list[str]] = defaultdict(list)
    for key in keys:
        words = name_tokens(key)
        if len(words) > 6:
            continue
        for n, word in enumerate(words):
            if len(word) < (4 if len(words) > 1 else 5) or not word.isalpha():
                continue
            rest = " ".join(words[:n] + words[n + 1 :])
            for half in {(len(word) - 1) // 2, len(word) // 2}:
                blocks[n, rest, 0, word[:half]].append(key)
                blocks[n, rest, 1, word[-half:]].append(key)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        if not 2 <= len(block) <= _MAX_BLOCK:
            continue
        for i, a in enumerate(block):
            for b in block[i + 1 :]:
                if (
                    (a, b) not in seen
                    and is_near_miss(a, b)
                    and groups.find(a) != groups.find(b)
                    and fold(a) != fold(b)
                ):
                    seen.add((a, b))
    return sorted(seen)
