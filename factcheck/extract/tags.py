"""Extract, part: what each token of a sentence does there: a tag by closed classes, punctuation and the predicates found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count
from typing import Final

from factcheck.extract.closed_words import AUXILIARIES, BE, DETERMINERS, HAVE, PREPOSITIONS, closed_class
from factcheck.extract.phrases import RELATIVES, SUBORDINATORS
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.verb_forms import IS_PARTICIPLE
from factcheck.extract.word_hints import hint_of
from factcheck.values.words import Token, WordTable

_SUBJECT_PRONOUNS = closed_class("subject pronouns")
OBJECT_PRONOUNS = frozenset(["him", "them", "us", "me", "itself", "himself", "herself", "themselves"])
_ADVERBS = closed_class("adverbs")
_NO_ADVERBS = closed_class("no adverbs")
ARTICLES = frozenset(["a", "an", "the"])
POSSESSIVES = frozenset(["its", "his", "her", "their", "our", "my"])
_MEASURING = closed_class("measuring")
_NO_INFINITIVES = frozenset(["first", "second", "third", "last", "next", "new", "old", "former", "final", "previous", "early", "late", "full", "other", "local", "public", "high", "low", "critical", "single", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])  # fmt: skip
_EITHER = frozenset(["since", "after", "before", "until", "till", "as", "than"])
"""Words that lead a clause or only a noun."""
_UNSURE = _EITHER | {"first", "last", "to", "that", "no"}
_MAY_BE_UNSURE = hint_of(_UNSURE.__contains__)
_ALONE = frozenset(["each", "both", "all", "some", "another"])
MORE = frozenset(["more", "less", "fewer"])
_STOPS = frozenset(";:!?.…|")
QUOTES = frozenset("\"“”‘’'«»*_")


class Tag:
    """What a token does in its sentence: numbers, for the members of an Enum cost five times as much to name."""

    DETERMINER: Final = 1
    PREPOSITION: Final = 2
    RELATIVE: Final = 3
    SUBORDINATOR: Final = 4
    CONJUNCTION: Final = 5
    AUXILIARY: Final = 6
    ADVERB: Final = 7
    VERB: Final = 8
    NOUN: Final = 9
    """A noun, an adjective, a number or a name: whatever a noun phrase is made of."""
    PRONOUN: Final = 10
    TIME: Final = 11
    """A time or a measure, with the words that lead it."""
    COMMA: Final = 12
    OPENING: Final = 13
    CLOSING: Final = 14
    STOP: Final = 15


INSIDE = frozenset({Tag.NOUN, Tag.TIME})
BEFORE_VERB = frozenset({Tag.AUXILIARY, Tag.ADVERB})
VERBAL = frozenset({Tag.VERB, Tag.AUXILIARY})
BE_OR_HAVE = BE | HAVE


def _tag_of(word: str) -> int:
    low, titled = word.lower(), word[0].isupper()
    if low in _STOPS or low in "—–" or low == "•":
        return Tag.STOP
    if low == ",":
        return Tag.COMMA
    if low in "([":
        return Tag.OPENING
    if low in ")]":
        return Tag.CLOSING
    if low in RELATIVES:
        return Tag.RELATIVE
    if low in ("and", "or", "but", "nor", "&"):
        return Tag.CONJUNCTION
    if low in AUXILIARIES and low not in _ADVERBS and low != "first":
        return Tag.AUXILIARY
    if low in _SUBJECT_PRONOUNS and low not in DETERMINERS:
        return Tag.PRONOUN
    if low in OBJECT_PRONOUNS:
        return Tag.PRONOUN
    if low in DETERMINERS and low not in (
        "first",
        "second",
        "third",
        "last",
        "next",
        "new",
        "old",
        "former",
        "final",
        "previous",
        "earlier",
        "later",
    ):
        return Tag.DETERMINER
    if low in PREPOSITIONS and low != "about":
        return Tag.PREPOSITION
    if low in SUBORDINATORS or low in ("where", "whether", "how", "why"):
        return Tag.SUBORDINATOR
    if low in _ADVERBS or (not titled and len(low) > 4 and low.endswith("ly") and low not in _NO_ADVERBS):
        return Tag.ADVERB
    return Tag.NOUN


_TAGS = WordTable(_tag_of)
_VERB, _NOUN = Form.VERB, Form.NOUN


class TaggedSentence:
    """The tokens of one sentence with their tags."""

    def __init__(
        self,
        tokens: Sequence[Token],
        texts: Sequence[str],
        lows: Sequence[str],
        predicates: Sequence[PredicateMention],
        blocked: set[int],
        names: Sequence[tuple[int, int]] = (),
        hints: int = -1,
    ) -> None:
        """`blocked` are the tokens of times and measures, `names` the names of several words, as token indices."""
        self.tokens, self.predicates, self.blocked, self.lows = tokens, predicates, blocked, lows
        self.texts = texts
        self.names = names
        self.participles = {p.first for p in predicates if p.passive and p.form is _VERB}
        self.tags = tags = list(map(_TAGS.__getitem__, texts))
        for p in predicates:
            # no verb: `the first performance`
            if (p.form is not _NOUN or self._is_verb_of_pronoun(p.first)) and lows[p.first] not in DETERMINERS:
                for k in range(p.first, p.last + 1):
                    if k == p.first or p.form is _VERB:
                        tags[k] = Tag.VERB
        if "A" in texts:
            for k, text in enumerate(texts):
                if text == "A" and k and tags[k - 1] is Tag.NOUN:
                    tags[k] = Tag.NOUN  # `Plot A, which`
        for first, last in names:
            first += self.lows[first] in ARTICLES
            tags[first:last] = [Tag.NOUN] * (
                last - first
            )  # `the Bank of Hale`, `OB-7`: one noun, whatever its words are
        for k in blocked:
            if k < len(tags):
                tags[k] = Tag.TIME
                if k > 1 and lows[k - 1] in _MEASURING and tags[k - 2] is Tag.NOUN:
                    tags[k - 1] = Tag.PREPOSITION  # `A refit costing £2 million gave`
        if "aged" in lows:
            self._with_ages()
        if tags and "." in texts[0] and len(tags) > 2 and texts[0][0].isdigit() and 0 not in blocked:
            tags[0] = Tag.STOP if texts[1][0].isupper() else tags[0]  # `1.2 A deposit is due`: the number of a clause
        if tags and tags[0] is Tag.NOUN and self.lows[0].endswith("ly") and _TAGS[self.lows[0]] is Tag.ADVERB:
            tags[0] = Tag.ADVERB  # `Luckily 14 mm of rain fell`
        if tags and tags[0] is Tag.DETERMINER and len(tags) > 1 and lows[0] in _ALONE and tags[1] in VERBAL:
            tags[0] = Tag.PRONOUN  # `Each is held for four days`
        for k in compress(count(), map(_UNSURE.__contains__, lows)) if hints & _MAY_BE_UNSURE else ():
            low = lows[k]
            if low == "first" or low == "last":
                if k + 1 < len(tags) and tags[k + 1] is Tag.VERB and (k or low == "first"):
                    is_one = (
                        lows[k - 1] == "the" and (k == 1 or tags[k - 2] in (Tag.STOP, Tag.COMMA, Tag.CONJUNCTION))
                        if k
                        else False
                    )
                    is_one = is_one and self._is_finite_form(k + 1)
                    tags[k] = Tag.NOUN if is_one else Tag.ADVERB  # `The last hangs in the tower`
            elif low == "to":
                if k + 1 < len(tags) and self._is_no_verb(k + 1):
                    tags[k] = Tag.PREPOSITION
            elif low == "no":
                if lows[k + 1 : k + 2] == ["longer"]:
                    tags[k : k + 2] = [Tag.ADVERB, Tag.ADVERB]  # `The route no longer appears`
            elif low == "than" and k and self.lows[k - 1] in MORE:
                tags[k] = Tag.PREPOSITION
            elif (
                low == "than"
                and k > 1
                and self.lows[k - 1].endswith("er")
                and tags[k - 2] is Tag.NOUN
                and tags[k + 1 : k + 2] == [Tag.TIME]
            ):
                tags[k - 1], tags[k] = Tag.ADVERB, Tag.PREPOSITION  # `Yachts longer than 15 metres should`
            elif low == "that":
                if k and tags[k - 1] is Tag.PREPOSITION and tags[k + 1 : k + 2] == [Tag.NOUN]:
                    tags[k] = Tag.DETERMINER  # `The inquiry into that accident`
            elif low == "since" and k and self.lows[k - 1] in HAVE and k + 1 < len(tags) and tags[k + 1] in VERBAL:
                tags[k] = Tag.ADVERB  # `has since lowered`
            elif low == "since" and k and tags[k - 1] is Tag.NOUN and self._is_only_verb_behind(k):
                pass  # `Income since the last meeting came to £2,960`
            elif tags[k] is Tag.PREPOSITION and self._leads_clause(k):
                tags[k] = Tag.SUBORDINATOR

    def _with_ages(self) -> None:
        """`Two men aged 28 and 34 were`: both ages are measures."""
        for k in range(self.lows.index("aged"), len(self.tags) - 2):
            if self.lows[k] in ("and", "or", "to") and self.lows[k + 1].isdecimal() and self.tags[k - 1] is Tag.TIME:
                self.tags[k] = self.tags[k + 1] = Tag.TIME

    def _is_finite_form(self, k: int) -> bool:
        """Whether a past, or a form in -s with no other verb behind it, follows `the first`: not `The first grants to men were`."""
        if not self.lows[k].endswith("s"):
            return IS_PARTICIPLE[self.lows[k]]
        end = next(
            (n for n in range(k + 1, len(self.tags)) if self.tags[n] in (Tag.COMMA, Tag.STOP, Tag.CONJUNCTION)), k + 1
        )
        return end > k + 1 and not any(tag in VERBAL for tag in self.tags[k + 1 : end])

    def _is_verb_of_pronoun(self, k: int) -> bool:
        """`It reads a page`: a form that may be a noun, too, right behind a pronoun that is a subject."""
        return (
            k > 0 and self.lows[k - 1] in ("it", "he", "she") and self.lows[k].endswith("s") and k + 1 < len(self.lows)
        )

    def _is_no_verb(self, k: int) -> bool:
        """Whether a word behind `to` is surely no infinitive: `to the shore`, `to Gull Head`, `up to 40 %`."""
        if self.tags[k] in (Tag.DETERMINER, Tag.TIME, Tag.PRONOUN):
            return True
        if self.tags[k] is Tag.NOUN and self.lows[k] in _NO_INFINITIVES:
            return True  # `from arrival to first dose`
        if self.tags[k] is Tag.NOUN and self.lows[k].endswith("s") and not self.lows[k].endswith(("ss", "us", "is")):
            return True  # `moved to camps`
        return self.tags[k] is Tag.NOUN and not self.tokens[k].text[0].islower()

    def _leads_clause(self, k: int) -> bool:
        """Whether a subject and its verb follow: `until he resigned`, `after the bridge had opened`."""
        tags = self.tags
        for at in range(k + 1, min(len(tags), k + 12)):
            if tags[at] in VERBAL:
                if at + 1 < len(tags) and self.lows[at + 1] == "by" and tags[at - 1] is not Tag.AUXILIARY:
                    return False  # `after a campaign led by Ann Lee`
                return at > k + 1
            if tags[at] in (Tag.COMMA, Tag.STOP, Tag.CONJUNCTION, Tag.OPENING):
                return False
            if tags[at] is Tag.PREPOSITION and self.tokens[at].low != "of":
                return self._is_verb_behind_place(at)
        return False

    def _is_only_verb_behind(self, k: int) -> bool:
        """Whether no verb stands before a word and one group of verbs behind it, in a sentence without a comma."""
        tags = self.tags
        if any(t in VERBAL for t in tags[:k]) or Tag.COMMA in tags:
            return False
        verbs = [n for n in range(k, len(tags)) if tags[n] in VERBAL]
        return bool(verbs) and verbs[-1] - verbs[0] < len(verbs)

    def _is_verb_behind_place(self, preposition: int) -> bool:
        """Whether a name in its place goes before the verb of a clause: `before a small press in Bern printed it`."""
        at = preposition + 1
        while at < len(self.tags) and self.tags[at] is Tag.NOUN and self.tokens[at].text[0].isupper():
            at += 1
        return (
            preposition + 1 < at < len(self.tags) - 1
            and self.tags[at] is Tag.VERB
            and self.lows[at + 1] not in ("by", "in", "at", "on")
        )
