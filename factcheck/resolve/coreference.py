"""Resolve, part: what pronouns and definite descriptions of a document stand for.

The document is read once from top to bottom. Each grammatical subject is resolved against those before it, the subject of
the sentence before first (centering: Grosz, Joshi and Weinstein 1995), and remembered for those that follow.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.model.claim import ClaimType, EntityId
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.resolve.entities import EntityIndex
from factcheck.values.frozen import dataclass, replace
from factcheck.values.names import has_title, name_tokens
from factcheck.values.words import content_words, fold, function_words, stem, tokens

_PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_NEUTRAL = frozenset({"it", "its", "itself", "this", "that", "which"})
_PLURAL = frozenset({"they", "them", "their", "these", "those"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "our", "its", "his", "her", "their", "such"})
_OWNERS = {"its": "it", "his": "he", "her": "she", "their": "they"}
_MASCULINE = frozenset(["mr", "sir", "king", "prince", "lord", "father", "emperor", "bishop", "brother"])
_FEMININE = frozenset(["mrs", "ms", "miss", "dame", "lady", "queen", "princess", "empress", "sister", "mme"])
_OBJECTS = frozenset({"it", "them", "him", "her"})
_REACH = 4
"""How many sentences back a pronoun reaches."""
_ABOVE = 12
"""How many blocks up a description does."""
_INDEFINITE = frozenset(["nobody", "somebody", "someone", "everybody", "everyone", "anybody", "anyone", "none", "one", "i", "we", "you", "there", "who", "what", "nothing", "something"])  # fmt: skip
_NO_THING = frozenset(["be", "been", "being", "free", "full", "open", "closed", "available", "late", "early", "long", "first", "second", "third", "last", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "hundred", "dozen", "half", "a", "an", "the", "and", "of", "more", "most", "less", "all", "both", "other", "others", "many", "few", "several", "some", "much", "long", "later", "earlier", "found", "made", "based", "born", "together", "again", "already", "only", "about", "over", "up"])  # fmt: skip
"""Words that alone or together name nothing."""
_PLEONASTIC = re.compile(
    r"it\s(?:(?:is|was|has been|had been|would be|will be|may be|became|seems|appears)\s(?:\w+ly\s|not\s)?\w+\sthat\b"
    r"|(?:is|was|has been|had been|would be|will be|may be|became)\s(?:\w+ly\s|not\s|too\s)?(?:possible|impossible|necessary|"
    r"proposed|planned|decided|agreed|hoped|hard|easy|difficult|important|best|better|customary|intended|usual|common|wise|safe|"
    r"forbidden|permitted|illegal|legal|possible|time|up)\sto\b|(?:took|takes|has taken)\s)",
    re.I,
)
_SORT_BEFORE = re.compile(r"\b(?:the|a|an|our|its|their|his|her)\s((?:[a-z][\w-]*\s){1,3})\Z")
_SORT_AFTER = re.compile(
    r"(?:,\s|\s\(|\s(?:is|was|are|were|became|remains)\s)(?:now\s|then\s|also\s)?(?:a|an|the)\s((?:[\w-]+\s){0,4}?[a-z][\w-]+)"
    r"(?=[,.;:)]|\s(?:of|in|at|on|for|from|to|with|by|which|that|who|and|near|between|built|made|founded|run)\b|\Z)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a grammatical subject stands for: entities, or words where it has no name."""

    ids: tuple[EntityId, ...] = ()
    words: str = ""
    stems: tuple[str, ...] = ()
    person: bool = False
    gender: str = ""
    plural: bool = False
    how: str = ""
    owner: tuple[EntityId, ...] = ()
    """Whose it is: of `Rao's result`, Rao."""
    minor: bool = False
    """Whether it is only the antecedent of a relative clause: `left the house to the town, which sold it`."""


_NOTHING = Meaning()
_OWNER = re.compile(r"[’']s?\s")
_RELATIVE = re.compile(r",?\s(?:of\s|in\s|for\s|to\s)?(?:which|who|that|whose|where|whom)\b")


class Discourse:
    """The meanings of a document's grammatical subjects."""

    def __init__(self, found: Extraction, index: EntityIndex, topic: Sequence[EntityId]) -> None:
        self._found, self._index, self._topic = found, index, tuple(topic)
        self._path = found.document.path
        self._kinds = index.by_id
        self._stems: dict[EntityId, tuple[frozenset[str], frozenset[str]]] = {}
        self._named_in = {
            block: [(name, entity) for name in names if (entity := index.entity(self._path, name.text))]
            for block, names in found.names.items()
        }
        """The names of each block that mean an entity, with it."""
        self._people = self._known_people()
        self._sorts = self._sorts_of_names()
        self._meanings: dict[tuple[int, int], Meaning] = {}
        self._first_of: dict[tuple[int, int], Meaning] = {}
        self._salience: Counter[EntityId] = Counter()
        self._read()

    def meaning_of(self, draft: DraftClaim) -> Meaning:
        """What a draft claim is about; nothing where only the document's topic is left."""
        if draft.subject_start >= 0:
            known = self._meanings.get((draft.block, draft.subject_start))
            if known is not None and (fold(draft.subject) in (fold(known.words), "") or known is _NOTHING):
                return known
            block = self._found.document.blocks[draft.block]
            before = self._before(draft.block, draft.subject_start)
            if draft.subject.lower() in _OBJECTS and before and draft.subject_start > draft.start:
                home = max(
                    (s.start for s in self._found.sentences[draft.block] if s.start <= draft.subject_start), default=0
                )
                if (draft.block, home) in self._first_of and self._first_of[draft.block, home] in before[-1]:
                    if len(before[-1]) > 1 or not before[-1][0].words:
                        return _NOTHING  # `left the house to the town, which sold it`
                    before = before[:-1]  # `The gallery bought it in 1909`: an object is not the subject
            return self._resolved(block, draft.subject_start, draft.subject, draft.subject_names, before)
        if draft.subject:
            return self._resolved(
                self._found.document.blocks[draft.block], draft.start, draft.subject, draft.subject_names, []
            )
        sentence = next((s for s in self._found.sentences[draft.block] if s.start <= draft.value_start < s.end), None)
        is_before = draft.quantity is None or any(
            r.start < draft.value_end
            for r in self._found.referents.get(draft.block, ())
            if sentence and r.start >= sentence.start
        )
        if (
            sentence is not None
            and is_before
            and draft.extractor.startswith("prose")
            and (first := self._first_of.get((draft.block, sentence.start)))
        ):
            return first
        return _NOTHING

    def _before(self, block: int, start: int) -> list[list[Meaning]]:
        """The meanings in the sentences up to a place, the nearest sentence last."""
        sentences: list[list[Meaning]] = []
        for b in range(max(0, block - 2), block + 1):
            for sentence in self._found.sentences[b]:
                inside = [
                    m
                    for r in self._found.referents.get(b, ())
                    if sentence.start <= r.start < sentence.end
                    and (b < block or r.start < start)
                    and (m := self._meanings.get((b, r.start))) is not None
                ]
                if inside:
                    sentences.append(inside)
        return sentences

    def _read(self) -> None:
        """Resolves all referents in the order of the text."""
        recent: list[list[Meaning]] = []
        last_block, last_headings = -9, tuple[int, ...]()
        for block in self._found.document.blocks:
            referents = self._found.referents.get(block.index, ())
            if not referents:
                continue
            if block.index - last_block > 3 or block.headings != last_headings:
                recent.clear()
            last_block, last_headings = block.index, block.headings
            starts = [s.start for s in self._found.sentences[block.index]]
            home = -1
            for referent in referents:
                sentence = max((s for s in starts if s <= referent.start), default=0)
                if sentence != home:
                    recent.append([])
                    home = sentence
                names = tuple(n.text for n in self._names_in(block.index, referent.start, referent.end))
                words = block.text[referent.start : referent.end]
                meaning = self._resolved(block, referent.start, words, names, recent)
                if recent[-1] and meaning.words and _RELATIVE.match(block.text, referent.end):
                    meaning = replace(meaning, minor=True)
                self._meanings[block.index, referent.start] = meaning
                self._first_of.setdefault((block.index, home), meaning)
                recent[-1].append(meaning)
                self._salience.update(meaning.ids[:1])
            del recent[:-_REACH]

    def _names_in(self, block: int, start: int, end: int) -> Iterator[NameMention]:
        return (n for n in self._found.names[block] if start <= n.start < end)

    # --- one subject --------------------------------------------------------------------------------------------------

    def _resolved(
        self, block: Block, start: int, words: str, names: Sequence[str], recent: Sequence[Sequence[Meaning]]
    ) -> Meaning:
        parts = tokens(words)
        low = [t.low for t in parts]
        stems = content_words(words)
        if low[:1] == ["it"] and _PLEONASTIC.match(block.text, start):
            return _NOTHING
        if len(low) == 1 and (low[0] in _PERSONAL or low[0] in _NEUTRAL or low[0] in _PLURAL):
            return self._pronoun(block, start, words, low[0], recent)
        if not low or (len(low) == 1 and low[0] in _INDEFINITE) or all(w in _NO_THING for w in low):
            return _NOTHING
        heads = names_at_head(words, names)
        named = tuple(dict.fromkeys(e for n in heads if (e := self._index.entity(self._path, n))))
        if named:
            return self._named(words, named, stems)
        if low[0] in _DEFINITE and stems:
            found = self._description(block, start, words, low, stems, recent)
            if found is not None:
                return found
            if low[0] in _OWNERS and (owner := self._pronoun(block, start, low[0], low[0], recent)).words:
                name = self._index.name(owner.ids[0]) if owner.ids else owner.words
                return Meaning(
                    words=f"{name}’s {words.split(None, 1)[-1]}" if len(low) > 1 else name,
                    stems=stems,
                    gender=_gender_of(stems),
                    plural=_is_plural(low[1:]),
                    how=f"`{low[0]}` stands for {name}",
                )
        first = names[0] if names else ""
        whose = (
            self._index.entity(self._path, first)
            if words.startswith(first) and _OWNER.match(words, len(first))
            else None
        )
        return Meaning(
            words=words, stems=stems, gender=_gender_of(stems), plural=_is_plural(low), owner=(whose,) if whose else ()
        )

    def _named(self, words: str, named: tuple[EntityId, ...], stems: tuple[str, ...]) -> Meaning:
        named = tuple(sorted(named, key=lambda e: len(name_tokens(e)) < 2)) if "," in words else named
        first = named[0]
        return Meaning(
            ids=named,
            words=words,
            stems=stems,
            person=self._is_person(first),
            gender=self._gender(first),
            plural=" and " in words and len(named) > 1,
        )

    def _pronoun(
        self, block: Block, start: int, words: str, pronoun: str, recent: Sequence[Sequence[Meaning]]
    ) -> Meaning:
        """The first subject that the pronoun may mean of the nearest sentence that has one, else the topic or the most told of."""
        if (pronoun in _NEUTRAL or pronoun in _PLURAL) and self._is_unsure(recent, pronoun):
            return _NOTHING
        fitting = [
            m
            for sentence in reversed(recent[-_REACH:])
            for m in sorted(sentence, key=lambda m: m.minor)
            if m.words and self._fits(m, pronoun)
        ]
        if pronoun in _PERSONAL:
            fitting = self._surest(fitting, _PERSONAL[pronoun], block, start)
        if fitting:
            best = fitting[0]
            return Meaning(
                ids=best.ids, words=best.words, stems=best.stems, person=best.person, gender=best.gender,
                plural=best.plural, how=f"`{words}` stands for {self._shown(best)}, named before",
            )  # fmt: skip
        if pronoun in _PERSONAL or pronoun in _NEUTRAL:
            if pronoun in _PERSONAL:
                owners = (o for sentence in reversed(recent[-2:]) for m in sentence for o in m.owner)
                for owner in owners:
                    meaning = self._named(self._index.name(owner), (owner,), ())
                    if self._fits(meaning, pronoun):
                        return replace(meaning, how=f"`{words}` stands for {meaning.words}")
            told = [e for e, n in sorted(self._salience.items(), key=lambda item: (-item[1], item[0]))[:2] if n > 1]
            for candidate in (*self._topic[:1], *told):
                meaning = self._named(self._index.name(candidate), (candidate,), ())
                if pronoun in _PERSONAL and not (meaning.gender or meaning.person):
                    continue  # what is only written like a name of somebody: `Sixth Open`
                if self._fits(meaning, pronoun):
                    return Meaning(
                        ids=(candidate,), words=meaning.words, person=meaning.person, gender=meaning.gender,
                        how=f"`{words}` stands for {meaning.words}",
                    )  # fmt: skip
        return _NOTHING

    def _is_unsure(self, recent: Sequence[Sequence[Meaning]], pronoun: str) -> bool:
        """Whether `it` or `they` may as well mean what is no subject: behind `we` in its sentence, or after a sentence on something else."""
        told = [sentence for sentence in reversed(recent[-_REACH:]) if sentence]
        for back, sentence in enumerate(told):
            fitting = [m for m in sentence if m.words and self._fits(m, pronoun)]
            if fitting and pronoun in _PLURAL and len({m.words for m in fitting if not m.minor}) > 1:
                return True  # `The men were away and the women sang. They`
            if fitting:
                return back > 1 and not any(set(m.ids) & set(self._topic) for m in fitting)
            if not any(m.words for m in sentence):
                return True  # `We had planned the work, but it was postponed`
        return False

    def _surest(self, fitting: list[Meaning], gender: str, block: Block, start: int) -> list[Meaning]:
        """Those that are surely of that gender or surely people; else the topic, if it surely is; else all that may be meant."""
        sure = [m for m in fitting if m.gender == gender or m.person or (gender == "f" and self._is_vessel(m))]
        if not sure:  # one who is no subject: `bought by Anselm, with money that he had saved`
            near = (e for e in self._names_above(block.index, start, 1) if self._gender(e) == gender)
            sure = [self._named(self._index.name(e), (e,), ()) for e in near][:1]
        if sure or not self._topic or self._gender(self._topic[0]) != gender:
            return sure or fitting
        return [self._named(self._index.name(self._topic[0]), (self._topic[0],), ())]

    def _fits(self, meaning: Meaning, pronoun: str) -> bool:
        if pronoun in _PLURAL:
            return meaning.plural or (
                bool(meaning.ids) and not meaning.person and self._kind(meaning.ids[0]) == "organisation"
            )
        if meaning.plural:
            return False
        if pronoun in _PERSONAL:
            if meaning.ids:
                kind = self._kind(meaning.ids[0])
                may_be = (
                    meaning.person or kind == "person" or (kind == "unknown" and len(name_tokens(meaning.ids[0])) == 1)
                )
            else:
                may_be = bool(meaning.gender) or meaning.person or bool(meaning.stems and meaning.stems[-1] in _HUMANS)
            may_be = may_be or (_PERSONAL[pronoun] == "f" and self._is_vessel(meaning))
            return may_be and meaning.gender in ("", _PERSONAL[pronoun])
        return (
            not meaning.person
            and not meaning.gender
            and not (meaning.stems and not meaning.ids and meaning.stems[-1] in _HUMANS)
        )

    def _is_vessel(self, meaning: Meaning) -> bool:
        """Whether something is a ship, which English calls she."""
        if not meaning.ids:
            return bool(meaning.stems) and meaning.stems[-1] in _VESSELS
        return bool(self._sorts.get(meaning.ids[0], set()) & _VESSELS) or bool(
            set(name_tokens(self._index.name(meaning.ids[0]))) & (_VESSELS | _SHIPS_PREFIXES)
        )

    def _description(
        self,
        block: Block,
        start: int,
        words: str,
        low: Sequence[str],
        stems: tuple[str, ...],
        recent: Sequence[Sequence[Meaning]],
    ) -> Meaning | None:
        """What `the bridge` means: a name that holds the noun or is said to be one, else the same words before."""
        head = _head(words)
        if not head or low[0] in _OWNERS:
            return None
        nearest = [m for sentence in reversed(recent) for m in sentence]
        near = [e for m in nearest for e in m.ids]
        candidates = list(dict.fromkeys((*near, *self._names_above(block.index, start, _ABOVE), *self._topic)))
        extra = set(stems) - {head}
        for candidate in candidates:
            own = self._stems_of(candidate)[0]
            if head in own and extra <= own | self._sorts.get(candidate, set()):
                return self._stands(words, candidate)
        for candidate in candidates:
            if head in self._sorts.get(candidate, ()) and extra <= self._sorts[candidate]:
                return self._stands(words, candidate)
        for candidate in candidates:
            own = self._stems_of(candidate)[1]
            if head in own and len(stems) == 1:
                return self._stands(words, candidate)
        for meaning in nearest:
            if meaning.stems and not meaning.ids and meaning.stems[-1] == head and extra <= set(meaning.stems):
                return Meaning(words=meaning.words, stems=meaning.stems, plural=meaning.plural)
        return self._by_head(head, words) if len(stems) == 1 else None

    def _stems_of(self, entity: EntityId) -> tuple[frozenset[str], frozenset[str]]:
        """The stems of the words that an entity is known by: those of its name and its id, and those of its name alone."""
        if (known := self._stems.get(entity)) is None:
            name = frozenset(map(stem, name_tokens(self._index.name(entity))))
            known = self._stems[entity] = name | frozenset(map(stem, name_tokens(entity))), name
        return known

    def _stands(self, words: str, candidate: EntityId) -> Meaning:
        name = self._index.name(candidate)
        return Meaning(
            ids=(candidate,), words=words, stems=content_words(words), person=self._is_person(candidate),
            gender=self._gender(candidate), how=f"`{words}` stands for {name}",
        )  # fmt: skip

    def _by_head(self, head: str, words: str) -> Meaning | None:
        """The only thing whose name ends in that noun: of the document, or else of those that the corpus is about."""
        counts: Counter[EntityId] = Counter()
        for names in self._named_in.values():
            for _, entity in names:
                parts = name_tokens(self._index.name(entity))
                if parts and stem(parts[-1]) == head:
                    counts[entity] += 1
        if len(counts) == 1:
            return self._stands(words, next(iter(counts)))
        if not counts:
            same = self._index.headed(head)
            if len(same) == 1:
                return self._stands(words, same[0])
        return None

    def _shown(self, meaning: Meaning) -> str:
        return self._index.name(meaning.ids[0]) if meaning.ids else meaning.words

    # --- what is known of the names -----------------------------------------------------------------------------------

    def _names_above(self, block: int, start: int, reach: int) -> list[EntityId]:
        """The entities named in the blocks before, the nearest first."""
        seen: list[EntityId] = []
        for index in range(block, max(-1, block - reach), -1):
            for name, entity in reversed(self._named_in.get(index, ())):
                if entity not in seen and (index != block or name.start < start):
                    seen.append(entity)
        return seen

    def _known_people(self) -> set[EntityId]:
        """Those who surely are people: named with a title, or said to hold a role."""
        people: set[EntityId] = set()
        for draft in self._found.drafts:
            if draft.type is ClaimType.ROLE and draft.extractor.endswith(("/apposition", "/title", "/copula", "/as")):
                if (entity := self._index.entity(self._path, draft.words)) is not None and self._kind(
                    entity
                ) == "person":
                    people.add(entity)
        for names in self._found.names.values():
            for name in names:
                if name.kind is NameKind.PERSON and has_title(name.text):
                    if (entity := self._index.entity(self._path, name.text)) is not None:
                        people.add(entity)
        return people

    def _sorts_of_names(self) -> dict[EntityId, set[str]]:
        """What things with a name are said to be: `the yacht Perkin`, `the Farr Hut, a shelter for walkers`."""
        sorts: dict[EntityId, set[str]] = defaultdict(set)
        for index, names in self._named_in.items():
            text = self._found.document.blocks[index].text
            for name, entity in names:
                if before := _SORT_BEFORE.search(text, max(0, name.start - 48), name.start):
                    words = before[1].split()
                    if function_words().isdisjoint(words):
                        sorts[entity].update(content_words(before[1]))
                if after := _SORT_AFTER.match(text, name.end):
                    sorts[entity].update(content_words(after[1]))
        return sorts

    def _kind(self, entity: EntityId) -> str:
        known = self._kinds.get(entity)
        return known.kind if known is not None else "unknown"

    def _is_person(self, entity: EntityId) -> bool:
        return entity in self._people

    def _gender(self, entity: EntityId) -> str:
        known = self._kinds.get(entity)
        forms = (known.name, *known.aliases) if known is not None else (entity,)
        first = {fold(f.split()[0]).strip(".") for f in forms if f.split()}
        titled = "m" if first & _MASCULINE else "f" if first & _FEMININE else ""
        return titled or (self._gender_of_given(forms) if self._kind(entity) in ("person", "unknown") else "")

    def _gender_of_given(self, forms: Sequence[str]) -> str:
        """What a given name tells: of `Grandmaster Lilla Varadi` the second word, of a name of one word that one."""
        told: set[str] = set()
        for form in forms:
            words = [fold(w).strip(".") for w in form.split()[:3]]
            told.update(
                "f" if w in _given()[0] else "m"
                for w in words[: max(1, len(words) - 1)]
                if w in _given()[0] | _given()[1]
            )
        return told.pop() if len(told) == 1 else ""


@cache
def _given() -> tuple[frozenset[str], frozenset[str]]:
    data = load_yaml("claims/names/given.yaml")
    return frozenset(data["feminine"].split()), frozenset(data["masculine"].split())


_HUMANS = frozenset(stem(w) for w in ["man", "woman", "boy", "girl", "mayor", "chairman", "engineer", "architect", "captain", "king", "queen", "president", "minister", "author", "artist", "scientist", "doctor", "teacher", "priest", "bishop", "officer", "soldier", "leader", "director", "manager", "curator", "founder", "painter", "player", "coach", "judge", "claimant", "defendant", "patient", "victim", "widow", "husband", "wife", "son", "daughter", "father", "mother", "brother", "sister", "grandson", "nephew", "niece", "uncle", "aunt", "farmer", "owner", "merchant", "lawyer", "professor", "student", "clerk", "secretary", "treasurer", "spokesman", "spokeswoman"])  # fmt: skip


_MEN = frozenset(stem(w) for w in ["man", "boy", "king", "father", "brother", "son", "husband", "uncle", "nephew", "grandson", "grandfather", "gentleman"])  # fmt: skip
_WOMEN = frozenset(stem(w) for w in ["woman", "girl", "queen", "mother", "sister", "daughter", "wife", "widow", "aunt", "niece", "granddaughter", "grandmother", "actress", "lady"])  # fmt: skip


def _gender_of(stems: Sequence[str]) -> str:
    return "m" if not _MEN.isdisjoint(stems[-1:]) else "f" if not _WOMEN.isdisjoint(stems[-1:]) else ""


_VESSELS = frozenset(stem(w) for w in ["ship", "vessel", "yacht", "boat", "frigate", "destroyer", "cruiser", "ferry", "steamer", "trawler", "schooner", "submarine", "liner", "tug", "lifeboat", "icebreaker", "barge", "brig", "clipper", "corvette", "battleship", "freighter", "tanker", "carrier"])  # fmt: skip
_SHIPS_PREFIXES = frozenset(
    ["hms", "uss", "rms", "ss", "mv", "rv", "rrs", "hmas", "hmcs", "rnli", "sy", "ms", "ps", "ts", "rfa"]
)


def _head(words: str) -> str:
    """The stem of a phrase's head noun: the last word before its first preposition."""
    before = re.split(r"\s(?:of|in|at|on|for|from|to|with|by|between|near|under|over)\s", words, maxsplit=1)[0]
    stems = content_words(before)
    return stems[-1] if stems else ""


def names_at_head(words: str, names: Sequence[str]) -> list[str]:
    """Those of the names in a phrase that name it: not `Polar` of `her Polar diesels`, not `Leith` of `the port of Leith`.

    A name in apposition counts (`the new hall, Foster Hall`), and both of two joined ones.
    """
    found = []
    for name in names:
        at = words.find(name)
        after = words[at + len(name) :]
        if at < 0 or (re.match(r"[’']|\s[a-z0-9]", after) and not re.match(_GOES_ON, after)):
            continue
        if re.search(
            r"\s(?:of|in|at|on|for|from|to|with|by|under|over|near|between|off)\s(?:[\w’'-]+\s){0,3}\Z", words[:at]
        ):
            continue
        found.append(name)
    return found


_GOES_ON = (
    r"\s(?:of|in|at|on|for|from|to|with|by|and|or|under|over|near|between|which|who|that|itself|himself|herself)\b"
)
_PLURALS = frozenset(["men", "women", "people", "children", "police", "cattle", "staff", "crew"])


def _is_plural(low: Sequence[str]) -> bool:
    nouns = [w for w in low if w.isalpha()]
    if not nouns:
        return False
    stop = next(
        (k for k, w in enumerate(nouns) if w in ("of", "in", "at", "on", "for", "from", "to", "with", "by")), len(nouns)
    )
    last = nouns[stop - 1] if stop else nouns[-1]
    return "and" in nouns or last in _PLURALS or (last.endswith("s") and not last.endswith(("ss", "us", "is")))
