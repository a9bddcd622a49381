"""Resolve, part: which names of the corpus name one thing. Blocks on words, never all pairs; the order of documents is free."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from factcheck.model.claim import Entity, EntityId
from factcheck.model.mention import NameKind, NameMention
from factcheck.values.names import differ_surely, is_acronym_of, is_near_miss, name_tokens, normalise, state_of
from factcheck.values.words import fold

_MAX_BLOCK = 400


@dataclass(frozen=True, slots=True)
class EntityIndex:
    """The entities of a corpus and the way from a name to its entity."""

    entities: tuple[Entity, ...]
    _by_name: dict[str, EntityId]
    _by_document: dict[tuple[str, str], EntityId]
    near_misses: tuple[tuple[str, str], ...]
    """Pairs of names that may be one name misspelled; never merged."""
    _names: dict[EntityId, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_names", {e.id: e.name for e in reversed(self.entities)})

    def entity(self, document: str, name: str) -> EntityId | None:
        """The entity that a name means in a document; none if it is unknown or ambiguous."""
        key = normalise(name)
        found = self._by_document.get((document, key)) or self._by_name.get(key)
        if found is None and (state := state_of(name)):
            return EntityId(normalise(state))
        return found

    def name(self, entity: EntityId) -> str:
        """The fullest name of an entity."""
        return self._names.get(entity, entity)


class _Groups:
    """Union-find over names; a group never holds two names that differ surely."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, x: str) -> str:
        root = x
        while self.parent.get(root, root) != root:
            root = self.parent[root]
        while self.parent.get(x, x) != root:
            self.parent[x], x = root, self.parent[x]
        return root

    def union(self, a: str, b: str) -> None:
        x, y = sorted((self.find(a), self.find(b)))
        self.parent[y] = x


def merge_entities(mentions: Sequence[tuple[str, NameMention]]) -> EntityIndex:
    """The entities behind all names of a corpus, given as document and mention in any order."""
    surface: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, Counter[NameKind]] = defaultdict(Counter)
    documents: dict[str, set[str]] = defaultdict(set)
    said_alias: set[tuple[str, str]] = set()
    for document, mention in mentions:
        key = normalise(mention.text)
        if not key:
            continue
        surface[key][mention.text] += 1
        kinds[key][mention.kind] += 1
        documents[key].add(document)
        if mention.alias_of:
            said_alias.add((key, normalise(mention.alias_of)))
    groups = _Groups()
    for short, long in sorted(said_alias):
        if long in surface:
            groups.union(short, long)
    _merge_states(surface, groups)
    _merge_variants(surface, groups)
    short_forms = _merge_by_words(surface, kinds, documents, groups)
    _merge_acronyms(surface, groups)
    return _index(surface, kinds, documents, groups, short_forms)


def _merge_states(surface: dict[str, Counter[str]], groups: _Groups) -> None:
    for key in sorted(surface):
        state = state_of(key)
        if state:
            groups.union(key, normalise(state))


def _merge_variants(surface: dict[str, Counter[str]], groups: _Groups) -> None:
    """Merges spellings that differ in hyphens, spaces, order or a plural only; a slip of letters is a near miss, no variant."""
    from rapidfuzz import fuzz

    blocks: dict[str, list[str]] = defaultdict(list)
    for key in sorted(surface):
        words = name_tokens(key)
        if len(words) > 1 and not state_of(key):
            blocks["".join(sorted("".join(words)))[:24]].append(key)
            blocks[min(words)[:6] + max(words)[:6]].append(key)
    for block in blocks.values():
        if not 2 <= len(block) <= _MAX_BLOCK:
            continue
        for i, a in enumerate(block):
            for b in block[i + 1 :]:
                x, y = " ".join(name_tokens(a)), " ".join(name_tokens(b))
                same_letters = x.replace(" ", "") == y.replace(" ", "")
                if (
                    same_letters or fuzz.token_sort_ratio(x, y) >= 99 or x.rstrip("s") == y.rstrip("s")
                ) and not differ_surely(a, b):
                    groups.union(a, b)


def _merge_acronyms(surface: dict[str, Counter[str]], groups: _Groups) -> None:
    acronyms = sorted(k for k, forms in surface.items() if any(f.isupper() and 2 <= len(f) <= 7 for f in forms))
    by_initial: dict[str, list[str]] = defaultdict(list)
    for key in sorted(surface):
        if len(key.split()) > 1:
            by_initial[key[0]].append(key)
    for short in acronyms:
        if state_of(short):
            continue
        shown = next(f for f in surface[short] if f.isupper())
        longs = [k for k in by_initial[short[0]] if any(is_acronym_of(shown, f) for f in surface[k])]
        if len({groups.find(k) for k in longs}) == 1:
            groups.union(short, longs[0])


def _merge_by_words(
    surface: dict[str, Counter[str]],
    kinds: dict[str, Counter[NameKind]],
    documents: dict[str, set[str]],
    groups: _Groups,
) -> dict[tuple[str, str], str]:
    """Merges a short form into the only fuller name that holds it; where several do, per document if one alone is there."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for key in sorted(surface):
        for word in sorted(set(name_tokens(key))):
            by_word[word].append(key)
    per_document: dict[tuple[str, str], str] = {}
    for short in sorted(surface, key=lambda k: (len(k), k)):
        words = name_tokens(short)
        if not words or state_of(short):
            continue
        rarest = min(words, key=lambda w: (len(by_word[w]), w))
        candidates = by_word[rarest]
        if len(candidates) > _MAX_BLOCK:
            continue
        fuller = [
            k
            for k in candidates
            if k != short
            and len(name_tokens(k)) > len(words)
            and _is_short_form(words, name_tokens(k), kinds[k])
            and not (differ_surely(short, k) and _adds_number(short, k))
            and not state_of(k)
        ]
        if not fuller:
            continue
        roots = {_longest_chain(k, fuller) for k in fuller}
        if len(roots) == 1:
            groups.union(short, next(iter(roots)))
            continue
        for document in sorted(documents[short]):
            here = sorted({r for r in roots if document in documents[r]})
            if len(here) == 1:
                per_document[document, short] = here[0]
    return per_document


def _adds_number(short: str, long: str) -> bool:
    return any(c.isdigit() for c in long) != any(c.isdigit() for c in short)


def _longest_chain(key: str, fuller: Sequence[str]) -> str:
    """The fullest of the names that hold this one."""
    words = set(name_tokens(key))
    longer = [k for k in fuller if words < set(name_tokens(k))]
    return max(longer, key=lambda k: (len(name_tokens(k)), k)) if len({*longer}) == 1 else key


def _is_short_form(short: tuple[str, ...], long: tuple[str, ...], kind: Counter[NameKind]) -> bool:
    """Whether a name can be cut to the short form: a surname, a first word, or the words up to or with its head."""
    is_person = kind.most_common(1)[0][0] is NameKind.PERSON
    if len(short) == 1:
        if is_person:
            return short[0] == long[-1] and len(short[0]) > 2
        # `Vilnius` is no short form of `Vilnius University`; `Ferrule` may be one of `Ferrule 4.0`, but says less
        return False
    at = [n for n in range(len(long) - len(short) + 1) if long[n : n + len(short)] == short]
    return bool(at) and at[-1] + len(short) == len(long)


def _index(
    surface: dict[str, Counter[str]],
    kinds: dict[str, Counter[NameKind]],
    documents: dict[str, set[str]],
    groups: _Groups,
    short_forms: dict[tuple[str, str], str],
) -> EntityIndex:
    members: dict[str, list[str]] = defaultdict(list)
    for key in sorted(surface):
        members[groups.find(key)].append(key)
    by_name: dict[str, EntityId] = {}
    made: list[Entity] = []
    for keys in members.values():
        canonical = _canonical(keys, surface)
        entity = EntityId(canonical)
        for key in keys:
            by_name[key] = entity
        shown = surface[canonical].most_common()
        name = sorted(shown, key=lambda item: (-item[1], item[0]))[0][0] if shown else state_of(canonical) or canonical
        forms = sorted({f for key in keys for f in surface[key]} - {name})
        total: Counter[NameKind] = Counter()
        for key in keys:
            total.update(kinds[key])
        kind = sorted(total.items(), key=lambda item: (-item[1], item[0]))[0][0]
        made.append(
            Entity(
                id=entity,
                name=name,
                aliases=tuple(forms),
                kind=kind.value,
                documents=tuple(sorted({d for key in keys for d in documents[key]})),
            )
        )
    by_document = {where: by_name[target] for where, target in short_forms.items()}
    return EntityIndex(
        tuple(sorted(made, key=lambda e: e.id)), by_name, by_document, tuple(_near_misses(sorted(surface), groups))
    )


def _canonical(keys: Sequence[str], surface: dict[str, Counter[str]]) -> str:
    for key in keys:
        state = state_of(key)
        if state:
            return normalise(state)
    return max(keys, key=lambda k: (len(name_tokens(k)), sum(surface[k].values()), k))


def _near_misses(keys: Sequence[str], groups: _Groups) -> Iterable[tuple[str, str]]:
    """Pairs of names of one length that differ by a slip in one word, found by the words that they share or by a prefix."""
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in keys:
        words = name_tokens(key)
        for n, word in enumerate(words):
            blocks[(*words[:n], word[:2], *words[n + 1 :], str(n))].append(key)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        if not 2 <= len(block) <= _MAX_BLOCK:
            continue
        for i, a in enumerate(block):
            for b in block[i + 1 :]:
                if (
                    (a, b) not in seen
                    and groups.find(a) != groups.find(b)
                    and is_near_miss(a, b)
                    and fold(a) != fold(b)
                ):
                    seen.add((a, b))
    return sorted(seen)
