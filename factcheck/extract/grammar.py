"""Extract, part: a shallow grammar of one sentence: a tag for each token, and from it who does what.

Closed classes, punctuation and the predicates already found; no tagger and no model. What it returns are noun phrases
with their prepositional additions (`the chairman of the board`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, count

from factcheck.extract.closed_words import BE, closed_class
from factcheck.extract.imperatives import is_imperative, is_prohibition
from factcheck.extract.phrase_bounds import antecedent, phrase_ending_at, trimmed
from factcheck.extract.phrases import Phrase, stems_of
from factcheck.extract.predicate_lexicon import predicate_class
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.subject_search import leads_verb, subject_of_verb
from factcheck.extract.tags import BE_OR_HAVE, OBJECT_PRONOUNS, POSSESSIVES, VERBAL, Tag, TaggedSentence

_INDIRECT = frozenset(["you", "us", "me", "him", "her", "them"])
_NO_OBJECTS = closed_class("no objects")
_OBJECT_RELATIVES = frozenset(["whom", "which", "that"])
_LIGHT_OBJECTS = closed_class("light objects")
_NO_OBJECT = frozenset({Tag.PREPOSITION, Tag.CONJUNCTION, Tag.RELATIVE, Tag.TIME})
_ENDS_OBJECT = frozenset({Tag.COMMA, Tag.OPENING, Tag.CLOSING, Tag.STOP, Tag.VERB, Tag.TIME, Tag.RELATIVE, Tag.AUXILIARY, Tag.SUBORDINATOR})  # fmt: skip
_OF_TIME = frozenset({Tag.TIME, Tag.PREPOSITION, Tag.DETERMINER})
_ENDS_TITLE = frozenset({Tag.COMMA, Tag.OPENING, Tag.STOP})
_OF_IDIOM = frozenset({"of", "for", "on", "at", "to", "in", "with"})
_AFTER_IDIOM = (_OF_IDIOM - {"in"}) | {"across", "over", "through", "into", "along", "onto"}
_PARTICLES = frozenset({"over", "up", "down", "off", "out", "back", "away", "in"})
_UPWARD = frozenset({"up", "out", "back"})
_DITRANSITIVE = frozenset(["sent", "gave", "awarded", "granted", "offered", "lent", "paid", "handed", "left", "told", "sold", "showed", "gives", "sends", "awards", "grants", "offers", "owed", "allotted", "assigned", "bequeathed"])  # fmt: skip
_FREE_OF_CHARGE = ["free", "of", "charge"]
_ENDS_OBJECT_WORDS = frozenset(['"', "“", "”", "«", "twice"])
_NO_ARTICLES = frozenset(["this", "that", "last", "next", "first", "later", "earlier"])
_NOUN, _PHRASE = Form.NOUN, Form.PHRASE


class Grammar:
    """The tags of one sentence, and the noun phrases around its verbs."""

    def __init__(self, tagged: TaggedSentence) -> None:
        self.tagged = tagged
        self.tokens, self.lows, self.tags = tagged.tokens, tagged.lows, tagged.tags
        self._subjects: dict[int, Phrase | None] = {}

    def verbs(self) -> Iterator[int]:
        """Where the verb groups stand that have a subject of their own: verbs, and forms of `be` and `have` that lead none."""
        tags = self.tags
        for k in compress(count(), map(VERBAL.__contains__, tags)):
            before = tags[k - 1] if k else 0
            if tags[k] is Tag.VERB:
                if before is not Tag.VERB:
                    yield k
            elif before is not Tag.AUXILIARY and self.lows[k] in BE_OR_HAVE and not leads_verb(self.tagged, k):
                yield k

    def title(self) -> Phrase | None:
        """Of a stretch without a verb (a heading, `The Foster clock.`): the noun phrase that it begins with."""
        end = next((k for k, tag in enumerate(self.tags) if tag in _ENDS_TITLE), len(self.tags))
        found = trimmed(self.tagged, 0, end) if 0 < end < 12 else None
        if found is None or all([tag in _OF_TIME for tag in self.tags[found.first : found.last]]):
            return None  # `By noon on Friday 18 June.`: a time is no thing that is spoken of
        return found if stems_of(self.tokens, found) else None

    def subject(self, first: int) -> Phrase | None:
        """The noun phrase that is the subject of the verb group whose verb stands at `first`."""
        if first not in self._subjects:
            is_request = first > 1 and self.tags[first - 1] is Tag.COMMA and is_imperative(self.lows, first)
            # `If the tap drips, write to us`, `It is closed: do not enter`: nobody's act
            is_request = is_request or is_prohibition(self.lows, first)
            self._subjects[first] = None if is_request else subject_of_verb(self.tagged, first, 0)
        return self._subjects[first]

    def ending_at(self, at: int) -> Phrase | None:
        """The noun phrase that ends at a token, with what stands before its prepositions."""
        return phrase_ending_at(self.tagged, at, 0)

    def object(self, predicate: PredicateMention) -> Phrase | None:
        """The noun phrase right after a verb, with its `of`; none for a pronoun of persons (`cost him £40`)."""
        tags, tokens = self.tags, self.tokens
        at = start = predicate.last + 1
        if at + 1 < len(tags) and tokens[at].low in _INDIRECT and tags[at + 1] is Tag.DETERMINER:
            at = start = at + 1  # `We will send you a new fork`
        if at < len(tags) and tokens[predicate.first].low in _DITRANSITIVE and (behind := self._behind_receiver(at)):
            at = start = behind
        if at + 1 < len(tags) and self.lows[at] in _UPWARD and tags[at + 1] is Tag.DETERMINER:
            at = start = at + 1  # `brought up the bronze`
        if at >= len(tags) or tags[at] in _NO_OBJECT or self.lows[at : at + 3] == _FREE_OF_CHARGE:
            return None
        while at < len(tags):
            tag = tags[at]
            led = tags[start] is Tag.DETERMINER and all(t is Tag.NOUN for t in tags[start + 1 : at])
            if tag is Tag.TIME and led and (at == start + 1 or "-" in tokens[at].text):
                while at < len(tags) and tags[at] is Tag.TIME:
                    at += 1
                if at < len(tags) and tags[at] is Tag.NOUN:
                    continue  # `signed a ten-year lease`
                break
            if tag in _ENDS_OBJECT or (tag is Tag.PREPOSITION and tokens[at].low != "of" and at > start):
                break
            if at > start and (tokens[at].low in _ENDS_OBJECT_WORDS or self.lows[at + 1 : at + 2] == ["times"]):
                break
            if at > start and tag is Tag.DETERMINER and self.lows[at + 2 : at + 3] == ["times"]:
                break  # `had flown the route some sixty times`
            at += 1
        found = trimmed(self.tagged, start, at)
        if found is not None and found.last - found.first == 1:
            if tokens[found.first].low in OBJECT_PRONOUNS or tokens[found.first].low in _NO_OBJECTS:
                return None
        return found

    def _behind_receiver(self, at: int) -> int:
        """Where the object begins behind the name of who gets it: `awarded Brandt its medal`; 0 where none does."""
        k = at
        while k < len(self.tags) and k - at < 4 and self.tags[k] is Tag.NOUN and self.tokens[k].text[0].isupper():
            k += 1
        is_object = at < k < len(self.tags) and self.tags[k] is Tag.DETERMINER and self.lows[k] not in _NO_ARTICLES
        return k if is_object else 0

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
        if start > 0 and start == predicate.first and tokens[start - 1].low in POSSESSIVES:
            return Phrase(start - 1, start)
        found = trimmed(self.tagged, start, predicate.first) if start < predicate.first else None
        return found if found is not None and stems_of(tokens, found) else None

    def theme(
        self, predicate: PredicateMention, value: tuple[int, int] | None = None
    ) -> tuple[Phrase | None, Phrase | None]:
        """What an event happens to, and who else takes part. What overlaps the value (token indices) comes second."""
        if predicate.form is _NOUN and self.tags[predicate.first] is not Tag.VERB:
            return self._complement(predicate) or Phrase(predicate.first, predicate.last + 1), None
        subject = self.subject(predicate.first)
        if predicate.own:
            return self._of_idiom(predicate, subject)
        if predicate.form is _PHRASE and (subject is None or self._is_empty(subject)) and not predicate.passive:
            # `an agreement was reached`: the noun stands inside the phrase
            is_request = not predicate.first or self.lows[predicate.first - 1] == "please"  # `Please sign up`
            is_being = self.lows[predicate.first] in BE
            alone = None if is_request or is_being else Phrase(predicate.first, predicate.first + 1)
            return self.object(predicate) or alone, None
        is_being = predicate.form is Form.PHRASE and self.lows[predicate.first] in BE
        if predicate.passive or (
            is_being and subject and self.lows[predicate.first + 1 : predicate.first + 2] != ["to"]
        ):
            return subject, None
        if predicate.form is _PHRASE and self.lows[predicate.last] == "from" and subject is not None:
            return subject, self.object(predicate)  # `She took over from Otto Lind`
        if predicate.form is _PHRASE and self.lows[predicate.last] == "first" and subject is not None and not is_being:
            return subject, self.object(predicate)  # `The hostel welcomed its first guests`
        target = self._inner_object(predicate) or self.object(predicate)
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
            target = antecedent(self.tagged, subject.first - 1, who=False)  # `Her successor, whom the ministry named`
        known = predicate_class(predicate.name)
        if subject is not None and target is not None and self.tokens[target.first].low[0].isdigit():
            return subject, target  # `drew 146 players from 19 countries`
        if known is None or known.theme == "subject":
            return (subject, target) if subject is not None else (target, None)
        return (target, subject) if target is not None else (subject, None)

    def _of_idiom(self, predicate: PredicateMention, subject: Phrase | None) -> tuple[Phrase | None, Phrase | None]:
        """Whose event an idiom tells: what its noun is of, or what follows: `the ribbon of the hall was cut`, `broke ground for the hall`."""
        known = predicate_class(predicate.name)
        if predicate.own == "object" and known is not None and known.theme == "subject":
            return subject, None  # `The poet took up the pen`
        if predicate.own == "subject" and subject is not None and (owner := self._owner_in(subject)) is not None:
            return owner, None
        at, end = predicate.last + 1, len(self.tags)
        if at + 1 < end and self.lows[at] in _AFTER_IDIOM and self.tags[at + 1] is not Tag.TIME:
            after = self.object(PredicateMention(first=at, last=at, name="", form=_NOUN))
            if after is not None:
                return after, subject if predicate.own == "object" else None
        if subject is not None and not predicate.passive and "first" in self.lows[subject.first : subject.last]:
            return subject, None  # `The first students arrived`
        return None, subject if predicate.own == "object" else None

    def _owner_in(self, subject: Phrase) -> Phrase | None:
        """Of whom or what the noun of an idiom is: `the ribbon of the hall`, `its first patients`."""
        if subject.first and self.lows[subject.first - 1] in _OF_IDIOM:
            return subject  # `Contact with the boat was lost`
        for k in range(subject.first, subject.last):
            if self.lows[k] in _OF_IDIOM and k + 1 < subject.last:
                return trimmed(self.tagged, k + 1, subject.last)
            if self.lows[k].endswith(("'s", "’s")) or (k == subject.first and self.lows[k] in POSSESSIVES):
                return Phrase(subject.first, k + 1)
        return None

    def _inner_object(self, predicate: PredicateMention) -> Phrase | None:
        """What stands between a verb and its particle: `took the brewery over`."""
        if (
            predicate.form is not _PHRASE
            or predicate.last - predicate.first < 2
            or self.lows[predicate.last] not in _PARTICLES
            or self.tags[predicate.first + 1] in _NO_OBJECT
        ):
            return None
        return trimmed(self.tagged, predicate.first + 1, predicate.last)

    def _is_empty(self, phrase: Phrase) -> bool:
        """Whether a phrase names nothing: no content word and no pronoun."""
        return not stems_of(self.tokens, phrase) and not any(
            [
                self.tags[k] is Tag.PRONOUN
                or (self.lows[k][0].isdigit() and "." in self.lows[k])  # `5.9 reached its end`
                for k in range(phrase.first, phrase.last)
            ]
        )
