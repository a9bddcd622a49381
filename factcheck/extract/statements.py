"""Extract, part: draft claims of who holds a role or did an act, where something is, who alone holds a title, and other names.

A shallow reading: the names of a sentence, closed classes of words around them, and the predicates that it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck.extract.charge_statements import charges_of
from factcheck.extract.clauses import Clauses
from factcheck.extract.deeds_done import deeds_done_of
from factcheck.extract.event_places import event_places_of
from factcheck.extract.founding_places import founding_places_of
from factcheck.extract.occasion_places import occasion_places_of
from factcheck.extract.place_statements import places_of
from factcheck.extract.role_statements import acts_of, label_of, labelled_role, roles_of
from factcheck.extract.set_acts import set_acts_of
from factcheck.extract.standing_places import standing_places_of
from factcheck.extract.statement_drafts import statement
from factcheck.extract.statement_words import statement_words
from factcheck.extract.tags import Tag
from factcheck.extract.title_statements import titles_of
from factcheck.extract.work_statements import works_of
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameMention


def statements_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The statements of one sentence whose value is words: roles, places, unique titles, other names."""
    made: set[tuple[int, ClaimType, str]] = set()
    for draft in _all(found, sentence):
        key = (draft.value_start, draft.type, draft.predicate)
        if key not in made:
            made.add(key)
            yield draft


def _all(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    yield from set_acts_of(found, sentence)
    yield from acts_of(found, sentence)
    yield from works_of(found, sentence)
    yield from deeds_done_of(found, sentence)
    yield from charges_of(found, sentence)
    words = statement_words()
    naming = not words.name_cues.isdisjoint(sentence.vocabulary)
    if sentence.names:
        roles: list[int] = []
        if not words.role_cues.isdisjoint(sentence.vocabulary):
            roles = [t.start for t in sentence.tokens if t.low in words.role_cues]
        label = label_of(sentence) if roles else None
        if label is not None:
            yield from labelled_role(found, sentence, label)
        for name, k in zip(sentence.names, sentence.firsts, strict=True):
            if roles and (label is None or name.start >= label.end()):
                yield from roles_of(found, sentence, name, roles)
            is_led = naming and _is_led(sentence, k, words.name_leads)
            if (is_led or name.alias_of) and (draft := _named(found, sentence, name, is_led)) is not None:
                yield draft
    if naming:
        yield from _called(found, sentence)
    yield from event_places_of(found, sentence)
    yield from founding_places_of(found, sentence)
    yield from occasion_places_of(found, sentence)
    yield from places_of(found, sentence)
    yield from standing_places_of(found, sentence)
    yield from titles_of(found, sentence)


_BEFORE_NAMED = frozenset(["simply", "just", "as", "the", '"', "“", "‘", "*", "_"])
"""What may stand between the words that lead to another name and that name."""


def _is_led(sentence: Clauses, k: int, leads: Mapping[str, frozenset[str]]) -> bool:
    """Whether what stands right before a token may lead to another name."""
    lows = sentence.lows
    while k and lows[k - 1] in _BEFORE_NAMED and lows[k - 1] not in leads:
        k -= 1
    before = leads.get(lows[k - 1]) if k else None
    return before is not None and (not before or (k > 1 and lows[k - 2] in before))


def _named(found: Extraction, sentence: Clauses, name: NameMention, is_led: bool) -> DraftClaim | None:
    """What a name is another name of; `is_led` says that the words before it may lead to another name."""
    if name.alias_of:
        long = next((n for n in reversed(sentence.names) if n.text == name.alias_of and n.end <= name.start), None)
        if long is not None:
            return statement(
                found, sentence, ClaimType.NAME, (name.start, name.end), "name", None, how="name",
                about=(long.start, long.end), clause=(long.start, name.end), shown="(",
            )  # fmt: skip
    if not is_led:
        return None
    before = sentence.block.text[max(sentence.start, name.start - 40) : name.start]
    match = statement_words().other_name.search(before)
    if match is None:
        return None
    earlier = [n for n in sentence.names if n.end <= name.start - len(before) + match.start()]
    about = (earlier[-1].start, earlier[-1].end) if earlier else None
    if (noun := _described(sentence, name.start - len(before) + match.start())) is not None:
        about = noun
    start = name.start - len(before) + match.start()
    return statement(
        found, sentence, ClaimType.NAME, (name.start, name.end), "name", None, how="name", about=about,
        clause=(about[0] if about else start, name.end), shown=match[0].strip(),
    )  # fmt: skip


def _described(sentence: Clauses, at: int) -> tuple[int, int] | None:
    """Of `by a ploughman called Petrie`: the description right before the word that leads to the name."""
    words, tags = sentence.tokens, sentence.grammar.tags
    last = sentence.index(at)
    while last > 1 and tags[last - 1] in (Tag.TIME, Tag.ADVERB) and words[last - 1].text.islower():
        last -= 1  # `the meadow now called Orme Piece`
    first = last
    while first and tags[first - 1] is Tag.NOUN and last - first < 4:
        first -= 1
    if (
        not first
        or first == last
        or words[first - 1].low not in ("a", "an", "the")
        or not words[last - 1].text.islower()
    ):
        return None
    return words[first - 1].start, words[last - 1].end


_QUOTES = frozenset('"“‘')


def _called(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """Another name in quotation marks and small letters: `also known as “orchard ether”`."""
    text = sentence.block.text
    if _QUOTES.isdisjoint(sentence.vocabulary):
        return
    for match in statement_words().quoted_name.finditer(text, sentence.start, sentence.end):
        value = (match.start("name"), match.end("name"))
        k = next((k for k, t in enumerate(sentence.tokens) if t.start >= match.start()), 0)
        phrase = sentence.grammar.subject(k)
        if phrase is not None and phrase.first and sentence.grammar.tags[phrase.first - 1] is Tag.RELATIVE:
            continue  # `a quarrel that he later called "the dullest of my life"`
        about = (sentence.tokens[phrase.first].start, sentence.tokens[phrase.last - 1].end) if phrase else None
        yield statement(
            found, sentence, ClaimType.NAME, value, "name", None, how="name", about=about,
            clause=(match.start(), value[1]), shown=match["cue"],
        )  # fmt: skip
