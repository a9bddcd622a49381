"""Resolve, part of coreference: what one grammatical subject stands for: a name, a pronoun, a description, or its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.frozen import replace
from factcheck.model.claim import EntityId
from factcheck.model.document import Block
from factcheck.model.mention import NameKind
from factcheck.patterns import pattern_of
from factcheck.resolve.descriptions import Descriptions
from factcheck.resolve.ellipsis import completed, may_leave_out
from factcheck.resolve.meanings import NEUTRAL, NOTHING, OWNERS, PERSONAL, PLURAL, Meaning, NamedThings
from factcheck.resolve.name_traits import gender_of_title
from factcheck.resolve.pronouns import Pronouns
from factcheck.resolve.subject_words import (
    gender_of,
    is_bare_title,
    is_plural,
    names_at_head,
    owner_before_whose,
)
from factcheck.values.words import content_words, fold, low_words_of, tokens

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "our", "its", "his", "her", "their", "such"})
_INDEFINITE = frozenset(["nobody", "somebody", "someone", "everybody", "everyone", "anybody", "anyone", "none", "one", "i", "we", "you", "there", "who", "what", "nothing", "something", "everything", "anything"])  # fmt: skip
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
_GOES_ON = pattern_of(r"\s(?:that|who|whose|with)\b")
_EVENT = pattern_of(
    r"it\s(?:was|is|had\sbeen)\s(?:by\sfar\s)?the\s(?:first|last|only|second|third|worst|best|most|\w+est)\s(?:\w+\s){0,2}?(?:time|operation|accident|rescue"
    r"|victory|defeat|win|fire|flood|strike|occasion|case|attempt|visit|match|game|death|fall|rise|crash|sinking|disaster|eruption|storm|earthquake|robbery)\b",
    re.I,
)
"""Behind `it`, what tells that it stands for all that was told, and for no thing."""
_OF_SEVERAL = pattern_of(r"each|.*\bones?|the\s(?:first|last)\s\w+", re.I)
_OWNER = pattern_of(r"[’']s?\s")
_AFTER_HEAD = pattern_of(r"(?<=\w\w)\s(?:at|in|on|of|with|for|from|near|by|to|between)\s")


class SubjectMeanings:
    """What each subject of one document means, by its words and by what the sentences before told."""

    def __init__(self, things: NamedThings, pronouns: Pronouns, descriptions: Descriptions) -> None:
        self._things, self._pronouns, self._descriptions = things, pronouns, descriptions
        self._found, self._index = things.found, things.index
        self._surnames = things.traits.surnames()

    def meaning(
        self, block: Block, start: int, words: str, names: Sequence[str], recent: Sequence[Sequence[Meaning]]
    ) -> Meaning:
        """What the subject with these words means, that begins there; nothing where only the document's topic is left."""
        low = low_words_of(words)
        stems = content_words(words)
        if low[:1] == ["it"] and (_PLEONASTIC.match(block.text, start) or _EVENT.match(block.text, start)):
            return NOTHING
        if len(low) == 1 and (low[0] in PERSONAL or low[0] in NEUTRAL or low[0] in PLURAL):
            return self._pronouns.meaning(block, start, words, low[0], recent)
        if low[1:2] == ["and"] and low[0] in PERSONAL and len(low) > 2:
            who = self._pronouns.meaning(block, start, words, low[0], recent)
            if who.ids:
                return replace(
                    who, words=f"{self._things.shown(who)} {words.split(None, 1)[1]}", plural=True, gender=""
                )
        if low in (["each"], ["both"]) and (before := self._plural_before(recent)) is not None:
            rest = before.words[0].lower() + before.words[1:] if before.words.startswith("The ") else before.words
            if not before.ids and before.words[:1].isupper() and rest == before.words and words.lower() == "each":
                rest = f"the {rest[0].lower()}{rest[1:]}"  # `Ripple marks, each 3 cm high`
            return Meaning(words=f"{words} of {rest}", stems=before.stems)
        if may_leave_out(words) and (whole := self._completed(block, start, words, recent)):
            return Meaning(words=whole, stems=content_words(whole), plural=is_plural(whole.lower().split()))
        if not low or (len(low) == 1 and low[0] in _INDEFINITE) or all(w in _NO_THING for w in low):
            return NOTHING
        if len(low) == 2 and low[0] == "the" and low[1] in _WHICH and (of := self._elliptic(words, recent)) is not None:
            return of
        if block.text.endswith("whose ", max(0, start - 6), start) and (of := self._owned(block, start, words)):
            return of
        if len(low) == 1 and not names and words[0].isupper() and (person := self._surnames.get(fold(words))):
            return self._things.named(words, (person,), stems)
        heads = [n for n in names_at_head(words, names) if not is_bare_title(n)]
        if names and not heads and is_bare_title(names[0]) and (titled := self._titled(block, start, names[0])):
            return self._things.stands(words, titled)
        named = tuple(dict.fromkeys(e for n in heads if (e := self._things.entity(n))))
        if named:
            return self._things.named(words, named, stems)
        if low[0] in _DEFINITE and stems:
            found = self._descriptions.meaning(block, start, words, low, stems, recent)
            if found is not None:
                return found
            if low[0] in OWNERS and (of := self._of_owner(block, start, words, low, stems, recent)) is not None:
                return of
        return self._own_words(words, low, names, stems)

    def _of_owner(
        self,
        block: Block,
        start: int,
        words: str,
        low: Sequence[str],
        stems: tuple[str, ...],
        recent: Sequence[Sequence[Meaning]],
    ) -> Meaning | None:
        """`its roof` with whose roof it is."""
        owner = self._pronouns.meaning(block, start, low[0], low[0], recent)
        if not owner.words:
            return None
        name = self._index.name(owner.ids[0]) if owner.ids else _AFTER_HEAD.split(owner.words, maxsplit=1)[0]
        return Meaning(
            words=f"{name}’s {words.split(None, 1)[-1]}" if len(low) > 1 else name,
            stems=stems,
            gender=gender_of(stems),
            plural=is_plural(low[1:]),
            how=f"`{low[0]}` stands for {name}",
        )

    def _own_words(self, words: str, low: Sequence[str], names: Sequence[str], stems: tuple[str, ...]) -> Meaning:
        """A subject that stands for nothing but its words, with whose it is."""
        first = names[0] if names else ""
        whose = self._things.entity(first) if words.startswith(first) and _OWNER.match(words, len(first)) else None
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
        near = list(self._things.names_in(block.index, start - 80, start))
        named = next((n for n in near if owner.endswith(n.text)), None)
        if named is not None and block.text[: named.start].endswith(" of "):
            # `Amos Tait of Rooke, whose crew`
            whole = (n for n in near if n.end == named.start - 4 and n.kind is not NameKind.PLACE)
            named = next(whole, named)
        entity = self._things.entity(named.text) if named is not None else None
        name = self._index.name(entity) if entity is not None else owner
        return Meaning(
            words=f"{name}’s {words}", stems=stems, plural=is_plural([t.low for t in tokens(words)]), minor=True
        )

    def _titled(self, block: Block, start: int, title: str) -> EntityId | None:
        """Who `the Countess` is: the nearest one before whose name begins with that title."""
        led = fold(title) + " "
        return next(
            (e for e in self._things.names_above(block.index, start) if fold(self._index.name(e)).startswith(led)),
            None,
        )
