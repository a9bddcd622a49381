"""Extract, part: dates of events that a noun names, and not the verb: `The takeover of X was completed on`, `The hearing is on`.

The verb says only that the event happened, so the noun gives the predicate, and what it is of the subject.
"""

from __future__ import annotations

from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.closed_words import AUXILIARIES, BE
from factcheck.extract.event_nouns import EventPhrase, event_in, event_words, is_gathering
from factcheck.extract.phrases import Phrase, stems_of
from factcheck.extract.predicate_lexicon import predicate_class
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.tags import Tag
from factcheck.extract.task_phrases import index_at, task_of_noun
from factcheck.extract.verb_forms import LEMMAS
from factcheck.frozen import replace
from factcheck.model.extraction import DraftClaim
from factcheck.model.time import Timex

_WITNESSED = frozenset(["see", "witness", "experience", "enjoy", "get", "have"])
_OWN_FIRST = frozenset(["its", "their"])
_COUNTED = frozenset(["first", "second", "third", "last", "final", "biggest", "largest"])


def with_event(draft: DraftClaim, sentence: Clauses, timex: Timex, predicate: PredicateMention | None) -> DraftClaim:
    """The draft of a date with the event that the subject of its verb names, where the verb says only that it happened."""
    witness = _witness_before(sentence, predicate)
    if witness is not None:
        return _of_witnessed(draft, sentence, witness)
    if (gathering := _invited_to(sentence, timex, predicate)) is not None:
        return _held(draft, sentence, gathering)
    if predicate is None or predicate.form is Form.NOUN:
        subject = _subject_of_copula(sentence, timex)
        event = event_in(sentence.tokens, subject.first, subject.last) if subject is not None else None
        return _of_event(draft, sentence, event) if event is not None else draft
    allowed = event_words().light.get(predicate.name)
    if allowed is None or draft.subject_start < 0 or not draft.subject:
        return draft
    words = sentence.tokens
    if predicate.name in ("schedule", "propose"):
        between = sentence.lows[predicate.last + 1 : sentence.at(timex.start)]
        if "for" not in between or sentence.lows[predicate.first] not in ("planned", "scheduled"):
            return draft  # `was proposed on 3 May`
    if predicate.name == "go" and not _goes_through(sentence, predicate):
        return draft
    first = index_at(words, draft.subject_start)
    event = event_in(words, first, index_at(words, draft.subject_start + len(draft.subject)))
    if event is None or (allowed and event.name not in allowed) or event.name == draft.predicate:
        return draft
    if predicate.name != "carry" and predicate_class(event.name) is None:
        return draft  # `The demonstration takes place on`
    if task_of_noun(words[event.word].text):
        return draft  # `A consultation on the vision, held in`
    return _of_event(draft, sentence, event)


_INVITING = frozenset(["invite", "join", "welcome", "attend", "come", "visit"])


def _invited_to(sentence: Clauses, timex: Timex, predicate: PredicateMention | None) -> Phrase | None:
    """The gathering that somebody is asked to right before its day: `You are invited to the open evening on 16 October`."""
    words, tags, lows = sentence.tokens, sentence.grammar.tags, sentence.lows
    if predicate is None or predicate.form is Form.NOUN or LEMMAS[lows[predicate.first]] not in _INVITING:
        return None
    last = sentence.at(timex.start)
    while last > 0 and (last - 1 in sentence.blocked or lows[last - 1] in ("on", ",")):
        last -= 1
    if last - 1 <= predicate.last or not is_gathering(words[last - 1]):
        return None
    first = last - 1
    while (
        first > predicate.last + 1 and (tags[first - 1] is Tag.NOUN or lows[first - 1] == "open") and last - first < 4
    ):
        first -= 1
    led = first - (tags[first - 1] is Tag.DETERMINER)
    return Phrase(led, last) if lows[led - 1] in ("to", "for", "at", "us", LEMMAS[lows[predicate.first]]) else None


def _held(draft: DraftClaim, sentence: Clauses, phrase: Phrase) -> DraftClaim:
    """The draft as one of a gathering that is held."""
    told = replace(draft, predicate="hold", predicate_words=sentence.tokens[phrase.last - 1].text, said="")
    return _about(told, sentence, phrase)


def _about(draft: DraftClaim, sentence: Clauses, phrase: Phrase) -> DraftClaim:
    """The draft as one of what a phrase names."""
    words = sentence.tokens
    start, end = words[phrase.first].start, words[phrase.last - 1].end
    names = names_within(sentence, start, end)
    return replace(
        draft,
        subject=sentence.block.text[start:end],
        subject_start=start,
        shown="",
        shown_start=-1,
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *draft.names))),
        subject_stems=stems_of(words, phrase),
    )


def _witness_before(sentence: Clauses, predicate: PredicateMention | None) -> PredicateMention | None:
    """The verb of `saw its first regatta`, itself or right before the noun of the event."""
    if predicate is None or predicate.form is not Form.NOUN:
        return predicate if predicate is not None and predicate.name in _WITNESSED else None
    verb = next((p for p in reversed(sentence.predicates) if p.last < predicate.first), None)
    return verb if verb is not None and verb.name in _WITNESSED and predicate.first - verb.last < 5 else None


def _goes_through(sentence: Clauses, predicate: PredicateMention) -> bool:
    return sentence.lows[predicate.last + 1 : predicate.last + 2] in (["through"], ["ahead"])


def _subject_of_copula(sentence: Clauses, timex: Timex) -> Phrase | None:
    """The subject of a form of `be` right before a time: `The hearing will be on 3 June`."""
    lows = sentence.lows
    k = sentence.at(timex.start)
    while k > 0 and (k - 1 in sentence.blocked or lows[k - 1] in _BETWEEN):
        k -= 1
    if k == 0 or lows[k - 1] not in BE:
        return None
    k -= 1
    while k > 0 and lows[k - 1] in AUXILIARIES:
        k -= 1
    return sentence.grammar.subject(k)


_BETWEEN = frozenset(["on", "in", "for", "due", "scheduled", "planned", "set", "fixed", "only", "now", "expected", "always", "again"])  # fmt: skip


def _of_witnessed(draft: DraftClaim, sentence: Clauses, predicate: PredicateMention) -> DraftClaim:
    """`The village saw its first fair in 1884`: the fair was held."""
    lows = sentence.lows
    k = predicate.last + 1
    if k + 2 >= len(lows) or lows[k] not in _OWN_FIRST or lows[k + 1] not in _COUNTED:
        return draft
    found = sentence.grammar.object(predicate)
    if found is None:
        return draft
    head = next((n for n in range(found.last - 1, k + 1, -1) if is_gathering(sentence.tokens[n])), None)
    return _of_event(draft, sentence, EventPhrase("hold", head, k + 1, head + 1)) if head is not None else draft


def _of_event(draft: DraftClaim, sentence: Clauses, event: EventPhrase) -> DraftClaim:
    words, thing = sentence.tokens, event.thing
    draft = replace(draft, predicate=event.name, predicate_words=words[event.word].text)
    if thing is None:
        return replace(draft, subject_stems=())
    if thing.last == event.word:
        return draft  # `The worst accident happened`: what stands before the noun may be no thing
    return _about(draft, sentence, thing)
