"""Judge, part of sequences: which thing a claim is about, read warily: where it is not plain, about none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from factcheck.judge.conflict import Case
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.model.claim import Claim, Entity, EntityId
from factcheck.model.document import Block, BlockKind, Document
from factcheck.values.names import name_tokens
from factcheck.values.words import content_words, fold, function_words, stem, tokens

PERSON = "person"
_THINGS = frozenset({"organisation", "place", "thing"})
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)%”\"])[.!?][”\")]?\s+(?=[\"“(]?[A-Z0-9])")
_ABBREVIATED = re.compile(r"\b(?:c|ca|fl|St|Dr|Mr|Mrs|Ms|No|vs|cf|approx|b|d|r|Jr|Sr|[A-Z])\.?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What events happen to: an entity or a part of one; one without a name is known in its own paragraph only."""

    entity: EntityId | None
    part: tuple[str, ...] = ()
    where: str = ""
    """The document, and paragraph or row, that it is confined to; empty where it is known in all documents."""
    name: str

    @property
    def key(self) -> str:
        """Tells things apart."""
        return f"{self.entity or ''}|{' '.join(self.part)}|{self.where}"


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
        self.entities: dict[EntityId, Entity] = {e.id: e for e in case.entities}
        self._stems: dict[EntityId, frozenset[str]] = {}
        self._called: dict[tuple[str, EntityId], bool] = {}
        self._sentences: dict[tuple[str, int], list[int]] = {}
        self._by_surface: dict[str, EntityId | None] = {}
        self._claims = tuple(sorted(case.claims.values(), key=lambda c: c.id))
        self._uses: dict[str, Mapping[str, tuple[tuple[str, ...], ...]]] = {}
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
            self._called[key] = not full or any(n in text for n in full)
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

    def speaks_of(self, document: str, theme: tuple[str, ...]) -> bool:
        """Whether a document has a noun."""
        return theme[-1] in self._nouns(document)

    def is_only(self, document: str, theme: tuple[str, ...]) -> bool:
        """Whether every use of a noun in a document has the article and the modifiers of the theme, and is in no name."""
        uses = self._nouns(document).get(theme[-1], ())
        return bool(uses) and all(_is_use_of(before, theme[:-1]) for before in uses)

    def are_of_one_matter(self, a: str, b: str) -> bool:
        """Whether two documents share names enough to speak of the same things."""
        if a == b:
            return True
        shared = [e for e in self.entities.values() if len(name_tokens(e.name)) > 1 and {a, b} <= set(e.documents)]
        return len(shared) >= _NEAR_WORDS

    def _nouns(self, document: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The words of a document by stem, each with the three words before each of its uses."""
        if document not in self._uses:
            found: dict[str, list[tuple[str, ...]]] = {}
            for block in self.documents[document].blocks:
                words = [t.text for t in tokens(block.text)]
                for n, word in enumerate(words):
                    if word[:1].isalpha():
                        # a plural is another thing: `the levees`
                        mark = ("+",) if word.lower().endswith("s") and not word.lower().endswith("ss") else ()
                        found.setdefault(stem(word), []).append((*words[max(0, n - 3) : n], *mark))
            self._uses[document] = {word: tuple(uses) for word, uses in found.items()}
        return self._uses[document]

    def block(self, claim: Claim) -> Block:
        """The block of a claim."""
        return self.documents[claim.document].blocks[claim.block]

    def sentence(self, document: str, block: Block, at: int) -> Sentence:
        """The sentence around an offset of the raw source."""
        text = self.documents[document].text
        key = (document, block.index)
        if key not in self._sentences:
            raw = text[block.span.start : block.span.end]
            self._sentences[key] = [
                block.span.start + m.end()
                for m in _SENTENCE_END.finditer(raw)
                if not _ABBREVIATED.search(raw[max(0, m.start() - 8) : m.start()])
            ]
        start, end = block.span.start, block.span.end
        for cut in self._sentences[key]:
            if cut <= at:
                start = cut
            else:
                end = cut
                break
        return Sentence(start, end, text[start:end])

    def sentence_of(self, claim: Claim) -> Sentence:
        """The sentence that a claim's value stands in."""
        return self.sentence(claim.document, self.block(claim), claim.value_span.start)


def thing_of(scene: Scene, claim: Claim) -> tuple[Thing, str] | None:
    """What a claim is about, and the class of its predicate as an event of that; none where that is not plain."""
    claim = scene.told_in_full(claim)
    name = class_in(scene, claim)
    if not name:
        return None
    if claim.extractor == "table" and not claim.subject:
        return _of_row(claim, name)
    if not claim.subject:
        return _of_topic(scene, claim, name) if not claim.theme else _unnamed(scene, claim, name)
    if len(claim.subject) > 1 and not _is_first_alone(scene, claim):
        return None
    entity, head = _whole(scene, claim.subject[0])
    head = head or (claim.theme[-1] if claim.theme else "")
    if entity not in scene.entities or _is_office(scene.entities[entity].name):
        return None
    if not scene.calls_in_full(claim.document, entity):
        return None
    if not claim.theme and not is_plain_pronoun(scene, claim, entity):
        return None
    shown = scene.entities[entity].name
    mapped = knowledge().parts.get(head, {}).get(name)
    if mapped and _goes_on(scene, claim, entity):
        return None
    if mapped:
        return Thing(entity=entity, part=_numbers(scene, claim, entity), name=shown), mapped
    rest = tuple(w for w in claim.theme if w not in scene.stems(entity))
    if rest and len(claim.subject) == 1 and is_apposed(scene, claim, entity):
        rest, head = (), ""
    is_whole = not head or head in scene.stems(entity) or (head in _VERSIONS and _numbers(scene, claim, entity))
    if not is_whole and len(claim.subject) == 1:
        where = "" if _is_called_so(scene, claim, entity, rest) else claim.document
        return Thing(entity=entity, part=rest, where=where, name=shown), name
    if name in ("born", "die") and len(name_tokens(shown)) < 2:
        return Thing(entity=entity, where=claim.document, name=shown), name  # many have that name
    apart = tuple(w for w in (*rest, *_just_before(scene, claim, entity)) if w in knowledge().other)
    return Thing(entity=entity, part=(*apart, *_numbers(scene, claim, entity)), name=shown), name


_VERB = re.compile(r"began|ran|took|went|cost|\w+ed")


def _goes_on(scene: Scene, claim: Claim, entity: EntityId) -> bool:
    """Whether a noun behind the name makes it another thing: `construction of the Rosen Bridge approach began`."""
    text = scene.sentence_of(claim).text
    for name in scene.names(entity):
        at = text.find(name)
        match = re.match(r"\s+([a-z]+)\b", text[at + len(name) :]) if at >= 0 else None
        if match is not None:
            is_verb = match[1] in claim.predicate_words.split() or _VERB.fullmatch(match[1]) is not None
            return not (is_verb or match[1] in function_words() or match[1].endswith("ly"))
    return False


def _is_called_so(scene: Scene, claim: Claim, entity: EntityId, rest: tuple[str, ...]) -> bool:
    """Whether a noun behind the name is what the thing is called everywhere: `the Aster probe`, but no `the Torva siege`."""
    if len(rest) != 1 or scene.kind(entity) in (PERSON, "organisation") or rest[0] in knowledge().recurring:
        return False
    text = scene.sentence_of(claim).text
    for name in scene.names(entity):
        match = re.search(rf"\b[Tt]he {re.escape(name)} (?P<noun>[a-z]+)\b", text)
        if match is not None:
            return stem(match["noun"]) == rest[0]
    return False


_APPOSITION = re.compile(r",\s(?:an?|the|its|his|her|their|our|then|one of the)\s(?P<words>[^,.;:()]+)")


def is_apposed(scene: Scene, claim: Claim, entity: EntityId) -> bool:
    """Whether the words for what a claim is about stand beside its name: `Ruth Amsel, the geologist who …, was born`."""
    text = scene.sentence_of(claim).text
    for name in scene.names(entity):
        at = text.find(name)
        match = _APPOSITION.match(text, at + len(name)) if at >= 0 else None
        if match is not None and set(claim.theme) <= set(content_words(match["words"])) | scene.stems(entity):
            return True
    return False


_READ = frozenset({"end", "start", "launch", "release", "close", "open"})
"""Classes of which what follows the verb may make another."""


def class_in(scene: Scene, claim: Claim) -> str:
    """The class of the predicate in its sentence: `ceased publication` is a closing."""
    if claim.predicate in _READ and claim.predicate_words:
        sentence = scene.sentence_of(claim)
        at = sentence.text.find(claim.predicate_words, max(0, claim.span.start - sentence.start))
        end = at + len(claim.predicate_words)
        for words, name in knowledge().reads if at >= 0 else ():
            if (match := words.search(sentence.text, at)) and match.start() < end:
                return name
    return class_of(claim)


def class_of(claim: Claim) -> str:
    """The class of the predicate, if its words are those that are meant by it."""
    special = knowledge().of_heads.get(claim.theme[-1], {}).get(claim.predicate) if claim.theme else None
    if special is not None:
        return special
    meant = knowledge().meant.get(claim.predicate)
    # an entry of a chronicle has its class from the heading: `Deaths`
    return claim.predicate if meant is None or not claim.predicate_words or meant.search(claim.predicate_words) else ""


def is_person(scene: Scene, thing: Thing) -> bool:
    """Whether the thing may be a person."""
    return thing.entity is not None and not thing.part and scene.kind(thing.entity) not in _THINGS


def words_of(scene: Scene, thing: Thing, claims: tuple[Claim, ...]) -> frozenset[str]:
    """The stems of all words by which a thing is called."""
    own = scene.stems(thing.entity) if thing.entity is not None else frozenset()
    return own | frozenset(thing.part) | frozenset(w for c in claims for w in c.theme)


_VERSIONS = frozenset({"version", "releas"})
_PART_OF = re.compile(r"(?:the )?(?P<head>\w+) (?:of|on) (?:the )?(?P<whole>.+)", re.I)


def _whole(scene: Scene, entity: EntityId) -> tuple[EntityId, str]:
    """Of a name that is that of a part (`Construction of the Sarnfoss Dam`) the whole, if it is known, and the stem of the part."""
    match = _PART_OF.fullmatch(scene.entities[entity].name) if entity in scene.entities else None
    if match is None or stem(match["head"]) not in knowledge().parts:
        return entity, ""
    whole = scene.named(match["whole"])
    return (entity, "") if whole is None else (whole, stem(match["head"]))


def _is_use_of(before: tuple[str, ...], modifiers: tuple[str, ...]) -> bool:
    """Whether a noun behind these words is `the noun`, or `the modifier noun` with the modifiers asked for."""
    words = list(before)
    for modifier in reversed(modifiers):
        if words and stem(words[-1]) == modifier:
            words.pop()
    return bool(words) and _ARTICLE.match(words[-1]) is not None


def _of_row(claim: Claim, name: str) -> tuple[Thing, str] | None:
    if not claim.labels:
        return None
    where = f"{claim.document} {claim.group} {' '.join(claim.labels)}"
    return Thing(entity=None, part=(), where=where, name=claim.entity), name


def _unnamed(scene: Scene, claim: Claim, name: str) -> tuple[Thing, str] | None:
    """A thing without a name: in its own paragraph the words for it tell it from others (`the strike`)."""
    block = scene.block(claim)
    if not claim.theme or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return None
    if any(e for e in claim.entities if scene.stems(e) & set(claim.theme)):
        return None
    if described := description_of(scene, claim):
        mapped = knowledge().parts.get(claim.theme[-1], {}).get(name, name)
        return Thing(entity=None, part=described, where="described", name=claim.entity), mapped
    # with a modifier the words may do for the whole document: `the salt works`
    where = claim.document if len(claim.theme) > 1 else f"{claim.document} {claim.block}"
    return Thing(entity=None, part=claim.theme, where=where, name=claim.entity), name


_ARTICLE = re.compile(r"(?:the|this|that)\Z", re.I)
_NEAR_WORDS = 2
"""Names of more than one word that two documents must share to be of one matter."""


def description_of(scene: Scene, claim: Claim, *, recurring: bool = False) -> tuple[str, ...]:
    """The words for a thing without a name, if its document speaks of one such thing only: `the levee`, never `the old levee`.

    They are known in other documents, too, if they are so there, and the documents share names.
    """
    theme = claim.theme
    if claim.subject or not theme or claim.labels:
        return ()
    is_common = theme[-1] in knowledge().common
    if is_common and not recurring:
        return ()
    if theme[-1] in knowledge().parts and (match := _PART_OF.fullmatch(claim.entity)):
        theme = content_words(match["whole"])
    if not theme or not scene.is_only(claim.document, theme):
        return ()
    if is_common:
        return (claim.document, *theme)
    homes = [d for d in sorted(scene.documents) if d == claim.document or scene.speaks_of(d, theme)]
    if any(not scene.is_only(d, theme) or not scene.are_of_one_matter(claim.document, d) for d in homes):
        return (claim.document, *theme)
    return theme


def _is_first_alone(scene: Scene, claim: Claim) -> bool:
    """Whether the first of several names is what the claim is about: `Clara Ossian of Peoria`, no `Ove and Ivar Lund`."""
    if claim.extractor == "table":
        return bool(claim.theme) and set(claim.theme) <= scene.stems(claim.subject[0])
    first, second = (scene.names(e) for e in claim.subject[:2])
    is_part = bool(claim.theme) and claim.theme[-1] in knowledge().parts
    if not claim.theme or not (is_part or claim.theme[-1] in scene.stems(claim.subject[0])):
        return False
    text = scene.sentence_of(claim).text
    ends = [text.find(n) + len(n) for n in first if n in text]
    starts = [text.find(n) for n in second if n in text]
    if not ends or not starts or min(starts) < ends[0]:
        return False
    return not re.match(r"\s*(?:,|and\b|&|or\b|with\b)\s*\Z", text[ends[0] : min(starts)])


_OFFICE = re.compile(
    r"(?:the )?(?:arch)?(?:bishop|king|queen|duke|duchess|earl|count|countess|prince|princess|pope|mayor|president|governor|minister|chancellor|abbot|abbess|emperor|sultan|lord|lady|baron|elector|patriarch|dean|provost|secretary|speaker|ambassador|captain|chief|director|chair\w*|head|commissioner)\b(?: \w+)? of\b",
    re.I,
)


def _is_office(name: str) -> bool:
    """Whether a name is that of an office, which many held one after the other."""
    return _OFFICE.match(name) is not None


_BEFORE_BRACKET = re.compile(
    r"((?:[A-Z][\w'’.-]*\s+(?:(?:de|von|van|der|of|the|la|le|el|bin|al|zu|af)\s+)*)*[A-Z][\w'’.-]*)\s*\((?:born|b\.|died|d\.)?[^()]*\Z"
)


def before_bracket(scene: Scene, claim: Claim) -> EntityId | None:
    """Who stands before the bracket that holds a date: `Ludo Fentiman (born 12 May 1930)`."""
    sentence = scene.sentence_of(claim)
    match = _BEFORE_BRACKET.search(sentence.text[: claim.value_span.start - sentence.start])
    return scene.named(match[1]) if match else None


def _of_topic(scene: Scene, claim: Claim, name: str) -> tuple[Thing, str] | None:
    """A line of a sheet about one thing: `- Born: 12 May 1930` under its name."""
    text = scene.block(claim).text.lower()
    if len(claim.topic) != 1 or not claim.predicate_words or not text.startswith(f"{claim.predicate_words.lower()}:"):
        return None
    entity = claim.topic[0]
    if entity not in scene.entities or _is_office(scene.entities[entity].name):
        return None
    return Thing(entity=entity, name=scene.entities[entity].name), name


_PRONOUN = re.compile(r"\b(he|she|it)\b", re.I)


def is_plain_pronoun(scene: Scene, claim: Claim, entity: EntityId) -> bool:
    """Whether nobody and nothing else of the paragraph can be meant by the pronoun of a claim, if it has one."""
    if claim.extractor in ("pair", "table", "timeline", "heading") or not is_bound(claim):
        return True
    block = scene.block(claim)
    document = scene.documents[claim.document]
    sentence = scene.sentence_of(claim)
    said = document.text[sentence.start : claim.span.end]
    match = _PRONOUN.search(said)
    if match is None:
        return False
    is_personal = match[1].lower() != "it"
    if is_personal and scene.kind(entity) in ("organisation", "place"):
        # ships are she
        if match[1].lower() != "she" or not scene.stems(entity) & knowledge().ship:
            return False
    before = document.text[block.span.start : sentence.start]
    if not is_personal and scene.kind(entity) == PERSON:
        # two capitalised words are taken for a person; an article makes a thing of them
        if not any(re.search(rf"\b[Tt]he (?:\w+ )?{re.escape(n)}\b", before) for n in scene.names(entity)):
            return False
    plain = before
    for name in scene.names(entity):
        plain = plain.replace(name, " ")
    rivals = re.findall(r"(?<![.!?]\s)(?<!\A)\b[A-Z][a-z]+\s+(?:(?:de|von|van|der)\s+)?[A-Z][a-z]+\b", plain)
    return not [r for r in rivals if scene.named(r) not in (None, entity) and _rivals(scene, r, is_personal)]


def is_bound(claim: Claim) -> bool:
    """Whether a pronoun or description stands for what the claim is about."""
    return any(step.stage == "resolve" and " stands for " in step.what for step in claim.steps)


def _rivals(scene: Scene, name: str, is_personal: bool) -> bool:
    found = scene.named(name)
    kind = scene.kind(found) if found is not None else "unknown"
    return kind in ((PERSON, "unknown") if is_personal else ("organisation", "thing", "unknown", "place"))


_NUMBER = re.compile(r",?\s+(?:version\s+|no\.?\s+|v\.?)?(?P<number>\d+(?:\.\w+)*)(?![\w%])")
_VERSION_OF = re.compile(r"\b(?:[Vv]ersion|[Rr]elease)\s+v?(?P<number>\d+(?:\.\w+)*)\s+of\s+(?:the\s+)?\Z")
_YEAR = re.compile(r"1[0-9]{3}|20\d\d")
_WORD_BEFORE = re.compile(r"(?<![\w-])([A-Za-z]+)\s+\Z")


def _numbers(scene: Scene, claim: Claim, entity: EntityId) -> tuple[str, ...]:
    """The version or number behind the name, which tells it from others of that name: `Quillstack 4`."""
    text = scene.sentence_of(claim).text
    for name in scene.names(entity):
        at = text.find(name)
        if at > 0 and (match := _VERSION_OF.search(text[:at])):
            return (match["number"],)
        match = _NUMBER.match(text, at + len(name)) if at >= 0 else None
        if match is not None and not _YEAR.fullmatch(match["number"]):
            return (match["number"],)
    return ()


def _just_before(scene: Scene, claim: Claim, entity: EntityId) -> tuple[str, ...]:
    """The word before the name: `the old Rialto Playhouse`."""
    text = scene.sentence_of(claim).text
    for name in scene.names(entity):
        at = text.find(name)
        match = _WORD_BEFORE.search(text[max(0, at - 24) : at]) if at > 0 else None
        if match is not None:
            return (stem(match[1]),)
    return ()
