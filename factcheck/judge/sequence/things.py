"""Judge, part of sequences: which thing a claim is about, read warily: where it is not plain, about none."""

from __future__ import annotations

import re

from factcheck.frozen import dataclass
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.scene import PERSON, Scene, Sentence, is_bound
from factcheck.model.claim import Claim, EntityId, subject_without_products
from factcheck.model.document import BlockKind
from factcheck.patterns import pattern_of
from factcheck.values.names import name_tokens
from factcheck.values.words import content_words, function_words, stem

_THINGS = frozenset({"organisation", "place", "thing"})


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
    if len(subject_without_products(claim)) > 1 and not _is_first_alone(scene, claim):
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
    if rest and len(subject_without_products(claim)) == 1 and is_apposed(scene, claim, entity):
        rest, head = (), ""
    is_whole = not head or head in scene.stems(entity) or (head in _VERSIONS and _numbers(scene, claim, entity))
    if not is_whole and len(subject_without_products(claim)) == 1:
        where = "" if _is_called_so(scene, claim, entity, rest) else claim.document
        return Thing(entity=entity, part=rest, where=where, name=shown), name
    if name in ("born", "die") and len(name_tokens(shown)) < 2:
        return Thing(entity=entity, where=claim.document, name=shown), name  # many have that name
    apart = tuple(w for w in (*rest, *_just_before(scene, claim, entity)) if w in knowledge().other)
    return Thing(entity=entity, part=(*apart, *_numbers(scene, claim, entity)), name=shown), name


_VERB = pattern_of(r"began|ran|took|went|cost|\w+ed")


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


_APPOSITION = pattern_of(r",\s(?:an?|the|its|his|her|their|our|then|one of the)\s(?P<words>[^,.;:()]+)")


def is_apposed(scene: Scene, claim: Claim, entity: EntityId) -> bool:
    """Whether the words for what a claim is about stand beside its name: `Ruth Amsel, the geologist who …, was born`."""
    text = scene.sentence_of(claim).text
    for name in scene.names(entity):
        at = text.find(name)
        match = _APPOSITION.match(text, at + len(name)) if at >= 0 else None
        if match is not None and set(claim.theme) <= set(content_words(match["words"])) | scene.stems(entity):
            return True
    return False


READ = frozenset({"end", "start", "launch", "release", "close", "open", "measure"})
"""Classes of which what follows the verb may make another."""


def class_in(scene: Scene, claim: Claim) -> str:
    """The class of the predicate in its sentence: `ceased publication` is a closing."""
    if claim.predicate in READ and claim.predicate_words:
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
_PART_OF = pattern_of(r"(?:the )?(?P<head>\w+) (?:of|on) (?:the )?(?P<whole>.+)", re.I)


def _whole(scene: Scene, entity: EntityId) -> tuple[EntityId, str]:
    """Of a name that is that of a part (`Construction of the Sarnfoss Dam`) the whole, if it is known, and the stem of the part."""
    match = _PART_OF.fullmatch(scene.entities[entity].name) if entity in scene.entities else None
    if match is None or stem(match["head"]) not in knowledge().parts:
        return entity, ""
    whole = scene.named(match["whole"])
    return (entity, "") if whole is None else (whole, stem(match["head"]))


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
    homes = scene.documents_of(theme)
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


_OFFICE = pattern_of(
    r"(?:the )?(?:arch)?(?:bishop|king|queen|duke|duchess|earl|count|countess|prince|princess|pope|mayor|president|governor|minister|chancellor|abbot|abbess|emperor|sultan|lord|lady|baron|elector|patriarch|dean|provost|secretary|speaker|ambassador|captain|chief|director|chair\w*|head|commissioner)\b(?: \w+)? of\b",
    re.I,
)


def _is_office(name: str) -> bool:
    """Whether a name is that of an office, which many held one after the other."""
    return _OFFICE.match(name) is not None


_BEFORE_BRACKET = pattern_of(
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


_PRONOUN = pattern_of(r"\b(he|she|it)\b", re.I)


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
    is_thing = scene.kind(entity) == PERSON and not scene.is_personal(entity)
    if is_personal and (is_thing or scene.kind(entity) in ("organisation", "place")):
        # ships are she
        if match[1].lower() != "she" or not scene.stems(entity) & knowledge().ship:
            return False
    before = document.text[block.span.start : sentence.start]
    if not is_personal and scene.kind(entity) == PERSON:
        # two capitalised words are taken for a person; an article makes a thing of them
        if not any(re.search(rf"\b[Tt]he (?:\w+ )?{re.escape(n)}\b", before) for n in scene.names(entity)):
            return False
    if _is_told_on(scene, claim, entity, sentence, match[1]):
        return True
    plain = before
    for name in scene.names(entity):
        plain = plain.replace(name, " ")
    rivals = re.findall(r"(?<![.!?]\s)(?<!\A)\b[A-Z][a-z]+\s+(?:(?:de|von|van|der)\s+)?[A-Z][a-z]+\b", plain)
    return not [r for r in rivals if scene.named(r) not in (None, entity) and _rivals(scene, r, is_personal)]


_FRONT = pattern_of(r"(?:(?:In|On|From|By|After|At)\s[^,.;]{2,40},?\s)?(?P<who>.*)", re.S)
_GENDERS = {"he": "m", "his": "m", "she": "f", "her": "f", "it": "n", "its": "n"}
_TWO_NAMES = pattern_of(r"\b[A-Z][a-z]+\s+(?:(?:de|von|van|der)\s+)?[A-Z][a-z]+\b")


def _is_told_on(scene: Scene, claim: Claim, entity: EntityId, sentence: Sentence, pronoun: str) -> bool:
    """Whether the sentences before, back to one that begins with the name and has no other, go on with the pronoun."""
    block = scene.block(claim)
    while sentence.start > block.span.start:
        before = scene.sentence(claim.document, block, sentence.start - 2)
        if before.start >= sentence.start:
            return False
        sentence = before
        match = _FRONT.match(sentence.text)
        who = match["who"] if match is not None else ""
        for name in scene.names(entity):
            if re.match(rf"{re.escape(name)}(?![\w’'-])", who):
                return not [r for r in _TWO_NAMES.findall(who[len(name) :]) if scene.named(r) not in (None, entity)]
        word = re.match(r"\w+", who)
        if word is None or _GENDERS.get(word[0].lower()) != _GENDERS[pronoun.lower()]:
            return False
    return False


def _rivals(scene: Scene, name: str, is_personal: bool) -> bool:
    found = scene.named(name)
    kind = scene.kind(found) if found is not None else "unknown"
    return kind in ((PERSON, "unknown") if is_personal else ("organisation", "thing", "unknown", "place"))


_NUMBER = pattern_of(r",?\s+(?:version\s+|no\.?\s+|v\.?)?(?P<number>\d+(?:\.\w+)*)(?![\w%])")
_VERSION_OF = pattern_of(r"\b(?:[Vv]ersion|[Rr]elease)\s+v?(?P<number>\d+(?:\.\w+)*)\s+of\s+(?:the\s+)?\Z")
_YEAR = pattern_of(r"1[0-9]{3}|20\d\d")
_WORD_BEFORE = pattern_of(r"(?<![\w-])([A-Za-z]+)\s+\Z")


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
