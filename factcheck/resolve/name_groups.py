"""Resolve, part: the names of a corpus as they were met, and the groups that they are merged into."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from factcheck.model.lexicon import EntityLexicon, LexiconEntry
from factcheck.model.mention import NameKind, NameMention
from factcheck.values.name_variants import gender_of_title, initials_of, parts_of
from factcheck.values.names import differ_by_series, final_nouns, name_tokens, normalise, state_of
from factcheck.values.words import common_words, is_common_word


@dataclass(slots=True)
class Names:
    """What the corpus tells of each name, by its normalised form."""

    surface: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    kinds: dict[str, Counter[NameKind]] = field(default_factory=lambda: defaultdict(Counter))
    documents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    first: dict[tuple[str, str], int] = field(default_factory=dict)
    """By document and name: which mention of all the first is, so that of two names the earlier is told."""
    titled: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    """Of a bare surname: by the gender of the title before it, the forms with that title."""
    defined: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    """By short form and full name: the documents whose text ties the two."""

    def is_person(self, key: str) -> bool:
        """Whether most of its mentions look like a person's name."""
        return self.kind(key) is NameKind.PERSON

    def kind(self, key: str) -> NameKind:
        """What most of its mentions seem to name."""
        counts = self.kinds[key]
        return min(counts, key=lambda kind: (-counts[kind], kind)) if counts else NameKind.UNKNOWN


def collect(mentions: Iterable[tuple[str, NameMention]], ordinary: Set[str] = frozenset()) -> Names:
    """The names of a corpus, given as document and mention, those of one document in the order of its text.

    A common word that but ever opens a sentence is no name; one that only the lexicons of claims know must stand in small
    letters elsewhere (`ordinary`).
    """
    names = Names()
    opening: set[str] = set()
    within: set[str] = set()
    ties: set[tuple[str, str, str]] = set()
    for place, (document, mention) in enumerate(mentions):
        key = normalise(mention.text)
        if not key:
            continue
        (opening if mention.is_opening else within).add(key)
        names.first.setdefault((document, key), place)
        names.surface[key][mention.text] += 1
        names.kinds[key][mention.kind] += 1
        names.documents[key].add(document)
        if " " not in key and (gender := gender_of_title(mention.text)):
            names.titled[key][gender].add(mention.text)
        if mention.alias_of:
            ties.add((document, mention.text, mention.alias_of))
    for key in opening - within:
        if key in common_words() or (key in ordinary and key not in final_nouns() and is_common_word(key)):
            for held in (names.surface, names.kinds, names.documents, names.titled):
                held.pop(key, None)
    for document, alias, told in sorted(ties):
        a, b = normalise(alias), normalise(told)
        if a == b or b not in names.surface:
            continue
        short, full = (
            (b, a) if b in initials_of(alias) or (" " in a and " " not in b and a not in initials_of(told)) else (a, b)
        )
        names.defined[short][full].add(document)
    return names


class Groups:
    """Union-find over names. A group never holds names of two lexicon entries, nor two with different marks."""

    def __init__(self, keys: Sequence[str], lexicon: EntityLexicon) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._marks: dict[str, dict[str, str]] = {}
        self.owner: dict[str, LexiconEntry] = {}
        """By root, and by each name of the lexicon."""
        self._others: dict[str, frozenset[str]] = {}
        self._all_others: set[str] = set()
        for entry in lexicon.entries:
            root = normalise(entry.name)
            others = frozenset(map(normalise, entry.others))
            self._all_others |= others
            for name in entry.names:
                key = normalise(name)
                self.owner[key] = entry
                self._others[key] = others
                self.join(root, key, told=True)
        for key in keys:
            self._marks.setdefault(key, _marks(key))

    def find(self, name: str) -> str:
        """The name that stands for the group."""
        root = name
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(name, name)) != root:
            self._parent[name] = root
            name = above
        return root

    def members(self, name: str) -> list[str]:
        """All names of the group."""
        root = self.find(name)
        return self._members.get(root, [root])

    def may_join(self, a: str, b: str, *, told: bool = False) -> bool:
        """Whether nothing keeps the groups of two names apart; `told` by the text, only the lexicon does."""
        x, y = self.find(a), self.find(b)
        if x == y:
            return True
        p, q = self.owner.get(x), self.owner.get(y)
        if p is not None and q is not None and p is not q:
            return False
        if self._all_others and (self._is_other(x, y) or self._is_other(y, x)):
            return False
        if told:
            return True
        mine, its = self._marks.get(x, {}), self._marks.get(y, {})
        return all(its.get(sort, mark) == mark for sort, mark in mine.items())

    def _is_other(self, root: str, other: str) -> bool:
        others = self._others.get(root, frozenset())
        return bool(others) and any(m in others for m in self.members(other))

    def join(self, a: str, b: str, *, told: bool = False) -> bool:
        """Makes one group of two where it may."""
        x, y = self.find(a), self.find(b)
        if x == y:
            return True
        if not self.may_join(x, y, told=told):
            return False
        x, y = sorted((x, y))
        self._parent[y] = x
        mine, its = self._members.pop(x, [x]), self._members.pop(y, [y])
        if len(mine) < len(its):
            mine, its = its, mine
        mine.extend(its)
        self._members[x] = mine
        self._marks[x] = {**self._marks.get(y, {}), **self._marks.get(x, {})}
        if y in self.owner:
            self.owner.setdefault(x, self.owner[y])
            self._others[x] = self._others.get(x, frozenset()) | self._others.get(y, frozenset())
        return True


def _marks(key: str) -> dict[str, str]:
    """What a name says that keeps it from others: numbers, a qualifier by its sort, the state that it is."""
    parts = parts_of(key)
    marks = {parts.sort: parts.qualifier} if parts.sort else {}
    if parts.numbers:
        marks["numbers"] = " ".join(sorted(parts.numbers))
    if state := state_of(key):
        marks["state"] = state
    return marks


def differ(a: str, b: str) -> bool:
    """Whether two spellings hold words of one series, `North` and `South`, that keep them apart."""
    return differ_by_series(a, b)


def token_count(key: str) -> int:
    """How full a name is."""
    return len(name_tokens(key))
