"""Extract, part: a shallow grammar of one sentence: a tag for each token, and from it who does what.

Closed classes, punctuation and the predicates already found; no tagger and no model. What it returns are noun phrases
with their prepositional additions (`the chairman of the board`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from factcheck.extract.phrases import RELATIVES, SUBORDINATORS, Phrase, stems_of
from factcheck.extract.predicates import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    HAVE,
    PREPOSITIONS,
    Form,
    PredicateMention,
    predicate_class,
)
from factcheck.values.words import Token, WordTable

_SUBJECT_PRONOUNS = frozenset(["it", "he", "she", "they", "we", "i", "you", "who", "this", "these", "those", "that", "which", "nobody", "everyone", "someone", "neither", "both", "all", "none", "one"])  # fmt: skip
_PERSONS = frozenset(["it", "he", "she", "they", "we", "i", "you"])
_OBJECT_PRONOUNS = frozenset(["him", "them", "us", "me", "itself", "himself", "herself", "themselves"])
_ADVERBS = frozenset(["not", "never", "n't", "also", "already", "only", "then", "finally", "now", "still", "just", "even", "soon", "alone", "again", "ever", "often", "always", "once", "later", "earlier", "ago", "however", "therefore", "thus", "instead", "perhaps", "maybe", "almost", "nearly", "about", "very", "too", "quite", "rather", "together", "there", "here", "away", "more", "most", "less", "least", "well", "eventually", "yet", "otherwise", "meanwhile", "nevertheless", "twice", "originally", "either"])  # fmt: skip
_FURTHER = frozenset(["further", "additional", "extra"])
_DIMENSIONS = frozenset(["long", "wide", "high", "tall", "deep", "thick", "across"])
_NO_ADVERBS = frozenset(["family", "july", "supply", "reply", "assembly", "italy", "ally", "rally", "monopoly", "butterfly", "anomaly", "jelly", "belly", "lily", "homily", "fly", "bully", "tally", "early", "daily", "weekly", "monthly", "yearly", "only", "elderly", "friendly", "likely", "unlikely"])  # fmt: skip
_BEFORE_INFINITIVE = frozenset(["likely", "unlikely", "able", "unable", "due", "set", "ready", "free", "bound", "certain", "sure", "willing", "about", "going", "expected", "supposed", "meant", "said", "thought", "believed", "known", "required", "allowed", "obliged", "entitled", "scheduled", "planned", "intended", "proposed", "used", "designed"])  # fmt: skip
_INTENTIONS = frozenset(["plan", "plans", "decision", "bid", "attempt", "attempts", "right", "proposal", "agreement", "permission", "order", "orders", "way", "intention", "offer", "promise", "effort", "efforts", "power", "licence", "license", "consent", "leave", "time", "chance", "need", "wish", "hope", "hopes"])  # fmt: skip
_INDIRECT = frozenset(["you", "us", "me", "him", "her", "them"])
_NO_OBJECTS = frozenset(["next", "last", "first", "home", "abroad", "overseas", "live", "free", "full-time", "part-time", "north", "south", "east", "west"])  # fmt: skip
_OBJECT_RELATIVES = frozenset(["whom", "which", "that"])
_LEADS_BODY = frozenset(["to", "for", "of", "from", "with", "at"])
_LIGHT_OBJECTS = frozenset(["part", "place", "office", "effect", "shape", "charge", "hold", "root", "care", "note", "aim", "leave", "action", "advantage", "turns", "steps"])  # fmt: skip
_ARTICLES = frozenset(["a", "an", "the"])
_REFLEXIVES = frozenset(["itself", "himself", "herself", "themselves"])
_POSSESSIVES = frozenset(["its", "his", "her", "their", "our", "my"])
_EITHER = frozenset(["since", "after", "before", "until", "till", "as", "than"])
"""Words that lead a clause or only a noun."""
_UNSURE = _EITHER | {"first", "last", "to", "that"}
_MORE = frozenset(["more", "less", "fewer"])
_STOPS = frozenset(";:!?.…|")
_QUOTES = frozenset("\"“”‘’'«»*_")


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


_INSIDE = frozenset({Tag.NOUN, Tag.TIME})
_OF_PHRASE = _INSIDE | {Tag.ADVERB}
_BEFORE_VERB = frozenset({Tag.AUXILIARY, Tag.ADVERB})
VERBAL = frozenset({Tag.VERB, Tag.AUXILIARY})
_LOOSE_FIRST = frozenset({Tag.ADVERB, Tag.COMMA, Tag.CONJUNCTION, Tag.STOP})
_LOOSE_LAST = _LOOSE_FIRST | {Tag.PREPOSITION}
_NO_MATTER_NEEDED = frozenset({Tag.PRONOUN, Tag.DETERMINER, Tag.TIME})
_NO_OBJECT = frozenset({Tag.PREPOSITION, Tag.CONJUNCTION, Tag.RELATIVE, Tag.TIME})
_ENDS_OBJECT = frozenset({Tag.COMMA, Tag.OPENING, Tag.CLOSING, Tag.STOP, Tag.VERB, Tag.TIME, Tag.RELATIVE, Tag.AUXILIARY, Tag.SUBORDINATOR})  # fmt: skip
_ENDS_RELATIVE = frozenset({Tag.STOP, Tag.COMMA, Tag.CONJUNCTION, Tag.OPENING})
_ENDS_TITLE = frozenset({Tag.COMMA, Tag.OPENING, Tag.STOP})
_BESIDE_TIMES = frozenset({Tag.TIME, Tag.PREPOSITION, Tag.ADVERB})
_BE_OR_HAVE = BE | HAVE


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
    if low in _OBJECT_PRONOUNS:
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
_VERB, _NOUN, _PHRASE = Form.VERB, Form.NOUN, Form.PHRASE


class Grammar:
    """The tags of one sentence, and the noun phrases around its verbs."""

    def __init__(
        self,
        tokens: Sequence[Token],
        texts: Sequence[str],
        lows: Sequence[str],
        predicates: Sequence[PredicateMention],
        blocked: set[int],
        names: Sequence[tuple[int, int]] = (),
    ) -> None:
        """`blocked` are the tokens of times and measures, `names` the names of several words, as token indices."""
        self.tokens, self.predicates, self.blocked, self.lows = tokens, predicates, blocked, lows
        self._names = names
        self._subjects: dict[int, Phrase | None] = {}
        self._participles = {p.first for p in predicates if p.passive and p.form is _VERB}
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
            first += self.lows[first] in _ARTICLES
            tags[first:last] = [Tag.NOUN] * (
                last - first
            )  # `the Bank of Hale`, `OB-7`: one noun, whatever its words are
        for k in blocked:
            if k < len(tags):
                tags[k] = Tag.TIME
        if tags and tags[0] is Tag.NOUN and self.lows[0].endswith("ly") and _TAGS[self.lows[0]] is Tag.ADVERB:
            tags[0] = Tag.ADVERB  # `Luckily 14 mm of rain fell`
        for k in [k for k, low in enumerate(lows) if low in _UNSURE]:
            low = lows[k]
            if low == "first" or low == "last":
                if k + 1 < len(tags) and tags[k + 1] is Tag.VERB and (k or low == "first"):
                    tags[k] = Tag.ADVERB
            elif low == "to":
                if k + 1 < len(tags) and self._is_no_verb(k + 1):
                    tags[k] = Tag.PREPOSITION
            elif low == "than" and k and self.lows[k - 1] in _MORE:
                tags[k] = Tag.PREPOSITION
            elif low == "that":
                if k and tags[k - 1] is Tag.PREPOSITION and tags[k + 1 : k + 2] == [Tag.NOUN]:
                    tags[k] = Tag.DETERMINER  # `The inquiry into that accident`
            elif low == "since" and k and self.lows[k - 1] in HAVE and k + 1 < len(tags) and tags[k + 1] in VERBAL:
                tags[k] = Tag.ADVERB  # `has since lowered`
            elif tags[k] is Tag.PREPOSITION and self._leads_clause(k):
                tags[k] = Tag.SUBORDINATOR

    def _is_verb_of_pronoun(self, k: int) -> bool:
        """`It reads a page`: a form that may be a noun, too, right behind a pronoun that is a subject."""
        return (
            k > 0 and self.lows[k - 1] in ("it", "he", "she") and self.lows[k].endswith("s") and k + 1 < len(self.lows)
        )

    def _is_no_verb(self, k: int) -> bool:
        """Whether a word behind `to` is surely no infinitive: `to the shore`, `to Gull Head`, `up to 40 %`."""
        if self.tags[k] in (Tag.DETERMINER, Tag.TIME, Tag.PRONOUN):
            return True
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
            if tags[at] in (Tag.COMMA, Tag.STOP, Tag.CONJUNCTION, Tag.OPENING) or (
                tags[at] is Tag.PREPOSITION and self.tokens[at].low != "of"
            ):
                return False
        return False

    def verbs(self) -> Iterator[int]:
        """Where the verb groups stand that have a subject of their own: verbs, and forms of `be` and `have` that lead none."""
        before = 0
        for k, tag in enumerate(self.tags):
            if tag in VERBAL:
                if tag is Tag.VERB:
                    if before is not Tag.VERB:
                        yield k
                elif before is not Tag.AUXILIARY and self.lows[k] in _BE_OR_HAVE and not self._leads_verb(k):
                    yield k
            before = tag

    def title(self) -> Phrase | None:
        """Of a stretch without a verb (a heading, `The Foster clock.`): the noun phrase that it begins with."""
        end = next((k for k, tag in enumerate(self.tags) if tag in _ENDS_TITLE), len(self.tags))
        found = self._trimmed(0, end) if 0 < end < 12 else None
        return found if found is not None and stems_of(self.tokens, found) else None

    # --- subjects -----------------------------------------------------------------------------------------------------

    def subject(self, first: int, depth: int = 0) -> Phrase | None:
        """The noun phrase that is the subject of the verb group whose verb stands at `first`."""
        if depth:
            return self._subject(first, depth) if depth < 6 else None
        if first not in self._subjects:
            self._subjects[first] = self._subject(first, 0)
        return self._subjects[first]

    def _subject(self, first: int, depth: int) -> Phrase | None:
        tags, tokens, lows = self.tags, self.tokens, self.lows
        at = first - 1
        while at >= 0 and (tags[at] in _BEFORE_VERB or lows[at] in _QUOTES or lows[at] in _REFLEXIVES):
            at -= 1
            if lows[at + 1] == "to":
                return self._of_infinitive(at, depth)
        if at < 0:
            return self._of_main_clause(first, depth) if self._opens_as_participle(first) else None
        tag = tags[at]
        if tag is Tag.TIME:
            # `and in 1957 founded`, `The treaty of 1990 was signed`, `Nine metres of rope were lost`
            before = self._before_times(at)
            if before > 0 and tags[before] is Tag.AUXILIARY and first - before < 6:
                while before > 0 and tags[before] in _BEFORE_VERB:
                    before -= 1  # `The ferry has since 1990 carried`
            if before >= 0 and (tags[before] is Tag.RELATIVE or lows[before] in _FURTHER):
                if lows[before] in _FURTHER and before and tags[before - 1] is Tag.DETERMINER:
                    return Phrase(before - 1, at + 1)  # `a further $650,000 came`
                if lows[before] == "that" and before and tags[before - 1] is Tag.VERB:
                    return self._counted(at)  # `found that a third of the joints had been`
            if before >= 0 and tags[before] is not Tag.STOP and tags[before] is not Tag.DETERMINER:
                at, tag = before, tags[before]
        if tag is Tag.RELATIVE:
            return self._antecedent(at, who=tokens[at].low in ("who", "whom"))
        if tag is Tag.CLOSING:
            opening = self._opening(at)
            return self._ending_at(opening - 1, depth) if opening > 0 else None
        if tag is Tag.COMMA:
            if (
                at == first - 1
                and first in self._participles
                and at
                and tags[at - 1] in (Tag.NOUN, Tag.CLOSING)
                and not self._is_inserted(at)
            ):
                return self._ending_at(at - 1, depth)  # `because the board, built in 2021, shows`
            return self._over_comma(at, depth)
        if tag is Tag.CONJUNCTION:
            return self._shared(at, depth)
        if tag is Tag.STOP:
            # `Water advisory, in force from Monday: lifted on Friday`: what stands before the colon, without its additions
            if tokens[at].text != ":" or at == 0:
                return None
            end = next((k for k in range(1, at) if tags[k] in (Tag.COMMA, Tag.OPENING)), at)
            if (end + 1, at) in self._names:
                return Phrase(end + 1, at)  # `Project scientist, Ann Lee: leads`
            return self._ending_at(end - 1, depth)
        if tag is Tag.VERB or (tag is Tag.AUXILIARY and self._relative_before(at) is not None):
            relative = self._relative_before(at)
            return self._before_relative(relative, depth) if relative is not None else None
        if tag in (Tag.PREPOSITION, Tag.SUBORDINATOR):
            earlier = self._verb_before(at)
            if earlier is None and self._is_gerund(at + 1):
                return Phrase(0, at + 1)
            return self.subject(earlier, depth + 1) if earlier is not None else self._of_main_clause(first, depth)
        found = self._ending_at(at, depth)
        if found is not None and self._is_gerund(found.first):
            return Phrase(0, found.last)
        return found

    def ending_at(self, at: int) -> Phrase | None:
        """The noun phrase that ends at a token, with what stands before its prepositions."""
        return self._ending_at(at, 0)

    def _is_gerund(self, end: int) -> bool:
        """Whether a sentence begins with an act as its subject, up to that token: `Rolling back took`, `Issuing the key took`."""
        first = self.tokens[0].low
        if (
            not 0 < end <= 3
            or len(first) < 6
            or not first.endswith("ing")
            or first in ("during", "following", "including", "according")
        ):
            return False
        after = self.tags[1] if len(self.tags) > 1 else Tag.STOP
        return after in (Tag.DETERMINER, Tag.PREPOSITION) and all(t is not Tag.COMMA for t in self.tags[:end])

    def _is_inserted(self, comma: int) -> bool:
        """Whether another comma without a verb between stands before: `Ann, then fifteen, worked in`."""
        for k in range(comma - 1, -1, -1):
            if self.tags[k] is Tag.VERB and k > 1 and k in self._participles and self.tags[k - 1] is Tag.COMMA:
                return self._clause_has_no_verb(k - 1)  # `The board, chaired by Ann Lee, met`
            if self.tags[k] in (Tag.STOP, Tag.VERB, Tag.AUXILIARY):
                return False
            if self.tags[k] is Tag.COMMA:
                if self.tags[k + 1] is Tag.CONJUNCTION and self._verb_before(k) is not None:
                    return False  # `had cracked the font, and the roof, renewed in 1911, had`
                return k > 0 and self.tags[k - 1] in (Tag.NOUN, Tag.CLOSING, Tag.TIME)
        return False

    def _clause_has_no_verb(self, at: int) -> bool:
        """Whether no verb stands before in the clause, which `, and` begins."""
        for k in range(at - 1, -1, -1):
            if self.tags[k] is Tag.STOP or (self.tags[k] is Tag.CONJUNCTION and k and self.tags[k - 1] is Tag.COMMA):
                return True
            if self.tags[k] in VERBAL:
                return False
        return True

    def _opens_as_participle(self, first: int) -> bool:
        """`Opened in 1931 by Lord Haig, the pool`: whose subject comes after its comma."""
        return first in self._participles or self.lows[first].endswith(("ed", "ing")) or self.lows[first] == "born"

    def _before_relative(self, relative: int, depth: int) -> Phrase | None:
        """The whole noun phrase that a relative clause ends: `A plaque on the wall of the school that she attended`."""
        at = relative - 1
        while at >= 0 and self.tags[at] in (Tag.PREPOSITION, Tag.COMMA):
            at -= 1
        if at < 0 or self.tags[at] is Tag.TIME or depth > 4:
            return self._antecedent(relative, who=False)
        return self._ending_at(at, depth + 1) or self._antecedent(relative, who=False)

    def _of_main_clause(self, first: int, depth: int) -> Phrase | None:
        """Of `Before opening the museum, she worked`: the subject of the verb after the comma."""
        tags = self.tags
        for comma in range(first + 1, len(tags) - 2):
            if tags[comma] is Tag.STOP:
                return None
            if tags[comma] is not Tag.COMMA or tags[comma + 1] is Tag.TIME:
                continue
            verb = next((k for k in range(comma + 1, len(tags)) if tags[k] in VERBAL), None)
            if verb is None:
                return None
            found = self.subject(verb, depth + 1) if verb > comma + 1 else None
            if found is not None and found.first > comma:
                return found
        return None

    def _of_infinitive(self, at: int, depth: int) -> Phrase | None:
        """Whose act an infinitive is: the object before it, or the subject of the verb that governs it."""
        tags, tokens = self.tags, self.tokens
        while at >= 0 and (tags[at] is Tag.ADVERB or tokens[at].low in _BEFORE_INFINITIVE):
            if tags[at] is Tag.VERB:
                break
            at -= 1
        if at < 0:
            return None
        if tags[at] in VERBAL:
            return self.subject(at, depth + 1)
        if tags[at] is Tag.CONJUNCTION:
            return self._shared(at, depth)
        if tags[at] not in (Tag.NOUN, Tag.PRONOUN):
            return None
        found = self._ending_at(at, depth)
        if found is None or tokens[at].low in _INTENTIONS or tokens[found.first].low in _OBJECT_PRONOUNS:
            verb = self._verb_before(found.first if found else at)
            return self.subject(verb, depth + 1) or found if verb is not None else found
        return found

    def _verb_before(self, at: int) -> int | None:
        """The nearest verb to the left in the same stretch between stops."""
        for k in range(at - 1, -1, -1):
            if self.tags[k] is Tag.STOP:
                return None
            if self.tags[k] is Tag.VERB or (
                self.tags[k] is Tag.AUXILIARY and self.tokens[k].low in _BE_OR_HAVE and not self._leads_verb(k)
            ):
                while k > 0 and self.tags[k - 1] is Tag.VERB:
                    k -= 1
                return k
        return None

    def _leads_verb(self, k: int) -> bool:
        while k + 1 < len(self.tags) and self.tags[k + 1] in _BEFORE_VERB:
            k += 1
        return k + 1 < len(self.tags) and self.tags[k + 1] is Tag.VERB

    def _shared(self, conjunction: int, depth: int) -> Phrase | None:
        """Of `opened in May and closed in June`: the subject of the verb before."""
        at = conjunction - 1
        if at >= 0 and self.tags[at] is Tag.COMMA:
            at -= 1
            relative = self._relative_after_comma(at + 1)
            if relative is not None and Tag.COMMA not in self.tags[relative : at + 1]:
                main = self._verb_before(relative - 1)
                if main is not None and self._verb_before(at + 1) != main:
                    return self.subject(main, depth + 1)  # `wrote a book, which came out in 1955, and retired`
            inner = self._verb_before(at + 1)
            phrase = self.subject(inner, depth + 1) if inner is not None else None
            if phrase is not None and phrase.first and self.tags[phrase.first - 1] is Tag.SUBORDINATOR:
                main = self._verb_before(phrase.first - 1)
                if main is not None:
                    return self.subject(
                        main, depth + 1
                    )  # `began on the 21st, the earliest since records began, and ended`
        verb = self._finite_before(at + 1)
        return self.subject(verb, depth + 1) if verb is not None else None

    def _finite_before(self, at: int) -> int | None:
        """The verb before that a coordinated one goes with: none inside a relative clause or behind a `to`, if another is there."""
        verb = self._verb_before(at)
        seen = verb
        while verb is not None:
            k = verb - 1
            while k >= 0 and self.tags[k] in _BEFORE_VERB and self.tokens[k].low != "to":
                k -= 1
            if k < 0 or not (
                self.tags[k] in (Tag.PREPOSITION, Tag.SUBORDINATOR)
                or (self.tokens[k].low == "to" and not (k and self.lows[k - 1] in BE))
                or (self.tags[k] is Tag.COMMA and self.tokens[verb].low.endswith(("ed", "ing")))
            ):
                return verb
            verb = self._verb_before(verb)
        return seen

    def _antecedent(self, relative: int, *, who: bool) -> Phrase | None:
        """The noun phrase that a relative pronoun takes up; times and measures are passed over, and for `who` plain things."""
        at = relative - 1
        if at >= 0 and self.tags[at] is Tag.PREPOSITION:
            at -= 1
        if at >= 0 and self.tags[at] is Tag.COMMA:
            at -= 1
        if at >= 0 and self.tags[at] is Tag.CLOSING:
            at = self._opening(at) - 1
        while at >= 0 and (self.tags[at] is Tag.TIME or self.lows[at] == "worth"):
            at -= 1
        while at >= 0 and self.tags[at] in (Tag.PREPOSITION, Tag.DETERMINER, Tag.ADVERB):
            at -= 1
        at = self._before_inserted(at)
        if at < 0 or self.tags[at] not in (Tag.NOUN, Tag.PRONOUN):
            return None
        if who and (found := self._ending_at(at, 0)) is not None and self.tokens[found.first].text[0].isupper():
            return found  # `Ann Lee of Turin, who`
        start = self._start_of(at)
        verb = self.tokens[relative + 1].low if relative + 1 < len(self.tokens) else ""
        if verb in ("is", "was", "has"):  # one thing: of `640 m² of floor and a cold store, which was`, the store
            start = next((k + 1 for k in range(at, start, -1) if self.tokens[k].low in ("and", "or") and k < at), start)
        if not who and start > 1 and self.lows[start - 1] in ("of", "from") and self.tokens[start].text[0].isupper():
            before = self._start_of(start - 2)
            if self.tags[before] is Tag.DETERMINER and self.tags[start - 2] is Tag.NOUN:
                start = before  # `the dye works of Harburg, which employed`
        return self._with_name_before(start, at + 1)

    def _before_inserted(self, at: int) -> int:
        """The token before `, founded in 1954,` or `, led by Ann Lee,`, where such a participle stands between; else the same."""
        verb = at
        if at > 1 and self.tags[at] is Tag.NOUN:
            verb = self._start_of(at) - 1
            if verb < 1 or self.lows[verb] != "by":
                return at
            verb -= 1
        if verb > 1 and self.tags[verb] is Tag.VERB and self.tags[verb - 1] is Tag.COMMA:
            before = verb - 2
            return self._opening(before) - 1 if self.tags[before] is Tag.CLOSING else before
        return at

    def _with_name_before(self, first: int, last: int) -> Phrase | None:
        """`Ann Lee, a joiner who`: a description in apposition, with the name that it is of."""
        tags, tokens = self.tags, self.tokens
        if (
            first > 1
            and tags[first - 1] is Tag.COMMA
            and tokens[first].low in ("a", "an")
            and tags[first - 2] is Tag.NOUN
        ):
            start = self._start_of(first - 2)
            is_led = start > 0 and tags[start - 1] is Tag.PREPOSITION and self.lows[start - 1] != "by"
            if is_led and last < len(tags) and tags[last] is Tag.VERB and self.lows[start - 1] in _LEADS_BODY:
                is_led = False  # `It belongs to the Ackroyd Institute, a charity founded in 1898`
            named = any(tokens[k].text[0].isupper() for k in range(max(start, 1), first))
            if named and not is_led and not any(tokens[k].text[0].isupper() for k in range(first, last)):
                return self._trimmed(start, last)
        return self._trimmed(first, last)

    def _over_comma(self, comma: int, depth: int) -> Phrase | None:
        """The subject before `, the mayor,` or `, founded in 1901,`; of a series of verbs the first one's."""
        tags = self.tags
        opening = None
        for k in range(comma - 1, max(-1, comma - 40), -1):
            if tags[k] is Tag.STOP:
                break
            if tags[k] is Tag.COMMA:
                opening = k
                break
        if opening is not None and opening > 0 and comma - opening > 1:
            lead = tags[opening + 1]
            verb = self._finite_within(opening + 1, comma)
            outer = self._relative_after_comma(comma)
            if (
                outer is not None
                and outer < opening
                and self._finite_within(outer, comma) is not None
                and self._verb_before(outer - 1) is None
            ):
                return self._antecedent(
                    outer, who=False
                )  # `The Dart, whose captain, Liv Roe, joined in 1998, was named`
            if (
                verb is not None
                and lead in (Tag.DETERMINER, Tag.NOUN)
                and tags[opening - 1] in (Tag.NOUN, Tag.CLOSING)
                and self._relative_before(verb) is not None
                and self._verb_before(opening) is None
                and not self._is_led(opening)
            ):
                verb = None  # `Mill Lane, the ground on which the club has played, holds`
            if lead is Tag.CONJUNCTION or (verb is not None and lead not in (Tag.RELATIVE, Tag.VERB, Tag.PREPOSITION)):
                return self.subject(verb, depth + 1) if verb is not None else None
            if tags[opening - 1] in (Tag.NOUN, Tag.TIME, Tag.CLOSING, Tag.COMMA):
                at = opening - 1
                if tags[at] is Tag.CLOSING:
                    at = self._opening(at) - 1
                found = self._ending_at(at, depth) if at >= 0 and tags[at] is not Tag.TIME else None
                if found is not None:
                    return self._with_name_behind(found, opening, comma)
        verb = self._finite_within(0, comma)
        if verb is None:
            verb = self._verb_before(comma)  # `It is 18 km long, has 17 stations and carries`
        if verb is not None and (opening is None or verb < opening):
            return self.subject(verb, depth + 1)
        return self._ending_at(comma - 1, depth)

    def _relative_after_comma(self, at: int) -> int | None:
        """The nearest relative pronoun to the left that a comma stands before."""
        for k in range(at - 1, 0, -1):
            if self.tags[k] is Tag.STOP:
                return None
            if self.tags[k] is Tag.RELATIVE and self.tags[k - 1] is Tag.COMMA:
                return k
        return None

    def _is_led(self, at: int) -> bool:
        """Whether the stretch up to there begins with a preposition or the word of a clause: `In 1901, the`, `When he came, the`."""
        k = at - 1
        while k > 0 and self.tags[k - 1] is not Tag.STOP:
            k -= 1
        return self.tags[max(k, 0)] in (Tag.PREPOSITION, Tag.SUBORDINATOR, Tag.TIME)

    def _with_name_behind(self, found: Phrase, opening: int, comma: int) -> Phrase:
        """`The new hall, the glass-roofed Foster Hall, opened`: a description, with the name that stands in apposition."""
        tags, tokens = self.tags, self.tokens
        if tags[comma - 1] is Tag.CLOSING:
            comma = self._opening(comma - 1)
        inside = range(opening + 1, comma)
        capitals = sum(tokens[k].text[0].isupper() for k in inside)
        if (
            sum(tokens[k].text[0].isupper() for k in range(found.first + 1, found.last)) >= min(capitals, 2)
            or tags[opening + 1] not in (Tag.DETERMINER, Tag.NOUN)
            or any(tags[k] in (Tag.VERB, Tag.AUXILIARY, Tag.PREPOSITION, Tag.RELATIVE) for k in inside)
            or not (tokens[comma - 1].text[0].isupper() or (capitals and tokens[opening + 1].low == "the"))
        ):
            return found
        return Phrase(found.first, comma)

    def _finite_within(self, start: int, end: int) -> int | None:
        for k in range(end - 1, start - 1, -1):
            if self.tags[k] is Tag.VERB and not (k > start and self.tags[k - 1] is Tag.VERB):
                return k
        return None

    def _opening(self, closing: int) -> int:
        """The index of the bracket that the closing one belongs to."""
        for k in range(closing - 1, max(-1, closing - 30), -1):
            if self.tags[k] is Tag.OPENING:
                return k
        return closing

    # --- noun phrases -------------------------------------------------------------------------------------------------

    def _ending_at(self, at: int, depth: int) -> Phrase | None:
        """The noun phrase that ends at a token, with what stands before its prepositions: `the head of the house`."""
        tags, tokens = self.tags, self.tokens
        if tags[at] is Tag.CLOSING:
            at = self._opening(at) - 1
        while at >= 0 and (tags[at] is Tag.ADVERB or tokens[at].low in _QUOTES):
            at -= 1
        if at < 0:
            return None
        if at > 1 and tokens[at].low in _DIMENSIONS and tags[at - 1] is Tag.TIME:
            before = self._before_times(at - 1)
            if before >= 0 and tags[before] is Tag.NOUN:
                at = before  # `Ash up to 4 mm thick`
        if tags[at] is Tag.TIME:
            before = self._before_times(at)
            if before >= 0 and tags[before] in (Tag.NOUN, Tag.PRONOUN, Tag.CLOSING) and not self._is_fronted(before):
                return self._ending_at(before, depth)
            if before >= 0 and tags[before] is Tag.DETERMINER:
                return Phrase(before, at + 1)
            return self._counted(at)
        end = at + 1
        start = self._start_of(at)
        best = start
        while start > 1 and tags[start - 1] is Tag.PREPOSITION:
            before = start - 2
            while before > 0 and tags[before] is Tag.PREPOSITION:  # `of between five and nine storeys`
                before -= 1
            if tags[before] is Tag.CLOSING:
                before = self._opening(before) - 1
            if before >= 0 and tags[before] is Tag.TIME:
                inner = self._before_times(before)
                if inner >= 0 and tags[inner] is Tag.NOUN:
                    before = inner
            if start > 2 and tokens[start - 1].low == "than" and tokens[start - 2].low in _MORE:
                start -= 2  # `Groups of more than eight`
                continue
            if (
                before < 0
                or (tags[before] not in _INSIDE and tags[before] is not Tag.PRONOUN)
                or tokens[start - 1].low == "than"
            ):
                break
            start = self._start_of(before)
            best = start
        inner = best - 1
        while inner > 0 and tags[inner] in _BESIDE_TIMES:
            inner -= 1
        if inner > 0 and tags[inner] is Tag.VERB and (relative := self._relative_before(inner)) is not None:
            return self._before_relative(relative, depth)  # `The house that he bought for them cost him`
        return self._with_name_before(best, end)

    def _relative_before(self, verb: int) -> int | None:
        """The relative pronoun whose clause a verb stands in."""
        tags = self.tags
        for k in range(verb - 1, -1, -1):
            if tags[k] is Tag.RELATIVE:
                if self.lows[k] == "that" and k and tags[k - 1] is Tag.VERB:
                    return None  # `He said that 420 people had moved to shelters run by`
                return k
            if tags[k] in _ENDS_RELATIVE:
                return None
        return None

    def _is_fronted(self, at: int) -> bool:
        """Whether the noun phrase that ends there stands in a phrase with a preposition that opens the clause."""
        start = self._start_of(at)
        return (
            start > 0
            and self.tags[start - 1] is Tag.PREPOSITION
            and (start == 1 or self.tags[start - 2] in (Tag.STOP, Tag.COMMA, Tag.CONJUNCTION))
        )

    def _counted(self, at: int) -> Phrase | None:
        """A measure itself as a phrase, with what it measures: `Nine metres of steel`, `some 40 %`."""
        first = at
        while first > 0 and self.tags[first - 1] is Tag.TIME:
            first -= 1
        while first < at and self.tags[first] is Tag.ADVERB:
            first += 1
        return Phrase(first, at + 1)

    def _before_times(self, at: int) -> int:
        while at >= 0 and (self.tags[at] in _BESIDE_TIMES or self.lows[at] == "worth"):
            at -= 1
        return at

    def _start_of(self, at: int) -> int:
        """The first token of the noun phrase that ends at a token; joined nouns (`the king and his son`) included."""
        tags = self.tags
        k = at
        while k >= 0:
            tag = tags[k]
            if tag is Tag.NOUN:
                k -= 1
                continue
            if tag is Tag.PRONOUN:
                break
            if tag is Tag.DETERMINER:
                while (
                    k > 0
                    and tags[k - 1] is Tag.DETERMINER
                    and not (self.lows[k] in _ARTICLES and self.lows[k - 1] in _POSSESSIVES)
                ):
                    k -= 1  # `all the boats` has one of its own: `Under her the club won`
                break
            if tag is Tag.TIME and not (k > 0 and tags[k - 1] in (Tag.DETERMINER, Tag.NOUN, Tag.TIME)):
                k += not all(tags[n] is Tag.TIME for n in range(k, at + 1))
                break
            if tag not in _OF_PHRASE:
                k += 1
                break
            k -= 1
        start = max(k, 0)
        noun = start
        while noun <= at and tags[noun] is Tag.TIME:
            noun += 1
        if noun <= at:
            start = noun  # `On 3 May 2024 customers`
        joined = start - 1
        if joined > 0 and self.tokens[joined].low in ("and", "&", "or") and tags[joined - 1] is Tag.NOUN:
            first = self._start_of(joined - 1)
            if (
                first == 0
                or tags[first - 1]
                in (
                    Tag.STOP,
                    Tag.SUBORDINATOR,
                    Tag.RELATIVE,
                    Tag.OPENING,
                    Tag.COMMA,
                    Tag.TIME,
                )
                or (tags[first - 1] is Tag.PREPOSITION and not self._is_behind_verb(first - 1))
            ):
                return first
        return start

    def _is_behind_verb(self, at: int) -> bool:
        """Whether a verb stands before in the clause: `failed over the holiday and 900 kilograms had to go`."""
        for k in range(at - 1, -1, -1):
            if self.tags[k] in (Tag.COMMA, Tag.STOP, Tag.RELATIVE, Tag.SUBORDINATOR, Tag.CONJUNCTION):
                return False
            if self.tags[k] is Tag.VERB:
                return True
        return False

    def _trimmed(self, first: int, last: int) -> Phrase | None:
        tags, lows = self.tags, self.lows
        while first < last and (tags[first] in _LOOSE_FIRST or lows[first] in _QUOTES):
            first += 1
        while last > first and (tags[last - 1] in _LOOSE_LAST or lows[last - 1] in _QUOTES):
            last -= 1
        if first >= last:
            return None
        if lows[first] in _PERSONS and last - first > 1 and tags[first + 1] is not Tag.CONJUNCTION:
            last = first + 1  # `he last played`, `it alone`
        phrase = Phrase(first, last)
        if first + 1 == last and self.tokens[first].text[0].isdigit() and "." in self.tokens[first].text:
            return phrase  # `4.1 followed in May`: a version
        if not _NO_MATTER_NEEDED.isdisjoint(tags[first:last]) or stems_of(self.tokens, phrase):
            return phrase
        return None

    def object(self, predicate: PredicateMention) -> Phrase | None:
        """The noun phrase right after a verb, with its `of`; none for a pronoun of persons (`cost him £40`)."""
        tags, tokens = self.tags, self.tokens
        at = start = predicate.last + 1
        if at + 1 < len(tags) and tokens[at].low in _INDIRECT and tags[at + 1] is Tag.DETERMINER:
            at = start = at + 1  # `We will send you a new fork`
        if at >= len(tags) or tags[at] in _NO_OBJECT:
            return None
        while at < len(tags):
            tag = tags[at]
            if tag is Tag.TIME and at == start + 1 and tags[start] is Tag.DETERMINER:
                while at < len(tags) and tags[at] is Tag.TIME:
                    at += 1
                if at < len(tags) and tags[at] is Tag.NOUN:
                    continue  # `signed a ten-year lease`
                break
            if tag in _ENDS_OBJECT or (tag is Tag.PREPOSITION and tokens[at].low != "of" and at > start):
                break
            if at > start and tokens[at].low in ('"', "“", "”", "«"):
                break
            at += 1
        found = self._trimmed(start, at)
        if found is not None and found.last - found.first == 1:
            if tokens[found.first].low in _OBJECT_PRONOUNS or tokens[found.first].low in _NO_OBJECTS:
                return None
        return found

    def _complement(self, predicate: PredicateMention) -> Phrase | None:
        """What an event noun is of: `the signing of the treaty`, or the nouns before it: `the levee breach`, `its opening`."""
        tags, tokens = self.tags, self.tokens
        at = predicate.last + 1
        if at < len(tokens) and tokens[at].low in ("of", "for", "by", "to", "from", "between", "with"):
            found = self.object(PredicateMention(first=at, last=at, name="", form=_NOUN))
            if found:
                return found
        start = predicate.first
        while start > 0 and predicate.first - start < 5 and tags[start - 1] is Tag.NOUN:
            start -= 1
        if start > 0 and start == predicate.first and tokens[start - 1].low in _POSSESSIVES:
            return Phrase(start - 1, start)
        found = self._trimmed(start, predicate.first) if start < predicate.first else None
        return found if found is not None and stems_of(tokens, found) else None

    def theme(
        self, predicate: PredicateMention, value: tuple[int, int] | None = None
    ) -> tuple[Phrase | None, Phrase | None]:
        """What an event happens to, and who else takes part. What overlaps the value (token indices) comes second."""
        if predicate.form is _NOUN and self.tags[predicate.first] is not Tag.VERB:
            return self._complement(predicate) or Phrase(predicate.first, predicate.last + 1), None
        subject = self.subject(predicate.first)
        if predicate.form is _PHRASE and (subject is None or self._is_empty(subject)) and not predicate.passive:
            # `an agreement was reached`: the noun stands inside the phrase
            return self.object(predicate) or Phrase(predicate.first, predicate.first + 1), None
        is_being = predicate.form is Form.PHRASE and self.lows[predicate.first] in BE
        if predicate.passive or (
            is_being and subject and self.lows[predicate.first + 1 : predicate.first + 2] != ["to"]
        ):
            return subject, None
        target = self.object(predicate)
        if target is not None and subject is not None and self.lows[target.first] in _LIGHT_OBJECTS:
            return subject, None  # `will take part in`
        if target is not None and value is not None and target.first <= value[1] and value[0] < target.last:
            return (subject, target) if subject is not None else (target, None)
        if subject is not None and target is not None and value is not None:
            if subject.first <= value[0] and value[1] < subject.last:
                return target, subject  # who did it is the value: `Ann Lee stopped the race`
        if (
            target is None
            and subject is not None
            and subject.first > 1
            and self.lows[subject.first - 1] in _OBJECT_RELATIVES
            and self.tags[subject.first - 2] is not Tag.PREPOSITION
        ):
            target = self._antecedent(subject.first - 1, who=False)  # `Her successor, whom the ministry named`
        known = predicate_class(predicate.name)
        if subject is not None and target is not None and self.tokens[target.first].low[0].isdigit():
            return subject, target  # `drew 146 players from 19 countries`
        if known is None or known.theme == "subject":
            return (subject, target) if subject is not None else (target, None)
        return (target, subject) if target is not None else (subject, None)

    def _is_empty(self, phrase: Phrase) -> bool:
        """Whether a phrase names nothing: no content word and no pronoun."""
        return not stems_of(self.tokens, phrase) and not any(
            self.tags[k] is Tag.PRONOUN for k in range(phrase.first, phrase.last)
        )
