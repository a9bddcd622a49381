"""Extract, part: where the noun phrases of a tagged sentence begin and end, with what stands before their prepositions."""

from __future__ import annotations

from factcheck.extract.closed_words import DIMENSIONS
from factcheck.extract.phrases import Phrase, holds_matter
from factcheck.extract.tags import ARTICLES, BE_OR_HAVE, INSIDE, MORE, POSSESSIVES, QUOTES, Tag, TaggedSentence
from factcheck.frozen import maker

_phrase = maker(Phrase)

_TEMPORAL = frozenset(["after", "before", "since", "during", "until", "following"])
_BEHIND_TIME = _TEMPORAL | {"by"}
_ANYBODY = frozenset(["those", "anyone", "everyone", "anybody", "everybody", "all"])
_PERSONS = frozenset(["it", "he", "she", "they", "we", "i", "you"])
_AT = frozenset(["at", "in", "near"])
_LEADS_BODY = frozenset(["to", "for", "of", "from", "with", "at"])
_OF_PHRASE = INSIDE | {Tag.ADVERB}
_MORE_OF = frozenset(["further", "additional", "mere", "total", "full", "record", "reported", "nominal"])
_LOOSE_FIRST = frozenset({Tag.ADVERB, Tag.COMMA, Tag.CONJUNCTION, Tag.STOP})
_LOOSE_LAST = _LOOSE_FIRST | {Tag.PREPOSITION}
_NO_MATTER_NEEDED = frozenset({Tag.PRONOUN, Tag.DETERMINER, Tag.TIME})
_ENDS_RELATIVE = frozenset({Tag.STOP, Tag.COMMA, Tag.CONJUNCTION, Tag.OPENING})
_BESIDE_TIMES = frozenset({Tag.TIME, Tag.PREPOSITION, Tag.ADVERB})


def trimmed(tagged: TaggedSentence, first: int, last: int) -> Phrase | None:
    tags, lows = tagged.tags, tagged.lows
    while first < last and (tags[first] in _LOOSE_FIRST or lows[first] in QUOTES):
        first += 1
    while last > first and (tags[last - 1] in _LOOSE_LAST or lows[last - 1] in QUOTES):
        last -= 1
    if last - first > 3 and lows[last - 1] in _MORE_OF and lows[last - 3] == "of":
        last -= 3  # `An offer of a further $1 million`
    if first >= last:
        return None
    if lows[first] in _PERSONS and last - first > 1 and tags[first + 1] is not Tag.CONJUNCTION:
        last = first + 1  # `he last played`, `it alone`
    phrase = _phrase(first, last)
    if first + 1 == last and tagged.tokens[first].text[0].isdigit() and "." in tagged.tokens[first].text:
        return phrase  # `4.1 followed in May`: a version
    if not _NO_MATTER_NEEDED.isdisjoint(tags[first:last]) or holds_matter(tagged.texts[first:last]):
        return phrase
    return None


def _start_of(tagged: TaggedSentence, at: int) -> int:
    """The first token of the noun phrase that ends at a token; joined nouns (`the king and his son`) included."""
    tags = tagged.tags
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
                and not (tagged.lows[k] in ARTICLES and tagged.lows[k - 1] in POSSESSIVES)
            ):
                k -= 1  # `all the boats` has one of its own: `Under her the club won`
            if k == 1 and tagged.lows[0] == "half":
                k = 0  # `Half the pier collapsed`
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
    if joined > 0 and tagged.lows[joined] == "and" and tagged.lows[joined - 1] in ("he", "she"):
        return joined - 1  # `she and her sister Ida were`
    if joined > 0 and tagged.tokens[joined].low in ("and", "&", "or") and tags[joined - 1] is Tag.NOUN:
        first = _start_of(tagged, joined - 1)
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
            or (tags[first - 1] is Tag.PREPOSITION and not _is_behind_verb(tagged, first - 1))
        ):
            return first
    return start


def _is_behind_verb(tagged: TaggedSentence, at: int) -> bool:
    """Whether a verb stands before in the clause: `failed over the holiday and 900 kilograms had to go`."""
    for k in range(at - 1, -1, -1):
        if tagged.tags[k] in (Tag.COMMA, Tag.STOP, Tag.RELATIVE, Tag.SUBORDINATOR, Tag.CONJUNCTION):
            return False
        if tagged.tags[k] is Tag.VERB:
            return True
    return False


def phrase_ending_at(tagged: TaggedSentence, at: int, depth: int) -> Phrase | None:
    """The noun phrase that ends at a token, with what stands before its prepositions: `the head of the house`."""
    tags, tokens = tagged.tags, tagged.tokens
    if tags[at] is Tag.CLOSING:
        at = opening_of(tagged, at) - 1
    while at >= 0 and (tags[at] is Tag.ADVERB or tokens[at].low in QUOTES):
        at -= 1
    if at < 0:
        return None
    if at > 1 and tokens[at].low in DIMENSIONS and tags[at - 1] is Tag.TIME:
        before = before_times(tagged, at - 1)
        if before >= 0 and tags[before] is Tag.NOUN:
            at = before  # `Ash up to 4 mm thick`
    if tags[at] is Tag.TIME:
        before = before_times(tagged, at)
        if before >= 0 and tags[before] in (Tag.NOUN, Tag.PRONOUN, Tag.CLOSING) and not _is_fronted(tagged, before):
            return phrase_ending_at(tagged, before, depth)
        if before >= 0 and tags[before] is Tag.DETERMINER:
            return Phrase(before, at + 1)
        return counted(tagged, at)
    end = at + 1
    start = _start_of(tagged, at)
    best = start
    while start > 1 and tags[start - 1] is Tag.PREPOSITION:
        before = start - 2
        while before > 0 and tags[before] is Tag.PREPOSITION:  # `of between six and eight decks`
            before -= 1
        if tags[before] is Tag.CLOSING:
            before = opening_of(tagged, before) - 1
        if before >= 0 and tags[before] is Tag.TIME:
            inner = before_times(tagged, before)
            if inner >= 0 and tags[inner] is Tag.NOUN:
                before = inner
        if start > 2 and tokens[start - 1].low == "than" and tokens[start - 2].low in MORE:
            start -= 2  # `Groups of more than eight`
            continue
        if before >= 0 and tags[before] is Tag.TIME and tokens[start - 1].low in _BEHIND_TIME:
            break  # `was lowered from 1,000 ml after the trial, led by`, `was opened in May by Ann Lee, who`
        if (
            before < 0
            or (tags[before] not in INSIDE and tags[before] is not Tag.PRONOUN)
            or tokens[start - 1].low == "than"
        ):
            break
        start = _start_of(tagged, before)
        best = start
    inner = best - 1
    while inner > 0 and tags[inner] in _BESIDE_TIMES:
        inner -= 1
    is_verb = inner > 0 and (tags[inner] is Tag.VERB or tagged.lows[inner] in BE_OR_HAVE)
    if is_verb and (relative := relative_before(tagged, inner)) is not None:
        if relative and tags[inner] is not Tag.VERB and tagged.lows[relative - 1] in _ANYBODY:
            return _phrase(relative - 1, end)  # `Those who are not members may`
        return before_relative(tagged, relative, depth)  # `The house that he bought for them cost him`
    return _with_name_before(tagged, best, end)


def relative_before(tagged: TaggedSentence, verb: int) -> int | None:
    """The relative pronoun whose clause a verb stands in."""
    tags = tagged.tags
    for k in range(verb - 1, -1, -1):
        if tags[k] is Tag.RELATIVE:
            if tagged.lows[k] == "that" and k and tags[k - 1] is Tag.VERB:
                return None  # `He said that 420 people had moved to shelters run by`
            return k
        if tags[k] in _ENDS_RELATIVE:
            return None
    return None


def _is_fronted(tagged: TaggedSentence, at: int) -> bool:
    """Whether the noun phrase that ends there stands in a phrase with a preposition that opens the clause."""
    start = _start_of(tagged, at)
    return (
        start > 0
        and tagged.tags[start - 1] is Tag.PREPOSITION
        and (start == 1 or tagged.tags[start - 2] in (Tag.STOP, Tag.COMMA, Tag.CONJUNCTION))
    )


def counted(tagged: TaggedSentence, at: int) -> Phrase | None:
    """A measure itself as a phrase, with what it measures: `Nine metres of steel`, `some 40 %`."""
    first = at
    while first > 0 and tagged.tags[first - 1] is Tag.TIME:
        first -= 1
    while first < at and tagged.tags[first] is Tag.ADVERB:
        first += 1
    return Phrase(first, at + 1)


def before_times(tagged: TaggedSentence, at: int) -> int:
    while at >= 0 and (tagged.tags[at] in _BESIDE_TIMES or tagged.lows[at] == "worth"):
        at -= 1
    return at


def opening_of(tagged: TaggedSentence, closing: int) -> int:
    """The index of the bracket that the closing one belongs to."""
    for k in range(closing - 1, max(-1, closing - 30), -1):
        if tagged.tags[k] is Tag.OPENING:
            return k
    return closing


def before_relative(tagged: TaggedSentence, relative: int, depth: int) -> Phrase | None:
    """The whole noun phrase that a relative clause ends: `A plaque on the wall of the school that she attended`."""
    at = relative - 1
    while at >= 0 and tagged.tags[at] in (Tag.PREPOSITION, Tag.COMMA):
        at -= 1
    if at < 0 or tagged.tags[at] is Tag.TIME or depth > 4:
        return antecedent(tagged, relative, who=False)
    return phrase_ending_at(tagged, at, depth + 1) or antecedent(tagged, relative, who=False)


def antecedent(tagged: TaggedSentence, relative: int, *, who: bool) -> Phrase | None:
    """The noun phrase that a relative pronoun takes up; times and measures are passed over, and for `who` plain things."""
    at = relative - 1
    if at >= 0 and tagged.tags[at] is Tag.PREPOSITION:
        at -= 1
    if at >= 0 and tagged.tags[at] is Tag.COMMA:
        at -= 1
    at = _before_quoted(tagged, at)
    if at >= 0 and tagged.tags[at] is Tag.CLOSING:
        at = opening_of(tagged, at) - 1
    while at >= 0 and (tagged.tags[at] is Tag.TIME or tagged.lows[at] == "worth"):
        at -= 1
    while at >= 0 and tagged.tags[at] in (Tag.PREPOSITION, Tag.DETERMINER, Tag.ADVERB):
        at -= 1
    if at > 1 and tagged.lows[at].isdecimal() and tagged.tags[at - 1] is Tag.COMMA and tagged.tags[at - 2] is Tag.NOUN:
        at -= 2  # `Emil Rask, 38, who`
    at = _before_inserted(tagged, at)
    if at < 0 or tagged.tags[at] not in (Tag.NOUN, Tag.PRONOUN):
        return None
    if (
        who
        and at > 2
        and tagged.lows[at - 1] == "of"
        and tagged.lows[at][0].isdigit()
        and tagged.tags[at - 2] is Tag.NOUN
    ):
        at -= 2  # `a man of 54 who`
        start = _start_of(tagged, at)
        if start > 1 and tagged.tags[start - 1] is Tag.COMMA and tagged.tags[start - 2] is Tag.NOUN:
            return phrase_ending_at(tagged, start - 2, 0)  # `The pilot, a man of 54 who`
    if who and (found := phrase_ending_at(tagged, at, 0)) is not None and tagged.tokens[found.first].text[0].isupper():
        return found  # `Ann Lee of Turin, who`
    start = _start_of(tagged, at)
    if who and (before := _before_place(tagged, start, at)) is not None:
        return _with_name_before(tagged, _start_of(tagged, before), at + 1)
    verb = tagged.tokens[relative + 1].low if relative + 1 < len(tagged.tokens) else ""
    if not who and verb in _PLURAL_VERBS and (outer := _plural_outside(tagged, start, at)) is not None:
        return _with_name_before(tagged, outer, at + 1)  # `heats for the junior squad, which take place`
    if verb in ("is", "was", "has"):  # one thing: of `640 m² of floor and a cold store, which was`, the store
        start = next((k + 1 for k in range(at, start, -1) if tagged.tokens[k].low in ("and", "or") and k < at), start)
    if not who and start > 1 and tagged.lows[start - 1] in ("of", "from") and tagged.tokens[start].text[0].isupper():
        before = _start_of(tagged, start - 2)
        if tagged.tags[before] is Tag.DETERMINER and tagged.tags[start - 2] is Tag.NOUN:
            start = before  # `the dye works of Harburg, which employed`
    elif not who and start > 2 and tagged.lows[start - 1] in _AT and tagged.tokens[start].text[0].isupper():
        before = _start_of(tagged, start - 2)
        if tagged.lows[before] == "the" and tagged.tags[start - 2] is Tag.NOUN and tagged.tags[at + 1] is Tag.COMMA:
            start = before  # `the mine at Seathope, which had supplied`
    return _with_name_before(tagged, start, at + 1)


_PLURAL_VERBS = frozenset(["are", "were", "have", "take", "run", "begin", "start", "end", "last", "include", "contain", "cost", "hold", "serve", "need", "show", "come", "go"])  # fmt: skip
"""Forms whose subject is several things."""


def _plural_outside(tagged: TaggedSentence, start: int, at: int) -> int | None:
    """Where a phrase with a plural noun before a singular one begins, whose relative clause has a verb of several things."""
    lows = tagged.lows
    if start < 2 or _looks_plural(lows[at]) or tagged.tags[start - 1] is not Tag.PREPOSITION or "and" in lows[start:at]:
        return None
    is_plural = tagged.tags[start - 2] is Tag.NOUN and _looks_plural(lows[start - 2])
    return _start_of(tagged, start - 2) if is_plural else None


def _looks_plural(low: str) -> bool:
    return (low.endswith("s") and not low.endswith(("ss", "us", "is"))) or low in ("people", "men", "women", "children")


def _before_place(tagged: TaggedSentence, start: int, at: int) -> int | None:
    """The last token of who is from a place that a relative clause follows: `40 children from Orrin, who`, `Ann Lee of Turin, who`."""
    if start < 2 or not tagged.tokens[at].text[0].isupper() or not tagged.tokens[start].text[0].isupper():
        return None
    before, tokens = start - 2, tagged.tokens
    if tagged.lows[start - 1] == "of":
        is_person = before > 0 and tokens[before].text[0].isupper() and tokens[before - 1].text[0].isupper()
    else:
        is_person = tagged.lows[start - 1] in _FROM and tagged.tags[before] is Tag.NOUN
    return before if is_person else None


_FROM = frozenset(["from", "in", "at", "near"])


def _before_quoted(tagged: TaggedSentence, at: int) -> int:
    """The token before a title in quotation marks and commas: `wrote a manual, "Clean Water," which`; else the same."""
    if at < 2 or tagged.lows[at] not in _CLOSING_QUOTES:
        return at
    k = at - 1
    while k > 0 and tagged.lows[k] not in QUOTES:
        k -= 1
    return k - 2 if k > 1 and tagged.tags[k - 1] is Tag.COMMA and tagged.tags[k - 2] is Tag.NOUN else at


_CLOSING_QUOTES = frozenset(['"', "”", "’", "»"])


def _before_inserted(tagged: TaggedSentence, at: int) -> int:
    """The token before `, founded in 1954,` or `, led by Ann Lee,`, where such a participle stands between; else the same."""
    verb = at
    if at > 1 and tagged.tags[at] is Tag.NOUN:
        verb = _start_of(tagged, at) - 1
        if verb < 1 or tagged.lows[verb] != "by":
            return at
        verb -= 1
    if verb > 1 and tagged.tags[verb] is Tag.VERB and tagged.tags[verb - 1] is Tag.COMMA:
        before = verb - 2
        return opening_of(tagged, before) - 1 if tagged.tags[before] is Tag.CLOSING else before
    return at


def _with_name_before(tagged: TaggedSentence, first: int, last: int) -> Phrase | None:
    """`Ann Lee, a joiner who`: a description in apposition, with the name that it is of."""
    tags, tokens = tagged.tags, tagged.tokens
    if first > 1 and tags[first - 1] is Tag.COMMA and tokens[first].low in ("a", "an") and tags[first - 2] is Tag.NOUN:
        start = _start_of(tagged, first - 2)
        follows = tags[last] if last < len(tags) else Tag.STOP
        is_led = start > 0 and tags[start - 1] is Tag.PREPOSITION and tagged.lows[start - 1] != "by"
        if is_led and follows in (Tag.VERB, Tag.RELATIVE) and tagged.lows[start - 1] in _LEADS_BODY:
            is_led = False  # `It belongs to the Ackroyd Institute, a charity founded in 1898`
        named = any(tokens[k].text[0].isupper() for k in range(max(start, 1), first))
        if named and not is_led and tokens[last - 1].text[0].islower():
            return trimmed(tagged, start, last)
        if follows is Tag.RELATIVE and start == 0 and tags[0] is Tag.DETERMINER:
            return Phrase(0, first - 1)  # `The pilot, a man who`
    return trimmed(tagged, first, last)
