"""Resolve, part: what pronouns and definite descriptions of a document stand for.

The document is read once from top to bottom. Each grammatical subject is resolved against those before it, the subject of
the sentence before first (centering: Grosz, Joshi and Weinstein 1995), and remembered for those that follow.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from operator import itemgetter

from factcheck.frozen import dataclass, replace
from factcheck.model.claim import EntityId
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention, Sentence
from factcheck.patterns import pattern_of
from factcheck.resolve.ellipsis import completed, may_leave_out
from factcheck.resolve.entities import EntityIndex
from factcheck.resolve.name_traits import NameTraits, gender_of_title
from factcheck.resolve.subject_words import (
    BODIES,
    HUMANS,
    SORTS,
    gender_of,
    head_of,
    is_bare_title,
    is_plural,
    names_at_head,
    noun_stems,
    owner_before_whose,
)
from factcheck.values.names import final_nouns, name_tokens
from factcheck.values.words import content_words, fold, low_words_of, stem, tokens

_PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_NEUTRAL = frozenset({"it", "its", "itself", "this", "that", "which"})
_PLURAL = frozenset({"they", "them", "their", "these", "those"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "our", "its", "his", "her", "their", "such"})
_OWNERS = {"its": "it", "his": "he", "her": "she", "their": "they"}
_OBJECTS = frozenset({"it", "them", "him", "her"})
_REACH = 4
"""How many sentences back a pronoun reaches."""
_LONGEST_HEAD = 70
"""Characters of a sentence that may be the head of its block."""
_OF_PAGES = frozenset(["posted", "published", "updated", "issued", "written", "revised", "printed", "dated"])
"""What is said of a page and not of the thing that heads it."""
_ABOVE = 12
"""How many blocks up a description does."""
_INDEFINITE = frozenset(["nobody", "somebody", "someone", "everybody", "everyone", "anybody", "anyone", "none", "one", "i", "we", "you", "there", "who", "what", "nothing", "something", "everything", "anything"])  # fmt: skip
_ANY_BODY = frozenset(["firm", "company", "club", "team", "side"])
_WHICH = frozenset(["next", "last", "first", "second", "third", "fourth", "fifth", "previous"])
_NO_THING = frozenset(["be", "been", "being", "free", "full", "open", "closed", "available", "late", "early", "long", "first", "second", "third", "last", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "hundred", "dozen", "half", "a", "an", "the", "and", "of", "more", "most", "less", "all", "both", "other", "others", "many", "few", "several", "some", "much", "long", "later", "earlier", "found", "made", "based", "born", "together", "again", "already", "only", "about", "over", "up"])  # fmt: skip
"""Words that alone or together name nothing."""
_PLEONASTIC = pattern_of(
    r"it\s(?:(?:is|was|has been|had been|would be|will be|may be|became|seems|appears)\s(?:\w+ly\s|not\s)?\w+\sthat\b"
    r"|(?:is|was|has been|had been|would be|will be|may be|became)\s(?:\w+ly\s|not\s|too\s)?(?:possible|impossible|necessary|"
    r"proposed|planned|decided|agreed|hoped|hard|easy|difficult|important|best|better|customary|intended|usual|common|wise|safe|"
    r"forbidden|permitted|illegal|legal|possible|time|up)\sto\b|(?:took|takes|has taken)\s[^.;:]{1,60}\s(?:to\s[a-z]+(?!\s*[.;,]|\s(?:and|but|or)\s)|before|until)\b)",
    re.I,
)


def _is_past(word: str) -> bool:
    """Whether a form is a past or a participle: `given`, `painted`."""
    base = stem(word)
    return word.endswith("ed") or (word not in (base, base + "e") and not word.endswith(("s", "ing")))


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
    inner: bool = False
    """Whether it is the subject of a clause inside another: `did not dispute that services had been given`."""
    is_object: bool = False
    """Whether a verb brought it in as its object: `opened a depot`."""


_NOTHING = Meaning()
_OF_THINGS = pattern_of(
    r"it\s(?:(?:was|had\sbeen|has\sbeen|would\sbe)\s(?:\w+ly\s|never\s|not\s|first\s|then\s)?(?:built|rebuilt|opened|reopened|closed|completed|finished|demolished|destroyed"
    r"|designed|launched|restored|scrapped|gutted|burn(?:ed|t)|pulled\sdown|torn\sdown|published|printed|unveiled|listed)|(?:had\s|has\s)?(?:opened|reopened|closed|shut|burn(?:ed|t)|collapsed|sank"
    r"|stood|stands|measure[sd]|weigh(?:s|ed)|cost|costs|seats|seated|drew|draws|holds|held|sold|ran|runs|appeared|came\sout|lasted|is\s\d|was\s\d)\b)",
    re.I,
)
"""Behind `it`, what happens to things that were made, and to hardly any body of people."""
_OF_AGE = pattern_of(r"the\s[\w-]+-year-old\b", re.I)
_SEVERAL = pattern_of(
    r"\b(?:the|these|those|two|three|four|several|many|some|all|\d+)\s(?:[a-z]+\s)?(?!years\b)[a-z]+[^s\W]s\b"
)
_NEXT_WORD = pattern_of(r"\s([A-Z][A-Za-z]{1,10})\b")
_SPANS_OF_TIME = frozenset(map(stem, ["day", "week", "month", "year", "season", "decade", "century", "morning", "evening", "night", "hour", "winter", "summer", "spring", "autumn"]))  # fmt: skip
_FIRMS = frozenset(["company", "firm"])
_FORMS = frozenset(["Ltd", "Limited", "plc", "PLC", "Inc", "LLC", "GmbH", "AG", "KG", "AS", "ASA", "AB", "Oy", "ApS", "BV", "NV", "SA", "SpA", "Srl", "SARL", "Pty", "Co", "Corporation"])  # fmt: skip
"""How the full names of firms end."""
_AT_PLACE = pattern_of(r"\b(?:the|from|in|at|near|of|on)\s\Z", re.I)
_GOES_ON = pattern_of(r"\s(?:that|who|whose|with)\b")
_LED_BY = pattern_of(r"\b(?:to|by|of|in|at|on|for|from|with|into|under|after|before)\s\Z")
_ANOTHER = pattern_of(r"(?:a|the)\s(?:second|third|fourth|new|further|larger|smaller)\s|another\s", re.I)
_EVENT = pattern_of(
    r"it\s(?:was|is|had\sbeen)\s(?:by\sfar\s)?the\s(?:first|last|only|second|third|worst|best|most|\w+est)\s(?:\w+\s){0,2}?(?:time|operation|accident|rescue"
    r"|victory|defeat|win|fire|flood|strike|occasion|case|attempt|visit|match|game|death|fall|rise|crash|sinking|disaster|eruption|storm|earthquake|robbery)\b",
    re.I,
)
"""Behind `it`, what tells that it stands for all that was told, and for no thing."""
_INSIDE = pattern_of(r"\s(?:that|whether)\s(?:\w+\s){0,2}\Z")
_WHO_DID = pattern_of(r"\bwho\s(?:\w+\s){1,3}\Z")
"""Before an object: `was opened by Ann Lee, who directed it`."""
_SAYING = pattern_of(r"\b(?:says?|said|claim(?:s|ed)?|insist(?:s|ed)?|believe[sd]?|argue[sd]?|reported|admit(?:s|ted)|announced|warned|added|denie[sd]|hope[sd]?|think|thought|estimate[sd]?|reckon(?:s|ed)?)\s(?:that\s)?\Z")  # fmt: skip
_TELLS = pattern_of(r"\s(?:said|says|added|recalled|wrote|explained|announced|reported)\s*(?:[.;]|(?:on|in)\s\w+\.)")
_OF_SEVERAL = pattern_of(r"each|.*\bones?|the\s(?:first|last)\s\w+", re.I)
_OWNER = pattern_of(r"[’']s?\s")
_RELATIVE = pattern_of(r",?\s(?:of\s|in\s|for\s|to\s)?(?:which|who|that|whose|where|whom)\b")


_AFTER_HEAD = pattern_of(r"(?<=\w\w)\s(?:at|in|on|of|with|for|from|near|by|to|between)\s")


class Discourse:
    """The meanings of a document's grammatical subjects."""

    def __init__(self, found: Extraction, index: EntityIndex, topic: Sequence[EntityId]) -> None:
        self._found, self._index, self._topic = found, index, tuple(topic)
        self._path = found.document.path
        self._traits = NameTraits(found, index, self._topic)
        self._named_in = self._traits.named_in
        self._surnames = self._traits.surnames()
        self._told: dict[int, list[tuple[list[int], list[Meaning]]]] = {}
        self._by_last: dict[str, set[EntityId]] | None = None
        self._meanings: dict[tuple[int, int], Meaning] = {}
        self._first_of: dict[tuple[int, int], Meaning] = {}
        self._tellers: set[tuple[int, int]] = set()
        self._salience: Counter[EntityId] = Counter()
        self._read()

    def meaning_of(self, draft: DraftClaim) -> Meaning:
        """What a draft claim is about; nothing where only the document's topic is left."""
        if draft.subject_start >= 0:
            known = self._meanings.get((draft.block, draft.subject_start))
            if known is not None and (fold(draft.subject) in (fold(known.words), "") or known is _NOTHING):
                return known
            if known is not None and known.how and draft.subject.lower() in _PERSONAL:
                return known  # as it was read in the order of the text
            block = self._found.document.blocks[draft.block]
            before = self._before(draft.block, draft.subject_start)
            if draft.subject.lower() in _OBJECTS and before and draft.subject_start > draft.start:
                home = max(
                    (s.start for s in self._found.sentences[draft.block] if s.start <= draft.subject_start), default=0
                )
                if (draft.block, home) in self._first_of and self._first_of[draft.block, home] in before[-1]:
                    if (
                        thing := self._thing_of(draft, before[-1], self._first_of[draft.block, home], home)
                    ) is not None:
                        return replace(thing, how=f"`{draft.subject}` stands for {self._shown(thing)}, named before")
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
        return self._run_in_head(draft, sentence) if sentence is not None else _NOTHING

    def _thing_of(self, draft: DraftClaim, told: Sequence[Meaning], first: Meaning, home: int) -> Meaning | None:
        """What an object pronoun takes up of its own sentence: `opened a depot in Hull and closed it in 1888`."""
        pronoun = "they" if draft.subject.lower() == "them" else draft.subject.lower()
        found = [m for m in told if m.is_object and m.words and self._fits(m, pronoun)]
        others = [m for m in told if not m.is_object and m.minor]
        if found and (len(found) == 1 or not others):
            return replace(found[-1], minor=False)
        text = self._found.document.blocks[draft.block].text
        if pronoun == "it" and _WHO_DID.search(text, max(home, draft.subject_start - 40), draft.subject_start):
            return first if first.words and self._fits(first, "it") else None
        return None

    def is_subject(self, block: int, start: int) -> bool:
        """Whether the noun phrase that begins there is the subject of a verb."""
        return any(r.start == start and not r.is_object for r in self._found.referents.get(block, ()))

    def _run_in_head(self, draft: DraftClaim, sentence: Sentence) -> Meaning:
        """What a name or noun phrase alone, as the first sentence of a block, says that the block is of: `Tarn horn. Made by`."""
        if (above := self._thing_above(draft, sentence)) is not None:
            return above
        first = self._found.sentences[draft.block][0]
        head = self._first_of.get((draft.block, first.start))
        text = self._found.document.blocks[draft.block].text[first.start : first.end].strip(" .*_")
        if (
            head is None
            or first.start == sentence.start
            or len(text) > _LONGEST_HEAD
            or not draft.extractor.startswith("prose")
        ):
            return _NOTHING
        if "," in text or any(c.isdigit() for c in text):
            return _NOTHING  # `Adult £7, child £3.`
        bare = [t.text for t in tokens(head.words)]
        return head if 2 * len(bare) >= len(tokens(text)) and text.startswith(head.words) else _NOTHING

    def _thing_above(self, draft: DraftClaim, sentence: Sentence) -> Meaning | None:
        """Of an entry of a catalogue (`Given by Miss Crewe in 1931`): the thing that the heading above it names."""
        document = self._found.document
        block = document.blocks[draft.block]
        title = document.title
        if not block.headings or (title is not None and block.headings[-1] == title.index) or not draft.predicate_words:
            return None
        words = [t.text for t in self._found.tokens[draft.block] if sentence.start <= t.start < draft.value_start]
        if (
            not words
            or words[0].lower() in _OF_PAGES
            or not words[0].istitle()
            or not _is_past(words[0].lower())
            or "," in words
        ):
            return None
        if any(sentence.start <= r.start < draft.value_start for r in self._found.referents.get(draft.block, ())):
            return None
        heading = document.blocks[block.headings[-1]]
        ids = [e for n in self._found.names[heading.index] if (e := self._index.entity(self._path, n.text))]
        is_thing = bool(ids) or any(c.isdigit() for c in heading.text)
        return Meaning(words=heading.text.strip(" :.")) if is_thing and len(heading.text) <= _LONGEST_HEAD else None

    def _before(self, block: int, start: int) -> list[list[Meaning]]:
        """The meanings in the sentences up to a place, the nearest sentence last."""
        sentences: list[list[Meaning]] = []
        for b in range(max(0, block - 2), block + 1):
            for starts, meanings in self._told_in(b):
                if b < block or starts[-1] < start:
                    sentences.append(meanings)
                elif inside := [m for at, m in zip(starts, meanings, strict=True) if at < start]:
                    sentences.append(inside)
        return sentences

    def _told_in(self, block: int) -> list[tuple[list[int], list[Meaning]]]:
        """Of each sentence of a block with subjects of known meaning where these begin, in order, and their meanings."""
        if (known := self._told.get(block)) is None:
            known = self._told[block] = []
            told = sorted(
                [
                    (r.start, n, m)
                    for n, r in enumerate(self._found.referents.get(block, ()))
                    if (m := self._meanings.get((block, r.start))) is not None and (block, r.start) not in self._tellers
                ],
                key=itemgetter(0, 1),
            )
            starts = [start for start, _, _ in told]
            for sentence in self._found.sentences[block]:
                first, end = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
                if first < end:
                    known.append((starts[first:end], [m for _, _, m in told[first:end]]))
        return known

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
                if referent.is_object:
                    if recent[-1] and meaning.words:
                        is_object = _LED_BY.search(block.text, max(0, referent.start - 8), referent.start) is None
                        recent[-1].append(replace(meaning, minor=True, is_object=is_object))
                        self._meanings.setdefault((block.index, referent.start), replace(meaning, is_object=is_object))
                    continue
                if recent[-1] and meaning.words and _RELATIVE.match(block.text, referent.end):
                    meaning = replace(meaning, minor=True)
                if recent[-1] and _INSIDE.search(block.text, max(0, referent.start - 30), referent.start):
                    meaning = replace(meaning, inner=True)
                self._meanings[block.index, referent.start] = meaning
                if self._tells_only(block, referent.start, referent.end):
                    self._tellers.add((block.index, referent.start))
                    continue
                self._first_of.setdefault((block.index, home), meaning)
                recent[-1].append(meaning)
                self._salience.update(meaning.ids[:1])
            del recent[:-_REACH]

    def _tells_only(self, block: Block, start: int, end: int) -> bool:
        """Whether a subject ends its sentence as the one who tells it, on a page on somebody else: `The cause was a stroke, her niece said`."""
        if not self._topic or self._traits.kind(self._topic[0]) != "person" or not block.text.endswith(", ", 0, start):
            return False
        return _TELLS.match(block.text, end) is not None

    def _names_in(self, block: int, start: int, end: int) -> Iterator[NameMention]:
        return (n for n in self._found.names[block] if start <= n.start < end)

    # --- one subject --------------------------------------------------------------------------------------------------

    def _resolved(
        self, block: Block, start: int, words: str, names: Sequence[str], recent: Sequence[Sequence[Meaning]]
    ) -> Meaning:
        low = low_words_of(words)
        stems = content_words(words)
        if low[:1] == ["it"] and (_PLEONASTIC.match(block.text, start) or _EVENT.match(block.text, start)):
            return _NOTHING
        if len(low) == 1 and (low[0] in _PERSONAL or low[0] in _NEUTRAL or low[0] in _PLURAL):
            return self._pronoun(block, start, words, low[0], recent)
        if low[1:2] == ["and"] and low[0] in _PERSONAL and len(low) > 2:
            who = self._pronoun(block, start, words, low[0], recent)
            if who.ids:
                return replace(who, words=f"{self._shown(who)} {words.split(None, 1)[1]}", plural=True, gender="")
        if low in (["each"], ["both"]) and (before := self._plural_before(recent)) is not None:
            rest = before.words[0].lower() + before.words[1:] if before.words.startswith("The ") else before.words
            if not before.ids and before.words[:1].isupper() and rest == before.words and words.lower() == "each":
                rest = f"the {rest[0].lower()}{rest[1:]}"  # `Ripple marks, each 3 cm high`
            return Meaning(words=f"{words} of {rest}", stems=before.stems)
        if may_leave_out(words) and (whole := self._completed(block, start, words, recent)):
            return Meaning(words=whole, stems=content_words(whole), plural=is_plural(whole.lower().split()))
        if not low or (len(low) == 1 and low[0] in _INDEFINITE) or all(w in _NO_THING for w in low):
            return _NOTHING
        if len(low) == 2 and low[0] == "the" and low[1] in _WHICH and (of := self._elliptic(words, recent)) is not None:
            return of
        if block.text.endswith("whose ", max(0, start - 6), start) and (of := self._owned(block, start, words)):
            return of
        if len(low) == 1 and not names and words[0].isupper() and (person := self._surnames.get(fold(words))):
            return self._named(words, (person,), stems)
        heads = [n for n in names_at_head(words, names) if not is_bare_title(n)]
        if names and not heads and is_bare_title(names[0]) and (titled := self._titled(block, start, names[0])):
            return self._stands(words, titled)
        named = tuple(dict.fromkeys(e for n in heads if (e := self._index.entity(self._path, n))))
        if named:
            return self._named(words, named, stems)
        if low[0] in _DEFINITE and stems:
            found = self._description(block, start, words, low, stems, recent)
            if found is not None:
                return found
            if low[0] in _OWNERS and (owner := self._pronoun(block, start, low[0], low[0], recent)).words:
                name = self._index.name(owner.ids[0]) if owner.ids else _AFTER_HEAD.split(owner.words, maxsplit=1)[0]
                return Meaning(
                    words=f"{name}’s {words.split(None, 1)[-1]}" if len(low) > 1 else name,
                    stems=stems,
                    gender=gender_of(stems),
                    plural=is_plural(low[1:]),
                    how=f"`{low[0]}` stands for {name}",
                )
        first = names[0] if names else ""
        whose = (
            self._index.entity(self._path, first)
            if words.startswith(first) and _OWNER.match(words, len(first))
            else None
        )
        of_title = gender_of_title(words) if names and words.startswith(names[0]) else ""
        return Meaning(
            words=words,
            stems=stems,
            gender=of_title or gender_of(stems),
            plural=is_plural(low),
            owner=(whose,) if whose else (),
        )

    def _completed(self, block: Block, start: int, words: str, recent: Sequence[Sequence[Meaning]]) -> str:
        """A subject that leaves its noun out, with it: `the others`, `the first one`."""
        if _GOES_ON.match(block.text, start + len(words)):
            return ""  # `one that had burned down`
        is_subject = block.text.endswith(", ", 0, start) or any(
            r.start == start for r in self._found.referents.get(block.index, ())
        )
        if not is_subject and not _OF_SEVERAL.fullmatch(words):
            return ""
        earlier = [m.words for sentence in reversed(recent[-3:]) for m in reversed(sentence) if m.words]
        return completed(words, block.text, start, self._found.quantities[block.index], earlier)

    def _plural_before(self, recent: Sequence[Sequence[Meaning]]) -> Meaning | None:
        """The nearest subject before that is several things."""
        return next(
            (m for sentence in reversed(recent[-3:]) for m in sentence if m.words and m.plural and not m.is_object),
            None,
        )

    def _elliptic(self, words: str, recent: Sequence[Sequence[Meaning]]) -> Meaning | None:
        """Of `The annual meeting was held in May; the next will`: what there is a next one of."""
        before = next((m for sentence in reversed(recent) for m in reversed(sentence) if m.words), None)
        if before is None or before.ids or before.plural or before.person or not before.stems:
            return None
        parts = before.words.split()
        if parts[0].lower() not in ("the", "a", "an", "this", "our", "its", "their"):
            return None
        nouns = [w for w in parts[1:] if w.lower() not in _WHICH]
        return Meaning(words=f"{words} {' '.join(nouns)}", stems=before.stems) if nouns and len(nouns) < 7 else None

    def _owned(self, block: Block, start: int, words: str) -> Meaning | None:
        """Of `the regulator, whose pendulum is`: the pendulum with whose it is."""
        owner = owner_before_whose(block.text, start)
        if not owner:
            return None
        stems = content_words(words)
        near = list(self._names_in(block.index, start - 80, start))
        named = next((n for n in near if owner.endswith(n.text)), None)
        if named is not None and block.text[: named.start].endswith(" of "):
            # `Amos Tait of Rooke, whose crew`
            whole = (n for n in near if n.end == named.start - 4 and n.kind is not NameKind.PLACE)
            named = next(whole, named)
        entity = self._index.entity(self._path, named.text) if named is not None else None
        name = self._index.name(entity) if entity is not None else owner
        return Meaning(
            words=f"{name}’s {words}", stems=stems, plural=is_plural([t.low for t in tokens(words)]), minor=True
        )

    def _titled(self, block: Block, start: int, title: str) -> EntityId | None:
        """Who `the Countess` is: the nearest one before whose name begins with that title."""
        led = fold(title) + " "
        return next(
            (e for e in self._names_above(block.index, start, _ABOVE) if fold(self._index.name(e)).startswith(led)),
            None,
        )

    def _named(self, words: str, named: tuple[EntityId, ...], stems: tuple[str, ...]) -> Meaning:
        named = tuple(sorted(named, key=lambda e: len(name_tokens(e)) < 2)) if "," in words else named
        first = named[0]
        return Meaning(
            ids=named,
            words=words,
            stems=stems,
            person=self._traits.is_person(first),
            gender=self._traits.gender(first),
            plural=" and " in words and len(named) > 1,
        )

    def _pronoun(
        self, block: Block, start: int, words: str, pronoun: str, recent: Sequence[Sequence[Meaning]]
    ) -> Meaning:
        """The first subject that the pronoun may mean of the nearest sentence that has one, else the topic or the most told of."""
        if pronoun == "they" and (pair := self._two_persons(block, start, recent)) is not None:
            return pair
        if (pronoun in _NEUTRAL or pronoun in _PLURAL) and self._is_unsure(recent, pronoun):
            return _NOTHING
        if recent and recent[-1] and (speaker := self._speaker(block, start, pronoun, recent[-1])) is not None:
            return replace(speaker, minor=False, how=f"`{words}` stands for {self._shown(speaker)}, who says it")
        order = [sorted(sentence, key=lambda m: m.minor) for sentence in reversed(recent[-_REACH:])]
        order[1:] = [
            [m for m in sentence if not m.is_object or not m.words.lower().startswith("the ")] for sentence in order[1:]
        ]
        if len(order) > 1 and order[0] and all(m.minor for m in order[0]):
            # `It closed in 1939. After a campaign led by Ann Lee, it`: what only a fronted phrase names comes second
            order[:2] = [[m for m in order[1] if not m.minor], order[0], [m for m in order[1] if m.minor]]
        if pronoun in _PLURAL:
            order[2:] = [[m for m in sentence if not m.is_object] for sentence in order[2:]]
        fitting = [m for sentence in order for m in sentence if m.words and self._fits(m, pronoun)]
        if pronoun in _PERSONAL:
            fitting = self._surest(fitting, _PERSONAL[pronoun], block, start, recent[-1] if recent else ())
        if pronoun == "it" and fitting and (made := self._made_before(block, start, recent, fitting[0])) is not None:
            fitting = [made]
        if fitting:
            best = fitting[0]
            return Meaning(
                ids=best.ids, words=best.words, stems=best.stems, person=best.person, gender=best.gender,
                plural=best.plural, how=f"`{words}` stands for {self._shown(best)}, named before",
            )  # fmt: skip
        if pronoun == "it" and recent and recent[-1] and (first := recent[-1][0]).ids and self._is_thing(first):
            return replace(
                first, how=f"`{words}` stands for {self._shown(first)}, named before"
            )  # `Agatha was wide; it`
        if pronoun in _PERSONAL or pronoun in _NEUTRAL:
            if pronoun in _PERSONAL:
                owners = (o for sentence in reversed(recent[-2:]) for m in sentence for o in m.owner)
                for owner in owners:
                    meaning = self._named(self._index.name(owner), (owner,), ())
                    if self._fits(meaning, pronoun):
                        return replace(meaning, how=f"`{words}` stands for {meaning.words}")
            often = [(-n, e) for e, n in self._salience.items() if n > 1]
            told = [e for _, e in nsmallest(2, often)]
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

    def _made_before(
        self, block: Block, start: int, recent: Sequence[Sequence[Meaning]], first: Meaning
    ) -> Meaning | None:
        """What the sentence before brought in, where only such a thing opens, burns or measures: `The firm built a mill. It burned`."""
        if first.minor or not _OF_THINGS.match(block.text, start):
            return None
        told = [sentence for sentence in recent if sentence]
        last = told[-1] if told else ()
        if (
            not last
            or first not in last
            or not last[-1].is_object
            or not last[-1].words.lower().startswith(("a ", "an "))
        ):
            return None
        return last[-1] if self._fits(last[-1], "it") else None

    def _is_thing(self, meaning: Meaning) -> bool:
        return not meaning.person and self._traits.kind(meaning.ids[0]) != "person"

    def _speaker(self, block: Block, start: int, pronoun: str, told: Sequence[Meaning]) -> Meaning | None:
        """Who says it, where a pronoun begins what is said: `Work began in May, and Norvik Shipping says that it has spent`."""
        if not _SAYING.search(block.text, max(0, start - 24), start):
            return None
        last = told[-1]
        is_unknown = last.ids and self._traits.kind(last.ids[0]) == "unknown"
        return last if last.words and (self._fits(last, pronoun) or (is_unknown and pronoun == "it")) else None

    def _is_unsure(self, recent: Sequence[Sequence[Meaning]], pronoun: str) -> bool:
        """Whether `it` or `they` may as well mean what is no subject: behind `we` in its sentence, or after a sentence on something else."""
        told = [sentence for sentence in reversed(recent[-_REACH:]) if sentence]
        for back, sentence in enumerate(told):
            fitting = [m for m in sentence if m.words and self._fits(m, pronoun)]
            outer = [m for m in fitting if not m.minor and not m.inner]
            if fitting and pronoun in _PLURAL and len({m.ids or m.words for m in outer}) > 1:
                return True  # `The men were away and the women sang. They`
            if fitting:
                return back > 1 and not any(set(m.ids) & set(self._topic) for m in fitting)
            if not any(m.words for m in sentence):
                return True  # `We had planned the work, but it was postponed`
        return False

    def _surest(
        self, fitting: list[Meaning], gender: str, block: Block, start: int, near: Sequence[Meaning] = ()
    ) -> list[Meaning]:
        """Those that are surely of that gender or surely people; else the topic, if it surely is; else all that may be meant."""
        sure = [
            m
            for m in fitting
            if m.gender == gender or m.person or (gender == "f" and self._traits.is_vessel(m.ids, m.stems))
        ]
        if not any(m in near for m in sure) and (beside := self._named_beside(block, start, gender)) is not None:
            return [beside]
        if (of_page := self._person_of_page(fitting, near, gender)) is not None:
            return [of_page]
        if not sure:  # one who is no subject: `bought by Anselm, with money that he had saved`
            above = (e for e in self._names_above(block.index, start, 1) if self._traits.gender(e) == gender)
            sure = [self._named(self._index.name(e), (e,), ()) for e in above][:1]
        if not sure and not any(m.person or m.gender for m in fitting):
            sure = self._only_person(block, start, gender)
        if sure or not self._topic or self._traits.gender(self._topic[0]) != gender:
            return sure or fitting
        return [self._named(self._index.name(self._topic[0]), (self._topic[0],), ())]

    def _named_beside(self, block: Block, start: int, gender: str) -> Meaning | None:
        """Who is named last before in the sentence, surely of that gender: `with whom Orme wrote to Otto Lind until his death`."""
        home = max((s.start for s in self._found.sentences[block.index] if s.start <= start), default=start)
        names = [n for n in self._names_in(block.index, home, start) if n.kind is NameKind.PERSON]
        entity = self._index.entity(self._path, names[-1].text) if names else None
        if entity is None or self._traits.gender(entity) != gender or self._traits.is_body(entity):
            return None
        return self._named(self._index.name(entity), (entity,), ())

    def _person_of_page(self, fitting: Sequence[Meaning], near: Sequence[Meaning], gender: str) -> Meaning | None:
        """Whom a page on one person means, where only kin without a name or somebody of unknown gender was told of since.

        `Mercier died in 2015. She`, `her mother kept the books. She`.
        """
        if len(self._topic) != 1 or self._traits.gender(self._topic[0]) != gender:
            return None
        if not (self._traits.is_person(self._topic[0]) or self._traits.has_given_name(self._topic[0])):
            return None
        if self._traits.kind(self._topic[0]) != "person" or any(
            m.gender == gender and (m.ids or m in near) and m.ids[:1] != self._topic for m in fitting
        ):
            return None
        return self._named(self._index.name(self._topic[0]), (self._topic[0],), ())

    def _only_person(self, block: Block, start: int, gender: str) -> list[Meaning]:
        """The only one of the sentence before who is written like a person: `She was followed by Ole Hjelm. He`."""
        home = max((s.start for s in self._found.sentences[block.index] if s.end <= start), default=None)
        if home is None:
            return []
        found = {
            e
            for n in self._names_in(block.index, home, start)
            if n.kind is NameKind.PERSON and (e := self._index.entity(self._path, n.text)) is not None
        }
        people = [e for e in sorted(found) if self._traits.gender(e) in ("", gender) and not self._traits.is_body(e)]
        return [self._named(self._index.name(people[0]), (people[0],), ())] if len(people) == 1 else []

    def _two_persons(self, block: Block, start: int, recent: Sequence[Sequence[Meaning]]) -> Meaning | None:
        """The only two whom the sentence before names, where no subject is several: `Ann Lee met Tom Orr. They`."""
        home = max((s.start for s in self._found.sentences[block.index] if s.end <= start), default=None)
        last = next((sentence for sentence in reversed(recent) if sentence), ())
        if home is None or any(m.plural for m in last):
            return None
        if _SEVERAL.search(block.text, home, start):
            return None  # `Ann Lee bought the mills from Tom Orr. They`
        subjects = (m.ids[0] for m in last if len(m.ids) == 1)
        named = (
            e
            for n in self._names_in(block.index, home, start)
            if (e := self._index.entity(self._path, n.text)) is not None
            and (n.kind is NameKind.PERSON or self._traits.is_person(e))
            and not _AT_PLACE.search(block.text, max(0, n.start - 6), n.start)
        )
        told = [e for e in subjects if self._traits.is_person(e) or self._traits.kind(e) == "person"]
        people = [e for e in dict.fromkeys((*told, *named)) if not self._traits.is_body(e)]
        if len(people) != 2:
            return None
        words = " and ".join(self._index.name(e) for e in people)
        return Meaning(
            ids=tuple(people), words=words, person=True, plural=True, how=f"`they` stands for {words}, named before"
        )

    def _fits(self, meaning: Meaning, pronoun: str) -> bool:
        if pronoun in _PLURAL:
            if meaning.ids and not meaning.person and meaning.words.lower().startswith("the "):
                if is_plural(self._index.name(meaning.ids[0]).lower().split()):
                    return True  # `The Corn Players`
            return meaning.plural or (
                bool(meaning.ids) and not meaning.person and self._traits.kind(meaning.ids[0]) == "organisation"
            )
        if meaning.plural:
            return False
        if pronoun in _PERSONAL:
            if meaning.ids:
                kind = self._traits.kind(meaning.ids[0])
                may_be = (
                    meaning.person or kind == "person" or (kind == "unknown" and len(name_tokens(meaning.ids[0])) == 1)
                )
            else:
                may_be = (
                    bool(meaning.gender) or meaning.person or bool(meaning.stems and head_of(meaning.words) in HUMANS)
                )
            may_be = may_be or (_PERSONAL[pronoun] == "f" and self._traits.is_vessel(meaning.ids, meaning.stems))
            return may_be and meaning.gender in ("", _PERSONAL[pronoun])
        if pronoun == "its" and not meaning.ids and head_of(meaning.words) in _SPANS_OF_TIME:
            return False  # `The last day follows a tramway. Its viaduct`
        return (
            not meaning.person
            and not meaning.gender
            and not meaning.words.lower().startswith(("every ", "each ", "no "))
            and not (meaning.stems and not meaning.ids and head_of(meaning.words) in HUMANS)
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
        head = head_of(words)
        if not head or low[0] in _OWNERS:
            return None
        if _OF_AGE.match(words) and (whose := self._of_age(block, start, recent)) is not None:
            return self._stands(words, whose)
        nearest = [m for sentence in reversed(recent) for m in sentence]
        near = [e for m in nearest for e in m.ids]
        own_topic = [e for e in self._topic if head in map(stem, name_tokens(self._index.name(e))[-1:])]
        around = dict.fromkeys((*near, *own_topic, *self._names_above(block.index, start, _ABOVE), *self._topic))
        candidates = [e for e in around if not self._is_named_after(e, head)]
        if is_plural(low) and len(low) < 4 and "and" not in low:
            candidates = [e for e in candidates if not self._traits.is_person(e)]  # `the rectors` are no one of them
        extra = set(stems) - {head}
        for candidate in candidates:
            own = noun_stems(self._index.name(candidate)) | noun_stems(candidate)
            if head in own and self._is_one_of_many(candidate, head, low):
                continue
            if head in own and extra <= own | self._traits.sorts.get(candidate, set()):
                return self._stands(words, candidate)
        for candidate in candidates if not (head in HUMANS and low[-1].endswith("s")) else ():
            if head in self._traits.sorts.get(candidate, ()) and extra <= self._traits.sorts[candidate]:
                return self._stands(words, candidate)
        for candidate in candidates:
            if self._is_one_of_many(candidate, head, low):
                continue
            if head in noun_stems(self._index.name(candidate)) and len(stems) == 1:
                return self._stands(words, candidate)
        close = [m for sentence in recent[-2:] for m in sentence]
        for meaning in nearest:
            if _ANOTHER.match(meaning.words) and meaning not in close:
                continue  # `a second reservoir was begun`, and long after: `The reservoir`
            is_one = meaning.plural and meaning.is_object and not is_plural(low)
            if is_one or not meaning.stems or meaning.ids:
                continue
            if head_of(meaning.words) == head and extra <= set(meaning.stems):
                return Meaning(words=meaning.words, stems=meaning.stems, plural=meaning.plural)
        if len(stems) > 1:
            return None
        by_name = self._by_head(head, words) or self._firm_above(head, block, start, words)
        return by_name or self._body(head, words) or self._of_sort(head, words, recent)

    def _is_named_after(self, candidate: EntityId, head: str) -> bool:
        """Whether a name ends in a noun of its own and only begins with that of a description: `the bridge`, the Bridge Committee."""
        name = self._index.name(candidate)
        last = next(reversed(name_tokens(name)), "")
        return last in final_nouns() and stem(last) != head and {stem(last), head} <= noun_stems(name)

    def _is_one_of_many(self, candidate: EntityId, head: str, low: Sequence[str]) -> bool:
        """Whether a name is of several of what a description is one of: `the steamer`, and the Danube Steamers."""
        last = name_tokens(self._index.name(candidate))[-1:]
        return bool(last) and last[0].endswith("s") and stem(last[0]) == head and not low[-1].endswith("s")

    def _of_age(self, block: Block, start: int, recent: Sequence[Sequence[Meaning]]) -> EntityId | None:
        """Who `the 44-year-old former rower` is: the person told of last, in this sentence or the two before."""
        told = (m.ids[0] for sentence in reversed(recent[-2:]) for m in sentence if m.ids and not m.minor)
        people = (e for e in (*told, *self._names_above(block.index, start, 2)) if self._traits.kind(e) == "person")
        return next(people, None)

    def _of_sort(self, head: str, words: str, recent: Sequence[Sequence[Meaning]]) -> Meaning | None:
        """What `the drug` means behind a sentence on something with a name that is no person and of no other sort that is told."""
        told = [sentence for sentence in recent if sentence]
        if head not in SORTS | BODIES or not told or is_plural(words.lower().split()):
            return None
        before = next((m for m in told[-1] if m.words and not m.minor), None)
        if before is None or not before.ids or before.person or before.plural or before.gender:
            return None
        candidate = before.ids[0]
        sorts = self._traits.sorts.get(candidate, set())
        if head in BODIES:
            is_other = bool(sorts & BODIES) and head not in sorts and head not in _ANY_BODY
            return None if is_other or not self._traits.is_body(candidate) else self._stands(words, candidate)
        if (sorts and head not in sorts) or self._traits.is_body(candidate) or self._traits.kind(candidate) == "person":
            return None
        if any(not m.ids and m.words and head_of(m.words) == head for m in self._meanings.values()):
            return None
        return self._stands(words, candidate)

    def _body(self, head: str, words: str) -> Meaning | None:
        """What `the company` means of a document on one body, where no other such thing is told of in it."""
        if head not in BODIES or len(self._topic) != 1 or not self._traits.is_body(self._topic[0]):
            return None
        others = {e for e in self._salience if e != self._topic[0] and head in self._traits.sorts.get(e, ())}
        return None if others else self._stands(words, self._topic[0])

    def _firm_above(self, head: str, block: Block, start: int, words: str) -> Meaning | None:
        """What `the company` means where a firm with its legal form stands before in its paragraph, or in the line above."""
        if head not in _FIRMS:
            return None
        for index in (block.index, block.index - 1):
            for name, entity in reversed(self._named_in.get(index, ())):
                text = self._found.document.blocks[index].text
                behind = _NEXT_WORD.match(text, name.end)
                form = behind[1] if behind is not None else name.text.rsplit(" ", 1)[-1].strip(".")
                if (index != block.index or name.start < start) and form in _FORMS:
                    return self._stands(words, entity)
        return None

    def _stands(self, words: str, candidate: EntityId) -> Meaning:
        name = self._index.name(candidate)
        return Meaning(
            ids=(candidate,), words=words, stems=content_words(words), person=self._traits.is_person(candidate),
            gender=self._traits.gender(candidate), how=f"`{words}` stands for {name}",
        )  # fmt: skip

    def _by_head(self, head: str, words: str) -> Meaning | None:
        """The only thing whose name ends in that noun: of the document, or else of those that the corpus is about."""
        low = words.lower().split()
        ending = {e for e in self._ending_in(head) if not self._is_one_of_many(e, head, low)}
        if len(ending) == 1:
            return self._stands(words, next(iter(ending)))
        if not ending:
            same = [e for e in self._index.headed(head) if head in noun_stems(self._index.name(e))]
            same = [e for e in same if not self._is_one_of_many(e, head, low)]
            if len(same) == 1:
                return self._stands(words, same[0])
        return None

    def _ending_in(self, head: str) -> set[EntityId]:
        """The entities of the document whose names end in a noun with that stem."""
        if self._by_last is None:
            self._by_last = defaultdict(set)
            for entity in {entity for names in self._named_in.values() for _, entity in names}:
                name = self._index.name(entity)
                if (parts := name_tokens(name)) and (last := stem(parts[-1])) in noun_stems(name):
                    self._by_last[last].add(entity)
        return self._by_last.get(head, set())

    def _shown(self, meaning: Meaning) -> str:
        return self._index.name(meaning.ids[0]) if meaning.ids else meaning.words

    def _names_above(self, block: int, start: int, reach: int) -> list[EntityId]:
        """The entities named in the blocks before, the nearest first."""
        seen: list[EntityId] = []
        for index in range(block, max(-1, block - reach), -1):
            for name, entity in reversed(self._named_in.get(index, ())):
                if entity not in seen and (index != block or name.start < start):
                    seen.append(entity)
        return seen
