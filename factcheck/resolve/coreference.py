"""Resolve, part: what pronouns and definite descriptions of a document stand for.

The document is read once from top to bottom. Each grammatical subject is resolved against those before it, the subject of
the sentence before first (centering: Grosz, Joshi and Weinstein 1995), and remembered for those that follow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

from factcheck.frozen import replace
from factcheck.model.claim import EntityId
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import Sentence
from factcheck.patterns import pattern_of
from factcheck.resolve.descriptions import Descriptions
from factcheck.resolve.entities import EntityIndex
from factcheck.resolve.meanings import NOTHING, PERSONAL, Meaning, NamedThings
from factcheck.resolve.pronouns import REACH, Pronouns
from factcheck.resolve.subject_meanings import SubjectMeanings
from factcheck.values.words import fold, stem, tokens

_OBJECTS = frozenset({"it", "them", "him", "her"})
_LONGEST_HEAD = 70
"""Characters of a sentence that may be the head of its block."""
_OF_PAGES = frozenset(["posted", "published", "updated", "issued", "written", "revised", "printed", "dated"])
"""What is said of a page and not of the thing that heads it."""


def _is_past(word: str) -> bool:
    """Whether a form is a past or a participle: `given`, `painted`."""
    base = stem(word)
    return word.endswith("ed") or (word not in (base, base + "e") and not word.endswith(("s", "ing")))


_LED_BY = pattern_of(r"\b(?:to|by|of|in|at|on|for|from|with|into|under|after|before)\s\Z")
_INSIDE = pattern_of(r"\s(?:that|whether)\s(?:\w+\s){0,2}\Z")
_WHO_DID = pattern_of(r"\bwho\s(?:\w+\s){1,3}\Z")
"""Before an object: `was opened by Ann Lee, who directed it`."""
_TELLS = pattern_of(r"\s(?:said|says|added|recalled|wrote|explained|announced|reported)\s*(?:[.;]|(?:on|in)\s\w+\.)")
_RELATIVE = pattern_of(r",?\s(?:of\s|in\s|for\s|to\s)?(?:which|who|that|whose|where|whom)\b")


class Discourse:
    """The meanings of a document's grammatical subjects."""

    def __init__(self, found: Extraction, index: EntityIndex, topic: Sequence[EntityId]) -> None:
        self._things = NamedThings(found, index, topic)
        self._found, self._topic, self._traits = found, self._things.topic, self._things.traits
        self._told: dict[int, list[tuple[list[int], list[Meaning]]]] = {}
        self._meanings: dict[tuple[int, int], Meaning] = {}
        self._first_of: dict[tuple[int, int], Meaning] = {}
        self._tellers: set[tuple[int, int]] = set()
        self._salience: Counter[EntityId] = Counter()
        self._pronouns = Pronouns(self._things, self._salience)
        descriptions = Descriptions(self._things, self._salience, self._meanings)
        self._subjects = SubjectMeanings(self._things, self._pronouns, descriptions)
        self._read()

    def meaning_of(self, draft: DraftClaim) -> Meaning:
        """What a draft claim is about; nothing where only the document's topic is left."""
        if draft.subject_start >= 0:
            known = self._meanings.get((draft.block, draft.subject_start))
            if known is not None and (fold(draft.subject) in (fold(known.words), "") or known is NOTHING):
                return known
            if known is not None and known.how and draft.subject.lower() in PERSONAL:
                return known  # as it was read in the order of the text
            return self._in_its_place(draft)
        if draft.subject:
            return self._subjects.meaning(
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
        return self._run_in_head(draft, sentence) if sentence is not None else NOTHING

    def _in_its_place(self, draft: DraftClaim) -> Meaning:
        """What a subject means that was not read as one, by what was told before it."""
        block = self._found.document.blocks[draft.block]
        before = self._before(draft.block, draft.subject_start)
        if draft.subject.lower() in _OBJECTS and before and draft.subject_start > draft.start:
            home = max(
                (s.start for s in self._found.sentences[draft.block] if s.start <= draft.subject_start),
                default=0,
            )
            if (draft.block, home) in self._first_of and self._first_of[draft.block, home] in before[-1]:
                if (thing := self._thing_of(draft, before[-1], self._first_of[draft.block, home], home)) is not None:
                    return replace(thing, how=f"`{draft.subject}` stands for {self._things.shown(thing)}, named before")
                if len(before[-1]) > 1 or not before[-1][0].words:
                    return NOTHING  # `left the house to the town, which sold it`
                before = before[:-1]  # `The gallery bought it in 1909`: an object is not the subject
        return self._subjects.meaning(block, draft.subject_start, draft.subject, draft.subject_names, before)

    def _thing_of(self, draft: DraftClaim, told: Sequence[Meaning], first: Meaning, home: int) -> Meaning | None:
        """What an object pronoun takes up of its own sentence: `opened a depot in Hull and closed it in 1888`."""
        pronoun = "they" if draft.subject.lower() == "them" else draft.subject.lower()
        found = [m for m in told if m.is_object and m.words and self._pronouns.fits(m, pronoun)]
        others = [m for m in told if not m.is_object and m.minor]
        if found and (len(found) == 1 or not others):
            return replace(found[-1], minor=False)
        text = self._found.document.blocks[draft.block].text
        if pronoun == "it" and _WHO_DID.search(text, max(home, draft.subject_start - 40), draft.subject_start):
            return first if first.words and self._pronouns.fits(first, "it") else None
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
            return NOTHING
        if "," in text or any(c.isdigit() for c in text):
            return NOTHING  # `Adult £7, child £3.`
        bare = [t.text for t in tokens(head.words)]
        return head if 2 * len(bare) >= len(tokens(text)) and text.startswith(head.words) else NOTHING

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
        ids = [e for n in self._found.names[heading.index] if (e := self._things.entity(n.text))]
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
                names = tuple(n.text for n in self._things.names_in(block.index, referent.start, referent.end))
                words = block.text[referent.start : referent.end]
                meaning = self._subjects.meaning(block, referent.start, words, names, recent)
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
            del recent[:-REACH]

    def _tells_only(self, block: Block, start: int, end: int) -> bool:
        """Whether a subject ends its sentence as the one who tells it, on a page on somebody else: `The cause was a stroke, her niece said`."""
        if not self._topic or self._traits.kind(self._topic[0]) != "person" or not block.text.endswith(", ", 0, start):
            return False
        return _TELLS.match(block.text, end) is not None
