"""Extract, part: the subject of a verb, by the tags of the sentence: over commas, relative clauses and shared verbs."""

from __future__ import annotations

from factcheck.extract.closed_words import BE, DIMENSIONS, closed_class
from factcheck.extract.phrase_bounds import (
    antecedent,
    before_relative,
    before_times,
    counted,
    opening_of,
    phrase_ending_at,
    relative_before,
)
from factcheck.extract.phrases import Phrase
from factcheck.extract.tags import BE_OR_HAVE, BEFORE_VERB, OBJECT_PRONOUNS, QUOTES, VERBAL, Tag, TaggedSentence
from factcheck.extract.verb_forms import IS_PARTICIPLE

_FURTHER = frozenset(["further", "additional", "extra"])
_BEFORE_INFINITIVE = closed_class("before infinitive")
_INTENTIONS = closed_class("intentions")
_REFLEXIVES = frozenset(["itself", "himself", "herself", "themselves"])
_OF_PAPERS = frozenset(["dated", "signed", "addressed", "inscribed", "postmarked", "countersigned"])
_DEEPEST = 6


def subject_of_verb(tagged: TaggedSentence, first: int, depth: int) -> Phrase | None:
    if depth >= _DEEPEST:
        return None
    tags, tokens, lows = tagged.tags, tagged.tokens, tagged.lows
    at = first - 1
    if (
        lows[first] == "compared"
        and at > 0
        and tags[at] is Tag.COMMA
        and (before := _verb_before(tagged, at)) is not None
    ):
        return subject_of_verb(tagged, before, depth + 1)  # `was 24 per cent, compared with 15`
    while at >= 0 and (tags[at] in BEFORE_VERB or lows[at] in QUOTES or lows[at] in _REFLEXIVES):
        at -= 1
        if lows[at + 1] == "to":
            return _of_infinitive(tagged, at, depth)
    if at < 0:
        return _of_main_clause(tagged, first, depth) if _opens_as_participle(tagged, first) else None
    tag = tags[at]
    if tag is Tag.TIME:
        # `and in 1957 founded`, `The treaty of 1990 was signed`, `Nine metres of rope were lost`
        before = before_times(tagged, at)
        if before >= 0 and tags[before] is Tag.COMMA and lows[at] in ("%", "cent", "percent") and lows[0] != "of":
            return counted(tagged, at)  # `In a survey of 1,200 people, 91% said`
        if before > 0 and tags[before] is Tag.AUXILIARY and first - before < 6:
            while before > 0 and tags[before] in BEFORE_VERB:
                before -= 1  # `The ferry has since 1990 carried`
        if before > 0 and tags[before] is Tag.RELATIVE and lows[before - 1] == "of":
            return counted(tagged, at)  # `of which £30,000 came from the fund`
        if before >= 0 and (tags[before] is Tag.RELATIVE or lows[before] in _FURTHER):
            if lows[before] in _FURTHER and before and tags[before - 1] is Tag.DETERMINER:
                return Phrase(before - 1, at + 1)  # `a further $650,000 came`
            if lows[before] == "that" and before and tags[before - 1] is Tag.VERB:
                return counted(tagged, at)  # `found that a third of the joints had been`
        if before >= 0 and tags[before] is not Tag.STOP and tags[before] is not Tag.DETERMINER:
            at, tag = before, tags[before]
    if tag is Tag.RELATIVE:
        return antecedent(tagged, at, who=tokens[at].low in ("who", "whom"))
    if tag is Tag.CLOSING:
        opening = opening_of(tagged, at)
        return phrase_ending_at(tagged, opening - 1, depth) if opening > 0 else None
    if tag in (Tag.COMMA, Tag.OPENING) and (opening := _open_bracket(tagged, at)) > 0:
        return _before_bracket(tagged, opening, depth)
    if tag is Tag.COMMA:
        if (
            at == first - 1
            and first in tagged.participles
            and at
            and tags[at - 1] in (Tag.NOUN, Tag.CLOSING)
            and not _is_inserted(tagged, at)
        ):
            found = phrase_ending_at(tagged, at - 1, depth)  # `because the board, built in 2021, shows`
            if lows[first] in _OF_PAPERS and found is not None:
                led = next(
                    (k for k in range(at - 2, found.first, -1) if lows[k] == "with" and lows[k + 1] in ("a", "an")),
                    found.first - 1,
                )
                return Phrase(led + 1, found.last)  # `a tin with a note, dated`
            return found
        return _over_comma(tagged, at, depth)
    if tag is Tag.CONJUNCTION:
        return _shared(tagged, at, depth)
    if tag is Tag.STOP:
        # `Water advisory, in force from Monday: lifted on Friday`: what stands before the colon, without its additions
        if tokens[at].text != ":" or at == 0:
            return None
        end = next((k for k in range(1, at) if tags[k] in (Tag.COMMA, Tag.OPENING)), at)
        if (end + 1, at) in tagged.names:
            return Phrase(end + 1, at)  # `Project scientist, Ann Lee: leads`
        return phrase_ending_at(tagged, end - 1, depth)
    if tag is Tag.VERB or (tag is Tag.AUXILIARY and relative_before(tagged, at) is not None):
        relative = relative_before(tagged, at)
        return before_relative(tagged, relative, depth) if relative is not None else None
    if tag in (Tag.PREPOSITION, Tag.SUBORDINATOR):
        earlier = _verb_before(tagged, at)
        if earlier is None and _is_gerund(tagged, at + 1):
            return Phrase(0, at + 1)
        return (
            subject_of_verb(tagged, earlier, depth + 1)
            if earlier is not None
            else _of_main_clause(tagged, first, depth)
        )
    if lows[0] in _FREE_RELATIVES and _is_free_relative(tagged, at):
        return Phrase(0, at + 1)
    found = phrase_ending_at(tagged, at, depth)
    if found is None and at > 1 and lows[at - 1] in ("which", "whom") and lows[at - 2] == "of":
        return Phrase(at, at + 1)  # `of whom 18 were drowned`
    if found is not None and _is_gerund(tagged, found.first):
        return Phrase(0, found.last)
    if found is not None and (reduced := _reduced_before(tagged, first, found.first - 1)):
        return phrase_ending_at(tagged, reduced - 1, depth)
    return found


def _reduced_before(tagged: TaggedSentence, first: int, at: int) -> int:
    """The participle of a reduced relative whose last phrase a preposition there leads in: `Films shown in the hall must be`; else 0.

    The verb behind must be finite: in `moved to camps run by the guild` the first is.
    """
    tags = tagged.tags
    if at < 2 or tags[at] is not Tag.PREPOSITION:
        return 0
    k = at - 1
    while k > 0 and tags[k] in (Tag.NOUN, Tag.DETERMINER, Tag.ADVERB, Tag.TIME, Tag.PREPOSITION):
        k -= 1
    if k <= 0 or tags[k] is not Tag.VERB or not is_reduced(tagged, k) or tagged.lows[k - 1] == "that":
        return 0
    is_finite = tags[first - 1] in BEFORE_VERB or tags[first] is Tag.AUXILIARY or tagged.lows[first] in BE_OR_HAVE
    may_be_reduced = IS_PARTICIPLE[tagged.lows[first]] or tagged.lows[first + 1 : first + 2] == ["by"]
    return k if is_finite or not may_be_reduced or tagged.lows[k + 1] == "by" else 0


_FREE_RELATIVES = frozenset(["what", "whatever"])


def _is_free_relative(tagged: TaggedSentence, at: int) -> bool:
    """Whether a sentence begins with a clause as its subject, up to that token: `What she built at Orrin can be seen`."""
    inside = tagged.tags[1 : at + 1]
    if Tag.VERB not in inside or Tag.COMMA in inside or Tag.STOP in inside:
        return False
    return not any(tag in VERBAL for tag in inside[inside.index(Tag.VERB) + 1 :])


def _is_gerund(tagged: TaggedSentence, end: int) -> bool:
    """Whether a sentence begins with an act as its subject, up to that token: `Rolling back took`, `Issuing the key took`."""
    first = tagged.tokens[0].low
    if (
        not 0 < end <= 3
        or len(first) < 6
        or not first.endswith("ing")
        or first in ("during", "following", "including", "according")
    ):
        return False
    after = tagged.tags[1] if len(tagged.tags) > 1 else Tag.STOP
    return after in (Tag.DETERMINER, Tag.PREPOSITION, Tag.PRONOUN) and all(
        t is not Tag.COMMA for t in tagged.tags[:end]
    )


def _is_inserted(tagged: TaggedSentence, comma: int) -> bool:
    """Whether another comma without a verb between stands before: `Ann, then fifteen, worked in`."""
    for k in range(comma - 1, -1, -1):
        if tagged.tags[k] is Tag.VERB and k > 1 and k in tagged.participles and tagged.tags[k - 1] is Tag.COMMA:
            return _clause_has_no_verb(tagged, k - 1)  # `The board, chaired by Ann Lee, met`
        if tagged.tags[k] in (Tag.STOP, Tag.VERB, Tag.AUXILIARY):
            return False
        if tagged.tags[k] is Tag.COMMA:
            if tagged.tags[k + 1] is Tag.CONJUNCTION and _verb_before(tagged, k) is not None:
                return False  # `had cracked the font, and the roof, renewed in 1911, had`
            return k > 0 and tagged.tags[k - 1] in (Tag.NOUN, Tag.CLOSING, Tag.TIME)
    return False


def _clause_has_no_verb(tagged: TaggedSentence, at: int) -> bool:
    """Whether no verb stands before in the clause, which `, and` begins."""
    for k in range(at - 1, -1, -1):
        if tagged.tags[k] is Tag.STOP or (tagged.tags[k] is Tag.CONJUNCTION and k and tagged.tags[k - 1] is Tag.COMMA):
            return True
        if tagged.tags[k] in VERBAL:
            return False
    return True


def _opens_as_participle(tagged: TaggedSentence, first: int) -> bool:
    """`Opened in 1931 by Lord Haig, the pool`: whose subject comes after its comma."""
    low = tagged.lows[first]
    return first in tagged.participles or low.endswith(("ed", "ing")) or IS_PARTICIPLE[low] or low in _PARTICIPLES


_PARTICIPLES = frozenset(["born", "set", "put", "cut", "run", "split", "hit", "hurt", "shut", "cast"])
"""Forms that are participles, too, where nothing stands before them."""


def _of_main_clause(tagged: TaggedSentence, first: int, depth: int) -> Phrase | None:
    """Of `Before opening the museum, she worked`: the subject of the verb after the comma."""
    tags = tagged.tags
    for comma in range(first + 1, len(tags) - 2):
        if tags[comma] is Tag.STOP:
            return None
        if tags[comma] is not Tag.COMMA or tags[comma + 1] is Tag.TIME:
            continue
        verb = next((k for k in range(comma + 1, len(tags)) if tags[k] in VERBAL), None)
        if verb is None:
            if (name := _name_from(tagged, comma + 1)) is not None:
                return name
            continue
        found = subject_of_verb(tagged, verb, depth + 1) if verb > comma + 1 else None
        if found is not None and found.first > comma:
            return found
    return None


def _name_from(tagged: TaggedSentence, at: int) -> Phrase | None:
    """The name of several words that begins there, with its article; of a main clause whose verb is not known as one."""
    begins = at + (tagged.tags[at] is Tag.DETERMINER)
    last = next((last for first, last in tagged.names if first == begins), None)
    if last is None and begins > at and tagged.texts[begins][:1].isupper():
        last = begins + 1  # `the Fund helps`
    if last is None or last >= len(tagged.tags) or tagged.tags[last] is not Tag.NOUN:
        return None  # `Born in Torne, Upper Orme, in 1901`
    return Phrase(begins, last)


def _of_infinitive(tagged: TaggedSentence, at: int, depth: int) -> Phrase | None:
    """Whose act an infinitive is: the object before it, or the subject of the verb that governs it."""
    tags, tokens = tagged.tags, tagged.tokens
    while at >= 0 and (tags[at] is Tag.ADVERB or tokens[at].low in _BEFORE_INFINITIVE):
        if tags[at] is Tag.VERB:
            break
        at -= 1
    if at < 0:
        return None
    if tags[at] in VERBAL:
        return subject_of_verb(tagged, at, depth + 1)
    if tags[at] is Tag.CONJUNCTION:
        return _shared(tagged, at, depth)
    if tags[at] not in (Tag.NOUN, Tag.PRONOUN):
        return None
    found = phrase_ending_at(tagged, at, depth)
    if found is None or tokens[at].low in _INTENTIONS or tokens[found.first].low in OBJECT_PRONOUNS:
        verb = _verb_before(tagged, found.first if found else at)
        return subject_of_verb(tagged, verb, depth + 1) or found if verb is not None else found
    return found


def _verb_before(tagged: TaggedSentence, at: int) -> int | None:
    """The nearest verb to the left in the same stretch between stops."""
    for k in range(at - 1, -1, -1):
        if tagged.tags[k] is Tag.STOP:
            return None
        if tagged.tags[k] is Tag.VERB or (
            tagged.tags[k] is Tag.AUXILIARY and tagged.tokens[k].low in BE_OR_HAVE and not leads_verb(tagged, k)
        ):
            while k > 0 and tagged.tags[k - 1] is Tag.VERB:
                k -= 1
            return k
    return None


def leads_verb(tagged: TaggedSentence, k: int) -> bool:
    while k + 1 < len(tagged.tags) and tagged.tags[k + 1] in BEFORE_VERB:
        k += 1
    return k + 1 < len(tagged.tags) and tagged.tags[k + 1] is Tag.VERB


def _shared(tagged: TaggedSentence, conjunction: int, depth: int) -> Phrase | None:
    """Of `opened in May and closed in June`: the subject of the verb before."""
    at = conjunction - 1
    if at >= 0 and tagged.tags[at] is Tag.COMMA:
        at -= 1
        relative = _relative_after_comma(tagged, at + 1)
        if relative is not None and Tag.COMMA not in tagged.tags[relative : at + 1]:
            main = _verb_before(tagged, relative - 1)
            if main is not None and _verb_before(tagged, at + 1) != main:
                return subject_of_verb(tagged, main, depth + 1)  # `wrote a book, which came out in 1955, and retired`
        inner = _verb_before(tagged, at + 1)
        phrase = subject_of_verb(tagged, inner, depth + 1) if inner is not None else None
        if phrase is not None and phrase.first and tagged.tags[phrase.first - 1] is Tag.SUBORDINATOR:
            main = _verb_before(tagged, phrase.first - 1)
            if main is not None:
                return subject_of_verb(
                    tagged, main, depth + 1
                )  # `began on the 21st, the earliest since records began, and ended`
    verb, near = _finite_before(tagged, at + 1), _verb_before(tagged, at + 1)
    if near is not None and near != verb and near in tagged.participles and conjunction + 1 in tagged.participles:
        verb = near if tagged.tags[near - 1] is Tag.COMMA else verb  # `a letter, dated 3 May and signed by two men`
    return subject_of_verb(tagged, verb, depth + 1) if verb is not None else None


def _finite_before(tagged: TaggedSentence, at: int) -> int | None:
    """The verb before that a coordinated one goes with: none inside a relative clause or behind a `to`, if another is there."""
    verb = _verb_before(tagged, at)
    seen = verb
    while verb is not None:
        k = verb - 1
        while k >= 0 and tagged.tags[k] in BEFORE_VERB and tagged.tokens[k].low != "to":
            k -= 1
        if k < 0 or not (
            tagged.tags[k] in (Tag.PREPOSITION, Tag.SUBORDINATOR)
            or _follows_count(tagged, k)
            or (tagged.tokens[k].low == "to" and not (k and tagged.lows[k - 1] in BE))
            or (
                tagged.tags[k] is Tag.COMMA
                and k == verb - 1  # `but Orme, then 61, never recovered and died`
                and tagged.lows[verb].endswith(("ed", "ing"))
                and not _closes_relative(tagged, k)
            )
        ):
            return verb
        verb = _verb_before(tagged, verb)
    return seen


_COUNTED_FROM = frozenset(["after", "before", "since", "when", "once"])


def _follows_count(tagged: TaggedSentence, at: int) -> bool:
    """Whether a verb's subject follows a count from an event: `two days after you enrol and must be renewed`."""
    while at > 0 and tagged.tags[at] in (Tag.NOUN, Tag.DETERMINER, Tag.PRONOUN):
        at -= 1
    return tagged.tags[at] is Tag.TIME and tagged.lows[at] in _COUNTED_FROM


def _closes_relative(tagged: TaggedSentence, comma: int) -> bool:
    """Whether a comma ends a relative clause between commas: `The mine, which had supplied the works, flooded`."""
    opening = _comma_before(tagged, comma)
    return opening is not None and tagged.tags[opening + 1] is Tag.RELATIVE


def _over_comma(tagged: TaggedSentence, comma: int, depth: int) -> Phrase | None:
    """The subject before `, the mayor,` or `, founded in 1901,`; of a series of verbs the first one's."""
    tags = tagged.tags
    opening = _comma_before(tagged, comma)
    if opening is not None and opening > 1 and comma - opening > 1:
        if tags[opening - 1] is Tag.CONJUNCTION and tags[opening + 1] in (Tag.SUBORDINATOR, Tag.PREPOSITION):
            shared = _shared(tagged, opening - 1, depth)  # `She drifted and, when the tug reached her, lay`
            if shared is not None:
                return shared
    if opening is not None and opening > 0 and comma - opening > 1:
        lead = tags[opening + 1]
        verb = _finite_within(tagged, opening + 1, comma)
        outer = _relative_after_comma(tagged, comma)
        if (
            outer is not None
            and outer < opening
            and _finite_within(tagged, outer, comma) is not None
            and _verb_before(tagged, outer - 1) is None
        ):
            return antecedent(tagged, outer, who=False)  # `The Dart, whose captain, Liv Roe, joined in 1998, was named`
        if (
            verb is not None
            and lead in (Tag.DETERMINER, Tag.NOUN)
            and tags[opening - 1] in (Tag.NOUN, Tag.CLOSING)
            and (relative_before(tagged, verb) is not None or _describes(tagged, opening + 1, verb))
            and _verb_before(tagged, opening) is None
            and not _is_led(tagged, opening)
        ):
            verb = None  # `Mill Lane, the ground on which the club has played, holds`
        if lead is Tag.CONJUNCTION or (verb is not None and lead not in (Tag.RELATIVE, Tag.VERB, Tag.PREPOSITION)):
            return subject_of_verb(tagged, verb, depth + 1) if verb is not None else None
        if tags[opening - 1] in (Tag.NOUN, Tag.TIME, Tag.CLOSING, Tag.COMMA):
            at = opening - 1
            if at > 1 and tagged.lows[at].isdecimal() and tags[at - 1] is Tag.COMMA:
                at -= 2  # `Emil Rask, 38, who had retired, scored`
            if tags[at] is Tag.CLOSING:
                at = opening_of(tagged, at) - 1
            found = phrase_ending_at(tagged, at, depth) if at >= 0 and tags[at] is not Tag.TIME else None
            if found is not None:
                return _with_name_behind(tagged, found, opening, comma)
    verb = _finite_within(tagged, 0, comma)
    if verb is None:
        verb = _verb_before(tagged, comma)  # `It is 18 km long, has 17 stations and carries`
    if verb is not None and (opening is None or verb < opening):
        return subject_of_verb(tagged, verb, depth + 1)
    return phrase_ending_at(tagged, comma - 1, depth)


def _comma_before(tagged: TaggedSentence, comma: int) -> int | None:
    """The nearest comma to the left in the same stretch between stops; what stands in brackets is passed over."""
    tags, k = tagged.tags, comma - 1
    while k > max(-1, comma - 40):
        if tags[k] is Tag.STOP:
            return None
        if tags[k] is Tag.COMMA:
            return k
        k = opening_of(tagged, k) - 1 if tags[k] is Tag.CLOSING and opening_of(tagged, k) < k else k - 1
    return None


def _open_bracket(tagged: TaggedSentence, at: int) -> int:
    """Where the bracket opens that a token stands in or is; 0 where it stands in none."""
    for k in range(at, max(-1, at - 12), -1):
        if tagged.tags[k] is Tag.OPENING:
            return k
        if tagged.tags[k] in (Tag.CLOSING, Tag.STOP) or (k < at and tagged.tags[k] is Tag.AUXILIARY):
            return 0
    return 0


def _before_bracket(tagged: TaggedSentence, opening: int, depth: int) -> Phrase | None:
    """What a bracket tells more of: of `a range with a chimney 31 metres tall (built 1863)`, the chimney."""
    at = opening - 1
    while at > 0 and (
        tagged.tags[at] is Tag.TIME or (tagged.lows[at] in DIMENSIONS and tagged.tags[at - 1] is Tag.TIME)
    ):
        at -= 1
    found = phrase_ending_at(tagged, at, depth)
    if found is None:
        return None
    led = next((k for k in range(at, found.first, -1) if tagged.lows[k] == "with"), found.first - 1)
    return Phrase(led + 1, found.last)


def _describes(tagged: TaggedSentence, first: int, verb: int) -> bool:
    """Whether a stretch that begins with `a` only describes what stands before its comma, up to its last verb.

    `The balloon, a Lind 210 built in 2011 and operated by Skyways, rose`, `The pilot, a man who had flown and sailed, was`.
    """
    if tagged.lows[first] not in ("a", "an"):
        return False
    lead = next(k for k in range(first, verb + 1) if tagged.tags[k] in VERBAL or tagged.tags[k] is Tag.RELATIVE)
    if tagged.tags[lead] is Tag.RELATIVE:
        return True
    return tagged.tags[lead] is Tag.VERB and is_reduced(tagged, lead)


def is_reduced(tagged: TaggedSentence, verb: int) -> bool:
    """Whether a participle stands right behind its noun and has no object: `a house built in 1911`, `a sloop called Gull`."""
    if not verb or tagged.tags[verb - 1] is not Tag.NOUN or not IS_PARTICIPLE[tagged.lows[verb]]:
        return False
    follows = tagged.tags[verb + 1] if verb + 1 < len(tagged.tags) else Tag.STOP
    return follows in (Tag.PREPOSITION, Tag.TIME) or tagged.lows[verb] in ("called", "named", "known")


def _relative_after_comma(tagged: TaggedSentence, at: int) -> int | None:
    """The nearest relative pronoun to the left that a comma stands before."""
    for k in range(at - 1, 0, -1):
        if tagged.tags[k] is Tag.STOP:
            return None
        if tagged.tags[k] is Tag.RELATIVE and tagged.tags[k - 1] is Tag.COMMA:
            return k
    return None


def _is_led(tagged: TaggedSentence, at: int) -> bool:
    """Whether the stretch up to there begins with a preposition or the word of a clause: `In 1901, the`, `When he came, the`."""
    k = at - 1
    while k > 0 and tagged.tags[k - 1] is not Tag.STOP:
        k -= 1
    return tagged.tags[max(k, 0)] in (Tag.PREPOSITION, Tag.SUBORDINATOR, Tag.TIME)


def _with_name_behind(tagged: TaggedSentence, found: Phrase, opening: int, comma: int) -> Phrase:
    """`The new hall, the glass-roofed Foster Hall, opened`: a description, with the name that stands in apposition."""
    tags, tokens = tagged.tags, tagged.tokens
    if tags[comma - 1] is Tag.CLOSING:
        comma = opening_of(tagged, comma - 1)
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


def _finite_within(tagged: TaggedSentence, start: int, end: int) -> int | None:
    """The last verb of a stretch; what stands in brackets is passed over."""
    closed = -1
    for k in range(end - 1, start - 1, -1):
        if tagged.tags[k] is Tag.CLOSING:
            closed = opening_of(tagged, k)
        if closed <= k and closed >= 0:
            continue
        if tagged.tags[k] is Tag.VERB and not (k > start and tagged.tags[k - 1] is Tag.VERB):
            return k
    return None
