"""Resolve, part of coreference: what `he`, `it` or `they` stands for: the nearest subject before that it fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest

from factcheck.frozen import replace
from factcheck.model.claim import EntityId
from factcheck.model.document import Block
from factcheck.model.mention import NameKind
from factcheck.patterns import pattern_of
from factcheck.resolve.meanings import NEUTRAL, NOTHING, PERSONAL, PLURAL, Meaning, NamedThings
from factcheck.resolve.subject_words import (
    HUMANS,
    head_of,
    is_plural,
)
from factcheck.values.names import name_tokens
from factcheck.values.words import stem

REACH = 4
"""How many sentences back a pronoun reaches."""
_OF_THINGS = pattern_of(
    r"it\s(?:(?:was|had\sbeen|has\sbeen|would\sbe)\s(?:\w+ly\s|never\s|not\s|first\s|then\s)?(?:built|rebuilt|opened|reopened|closed|completed|finished|demolished|destroyed"
    r"|designed|launched|restored|scrapped|gutted|burn(?:ed|t)|pulled\sdown|torn\sdown|published|printed|unveiled|listed)|(?:had\s|has\s)?(?:opened|reopened|closed|shut|burn(?:ed|t)|collapsed|sank"
    r"|stood|stands|measure[sd]|weigh(?:s|ed)|cost|costs|seats|seated|drew|draws|holds|held|sold|ran|runs|appeared|came\sout|lasted|is\s\d|was\s\d)\b)",
    re.I,
)
"""Behind `it`, what happens to things that were made, and to hardly any body of people."""
_SEVERAL = pattern_of(
    r"\b(?:the|these|those|two|three|four|several|many|some|all|\d+)\s(?:[a-z]+\s)?(?!years\b)[a-z]+[^s\W]s\b"
)
_SPANS_OF_TIME = frozenset(map(stem, ["day", "week", "month", "year", "season", "decade", "century", "morning", "evening", "night", "hour", "winter", "summer", "spring", "autumn"]))  # fmt: skip
_AT_PLACE = pattern_of(r"\b(?:the|from|in|at|near|of|on)\s\Z", re.I)
_SAYING = pattern_of(r"\b(?:says?|said|claim(?:s|ed)?|insist(?:s|ed)?|believe[sd]?|argue[sd]?|reported|admit(?:s|ted)|announced|warned|added|denie[sd]|hope[sd]?|think|thought|estimate[sd]?|reckon(?:s|ed)?)\s(?:that\s)?\Z")  # fmt: skip


class Pronouns:
    """The pronouns of one document, by what its sentences told before."""

    def __init__(self, things: NamedThings, salience: Counter[EntityId]) -> None:
        self._things, self._salience = things, salience
        self._found, self._index, self._topic, self._traits = things.found, things.index, things.topic, things.traits

    def meaning(
        self, block: Block, start: int, words: str, pronoun: str, recent: Sequence[Sequence[Meaning]]
    ) -> Meaning:
        """The first subject that the pronoun may mean of the nearest sentence that has one, else the topic or the most told of."""
        if pronoun == "they" and (pair := self._two_persons(block, start, recent)) is not None:
            return pair
        if (pronoun in NEUTRAL or pronoun in PLURAL) and self._is_unsure(recent, pronoun):
            return NOTHING
        if recent and recent[-1] and (speaker := self._speaker(block, start, pronoun, recent[-1])) is not None:
            return replace(speaker, minor=False, how=f"`{words}` stands for {self._things.shown(speaker)}, who says it")
        order = [sorted(sentence, key=lambda m: m.minor) for sentence in reversed(recent[-REACH:])]
        order[1:] = [
            [m for m in sentence if not m.is_object or not m.words.lower().startswith("the ")] for sentence in order[1:]
        ]
        if len(order) > 1 and order[0] and all(m.minor for m in order[0]):
            # `It closed in 1939. After a campaign led by Ann Lee, it`: what only a fronted phrase names comes second
            order[:2] = [[m for m in order[1] if not m.minor], order[0], [m for m in order[1] if m.minor]]
        if pronoun in PLURAL:
            order[2:] = [[m for m in sentence if not m.is_object] for sentence in order[2:]]
        fitting = [m for sentence in order for m in sentence if m.words and self.fits(m, pronoun)]
        if pronoun in PERSONAL:
            fitting = self._surest(fitting, PERSONAL[pronoun], block, start, recent[-1] if recent else ())
        if pronoun == "it" and fitting and (made := self._made_before(block, start, recent, fitting[0])) is not None:
            fitting = [made]
        if fitting:
            best = fitting[0]
            return Meaning(
                ids=best.ids, words=best.words, stems=best.stems, person=best.person, gender=best.gender,
                plural=best.plural, how=f"`{words}` stands for {self._things.shown(best)}, named before",
            )  # fmt: skip
        if pronoun == "it" and recent and recent[-1] and (first := recent[-1][0]).ids and self._is_thing(first):
            return replace(
                first, how=f"`{words}` stands for {self._things.shown(first)}, named before"
            )  # `Agatha was wide; it`
        if pronoun in PERSONAL or pronoun in NEUTRAL:
            return self._of_no_subject(words, pronoun, recent)
        return NOTHING

    def _of_no_subject(self, words: str, pronoun: str, recent: Sequence[Sequence[Meaning]]) -> Meaning:
        """Where no subject before fits: the owner of one, else the topic or the most told of."""
        if pronoun in PERSONAL:
            owners = (o for sentence in reversed(recent[-2:]) for m in sentence for o in m.owner)
            for owner in owners:
                meaning = self._things.by_own_name(owner)
                if self.fits(meaning, pronoun):
                    return replace(meaning, how=f"`{words}` stands for {meaning.words}")
        often = [(-n, e) for e, n in self._salience.items() if n > 1]
        told = [e for _, e in nsmallest(2, often)]
        for candidate in (*self._topic[:1], *told):
            meaning = self._things.by_own_name(candidate)
            if pronoun in PERSONAL and not (meaning.gender or meaning.person):
                continue  # what is only written like a name of somebody: `Sixth Open`
            if self.fits(meaning, pronoun):
                return Meaning(
                    ids=(candidate,), words=meaning.words, person=meaning.person, gender=meaning.gender,
                    how=f"`{words}` stands for {meaning.words}",
                )  # fmt: skip
        return NOTHING

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
        return last[-1] if self.fits(last[-1], "it") else None

    def _is_thing(self, meaning: Meaning) -> bool:
        return not meaning.person and self._traits.kind(meaning.ids[0]) != "person"

    def _speaker(self, block: Block, start: int, pronoun: str, told: Sequence[Meaning]) -> Meaning | None:
        """Who says it, where a pronoun begins what is said: `Work began in May, and Norvik Shipping says that it has spent`."""
        if not _SAYING.search(block.text, max(0, start - 24), start):
            return None
        last = told[-1]
        is_unknown = last.ids and self._traits.kind(last.ids[0]) == "unknown"
        return last if last.words and (self.fits(last, pronoun) or (is_unknown and pronoun == "it")) else None

    def _is_unsure(self, recent: Sequence[Sequence[Meaning]], pronoun: str) -> bool:
        """Whether `it` or `they` may as well mean what is no subject: behind `we` in its sentence, or after a sentence on something else."""
        told = [sentence for sentence in reversed(recent[-REACH:]) if sentence]
        for back, sentence in enumerate(told):
            fitting = [m for m in sentence if m.words and self.fits(m, pronoun)]
            outer = [m for m in fitting if not m.minor and not m.inner]
            if fitting and pronoun in PLURAL and len({m.ids or m.words for m in outer}) > 1:
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
            above = (e for e in self._things.names_above(block.index, start, 1) if self._traits.gender(e) == gender)
            sure = [self._things.by_own_name(e) for e in above][:1]
        if not sure and not any(m.person or m.gender for m in fitting):
            sure = self._only_person(block, start, gender)
        if sure or not self._topic or self._traits.gender(self._topic[0]) != gender:
            return sure or fitting
        return [self._things.by_own_name(self._topic[0])]

    def _named_beside(self, block: Block, start: int, gender: str) -> Meaning | None:
        """Who is named last before in the sentence, surely of that gender: `with whom Orme wrote to Otto Lind until his death`."""
        home = max((s.start for s in self._found.sentences[block.index] if s.start <= start), default=start)
        names = [n for n in self._things.names_in(block.index, home, start) if n.kind is NameKind.PERSON]
        entity = self._things.entity(names[-1].text) if names else None
        if entity is None or self._traits.gender(entity) != gender or self._traits.is_body(entity):
            return None
        return self._things.by_own_name(entity)

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
        return self._things.by_own_name(self._topic[0])

    def _only_person(self, block: Block, start: int, gender: str) -> list[Meaning]:
        """The only one of the sentence before who is written like a person: `She was followed by Ole Hjelm. He`."""
        home = max((s.start for s in self._found.sentences[block.index] if s.end <= start), default=None)
        if home is None:
            return []
        found = {
            e
            for n in self._things.names_in(block.index, home, start)
            if n.kind is NameKind.PERSON and (e := self._things.entity(n.text)) is not None
        }
        people = [e for e in sorted(found) if self._traits.gender(e) in ("", gender) and not self._traits.is_body(e)]
        return [self._things.by_own_name(people[0])] if len(people) == 1 else []

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
            for n in self._things.names_in(block.index, home, start)
            if (e := self._things.entity(n.text)) is not None
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

    def fits(self, meaning: Meaning, pronoun: str) -> bool:
        """Whether a pronoun may stand for that: person or thing, one or many, he or she."""
        if pronoun in PLURAL:
            if meaning.ids and not meaning.person and meaning.words.lower().startswith("the "):
                if is_plural(self._index.name(meaning.ids[0]).lower().split()):
                    return True  # `The Corn Players`
            return meaning.plural or (
                bool(meaning.ids) and not meaning.person and self._traits.kind(meaning.ids[0]) == "organisation"
            )
        if meaning.plural:
            return False
        if pronoun in PERSONAL:
            if meaning.ids:
                kind = self._traits.kind(meaning.ids[0])
                may_be = (
                    meaning.person or kind == "person" or (kind == "unknown" and len(name_tokens(meaning.ids[0])) == 1)
                )
            else:
                may_be = (
                    bool(meaning.gender) or meaning.person or bool(meaning.stems and head_of(meaning.words) in HUMANS)
                )
            may_be = may_be or (PERSONAL[pronoun] == "f" and self._traits.is_vessel(meaning.ids, meaning.stems))
            return may_be and meaning.gender in ("", PERSONAL[pronoun])
        if pronoun == "its" and not meaning.ids and head_of(meaning.words) in _SPANS_OF_TIME:
            return False  # `The last day follows a tramway. Its viaduct`
        return (
            not meaning.person
            and not meaning.gender
            and not meaning.words.lower().startswith(("every ", "each ", "no "))
            and not (meaning.stems and not meaning.ids and head_of(meaning.words) in HUMANS)
        )
